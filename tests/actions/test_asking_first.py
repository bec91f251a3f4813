"""What only asks whether something can be done is answered and offered; nothing is written before a yes."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from actions import client
from actions.asking_first import only_asks
from actions.memory import Memory
from actions.turn import Turn
from tests.actions.remembered import CLAIM, DENIED, after, heard, member, office, settled

RIGHT = {
    "stage": "denied",
    "denied": True,
    "denial_appealable": True,
    "denial_days_left": 40,
    "denial_deadline": "2027-01-10",
}


def requested(
    monkeypatch: pytest.MonkeyPatch, request: dict[str, Any], claim: dict[str, Any]
) -> tuple[Turn, list[str]]:
    paths: list[str] = []

    async def call(_conversation: str, path: str, **_body: Any) -> dict[str, Any]:
        paths.append(path)
        return RIGHT if path.startswith("claims/") else {"reference": "R1234567", "outcome": "started", "number": "A1"}

    monkeypatch.setattr(client, "call", call)
    turn = Turn("chat:1", "chat", Memory(speaker="provider", claim=claim, told=[claim["id"]]))
    asyncio.run(turn._answer(request))
    return turn, paths


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("request_peer_to_peer", "can the doctor do a p2p"),
        ("request_peer_to_peer", "is it possible to get a peer to peer on this"),
        ("request_peer_to_peer", "so do you guys do peer to peers"),
        ("request_peer_to_peer", "how does our doc set up a peer to peer"),
        ("request_peer_to_peer", "i'm just asking about a peer to peer"),
        ("start_appeal", "can we still appeal that"),
        ("start_appeal", "could you open an appeal from here"),
        ("start_appeal", "is there any way to dispute it"),
        ("start_appeal", "would an appeal help"),
        ("request_document", "is it possible to get the remit again"),
        ("request_document", "do you fax eobs"),
        ("complain", "how do i file a complaint"),
        ("complain", "where can we submit a grievance"),
        ("report_other_insurance", "can you update the cob on it"),
    ],
)
def test_a_question_only_asks(name: str, text: str) -> None:
    assert only_asks(name, text)
    memory = after(office(), heard(name, text=text))
    assert [one for one in memory.requests if one["name"] == name and not one.get("unsure")] == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("request_peer_to_peer", "dr wants a peer to peer on this denial"),
        ("request_peer_to_peer", "this is the treating physician i want to talk to your medical director"),
        ("request_peer_to_peer", "go ahead and set up the peer to peer"),
        ("start_appeal", "i want to appeal it"),
        ("start_appeal", "please start an appeal on this claim"),
        ("start_appeal", "can you please open an appeal for us"),
        ("start_appeal", "we'd like to dispute this one"),
        ("start_appeal", "ok appeal it"),
        ("request_document", "can you send me a duplicate remit"),
        ("request_document", "could i get a copy of the eob"),
        ("request_document", "fax me the eob please"),
        ("complain", "i want to file a complaint"),
        ("complain", "how can you people sleep, this is a formal complaint"),
        ("report_other_insurance", "medicare is primary"),
        ("ask_appeal_rights", "can we appeal"),
    ],
)
def test_who_asks_for_the_thing_itself_does_not_only_ask(name: str, text: str) -> None:
    assert not only_asks(name, text)


def test_whether_a_peer_to_peer_can_be_had_sends_no_request(monkeypatch: pytest.MonkeyPatch) -> None:
    turn, paths = requested(monkeypatch, {"name": "request_peer_to_peer", "unsure": True}, DENIED)
    assert paths == []
    assert (turn.memory.offer, turn.handoff) == ({"name": "request_peer_to_peer"}, None)


def test_a_peer_to_peer_is_asked_for_only_where_something_was_denied(monkeypatch: pytest.MonkeyPatch) -> None:
    turn, paths = requested(monkeypatch, {"name": "request_peer_to_peer"}, CLAIM)
    assert ([say.response for say in turn.says], paths) == (["utter_no_peer_to_peer"], [])
    assert requested(monkeypatch, {"name": "request_peer_to_peer"}, DENIED)[1] == ["reports"]


def test_whether_one_may_appeal_tells_the_right_and_opens_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    turn, paths = requested(monkeypatch, {"name": "start_appeal", "unsure": True}, DENIED)
    assert paths == ["claims/a/appeal_rights"]
    assert [say.response for say in turn.says] == ["utter_appeal_until"]
    assert turn.memory.offer == {"name": "start_appeal"}


def test_a_copy_that_was_only_asked_about_is_sent_after_a_yes(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = {"name": "request_document", "words": "do you fax remits", "unsure": True}
    turn, paths = requested(monkeypatch, asked, CLAIM)
    assert paths == []
    turn.memory.expects = "offer"
    accepted = after(turn.memory, heard("affirm", text="yes please"))
    assert accepted.requests == [{"name": "request_document", "words": "do you fax remits"}]


def test_a_yes_to_the_offer_is_the_wish_itself() -> None:
    offered = settled(claim=DENIED, offer={"name": "request_peer_to_peer"}, expects="offer")
    assert after(offered, heard("affirm", text="yes send it")).requests == [{"name": "request_peer_to_peer"}]
    assert after(offered, heard("deny", text="no just asking")).requests == []


@pytest.mark.parametrize(
    "text",
    [
        "I switched plans in may",
        "that one is from before I married",
        "I got married last year",
        "it was before my accident",
        "I changed jobs",
        "we switched in june",
        "I have a new last name since I married",
    ],
)
def test_a_plan_nobody_named_is_asked_about_before_it_is_noted(text: str) -> None:
    reported = after(settled(), heard("report_other_insurance", text=text)).requests
    assert [one.get("unsure") for one in reported if one["name"] == "report_other_insurance"] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "pt has bcbs as primary",
        "i have medicare too",
        "my husband's job gave us insurance in june",
        "i'm also covered under my dad's plan",
        "we have insurance with united too",
        "we don't have that other plan any more",
        "her auto insurance is primary for that accident",
        "it's workers comp so the employer's policy pays",
    ],
)
def test_a_plan_that_is_named_is_noted_at_once(text: str) -> None:
    reported = after(settled(), heard("report_other_insurance", text=text)).requests
    assert [one.get("unsure") for one in reported if one["name"] == "report_other_insurance"] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "i'm at a physician's office we have a medicare denial to discuss",
        "i'm calling from doctor's office to talk about a denial one of our physicians got",
        "surgeon's group here about a claim that was denied",
    ],
)
def test_calling_from_a_physicians_office_asks_for_no_call_between_physicians(text: str) -> None:
    said = replace(heard("request_peer_to_peer", text=text), confidence=0.65)
    assert [one["name"] for one in after(Memory(speaker="provider"), said).requests] == ["check_claim_status"]


@pytest.mark.parametrize(
    "text",
    [
        "our doc wants a call with whoever denied this",
        "can dr lee talk to someone about the denial",
        "he wants to talk to your doctor",
        "need to set up a doctor to doctor",
        "we want a p2p",
        "the surgeon's office wants a peer to peer",
        "dr smith would like to speak with your medical director",
        "the physician would like to discuss it with the reviewer",
    ],
)
def test_a_call_between_physicians_is_heard_in_its_own_words(text: str) -> None:
    said = replace(heard("request_peer_to_peer", text=text), confidence=0.65)
    assert "request_peer_to_peer" in [one["name"] for one in after(office(), said).requests]


@pytest.mark.parametrize(
    "text", ["I want a second opinion", "somebody else should see it", "that can't be the end of it"]
)
def test_an_appeal_nobody_named_is_asked_about_before_it_is_opened(text: str) -> None:
    said = replace(heard("start_appeal", text=text), confidence=0.75)
    assert [one.get("unsure") for one in after(office(), said).requests if one["name"] == "start_appeal"] == [True]


def test_a_second_insurance_told_at_a_denied_claim_is_no_cover_at_the_time() -> None:
    said = replace(
        heard("report_other_insurance", text="I have a second insurance now through my spouse's job"), confidence=0.94
    )
    assert [one["name"] for one in after(member(), said).requests] == ["report_other_insurance"]
