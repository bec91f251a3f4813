"""The monthly package: made from the ledger and the stages' records, published when it reconciles to the cent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy.orm import Session

from backend.codes.deadlines import business_days_after, next_business_day
from backend.kit.ids import new_id
from backend.kit.money import Money
from backend.models.report import MonthlyReport
from backend.pipeline.denials.watch import names_in
from backend.pipeline.reporting import sections
from backend.pipeline.reporting.errors import MonthNotOver, NoSuchClient, NoSuchReport, SeveralClients
from backend.pipeline.reporting.figures import ZERO, Lists
from backend.pipeline.reporting.lists import LISTS, Client
from backend.pipeline.reporting.reconciling import UNDECIDED, reconcile
from backend.pipeline.reporting.repository import Picked, ReportRepository, month_after
from backend.pipeline.reporting.schemas import ClaimsBehind, ListedClaim, Package
from backend.pipeline.work.service import NewWork, close_work_items, open_work_items

QUEUE, OWNER = "reports", "supervisor"
DUE_BUSINESS_DAYS = 5
"""The package is made within five business days after the month's end."""
PAGE = 100


def clients(session: Session) -> list[Client]:
    """Everybody a report is made for: each practice, and each payer whose claims are decided here."""
    return ReportRepository(session).clients()


def find_client(session: Session, said: str) -> Client:
    """A client by its key, NPI, tax id, record id or name. Raises NoSuchClient or SeveralClients."""
    wanted = said.strip().casefold()
    everybody = clients(session)
    exact = [
        one
        for one in everybody
        if wanted in {one.key.casefold(), one.tax_id, one.name.casefold(), *one.npis, *(str(each) for each in one.ids)}
        or one.key.casefold() == f"payer:{wanted}"
    ]
    found = exact or [one for one in everybody if wanted and wanted in one.name.casefold()]
    if not found:
        raise NoSuchClient
    if len(found) > 1:
        raise SeveralClients([f"{one.name} ({one.key})" for one in found])
    return found[0]


def due_day(month: date) -> date:
    """The fifth business day after the month's end."""
    return business_days_after(month_after(month) - timedelta(days=1), DUE_BUSINESS_DAYS)


def make(session: Session, client: Client, month: date, now: datetime, by: str) -> MonthlyReport:
    """Make a client's package anew: published when it holds, else refused with an owner and a day. Raises MonthNotOver.

    Either way it is kept, with the lists its figures are the totals of. Its many statements agree with each other only in
    a session of one snapshot (:func:`backend.database.snapshot_scope`), or where nothing is posted meanwhile.
    """
    month = month.replace(day=1)
    if month_after(month) > now.date():
        raise MonthNotOver
    repository = ReportRepository(session)
    report = MonthlyReport(
        id=new_id(), client=client.key, client_name=client.name, month=month, made_at=now, made_by=by, state="refused",
        version=repository.next_version(client.key, month), package={}, reason="not made yet", owner=OWNER,
        next_date=now.date(),
    )  # fmt: skip
    repository.add(report)
    repository.gather(client, month, report.id)
    package = _package(session, repository, client, report)
    report.package = package.model_dump(mode="json")
    _settle(session, report, package, repository.files_unread(month_after(month)), now)
    session.flush()
    return report


def monthly(session: Session, said: str, month: date, now: datetime, by: str) -> tuple[MonthlyReport, Package]:
    """The published package of a client's month, made now where there is none yet; refused where it does not reconcile."""
    client = find_client(session, said)
    report = ReportRepository(session).latest(client.key, month.replace(day=1), "published")
    if report is None:
        report = make(session, client, month, now, by)
    return report, Package.model_validate(report.package)


def make_due(session: Session, now: datetime) -> list[tuple[Client, date]]:
    """Clients whose package of the month just ended is still to be made."""
    month = month_after(now.date().replace(day=1), -1)
    repository = ReportRepository(session)
    return [
        (one, month) for one in repository.clients() if repository.latest(one.key, month, "published") is None
    ]  # fmt: skip


def reports(session: Session, client: str | None = None, limit: int = 200) -> list[MonthlyReport]:
    """The latest making of each client's month, newest month first."""
    return ReportRepository(session).listed(client, limit)


