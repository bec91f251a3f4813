"""How fast remittances are posted, triaged and committed: a generated world in a database of its own."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session, sessionmaker

from backend import database
from backend.migrations import migrate
from backend.models.denial import Denial
from backend.models.ledger import LedgerEntry
from backend.pipeline.intake.service import import_paths
from backend.pipeline.interchange.report import FileReport
from backend.pipeline.interchange.service import Transactions
from backend.settings import get_settings
from backend.world.generate import generate

SEED = 4711


def run(claims: int = 20_000) -> dict[str, Any]:
    """Generate claims, take them in, then post their remittances and say how many a second. Nothing of it is kept."""
    name = f"bench_posting_{os.getpid()}"
    folder = Path(tempfile.mkdtemp(prefix="claimline-bench-"))
    data = get_settings().var / "postgres"
    try:
        generate(SEED, claims, folder, date(2026, 3, 16))
        engine = database.make_engine(database.embedded_url(data, name))
        migrate(engine)
        sessions = sessionmaker(engine, expire_on_commit=False)

        def begin() -> Any:
            return sessions.begin()

        taken = _read(sorted(set(folder.glob("*.x12")) - set(folder.glob("*-835.x12"))), begin)
        posted = _read(sorted(folder.glob("*-835.x12")), begin)
        with sessions() as session:
            result = _result(session, taken, posted)
        engine.dispose()
        return result
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        _drop(data, name)


def _read(paths: list[Path], begin: Transactions) -> tuple[list[FileReport], float, float]:
    started, used = time.perf_counter(), time.process_time()
    reports = list(import_paths(paths, begin))
    return reports, time.perf_counter() - started, time.process_time() - used


def _result(
    session: Session, taken: tuple[list[FileReport], float, float], posted: tuple[list[FileReport], float, float]
) -> dict[str, Any]:
    reports, seconds, used = posted
    advices = sum(one.claims for one in reports)
    return {
        "advices": advices,
        "posted": sum(one.posted for one in reports),
        "held": sum(one.held for one in reports),
        "denials": session.scalar(select(func.count()).select_from(Denial)),
        "ledger_entries": session.scalar(select(func.count()).select_from(LedgerEntry)),
        "ledger_total": str(session.scalar(select(func.sum(LedgerEntry.amount)))),
        "seconds": round(seconds, 2),
        "claims_per_second": round(advices / seconds),
        "processor_microseconds_per_claim": round(used / advices * 1e6),
        "claims_taken_in_per_second": round(sum(one.claims for one in taken[0] if one.type[:3] == "837") / taken[1]),
    }


def _drop(data: Path, name: str) -> None:
    admin = database.make_engine(database.embedded_url(data, "postgres")).execution_options(isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
    admin.dispose()
