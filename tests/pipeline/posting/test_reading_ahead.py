"""Reading goes on while a batch is posted: the report and the books are what they would be one after the other."""

from __future__ import annotations

import contextlib
import io
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from backend import database
from backend.kit.clock import FixedClock
from backend.pipeline.intake.service import import_paths, triage_posted
from backend.pipeline.interchange.service import Transactions
from backend.pipeline.posting import receiving
from backend.pipeline.posting.payment import PostedAdvice, ReadAdvice
from backend.settings import get_settings
from backend.x12.remittance_835.models import ClaimPayment

CLOCK = FixedClock(datetime(2026, 3, 16, 15, tzinfo=UTC))


@pytest.fixture
def one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every payment is a batch."""
    monkeypatch.setattr(receiving, "BATCH_ADVICES", 1)


@pytest.fixture
def payments(tmp_path: Path, paid_in_full: Callable[[str], Any]) -> Callable[[Any], Path]:
    """One file of five payments; of the second and the fourth nobody knows the claim, the third does not add up."""

    def write(files: Any) -> Path:
        files.bill("A1", "A3", "A5")
        advices = [paid_in_full(account) for account in ("A1", "X2", "A3", "X4", "A5")]
        wrong = type(advices[2])("A3", "200.00", "80.00", (("CO", "45", "90.00"), ("PR", "2", "20.00")))
        single = [
            files.remittance_file(wrong if one is advices[2] else one, trace=f"T{number}", amount="80.00")
            for number, one in enumerate(advices, 1)
        ]
        return _together(single, tmp_path / "all.x12")

    return write


def _together(paths: Sequence[Path], out: Path) -> Path:
    """The transactions of some files within the envelope of the first."""
    segments = [[one.strip() for one in path.read_bytes().split(b"~") if one.strip()] for path in paths]
    body = io.BytesIO()
    for one in segments[0][:2]:
        body.write(one + b"~")
    for number, mine in enumerate(segments, 1):
        for one in mine[2:-2]:
            kind = one.split(b"*")[0]
            parts = one.split(b"*")
            if kind in (b"ST", b"SE"):
                parts[2] = b"%04d" % number
            body.write(b"*".join(parts) + b"~")
    control = segments[0][-2].split(b"*")[2]
    body.write(b"GE*%d*%s~" % (len(paths), control) + segments[0][-1] + b"~")
    out.write_bytes(body.getvalue())
    return out


PROBLEMS = [
    "missing_segment",
    "no_claim_found", "missing_segment",
    "line_balance", "claim_balance", "unreadable", "missing_segment",
    "no_claim_found", "missing_segment",
    "missing_segment",
]  # fmt: skip
"""Of each payment what its claim's part says, what posting found, what is said of the whole of it."""


def told(report: Any) -> tuple[list[str], int, int, int, Decimal]:
    problems = [one.code for one in report.problems]
    return problems, report.claims, report.posted, report.held, report.paid_total


def read(path: Path, begin: Transactions) -> Any:
    return next(import_paths([path], begin, CLOCK))


@pytest.fixture
def apart(files: Any) -> Any:
    """Files brought in by transactions that are committed."""
    files.bring_in = lambda path: read(path, database.session_scope)
    return files


@pytest.mark.usefixtures("one_by_one")
def test_the_report_is_the_same_within_one_session(session: Session, files: Any, payments: Any) -> None:
    report = read(payments(files), lambda: contextlib.nullcontext(session))
    assert told(report) == (PROBLEMS, 5, 2, 3, Decimal("400.00"))


@pytest.mark.usefixtures("one_by_one")
def test_the_report_is_the_same_while_batches_are_posted_beside(committed: Engine, payments: Any, apart: Any) -> None:
    report = read(payments(apart), database.session_scope)
    assert told(report) == (PROBLEMS, 5, 2, 3, Decimal("400.00"))


@pytest.mark.usefixtures("one_by_one")
def test_a_batch_that_fails_ends_the_reading_and_the_next_reading_goes_on_from_there(
    committed: Engine, payments: Any, apart: Any
) -> None:
    path = payments(apart)

    def fails_at_the_third(session: Session, posted: Sequence[PostedAdvice], today: date) -> None:
        if trace_of(session) == "T3":
            time.sleep(0.3)  # the fourth would be done by now
            raise ArithmeticError
        triage_posted(session, posted, today)

    with pytest.raises(ArithmeticError):
        list(import_paths([path], database.session_scope, CLOCK, fails_at_the_third))
    assert kept() == 2
    again = read(path, database.session_scope)
    assert (again.claims, again.posted, again.held, kept()) == (5, 2, 3, 5)


