"""What staff see and say of appeals."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from backend.models.appeal import Appeal


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

    @classmethod
    def of(cls, appeal: Appeal) -> AppealShown:
        """From the record."""
        plain = {name: getattr(appeal, name) for name in cls.model_fields if name not in {"amount", "recovered"}}
        recovered = appeal.recovered.amount if appeal.recovered is not None else None
        return cls(**plain, amount=appeal.amount.amount, recovered=recovered)


class AppealListed(BaseModel):
    """One line of the list: no letter, no statement."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    number: str
    claim_id: UUID
    level: str
    state: str
    owner: str
    next_date: date
    deadline: date | None
    decision_due: date | None


class AppealList(BaseModel):
    """Appeals in progress, the nearest next date first."""

    appeals: list[AppealListed]


class Rate(BaseModel):
    """How appeals of one payer, root cause and level ended."""

    model_config = ConfigDict(from_attributes=True)

    payer_id: UUID
    root_cause: str
    level: str
    won: int
    decided: int


class Rates(BaseModel):
    """The overturn history."""

    rates: list[Rate]


class Letter(BaseModel):
    """The letter as the person wants it."""

    text: str = Field(min_length=1, max_length=20_000)


class Statement(BaseModel):
    """What the treating physician says."""

    text: str = Field(min_length=1, max_length=8_000)


class Signature(BaseModel):
    """Signing; a clinical appeal without the physician's statement only knowingly."""

    without_physician: bool = False


class Sent(BaseModel):
    """The day it went out."""

    on: date


class Decision(BaseModel):
    """The payer's answer."""

    outcome: Literal["overturned", "partly_overturned", "upheld", "dismissed"]
    decided_on: date
    recovered: Decimal | None = Field(default=None, ge=0, max_digits=14, decimal_places=2)


class NewAppeal(BaseModel):
    """A draft asked for by staff."""

    claim_id: UUID
    reason: str = Field(default="", max_length=4_000)
