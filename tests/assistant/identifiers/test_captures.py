"""Identifiers said by many callers: all forms are read, poor lines are repaired, nothing wrong gets through."""

from __future__ import annotations

import random
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from assistant.identifiers import extract, npi_is_valid

sys.path.insert(0, str(Path(__file__).parent))

import captures
import speaking

TODAY = date(2026, 11, 20)


def only(text: str, name: str, channel: str = "voice", expects: str | None = None) -> object:
    values = [f.value for f in extract(text, expects=expects, channel=channel, today=TODAY) if f.name == name]
    return values[0] if len(values) == 1 else values


@pytest.mark.parametrize("seed", range(60))
def test_whatever_is_said_properly_is_read_exactly(seed: int) -> None:
    rng = random.Random(seed)
    npi, member, born, seen = (
        speaking.npi(rng),
        speaking.member_id(rng),
        speaking.day(rng, 1930, 2010),
        speaking.day(rng, 2025, 2026),
    )
    assert npi_is_valid(npi)
    assert only(speaking.spelled(npi, rng), "npi", expects="npi") == npi
    assert only(speaking.spelled(member, rng, "as in"), "member_id", expects="member_id") == member
    assert only(member.lower(), "member_id", "chat", "member_id") == member
    assert only(speaking.spoken_date(born, rng.randrange(4)), "date_of_birth", expects="dob") == born.isoformat()
    assert (
        only(f"date of service {speaking.spoken_date(seen, rng.randrange(4))}", "date_of_service") == seen.isoformat()
    )


def test_poor_lines_are_repaired_within_the_providers_own_claims() -> None:
    rates = captures.run(400, seed=20261120)
    assert rates.share(rates.first_try) >= 0.95
    assert rates.share(rates.after_repair) >= 0.995
    assert sum(rates.refused_by_caller.values()) <= 1


@pytest.mark.parametrize("seed", range(80))
def test_any_line_is_read_without_failing(seed: int) -> None:
    rng = random.Random(seed)
    words = (
        "no sorry the fourth is a nine not 5 double triple as in for X-ray 12/ /3 - . , $ % oh hundred dob npi to and \u202e 🙂 "
        "last five march"
    ).split()
    text = " ".join(rng.choice(words) for _ in range(rng.randrange(1, 40)))
    for expects in (None, "npi", "member_id", "date_of_birth", "claim_number", "name", "amount"):
        for found in extract(text, expects=expects, channel=rng.choice(("voice", "chat")), today=TODAY):
            assert 0 <= found.start <= found.end <= len(text)
            assert 0 < found.confidence <= 1
            if found.name == "npi":
                assert npi_is_valid(str(found.value))


@pytest.mark.parametrize(
    "line",
    [
        "one two three four five six seven eight nine " * 22,
        "a b c d e f g " * 70,
        "A1B2C3" * 160,
        "no 5 " * 200,
        "nine not five " * 70,
        "1," * 500,
        "c l m five no wait four " * 40,
        "twenty three " * 80,
        '"' * 1000,
    ],
    ids=lambda line: line[:12],
)
def test_a_line_twice_as_long_takes_at_most_four_times_the_steps(line: str) -> None:
    """Counted in calls, not in seconds, so that it means the same on any machine."""
    short, long = _calls(line[:200]), _calls(line[:400])
    assert 0 < long < 5 * short


def _calls(line: str) -> int:
    calls = Counter[str]()
    sys.setprofile(lambda frame, event, arg: calls.update((event,)))
    try:
        for expects in (None, "npi", "member_id", "claim_number", "date_of_birth"):
            extract(line, expects=expects, channel="voice", today=TODAY)
    finally:
        sys.setprofile(None)
    return calls["call"] + calls["c_call"]
