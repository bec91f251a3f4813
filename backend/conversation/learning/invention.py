"""Inventing what stands in place of something real: another of the same shape, with nothing of the original in it. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from backend.conversation.learning.identifying import DIGITS, MONTHS, NATO, ORDINALS, TEENS, TENS, Kind
from backend.kit.ids import npi_check_digit
from backend.world.people import FIRST_NAMES, SURNAMES

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_FIRST = tuple(name for names in FIRST_NAMES.values() for name in names)
_BIRTHS, _VISITS = (date(1938, 1, 1), 365 * 70), (date(2022, 1, 1), 365 * 4)
_VISITS_SINCE = 2015
_CLASSES: Sequence[Sequence[str]] = (
    [one for one in DIGITS if one != "zero"],
    TEENS,
    TENS,
    [one for one in ORDINALS if not one.endswith(("twentieth", "thirtieth"))],
    ["twentieth", "thirtieth"],
    NATO,
)
_KEPT = frozenset("the of and as in hundred thousand double triple on last since this early late".split())
_TRIES = 200
_TOKEN = re.compile(r"[A-Za-z'’]+|\d+|[^A-Za-z\d]+")


@dataclass(frozen=True, slots=True)
class Invented:
    """The words in place of the real ones, and the value they stand for where it can be told."""

    text: str
    day: date | None = None


def invent(original: str, kind: Kind, chance: Random) -> Invented:
    """Something of the same kind and shape that shares no run of three characters of value with the original."""
    make = _MAKERS[kind]
    for _ in range(_TRIES):
        made = make(original, chance)
        if not shares(original, made.text, kind):
            return made
    raise AssertionError("no invention differs from the original: its shape leaves no room")


def shares(original: str, made: str, kind: Kind) -> bool:
    """Whether anything telling survived: a run of three letters or digits, a whole number, a name."""
    if kind in ("name", "word"):
        return not {one.lower() for one in re.findall(r"\w{2,}", original)}.isdisjoint(
            re.findall(r"\w{2,}", made.lower())
        )
    if kind == "date":
        # the day differs from the day, the month from the month; a century is nobody's
        ours, theirs = _places(original), _places(made)
        return any(one == other for one, other in zip(ours, theirs, strict=False))
    ours_plain, made_plain = _characters(original), _characters(made)
    if any(char.isdigit() for char in ours_plain):
        run = min(3, len(ours_plain))
        return any(ours_plain[at : at + run] in made_plain for at in range(len(ours_plain) - run + 1))
    words, others = original.lower().split(), " ".join(made.lower().split())
    run = min(3, len(words))
    return any(" ".join(words[at : at + run]) in others for at in range(len(words) - run + 1))


def _characters(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())


def _places(text: str) -> list[str]:
    return [
        one.lower().lstrip("0")
        for one in re.findall(r"\d+|[A-Za-z]+", text)
        if one.lower() not in _KEPT | {"twenty", "nineteen", "st", "nd", "rd", "th", "two"} and one not in ("19", "20")
    ]


# -- makers


def _identifier(original: str, chance: Random) -> Invented:
    if not any(char.isdigit() for char in original):
        return Invented(_spoken(original, chance))
    if len(_characters(original)) == 10 and original.isdigit() and original[0] in "12":
        nine = _digits(original[:9], chance)
        nine = chance.choice("12") + nine[1:]
        return Invented(nine + npi_check_digit(nine))
    return Invented(_digits(original, chance))


def _digits(original: str, chance: Random) -> str:
    """Every digit another digit, every letter another letter; what stands between stays."""
    out = []
    for char in original:
        if char.isdigit():
            out.append(str((int(char) + chance.randint(1, 9)) % 10))
        elif char.isalpha():
            other = chance.choice([one for one in _LETTERS if one != char.upper()])
            out.append(other if char.isupper() else other.lower())
        else:
            out.append(char)
    return "".join(out)


def _spoken(original: str, chance: Random) -> str:
    out = []
    for token in _TOKEN.findall(original):
        word = token.lower()
        row = next((one for one in _CLASSES if word in one), None)
        if row is not None:
            token = chance.choice([one for one in row if one != word])
        elif word in ("zero", "oh", "x-ray", "juliett"):
            token = chance.choice(DIGITS[1:] if word in ("zero", "oh") else NATO)
        elif len(word) == 1 and word.isalpha():
            token = chance.choice([one for one in _LETTERS.lower() if one != word])
        elif word.isalpha() and word not in _KEPT:
            token = chance.choice(NATO)  # "b as in boy"
        out.append(token)
    return "".join(out)


def _amount(original: str, chance: Random) -> Invented:
    made = _digits(original, chance)
    return Invented(re.sub(r"(?<![\d.])0(?=\d)", lambda _: str(chance.randint(1, 9)), made, count=1))


def _name(original: str, chance: Random) -> Invented:
    """As many names as there were words, written as they were."""
    made = chance.choice(_FIRST if chance.random() < 0.5 else SURNAMES)
    if original.islower():
        made = made.lower()
    elif original.isupper() and len(original) > 1:
        made = made.upper()
    possessive = re.search(r"['’]s$", original)
    return Invented(made + (possessive.group() if possessive else ""))


def _mail(original: str, chance: Random) -> Invented:
    name = f"{chance.choice(_FIRST)}.{chance.choice(SURNAMES)}".lower()
    return Invented(f"{name}@example.test" if "@" in original else f"https://example.test/{name}")


def _date(original: str, chance: Random) -> Invented:
    """Another day, written as this one is."""
    numbers = re.findall(r"\d+", original)
    first, days = _VISITS if _recent(numbers) else _BIRTHS
    day = first + timedelta(days=chance.randrange(days))
    month = next((one for one in re.findall(r"[A-Za-z]+", original) if _month_of(one)), None)
    if not numbers or (month is None and not re.search(r"\d[/.-]\d", original)):
        return Invented(_spoken_date(original, month, day, chance), None)
    named = month is not None
    if named and len(numbers) == 1 and len(numbers[0]) == 4:  # "march 2026"
        made = re.sub(r"\d{4}", str(day.year), _other_month(original, month, day))
        return Invented(made, None)
    year_first = len(numbers[0]) == 4
    order: list[Callable[[int], str]] = (
        [lambda size: str(day.day).zfill(size)]
        if named
        else [lambda size: str(day.month).zfill(size), lambda size: str(day.day).zfill(size)]
    )
    year: Callable[[int], str] = lambda size: str(day.year)[-size:]  # noqa: E731 - one of a row of three
    order = [year, *order] if year_first else [*order, year]
    parts = iter(order)
    made = re.sub(r"\d+", lambda match: next(parts)(_size(match.group())), original)
    made = _other_month(made, month, day)
    made = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b", _suffix(day.day), made)
    whole = len(numbers) == (2 if named else 3) and (year_first or len(numbers[-1]) == 4)
    return Invented(made, day if whole else None)


def _recent(numbers: Sequence[str]) -> bool:
    """A date of a visit stays one, a date of birth too."""
    years = [int(one) for one in numbers if len(one) == 4]
    short = int(numbers[-1]) if len(numbers) == 3 else 0
    return (years[0] if years else 2000 + short) >= _VISITS_SINCE or not (years or len(numbers) == 3)


def _size(written: str) -> int:
    """A leading zero is kept; a day written with one digit may need two."""
    return len(written) if len(written) == 4 or written.startswith("0") else (2 if len(written) == 2 else 1)


def _spoken_date(original: str, month: str | None, day: date, chance: Random) -> str:
    """Another month, another number for each number; "twenty" before a day's last word and a century stay as they are."""
    tokens = _TOKEN.findall(_other_month(original, month, day))
    words = [one.lower() for one in tokens]
    out: list[str] = []
    for at, word in enumerate(words):
        row = next((one for one in _CLASSES[:5] if word in one), None)
        before, after = words[at - 2] if at > 1 else "", words[at + 2] if at + 2 < len(words) else ""
        if word in ("twenty", "thirty") and after in ORDINALS:
            out.append("twenty")
        elif row is None or (word in ("nineteen", "twenty") and at > 2):
            out.append(tokens[at])
        elif word in ORDINALS and before in ("twenty", "thirty"):
            out.append(chance.choice([one for one in ORDINALS[:9] if one != word]))
        else:
            out.append(chance.choice([one for one in row if one != word]))
    return "".join(out)


def _month_of(word: str) -> int:
    """1 to 12, or 0."""
    low = word.lower().rstrip(".")
    return next(
        (
            at
            for at, name in enumerate(MONTHS, 1)
            if len(low) >= 3 and name.startswith(low[:3]) and (name == low or len(low) <= 4)
        ),
        0,
    )


def _other_month(text: str, month: str | None, day: date) -> str:
    if month is None:
        return text
    name = MONTHS[day.month - 1]
    name = name if len(month) > 4 or month.lower() in MONTHS else name[:3]
    name = name.capitalize() if month[0].isupper() else name
    return re.sub(rf"\b{re.escape(month)}\b", name, text, count=1)


def _suffix(day: int) -> str:
    return "th" if 11 <= day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


_MAKERS: dict[Kind, Callable[[str, Random], Invented]] = {
    "mail": _mail,
    "amount": _amount,
    "date": _date,
    "identifier": _identifier,
    "name": _name,
    "word": _name,
}
