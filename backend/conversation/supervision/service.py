"""Reading, scoring and correcting transcripts. Every look is an audit event in the same transaction."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.conversation.alarms import service as alarms
from backend.conversation.learning.project_lines import project_lines
from backend.conversation.supervision import asking_again, revising, scorecard, scoring
from backend.conversation.supervision.errors import NoSuchTranscript, PointsOutOfRange
from backend.conversation.supervision.masking import COVER, masked, said_masked
from backend.conversation.supervision.replies import reply_shown
from backend.conversation.supervision.repository import SupervisionRepository
from backend.conversation.supervision.schemas import (
    EarlierScore,
    EntityShown,
    Listed,
    Listing,
    MessageShown,
    Outcome,
    Piece,
    ReviewShown,
    Scored,
    ScoreShown,
    Search,
    Transcript,
    TurnShown,
)
from backend.conversation.turns.exchange import StoredMessage
from backend.kit.clock import Clock, SystemClock
from backend.models.conversation import Conversation, Turn
from backend.models.handoff import Handoff
from backend.models.review import MachineScore, Review
from backend.models.verification import DisclosureGrant, Verification
from backend.staff.policy import SUPERVISORS as SCORERS
from backend.staff.service import CurrentStaff

PIECE = 100
"""Turns given at a time; a long transcript comes in pieces."""


def listing(session: Session, staff: CurrentStaff, wanted: Search, clock: Clock) -> Listing:
    """The conversations asked for, with the search sealed to ask again. Raises SearchOver."""
    now = clock.now()
    if wanted.again is None:
        return Listing(conversations=search(session, staff, wanted), again=asking_again.sealed(wanted, staff.id, now))
    before = asking_again.opened(wanted.again, staff.id, now)
    asked = before.model_dump(mode="json", exclude_none=True, exclude={"limit"})
    page: dict[str, object] = {
        name: getattr(wanted, name) for name in ("limit", "before") if name in wanted.model_fields_set
    }
    before = before.model_copy(update=page)
    return Listing(conversations=search(session, staff, before), again=wanted.again, asked=asked)


def search(session: Session, staff: CurrentStaff, wanted: Search) -> list[Listed]:
    """The conversations asked for, newest first."""
    repository = SupervisionRepository(session)
    found = repository.search(wanted)
    ids = [one.id for one in found]
    asked = sorted(wanted.model_fields_set)
    audit.record(session, Act.TRANSCRIPT_SEARCHED, actor=staff.actor, subject="transcripts", fields=asked)
    summaries = repository.summaries(ids)
    handoffs: dict[UUID, Handoff] = {one.conversation_id: one for one in repository.handoffs(ids)}
    proofs: dict[UUID, Verification] = {one.conversation_id: one for one in repository.verifications(ids)}
    scores, tags = repository.machine_scores(ids), repository.tags(ids)
    reviews: dict[UUID, list[Review]] = defaultdict(list)
    blind = repository.blind_for(ids, staff.id) if staff.role in SCORERS else set()
    for given in revising.standing(repository.reviews([one for one in ids if one not in blind])):
        reviews[given.review.conversation_id].append(given.review)
    return [
        Listed(
            id=one.id,
            channel=one.channel,
            started_at=one.started_at,
            ended_at=one.ended_at,
            turns=summaries[one.id].turns if one.id in summaries else 0,
            outcome=outcome_of(one, handoffs[one.id].state if one.id in handoffs else None),
            level=proofs[one.id].role if one.id in proofs else "none",
            intents=_distinct(summaries[one.id].intents or []) if one.id in summaries else [],
            handoff_reason=handoffs[one.id].reason if one.id in handoffs else None,
            agent=one.agent_name or (handoffs[one.id].agent_name if one.id in handoffs else None),
            reviews=len(reviews[one.id]),
            score=reviews[one.id][-1].total if reviews[one.id] else None,
            automatic=scores[one.id].total if one.id in scores and one.id not in blind else None,
            tags=tags[one.id],
        )
        for one in found
    ]


def outcome_of(conversation: Conversation, handoff: str | None) -> Outcome:
    """How a conversation stands, derived from its owner and the state of its last handoff, if a person was asked in."""
    if conversation.owner == "waiting":
        return "waiting"
    if conversation.owner == "agent":
        return "with_agent"
    if handoff is not None:
        return "closed" if handoff == "closed" else "handed_off"
    return "contained" if conversation.ended_at else "open"


def transcript(
    session: Session,
    staff: CurrentStaff,
    conversation_id: UUID,
    clock: Clock,
    *,
    unmask: str | None = None,
) -> Transcript:
    """The conversation with its first turns; identifiers covered unless a reason to see them is given. Audited either way."""
    repository = SupervisionRepository(session)
    conversation = _found(repository, conversation_id)
    _seen(session, staff, conversation, unmask, clock)
    handoffs, proofs = repository.handoffs([conversation.id]), repository.verifications([conversation.id])
    score = _machine(session, repository, conversation, clock)
    blind = staff.role in SCORERS and bool(repository.blind_for([conversation.id], staff.id))
    first = _piece(repository, conversation, 0, covered=unmask is None)
    return Transcript(
        id=conversation.id,
        name=conversation.name,
        channel=conversation.channel,
        started_at=conversation.started_at,
        ended_at=conversation.ended_at,
        outcome=outcome_of(conversation, handoffs[-1].state if handoffs else None),
        masked=unmask is None,
        proofs=[_proof(one) for one in proofs],
        handoffs=[_handoff(one) for one in handoffs],
        turns=first.turns,
        last_turn=first.last_turn,
        live=conversation.ended_at is None and clock.now() - conversation.last_activity_at < scoring.OVER_AFTER,
        tags=repository.tags([conversation.id])[conversation.id],
        automatic=ScoreShown(
            points=score.points,
            auto_fails=score.auto_fails,
            remarks=score.remarks,
            total=score.total,
            facts_checked=score.facts_checked,
            facts_wrong=score.facts_wrong,
        ),
        blind=blind,
        reviews=[] if blind else _reviews(repository, conversation.id, staff),
        sections=scorecard.SECTIONS,
        fails=scorecard.AUTO_FAILS,
    )


def piece(
    session: Session,
    staff: CurrentStaff,
    conversation_id: UUID,
    after: int,
    clock: Clock,
    *,
    unmask: str | None = None,
) -> Piece:
    """The turns after a number. Audited. Raises NoSuchTranscript."""
    repository = SupervisionRepository(session)
    conversation = _found(repository, conversation_id)
    _seen(session, staff, conversation, unmask, clock)
    return _piece(repository, conversation, after, covered=unmask is None)


def live_piece(session: Session, conversation_id: UUID, after: int) -> Piece:
    """For who listens in, which is on record already; always covered. Raises NoSuchTranscript."""
    repository = SupervisionRepository(session)
    return _piece(repository, _found(repository, conversation_id), after, covered=True)


def tag(session: Session, staff: CurrentStaff, conversation_id: UUID, tags: list[str], clock: Clock) -> list[str]:
    """Set a conversation's tags. Audited. Raises NoSuchTranscript."""
    repository = SupervisionRepository(session)
    conversation = _found(repository, conversation_id)
    repository.set_tags(conversation.id, sorted(set(tags)), staff.id, clock.now())
    subject = f"conversation:{conversation.id}"
    audit.record(session, Act.TRANSCRIPT_TAGGED, actor=staff.actor, subject=subject, fields=["tags"], clock=clock)
    return repository.tags([conversation.id])[conversation.id]


