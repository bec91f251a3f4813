"""What a line of a scenario may name of a claim, typed, spoken, spelled, wrong or guessed; and how a line may be disguised."""

from __future__ import annotations

import base64
import random
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from tests.dialogue.conftest import (
    MONTHS,
    Claim,
    day_spoken,
    day_told,
    day_written,
    digits_spoken,
    money_told,
    values_of,
)

NATO = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        """alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa quebec romeo
        sierra tango uniform victor whiskey xray yankee zulu""".split(),
        strict=True,
    )
)
PLACE = re.compile(r"{(?:(\w)\.)?([a-z]\w*)((?:\|\w+)*)}")
ZERO_WIDTH, RIGHT_TO_LEFT = "\u200b", "\u202e"
DISGUISES: dict[str, Callable[[str], str]] = {
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "fullwidth": lambda text: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text),
    "zerowidth": ZERO_WIDTH.join,
    "homoglyph": lambda text: text.translate(str.maketrans("AEOPCX", "\u0410\u0415\u041e\u0420\u0421\u0425")),
    "bidi": lambda text: RIGHT_TO_LEFT + text[::-1],
    "arabic": lambda text: text.translate({ord("0") + n: 0x0660 + n for n in range(10)}),
    "first1": lambda text: text[:1],
}


def filled(line: str, about: Claim | None, picked: Mapping[str, Claim], rng: random.Random) -> str:
    """The line with its places filled: ``{npi_spoken}`` of the claim it is about, ``{v.zip|base64}`` of another, disguised."""

    def one(match: re.Match[str]) -> str:
        claim = picked[match[1]] if match[1] else about
        assert claim is not None, f"no claim for {match[0]}"
        text = said_of(claim, rng)[match[2]]
        for change in filter(None, match[3].split("|")):
            text = DISGUISES[change](text)
        return text

    return PLACE.sub(one, line)


def _letters(identifier: str, letter: Callable[[str], str]) -> str:
    return " ".join(letter(c) if c.isalpha() else digits_spoken(c, random.Random(0)) for c in identifier)


def _in_groups(identifier: str, *sizes: int) -> str:
    groups, start = [], 0
    for size in sizes:
        groups.append(identifier[start : start + size])
        start += size
    return "-".join([*groups, identifier[start:]])


def _days(iso: str, name: str) -> dict[str, str]:
    day = date.fromisoformat(iso)
    numbers = f"{day.month:02d}{day.day:02d}"
    return {
        f"{name}_us": day_written(iso), f"{name}_text": day_told(iso), f"{name}_spoken": day_spoken(iso),
        f"{name}_short": f"{day.month}/{day.day}/{day:%y}", f"{name}_dashes": f"{day.month}-{day.day}-{day.year}",
        f"{name}_digits_spoken": f"{digits_spoken(numbers, random.Random(0))} {digits_spoken(str(day.year), random.Random(0))}",
        f"{name}_month": MONTHS[day.month - 1],
    }  # fmt: skip


def _other_digits(identifier: str) -> str:
    place = max(i for i, c in enumerate(identifier) if c.isdigit())
    return identifier[:place] + str((int(identifier[place]) + 3) % 10) + identifier[place + 1 :]


def _wrong(claim: Claim, rng: random.Random) -> dict[str, str]:
    birth, service = date.fromisoformat(claim.member["dob"]), date.fromisoformat(claim.service_from)
    guess = birth + timedelta(days=rng.randrange(1, 200))
    zip_code, tax = int(claim.member["zip"][:5]), int(claim.provider["tax_id"][-5:])
    npi = claim.provider["npi"]
    wrong_npi = npi[:3] + str((int(npi[3]) + 1) % 10) + npi[4:]
    wrong_tax = f"{(tax + 1) % 100000:05d}"
    return {
        "guess_dob_us": f"{guess:%m/%d/%Y}", "guess_zip": f"{(zip_code + rng.randrange(1, 900)) % 100000:05d}",
        "wrong_tax_last5": wrong_tax, "wrong_tax_last5_spoken": digits_spoken(wrong_tax, rng),
        "npi_wrong4": wrong_npi, "npi_wrong4_spoken": digits_spoken(wrong_npi, rng),
        "unknown_claim_number": _other_digits(claim.claim_number), "wrong_paid": f"{float(claim.paid) + 137:,.2f}",
        "wrong_service_date_text": day_told(f"{service - timedelta(days=11)}"),
    }  # fmt: skip


def said_of(claim: Claim, rng: random.Random) -> dict[str, str]:
    """Every name a scenario may use for something of a claim."""
    values = values_of(claim, rng) | _wrong(claim, rng)
    values |= _days(claim.member["dob"], "dob") | _days(claim.service_from, "service_date")
    member, npi, tax, last = values["member_id"], values["npi"], claim.provider["tax_id"], values["last"]
    values |= {
        "wrong_dob_us": values["wrong_dob"], "tax_id": tax, "tax_last5": tax[-5:], "tax_last5_spoken": values["tax_spoken"],
        "tax_dashed": f"{tax[:2]}-{tax[2:]}", "npi_asr": _in_groups(npi, 3, 3),
        "npi_head_spoken": digits_spoken(npi[:5], rng), "npi_tail_spoken": digits_spoken(npi[5:], rng),
        "member_id_bare": _letters(member, str.lower), "member_id_dashed": _in_groups(member, 4, 3),
        "member_id_nato": _letters(member, NATO.__getitem__),
        "member_id_as_in": _letters(member, lambda c: f"{c.lower()} as in {NATO[c]}"),
        "first_lower": values["first"].lower(), "last_lower": last.lower(), "last_spelled": " ".join(last.lower()),
        "name": f"{values['first']} {last}", "service_month": f"{date.fromisoformat(claim.service_from):%B %Y}",
        "claim_last4_spoken": digits_spoken(claim.claim_number[-4:], rng), "charge_spoken": money_told(claim.charge),
        "procedure": str(claim.lines[0]["procedure"]),
    }  # fmt: skip
    codes = [f"{a['group']}-{a['carc']}" for line in claim.lines for a in line.get("adjustments") or []]
    values["code"] = next((code for code in codes if code.startswith("CO-")), codes[0] if codes else "")
    return values
