"""Containment, those who came again, and what was not understood."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from backend.conversation.supervision.report import Ended, clusters, containment

NOON = datetime(2026, 3, 16, 12, tzinfo=UTC)


def talk(name: str, days: float = 0, *callers: str, handed_off: bool = False) -> Ended:
    start = NOON + timedelta(days=days)
    return Ended(name, start, start + timedelta(minutes=5), handed_off, frozenset(callers))


@pytest.mark.parametrize(("days", "again"), [(0.1, ("first",)), (6.9, ("first",)), (7.5, ())])
def test_who_comes_again_within_seven_days_was_not_contained(days: float, again: tuple[str, ...]) -> None:
    first = talk("first", 0, "mother")
    found = containment([first], [first, talk("second", days, "mother", "other")])
    assert found.came_again == again
    assert (found.rate, found.true_rate) == (1, 1 - len(again))


def test_another_caller_and_nobody_known_are_not_the_same_caller() -> None:
    period = [talk("first", 0, "mother"), talk("second", 1, "father"), talk("third", 2), talk("fourth", 3)]
    assert containment(period, period).came_again == ()


def test_who_was_handed_off_is_not_contained_and_not_falsely_so() -> None:
    period = [talk("first", 0, "mother", handed_off=True), talk("second", 1, "mother")]
    found = containment(period, period)
    assert (found.conversations, found.contained, found.came_again) == (2, 1, ())


def test_no_conversations_have_no_rate() -> None:
    assert containment([], []).rate is None
    assert containment([], []).true_rate is None


def test_utterances_gather_around_what_many_said() -> None:
    said = [
        (n, f"my wheelchair prescription is broken, {own}") for n, own in enumerate(("alas", "again", "badly", "sir"))
    ]
    said += [(10 + n, "transport to dialysis") for n in range(3)]
    found = clusters(said)
    assert [(one.utterances, len(one.conversations)) for one in found] == [(4, 4), (3, 3)]
    assert set(found[0].words) == {"broken", "prescription", "wheelchair"}


def test_what_only_two_conversations_said_stays_theirs() -> None:
    said = [(1, "Odessa wants marmalade"), (1, "marmalade for Odessa"), (1, "Odessa"), (2, "Odessa marmalade")]
    assert clusters(said) == []
