"""From the queue to a person: whisper, written words, kept places, calls back, transcribed speech, and all that goes wrong."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from backend.conversation.channels.voice import hearing, transfer
from backend.conversation.ownership import service as ownership
from backend.database import session_scope
from backend.integrations.rasa.interface import HandoffWish
from backend.integrations.rasa.local import LocalEngine
from backend.integrations.twilio.calls import FolderCalls
from backend.kit.clock import FixedClock, SystemClock
from backend.models.call import AgentLine, CallLeg, HeardSpeech, KeptPlace
from backend.models.conversation import Conversation, Turn
from backend.models.handoff import Handoff
from backend.settings import get_settings
from tests.conversation.channels.test_voice import Line, words
from tests.conversation.conftest import Person, says

PATHS = (
    "/voice/keep-place",
    "/voice/live/1",
    "/voice/join/00000000-0000-0000-0000-000000000000",
    "/voice/whisper/00000000-0000-0000-0000-000000000000",
    "/voice/whisper/00000000-0000-0000-0000-000000000000/answer",
    "/voice/person-done/00000000-0000-0000-0000-000000000000",
    "/voice/call-back/00000000-0000-0000-0000-000000000000",
    "/voice/call-back/00000000-0000-0000-0000-000000000000/answer",
    "/voice/promised/00000000-0000-0000-0000-000000000000",
    "/voice/promised/00000000-0000-0000-0000-000000000000/answer",
    "/voice/promised/00000000-0000-0000-0000-000000000000/done",
    "/voice/news",
    "/voice/transcription",
)
GT = "GT" + "0" * 32


@pytest.fixture
def phone(client: TestClient, assistant: LocalEngine) -> Line:
    return Line(client)


@pytest.fixture
def calls(tmp_path: Path) -> FolderCalls:
    return FolderCalls(tmp_path)


@pytest.fixture
def waiting(phone: Line, assistant: LocalEngine) -> UUID:
    """A caller in the queue; the handoff they wait in."""
    phone.verbs("/voice/incoming")
    assistant.reply = says("I am getting somebody.", handoff=HandoffWish(reason="asked"))
    phone.verbs("/voice/turn/1", SpeechResult="representative", Confidence="0.9")
    with session_scope() as session:
        return session.scalars(select(Handoff.id)).one()


def written(folder: FolderCalls) -> dict[str, dict[str, str]]:
    return {file.stem: json.loads(file.read_text()) for file in folder._folder.glob("*.json")}


def accept(person: Person, handoff_id: UUID) -> None:
    answer = person.post(f"/api/v1/handoffs/{handoff_id}/accept")
    assert answer.status_code == 200, answer.text


def write(person: Person, text: str) -> None:
    with session_scope() as session:
        row = session.scalars(select(Conversation)).one()
        path, version = f"/api/v1/conversations/{row.id}/messages", row.version
    answer = person.post(path, {"text": text, "version": version}, Idempotency_Key=f"key-{text[:20]:_<12}")
    assert answer.status_code == 200, answer.text


def state() -> Conversation:
    with session_scope() as session:
        return session.scalars(select(Conversation)).one()


@pytest.mark.parametrize("path", PATHS)
def test_a_stranger_is_refused_everywhere(phone: Line, path: str) -> None:
    assert phone.post(path, signature=None).status_code == 403
    assert phone.post(path, base="https://evil.example").status_code == 403


def test_the_queue_is_honest_that_nobody_is_there(phone: Line, waiting: UUID) -> None:
    said = words(phone.verbs("/voice/waiting", QueueTime="0"))
    assert "number 1 in line" in said
    assert "Nobody is at the desk" in said
    assert "press 1" in said


def test_nobody_comes_and_the_place_is_kept_with_a_reference(phone: Line, waiting: UUID) -> None:
    assert phone.verbs("/voice/waiting", QueueTime="70")[-1].tag == "Leave"
    verbs = phone.verbs("/voice/queue-left", QueueResult="leave", QueueTime="70")
    with session_scope() as session:
        handoff, place = session.scalars(select(Handoff)).one(), session.scalars(select(KeptPlace)).one()
        assert (handoff.state, place.number) == ("waiting", "+15550100")
        assert " ".join(handoff.reference) in words(verbs)
    assert verbs[-1].tag == "Hangup"


def test_a_withheld_number_is_asked_for_and_the_place_kept(client: TestClient, assistant: LocalEngine) -> None:
    phone = Line(client, caller="anonymous")
    phone.verbs("/voice/incoming")
    assistant.reply = says("Somebody.", handoff=HandoffWish(reason="asked"))
    phone.verbs("/voice/turn/1", Digits="0")
    assert phone.verbs("/voice/keep-place", Digits="1")[0].get("numDigits") == "10"
    assert "keep your place" in words(phone.verbs("/voice/keep-place", Digits="3035550142"))
    with session_scope() as session:
        assert session.scalars(select(KeptPlace.number)).one() == "+13035550142"


def test_who_keeps_a_place_hangs_up_and_stays_in_line(phone: Line, waiting: UUID) -> None:
    assert "keep your place, number 1" in words(phone.verbs("/voice/keep-place", Digits="1"))
    phone.verbs("/voice/keep-place", Digits="1")
    phone.post("/voice/status", CallStatus="completed")
    with session_scope() as session:
        assert session.scalars(select(Handoff.state)).one() == "waiting"
        assert len(session.scalars(select(KeptPlace)).all()) == 1
        assert session.scalars(select(Conversation.ended_at)).one() is None


def test_the_caller_who_waits_is_moved_to_the_agent_at_once(
    phone: Line, waiting: UUID, calls: FolderCalls, signed_in: Callable[..., Person]
) -> None:
    accept(signed_in("Ada"), waiting)
    transfer.person_accepted(waiting, calls, SystemClock())
    moved = written(calls)[f"moved-{phone.sid}"]
    assert moved["path"] == f"/voice/join/{waiting}"
    said = phone.verbs(moved["path"])
    assert "You are with Ada now" in words(said)
    assert phone.verbs("/voice/waiting")[-1].tag == "Leave"
    assert "You are with Ada now" in words(phone.verbs("/voice/queue-left", QueueResult="leave"))


def test_what_the_agent_writes_is_spoken_and_what_is_said_is_theirs_to_read(
    phone: Line, waiting: UUID, assistant: LocalEngine, signed_in: Callable[..., Person]
) -> None:
    ada = signed_in("Ada")
    accept(ada, waiting)
    asked = len(assistant.asked)
    first = phone.verbs(f"/voice/join/{waiting}")[0].get("action") or ""
    assert first.startswith("/voice/live/1?after=")
    write(ada, "Hello, I have your claim here.")
    heard = phone.verbs(first)
    assert "I have your claim here." in words(heard)
    again = phone.verbs(first)
    assert words(again) == words(heard)
    following = heard[0].get("action") or ""
    assert "I have your claim" not in words(phone.verbs(following))
    for _ in range(3):
        phone.verbs(following, SpeechResult="thank you so much", Confidence="0.9")
    with session_scope() as session:
        kept = session.scalars(select(Turn).where(Turn.said == "thank you so much")).all()
        assert [(one.state, one.owner) for one in kept] == [("kept", "agent")]
    assert len(assistant.asked) == asked


def test_given_back_on_a_live_call_the_assistant_goes_on(
    phone: Line, waiting: UUID, assistant: LocalEngine, signed_in: Callable[..., Person]
) -> None:
    ada = signed_in("Ada")
    accept(ada, waiting)
    action = phone.verbs(f"/voice/join/{waiting}")[0].get("action") or ""
    assistant.reply = says("The agent has handed you back to me.", expects="more")
    assert ada.post(f"/api/v1/handoffs/{waiting}/give-back").status_code == 200
    verbs = phone.verbs(action)
    assert "handed you back" in words(verbs)
    assert (verbs[0].get("action") or "").startswith("/voice/turn/")


def give_line(person: Person, number: str = "+13035550177") -> None:
    with session_scope() as session:
        session.add(AgentLine(staff_id=person.id, number=number, set_at=SystemClock().now()))


def test_the_agents_telephone_hears_a_whisper_before_the_two_are_joined(
    phone: Line, waiting: UUID, signed_in: Callable[..., Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = signed_in("Ada")
    give_line(ada)
    accept(ada, waiting)
    monkeypatch.setattr(get_settings(), "voice_transcription", True)
    verbs = phone.verbs(f"/voice/join/{waiting}")
    assert [one.tag for one in verbs] == ["Say", "Say", "Start", "Dial"]
    assert "written down" in words(verbs)
    number = verbs[-1][0]
    assert (number.text, number.get("url")) == ("+13035550177", f"/voice/whisper/{waiting}")
    agent = Line(phone.client, "CA" + "d" * 32)
    whispered = words(agent.verbs(f"/voice/whisper/{waiting}"))
    assert "asked for a person" in whispered
    assert "not verified" in whispered
    assert [one.tag for one in agent.verbs(f"/voice/whisper/{waiting}/answer", Digits="1")] == ["Say"]
    assert agent.verbs(f"/voice/whisper/{waiting}/answer", Digits="2")[-1].tag == "Hangup"
    with session_scope() as session:
        assert len(session.scalars(select(Conversation)).all()) == 1


def test_an_agent_who_does_not_pick_up_leaves_the_caller_their_place(
    phone: Line, waiting: UUID, signed_in: Callable[..., Person]
) -> None:
    ada = signed_in("Ada")
    give_line(ada)
    accept(ada, waiting)
    verbs = phone.verbs(f"/voice/person-done/{waiting}", DialCallStatus="no-answer")
    assert verbs[-1].tag == "Enqueue"
    assert "keep your place" in words(verbs)
    assert state().owner == "waiting"
    assert phone.verbs(f"/voice/person-done/{waiting}", DialCallStatus="no-answer")[-1].tag == "Enqueue"


def test_when_their_turn_comes_they_are_called_and_joined(
    phone: Line, waiting: UUID, calls: FolderCalls, signed_in: Callable[..., Person]
) -> None:
    phone.verbs("/voice/keep-place", Digits="1")
    phone.post("/voice/status", CallStatus="completed")
    accept(signed_in("Ada"), waiting)
    for _ in range(2):
        transfer.person_accepted(waiting, calls, SystemClock())
    placed = list(written(calls).values())
    assert len(placed) == 1
    assert placed[0]["to"] == phone.caller
    back = Line(phone.client, placed[0]["sid"])
    hello = words(back.verbs(placed[0]["path"], AnsweredBy="human"))
    assert "calling back as promised" in hello
    assert "claim " not in hello.replace("claims line", "")
    assert "You are with Ada now" in words(back.verbs(placed[0]["path"] + "/answer", Digits="1"))
    with session_scope() as session:
        assert len(session.scalars(select(Conversation)).all()) == 1
        assert session.scalars(select(CallLeg.kind)).one() == "callback"
    back.post("/voice/status", CallStatus="completed")
    assert state().ended_because == "completed"


def test_a_machine_hears_nothing_and_the_place_is_kept(
    phone: Line, waiting: UUID, calls: FolderCalls, signed_in: Callable[..., Person]
) -> None:
    phone.verbs("/voice/keep-place", Digits="1")
    phone.post("/voice/status", CallStatus="completed")
    accept(signed_in("Ada"), waiting)
    transfer.person_accepted(waiting, calls, SystemClock())
    placed = next(iter(written(calls).values()))
    back = Line(phone.client, placed["sid"])
    said = words(back.verbs(placed["path"], AnsweredBy="machine_start"))
    assert "reference" not in said.lower()
    back.post("/voice/status", CallStatus="completed")
    with session_scope() as session:
        assert session.scalars(select(KeptPlace.state)).one() == "missed"
        assert session.scalars(select(Handoff.state)).one() == "accepted"
    transfer.person_accepted(waiting, calls, SystemClock())
    assert len(written(calls)) == 2


def test_the_call_back_keeps_the_place_of_who_waited_longest(
    client: TestClient, assistant: LocalEngine, signed_in: Callable[..., Person]
) -> None:
    assistant.reply = says("Somebody.", handoff=HandoffWish(reason="asked"))
    lines = [Line(client, "CA" + digit * 32, f"+1303555014{digit}") for digit in "123"]
    for one in lines:
        one.verbs("/voice/incoming")
    lines[0].verbs("/voice/keep-place", Digits="1")
    lines[0].post("/voice/status", CallStatus="completed")
    queue = signed_in("Ada").get("/api/v1/handoffs").json()["waiting"]
    assert next(one["conversation_id"] for one in queue) == str(_conversation(lines[0]))
    assert len(queue) == 3


def _conversation(phone: Line) -> UUID:
    with session_scope() as session:
        row = ownership.find(session, f"call:{phone.sid}")
        assert row is not None
        return row.id


# -- transcribed speech


def event(phone: Line, place: int, kind: str = "content", track: str = "inbound_track", text: str = "") -> int:
    data = {"TranscriptionData": json.dumps({"transcript": text, "confidence": 0.9})} if text else {}
    form = {"TranscriptionSid": GT, "TranscriptionEvent": f"transcription-{kind}", "SequenceId": str(place)}
    return phone.post("/voice/transcription", **form, Track=track, **data).status_code


def said_in_order() -> list[tuple[str, str | None]]:
    with session_scope() as session:
        turns = session.scalars(select(Turn).where(Turn.key.startswith("heard:")).order_by(Turn.number)).all()
        return [(one.speaker, one.said if one.speaker == "caller" else one.answer_text) for one in turns]


@pytest.mark.parametrize("seed", range(12))
def test_speech_in_any_order_and_repeated_stands_in_the_order_it_was_said(
    phone: Line, waiting: UUID, signed_in: Callable[..., Person], seed: int
) -> None:
    accept(signed_in("Ada"), waiting)
    lines = [("caller" if n % 2 else "agent", f"line {n}") for n in range(2, 10)]
    events = [(1, "started", "", "")] + [(n, "content", who, text) for n, (who, text) in enumerate(lines, 2)]
    events += [(len(events) + 1, "stopped", "", "")]
    told = events + random.Random(seed).sample(events, 4)
    random.Random(seed).shuffle(told)
    for place, kind, who, text in told:
        track = "inbound_track" if who == "caller" else "outbound_track"
        assert event(phone, place, kind, track, text) == 204
    assert said_in_order() == lines


def test_an_event_that_never_comes_holds_the_others_up_only_so_long(
    phone: Line, waiting: UUID, signed_in: Callable[..., Person]
) -> None:
    accept(signed_in("Ada"), waiting)
    event(phone, 1, "started")
    event(phone, 4, text="after the gap")
    assert said_in_order() == []
    with session_scope() as session:
        hearing.take_left_behind(session, FixedClock(SystemClock().now() + timedelta(minutes=1)))
    assert said_in_order() == [("caller", "after the gap")]
    event(phone, 3, text="late")
    assert said_in_order()[-1] == ("caller", "late")


@pytest.mark.parametrize(
    "broken",
    [
        {"TranscriptionSid": "GT1"},
        {"SequenceId": "-1"},
        {"SequenceId": "9" * 30},
        {"TranscriptionEvent": "transcription-invented"},
    ],
)
def test_what_is_no_transcription_is_refused(phone: Line, waiting: UUID, broken: dict[str, str]) -> None:
    form = {"TranscriptionSid": GT, "TranscriptionEvent": "transcription-content", "SequenceId": "1"} | broken
    assert phone.post("/voice/transcription", **form).status_code == 422


@pytest.mark.parametrize("data", ["", "{", "[1]", '{"transcript": 5}', '{"transcript": "...", "confidence": "x"}'])
def test_broken_words_are_kept_as_an_event_without_any(phone: Line, waiting: UUID, data: str) -> None:
    form = {"TranscriptionSid": GT, "TranscriptionEvent": "transcription-content", "SequenceId": "1"}
    assert phone.post("/voice/transcription", **form, Track="inbound_track", TranscriptionData=data).status_code == 204
    with session_scope() as session:
        assert len(session.scalars(select(HeardSpeech)).all()) == 1
    assert said_in_order() == []
