"""The streamed line over real sockets: who may open one, what is said and heard, how the call goes back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from backend.conversation.channels.voice import relay, relay_messages, transfer
from backend.database import session_scope
from backend.integrations.rasa.interface import DialogueAnswer, DialogueTurn, HandoffWish
from backend.integrations.rasa.local import LocalEngine
from backend.integrations.twilio.calls import FolderCalls
from backend.integrations.twilio.phone import Call, Heard
from backend.integrations.twilio.signature import sign
from backend.kit.clock import SystemClock
from backend.models.audit import AuditEvent
from backend.models.conversation import Conversation, Turn
from backend.models.handoff import Handoff
from backend.settings import get_settings
from tests.conversation.conftest import Person, says


@pytest.fixture
def line(address: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The application on a real port, its calls streamed."""
    monkeypatch.setattr(get_settings(), "public_base_url", address)
    monkeypatch.setattr(get_settings(), "voice_relay", True)
    return address


@pytest.fixture
def phone(line: str) -> Iterator[Call]:
    call = Call(line, get_settings().twilio_signing_tokens[0])
    yield call
    call.close()


def words(heard: list[Heard]) -> str:
    return " ".join(one.text for one in heard)


def url(line: str) -> str:
    return line.replace("http", "ws", 1) + "/voice/relay"


def signed(line: str) -> dict[str, str]:
    return {"X-Twilio-Signature": sign(get_settings().twilio_signing_tokens[0], url(line), [])}


def setup(sid: str, password: str) -> str:
    told = {"type": "setup", "sessionId": "VX1", "callSid": sid, "from": "+15550100"}
    return json.dumps({**told, "customParameters": {"password": password}})


def test_an_unsigned_socket_is_refused_audited_and_leaves_no_row(line: str) -> None:
    wrong = {"X-Twilio-Signature": sign("another token", url(line), [])}
    elsewhere = {
        "X-Twilio-Signature": sign(get_settings().twilio_signing_tokens[0], "wss://evil.example/voice/relay", [])
    }
    for headers in ({}, wrong, elsewhere):
        with pytest.raises(InvalidStatus) as refused:
            connect(url(line), additional_headers=headers, proxy=None)
        assert refused.value.response.status_code == 403
    with session_scope() as session:
        refusals = select(func.count()).select_from(AuditEvent).where(AuditEvent.act == "caller:webhook:refused")
        assert session.scalar(refusals) == 1, "the first of an origin in a minute; the others are summed up"
        assert session.scalar(select(func.count()).select_from(Conversation)) == 0


