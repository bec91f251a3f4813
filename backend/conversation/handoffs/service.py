"""Asking for a person, accepting, writing, giving back, closing. Every function works on the conversation's row lock."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.conversation.callers.disclosure import service as disclosure
from backend.conversation.callers.disclosure.envelope import evidence_for, facts_for
from backend.conversation.callers.disclosure.errors import NoGrant, PersonNeeded
from backend.conversation.callers.verification import service as verification
from backend.conversation.handoffs import rules, skills
from backend.conversation.handoffs.errors import AlreadyAccepted, HandoffOver, KeptForOthers, NoHandoff, WrapUpNeeded
from backend.conversation.handoffs.packet import Proof, TurnInShort, make_packet
from backend.conversation.handoffs.repository import HandoffRepository
from backend.conversation.handoffs.rules import Urgency
from backend.conversation.handoffs.rules import reference_said as reference_said
from backend.conversation.handoffs.word_given import claims_spoken_of, promised_in
from backend.conversation.ownership import service as ownership
from backend.database import defer_job
from backend.kit.clock import Clock
from backend.kit.money import Money
from backend.models.conversation import Conversation, Turn
from backend.models.handoff import Handoff
from backend.pipeline.claims import service as claims
from backend.staff.schemas import Skill
from backend.staff.service import CurrentStaff

PRESENT = timedelta(minutes=5)
AT_DESK = timedelta(minutes=15)
PACKET_TURNS = 30
RETURN_SAID_BY = timedelta(seconds=6)
"""When a job says that the assistant goes on, unless whoever gave it back has had it said by then."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a waiting caller is told."""

    reference: str
    position: int
    wait_minutes: int | None


def request(
    session: Session,
    row: Conversation,
    reason: str,
    clock: Clock,
    *,
    urgency: Urgency | None = None,
    claim_id: UUID | None = None,
    summary: dict[str, Any] | None = None,
) -> Handoff:
    """Let the conversation wait for a person; ``row`` is locked. Asked again while one is open, it is the same handoff."""
    repository = HandoffRepository(session)
    standing_one = repository.open_of(row.id)
    if standing_one is not None:
        _hear_more(session, row, standing_one, urgency, summary, clock)
        return standing_one
    claim_id = claim_id or next(claims_spoken_of(repository.last_turns(row.id, PACKET_TURNS)), None)
    packet = _packet(session, row, reason, clock, claim_id, summary or {})
    handoff = Handoff(
        reference=rules.reference_of(secrets.randbelow(rules.REFERENCES)),
        conversation_id=row.id,
        state="waiting",
        reason=reason,
        urgency=rules.RANK[rules.urgency_of(reason, urgency, packet["days_left"])],
        deadline=date.fromisoformat(packet["deadline"]) if packet["deadline"] else None,
        money_at_risk=Money.of(packet["money_at_risk"]) if packet["money_at_risk"] else None,
        claim_id=claim_id,
        skills=list(_skills(row, reason, packet)),
        packet=packet,
        requested_at=clock.now(),
    )
    repository.add(handoff)
    if row.owner == "assistant":
        ownership.to_waiting(session, row, clock.now())
    audit.record(
        session,
        Act.HANDOFF_REQUESTED,
        actor=row.name,
        subject=f"handoff:{handoff.id}",
        fields=["packet"],
        purpose=reason,
        clock=clock,
    )
    return handoff


def _hear_more(
    session: Session,
    row: Conversation,
    handoff: Handoff,
    urgency: Urgency | None,
    summary: dict[str, Any] | None,
    clock: Clock,
) -> None:
    """What the assistant knows, of a handoff that was asked for before it could say so (after the last failed proof)."""
    if handoff.state != "waiting" or not summary or handoff.packet["summary"]:
        return
    handoff.packet = _packet(session, row, handoff.reason, clock, handoff.claim_id, summary)
    handoff.skills = list(_skills(row, handoff.reason, handoff.packet))
    handoff.urgency = min(handoff.urgency, rules.RANK[urgency or "ordinary"])


