"""What brings a person by itself, in whole turns: what was said, what is done, what the person is told."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any

import pytest

from actions import client
from actions.controls import control
from actions.heard import Heard
from actions.languages import language_wished
from actions.memory import Memory
from actions.reasons import reason_in
from actions.steps import Session
from actions.take_in import take_in
from actions.turn import Turn

TODAY = date(2026, 11, 20)
CLAIM = {"id": "a", "last_four": "4471", "service_from": "2026-03-03", "service_to": "2026-03-03", "stage": "denied"}
DENIED = {"stage": "denied", "last_four": "4471", "paid": "0.00", "denied": True, "denial_reason": "No authorization.",
          "denial_days_left": 51, "denial_deadline": "2027-01-10", "denial_appealable": True}  # fmt: skip


class Line:
    """One conversation with a backend that answers what it is told to, and keeps what it was asked."""

    def __init__(self, patch: pytest.MonkeyPatch, memory: Memory, **answers: dict[str, Any]) -> None:
        self.memory, self.answers = memory, answers
        self.asked: list[tuple[str, dict[str, Any]]] = []
        patch.setattr(client, "call", self._call)

    async def _call(self, _conversation: str, path: str, **body: Any) -> dict[str, Any]:
        self.asked.append((path, body))
        return self.answers.get(path.rsplit("/", 1)[-1], {"reference": "R1"})

    def hears(self, text: str, *intents: str, confidence: float = 0.95, **values: Any) -> Turn:
        said = Heard(
            intents=intents, text=text, confidence=confidence, values={name: [one] for name, one in values.items()}
        )
        taken = control(self.memory, take_in(self.memory, said, TODAY), said)
        turn = Turn("chat:1", "chat", taken.memory)
        turn.says = taken.says
        speaker = taken.memory.speaker
        turn.session = Session(level=speaker or "none", role=speaker)
        asyncio.run(turn.go_on(taken.step))
        self.memory = turn.memory
        return turn

    @property
    def handoff(self) -> dict[str, Any]:
        """What the backend was told of the handoff."""
        return next(body for path, body in self.asked if path == "handoffs")

    @property
    def reported(self) -> list[str]:
        return [body["kind"] for path, body in self.asked if path == "reports"]


def said_in(turn: Turn) -> list[str]:
    return [one.response for one in turn.says]


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> Any:
    return lambda memory=None, **answers: Line(monkeypatch, memory or Memory(expects="role"), **answers)


def at_claim(speaker: str = "member", **more: Any) -> Memory:
    return Memory(**({"speaker": speaker, "claim": dict(CLAIM), "claims": [dict(CLAIM)], "told": ["a"]} | more))


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("I'm calling my lawyer", "complain"),
        ("if you don't pay this claim I'm going to sue you", "ask_payment"),
        ("i'll take you people to court over this", "out_of_scope"),
        ("I am reporting you to the state insurance commissioner", "complain"),
        ("we are filing a complaint with the department of insurance", "nlu_fallback"),
        ("you will hear from our attorney", "nlu_fallback"),
    ],
)
def test_a_legal_threat_is_recorded_and_brings_a_person_at_once(line: Any, text: str, intent: str) -> None:
    said = line()
    turn = said.hears(text, intent)
    assert (said.handoff["reason"], said.handoff["urgency"]) == ("legal", "urgent")
    assert said.reported == ["complaint"]
    assert said_in(turn) == ["utter_complaint", "utter_handoff_asked", "utter_handoff_reference"]


@pytest.mark.parametrize(
    "text",
    [
        "then we'll go to court over this",
        "I am going to court against you people",
        "we will litigate this",
        "how can I file a complaint with the insurance department, I'm calling my lawyer as well",
        "i work for the department of labor and i am reporting you to the insurance commissioner",
    ],
)
def test_a_legal_step_against_the_plan_is_a_threat_whatever_else_is_said(text: str) -> None:
    assert reason_in(text, [], TODAY) == "legal"


@pytest.mark.parametrize(
    "text",
    [
        "my accident case is in litigation, why was it denied",
        "is the denial because of pending litigation",
        "I had to go to court for jury duty",
        "we had to go to court that day",
        "i got a letter about a class action",
        "i filed a lawsuit against the other driver",
        "I'm calling about a claim, my employer is the department of labor",
        "i'm calling for my husband, he works for the state insurance department",
        "how do I file a complaint with the insurance department",
        "where can we send a complaint to the insurance commissioner",
        "how to file a complaint with the department of insurance?",
        "I'm hopeless with computers, how do I appeal",
        "i am helpless at this website",
        "we're overwhelmed with denials over here",
        "my baby has been crying all night since the visit",
        "he was just crying and crying so we went to the er",
        "i'm holding a crying baby one second",
    ],
)
def test_an_everyday_line_is_neither_a_threat_nor_distress(text: str) -> None:
    assert reason_in(text, [], TODAY) is None


@pytest.mark.parametrize(
    "text",
    [
        "i've been crying all day over this bill",
        "been crying all morning",
        "i have just been sobbing",
        "i'm overwhelmed with all of this",
        "I feel hopeless",
    ],
)
def test_a_caller_in_distress_is_heard(text: str) -> None:
    assert reason_in(text, [], TODAY) == "distress"


@pytest.mark.parametrize("text", ["get me a supervisor or I'm calling my lawyer", "agent! i will sue you"])
def test_a_person_asked_for_with_a_threat_hears_of_the_threat(line: Any, text: str) -> None:
    said = line()
    said.hears(text, "request_human", "complain")
    assert said.handoff["reason"] == "legal"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("i'm sobbing here please just give me somebody", "request_human"),
        ("I can't stop crying, I don't know what to do anymore", "nlu_fallback"),
        ("i am so overwhelmed by all these bills", "ask_payment_help"),
    ],
)
def test_distress_brings_a_person_at_once(line: Any, text: str, intent: str) -> None:
    said = line()
    turn = said.hears(text, intent)
    assert (said.handoff["reason"], said.handoff["urgency"]) == ("distress", "urgent")
    assert turn.handoff == {"reason": "distress"}
    assert said_in(turn)[0] == "utter_handoff_distress"


def test_danger_comes_before_distress(line: Any) -> None:
    said = line()
    said.hears("i can't take it anymore i'm going to end it", "medical_emergency")
    assert said.handoff["reason"] == "medical_emergency"


@pytest.mark.parametrize(
    "text",
    ["my appeal deadline is tomorrow", "I only have three days left to appeal", "timely filing is up this week",
     "Our appeal is due in 2 days, what now?", "i have to appeal by friday"],
)  # fmt: skip
def test_a_last_day_within_days_brings_a_person_at_once(line: Any, text: str) -> None:
    said = line()
    said.hears(text, "ask_appeal_rights")
    assert (said.handoff["reason"], said.handoff["urgency"]) == ("deadline", "urgent")
    assert said.handoff["summary"]["wanted"] == ["request_human", "ask_appeal_rights"]


@pytest.mark.parametrize(
    ("day", "reason"),
    [(20, "deadline"), (25, "deadline"), (26, None), (19, None)],
    ids=["today", "five", "six", "over"],
)
def test_a_last_day_told_as_a_date_counts_from_today(day: int, reason: str | None) -> None:
    assert reason_in(f"the deadline they gave us is 11/{day}/2026", [date(2026, 11, day)], TODAY) == reason
    assert reason_in(f"is 11/{day}/2026 the deadline?", [date(2026, 11, day)], TODAY) is None


def test_the_appeal_of_a_claim_at_hand_is_opened_before_the_person_comes(line: Any) -> None:
    said = line(at_claim(), appeals={"outcome": "started", "number": "AP-1", "deadline": "2026-11-21"})
    turn = said.hears("the deadline is tomorrow, start the appeal please", "start_appeal")
    assert [path for path, _ in said.asked if path in ("appeals", "handoffs")] == ["appeals", "handoffs"]
    assert said.handoff["reason"] == "deadline"
    assert "utter_appeal_started" in said_in(turn)


def test_a_last_day_the_record_shows_offers_a_person_where_no_appeal_is_left_to_offer(line: Any) -> None:
    near = DENIED | {"denial_days_left": 5, "denial_appealable": False}
    said = line(at_claim(), status=near)
    assert "utter_offer_request_human" in said_in(said.hears("why was it denied", "ask_denial_reason"))
    said.hears("yes please", "affirm")
    assert said.handoff["reason"] == "deadline"


def test_a_report_of_fraud_is_recorded_and_brings_a_person(line: Any) -> None:
    said = line()
    turn = said.hears("someone used my card, this is fraud", "report_fraud")
    assert (said.handoff["reason"], said.handoff["urgency"], said.reported) == ("fraud", None, ["fraud"])
    assert said_in(turn) == ["utter_fraud", "utter_handoff_fraud", "utter_handoff_reference"]


def test_a_person_asked_for_with_a_report_of_fraud_comes_after_it_was_recorded(line: Any) -> None:
    said = line()
    said.hears("i want to report fraud, get me a person", "report_fraud", "request_human")
    assert (said.handoff["reason"], said.reported) == ("fraud", ["fraud"])


def test_what_may_be_fraud_is_asked_about_first(line: Any) -> None:
    said = line()
    said.hears("i never had that visit", "report_fraud", confidence=0.6)
    assert said.asked == []
    said.hears("yes", "affirm")
    assert (said.handoff["reason"], said.reported) == ("fraud", ["fraud"])


def test_doctor_to_doctor_is_recorded_and_brings_a_person(line: Any) -> None:
    said = line(at_claim("provider"))
    turn = said.hears("our doctor wants a peer to peer", "request_peer_to_peer")
    assert (said.handoff["reason"], said.reported) == ("peer_to_peer", ["peer_to_peer"])
    assert said_in(turn)[-3:] == ["utter_peer_to_peer", "utter_handoff_asked", "utter_handoff_reference"]


def test_a_person_asked_for_from_doctor_to_doctor_hears_why(line: Any) -> None:
    said = line()
    said.hears("let me talk to somebody, it's a peer to peer", "request_peer_to_peer", "request_human")
    assert said.handoff["reason"] == "peer_to_peer"


def test_somebody_elses_claim_is_why_a_person_was_offered(line: Any) -> None:
    said = line(Memory(speaker="member", offer={"name": "request_human", "reason": "other_person"}, expects="offer"))
    said.hears("yes", "affirm")
    assert said.handoff["reason"] == "other_person"


@pytest.mark.parametrize(
    "text",
    ["when is the deadline", "is the deadline tomorrow?", "do i need a lawyer to appeal", "i want to sue my doctor",
     "they're threatening to sue me for the bill", "my lawyer needs a copy of the eob", "my attorney filed an appeal",
     "i have power of attorney for my mother", "the hospital is taking legal action against me", "my name is sue court",
     "my payment is due tomorrow", "i got the letter two days ago", "i'm desperate to know what it says",
     "how many days do i have left to appeal", "my er visit was for a panic attack", "can my lawyer send you the report"],
)  # fmt: skip
def test_words_that_only_sound_alike_bring_nobody(text: str) -> None:
    assert reason_in(text, [], TODAY) is None


def test_an_urgent_appeal_asked_for_is_an_urgent_handoff(line: Any) -> None:
    said = line(at_claim(), appeals={"outcome": "started", "number": "AP-1", "deadline": "2027-01-10"})
    said.hears("i can't wait that long, is there a fast appeal", "ask_appeal_rights")
    said.hears("yes", "affirm")
    assert (said.handoff["reason"], said.handoff["urgency"]) == ("dispute", "urgent")


def test_the_person_is_told_what_is_wanted_what_was_given_and_what_failed(line: Any) -> None:
    open_still = [{"name": "start_appeal"}, {"name": "ask_payment"}]
    said = line(Memory(speaker="provider", npi="1770002313", filled=["npi"], dont_have=["tax_id"], refusals=1,
                       requests=open_still, expects="tax_id"))  # fmt: skip
    said.hears("just get me a person", "request_human")
    assert said.handoff["summary"] == {
        "speaker": "provider", "wanted": ["request_human", "start_appeal", "ask_payment"], "failed_attempts": 1,
        "given": ["npi"], "lacking": ["tax_id"], "not_understood": 0,
    }  # fmt: skip
    assert said.handoff["urgency"] is None
    assert said.memory.requests == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("hablo español", "es"), ("no hablo inglés", "es"), ("do you speak spanish", "es"), ("vietnamese please", "vi"),
        ("my mother only speaks mandarin", "zh"), ("我想说中文", "zh"), ("한국어", "ko"), ("i speak cantonese not english", "zh"),
        ("i need an interpreter", None), ("switch to english please i don't speak spanish", None),
        ("need an asl interpreter", "sgn"), ("grandma can only read greek", "el"),
    ],
)  # fmt: skip
def test_the_language_is_the_one_named(line: Any, text: str, language: str | None) -> None:
    assert language_wished(text) == language
    said = line()
    said.hears(text, "switch_language")
    assert (said.handoff["reason"], said.handoff["language"]) == ("language", language)
