"""Days told by today: "the day before yesterday", "two weeks ago", "last month on the ninth", "labor day"."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date, timedelta

from assistant.identifiers.calendar_words import day_at, month_at, named_day_at, plain_words, year_at
from assistant.identifiers.tokens import Token
from assistant.identifiers.vocabulary import ORDINALS, SMALL, WEEKDAYS

Days = tuple[int, date, date]
"""The token after, the first and the last day."""

_WORDS = 6
_HOLIDAYS: dict[tuple[str, ...], tuple[int, int, int]] = {
    ("labor", "day"): (9, 0, 1),
    ("memorial", "day"): (5, 0, -1),
    ("thanksgiving",): (11, 3, 4),
    ("columbus", "day"): (10, 0, 2),
    ("mothers", "day"): (5, 6, 2),
    ("fathers", "day"): (6, 6, 3),
    ("thanksgiving", "day"): (11, 3, 4),
    ("presidents", "day"): (2, 0, 3),
    ("martin", "luther", "king", "day"): (1, 0, 3),
    ("mlk", "day"): (1, 0, 3),
    ("labour", "day"): (9, 0, 1),
    ("turkey", "day"): (11, 3, 4),
    ("indigenous", "peoples", "day"): (10, 0, 2),
}
"""Month, weekday and which one of it: they move from year to year. Their names stand without apostrophes."""
_BESIDE_ANOTHER = {
    ("election", "day"): ((11, 0, 1), 1),
    ("black", "friday"): ((11, 3, 4), 1),
    ("cyber", "monday"): ((11, 3, 4), 4),
}
"""Days told by their distance from one that moves: elections are held on the day after the first monday."""
_AFTER_EASTER = {
    ("easter", "sunday"): 0,
    ("easter", "monday"): 1,
    ("easter",): 0,
    ("good", "friday"): -2,
    ("palm", "sunday"): -7,
    ("ash", "wednesday"): -46,
}
_MOVING = sorted([*_HOLIDAYS, *_BESIDE_ANOTHER, *_AFTER_EASTER], key=len, reverse=True)
_BEGIN_A_HOLIDAY = frozenset(name[0] for name in _MOVING)


def day_of_month(tokens: Sequence[Token], i: int, today: date) -> tuple[int, date] | None:
    """ "The tenth of this month", "the 3rd of last month": the token after it and the day."""
    for day, after in day_at(tokens, i):
        words = [t.word for t in tokens[after : after + 3]]
        told = tokens[i].word == "the" or tokens[after - 1].word in (*ORDINALS, "st", "nd", "rd", "th")
        if not told or words not in (["of", "this", "month"], ["of", "last", "month"]):
            continue
        first = today.replace(day=1)
        first = first if words[1] == "this" else (first - timedelta(1)).replace(day=1)
        if day <= _last_of(first).day:
            return after + 3, first.replace(day=day)
    return None


def last_year(tokens: Sequence[Token], i: int, today: date) -> tuple[int, int] | None:
    """ "January the twenty second of last year", "july third this year": the year, and the token after it."""
    words = ["year" if t.word == "yr" else t.word for t in tokens[i : i + 3]]
    of = words[:1] == ["of"]
    if words[of : of + 2] not in (["last", "year"], ["this", "year"]):
        return None
    return today.year - (words[of] == "last"), i + of + 2


def relative_days(tokens: Sequence[Token], i: int, today: date) -> Days | None:
    """The days told at token i by the day of the call."""
    words = [t.word for t in tokens[i : i + _WORDS]]
    if words[:4] == ["the", "day", "before", "yesterday"]:
        return _one(i + 4, today - timedelta(2))
    if words[:3] == ["day", "before", "yesterday"]:
        return _one(i + 3, today - timedelta(2))
    words[0] = _SLIPS.get(words[0], words[0])
    if words[0] in ("today's", "todays") and words[1:2] and words[1] in _SERVED:
        return _one(i + 1, today)
    words = [w.removesuffix("'s") if w.removesuffix("'s") in WEEKDAYS else w for w in words]
    if words[0] in ("today", "yesterday"):
        return _one(i + 1, today - timedelta(words[0] == "yesterday"))
    if beside := _beside_a_day(tokens, i, words, today):
        return beside
    if weekday := weekday_past(tokens, i, today):
        return weekday
    return (
        _on_a_long_weekend(tokens, i, today)
        or _ago(i, words, today)
        or _period(tokens, i, words, today)
        or _holiday(tokens, i, today)
        or _end_of_month(tokens, i, words, today)
    )


_SLIPS = dict.fromkeys(
    "yest ystrdy yesterdya yesterdy yesterda yestrday yesteday yesturday yestarday yday yesterday's yesterdays".split(),
    "yesterday",
)
_SERVED = frozenset("dos visit appt appointment service svc encounter".split())
""" "Today's DOS"; today's date alone is told for other reasons."""


