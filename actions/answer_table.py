"""Which facts a wish about the claim at hand needs, and what is said with them. Data, not code."""

from __future__ import annotations

from actions import (
    claim_answers,
    matters_answers,
    office_answers,
    office_record,
    one_fact,
    pointed_answers,
    taken_back,
)  # fmt: skip
from actions.taken_back import or_taken_back

FROM_CLAIM = {
    "check_claim_status": ("status", claim_answers.status),
    "ask_denial_reason": ("status", claim_answers.why),
    "ask_next_step": ("next_step", taken_back.steps_to_take),
    "ask_appeal_rights": ("appeal_rights", claim_answers.rights),
    "check_appeal_status": ("appeal_rights", claim_answers.appeal_status),
    "ask_payment": ("payment", or_taken_back(claim_answers.payment)),
    "ask_amount_owed": ("explanation", taken_back.owed),
    "explain_eob": ("explanation", or_taken_back(claim_answers.eob, office_only=True)),
    "more_details": ("lines", one_fact.lines),
    "explain_claim_codes": ("explanation", claim_answers.codes_of_claim),
    "submit_documents": ("next_step", claim_answers.records),
    "ask_timely_filing": ("appeal_rights", claim_answers.filing),
    "check_authorization": ("denial", claim_answers.authorization),
    "spell_claim": ("payment", one_fact.spelling),
    "say_simply": ("status", claim_answers.simply),
    "ask_when_decided": ("status", claim_answers.when_decided),
    "ask_dates": ("status", claim_answers.dates),
    "ask_provider": ("status", one_fact.provider),
    "ask_claim_number": ("status", one_fact.claim_number),
    "ask_charge": ("status", one_fact.charge),
    "ask_if_cashed": ("payment", or_taken_back(claim_answers.cashed)),
    "explain_appeal": ("next_step", claim_answers.how_to_appeal),
    "in_collections": ("explanation", matters_answers.in_collections),
    "already_paid": ("explanation", matters_answers.already_paid),
    "bill_and_eob": ("explanation", matters_answers.bill_and_eob),
    "check_eligibility": ("denial", claim_answers.coverage),
    "void_claim": ("payment", office_answers.void),
    "ask_denied_lines": ("lines", office_answers.denied_lines),
    "ask_code_amount": ("explanation", office_answers.code_amount),
    "ask_payer": ("status", office_answers.payer),
    "appeal_consent": ("appeal_rights", office_answers.appeal_consent),
    "ask_missing": ("denial", office_record.missing),
    "ask_same_number": ("status", office_record.same_number),
    "ask_how_to_send": ("next_step", office_record.how_to_send),
    "ask_appeal_level": ("appeal_rights", office_record.appeal_level),
    "corrected_time": ("denial", office_record.corrected_day),
    "ask_when_returned": ("status", office_record.returned),
    "ask_payment_total": ("payment", or_taken_back(office_record.payment_total)),
    "ask_earlier_payment": ("payment", or_taken_back(taken_back.earlier_payment)),
    "ask_which_plan": ("denial", office_record.which_plan),
    "money_back": ("explanation", pointed_answers.money_back),
    "not_received": ("payment", or_taken_back(pointed_answers.not_received)),
    "paid_to_whom": ("payment", or_taken_back(pointed_answers.paid_to_whom)),
    "paid_when": ("payment", or_taken_back(pointed_answers.paid_when)),
    "paid_how": ("payment", or_taken_back(pointed_answers.paid_how)),
    "paid_under": ("payment", or_taken_back(pointed_answers.paid_under)),
    "share_due": ("explanation", pointed_answers.share_due),
    "who_acts": ("next_step", pointed_answers.who_acts),
    "mine_to_pay": ("explanation", taken_back.mine_to_pay),
    "what_to_say": ("next_step", pointed_answers.what_to_say),
    "help_with_share": ("explanation", pointed_answers.help_with_share),
    "was_covered": ("appeal_rights", pointed_answers.was_covered),
    "late_reason": ("appeal_rights", pointed_answers.late_reason),
    "doctor_can_call": ("status", pointed_answers.doctor_can_call),
    "whom_at_office": ("status", pointed_answers.whom_at_office),
    "ask_allowed": ("explanation", pointed_answers.allowed),
    "appeal_cost": ("appeal_rights", pointed_answers.appeal_cost),
}
"""Wish → the purpose its facts are asked for, and who tells them."""
IN_HEADLINE = frozenset({"check_claim_status", "ask_denial_reason", "ask_next_step", "ask_appeal_rights"})
"""What the headline of a claim already answers; it is not said twice in one turn."""
LEFT_TO_A_PERSON = office_record.FOR_A_PERSON | {
    "utter_in_collections", "utter_in_collections_member", "utter_bill_and_eob", "utter_bill_and_eob_member",
    "utter_check_eligibility", "utter_check_eligibility_member", "utter_look_for_payment", "utter_help_with_share",
    "utter_late_reason", "utter_taken_back", "utter_taken_back_member", "utter_taken_back_sum_member",
    "utter_no_original_claim", "utter_no_others_of_the_day",
}  # fmt: skip
"""What the record alone does not settle: after these a person is offered."""
