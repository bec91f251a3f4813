"""What the interface of adjudication takes and shows. Amounts are decimal strings."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from backend.models.adjudication import Adjudication, AdjudicationLine, Pend
from backend.models.contract import Underpayment
from backend.pipeline.adjudication.eob import Eob, Sums, YearSoFar


class PendShown(BaseModel):
    """Why a claim waits, or waited, for a person."""

    reason: str
    sentence: str
    owner: str
    due: date
    opened_on: date
    outcome: str
    settled_by: str | None

    @classmethod
    def of(cls, one: Pend) -> PendShown:
        return cls(
            reason=one.reason, sentence=one.sentence, owner=one.owner, due=one.due, opened_on=one.opened_on,
            outcome=one.outcome, settled_by=one.settled_by,
        )  # fmt: skip


class LineDecided(BaseModel):
    """A service line as decided: charge = paid + adjustments."""

    number: int
    procedure: str
    kind: str
    day: date
    charge: str
    allowed: str
    paid: str
    adjustments: list[list[str]] = Field(description="Group, reason code, amount")
    remarks: list[str]


class AdjudicationShown(BaseModel):
    """Where a claim stands with the payer client."""

    id: UUID
    claim_id: UUID
    state: str
    received: date
    due: date | None = Field(description="Last day for prompt payment, or to carry out a won appeal")
    anew: bool = Field(description="Decided anew because an appeal was won; until then the lines are those that stand")
    decided_on: date | None
    decided_by: str
    charge: str
    allowed: str
    paid: str
    patient_share: str
    deductible: str
    coinsurance: str
    copay: str
    interest: str
    pends: list[PendShown]
    lines: list[LineDecided] = []

    @classmethod
    def of(cls, one: Adjudication, pends: list[Pend], lines: list[AdjudicationLine]) -> AdjudicationShown:
        names = "charge allowed paid patient_share deductible coinsurance copay interest".split()
        return cls(
            id=one.id, claim_id=one.claim_id, state=one.state, received=one.received, due=one.due,
            anew=one.appeal_id is not None,
            decided_on=one.decided_on, decided_by=one.decided_by, pends=[PendShown.of(each) for each in pends],
            lines=[_line(each) for each in lines], **{name: str(getattr(one, name)) for name in names},
        )  # fmt: skip


def _line(one: AdjudicationLine) -> LineDecided:
    return LineDecided(
        number=one.number, procedure=one.procedure, kind=one.kind, day=one.day, charge=str(one.charge),
        allowed=str(one.allowed), paid=str(one.paid), adjustments=one.adjustments, remarks=one.remarks,
    )  # fmt: skip


class AdjudicationList(BaseModel):
    adjudications: list[AdjudicationShown]


class Released(BaseModel):
    """A person looked and lets the claim pass."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"note": "Operative note read; fits."}]})

    note: Annotated[str, Field(min_length=1, max_length=500)]
    information_received: date | None = Field(
        default=None, description="The day information asked of the provider came: the prompt-pay clock starts again"
    )
    lines: list[int] | None = Field(
        default=None, max_length=999, description="Where an appeal was partly overturned: the lines it won"
    )


class Denied(BaseModel):
    """A person denies the claim."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"group": "CO", "carc": "252", "remark": "M127", "note": "Records never came."}]
        },
    )

    group: Annotated[str, Field(pattern="^(CO|PR|OA|PI)$")]
    carc: Annotated[str, Field(min_length=1, max_length=5)]
    remark: Annotated[str, Field(min_length=2, max_length=6)] | None = None
    note: Annotated[str, Field(min_length=1, max_length=500)]


class LoadedShown(BaseModel):
    """How much the document held."""

    payers: int
    plans: int
    contracts: int
    rates: int
    enrolments: int
    authorizations: int


class ExpectedShown(BaseModel):
    """What the contract says of a claim."""

    contract_id: UUID | None
    expected: str | None
    lines: list[dict[str, Any]]


class UnderpaymentShown(BaseModel):
    """A payer allowed less than the contract says."""

    claim_id: UUID
    patient_control_number: str
    payer: str
    contract_id: UUID
    expected: str
    allowed: str
    difference: str
    paid_on: date
    found_on: date
    lines: list[dict[str, Any]]

    @classmethod
    def of(cls, one: Underpayment, patient_control_number: str, payer: str) -> UnderpaymentShown:
        return cls(
            claim_id=one.claim_id, patient_control_number=patient_control_number, payer=payer,
            contract_id=one.contract_id, expected=str(one.expected), allowed=str(one.allowed),
            difference=str(one.difference), paid_on=one.paid_on, found_on=one.found_on, lines=one.lines,
        )  # fmt: skip


class UnderpaymentList(BaseModel):
    underpayments: list[UnderpaymentShown]


class SumsShown(BaseModel):
    """The parts of a charge: charge = discount + not owed + other plan + plan paid + your share."""

    charge: str
    discount: str
    not_owed: str
    other_plan: str
    plan_paid: str
    deductible: str
    copay: str
    coinsurance: str
    not_covered: str
    your_share: str = Field(description="deductible + copay + coinsurance + not covered")


class EobLineShown(SumsShown):
    """One service; ``notes`` are the letters of the notes on it."""

    number: int
    service: str
    procedure: str
    day: date | None
    notes: list[str]


class EobNoteShown(BaseModel):
    """Why an amount was not paid, in plain words."""

    letter: str
    code: str
    sentence: str


class YearShown(BaseModel):
    """How much of the year's limits is used."""

    year: str
    deductible_used: str
    deductible: str
    out_of_pocket_used: str
    out_of_pocket_max: str


class EobShown(BaseModel):
    """An explanation of benefits, in the member's words; every part and every sum."""

    payer_name: str
    plan_name: str
    phone: str
    patient: str
    member_id: str
    provider_name: str
    claim_number: str
    service_from: date
    service_to: date
    decided: date
    paid_to: str
    opening: list[str]
    lines: list[EobLineShown]
    total: SumsShown
    notes: list[EobNoteShown]
    year: YearShown | None
    appeal: list[str]
    appeal_last_day: date | None

    @classmethod
    def of(cls, eob: Eob) -> EobShown:
        lines = [
            EobLineShown(
                number=one.number,
                service=one.service,
                procedure=one.procedure,
                day=one.day,
                notes=list(one.notes),
                **_sums(one.sums),
            )
            for one in eob.lines
        ]
        return cls(
            payer_name=eob.payer_name, plan_name=eob.plan_name, phone=eob.phone, patient=eob.patient,
            member_id=eob.member_id, provider_name=eob.provider_name, claim_number=eob.claim_number,
            service_from=eob.service_from, service_to=eob.service_to, decided=eob.decided, paid_to=eob.paid_to,
            opening=list(eob.opening), lines=lines, total=SumsShown(**_sums(eob.total)),
            notes=[EobNoteShown(letter=one.letter, code=one.code, sentence=one.sentence) for one in eob.notes],
            year=_year(eob.year), appeal=list(eob.appeal), appeal_last_day=eob.appeal_last_day,
        )  # fmt: skip


def _sums(one: Sums) -> dict[str, str]:
    return {name: str(getattr(one, name)) for name in SumsShown.model_fields}


def _year(one: YearSoFar | None) -> YearShown | None:
    if one is None:
        return None
    return YearShown(
        year=one.year, deductible_used=str(one.deductible_used), deductible=str(one.deductible),
        out_of_pocket_used=str(one.out_of_pocket_used), out_of_pocket_max=str(one.out_of_pocket_max),
    )  # fmt: skip
