"""Monthly reports: made, listed, read, drawn, printed; and the claims behind each figure. A look is an audit event."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.database import DatabaseSession, SnapshotSession
from backend.kit.clock import SystemClock
from backend.kit.media import Csv, Pdf, Svg
from backend.models.report import MonthlyReport
from backend.pipeline.claims import service as claims
from backend.pipeline.reporting import charts, claim_history, document, service
from backend.pipeline.reporting.errors import NoSuchReport
from backend.pipeline.reporting.repository import Picked
from backend.pipeline.reporting.schemas import (
    Chart,
    ClaimsBehind,
    ClientShown,
    ClientsListed,
    MakeReport,
    Package,
    ReportShown,
    ReportsListed,
    ReportWhole,
)
from backend.pipeline.reporting.story import Story
from backend.staff.gate import SignedIn
from backend.staff.repeating.service import SentOnce

router = APIRouter(prefix="/api/v1", tags=["reports"])
clock = SystemClock()
MOST_EXPORTED = 200_000


@router.get("/report-clients")
def clients(session: DatabaseSession) -> ClientsListed:
    """Everybody a report is made for."""
    found = service.clients(session)
    return ClientsListed(clients=[ClientShown.model_validate(one, from_attributes=True) for one in found])


@router.get("/claims/{claim_id}/story")
def claim_story(session: DatabaseSession, staff: SignedIn, claim_id: UUID) -> Story:
    """A claim's whole life told in order, and where it stands: finished, or with whom until when."""
    claims.demand_readable(session, claim_id, staff)
    told = claim_history.tell(session, claim_id)
    audit.record(session, Act.CLAIM_VIEWED, actor=staff.actor, subject=f"claim:{claim_id}", purpose="operation")
    return told


@router.get("/reports")
def reports(
    session: DatabaseSession,
    client: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 200,
) -> ReportsListed:
    """The latest making of each client's month, newest month first."""
    return ReportsListed(reports=[_shown(one) for one in service.reports(session, client, limit)])


@router.post("/reports", status_code=201)
def make(session: SnapshotSession, staff: SignedIn, wanted: MakeReport, sent: SentOnce) -> ReportShown:
    """Make a client's package anew. It is published when it reconciles, else kept as refused with an owner and a day."""

    def made() -> ReportShown:
        client = service.find_client(session, wanted.client)
        month = date.fromisoformat(f"{wanted.month}-01")
        return _shown(service.make(session, client, month, clock.now(), staff.actor))

    return sent.once(session, ReportShown, made)


@router.get("/reports/{report_id}")
def report(session: DatabaseSession, staff: SignedIn, report_id: UUID) -> ReportWhole:
    """One package: every figure with its definition and source, the reconciliation, the tables."""
    found, package = _read(session, staff, report_id)
    return ReportWhole(**_shown(found).model_dump(), package=package)


@router.get("/reports/{report_id}/pdf", response_class=Pdf)
def report_pdf(session: DatabaseSession, staff: SignedIn, report_id: UUID) -> Pdf:
    """A client's monthly package as PDF."""
    found, package = _read(session, staff, report_id)
    return Pdf(document.pdf(package, found.version), headers=_named(f"{_name(found)}.pdf", "inline"))


@router.get("/reports/{report_id}/csv", response_class=Csv)
def report_csv(session: DatabaseSession, staff: SignedIn, report_id: UUID) -> Csv:
    """Every figure and table cell, one a line."""
    found, package = _read(session, staff, report_id)
    return Csv(document.table_csv(package), headers=_named(f"{_name(found)}.csv"))


@router.get("/reports/{report_id}/charts/{key}", response_class=Svg)
def chart(
    session: DatabaseSession, report_id: UUID, key: str, scheme: Annotated[charts.Scheme, Query()] = "light"
) -> Svg:
    """A chart of the package as SVG; the page's table says the same in words."""
    drawn = charts.svg(_chart(service.report(session, report_id)[1], key), scheme)
    return Svg(drawn)


def _picked(
    payer_id: UUID | None = None,
    slices: Annotated[list[str] | None, Query(alias="slice", max_length=50)] = None,
    hit: bool | None = None,
) -> Picked:
    return Picked(payer_id, tuple(slices or ()), hit)


Wanted = Annotated[Picked, Depends(_picked)]


@router.get("/reports/{report_id}/lists/{basis}")
def claims_behind(
    session: DatabaseSession,
    staff: SignedIn,
    report_id: UUID,
    basis: str,
    picked: Wanted,
    after: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = service.PAGE,
) -> ClaimsBehind:
    """The claims behind a figure: their totals are the figure."""
    found = service.claims_behind(session, report_id, service.Asked(basis, picked, after, limit))
    audit.record(session, Act.REPORT_VIEWED, actor=staff.actor, subject=f"report:{report_id}", purpose=f"list {basis}")
    return found


@router.get("/reports/{report_id}/lists/{basis}/csv", response_class=Csv)
def claims_behind_csv(session: DatabaseSession, staff: SignedIn, report_id: UUID, basis: str, picked: Wanted) -> Csv:
    """All claims behind a figure, for a spreadsheet."""
    found = service.claims_behind(session, report_id, service.Asked(basis, picked, 0, MOST_EXPORTED))
    audit.record(
        session, Act.REPORT_VIEWED, actor=staff.actor, subject=f"report:{report_id}", purpose=f"export {basis}"
    )
    return Csv(document.claims_csv(found.claims), headers=_named(f"{basis}.csv"))


def _read(session: Session, staff: SignedIn, report_id: UUID) -> tuple[MonthlyReport, Package]:
    found, package = service.report(session, report_id)
    audit.record(session, Act.REPORT_VIEWED, actor=staff.actor, subject=f"report:{report_id}", purpose="operation")
    return found, package


def _shown(found: MonthlyReport) -> ReportShown:
    names = (name for name in ReportShown.model_fields if name != "due")
    return ReportShown.model_validate(
        {name: getattr(found, name) for name in names} | {"due": service.due_day(found.month)}
    )


def _name(found: MonthlyReport) -> str:
    plain = "".join(one if one.isascii() and one.isalnum() else "-" for one in found.client_name.lower())
    return f"{found.month:%Y-%m}-{plain[:60]}-v{found.version}"


def _named(name: str, shown: str = "attachment") -> dict[str, str]:
    return {"Content-Disposition": f'{shown}; filename="{name}"'}


def _chart(package: Package, key: str) -> Chart:
    for section in package.sections:
        if section.chart is not None and section.chart.key == key:
            return section.chart
    raise NoSuchReport
