"""The dates of a line: of birth or of service by label, by what was asked, else by how long ago they are."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from assistant.identifiers import dates, periods_asked
from assistant.identifiers.dates_put_right import (
    begun_again,
    is_of_a_visit,
    is_only_printed,
    read_from_the_wrong_place,
    was_said_before,
    with_year_in_contrast,
    with_year_told_apart,
)
from assistant.identifiers.days_not_served import PAYMENT, billed_that_day, no_day_of_service
from assistant.identifiers.facts import Value
from assistant.identifiers.labels import Label
from assistant.identifiers.line import Line
from assistant.identifiers.said_date import SaidDate
from assistant.identifiers.shapes import CHECKS
from assistant.identifiers.vocabulary import DIGITS, MONTHS, ORDINALS, SMALL

DATE_SLOTS = frozenset({"date_of_birth", "date_of_service"})
_DATE_WORD = re.compile(r"dat|dos|d\s?o\s?s|dob|d\s?o\s?b|born|birth|day", re.IGNORECASE)
_PROCEDURE = r"\b(?:cpt|procedure|hcpcs|code)\b"
YET_TO_COME = re.compile(
    r"\b(?:book|schedule|reschedule|make|set\s+(?:(?:me|us|him|her|them)\s+)?up(?:\s+with)?|get|cancel|need|want)\s+(?:\w+\s+){0,3}?(?:appt|appointment|visit|checkup)s?\b",
    re.IGNORECASE,
)
"""A visit that is only to be arranged has no claim."""
_REFUSED = re.compile(
    r"(?:\b(?:not|instead\s+of|rather\s+than)|\b(?P<denied>isn'?t|wasn'?t|ain'?t)|"
    r"\b(?:never|didn'?t|did\s+not)\s+(?:say|said|tell\s+(?:you|ya)|told\s+(?:you|ya)|mean|meant|type|typed))\s+(?:(?:on|for|from|the)\s+)?$",
    re.IGNORECASE,
)
"""What is named only to say that it is wrong: "6/18/26 not 6/15"."""
_SERVED_AFTER = re.compile(
    r"\W*(?:(?:er|office|hospital|clinic|dos|d\s?o\s?s|date\s+of\s+service)\s+)?(?:visits?|appointments?|appts?|services?|surger(?:y|ies)|procedures?|treatments?|stays?|claims?)\b",
    re.IGNORECASE,
)
"""After a date: "i appealed that 3/4/2026 visit" names the day of the visit."""
_YOU_PAID = re.compile(
    r"\b(?:you|u|ya|y'?all)\s+(?:(?:guys|people|folks|all|never|have|haven'?t|not|only|already|first|just|ever|still|even)\s+){0,3}paid\s+$|"
    r"(?<!\bi\s)(?<!\bwe\s)(?<!\bhe\s)(?<!\bshe\s)\bnever\s+paid\s+$",
    re.IGNORECASE,
)
""" "You never paid October 30": the day of what was to be paid; the day of a payment is told with "on"."""
_YOU_TOOK = re.compile(
    r"\b(?:you|u|ya|y'?all|they)\s+(?:(?:guys|people|folks|all|just|only)\s+){0,2}(?:processed|denied|rejected|paid|filed|posted|finalized)\s+"
    r"(?:(?:the|my|our)\s+)?$",
    re.IGNORECASE,
)
_AS_WHAT = re.compile(
    r"\W*(?:as|like|under|wrong|incorrectly|twice|against|with\s+the\s+wrong|at\s+(?:the\s+)?(?:wrong|out))\b",
    re.IGNORECASE,
)
""" "You processed may second as out of network": what was done that day."""
_PAID_THEN = re.compile(r"\W*(?:by|with|via|through|to|using|in)\b", re.IGNORECASE)
_A_PAYMENT = re.compile(rf"\b{PAYMENT}\b", re.IGNORECASE)
LEAVE = re.compile(
    r"\b(?:pre-?auth\w*|auth|auths|authori[sz]\w+|pre-?cert\w*|prior\s+approval|pa|referral|scheduled|upcoming|coming\s+up|appointment|appt)\b",
    re.IGNORECASE,
)
_IS_PAST = re.compile(
    r"\b(?:claims?|clm|denied|denial|paid|billed|bill|seen|went|had|did|appeal\w*|eob|was|were|last)\b", re.IGNORECASE
)
SOON = 120
"""Days ahead within which a day without its year is the next one of that name."""
_NEAR, _NEAR_A_MONTH = 5, 2
"""So many words may stand between what announces a date and the date, the small ones before a mere month not counted."""
_SMALL_WORDS = frozenset("in the month of was were is back for from during on since all".split())


def hear_dates(line: Line) -> None:
    for year in periods_asked.years_asked(line.said.text, line.tokens, line.today) if line.expects is None else []:
        if not any(k in line.taken for k in range(year.first, year.last)):
            add_date(line, year, "date_of_service")
    every = [_before_its_sum(line, d) for d in line.days]
    said = [d for d in every if not _is_used(line, d)]
    used: set[int] = set()
    for index, day in enumerate(said):
        label = date_label(line, day, said, index)
        if label:
            used.add(label.start)
        start, end = line.tokens[day.first].start, line.tokens[day.last - 1].end
        if since := periods_asked.since_then(line.said.text, line.tokens, day, line.today):
            add_date(line, since, "date_of_service")
            continue
        name = _what_it_is_of(line, day, label, said)
        if line.expects != "date_of_service" and _is_a_birth_once_more(line, day):
            line.take(start, end)
            used -= {label.start} if label else set()
            continue
        if not _named_as_date(line, label) and _inside_a_number(line, day):
            continue
        refused = _REFUSED.search(line.said.text[:start])
        refused = None if refused and refused["denied"] and len(said) == 1 else refused
        after_it = label is not None and label.start >= end
        if name == "date_of_service" and after_it and kind_of_date(line, day) == "date_of_birth":
            name = "date_of_birth"
        if (
            name == "other_date"
            or refused
            or (name == "date_of_service" and _is_of_a_story(line, day, label))
            or _is_taken_back(line, day, said)
            or is_besides(line, day)
            or (day.vague and YET_TO_COME.search(line.said.text))
        ):
            line.take(start, end)
            continue
        add_date(line, day, name)
    for label in line.labels:
        if label.name in DATE_SLOTS and label.start not in used:
            _hear_loose_date(line, label.name, label.end, _next_label(line, label), label)
    _hear_the_day_asked_for(line)


def _what_it_is_of(line: Line, day: SaidDate, label: Label | None, said: list[SaidDate]) -> str | None:
    """What a day is the day of: by its label, and by what is told or asked around it."""
    name = label.name if label else None
    start, end = line.tokens[day.first].start, line.tokens[day.last - 1].end
    if name is None and line.expects is None and periods_asked.is_month_asked(line.said.text, start, end, day):
        name = "date_of_service"
    if label and len(said) == 1 and _asks_about_denial(line, label):
        name = "date_of_service"
    if name == "other_date" and (
        _is_served(line, day)
        or _asks_of_cover(line, day)
        or _is_what_was_paid(line, day, said)
        or (label is not None and _is_what_for(line, day, label))
        or _is_what_was_asked(line, day)
    ):
        name = "date_of_service"
    if (
        name == "other_date"
        and label is not None
        and line.expects in DATE_SLOTS
        and _IS_AT_HAND.match(line.said.text, label.start)
    ):
        name = line.expects
    if name == "date_of_service" and label is not None and _is_long_ago(line, day, label):
        name = "date_of_birth"
    if name == "date_of_birth" and line.expects == "date_of_service" == kind_of_date(line, day):
        name = line.expects  # "the day before my birthday so …"
    return name


def _hear_the_day_asked_for(line: Line) -> None:
    """A day put loosely, where one was asked for and none was heard."""
    if (
        line.expects in DATE_SLOTS
        and not any(f.name == line.expects for f in line.found)
        and not _other_fact_label(line)
    ):
        beside = min([label.start for label in line.labels if label.name in DATE_SLOTS], default=len(line.said.text))
        told = any(f.name in DATE_SLOTS for f in line.found)
        _hear_loose_date(line, line.expects, 0, beside if told else len(line.said.text))


_ONE_VISIT = re.compile(
    r"^(?:stay|visit|surgery|procedure|admitted|seen|treated|visited|appointment|appt|"
    r"(?:the\s+)?bill|saw|seeing|went|been)\b",
    re.IGNORECASE,
)


def _is_of_a_story(line: Line, day: SaidDate, label: Label | None) -> bool:
    """The march of "you rejected my stay in march": of one visit a mere month tells no day, of claims it tells which."""
    mere = day.vague and day.day is None and day.year is None and not (day.fixed or day.end)
    told = label is not None and _ONE_VISIT.match(line.said.text[label.start : label.end])
    return mere and bool(told) and line.expects is None


def _is_what_was_asked(line: Line, day: SaidDate) -> bool:
    """Whether the day of "died on october fourth and you rejected that day" is meant, or the one told after "no, that was the
    bill date, it's …"."""
    start, end = line.tokens[day.first].start, line.tokens[day.last - 1].end
    anew = read_from_the_wrong_place(line.said.text, 0, end)
    told_anew = (
        line.expects in DATE_SLOTS and anew and not line.said.text[min(anew, start) : max(anew, start)].strip(" the")
    )
    return bool(told_anew) or billed_that_day(line.said.text, end)


