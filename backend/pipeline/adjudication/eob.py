"""The explanation of benefits for the member: what was charged, who bears which part, why, and what the member can do. Pure.

The words aim at a sixth-grade reader (29 CFR 2560.503-1(g), 45 CFR 147.136(b)(2)(ii)(E) ask for understandable notices). For
each line and for the whole claim: charge = discount + not owed + other plan + plan paid + your share, to the cent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date

from backend.codes import knowledge
from backend.codes.deadlines import Deadline, NoDeadline
from backend.kit.clock import day_in_words
from backend.kit.money import ZERO, Money
from backend.pipeline.claims.explanation import Explanation, Part
from backend.pipeline.claims.service import ClaimSnapshot, LineSnapshot

NOT_A_BILL = "This is not a bill."
OPENING = (
    "It shows what your plan paid for your care, and what your share is.",
    "Wait for the bill from your provider. The bill should ask for no more than your share.",
)
CHECK = "Did you not get this care? Does something look wrong? Call us."
OWED_MORE = "If a bill asks for more than your share, call us before you pay."
KIND_WORDS = {
    "office": "Office visit", "preventive": "Preventive care", "lab": "Lab test", "imaging": "Scan or X-ray",
    "therapy": "Therapy visit", "surgery": "Surgery", "emergency": "Emergency care", "inpatient": "Hospital stay",
    "mental_health": "Counseling", "drug": "Medicine", "diagnostic": "Test", "equipment": "Equipment", "dental": "Dental care",
    "vision": "Eye care", "ambulance": "Ambulance", "anesthesia": "Anesthesia", "cosmetic": "Cosmetic care",
    "supplies": "Supplies",
}  # fmt: skip
OTHER_CARE = "Care"
ABOVE_ALLOWED = (
    "The charge was more than your plan pays for. Your provider has no deal with your plan, so this part is yours."
)
"""For PR-45: out of network it is no discount."""
APPEAL = (
    "Do you think we got it wrong? You can ask us to look again. This is called an appeal. It is free.",
    "Tell us why you do not agree. You can send notes from your doctor.",
    "You can ask a friend, your doctor or a lawyer to help you.",
    "You can ask for the papers and rules we used. They are free.",
    "Could the wait harm your health? Call us and ask for a fast appeal.",
    "If we still say no, there are more steps. We will tell you what they are.",
)


@dataclass(frozen=True, slots=True)
class Sums:
    """The parts of a charge as the member sees them."""

    charge: Money
    discount: Money
    """Taken off by the plan's deal with the provider."""
    not_owed: Money
    """Not paid, and not the member's: the provider or somebody else bears it."""
    other_plan: Money
    plan_paid: Money
    deductible: Money
    copay: Money
    coinsurance: Money
    not_covered: Money
    """Not covered, or above what the plan allows, and the member's."""

    @property
    def your_share(self) -> Money:
        return self.deductible + self.copay + self.coinsurance + self.not_covered

    @property
    def adds_up(self) -> bool:
        return self.charge == self.discount + self.not_owed + self.other_plan + self.plan_paid + self.your_share


@dataclass(frozen=True, slots=True)
class EobLine:
    """One service."""

    number: int
    service: str
    procedure: str
    day: date | None
    sums: Sums
    notes: tuple[str, ...]
    """Letters of the notes below the table."""


@dataclass(frozen=True, slots=True)
class Note:
    """Why an amount was not paid, in plain words."""

    letter: str
    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class YearSoFar:
    """How much of the year's limits is used."""

    year: str
    deductible_used: Money
    deductible: Money
    out_of_pocket_used: Money
    out_of_pocket_max: Money


@dataclass(frozen=True, slots=True)
class PlanOnFile:
    """What only a payer client's file tells."""

    plan_name: str
    member_phone: str
    year: YearSoFar | None


@dataclass(frozen=True, slots=True)
class Eob:
    """One claim explained to its member."""

    payer_name: str
    plan_name: str
    phone: str
    patient: str
    member_id: str
    provider_name: str
    claim_number: str
    service_from: date
    service_to: date
    decided: date
    paid_to: str
    """A sentence on the payment."""
    lines: tuple[EobLine, ...]
    total: Sums
    notes: tuple[Note, ...]
    year: YearSoFar | None
    opening: tuple[str, ...]
    appeal: tuple[str, ...]
    appeal_last_day: date | None


