"""Numbers told beside forms, cover, dates of payments and wrong numbers; corrections as people make them; made up."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.identifiers import extract

TODAY = date(2026, 11, 20)


def facts(text: str, channel: str = "chat", expects: str | None = None) -> list[tuple[str, object]]:
    return sorted(
        (f.name, str(f.value))
        for f in extract(text, channel=channel, expects=expects, today=TODAY)
        if f.confidence > 0.3
    )


@pytest.mark.parametrize(
    ("text", "channel", "told"),
    [
        ("you can get him on his direct line six one four five five five oh one two two", "voice",
         [("phone_number", "6145550122")]),
        ("her direct is three one two five five five oh one nine nine", "voice", [("phone_number", "3125550199")]),
        ("there's an auth on file it's k three oh double two one seven five", "voice", [("auth_number", "K3022175")]),
        ("trn on our 835 is 7710045521", "chat", [("trace_number", "7710045521")]),
        ("the trace on the 835 is 0066123387", "chat", [("trace_number", "0066123387")]),
        ("trace number from the e f t is seven seven oh one double four nine two", "voice",
         [("trace_number", "77014492")]),
        ("check # and amount for K4410927", "chat", [("claim_number", "K4410927")]),
        ("check # 5512094", "chat", [("trace_number", "5512094")]),
        ("benefits chk RK0055218", "chat", [("member_id", "RK0055218")]),
        ("RK60118835 how many pt visits used this yr", "chat", [("member_id", "RK60118835")]),
        ("what claims do you have for H81027745", "chat", [("member_id", "H81027745")]),
        ("ED level 4 99284 denied CO-97", "chat", [("adjustment_code", "CO-97"), ("procedure_code", "99284")]),
        ("i'm checking on claim seven one two oh four four six five see if it paid", "voice",
         [("claim_number", "71204465")]),
    ],
)  # fmt: skip
def test_what_stands_beside_a_number_tells_its_kind_and_its_end(text: str, channel: str, told: list[object]) -> None:
    assert facts(text, channel) == told


@pytest.mark.parametrize(
    ("text", "expects", "told"),
    [
        ("seven one double two four oh nine three no i missed one seven one double two four oh nine three six", "tax_id",
         [("tax_id", "712240936")]),
        ("kilo four four one oh nine two seven scratch that last one's a six", "claim_number",
         [("claim_number", "K4410926")]),
        ("the second digit's a five", "claim_number", []),
        ("scratch that tax id i gave you the old one it's six one oh two four four seven one nine", None,
         [("tax_id", "610244719")]),
    ],
)  # fmt: skip
def test_a_number_is_put_right_in_passing(text: str, expects: str | None, told: list[object]) -> None:
    assert facts(text, "voice", expects) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ZKT771320 srry ZKT771302", [("member_id", "ZKT771302")]),
        ("typo in the phone number, its 614-555-0128 not 0182", [("phone_number", "6145550128")]),
        ("i never said 120.00, it's 210.00", [("amount", "210.00")]),
        ("i didn't say 120.00 was paid twice", []),
    ],
)
def test_a_slip_in_writing_is_put_right(text: str, told: list[object]) -> None:
    assert facts(text, "chat", "member_id" if "ZKT" in text else None) == told


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("i was seen february the third of last year", "2025-02-03"),
        ("june ninth last year", "2025-06-09"),
        ("june ninth", "2026-06-09"),
    ],
)
def test_a_day_of_last_year(text: str, day: str) -> None:
    assert facts(text, "voice", "date_of_service") == [("date_of_service", day)]


def test_the_bills_of_a_month_are_its_days_and_the_end_of_cover_is_none() -> None:
    spans = [
        f.value
        for f in extract("all of the bills you have from may of twenty twenty six", channel="voice", today=TODAY)
    ]
    assert spans == [{"start": "2026-05-01", "end": "2026-05-31"}]
    assert facts("is she covered till dec 31") == []


@pytest.mark.parametrize(
    "text",
    ["four seven seven one two oh nine c", "four seven seven one two oh nine see"],
)
def test_a_letter_at_the_end_stays_a_letter(text: str) -> None:
    assert facts(text, "voice", "claim_number") == [("claim_number", "4771209C")]
