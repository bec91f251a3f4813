"""Days, months and years at a place in the tokens, each with the token after it."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from datetime import date

from assistant.identifiers.number_words import word_at
from assistant.identifiers.tokens import Token
from assistant.identifiers.vocabulary import DIGITS, FOREIGN_MONTHS, MONTHS, ORDINALS, SMALL, TENS, TIMES

Place = tuple[int, int]  # (value, token after)


_OF_THE_YEAR = (
    ("this", "would", "be"),
    ("that", "would", "be"),
    ("this", "was"),
    ("that", "was", "in"),
    ("that", "was"),
)
"""Between a day and its year: "february second this would be twenty twenty six"."""


def month_at(tokens: Sequence[Token], i: int) -> Place | None:
    """ "march", "mar", "sept."; "may" counts only before or after a day or year, which the caller sees to."""
    if i >= len(tokens) or (value := MONTHS.get(tokens[i].word)) is None:
        return None
    after = i + 1
    if after < len(tokens) and tokens[after].word in (".", ",") and (tokens[after].glued or tokens[after].word == ","):
        after += 1
    return value, after


_NAMED = {
    ("christmas", "eve"): (12, 24), ("christmas", "day"): (12, 25), ("christmas",): (12, 25), ("xmas", "eve"): (12, 24),
    ("xmas", "day"): (12, 25), ("xmas",): (12, 25), ("new", "years", "day"): (1, 1), ("new", "years", "eve"): (12, 31),
    ("new", "years"): (1, 1), ("new", "year", "day"): (1, 1), ("new", "year", "eve"): (12, 31), ("new", "yrs", "day"): (1, 1),
    ("new", "yrs", "eve"): (12, 31), ("new", "yrs"): (1, 1), ("new", "yr", "day"): (1, 1), ("new", "yr", "eve"): (12, 31),
    ("halloween",): (10, 31), ("valentines", "day"): (2, 14), ("leap", "day"): (2, 29), ("juneteenth",): (6, 19),
    ("veterans", "day"): (11, 11), ("armistice", "day"): (11, 11), ("st", "patricks", "day"): (3, 17),
    ("saint", "patricks", "day"): (3, 17), ("st", "paddys", "day"): (3, 17), ("st", "pattys", "day"): (3, 17),
    ("saint", "pattys", "day"): (3, 17), ("april", "fools", "day"): (4, 1), ("april", "fools"): (4, 1),
    ("cinco", "de", "mayo"): (5, 5), ("boxing", "day"): (12, 26), ("may", "day"): (5, 1), ("independence", "day"): (7, 4),
    ("groundhog", "day"): (2, 2), ("flag", "day"): (6, 14),
    ("earth", "day"): (4, 22), ("tax", "day"): (4, 15), ("all", "saints", "day"): (11, 1), ("pi", "day"): (3, 14),
    ("pearl", "harbor", "day"): (12, 7),
}  # fmt: skip
"""Months and days by their names, the apostrophes left out."""
_LONGEST_NAME = 4
_BEGIN_A_NAME = frozenset(words[0] for words in _NAMED)


def named_day_at(tokens: Sequence[Token], i: int) -> tuple[int, int, int] | None:
    """Month, day and the token after a day that has a name ("halloween")."""
    begins = i < len(tokens) and tokens[i].word.replace("'", "") in _BEGIN_A_NAME
    for count in range(_LONGEST_NAME if begins else 0, 0, -1):
        words, after = plain_words(tokens, i, count)
        if words in _NAMED:
            return (*_NAMED[words], after)
    return None


def plain_words(tokens: Sequence[Token], i: int, count: int) -> tuple[tuple[str, ...], int]:
    """So many words from token i on without their apostrophes ("april fools' day"), and the token after them."""
    words: list[str] = []
    while i < len(tokens) and len(words) < count:
        if word := tokens[i].word.replace("'", ""):
            words.append(word)
        elif not words:
            break
        i += 1
    return tuple(words), i


def day_at(tokens: Sequence[Token], i: int) -> list[Place]:
    """The days of a month that may be meant at token i, longest first."""
    if i < len(tokens) and (tokens[i].word == "the" or _joined_to_figure(tokens, i)):
        i += 1
    if i >= len(tokens):
        return []
    word = tokens[i].word
    if tokens[i].is_figure:
        after = i + 1
        if after < len(tokens) and tokens[after].glued and tokens[after].word in ("st", "nd", "rd", "th"):
            after += 1
        return [(int(word), after)] if len(word) <= 2 and 1 <= int(word) <= 31 else []
    if word in ORDINALS:
        return [(ORDINALS[word], i + 1)]
    found: list[Place] = []
    if word in ("twenty", "thirty"):
        j = i + 2 if i + 2 < len(tokens) and tokens[i + 1].word == "-" else i + 1
        if j < len(tokens):
            ones = ORDINALS.get(tokens[j].word) or int(DIGITS.get(tokens[j].word, "0"))
            if 0 < ones < 10 and TENS[word] + ones <= 31:
                found.append((TENS[word] + ones, j + 1))
    if word in ("oh", "zero") and i + 1 < len(tokens) and 0 < SMALL.get(tokens[i + 1].word, 0) < 10:
        found.append((SMALL[tokens[i + 1].word], i + 2))
    if 1 <= SMALL.get(word, 0) <= 30:
        found.append((SMALL[word], i + 1))
    return found


_ASIDES = (
    ("i", "think"),
    ("i", "believe"),
    ("i", "guess"),
    ("i", "wanna", "say"),
    ("i", "want", "to", "say"),
    ("maybe",),
)


def past_aside(tokens: Sequence[Token], i: int) -> int:
    """The "of" of "the sixteenth i believe of september", or i."""
    for words in _ASIDES:
        after = i + len(words)
        if tuple(t.word for t in tokens[i:after]) == words and word_at(tokens, after) == "of":
            return after
    return i


def day_by_figures(tokens: Sequence[Token], i: int) -> int | None:
    """The "two nine" of "february two nine two thousand"."""
    digits = "".join(DIGITS.get(token.word, " ") for token in tokens[i : i + 2])
    return int(digits) if len(digits) == 2 and digits.isdigit() and 10 <= int(digits) <= 31 else None


def year_at(tokens: Sequence[Token], i: int) -> list[Place]:
    """The years that may be meant at token i, in figures or words, longest first; two-figure years come as 0 to 99."""
    for phrase in _OF_THE_YEAR:
        if tuple(t.word for t in tokens[i : i + len(phrase)]) == phrase:
            return [(year, after) for year, after in year_at(tokens, i + len(phrase)) if year > 99]
    if i < len(tokens) and tokens[i].word in ("baby", "kid", "child", "birthday"):
        i += 1  # "a fourth of july baby nineteen fifty"
        if i < len(tokens) and not (tokens[i].word in SMALL or len(tokens[i].word) == 4):
            return []
    if tuple(t.word for t in tokens[i : i + 3]) == ("in", "the", "year"):
        i += 3
    elif i < len(tokens) and (tokens[i].word in (",", "of", "in", "'", "year", "the") or _second_mark(tokens, i)):
        i += 1
    if i >= len(tokens):
        return []
    word = tokens[i].word
    if tokens[i].is_figure:
        if len(word) == 4 and 1880 <= int(word) <= 2100:
            return [(int(word), i + 1)]
        if word in ("19", "20") and i + 1 < len(tokens) and tokens[i + 1].is_figure and len(tokens[i + 1].word) == 2:
            return [(int(word + tokens[i + 1].word), i + 2)]
        return [(int(word), i + 1)] if len(word) == 2 else []
    found: list[Place] = _year_by_figures(tokens, i)
    if word == "two" and word_at(tokens, i + 1) == "thousand":
        found += _after_two_thousand(tokens, i + 2)
    elif word in ("nineteen", "twenty", "eighteen"):
        found += _century(tokens, i + 1, SMALL[word] * 100)
    short = _two_figures(tokens, i)
    return found + ([short] if short else [])


def _year_by_figures(tokens: Sequence[Token], i: int) -> list[Place]:
    """The "one nine eight four" of a date; where a digit follows it is another number."""
    digits = "".join(DIGITS.get(token.word, " ") for token in tokens[i : i + 4])
    whole = len(digits) == 4 and digits.isdigit() and word_at(tokens, i + 4) not in (*SMALL, *DIGITS, *TIMES)
    return [(int(digits), i + 4)] if whole and 1880 <= int(digits) <= 2100 else []


def _joined_to_figure(tokens: Sequence[Token], i: int) -> bool:
    """The second mark of "08-JUN-1994"."""
    mark = tokens[i].word in ("-", "/", ".") and tokens[i].glued
    return mark and i + 1 < len(tokens) and tokens[i + 1].is_figure and tokens[i + 1].glued


def _second_mark(tokens: Sequence[Token], i: int) -> bool:
    """Whether the mark at i follows a month's name or the second part of a date: "1-28" are two days."""
    marked_before = i >= 2 and tokens[i - 2].word == tokens[i].word and tokens[i - 1].glued
    return i > 0 and (tokens[i - 1].word in MONTHS or marked_before) and _joined_to_figure(tokens, i)


