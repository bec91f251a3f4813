"""A date as it was said: parts of it may be missing, and what they are is settled by what the date is for."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date

CENTURY = 99  # years told in full are greater


@dataclass(frozen=True, slots=True)
class SaidDate:
    """A date said in tokens [first, last). `vague` ones ("last tuesday", "in march") count only where a date is asked for."""

    first: int
    last: int
    month: int = 0
    day: int | None = None
    year: int | None = None
    fixed: tuple[date, date] | None = None
    end: SaidDate | None = None
    vague: bool = False

    @property
    def fixed_day(self) -> bool:
        """Whether it is one day, no week and no month."""
        return self.day is not None or (self.fixed is not None and self.fixed[0] == self.fixed[1])

    def as_birth(self, today: date) -> date | None:
        """The day of birth meant; it needs a year and lies in the past."""
        if self.fixed or self.day is None or self.year is None:
            return None
        year = self.year
        if year < 100:
            year += 2000 if 2000 + year <= today.year else 1900
            coming = real_date(year, self.month, self.day)
            year -= 100 if coming and coming > today else 0
        born = real_date(year, self.month, self.day)
        return born if born and date(1880, 1, 1) <= born <= today else None

    def as_service(self, today: date) -> tuple[date, date] | None:
        """First and last day of service meant; without a year the most recent past one."""
        first = self._service_days(today)
        if self.end is None or first is None:
            return first
        end = self.end if self.end.year is not None else replace(self.end, year=first[0].year)
        last = end._service_days(today)
        if last is None:
            return first
        if self.end.year is None and last[1] < first[0] and (over := replace(end, year=(end.year or 0) + 1)):
            last = over._service_days(today) or last  # "december thirtieth till january third"
        start = first[0] if self.year is not None else replace(self, year=last[1].year, end=None)._service_days(today)
        begin = start if isinstance(start, date) else start[0] if start else first[0]
        return (begin, last[1]) if begin <= last[1] else (first[0], max(first[0], last[1]))

    def _service_days(self, today: date) -> tuple[date, date] | None:
        if self.fixed:
            return self.fixed
        years = [self.year] if self.year is not None else [today.year, today.year - 1, today.year - 4, today.year - 8]
        for said in years:
            year = said + (2000 if 2000 + said <= today.year + 1 else 1900) if said < 100 else said
            last = self.day or (calendar.monthrange(year, self.month)[1] if 1 <= self.month <= 12 else 0)
            first, final = real_date(year, self.month, self.day or 1), real_date(year, self.month, last)
            if first and final and (self.year is not None or first <= today):
                return first, final
        return None


def real_date(year: int, month: int, day: int) -> date | None:
    """The day, where the calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def of_digits(text: str, first: int, last: int) -> SaidDate | None:
    """Six or eight digits as MMDDYY, MMDDYYYY or YYYYMMDD."""
    if (
        len(text) == 8
        and text[:2] in ("19", "20")
        and real_date(int(text[:4]), int(text[4:6]), int(text[6:]))
        and int(text[:2]) > 12
    ):
        return SaidDate(first, last, int(text[4:6]), int(text[6:]), int(text[:4]))
    if not real_date(2024, int(text[:2]), int(text[2:4])):
        return None
    year = int(text[4:])
    if len(text) == 8 and not 1880 <= year <= 2100:
        return None
    return SaidDate(first, last, int(text[:2]), int(text[2:4]), year)
