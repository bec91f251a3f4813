"""Posting killed with SIGKILL at any moment: what was acknowledged stays, nothing is doubled, every payment adds up."""

from __future__ import annotations

import os
import random
import signal
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select, text

from backend import database
from backend.kit.clock import FixedClock
from backend.models.claim import Claim
from backend.models.ledger import LedgerEntry, LedgerTransaction
from backend.pipeline.claims.repository import ClaimRepository
from backend.pipeline.claims.stage import position
from backend.pipeline.intake.service import import_paths
from backend.pipeline.posting import receiving
from backend.pipeline.remittances.repository import RemittanceRepository
from backend.world.generate import generate

CLOCK = FixedClock(datetime(2026, 3, 16, 15, tzinfo=UTC))
KILLS = 12
ROUNDS = int(os.environ.get("CLAIMLINE_KILL_ROUNDS", "1"))
"""Worlds posted under twelve kills each; a release is tried with 84 or more."""


def read_and_die(path: Path, after_seconds: float) -> None:
    """Read the file in a child process and kill it."""
    child = os.fork()
    if child == 0:
        database.engine().dispose(close=False)
        list(import_paths([path], clock=CLOCK))
        os._exit(0)
    time.sleep(after_seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, ROUNDS + 1))
def test_posting_survives_being_killed(
    committed: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    generate(22 + seed, 500, tmp_path, date(2026, 3, 16))
    list(import_paths(sorted(tmp_path.glob("*837*.x12")), clock=CLOCK))
    monkeypatch.setattr(receiving, "BATCH_ADVICES", 10)
    path = next(tmp_path.glob("*-835.x12"))
    chance, posted = random.Random(seed), []
    for _ in range(KILLS):
        database.engine().dispose()
        read_and_die(path, chance.uniform(0.05, 0.9))
        with database.session_scope() as session:
            posted.append(session.scalar(text("SELECT count(*) FROM remittance_claim WHERE state = 'posted'")) or 0)
            by_transaction = select(func.sum(LedgerEntry.amount)).group_by(LedgerEntry.transaction_id)
            assert not any(session.scalars(by_transaction))
    assert posted == sorted(posted), "what was acknowledged stays"
    report = next(import_paths([path], clock=CLOCK))
    assert (report.posted, report.held) == (report.claims, 0)
    with database.session_scope() as session:
        clearing = (
            select(func.sum(LedgerEntry.amount))
            .select_from(LedgerTransaction)
            .join(LedgerEntry, LedgerEntry.transaction_id == LedgerTransaction.id)
            .where(LedgerEntry.account == "remittance_clearing")
            .group_by(LedgerTransaction.remittance_id)
        )
        assert not any(session.scalars(clearing))
        assert session.scalar(text("SELECT sum(paid) FROM remittance_claim")) == report.paid_total
        remittances = RemittanceRepository(session)
        for claim in session.scalars(select(Claim).where(Claim.finalized.is_not(None))):
            found = position(ClaimRepository(session).statuses([claim.id]).get(claim.id, []),
                             remittances.posted_advices([claim.id]).get(claim.id, []))  # fmt: skip
            assert (found.stage, found.paid) == (claim.stage, claim.paid.amount)
