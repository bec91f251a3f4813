"""A decided claim billed again: corrected (frequency 7) or taken back (frequency 8), under the payer's number of the original."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.kit.ids import new_id
from backend.models.claim import Claim, ClaimEvent, ClaimLine
from backend.models.submission import OutgoingClaim
from backend.pipeline.claims.stage import DECIDED
from backend.pipeline.scrubbing.errors import AlreadyReplaced, NotDecided, NothingChanged, NotOutgoing, ToFurtherPlan
from backend.pipeline.scrubbing.repository import ScrubbingRepository, Waiting
from backend.pipeline.scrubbing.schemas import ClaimCorrection, Scrubbed
from backend.pipeline.scrubbing.service import change_claim, scrub_claims

_AS_BILLED = (
    "payer_id", "provider_id", "member_id", "patient_control_number", "form", "plan_type", "filing_indicator",
    "payer_order", "other_plan_on_file", "authorization_number", "referral_number", "rendering_npi", "place_of_service",
    "diagnoses", "service_from", "service_to", "charge", "sensitive",
)  # fmt: skip
_LINE_AS_BILLED = (
    "number", "procedure", "revenue_code", "modifiers", "diagnosis_pointers", "place_of_service", "units", "service_from",
    "service_to", "charge",
)  # fmt: skip


def replace_claim(
    session: Session, claim_id: UUID, correction: ClaimCorrection, *, void: bool, actor: str, now: datetime
) -> Scrubbed:
    """Bill a decided claim of ours again with a correction, or void it; the new claim is scrubbed and goes its way.

    Raises NotOutgoing (we did not bill it), ToFurtherPlan, NotDecided, AlreadyReplaced, or NothingChanged.
    """
    repository = ScrubbingRepository(session)
    original = next(iter(repository.waiting([claim_id])), None)
    if original is None:
        raise NotOutgoing
    if original.to_further_plan:
        raise ToFurtherPlan
    if original.claim.stage not in DECIDED or not original.claim.payer_claim_control_number:
        raise NotDecided
    if repository.is_replaced(claim_id):
        raise AlreadyReplaced
    made = _copy(original, "8" if void else "7", now)
    repository.add([made.claim])
    repository.add([made.outgoing, *made.lines])
    changed = set() if void else change_claim(repository, made, correction)
    if not void and _billed(made) == _billed(original):
        raise NothingChanged
    detail = {"replaces": str(claim_id), "reason": correction.reason, "fields": sorted(changed)}
    repository.add([ClaimEvent(claim_id=made.claim.id, kind="built", effective=now.date(), detail=detail)])
    audit.record(session, Act.CLAIM_CORRECTED, actor=actor, subject=f"claim:{claim_id}", fields=changed or {"void"})
    return scrub_claims(session, [made.claim.id], now)[0]


def _copy(original: Waiting, frequency: str, now: datetime) -> Waiting:
    today, old = now.date(), original.claim
    claim = Claim(
        id=new_id(), frequency=frequency, original_claim_number=old.payer_claim_control_number, replaces_id=old.id,
        received=today, stage="held", status_category="A0", status_code="",
        **{name: getattr(old, name) for name in _AS_BILLED},
    )  # fmt: skip
    lines = [
        ClaimLine(claim_id=claim.id, **{name: getattr(line, name) for name in _LINE_AS_BILLED})
        for line in original.lines
    ]
    outgoing = OutgoingClaim(
        claim_id=claim.id, encounter_id=original.outgoing.encounter_id, bill=original.outgoing.bill, state="built",
        built_on=today, changed_at=now, attempts=0, first_pass=True,
    )  # fmt: skip
    return Waiting(outgoing, claim, original.payer, lines)


def _billed(one: Waiting) -> object:
    """What the payer is told of a claim."""
    lines = sorted(one.lines, key=lambda line: line.number)
    return (
        [getattr(one.claim, name) for name in _AS_BILLED],
        [[getattr(line, name) for name in _LINE_AS_BILLED] for line in lines],
        one.outgoing.bill,
    )
