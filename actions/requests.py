"""What a caller can want, and what each wish needs before it can be answered. Data, not code."""

from __future__ import annotations

NEEDS_CLAIM = frozenset(
    {
        "check_claim_status", "ask_payment", "ask_denial_reason", "ask_next_step", "ask_appeal_rights", "start_appeal",
        "check_appeal_status", "explain_eob", "ask_amount_owed", "more_details", "request_document", "submit_documents",
        "request_peer_to_peer", "list_claims", "report_other_insurance", "ask_timely_filing", "explain_claim_codes",
        "check_authorization", "ask_benefits_used", "check_eligibility", "spell_claim", "ask_payment_floor",
        "notify_me", "say_simply", "ask_when_decided", "ask_dates", "ask_provider", "ask_claim_number", "ask_if_cashed",
        "ask_charge", "explain_appeal", "in_collections", "already_paid", "bill_and_eob",
        "below_contract", "void_claim", "ask_denied_lines", "ask_code_amount", "find_original", "not_duplicate",
        "others_of_the_day", "ask_payer", "appeal_consent",
        "ask_missing", "ask_same_number", "ask_how_to_send", "ask_appeal_level", "ask_when_returned", "ask_payment_total",
        "ask_earlier_payment", "ask_which_plan",
        "money_back", "not_received", "paid_to_whom", "who_acts", "mine_to_pay", "what_to_say",
        "paid_when", "paid_how", "paid_under", "share_due", "is_its_number",
        "appeal_cost", "compare_claims", "was_covered", "help_with_share", "late_reason",
        "doctor_can_call", "whom_at_office", "ask_allowed", "no_total", "will_hear",
        "not_denied", "patient_acts",
    }
)  # fmt: skip
"""Answered from a claim the caller has proved a right to."""

OPTIONAL_CLAIM = frozenset(
    {
        "submit_documents", "ask_timely_filing", "check_authorization", "ask_benefits_used", "check_eligibility",
        "explain_appeal", "in_collections", "below_contract", "no_total",
    }
)  # fmt: skip
"""Answered from the claim at hand where there is one, in general words where there is none."""

GENERAL = frozenset(
    {
        "explain_code", "ask_how_to_file", "ask_payment_help", "report_fraud", "request_callback", "out_of_scope",
        "bot_challenge", "help", "complain", "identify_representative", "thank", "hold_on", "check_code",
        "skip_claim", "next_claim", "finish_batch", "batch_progress", "resume_batch", "explain_term", "ask_whom_to_pay",
        "ask_if_recorded", "ask_if_safe", "explain_fast_appeal", "explain_appeal_next", "sorry_for_loss",
        "ask_hours", "explain_paper", "id_card", "change_details", "ask_network", "change_claim", "already_sent",
        "approval_in_hand", "not_read_out", "timely_proof", "corrected_time", "only_billed_claims", "sorry_upset",
        "ask_beyond", "appeals_in_general", "not_on_file", "call_reference",
        "one_patient_only", "no_totals",
        "ask_doctor_first", "delete_data", "appeal_by_another", "ask_diagnosis", "ask_if_sure",
        "callback_number",
    }
)  # fmt: skip
"""Answered at once, whoever asks."""

HANDOFFS = {
    "request_human": "asked",
    "medical_emergency": "medical_emergency",
    "switch_language": "language",
    "act_for_someone": "representative",
}
"""Wishes that bring a person in the same turn, with the reason the person sees."""

WISHES = NEEDS_CLAIM | GENERAL | frozenset(HANDOFFS)

OF_PROVIDER = frozenset({"ask_payment_floor"})
"""Answered once the provider is verified, without a patient."""

OF_CALLER = frozenset({"notify_me", "report_other_insurance"})
"""Answered once it is clear who calls, whatever the claim."""


def needs_claim(name: str, claim_known: bool) -> bool:
    """Whether this wish waits for a claim: always, or only while one is at hand."""
    return name in NEEDS_CLAIM and (name not in OPTIONAL_CLAIM or claim_known)
