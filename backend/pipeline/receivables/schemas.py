"""What staff see and say of receivables."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from backend.kit.money import Money
from backend.models.follow_up import AgeingSnapshot, FollowUpContact
from backend.pipeline.receivables.repository import AgedClaim, AgeingCell, Queued
from backend.pipeline.receivables.rules import BUCKETS, OUTCOMES

Outcome = Literal[
    "in_process", "paid", "not_on_file", "denied", "more_information", "sent_to_review", "no_answer", "patient_will_pay",
    "other",
]  # fmt: skip


class Cell(BaseModel):
    """Open money of one payer in one bucket."""

    bucket: int
    claims: int
    amount: str


class AgeingRow(BaseModel):
    """A payer's receivables by bucket; ``patient`` rows are what its patients owe."""

    payer_id: UUID
    payer: str
    patient: bool
    cells: list[Cell]
    total: str


class AgeingShown(BaseModel):
    """An ageing with its row sums, and the ledger it agrees with."""

    snapshot_id: UUID
    as_of: date
    buckets: list[str]
    rows: list[AgeingRow]
    totals: list[str]
    total: str
    undecided: str
    ledger: dict[str, str]
    claims: int
    reconciles: bool
    days: list[date] = Field(description="Days an ageing was taken on, the latest first")


class AgedClaimShown(BaseModel):
    """A claim behind a cell, with who has it now."""

    claim_id: UUID
    number: str
    payer: str
    provider: str
    account: str
    age_days: int
    bucket: str
    amount: str
    step: str
    owner: str
    next_date: date | None

    @classmethod
    def of(cls, one: AgedClaim) -> AgedClaimShown:
        return cls(**{**one._asdict(), "bucket": BUCKETS[one.bucket], "amount": str(one.amount)})


class AgedClaims(BaseModel):
    claims: list[AgedClaimShown]


class FollowUpShown(BaseModel):
    """A claim in the follow-up: its one owner, its next date, and why."""

    claim_id: UUID
    number: str
    payer: str
    provider: str
    patient: str
    stage: str
    service_to: date
    age_days: int
    step: str
    reason: str
    level: str
    owner: str
    next_date: date
    days_late: int
    deadline: date | None
    days_to_deadline: int | None
    recommendation: str
    amount: str
    chosen: bool = Field(description="A person chose owner and date")

    @classmethod
    def of(cls, one: Queued, today: date) -> FollowUpShown:
        row = one.row
        return cls(
            claim_id=row.claim_id, number=one.number, payer=one.payer, provider=one.provider, patient=one.patient,
            stage=one.stage, service_to=one.service_to, age_days=(today - one.service_to).days, step=row.step,
            reason=row.reason, level=row.level, owner=row.owner, next_date=row.next_date,
            days_late=max(0, (today - row.next_date).days), deadline=row.deadline,
            days_to_deadline=(row.deadline - today).days if row.deadline else None, recommendation=row.recommendation,
            amount=str(row.amount), chosen=row.set_by is not None,
        )  # fmt: skip


class OwnerShown(BaseModel):
    """Who has how much."""

    owner: str
    claims: int
    late: int
    amount: str


class FollowUpList(BaseModel):
    claims: list[FollowUpShown]
    owners: list[OwnerShown]


class ContactShown(BaseModel):
    """A logged contact."""

    contact_on: date
    way: str
    spoke_with: str
    reference: str
    outcome: str
    outcome_words: str
    note: str
    next_date: date
    owner: str
    by_name: str
    recorded_at: datetime

    @classmethod
    def of(cls, one: FollowUpContact) -> ContactShown:
        return cls(
            contact_on=one.contact_on, way=one.way, spoke_with=one.spoke_with, reference=one.reference,
            outcome=one.outcome, outcome_words=OUTCOMES.get(one.outcome, one.outcome), note=one.note,
            next_date=one.next_date, owner=one.owner, by_name=one.by_name, recorded_at=one.recorded_at,
        )  # fmt: skip


class FollowUpDetail(BaseModel):
    claim: FollowUpShown
    contacts: list[ContactShown]


class NewContact(BaseModel):
    """A contact about a claim. No next date: by the claim's level (14, 7 or 3 days)."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "way": "phone", "outcome": "in_process", "spoke_with": "Mr. Vale", "reference": "REF77",
                    "note": "Payment promised with Friday's run.", "next_date": "2026-12-01",
                }
            ]
        },
    )  # fmt: skip

    way: Literal["phone", "portal", "letter", "fax"]
    outcome: Outcome
    spoke_with: str = Field(default="", max_length=120)
    reference: str = Field(default="", max_length=60)
    note: str = Field(default="", max_length=4000)
    next_date: date | None = None
    owner: str | None = Field(default=None, min_length=1, max_length=120)


class Assignment(BaseModel):
    """Who has the claim and when it is looked at next."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"owner": "bo@example.test", "next_date": "2026-12-01"}]}
    )

    owner: str = Field(min_length=1, max_length=120)
    next_date: date


def ageing_shown(snapshot: AgeingSnapshot, cells: list[AgeingCell], days: list[date], *, agrees: bool) -> AgeingShown:
    """The table: a row per payer, and one per payer for what its patients owe."""
    by_row: dict[tuple[str, UUID, bool], list[list[AgeingCell]]] = {}
    for one in cells:
        key = (one.payer, one.payer_id, one.account == "receivable_patient")
        by_row.setdefault(key, [[] for _ in BUCKETS])[one.bucket].append(one)
    rows = [
        AgeingRow(
            payer_id=payer_id, payer=payer, patient=patient,
            cells=[
                Cell(bucket=n, claims=sum(one.claims for one in found), amount=_sum(found))
                for n, found in enumerate(buckets)
            ],
            total=_sum([one for found in buckets for one in found]),
        )
        for (payer, payer_id, patient), buckets in sorted(by_row.items(), key=_payers_before_patients)
    ]  # fmt: skip
    totals = [_sum([one for one in cells if one.bucket == n]) for n in range(len(BUCKETS))]
    return AgeingShown(
        snapshot_id=snapshot.id, as_of=snapshot.as_of, buckets=list(BUCKETS), rows=rows, totals=totals,
        total=str(snapshot.total), undecided=str(snapshot.undecided), ledger=snapshot.ledger, claims=snapshot.claims,
        reconciles=agrees, days=days,
    )  # fmt: skip


def _sum(cells: list[AgeingCell]) -> str:
    return str(Money.total(one.amount for one in cells))


def _payers_before_patients(item: tuple[tuple[str, UUID, bool], object]) -> tuple[bool, str, str]:
    payer, payer_id, patient = item[0]
    return patient, payer, str(payer_id)


class Withdrawal(BaseModel):
    """Why a claim never leaves."""

    model_config = ConfigDict(
        extra="forbid",
        str_strip_whitespace=True,
        json_schema_extra={"examples": [{"reason": "The practice sent this visit twice."}]},
    )

    reason: str = Field(min_length=10, max_length=200)


class TakenOffShown(BaseModel):
    """What became of it: off its way, or a write-off that waits for who may decide."""

    state: Literal["withdrawn", "waits_for_approval"]
    sentence: str
