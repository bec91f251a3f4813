"""Answers as people begin them: "oh", "k its", "it's", "i've got"; numbers told apart whole, names in turn, sums by the talk."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.identifiers import extract

TODAY = date(2026, 11, 23)
Told = list[tuple[str, object]]


def facts(text: str, expects: str | None = None, channel: str = "voice") -> Told:
    return [(f.name, f.value) for f in extract(text, expects=expects, channel=channel, today=TODAY)]


@pytest.mark.parametrize(
    ("text", "expects", "channel", "told"),
    [
        ("it's march ninth", "date_of_service", "voice", "2026-03-09"),
        ("sure thing it's february fifth", "date_of_service", "voice", "2026-02-05"),
        ("i've got april the fourth", "date_of_service", "voice", "2026-04-04"),
        ("i've got 11/9/1974", "date_of_birth", "chat", "1974-11-09"),
        ("no it's the ninth not the fifth of march", "date_of_service", "voice", "2026-03-09"),
        ("the day b4 xmas", "date_of_service", "chat", "2025-12-24"),
        ("oh three nine five eight three nine one two two", "tax_id", "voice", "395839122"),
        ("oh 39-5839122", "tax_id", "chat", "395839122"),
        ("oh one two three four", "zip", "voice", "01234"),
        ("oh t six one zero one oh three four eight", "claim_number", "voice", "T61010348"),
        ("k its RQB53553701", "member_id", "chat", "RQB53553701"),
        ("m two three six seven one seven zero oh please", "member_id", "voice", "M23671700"),
        ("not PA4315274, PA4315247", "auth_number", "chat", "PA4315247"),
        ("it's a five two seven nine one one not a five two seven nine two one", "claim_number", "voice", "A527911"),
        ("six eight five nine one seven three three two no two two", "tax_id", "voice", "685917322"),
        ("nine two seven four two oh seven five eight three no three eight", "claim_number", "voice", "9274207538"),
    ],
)  # fmt: skip
def test_answers(text: str, expects: str, channel: str, told: str) -> None:
    assert facts(text, expects, channel) == [(expects, told)]


def test_a_surgery_to_come_is_no_day_of_service() -> None:
    assert facts("his surgery it's december ninth", "date_of_service") == []


@pytest.mark.parametrize("opening", ["yes ma'am", "alright", "sí", "maybe", "okay ready", "gimme a sec"])
def test_names_behind_how_an_answer_begins(opening: str) -> None:
    assert facts(f"{opening} tamika brandt", "person_name") == [("person_name", "Tamika Brandt")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Lindgren, Axel - claim status", [("person_name", "Axel Lindgren")]),
        ("is Quintero, Pilar active", [("person_name", "Pilar Quintero")]),
        ("in Austin, Grace was seen", []),
        ("0075T needs auth?", [("procedure_code", "0075T")]),
        ("please explain adjustment 253", [("adjustment_code", "253")]),
        ("id B 5573 6810, is it paid?", [("member_id", "B55736810")]),
        ("mbr BK 2788 1675 thx", [("member_id", "BK27881675")]),
        ("mrs ramirez was seen 9/9", [("person_name", "Ramirez"), ("date_of_service", "2026-09-09")]),
    ],
)
def test_written_requests(text: str, told: Told) -> None:
    assert facts(text, None, "chat") == told


def test_names_with_letters_of_other_alphabets() -> None:
    assert facts("Nguyễn Thị Hoa", "person_name", "chat") == [("person_name", "Nguyễn Thị Hoa")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("refund of two seventy eight forty please", "278.40"),
        ("i can't afford three sixteen seventy five", "316.75"),
        ("my statement says forty seven ninety two", "47.92"),
        ("you overpaid us six eighteen ninety two", "618.92"),
        ("does the eight twenty two fifty go to my deductible", "822.50"),
        ("patient responsibility thirty nine seventy five why", "39.75"),
    ],
)
def test_sums_without_the_word_dollars(text: str, told: str) -> None:
    assert facts(text) == [("amount", told)]


def test_a_check_sent_and_the_visit_it_is_for() -> None:
    assert facts("the check you cut august second for my july ninth visit") == [("date_of_service", "2026-07-09")]


@pytest.mark.parametrize(
    ("text", "expects", "channel", "told"),
    [
        ("reprocess 5512087, COB updated 9/1", None, "chat", [("claim_number", "5512087")]),
        ("whats up with auth # UM-7246-976", None, "chat", [("auth_number", "UM7246976")]),
        ("i'm looking at six three four two five seven two nine one one five", "claim_number", "voice",
         [("claim_number", "63425729115")]),
    ],
)  # fmt: skip
def test_beside_a_number(text: str, expects: str | None, channel: str, told: Told) -> None:
    assert facts(text, expects, channel) == told
