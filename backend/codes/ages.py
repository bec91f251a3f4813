"""How old somebody is on a day, and who is not of age."""

from __future__ import annotations

from datetime import date

COMING_OF_AGE_YEARS = 18


def years_old(born: date, day: date) -> int:
    """Completed years of life. Somebody born on 29 February completes one on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def is_minor(born: date, today: date) -> bool:
    """Not of age on that day: letters go to a parent or guardian, and their records are spoken of by a person alone."""
    return years_old(born, today) < COMING_OF_AGE_YEARS