def test_a_line_that_does_not_stream_opens_no_socket(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(get_settings(), "voice_relay", False)
    with pytest.raises(InvalidStatus):
        connect(url(line), additional_headers=signed(line), proxy=None)


@pytest.mark.parametrize(
    "first",
    [
        lambda: setup("CA" + "a" * 32, ""),
        lambda: setup("CA" + "a" * 32, relay.password("CA" + "b" * 32)),
        lambda: setup("no call", relay.password("no call")),
        lambda: '{"type": "prompt", "voicePrompt": "hello", "last": true}',
        lambda: "not json",
    ],
)
def test_a_socket_without_a_call_of_ours_is_closed(line: str, first: Callable[[], str]) -> None:
    with connect(url(line), additional_headers=signed(line), proxy=None) as socket:
        socket.send(first())
        with pytest.raises(ConnectionClosed) as closed:
            socket.recv(5)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == relay.FORBIDDEN
    with session_scope() as session:
        assert session.scalar(select(func.count()).select_from(Conversation)) == 0


def test_a_streamed_call_takes_speech_and_keys_by_the_same_turns(phone: Call, assistant: LocalEngine) -> None:
    assistant.reply = says("I am an automated assistant.", "What is your NPI?", expects="npi")
    assert words(phone.dial()) == "I am an automated assistant. What is your NPI?"
    assistant.reply = says("Thank you.", expects="tax_id")
    assert words(phone.say("#1770002313")) == "Thank you."
    phone.say("#04730#")
    phone.say("it is for claim status")
    asked = [(one.text, one.event, one.meta.get("digits")) for one in assistant.asked]
    assert asked == [
        (None, "start", False),
        ("1770002313", None, True),
        ("04730", None, True),
        ("it is for claim status", None, False),
    ]
    assert {one.conversation for one in assistant.asked} == {f"call:{phone.sid}"}


def test_ids_are_spoken_without_markup(phone: Call, assistant: LocalEngine) -> None:
    assistant.reply = says("Your reference is H48081 & <that> is all.")
    assert words(phone.dial()) == "Your reference is H 4 8 0 8 1 & <that> is all."


def test_what_was_heard_before_an_interruption_is_kept(phone: Call, assistant: LocalEngine) -> None:
    assistant.reply = says("The plan paid 112 dollars. Anything else?")
    phone.dial()
    phone.interrupt("The plan paid", "what was billed")
    with session_scope() as session:
        turns = list(session.scalars(select(Turn).order_by(Turn.number)))
        assert [one.messages[-1].get("heard") for one in turns] == ["The plan paid", None]


def test_a_person_is_reached_through_the_queue(phone: Call, assistant: LocalEngine) -> None:
    phone.dial()
    assistant.reply = says("I am getting somebody.", handoff=HandoffWish(reason="asked"))
    heard = phone.say("representative")
    assert [one.kind for one in heard][:2] == ["Say", "Enqueue"]
    assert "number 1 in line" in words(heard)
    assert not phone.listening


def test_zero_alone_is_a_person_after_a_moment(
    phone: Call, assistant: LocalEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay, "KEY_GAP_SECONDS", 0.1)
    phone.dial()
    phone.say("#0")
    assert assistant.asked[-1].text == "representative"


def test_a_pound_key_out_of_habit_does_not_end_the_call(phone: Call, assistant: LocalEngine) -> None:
    assistant.reply = says("What is your NPI?", expects="npi")
    phone.dial()
    phone.say("#1770002313")
    phone.say("##")
    assert phone.listening
    assert (assistant.asked[-1].text, assistant.asked[-1].event) == (None, "silence")


def test_goodbye_ends_the_call(phone: Call, assistant: LocalEngine) -> None:
    phone.dial()
    assistant.reply = says("Thank you for calling.", end=True)
    assert [one.kind for one in phone.say("bye")] == ["Say", "Hangup"]
    assert not phone.open


def test_the_fourth_silence_brings_a_person(
    phone: Call, assistant: LocalEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay, "SILENCE_SECONDS", 0.2)
    monkeypatch.setattr(relay, "CHARACTERS_PER_SECOND", 10_000.0)
    phone.dial()
    kinds = [phone.say("")[-1].kind for _ in range(3)]
    assert kinds == ["Say", "Say", "Say"]
    assert "Enqueue" in [one.kind for one in phone.say("")]


def test_a_dead_assistant_brings_a_person(phone: Call, assistant: LocalEngine) -> None:
    phone.dial()

    def dead(turn: DialogueTurn) -> DialogueAnswer:
        raise RuntimeError

    assistant.reply = dead
    heard = phone.say("claim status")
    assert "sorry" in words(heard)
    assert "Enqueue" in [one.kind for one in heard]
    with session_scope() as session:
        assert session.scalar(select(func.count()).select_from(Handoff)) == 1


def test_a_broken_stream_goes_on_by_gather_in_the_same_conversation(phone: Call, assistant: LocalEngine) -> None:
    phone.dial()
    phone.say("claim status")
    stream: Any = phone._stream
    stream.close()
    assert "lost you" in words(phone.say("hello"))
    assert phone.listening
    phone.say("claim status")
    assert assistant.asked[-1].text == "claim status"
    assert {one.conversation for one in assistant.asked} == {f"call:{phone.sid}"}


def test_who_wants_it_slower_hears_the_same_slowly_by_gather_and_so_does_the_rest(
    phone: Call, assistant: LocalEngine
) -> None:
    phone.dial()
    assistant.reply = says("Your share is 20 dollars.", understood={"intent": "slow_down"}, expects="more")
    assert words(phone.say("slower please")) == "Your share is 20 dollars."
    assert phone._stream is None
    assert phone.listening
    assistant.reply = says("It was paid on May 3.")
    assert words(phone.say("when was it paid")) == "It was paid on May 3."
    with session_scope() as session:
        rendered = session.scalars(select(Turn.rendered).order_by(Turn.number.desc())).first()
    assert 'rate="slow"' in (rendered or "")


def test_unknown_and_broken_messages_change_nothing(phone: Call, assistant: LocalEngine) -> None:
    phone.dial()
    stream: Any = phone._stream
    for junk in (
        {"type": "never heard of"},
        {"type": "dtmf", "digit": "12"},
        {"type": "error", "description": "x"},
        {},
    ):
        stream.send(junk)
    assert words(phone.say("hello")) == "You said: hello"


def test_a_long_answer_comes_in_parts(phone: Call, assistant: LocalEngine) -> None:
    phone.dial()
    assistant.reply = says(" ".join(f"Fact number {n} about this claim." for n in range(30)))
    first, second = words(phone.say("why")), words(phone.say("next"))
    assert "Fact number 0 " in first
    assert "Fact number 0 " not in second
    assert len(assistant.asked) == 2


def test_the_last_message_alone_gives_the_word_to_the_caller() -> None:
    told = [json.loads(one) for one in relay_messages.spoken(["One.", "Two."])]
    assert [(one["token"], one["last"]) for one in told] == [("One. ", False), ("Two.", True)]


@pytest.mark.parametrize(
    ("data", "reason"), [('{"reason": "person"}', "person"), ("", None), ("[]", None), ("{", None)]
)
def test_handoff_data_is_read_with_suspicion(data: str, reason: str | None) -> None:
    assert relay_messages.reason_of(data) == reason


# -- to a person, and back


@pytest.fixture
def calls(tmp_path: Path) -> FolderCalls:
    return FolderCalls(tmp_path)


def bring_person(phone: Call, assistant: LocalEngine) -> UUID:
    """The caller asks for a person by the stream and waits; the handoff."""
    assistant.reply = says("I am getting somebody.", handoff=HandoffWish(reason="asked"))
    phone.say("representative")
    with session_scope() as session:
        return session.scalars(select(Handoff.id)).one()


def moved(calls: FolderCalls, phone: Call) -> str:
    """Where the network was asked to let the call go on."""
    return str(json.loads((calls._folder / f"moved-{phone.sid}.json").read_text(encoding="utf-8"))["path"])


def test_an_interruption_and_then_a_person_both_count(phone: Call, assistant: LocalEngine) -> None:
    assistant.reply = says("The plan paid 112 dollars. Anything else?")
    phone.dial()
    assistant.reply = says("I am getting somebody.", handoff=HandoffWish(reason="asked"))
    heard = phone.interrupt("The plan", "representative")
    assert "Enqueue" in [one.kind for one in heard]
    with session_scope() as session:
        first = session.scalars(select(Turn).order_by(Turn.number)).first()
        assert first is not None
        assert first.messages[-1]["heard"] == "The plan"
        assert session.scalars(select(Handoff.state)).one() == "waiting"


def test_a_streamed_caller_keeps_their_place_and_is_called_back(
    phone: Call, assistant: LocalEngine, calls: FolderCalls, signed_in: Callable[..., Person]
) -> None:
    phone.dial()
    handoff_id = bring_person(phone, assistant)
    assert "keep your place" in words(phone.wait(20, keys="1"))
    assert not phone.open
    assert signed_in("Ada").post(f"/api/v1/handoffs/{handoff_id}/accept").status_code == 200
    transfer.person_accepted(handoff_id, calls, SystemClock())
    (placed,) = (json.loads(file.read_text(encoding="utf-8")) for file in calls._folder.glob("place-*.json"))
    assert placed["to"] == phone.caller
    back = Call(phone.address, phone.token, sid=placed["sid"])
    assert "calling back as promised" in words(back.answer(placed["path"]))
    assert "You are with Ada now" in words(back.say("#1"))
    back.close()


def test_a_streamed_caller_is_put_through_to_the_agents_telephone(
    phone: Call, assistant: LocalEngine, calls: FolderCalls, signed_in: Callable[..., Person]
) -> None:
    phone.dial()
    handoff_id = bring_person(phone, assistant)
    ada = signed_in("Ada")
    assert ada.put("/api/v1/telephone", {"number": "303 555 0177"}).status_code == 200
    assert ada.post(f"/api/v1/handoffs/{handoff_id}/accept").status_code == 200
    transfer.person_accepted(handoff_id, calls, SystemClock())
    heard = phone.move(moved(calls, phone))
    assert [one.kind for one in heard if one.kind in ("Dial", "Joined")] == ["Dial", "Joined"]
    assert "asked for a person" in " ".join(one.text for one in heard if one.kind == "Whisper")


def test_the_agents_words_reach_a_streamed_caller_and_the_assistant_goes_on_after_them(
    phone: Call, assistant: LocalEngine, calls: FolderCalls, signed_in: Callable[..., Person]
) -> None:
    phone.dial()
    handoff_id = bring_person(phone, assistant)
    ada = signed_in("Ada")
    assert ada.post(f"/api/v1/handoffs/{handoff_id}/accept").status_code == 200
    transfer.person_accepted(handoff_id, calls, SystemClock())
    assert "You are with Ada now" in words(phone.move(moved(calls, phone)))
    with session_scope() as session:
        row = session.scalars(select(Conversation)).one()
        path, version = f"/api/v1/conversations/{row.id}/messages", row.version
    written = {"text": "I have your claim here.", "version": version}
    assert ada.post(path, written, Idempotency_Key="relay-words-0001").status_code == 200
    assert "I have your claim here." in words(phone.say(""))
    assistant.reply = says("The agent has handed you back to me.", expects="more")
    assert ada.post(f"/api/v1/handoffs/{handoff_id}/give-back").status_code == 200
    assert "handed you back" in words(phone.say(""))
    assistant.reply = says("It was paid on May 3.")
    assert words(phone.say("when was it paid")) == "It was paid on May 3."
    assert {one.conversation for one in assistant.asked} == {f"call:{phone.sid}"}


def test_somebody_takes_over_a_streamed_call_and_is_heard_without_waiting(
    phone: Call, assistant: LocalEngine, signed_in: Callable[..., Person]
) -> None:
    phone.dial()
    handoff_id = bring_person(phone, assistant)
    assert signed_in("Ada").post(f"/api/v1/handoffs/{handoff_id}/accept").status_code == 200
    assert "You are with Ada now" in words(phone.wait(5))
