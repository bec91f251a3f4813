"""Identifiers over several turns, corrected, repaired and read back."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.identifiers import extract, listen, mbi, merge, read_back, repair


@pytest.mark.parametrize(
    ("name", "before", "more", "value"),
    [
        ("npi", "17700", "oh oh two three one three", "1770002313"),
        ("npi", "1775002313", "no the fourth is a zero", "1770002313"),
        ("npi", "1770002315", "sorry three not five", "1770002313"),
        ("npi", "177000", "no wait one seven seven oh double oh two three one three", "1770002313"),
        ("member_id", "XQP", "nine oh four one two three four five six", "XQP904123456"),
        ("member_id", "XQP904123456", "no the third is a b as in boy", "XQB904123456"),
        ("member_id", "XQP904123456", "the last digit is a seven", "XQP904123457"),
        ("member_id", "XQP904123456", "the second to last is a nine", "XQP904123496"),
    ],
)
def test_pieces_and_corrections_make_one_identifier(name: str, before: str, more: str, value: str) -> None:
    merged = merge(before, more, name=name)
    assert merged is not None
    assert merged.value == value


def test_a_line_without_characters_merges_to_nothing() -> None:
    assert merge("17700", "what was that", name="npi") is None


def test_a_piece_that_is_still_short_is_kept() -> None:
    merged = merge("177", "oh double oh", name="npi")
    assert merged is not None
    assert (merged.value, merged.characters) == (None, "177000")


@pytest.mark.parametrize(
    ("before", "more", "characters"),
    [
        ("1468", "three eight eight", "1468388"),
        ("1468", "one four six eight three eight eight", "1468388"),
        ("146838", "three eight eight four eight seven", "1468388487"),
        ("1468", "start over one four five", "145"),
        ("1468388", "nine seven four four seven", "146838897447"),
        ("146839", "no three eight", "146838"),
        ("1468", "three eight can you hear me eight four", "14683884"),
    ],
)
def test_a_piece_goes_on_begins_anew_or_begins_some_characters_back(before: str, more: str, characters: str) -> None:
    merged = merge(before, more, name="npi")
    assert merged is not None
    assert merged.characters == characters


@pytest.mark.parametrize(
    ("said", "characters"),
    [
        ("one four six eight bear with me three eight eight okay four eight seven", "1468388487"),
        ("one four six eight got that three eight eight got it four eight seven", "1468388487"),
        ("one four six eight that's an eight three eight eight four eight seven", "1468388487"),
        ("one four six eight three eight eight wait four eight seven", "1468388487"),
        ("one four six eight three eight eight sorry bad line four eight seven", "1468388487"),
    ],
)
def test_talk_between_the_digits_does_not_cut_a_number(said: str, characters: str) -> None:
    (found,) = extract(said, expects="npi", channel="voice", today=date(2026, 11, 20))
    assert (found.name, found.value) == ("npi", characters)


def test_the_published_pattern_settles_confused_characters() -> None:
    assert mbi("IEG4TES5K73") is None
    assert mbi("1EG4TE5MK7B") == "1EG4TE5MK78"
    assert mbi("LEG4TE5MK73") == "1EG4TE5MK73"
    assert mbi("OEG4TE5MK73") is None


def test_repair_proposes_only_the_one_candidate_that_is_near() -> None:
    known = ["XQP904123456", "XQB904999999", "W123456789"]
    assert repair("XQB904123456", known) == "XQP904123456"
    assert repair("XQP904123457", known) is None
    assert repair("XQT904123456", ["XQP904123456", "XQB904123456"]) is None
    assert repair("NOTHING", []) is None


def test_two_hearings_settle_what_one_leaves_open() -> None:
    known = ["XQP904123456", "XQB904123456"]
    assert repair("XQT904123456", known) is None
    assert repair(["XQT904123456", "XQB904123456", "XQB904123456"], known) is None
    assert repair(["XQP904123456"], known) == "XQP904123456"


@pytest.mark.parametrize(
    ("name", "value", "channel", "said"),
    [
        ("npi", "1770002313", "voice", "1 7 7, 0 0 0, 2 3 1 3"),
        ("npi", "1770002313", "chat", "177 000 2313"),
        (
            "member_id",
            "1EG4TE5MK73",
            "voice",
            "1, E as in echo G as in golf, 4, T as in tango E as in echo, 5, M as in mike K as in kilo, 7 3",
        ),
        ("member_id", "WQO123456", "voice", "W Q O, 1 2 3, 4 5 6"),
        ("phone_number", "5550143", "voice", "5 5 5, 0 1 4 3"),
        ("date_of_service", "2026-03-04", "voice", "March 4, 2026"),
        ("amount", "1234.5", "chat", "$1,234.50"),
    ],
)
def test_read_back_in_groups_with_words_only_for_confusable_letters(
    name: str, value: str, channel: str, said: str
) -> None:
    assert read_back(name, value, channel) == said


@pytest.mark.parametrize("channel", ["voice", "chat", "sms"])
def test_digits_in_words_are_read_as_spoken_on_every_channel(channel: str) -> None:
    """A dictated line comes as text too."""
    line = "so that's one nine one one nine um and then six four five eight seven"
    (npi,) = extract(line, expects="npi", channel=channel, today=date(2026, 11, 22))
    assert (npi.name, npi.value) == ("npi", "1911964587")


def test_the_one_of_a_day_is_no_beginning_of_an_id() -> None:
    heard = listen("the 2/4/26 one y denied", expects="member_id", channel="sms", today=date(2026, 11, 22))
    assert (heard.piece, [one.name for one in heard.found]) == (None, ["date_of_service"])
