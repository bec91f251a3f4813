"""Sums without the word dollars, numbers put right while they are said, days on which nobody was treated."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.identifiers import extract

TODAY = date(2026, 11, 20)


def facts(text: str, channel: str = "chat", expects: str | None = None) -> list[tuple[str, object]]:
    return [
        (f.name, f.value) for f in extract(text, channel=channel, expects=expects, today=TODAY) if f.confidence > 0.3
    ]


def sums(text: str, channel: str = "chat", expects: str | None = None) -> list[object]:
    return [value for name, value in facts(text, channel, expects) if name == "amount"]


@pytest.mark.parametrize(
    ("text", "channel", "expects", "said"),
    [
        ("the plan paid eighty eight and allowed one forty two", "voice", None, ["88.00", "142.00"]),
        ("they sent a hundred twelve forty to the old office", "voice", None, ["112.40"]),
        ("we billed 310 and got 75, explain", "chat", None, ["310.00", "75.00"]),
        ("it says provider responsibility 95. mine?", "chat", None, ["95.00"]),
        ("60/visit out of pocket and they gave me back 33", "sms", None, ["60.00", "33.00"]),
        ("deposit 900.00, era 950.00, where did our 50 go", "chat", None, ["900.00", "950.00", "50.00"]),
        ("cant afford the 870", "sms", None, ["870.00"]),
        ("i could manage fifteen a week", "voice", None, ["15.00"]),
        ("has the lab seen their part of the six thousand", "voice", None, ["6000.00"]),
        ("thirteen hundred twenty one fifteen", "voice", "amount", ["1321.15"]),
        ("thirty dollars and seven cents, who bills seven cents", "voice", "amount", ["30.07"]),
        ("allowed 12 visits and paid for 10 units", "chat", None, []),
        ("billed 99214 and paid 2025 rates", "chat", None, []),
        ("he goes ten times a month", "voice", None, []),
    ],
)  # fmt: skip
def test_sums_are_told_by_what_is_done_with_them(
    text: str, channel: str, expects: str | None, said: list[object]
) -> None:
    assert sums(text, channel, expects) == said


@pytest.mark.parametrize(
    ("text", "expects", "said"),
    [
        ("one seven seven oh double four yes double four six oh one two", "claim_number", "1770446012"),
        ("eight triple no double two oh one four nine", "claim_number", "8220149"),
        ("you heard one five and there's two it's five five oh nine one eight three", "claim_number", "5509183"),
        ("i missed one there's a zero it's seven oh one double eight four", "claim_number", "701884"),
        ("k four one as in kilo k four one nine two oh seven seven", "claim_number", "K4192077"),
        ("i can't make out if it's a blot or a nine it's a nine so nine nine oh two one one seven", "claim_number",
         "9902117"),
        ("55120 sorry thats half of it, 55120983", "claim_number", "55120983"),
        ("one four nine six sorry the dog barked nine three seven one nine eight", "npi", "1496937198"),
        ("eighteen oh seven five two one ninety three hundred", "claim_number", "18075219300"),
    ],
)  # fmt: skip
def test_a_number_put_right_while_it_is_said(text: str, expects: str, said: str) -> None:
    assert facts(text, "voice", expects) == [(expects, said)]


@pytest.mark.parametrize(
    ("text", "channel", "said"),
    [
        ("how many therapy visits are left for us on t l oh oh three three eight one two", "voice",
         [("member_id", "TL0033812")]),
        ("does J1745 need a pa for GH4471209", "chat", [("procedure_code", "J1745"), ("member_id", "GH4471209")]),
        ("pa on file for 29881 DL5520773?", "chat", [("procedure_code", "29881"), ("member_id", "DL5520773")]),
        ("he has tricare as well, put it on FN3380127", "chat", [("member_id", "FN3380127")]),
        ("he has tricare as well. did FN3380127 process", "chat", [("claim_number", "FN3380127")]),
        ("they recited my own number to me k p three oh two double eight one", "voice", [("member_id", "KP302881")]),
        ("the eft says ends in wait the full one is five five oh one two seven seven three", "voice",
         [("trace_number", "55012773")]),
        ("1522166093 here, the procedure is 63685", "chat", [("npi", "1522166093"), ("procedure_code", "63685")]),
        ("the epidural was paid zero on oh one nine six eight", "voice", [("procedure_code", "01968")]),
        ("$41.20 for a 99203??", "chat", [("amount", "41.20"), ("procedure_code", "99203")]),
        ("fax in the notes for double five one two oh nine three four", "voice", [("claim_number", "55120934")]),
        ("277CA came back A3", "chat", []),
    ],
)  # fmt: skip
def test_the_talk_tells_whose_number_it_is(text: str, channel: str, said: list[tuple[str, object]]) -> None:
    assert facts(text, channel) == said


def test_a_number_to_call_is_a_telephones_whatever_was_asked() -> None:
    said = facts("ring me tomorrow evening at six one seven five five five oh one nine nine", "voice", "member_id")
    assert said == [("phone_number", "6175550199")]


@pytest.mark.parametrize(
    ("text", "channel", "said"),
    [
        ("ck 4410277 dtd sept 3", "chat", []),
        ("same rejection back 8/14", "chat", []),
        ("aetna dropped us 9/30", "chat", []),
        ("the 5/20 pymt is short", "chat", []),
        ("9/3/26 but they keyed it as 9/4", "chat", ["2026-09-03"]),
        ("that'll be my last one for today", "voice", []),
        ("my operation is the ninth of december", "voice", []),
        ("my operation was the ninth of december", "voice", ["2025-12-09"]),
        ("can i still bill a november fifth twenty twenty five claim", "voice", ["2025-11-05"]),
        ("she was admitted may second and came home may ninth twenty twenty six", "voice",
         [{"start": "2026-05-02", "end": "2026-05-09"}]),
    ],
)  # fmt: skip
def test_days_on_which_nobody_was_treated(text: str, channel: str, said: list[object]) -> None:
    assert [v for n, v in facts(text, channel, None) if n == "date_of_service"] == said


def test_a_year_long_ago_is_of_birth_though_a_surgery_follows() -> None:
    said = facts("elig: Sam Orr, 03/14/1961, QW5520187. surgery in 20 min")
    assert ("date_of_birth", "1961-03-14") in said
    assert not [value for name, value in said if name == "date_of_service"]


def test_numbers_after_a_persons_name_are_the_day_of_birth_even_beside_visits() -> None:
    said = facts("for rosa abbey three twelve seventy one how many speech therapy visits are used", "voice")
    assert ("date_of_birth", "1971-03-12") in said