def weekday_past(tokens: Sequence[Token], i: int, today: date) -> Days | None:
    """ "Last tuesday", "this past friday", and a week earlier "not last tuesday the one before", "the friday before last",
    "two fridays ago"."""
    words = [t.word.removesuffix("'s") for t in tokens[i : i + _WORDS]]
    refused = words[:1] == ["not"]
    start = int(refused)
    start += words[start : start + 1] == ["the"]
    named = words[start:]
    counted = SMALL.get(named[0], 0) if named else 0
    if counted > 1 and named[1:2] and named[1].rstrip("s") in WEEKDAYS and named[2:3] == ["ago"]:
        return _one(i + start + 3, _weekday_before(today, named[1].rstrip("s"), counted - 1))
    if not refused and named[:1] and named[0] in WEEKDAYS and named[1:3] == ["before", "last"]:
        return _one(i + start + 3, _weekday_before(today, named[0], 1))
    start = int(refused)
    lead = 2 if words[start : start + 2] == ["this", "past"] else int(words[start : start + 1] in _LEADS)
    at = start + lead
    short = not lead and not refused and i > 0 and tokens[i - 1].word in _PLACES
    if short and words[at] in WEEKDAYS:
        return _one(i + 1, _weekday_before(today, words[at], 0))  # "went to urgent care sat"
    if words[at : at + 1] == ["sat"] and words[at - 1] in ("this", "the"):
        return None  # "this sat in pending for a month"
    if at >= len(words) or words[at] not in WEEKDAYS or not (lead or len(words[at]) > len("thurs")):
        return None
    after = i + at + 1
    earlier = _the_one_before(tokens, after)
    if refused and not earlier:
        return None
    return _one(earlier or after, _weekday_before(today, words[at], int(earlier > 0)))


_PLACES = frozenset("care er clinic hospital dentist doctor dr lab ofc office".split())
_LEADS = (["last"], ["past"], ["this"], ["on"])


def _weekday_before(today: date, weekday: str, weeks: int) -> date:
    return today - timedelta(((today.weekday() - WEEKDAYS[weekday]) % 7 or 7) + 7 * weeks)


def _the_one_before(tokens: Sequence[Token], i: int) -> int:
    """The token after the "no the one before (that)" of "last friday no the one before", or 0."""
    while i < len(tokens) and tokens[i].word in (",", "no", "wait", "sorry", "but", "it", "was", "but", "rather"):
        i += 1
    words = [t.word for t in tokens[i : i + 4]]
    if words[:3] not in (["the", "one", "before"], ["the", "week", "before"]):
        return 0
    named = words[3:] in (["that"], ["this"], ["last"], ["it"])
    ends = i + 3 == len(tokens) or tokens[i + 3].word in (",", ".", "i", "so", "and", "then")
    return i + 4 if named else i + 3 if ends else 0


def _on_a_long_weekend(tokens: Sequence[Token], i: int, today: date) -> Days | None:
    """ "Memorial day weekend the monday", "the saturday of labor day weekend"."""
    words = [t.word for t in tokens[i : i + 4]]
    first = int(words[:1] == ["the"])
    weekday = words[first] if words[first : first + 1] and words[first] in WEEKDAYS else ""
    at = i + first + 1 + (words[first + 1 : first + 2] in (["of"], ["on"])) if weekday else i
    holiday = _holiday(tokens, at, today, weekend=True)
    if holiday is None:
        return None
    after = holiday[0] + 1
    if not weekday:
        after += sum(t.word in ("the", "on", "that", ",") for t in tokens[after : after + 2])
        weekday = tokens[after].word if after < len(tokens) else ""
        after += 1
    days = (holiday[1] + timedelta(beside) for beside in range(-3, 4))
    return next((_one(after, day) for day in days if weekday in WEEKDAYS and day.weekday() == WEEKDAYS[weekday]), None)


