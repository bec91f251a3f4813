"""The next step in a sentence a biller can act on; pure."""

from __future__ import annotations

from collections.abc import Mapping

from backend.codes.knowledge import RootCause, Route
from backend.pipeline.denials.facts import AdjustmentFacts

_NOT_DENIED: Mapping[tuple[str, str], str] = {
    ("patient_cost_share", "bill_patient"): "Bill the patient for this share.",
    (
        "patient_cost_share",
        "bill_other_payer",
    ): "Bill the other plan for this share first; the patient only after its answer.",
    ("patient_cost_share", "none"): "Nothing to send: wait for the next plan's remittance before billing the patient.",
    (
        "patient_cost_share",
        "human_review",
    ): "A person reviews this first: the No Surprises Act may forbid billing the patient.",
    ("contractual", "none"): "Nothing to do: adjust it off under the contract and do not bill the patient.",
    ("contractual", "bill_other_payer"): "Bill the other plan on file for it; never the patient.",
    ("payment_adjustment", "none"): "Nothing to do: this explains the payment and denies nothing.",
    ("payment_adjustment", "bill_patient"): "The payment went to the patient: bill the patient for it.",
    ("payment_adjustment", "call_payer"): "The payment went to someone else: call the payer and ask where it is.",
}

_BY_CAUSE: Mapping[tuple[str, str], str] = {
    (
        "missing_or_invalid_data",
        "correct_and_resubmit",
    ): "Correct the missing or wrong information and resubmit the claim.",
    ("missing_or_invalid_data", "call_payer"): "Call the payer and ask what is missing: no remark code names it.",
    ("coding", "correct_and_resubmit"): "Check the coding against the record, correct it and resubmit the claim.",
    ("authorization", "correct_and_resubmit"): "Put the authorization number on the claim, correct it and resubmit.",
    ("authorization", "obtain_authorization"): "Ask the payer for authorization after the fact, with the records.",
    ("authorization", "appeal"): "Appeal the authorization decision with the records.",
    ("coordination_of_benefits", "update_coordination_of_benefits"): (
        "Have the patient tell the plan about other coverage, then send the first plan's EOB."
    ),
    ("coordination_of_benefits", "bill_other_payer"): "Bill the other plan first and send its EOB with the claim.",
    ("coordination_of_benefits", "correct_and_resubmit"): "Correct the other plan's data, add its EOB and resubmit.",
    (
        "coordination_of_benefits",
        "none",
    ): "Nothing to send: the payer passed the claim on; wait for that plan's answer.",
    (
        "eligibility",
        "verify_coverage",
    ): "Verify the coverage and the member ID for the date of service, then bill the right plan.",
    ("eligibility", "bill_other_payer"): "Bill the other plan that covered the patient on the date of service.",
    ("eligibility", "correct_and_resubmit"): "Split the claim by coverage dates, correct it and resubmit.",
    ("other_liability", "bill_other_payer"): "Bill the carrier liable for the injury, with the accident details.",
    ("medical_necessity", "appeal"): "Appeal with the records and the clinical reason the care was needed.",
    (
        "medical_necessity",
        "peer_to_peer",
    ): "Arrange a peer-to-peer call between the physician and the medical director.",
    ("timely_filing", "appeal"): "Appeal with proof of timely filing; without proof, ask for a write-off review.",
    ("timely_filing", "call_payer"): "Call the payer: the dates show the claim was in time; ask for a reopening.",
    (
        "timely_filing",
        "write_off_review",
    ): "No appeal right here: send it to write-off review unless an exception applies.",
    ("duplicate", "none"): "Nothing to send: the first claim counts; look at its result.",
    ("duplicate", "call_payer"): "Call the payer: it took the replacement claim for a duplicate.",
    (
        "provider_enrollment",
        "enrollment",
    ): "Settle the provider's enrollment or certification with the payer, then have it reprocessed.",
}

_BY_ROUTE: Mapping[str, str] = {
    "none": "Nothing to do: the payer processes the claim again by itself.",
    "correct_and_resubmit": "Correct the claim and resubmit it.",
    "send_records": "Send the records the payer asks for.",
    "appeal": "Appeal the decision.",
    "peer_to_peer": "Arrange a peer-to-peer call with the medical director.",
    "obtain_authorization": "Ask the payer for authorization.",
    "update_coordination_of_benefits": "Update the coordination of benefits.",
    "verify_coverage": "Verify the coverage for the date of service.",
    "enrollment": "Settle the provider's enrollment with the payer.",
    "bill_patient": "Bill the patient: the payer holds the patient responsible.",
    "bill_other_payer": "Bill the other payer.",
    "write_off_review": "Send it to write-off review; the patient may not be billed.",
    "call_payer": "Call the payer.",
    "human_review": "A person reviews this one.",
}


def next_step(cause: RootCause, route: Route, facts: AdjustmentFacts, attach: tuple[str, ...]) -> str:
    """One sentence, with what to attach where something is sent."""
    text = _NOT_DENIED.get((cause, route)) or _BY_CAUSE.get((cause, route)) or _BY_ROUTE[route]
    if route in {"send_records", "appeal", "peer_to_peer"} and attach:
        return f"{text} Attach: {', '.join(attach)}."
    if route == "correct_and_resubmit" and facts.frequency == "1" and "MA130" not in facts.remarks:
        return f"{text} Use frequency 7 with the payer's claim number."
    return text
