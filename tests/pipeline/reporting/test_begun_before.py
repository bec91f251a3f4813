"""A posting begun before a report was made and committed after it: the next month's opening counts it, as its own check does."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from backend.database import session_scope
from backend.kit.ids import new_id
from backend.models.claim import Claim
from backend.models.ledger import LedgerTransaction
from backend.models.provider import Provider
from backend.models.report import MonthlyReport
from backend.pipeline.posting.booking import Entry, NewTransaction, book
from backend.pipeline.reporting.lists import Client
from backend.pipeline.reporting.repository import ReportRepository
from tests.pipeline.submission.claims import NOW, note, ready

MONTH = date(2026, 3, 1)


def owed(session: Session, key: str, amount: str) -> None:
    """So much more is owed on the one claim, with a day of the month."""
    cents = Decimal(amount)
    entries = [Entry("charges", -cents), Entry("receivable_payer", cents)]
    book(
        session,
        [NewTransaction(key, "remittance", date(2026, 3, 20), entries, session.scalars(select(Claim.id)).one())],
    )


def published(session: Session, client: Client) -> MonthlyReport:
    report = MonthlyReport(
        id=new_id(), client=client.key, client_name=client.name, month=MONTH, made_at=NOW, made_by="system",
        state="published", version=1, package={},
    )  # fmt: skip
    ReportRepository(session).add(report)
    return report


def test_what_commits_after_the_report_is_late_whenever_it_began(committed: Engine) -> None:
    with session_scope() as session:
        ready(session, note("V1"))
        provider = session.scalars(select(Provider)).one()
        client = Client(f"practice:{provider.tax_id}", provider.name, "practice", (provider.id,), (provider.npi,))
        owed(session, "before", "100.00")
    with Session(committed) as slow:
        owed(slow, "slow", "7.00")
        with session_scope() as session:
            report = published(session, client)
            assert ReportRepository(session).recorded_since(client, report) == Decimal("0.00")
        slow.commit()
    with session_scope() as session:
        began = session.scalars(
            select(LedgerTransaction.recorded_at).where(LedgerTransaction.posting_key == "slow")
        ).one()
        kept = session.get_one(MonthlyReport, report.id)
        assert began < kept.recorded_at
        assert ReportRepository(session).recorded_since(client, kept) == Decimal("7.00")
    with session_scope() as session:
        owed(session, "later", "5.00")
    with session_scope() as session:
        assert ReportRepository(session).recorded_since(client, kept) == Decimal("12.00")


def test_a_report_from_before_snapshots_were_kept_goes_by_the_time(committed: Engine) -> None:
    with session_scope() as session:
        ready(session, note("V1"))
        provider = session.scalars(select(Provider)).one()
        client = Client(f"practice:{provider.tax_id}", provider.name, "practice", (provider.id,), (provider.npi,))
        report = published(session, client)
        report.seen = ""
    with session_scope() as session:
        owed(session, "later", "5.00")
    with session_scope() as session:
        kept = session.get_one(MonthlyReport, report.id)
        assert ReportRepository(session).recorded_since(client, kept) == Decimal("5.00")