def _is_a_birth_once_more(line: Line, day: SaidDate) -> bool:
    """The january nineteenth of "born one nineteen fifty eight that's january nineteenth": the day was told whole before it."""
    start = line.tokens[day.first].start
    if day.year is not None or day.day is None:
        return False
    for label in (b for b in line.labels if b.name == "date_of_birth" and b.end <= start):
        whole = _loose_date_from(line, label.end, start, birth=True)
        if whole is not None and (whole.month, whole.day) == (day.month, day.day):
            return True
    return False


def _is_used(line: Line, day: SaidDate) -> bool:
    """Whether something else has its words; the "until" between two days is theirs."""
    between = {i for i in range(day.first + 1, day.last) if day.end and line.in_label(i) and not line.in_found(i)}
    return any(i in line.taken for i in range(day.first, day.last) if i not in between)


_WHAT_FOR = re.compile(r"\W*(?:\w+\W+){0,3}for\s+(?:the\s+)?", re.IGNORECASE)
_IS_AT_HAND = re.compile(r"got\s+(?:it\s+as\s+)?(?:the\s+)?(?!\w*\s*(?:letter|check|bill|card))", re.IGNORECASE)
""" "I've got april the fourth", where a day was asked for."""
_SET_FOR = re.compile(r"\b(?:due|deadline|by|since|until|till?|effective|scheduled)\b", re.IGNORECASE)


