"""Dates and ranges as people write and say them, US order; the year is settled later by what the date is for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.identifiers.calendar_words import (
    after_correction,
    day_at,
    day_by_figures,
    day_elsewhere,
    ends_a_year,
    is_a_day_of,
    left_after,
    month_at,
    past_aside,
    year_at,
)
from assistant.identifiers.dates_in_parts import date_in_parts
from assistant.identifiers.day_lists import (
    all_listed,
    numbers_a_thing,
    numbers_side_by_side,
    weekdays_of_last_week,
    with_day_after_year,
)
from assistant.identifiers.days_by_name import day_by_name, only_near
from assistant.identifiers.days_in_numbers import counts_something, numbers_as_day, spoken_numbers
from assistant.identifiers.figures_as_dates import compact, iso, one_by_one, slashed
from assistant.identifiers.relative_days import day_of_month, last_year, relative_days, weekday_and_day
from assistant.identifiers.said_date import SaidDate, real_date
from assistant.identifiers.spans_told import THROUGH, end_told, start_told
from assistant.identifiers.tokens import Token
from assistant.identifiers.units import is_cut_out, spells
from assistant.identifiers.vocabulary import DIGITS, ORDINALS, SMALL, TENS, WEEKDAYS
from assistant.identifiers.weeks import week_of, week_told


def find_dates(tokens: Sequence[Token], today: date) -> list[SaidDate]:
    """Dates that show themselves: with a month's name, with slashes, ISO, or relative words."""
    found: list[SaidDate] = []
    i = 0
    while i < len(tokens):
        if listed := weekdays_of_last_week(tokens, i, today):
            found += listed
            i = listed[-1].last
            continue
        said = date_at(tokens, i, today)
        if said is None:
            i += 1
            continue
        said = _with_coming(tokens, _with_start(tokens, _with_correction(tokens, _with_range(tokens, said, today))))
        if said.month and said.year is None and said.end is None:
            said = _with_year_after(tokens, said, today)
        said = with_day_after_year(tokens, said)
        found += (listed := all_listed(tokens, said))
        i = listed[-1].last
    return [
        said for said in found if not (_only_its_weekday(tokens, said, found, today) or only_near(tokens, said, found))
    ]


def _with_year_after(tokens: Sequence[Token], said: SaidDate, today: date) -> SaidDate:
    """ "… last year", and the one year of "december second not december seventh nineteen fifty eight"."""
    if year := last_year(tokens, said.last, today):
        return replace(said, year=year[0], last=year[1])
    told = any(t.word == "not" for t in tokens[said.last : said.last + 1])
    refused = date_at(tokens, said.last + 1, today) if told else None
    if refused and refused.month and refused.year and refused.end is None:
        return replace(said, year=refused.year, last=refused.last)
    return said


def _only_its_weekday(tokens: Sequence[Token], said: SaidDate, found: Sequence[SaidDate], today: date) -> bool:
    """The monday of "11/2/26, i think it was a monday": no day of its own."""
    if not said.fixed or tokens[said.last - 1].word not in WEEKDAYS:
        return False
    weekday, named = WEEKDAYS[tokens[said.last - 1].word], tokens[max(0, said.first - 1)].word in ("a", "was")
    days = [d.as_service(today) for d in found if not d.fixed and d.day is not None]
    holidays = [d.fixed for d in found if d.fixed and d is not said and tokens[d.last - 1].word not in WEEKDAYS]
    return any(named or day[0].weekday() == weekday for day in days if day) or any(
        day[0] == day[1] and day[0].weekday() == weekday for day in holidays
    )


