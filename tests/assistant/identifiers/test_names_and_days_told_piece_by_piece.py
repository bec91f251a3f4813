"""Names told piece by piece, people told by one name, and days told by parts, lists, holidays and weekdays."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.identifiers.extraction import extract

TODAY = date(2026, 11, 23)


def _heard(text: str, expects: str | None, kind: str, channel: str = "voice") -> list[object]:
    return [f.value for f in extract(text, expects=expects, channel=channel, today=TODAY) if f.name == kind]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param(
            "tanaka is the family name and the given name is hiro so hiro tanaka", "Hiro Tanaka", id="both-parts"
        ),
        pytest.param("mei lin mei is first name lin is last", "Mei Lin", id="each-part-after-the-whole"),
        pytest.param(
            "d as in dog a l e y is the last name and first is rose like the flower", "Rose Daley", id="spelled-part"
        ),
        pytest.param("he's called lorenzo um lorenzo bassi", "Lorenzo Bassi", id="said-again-after-a-pause"),
        pytest.param("mrs moreau ines moreau", "Ines Moreau", id="title-then-whole"),
        pytest.param("her name was martha she died in june martha ziegler", "Martha Ziegler", id="said-again-later"),
        pytest.param(
            "my twin uh marcus i mean he's marcus clay i'm not the patient", "Marcus Clay", id="family-name-a-word"
        ),
        pytest.param("it used to be anna sorensen but now it's anna whitlock", "Anna Whitlock", id="an-earlier-name"),
        pytest.param("jon no h j o n bakersfield", "Jon Bakersfield", id="a-letter-that-is-not-in-it"),
        pytest.param(
            "meredith with an m and two e m e r e d i t h and then cole like the singer", "Meredith Cole", id="and-then"
        ),
        pytest.param("for my grandbaby keziah k e z i a h strunk", "Keziah Strunk", id="letters-between"),
        pytest.param(
            "double last name ruiz hyphen baxter first name is nora so nora ruiz baxter",
            "Nora Ruiz-Baxter",
            id="hyphen",
        ),
        pytest.param("o apostrophe leary it's sean o'leary", "Sean O'Leary", id="apostrophe"),
        pytest.param("cole c o l e not k o h l and the first name is harriet", "Harriet Cole", id="not-these-letters"),
    ],
)
def test_a_whole_name_asked_for_is_put_together(text: str, name: str) -> None:
    assert _heard(text, "person_name", "person_name") == [name]


@pytest.mark.parametrize(
    ("text", "channel", "names"),
    [
        pytest.param("last name first it's okoro comma ngozi", "voice", ["Ngozi Okoro"], id="comma"),
        pytest.param(
            "my name is melinda that's m e l i n d a last name haverkamp h a v e r k a m p",
            "voice",
            ["Melinda Haverkamp"],
            id="both-spelled",
        ),
        pytest.param("bill for my wife olga olga marchuk please", "voice", ["Olga Marchuk"], id="stammered"),
        pytest.param("looking at patient de la rosa ana lucia", "voice", ["Ana Lucia De La Rosa"], id="family-first"),
        pytest.param("you're speaking with tyrone at the front desk", "voice", ["Tyrone"], id="who-calls"),
        pytest.param("hi its deb at Northgate peds", "chat", ["Deb"], id="who-calls-typed"),
        pytest.param("this is nurse felicia", "voice", ["Felicia"], id="a-nurse"),
        pytest.param("your rep josh hung up on me", "voice", ["Josh"], id="a-colleague"),
        pytest.param("someone named Keith told me it was paid", "chat", ["Keith"], id="somebody-named"),
        pytest.param("call me back and ask for joanna", "voice", ["Joanna"], id="ask-for"),
        pytest.param("this is mrs hargreave again", "voice", ["Hargreave"], id="title"),
        pytest.param("it's an mri with doctor singh", "voice", ["Singh"], id="with-a-doctor"),
        pytest.param("dr Kessler said it was covered", "chat", ["Kessler"], id="a-doctor-said"),
        pytest.param("lupe from doctor feldman's office", "voice", ["Lupe"], id="a-doctor's-office"),
        pytest.param("please set up a peer to peer with dr singh", "voice", [], id="a-talk-to-be-arranged"),
        pytest.param("my doctor is Catholic", "chat", [], id="no-name-of-a-doctor"),
        pytest.param("my boss wants to know", "voice", [], id="a-role-alone"),
    ],
)
def test_names_in_passing(text: str, channel: str, names: list[str]) -> None:
    assert _heard(text, None, "person_name", channel) == names


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param(
            "i born in nineteen seventy two month is march day is the six", "1972-03-06", id="parts-after-the-year"
        ),
        pytest.param(
            "fifty one is the year may is the month the third is the day", "1951-05-03", id="parts-before-their-names"
        ),
        pytest.param("seventh month nineteenth day nineteen fifty", "1950-07-19", id="counted-month-and-day"),
        pytest.param("the third of the eleventh month nineteen eighty", "1980-11-03", id="day-of-a-counted-month"),
        pytest.param("april tenth nineteen sixty ate", "1968-04-10", id="eight-misheard"),
        pytest.param(
            "three four fifty two no wait that's my brother's mine is six nine fifty five", "1955-06-09", id="whose"
        ),
        pytest.param(
            "two one of eighty eight sorry that's my son's his is five four ninety", "1990-05-04", id="two-figure-year"
        ),
    ],
)
def test_a_birth_date_told_by_its_parts_or_put_right(text: str, day: str) -> None:
    assert _heard(text, "date_of_birth", "date_of_birth") == [day]


@pytest.mark.parametrize(
    ("text", "expects", "days"),
    [
        pytest.param("friday the thirteenth this month", "date_of_service", ["2026-11-13"], id="weekday-and-day"),
        pytest.param(
            "on friday the thirteenth this month", "date_of_service", ["2026-11-13"], id="on-a-weekday-and-day"
        ),
        pytest.param("it was thursday the fifth", "date_of_service", ["2026-11-05"], id="weekday-and-day-alone"),
        pytest.param(
            "the friday after last thanksgiving", "date_of_service", ["2025-11-28"], id="weekday-after-a-holiday"
        ),
        pytest.param("good friday this year", "date_of_service", ["2026-04-03"], id="before-easter"),
        pytest.param("labor day last year", "date_of_service", ["2025-09-01"], id="holiday-of-a-year"),
        pytest.param("the third and the tenth of june", "date_of_service", ["2026-06-03", "2026-06-10"], id="list"),
        pytest.param(
            "the fourth the eleventh and the eighteenth all may twenty twenty six",
            "date_of_service",
            ["2026-05-04", "2026-05-11", "2026-05-18"],
            id="list-all",
        ),
        pytest.param(
            "eight three and then the follow up eight ten both twenty twenty six",
            "date_of_service",
            ["2026-08-03", "2026-08-10"],
            id="pair",
        ),
        pytest.param(
            "never paid for ten two and ten nine of this year", None, ["2026-10-02", "2026-10-09"], id="pair-this-year"
        ),
        pytest.param("what about the x ray from easter sunday", None, ["2026-04-05"], id="beside-what-was-done"),
        pytest.param("the bill for yesterday's er visit", None, ["2026-11-22"], id="possessive"),
        pytest.param("i went the monday and tuesday of last week", None, ["2026-11-16", "2026-11-17"], id="weekdays"),
        pytest.param("i put nine twenty", None, [], id="no-day"),
        pytest.param("good friday we are closed", None, [], id="a-holiday-in-passing"),
        pytest.param("my m r i is on wednesday", None, [], id="yet-to-come"),
    ],
)
def test_days_of_service_as_people_tell_them(text: str, expects: str | None, days: list[str]) -> None:
    assert _heard(text, expects, "date_of_service") == days


def test_a_birth_date_begins_with_one() -> None:
    assert _heard("the patient is fern wexler born one twenty six forty one", None, "date_of_birth") == ["1941-01-26"]


def test_a_day_long_ago_after_a_claim_and_a_name_is_the_birth_date() -> None:
    said = extract("claim on rosa delgado four four seventy one", channel="voice", today=TODAY)
    assert {f.name: f.value for f in said} == {"person_name": "Rosa Delgado", "date_of_birth": "1971-04-04"}


def test_a_day_said_before_is_not_the_one_said_now() -> None:
    assert _heard("Correction, DOS is 8/2/26, I put 8/20 before", None, "date_of_service", "chat") == ["2026-08-02"]


def test_whose_name_it_is_is_nobodys_name() -> None:
    assert _heard("it's under my husband's name", "person_name", "person_name") == []