def _is_what_for(line: Line, day: SaidDate, label: Label) -> bool:
    """ "We sent an appeal in for april eighth": not the day it was sent."""
    said, start = line.said.text, line.tokens[day.first].start
    told = label.end <= start and _WHAT_FOR.fullmatch(said[label.end : start]) is not None
    return told and _SET_FOR.search(said[label.start : label.end]) is None


_LONG_AGO = 15
"""Years after which nobody asks for a claim."""


def _is_long_ago(line: Line, day: SaidDate, label: Label) -> bool:
    """Whether "every claim for X Y october twenty six nineteen forty nine" tells a person's day, though claims are spoken of."""
    said = line.said.text[label.start : label.end]
    served = day.as_service(line.today)
    old = served is not None and day.year is not None and (line.today - served[0]).days > _LONG_AGO * 365
    return old and line.expects != "date_of_service" and _DATE_WORD.search(said) is None


def is_besides(line: Line, day: SaidDate) -> bool:
    start, end = line.tokens[day.first].start, line.tokens[day.last - 1].end
    return no_day_of_service(line.said.text, start, end, day, line.today, asked=line.expects in DATE_SLOTS)


def _named_as_date(line: Line, label: Label | None) -> bool:
    """Whether a date was asked for or plainly announced; "the one on" announces many things."""
    if line.expects in DATE_SLOTS:
        return True
    return label is not None and _DATE_WORD.search(line.said.text[label.start : label.end]) is not None