def _found(repository: SupervisionRepository, conversation_id: UUID) -> Conversation:
    conversation = repository.conversation(conversation_id)
    if conversation is None:
        raise NoSuchTranscript
    return conversation


def _seen(session: Session, staff: CurrentStaff, conversation: Conversation, unmask: str | None, clock: Clock) -> None:
    act = Act.TRANSCRIPT_UNMASKED if unmask else Act.TRANSCRIPT_VIEWED
    subject = f"conversation:{conversation.id}"
    if unmask:
        alarms.uncovered(session, staff, conversation, clock)
    audit.record(session, act, actor=staff.actor, subject=subject, purpose=unmask or "review", clock=clock)


def _piece(repository: SupervisionRepository, conversation: Conversation, after: int, *, covered: bool) -> Piece:
    turns = repository.turns_after(conversation.id, after, PIECE)
    proofs, grants = repository.verifications([conversation.id]), repository.grants(conversation.id)
    names = _names(proofs, grants) if covered else []
    corrected = {one.turn_id: one.intent for one in repository.corrections([turn.id for turn in turns])}
    return Piece(
        turns=[_shown(turn, corrected.get(turn.id), names, covered=covered) for turn in turns],
        last_turn=conversation.last_turn,
        ended=conversation.ended_at is not None,
        channel=conversation.channel,
        owner=conversation.owner,
        agent_name=conversation.agent_name,
    )


def _machine(
    session: Session, repository: SupervisionRepository, conversation: Conversation, clock: Clock
) -> MachineScore:
    """The score on record, or one of the conversation as it stands."""
    kept = repository.machine_scores([conversation.id]).get(conversation.id)
    if kept is not None and kept.scored_at >= conversation.last_activity_at:
        return kept
    return scoring.machine_score(session, conversation, clock.now())


