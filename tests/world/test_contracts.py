"""The demo's payer client: its terms load, its claims go in, and every one is decided or waits for somebody."""

from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from backend.kit.clock import FixedClock
from backend.models.adjudication import Adjudication
from backend.models.file import File
from backend.pipeline.adjudication import service
from backend.pipeline.intake.service import import_paths, read_known_file
from backend.world.contracts import write_client_world

AS_OF = date(2026, 3, 16)
NOW = datetime(2026, 3, 16, 15, tzinfo=UTC)


def test_same_seed_writes_the_same_bytes(tmp_path: Any) -> None:
    first = write_client_world(5, 40, AS_OF, 60, tmp_path / "a")
    second = write_client_world(5, 40, AS_OF, 60, tmp_path / "b")
    for one, other in zip((first.terms, *first.files), (second.terms, *second.files), strict=True):
        assert one.read_bytes() == other.read_bytes()


def test_the_client_s_claims_are_decided_and_paid(session: Session, tmp_path: Any) -> None:
    made = write_client_world(5, 120, AS_OF, 60, tmp_path)
    service.load_terms(session, service.read_terms("terms.json", made.terms.read_text()))
    reports = list(import_paths(made.files, lambda: contextlib.nullcontext(session), FixedClock(NOW)))
    assert [one.problems for one in reports] == [[], []]
    for file_id in list(session.scalars(select(File.id))):
        service.take_up(session, NOW, file_id=file_id)
    while service.decide_batch(session, NOW).settled:
        pass
    states = set(session.scalars(select(Adjudication.state)))
    assert states <= {"decided", "pended"}
    for pair in service.pairs_to_pay(session):
        paid = service.pay_provider(session, *pair, NOW)
        assert paid is not None
        report = read_known_file(paid.file_id, lambda: contextlib.nullcontext(session), NOW)
        assert (report.problems, report.held) == ([], 0)
    codes = set(session.scalars(text("SELECT DISTINCT carc FROM denial")))
    assert codes >= {"31", "18", "197"}
    assert session.scalar(text("SELECT sum(amount) FROM ledger_entry")) == 0
