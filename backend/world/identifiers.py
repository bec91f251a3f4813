"""Invented identifiers. Each is a function of a running number, so none is met twice and nothing need be remembered."""

from __future__ import annotations

from backend.kit.ids import npi_check_digit

_MBI_LETTERS = "ACDEFGHJKMNPQRTUVWXY"
_MBI_BOTH = "0123456789" + _MBI_LETTERS
_MBI_PLACES = ("123456789", _MBI_LETTERS, _MBI_BOTH, "0123456789", _MBI_LETTERS, _MBI_BOTH, "0123456789") + (
    (_MBI_LETTERS,) * 2 + ("0123456789",) * 2
)
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


def scrambled(number: int, modulus: int = 10**9) -> int:
    """A permutation of 0 … modulus-1 (modulus a power of ten): neighbours end up far apart, none collide."""
    return (number * 2_654_435_761 + 123_456_789) % modulus


def npi(number: int) -> str:
    """A national provider identifier of a kind not given out, with its check digit."""
    first = f"1{scrambled(number + 17, 10**8):08d}"
    return first + npi_check_digit(first)


def tax_id(number: int) -> str:
    """Nine digits."""
    return f"{10 + number % 89}{scrambled(number + 77, 10**7):07d}"


def medicare_id(number: int) -> str:
    """A Medicare beneficiary identifier: CMS's pattern of letters and digits, without S, L, O, I, B, Z."""
    rest = number * 7_368_787 + 411_234_567
    out = []
    for place in reversed(_MBI_PLACES):
        rest, at = divmod(rest, len(place))
        out.append(place[at])
    return "".join(reversed(out))


def member_id(shape: str, number: int) -> str:
    """A member id of the shape a payer uses: W123456789, XJH123456789, 12 digits, H1234567801, 12345678A or Medicare's."""
    digits = scrambled(number)
    if shape == "letter":
        return f"W{digits:09d}"
    if shape == "prefix":
        a, b, c = (_LETTERS[(number // n + n) % len(_LETTERS)] for n in (1, 24, 576))
        return f"{a}{b}{c}{digits:09d}"
    if shape == "digits":
        return f"{900 + number % 97}{digits:09d}"
    if shape == "suffix":
        return f"H{digits:09d}0{1 + number % 4}"
    if shape == "medicaid":
        return f"{digits:09d}{_LETTERS[number % len(_LETTERS)]}"
    assert shape == "medicare", "a shape of member id we know"
    return medicare_id(number)


def claim_number(shape: str, number: int, year: int, day: int) -> str:
    """A payer's claim control number: Julian date and sequence, or letters and digits, by payer."""
    digits = scrambled(number)
    if shape == "julian":
        return f"{year % 100:02d}{day:03d}{digits:09d}"
    if shape == "letter":
        return f"E{digits:09d}{number % 10}"
    if shape == "year":
        return f"{year}{digits:09d}"
    assert shape == "mixed", "a shape of claim number we know"
    return f"{_LETTERS[number % 24]}{_LETTERS[number // 24 % 24]}{digits:09d}"


def patient_control_number(provider: int, number: int) -> str:
    """The practice's own account number; practices differ in how they write it."""
    digits = scrambled(number + 500_000_003)
    return (f"{digits:09d}", f"PT{digits:09d}", f"{digits // 10000:05d}-{digits % 10000:04d}", f"A{digits:09d}")[provider % 4]


def trace_number(payer: int, number: int, *, check: bool) -> str:
    """The number on a check (ten digits) or transfer (twelve)."""
    digits = scrambled(number * 31 + payer)
    return f"4{digits:09d}" if check else f"7{payer:02d}{digits:09d}"