def date_at(tokens: Sequence[Token], i: int, today: date) -> SaidDate | None:
    """The date that begins at token i."""
    if i >= len(tokens):
        return None
    if tokens[i].word == "on" and weekday_and_day(tokens, i + 1, today):
        return None  # the day begins with its weekday
    if (at := week_told(tokens, i)) and (first := date_at(tokens, at, today)):
        return None if _with_range(tokens, first, today).end else week_of(i, first, today)
    if tokens[i].word in WEEKDAYS:
        on = i + 1 + _comma(tokens, i + 1)
        on += on < len(tokens) and tokens[on].word == "the"
        if named := _month_first(tokens, on) or _day_first(tokens, on):
            return replace(named, first=i)
        if told := weekday_and_day(tokens, i, today):
            return SaidDate(i, told[0], fixed=(told[1], told[1]), vague=tokens[told[0] - 1].word != "month")
    if tokens[i].word == "last" and (told := weekday_and_day(tokens, i + 1, today)):
        asked = i > 0 and tokens[i - 1].word in ("for", "from", "of", "on")
        return SaidDate(i, told[0], fixed=(told[1], told[1]), vague=not asked)  # "last thursday the nineteenth"
    return (
        (_relative(tokens, i, today) if tokens[i].word in ("the", "day", "last") else None)
        or start_told(tokens, i, today)
        or _of_this_month(tokens, i, today)
        or _in_another_tongue(tokens, i)
        or date_in_parts(tokens, i)
        or iso(tokens, i)
        or slashed(tokens, i)
        or (day_by_name(tokens, i, today) if tokens[i].word in ("april", "may") else None)
        or _month_first(tokens, i)
        or _day_first(tokens, i)
        or day_by_name(tokens, i, today)
        or _relative(tokens, i, today)
    )


def _of_this_month(tokens: Sequence[Token], i: int, today: date) -> SaidDate | None:
    told = day_of_month(tokens, i, today)
    return SaidDate(i, told[0], told[1].month, told[1].day, told[1].year) if told else None


def _in_another_tongue(tokens: Sequence[Token], i: int) -> SaidDate | None:
    told = day_elsewhere(tokens, i)
    return SaidDate(i, told[0], told[1].month, told[1].day, told[1].year) if told else None


def _comma(tokens: Sequence[Token], i: int) -> bool:
    return i < len(tokens) and tokens[i].word == ","


_BEFORE_A_MONTH = frozenset(
    "in during of from for last this since back sometime around early late to through thru until".split()
)


def _month_first(tokens: Sequence[Token], i: int) -> SaidDate | None:
    month = month_at(tokens, i)
    if month is None or (i and tokens[i - 1].word in ("name", "named") and not day_at(tokens, i + 1)):
        return None  # "first name june"
    if _is_a_letter(tokens, i) and not is_a_day_of(tokens, i):
        return None
    value, after = month
    options: list[SaidDate] = []
    for day, next_token in day_at(tokens, after):
        if counts_something(tokens, next_token) and tokens[next_token - 1].word not in ORDINALS:
            continue  # "in august nine days with the gallbladder"
        options.append(SaidDate(i, next_token, value, day))
        options += [
            SaidDate(i, end, value, day, year)
            for year, end in year_at(tokens, next_token)
            if not counts_something(tokens, end)
        ]
    if two := day_by_figures(tokens, after):
        options += [SaidDate(i, end, value, two, year) for year, end in year_at(tokens, after + 2) if year > 99]
    options += [SaidDate(i, end, value, None, year, vague=True) for year, end in year_at(tokens, after) if year > 99]
    if (earlier := _year_before(tokens, i)) is not None:
        options = [replace(o, first=earlier[0], year=earlier[1]) if o.day and o.year is None else o for o in options]
    options = [o for o in options if o.day is None or real_date(2024, value, o.day)]
    if options:
        return max(options, key=lambda o: (o.last, (o.year or 0) > 99, o.day is not None))
    before = tokens[i - 1].word if i else ""
    if before in _BEFORE_A_MONTH or tokens[i].word not in ("may", "march", "mar"):
        return SaidDate(i, i + 1, value, vague=True)
    if tokens[i].word == "march" and (before in ("is", "was", "it's", "say", "said") or len(tokens) == 1):
        return SaidDate(i, i + 1, value, vague=True)
    return None


