"""Webhooks, parts and people that fail at the worst moment: an effect once, an answer always, nothing told to who is gone."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import func, select

from backend.conversation.outreach import service as outreach
from backend.database import session_scope
from backend.integrations.rasa.interface import DialogueAnswer, DialogueFailed, DialogueTurn, Message
from backend.integrations.rasa.local import LocalEngine
from backend.integrations.twilio.sender import FolderSender
from backend.kit.clock import SystemClock
from backend.models.audit import AuditEvent
from backend.models.conversation import Conversation, Turn
from backend.models.outreach import TextMessage
from backend.models.work_item import WorkItem
from tests.conversation.channels.test_sms import NUMBER, Texts
from tests.conversation.channels.test_voice import Line, words
from tests.conversation.conftest import Actions, says

SPOKEN = {"SpeechResult": "call me back at 303 555 0142", "Confidence": "0.9"}


@pytest.fixture
def phone(client: TestClient, assistant: LocalEngine) -> Line:
    return Line(client)


@pytest.fixture
def texts(client: TestClient, assistant: LocalEngine) -> Texts:
    return Texts(client)


def count(row: type[Conversation] | type[Turn] | type[WorkItem]) -> int:
    with session_scope() as session:
        return session.scalar(select(func.count()).select_from(row)) or 0


def kept() -> list[tuple[str | None, str]]:
    with session_scope() as session:
        return [(one.said, one.state) for one in session.scalars(select(Turn).order_by(Turn.number))][1:]


# -- the assistant dies in mid-turn


@pytest.mark.parametrize("when", ["before it understands", "after its action", "after its action, and hangs up on us"])
def test_an_assistant_that_dies_costs_no_word_and_no_second_effect(
    phone: Line, assistant: LocalEngine, actions: Actions, when: str
) -> None:
    phone.verbs("/voice/incoming")

    def dies(turn: DialogueTurn) -> DialogueAnswer:
        if when.startswith("after"):
            actions.told("callbacks", phone="303 555 0142")
        if when.endswith("us"):
            raise ConnectionResetError
        raise DialogueFailed("down")

    assistant.reply = dies
    answers = [phone.post("/voice/turn/1", **SPOKEN).text for _ in range(3)]
    assert len(set(answers)) == 1
    verbs = list(ElementTree.fromstring(answers[0]))
    assert "sorry" in words(verbs)
    assert verbs[-1].tag == "Enqueue"
    assert kept() == [(SPOKEN["SpeechResult"], "failed")]
    with session_scope() as session:
        queues = list(session.scalars(select(WorkItem.queue)))
    assert queues.count("callbacks") == (1 if when.startswith("after") else 0)


@pytest.mark.parametrize(
    "reply",
    [
        lambda turn: DialogueAnswer(turn=turn.turn, messages=()),
        lambda turn: DialogueAnswer(turn=turn.turn, messages=(Message(text="word " * 400_000),)),
        lambda turn: DialogueAnswer(turn=turn.turn, messages=(Message(text="\x00\x01 \ud800 "),)),
    ],
    ids=["nothing", "two megabytes", "what XML cannot carry"],
)
def test_whatever_comes_back_is_never_an_empty_answer(phone: Line, assistant: LocalEngine, reply: object) -> None:
    phone.verbs("/voice/incoming")
    assistant.reply = reply  # type: ignore[assignment]
    answer = phone.post("/voice/turn/1", SpeechResult="status", Confidence="0.9")
    assert answer.status_code == 200
    assert len(answer.content) < 64_000, "the network takes no more"
    verbs = list(ElementTree.fromstring(answer.text))
    assert verbs[-1].tag in ("Redirect", "Enqueue", "Hangup")
    assert ElementTree.fromstring(answer.text).findall(".//Say")


# -- the caller is gone


def test_who_hangs_up_while_the_answer_is_made_is_told_nothing_of_it(phone: Line, assistant: LocalEngine) -> None:
    phone.verbs("/voice/incoming")

    def slow(turn: DialogueTurn) -> DialogueAnswer:
        phone.post("/voice/status", CallStatus="completed")
        return DialogueAnswer(turn=turn.turn, messages=(Message(text="Your claim was paid 240 dollars."),))

    assistant.reply = slow
    verbs = phone.verbs("/voice/turn/1", SpeechResult="status", Confidence="0.9")
    assert "240" not in words(verbs)
    assert verbs[-1].tag in ("Hangup", "Redirect", "Enqueue")
    assert "240" not in phone.post("/voice/turn/1", SpeechResult="status", Confidence="0.9").text


@pytest.mark.parametrize("hours", [1, 48])
def test_every_webhook_of_a_call_that_is_over_does_nothing_an_hour_later(
    phone: Line, assistant: LocalEngine, hours: int
) -> None:
    assistant.reply = says("Your claim was paid 240 dollars.")
    phone.verbs("/voice/incoming")
    phone.verbs("/voice/turn/1", SpeechResult="status", Confidence="0.9")
    phone.post("/voice/status", CallStatus="completed")
    with session_scope() as session:
        row = session.scalars(select(Conversation)).one()
        row.last_activity_at -= timedelta(hours=hours)
        row.ended_at = row.last_activity_at
    before, asked = (count(Conversation), count(Turn), count(WorkItem)), len(assistant.asked)
    for path in (
        "/voice/incoming",
        "/voice/turn/1",
        "/voice/turn/2",
        "/voice/waiting",
        "/voice/queue-left",
        "/voice/keep-place",
        "/voice/live/1",
        "/voice/relay-ended",
    ):
        answer = phone.post(path, SpeechResult="status", Confidence="0.9", Digits="")
        assert answer.status_code == 200, path
        assert "240" not in answer.text
        assert ElementTree.fromstring(answer.text).findall("*"), path
    assert len(assistant.asked) == asked
    assert (count(Conversation), count(Turn), count(WorkItem)) == before


# -- text messages


def test_the_same_text_message_fifty_times_at_once_is_one_turn(texts: Texts, assistant: LocalEngine) -> None:
    with ThreadPoolExecutor(16) as threads:
        answers = set(threads.map(lambda _: texts.send("claim status", "SM" + "a" * 32), range(50)))
    assert len(answers) == 1
    assert len(assistant.asked) == 1
    assert count(Turn) == 1


def test_a_number_with_a_new_owner_starts_a_thread_of_its_own(texts: Texts, assistant: LocalEngine) -> None:
    """Half a year later somebody else holds the number: nothing of the old thread is theirs, nor its proof."""
    assistant.reply = says("Your claim was paid 240 dollars.")
    texts.send("claim status")
    with session_scope() as session:
        session.scalars(select(Conversation)).one().last_activity_at -= timedelta(days=180)
    assistant.reply = says("Are you calling for a provider?", expects="member_id")
    assert "240" not in texts.send("hello")
    assert "open this link" in texts.send("XQP 904 1177")
    assert len({one.conversation for one in assistant.asked}) == 2
    assert count(Conversation) == 2


@pytest.mark.parametrize("order", [("delivered", "sent", "queued"), ("sent", "undelivered", "delivered")])
def test_the_carriers_callbacks_in_any_order_move_only_forward(
    texts: Texts, tmp_path: Path, order: tuple[str, ...]
) -> None:
    with session_scope() as session:
        message = outreach.text_message(session, NUMBER, "hello", "k", SystemClock())
    outreach.send_text(message.id, FolderSender(tmp_path), SystemClock())
    with session_scope() as session:
        sid = session.scalars(select(TextMessage.sid)).one() or ""
    for told in order:
        assert texts.post("/sms/status", MessageSid=sid, MessageStatus=told).status_code == 204
    with session_scope() as session:
        assert session.scalars(select(TextMessage.delivery)).one() == next(
            one for one in order if one in ("delivered", "undelivered")
        )


# -- two at once


def test_two_withheld_callers_at_once_are_two_strangers(client: TestClient, assistant: LocalEngine) -> None:
    assistant.reply = lambda turn: DialogueAnswer(
        turn=turn.turn, messages=(Message(text=f"You are {turn.conversation[-4:]}."),)
    )
    lines = [Line(client, "CA" + digit * 32, "anonymous") for digit in "abcdef"]
    with ThreadPoolExecutor(6) as threads:
        list(threads.map(lambda one: one.verbs("/voice/incoming"), lines))
        heard = list(threads.map(lambda one: words(one.verbs("/voice/turn/1", SpeechResult="who am i")), lines))
    assert [f"You are {one.sid[-4:]}." in said for one, said in zip(lines, heard, strict=True)] == [True] * 6
    with session_scope() as session:
        rows = session.scalars(select(Conversation)).all()
    assert len(rows) == 6
    assert {one.origin for one in rows} == {None}


def test_a_callback_of_a_call_nobody_knows_opens_nothing_to_anybody(phone: Line) -> None:
    for state in ("completed", "in-progress", "initiated"):
        assert phone.post("/voice/status", CallStatus=state).status_code == 204
    verbs = phone.verbs("/voice/turn/1", SpeechResult="status", Confidence="0.9")
    assert verbs[-1].tag == "Hangup"
    with session_scope() as session:
        assert session.scalars(select(Conversation.call_state)).one() == "completed"
        assert session.scalar(select(func.count()).select_from(AuditEvent).where(AuditEvent.act.like("%disclos%"))) == 0
