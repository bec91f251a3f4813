"""What others ask of claims: one claim's facts with their evidence, a search, who a number names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.codes.claim_status import REJECTED
from backend.database import session_scope
from backend.kit.money import Money
from backend.models.appeal import Appeal
from backend.models.claim import Claim, ClaimEvent
from backend.models.denial import Denial
from backend.pipeline.claims.errors import ClaimNotFound, ClinicalSkillNeeded, SearchTooWide
from backend.pipeline.claims.reading import ClaimReading, ClaimRecord
from backend.pipeline.claims.rejection import reason
from backend.pipeline.claims.right import lead, step_day
from backend.pipeline.claims.snapshot import (
    Adjustment,
    AppealSnapshot,
    ClaimHeadline,
    ClaimLabel,
    ClaimQuery,
    ClaimSnapshot,
    DenialSnapshot,
    Evidence,
    LineSnapshot,
    MemberIdentity,
    Payment,
    PaymentFloor,
    ProviderIdentity,
    Share,
    StepDay,
)
from backend.pipeline.claims.stage import Stage
from backend.pipeline.claims.story import Happening, happening
from backend.staff.fields import sees_clinical
from backend.staff.service import CurrentStaff

__all__ = [
    "Adjustment",
    "AppealSnapshot",
    "ClaimHeadline",
    "ClaimLabel",
    "ClaimQuery",
    "ClaimSnapshot",
    "DenialSnapshot",
    "Evidence",
    "Happening",
    "LineSnapshot",
    "MemberIdentity",
    "Payment",
    "PaymentFloor",
    "ProviderIdentity",
    "Share",
    "Stage",
    "StepDay",
    "find",
    "is_protected",
    "labels",
    "members_by_id",
    "payment_floor",
    "provider_by_npi",
    "search",
    "snapshot",
    "story",
]


def may_read(session: Session, claim_id: UUID, staff: CurrentStaff) -> bool:
    """Whether this person may read the claim: one of a protected class only who sees clinical facts."""
    return sees_clinical(staff.role, staff.skills) or not is_protected(session, claim_id)


def is_protected(session: Session, claim_id: UUID) -> bool:
    """Whether the claim is of a protected class of care, by its mark or by its codes today."""
    return ClaimReading(session).is_protected(claim_id)


def demand_readable(session: Session, claim_id: UUID, staff: CurrentStaff) -> None:
    """Before any fact of a claim is told to staff; a refusal is on record. Raises ClinicalSkillNeeded."""
    if may_read(session, claim_id, staff):
        return
    with session_scope() as apart:  # the refused request's own transaction is taken back
        audit.record(apart, Act.STAFF_FORBIDDEN, actor=staff.actor, subject=f"claim:{claim_id}", purpose="clinical")
    raise ClinicalSkillNeeded


def snapshot(session: Session, claim_id: UUID, today: date) -> ClaimSnapshot:
    """The claim as it stands. Raises :class:`ClaimNotFound`."""
    record = ClaimReading(session).record(claim_id)
    if record is None:
        raise ClaimNotFound
    claim, member, provider = record.claim, record.member, record.provider
    denials, settled = tuple(map(_denial, record.denials)), tuple(map(_settled, record.settled))
    told = record.denials[0].remittance_date if record.denials else None
    step = step_day(next(iter(denials), None), plan_type=claim.plan_type, payer=record.payer.name, told=told)
    return ClaimSnapshot(
        claim_id=claim.id,
        payer_claim_control_number=claim.payer_claim_control_number or "",
        patient_control_number=claim.patient_control_number,
        payer_name=record.payer.name,
        plan_type=claim.plan_type,
        member_id=member.member_id,
        patient_first=member.first_name,
        patient_last=member.last_name,
        patient_dob=member.date_of_birth,
        patient_zip=member.zip,
        patient_phone=member.phone,
        provider_name=provider.name,
        provider_npi=provider.npi,
        provider_tax_id=provider.tax_id,
        stage=_stage(claim),
        status_category=claim.status_category,
        status_code=claim.status_code,
        service_from=claim.service_from,
        service_to=claim.service_to,
        received=claim.received,
        finalized=claim.finalized,
        charge=claim.charge,
        allowed=claim.allowed,
        paid=claim.paid,
        share=_share(claim),
        payment=_payment(record),
        lines=_lines(record),
        denials=denials,
        rejections=_rejections(record),
        appeal=_appeal(record.appeal) if record.appeal else None,
        sensitive=claim.sensitive,
        evidence=_evidence(record) | _denial_evidence(record, lead((*denials, *settled), today), step),
        adjustments=_adjustments(record.advice.adjustments) if record.advice else (),
        remarks=tuple(record.advice.remarks) if record.advice else (),
        settled=settled,
        step_day=step,
        appeals=tuple(map(_appeal, record.appeals)),
    )


def search(session: Session, query: ClaimQuery) -> list[ClaimHeadline]:
    """Claims that fit, newest date of service first. Raises :class:`SearchTooWide`."""
    if query.provider_npi is None and query.member_id is None:
        raise SearchTooWide
    return _headlines(session, query)


def find(session: Session, query: ClaimQuery) -> list[ClaimHeadline]:
    """For staff: like :func:`search`, where a claim's own number or a trace number is enough. Raises SearchTooWide."""
    if query.claim_number is None and query.trace_number is None:
        return search(session, query)
    return _headlines(session, query)