def _reviews(repository: SupervisionRepository, conversation_id: UUID, staff: CurrentStaff) -> list[ReviewShown]:
    found = revising.standing(repository.reviews([conversation_id]))
    replies = repository.replies([one.review.id for one in found])
    return [
        _review(one, staff).model_copy(
            update={"reply": reply_shown(replies[one.review.id][-1]) if one.review.id in replies else None}
        )
        for one in found
    ]


def score(
    session: Session, staff: CurrentStaff, conversation_id: UUID, given: Scored, clock: Clock | None = None
) -> ReviewShown:
    """This reviewer's score; a later one of theirs takes its place, the same once more is the same. Audited.

    Raises NoSuchTranscript, PointsOutOfRange.
    """
    repository = SupervisionRepository(session)
    if repository.conversation(conversation_id) is None:
        raise NoSuchTranscript
    complete = given.points.keys() == scorecard.SECTIONS.keys()
    if not complete or any(not 0 <= given.points[name] <= most for name, most in scorecard.SECTIONS.items()):
        raise PointsOutOfRange
    if not set(given.auto_fails) <= scorecard.AUTO_FAILS.keys():
        raise PointsOutOfRange
    review = Review(
        conversation_id=conversation_id,
        reviewer_id=staff.id,
        reviewer_name=staff.name,
        rubric=scorecard.RUBRIC,
        points=given.points,
        auto_fails=given.auto_fails,
        total=scorecard.total_of(given.points, given.auto_fails),
        note=given.note,
        reviewed_at=(clock or SystemClock()).now(),
    )
    mine = [one for one in repository.reviews([conversation_id]) if one.reviewer_id == staff.id]
    if not mine or not revising.same(mine[-1], review):
        repository.add(review)
        mine.append(review)
        subject = f"conversation:{conversation_id}"
        audit.record(session, Act.TRANSCRIPT_SCORED, actor=staff.actor, subject=subject, fields=sorted(given.points))
    return _review(revising.standing(mine)[-1], staff)


def _distinct(intents: list[str]) -> list[str]:
    return list(dict.fromkeys(intents))[:6]


def _names(proofs: list[Verification], grants: list[DisclosureGrant]) -> list[str]:
    rows: list[Verification | DisclosureGrant] = [*proofs, *grants]
    return [name for row in rows for name in (row.first_name, row.last_name, row.member_id) if name]


def _proof(one: Verification) -> dict[str, object]:
    level = "stepped up" if one.stepped_up_at else one.role
    return {
        "role": one.role,
        "level": level,
        "elements": one.elements,
        "verified_at": one.verified_at,
        "provider": one.provider_name,
    }


def _handoff(one: Handoff) -> dict[str, object]:
    return {
        "reference": one.reference,
        "reason": one.reason,
        "requested_at": one.requested_at,
        "accepted_at": one.accepted_at,
        "agent": one.agent_name,
        "wrap_up_code": one.wrap_up_code,
        "state": one.state,
    }


def _review(given: revising.Standing, staff: CurrentStaff) -> ReviewShown:
    one = given.review
    return ReviewShown(
        mine=one.reviewer_id == staff.id,
        earlier=[EarlierScore(total=each.total, reviewed_at=each.reviewed_at) for each in given.earlier],
        reviewer=one.reviewer_name,
        rubric=one.rubric,
        points=one.points,
        auto_fails=one.auto_fails,
        total=one.total,
        note=one.note,
        reviewed_at=one.reviewed_at,
    )


def _message(stored: StoredMessage, names: list[str], *, covered: bool) -> MessageShown:
    """Its words and whose they are, and nothing else that is stored with them. A person writes anybody's name."""
    text, sender = stored["text"], stored["from"]
    if covered:
        by_person = sender == "agent"
        text = said_masked(text, names, project_lines().known_words) if by_person else masked(text, names)
    return MessageShown.model_validate({"text": text, "from": sender})


def _entity(one: dict[str, Any], *, covered: bool) -> EntityShown:
    return EntityShown(name=one["name"], value=COVER if covered else one.get("value"))


def _shown(turn: Turn, corrected: str | None, names: list[str], *, covered: bool) -> TurnShown:
    understood = turn.understood or {}
    return TurnShown(
        id=turn.id,
        number=turn.number,
        speaker=turn.speaker,
        said=said_masked(turn.said, names, project_lines().known_words) if covered and turn.said else turn.said,
        kind=turn.kind,
        state=turn.state,
        received_at=turn.received_at,
        answered_at=turn.answered_at,
        owner=turn.owner,
        messages=[_message(one, names, covered=covered) for one in turn.messages],
        expected=turn.expected,
        intent=understood.get("intent"),
        confidence=understood.get("confidence"),
        also=understood.get("also") or [],
        entities=[_entity(one, covered=covered) for one in understood.get("entities", [])],
        actions=turn.actions,
        evidence=turn.evidence,
        failure=turn.failure,
        corrected_intent=corrected,
    )
