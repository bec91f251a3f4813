"""Patients with what covers them when, and what the practice has on file about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from random import Random

from backend.world import identifiers
from backend.world.operation.rates import Registration
from backend.world.payers import PAYERS, PayerProfile
from backend.world.people import Person
from backend.world.population import coverages


@dataclass(frozen=True, slots=True)
class Cover:
    """One plan of one person, in force from ``starts`` to ``stops`` (both included)."""

    payer: PayerProfile
    plan: str
    member_id: str
    starts: date
    stops: date | None = None

    def holds(self, day: date) -> bool:
        return self.starts <= day and (self.stops is None or day <= self.stops)


@dataclass(slots=True)
class Registered:
    """What the front desk has on file: a plan and a member id, perhaps wrong, and the second plan if known."""

    payer: PayerProfile
    plan: str
    member_id: str
    second: Cover | None


@dataclass(slots=True)
class Patient:
    """A person; ``covers`` are the true plans in order of time, ``second`` pays after them (or first, if ``second_first``)."""

    number: int
    person: Person
    covers: list[Cover]
    second: Cover | None
    second_first: bool
    registered: Registered
    seen_at: set[int] = field(default_factory=set)
    """Practices that know the patient."""

    def cover(self, day: date) -> Cover | None:
        """The plan truly in force."""
        return next((one for one in self.covers if one.holds(day)), None)


def patients(seed: int, count: int, first: date, last: date, rates: Registration) -> Iterator[Patient]:
    """So many people, numbered and insured from a seed."""
    rng = Random(f"{seed}:patients")
    base = (seed * 7_919 % 9_000) * 100_000 + 40_000_000
    for number, coverage in enumerate(islice((one for one in coverages(rng, first, base) if not one.subscriber), count)):
        begin = date(first.year - 2, 1, 1)
        covers = [Cover(coverage.payer, coverage.plan_name, coverage.member_id, begin)]
        happening = rng.randrange(1000)
        day = first + timedelta(days=rng.randrange((last - first).days))
        if happening < rates.old_plan:
            covers = [_until(covers[0], day), _next(rng, coverage.payer, base + number, day + timedelta(days=1))]
        elif happening < rates.old_plan + rates.lapses:
            covers = [_until(covers[0], day)]
        second, second_first, told = _second(rng, coverage.payer, base + number, begin, rates)
        member_id = coverage.member_id
        if rng.randrange(1000) < rates.typed_wrong:
            member_id = mistyped(rng, member_id)
        registered = Registered(coverage.payer, coverage.plan_name, member_id, second if told else None)
        yield Patient(number, coverage.person, covers, second, second_first, registered)


def _until(cover: Cover, day: date) -> Cover:
    return Cover(cover.payer, cover.plan, cover.member_id, cover.starts, day)


def _next(rng: Random, old: PayerProfile, number: int, starts: date) -> Cover:
    payer = rng.choice([one for one in PAYERS if one is not old and one.seniors == old.seniors])
    return Cover(payer, rng.choice(payer.plan_names), identifiers.member_id(payer.member_id_shape, number + 31_000_000), starts)


def _second(
    rng: Random, payer: PayerProfile, number: int, starts: date, rates: Registration
) -> tuple[Cover | None, bool, bool]:
    """A second plan, whether it pays first, and whether the practice knows."""
    drawn = rng.randrange(1000)
    if drawn >= rates.second_plan + rates.second_unknown or payer.plan_type == "medicaid":
        return None, False, False
    other = rng.choice([one for one in PAYERS if one is not payer and one.plan_type in ("commercial", "erisa")])
    member_id = identifiers.member_id(other.member_id_shape, number + 62_000_000)
    cover = Cover(other, other.plan_names[0], member_id, starts)
    known = drawn < rates.second_plan
    return cover, not known, known


def mistyped(rng: Random, text: str) -> str:
    """Two neighbours change places, as typing hands do; where they are alike, one is typed wrong."""
    at = rng.randrange(len(text) - 1)
    if text[at] != text[at + 1]:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    wrong = "3" if text[at] != "3" else "8"
    return text[:at] + wrong + text[at + 1 :]