def _is_served(line: Line, day: SaidDate) -> bool:
    """Whether a visit follows the date, or a whole period is meant ("what you paid january first to june thirtieth")."""
    after = line.said.text[line.tokens[day.last - 1].end :]
    return not day.vague and (day.end is not None or _SERVED_AFTER.match(after) is not None)


def _is_what_was_paid(line: Line, day: SaidDate, said: list[SaidDate]) -> bool:
    """Whether "you paid October 30" means what was done that day: nothing tells of a payment, and no other such day is named."""
    start, end = line.tokens[day.first].start, line.tokens[day.last - 1].end
    text = line.said.text
    if not day.vague and _YOU_TOOK.search(text[:start]) and _AS_WHAT.match(text, end):
        return True
    if day.vague or not _YOU_PAID.search(text[:start]) or _PAID_THEN.match(text, end) or _A_PAYMENT.search(text):
        return False
    return all(other is day or kind_of_date(line, other) == "date_of_birth" for other in said)


_IN_FORCE = re.compile(
    r"(?P<first>^\W*)?\b(?:was|is|were|wasn'?t|isn'?t)\b[^.?!]{1,60}\beff(?:ective)?\s+(?:on|as\s+of)\s+$",
    re.IGNORECASE,
)
""" "Was X eff on 9/30/26": the day asked about, not the one on which a cover began."""


def _asks_of_cover(line: Line, day: SaidDate) -> bool:
    said = line.said.text
    asked = _IN_FORCE.search(said[: line.tokens[day.first].start])
    if asked is None:
        return False
    return asked["first"] is not None or re.match(r"\s*\?", said[line.tokens[day.last - 1].end :]) is not None


def _of_a_sum(line: Line, i: int) -> bool:
    """Whether token i is the first of a sum: "march ninth two hundred dollars"."""
    return any(f.name == "amount" and f.start == line.tokens[i].start for f in line.found)


def _before_its_sum(line: Line, day: SaidDate) -> SaidDate:
    """The october sixth of "october sixth eleven hundred dollars", where the eleven is no year."""
    at = next((i for i in range(day.first + 2, day.last) if i in line.taken and _of_a_sum(line, i)), None)
    again = dates.find_dates(line.tokens[:at], line.today) if at else []
    return next((d for d in again if d.first == day.first and d.day == day.day), day)


def _inside_a_number(line: Line, day: SaidDate) -> bool:
    """Whether further digits were said right before or after: then it is a part of an identifier."""
    month = line.tokens[day.first].word
    ordinal = line.tokens[day.first + 1].word if day.first + 1 < len(line.tokens) else ""
    words = [t.word for t in line.tokens[day.first : day.last]]
    if day.day and not day.year and any(w in MONTHS for w in words) and any(w in ORDINALS for w in words):
        return False  # "… three oh six october twelfth", "the october third one", "july second six hundred dollars"
    if month in MONTHS and month != "november" and day.day and day.year and line.tokens[day.last - 1 :][1:2]:
        return line.spoken and line.tokens[day.last].word in DIGITS
    if month in MONTHS and month != "november" and day.day and (day.year or 0) > 99:
        return False
    if month in MONTHS and month != "november" and day.end and (ordinal in ORDINALS or ordinal == "the"):
        return False  # "… nine four five january first through june thirtieth"
    if not any(t.is_figure or t.word in SMALL or t.word in ORDINALS for t in line.tokens[day.first : day.last]):
        return False  # "on new year's day nine hundred dollars"
    beside = [line.tokens[i] for i in (day.first - 1, day.last) if 0 <= i < len(line.tokens) and not _of_a_sum(line, i)]
    return line.spoken and not day.vague and any(t.word in DIGITS for t in beside)