def _skills(row: Conversation, reason: str, packet: dict[str, Any]) -> tuple[Skill, ...]:
    cause = (packet["claim"] or {}).get("denial_root_cause")
    return skills.needed(reason, packet["who"]["role"], row.language, cause)


def place(session: Session, handoff: Handoff, now: datetime) -> Place:
    """Where the caller stands in the queue, and how long it may take."""
    repository = HandoffRepository(session)
    position = repository.position(handoff.id)
    present = repository.agents_present(now - PRESENT)
    return Place(handoff.reference, position, rules.wait_minutes(position, present))


def open_of(session: Session, row: Conversation) -> Handoff | None:
    """The handoff this conversation waits in or is worked in, if any."""
    return HandoffRepository(session).open_of(row.id)


@dataclass(frozen=True, slots=True)
class QueueStretch:
    """Part of the queue, and how long all of it is."""

    handoffs: Sequence[Handoff]
    waiting: int
    open_to_me: int


def queue(
    session: Session, staff: CurrentStaff, now: datetime, *, offset: int = 0, limit: int = 200, open_only: bool = False
) -> QueueStretch:
    """The waiting handoffs in their order; ``open_only``: without those kept for colleagues with other skills."""
    repository = HandoffRepository(session)
    condition = repository.open_to(staff.skills, skills_at_desk(session, staff, now), now)
    waiting, open_to_me = repository.count_waiting(condition)
    found = repository.waiting(limit, offset, condition if open_only else None)
    return QueueStretch(found, waiting, open_to_me)


def by_reference(session: Session, said: str) -> list[Handoff]:
    """The handoff whose reference a caller reads out, or the conversation's handoffs; none where nobody was told such a one."""
    if (ids := ownership.ids_said(said)) is not None:
        return list(HandoffRepository(session).of_conversations_between(*ids))
    reference = reference_said(said)
    found = HandoffRepository(session).by_reference(reference) if reference else None
    return [found] if found else []


def channels(session: Session, handoffs: Sequence[Handoff]) -> dict[UUID, str]:
    """On which channel each one's conversation is, by the conversation."""
    return HandoffRepository(session).channels([one.conversation_id for one in handoffs])


def mine(session: Session, staff: CurrentStaff) -> Sequence[Handoff]:
    """What this agent has accepted and not ended."""
    return HandoffRepository(session).accepted_by(staff.id)


def get(session: Session, handoff_id: UUID) -> Handoff:
    """Raises NoHandoff."""
    handoff = HandoffRepository(session).by_id(handoff_id)
    if handoff is None:
        raise NoHandoff
    return handoff


def read(session: Session, handoff_id: UUID, staff: CurrentStaff, clock: Clock) -> Handoff:
    """The handoff with its packet, for a person; audited. Raises NoHandoff."""
    handoff = get(session, handoff_id)
    row = ownership.get(session, handoff.conversation_id)
    audit.record(
        session,
        Act.TRANSCRIPT_VIEWED,
        actor=staff.actor,
        subject=row.name,
        fields=["packet"],
        purpose="handoff",
        clock=clock,
    )
    return handoff


def of_conversation(session: Session, conversation_id: UUID) -> Sequence[Handoff]:
    """Every handoff of a conversation, oldest first."""
    return HandoffRepository(session).of_conversation(conversation_id)


def accept(session: Session, handoff_id: UUID, staff: CurrentStaff, clock: Clock, *, anyway: bool = False) -> Handoff:
    """Take the conversation. Of two agents at once the first has it, the second is told who.

    ``anyway``: also one that is still kept for colleagues with other skills. Raises AlreadyAccepted, KeptForOthers.
    """
    handoff, row = locked(session, handoff_id)
    if handoff.state == "accepted" and handoff.agent_id == staff.id:
        return handoff
    if handoff.state != "waiting":
        raise AlreadyAccepted(handoff.agent_name) if handoff.state == "accepted" else HandoffOver
    kept_until = opens_at(handoff, staff, skills_at_desk(session, staff, clock.now()), clock.now())
    if kept_until is not None and not anyway:
        raise KeptForOthers(skills.sentence_of(handoff.skills), kept_until)
    ownership.to_agent(session, row, staff.id, staff.name, clock.now())
    handoff.state, handoff.agent_id, handoff.agent_name = "accepted", staff.id, staff.name
    handoff.accepted_at = clock.now()
    _record(
        session, Act.HANDOFF_ACCEPTED, staff, handoff, clock, fields=["packet", *(["anyway"] if kept_until else [])]
    )
    if row.channel == "voice":
        defer_job(session, "voice.person_accepted", lock=f"call:{row.id}", handoff_id=str(handoff.id))
    return handoff


