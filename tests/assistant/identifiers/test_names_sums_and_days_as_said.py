"""Names told with their letters, sums beside what they pay for, days put right, reasons told by their number; made up."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.identifiers import extract

TODAY = date(2026, 11, 20)


def facts(text: str, expects: str | None = None, channel: str = "voice") -> list[tuple[str, object]]:
    return [(f.name, f.value) for f in extract(text, expects=expects, channel=channel, today=TODAY)]


def values(text: str, name: str, expects: str | None = None, channel: str = "voice") -> list[object]:
    return [value for kind, value in facts(text, expects, channel) if kind == name]


@pytest.mark.parametrize(
    ("text", "expects", "value"),
    [
        ("next patient please lan vo l a n v o", None, "Lan Vo"),
        ("the other one is keo sayavong s a y a v o n g", None, "Keo Sayavong"),
        ("different patient thuy dang t h u y d a n g", None, "Thuy Dang"),
        ("billie rae hutchins billie with an i e", "person_name", "Billie Rae Hutchins"),
        ("it's traci mullins traci with an i", "person_name", "Traci Mullins"),
        ("jerri ann cobb jerri with two r and an i", "person_name", "Jerri Ann Cobb"),
        ("ellen reed no it's reid with an i r e i d", "person_name", "Ellen Reid"),
        ("john stevens sorry it's stephens with a p h", "person_name", "John Stephens"),
        ("anna brown no it's browne with an e", "person_name", "Anna Browne"),
        ("kristen lake actually it's kirsten like that", "person_name", "Kirsten Lake"),
        ("last name is mbeki mike bravo echo kilo india", "person_name", "Mbeki"),
        ("surname is ruiz romeo uniform india zulu", "person_name", "Ruiz"),
        ("peer to peer please harold quincey the knee scope", None, "Harold Quincey"),
        ("what's the status of the appeal for missus loretta vanzant", None, "Loretta Vanzant"),
        ("any claims on my little boy mateo this year", None, "Mateo"),
        ("i need to ask about my daughter camila and her shots", None, "Camila"),
        ("can you see the bill for my husband wendell", None, "Wendell"),
        ("is there anything in for our youngest daughter elena", None, "Elena"),
    ],
)
def test_a_name_is_told_with_its_letters_or_by_whose_it_is(text: str, expects: str | None, value: str) -> None:
    assert values(text, "person_name", expects) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "my daughter carla says you never paid",
        "my husband frank told me to call you",
        "my son mark is on the other line",
        "what does it say on the card c a r d",
        "is that with an e or with an a",
        "i want to talk about my mother and her bill",
        "the letter for my son may be lost",
        "please check on my baby's claim",
        "now again please the last part",
    ],
)
def test_who_is_only_mentioned_is_no_patient(text: str) -> None:
    assert values(text, "person_name") == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("where's the seven forty two fifteen you say you sent", ["742.15"]),
        ("we never got the five sixteen ninety y'all say you paid", ["516.90"]),
        ("the billed amount on that one was four twelve sixty", ["412.60"]),
        ("the total on it was two eighteen forty five", ["218.45"]),
        ("the charge for the visit is one ninety six twenty", ["196.20"]),
        ("can i get a copy of that ninety four fifty receipt", ["94.50"]),
        ("tell me about the sixteen oh four eighty payment", ["1604.80"]),
        ("two units at three hundred fifty", ["350.00"]),
        ("we billed four lines at two hundred twelve dollars each", ["212.00"]),
    ],
)
def test_sums_stand_beside_what_they_are_of(text: str, told: list[str]) -> None:
    assert values(text, "amount") == told
    assert not values(text, "procedure_code")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("check number four four oh nine one double two for eighteen forty even",
         [("trace_number", "4409122"), ("amount", "1840.00")]),
        ("what was on check five five oh one eight three for three sixty two fifty",
         [("trace_number", "550183"), ("amount", "362.50")]),
        ("the e f t double oh seven seven four one two for two thousand ninety dollars",
         [("trace_number", "0077412"), ("amount", "2090.00")]),
        ("one line ninety two nine forty one at eleven hundred fifty", [("amount", "1150.00")]),
    ],
)  # fmt: skip
def test_a_payment_and_its_sum(text: str, told: list[tuple[str, str]]) -> None:
    heard = facts(text)
    assert all(one in heard for one in told)


@pytest.mark.parametrize(
    "text",
    [
        "was it the six eighteen twenty two visit",
        "claim ends in seven forty two fifteen",
        "call me at six hundred tomorrow",
        "we see patients at six",
        "the nine ninety two thirteen was bundled",
        "i saw him at three fifteen",
        "check four four one two for the seventh",
        "the total number of visits was twenty",
    ],
)
def test_what_names_no_sum(text: str) -> None:
    assert values(text, "amount") == []


@pytest.mark.parametrize(
    ("text", "expects", "channel", "value"),
    [
        ("may the third no thirteenth sorry nineteen forty nine", "date_of_birth", "voice", "1949-05-13"),
        ("june the fourth no the fourteenth i mean nineteen sixty one", "date_of_birth", "voice", "1961-06-14"),
        ("april ninth sorry nineteenth nineteen seventy two", "date_of_birth", "voice", "1972-04-19"),
        ("nine fourteen nineteen fifty one no i'm sorry nineteen fifty seven", "date_of_birth", "voice", "1957-09-14"),
        ("19 marzo 1961", "date_of_birth", "sms", "1961-03-19"),
        ("3 de mayo de 1958", "date_of_birth", "chat", "1958-05-03"),
        ("nacimiento 24 septiembre 1949", "date_of_birth", "sms", "1949-09-24"),
        ("14 juillet 1970", "date_of_birth", "chat", "1970-07-14"),
        ("2 fevereiro 1983", "date_of_birth", "chat", "1983-02-02"),
        ("1 enero 1990", "date_of_birth", "chat", "1990-01-01"),
        ("i've got marisol reyes in front of me four twelve sixty eight is she covered", None, "voice", "1968-04-12"),
        ("i have harold pruitt here at the desk nine thirty fifty one is he active", None, "voice", "1951-09-30"),
    ],
)
def test_days_of_birth_put_right_and_in_other_tongues(text: str, expects: str | None, channel: str, value: str) -> None:
    assert values(text, "date_of_birth", expects, channel) == [value]


@pytest.mark.parametrize(
    ("text", "expects", "channel"),
    [
        ("mayo clinic sent the bill", None, "chat"),
        ("i saw 2 mars bars on the bill", None, "chat"),
        ("2 mai", "date_of_birth", "chat"),
        ("julio is the patient", None, "chat"),
        ("avril paid 19 dollars", None, "chat"),
        ("room 12 abril 3", None, "chat"),
        ("marzo", "date_of_birth", "sms"),
    ],
)
def test_no_day_without_day_month_and_year(text: str, expects: str | None, channel: str) -> None:
    assert not [name for name, _ in facts(text, expects, channel) if name.startswith("date")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("it denied with b as in boy nine what's that", "B9"),
        ("you denied it for b thirteen", "B13"),
        ("came back with b as in bravo fifteen", "B15"),
        ("what does a one nineteen mean", "119"),
        ("what does the ninety six stand for", "96"),
        ("there's a number two oh four next to the reason", "204"),
        ("it has a little number fifty beside it under reason", "50"),
        ("what does that twenty nine mean on my paper", "29"),
    ],
)
def test_a_reason_is_told_by_its_number(text: str, value: str) -> None:
    assert values(text, "adjustment_code") == [value]


@pytest.mark.parametrize(
    "text",
    [
        "what does four hundred mean",
        "what does a two thousand deductible mean",
        "what does that mean",
        "denied with a letter",
        "it denied for two visits",
        "what is a ten day wait",
        "what does the fourteen days mean",
        "number fifty in line",
    ],
)
def test_other_numbers_are_no_reasons(text: str) -> None:
    assert values(text, "adjustment_code") == []


@pytest.mark.parametrize(
    "text",
    [
        "does the stress echo nine three three five one need auth",
        "is the fetal echo seven six eight two five covered",
        "the echo nine three three oh six was denied",
        "we billed a limited echo nine three three oh eight",
    ],
)
def test_an_echo_is_an_examination(text: str) -> None:
    assert len(values(text, "procedure_code")) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("my bill says three hundred forty two point one seven", ["342.17"]),
        ("it's six oh three point twenty five no point thirty five they say i owe", ["603.35"]),
        ("the balance is eighty one point fifty", ["81.50"]),
        ("we billed two fifty and got one eighty two thirty one", ["250.00", "182.31"]),
        ("we charged four twelve sixty and received three eighteen ninety", ["412.60", "318.90"]),
        ("i got ten point five milligrams", []),
        ("at this point twenty people told me so", []),
        ("i got three eighteen on my paper", []),
        ("my temperature was one oh two point five", []),
    ],
)
def test_points_and_what_was_got(text: str, told: list[str]) -> None:
    assert values(text, "amount") == told


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("first is marisa m a r i s a last is coe c o e", "Marisa Coe"),
        ("last name pham p as in peter h a m first name linh l i n h", "Linh Pham"),
        ("first name's arlo and the last name's keene k e e n e", "Arlo Keene"),
        ("last is oduya o d u y a and first is tunde", "Tunde Oduya"),
        ("her first name is bryn b r y n last name is hale", "Bryn Hale"),
    ],
)
def test_first_and_last_told_in_turn(text: str, value: str) -> None:
    assert values(text, "person_name", "person_name") == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("the year is sixty six june sixth", "1966-06-06"),
        ("he was born in fifty one on may the second", "1951-05-02"),
        ("year seventy nine october the twenty one", "1979-10-21"),
        ("born in forty eight on july ninth", "1948-07-09"),
    ],
)
def test_a_short_year_before_its_day(text: str, value: str) -> None:
    assert values(text, "date_of_birth", "date_of_birth") == [value]


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("check four four oh one two nine cleared for eleven eighty six fifty", "amount", "1186.50"),
        ("that one was issued for four hundred twelve sixty", "amount", "412.60"),
        ("group code o a reason twenty three", "adjustment_code", "OA-23"),
        ("c o reason forty five", "adjustment_code", "CO-45"),
    ],
)
def test_sums_and_groups_in_other_words(text: str, name: str, value: str) -> None:
    assert values(text, name) == [value]


@pytest.mark.parametrize(
    ("text", "expects", "channel", "told"),
    [
        ("eight four two six", "date_of_service", "voice", [("date_of_service", "2026-08-04")]),
        ("it was three nine two five", "date_of_service", "voice", [("date_of_service", "2025-03-09")]),
        ("one two three four", "date_of_service", "voice", []),
        ("nine three two zero four", "date_of_service", "voice", []),
        ("kqt30072 all one word", "member_id", "chat", [("member_id", "KQT30072")]),
    ],
)
def test_a_day_figure_by_figure_and_a_number_in_one_word(
    text: str, expects: str, channel: str, told: list[tuple[str, str]]
) -> None:
    assert facts(text, expects, channel) == told