def _is_a_letter(tokens: Sequence[Token], i: int) -> bool:
    """Whether november spells an n among other characters; a year alone before it and a day after it make a date."""
    if tokens[i].word != "november" or not spells(tokens, i - 1):
        return False
    if any(tokens[after - 1].word in ORDINALS for _, after in day_at(tokens, i + 1)):
        return False  # "nine oh six eight six november second"
    year = _year_before(tokens, i)
    ends = any(after == len(tokens) for _, after in day_at(tokens, i + 1))
    return not (year and year[0] == 0 and year[1] > 99 and ends)


def _year_before(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """ "in nineteen thirty nine on october the first": (first token, year) of a full year said before the month."""
    end = i - 1 if i and tokens[i - 1].word in ("on", ",") else i
    for first in range(max(0, end - 5), end):
        if not (tokens[first].word in SMALL or tokens[first].is_figure):
            continue
        if (first == 0 or tokens[first - 1].word in _BEFORE_A_YEAR) and any(
            after == end and year > 99 for year, after in year_at(tokens, first)
        ):
            return first, next(year for year, after in year_at(tokens, first) if after == end and year > 99)
        told = [t.word for t in tokens[max(0, first - 2) : first]]
        short = [year for year, after in year_at(tokens, first) if after == end and 10 <= year <= 99]
        if (
            short
            and tokens[first].word in SMALL
            and (
                told[-1:] == ["year"]
                or told[-1:] == ["born"]
                or told in (["year", "is"], ["born", "in"])
                or _whole_line_from(tokens, first)
            )
        ):
            return first, short[0]
    return None


_BEFORE_A_YEAR = frozenset("in of year it's its it is was i'm he's she's born no actually be mean sorry wait".split())
_LONGEST_DAY = 7


def _whole_line_from(tokens: Sequence[Token], i: int) -> bool:
    """Whether the line is "sixty three september fifth" and no more."""
    return i == 0 and tokens[i].word in TENS and len(tokens) <= _LONGEST_DAY and tokens[-1].word in ORDINALS


_VERBS_TOO = frozenset({"may", "march", "mar", "sun", "sat", "mon"})


def _past_refused(tokens: Sequence[Token], i: int) -> int:
    """The month of "the ninth not the fifth of march", behind the day that is not meant, or 0."""
    if i >= len(tokens) or tokens[i].word != "not":
        return 0
    at = i + 1 + (i + 1 < len(tokens) and tokens[i + 1].word in ("on", "for"))
    ends = [after for _, after in day_at(tokens, at) if after < len(tokens) and tokens[after].word == "of"]
    return ends[-1] + 1 if ends else 0


def _day_first(tokens: Sequence[Token], i: int) -> SaidDate | None:
    """ "the fifth of march twenty twenty six", "5 March 2026"."""
    best: SaidDate | None = None
    for day, after in day_at(tokens, i):
        of = past_aside(tokens, after)
        of += of < len(tokens) and tokens[of].word in ("of", "all", "both", "-", "/", ".")
        of = _past_refused(tokens, after) or of
        month = month_at(tokens, of) or _counted_month(tokens, after)
        if month is None or not real_date(2024, month[0], day) or _the_one_of(tokens, after, of):
            continue
        if of == after and ends_a_year(tokens, i, after):
            continue
        whole = bool(year_at(tokens, month[1])) and not spells(tokens, i - 1)
        told = tokens[after - 1].word in ORDINALS and tokens[of].word not in _VERBS_TOO
        if of == after and not (tokens[i].is_figure or tokens[i].word == "the" or whole or told):
            continue
        options = [SaidDate(i, month[1], month[0], day)]
        options += [SaidDate(i, end, month[0], day, year) for year, end in year_at(tokens, month[1])]
        longest = max(options, key=lambda o: o.last)
        if of == after and (_is_whole_from(tokens, of, longest.last) or _is_for(tokens, i, of)):
            continue
        best = longest if best is None or longest.last > best.last else best
    if best and best.year is None and (earlier := _year_before(tokens, i)) is not None:
        return replace(best, first=earlier[0], year=earlier[1])  # "born in fifty eight the tenth of april"
    return best


def _the_one_of(tokens: Sequence[Token], of: int, month: int) -> bool:
    """ "Back to the one of June 22": a claim is meant by it, and the day follows its month."""
    told = of > 1 and tokens[of - 1].word == "one" and tokens[of - 2].word in ("the", "that", "this", "other")
    after = month_at(tokens, month)
    return told and after is not None and bool(day_at(tokens, after[1]))


def _counted_month(tokens: Sequence[Token], i: int) -> tuple[int, int] | None:
    """The month of "the fifteenth of the eighth", and the token after it."""
    at = i + 2 if [t.word for t in tokens[i : i + 2]] == ["of", "the"] else i + 1
    counted = tokens[i - 1].word in ORDINALS and at < len(tokens) and tokens[i].word == "of"
    month = ORDINALS.get(tokens[at].word, 0) if counted else 0
    ends = at + 1 >= len(tokens) or not tokens[at + 1].is_word or bool(year_at(tokens, at + 1))
    return (month, at + 1) if 0 < month <= 12 and ends else None


def _is_whole_from(tokens: Sequence[Token], month: int, last: int) -> bool:
    """ "… 5 3 1 november 19 1990": the date begins with its month, and the figure before it ends an identifier."""
    whole = _month_first(tokens, month)
    return whole is not None and whole.day is not None and (whole.year or 0) > 99 and whole.last > last


def _is_for(tokens: Sequence[Token], i: int, month: int) -> bool:
    """The 4 of "my eob 4 oct 5" and of "visit 4 jun 3rd": a single figure is no year."""
    after = month_at(tokens, month)
    figure = tokens[after[1]].word if after and after[1] < len(tokens) else ""
    return tokens[i].word == "4" and not tokens[i].glued and i > 0 and figure.isdigit() and len(figure) == 1


def _relative(tokens: Sequence[Token], i: int, today: date) -> SaidDate | None:
    found = relative_days(tokens, i, today)
    on_a_holiday = i > 0 and tokens[i - 1].word == "on" and tokens[i].word not in WEEKDAYS
    if found is None:
        return None
    ends = (end for k in range(i + 1, found[0]) for _, end in year_at(tokens, k))
    if found[1] == found[2] and any(end == found[0] for end in ends):
        return SaidDate(
            i, found[0], found[1].month, found[1].day, found[1].year
        )  # "the day before easter in sixty one"
    in_its_year = tokens[found[0] - 1].word == "year"
    return SaidDate(i, found[0], fixed=found[1:], vague=not (on_a_holiday or in_its_year))


_LEFT = frozenset({"dc", "discharged", "discharge", "disch"})
_TO = THROUGH | _LEFT | {"-", "and"}


def _with_range(tokens: Sequence[Token], said: SaidDate, today: date) -> SaidDate:
    """ "3/1 to 3/5", "march 1st through the 5th", "between march first and march third"."""
    if end := _left_on(tokens, said, today):
        return replace(said, last=end.last, end=end)
    i = said.last
    if tuple(t.word for t in tokens[i : i + 4]) == ("into", "the", "new", "year"):
        i += 4
    if i + 1 < len(tokens) and ((tokens[i].word == "," and tokens[i + 1].word in _LEFT) or tokens[i].word == "up"):
        i += 1
    if i >= len(tokens) or tokens[i].word not in _TO or said.fixed:
        return said
    if tokens[i].word == "and" and (next_day := _day_after(tokens, said)):
        return next_day
    led = {t.word for t in tokens[max(0, said.first - 3) : said.first]}
    if tokens[i].word == "and" and not led & {"between", "btw", "btwn"}:
        return said
    other = end_told(tokens, i + 1, said, today) or date_at(tokens, i + 1, today)
    if other and said.day is None and other.day is not None:
        said = replace(said, day=1)  # "from may through the end of june"
    if other and not other.fixed and (other.day is not None) == (said.day is not None):
        return replace(said, last=other.last, end=other)
    if said.day is None or (said.year is not None and tokens[i].word == "-"):
        return said
    for day, after in day_at(tokens, i + 1):
        if day > said.day and real_date(2024, said.month, day):
            years = year_at(tokens, after)
            year, last = years[0] if years else (said.year, after)
            return replace(said, last=last, year=year, end=SaidDate(i + 1, last, said.month, day, year))
    return said


def _day_after(tokens: Sequence[Token], said: SaidDate) -> SaidDate | None:
    """ "november second and third": two days that follow one another."""
    at = said.last + 1
    for day, after in day_at(tokens, at):
        told = tokens[after - 1].word in ORDINALS and day == (said.day or 0) + 1
        if told and said.year is None and month_at(tokens, after) is None and real_date(2024, said.month, day):
            years = year_at(tokens, after)
            year, last = years[0] if years else (None, after)
            return replace(said, last=last, year=year, end=SaidDate(at, last, said.month, day, year))
    return None


def _left_on(tokens: Sequence[Token], said: SaidDate, today: date) -> SaidDate | None:
    """The day of leaving told after the one of coming: "admitted ten two twenty six and discharged on the seventh"."""
    i = left_after(tokens, said.first, said.last)
    if not i or said.day is None or said.fixed or said.end:
        return None
    whole = date_at(tokens, i, today) or numbers_as_day(tokens, i)
    if whole is None and said.year is None:
        whole = next(iter(numbers_side_by_side(tokens, i)), None)
    if whole:
        return whole if whole.day and not whole.fixed else None
    ordinal = tokens[i].word == "the" or tokens[i].word in ORDINALS if i < len(tokens) else False
    days = [(day, after) for day, after in day_at(tokens, i) if day > said.day and real_date(2024, said.month, day)]
    return SaidDate(i, days[0][1], said.month, days[0][0], said.year) if ordinal and days else None


def _with_coming(tokens: Sequence[Token], said: SaidDate) -> SaidDate:
    """ "admitted twelve twenty nine twenty five and discharged january second": the first day was told in numbers alone."""
    if said.day is None or said.end or said.fixed:
        return said
    for first in range(max(0, said.first - _LEAVING_BEFORE), said.first):
        came = numbers_as_day(tokens, first)
        if came and left_after(tokens, first, came.last) == said.first:
            return replace(came, last=said.last, end=said)
    return said


_LEAVING_BEFORE = 14


def _with_start(tokens: Sequence[Token], said: SaidDate) -> SaidDate:
    """ "the fifth through the ninth of january": the first day said before the month."""
    to = said.first - 1
    if said.day is None or said.end or said.fixed or to < 1 or tokens[to].word not in THROUGH:
        return said
    for start in range(max(0, to - 3), to):
        for day, after in day_at(tokens, start):
            if after == to and day < said.day:
                return replace(said, first=start, day=day, end=replace(said, first=to + 1))
    return said


_WHICH = frozenset("which whichever any every each another other either only whatever what".split())


def loose_date(tokens: Sequence[Token], first: int, last: int, *, birth: bool, today: date) -> SaidDate | None:
    """A date where one is expected: "three five nineteen eighty", "oh three oh five eighty", "03051980", "3 5 80"."""
    options: list[tuple[float, SaidDate]] = []
    part = list(tokens[:last])
    for i in range(first, min(last, first + 12)):
        if part[i].word == "one" and i and part[i - 1].word in _WHICH:
            continue  # "which one first" asks for no first of january
        for said, cost in (*spoken_numbers(part, i), *compact(part, i), *one_by_one(part, i, today)):
            meant = said.as_birth(today) if birth else said.as_service(today)
            if meant is not None and not is_cut_out(part, said.first, said.last):
                future = not birth and isinstance(meant, tuple) and meant[0] > today
                options.append((cost + 0.1 * (i - first) + 0.3 * future - 0.05 * (said.last - said.first), said))
    if not options:
        return None
    said = min(options, key=lambda o: o[0])[1]
    again = after_correction(part, said.last)
    if said.year is not None and said.last < again < last:
        other = loose_date(tokens, again, last, birth=birth, today=today)
        if other and other.first == again and other.year is not None:
            return replace(other, first=said.first)
    said = _with_correction(part, said)
    if not birth and (start := _number_before(part, first, said.first)):
        return replace(start, last=said.last, end=said)
    if not birth and (left := _left_on(part, said, today)):
        return replace(said, last=left.last, end=left)
    if not birth and said.last + 1 < last and tokens[said.last].word in THROUGH:
        end = loose_date(tokens, said.last + 1, last, birth=False, today=today)
        if end and end.first == said.last + 1 and not end.end:
            return replace(said, last=end.last, end=end)
        if end is None and (tokens[said.last + 1].word == "the" or tokens[said.last + 1].word in ORDINALS):
            return _with_range(part, said, today)  # "seven fifteen twenty six through the twentieth"
    return said


def _number_before(tokens: Sequence[Token], begin: int, first: int) -> SaidDate | None:
    """The "oh one twelve to" before a date: the first day of a range said in numbers."""
    between = first > 1 and tokens[first - 1].word == "and" and any(t.word == "between" for t in tokens[begin:first])
    if first < 2 or not (between or tokens[first - 1].word in THROUGH):
        return None
    starts = [said for i in range(max(begin, first - 5), first - 1) for said, _ in spoken_numbers(tokens, i)]
    return next((said for said in starts if said.last == first - 1 and not said.end), None)


def numbers_as_days(tokens: Sequence[Token], i: int, today: date) -> SaidDate | None:
    """As `numbers_as_day`, with the last day of "six one twenty six through six thirty twenty six"."""
    day = numbers_as_day(tokens, i) or _first_of_a_span(tokens, i) or _of_a_told_year(tokens, i, today)
    if day and (left := _left_on(tokens, day, today)):
        return replace(day, last=left.last, end=left)
    if day is None or day.last >= len(tokens) or tokens[day.last].word not in THROUGH:
        return day
    end = numbers_as_day(tokens, day.last + 1)
    return replace(day, last=end.last, end=end) if end else day


def _first_of_a_span(tokens: Sequence[Token], i: int) -> SaidDate | None:
    """The "twelve one" of "twelve one through twelve thirty one twenty six", which takes its year from the last day."""
    said_at = [said for said, _ in spoken_numbers(tokens, i) if said.year is None]
    for said in said_at:
        end = (
            numbers_as_day(tokens, said.last + 1)
            if said.last < len(tokens) and tokens[said.last].word in THROUGH
            else None
        )
        if end and end.year is not None and (end.month, end.day or 0) > (said.month, said.day or 0):
            return replace(said, year=end.year)
    return None


def _of_a_told_year(tokens: Sequence[Token], i: int, today: date) -> SaidDate | None:
    """ "Nine eleven (of) this year"."""
    said_at = [said for said, _ in spoken_numbers(tokens, i) if said.year is None]
    for said in said_at:
        if told := last_year(tokens, said.last, today):
            return replace(said, year=told[0], last=told[1])
    return None


def _with_correction(tokens: Sequence[Token], said: SaidDate) -> SaidDate:
    """ "march third no fourth", "six nine sixty five no sixty four", "… twenty twenty five oh no six twenty twenty six": the
    last part said again, right this time."""
    i = after_correction(tokens, said.last)
    if i == said.last or i >= len(tokens) or said.fixed or said.end or tokens[i - 1].word == ",":
        return said
    if tokens[i].word in ORDINALS or tokens[i].word == "the":
        days = [(day, after) for day, after in day_at(tokens, i) if real_date(2024, said.month, day)]
        if not days or numbers_a_thing(tokens, days[0][1]):
            return said
        years = year_at(tokens, after_correction(tokens, days[0][1])) if said.year is None else []
        year, last = years[0] if years else (said.year, days[0][1])
        return replace(said, day=days[0][0], year=year, last=last)
    years = [one for one in year_at(tokens, i) if not counts_something(tokens, one[1])]
    if not years and said.year and DIGITS.get(tokens[i].word) == str(said.year % 10 + 1):
        years = [year for year in year_at(tokens, i + 1) if year[0] == said.year + 1]
    if said.year is None or not years or ((years[0][0] > 99) != (said.year > 99) and years[0][0] > 99):
        return said
    year = years[0][0]
    return replace(
        said, year=said.year - said.year % 100 + year if said.year > 99 and year < 100 else year, last=years[0][1]
    )