def skills_at_desk(session: Session, staff: CurrentStaff, now: datetime) -> list[frozenset[str]]:
    """The skills of each colleague at their desk who has any entered."""
    people = HandoffRepository(session).at_desk(now - AT_DESK)
    found = [frozenset(one.skills.split(",")) - {""} for one, _ in people if one.id != staff.id]
    return [one for one in found if one]


def opens_at(
    handoff: Handoff, staff: CurrentStaff, at_desk: Sequence[frozenset[str]], now: datetime
) -> datetime | None:
    """When this person may take it without asking twice; None: now."""
    return skills.opens_at(handoff.skills, handoff.urgency, handoff.requested_at, staff.skills, at_desk, now)


def write(
    session: Session,
    conversation_id: UUID,
    staff: CurrentStaff,
    text: str,
    key: str,
    version: int | None,
    clock: Clock,
    *,
    draft: str | None = None,
) -> Turn:
    """An agent's message to the caller. Raises AnotherOwner, MovedOn; the same key twice is one message.

    ``draft``: what it was made of, which is no draft any more; None: whatever they have half written.
    """
    row = ownership.lock(session, conversation_id)
    written = HandoffRepository(session).turn_by_key(row.id, f"agent:{key}")
    if written is not None:
        _drop_draft_of(session, row, staff, draft)
        return written
    ownership.demand_agent(row, staff.id)
    ownership.demand_version(row, version)
    row.last_turn += 1
    row.version += 1
    now = clock.now()
    message: dict[str, Any] = {"text": text, "more": None, "from": "agent", "buttons": []}
    turn = Turn(
        conversation_id=row.id,
        number=row.last_turn,
        key=f"agent:{key}",
        speaker="agent",
        agent_id=staff.id,
        kind="text",
        said=None,
        received_at=now,
        state="answered",
        answered_at=now,
        owner="agent",
        messages=[message],
        answer_text=text,
        actions=[],
        evidence=[],
    )
    session.add(turn)
    session.flush()
    _drop_draft_of(session, row, staff, draft)
    payload = {"turn": turn.number, "from": "agent", "agent": staff.name, "text": text, "version": row.version}
    ownership.publish(session, row, "message", payload, now)
    if row.channel == "sms":
        defer_job(session, "sms.send_reply", lock=f"sms:{row.id}", turn_id=str(turn.id))
    return turn


def _drop_draft_of(session: Session, row: Conversation, staff: CurrentStaff, sent: str | None) -> None:
    repository = HandoffRepository(session)
    if (standing := repository.open_of(row.id)) is not None:
        repository.drop_draft(standing.id, staff.id, sent)


def release(session: Session, handoff_id: UUID, staff: CurrentStaff, clock: Clock) -> Handoff:
    """The agent cannot go on: back to the queue, at the place its waiting time gives it."""
    handoff, row = locked(session, handoff_id)
    _demand_accepted(handoff)
    ownership.back_to_queue(session, row, staff.id, clock.now())
    handoff.state, handoff.agent_id, handoff.agent_name, handoff.accepted_at = "waiting", None, None, None
    _record(session, Act.HANDOFF_TRANSFERRED, staff, handoff, clock)
    return handoff


