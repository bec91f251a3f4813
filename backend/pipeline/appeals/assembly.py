"""Letter and packet put together from the record."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from backend.kit.money import Money
from backend.models.appeal import Appeal
from backend.models.denial import Denial
from backend.pipeline.appeals.letter import DeniedService, LetterFacts, draft
from backend.pipeline.appeals.levels import level_named
from backend.pipeline.appeals.packet import Enclosure, Packet, PacketLine
from backend.pipeline.appeals.repository import AppealRepository, ClaimParties


def letter_of(session: Session, appeal: Appeal, today: date) -> str:
    """The draft letter as the record stands."""
    return draft(_facts(session, appeal, today)[0])


def packet_of(session: Session, appeal: Appeal, now: datetime) -> Packet:
    """The packet as the record stands, with the letter as the person left it."""
    facts, parties, denials = _facts(session, appeal, now.date())
    return Packet(
        facts=facts,
        letter=appeal.letter,
        lines=_lines(parties),
        enclosures=tuple(Enclosure(row["document"], row["on_hand"], row["confirmed"]) for row in _checklist(denials)),
        signed_by=appeal.signed_by or "",
        at=now,
    )


def _facts(session: Session, appeal: Appeal, today: date) -> tuple[LetterFacts, ClaimParties, list[Denial]]:
    repository = AppealRepository(session)
    denials = repository.disputed(appeal)
    parties = repository.parties(appeal.claim_id, denials[0].advice_id if denials else None)
    claim, provider, member = parties.claim, parties.provider, parties.member
    facts = LetterFacts(
        number=appeal.number,
        level_title=level_named(appeal.plan_type, appeal.level).title,
        today=today,
        payer_name=parties.payer.name,
        provider_name=provider.name,
        provider_npi=provider.npi,
        provider_tax_id=provider.tax_id,
        patient_name=f"{member.first_name} {member.last_name}",
        member_id=member.member_id,
        patient_control_number=claim.patient_control_number,
        payer_claim_control_number=claim.payer_claim_control_number or "",
        service_from=claim.service_from,
        service_to=claim.service_to,
        remittance_date=denials[0].remittance_date if denials else today,
        trace_number=parties.remittance.trace_number if parties.remittance else "",
        root_cause=appeal.root_cause,
        denied=tuple(_denied(one, parties) for one in denials),
        deadline=appeal.deadline,
        deadline_source=appeal.deadline_source,
        authorization_number=claim.authorization_number,
        reason=appeal.reason,
        physician_statement=appeal.physician_statement or "",
        enclosed=tuple(row["document"] for row in _checklist(denials) if row["on_hand"]),
    )
    return facts, parties, denials


def _denied(denial: Denial, parties: ClaimParties) -> DeniedService:
    line = next((one for one in parties.lines if one.number == denial.line_number), None)
    return DeniedService(
        line_number=denial.line_number,
        procedure=denial.procedure,
        service_date=line.service_from if line else denial.service_from,
        charge=line.charge if line else parties.claim.charge,
        denied=denial.amount,
        group=denial.group_code,
        carc=denial.carc,
        remarks=tuple(denial.remarks),
    )


def _lines(parties: ClaimParties) -> tuple[PacketLine, ...]:
    answers = {row.get("number"): row for row in (parties.advice.lines if parties.advice else [])}
    return tuple(
        PacketLine(
            number=line.number,
            procedure=line.procedure,
            charge=line.charge.spoken,
            paid=Money.of(str(answer["paid"])).spoken if answer and "paid" in answer else "",
            adjustments="; ".join(
                f"{one['group']}-{one['carc']} {one['amount']}" for one in (answer or {}).get("adjustments", [])
            ),
        )
        for line in parties.lines
        for answer in [answers.get(line.number)]
    )


def _checklist(denials: list[Denial]) -> list[dict[str, Any]]:
    """The checklists of all denials as one, each document once."""
    return list({str(row["document"]): row for denial in denials for row in denial.checklist}.values())
