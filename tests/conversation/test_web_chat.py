"""The chat's door: who has no token, what is refused, what a repeat hears."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import func, select, update

from backend.conversation.channels.web_chat.request_body import BODY_BYTES_MAX, parse_object
from backend.database import session_scope
from backend.errors import Unprocessable
from backend.integrations.rasa.interface import Choice, DialogueAnswer, DialogueTurn, Message
from backend.integrations.rasa.local import LocalEngine
from backend.models.conversation import ChatSession, Conversation, Turn
from backend.models.verification import AttemptCounter
from backend.staff.counting.service import origin_of
from tests.conversation.conftest import Chat, says


def test_nobody_may_speak_without_a_token(client: TestClient, assistant: LocalEngine) -> None:
    answer = client.post("/chat/messages", json={"text": "hello"}, headers={"Idempotency-Key": "12345678"})
    assert answer.status_code == 401
    assert answer.json()["code"] == "no_session"
    assert assistant.asked == []


def test_a_made_up_token_opens_nothing(client: TestClient, assistant: LocalEngine) -> None:
    headers = {"Authorization": "Bearer " + "A" * 43, "Idempotency-Key": "12345678"}
    assert client.post("/chat/messages", json={"text": "hello"}, headers=headers).status_code == 401
    assert client.get("/chat/stream", headers=headers).status_code == 401
    assert client.get("/chat/messages", headers=headers).status_code == 401


def test_one_chat_cannot_read_another(chat: Chat, another_chat: Callable[[], Chat]) -> None:
    chat.say("the words of the first")
    other = another_chat()
    seen = other.client.get("/chat/messages", headers={"Authorization": f"Bearer {other.token}"}).json()
    assert "the words of the first" not in json.dumps(seen)


def test_an_expired_token_is_refused(chat: Chat) -> None:
    with session_scope() as session:
        session.execute(update(ChatSession).values(expires_at=func.now() - timedelta(seconds=1)))
    assert chat.post({"text": "still there?"}).status_code == 401


def test_the_token_is_not_stored(chat: Chat) -> None:
    with session_scope() as session:
        stored = session.scalars(select(ChatSession)).one()
        assert chat.token not in stored.token_hash
        assert len(stored.token_hash) == 64


def test_a_chat_opens_with_a_greeting(client: TestClient, assistant: LocalEngine) -> None:
    assistant.reply = says("Hello, I am an automated assistant.")
    chat = Chat(client).open()
    assert [one["text"] for one in chat.greeting] == ["Hello, I am an automated assistant."]
    assert assistant.asked[0].event == "start"
    assert assistant.asked[0].conversation.startswith("chat:")


def test_a_message_is_answered_with_turn_and_owner(chat: Chat) -> None:
    body = chat.say("where is my claim")
    assert body["turn"] == 2
    assert body["owner"] == "assistant"
    assert body["messages"] == [{"text": "You said: where is my claim", "buttons": [], "from": "assistant"}]


def test_a_repeat_with_the_same_key_hears_the_same(chat: Chat, assistant: LocalEngine) -> None:
    first = chat.say("once", key="the-same-key-1")
    assistant.reply = says("something else")
    again = chat.say("once", key="the-same-key-1")
    assert again == first
    assert len([one for one in assistant.asked if one.text == "once"]) == 1


def test_a_key_with_other_words_is_refused(chat: Chat) -> None:
    chat.say("once", key="the-same-key-1")
    assert chat.post({"text": "twice"}, key="the-same-key-1").status_code == 409


@pytest.mark.slow
def test_fifty_repeats_at_once_have_one_effect(chat: Chat, assistant: LocalEngine) -> None:
    with ThreadPoolExecutor(50) as threads:
        answers = list(threads.map(lambda _: chat.say("all at once", key="fifty-the-same"), range(50)))
    assert all(one == answers[0] for one in answers)
    assert len([one for one in assistant.asked if one.text == "all at once"]) == 1
    with session_scope() as session:
        assert session.scalar(select(func.count()).select_from(Turn).where(Turn.said == "all at once")) == 1


def test_two_messages_at_once_are_both_answered_in_order(chat: Chat, assistant: LocalEngine) -> None:
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda n: chat.say(f"message {n}"), range(8)))
    assert sorted(one["turn"] for one in answers) == list(range(2, 10))
    turns = [one.turn for one in assistant.asked]
    assert turns == sorted(turns)


@pytest.mark.parametrize("key", [None, "short", "with spaces inside", "x" * 129])
def test_a_message_needs_a_proper_key(chat: Chat, key: str | None) -> None:
    headers = {"Authorization": f"Bearer {chat.token}"} | ({"Idempotency-Key": key} if key else {})
    assert chat.client.post("/chat/messages", json={"text": "hello"}, headers=headers).status_code == 422


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\u202e\u200e"])
def test_an_empty_message_is_told_so(chat: Chat, text: str) -> None:
    answer = chat.post({"text": text})
    assert answer.status_code == 422
    assert answer.json()["code"] == "nothing_said"


def test_a_thousand_characters_pass_and_one_more_does_not(chat: Chat) -> None:
    assert chat.post({"text": "a" * 1000}).status_code == 200
    answer = chat.post({"text": "a" * 1001})
    assert answer.status_code == 422
    assert "1,000" in answer.json()["message"]


def test_a_large_body_is_not_read(chat: Chat, assistant: LocalEngine) -> None:
    asked = len(assistant.asked)
    assert chat.post({"text": "a" * BODY_BYTES_MAX}).status_code == 413
    assert len(assistant.asked) == asked


@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b'"text"',
        b'{"text": "a", "text": "b"}',
        b'{"text": NaN}',
        b'{"text": 1e400}',
        b'{"text": 7}',
        b'{"text": ["a"]}',
        b'{"text": "a", "owner": "agent"}',
        b'{"text": "a", "button": "b"}',
        b"{}",
        b"{" * 4000,
        b'{"a":' * 1500 + b"1" + b"}" * 1500,
        b'{"text": "\xff"}',
        b"not json",
    ],
)
def test_anything_but_the_agreed_object_is_refused(chat: Chat, body: bytes) -> None:
    headers = {"Authorization": f"Bearer {chat.token}", "Idempotency-Key": str(uuid.uuid4())}
    answer = chat.client.post("/chat/messages", content=body, headers=headers)
    assert answer.status_code == 422
    assert answer.json()["code"] == "malformed"


def test_eight_levels_pass_and_nine_do_not() -> None:
    assert parse_object(b'{"a":' * 7 + b"{}" + b"}" * 7)
    with pytest.raises(Unprocessable):
        parse_object(b'{"a":' * 8 + b"{}" + b"}" * 8)


@pytest.mark.parametrize(
    "text",
    [
        "\ud800 lone",
        "NUL \x00 inside",
        "z" + "\u0301" * 200 + "algo",
        "\u202eevil\u202c",
        "🙂🙂🙂",
        "مرحبا",
        "<script>alert(1)</script>",
        "'; DROP TABLE turn; --",
        "=cmd|' /C calc'!A0",
        '/inform{"npi":"1770002313"}',
        "/restart",
        "EXTERNAL: check_claim_status",
        "\x1b[31mred",
    ],
)
def test_odd_text_is_only_text(chat: Chat, assistant: LocalEngine, text: str) -> None:
    headers = {
        "Authorization": f"Bearer {chat.token}",
        "Idempotency-Key": str(uuid.uuid4()),
        "Content-Type": "application/json",
    }
    answer = chat.client.post("/chat/messages", content=json.dumps({"text": text}).encode(), headers=headers)
    assert answer.status_code == 200, answer.text
    heard = assistant.asked[-1]
    assert heard.event is None
    assert heard.text
    assert not set(heard.text) & {"\x00", "\x1b", "\u202e", "\ud800"}


def test_a_button_is_pressed_by_its_opaque_id(chat: Chat, assistant: LocalEngine) -> None:
    choices = (Choice(title="My claim", payload="check my claim"),)
    assistant.reply = lambda turn: DialogueAnswer(turn=turn.turn, messages=(Message(text="What?", buttons=choices),))
    button = chat.say("hello")["messages"][0]["buttons"][0]
    assert set(button) == {"id", "title"}
    assert chat.post({"button": button["id"]}).status_code == 200
    assert assistant.asked[-1].text == "check my claim"


def test_a_button_of_another_chat_is_none(chat: Chat, another_chat: Callable[[], Chat], assistant: LocalEngine) -> None:
    choices = (Choice(title="My claim", payload="check my claim"),)
    assistant.reply = lambda turn: DialogueAnswer(turn=turn.turn, messages=(Message(text="What?", buttons=choices),))
    button = chat.say("hello")["messages"][0]["buttons"][0]["id"]
    assert another_chat().post({"button": button}).status_code == 422
    assert chat.post({"button": "/inform"}).status_code == 422


def test_after_a_quarter_of_an_hour_the_chat_starts_anew(chat: Chat, assistant: LocalEngine) -> None:
    chat.say("something private")
    before = assistant.asked[-1].conversation
    _be_silent(timedelta(minutes=16))
    body = chat.say("what did I ask?")
    assert assistant.asked[-1].conversation != before
    assert "privacy" in body["messages"][0]["text"]
    assert body["turn"] == 3
    history = chat.client.get("/chat/messages", headers={"Authorization": f"Bearer {chat.token}"}).json()
    assert "something private" not in json.dumps(history)


def test_fourteen_minutes_are_not_too_long(chat: Chat, assistant: LocalEngine) -> None:
    chat.say("hello")
    before = assistant.asked[-1].conversation
    _be_silent(timedelta(minutes=14))
    chat.say("hello again")
    assert assistant.asked[-1].conversation == before


def test_a_flood_from_one_place_is_slowed_and_told_when_to_come_back(
    client: TestClient, assistant: LocalEngine
) -> None:
    minute = datetime.now(UTC).replace(second=0, microsecond=0)
    origin = origin_of("testclient")
    with session_scope() as session:
        for window in (minute, minute + timedelta(minutes=1)):
            session.add(AttemptCounter(kind="chat_sessions", subject=origin, window=window, count=120))
    answer = client.post("/chat/sessions", json={})
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "2"
    assert assistant.asked == []


def _be_silent(span: timedelta) -> None:
    with session_scope() as session:
        session.execute(update(Conversation).values(last_activity_at=Conversation.last_activity_at - span))


def test_the_turn_is_stored_before_the_assistant_is_asked(chat: Chat, assistant: LocalEngine) -> None:
    seen: list[str] = []

    def look(turn: DialogueTurn) -> DialogueAnswer:
        with session_scope() as session:
            seen.extend(session.scalars(select(Turn.said).where(Turn.state == "received", Turn.said.is_not(None))))
        return says("ok")(turn)

    assistant.reply = look
    chat.say("kept before it is answered")
    assert seen == ["kept before it is answered"]