def _headlines(session: Session, query: ClaimQuery) -> list[ClaimHeadline]:
    return [
        ClaimHeadline(
            claim.id, claim.payer_claim_control_number or "", claim.service_from, claim.service_to, claim.received,
            _stage(claim), claim.charge, claim.paid, last_name,
        )
        for claim, last_name in ClaimReading(session).search(query)
    ]  # fmt: skip


def story(session: Session, claim_id: UUID) -> list[Happening]:
    """What happened to a claim, in order. Raises ClaimNotFound."""
    reading = ClaimReading(session)
    record = reading.record(claim_id)
    if record is None:
        raise ClaimNotFound
    advices = reading.advices(claim_id)
    return [
        happening(
            one.kind,
            one.effective,
            "/".join(part for part in (one.category, one.status_code) if part),
            _meaning(one),
            paid=advice.paid if (advice := advices.get(one.advice_id) if one.advice_id else None) else None,
            share=advice.patient_share if advice else None,
            detail=one.detail,
        )
        for one in record.events
    ]


def labels(session: Session, claim_ids: Iterable[UUID]) -> dict[UUID, ClaimLabel]:
    """How claims are named in a work list, by id; one query for all."""
    return {one.claim_id: one for one in ClaimReading(session).labels(list(dict.fromkeys(claim_ids)))}


def members_by_id(session: Session, member_id: str) -> list[MemberIdentity]:
    """Everyone on file under a member id; a subscriber and a newborn may share one."""
    return [
        MemberIdentity(one.member_id, one.first_name, one.last_name, one.date_of_birth, one.zip, one.phone)
        for one in ClaimReading(session).members_by_id(member_id)
    ]


def provider_by_npi(session: Session, npi: str) -> ProviderIdentity | None:
    """The billing provider on file under an NPI."""
    found = ClaimReading(session).provider_by_npi(npi)
    return ProviderIdentity(found.npi, found.name, found.tax_id) if found else None


def payment_floor(session: Session, npi: str, today: date) -> PaymentFloor:
    """What is decided and paid out only after today, and what is undecided, for one provider in all."""
    claims, amount, undecided, charge = ClaimReading(session).payment_floor(npi, today)
    return PaymentFloor(claims, amount or Money.zero(), undecided, charge or Money.zero())


def _stage(claim: Claim) -> Stage:
    stage: Any = claim.stage
    return stage  # type: ignore[no-any-return]


def _share(claim: Claim) -> Share:
    parts = (claim.deductible, claim.coinsurance, claim.copay, claim.other_share)
    return Share(*parts, total=Money.total(parts))


def _payment(record: ClaimRecord) -> Payment | None:
    """The payment the claim was paid with; none where nothing was paid or all was taken back."""
    remittance = record.remittance
    if remittance is None or record.claim.paid <= Money.zero():
        return None
    return Payment(remittance.trace_number, remittance.method, remittance.paid_on, remittance.amount)


def _adjustments(stored: Sequence[Mapping[str, Any]]) -> tuple[Adjustment, ...]:
    return tuple(Adjustment(one["group"], one["carc"], Money.of(one["amount"]), one.get("denial")) for one in stored)


def _lines(record: ClaimRecord) -> tuple[LineSnapshot, ...]:
    """The lines as decided where the standing advice tells of lines, else as billed."""
    days = {one.number: one.service_from for one in record.lines}
    if record.advice is not None and record.advice.lines:
        return tuple(
            LineSnapshot(
                one["number"], one["procedure"], tuple(one["modifiers"]),
                date.fromisoformat(one["service_date"]) if one["service_date"] else days.get(one["number"]),
                Money.of(one["charge"]), Money.of(one["paid"]),
                None if one["allowed"] is None else Money.of(one["allowed"]), _adjustments(one["adjustments"]),
                tuple(one["remarks"]),
            )
            for one in record.advice.lines
        )  # fmt: skip
    return tuple(
        LineSnapshot(
            one.number, one.procedure, tuple(one.modifiers), one.service_from, one.charge, Money.zero(), None, (), ()
        )
        for one in record.lines
    )


