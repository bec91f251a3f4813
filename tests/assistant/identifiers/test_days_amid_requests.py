"""Days amid a request, whole periods asked for, days read wrong and put right, births told anew, and days of no service."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.identifiers.extraction import extract

TODAY = date(2026, 11, 23)
SERVED, BORN = "date_of_service", "date_of_birth"


def heard(text: str, name: str, *, expects: str | None = None, channel: str = "voice") -> list[object]:
    found = extract(text, expects=expects, channel=channel, today=TODAY)
    return [f.value for f in found if f.name == name]


def span(start: str, end: str) -> dict[str, str]:
    return {"start": start, "end": end}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        pytest.param("is the may seventh one through yet", ["2026-05-07"], id="the one of a day"),
        pytest.param("what about the twentieth of june one", ["2026-06-20"], id="the one of a day of a month"),
        pytest.param("the november fifth one hasn't been paid", ["2026-11-05"], id="november before one"),
        pytest.param("a brace on june third fourteen hundred dollars", ["2026-06-03"], id="before hundreds"),
        pytest.param("claim for july eighth two hundred and six dollars", ["2026-07-08"], id="before a sum"),
        pytest.param("seven one oh four five november sixth got denied", ["2026-11-06"], id="after a code"),
        pytest.param("what'd you allow on ninety nine two twelve for six thirteen", ["2026-06-13"], id="for, a code"),
        pytest.param("why was seven two one four eight denied for five nine", ["2026-05-09"], id="denied for"),
        pytest.param("what's the copay on laura benson for nine oh four", ["2026-09-04"], id="for, a person"),
        pytest.param("status of the ultrasound on ten twelve", ["2026-10-12"], id="on, what was done"),
        pytest.param("they want six nineteen for the crutches", [], id="a price"),
        pytest.param("the bill was for eight twenty", [], id="a sum billed"),
        pytest.param("i need an appointment for three fifteen", [], id="a time to come"),
        pytest.param("give me the status on five oh two double seven three", [], id="a number"),
        pytest.param("nine seven one one oh for eight units", [], id="units"),
    ],
)
def test_a_day_amid_a_request(text: str, days: list[str]) -> None:
    assert heard(text, SERVED) == days


@pytest.mark.parametrize(
    ("text", "expects", "days"),
    [
        pytest.param("how many do you show for us in august", None, [span("2026-08-01", "2026-08-31")], id="how many"),
        pytest.param(
            "list what came in for all of june", None, [span("2026-06-01", "2026-06-30")], id="all of a month"
        ),
        pytest.param(
            "everything from the first of may to the end of july",
            None,
            [span("2026-05-01", "2026-07-31")],
            id="its end",
        ),
        pytest.param(
            "claims from the beginning of may through the end of june",
            None,
            [span("2026-05-01", "2026-06-30")],
            id="its beginning",
        ),
        pytest.param(
            "visits from the fourth of june to the end of the month",
            None,
            [span("2026-06-04", "2026-06-30")],
            id="the month",
        ),
        pytest.param(
            "every claim since the first of the year",
            None,
            [span("2026-01-01", "2026-11-23")],
            id="since the year began",
        ),
        pytest.param(
            "what claims came in since july the first", None, [span("2026-07-01", "2026-11-23")], id="since a day"
        ),
        pytest.param(
            "any bills from october first until now", None, [span("2026-10-01", "2026-11-23")], id="until now"
        ),
        pytest.param("all my claims in twenty twenty four", None, [span("2024-01-01", "2024-12-31")], id="a year"),
        pytest.param(
            "between six one and six thirty twenty six", SERVED, [span("2026-06-01", "2026-06-30")], id="between"
        ),
        pytest.param(
            "from nine two to nine five twenty six at the critical access hospital",
            SERVED,
            [span("2026-09-02", "2026-09-05")],
            id="a kind of hospital",
        ),
        pytest.param("medicare is my primary since the first of the year", None, [], id="since when it lasts"),
        pytest.param("all my claims this is my name since i married in 2019", None, [], id="a year of a story"),
        pytest.param("how many visits do i have left in december", None, [], id="visits left"),
        pytest.param("how many days do i have the letter is from october", None, [], id="days left"),
        pytest.param("all claims pending since christmas", None, [], id="since a holiday"),
    ],
)
def test_a_period_that_is_asked_for(text: str, expects: str | None, days: list[object]) -> None:
    assert heard(text, SERVED, expects=expects) == days


@pytest.mark.parametrize(
    ("text", "expects", "days"),
    [
        pytest.param(
            "six four twenty six no i'm reading the check date sorry six one twenty six",
            SERVED,
            ["2026-06-01"],
            id="a check",
        ),
        pytest.param(
            "seven nine twenty six wait that's when they mailed it it was seven two twenty six",
            SERVED,
            ["2026-07-02"],
            id="when mailed",
        ),
        pytest.param("may fourth no that was the bill date it's april ninth", SERVED, ["2026-04-09"], id="a bill date"),
        pytest.param("it says five two twenty six sorry for the wait", SERVED, ["2026-05-02"], id="only sorry"),
        pytest.param("no it isn't june fifth it's july fifth", None, ["2026-07-05"], id="isn't"),
        pytest.param("it wasn't the sixth of may it was the eighth of june", None, ["2026-06-08"], id="wasn't"),
        pytest.param(
            "yesterday no i mean it was november sixteenth", SERVED, ["2026-11-16"], id="by today, then exactly"
        ),
    ],
)
def test_a_day_put_right(text: str, expects: str | None, days: list[object]) -> None:
    assert heard(text, SERVED, expects=expects) == days


@pytest.mark.parametrize(
    ("text", "expects", "born"),
    [
        pytest.param(
            "rosa diaz born two nineteen sixty that's february nineteenth", None, "1960-02-19", id="told once more"
        ),
        pytest.param("christmas day sixty six twelve twenty five", BORN, "1966-12-25", id="a holiday, then in numbers"),
        pytest.param("it should be nineteen fifty two june the third", BORN, "1952-06-03", id="the year first"),
        pytest.param("i was born in forty eight the tenth of may", None, "1948-05-10", id="a short year first"),
        pytest.param(
            "it's april ninth i was born april ninth nineteen fifty", None, "1950-04-09", id="the year at last"
        ),
        pytest.param("june nineteen fifty the second", BORN, "1950-06-02", id="the day at last"),
        pytest.param("seventy one march eighth", BORN, "1971-03-08", id="a short year alone"),
    ],
)
def test_a_day_of_birth(text: str, expects: str | None, born: str) -> None:
    assert heard(text, BORN, expects=expects) == [born]
    assert heard(text, SERVED, expects=expects) == []


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        pytest.param("i got your letter on the third of november", "voice", id="a letter got"),
        pytest.param("the e o b arrived september second", "voice", id="a paper that arrived"),
        pytest.param("sent the reconsideration august third", "voice", id="sent"),
        pytest.param("rcvd ur denial ltr 11/3", "chat", id="received in short"),
        pytest.param("claim sent elec. 10/22", "chat", id="sent by wire"),
        pytest.param("the check was cut october sixth", "voice", id="a check cut"),
        pytest.param("nobody has called since labor day", "voice", id="since a holiday"),
        pytest.param("i was hung up on last thursday", "voice", id="a call"),
        pytest.param("a grievance about how i was treated on monday", "voice", id="how one was treated"),
        pytest.param("he's scheduled for january eighth", "voice", id="yet to come"),
        pytest.param("she retired on may thirty first", "voice", id="of a life"),
        pytest.param("when's the deadline is it december thirty first", "voice", id="a deadline"),
        pytest.param("is it too late to turn in bills from april", "voice", id="papers of a month"),
    ],
)
def test_a_day_of_no_service(text: str, channel: str) -> None:
    assert heard(text, SERVED, channel=channel) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("i was treated on friday for a burn", "2026-11-20", id="treated"),
        pytest.param("we sent records for the may fourth stay", "2026-05-04", id="sent for a stay"),
        pytest.param(
            "he died on october second and you denied the bill for that day", "2026-10-02", id="billed that day"
        ),
        pytest.param(
            "i found a bill for a visit on june second is it too late", "2026-06-02", id="too late for a visit"
        ),
    ],
)
def test_a_day_of_service_beside_such_words(text: str, day: str) -> None:
    assert heard(text, SERVED) == [day]
