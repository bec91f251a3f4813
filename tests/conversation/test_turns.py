"""Turns under faults: a slow, dead, mute or late assistant, a process that died, silence, misunderstanding."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import func, select, update

from backend.conversation.turns import sentences
from backend.conversation.turns import service as turns
from backend.conversation.turns.exchange import Said
from backend.conversation.turns.text import harmless, is_silence
from backend.database import session_scope
from backend.integrations.rasa.interface import (
    DialogueAnswer,
    DialogueFailed,
    DialogueTurn,
    Entity,
    FactEvidence,
    HandoffWish,
    Message,
    Understood,
)
from backend.integrations.rasa.local import LocalEngine
from backend.kit.clock import FixedClock, SystemClock
from backend.models.conversation import Conversation, ConversationEvent, Turn
from backend.models.handoff import Handoff
from tests.conversation.conftest import Chat, says


def fails(kind: str) -> Callable[[DialogueTurn], DialogueAnswer]:
    def reply(turn: DialogueTurn) -> DialogueAnswer:
        raise DialogueFailed(kind)  # type: ignore[arg-type]

    return reply


@pytest.mark.parametrize("kind", ["slow", "down", "invalid"])
def test_a_dead_assistant_means_an_apology_and_a_person(chat: Chat, assistant: LocalEngine, kind: str) -> None:
    assistant.reply = fails(kind)
    body = chat.say("where is my claim", key="asked-once")
    assert body["owner"] == "waiting"
    assert [one["text"] for one in body["messages"]] == [sentences.APOLOGY]
    with session_scope() as session:
        turn = session.scalars(select(Turn).where(Turn.said == "where is my claim")).one()
        assert (turn.state, turn.failure) == ("failed", kind)
        assert session.scalars(select(Handoff)).one().reason == "assistant_unavailable"
    assert chat.say("where is my claim", key="asked-once") == body


def test_a_window_that_opens_while_the_assistant_is_away_calls_nobody(
    client: TestClient, assistant: LocalEngine
) -> None:
    assistant.reply = fails("down")
    chat = Chat(client).open()
    assert "automated" in chat.greeting[0]["text"]
    with session_scope() as session:
        assert session.scalar(select(func.count()).select_from(Handoff)) == 0
    assistant.reply = says("here again")
    assert chat.say("hello")["owner"] == "assistant"


def test_a_mute_assistant_is_no_silence_for_the_caller(chat: Chat, assistant: LocalEngine) -> None:
    assistant.reply = says()
    body = chat.say("hello?")
    assert [one["text"] for one in body["messages"]] == [sentences.APOLOGY]
    assert body["owner"] == "waiting"


def test_while_nobody_has_accepted_what_is_written_is_kept(chat: Chat, assistant: LocalEngine) -> None:
    assistant.reply = fails("down")
    chat.say("help")
    asked = len(assistant.asked)
    assistant.reply = says("I am back")
    body = chat.say("are you there?")
    assert body["owner"] == "waiting"
    assert len(assistant.asked) == asked
    with session_scope() as session:
        assert session.scalars(select(Turn.state).where(Turn.said == "are you there?")).one() == "kept"


def test_who_writes_while_waiting_hears_that_it_is_passed_on_and_it_is_on_the_packet(
    chat: Chat, assistant: LocalEngine
) -> None:
    assistant.reply = says("A person comes.", handoff=HandoffWish(reason="dispute"))
    chat.say("I want to appeal")
    first = chat.say("so is it filed now", key="filed-once")
    again = chat.say("my doctor has the papers")
    assert (first["owner"], again["owner"]) == ("waiting", "waiting")
    told = [" ".join(one["text"] for one in body["messages"]) for body in (first, again)]
    assert "draft" not in told[0], "no draft was opened"
    assert "I have not filed anything" in told[0]
    assert "filed" not in told[1], "what waits is said once"
    assert "in line for a person" in told[0]
    assert told[0] != told[1], "not the same sentence twice"
    assert chat.say("so is it filed now", key="filed-once") == first
    with session_scope() as session:
        assert session.scalars(select(Handoff)).one().packet["question"]["said"] == "my doctor has the papers"


def test_danger_told_while_waiting_names_the_number_and_goes_first(chat: Chat, assistant: LocalEngine) -> None:
    assistant.reply = says("A person comes.", handoff=HandoffWish(reason="complaint"))
    chat.say("I want to complain")
    body = chat.say("i cant breathe")
    assert "call 911" in body["messages"][0]["text"]
    with session_scope() as session:
        assert session.scalars(select(Handoff)).one().urgency == 0


def test_who_waits_for_no_reason_but_having_asked_may_go_on_with_the_assistant(
    chat: Chat, assistant: LocalEngine
) -> None:
    assistant.reply = says("A person comes.", handoff=HandoffWish(reason="asked"))
    chat.say("representative")
    assistant.reply = says("Your claim was paid.")
    body = chat.say("nah forget it you can do it, was my claim paid")
    assert (body["owner"], body["messages"][0]["text"]) == ("assistant", "Your claim was paid.")
    with session_scope() as session:
        handoff = session.scalars(select(Handoff)).one()
        assert (handoff.state, handoff.wrap_up_code) == ("closed", "caller_went_on")


def test_where_the_rules_want_a_person_nobody_talks_their_way_back(chat: Chat, assistant: LocalEngine) -> None:
    assistant.reply = says("A person comes.", handoff=HandoffWish(reason="failed_verification"))
    chat.say("here is my id")
    assert chat.say("go back")["owner"] == "waiting"


def test_what_was_understood_and_its_evidence_are_stored(chat: Chat, assistant: LocalEngine) -> None:
    assistant.reply = says(
        "Your claim was paid.",
        understood=Understood(intent="check_claim_status", confidence=0.93, entities=(Entity(name="npi", value="1"),)),
        actions=("action_claim_status",),
        evidence=(FactEvidence(fact="claim.paid", record="remittance 1/CLP 1", field="CLP04", time="2026-03-01"),),
        expects="claim_number",
    )
    chat.say("status?")
    with session_scope() as session:
        turn = session.scalars(select(Turn).where(Turn.said == "status?")).one()
        assert turn.understood is not None
        assert turn.understood["intent"] == "check_claim_status"
        assert turn.actions == ["action_claim_status"]
        assert turn.evidence[0]["field"] == "CLP04"
    chat.say("and now")
    assert assistant.asked[-1].expects == "claim_number"


def test_the_assistants_wish_for_a_person_is_one_handoff(chat: Chat, assistant: LocalEngine) -> None:
    assistant.reply = says("I am getting somebody.", handoff=HandoffWish(reason="asked"))
    body = chat.say("representative")
    assert body["owner"] == "waiting"
    assert body["messages"][0]["text"] == "I am getting somebody."
    with session_scope() as session:
        assert session.scalar(select(func.count()).select_from(Handoff)) == 1


def test_three_silences_bring_a_person(chat: Chat, assistant: LocalEngine) -> None:
    owners = [chat.say(text)["owner"] for text in ("...", "…", "…")]
    assert owners == ["assistant", "assistant", "waiting"]
    assert [one.event for one in assistant.asked[-2:]] == ["silence", "silence"]


def test_a_word_between_silences_starts_the_count_anew(chat: Chat) -> None:
    assert [chat.say(text)["owner"] for text in ("...", "...", "here", "...", "...")] == ["assistant"] * 5


def test_three_misunderstandings_bring_a_person(chat: Chat, assistant: LocalEngine) -> None:
    assistant.reply = says("Sorry?", understood=Understood(intent="nlu_fallback", confidence=0.2))
    assert [chat.say(f"mumble {n}")["owner"] for n in range(3)] == ["assistant", "assistant", "waiting"]


class Killed(BaseException):
    """The process is gone: nothing of ours runs any more."""


def test_a_turn_whose_process_died_is_taken_up_by_the_repeat(chat: Chat, assistant: LocalEngine) -> None:
    def die(turn: DialogueTurn) -> DialogueAnswer:
        raise Killed

    said = Said("text", "before the crash")
    with session_scope() as session:
        conversation_id = session.scalars(select(Conversation.id)).one()
    with pytest.raises(Killed):
        turns.take(conversation_id, "survives-a-crash", said, LocalEngine(die), SystemClock())
    with session_scope() as session:
        assert session.scalars(select(Turn.state).where(Turn.said == "before the crash")).one() == "received"
        session.execute(update(Conversation).values(busy_until=func.now() - timedelta(seconds=1)))
    assistant.reply = says("answered after all")
    body = chat.say("before the crash", key="survives-a-crash")
    assert body["messages"][0]["text"] == "answered after all"


def test_a_turn_nobody_asks_for_again_is_apologised_for(chat: Chat, assistant: LocalEngine) -> None:
    def die(turn: DialogueTurn) -> DialogueAnswer:
        raise Killed

    with session_scope() as session:
        conversation_id = session.scalars(select(Conversation.id)).one()
    with pytest.raises(Killed):
        turns.take(conversation_id, "never-asked-again", Said("text", "forgotten?"), LocalEngine(die), SystemClock())
    later = FixedClock(datetime.now(UTC) + timedelta(seconds=61))
    with session_scope() as session:
        assert turns.rescue_unanswered(session, timedelta(seconds=60), later) == 1
        assert turns.rescue_unanswered(session, timedelta(seconds=60), later) == 0
        assert session.scalars(select(Conversation.owner)).one() == "waiting"
        told = session.scalars(select(ConversationEvent.payload).where(ConversationEvent.kind == "message")).one()
        assert told["text"] == sentences.APOLOGY
    assert chat.say("forgotten?", key="never-asked-again")["messages"][0]["text"] == sentences.APOLOGY


def test_a_conversation_held_by_a_dead_process_is_free_again(chat: Chat, assistant: LocalEngine) -> None:
    with session_scope() as session:
        session.execute(update(Conversation).values(busy_turn=99, busy_until=func.now() + timedelta(seconds=0.4)))
    started = time.monotonic()
    assert chat.say("next")["owner"] == "assistant"
    assert time.monotonic() - started > 0.3


def test_a_late_answer_is_dropped_when_somebody_else_answered(chat: Chat, assistant: LocalEngine) -> None:
    """The first process hangs beyond its lease; a repeat answers; the late answer changes nothing."""
    go_on = threading.Event()
    first: list[DialogueTurn] = []

    def hang_once(turn: DialogueTurn) -> DialogueAnswer:
        if not first:
            first.append(turn)
            go_on.wait(10)
            return DialogueAnswer(turn=turn.turn, messages=(Message(text="too late"),))
        return DialogueAnswer(turn=turn.turn, messages=(Message(text="in time"),))

    assistant.reply = hang_once
    late: list[dict[str, object]] = []
    hanging = threading.Thread(target=lambda: late.append(chat.say("slow one", key="hangs-and-resumes")))
    hanging.start()
    while not first:
        time.sleep(0.01)
    with session_scope() as session:
        session.execute(update(Conversation).values(busy_until=func.now() - timedelta(seconds=1)))
    body = chat.say("slow one", key="hangs-and-resumes")
    go_on.set()
    hanging.join(10)
    assert [one["text"] for one in body["messages"]] == ["in time"]
    assert late == [body]
    with session_scope() as session:
        assert session.scalars(select(Turn.answer_text).where(Turn.said == "slow one")).one() == "in time"


@pytest.mark.slow
def test_a_locked_conversation_is_told_to_try_again_within_two_seconds(chat: Chat) -> None:
    with session_scope() as session:
        session.execute(select(Conversation).with_for_update())
        started = time.monotonic()
        answer = chat.post({"text": "is anybody there"}, key="comes-again-later")
        assert time.monotonic() - started < 3.5
        assert (answer.status_code, answer.json()["code"]) == (503, "try_again")
        assert answer.headers["Retry-After"] == "2"
    assert chat.say("is anybody there", key="comes-again-later")["owner"] == "assistant"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("a\x00b", "ab"),
        ("\u202eabc", "abc"),
        ("\ud800x", "x"),
        ("line\nbreak\ttab", "line\nbreak\ttab"),
        ("<b>&amp;", "<b>&amp;"),
        ("  spaced  ", "spaced"),
    ],
)
def test_text_is_made_harmless_and_otherwise_left_alone(given: str, kept: str) -> None:
    assert harmless(given) == kept


def test_marks_do_not_pile_up() -> None:
    assert len(harmless("a" + "\u0300" * 100)) < 10


@pytest.mark.parametrize(
    ("text", "silent"), [("...", True), ("… - .", True), ("", True), ("no", False), ("?", False), ("0", False)]
)
def test_dots_are_silence(text: str, silent: bool) -> None:
    assert is_silence(text) is silent
