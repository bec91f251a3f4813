"""A request stated anew: what counts now, and that nothing said before is lost."""

from __future__ import annotations

from datetime import date
from typing import Any

from backend.conversation.requests.rules import due, put_right, with_further

DUE = date(2026, 11, 23)
ASKED: dict[str, Any] = {"reference": "R1", "phone": "303 555 0142", "when": "tomorrow", "at": None}


def test_a_request_of_the_day_before_thanksgiving_is_due_when_people_work_again() -> None:
    assert due("callback", date(2026, 11, 25)) == date(2026, 11, 27)
    assert due("document", date(2026, 11, 26)) == date(2026, 11, 30)


def test_the_newer_wish_counts_and_the_one_before_is_kept_with_its_day() -> None:
    found = put_right(ASKED, DUE, {"phone": "303 555 0199", "when": "tomorrow", "at": None})
    assert found == ASKED | {
        "phone": "303 555 0199",
        "earlier": [{"phone": "303 555 0142", "due": "2026-11-23"}],
    }
    again = put_right(found, DUE, {"phone": "303 555 0142"})
    assert [one["phone"] for one in again["earlier"]] == ["303 555 0142", "303 555 0199"]


def test_the_same_wish_again_changes_nothing() -> None:
    assert put_right(ASKED, DUE, {"phone": "303 555 0142", "when": "tomorrow"}) == ASKED


def test_what_is_said_later_stands_beside_the_first_words_once() -> None:
    first = {"reference": "R1", "words": "they billed twice"}
    found = with_further(first, {"words": "and for a visit I never had", "by": None})
    assert found == first | {"further": [{"words": "and for a visit I never had"}]}
    assert with_further(found, {"words": "and for a visit I never had"}) == found


def test_the_same_words_again_or_none_add_nothing() -> None:
    first = {"reference": "R1", "words": "they billed twice"}
    assert with_further(first, {"words": "they billed twice"}) == first
    assert with_further(first, {"words": None}) == first
