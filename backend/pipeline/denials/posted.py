"""From posted remittance advices to denials: which adjustments deny, with the facts they were judged on. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from backend.kit.money import Money
from backend.pipeline.denials.facts import AdjustmentFacts, Triage
from backend.pipeline.posting.payment import PostedAdvice
from backend.pipeline.remittances.advice import JudgedAdjustment


@dataclass(frozen=True, slots=True)
class Decided:
    """A denied adjustment on its way into the record."""

    claim_id: UUID
    advice_id: UUID | None
    facts: AdjustmentFacts
    triage: Triage


def denied_of(posted: Sequence[PostedAdvice]) -> Iterator[Decided]:
    """Every adjustment that triage called a denial, claim level first. Claim remarks speak for lines without their own."""
    for advice in posted:
        groups = [
            (None, "", advice.charge, advice.remarks, advice.adjustments),
            *(
                (number, code, charge, told or advice.remarks, made)
                for number, code, charge, told, made in advice.lines
            ),
        ]
        for number, procedure, charge, remarks, adjustments in groups:
            for one in adjustments:
                if one.triage.is_denial:
                    facts = _facts(advice, one, number, procedure, charge, remarks)
                    yield Decided(advice.claim_id, advice.advice_id, facts, one.triage)


def _facts(
    advice: PostedAdvice,
    one: JudgedAdjustment,
    number: int | None,
    procedure: str,
    charge: Decimal,
    remarks: tuple[str, ...],
) -> AdjustmentFacts:
    context = advice.context
    return AdjustmentFacts(
        group=one.group,
        carc=one.carc,
        remarks=remarks,
        amount=Money(one.amount),
        charge=Money(charge),
        claim_status=advice.claim_status,
        plan_type=context.plan_type,
        service_from=context.service_from,
        remittance_date=advice.paid_on,
        frequency=context.frequency,
        authorization_on_file=context.authorization_on_file,
        other_plan_on_file=context.other_plan_on_file,
        payer=context.payer,
        line_number=number,
        procedure=procedure,
    )