def _asks_about_denial(line: Line, label: Label) -> bool:
    """ "why was cpt 97140 denied on june 24": asked so, the one day said is taken for the day of service."""
    text = line.said.text
    denied = label.name == "other_date" and text[label.start : label.end].lower().startswith("denied")
    return denied and re.search(r"\bwhy\b", text, re.I) is not None and re.search(_PROCEDURE, text, re.I) is not None


def _other_fact_label(line: Line) -> bool:
    return any(label.name in CHECKS for label in line.labels)


def add_date(line: Line, day: SaidDate, name: str | None) -> None:
    start, end = line.tokens[day.first].start, line.tokens[day.last - 1].end
    confidence = 0.95 if name else 0.9
    day = with_year_in_contrast(line.tokens, day) if line.expects in DATE_SLOTS else day
    if name is None:
        if line.expects in DATE_SLOTS:
            name = line.expects
        elif day.vague and not (day.fixed_day and is_of_a_visit(line.said.text, start, end)):
            return
        else:
            name, confidence = kind_of_date(line, day), 0.75
    if name == "date_of_birth":
        day = with_year_told_apart(line.tokens, day)
        born = day.as_birth(line.today)
        if born:
            line.add(name, born.isoformat(), start, end, confidence)
        else:
            line.take(start, end)
        return
    served = _upcoming(line, day) or day.as_service(line.today)
    if served is None:
        return
    first, last = served
    value: Value = first.isoformat() if first == last else {"start": first.isoformat(), "end": last.isoformat()}
    line.add("date_of_service", value, start, end, confidence - (0.2 if first > line.today else 0.0))


def _upcoming(line: Line, day: SaidDate) -> tuple[date, date] | None:
    """The coming november thirtieth of "is there an authorization for november thirtieth": leave is asked for beforehand."""
    said = line.said.text
    if day.year is not None or not day.day or day.fixed or day.end or _IS_PAST.search(said) or not LEAVE.search(said):
        return None
    years = (line.today.year, line.today.year + 1)
    coming = [c for year in years if (c := replace(day, year=year).as_service(line.today)) and c[0] > line.today]
    return coming[0] if coming and (coming[0][0] - line.today).days <= SOON else None


def kind_of_date(line: Line, day: SaidDate) -> str:
    """Years ago is a day of birth, else a day of service."""
    served, born = day.as_service(line.today), day.as_birth(line.today)
    if served and served[0] > line.today:
        return "date_of_service"
    if born and served and day.year is not None and (line.today - born).days > 4 * 365 and day.end is None:
        return "date_of_birth"
    return "date_of_service"


def date_label(line: Line, day: SaidDate, said: list[SaidDate], index: int) -> Label | None:
    """The label before the date, else right after it; labels of dates that stand nearer to another date do not count."""
    start, end = line.tokens[day.first].start, line.tokens[day.last - 1].end
    previous_end = line.tokens[said[index - 1].last - 1].end if index else 0
    before = [b for b in line.labels if b.end <= start and (b.name in DATE_SLOTS or b.name == "other_date")]
    if before:
        label = before[-1]
        between = line.said.text[label.end : start]
        near = _NEAR_A_MONTH if day.vague and not day.fixed and day.year is None else _NEAR
        if day.fixed == (line.today, line.today) and between.strip() not in ("", "is", "was"):
            return None  # "a claim for one patient today": the day of the call
        words = between.split() if near == _NEAR else [w for w in between.split() if w.lower() not in _SMALL_WORDS]
        if label.end >= previous_end and len(words) <= near and not _label_between(line, label.end, start):
            return label
        listed = label.end < previous_end and re.fullmatch(
            r"\W*(and|or|,|&|maybe|to|no|sorry|wait|actually|i mean|\W)*\W*",
            line.said.text[previous_end:start],
            re.I,
        )
        if listed and index and any(f.end == previous_end and f.name == label.name for f in line.found):
            return label
    for label in line.labels:
        if label.start >= end and label.name in DATE_SLOTS and not (day.fixed and label.name == "date_of_birth"):
            between = line.said.text[end : label.start]
            follower = next((d for d in said if line.tokens[d.first].start >= label.end), None)
            own = follower and len(line.said.text[label.end : line.tokens[follower.first].start].split()) <= 2
            if len(between.split()) <= 3 and "\n" not in between and not own:
                return label
            break
    return None


