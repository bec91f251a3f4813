"""The phone line: forged webhooks first, then repeats, silence, keys, the queue, the end of a call."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient
from httpx import Response
from pydantic import SecretStr
from sqlalchemy import func, select

from backend.conversation.channels.voice import endpoints, line, service, spool
from backend.conversation.channels.voice.twiml import Goodbye, Listen, Queue, Relay, document, messages
from backend.database import session_scope
from backend.integrations.rasa.interface import DialogueAnswer, DialogueFailed, DialogueTurn, HandoffWish, Understood
from backend.integrations.rasa.local import LocalEngine
from backend.integrations.twilio.signature import sign
from backend.kit.clock import SystemClock
from backend.models.audit import AuditEvent
from backend.models.conversation import Conversation, Turn
from backend.models.handoff import Handoff
from backend.settings import get_settings
from tests.conversation.conftest import says

SID = "CA" + "0123456789abcdef" * 2
ENDINGS = {"Redirect", "Enqueue", "Hangup"}


class Line:
    """Twilio's side of one call."""

    def __init__(self, client: TestClient, sid: str = SID, caller: str = "+15550100") -> None:
        self.client, self.sid, self.caller = client, sid, caller

    def post(self, path: str, signature: str | None = "right", base: str | None = None, **form: str) -> Response:
        form = {"CallSid": self.sid, "From": self.caller, "To": "+15550199", **form}
        settings = get_settings()
        url = (base or settings.public_base_url) + path
        if signature == "right":
            signature = sign(settings.twilio_signing_tokens[0], url, form.items())
        headers = {"X-Twilio-Signature": signature} if signature is not None else {}
        return self.client.post(path, data=form, headers=headers)

    def verbs(self, path: str, **form: str) -> list[ElementTree.Element]:
        answer = self.post(path, **form)
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"].startswith("application/xml")
        return list(ElementTree.fromstring(answer.text))


@pytest.fixture
def phone(client: TestClient, assistant: LocalEngine) -> Line:
    return Line(client)


def words(verbs: list[ElementTree.Element]) -> str:
    return " ".join("".join(one.itertext()) for one in verbs)


@pytest.mark.parametrize(
    "path", ["/voice/incoming", "/voice/turn/1", "/voice/status", "/voice/waiting", "/voice/queue-left"]
)
def test_unsigned_is_refused_audited_and_leaves_no_row(phone: Line, path: str) -> None:
    for signature in (None, "", "AAAA", sign("another token", get_settings().public_base_url + path, [])):
        assert phone.post(path, signature=signature).status_code == 403
    with session_scope() as session:
        assert session.scalar(select(func.count()).select_from(Conversation)) == 0
        assert (
            session.scalar(
                select(func.count()).select_from(AuditEvent).where(AuditEvent.act == "caller:webhook:refused")
            )
            == 1
        ), "the first of an origin in a minute; the others are summed up"


def test_a_signature_for_another_address_is_refused(phone: Line) -> None:
    assert phone.post("/voice/incoming", base="https://evil.example").status_code == 403


def test_headers_of_a_stranger_do_not_move_the_address(phone: Line) -> None:
    form = {"CallSid": SID, "From": "+15550100"}
    signature = sign(get_settings().twilio_signing_tokens[0], "https://evil.example/voice/incoming", form.items())
    headers = {"X-Twilio-Signature": signature, "Host": "evil.example", "X-Forwarded-Host": "evil.example"}
    assert phone.client.post("/voice/incoming", data=form, headers=headers).status_code == 403


def test_a_call_begins_with_the_greeting_and_a_question(phone: Line, assistant: LocalEngine) -> None:
    assistant.reply = says("I am an automated assistant.", expects="role")
    verbs = phone.verbs("/voice/incoming")
    gather = verbs[0]
    assert gather.tag == "Gather"
    assert gather.get("input") == "dtmf speech"
    assert gather.get("action") == "/voice/turn/1"
    assert gather.get("actionOnEmptyResult") == "true"
    assert "doctor's office" in (gather.get("hints") or "")
    assert assistant.asked[0].conversation == f"call:{SID}"
    assert assistant.asked[0].event == "start"


