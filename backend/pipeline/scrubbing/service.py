"""Scrubbing: claims built from coded encounters, put right where only one answer is possible, held for a person where not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.codes.sensitive import is_sensitive
from backend.database import defer_job
from backend.kit.money import Money
from backend.models.claim import Claim, ClaimEvent, ClaimLine
from backend.models.edit import EditFinding
from backend.models.payer import Payer
from backend.models.submission import OutgoingClaim
from backend.pipeline.claims.parties import MemberParty, PartyRepository, member_key
from backend.pipeline.claims.repository import ClaimRepository, NewEvent
from backend.pipeline.encounters.service import coded_encounters, name_claims
from backend.pipeline.scrubbing.background import Background
from backend.pipeline.scrubbing.building import apply_corrections, built, facts
from backend.pipeline.scrubbing.corrections import correct
from backend.pipeline.scrubbing.edits import edits
from backend.pipeline.scrubbing.errors import (
    AlreadyOut,
    BilledElsewhere,
    FindingNotOpen,
    NoSuchLine,
    NotOutgoing,
    OffItsWay,
    OnlyTheMemberId,
    WrittenOff,
)
from backend.pipeline.scrubbing.facts import Correction, Finding, ScrubClaim
from backend.pipeline.scrubbing.possible import Standing
from backend.pipeline.scrubbing.repository import UNSENT, ScrubbingRepository, Waiting
from backend.pipeline.scrubbing.rules import scrub
from backend.pipeline.scrubbing.schemas import ClaimCorrection, LineCorrection, Scrubbed
from backend.pipeline.work.service import NewWork, close_work_items, open_work_items

QUEUE = "scrubbing"
FIX_DAYS = 1
LEFT_BEHIND = timedelta(minutes=15)
"""After this time the job that should have gone on is taken for lost."""


def build(session: Session, encounter_ids: Sequence[UUID], now: datetime) -> list[UUID]:
    """Build the claims of coded encounters. An encounter whose claim was built is left alone."""
    repository = ScrubbingRepository(session)
    encounters = coded_encounters(session, encounter_ids)
    made = [built(one, now) for one in encounters]
    repository.add_built(made)
    ClaimRepository(session).add_events(
        NewEvent(
            claim.id, "built", now.date(), detail={"queried_unresolved": True} if encounter.queried_unresolved else None
        )
        for encounter, (claim, _, _) in zip(encounters, made, strict=True)
    )
    name_claims(session, {encounter.id: claim.id for encounter, (claim, _, _) in zip(encounters, made, strict=True)})
    return [claim.id for claim, _, _ in made]


def scrub_claims(session: Session, claim_ids: Sequence[UUID], now: datetime) -> list[Scrubbed]:
    """Scrub claims that have not left. Clean ones go on to credentialing by a job; the others wait for a named owner."""
    repository = ScrubbingRepository(session)
    waiting = [one for one in repository.waiting(claim_ids) if one.outgoing.state in UNSENT]
    if not waiting:
        return []
    background = Background(session, waiting, now.date())
    events: list[NewEvent] = []
    results = [_scrub_one(session, one, background, events, now) for one in waiting]
    session.flush()
    ClaimRepository(session).add_events(events)
    clean = [str(one.claim_id) for one in results if one.state == "scrubbed"]
    if clean:
        defer_job(session, "credentialing.check", claim_ids=clean)
    return results


def _scrub_one(
    session: Session, one: Waiting, background: Background, events: list[NewEvent], now: datetime
) -> Scrubbed:
    claim, done = correct(_facts(one), edits())
    apply_corrections(one.claim, one.lines, one.outgoing, done)
    found = scrub(claim, edits(), background.past(one), now.date())
    standing = background.standing(one)
    accepted = {(each.edit, each.line_number, each.element) for each in standing if each.state == "accepted"}
    found = tuple(each for each in found if each.key not in accepted)
    _keep(session, one.claim.id, found, done, standing, now)
    blocking = [each for each in found if each.severity == "blocks"]
    if standing:
        close_work_items(session, "claim", one.claim.id, outcome="scrubbed again", now=now, queue=QUEUE)
    if blocking:
        events.append(_hold(session, one, blocking, now))
    else:
        background.remember(one, claim)
        events += _pass(one, now.date(), released=background.was_held(one))
    one.outgoing.changed_at = now
    return Scrubbed(
        claim_id=one.claim.id, state=one.outgoing.state, blocking=len(blocking), warnings=len(found) - len(blocking),
        corrected=len(done),
    )  # fmt: skip


def _facts(one: Waiting) -> ScrubClaim:
    return facts(one.claim, one.lines, one.outgoing.bill, (one.payer.identifier, one.payer.name))


def _keep(
    session: Session, claim_id: UUID, found: Iterable[Finding], done: Iterable[Correction], standing: list[EditFinding],
    now: datetime,
) -> None:  # fmt: skip
    """Findings that stay keep their row; new ones are added, those gone are resolved; corrections are logged."""
    repository, today = ScrubbingRepository(session), now.date()
    known = {(each.edit, each.line_number, each.element): each for each in standing if each.state == "open"}
    fresh = [each for each in found if each.key not in known]
    gone = set(known) - {each.key for each in found}
    repository.resolve([known[key].id for key in gone], now)
    session.add_all(
        EditFinding(
            claim_id=claim_id, edit=each.edit, kind=each.kind, severity=each.severity, line_number=each.line,
            element=each.element, sentence=each.sentence, fix=each.fix, owner=each.owner, source=each.source,
            found_on=today, state="open",
        )
        for each in fresh
    )  # fmt: skip
    session.add_all(
        EditFinding(
            claim_id=claim_id, edit=each.edit, kind="correction", severity="corrected", line_number=each.line,
            element=each.field, sentence=each.sentence, fix="Nothing to do: corrected.", owner="system",
            source="backend/pipeline/scrubbing/corrections.py", found_on=today, state="resolved", resolved_at=now,
            correction={"field": each.field, "before": each.before, "after": each.after},
        )
        for each in done
    )  # fmt: skip


def _hold(session: Session, one: Waiting, blocking: list[Finding], now: datetime) -> NewEvent:
    names = sorted({each.edit for each in blocking})
    one.outgoing.state, one.claim.stage = "needs_correction", "held"
    first = blocking[0]
    work = NewWork(
        QUEUE, "claim", one.claim.id, first.edit, first.owner, now.date() + timedelta(days=FIX_DAYS),
        f"{first.sentence} {first.fix}", one.claim.charge, {"edits": names},
    )  # fmt: skip
    open_work_items(session, [work])
    return NewEvent(one.claim.id, "held", now.date(), detail={"reason": "edits", "edits": names})


def _pass(one: Waiting, today: date, *, released: bool) -> list[NewEvent]:
    one.outgoing.state = "scrubbed"
    freed = [NewEvent(one.claim.id, "released", today, detail={"reason": "edits"})] if released else []
    return [NewEvent(one.claim.id, "scrubbed", today), *freed]


def take_up(session: Session, now: datetime) -> int:
    """Scrub what was built a while ago and never was: its job was lost. How many."""
    return len(scrub_claims(session, ScrubbingRepository(session).left_behind(now - LEFT_BEHIND, 500), now))


def cover_told(session: Session, member_ids: Sequence[UUID], now: datetime) -> int:
    """Payers spoke of these members: claims held for want of cover are scrubbed again. How many."""
    return len(scrub_claims(session, ScrubbingRepository(session).held_for_cover(member_ids), now))


def correct_claim(
    session: Session, claim_id: UUID, correction: ClaimCorrection, actor: str, now: datetime
) -> Scrubbed:  # fmt: skip
    """A person puts a claim right; it is scrubbed again at once. One to a further plan leaves with the next batch.

    Raises NotOutgoing, AlreadyOut (with the payer and not rejected), OffItsWay, WrittenOff, NoSuchLine or OnlyTheMemberId.
    """
    repository, one = ScrubbingRepository(session), demand_not_out(session, claim_id)
    demand_not_written_off(session, claim_id)
    further = one.to_further_plan
    changed = _change_member_id(repository, one, correction) if further else change_claim(repository, one, correction)
    audit.record(session, Act.CLAIM_CORRECTED, actor=actor, subject=f"claim:{claim_id}", fields=changed)
    close_work_items(session, "claim", claim_id, outcome="corrected", now=now, queue="rejections")
    one.outgoing.state, one.outgoing.first_pass, one.claim.stage = "built", False, "held"
    detail = {"fields": sorted(changed), "reason": correction.reason}
    repository.add([ClaimEvent(claim_id=claim_id, kind="corrected", effective=now.date(), detail=detail)])
    if further:
        one.outgoing.state, one.outgoing.changed_at = "ready", now
        return Scrubbed(claim_id=claim_id, state="ready", blocking=0, warnings=0, corrected=0)
    return scrub_claims(session, [claim_id], now)[0]


def withdraw_claim(session: Session, claim_id: UUID, reason: str, actor: str, now: datetime) -> None:
    """Take a claim off its way that should never leave: sent twice by the practice, or meant for another payer.

    Raises NotOutgoing, AlreadyOut or OffItsWay.
    """
    repository, one = ScrubbingRepository(session), demand_not_out(session, claim_id)
    one.outgoing.state, one.outgoing.first_pass, one.outgoing.changed_at = "withdrawn", False, now
    one.claim.stage = "held"
    repository.resolve([each.id for each in repository.findings([claim_id])], now)
    close_work_items(session, "claim", claim_id, outcome="withdrawn", now=now)
    detail = {"reason": reason}
    repository.add([ClaimEvent(claim_id=claim_id, kind="taken_off", effective=now.date(), detail=detail)])
    audit.record(session, Act.CLAIM_WITHDRAWN, actor=actor, subject=f"claim:{claim_id}")


def demand_not_out(session: Session, claim_id: UUID) -> Waiting:
    """A claim of ours that is still to leave, or came back rejected, locked.

    Raises NotOutgoing, BilledElsewhere, OffItsWay or AlreadyOut.
    """
    repository = ScrubbingRepository(session)
    one = next(iter(repository.waiting([claim_id])), None)
    if one is None:
        raise BilledElsewhere if repository.is_on_file(claim_id) else NotOutgoing
    if one.outgoing.state == "withdrawn":
        raise OffItsWay
    if one.outgoing.state == "submitted" and one.claim.stage != "rejected":
        raise AlreadyOut
    return one


def demand_not_written_off(session: Session, claim_id: UUID) -> None:
    """What was given up is not sent (again). Raises WrittenOff where that was done before any payer decided."""
    if ScrubbingRepository(session).charge_written_off(claim_id):
        raise WrittenOff


def written_off(session: Session, claim_ids: Sequence[UUID]) -> set[UUID]:
    """Those of some claims whose charge was given up before any payer decided."""
    return ScrubbingRepository(session).charges_written_off(claim_ids)


def change_claim(repository: ScrubbingRepository, one: Waiting, correction: ClaimCorrection) -> set[str]:
    """Write a person's correction into the rows; the names of what changed."""
    changed: set[str] = set()
    for name in ("authorization_number", "referral_number", "place_of_service", "diagnoses"):
        value = getattr(correction, name)
        if value is not None:
            setattr(one.claim, name, value)
            changed.add(name)
    bill = one.outgoing.bill
    for name, part, field in _BILLED_AS:
        value = getattr(correction, name)
        if value is not None:
            told = value.isoformat() if isinstance(value, date) else value
            bill = {**bill, part: {**bill[part], field: told}}
            changed.add(name)
    one.outgoing.bill = bill
    if changed & _WHO:
        one.claim.member_id = _patient(repository, one, bill)
    # lines to take off come last and from the end, so that every number is the one the person saw
    for line in sorted(correction.lines, key=lambda each: (each.remove, -each.number)):
        _change_line(repository, one, line)
        changed.add("lines")
    if not one.lines:
        raise NoSuchLine
    one.claim.sensitive |= is_sensitive((line.procedure for line in one.lines), one.claim.diagnoses)
    one.claim.charge = Money.total(line.charge for line in one.lines)
    repository.session.flush()
    return changed