def _label_between(line: Line, start: int, end: int) -> bool:
    return any(label.start >= start and label.end <= end for label in line.labels)


def _next_label(line: Line, label: Label) -> int:
    return next((other.start for other in line.labels if other.start >= label.end), len(line.said.text))


def _is_taken_back(line: Line, day: SaidDate, said: list[SaidDate]) -> bool:
    """Whether another day stands for this one: "i said july nineteenth didn't i it's …", "… that's my wife's mine is …"."""
    start, end, last = line.tokens[day.first].start, line.tokens[day.last - 1].end, line.tokens[said[-1].last - 1].end
    return len(said) > 1 and (
        was_said_before(line.said.text, start, end)
        or end <= begun_again(line.said.text, 0, last)
        or end <= read_from_the_wrong_place(line.said.text, 0, line.tokens[said[-1].first].start + 1)
        or is_only_printed(line.said.text, start, end, [line.tokens[other.first].start for other in said])
        or _is_told_exactly_later(line, day, said)
        or _is_of_a_birth(line, day, said)
    )


_RATHER = re.compile(r"\b(?:no|wait|sorry|actually|rather|i\s+mean)\b", re.IGNORECASE)


def _is_told_exactly_later(line: Line, day: SaidDate, said: list[SaidDate]) -> bool:
    """ "It was yesterday a week ago no i mean … monday the sixteenth of november": the day told by today no longer counts."""
    end = line.tokens[day.last - 1].end
    return bool(day.fixed) and any(
        not other.fixed and _RATHER.search(line.said.text, end, line.tokens[other.first].start) for other in said
    )


def _is_of_a_birth(line: Line, day: SaidDate, said: list[SaidDate]) -> bool:
    """The first of "it's may fifth i was born may fifth nineteen sixty one"."""
    if day.year is not None or day.end or day.fixed or line.expects == "date_of_service":
        return False
    births = [o for o in said if o.year is not None and kind_of_date(line, o) == "date_of_birth"]
    return any((o.month, o.day) == (day.month, day.day) for o in births)


def _hear_loose_date(line: Line, name: str, start: int, end: int, label: Label | None = None) -> None:
    if label and name == "date_of_service" and line.expects == "date_of_birth" and _counts_one(line, label):
        return
    start = begun_again(line.said.text, start, end)
    anew = read_from_the_wrong_place(line.said.text, start, end)
    told_before = anew > start and _loose_date_from(line, start, anew, birth=name == "date_of_birth") is not None
    places = [anew, start] if told_before else [start]
    told = (_loose_date_from(line, place, end, birth=name == "date_of_birth") for place in places)
    day = next((one for one in told if one), None)
    if day and day.year is None and name == "date_of_service" and label and YET_TO_COME.search(line.said.text):
        return  # "i need an appointment for three fifteen"
    if day and (_named_as_date(line, label) or not _inside_a_number(line, day)):
        ago = name == "date_of_service" and label is not None and _is_long_ago(line, day, label)
        add_date(line, day, "date_of_birth" if ago else name)


def _loose_date_from(line: Line, start: int, end: int, *, birth: bool) -> SaidDate | None:
    first = next((i for i, t in enumerate(line.tokens) if t.start >= start), len(line.tokens))
    last = next((i for i, t in enumerate(line.tokens) if t.start >= end), len(line.tokens))
    last = next((i for i in range(first, last) if i in line.taken), last)
    return dates.loose_date(line.tokens, first, last, birth=birth, today=line.today)


def _counts_one(line: Line, label: Label) -> bool:
    """The "one of" of "twelve one of seventy nine"."""
    before = [t for t in line.tokens if t.end <= label.start]
    return line.said.text[label.start :].lower().startswith("one ") and bool(before) and before[-1].word in SMALL
