"""Taking one turn of a caller: store, wait for the turn before, ask the assistant, store the answer, give it.

Four short transactions at most and none open while Rasa thinks: receive (commit) → lease → answer (commit). The lease on
the conversation keeps turns in order and outlives a killed process; a repeat of the same key finds the stored answer.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy.orm import Session

from backend.conversation.callers.verification import service as verification
from backend.conversation.handoffs import service as handoffs
from backend.conversation.ownership import service as ownership
from backend.conversation.turns import answers, sentences, waiting
from backend.conversation.turns.errors import ConversationOver, NoSuchButton, TurnBusy
from backend.conversation.turns.exchange import Render, Reply, Said, StoredMessage
from backend.conversation.turns.repository import BUTTON_TURNS, TurnRepository
from backend.conversation.turns.telling_who_waits import tell_waiting
from backend.conversation.turns.text import storable
from backend.database import defer_job, session_scope
from backend.integrations.rasa.interface import (
    DialogueAnswer,
    DialogueEngine,
    DialogueFailed,
    DialogueTurn,
)
from backend.kit.clock import Clock
from backend.kit.ids import new_id
from backend.models.conversation import Conversation, Turn
from backend.settings import get_settings
from backend.staff.errors import KeyReused

log = structlog.get_logger()
GOODBYE = "goodbye"
"""Why a conversation ended that the assistant ended itself; all else is the caller's or the network's doing."""
RUNGS: Mapping[str, int] = {"voice": 4, "chat": 3, "sms": 3}
"""How many silences, or turns not understood, in a row bring a person. By phone: again, with an example, by keypad, a person."""
RESCUES_MAX = 200
LEASE_SPARE_SECONDS = 3.0
"""How much longer than Rasa's time a turn may hold its conversation."""
PATIENCE_SECONDS = 5.0
"""How long a turn waits for the one before it; with Rasa's nine seconds still within Twilio's fifteen."""
POLL_SECONDS = 0.03


@dataclass(frozen=True, slots=True)
class _Asked:
    """All that taking one turn needs."""

    conversation_id: UUID
    key: str
    said: Said
    engine: DialogueEngine
    clock: Clock
    admit: Callable[[Session], None] | None
    render: Render | None


@dataclass(frozen=True, slots=True)
class _Received:
    turn_id: UUID
    number: int
    reply: Reply | None
    prefix: str | None = None
    question: DialogueTurn | None = None
    """What to ask the assistant; there once the conversation is held for this turn."""
    silences: int = 0


def take(
    conversation_id: UUID,
    key: str,
    said: Said,
    engine: DialogueEngine,
    clock: Clock,
    admit: Callable[[Session], None] | None = None,
    render: Render | None = None,
) -> Reply:
    """The answer to one turn. Raises ConversationOver, KeyReused, TurnBusy, NoConversation.

    ``admit`` may refuse the turn by raising, in the transaction that would store it (a channel's rate limit);
    ``render`` puts the answer into the channel's form, stored with it.
    Whatever Rasa does, the caller gets an answer: late, broken or empty ones become an apology and a handoff.
    """
    patience = time.monotonic() + PATIENCE_SECONDS
    asked = _Asked(conversation_id, key, said, engine, clock, admit, render)
    received = _receive(asked)
    while received.reply is None and received.question is None:
        if time.monotonic() > patience:
            raise TurnBusy
        time.sleep(POLL_SECONDS)
        received = _try_lease(asked, received)
    if received.reply is not None:
        return received.reply
    return _answer(asked, received)


def say_returned(conversation_id: UUID, handoff_id: UUID, engine: DialogueEngine, clock: Clock) -> None:
    """The assistant goes on and says so, once for each handoff given back. Raises TurnBusy."""
    with contextlib.suppress(ConversationOver):  # the caller has hung up: there is nobody to say it to
        take(conversation_id, f"returned:{handoff_id}", Said("returned"), engine, clock)


def said_by_button(conversation_id: UUID, button: str) -> Said:
    """The words a button stands for, among those this conversation was offered. Raises NoSuchButton."""
    with session_scope() as session:
        row = ownership.get(session, conversation_id)
        for turn in TurnRepository(session).recent(row.id, row.dialogue_from, BUTTON_TURNS):
            payload = answers.payload_of(turn.messages, button)
            if payload is not None:
                return Said("button", payload)
    raise NoSuchButton


def hide_if_over(session: Session, row: Conversation, now: datetime) -> None:
    """Before anything is read again: what an ended session held is no longer shown."""
    row = ownership.lock(session, row.id)
    _renew_if_over(session, row, now)


def left_idle(row: Conversation, now: datetime) -> bool:
    """Whether the caller has been silent for so long that somebody else may sit there by now."""
    return now - row.last_activity_at >= timedelta(seconds=get_settings().chat_idle_seconds)