def explain_to_member(
    claim: ClaimSnapshot, parts: Explanation, kinds: Sequence[str], last_day: Deadline | NoDeadline, plan: PlanOnFile
) -> Eob:
    """The explanation; ``kinds`` are the lines' kinds of service in their order. Its sums are the remittance's."""
    assert claim.finalized is not None, "a claim that can be taken apart was decided"
    notes: dict[str, Note] = {}
    told = {one.number: one for one in parts.lines}
    lines = tuple(
        _line(line, told[line.number].charge, told[line.number].parts, kind, claim.remarks, notes)
        for line, kind in zip(claim.lines, kinds, strict=True)
    )
    for code in _codes(parts.parts, claim.remarks) if claim.adjustments else ():
        _note(code, notes)
    total = sums(parts.charge, parts.parts)
    assert total.adds_up, "the parts were checked before"
    last = last_day.last_day if isinstance(last_day, Deadline) else None
    return Eob(
        claim.payer_name, plan.plan_name, plan.member_phone, f"{claim.patient_first} {claim.patient_last}".strip(),
        claim.member_id, claim.provider_name, claim.payer_claim_control_number or claim.patient_control_number,
        claim.service_from, claim.service_to, claim.finalized, _paid_to(claim), lines, total, tuple(notes.values()),
        plan.year, (NOT_A_BILL, *OPENING, OWED_MORE, CHECK), _appeal(last, plan.member_phone), last,
    )  # fmt: skip


def sums(charge: Money, parts: Iterable[Part]) -> Sums:
    """The parts gathered into the member's columns."""
    found = dict.fromkeys((one.name for one in fields(Sums)), ZERO)
    for part in parts:
        found[_column(part)] += part.amount
    found["charge"] = charge
    return Sums(**found)


def _column(part: Part) -> str:
    if part.kind == "plan_paid":
        return "plan_paid"
    if part.group == "PR":
        return part.kind if part.kind in ("deductible", "copay", "coinsurance") else "not_covered"
    return {"discount": "discount", "other_payer": "other_plan"}.get(part.kind, "not_owed")


def _line(
    line: LineSnapshot, charge: Money, parts: Sequence[Part], kind: str, remarks: Sequence[str], notes: dict[str, Note]
) -> EobLine:
    letters = tuple(_note(code, notes) for code in _codes(parts, (*line.remarks, *remarks)))
    service = KIND_WORDS.get(kind, OTHER_CARE)
    return EobLine(
        line.number, service, line.procedure, line.service_date, sums(charge, parts), tuple(filter(None, letters))
    )


def _codes(parts: Iterable[Part], remarks: Iterable[str]) -> list[str]:
    """Reasons that want a word, each once: all but the plan's payment; what a remark says beside."""
    reasons = [
        f"PR-{one.carc}" if (one.group, one.carc) == ("PR", "45") else one.carc
        for one in parts
        if one.carc and one.amount
    ]
    return list(dict.fromkeys([*reasons, *remarks]))


def _note(code: str, notes: dict[str, Note]) -> str:
    if code == "PR-45":
        notes.setdefault(code, Note(_letter(len(notes)), "45", ABOVE_ALLOWED))
        return notes[code].letter
    known = knowledge.rarc(code) if code[:1] in "MN" and code[1:2].isalnum() and len(code) > 1 else None
    found = known or knowledge.carc(code)
    if found is None or not found.member:
        return ""
    if code not in notes:
        notes[code] = Note(_letter(len(notes)), code, found.member)
    return notes[code].letter


def _letter(place: int) -> str:
    return chr(ord("A") + place) if place < 26 else f"A{place - 25}"


def _paid_to(claim: ClaimSnapshot) -> str:
    if claim.payment is None:
        return "We made no payment on this claim."
    how = {"EFT": "by bank transfer", "CHK": "by check"}.get(claim.payment.method, "")
    return f"We paid {claim.paid.spoken} to your provider {how} on {day_in_words(claim.payment.date)}.".replace(
        "  ", " "
    )


def _appeal(last: date | None, phone: str) -> tuple[str, ...]:
    call = f"Call us at {phone_in_words(phone)}" if phone else "Call us"
    first, *rest = APPEAL
    when = f"The last day to ask is {day_in_words(last)}." if last else f"{call} to learn the last day to ask."
    return (first, when, *rest, f"Do you have questions? {call}.")


def phone_in_words(phone: str) -> str:
    """(800) 555-0124."""
    return f"({phone[:3]}) {phone[3:6]}-{phone[6:]}" if len(phone) == 10 else phone
