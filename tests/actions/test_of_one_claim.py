"""Deductible, approval and cover: what of them is one claim's, and what only the plan can tell."""

from __future__ import annotations

import pytest

from actions.memory import Memory
from tests.actions.remembered import DATE, TODAY, after, heard, member, settled

DAY = "March 3, 2026"
COMING = {"start": "2026-12-15", "end": "2026-12-15"}


def opening(intent: str, text: str, speaker: str | None = "member", **values: object) -> list[dict[str, object]]:
    return after(Memory(speaker=speaker), heard(intent, text=text, **values)).requests


def names(requests: list[dict[str, object]]) -> list[object]:
    return [one["name"] for one in requests]


@pytest.mark.parametrize(
    "text",
    [
        f"how much did {DAY} put toward my deductible?",
        f"I'd like to know the deductible part of my visit on {DAY}",
        f"did my visit {DAY} count toward my deductible",
        f"what did you take for my copay on the {DAY} visit",
        f"how come {DAY} went to my deductible",
    ],
)
def test_the_part_of_a_named_day_is_told_from_its_claim(text: str) -> None:
    first = opening("ask_benefits_used", text, date_of_service=DATE)[0]
    assert first["name"] == "ask_amount_owed"
    assert first["parts"]


@pytest.mark.parametrize(
    "text",
    [
        "have i met my deductible this year",
        "how much is left on my deductible",
        "what counts toward my deductible",
        "is the family out of pocket max reached",
    ],
)
def test_the_years_total_stays_with_the_plan(text: str) -> None:
    assert names(opening("ask_benefits_used", text)) == ["ask_benefits_used"]


@pytest.mark.parametrize(
    "text",
    [
        f"was {DAY} approved?",
        f"you people said there was no authorization for my visit on {DAY} what does that mean",
        f"has my {DAY} visit been approved yet",
        f"did my scan of {DAY} ever get approved",
    ],
)
def test_whether_a_visit_was_approved_is_asked_of_its_claim(text: str) -> None:
    assert names(opening("check_authorization", text, date_of_service=DATE)) == ["check_claim_status"]


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("check_eligibility", f"does my plan cover the visit on {DAY}?"),
        ("check_eligibility", f"are labs from {DAY} covered at 100%"),
        ("ask_benefits_used", f"how much of my out of pocket max did the {DAY} visit use"),
        ("ask_benefits_used", f"is my deductible met, the visit was {DAY}"),
    ],
)
def test_what_only_the_plan_tells_of_a_past_day_goes_on_with_its_claim(intent: str, text: str) -> None:
    assert names(opening(intent, text, date_of_service=DATE)) == [intent, "check_claim_status"]


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("check_eligibility", "will you cover my surgery on December 15"),
        ("check_authorization", "my surgery is on December 15, is it approved"),
        ("check_authorization", "do i need approval for December 15"),
    ],
)
def test_no_claim_is_asked_for_of_a_day_to_come(intent: str, text: str) -> None:
    assert COMING["start"] > TODAY.isoformat()
    assert names(opening(intent, text, date_of_service=COMING)) == [intent]


def test_an_office_that_asks_for_an_authorization_is_told_and_asked_for_its_claim() -> None:
    asked = opening("check_authorization", f"is there an auth on file for {DAY}", "provider", date_of_service=DATE)
    assert names(asked) == ["check_authorization", "check_claim_status"]


def test_two_visits_guessed_to_be_benefits_are_both_looked_up() -> None:
    other = {"start": "2026-04-04", "end": "2026-04-04"}
    said = "Two visits, March 3 and April 4. What happened with each? I'm the member"
    asked = opening("ask_benefits_used", said, None, date_of_service=[DATE, other])
    assert names(asked) == ["check_claim_status", "check_claim_status"]
    assert asked[1]["date_of_service"] == other


@pytest.mark.parametrize("text", ["fine. then mine, from March 3", "ok mine then", "just mine please", "check mine"])
def test_mine_after_anothers_claim_is_the_speakers_own(text: str) -> None:
    refused = Memory(speaker="member", for_another="stands", expects="offer", offer={"name": "request_human"})
    now = after(refused, heard("inform", text=text, date_of_service=DATE))
    assert now.for_another is None
    assert "check_claim_status" in names(now.requests)


@pytest.mark.parametrize(
    "text",
    ["his and then mine too", "she has hers, not mine", "the card is mine but he wants to know", "then mine and his"],
)
def test_a_mine_beside_others_ends_nothing(text: str) -> None:
    refused = Memory(speaker="member", for_another="stands", expects="offer", offer={"name": "request_human"})
    assert after(refused, heard("inform", text=text)).for_another == "stands"


def test_a_claim_at_hand_is_asked_for_its_deductible() -> None:
    assert names(
        after(member(), heard("ask_benefits_used", text="how much of it went to the deductible")).requests
    ) == ["ask_amount_owed"]
    assert names(after(settled(), heard("ask_benefits_used", text="and the deductible")).requests) == [
        "ask_amount_owed"
    ]