def may_listen_on(session: Session, row: Conversation, now: datetime) -> bool:
    """Whether a stream that was opened may tell more: nobody else sits there by now, and no proof ran out meanwhile."""
    return not left_idle(row, now) and not verification.has_run_out(session, row, now)


def caller_there(session: Session, conversation_id: UUID, now: datetime) -> Conversation:
    """The caller is there without a word: they type, or read. It ends their silence, and wakes nothing that is hidden."""
    row = ownership.lock(session, conversation_id)
    if row.ended_at is None and may_listen_on(session, row, now):
        row.last_activity_at = now
    return row


def history(session: Session, row: Conversation) -> list[dict[str, Any]]:
    """What the caller may read again: the turns of the present dialogue, in order."""
    turns = TurnRepository(session).recent(row.id, row.dialogue_from, 500)
    return [answers.shown_to_caller(turn) for turn in reversed(turns)]


def rescue_unanswered(session: Session, after: timedelta, clock: Clock) -> int:
    """Apologise for turns whose process died and whom no repeat took up again, and bring a person; how many."""
    now = clock.now()
    rescued = 0
    for seen in TurnRepository(session).left_unanswered(now - after, RESCUES_MAX):
        row = ownership.lock(session, seen.conversation_id)
        turn = TurnRepository(session).by_id(seen.id)
        if turn is None or turn.state != "received":
            continue
        rescued += 1
        if row.owner != "assistant" or row.ended_at is not None:
            _keep(session, row, turn, clock)
            continue
        messages = _hand_off_if_needed(session, row, None, "down", clock)
        turn.failure, turn.state = "down", "failed"
        _give(session, row, turn, messages, ended=False, now=now, live=True)
    return rescued


def keep_unanswered(conversation_id: UUID, key: str, said: Said, clock: Clock) -> None:
    """Store a turn whose caller was apologised to while nothing could be stored, and bring a person. Once per key."""
    with session_scope() as session, session.no_autoflush:
        row = ownership.lock(session, conversation_id)
        turns = TurnRepository(session)
        if turns.by_key(row.id, key) is not None:
            return
        turn = _store(turns, row, key, said, clock.now())
        turn.state, turn.failure, turn.answered_at, turn.owner = "failed", "down", clock.now(), row.owner
        if row.owner == "assistant" and row.ended_at is None:
            handoffs.request(session, row, "assistant_unavailable", clock)
        else:
            ownership.wake(session, row)


# -- receiving


def _receive(asked: _Asked) -> _Received:
    now = asked.clock.now()
    with session_scope() as session, session.no_autoflush:
        row = ownership.lock(session, asked.conversation_id)
        if asked.admit is not None:
            asked.admit(session)
        turns = TurnRepository(session)
        known = turns.by_key(row.id, asked.key)
        if known is not None:
            _demand_same(row, known, asked.said)
            return _resume(session, row, known, asked)
        if row.ended_at is not None:
            raise ConversationOver
        prefix = _renew_if_over(session, row, now)
        turn = _store(turns, row, asked.key, asked.said, now)
        _take_back_if_wished(session, row, asked)
        if row.owner != "assistant":
            return _Received(turn.id, turn.number, _keep(session, row, turn, asked.clock, asked.render))
        _count_silence(row, asked.said)
        return _lease(turns, row, turn, prefix, now)


def _take_back_if_wished(session: Session, row: Conversation, asked: _Asked) -> None:
    """Who waits and says to go on without a person is answered by the assistant again, where no rule wants a person."""
    if row.owner != "waiting" or asked.said.text is None or asked.said.kind != "text":
        return
    handoff = handoffs.open_of(session, row)
    if handoff is not None and waiting.wants_back(asked.said.text, handoff.reason):
        handoffs.caller_goes_on(session, row, asked.clock)


def _demand_same(row: Conversation, known: Turn, said: Said) -> None:
    """A browser's key belongs to its words. A telephone's is its turn: whatever comes for it again is a repeat."""
    if row.channel == "chat" and said.kind != "button" and (known.kind, known.said) != (said.kind, said.text):
        raise KeyReused


def _resume(session: Session, row: Conversation, turn: Turn, asked: _Asked) -> _Received:
    """A repeat: the stored answer; or, when the process that worked on it is gone, the work taken up again."""
    now = asked.clock.now()
    if turn.state != "received":
        return _Received(turn.id, turn.number, stored_reply(row, turn, asked.render))
    if row.owner != "assistant":
        return _Received(turn.id, turn.number, _keep(session, row, turn, asked.clock, asked.render))
    return _lease(TurnRepository(session), row, turn, None, now)


