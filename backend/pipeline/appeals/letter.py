"""The appeal letter, drafted from the record and the rule it cites. Pure; a person reads, changes and signs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from backend.codes import knowledge
from backend.kit.clock import day_in_words
from backend.kit.money import Money

CLINICAL = frozenset({"medical_necessity"})
"""Root causes in which the physician is asked for the clinical reason."""


@dataclass(frozen=True, slots=True)
class DeniedService:
    """One denied amount as the letter names it."""

    line_number: int | None
    procedure: str
    service_date: date | None
    charge: Money
    denied: Money
    group: str
    carc: str
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """Everything the letter says, from the record."""

    number: str
    level_title: str
    today: date
    payer_name: str
    provider_name: str
    provider_npi: str
    provider_tax_id: str
    patient_name: str
    member_id: str
    patient_control_number: str
    payer_claim_control_number: str
    service_from: date
    service_to: date
    remittance_date: date
    trace_number: str
    root_cause: str
    denied: tuple[DeniedService, ...]
    deadline: date | None
    deadline_source: str | None
    authorization_number: str | None
    reason: str
    physician_statement: str
    enclosed: tuple[str, ...]

    @property
    def amount(self) -> Money:
        """What the appeal is about."""
        return Money.total(one.denied for one in self.denied)


_GROUNDS: Mapping[str, str] = {
    "medical_necessity": (
        "The payer did not find the care medically necessary. We ask for a review of the records by a clinician of the same"
        " specialty, and for a copy of the criterion the decision rests on."
    ),
    "authorization": (
        "The payer found no authorization that fits these services. We ask that the authorization on file be applied, or"
        " granted after the fact on the records."
    ),
    "timely_filing": (
        "The payer holds that the claim came too late. We ask that the proof of filing be looked at and the claim be decided"
        " on its merits."
    ),
    "coding": (
        "The payer did not accept the coding of these services. We ask that the services be paid as billed, or to be told"
        " which edit was applied and on what source it rests."
    ),
    "not_covered": (
        "The payer holds the services not to be covered. We ask for the plan provision the decision rests on and for a"
        " review of the services against it."
    ),
    "benefit_limit": (
        "The payer holds a benefit limit to be reached. We ask for the count of services behind it and for a review."
    ),
    "documentation": "The payer did not have the records it needs. We ask for a decision on the records as they are now.",
    "eligibility": (
        "The payer holds that no coverage was in force. We ask that the coverage on the date of service be looked up again."
    ),
    "coordination_of_benefits": (
        "The payer expects another plan to pay first. We ask that the order of the plans be settled and the claim be paid"
        " in that order."
    ),
    "provider_enrollment": (
        "The payer holds the provider not eligible for these services. We ask that the enrollment on the date of service be"
        " looked up again."
    ),
}
_OTHER = "We do not agree with the decision for the reasons given below and ask for a full review."


def draft(facts: LetterFacts) -> str:
    """The letter as plain text, paragraphs parted by an empty line."""
    parts = [
        day_in_words(facts.today),
        facts.payer_name,
        f"Request for {facts.level_title}\nOur reference {facts.number}",
        _heading(facts),
        f"We ask for {_article(facts.level_title)} {facts.level_title} of this denial, {facts.amount.spoken} in all:",
        "\n".join(_service(one) for one in facts.denied),
        _GROUNDS.get(facts.root_cause, _OTHER),
    ]
    if facts.authorization_number:
        parts.append(f"Authorization number on the claim: {facts.authorization_number}.")
    if facts.physician_statement:
        parts.append(f"The treating physician states:\n{facts.physician_statement}")
    if facts.reason:
        parts.append(f"Reason given for this appeal:\n{facts.reason}")
    if facts.deadline is not None:
        parts.append(
            f"This request is made before its last day, {day_in_words(facts.deadline)} ({facts.deadline_source})."
        )
    if facts.enclosed:
        parts.append("Enclosed:\n" + "\n".join(f"- {name}" for name in facts.enclosed))
    parts.append("Please send your decision in writing, with the reason and the rule it rests on.")
    parts.append(f"Sincerely,\n\n\n______________________________\nfor {facts.provider_name}")
    return "\n\n".join(parts)


def _article(title: str) -> str:
    return "an" if title[0] in "aeio" else "a"


def _heading(facts: LetterFacts) -> str:
    dates = day_in_words(facts.service_from)
    if facts.service_to != facts.service_from:
        dates += f" to {day_in_words(facts.service_to)}"
    return "\n".join(
        [
            f"Patient: {facts.patient_name}, member ID {facts.member_id}",
            f"Provider: {facts.provider_name}, NPI {facts.provider_npi}, tax ID {facts.provider_tax_id}",
            f"Claim: {facts.payer_claim_control_number or 'number not given'} (our account {facts.patient_control_number})",
            f"Date of service: {dates}",
            f"Remittance of {day_in_words(facts.remittance_date)}, trace number {facts.trace_number or 'not given'}",
        ]
    )


def _service(one: DeniedService) -> str:
    code = knowledge.carc(one.carc)
    what = f"Line {one.line_number}, {one.procedure}" if one.line_number else "The whole claim"
    reason = f"{one.group}-{one.carc}" + (f" ({code.title})" if code else "")
    remarks = f", remarks {', '.join(one.remarks)}" if one.remarks else ""
    return f"- {what}: {one.denied.spoken} of {one.charge.spoken} denied, {reason}{remarks}"
