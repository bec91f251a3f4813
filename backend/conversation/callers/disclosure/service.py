"""Searching within what a conversation may hear, proving a patient by a claim, and the one function that discloses.

Nothing of a claim reaches a caller but through :func:`disclose` and the headlines of :func:`search`; both check the
grant, keep to the envelope and write the audit event in the transaction that reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal
from uuid import UUID

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.codes.ages import is_minor
from backend.codes.sensitive import is_sensitive
from backend.conversation.callers.disclosure.envelope import Purpose, evidence_for, facts_for
from backend.conversation.callers.disclosure.errors import NoGrant, PersonNeeded
from backend.conversation.callers.disclosure.repository import GrantRepository
from backend.conversation.callers.disclosure.rules import Wanted, is_same_person, patient_of, proves_claim, speaks_of
from backend.conversation.callers.verification import rules as identity
from backend.conversation.callers.verification import service as verification
from backend.conversation.callers.verification.rules import NOBODY, Person
from backend.conversation.callers.verification.service import Standing
from backend.conversation.ownership import service as ownership
from backend.database import session_scope
from backend.errors import NotFound
from backend.kit.clock import Clock
from backend.models.conversation import Conversation
from backend.models.verification import DisclosureGrant
from backend.pipeline.claims import service as claims
from backend.pipeline.claims.service import ClaimHeadline, ClaimQuery, ClaimSnapshot

HEADLINES_MAX = 12
SearchOutcome = Literal["found", "several", "none", "refused", "handoff", "verification_needed"]


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search."""

    outcome: SearchOutcome
    claims: list[dict[str, Any]] = field(default_factory=list)
    evidence: list[dict[str, str]] = field(default_factory=list)
    reason: str | None = None
    needed: list[str] = field(default_factory=list)
    withheld: int = 0
    session: dict[str, Any] | None = None
    """The session block, where it was at hand."""


@dataclass(frozen=True, slots=True)
class Disclosed:
    """Facts of one claim for one purpose, and where they stand."""

    facts: dict[str, Any]
    evidence: list[dict[str, str]]
    session: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ClaimPatient:
    """A claim's patient, in the shape grants are compared by."""

    member_id: str
    date_of_birth: date
    first_name: str
    last_name: str


def search(dialogue: str, wanted: Wanted, clock: Clock) -> Found:
    """Claims the conversation may hear of. For a verified provider this is also where a patient is proved."""
    with session_scope() as session:
        row = ownership.in_dialogue(session, dialogue)
        known = verification.standing(session, row, clock.now())
        if known.role is None:
            return Found("verification_needed", needed=["role"])
        grants = _grants(session, row, known)
        if known.role == "member":
            return _search_own(session, row, known, grants, wanted, clock)
        within = [one for one in grants if speaks_of(wanted, one)]
        found = _search_within(session, row, known, within, wanted, clock) if within else None
        if found is not None and (wanted.names_patient or found.outcome != "none"):
            return found
        if found is not None and not (wanted.claim_number or wanted.trace_number):
            return found
        if missing := wanted.missing():
            return Found("verification_needed", needed=missing)
    return _prove_patient(dialogue, wanted, clock)


def disclose(dialogue: str, claim_id: UUID, purpose: Purpose, clock: Clock) -> Disclosed:
    """The facts of a claim for a purpose, if this conversation may hear them; audited either way.

    Raises NoGrant (also for a claim that does not exist), PersonNeeded, NoConversation.
    """
    with session_scope() as session:
        row = ownership.in_dialogue(session, dialogue)
        known = verification.standing(session, row, clock.now())
        claim = _covered(session, row, known, claim_id, clock)
        reason = _person_reason(claim, known, clock) if claim else None
        if claim is not None and reason is None:
            return _told(session, row, known, claim, purpose, clock)
        audit.record(
            session, Act.DISCLOSURE_REFUSED, actor=row.name, subject=f"claim:{claim_id}", purpose=purpose, clock=clock
        )
    raise PersonNeeded(reason) if reason else NoGrant


def covered_claim(session: Session, row: Conversation, claim_id: UUID, clock: Clock) -> ClaimSnapshot:
    """The claim, if the conversation's grants cover it and the assistant may tell it. Raises NoGrant, PersonNeeded."""
    known = verification.standing(session, row, clock.now())
    claim = _covered(session, row, known, claim_id, clock)
    if claim is None:
        raise NoGrant
    if reason := _person_reason(claim, known, clock):
        raise PersonNeeded(reason)
    return claim


