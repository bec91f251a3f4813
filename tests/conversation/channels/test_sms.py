"""Text messages: forged first, then the link that shows whose phone it is, carrier words, agents' replies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient
from httpx import Response
from sqlalchemy import select

from backend.conversation.channels.sms import links, rules, service
from backend.conversation.outreach import service as outreach
from backend.conversation.outreach.service import Choice
from backend.database import session_scope
from backend.integrations.rasa.interface import HandoffWish
from backend.integrations.rasa.local import LocalEngine
from backend.integrations.twilio.signature import sign
from backend.kit.clock import SystemClock
from backend.models.conversation import Conversation, SmsThread, Turn
from backend.models.handoff import Handoff
from backend.models.outreach import ContactPreference, TextMessage
from backend.settings import get_settings
from tests.conversation.conftest import Person, says

KEY = b"a key of the test"
NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
NUMBER = "+13035550142"


class Texts:
    """Twilio's side of one thread."""

    def __init__(self, client: TestClient, number: str = NUMBER) -> None:
        self.client, self.number, self.count = client, number, 0

    def post(self, path: str, signed: bool = True, **form: str) -> Response:
        settings = get_settings()
        url = settings.public_base_url + path
        signature = sign(settings.twilio_signing_tokens[0] if signed else "a stranger", url, form.items())
        return self.client.post(path, data=form, headers={"X-Twilio-Signature": signature})

    def send(self, body: str, sid: str | None = None) -> str:
        self.count += 1
        sid = sid or f"SM{self.count:032x}"
        answer = self.post("/sms/incoming", MessageSid=sid, From=self.number, To="+15550199", Body=body)
        assert answer.status_code == 200, answer.text
        return answer.text


@pytest.fixture
def texts(client: TestClient, assistant: LocalEngine) -> Texts:
    return Texts(client)


@pytest.mark.parametrize("path", ["/sms/incoming", "/sms/status"])
def test_forged_is_refused(texts: Texts, path: str) -> None:
    assert texts.post(path, signed=False, MessageSid="SM" + "a" * 32).status_code == 403


@pytest.mark.parametrize(
    "spoil", [lambda t: "", lambda t: "x" * 40, lambda t: t[:-1], lambda t: t[::-1], lambda t: t + "A", lambda t: "é"]
)
def test_a_forged_link_is_nobodys(spoil: Callable[[str], str]) -> None:
    token = links.sign(KEY, uuid4(), NOW)
    assert links.read(KEY, spoil(token), NOW) is None
    assert links.read(b"another key", token, NOW) is None


def test_a_link_holds_for_half_an_hour() -> None:
    identity = uuid4()
    token = links.sign(KEY, identity, NOW)
    assert links.read(KEY, token, NOW + timedelta(minutes=29)) == identity
    assert links.read(KEY, token, NOW + timedelta(minutes=31)) is None


def test_nothing_that_proves_identity_is_taken_before_the_link_was_opened(texts: Texts, assistant: LocalEngine) -> None:
    assistant.reply = says("What is your member ID?", expects="member_id")
    assert "member ID" in texts.send("I am a member")
    asked = len(assistant.asked)
    held = texts.send("XQP9041177")
    assert len(assistant.asked) == asked
    token = held.split("/sms/")[1].split(" ")[0]
    assert texts.client.get(f"/sms/{token}").headers["location"] == "/phone-confirmed?ok=1"
    texts.send("XQP9041177")
    assert assistant.asked[-1].text == "XQP9041177"
    assert texts.client.get("/phone-confirmed?ok=1").status_code == 200


def test_another_number_is_another_thread_and_needs_its_own_link(texts: Texts, assistant: LocalEngine) -> None:
    assistant.reply = says("What is your member ID?", expects="member_id")
    texts.send("I am a member")
    with session_scope() as session:
        session.scalars(select(SmsThread)).one().confirmed_at = NOW
    stranger = Texts(texts.client, "+13035550999")
    stranger.count = 50
    stranger.send("I am a member")
    assert "/sms/" in stranger.send("XQP9041177")


@pytest.mark.parametrize("text", ["1770002313", "my id is 1234567", "12-345-678"])
def test_a_number_that_could_prove_something_waits_whatever_was_asked(texts: Texts, text: str) -> None:
    assert "/sms/" in texts.send(text)


@pytest.mark.parametrize("word", ["STOP", "stop", "Stop.", "UNSUBSCRIBE", "cancel", "END", "quit", "STOPALL"])
def test_carrier_words_end_everything_also_what_was_chosen_elsewhere(
    texts: Texts, assistant: LocalEngine, word: str
) -> None:
    with session_scope() as session:
        outreach.choose(
            session, Choice("sms", "America/New_York", NUMBER, npi="1770002313"), "staff:test", SystemClock()
        )
    assert "no more messages" in texts.send(word)
    assert "<Message>" not in texts.send("hello")
    with session_scope() as session:
        assert session.scalars(select(ContactPreference.withdrawn_at)).one() is not None
    assert assistant.asked == []
    assert "again" in texts.send("START")


@pytest.mark.parametrize("word", ["HELP", "info"])
def test_help_names_a_person_and_stop(texts: Texts, word: str) -> None:
    told = texts.send(word)
    assert "PERSON" in told
    assert "STOP" in told


def test_a_repeat_of_a_message_answered_before_the_link_stays_that_answer(texts: Texts, assistant: LocalEngine) -> None:
    sid = "SM" + "b" * 32
    assert texts.send("hello", sid) == texts.send("hello", sid)
    assert len(assistant.asked) == 1


def test_an_agents_reply_goes_out_as_one_text_and_not_after_stop(
    texts: Texts, assistant: LocalEngine, signed_in: Callable[..., Person]
) -> None:
    assistant.reply = says("I am getting a person.", handoff=HandoffWish(reason="asked"))
    texts.send("person please")
    ada = signed_in("Ada")
    with session_scope() as session:
        handoff, row = session.scalars(select(Handoff)).one(), session.scalars(select(Conversation)).one()
    assert ada.post(f"/api/v1/handoffs/{handoff.id}/accept").status_code == 200
    path = f"/api/v1/conversations/{row.id}/messages"
    assert ada.post(path, {"text": "Hello, Ada here."}, Idempotency_Key="key-one-1").status_code == 200
    with session_scope() as session:
        turn = session.scalars(select(Turn.id).where(Turn.speaker == "agent")).one()
    for _ in range(3):
        service.send_reply(turn, SystemClock())
    with session_scope() as session:
        message = session.scalars(select(TextMessage)).one()
        assert (message.number, message.text) == (NUMBER, "Hello, Ada here.")
    texts.send("STOP")
    assert ada.post(path, {"text": "Are you there?"}, Idempotency_Key="key-two-2").status_code == 200
    with session_scope() as session:
        last = session.scalars(select(Turn.id).where(Turn.answer_text == "Are you there?")).one()
    service.send_reply(last, SystemClock())
    with session_scope() as session:
        assert len(session.scalars(select(TextMessage)).all()) == 1


def test_a_text_that_is_too_long_is_cut_at_a_word() -> None:
    cut = rules.fitting("word " * 400)
    assert len(cut) <= rules.TEXT_LENGTH_MAX
    assert cut.endswith("word…")
