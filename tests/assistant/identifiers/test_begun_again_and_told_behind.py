"""Numbers begun again after a pause, letters told beside their words or behind the number, sums told one by one; made up."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.identifiers import extract

TODAY = date(2026, 11, 23)


def facts(text: str, expects: str | None = None, channel: str = "voice") -> list[tuple[str, object]]:
    return [(f.name, f.value) for f in extract(text, expects=expects, channel=channel, today=TODAY)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("r t five five oh hang on my glasses okay r t five five oh one nine two", "RT550192"),
        ("seven three f frank two d dog zero one eight eight", "73F2D0188"),
        ("p m like mary five five two oh one nine six that's p as in peter", "PM5520196"),
        ("dee four four one two oh nine dee like david", "D441209"),
        ("x q five five oh one two seven seven forget the q it's a k", "XK5501277"),
        ("h three three one no six not one then four four oh", "H336440"),
        ("m t four four one nine oh two not a n it's an m", "MT441902"),
        ("k four four nine one two seven oh no the last two are switched", "K4491207"),
        ("it's a long one three three four double oh nine one two eight", "3340091 28".replace(" ", "")),
        ("you wrote b as in boy it's d as in david d six six two oh four one", "D662041"),
    ],
)  # fmt: skip
def test_members_ids_dictated(text: str, told: str) -> None:
    assert facts(text, "member_id") == [("member_id", told)]


@pytest.mark.parametrize(
    ("text", "expects", "told"),
    [
        ("TX-44-20918", "claim_number", [("claim_number", "TX4420918")]),
        ("not member XK22019, its XK22091", None, [("member_id", "XK22091")]),
        ("AB3301I9 oops that's a one AB330119", "member_id", [("member_id", "AB330119")]),
        ("8KR2DM5KP17 *71 at the end not 17", "member_id", [("member_id", "8KR2DM5KP71")]),
        ("wheres ck #220418 u said its sent", None, [("trace_number", "220418")]),
        ("99283 + 71045 dos 10/05/2026", None,
         [("procedure_code", "99283"), ("procedure_code", "71045"), ("date_of_service", "2026-10-05")]),
        ("2 bills: 60, 118.40 same day", None, [("amount", "60.00"), ("amount", "118.40")]),
    ],
)  # fmt: skip
def test_written_numbers(text: str, expects: str | None, told: list[tuple[str, object]]) -> None:
    assert facts(text, expects, "chat") == told


def test_a_number_ends_in_a_letter_named() -> None:
    text = "two oh two five one one oh six six eight two and the letter k"
    assert facts(text, "claim_number") == [("claim_number", "20251106682K")]


@pytest.mark.parametrize(
    "text", ["the police report number is eight eight one two six", "docket number four four one two nine"]
)
def test_what_is_numbered_by_others_is_not_ours(text: str) -> None:
    assert facts(text, "claim_number") == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("i've got two bills one for ninety even and one for one twelve forty", ["90.00", "112.40"]),
        ("my bill went from a hundred and thirty down to thirty one fifty", ["130.00", "31.50"]),
        ("they want eight twenty no it's eight forty two nineteen", ["842.19"]),
        ("we paid the sixty at the desk that day", ["60.00"]),
        ("twenty eight hundred for one night are you kidding", ["2800.00"]),
    ],
)
def test_sums_told_by_the_way_of_talking(text: str, told: list[str]) -> None:
    assert [value for name, value in facts(text) if name == "amount"] == told
