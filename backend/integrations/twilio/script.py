"""Scripts of calls: one line a caller turn. Pure.

``words`` are said; ``#1234`` and ``#*`` are keys; an empty line is silence; ``~words`` come too late and are said again when the
line asks; ``!words`` are said while the phone is put down; ``=> words`` must stand in what was heard last; ``//`` is a note.
``{npi}``, ``{member_id}`` … are filled from the claim the call is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

Act = Literal["say", "late", "hang_up", "expect"]


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a script."""

    act: Act
    words: str


def steps(lines: Iterable[str], about: Mapping[str, str] | None = None) -> Iterator[Step]:
    """The steps of a script, with the claim's own values in place of ``{names}``."""
    for line in lines:
        text = line.strip()
        if text.startswith("//"):
            continue
        filled = text.format_map(about) if about is not None else text
        if filled.startswith("=>"):
            yield Step("expect", filled[2:].strip())
        elif filled.startswith("~"):
            yield Step("late", filled[1:].strip())
        elif filled.startswith("!"):
            yield Step("hang_up", filled[1:].strip())
        else:
            yield Step("say", filled)


def wanted_claim(lines: Iterable[str]) -> str | None:
    """Which outcome the claim of a script must have: its note ``// claim: denied``."""
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("// claim:")), None)


def values_of(claim: Mapping[str, Any]) -> dict[str, str]:
    """A claim of the world's truth as its caller says it; characters of an id one by one."""
    member, provider = claim["member"], claim["provider"]
    return {
        "npi": provider["npi"],
        "npi_spoken": " ".join(provider["npi"]),
        "tax_last5": provider["tax_id"][-5:],
        "member_id": " ".join(member["id"].lower()),
        "first": member["first"].lower(),
        "last": member["last"].lower(),
        "dob": spoken_date(member["dob"]),
        "dob_keys": date.fromisoformat(member["dob"]).strftime("%m%d%Y"),
        "zip": " ".join(member["zip"]),
        "service_date": spoken_date(claim["service_from"]),
        "service_keys": date.fromisoformat(claim["service_from"]).strftime("%m%d%Y"),
        "claim_number": " ".join(claim["claim_number"].lower()),
        "paid_dollars": f"{int(claim['paid'].split('.')[0]):,}",
    }


def spoken_date(iso: str) -> str:
    """``2026-03-05`` → ``march 5 2026``."""
    day = date.fromisoformat(iso)
    return f"{day:%B} {day.day} {day.year}".lower()
