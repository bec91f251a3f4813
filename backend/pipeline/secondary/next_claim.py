"""The claim that bills the next plan: the same services, with what the earlier plan did with them. Pure.

005010X222A1/X223A2 section 1.4.4 (coordination of benefits, provider to payer): the destination payer moves into loop
2000B/2010BB, the payer that has decided into 2320/2330 with its payment (AMT*D), what it left to the patient (AMT*EAF)
and its adjustments (CAS) where it gave them, at the claim or at the line (2430). Charge less payment less adjustments is
zero at each level, because it was so in the 835.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from backend.x12.claim_837.models import Claim, LineAdjudication, OtherPayer, Patient, Payer, ServiceLine, Subscriber
from backend.x12.parts import Adjustment, Amount, Procedure, Reference

ORDER = "PSTABCDEFGH"
"""SBR01: primary, secondary, tertiary, then the fourth and so on."""
MEDICARE = frozenset({"MA", "MB"})
_OF_ONE_PAYER = frozenset({"G1", "9F", "F8", "D9", "9A", "9C"})
"""References of loop 2300 that one payer gave or asked for; the next plan has its own."""


class AdviceLine(NamedTuple):
    """One service line of the 835."""

    procedure: str
    modifiers: tuple[str, ...]
    charge: Decimal
    paid: Decimal
    adjustments: tuple[Adjustment, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """What the earlier plan said of the claim (CLP loop)."""

    paid_on: date
    paid: Decimal
    payer_claim_control_number: str
    adjustments: tuple[Adjustment, ...]
    """Of the whole claim."""
    lines: tuple[AdviceLine, ...]

    @property
    def patient_share(self) -> Decimal:
        every = [*self.adjustments, *(one for line in self.lines for one in line.adjustments)]
        return sum((one.amount for one in every if one.group == "PR"), Decimal("0.00"))


def advice_of(stored: dict[str, Any], paid_on: date) -> Advice:
    """An advice from what posting kept of it (``remittance_claim``)."""
    return Advice(
        paid_on, stored["paid"], stored["payer_claim_control_number"], _adjustments(stored["adjustments"]),
        tuple(
            AdviceLine(
                one["procedure"], tuple(one.get("modifiers", ())), Decimal(one["charge"]), Decimal(one["paid"]),
                _adjustments(one["adjustments"]),
            )
            for one in stored["lines"]
        ),
    )  # fmt: skip


def _adjustments(stored: Sequence[dict[str, Any]]) -> tuple[Adjustment, ...]:
    """In order of their group, so that a group stands in one CAS segment as long as it fits."""
    found = [Adjustment(one["group"], one["carc"], Decimal(one["amount"])) for one in stored]
    return tuple(sorted((one for one in found if one.amount), key=lambda one: one.group))


def next_plan(claim: Claim) -> OtherPayer | None:
    """The plan that pays after the one this claim went to: the first in order that has not decided yet."""
    mine = _place(claim.subscriber.payer_responsibility)
    waiting = [
        one for one in claim.other_payers
        if one.paid is None and one.adjudicated is None and _place(one.payer_responsibility) >= mine
    ]  # fmt: skip
    return min(waiting, key=lambda one: _place(one.payer_responsibility), default=None)


def _place(responsibility: str) -> int:
    return ORDER.find(responsibility) if responsibility and responsibility in ORDER else len(ORDER)


def is_complete(plan: OtherPayer) -> bool:
    """Whether it can be billed: its payer's identifier and the member's id are known."""
    return bool(plan.payer.id and plan.payer.last and plan.subscriber.id and plan.subscriber.last)


def wants_medicare_reason(plan: OtherPayer) -> bool:
    """Medicare as a later payer wants SBR05 (X222 2000B)."""
    return plan.filing_indicator in MEDICARE and not plan.insurance_type


def next_claim(claim: Claim, plan: OtherPayer, advice: Advice, account: str) -> Claim:
    """The claim to ``plan``. ``account`` is its patient control number (CLM01)."""
    lines = _adjudicated_lines(claim, advice)
    others = [one for one in claim.other_payers if one is not plan]
    subscriber, patient = _people(claim, plan)
    own = tuple(one for one in claim.references if one.qualifier not in _OF_ONE_PAYER)
    return claim._replace(
        patient_control_number=account, frequency="1", subscriber=subscriber, patient=patient, references=own,
        lines=lines or claim.lines,
        other_payers=(_decided(claim, advice, by_line=bool(lines)), *others), delay_reason="",
    )  # fmt: skip


def _people(claim: Claim, plan: OtherPayer) -> tuple[Subscriber, Patient | None]:
    who = claim.patient or claim.subscriber
    same = (plan.subscriber.last, plan.subscriber.first) == (who.name.last, who.name.first)
    own = plan.relationship == "18" and same
    order = (
        "S"
        if claim.subscriber.payer_responsibility == "P"
        else ORDER[_place(claim.subscriber.payer_responsibility) + 1]
    )
    subscriber = Subscriber(
        order, "18" if own else "", plan.subscriber, Payer(plan.payer._replace(entity="PR")), plan.filing_indicator,
        plan.group_number, "" if plan.group_number else plan.group_name,
        plan.insurance_type if plan.filing_indicator in MEDICARE else "",
    )  # fmt: skip
    if own:
        return subscriber._replace(
            address=who.address, birth_date=who.birth_date, sex=who.sex, contacts=who.contacts
        ), None
    relationship = claim.patient.relationship if claim.patient else "G8"
    patient = Patient(
        plan.relationship if plan.relationship not in ("", "18") else relationship,
        who.name._replace(entity="QC", id_qualifier="", id=""), who.address, who.birth_date, who.sex,
        contacts=who.contacts,
    )  # fmt: skip
    return subscriber, patient


def _decided(claim: Claim, advice: Advice, *, by_line: bool) -> OtherPayer:
    """Loop 2320 with 2330A and 2330B of the plan that has decided."""
    before = claim.subscriber
    every = [*advice.adjustments, *(one for line in advice.lines for one in line.adjustments)]
    share = advice.patient_share
    amounts = [Amount("D", advice.paid)] + ([Amount("EAF", share)] if share > 0 else [])
    references = [Reference("F8", advice.payer_claim_control_number)] if advice.payer_claim_control_number else []
    if claim.prior_authorization:
        references.insert(0, Reference("G1", claim.prior_authorization))
    return OtherPayer(
        before.payer_responsibility or "P", before.relationship or (claim.patient.relationship if claim.patient else "18"),
        before.filing_indicator, before.name, before.payer.name, before.group_number, before.group_name,
        adjustments=advice.adjustments if by_line else _summed(every), amounts=tuple(amounts),
        benefits_assigned=claim.benefits_assigned, release_of_information=claim.release_of_information,
        adjudicated=None if by_line else advice.paid_on, references=tuple(references),
    )  # fmt: skip


def _summed(adjustments: Sequence[Adjustment]) -> tuple[Adjustment, ...]:
    """One adjustment per group and reason: a reason is named once in a level's CAS segments."""
    sums: dict[tuple[str, str], Decimal] = {}
    for one in adjustments:
        sums[one.group, one.reason] = sums.get((one.group, one.reason), Decimal(0)) + one.amount
    return tuple(Adjustment(group, reason, amount) for (group, reason), amount in sorted(sums.items()) if amount)


def _adjudicated_lines(claim: Claim, advice: Advice) -> tuple[ServiceLine, ...]:
    """The lines with loop 2430 each; none where the payer's lines are not ours one to one (bundled, split, or no lines)."""
    left = list(advice.lines)
    found = []
    for line in claim.lines:
        match = next((one for one in left if _same(line, one)), None)
        if match is None:
            return ()
        left.remove(match)
        said = LineAdjudication(
            claim.subscriber.payer.name.id, match.paid, line.procedure or Procedure("HC", match.procedure), line.units,
            _summed(match.adjustments), advice.paid_on, line.revenue_code,
        )  # fmt: skip
        found.append(line._replace(adjudications=(*line.adjudications, said)))
    return () if left else tuple(found)


def _same(line: ServiceLine, said: AdviceLine) -> bool:
    code = line.procedure.code if line.procedure else line.revenue_code
    return code == said.procedure and line.charge == said.charge
