"""Identifiers as they are read back: in groups, with a spelling word only for letters that are mistaken for others."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from assistant.identifiers.vocabulary import SPELLING

SAFE_LETTERS = frozenset("WOQRUL")  # not taken for another on the telephone
_GROUPS: dict[str, tuple[int, ...]] = {
    "npi": (3, 3, 4), "tax_id": (2, 3, 4), "tax_id_last5": (2, 3), "zip": (5,), "phone_number": (3, 3, 4),
    "one_time_code": (3, 3),
}  # fmt: skip
_MONTHS = "January February March April May June July August September October November December".split()


def read_back(name: str, value: str, channel: str) -> str:
    """An identifier, a date (ISO) or a sum as said or shown on this channel; voice gives single characters with pauses."""
    spoken = channel in ("voice", "phone")
    if name in ("date_of_birth", "date_of_service"):
        day = date.fromisoformat(value)
        return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"
    if name == "amount":
        return f"{Decimal(value):,.2f} dollars" if spoken else f"${Decimal(value):,.2f}"
    if name == "person_name":
        return value
    characters = "".join(c for c in value.upper() if c.isalnum())
    groups = _grouped(characters, _GROUPS.get(name))
    if not spoken:
        return " ".join(groups) if name in ("npi",) else "-".join(groups) if name == "phone_number" else characters
    return ", ".join(" ".join(_said(c) for c in group) for group in groups)


def _grouped(characters: str, sizes: tuple[int, ...] | None) -> list[str]:
    """By the customary sizes, else letters apart from digits and digits by threes, a last single one joined to its group."""
    groups: list[str] = []
    if sizes and sum(sizes) == len(characters):
        at = 0
        for size in sizes:
            groups.append(characters[at : at + size])
            at += size
        return groups
    if len(characters) == 7 and sizes == (3, 3, 4):
        return [characters[:3], characters[3:]]
    at = 0
    while at < len(characters):
        left = len(characters) - at
        size = 4 if left in (4, 7, 8) else min(3, left)
        kind = characters[at].isalpha()
        same = 1
        while same < size and characters[at + same].isalpha() == kind:
            same += 1
        groups.append(characters[at : at + same])
        at += same
    return groups


def _said(character: str) -> str:
    if character.isalpha() and character not in SAFE_LETTERS:
        return f"{character} as in {SPELLING[character]}"
    return character