def only_by_person(claim: ClaimSnapshot, clock: Clock) -> bool:
    """Whether nobody but a person may tell of it unasked: a minor's claim, or care of a sensitive class."""
    return _person_reason(claim, Standing("none"), clock) is not None


def within_grants(session: Session, row: Conversation, clock: Clock) -> list[ClaimSnapshot]:
    """The claims the conversation's grants cover and the assistant may tell, newest service first, a dozen at most."""
    known = verification.standing(session, row, clock.now())
    found: list[ClaimSnapshot] = []
    for grant in _grants(session, row, known):
        for headline in _headlines(session, grant.npi, grant.member_id, grant.date_of_birth, Wanted()):
            claim = claims.snapshot(session, headline.claim_id, clock.today())
            if _covers(grant, claim) and _person_reason(claim, known, clock) is None:
                found.append(claim)
            if len(found) >= HEADLINES_MAX:
                return found
    return found


def patients(session: Session, row: Conversation, known: Standing) -> list[str]:
    """The member ids this conversation may hear of, newest first."""
    return [one.member_id for one in _grants(session, row, known)]


# -- within the grants


def _grants(session: Session, row: Conversation, known: Standing) -> Sequence[DisclosureGrant]:
    return GrantRepository(session).open(row.id, known.verification.id) if known.verification else []


def _covered(
    session: Session, row: Conversation, known: Standing, claim_id: UUID, clock: Clock
) -> ClaimSnapshot | None:
    grants = _grants(session, row, known)
    if not grants:
        return None
    try:
        claim = claims.snapshot(session, claim_id, clock.today())
    except NotFound:
        return None
    return claim if any(_covers(one, claim) for one in grants) else None


def _covers(grant: DisclosureGrant, claim: ClaimSnapshot) -> bool:
    return (grant.npi is None or grant.npi == claim.provider_npi) and is_same_person(grant, _patient(claim))


def _patient(claim: ClaimSnapshot) -> ClaimPatient:
    return ClaimPatient(claim.member_id, claim.patient_dob, claim.patient_first, claim.patient_last)


def _person_reason(claim: ClaimSnapshot, known: Standing, clock: Clock) -> str | None:
    if is_minor(claim.patient_dob, clock.today()):
        return "minor"
    if known.level != "stepped_up" and (claim.sensitive or is_sensitive(line.procedure for line in claim.lines)):
        return "sensitive"
    return None


def _told(
    session: Session, row: Conversation, known: Standing, claim: ClaimSnapshot, purpose: Purpose, clock: Clock
) -> Disclosed:
    assert known.role is not None, "a covered claim has a verified caller"
    detail = known.level in ("provider", "stepped_up")
    facts = facts_for(purpose, known.role, claim, clock.today(), detail=detail)
    audit.record(
        session,
        Act.CLAIM_DISCLOSED,
        actor=row.name,
        subject=f"claim:{claim.claim_id}",
        fields=sorted(name for name, value in facts.items() if value not in (None, [])),
        purpose=purpose,
        clock=clock,
    )
    return Disclosed(facts, evidence_for(facts, claim), verification.block(row, known))


def _search_own(
    session: Session,
    row: Conversation,
    known: Standing,
    grants: Sequence[DisclosureGrant],
    wanted: Wanted,
    clock: Clock,
) -> Found:
    """A member hears of their own claims; of anybody else a person has to talk to them."""
    if not all(speaks_of(wanted, one) for one in grants):
        audit.record(session, Act.DISCLOSURE_REFUSED, actor=row.name, subject=row.name, purpose="headline", clock=clock)
        return Found("refused", reason="other_person")
    if any(is_minor(one.date_of_birth, clock.today()) for one in grants):
        return Found("handoff", reason="minor")
    return _search_within(session, row, known, grants, wanted, clock)


def _search_within(
    session: Session,
    row: Conversation,
    known: Standing,
    grants: Sequence[DisclosureGrant],
    wanted: Wanted,
    clock: Clock,
) -> Found:
    """Headlines of the claims of these grants that fit; nothing is counted, the right is proved already."""
    return _headlines_told(session, row, known, _fitting(session, known, grants, wanted, clock), clock)


@dataclass(frozen=True, slots=True)
class _Fitting:
    claims: list[ClaimSnapshot]
    reasons: list[str]
    """Why others that fit are for a person."""


def _fitting(
    session: Session, known: Standing, grants: Sequence[DisclosureGrant], wanted: Wanted, clock: Clock
) -> _Fitting:
    """All reading comes before the first audit event: until its transaction ends nobody else can extend the trail."""
    fitting = _Fitting([], [])
    for grant in grants:
        for headline in _headlines(session, grant.npi, grant.member_id, grant.date_of_birth, wanted):
            claim = claims.snapshot(session, headline.claim_id, clock.today())
            if not _covers(grant, claim) or len(fitting.claims) >= HEADLINES_MAX:
                continue
            if reason := _person_reason(claim, known, clock):
                fitting.reasons.append(reason)
            else:
                fitting.claims.append(claim)
    return fitting