def _store(turns: TurnRepository, row: Conversation, key: str, said: Said, now: datetime) -> Turn:
    row.last_turn += 1
    row.last_activity_at = now
    turn = Turn(
        id=new_id(),
        conversation_id=row.id,
        number=row.last_turn,
        key=key,
        speaker="caller",
        kind=said.kind,
        said=said.text,
        confidence=said.confidence,
        received_at=now,
        state="received",
        expected=row.expects,
        messages=[],
        answer_text="",
        actions=[],
        evidence=[],
    )
    turns.add(turn)
    return turn


def _keep(session: Session, row: Conversation, turn: Turn, clock: Clock, render: Render | None = None) -> Reply:
    """A person has the word: keep the turn for them and say nothing. Who still waits for one hears that it is passed on."""
    turn.state, turn.answered_at, turn.owner = "kept", clock.now(), row.owner
    if row.owner == "waiting" and turn.said and turn.kind in ("text", "button"):
        tell_waiting(session, row, turn, clock)
    ownership.wake(session, row)
    return stored_reply(row, turn, render)


def _renew_if_over(session: Session, row: Conversation, now: datetime) -> str | None:
    """After too long a silence, or when the proof has run out, the dialogue starts anew; what to say of it, if anything.

    Also while a person has the conversation or will have it: they keep it and all of it, the caller's page shows it no more.
    """
    told_before = row.last_turn > row.dialogue_from + 1
    idle = left_idle(row, now)
    over = verification.end_if_over(session, row, now)
    if not (over or idle):
        return None
    if not over and row.last_turn > row.dialogue_from:
        ownership.renew_dialogue(session, row, now)
    return sentences.SESSION_RENEWED if told_before and row.owner == "assistant" else None


def _count_silence(row: Conversation, said: Said) -> None:
    row.silences = row.silences + 1 if said.kind == "silence" else 0


# -- the lease


def _lease(turns: TurnRepository, row: Conversation, turn: Turn, prefix: str | None, now: datetime) -> _Received:
    """Take the conversation for this turn, unless another holds it or an earlier turn comes first."""
    later = _Received(turn.id, turn.number, None, prefix)
    seconds = get_settings().rasa_seconds + LEASE_SPARE_SECONDS
    if row.busy_turn is not None and row.busy_until is not None and row.busy_until > now:
        return later
    if turns.earlier_unanswered(row.id, turn.number, now - timedelta(seconds=seconds)):
        return later
    row.busy_turn, row.busy_until = turn.number, now + timedelta(seconds=seconds)
    proved = verification.block(row, verification.standing(turns.session, row, now))
    return replace(later, question=_question(row, turn, proved), silences=row.silences)


def _question(row: Conversation, turn: Turn, proved: dict[str, Any]) -> DialogueTurn:
    """``proved`` spares the assistant asking at every turn; what may be told is decided anew at every look-up."""
    said = Said(turn.kind, turn.said)  # type: ignore[arg-type]
    return DialogueTurn(
        conversation=row.dialogue,
        turn=turn.number,
        channel=row.channel,  # type: ignore[arg-type]
        text=said.text if said.event is None else None,
        event=said.event,
        expects=row.expects,
        meta={
            "digits": said.kind == "digits",
            "silences": row.silences,
            "misses": row.misunderstandings + 1,
            "rungs": RUNGS[row.channel],
            "session": proved,
        },
    )


def _try_lease(asked: _Asked, received: _Received) -> _Received:
    now = asked.clock.now()
    with session_scope() as session:
        row = ownership.lock(session, asked.conversation_id)
        turn = TurnRepository(session).by_id(received.turn_id)
        assert turn is not None, "turns are never deleted while they are answered"
        if turn.state != "received":
            return _Received(turn.id, turn.number, stored_reply(row, turn, asked.render))
        if row.owner != "assistant":
            return _Received(turn.id, turn.number, _keep(session, row, turn, asked.clock, asked.render))
        return _lease(TurnRepository(session), row, turn, received.prefix, now)


# -- answering


def _answer(asked: _Asked, received: _Received) -> Reply:
    assert received.question is not None, "only a turn that holds its conversation is answered"
    if received.silences >= RUNGS[received.question.channel]:
        return _record(asked, received, None, "silence")
    try:
        answer = asked.engine.answer(received.question)
    except DialogueFailed as failed:
        return _record(asked, received, None, failed.kind)
    except Exception as error:
        # Whatever broke, the caller is answered; the class alone is logged, the text may hold what was said.
        log.error("dialogue_engine_broke", error_class=type(error).__name__, turn=received.number)
        return _record(asked, received, None, "down")
    return _record(asked, received, answer, None if answer.messages else "empty")


