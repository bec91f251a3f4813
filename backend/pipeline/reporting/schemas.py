"""The monthly package as data: what page, PDF, CSV and JSON are made of. Amounts are decimal strings, dates ISO."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

Unit = Literal["percent", "days", "hours", "money", "count"]


class ListRef(BaseModel):
    """The claims behind a figure: which list of the report, and which of its rows."""

    basis: str
    payer_id: UUID | None = None
    slices: list[str] = []
    hit: bool | None = None


class Figure(BaseModel):
    """One number with what it means, where it comes from and the claims it is made of."""

    key: str
    title: str
    unit: Unit
    value: str | None = Field(description="decimal number; none: not measured")
    display: str
    before: str | None = Field(None, description="the month before, as displayed")
    change: str | None = None
    target: str | None = None
    met: bool | None = None
    definition: str
    source: str
    made_of: str = Field("", description="the division behind a rate, e.g. 12 of 340 claims")
    not_measured: str | None = None
    claims: ListRef | None = None


class Row(BaseModel):
    cells: list[str]
    claims: ListRef | None = None


class Table(BaseModel):
    """Rows of text; ``numbers`` are the columns set right, ``total`` the last line."""

    key: str
    title: str
    heads: list[str]
    numbers: list[int] = []
    rows: list[Row]
    total: Row | None = None
    empty: str = "Nothing this month."
    note: str = ""


class Point(BaseModel):
    """One bar of a chart."""

    label: str
    group: str = ""
    value: float


class Chart(BaseModel):
    """A picture of a table; the table beside it says the same in words."""

    key: str
    title: str
    alternative: str
    unit: Unit
    points: list[Point]


class Section(BaseModel):
    key: str
    title: str
    figures: list[Figure] = []
    tables: list[Table] = []
    chart: Chart | None = None


class Movement(BaseModel):
    name: str
    amount: str
    claims: ListRef | None = None


class Account(BaseModel):
    """Opening, what moved, closing: they add up to the cent or the report is not published."""

    title: str
    opening: Movement
    movements: list[Movement]
    closing: Movement


class Check(BaseModel):
    """The same sum by two ways."""

    name: str
    one: str
    other: str
    difference: str
    holds: bool


class Reconciliation(BaseModel):
    accounts: list[Account]
    checks: list[Check]
    holds: bool


class Package(BaseModel):
    """A client's month."""

    client: str = Field(description="practice:<tax id> or payer:<identifier>")
    client_name: str
    month: date
    made_at: datetime
    highlights: list[str] = Field(description="keys of the figures to look at first")
    sections: list[Section]
    reconciliation: Reconciliation


class ReportShown(BaseModel):
    """One making of a client's monthly package."""

    id: UUID
    client: str
    client_name: str
    month: date
    version: int
    state: Literal["published", "refused"]
    reason: str
    owner: str
    next_date: date | None
    due: date = Field(description="the fifth business day after the month's end")
    made_at: datetime
    made_by: str


class ReportWhole(ReportShown):
    """The same with the package."""

    package: Package


class ReportsListed(BaseModel):
    reports: list[ReportShown]


class ClientShown(BaseModel):
    key: str
    name: str
    kind: Literal["practice", "payer"]


class ClientsListed(BaseModel):
    clients: list[ClientShown]


class MakeReport(BaseModel):
    """Which package to make."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"client": "practice:123456789", "month": "2026-10"}]}
    )

    client: str = Field(max_length=200, description="id, NPI, tax id or name")
    month: str = Field(pattern=r"^(19|20)[0-9]{2}-(0[1-9]|1[0-2])$")


class ListedClaim(BaseModel):
    claim_id: UUID | None
    number: str
    payer: str
    service_from: date | None
    charge: str | None
    stage: str
    slice: str
    hit: bool
    amount: str
    measure: str | None
    label: str


class ClaimsBehind(BaseModel):
    """One page of the claims behind a figure, with the totals of all of them."""

    title: str
    count: int
    hits: int
    amount: str
    measure: str | None
    measured: int
    claims: list[ListedClaim]
    next: int | None = Field(description="ask again with after=next; none: that was all")