def _change_member_id(repository: ScrubbingRepository, one: Waiting, correction: ClaimCorrection) -> set[str]:
    """The one thing a person may know better about a claim whose words are the first plan's."""
    if correction.member_id is None or correction.model_fields_set - {"member_id", "reason"}:
        raise OnlyTheMemberId
    one.outgoing.bill = {**one.outgoing.bill, "insurance": {"member_id": correction.member_id}}
    known = repository.member(one.claim.member_id)
    party = MemberParty(
        correction.member_id, known.first_name, known.last_name, known.date_of_birth, known.sex, known.address,
        known.city, known.state, known.zip, known.phone,
    )  # fmt: skip
    key = member_key(one.claim.payer_id, party)
    one.claim.member_id = PartyRepository(repository.session).members({key: party})[key]
    return {"member_id"}


_BILLED_AS = (
    ("member_id", "insurance", "member_id"),
    ("patient_first_name", "patient", "first_name"),
    ("patient_last_name", "patient", "last_name"),
    ("patient_date_of_birth", "patient", "date_of_birth"),
    ("patient_sex", "patient", "sex"),
)


_WHO = frozenset({"member_id", "patient_first_name", "patient_last_name", "patient_date_of_birth"})


def _patient(repository: ScrubbingRepository, one: Waiting, bill: dict[str, Any]) -> UUID:
    """Whom the corrected claim is about: what payers said of a wrong member id was said of somebody else."""
    who, insurance = bill["patient"], bill["insurance"]
    party = MemberParty(
        insurance["member_id"], who["first_name"], who["last_name"], date.fromisoformat(who["date_of_birth"]), who["sex"],
        who["address"], who["city"], who["state"], who["zip"][:5], who["phone"],
    )  # fmt: skip
    key = member_key(one.claim.payer_id, party)
    return PartyRepository(repository.session).members({key: party})[key]