def _after_two_thousand(tokens: Sequence[Token], i: int) -> list[Place]:
    j = i + 1 if word_at(tokens, i) == "and" else i
    rest = _below_hundred(tokens, j)
    return ([(2000 + rest[0], rest[1])] if rest and rest[0] > 0 else []) + [(2000, i)]


def _century(tokens: Sequence[Token], i: int, century: int) -> list[Place]:
    word = word_at(tokens, i)
    if (
        word in ("oh", "o", "zero", "hundred")
        and 0 < SMALL.get(word_at(tokens, i + 1 + (word_at(tokens, i + 1) == "and")), 0) < 10
    ):
        j = i + 1 + (word_at(tokens, i + 1) == "and")
        return [(century + SMALL[tokens[j].word], j + 1)]
    if word == "hundred":
        rest = _below_hundred(tokens, i + 1 + (word_at(tokens, i + 1) == "and"))
        return ([(century + rest[0], rest[1])] if rest and rest[0] > 0 else []) + [(century, i + 1)]
    if word == "-" or (word == "and" and word_at(tokens, i + 1) in TENS):
        i += 1
    rest = _below_hundred(tokens, i)
    return [(century + rest[0], rest[1])] if rest and rest[0] >= 10 else []


def _below_hundred(tokens: Sequence[Token], i: int) -> Place | None:
    word = word_at(tokens, i)
    if word in TENS:
        j = i + 1 + (word_at(tokens, i + 1) == "-")
        ones = 8 if word_at(tokens, j) == "ate" else int(DIGITS.get(word_at(tokens, j), "0"))
        return (TENS[word] + ones, j + 1) if ones else (TENS[word], i + 1)
    if word in SMALL:
        return SMALL[word], i + 1
    return (int(word), i + 1) if word.isdigit() and len(word) <= 2 else None


