"""How long each kind of record is kept, from a day on and with its source; and up to when that lets go today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path

from backend.codes.effective import EffectiveRule, read_rules

_DATA = Path(__file__).parent / "data" / "periods.json"


class Kind(StrEnum):
    """What is forgotten together, in the order in which it is."""

    DIALOGUE = "dialogue"
    """The dialogue engine's tracker."""
    TRACES = "traces"
    """What only a conversation going on needs: live updates, drafts, tokens, codes, stored TwiML, daily counts."""
    UNPROVED_TRANSCRIPT = "unproved_transcript"
    """What was said where nobody proved who they are."""
    TRANSCRIPT = "transcript"
    """What was said where somebody did."""
    AUDIT = "audit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period(EffectiveRule):
    """How long one kind is kept after its last activity."""

    kind: Kind
    days: int
    years: int

    def before(self, now: datetime) -> datetime:
        """What is older than this moment may go; whole days in UTC, and 29 February counts as the 28th."""
        day = now.astimezone(UTC).date()
        target = day.year - self.years
        back = day.replace(year=target, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=target)
        return datetime.combine(back - timedelta(days=self.days), time.min, UTC)

    def until(self, last: datetime) -> date:
        """The last day something last touched at this moment is kept."""
        day = last.astimezone(UTC).date()
        target = day.year + self.years
        kept = day.replace(year=target, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=target)
        return kept + timedelta(days=self.days)

    @property
    def spoken(self) -> str:
        """``7 days``, ``6 years``."""
        parts = [(self.years, "year"), (self.days, "day")]
        return ", ".join(f"{count} {unit}{'s' if count != 1 else ''}" for count, unit in parts if count)


def periods(now: datetime) -> list[Period]:
    """The periods in force, one a kind."""
    found = {one.kind: one for one in read_rules(_DATA, Period) if one.in_force(now.date())}
    assert set(found) == set(Kind), "every kind of record has a period in force"
    assert all(one.days or one.years for one in found.values()), "nothing is kept for no time at all"
    return [found[kind] for kind in Kind]
