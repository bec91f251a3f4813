"""Money, dates, ids and lists as each channel says them. Pure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
NATO = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "Alpha Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa Quebec Romeo "
        "Sierra Tango Uniform Victor Whiskey X-ray Yankee Zulu".split(),
        strict=True,
    )
)
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
CONFUSED = frozenset("ABCDEFGHIJKMNPSTVXYZ")
"""Letters the ear mixes up (A-H-J-K, the E set, F-S-X, I-Y, M-N); W, L, O, Q, R, U are clear enough."""


def money(amount: str | Decimal | None, channel: str) -> str:
    """``240.00`` → ``$240.00``; on the phone ``240 dollars and 50 cents``."""
    value = Decimal(str(amount or "0"))
    sign, value = ("minus " if value < 0 else ""), abs(value)
    if channel != "voice":
        return f"{'-' if sign else ''}${value:,.2f}"
    dollars, cents = int(value), int(value * 100) % 100
    said = f"{sign}{dollars:,} dollar{'' if dollars == 1 else 's'}"
    return f"{said} and {cents} cent{'' if cents == 1 else 's'}" if cents else said


def is_zero(amount: str | None) -> bool:
    """Whether nothing is meant: absent or 0.00."""
    return Decimal(str(amount or "0")) == 0


def day(iso: str | None) -> str:
    """``2026-03-05`` → ``March 5, 2026``."""
    if not iso:
        return "an unknown date"
    value = date.fromisoformat(iso[:10])
    return f"{MONTHS[value.month - 1]} {value.day}, {value.year}"


def weekday(iso: str | None) -> str:
    """``2026-11-23`` → ``Monday, November 23``: a day near enough to need no year."""
    if not iso:
        return "the next working day"
    value = date.fromisoformat(iso[:10])
    return f"{value:%A}, {MONTHS[value.month - 1]} {value.day}"


def span(start: str | None, end: str | None) -> str:
    """A service date, or a stay from one day to another."""
    return day(start) if not end or end == start else f"{day(start)} to {day(end)}"


def groups(text: str) -> list[str]:
    """An id in groups of three or four, as people read them: 1770002313 → 177 000 2313, R9056822 → R905 6822."""
    chars = [c for c in text.upper() if c.isalnum()]
    out: list[str] = []
    while chars:
        left = len(chars)
        size = left if left <= 4 else 4 if left % 3 == 2 and left > 5 else 3
        out.append("".join(chars[:size]))
        chars = chars[size:]
    return out


def identifier(text: str | None, channel: str) -> str:
    """An id to read back: as it stands in writing, digit by digit in groups on the phone."""
    text = text or ""
    if channel != "voice":
        return text
    return ", ".join(" ".join(group) for group in groups(text))


def phone(text: str | None, channel: str) -> str:
    """A telephone number as people write and say it: 720-555-0134; on the phone ``7 2 0, 5 5 5, 0 1 3 4``."""
    digits = "".join(c for c in text or "" if c.isdigit())
    parts = [digits[:-10], digits[-10:-7], digits[-7:-4], digits[-4:]]
    if channel == "voice":
        parts = [" ".join(part) for part in parts]
    return (", " if channel == "voice" else "-").join(part for part in parts if part)


def read_back(text: str) -> str:
    """An id as it was heard, in groups; letters the ear mixes up with their spelling word."""
    said = [" ".join(f"{c} as in {NATO[c]}," if c in CONFUSED else c for c in group) for group in groups(text)]
    return ", ".join(said).replace(",,", ",").rstrip(",")


def spelled(text: str) -> str:
    """Character by character; letters the ear mixes up with their spelling word."""
    said = [f"{c} as in {NATO[c]}" if c in CONFUSED else c for c in text.upper() if c.isalnum()]
    return ", ".join(said)


def count(number: int, noun: str) -> str:
    """``two claims``."""
    word = NUMBERS[number] if number < len(NUMBERS) else str(number)
    return f"{word} {noun}{'' if number == 1 else 's'}"


def days(number: int) -> str:
    """``1 day``, ``40 days``."""
    return f"{number} day{'' if abs(number) == 1 else 's'}"


def joined(parts: list[str], word: str = "and") -> str:
    """``a, b and c``."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {word} {parts[-1]}" if parts else ""


STAGES = {
    "received": "received", "accepted": "in process", "rejected": "rejected", "pended": "pending", "paid": "paid",
    "partly_paid": "partly paid", "denied": "denied", "patient_share": "processed to the patient's share",
    "no_payment": "processed without payment", "reversed": "reversed", "held": "on hold",
}  # fmt: skip


def claim_line(claim: dict[str, Any], channel: str, with_stage: bool, *, with_provider: bool = False) -> str:
    """One claim of a list: its date, number and charge; its status word and, in a chat, its provider where asked for."""
    ending = " ".join(claim["last_four"]) if channel == "voice" else claim["last_four"]
    line = f"Claim ending {ending}, {span(claim.get('service_from'), claim.get('service_to'))}"
    if with_stage:
        line += f", {STAGES.get(claim.get('stage', ''), 'on file')}"
    if with_provider and channel == "chat" and claim.get("provider_name"):
        line += f", {claim['provider_name']}"
    return line if channel == "sms" else f"{line}, {money(claim.get('charge'), channel)} billed"
