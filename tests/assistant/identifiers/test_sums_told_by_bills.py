"""Sums told by the words of billing alone, small ones too, and days told by holidays, lists and what was settled on."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.identifiers.extraction import extract

TODAY = date(2026, 11, 23)
SERVED, BORN = "date_of_service", "date_of_birth"


def heard(text: str, name: str, *, expects: str | None = None, channel: str = "voice") -> list[object]:
    found = extract(text, expects=expects, channel=channel, today=TODAY)
    return [f.value for f in found if f.name == name]


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        pytest.param("her share on the june claim shows three oh seven", ["307.00"], id="a share shows"),
        pytest.param("what is this charge of fifty two", ["52.00"], id="a charge of"),
        pytest.param("a balance of eighty is on my page", ["80.00"], id="a small balance"),
        pytest.param("where did you get four sixteen from", ["416.00"], id="where from"),
        pytest.param("how do you come up with seven hundred twelve thirty", ["712.30"], id="come up with"),
        pytest.param("it was knocked down to sixty three ten", ["63.10"], id="knocked down to"),
        pytest.param("you covered just two eighty", ["280.00"], id="covered"),
        pytest.param("they say i owe thirty six", ["36.00"], id="owed and small"),
        pytest.param("can you see if the check went out it should be for one fifteen", ["115.00"], id="would be for"),
        pytest.param(
            "they cut it to twenty six forty and we billed eighty eight", ["26.40", "88.00"], id="no more than the charge"
        ),
        pytest.param("they allowed fifteen ten and we billed eighteen hundred", ["1510.00", "1800.00"], id="hundreds"),
    ],
)  # fmt: skip
def test_a_sum_told_by_the_words_of_a_bill(text: str, sums: list[str]) -> None:
    assert heard(text, "amount") == sums


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("you covered eighty twenty", id="who bears which part"),
        pytest.param("it was cut down to twelve visits", id="visits"),
        pytest.param("did you pay the ten oh four visit", id="a day"),
        pytest.param("did you pay this one", id="the one"),
        pytest.param("we bill ninety nine two fourteen for it", id="a procedure"),
        pytest.param("a charge of twenty percent", id="percent"),
    ],
)
def test_what_is_counted_is_no_sum(text: str) -> None:
    assert heard(text, "amount") == []


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        pytest.param("copay was 20 n they charged 55 for the flu shot", ["20.00", "55.00"], id="copay was"),
        pytest.param("it started w 610 u paid 400", ["610.00", "400.00"], id="started with"),
        pytest.param("u paid dr. cho 75 but he say it is 175", ["75.00", "175.00"], id="paid a doctor"),
        pytest.param("they chargd me 35 at the desk n now another 110", ["35.00", "110.00"], id="now another"),
        pytest.param("bal was 280 now 335", ["280.00", "335.00"], id="then and now"),
        pytest.param("deductible 2500 met already so y 48.10", ["2500.00", "48.10"], id="a deductible met"),
        pytest.param("did u charge 99214 another time", [], id="a procedure"),
        pytest.param("paid dr cho 65", [], id="one alone tells too little"),
    ],
)
def test_sums_side_by_side_in_writing(text: str, sums: list[str]) -> None:
    assert heard(text, "amount", channel="chat") == sums
