"""Files at the door: kept first, never worked twice, refused with a position and never with a traceback."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from backend.database import session_scope
from backend.kit.clock import FixedClock
from backend.models.claim import Claim
from backend.models.file import File, FileChunk
from backend.models.ledger import LedgerEntry, LedgerTransaction
from backend.models.remittance import RemittanceClaim
from backend.models.work_item import WorkItem
from backend.pipeline.intake import service as intake
from backend.pipeline.intake.service import import_paths, triage_posted
from backend.pipeline.intake.view import print_reports
from backend.pipeline.interchange.report import FileReport
from backend.pipeline.posting.entries import Entry
from backend.pipeline.posting.repository import LedgerRepository, NewTransaction
from backend.world.generate import generate
from tests.pipeline.posting.conftest import NPI, Files, Paid

CLOCK = FixedClock(datetime(2026, 3, 16, 15, tzinfo=UTC))
AS_OF = date(2026, 3, 16)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("world")
    generate(17, 120, folder, AS_OF)
    return folder


def bring_in(session: Session, path: Path) -> FileReport:
    return next(import_paths([path], lambda: contextlib.nullcontext(session), CLOCK))


def named(folder: Path, kind: str) -> Path:
    return next(folder.glob(f"*-{kind}.x12"))


def test_every_byte_is_kept(session: Session, world: Path) -> None:
    path = named(world, "837P")
    bring_in(session, path)
    file = session.scalars(select(File)).one()
    chunks = session.scalars(select(FileChunk.content).where(FileChunk.file_id == file.id).order_by(FileChunk.number))
    assert b"".join(chunks) == path.read_bytes()
    assert (file.transaction_set, file.state) == ("837P", "read")


def test_the_same_bytes_under_another_name_are_answered_from_the_record(
    session: Session, world: Path, tmp_path: Path
) -> None:
    first = bring_in(session, named(world, "837P"))
    copy = tmp_path / "again.txt"
    copy.write_bytes(named(world, "837P").read_bytes())
    again = bring_in(session, copy)
    assert again.duplicate
    assert again.file == str(copy)
    assert (again.claims, again.posted) == (first.claims, first.posted)
    assert session.scalar(select(func.count()).select_from(Claim)) == first.claims


def test_the_same_control_number_with_other_bytes_waits_for_a_person(
    session: Session, world: Path, tmp_path: Path
) -> None:
    bring_in(session, named(world, "837P"))
    before = session.scalar(select(func.count()).select_from(Claim))
    other = tmp_path / "other.x12"
    other.write_bytes(named(world, "837P").read_bytes().replace(b"*Y*A*Y*Y~", b"*Y*A*Y*I~", 1))
    report = bring_in(session, other)
    assert report.quarantined
    assert report.posted == 0
    assert report.held == report.claims == before
    assert report.problems[0].code == "control_number_used"
    assert session.scalar(select(func.count()).select_from(Claim)) == before


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"hello, this is no X12", "not_x12"),
        (b"%PDF-1.7\x00\x00\xff\xfe", "not_x12"),
        ("ISA*00*".encode("utf-16"), "not_x12"),
        (b"ISA*00*     ", "bad_isa"),
    ],
)
def test_what_is_no_x12_is_refused_in_a_sentence(session: Session, tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "file.x12"
    path.write_bytes(content)
    report = bring_in(session, path)
    assert report.refused
    assert [one.code for one in report.problems] == [code]


def test_a_missing_file_is_refused_and_the_next_one_read(session: Session, world: Path, tmp_path: Path) -> None:
    paths = [tmp_path / "nowhere.835", named(world, "837P")]
    reports = list(import_paths(paths, lambda: contextlib.nullcontext(session), CLOCK))
    assert [one.refused for one in reports] == [True, False]
    assert reports[1].posted > 0


def test_a_truncated_remittance_posts_nothing_of_the_broken_payment(
    session: Session, world: Path, tmp_path: Path
) -> None:
    bring_in(session, named(world, "837P"))
    bring_in(session, named(world, "837I"))
    whole = named(world, "835").read_bytes()
    cut = tmp_path / "cut.835"
    cut.write_bytes(whole[: whole.index(b"CAS*", whole.index(b"ST*835*0003"))])
    report = bring_in(session, cut)
    assert report.held > 0
    assert any(one.code == "transaction_not_closed" and one.segment > 0 for one in report.problems)
    total = session.execute(select(func.sum(LedgerEntry.amount))).scalar()
    assert total is None or not total
    cleared = session.scalar(select(func.sum(LedgerEntry.amount)).where(LedgerEntry.account == "remittance_clearing"))
    assert not cleared


def test_a_truncated_claim_file_takes_in_nothing_of_the_broken_transaction(
    session: Session, world: Path, tmp_path: Path
) -> None:
    whole = named(world, "837P").read_bytes()
    start = whole.index(b"ST*837*0004")
    cut = tmp_path / "cut.837"
    cut.write_bytes(whole[: whole.index(b"SV1*", start)])
    report = bring_in(session, cut)
    taken = session.scalar(select(func.count()).select_from(Claim))
    assert report.posted == taken == whole[:start].count(b"\nCLM*")
    assert report.claims == report.posted + report.held


def test_a_file_that_says_what_is_recorded_otherwise_is_set_aside_for_a_person(
    committed: Engine, session: Session, tmp_path: Path
) -> None:
    """The books hold a posting of this payment already, and no payment it belongs to."""
    files = Files(session, tmp_path)
    paths = [files.claim_file("A1"), files.remittance_file(Paid("A1", "200.00", "200.00"))]
    with session_scope() as before:
        key = f"1999999999|T1|{NPI}|NA1|payment|1"
        before.add(LedgerTransaction(posting_key=key, kind="remittance", effective=AS_OF))
    report = list(import_paths(paths, clock=CLOCK))[1]
    assert (report.quarantined, report.posted) == (True, 0)
    assert "not_recordable" in [one.code for one in report.problems]
    with session_scope() as after:
        assert after.scalars(select(File.state).where(File.transaction_set == "835")).one() == "quarantined"
        owned = after.execute(select(WorkItem.queue, WorkItem.reason, WorkItem.owner)).all()
        assert [tuple(one) for one in owned] == [("files", "not_recordable", "biller")]


@pytest.mark.parametrize(("times", "state"), [(1, "read"), (99, "quarantined")])
def test_what_new_claims_lead_to_may_meet_another_recording_the_same(
    committed: Engine, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int, state: str
) -> None:
    """The file of claims is read again, and set aside for a person when that does not help; never a traceback."""
    left, real = [True] * times, intake.withdraw_charges
    with session_scope() as before:
        before.add(LedgerTransaction(posting_key="withdrawn|same", kind="withdrawal", effective=AS_OF))

    def meets(within: Session, claim_ids: Sequence[UUID], today: date) -> None:
        if left:
            left.pop()
            LedgerRepository(within).post(
                [
                    NewTransaction(
                        "withdrawn|same", "withdrawal", AS_OF, [Entry("cash", Decimal(1)), Entry("cash", Decimal(-1))]
                    )
                ]
            )
        real(within, claim_ids, today)

    monkeypatch.setattr(intake, "withdraw_charges", meets)
    report = next(import_paths([Files(session, tmp_path).claim_file("A1")], clock=CLOCK))
    assert report.quarantined == (state == "quarantined")
    with session_scope() as after:
        assert after.scalar(select(func.count()).select_from(Claim)) == 1
        assert after.scalars(select(File.state)).one() == state
        owned = after.scalars(select(WorkItem.reason)).all()
        assert owned == (["not_recordable"] if state == "quarantined" else [])


def test_a_file_that_met_another_recording_the_same_is_read_again(
    committed: Engine, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, met = Files(session, tmp_path), [True]
    paths = [files.claim_file("A1"), files.remittance_file(Paid("A1", "200.00", "200.00"))]
    real = LedgerRepository.post

    def post(self: LedgerRepository, transactions: Sequence[NewTransaction]) -> None:
        real(self, transactions)
        if met:
            met.pop()
            real(self, transactions)

    list(import_paths(paths[:1], clock=CLOCK))
    monkeypatch.setattr(LedgerRepository, "post", post)
    report = next(import_paths(paths[1:], clock=CLOCK))
    assert (report.quarantined, report.posted, met) == (False, 1, [])


def test_a_file_of_two_kinds_waits_from_the_second_on(session: Session, world: Path, tmp_path: Path) -> None:
    mixed = tmp_path / "mixed.x12"
    mixed.write_bytes(named(world, "837P").read_bytes() + named(world, "835").read_bytes())
    report = bring_in(session, mixed)
    assert report.quarantined
    problem = next(one for one in report.problems if one.code == "mixed_file")
    assert problem.segment == named(world, "837P").read_bytes().count(b"~") + 3
    assert session.scalar(select(func.count()).select_from(RemittanceClaim)) == 0


def test_reports_are_one_json_object_a_line(
    session: Session, world: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text("no")
    paths = [named(world, "837P"), bad]
    assert print_reports(import_paths(paths, lambda: contextlib.nullcontext(session), CLOCK), as_json=True) == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["type"] for one in lines] == ["837P", "unknown"]
    assert set(lines[0]) == {
        "file", "type", "claims", "service_lines", "charge_total", "paid_total", "payment_amount", "provider_adjustments",
        "posted", "held", "duplicate", "problems",
    }  # fmt: skip


def totals() -> tuple[int, int, int]:
    with session_scope() as session:
        count = lambda table: session.scalar(select(func.count()).select_from(table)) or 0  # noqa: E731
        return count(Claim), count(LedgerTransaction), count(RemittanceClaim)


@pytest.fixture
def claims_in(committed: Engine, world: Path) -> Iterator[Path]:
    list(import_paths(sorted(world.glob("*837*.x12")), clock=CLOCK))
    return world


def test_two_processes_with_the_same_remittance_post_it_once(claims_in: Path) -> None:
    reports: list[FileReport] = []
    threads = [
        threading.Thread(target=lambda: reports.extend(import_paths([named(claims_in, "835")], clock=CLOCK)))
        for _ in range(3)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(one.duplicate for one in reports) == [False, True, True]
    _claims, transactions, advices = totals()
    assert len({one.posted for one in reports}) == 1
    assert advices == reports[0].claims
    assert transactions >= advices


class Stopped(Exception):
    """What a killed process leaves behind: nothing of the transaction under way."""


@pytest.mark.parametrize("stop_at", [1, 2, 3, 5, 8, 11])
def test_a_reading_that_dies_is_taken_up_again_and_nothing_is_doubled(claims_in: Path, stop_at: int) -> None:
    opened = 0

    @contextlib.contextmanager
    def dying() -> Iterator[Session]:
        nonlocal opened
        opened += 1
        with session_scope() as session:
            yield session
            if opened >= stop_at:
                raise Stopped

    with contextlib.suppress(Stopped, OperationalError):
        list(import_paths([named(claims_in, "835")], dying, CLOCK, triage_posted))
    report = next(import_paths([named(claims_in, "835")], clock=CLOCK))
    assert report.posted == report.claims
    assert report.held == 0
    with session_scope() as session:
        assert not session.scalar(select(func.sum(LedgerEntry.amount)))
        keys = session.scalars(select(LedgerTransaction.posting_key)).all()
        assert len(keys) == len(set(keys))
        paid = session.scalar(text("SELECT sum(paid) FROM remittance_claim"))
        assert paid == report.paid_total