def weekday_and_day(tokens: Sequence[Token], i: int, today: date) -> tuple[int, date] | None:
    """ "Friday the thirteenth (of this month)": the token after it, and the last day of the past that was both."""
    if i + 1 >= len(tokens) or tokens[i].word not in WEEKDAYS or tokens[i + 1].word != "the":
        return None
    weekday = WEEKDAYS[tokens[i].word]
    for day, after in day_at(tokens, i + 1):
        if tokens[after - 1].word not in (*ORDINALS, "st", "nd", "rd", "th"):
            continue
        words = [t.word for t in tokens[after : after + 3]]
        of = words[:1] == ["of"]
        month = words[of + 1 : of + 2] == ["month"] and words[of] in ("this", "last")
        first = today.replace(day=1)
        for _ in range(_MONTHS_BACK):
            fits = day <= _last_of(first).day and first.replace(day=day) <= today
            if fits and first.replace(day=day).weekday() == weekday:
                return after + (of + 2) * month, first.replace(day=day)
            first = (first - timedelta(1)).replace(day=1)
    return None


_MONTHS_BACK = 12


def _one(after: int, day: date) -> Days:
    return after, day, day


def _ago(i: int, words: Sequence[str], today: date) -> Days | None:
    """ "two weeks ago", "10 days ago", "a week ago today"."""
    count = (
        int(words[0])
        if words[0].isdigit() and len(words[0]) <= 3
        else 1
        if words[0] in ("a", "one")
        else SMALL.get(words[0], 0)
    )
    if not count or words[2:3] != ["ago"]:
        return None
    unit, after = words[1].rstrip("s"), i + 3 + (words[3:4] == ["today"])
    days = {"day": 1, "week": 7}.get(unit)
    if unit == "week" and words[3:4] and words[3] in WEEKDAYS:
        return _one(i + 4, _weekday_before(today, words[3], count))  # "a week ago friday"
    if days:
        return _one(after, today - timedelta(days * count))
    if unit == "month":
        months = today.year * 12 + today.month - 1 - count
        first = date(months // 12, months % 12 + 1, 1)
        return after, first, _last_of(first)
    return None


def _period(tokens: Sequence[Token], i: int, words: Sequence[str], today: date) -> Days | None:
    """ "last week", "this month", "last month on the ninth"."""
    if words[0] not in ("last", "this") or len(words) < 2:
        return None
    back = words[0] == "last"
    if words[1] == "week":
        monday = today - timedelta(today.weekday() + 7 * back)
        return i + 2, monday, min(monday + timedelta(6), today)
    if words[1] != "month":
        return None
    first = (today.replace(day=1) - timedelta(1)).replace(day=1) if back else today.replace(day=1)
    if words[2:4] == ["on", "the"]:
        for day, after in day_at(tokens, i + 3):
            if day <= _last_of(first).day:
                return _one(after, first.replace(day=day))
    return i + 2, first, min(_last_of(first), today)


def _last_of(first: date) -> date:
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _beside_a_day(tokens: Sequence[Token], i: int, words: Sequence[str], today: date) -> Days | None:
    """ "the day after christmas", "day before halloween", "the friday after last thanksgiving"."""
    start = int(words[0] == "the")
    kind = words[start] if len(words) > start else ""
    if (kind != "day" and kind not in WEEKDAYS) or words[start + 1 : start + 2] not in (["after"], ["before"]):
        return None
    step = 1 if words[start + 1] == "after" else -1
    at = i + start + 2
    at += at < len(tokens) and tokens[at].word in ("last", "this", "past")
    if at >= len(tokens):
        return None
    if (named := named_day_at(tokens, at) or _month_and_day_at(tokens, at)) is not None:
        year, after = _told_year(tokens, named[2], today)
        years = [year] if year else [today.year, today.year - 1]
        days = [_next(date(year, named[0], named[1]), kind, step) for year in years if year > today.year - 130]
        if words[start + 1 : start + 3] == ["before", "last"] and _itself(named, kind, today):
            return None  # "the monday before last october twelfth"
        past = next((day for day in days if day <= today), None)
        return _one(after, past) if past else None
    holiday = _holiday(tokens, at, today)
    return _one(holiday[0], _next(holiday[1], kind, step)) if holiday else None


def _month_and_day_at(tokens: Sequence[Token], i: int) -> tuple[int, int, int] | None:
    """Month, day and the token after "the fourth of july", "july fourth"."""
    if month := month_at(tokens, i):
        days = [(day, after) for day, after in day_at(tokens, month[1]) if tokens[after - 1].word in ORDINALS]
        return (month[0], *days[0]) if days else None
    for day, after in day_at(tokens, i):
        of = after + (after < len(tokens) and tokens[after].word == "of")
        if tokens[after - 1].word in ORDINALS and of > after and (month := month_at(tokens, of)):
            return month[0], day, month[1]
    return None


def _itself(named: tuple[int, int, int], kind: str, today: date) -> bool:
    """Whether a day of this year is the weekday itself."""
    month, day, _ = named
    return kind in WEEKDAYS and date(today.year, month, day).weekday() == WEEKDAYS[kind]


def _told_year(tokens: Sequence[Token], i: int, today: date) -> tuple[int, int]:
    """The year of "christmas in sixty seven", "christmas eve nineteen forty" and the token after it, or nothing and i."""
    short = i < len(tokens) and tokens[i].word in ("in", "of", "'")
    told = max((p for p in year_at(tokens, i) if p[0] > 99 or short), key=lambda p: p[1], default=None)
    if told is None or told[0] > 99:
        return told or (0, i)
    return told[0] + (2000 if 2000 + told[0] <= today.year else 1900), told[1]


def _next(day: date, kind: str, step: int) -> date:
    """The day beside another one, or the first such weekday."""
    day += timedelta(step)
    while kind in WEEKDAYS and day.weekday() != WEEKDAYS[kind]:
        day += timedelta(step)
    return day


def _holiday(tokens: Sequence[Token], i: int, today: date, *, weekend: bool = False) -> Days | None:
    """The last one there was of a holiday that moves, or the one of the year that is told; with `weekend` only where its
    weekend is named."""
    begins = i < len(tokens) and tokens[i].word.replace("'", "") in _BEGIN_A_HOLIDAY
    for name in _MOVING if begins else ():
        words, after = plain_words(tokens, i, len(name))
        follows = tokens[after].word if after < len(tokens) else ""
        if words != name or follows == "week" or (follows == "weekend") != weekend:
            continue
        told = last_year(tokens, after, today) or next((p for p in year_at(tokens, after) if p[0] > 99), None)
        if told:
            return _one(told[1], _moved(told[0], name))
        days = (_moved(year, name) for year in (today.year, today.year - 1))
        return _one(after, next(day for day in days if day <= today))
    return None


def _moved(year: int, name: tuple[str, ...]) -> date:
    if name in _BESIDE_ANOTHER:
        rule, later = _BESIDE_ANOTHER[name]
        return _falls_on(year, rule) + timedelta(later)
    return _falls_on(year, _HOLIDAYS[name]) if name in _HOLIDAYS else _easter(year) + timedelta(_AFTER_EASTER[name])


def _easter(year: int) -> date:
    """Easter Sunday (the rule of Gauss as Butcher wrote it)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def _falls_on(year: int, rule: tuple[int, int, int]) -> date:
    month, weekday, which = rule
    days = [d for week in calendar.monthcalendar(year, month) if (d := week[weekday])]
    return date(year, month, days[which - 1] if which > 0 else days[which])


def _end_of_month(tokens: Sequence[Token], i: int, words: Sequence[str], today: date) -> Days | None:
    """ "the last day of april twenty twenty six"."""
    start = words[0] == "the"
    if words[start : start + 3] != ["last", "day", "of"] or (month := month_at(tokens, i + start + 3)) is None:
        return None
    told = [(year, after) for year, after in year_at(tokens, month[1]) if year > 99]
    if told:
        return _one(told[0][1], _last_of(date(told[0][0], month[0], 1)))
    ends = [_last_of(date(year, month[0], 1)) for year in (today.year, today.year - 1)]
    return _one(month[1], next(day for day in ends if day <= today))