def test_speech_keys_and_silence_reach_the_assistant(phone: Line, assistant: LocalEngine) -> None:
    phone.verbs("/voice/incoming")
    phone.verbs("/voice/turn/1", SpeechResult="claim status", Confidence="0.9")
    phone.verbs("/voice/turn/2", Digits="1770002313")
    phone.verbs("/voice/turn/3")
    phone.verbs("/voice/turn/4", SpeechResult="mumble", Confidence="0.05")
    heard = [(one.text, one.event, one.meta.get("digits")) for one in assistant.asked[1:]]
    assert heard == [
        ("claim status", None, False),
        ("1770002313", None, True),
        (None, "silence", False),
        (None, "no_match", False),
    ]


def test_the_same_turn_fifty_times_is_one_turn_with_one_answer(phone: Line, assistant: LocalEngine) -> None:
    phone.verbs("/voice/incoming")
    with ThreadPoolExecutor(50) as threads:
        post = lambda _: phone.post("/voice/turn/1", SpeechResult="claim status", Confidence="0.9").text  # noqa: E731
        answers = set(threads.map(post, range(50)))
    assert len(answers) == 1
    assert len([one for one in assistant.asked if one.text == "claim status"]) == 1


def test_a_dead_assistant_never_hangs_up_on_the_caller(phone: Line, assistant: LocalEngine) -> None:
    def dead(turn: DialogueTurn) -> DialogueAnswer:
        raise DialogueFailed("down")

    assistant.reply = dead
    verbs = phone.verbs("/voice/incoming")
    assert [one.tag for one in verbs] == ["Say", "Enqueue"]
    assert "sorry" in words(verbs)


def test_a_broken_assistant_is_answered_for(phone: Line, assistant: LocalEngine) -> None:
    def broken(turn: DialogueTurn) -> DialogueAnswer:
        raise ValueError("anything")

    assistant.reply = broken
    assert phone.verbs("/voice/incoming")[-1].tag == "Enqueue"


@pytest.mark.slow
def test_when_our_records_cannot_be_reached_the_caller_waits_for_a_person(phone: Line) -> None:
    phone.verbs("/voice/incoming")
    with session_scope() as session:
        session.execute(select(Conversation).with_for_update())
        verbs = phone.verbs("/voice/turn/1", SpeechResult="claim status")
    assert [one.tag for one in verbs] == ["Say", "Enqueue"]
    assert "sorry" in words(verbs)


@pytest.mark.slow
def test_what_was_said_while_our_records_were_out_of_reach_is_not_lost(phone: Line) -> None:
    spool.drop(len(spool.waiting()))
    phone.verbs("/voice/incoming")
    with session_scope() as session:
        session.execute(select(Conversation).with_for_update())
        phone.verbs("/voice/turn/1", SpeechResult="my claim was denied", Confidence="0.9")
        phone.verbs("/voice/turn/1", SpeechResult="my claim was denied", Confidence="0.9")
    assert service.take_spooled(SystemClock()) == 2
    assert service.take_spooled(SystemClock()) == 0
    with session_scope() as session:
        kept = session.scalars(select(Turn).where(Turn.said == "my claim was denied")).one()
        assert (kept.state, kept.failure) == ("failed", "down")
        assert session.scalars(select(Handoff.reason)).one() == "assistant_unavailable"
    assert "number 1 in line" in words(phone.verbs("/voice/waiting"))


def test_who_waits_without_anybody_knowing_is_put_in_line(phone: Line) -> None:
    phone.verbs("/voice/incoming")
    assert "number 1 in line" in words(phone.verbs("/voice/waiting"))
    with session_scope() as session:
        assert session.scalars(select(Handoff.state)).one() == "waiting"


