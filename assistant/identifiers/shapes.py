"""What each identifier may look like: a check per kind, with repair where the published pattern settles a character."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shaped:
    """A value of a kind; `score` between 0 and 1 says how unmistakable its shape is."""

    name: str
    value: str
    score: float


def luhn_is_valid(digits: str) -> bool:
    """The Luhn check over a string of digits."""
    total = 0
    for place, figure in enumerate(reversed(digits)):
        value = int(figure) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def npi_is_valid(text: str) -> bool:
    """Ten digits, first 1 or 2, check digit by Luhn with the prefix 80840 (45 CFR 162.406)."""
    return re.fullmatch(r"[12]\d{9}", text) is not None and luhn_is_valid("80840" + text)


_MBI_LETTERS = "ACDEFGHJKMNPQRTUVWXY"  # no S, L, O, I, B, Z
_TO_DIGIT = {"S": "5", "O": "0", "I": "1", "L": "1", "B": "8", "Z": "2", "Q": "0", "G": "6", "D": "0"}
_MBI_PLACES = "DLEDLEDLLDD"  # positions 1 to 11 of an MBI: digit, letter, either


def mbi(text: str) -> str | None:
    """The Medicare Beneficiary Identifier a string of eleven characters stands for; 5/S 0/O 1/I/L 8/B 2/Z settled by place."""
    if len(text) != 11 or text[0] == "0":
        return None
    made: list[str] = []
    for character, wanted in zip(text.upper(), _MBI_PLACES, strict=True):
        digit = character if character.isdigit() else _TO_DIGIT.get(character) if character in "SOILBZ" else None
        letter = character if character in _MBI_LETTERS else None
        if wanted == "D":
            choice = digit
        elif wanted == "L":
            choice = letter
        else:
            choice = letter or digit
        if choice is None:
            return None
        made.append(choice)
    return "".join(made) if made[0] != "0" else None


def as_digits(text: str) -> str | None:
    """Letters that only a digit can have meant, where an identifier has digits alone (O, I, L, S, B, Z)."""
    made = "".join(_TO_DIGIT.get(c, c) if c in "OIL" else c for c in text.upper())
    return made if made.isdigit() else None


def _npi(text: str) -> Shaped | None:
    digits = as_digits(text)
    return Shaped("npi", digits, 1.0) if digits and npi_is_valid(digits) else None


def _tax_id(text: str) -> Shaped | None:
    digits = as_digits(text)
    if digits and len(digits) == 9:
        return Shaped("tax_id", digits, 0.8)
    return Shaped("tax_id_last5", digits, 0.7) if digits and len(digits) == 5 else None


def _zip(text: str) -> Shaped | None:
    digits = as_digits(text)
    return Shaped("zip", digits[:5], 0.7) if digits and len(digits) in (5, 9) else None


def _phone(text: str) -> Shaped | None:
    digits = as_digits(text)
    if digits and len(digits) == 11 and digits[0] == "1":
        digits = digits[1:]
    if digits and ((len(digits) == 10 and digits[0] in "23456789") or len(digits) == 7):
        return Shaped("phone_number", digits, 0.8 if len(digits) == 10 else 0.6)
    return None


_MEMBER_SHAPES: tuple[tuple[re.Pattern[str], float], ...] = (
    (re.compile(r"[A-Z]{3}\d{9}(\d{2})?"), 0.95),
    (re.compile(r"[A-Z]{3}[A-Z]?\d{8,12}"), 0.9),
    (re.compile(r"[A-Z]{1,2}\d{8,12}"), 0.9),
    (re.compile(r"[A-Z]{1,4}\d{5,12}"), 0.8),
    (re.compile(r"\d{8,12}[A-Z]\d{0,2}"), 0.75),
    (re.compile(r"[A-Z]{1,4}\d{3,12}[A-Z]{0,2}\d{0,2}|[A-Z]\d[A-Z]\d{4,10}"), 0.7),
    (re.compile(r"\d{8,12}([A-Z]{2,3})?"), 0.6),
    (re.compile(r"(?=(?:.*\d){3})[A-Z0-9]{6,15}"), 0.5),
)


_NO_MEMBER = re.compile(r"(CLM|ICN|DCN|TCN|EFT|CHK|ACH)\d")


def _member_id(text: str) -> Shaped | None:
    if _NO_MEMBER.match(text):
        return None
    if repaired := mbi(text):
        return Shaped("member_id", repaired, 1.0)
    for pattern, score in _MEMBER_SHAPES:
        if pattern.fullmatch(text):
            return Shaped("member_id", text, score)
    return None


_CLAIM_SHAPES: tuple[tuple[re.Pattern[str], float], ...] = (
    (re.compile(r"(CLM|CL|ICN|DCN|C|E|P)\d{6,16}"), 0.95),
    (re.compile(r"20\d{9,15}|\d{13,17}|[A-Z]{1,2}20[0-3]\d{6,}"), 0.95),
    (re.compile(r"[A-Z]{1,2}\d{6,16}[A-Z]?\d?"), 0.85),  # three letters rather begin a member id
    (re.compile(r"\d{2}[A-Z]\d{5,12}|\d{11,17}"), 0.9),
    (re.compile(r"[A-Z]\d{2}[A-Z]\d{5,12}"), 0.75),  # its first letter plainly said belongs to it
    (re.compile(r"(?=(?:.*\d){4})[A-Z0-9]{7,24}"), 0.7),
    (re.compile(r"[A-Z]{1,2}\d{4,5}"), 0.6),
    (re.compile(r"(?=(?:.*\d){4})[A-Z0-9]{5,6}"), 0.6),
    (re.compile(r"(?=(?:.*\d){3})[A-Z0-9]{5,6}"), 0.55),
    (re.compile(r"\d{5,10}"), 0.5),
)


def _claim_number(text: str) -> Shaped | None:
    for pattern, score in _CLAIM_SHAPES:
        if pattern.fullmatch(text):
            return Shaped("claim_number", text, score)
    return None


def _claim_last4(text: str) -> Shaped | None:
    return (
        Shaped("claim_last4", text, 0.7)
        if re.fullmatch(r"[A-Z0-9]{4}", text) and any(c.isdigit() for c in text)
        else None
    )


def _reference(name: str) -> Callable[[str], Shaped | None]:
    def check(text: str) -> Shaped | None:
        return Shaped(name, text, 0.6) if 4 <= len(text) <= 25 and sum(c.isdigit() for c in text) >= 3 else None

    return check


def _procedure(text: str) -> Shaped | None:
    found = re.fullmatch(r"(\d{4}[0-9TFU]|[A-V]\d{4})([A-Z0-9]{2})?", text)
    return Shaped("procedure_code", found[1], 0.8) if found else None


def is_numbered_as_procedure(digits: str) -> bool:
    """Whether five digits lie where CPT has procedures: anesthesia, surgery, imaging, laboratory, medicine and visits."""
    if not digits.isdigit():
        return False
    number = int(digits)
    return any(first <= number <= last for first, last in ((10004, 69990), (70010, 89398), (90281, 99607)))


def _one_time_code(text: str) -> Shaped | None:
    digits = as_digits(text)
    return Shaped("one_time_code", digits, 0.7) if digits and len(digits) == 6 else None


CHECKS: dict[str, Callable[[str], Shaped | None]] = {
    "npi": _npi,
    "tax_id": _tax_id,
    "tax_id_last5": _tax_id,
    "zip": _zip,
    "phone_number": _phone,
    "member_id": _member_id,
    "claim_number": _claim_number,
    "claim_last4": _claim_last4,
    "trace_number": _reference("trace_number"),
    "auth_number": _reference("auth_number"),
    "procedure_code": _procedure,
    "one_time_code": _one_time_code,
}
LENGTHS: dict[str, int] = {"npi": 10, "tax_id": 9, "tax_id_last5": 5, "zip": 5, "one_time_code": 6, "claim_last4": 4}
WHOLE_MEMBER_ID = 9
"""Fewer characters said for a member id are rather its beginning; nine and more are one."""
NUMBERED = frozenset({"claim_number", "member_id", "trace_number", "auth_number"})
"""Kinds whose numbers have no shape of their own: letters and figures, as every house writes them."""
DIGITS_ONLY = frozenset({"npi", "tax_id", "tax_id_last5", "zip", "phone_number", "one_time_code"})


def shape(name: str, text: str) -> Shaped | None:
    """The value of this kind that a string of characters stands for, or None."""
    return CHECKS[name](text)


def outline(text: str) -> str:
    """What is letter and what is digit of a number: A00-0."""
    return re.sub("[A-Z]", "A", re.sub(r"\d", "0", text))
