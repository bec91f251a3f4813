"""What staff see and say of appeals."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from backend.models.appeal import Appeal
from backend.pipeline.appeals.letter import CLINICAL
from backend.pipeline.appeals.levels import level_named
from backend.pipeline.claims.snapshot import ClaimLabel


class AppealShown(BaseModel):
    """An appeal as it stands."""

    id: UUID
    number: str
    claim_id: UUID
    level: str
    state: str
    root_cause: str
    carc: str
    amount: Decimal
    opened: date
    owner: str
    next_date: date
    deadline: date | None
    deadline_rule: str | None
    deadline_source: str | None
    physician_due: date | None
    physician_statement: str
    letter: str
    signed_by: str | None
    sent_on: date | None
    decision_due: date | None
    outcome: str
    decided_on: date | None
    recovered: Decimal | None
    level_title: str
    clinical: bool
    """A physician is asked before it is signed."""
    claim_number: str
    payer_name: str

    @classmethod
    def of(cls, appeal: Appeal, label: ClaimLabel) -> AppealShown:
        """From the record."""
        told = _told(appeal, label) | {
            "recovered": appeal.recovered.amount if appeal.recovered is not None else None,
            "clinical": appeal.root_cause in CLINICAL,
        }
        return cls(**{name: getattr(appeal, name) for name in cls.model_fields if name not in told}, **told)


class AppealListed(BaseModel):
    """One line of the list: no letter, no statement."""

    id: UUID
    number: str
    claim_id: UUID
    claim_number: str
    payer_name: str
    level: str
    level_title: str
    state: str
    root_cause: str
    amount: Decimal
    owner: str
    next_date: date
    deadline: date | None
    decision_due: date | None
    outcome: str
    days_left: int | None

    @classmethod
    def of(cls, appeal: Appeal, label: ClaimLabel, today: date) -> AppealListed:
        """From the record. The day that counts is the last day to file, once sent the day the decision is due."""
        day = appeal.decision_due if appeal.state == "sent" else appeal.deadline
        told = _told(appeal, label) | {"days_left": (day - today).days if day else None}
        return cls(**{name: getattr(appeal, name) for name in cls.model_fields if name not in told}, **told)


class AppealList(BaseModel):
    """Appeals in progress, the nearest next date first; or those that ended, the latest first."""

    appeals: list[AppealListed]


def _told(appeal: Appeal, label: ClaimLabel) -> dict[str, Any]:
    return {
        "amount": appeal.amount.amount,
        "claim_number": label.number,
        "payer_name": label.payer_name,
        "level_title": level_named(appeal.plan_type, appeal.level).title,
    }


class Rate(BaseModel):
    """How appeals of one payer, root cause and level ended."""

    model_config = ConfigDict(from_attributes=True)

    payer_id: UUID
    payer_name: str
    root_cause: str
    level: str
    won: int
    decided: int


class Rates(BaseModel):
    """The overturn history."""

    rates: list[Rate]


class Letter(BaseModel):
    """The letter as the person wants it."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"text": "We ask you to review the denial of claim 2026070100012. Authorization A7741 is on file."}
            ]
        },
    )

    text: str = Field(min_length=1, max_length=20_000)


class Statement(BaseModel):
    """What the treating physician says."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"text": "Six weeks of physical therapy brought no relief; the study was needed before surgery."}
            ]
        },
    )

    text: str = Field(min_length=1, max_length=8_000)


class Signature(BaseModel):
    """Signing; a clinical appeal without the physician's statement only knowingly."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"without_physician": True}]})

    without_physician: bool = False


class Sent(BaseModel):
    """The day it went out."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"on": "2026-03-20"}]})

    on: date


class Decision(BaseModel):
    """The payer's answer."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"outcome": "overturned", "decided_on": "2026-04-14", "recovered": "412.60"}]},
    )

    outcome: Literal["overturned", "partly_overturned", "upheld", "dismissed"]
    decided_on: date
    recovered: Decimal | None = Field(default=None, ge=0, max_digits=14, decimal_places=2)


class NewAppeal(BaseModel):
    """A draft asked for by staff."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"claim_id": "0b4f6a52-8a0a-4f0e-9d8e-6c8f8d1f0a11", "reason": "The authorization is on file."}
            ]
        },
    )

    claim_id: UUID
    reason: str = Field(default="", max_length=4_000)
