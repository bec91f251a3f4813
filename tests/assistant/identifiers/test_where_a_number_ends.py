"""Where a number ends and another thing begins, codes in the spelling alphabet, days and names told at length; made up."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.identifiers import extract

TODAY = date(2026, 11, 20)


def facts(text: str, expects: str | None = None, channel: str = "voice") -> list[tuple[str, object]]:
    return [(f.name, f.value) for f in extract(text, expects=expects, channel=channel, today=TODAY)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "status on delta double five two oh oh six one tango the nine nine two one three line never paid",
            [("claim_number", "D5520061T"), ("procedure_code", "99213")],
        ),
        (
            "is claim kilo four four one oh nine two seven the one that paid six forty two eighteen",
            [("claim_number", "K4410927"), ("amount", "642.18")],
        ),
        (
            "was claim mike triple three one two oh nine the one you reprocessed and can you send it over",
            [("claim_number", "M3331209")],
        ),
        (
            "c o sixteen on two seven one one eight oh double four two six but we sent the records",
            [("adjustment_code", "CO-16"), ("claim_number", "2711804426")],
        ),
        (
            "did fourteen sixty two ninety pay on foxtrot three one oh double eight four one two",
            [("amount", "1462.90"), ("claim_number", "F31088412")],
        ),
        ("please have someone call my daughter she does all that three three four five five five oh one six two",
         [("phone_number", "3345550162")]),
    ],
)  # fmt: skip
def test_the_next_thing_ends_a_number(text: str, told: list[tuple[str, object]]) -> None:
    assert sorted(facts(text)) == sorted(told)


def test_what_a_number_covers_tells_its_kind() -> None:
    said = facts("check whether papa alpha triple four one nine two six covers october first through october ninth")
    assert ("auth_number", "PA4441926") in said


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("it came back with november two ninety how is that fixed", ("remark_code", "N290")),
        ("what's a c o sixteen with november two sixty four", ("remark_code", "N264")),
        ("the remark says november fifty two", ("remark_code", "N52")),
        ("they put november ninety five on it", ("remark_code", "N95")),
        ("got a ninety six with em ay thirty on the last one", ("adjustment_code", "96")),
        ("does a oh four two seven need an auth", ("procedure_code", "A0427")),
        ("a oh four two nine is that paid", ("procedure_code", "A0429")),
        ("has he had two d eleven tens this year for his cleaning", ("procedure_code", "D1110")),
    ],
)
def test_codes_in_the_spelling_alphabet(text: str, told: tuple[str, str]) -> None:
    said = facts(text)
    assert told in said
    assert not [name for name, _ in said if name.startswith("date")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("claim for november twelfth twenty twenty five", "date_of_service"),
        ("the visit was november twelve", "date_of_service"),
        ("born november three eighty two", "date_of_birth"),
        ("seen october thirty and november twelve", "date_of_service"),
    ],
)
def test_a_day_in_november_is_no_code(text: str, name: str) -> None:
    said = facts(text)
    assert name in [kind for kind, _ in said]
    assert "remark_code" not in [kind for kind, _ in said]


@pytest.mark.parametrize(
    ("text", "expects", "value"),
    [
        ("see about vernell mae pettigrew's ambulance claim", None, "Vernell Mae Pettigrew"),
        ("no initial just delois ann hathcock", "person_name", "Delois Ann Hathcock"),
        ("checking on durwood haskew date of birth four nine fifty one", None, "Durwood Haskew"),
        ("following up on durwood haskew dob four nine fifty one", None, "Durwood Haskew"),
        ("karen with a k k a r e n dunlap you put it with a c", None, "Karen Dunlap"),
        ("niamh but it's spelled n i a m h and then doyle d o y l e", "person_name", "Niamh Doyle"),
    ],
)
def test_whole_names(text: str, expects: str | None, value: str) -> None:
    assert [str(v).title() for n, v in facts(text, expects) if n == "person_name"] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "with harold gone i don't know what to do",
        "checking on dental coverage date of birth four nine fifty one",
        "following up on records date of service march third",
    ],
)
def test_ordinary_words_are_no_surnames(text: str) -> None:
    assert "person_name" not in [n for n, _ in facts(text)]


@pytest.mark.parametrize(
    ("text", "expects", "channel", "told"),
    [
        ("it was a monday um the ninth of this month", "date_of_service", "voice", [("date_of_service", "2026-11-09")]),
        ("the third of last month", "date_of_service", "voice", [("date_of_service", "2026-10-03")]),
        ("i born in year nineteen seventy six month two day nine", "date_of_birth", "voice", [("date_of_birth", "1976-02-09")]),
        ("day nine month two year nineteen fifty five", "date_of_birth", "voice", [("date_of_birth", "1955-02-09")]),
        ("is the out of pocket met for six nine nineteen forty eight", None, "voice", [("date_of_birth", "1948-06-09")]),
        ("was QRT20081844 eff on 8/14/26? plan says no", None, "chat",
         [("member_id", "QRT20081844"), ("date_of_service", "2026-08-14")]),
        ("resend the 835s, payment dates 10/5 thru 10/9", None, "chat", []),
        ("check date 10/5/26 please", None, "chat", []),
    ],
)  # fmt: skip
def test_days_told_otherwise(text: str, expects: str | None, channel: str, told: list[tuple[str, object]]) -> None:
    assert facts(text, expects, channel) == told


@pytest.mark.parametrize(
    ("text", "expects", "channel", "told"),
    [
        ("are you see seven ate two zero won", "member_id", "voice", ("member_id", "RUC78201")),
        ("the claim ends in four one you have one four so it's two seven one one double six oh oh four one", None, "voice",
         ("claim_number", "2711660041")),
        ("i think it's m no that's an n so november k as in king zulu five five one eight oh two seven", "member_id", "voice",
         ("member_id", "NKZ5518027")),
        ("auth # PA-0041882-KR", None, "chat", ("auth_number", "PA0041882KR")),
        ("two of em, 26301188120 and 26301188131", "claim_number", "chat", ("claim_number", "26301188120")),
        ("pt resp on D2740 after ins?", None, "chat", ("procedure_code", "D2740")),
        ("got a 16 w/ MA27 what's missing", None, "chat", ("adjustment_code", "16")),
    ],
)  # fmt: skip
def test_told_with_a_slip_or_a_mark(text: str, expects: str | None, channel: str, told: tuple[str, str]) -> None:
    assert told in facts(text, expects, channel)


@pytest.mark.parametrize("channel", ["voice", "chat", "sms"])
@pytest.mark.parametrize(
    "said", ["whiskey four seven six nine five triple one two", "w four seven six nine five triple one two"]
)
def test_a_w_that_begins_a_number_is_a_letter_on_every_channel(said: str, channel: str) -> None:
    assert facts(said, "member_id", channel) == [("member_id", "W476951112")]
