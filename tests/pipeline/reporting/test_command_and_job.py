"""The command writes three files and says by its exit code whether the month holds; the job makes what is due."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, text
from typer.testing import CliRunner

from backend.cli import app
from backend.database import session_scope
from backend.kit.clock import FixedClock
from backend.kit.ids import new_id
from backend.models.claim import Claim
from backend.models.report import MonthlyReport
from backend.pipeline.intake.service import import_paths
from backend.pipeline.posting.entries import Entry
from backend.pipeline.posting.repository import LedgerRepository, NewTransaction
from backend.pipeline.reporting import service, tasks
from backend.pipeline.reporting.lists import Client
from backend.pipeline.reporting.repository import ReportRepository
from backend.world.generate import generate

NOW = datetime(2026, 3, 16, 15, tzinfo=UTC)


@pytest.fixture
def clients(committed: Engine, tmp_path: Path) -> list[str]:
    generate(23, 100, tmp_path / "world", NOW.date())
    list(import_paths([tmp_path / "world"], session_scope, FixedClock(NOW)))
    with session_scope() as session:
        return [one.key for one in service.clients(session)]


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, list(arguments))
    return done.exit_code, done.stdout


def test_the_package_is_written_as_pdf_csv_and_json(clients: list[str], tmp_path: Path) -> None:
    command = ("report", "monthly", "--client", clients[0], "--month", "2026-02", "--out", str(tmp_path / "out"))
    code, said = run(*command, "--json")
    told = json.loads(said)
    assert (code, told["state"], told["reconciles"], told["version"]) == (0, "published", True, 1)
    kinds = {Path(one).suffix: Path(one).read_bytes()[:8] for one in told["files"]}
    assert kinds[".pdf"].startswith(b"%PDF-")
    assert kinds[".csv"].startswith(b"section,")
    assert json.loads(Path(told["files"][-1]).read_text())["client"] == clients[0]
    assert json.loads(run(*command, "--json")[1])["version"] == 1
    assert json.loads(run(*command, "--again", "--json")[1])["version"] == 2
    code, said = run(*command)
    assert code == 0
    assert "Receivables at month end" in said


def test_a_month_that_does_not_reconcile_ends_with_one(clients: list[str], tmp_path: Path) -> None:
    with session_scope() as session:
        claim = session.scalars(select(Claim).where(Claim.advice_id.is_not(None))).first()
        wrong = [Entry("remittance_clearing", Decimal("1.00")), Entry("receivable_payer", Decimal("-1.00"))]
        LedgerRepository(session).post([NewTransaction("wrong", "remittance", date(2026, 2, 3), wrong, claim.id)])
        tax_id = session.scalar(text("SELECT tax_id FROM provider WHERE id = :id"), {"id": claim.provider_id})
    code, said = run("report", "monthly", "--client", tax_id, "--month", "2026-02", "--out", str(tmp_path), "--json")
    told = json.loads(said)
    assert (code, told["state"], told["reconciles"], told["owner"]) == (1, "refused", False, "supervisor")
    assert told["next_date"]


def by_job(client: str, folder: Path) -> None:
    tasks.make_report(client, "2026-02-01")


def by_command(client: str, folder: Path) -> None:
    run("report", "monthly", "--client", client, "--month", "2026-02", "--out", str(folder), "--again")


@pytest.mark.parametrize("made_by", [by_job, by_command])
def test_what_is_posted_while_it_is_made_is_not_half_in_it(
    clients: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made_by: Callable[..., None]
) -> None:
    monkeypatch.setattr(tasks, "SystemClock", lambda: FixedClock(NOW))
    sums = ReportRepository.sums

    def posted_beside(self: ReportRepository, client: Client, month: date) -> dict[str, Decimal]:
        with session_scope() as session:
            claim = session.scalars(select(Claim).where(Claim.provider_id.in_(client.ids))).first()
            entries = [Entry("charges", Decimal("-9.00")), Entry("receivable_payer", Decimal("9.00"))]
            LedgerRepository(session).post(
                [NewTransaction(str(new_id()), "charge", date(2026, 2, 3), entries, claim.id)]
            )
        return sums(self, client, month)

    monkeypatch.setattr(ReportRepository, "sums", posted_beside)
    practice = next(one for one in clients if one.startswith("practice"))
    made_by(practice, tmp_path)
    with session_scope() as session:
        made = session.scalars(select(MonthlyReport)).one()
        assert (made.state, made.reason) == ("published", "")


def test_the_coverage_command_is_whole(clients: list[str]) -> None:
    code, said = run("quality", "coverage", "--json")
    assert (code, json.loads(said)["whole"]) == (0, True)


def test_the_morning_job_defers_each_client_once_until_published(
    clients: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "SystemClock", lambda: FixedClock(NOW))
    tasks.make_due_reports(0)
    with session_scope() as session:
        waiting = list(
            session.scalars(text("SELECT args FROM procrastinate_jobs WHERE task_name LIKE 'reporting%make_report'"))
        )
    assert {one["client"] for one in waiting} == set(clients)
    for one in waiting:
        tasks.make_report(**one)
    with session_scope() as session:
        made = list(session.scalars(select(MonthlyReport)))
        assert {one.client for one in made} == set(clients)
        assert {(one.state, one.month, one.made_by) for one in made} == {("published", date(2026, 2, 1), "system")}
        assert service.make_due(session, NOW) == []
