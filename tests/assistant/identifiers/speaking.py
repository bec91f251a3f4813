"""People saying identifiers: invented values and the ways they are spoken, for the tests of this folder and the bench."""

from __future__ import annotations

import random
from datetime import date, timedelta

ONES = "zero one two three four five six seven eight nine".split()
TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = {2: "twenty", 3: "thirty", 4: "forty", 5: "fifty", 6: "sixty", 7: "seventy", 8: "eighty", 9: "ninety"}
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth nineteenth twentieth"
).split()
MONTHS = "january february march april may june july august september october november december".split()
NATO = (
    "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa quebec romeo sierra tango "
    "uniform victor whiskey x-ray yankee zulu"
).split()
FIRST_NAMES = (
    "adam boy cat dog edward frank george henry igloo john king larry mary nancy orange peter queen robert sam tom "
    "umbrella victor william xylophone yellow zebra"
).split()
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MBI_LETTERS = "ACDEFGHJKMNPQRTUVWXY"


def npi(rng: random.Random) -> str:
    """An invented NPI with its check digit."""
    first = "1" + "".join(rng.choices("0123456789", k=8))
    total = 0
    for place, figure in enumerate(reversed("80840" + first)):
        value = int(figure) * (1 if place % 2 else 2)
        total += value - 9 if value > 9 else value
    return first + str(-total % 10)


def mbi(rng: random.Random) -> str:
    """An invented Medicare Beneficiary Identifier."""
    kinds = {"D": "0123456789", "L": MBI_LETTERS, "E": "0123456789" + MBI_LETTERS, "F": "123456789"}
    return "".join(rng.choice(kinds[kind]) for kind in "FLEDLEDLLDD")


def member_id(rng: random.Random) -> str:
    """An invented member id of one of the usual shapes."""
    digits = "".join(rng.choices("0123456789", k=9))
    return rng.choice(
        (mbi(rng), "".join(rng.sample(LETTERS, 3)) + digits, "W" + digits, "".join(rng.sample(LETTERS, 2)) + digits[:8])
    )


def claim_number(rng: random.Random) -> str:
    """An invented claim number of one of the usual shapes."""
    digits = "".join(rng.choices("0123456789", k=13))
    return rng.choice(
        (
            "2026" + digits[:9],
            "CLM" + digits[:9],
            "E" + digits[:10],
            "26" + digits[:3] + rng.choice("ABCEHK") + digits[:5],
        )
    )


def day(rng: random.Random, first: int, last: int) -> date:
    """A day between two years."""
    return date(first, 1, 1) + timedelta(rng.randrange((last - first) * 365))


def spelled(value: str, rng: random.Random, letters: str = "mixed") -> str:
    """An identifier said character by character, runs sometimes as "double", letters bare, by alphabet or "as in"."""
    said: list[str] = []
    i, doubles, oh = 0, rng.random() < 0.5, rng.random() < 0.6
    while i < len(value):
        character = value[i]
        if character.isdigit():
            word = "oh" if character == "0" and oh else ONES[int(character)]
            if doubles and value[i : i + 2] == character * 2:
                said.append(f"double {word}")
                i += 2
                continue
        else:
            style = rng.choice(("bare", "nato", "as in")) if letters == "mixed" else letters
            place = ord(character) - ord("A")
            word = {
                "bare": character.lower(),
                "nato": NATO[place],
                "as in": f"{character.lower()} as in {FIRST_NAMES[place]}",
            }[style]
        said.append(word)
        i += 1
    return " ".join(said)


def below_hundred(number: int) -> str:
    """17 → seventeen, 42 → forty two."""
    if number < 10:
        return ONES[number]
    if number < 20:
        return TEENS[number - 10]
    return TENS[number // 10] + ("" if number % 10 == 0 else f" {ONES[number % 10]}")


def spoken_date(when: date, style: int) -> str:
    """march fifth nineteen eighty · march the fifth … · three five nineteen eighty."""
    century, rest = divmod(when.year, 100)
    year = f"{below_hundred(century)} {below_hundred(rest) if rest >= 10 else 'oh ' + ONES[rest]}"
    if when.year in range(2000, 2010):
        year = "two thousand" + (f" {ONES[rest]}" if rest else "")
    number = when.day
    ordinal = (
        ORDINALS[number - 1]
        if number <= 20
        else "thirtieth"
        if number == 30
        else f"{TENS[number // 10]} {ORDINALS[number % 10 - 1]}"
    )
    month = MONTHS[when.month - 1]
    return (
        f"{month} {ordinal} {year}",
        f"{month} the {ordinal} {year}",
        f"{month} {below_hundred(number)} {year}",
        f"{below_hundred(when.month)} {below_hundred(number)} {year}",
    )[style]