def _denial(denial: Denial) -> DenialSnapshot:
    return DenialSnapshot(
        denial_id=denial.id,
        root_cause=denial.root_cause,
        route=denial.route,
        appealable=denial.appealable,
        responsible=denial.responsible,
        next_step=denial.next_step,
        amount=denial.amount,
        carc=denial.carc,
        group=denial.group_code,
        remarks=tuple(denial.remarks),
        deadline=denial.deadline,
        deadline_rule=denial.deadline_rule,
        deadline_source=denial.deadline_source,
    )


def _settled(denial: Denial) -> DenialSnapshot:
    """What stands of a denial whose work is closed: its reason and its right, no step of the work that is over.

    The last day of a denial that cannot be appealed is that of the step, and goes with it.
    """
    told = replace(_denial(denial), route=None, next_step=None)
    return told if told.appealable else replace(told, deadline=None, deadline_rule=None, deadline_source=None)


def _appeal(appeal: Appeal) -> AppealSnapshot:
    return AppealSnapshot(
        appeal.id, appeal.number, appeal.level, appeal.state, appeal.opened, appeal.decision_due, appeal.outcome
    )


def _rejections(record: ClaimRecord) -> tuple[str, ...]:
    """Plain reasons of the rejection that stands."""
    if record.claim.stage != "rejected":
        return ()
    last = _last_status(record.events)
    said = last.detail.get("statuses", []) if last else []
    return tuple(reason(category, code, entity) for category, code, entity in said if category in REJECTED)


def _meaning(event: ClaimEvent) -> str:
    """The event's status in plain words, naming whom it concerns where the payer said so."""
    if not event.status_code:
        return ""
    statuses = event.detail.get("statuses") or [[event.category, event.status_code, ""]]
    return reason(*statuses[0])


def _last_status(events: Sequence[ClaimEvent]) -> ClaimEvent | None:
    statuses = [one for one in events if one.category]
    return max(statuses, key=lambda one: (one.effective, one.id), default=None)


def _evidence(record: ClaimRecord) -> dict[str, Evidence]:
    """For every fact the record and field it stands in."""
    claim, received = record.claim, record.events[0].recorded_at
    billed = f"claim {claim.id}"
    found = {
        name: Evidence(billed, field, received)
        for name, field in (
            ("charge", "CLM02"), ("service_from", "DTP*472"), ("service_to", "DTP*472"), ("received", "BHT04"),
            ("patient_control_number", "CLM01"), ("lines", "2400"), ("member_id", "NM109"), ("provider_name", "NM103"),
            ("provider_npi", "NM109"), ("payer_name", "NM103"), ("plan_type", "SBR09"), ("stage", "CLM01"),
        )
    }  # fmt: skip
    status = _last_status(record.events)
    if status is not None:
        said = f"claim status {status.id}"
        found |= {name: Evidence(said, "STC01", status.recorded_at) for name in _STATUS_FACTS}
        found["received"] = Evidence(said, "DTP*050", status.recorded_at)
    advice, remittance = record.advice, record.remittance
    if advice is not None and remittance is not None:
        said = f"remittance {remittance.id}/CLP {advice.number}"
        found |= {name: Evidence(said, field, remittance.recorded_at) for name, field in _ADVICE_FACTS}
    elif claim.stage == "reversed":
        back = next((one for one in reversed(record.events) if one.kind == "reversed"), None)
        if back is not None:
            said = f"remittance advice {back.advice_id}"
            found |= {name: Evidence(said, "CLP02", back.recorded_at) for name in (*_STATUS_FACTS, "paid", "finalized")}
    if record.appeal is not None:
        found["appeal"] = Evidence(f"appeal {record.appeal.number}", "state", record.appeal.recorded_at)
    return found


def _denial_evidence(record: ClaimRecord, right: DenialSnapshot | None, step: StepDay | None) -> dict[str, Evidence]:
    """The worst denial for what was denied and its next step; the one that tells the right for that and its last day."""
    known = [*record.denials, *record.settled]
    found = {}
    for denial in known[:1]:
        found["denials"] = Evidence(f"denial {denial.id}", "CAS", denial.recorded_at)
        if step is not None:
            found["step_day"] = Evidence(f"denial {denial.id}", step.rule, denial.recorded_at)
    for denial in known:
        if right is not None and denial.id == right.denial_id:
            found["deadline"] = Evidence(f"denial {denial.id}", denial.deadline_rule or "deadline", denial.recorded_at)
    return found


_STATUS_FACTS = ("stage", "status_category", "status_code", "rejections", "payer_claim_control_number")
_ADVICE_FACTS = (
    ("stage", "CLP02"), ("status_category", "CLP02"), ("status_code", "CLP02"), ("paid", "CLP04"), ("allowed", "AMT*B6"),
    ("share", "CAS*PR"), ("payment", "TRN02"), ("finalized", "BPR16"), ("lines", "SVC"), ("adjustments", "CAS"),
    ("payer_claim_control_number", "CLP07"),
)  # fmt: skip