@pytest.fixture
def claims_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Account numbers in the order their claims were read."""
    seen = list[str]()

    def noted(number: int, segment: int, claim: ClaimPayment, reason: str) -> ReadAdvice:
        seen.append(claim.patient_control_number)
        return ReadAdvice(number, segment, claim, reason)

    monkeypatch.setattr(receiving, "ReadAdvice", noted)
    return seen


@pytest.mark.usefixtures("one_by_one")
def test_the_next_batch_is_read_while_the_database_works_on_one_and_written_once_that_is_committed(
    committed: Engine, payments: Any, apart: Any, claims_read: list[str]
) -> None:
    path, seen = payments(apart), list[tuple[int, list[str]]]()

    def slow(session: Session, posted: Sequence[PostedAdvice], today: date) -> None:
        session.execute(text("SELECT pg_sleep(0.2)"))
        triage_posted(session, posted, today)
        seen.append((kept(), [*claims_read]))

    (report,) = import_paths([path], database.session_scope, CLOCK, slow)
    assert told(report) == (PROBLEMS, 5, 2, 3, Decimal("400.00"))
    assert [before for before, _ in seen] == [0, 1, 2, 3, 4]
    assert [len(read_on) for _, read_on in seen] == [2, 3, 4, 5, 5]


@pytest.mark.usefixtures("one_by_one")
def test_a_reading_that_dies_while_a_batch_is_posted_leaves_that_batch_whole(
    committed: Engine, payments: Any, apart: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, checked = payments(apart), receiving.imbalance

    def dies_at_the_second(claim: ClaimPayment) -> str | None:
        if claim.patient_control_number == "X2":
            raise ArithmeticError
        return checked(claim)

    monkeypatch.setattr(receiving, "imbalance", dies_at_the_second)
    with pytest.raises(ArithmeticError):
        read(path, database.session_scope)
    monkeypatch.undo()
    assert (kept(), kept("ledger_transaction WHERE kind = 'remittance'")) == (1, 1)
    again = read(path, database.session_scope)
    assert (again.claims, again.posted, again.held, kept()) == (5, 2, 3, 5)


@pytest.mark.usefixtures("one_by_one")
def test_a_lost_connection_leaves_nothing_half_of_a_batch_whose_successor_was_read(
    committed: Engine, payments: Any, apart: Any, claims_read: list[str]
) -> None:
    path = payments(apart)

    def lost_at_the_third(session: Session, posted: Sequence[PostedAdvice], today: date) -> None:
        triage_posted(session, posted, today)
        if trace_of(session) == "T3":
            session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    with pytest.raises(OperationalError):
        list(import_paths([path], database.session_scope, CLOCK, lost_at_the_third))
    assert (claims_read[-1], kept()) == ("X4", 2)
    again = read(path, database.session_scope)
    assert (again.claims, again.posted, again.held, kept()) == (5, 2, 3, 5)


@pytest.mark.usefixtures("one_by_one")
@pytest.mark.parametrize("account", ["A1", "0"])
@pytest.mark.parametrize("slow", ["T1", "T2", ""])
def test_a_reversal_in_the_next_batch_waits_for_its_payment(
    committed: Engine, apart: Any, tmp_path: Path, paid_in_full: Any, taken_back: Any, slow: str, account: str
) -> None:
    """Even where the reversal names the claim only by the number that the payment has just brought."""
    apart.bill("A1", "A2")
    first, second = paid_in_full("A1"), replace(taken_back("A1"), account=account, number="NA1")
    single = [
        apart.remittance_file(one, trace=f"T{number}", day=date(2026, 2, number))
        for number, one in enumerate((first, second, paid_in_full("A2")), 1)
    ]

    def held_up(session: Session, posted: Sequence[PostedAdvice], today: date) -> None:
        if trace_of(session) == slow:
            time.sleep(0.3)
        triage_posted(session, posted, today)

    (report,) = import_paths([_together(single, tmp_path / "all.x12")], database.session_scope, CLOCK, held_up)
    with database.session_scope() as session:
        entries = session.execute(
            text("""SELECT r.trace_number, e.account, e.amount FROM ledger_entry e
                    JOIN ledger_transaction t ON t.id = e.transaction_id JOIN remittance r ON r.id = t.remittance_id
                    JOIN claim c ON c.id = e.claim_id
                    WHERE c.patient_control_number = 'A1' AND e.account IN ('charges', 'receivable_payer')""")
        ).all()
        stage = session.scalar(text("SELECT stage FROM claim WHERE patient_control_number = 'A1'"))
    assert (report.posted, stage) == (3, "reversed")
    assert sorted(entries) == [("T1", "charges", Decimal("-200.00")), ("T2", "receivable_payer", Decimal("200.00"))]


@pytest.mark.usefixtures("one_by_one")
def test_parts_of_one_payment_wait_for_each_other_however_long_it_takes(
    committed: Engine, apart: Any, paid_in_full: Any
) -> None:
    apart.bill("A1", "A2", "A3")
    path = apart.remittance_file(*map(paid_in_full, ("A1", "A2", "A3")))
    first = [True]

    def slow_at_first(session: Session, posted: Sequence[PostedAdvice], today: date) -> None:
        triage_posted(session, posted, today)
        if first.pop() if first else False:
            time.sleep(get_settings().sql_seconds + 0.5)  # longer than anybody waits for a lock of the database

    (report,) = import_paths([path], database.session_scope, CLOCK, slow_at_first)
    assert (report.posted, report.held, report.problems and [one.severity for one in report.problems]) == (
        3,
        0,
        ["warning"],
    )


def trace_of(session: Session) -> str:
    """The payment of the one batch this transaction posts."""
    own = text("SELECT trace_number FROM remittance WHERE xmin = CAST(pg_current_xact_id() AS xid)")
    return str(session.scalar(own))


def kept(what: str = "remittance_claim") -> int:
    with database.session_scope() as session:
        return int(session.scalar(text(f"SELECT count(*) FROM {what}")) or 0)