def _two_figures(tokens: Sequence[Token], i: int) -> Place | None:
    """ "eighty four", "oh five", "twenty six"."""
    word = word_at(tokens, i)
    if word in ("oh", "zero") and 0 <= SMALL.get(word_at(tokens, i + 1), -1) < 10:
        return SMALL[tokens[i + 1].word], i + 2
    rest = _below_hundred(tokens, i)
    return rest if rest and 10 <= rest[0] <= 99 else None


_WENT_IN = frozenset(
    {"in", "admitted", "inpatient", "admit", "admission", "stay", "stayed", "hospital", "hospitalized"}
)
_DISCHARGED = r"(?:discharged?|dc|d / c|disch|released)"
_LEFT = re.compile(
    rf"(?:(?:and|then|,|until|he|she|they|i|we|it|the|patient|was|got|is|my|his|her) )*(?P<left>{_DISCHARGED}|left|"
    r"(?:went|came|sent|got|back|let|checked)(?: (?:back|him|her|me|us|them))? (?:home|out|go)|home|out)"
    r"(?: (?:date|day|was|is|on|,|:|home|out|from|there))*"
)
_LONGEST_LEAVING = 9


def left_after(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where the day begins on which one left who "was admitted [first:last) and discharged …", or 0."""
    went_in = _WENT_IN & {t.word for t in tokens[max(0, first - 4) : first]}
    for end in range(min(last + _LONGEST_LEAVING, len(tokens)), last, -1):
        if told := _LEFT.fullmatch(" ".join(t.word for t in tokens[last:end])):
            return end if went_in or re.fullmatch(_DISCHARGED, told["left"]) else 0
    return 0


def is_a_day_of(tokens: Sequence[Token], i: int) -> bool:
    """ "A november twelfth claim", "… six eight six november second": a month and its day, nothing spelled; but "n november,
    first name …"."""
    day = tokens[i + 1].word if i + 1 < len(tokens) else ""
    after = tokens[i + 2].word if i + 2 < len(tokens) else ""
    return day in ORDINALS and (tokens[i - 1].word == "a" or after not in _COUNTED_OFF)


_COUNTED_OFF = frozenset("name names last letter letters number digit digits one part half line".split())


_OF = frozenset({"de", "del", "di", "do", "of", ",", "-", "/", "."})


def day_elsewhere(tokens: Sequence[Token], i: int) -> tuple[int, date] | None:
    """ "19 marzo 1961", "3 de mayo de 1958": a day before a foreign month, and the year; the token after it and the day."""
    if not tokens[i].is_figure or len(tokens[i].word) > 2:
        return None
    j = i + 1 + (i + 1 < len(tokens) and tokens[i + 1].word in ("er", "º", "°"))
    j += j < len(tokens) and tokens[j].word in _OF
    month = FOREIGN_MONTHS.get(tokens[j].word) if j < len(tokens) else None
    if month is None:
        return None
    j += 1
    j += j < len(tokens) and tokens[j].word in _OF
    years = [one for one in year_at(tokens, j) if one[0] > 99]
    with contextlib.suppress(ValueError):
        return (years[0][1], date(years[0][0], month, int(tokens[i].word))) if years else None
    return None


_CORRECTING = frozenset(
    "no nope sorry wait * mean meant actually make rather excuse pardon correction oops whoops scratch lol haha".split()
)
_BESIDE_CORRECTING = frozenset(
    ", i i'm im that it's its me it was on or think maybe well um uh hmm hold hang oh yeah".split()
)


def after_correction(tokens: Sequence[Token], i: int) -> int:
    """The token after "no wait i mean", "i think or wait it was" that begins at token i, or i."""
    last = i
    while last < len(tokens) and (tokens[last].word in _CORRECTING or tokens[last].word in _BESIDE_CORRECTING):
        if tokens[last].word == "oh" and tokens[last + 1 : last + 2] and tokens[last + 1].word in SMALL:
            break  # the zero of "no oh nine"
        last += 1
    return last if any(t.word in _CORRECTING or t.word == "," for t in tokens[i:last]) else i


def figures_joined(tokens: Sequence[Token], i: int, count: int, marks: str) -> list[str] | None:
    """`count` figures joined by one and the same mark, glued, with nothing glued around them."""
    wanted = 2 * count - 1
    part = tokens[i : i + wanted]
    if (
        len(part) < wanted
        or not part[0].is_figure
        or (
            part[0].glued
            and i
            and tokens[i - 1].word in "-/."
            and tokens[i - 1].word in marks
            and not _joins(tokens, i, marks)
        )
    ):
        return None
    for k, token in enumerate(part):
        if (k and not token.glued) or (k % 2 == 0) != token.is_figure or (k % 2 and token.word != part[1].word):
            return None
    after = tokens[i + wanted] if i + wanted < len(tokens) else None
    if part[1].word not in marks or (after and after.glued and (after.is_figure or after.word == part[1].word == "/")):
        return None
    return [t.word for t in part[::2]]


def _joins(tokens: Sequence[Token], i: int, marks: str) -> bool:
    """Whether the mark before token i joins two dates ("3/1-3/5/2026")."""
    return (
        tokens[i - 1].word == "-"
        and i + 1 < len(tokens)
        and tokens[i + 1].word == "/"
        and i >= 3
        and tokens[i - 3].word == "/"
    )


def ends_a_year(tokens: Sequence[Token], i: int, after: int) -> bool:
    """Whether the seventeen of "two thousand and seventeen february the twenty eight" is of the year."""
    before = range(max(0, i - 3), i)
    return any(
        end == after and year > 99 for k in before if tokens[k].word == "two" for year, end in year_at(tokens, k)
    )