@pytest.mark.slow
def test_the_queue_goes_on_while_our_records_are_out_of_reach(phone: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    phone.verbs("/voice/incoming")
    with session_scope() as session:
        session.execute(select(Conversation).with_for_update())
        assert [one.tag for one in phone.verbs("/voice/waiting")] == ["Say", "Pause"]


def test_a_part_that_hangs_does_not_take_the_networks_time(phone: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoints, "ANSWER_SECONDS", 0.3)
    monkeypatch.setattr(service, "conversation_of", lambda form, clock: time.sleep(1.5))
    started = time.monotonic()
    verbs = phone.verbs("/voice/turn/1", SpeechResult="hello", Confidence="0.9")
    assert time.monotonic() - started < 1.4
    assert [one.tag for one in verbs] == ["Say", "Enqueue"]
    time.sleep(1.5)
    assert len(spool.waiting()) >= 1
    spool.drop(len(spool.waiting()))


@pytest.mark.parametrize("order", [(1, 2, 3), (2, 1, 3), (3, 2, 1), (2, 3, 1)])
def test_turns_that_arrive_out_of_order_are_each_answered(
    phone: Line, assistant: LocalEngine, order: tuple[int, ...]
) -> None:
    phone.verbs("/voice/incoming")
    for n in order:
        assert phone.verbs(f"/voice/turn/{n}", SpeechResult=f"words {n}", Confidence="0.9")[-1].tag == "Redirect"
    assert [one.text for one in assistant.asked[1:]] == [f"words {n}" for n in order]


def test_two_messages_at_once_are_both_answered_in_order(phone: Line, assistant: LocalEngine) -> None:
    phone.verbs("/voice/incoming")
    with ThreadPoolExecutor(2) as threads:
        post = lambda n: phone.post(f"/voice/turn/{n}", SpeechResult=f"words {n}", Confidence="0.9")  # noqa: E731
        assert {one.status_code for one in threads.map(post, (1, 2))} == {200}
    assert sorted(one.text or "" for one in assistant.asked[1:]) == ["words 1", "words 2"]


def test_a_valid_webhook_captured_and_replayed_an_hour_later_does_nothing(phone: Line, assistant: LocalEngine) -> None:
    assistant.reply = says("Your claim was paid 240 dollars.")
    phone.verbs("/voice/incoming")
    first = phone.post("/voice/turn/1", SpeechResult="status", Confidence="0.9").text
    with session_scope() as session:
        row = session.scalars(select(Conversation)).one()
        row.last_activity_at -= timedelta(hours=1)
    asked = len(assistant.asked)
    assert phone.post("/voice/turn/1", SpeechResult="status", Confidence="0.9").text == first
    phone.post("/voice/status", CallStatus="completed")
    for path in ("/voice/incoming", "/voice/turn/1", "/voice/live/1"):
        assert "240" not in phone.post(path, SpeechResult="status", Confidence="0.9").text
    assert len(assistant.asked) == asked


def test_one_number_on_two_calls_are_two_strangers(client: TestClient, assistant: LocalEngine) -> None:
    for digit in "cd":
        Line(client, "CA" + digit * 32, "+15550100").verbs("/voice/incoming")
    with session_scope() as session:
        rows = session.scalars(select(Conversation)).all()
    assert len({one.dialogue for one in rows}) == 2
    assert len({one.origin for one in rows}) == 1


def test_both_tokens_work_while_one_is_rotated(phone: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    tokens = [SecretStr("the new token"), SecretStr("the old token")]
    monkeypatch.setattr(get_settings(), "twilio_tokens", tokens)
    url = get_settings().public_base_url + "/voice/incoming"
    form = {"CallSid": SID, "From": "+15550100", "To": "+15550199"}
    for token, status in (("the new token", 200), ("the old token", 200), ("another", 403)):
        headers = {"X-Twilio-Signature": sign(token, url, form.items())}
        assert phone.client.post("/voice/incoming", data=form, headers=headers).status_code == status


@pytest.mark.parametrize(
    "form", [{"Digits": ""}, {"SpeechResult": "…"}, {"SpeechResult": "...."}, {"SpeechResult": " - "}]
)
def test_empty_keys_and_dots_are_silence(phone: Line, assistant: LocalEngine, form: dict[str, str]) -> None:
    phone.verbs("/voice/incoming")
    phone.verbs("/voice/turn/1", **form)
    assert assistant.asked[-1].event == "silence"


def test_the_ladder_of_silence_has_four_rungs_and_the_last_is_a_person(phone: Line) -> None:
    phone.verbs("/voice/incoming")
    rungs = [phone.verbs(f"/voice/turn/{n}") for n in (1, 2, 3, 4)]
    assert [one[-1].tag for one in rungs] == ["Redirect", "Redirect", "Redirect", "Enqueue"]
    assert ["keypad" in words(one) for one in rungs] == [False, False, True, False]


def test_zero_means_a_person(phone: Line, assistant: LocalEngine) -> None:
    phone.verbs("/voice/incoming")
    assistant.reply = says("I am getting somebody.", handoff=HandoffWish(reason="asked"))
    verbs = phone.verbs("/voice/turn/1", Digits="0")
    assert assistant.asked[-1].text == "representative"
    enqueue = verbs[-1]
    assert (enqueue.tag, enqueue.get("waitUrl"), enqueue.get("action")) == (
        "Enqueue",
        "/voice/waiting",
        "/voice/queue-left",
    )
    waiting = words(phone.verbs("/voice/waiting"))
    with session_scope() as session:
        reference = session.scalars(select(Handoff.reference)).one()
    assert "number 1 in line" in waiting
    assert " ".join(reference) in waiting


def test_pound_ends_the_call_but_not_right_after_keys(phone: Line, assistant: LocalEngine) -> None:
    phone.verbs("/voice/incoming")
    phone.verbs("/voice/turn/1", Digits="1770002313")
    phone.verbs("/voice/turn/2", FinishedOnKey="#")
    phone.verbs("/voice/turn/3", FinishedOnKey="#")
    assert [(one.text, one.event) for one in assistant.asked[2:]] == [(None, "silence"), ("goodbye", None)]


def test_nobody_came_means_a_callback_with_a_reference(phone: Line) -> None:
    phone.verbs("/voice/incoming")
    verbs = phone.verbs("/voice/queue-left", QueueResult="queue-full")
    assert verbs[-1].tag == "Hangup"
    assert "call you back" in words(verbs)


def test_after_hanging_up_nothing_is_said_again(phone: Line, assistant: LocalEngine) -> None:
    assistant.reply = says("Your claim was paid.")
    phone.verbs("/voice/incoming")
    phone.verbs("/voice/turn/1", SpeechResult="status")
    assert phone.post("/voice/status", CallStatus="completed").status_code == 204
    asked = len(assistant.asked)
    for path in ("/voice/turn/1", "/voice/turn/2"):
        verbs = phone.verbs(path, SpeechResult="status")
        assert [one.tag for one in verbs] == ["Say", "Hangup"]
        assert "paid" not in words(verbs)
    assert len(assistant.asked) == asked


def test_who_hangs_up_while_waiting_leaves_the_queue(phone: Line, assistant: LocalEngine) -> None:
    phone.verbs("/voice/incoming")
    assistant.reply = says("I am getting somebody.", handoff=HandoffWish(reason="asked"))
    phone.verbs("/voice/turn/1", Digits="0")
    phone.post("/voice/status", CallStatus="completed")
    with session_scope() as session:
        handoff = session.scalars(select(Handoff)).one()
        assert (handoff.state, handoff.wrap_up_code) == ("closed", "caller_left")


def test_late_status_callbacks_do_not_turn_a_call_back(phone: Line) -> None:
    phone.verbs("/voice/incoming")
    for state in ("in-progress", "completed", "ringing", "in-progress", "never heard of"):
        assert phone.post("/voice/status", CallStatus=state).status_code == 204
    with session_scope() as session:
        row = session.scalars(select(Conversation)).one()
        assert (row.call_state, row.ended_because) == ("completed", "completed")


def test_two_withheld_callers_share_nothing(client: TestClient, assistant: LocalEngine) -> None:
    calls = [Line(client, "CA" + digit * 32, "anonymous") for digit in "ab"]
    for one in calls:
        one.verbs("/voice/incoming")
    dialogues = {one.conversation for one in assistant.asked}
    assert len(dialogues) == 2
    with session_scope() as session:
        assert set(session.scalars(select(Conversation.origin))) == {None}


def test_the_caller_number_is_nowhere(phone: Line) -> None:
    phone.verbs("/voice/incoming")
    with session_scope() as session:
        row = session.scalars(select(Conversation)).one()
        assert "5550100" not in f"{row.name} {row.dialogue} {row.origin}"


def test_something_that_is_no_call(phone: Line) -> None:
    for sid in ("", "CA123", "../..", "+15550100", "CA" + "g" * 32):
        other = Line(phone.client, sid)
        assert other.post("/voice/incoming").status_code == 422


def test_markup_is_spoken_never_obeyed(phone: Line, assistant: LocalEngine) -> None:
    assistant.reply = says('</Say><Hangup/><Say>&amp; "quoted" \x00\x1b')
    verbs = phone.verbs("/voice/incoming")
    assert [one.tag for one in verbs] == ["Gather", "Redirect"]
    assert "</Say><Hangup/>" in words(verbs)


def test_goodbye_ends_the_call(phone: Line, assistant: LocalEngine) -> None:
    phone.verbs("/voice/incoming")
    assistant.reply = says("Thank you for calling.", end=True)
    assert phone.verbs("/voice/turn/1", SpeechResult="bye")[-1].tag == "Hangup"
    with session_scope() as session:
        assert session.scalars(select(Conversation.ended_because)).one() == "goodbye"


@pytest.mark.parametrize("ending", [Listen("/voice/turn/1", ""), Queue("agents", "/w", "/l"), Goodbye()])
@pytest.mark.parametrize("said", [[], ["one"], ["one", "two"]])
def test_every_document_leads_somewhere(ending: Any, said: list[str]) -> None:
    verbs = list(ElementTree.fromstring(document(said, ending)))
    assert verbs[-1].tag in ENDINGS


@pytest.mark.parametrize("ending", [Listen("/voice/turn/1", ""), Listen("/voice/turn/1", "", digits=1)])
def test_the_caller_may_speak_over_what_is_said(ending: Listen) -> None:
    gather = ElementTree.fromstring(document(["A long answer."], ending))[0]
    assert (gather.tag, gather.get("bargeIn")) == ("Gather", "true")
    assert [one.tag for one in gather] == ["Say"]


def test_nothing_a_caller_says_is_sent_to_be_analysed() -> None:
    relay = document([], Relay("wss://claims.example/voice/relay", "p", "", "/voice/relay/ended"))
    assert "intelligenceService" not in relay
    noun = next(ElementTree.fromstring(relay).iter("ConversationRelay"))
    assert noun.get("interruptible") == "any"


def test_a_whole_document() -> None:
    assert document(["Hello."], Listen("/voice/turn/1", "yes, no")) == (
        '<?xml version="1.0" encoding="UTF-8"?><Response><Gather input="dtmf speech" action="/voice/turn/1" method="POST" '
        'timeout="6" speechTimeout="auto" speechModel="phone_call" enhanced="true" finishOnKey="#" '
        'actionOnEmptyResult="true" bargeIn="true" language="en-US" hints="yes, no">'
        '<Say voice="Polly.Joanna" language="en-US">Hello.</Say></Gather>'
        '<Redirect method="POST">/voice/turn/1</Redirect></Response>'
    )


def test_no_message_is_an_empty_answer_only_for_texts() -> None:
    assert messages([]).endswith("<Response />")


@pytest.mark.parametrize(
    ("now", "told", "moves"),
    [
        (None, "ringing", True),
        ("ringing", "in-progress", True),
        ("in-progress", "ringing", False),
        ("completed", "in-progress", False),
        ("completed", "completed", False),
        ("completed", "failed", False),
        ("ringing", "nonsense", False),
    ],
)
def test_states_only_move_on(now: str | None, told: str, moves: bool) -> None:
    assert line.moves_on(now, told) is moves


def test_repeats_of_a_text_message_are_one_turn(
    client: TestClient, assistant: LocalEngine, another_chat: Callable[[], Any]
) -> None:
    form = {"MessageSid": "SM" + "a" * 32, "From": "+15550100", "To": "+15550199", "Body": "claim status"}
    settings = get_settings()
    signature = sign(settings.twilio_signing_tokens[0], settings.public_base_url + "/sms/incoming", form.items())
    post = lambda: client.post("/sms/incoming", data=form, headers={"X-Twilio-Signature": signature})  # noqa: E731
    first, again = post(), post()
    assert first.status_code == 200
    assert first.text == again.text
    assert len(assistant.asked) == 1
    assert assistant.asked[0].conversation.startswith("sms:")
    with session_scope() as session:
        assert session.scalar(select(func.count()).select_from(Turn)) == 1


def test_stop_is_obeyed_until_start(client: TestClient, assistant: LocalEngine) -> None:
    settings = get_settings()

    def text(number: int, body: str) -> str:
        form = {"MessageSid": f"SM{number:032x}", "From": "+15550100", "To": "+15550199", "Body": body}
        signature = sign(settings.twilio_signing_tokens[0], settings.public_base_url + "/sms/incoming", form.items())
        answer = client.post("/sms/incoming", data=form, headers={"X-Twilio-Signature": signature})
        assert answer.status_code == 200
        return answer.text

    assert "no more messages" in text(1, "STOP")
    assert "<Message>" not in text(2, "hello?")
    assert assistant.asked == []
    assert "again" in text(3, "start")
    assert "You said: hello" in text(4, "hello")


def test_an_unsigned_text_message_is_refused(client: TestClient, assistant: LocalEngine) -> None:
    form = {"MessageSid": "SM" + "a" * 32, "From": "+15550100", "To": "+15550199", "Body": "claim status"}
    assert client.post("/sms/incoming", data=form).status_code == 403
    assert assistant.asked == []


def test_slower_holds_for_the_rest_of_the_call(phone: Line, assistant: LocalEngine) -> None:
    assert "<prosody" not in phone.post("/voice/incoming").text
    assistant.reply = says("Of course.", understood=Understood(intent="slow_down", confidence=1.0))
    assert 'rate="slow"' in phone.post("/voice/turn/1", SpeechResult="slower please", Confidence="0.9").text
    assistant.reply = says("Paid.", understood=Understood(intent="ask_payment", confidence=1.0))
    assert 'rate="slow"' in phone.post("/voice/turn/2", SpeechResult="what was paid", Confidence="0.9").text


def test_a_long_answer_goes_on_by_next_and_a_repeat_hears_the_same_part(phone: Line, assistant: LocalEngine) -> None:
    phone.verbs("/voice/incoming")
    assistant.reply = says(" ".join(f"Fact number {n} about this claim." for n in range(30)))
    first = words(phone.verbs("/voice/turn/1", SpeechResult="why was it denied", Confidence="0.9"))
    asked = len(assistant.asked)
    second = words(phone.verbs("/voice/turn/2", SpeechResult="next", Confidence="0.9"))
    again = words(phone.verbs("/voice/turn/2", SpeechResult="next", Confidence="0.9"))
    assert "Fact number 0 " in first
    assert "Fact number 29" not in first
    assert "Fact number 0 " not in second
    assert second == again
    assert len(assistant.asked) == asked