def give_back(session: Session, handoff_id: UUID, staff: CurrentStaff, note: str | None, clock: Clock) -> Handoff:
    """The assistant goes on. Raises AnotherOwner for anybody but the agent who holds it."""
    handoff, row = locked(session, handoff_id)
    _demand_accepted(handoff)
    ownership.to_assistant(session, row, staff.id, clock.now())
    handoff.state, handoff.ended_at, handoff.note = "returned", clock.now(), note
    HandoffRepository(session).drop_draft(handoff.id)
    _record(session, Act.HANDOFF_RETURNED, staff, handoff, clock)
    if row.channel == "voice":
        defer_job(session, "voice.given_back", lock=f"call:{row.id}", conversation_id=str(row.id))
    later, ids = clock.now() + RETURN_SAID_BY, {"conversation_id": str(row.id), "handoff_id": str(handoff.id)}
    defer_job(session, "turns.say_returned", at=later, **ids)
    return handoff


def close(
    session: Session, handoff_id: UUID, staff: CurrentStaff, wrap_up_code: str | None, note: str | None, clock: Clock
) -> Handoff:
    """End the conversation with how it ended. Raises WrapUpNeeded without a known code.

    What the caller proved ends with it: whoever writes next in this window starts at none.
    """
    if wrap_up_code not in rules.WRAP_UP_CODES:
        raise WrapUpNeeded(sorted(rules.WRAP_UP_CODES))
    handoff, row = locked(session, handoff_id)
    _demand_accepted(handoff)
    now = clock.now()
    ownership.to_assistant(session, row, staff.id, now)
    ownership.publish(session, row, "closed", {"reference": handoff.reference, "agent": staff.name}, now)
    verification.end(session, row, now)
    ownership.renew_dialogue(session, row, now)
    handoff.state, handoff.ended_at, handoff.wrap_up_code, handoff.note = "closed", now, wrap_up_code, note
    HandoffRepository(session).drop_draft(handoff.id)
    _record(session, Act.HANDOFF_CLOSED, staff, handoff, clock, fields=["wrap_up_code"])
    return handoff


def hear_on(handoff: Handoff, turn: int, said: str, *, danger: bool) -> None:
    """What a waiting caller adds is the last thing said on the packet; danger to life puts it first in the queue."""
    handoff.packet = handoff.packet | {"question": {"turn": turn, "said": said}}
    if danger:
        handoff.urgency = min(handoff.urgency, rules.RANK["emergency"])


def caller_left(session: Session, row: Conversation, clock: Clock) -> None:
    """Nobody has to answer a caller who is gone; what an agent holds already is theirs to close. ``row`` is locked."""
    _give_up_waiting(session, row, "caller_left", clock)


def caller_goes_on(session: Session, row: Conversation, clock: Clock) -> None:
    """The caller would rather go on with the assistant; what an agent holds already stays theirs. ``row`` is locked."""
    _give_up_waiting(session, row, "caller_went_on", clock)


def _give_up_waiting(session: Session, row: Conversation, code: str, clock: Clock) -> None:
    handoff = HandoffRepository(session).open_of(row.id)
    if handoff is None or handoff.state != "waiting":
        return
    ownership.give_up_waiting(session, row, clock.now())
    handoff.state, handoff.ended_at, handoff.wrap_up_code = "closed", clock.now(), code
    subject = f"handoff:{handoff.id}"
    audit.record(
        session,
        Act.HANDOFF_CLOSED,
        actor=row.name,
        subject=subject,
        fields=["wrap_up_code"],
        purpose=code,
        clock=clock,
    )


def requeue_abandoned(session: Session, away: timedelta, clock: Clock) -> int:
    """Put conversations whose agent has been away too long back into the queue; how many."""
    found = HandoffRepository(session).abandoned(clock.now() - away)
    for seen in found:
        handoff, row = locked(session, seen.id)
        if handoff.state == "accepted":
            requeue(session, handoff, row, clock)
    return len(found)


def requeue(session: Session, handoff: Handoff, row: Conversation, clock: Clock) -> None:
    """The agent is not there after all: the caller waits for another, at their old place. Both are locked."""
    assert handoff.agent_id is not None, "an accepted handoff has its agent"
    ownership.back_to_queue(session, row, handoff.agent_id, clock.now())
    handoff.state, handoff.agent_id, handoff.agent_name, handoff.accepted_at = "waiting", None, None, None
    subject = f"handoff:{handoff.id}"
    audit.record(session, Act.HANDOFF_TRANSFERRED, actor="system:queue", subject=subject, clock=clock)