def _record(asked: _Asked, received: _Received, answer: DialogueAnswer | None, failure: str | None) -> Reply:
    """Store the answer and give the conversation free. What an agent's acceptance overtook is dropped, not said."""
    now = asked.clock.now()
    with session_scope() as session:
        row = ownership.lock(session, asked.conversation_id)
        turn = TurnRepository(session).by_id(received.turn_id)
        assert turn is not None, "turns are never deleted while they are answered"
        if row.busy_turn == turn.number:
            row.busy_turn, row.busy_until = None, None
        if turn.state != "received":
            return stored_reply(row, turn, asked.render)
        _note_understanding(row, turn, answer)
        if row.owner == "agent":
            return _keep(session, row, turn, asked.clock, asked.render)
        messages = answers.stored(answer.messages) if answer else []
        if failure and turn.kind == "start" and row.channel == "chat":
            # Nobody has said anything yet: a window that opens is no reason to call a person.
            messages.append(answers.sentence(sentences.GREETING_WITHOUT_ASSISTANT))
        else:
            messages += _hand_off_if_needed(session, row, answer, failure, asked.clock)
        if received.prefix:
            messages.insert(0, answers.sentence(received.prefix))
        turn.failure = failure
        turn.state = "failed" if failure and failure != "silence" else "answered"
        _give(session, row, turn, messages, ended=bool(answer and answer.end), now=now)
        return stored_reply(row, turn, asked.render)


def _note_understanding(row: Conversation, turn: Turn, answer: DialogueAnswer | None) -> None:
    if answer is None:
        return
    turn.understood = storable(answer.understood.model_dump(mode="json")) if answer.understood else None
    turn.actions = storable(list(answer.actions))
    turn.evidence = storable([one.model_dump(mode="json") for one in answer.evidence])
    row.expects = storable(answer.expects)
    not_known = answer.understood is not None and answer.understood.intent == "nlu_fallback"
    lost = not_known or answer.missed or turn.kind == "no_match"
    row.misunderstandings = row.misunderstandings + 1 if lost else 0


def _hand_off_if_needed(
    session: Session, row: Conversation, answer: DialogueAnswer | None, failure: str | None, clock: Clock
) -> list[StoredMessage]:
    """Bring a person where the answer asks for one or there is none; the sentence the backend adds."""
    if failure == "silence":
        handoffs.request(session, row, "silence", clock)
        return [answers.sentence(sentences.SILENCE_TO_PERSON)]
    if failure is not None and row.owner == "assistant":
        handoffs.request(session, row, "assistant_unavailable", clock)
        return [answers.sentence(sentences.APOLOGY)]
    if failure is not None:
        return [answers.sentence(sentences.APOLOGY)]
    if answer is not None and answer.handoff is not None:
        handoffs.request(session, row, answer.handoff.reason, clock)
    elif row.misunderstandings >= RUNGS[row.channel] and row.owner == "assistant":
        handoffs.request(session, row, "no_understanding", clock)
        return [answers.sentence(sentences.LOST_TO_PERSON)]
    return []


def _give(
    session: Session,
    row: Conversation,
    turn: Turn,
    messages: list[StoredMessage],
    *,
    ended: bool,
    now: datetime,
    live: bool = False,
) -> None:
    """Store the answer; ``live`` also puts it on the stream and sends it, where nobody waits for it by request."""
    turn.messages = messages
    turn.answer_text = " ".join(one["text"] for one in messages)
    turn.answered_at, turn.owner = now, row.owner
    if ended and row.channel == "voice" and row.owner == "assistant":
        ownership.end(session, row, GOODBYE, now)
    if live or turn.kind == "returned":
        for one in messages:
            payload = {"turn": turn.number, "from": "assistant", "text": one["text"], "buttons": answers.buttons(one)}
            ownership.publish(session, row, "message", payload, now)
        if row.channel == "sms" and messages:
            # Who writes by text message has no stream to look at.
            defer_job(session, "sms.send_reply", lock=f"sms:{row.id}", turn_id=str(turn.id))
    ownership.wake(session, row)


def stored_reply(row: Conversation, turn: Turn, render: Render | None = None) -> Reply:
    """The answer as it was given the first time; rendered once, and kept so."""
    reply = Reply(
        turn=turn.number,
        owner=turn.owner or row.owner,
        messages=turn.messages,
        expects=row.expects,
        ended=row.ended_at is not None,
        hung_up=row.ended_at is not None and row.ended_because != GOODBYE,
        intent=(turn.understood or {}).get("intent"),
        stumbles=row.silences + row.misunderstandings,
        rendered=turn.rendered,
    )
    if render is None or turn.rendered is not None or reply.hung_up:
        return reply
    turn.rendered = render(reply)
    return replace(reply, rendered=turn.rendered)