def _change_line(repository: ScrubbingRepository, one: Waiting, wanted: LineCorrection) -> None:
    line: ClaimLine | None = next((each for each in one.lines if each.number == wanted.number), None)
    if line is None:
        raise NoSuchLine
    if wanted.remove:
        repository.drop_line(one.lines, line)
        return
    if wanted.procedure is not None:
        line.procedure = wanted.procedure
    if wanted.modifiers is not None:
        line.modifiers = wanted.modifiers
    if wanted.units is not None:
        line.units = str(wanted.units)
    if wanted.charge is not None:
        line.charge = Money.of(wanted.charge)
    if wanted.pointers is not None:
        line.diagnosis_pointers = [str(each) for each in wanted.pointers]


def accept_finding(session: Session, finding_id: UUID, reason: str, actor: str, now: datetime) -> Scrubbed:
    """A supervisor lets a finding pass, with a reason; the claim is scrubbed again. Raises :class:`FindingNotOpen`."""
    repository = ScrubbingRepository(session)
    finding = repository.finding(finding_id)
    if finding is None or finding.state != "open":
        raise FindingNotOpen
    one = next(iter(repository.waiting([finding.claim_id])), None)
    if one is None or one.outgoing.state not in UNSENT:
        raise FindingNotOpen
    finding.state, finding.accepted_by, finding.accepted_reason, finding.resolved_at = "accepted", actor, reason, now
    one.outgoing.first_pass = False
    audit.record(session, Act.EDIT_ACCEPTED, actor=actor, subject=f"claim:{finding.claim_id}", fields=[finding.edit])
    session.flush()
    return scrub_claims(session, [finding.claim_id], now)[0]


def findings_of(session: Session, claim_id: UUID) -> list[EditFinding]:
    """Everything scrubbing ever found on a claim, oldest first."""
    return ScrubbingRepository(session).findings([claim_id], ("open", "accepted", "resolved"))


def standing(session: Session, claim_id: UUID) -> Standing | None:
    """Where a claim of ours stands; None where we never billed it."""
    return ScrubbingRepository(session).standing(claim_id)


def outgoing_claims(
    session: Session, *, state: str | None = None, limit: int = 100
) -> tuple[dict[str, int], list[tuple[OutgoingClaim, Claim, Payer]]]:
    """How many claims stand in each state, and those that have been in one the longest."""
    repository = ScrubbingRepository(session)
    return repository.counts(), repository.listed(state, limit)
