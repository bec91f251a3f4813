"""What every adjustment, remark and status code means, in our own words, for the biller and for the member.

Codes, dates and status are the facts of the published lists; every sentence is ours. The data lie beside this module
as JSON Lines, one object a code, and are read once, when first asked for. A list that is not yet there reads as empty.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args

Status = Literal["current", "deactivated"]
GroupCode = Literal["CO", "PR", "OA", "PI", "CR"]
GROUP_CODES: frozenset[GroupCode] = frozenset(get_args(GroupCode))
RemarkKind = Literal["informs", "asks"]
RootCause = Literal[
    "eligibility",
    "coordination_of_benefits",
    "other_liability",
    "missing_or_invalid_data",
    "authorization",
    "not_covered",
    "benefit_limit",
    "documentation",
    "medical_necessity",
    "timely_filing",
    "coding",
    "duplicate",
    "provider_enrollment",
    "other",
    "patient_cost_share",
    "contractual",
    "payment_adjustment",
]
Route = Literal[
    "none",
    "correct_and_resubmit",
    "send_records",
    "appeal",
    "peer_to_peer",
    "obtain_authorization",
    "update_coordination_of_benefits",
    "verify_coverage",
    "enrollment",
    "bill_patient",
    "bill_other_payer",
    "write_off_review",
    "call_payer",
    "human_review",
]
Responsible = Literal["provider", "patient", "payer", "other_payer"]

NOT_DENIALS: frozenset[str] = frozenset({"patient_cost_share", "contractual", "payment_adjustment"})
"""The three root causes that are no denial (DESIGN section 6)."""

_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Code:
    """A published code: its life (None where the date is not known) and our sentence for each reader."""

    code: str
    start: date | None
    stop: date | None
    status: str
    biller: str
    member: str

    def in_force(self, day: date) -> bool:
        """Whether the code could be used on this day; an unknown date does not exclude it."""
        return (self.start is None or self.start <= day) and (self.stop is None or day < self.stop)


@dataclass(frozen=True, slots=True)
class Carc(Code):
    """Claim adjustment reason code (835 CAS02): what it says alone, before its remarks and group are weighed."""

    title: str
    root_cause: RootCause
    route: Route
    appealable: bool
    responsible: Mapping[str, Responsible]
    attach: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rarc(Code):
    """Remittance advice remark code (835 LQ, MIA, MOA): whether it asks for something or only informs."""

    kind: RemarkKind
    hint: RootCause | None = None


@dataclass(frozen=True, slots=True)
class ClaimStatus(Code):
    """Claim status code (277 STC01-2)."""


@dataclass(frozen=True, slots=True)
class StatusCategory(Code):
    """Claim status category code (277 STC01-1)."""


@dataclass(frozen=True, slots=True)
class Group(Code):
    """Adjustment group code (835 CAS01): who bears the amount."""

    title: str = ""
    responsible: Responsible = "provider"


@dataclass(frozen=True, slots=True)
class PlaceOfService(Code):
    """Place of service code (837P CLM05-1, SV105)."""

    title: str = field(default="")


CodeT = TypeVar("CodeT", bound=Code)


def carc(code: str) -> Carc | None:
    """The adjustment reason code, or None where the published list has no such code."""
    return _table("carc", Carc).get(_adjustment_code(code))


def rarc(code: str) -> Rarc | None:
    """The remark code, or None."""
    return _table("rarc", Rarc).get(code.strip().upper())


def claim_status(code: str) -> ClaimStatus | None:
    """The claim status code, or None."""
    return _table("claim_status", ClaimStatus).get(code.strip().lstrip("0") or "0")


def status_category(code: str) -> StatusCategory | None:
    """The claim status category code, or None."""
    return _table("claim_status_category", StatusCategory).get(code.strip().upper())


def group(code: str) -> Group | None:
    """The adjustment group code, or None."""
    return _table("group", Group).get(code.strip().upper())


def place_of_service(code: str) -> PlaceOfService | None:
    """The place of service code (two digits), or None."""
    return _table("place_of_service", PlaceOfService).get(code.strip().zfill(2))


def all_carc() -> tuple[Carc, ...]:
    """Every adjustment reason code, current and deactivated, in the order of the list."""
    return tuple(_table("carc", Carc).values())


def all_rarc() -> tuple[Rarc, ...]:
    """Every remark code."""
    return tuple(_table("rarc", Rarc).values())


def all_claim_status() -> tuple[ClaimStatus, ...]:
    """Every claim status code."""
    return tuple(_table("claim_status", ClaimStatus).values())


def all_status_category() -> tuple[StatusCategory, ...]:
    """Every claim status category code."""
    return tuple(_table("claim_status_category", StatusCategory).values())


def all_place_of_service() -> tuple[PlaceOfService, ...]:
    """Every place of service code."""
    return tuple(_table("place_of_service", PlaceOfService).values())


def _adjustment_code(code: str) -> str:
    """`CO-45`, `co45`, `045` and ` 45 ` are all the code 45; a letter code such as B7 keeps its letter."""
    text = code.strip().upper()
    head, _, tail = text.partition("-")
    if tail and head in GROUP_CODES:
        text = tail
    elif text[:2] in GROUP_CODES and text[2:]:
        text = text[2:]
    return text.strip().lstrip("0") or text


def _table(name: str, kind: type[CodeT]) -> dict[str, CodeT]:
    build: Any = kind
    rows: dict[str, CodeT] = _read(name, build)
    return rows


@cache
def _read(name: str, kind: Any) -> dict[str, Any]:
    path = _DATA / f"{name}.jsonl"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8") as lines:
        return {row["code"]: kind(**_typed(row)) for row in map(json.loads, filter(str.strip, lines))}


def _typed(row: dict[str, Any]) -> dict[str, Any]:
    for key in ("start", "stop"):
        row[key] = date.fromisoformat(row[key]) if row.get(key) else None
    if "attach" in row:
        row["attach"] = tuple(row["attach"])
    return row
