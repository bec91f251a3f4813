"""What keeps being left out, and how long charges lie. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from statistics import median

LEAST_QUERIES = 3
LEAST_PERCENT = 10
ADVICE: dict[str, str] = {
    "unsigned": "Sign the note when closing it.",
    "no_procedure": "Name the procedure in the note.",
    "no_diagnosis": "Link each service to the diagnosis it was done for.",
    "decision_making": "State the level of decision making, or the elements it rests on.",
    "minutes": "Write down start and stop, or the minutes, of timed services.",
    "side": "Write down the side treated.",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One query: to whom, for what, and after how many hours it was answered (None: never)."""

    physician_npi: str
    gap: str
    hours: float | None


@dataclass(frozen=True, slots=True)
class Pattern:
    physician_npi: str
    gap: str
    queries: int
    encounters: int
    unanswered: int
    hours_to_answer: float | None

    @property
    def percent(self) -> int:
        return round(100 * self.queries / self.encounters)


@dataclass(frozen=True, slots=True)
class Lag:
    provider_npi: str
    claims: int
    median_days: float
    ninety_percent_within_days: int


def patterns(asked: Iterable[Asked], encounters: Counter[str]) -> list[Pattern]:
    """Gaps a physician was asked about at least three times and in a tenth of the encounters; most frequent first."""
    by: dict[tuple[str, str], list[Asked]] = defaultdict(list)
    for one in asked:
        by[one.physician_npi, one.gap].append(one)
    found = []
    for (npi, gap), queries in by.items():
        hours = [one.hours for one in queries if one.hours is not None]
        seen = max(encounters[npi], 1)
        if len(queries) >= LEAST_QUERIES and 100 * len(queries) >= LEAST_PERCENT * seen:
            found.append(
                Pattern(npi, gap, len(queries), seen, len(queries) - len(hours), median(hours) if hours else None)
            )
    return sorted(found, key=lambda one: (-one.queries, one.physician_npi, one.gap))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Services of one physician that were documented and not billed, for one reason."""

    physician_npi: str
    reason: str
    services: int


def left_out(coded: Iterable[tuple[str, Iterable[str]]]) -> list[LeftOut]:
    """(physician, the reasons of one encounter) into services per physician and reason; most frequent first."""
    counts = Counter((npi, reason) for npi, reasons in coded for reason in reasons)
    found = [LeftOut(npi, reason, services) for (npi, reason), services in counts.items()]
    return sorted(found, key=lambda one: (-one.services, one.physician_npi, one.reason))


def charge_lag(billed: Iterable[tuple[str, date, date]]) -> list[Lag]:
    """(provider, service day, day the claim left) into days per provider, slowest first."""
    by: dict[str, list[int]] = defaultdict(list)
    for npi, served, left in billed:
        by[npi].append((left - served).days)
    lags = [Lag(npi, len(days), float(median(days)), _ninetieth(sorted(days))) for npi, days in by.items()]
    return sorted(lags, key=lambda one: (-one.median_days, one.provider_npi))


def _ninetieth(days: Sequence[int]) -> int:
    return days[ceil(len(days) * 0.9) - 1]
