"""The practices we bill for, with their physicians."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from backend.world import identifiers
from backend.world.people import FIRST_NAMES, SURNAMES
from backend.world.population import practices
from backend.world.records import Practice

CLAIMS_PER_PHYSICIAN = 900
"""In a year; a practice has as many physicians as its visits need."""


@dataclass(frozen=True, slots=True)
class Physician:
    """Who treats and documents. ``enrolled_from``: with every payer; a physician who joins during the year is enrolled late."""

    npi: str
    first: str
    last: str
    joined: date
    enrolled_from: date


@dataclass(frozen=True, slots=True)
class Office:
    """A practice and who works there."""

    practice: Practice
    physicians: tuple[Physician, ...]

    def at_work(self, day: date) -> list[Physician]:
        return [one for one in self.physicians if one.joined <= day]


def offices(seed: int, claims: int, first: date) -> list[Office]:
    """Enough practices for so many claims a year, every kind among them; one physician in twelve joins during the year."""
    rng = Random(f"{seed}:offices")
    count = max(12, claims // 5000)
    base = seed * 7_919 % 9_000 * 100 + 400_000
    number = base * 16
    made = []
    for practice in practices(rng, base, seed * 31 + 7, count):
        people = []
        for place in range(max(1, min(12, claims // count // CLAIMS_PER_PHYSICIAN)) + 1):
            number += 1
            joins = place > 0 and rng.random() < 1 / 12
            joined = first + timedelta(days=rng.randrange(60, 240)) if joins else date(first.year - 4, 1, 1)
            enrolled = joined + timedelta(days=rng.randrange(20, 60)) if joins else joined
            first_name = rng.choice(FIRST_NAMES[rng.choice("FM")])
            people.append(Physician(identifiers.npi(number), first_name, rng.choice(SURNAMES), joined, enrolled))
        made.append(Office(practice, tuple(people)))
    return made