def locked(session: Session, handoff_id: UUID) -> tuple[Handoff, Conversation]:
    """A handoff and its conversation, both held. Conversation first, then handoff: the order every writer keeps."""
    seen = get(session, handoff_id)
    row = ownership.lock(session, seen.conversation_id)
    handoff = HandoffRepository(session).lock(handoff_id)
    assert handoff is not None, "handoffs are never deleted"
    return handoff, row


def _demand_accepted(handoff: Handoff) -> None:
    if handoff.state != "accepted":
        raise HandoffOver


def _record(
    session: Session, act: Act, staff: CurrentStaff, handoff: Handoff, clock: Clock, fields: Sequence[str] = ()
) -> None:
    audit.record(
        session,
        act,
        actor=staff.actor,
        subject=f"handoff:{handoff.id}",
        fields=fields,
        purpose=handoff.reason,
        clock=clock,
    )


# -- the packet


def _packet(
    session: Session, row: Conversation, reason: str, clock: Clock, claim_id: UUID | None, summary: dict[str, Any]
) -> dict[str, Any]:
    turns = HandoffRepository(session).last_turns(row.id, PACKET_TURNS)
    return make_packet(
        reason=reason,
        proof=_proof(session, row, clock),
        claim=claim_at_hand(session, row, claim_id, clock),
        turns=[_in_short(one) for one in reversed(turns) if one.speaker == "caller"],
        summary=summary,
        language=row.language,
        promised=promised(session, row, claim_id),
        today=clock.today(),
    )


def _in_short(turn: Turn) -> TurnInShort:
    understood = turn.understood or {}
    return TurnInShort(turn.number, understood.get("intent"), tuple(str(one) for one in turn.actions), turn.said)


def _proof(session: Session, row: Conversation, clock: Clock) -> Proof:
    known = verification.standing(session, row, clock.now())
    held = known.verification
    return Proof(
        level=known.level,
        role=known.role,
        provider_name=held.provider_name if held else None,
        npi=held.npi if held else None,
        member_id=held.member_id if held else None,
        patients=tuple(disclosure.patients(session, row, known)),
        elements=tuple(held.elements) if held else (),
        verified_at=held.verified_at if held else None,
        failures=verification.failures(session, row),
    )


def promised(session: Session, row: Conversation, claim_id: UUID | None) -> list[dict[str, Any]]:
    """What the caller was promised in this conversation."""
    spoken_of = claims_spoken_of(HandoffRepository(session).last_turns(row.id, PACKET_TURNS))
    return promised_in(session, row, {*spoken_of, *([claim_id] if claim_id else [])})


def claim_at_hand(
    session: Session, row: Conversation, claim_id: UUID | None, clock: Clock, *, reader: CurrentStaff | None = None
) -> dict[str, Any] | None:
    """The claim at hand as it stands now; only one the caller has proved a right to, others are the agent's to look up.

    ``reader``: for whom; None: for what is kept.
    """
    found = record_at_hand(session, row, claim_id, clock, reader=reader)
    return found[0] if found else None


def record_at_hand(
    session: Session, row: Conversation, claim_id: UUID | None, clock: Clock, *, reader: CurrentStaff | None = None
) -> tuple[dict[str, Any], list[dict[str, str]]] | None:
    """The facts of the claim at hand and where each stands; None where caller or reader has no right to it."""
    if claim_id is None or (reader is not None and not claims.may_read(session, claim_id, reader)):
        return None
    known = verification.standing(session, row, clock.now())
    try:
        claim = disclosure.covered_claim(session, row, claim_id, clock)
    except (NoGrant, PersonNeeded):
        return None
    assert known.role is not None, "a covered claim has a verified caller"
    facts = facts_for("status", known.role, claim, clock.today(), detail=True)
    return facts, evidence_for(facts, claim)