def report(session: Session, report_id: UUID) -> tuple[MonthlyReport, Package]:
    """One making. Raises NoSuchReport."""
    found = ReportRepository(session).get(report_id)
    if found is None:
        raise NoSuchReport
    return found, Package.model_validate(found.package)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows of which list, from where."""

    basis: str
    picked: Picked
    after: int = 0
    limit: int = PAGE


def claims_behind(session: Session, report_id: UUID, asked: Asked) -> ClaimsBehind:
    """The claims behind a figure, with totals that are the figure. Raises NoSuchReport."""
    repository = ReportRepository(session)
    if asked.basis not in LISTS or repository.get(report_id) is None:
        raise NoSuchReport
    total = repository.total(report_id, asked.basis, asked.picked)
    rows = repository.page(report_id, asked.basis, asked.picked, asked.after, asked.limit)
    reached = asked.after + len(rows)
    return ClaimsBehind(
        title=asked.basis.replace("_", " "), count=total["count"], hits=total["hits"], amount=str(total["amount"]),
        measure=None if total["measure"] is None else str(total["measure"]), measured=total["measured"],
        claims=[_listed(dict(one)) for one in rows], next=reached if reached < total["count"] else None,
    )  # fmt: skip


def _listed(row: dict[str, object]) -> ListedClaim:
    money = {name: None if row[name] is None else str(row[name]) for name in ("charge", "amount", "measure")}
    return ListedClaim.model_validate({**row, **money})


def _package(session: Session, repository: ReportRepository, client: Client, report: MonthlyReport) -> Package:
    before = repository.latest(client.key, month_after(report.month, -1), "published")
    lists = Lists(repository.groups(report.id), repository.spread(report.id), _values(before))
    sources = sections.Sources(**repository.had_ever(client))
    made = [
        sections.claims_out(lists, sources), sections.receivables(lists), sections.denials(lists),
        sections.denial_work(lists), sections.appeals(lists),
        sections.payments(lists, repository.late_postings(report.id), sources), sections.practice(lists, sources),
        sections.patterns(lists, _patterns(session, repository, client, report.month)),
        *([sections.adjudication(lists)] if sources.adjudication else []),
    ]  # fmt: skip
    late = None
    if before is not None:
        groups = [one for one in repository.groups(before.id) if one.basis == "ageing"]
        closing = sum((one.amount for one in groups if not one.slice.startswith(UNDECIDED)), ZERO)
        late = closing + repository.recorded_since(client, before)
    return Package(
        client=client.key, client_name=client.name, month=report.month, made_at=report.made_at,
        highlights=sections.key_figures(made), sections=made,
        reconciliation=reconcile(lists, repository.sums(client, report.month), late),
    )  # fmt: skip


def _values(before: MonthlyReport | None) -> dict[str, Decimal]:
    if before is None:
        return {}
    package = Package.model_validate(before.package)
    return {one.key: Decimal(one.value) for part in package.sections for one in part.figures if one.value is not None}


def _patterns(
    session: Session, repository: ReportRepository, client: Client, month: date
) -> Sequence[sections.PatternFound]:
    found = repository.patterns(client, month)
    names = names_in(session, found)
    return [
        sections.PatternFound(
            str(one.id), names.get(one.payer_id, ""), one.carc,
            f"{one.scope.replace('_', ' ')} {one.scope_value}".strip(), f"{one.denied} of {one.billed}", one.amount.amount,
            one.cause, one.fixer, one.state,
        )
        for one in found
    ]  # fmt: skip


def _settle(session: Session, report: MonthlyReport, package: Package, unread: int, now: datetime) -> None:
    """Publish what holds; what does not gets an owner, a day and a piece of work."""
    failed = [one for one in package.reconciliation.checks if not one.holds]
    reason = ""
    if failed:
        first = failed[0]
        reason = f"It does not reconcile: {first.name}, difference {first.difference}."
    elif unread:
        reason = f"{unread} file{'s' if unread > 1 else ''} of the month {'are' if unread > 1 else 'is'} not read to the end."
    if not reason:
        report.state, report.reason, report.owner, report.next_date = "published", "", "", None
        close_work_items(session, "client_month", _subject(report), outcome="published", now=now, queue=QUEUE)
        return
    report.reason, report.next_date = reason, max(next_business_day(now.date() + timedelta(days=1)), now.date())
    code = "not_reconciled" if failed else "files_unread"
    due = max(due_day(report.month), now.date())
    sentence = f"The report of {report.month:%B %Y} for {report.client_name} cannot be published. {reason}"
    work = NewWork(
        QUEUE, "client_month", _subject(report), code, OWNER, due, sentence, Money.zero(), {"report": str(report.id)}
    )
    open_work_items(session, [work])


def _subject(report: MonthlyReport) -> UUID:
    """One id for a client's month, whatever the version."""
    return uuid5(NAMESPACE_URL, f"claimline:report:{report.client}:{report.month.isoformat()}")
