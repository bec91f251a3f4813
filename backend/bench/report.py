"""How fast a month is reported: a generated world as one practice, in a database of its own."""

from __future__ import annotations

import shutil
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session, sessionmaker

from backend.bench.databases import own_database
from backend.kit.clock import FixedClock
from backend.pipeline.intake.service import import_paths
from backend.pipeline.reporting import document, service
from backend.pipeline.reporting.repository import Picked
from backend.pipeline.reporting.schemas import Package
from backend.world.generate import generate

SEED = 4711
AS_OF = date(2026, 3, 16)
NOW = datetime(2026, 3, 16, 15, tzinfo=UTC)


def run(claims: int = 20_000) -> dict[str, Any]:
    """Take a world in as the claims of one practice, then report its last whole month. Nothing of it is kept."""
    folder = Path(tempfile.mkdtemp(prefix="claimline-bench-"))
    try:
        generate(SEED, claims, folder, AS_OF)
        with own_database("report") as engine:
            sessions = sessionmaker(engine, expire_on_commit=False)
            list(import_paths([folder], sessions.begin, FixedClock(NOW)))
            with sessions.begin() as session:
                session.execute(text("UPDATE provider SET tax_id = '123456789'"))
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("ANALYZE"))
            with sessions.begin() as session:
                return _measure(session)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _measure(session: Session) -> dict[str, Any]:
    client = service.find_client(session, "123456789")
    started = time.perf_counter()
    report = service.make(session, client, date(2026, 2, 1), NOW, "bench")
    made = time.perf_counter()
    package = Package.model_validate(report.package)
    pages = document.pdf(package, report.version)
    printed = time.perf_counter()
    page = service.claims_behind(session, report.id, service.Asked("ageing", Picked(), 5000))
    opened = time.perf_counter()
    return {
        "claims": session.scalar(text("SELECT count(*) FROM claim")),
        "ledger_entries": session.scalar(text("SELECT count(*) FROM ledger_entry")),
        "state": report.state,
        "reconciles": package.reconciliation.holds,
        "seconds_to_make": round(made - started, 2),
        "seconds_to_print": round(printed - made, 2),
        "pdf_kilobytes": len(pages) // 1024,
        "rows_behind_receivables": page.count,
        "milliseconds_to_open_a_page_of_them": round(1000 * (opened - printed)),
    }
