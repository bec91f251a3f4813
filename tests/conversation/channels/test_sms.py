"""Text messages: forged first, then the link that shows whose phone it is, carrier words, agents' replies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient
from httpx import Response
from sqlalchemy import select, text
from sqlalchemy.exc import TimeoutError as PoolTimeout

from backend.conversation.channels.sms import links, rules, service
from backend.conversation.outreach import service as outreach
from backend.conversation.outreach.service import Choice
from backend.conversation.turns import sentences
from backend.conversation.turns import service as turns
from backend.conversation.turns.exchange import Said
from backend.database import session_scope
from backend.integrations.rasa.interface import DialogueAnswer, DialogueTurn, HandoffWish
from backend.integrations.rasa.local import LocalEngine
from backend.integrations.twilio.sender import FolderSender
from backend.integrations.twilio.signature import sign
from backend.kit.clock import FixedClock, SystemClock
from backend.models.conversation import Conversation, SmsThread, Turn
from backend.models.handoff import Handoff
from backend.models.outreach import ContactPreference, TextMessage
from backend.models.work_item import WorkItem
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


class Desk:
    """An agent who holds the one text conversation."""

    def __init__(self, texts: Texts, assistant: LocalEngine, ada: Person) -> None:
        assistant.reply = says("I am getting a person.", handoff=HandoffWish(reason="asked"))
        texts.send("person please")
        self.ada = ada
        with session_scope() as session:
            self.handoff = session.scalars(select(Handoff.id)).one()
            self.conversation = session.scalars(select(Conversation.id)).one()
        assert ada.post(f"/api/v1/handoffs/{self.handoff}/accept").status_code == 200

    def write(self, text: str) -> None:
        """Written at the desk, and its job done."""
        path = f"/api/v1/conversations/{self.conversation}/messages"
        assert self.ada.post(path, {"text": text}, Idempotency_Key=f"key {text}").status_code == 200
        send_what_waits()


@pytest.fixture
def desk(texts: Texts, assistant: LocalEngine, signed_in: Callable[..., Person]) -> Desk:
    return Desk(texts, assistant, signed_in("Ada"))


def send_what_waits() -> None:
    """Every reply put on its way by now; a job that runs twice sends once."""
    with session_scope() as session:
        jobs = text("SELECT args ->> 'turn_id' FROM procrastinate_jobs WHERE task_name = 'sms:send_reply'")
        waiting = [UUID(one) for one in session.scalars(jobs)]
    for turn_id in waiting:
        service.send_reply(turn_id, SystemClock())


def sent() -> list[str]:
    with session_scope() as session:
        return list(session.scalars(select(TextMessage.text).order_by(TextMessage.written_at)))


def lost() -> list[WorkItem]:
    with session_scope() as session:
        return list(session.scalars(select(WorkItem).where(WorkItem.reason == "reply_lost")))


def test_what_who_stopped_writes_to_the_agent_is_kept_and_answered_with_nothing(
    texts: Texts, assistant: LocalEngine, desk: Desk
) -> None:
    asked = len(assistant.asked)
    texts.send("STOP")
    assert "<Message>" not in texts.send("my new address is the one you asked for")
    with session_scope() as session:
        kept = session.scalars(select(Turn).where(Turn.said.like("my new address%"))).one()
        assert (kept.conversation_id, kept.state, kept.owner) == (desk.conversation, "kept", "agent")
    assert len(assistant.asked) == asked


def test_an_agents_reply_to_who_stopped_is_somebodys_work(texts: Texts, desk: Desk) -> None:
    desk.write("Hello, Ada here.")
    assert lost() == []
    texts.send("STOP")
    desk.write("Are you there?")
    desk.write("Hello?")
    (item,) = lost()
    assert (item.queue, item.owner, item.subject_id) == ("undelivered_notices", "ada@example.com", desk.conversation)
    assert "wants no text messages" in item.sentence


def test_an_agents_reply_the_carrier_could_not_deliver_is_somebodys_work(texts: Texts, desk: Desk) -> None:
    desk.write("Hello, Ada here.")
    with session_scope() as session:
        session.scalars(select(TextMessage)).one().sid = "SM" + "c" * 32
    for _ in range(2):
        texts.post("/sms/status", MessageSid="SM" + "c" * 32, MessageStatus="undelivered")
    (item,) = lost()
    assert (item.owner, item.subject_id) == ("ada@example.com", desk.conversation)
    assert "did not arrive" in item.sentence


def test_an_agents_reply_overtaken_by_stop_is_somebodys_work(texts: Texts, desk: Desk, tmp_path: Path) -> None:
    desk.write("Hello, Ada here.")
    texts.send("STOP")
    with session_scope() as session:
        message = session.scalars(select(TextMessage.id)).one()
    assert outreach.send_text(message, FolderSender(tmp_path), SystemClock())
    assert len(lost()) == 1


def test_the_assistants_word_after_an_agent_gave_back_goes_out_as_a_text(assistant: LocalEngine, desk: Desk) -> None:
    assistant.reply = says("I am back. What else would you like to know?")
    assert desk.ada.post(f"/api/v1/handoffs/{desk.handoff}/give-back").status_code == 200
    send_what_waits()
    assert sent() == ["I am back. What else would you like to know?"]


def test_what_is_answered_at_once_is_not_sent_again(texts: Texts, assistant: LocalEngine) -> None:
    texts.send("hello")
    send_what_waits()
    assert sent() == []


def test_the_apology_for_a_text_whose_process_died_goes_out_as_a_text(texts: Texts, assistant: LocalEngine) -> None:
    class Killed(BaseException):
        """The process is gone: nothing after this runs."""

    def die(turn: DialogueTurn) -> DialogueAnswer:
        raise Killed

    texts.send("hello")
    with session_scope() as session:
        conversation = session.scalars(select(Conversation.id)).one()
    with pytest.raises(Killed):
        turns.take(conversation, "SM" + "d" * 32, Said("text", "forgotten?"), LocalEngine(die), SystemClock())
    later = FixedClock(datetime.now(UTC) + timedelta(seconds=61))
    with session_scope() as session:
        assert turns.rescue_unanswered(session, timedelta(seconds=60), later) == 1
    for _ in range(2):
        send_what_waits()
    assert sent() == [sentences.APOLOGY]


def test_a_text_that_comes_too_soon_is_kept_and_the_sender_is_told(
    texts: Texts, assistant: LocalEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts.send("hello")
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", 0.1)
    with session_scope() as session:
        session.scalars(select(Conversation)).one().busy_turn = 99
        session.scalars(select(Conversation)).one().busy_until = datetime.now(UTC) + timedelta(seconds=30)
    assert rules.BUSY in texts.send("and the other one?")
    with session_scope() as session:
        assert session.scalars(select(Turn.state).where(Turn.said == "and the other one?")).one() == "received"


def test_a_text_that_is_too_long_is_cut_at_a_word() -> None:
    cut = rules.fitting("word " * 400)
    assert len(cut) <= rules.TEXT_LENGTH_MAX
    assert cut.endswith("word…")


def test_a_text_that_cannot_be_kept_is_answered_so(texts: Texts, monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(*_: object) -> list[str]:
        raise PoolTimeout("QueuePool limit reached")

    monkeypatch.setattr(service, "answer", exhausted)
    assert rules.OUT_OF_REACH in texts.send("why was my claim denied")
