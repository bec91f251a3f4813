"""The connection to the database ends at any one statement of a posting: all of it is done or none, and a repeat ends well."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event, func, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from backend.database import make_engine, session_scope
from backend.kit.clock import FixedClock
from backend.models.denial import Denial
from backend.models.ledger import LedgerEntry, LedgerTransaction
from backend.models.remittance import RemittanceClaim
from backend.pipeline.intake.service import import_paths
from backend.pipeline.interchange.report import FileReport
from backend.pipeline.posting.repository import LedgerRepository
from tests.pipeline.posting.conftest import Files, Paid

CLOCK = FixedClock(datetime(2026, 3, 16, 15, tzinfo=UTC))
STRIDE = int(os.environ.get("CLAIMLINE_STATEMENT_STRIDE", "4"))
"""Every how many statements the connection is cut in a sweep; 1: at each."""


class CommittedFiles(Files):
    """Files read the way a worker reads them: each piece of work commits."""

    def bring_in(self, path: Path) -> FileReport:
        return next(import_paths([path], clock=CLOCK))


class Cutter:
    """Ends the connection of whoever sends the n-th statement (or commit), from outside, as a failing server would."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.outside = make_engine(engine.url.render_as_string(hide_password=False), pool_size=1)
        self.seen = 0
        self.at = 0

    def _before(self, connection: Any, *_: object) -> None:
        self.seen += 1
        if self.seen == self.at:
            process = connection.connection.driver_connection.info.backend_pid
            with self.outside.begin() as other:
                other.execute(text("SELECT pg_terminate_backend(:process)"), {"process": process})

    @contextlib.contextmanager
    def cutting(self, at: int = 0) -> Iterator[None]:
        """Cut at this statement; 0: only count."""
        self.seen, self.at = 0, at
        event.listen(self.engine, "before_cursor_execute", self._before)
        event.listen(self.engine, "commit", self._before)
        try:
            yield
        finally:
            event.remove(self.engine, "before_cursor_execute", self._before)
            event.remove(self.engine, "commit", self._before)


@pytest.fixture
def cutter(committed: Engine) -> Iterator[Cutter]:
    made = Cutter(committed)
    yield made
    made.outside.dispose()


def remittance(files: Files, account: str) -> Path:
    """A payment with a denied rest, so that posting, triage and follow-up all have something to do."""
    files.bill(account)
    return files.remittance_file(
        Paid(account, "200.00", "80.00", (("CO", "45", "45.00"), ("CO", "197", "75.00"))), trace=f"T{account}"
    )


def effects(session: Session, account: str) -> tuple[int, int, dict[str, Decimal]]:
    """How often the claim was posted and denied, and the state of all books."""
    claim = select(RemittanceClaim.claim_id).where(RemittanceClaim.patient_control_number == account)
    posted = session.scalar(
        select(func.count()).select_from(RemittanceClaim).where(
            RemittanceClaim.patient_control_number == account, RemittanceClaim.state == "posted"
        )
    )  # fmt: skip
    denied = session.scalar(select(func.count()).select_from(Denial).where(Denial.claim_id.in_(claim)))
    return posted or 0, denied or 0, {name: one.amount for name, one in LedgerRepository(session).balances().items()}


def assert_nothing_is_torn(session: Session) -> None:
    by_transaction = select(func.sum(LedgerEntry.amount)).group_by(LedgerEntry.transaction_id)
    assert not any(session.scalars(by_transaction)), "every journal entry sums to zero"
    clearing = (
        select(func.sum(LedgerEntry.amount))
        .join(LedgerTransaction, LedgerEntry.transaction_id == LedgerTransaction.id)
        .where(LedgerEntry.account == "remittance_clearing")
        .group_by(LedgerTransaction.remittance_id)
    )
    assert not any(session.scalars(clearing)), "no payment is posted in part"


@pytest.mark.slow
def test_posting_cut_at_any_statement(committed: Engine, cutter: Cutter, tmp_path: Path) -> None:
    with Session(committed) as unused:
        files = CommittedFiles(unused, tmp_path)
    whole = remittance(files, "A0")
    with cutter.cutting():
        files.bring_in(whole)
    statements = cutter.seen
    with session_scope() as session:
        posted, denied, one_claim = effects(session, "A0")
    assert (posted, denied) == (1, 1)
    cuts = range(1, statements + 1, STRIDE)
    for number, at in enumerate(cuts, 2):
        account = f"A{at}"
        path = remittance(files, account)
        with contextlib.suppress(OperationalError), cutter.cutting(at):
            files.bring_in(path)
        with session_scope() as session:
            assert_nothing_is_torn(session)
        files.bring_in(path)
        with session_scope() as session:
            assert_nothing_is_torn(session)
            posted, denied, books = effects(session, account)
        assert (posted, denied) == (1, 1), f"cut at statement {at} of {statements}"
        assert books == {name: number * amount for name, amount in one_claim.items()}, at