def _headlines_told(session: Session, row: Conversation, known: Standing, fitting: _Fitting, clock: Clock) -> Found:
    if not fitting.claims:
        return Found("handoff", reason=fitting.reasons[0]) if fitting.reasons else Found("none")
    told = [_told(session, row, known, claim, "headline", clock) for claim in fitting.claims]
    return Found(
        "found" if len(told) == 1 else "several",
        claims=[{"id": one.facts["claim_id"], **one.facts} for one in told],
        evidence=[item for one in told for item in one.evidence],
        withheld=len(fitting.reasons),
        session=verification.block(row, known),
    )


def _headlines(
    session: Session, npi: str | None, member_id: str, date_of_birth: date | None, wanted: Wanted
) -> list[ClaimHeadline]:
    return claims.search(
        session,
        ClaimQuery(
            provider_npi=npi,
            member_id=member_id,
            date_of_birth=date_of_birth,
            claim_number=wanted.claim_number,
            service_from=wanted.service_from,
            service_to=wanted.service_to or wanted.service_from,
            trace_number=wanted.trace_number,
            charge_min=wanted.charge_min,
            charge_max=wanted.charge_max,
            stages=wanted.stages,
        ),
    )


# -- proving a patient


def _prove_patient(dialogue: str, wanted: Wanted, clock: Clock) -> Found:
    """Member id, birth date or name, and a claim billed by this provider, together. Counted before it is compared."""
    assert wanted.member_id, "the caller checked what is missing"
    member_id = identity.plain_identifier(wanted.member_id)
    conversation_id, counts = verification.count_try(dialogue, member_id, clock)
    with session_scope() as session:
        row = ownership.lock(session, conversation_id)
        known = verification.standing(session, row, clock.now())
        person, billed = _compare(session, known, member_id, wanted)
        right = person is not None and billed and known.role == "provider"
        outcome = identity.before_comparing(counts) or identity.after_comparing(right, counts)
        if outcome != "verified" or person is None:
            audit.record(
                session, Act.DISCLOSURE_REFUSED, actor=row.name, subject=row.name, purpose="headline", clock=clock
            )
            return Found("refused") if outcome == "refused" else Found("handoff", reason="failed_verification")
        verification.give_back_try(session, row, member_id, clock.now())
        if is_minor(person.date_of_birth, clock.today()):
            return Found("handoff", reason="minor")
        grant = _grant(session, row, known, person, wanted, clock)
        fitting = _fitting(session, known, [grant], wanted, clock)
        _note_grant(session, row, grant, clock)
        return _headlines_told(session, row, known, fitting, clock)


def _compare(session: Session, known: Standing, member_id: str, wanted: Wanted) -> tuple[Person | None, bool]:
    """Who fits, and whether this provider billed such a claim; the same two queries whoever was named."""
    people = verification.people_of(session, member_id) or [NOBODY]
    person = patient_of(wanted, people)
    subject = person or NOBODY
    headlines = _headlines(session, known.npi or "", member_id, subject.date_of_birth, wanted)
    return person, any(proves_claim(wanted, one.payer_claim_control_number) for one in headlines)


def _grant(
    session: Session, row: Conversation, known: Standing, person: Person, wanted: Wanted, clock: Clock
) -> DisclosureGrant:
    assert known.verification is not None, "only a verified provider gets here"
    given = {
        "member_id": wanted.member_id,
        "date_of_birth": wanted.date_of_birth,
        "name": wanted.last_name,
        "claim_number": wanted.claim_number,
        "date_of_service": wanted.service_from,
    }
    grant = DisclosureGrant(
        conversation_id=row.id,
        verification_id=known.verification.id,
        npi=known.npi,
        member_id=person.member_id,
        date_of_birth=person.date_of_birth,
        first_name=person.first_name,
        last_name=person.last_name,
        elements=[name for name, value in given.items() if value],
        granted_at=clock.now(),
    )
    GrantRepository(session).add(grant)
    return grant


def _note_grant(session: Session, row: Conversation, grant: DisclosureGrant, clock: Clock) -> None:
    audit.record(
        session,
        Act.CALLER_VERIFIED,
        actor=row.name,
        subject=f"grant:{grant.id}",
        fields=grant.elements,
        purpose="patient",
        clock=clock,
    )
