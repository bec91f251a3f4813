"""What a line holds: facts under their canonical names, and the piece of an identifier that is not one yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Union

Value = Union[str, dict[str, str]]  # noqa: UP007 - read at run time by Python 3.10
"""Text, or the first and last day of a range as {"start", "end"}."""

_ALIASES = {
    "dob": "date_of_birth", "birth_date": "date_of_birth", "dos": "date_of_service", "service_date": "date_of_service",
    "tin": "tax_id", "tax_id_last_five": "tax_id", "tax_id_last5": "tax_id", "last5": "tax_id", "phone": "phone_number",
    "callback_phone": "phone_number", "zip_code": "zip", "name": "person_name", "patient_name": "person_name",
    "otp": "one_time_code",
    "caller_name": "person_name", "claim": "claim_number", "which_claim": "claim_number", "which": "claim_number",
    "payment_amount": "amount", "check_number": "trace_number", "authorization_number": "auth_number",
    "code": "adjustment_code",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A fact: canonical name, normalised value, characters [start, end) of what was said, other readings cheaper first."""

    name: str
    value: Value
    start: int
    end: int
    confidence: float
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters said for an identifier of kind `name` that are not yet one."""

    name: str
    characters: str


@dataclass(slots=True)
class Heard:
    """All that a line holds. `ambiguous` names kinds for which several values were offered ("either … or …")."""

    found: list[Found] = field(default_factory=list)
    piece: Piece | None = None
    ambiguous: tuple[str, ...] = ()


def canonical_slot(expects: str | None) -> str | None:
    """The canonical name of a slot that was asked for."""
    return _ALIASES.get(expects, expects) if expects else None
