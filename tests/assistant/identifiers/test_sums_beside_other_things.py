"""Sums without the word dollars: told by the code, the day, the verb or the sum they stand beside."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.identifiers.extraction import extract

TODAY = date(2026, 11, 23)


def heard(text: str, name: str, *, expects: str | None = None, channel: str = "voice") -> list[object]:
    found = extract(text, expects=expects, channel=channel, today=TODAY)
    return [f.value for f in found if f.name == name]


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        pytest.param("they are billing me sixteen eighty for that", ["1680.00"], id="hundreds up to the twenties"),
        pytest.param("the balance is ninety one twenty five", ["91.25"], id="dollars and cents from the thirties on"),
        pytest.param("it cost nineteen ninety nine", ["19.99"], id="the price of a shop"),
        pytest.param("my copay is fourteen fifty", ["14.50"], id="a copay is small"),
        pytest.param("you guys are charging me twenty six hundred", ["2600.00"], id="charging"),
        pytest.param("i don't see why you took back a hundred and twelve", ["112.00"], id="taken back"),
        pytest.param("the refund letter says we owe you six forty one ten", ["641.10"], id="owed to the plan"),
        pytest.param(
            "i already paid my forty so why three hundred dollars", ["40.00", "300.00"], id="small beside a sum"
        ),
        pytest.param(
            "the copay was supposed to be twenty five and they took sixty", ["25.00", "60.00"], id="two small sums"
        ),
        pytest.param(
            "my deductible is two thousand and i only met three oh nine of it", ["2000.00", "309.00"], id="met"
        ),
        pytest.param("it said fifty one oh six and ten cents", ["5106.10"], id="oh in the middle and cents"),
        pytest.param("is it the four hundred dollar one", ["400.00"], id="one is no cent"),
    ],
)
def test_a_sum_told_by_its_verb(text: str, sums: list[str]) -> None:
    assert heard(text, "amount") == sums


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        pytest.param("p r three for sixty four eighteen", ["64.18"], id="after a code"),
        pytest.param("o a twenty three was ninety and the rest was c o forty five", ["90.00"], id="a code was"),
        pytest.param("march fourth for two eighteen forty", ["218.40"], id="after a day"),
        pytest.param("checking on a claim for twenty three seventy", ["2370.00"], id="a claim for"),
        pytest.param("they want five hundred make that five thirty", ["530.00"], id="put right"),
        pytest.param("fifty two hundred and some change it says five thousand two hundred nine dollars", ["5209.00"], id="and"),
    ],
)  # fmt: skip
def test_a_sum_told_by_what_it_stands_beside(text: str, sums: list[str]) -> None:
    assert heard(text, "amount") == sums


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("c o sixteen for eight twelve", id="a day after a code"),
        pytest.param("c o ninety seven for four claims", id="claims after a code"),
        pytest.param("status on the claim for nine fourteen", id="a claim for a day"),
        pytest.param("seen march fourth for forty minutes", id="minutes"),
        pytest.param("did you pay this one", id="this one"),
        pytest.param("the claim was paid forty five days ago", id="days"),
    ],
)
def test_what_is_no_sum(text: str) -> None:
    assert heard(text, "amount") == []


def test_days_told_by_their_sums() -> None:
    text = "five nine for seventy two sixteen and five eleven for forty dollars those were the visits"
    assert heard(text, "date_of_service") == ["2026-05-09", "2026-05-11"]
    assert heard(text, "amount") == ["72.16", "40.00"]


def test_a_sum_beside_the_day_that_was_asked_for() -> None:
    text = "nine six and the charge was four eighty one even"
    assert heard(text, "amount", expects="date_of_service") == ["481.00"]
    assert heard(text, "date_of_service", expects="date_of_service") == ["2026-09-06"]
