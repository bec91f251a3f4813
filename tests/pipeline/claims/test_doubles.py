"""The same claim twice is taken in once, and its report says so; what only looks the same is a claim of its own."""

from __future__ import annotations

import contextlib
import io
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from backend.kit.clock import FixedClock
from backend.models.claim import Claim
from backend.pipeline.claims.doubles import DoubleRepository
from backend.pipeline.intake.service import import_paths
from backend.pipeline.interchange.report import FileReport, Problem
from backend.x12.claim_837.models import (
    BillingProvider,
    HealthCareCode,
    Payer,
    ServiceLine,
    SubmissionHeader,
    Subscriber,
)
from backend.x12.claim_837.models import Claim as BilledClaim
from backend.x12.claim_837.writing import claims
from backend.x12.parts import Address, Dates, Name, Procedure, Reference
from backend.x12.writer import Envelope, write

NOW = datetime(2026, 3, 16, 15, tzinfo=UTC)


def billed(*, payer: str = "FBK90", frequency: str = "1", original: str = "", modifier: str = "") -> BilledClaim:
    """One visit, always with the same account, day and charge."""
    subscriber = Subscriber(
        "P", "18", Name("IL", "1", "Vandermeer", "Ada", id_qualifier="MI", id="M1"),
        Payer(Name("PR", "2", f"Plan {payer}", id_qualifier="PI", id=payer)), filing_indicator="CI",
        address=Address("5 Elm St", "", "Alderbrook", "OH", "44001"), birth_date=date(1980, 5, 17), sex="F",
    )  # fmt: skip
    practice = Name("85", "2", "Oak Practice", id_qualifier="XX", id="1234567893")
    line = ServiceLine(
        1, Procedure("HC", "99213", (modifier,) if modifier else ()), Decimal(140), Decimal(1), diagnosis_pointers=(1,),
        dates=(Dates("472", date(2026, 3, 3)),),
    )  # fmt: skip
    return BilledClaim(
        "A1", Decimal(140), "11", "B", frequency,
        BillingProvider(practice, Address("2 Oak St", "", "Alderbrook", "OH", "440010100"), "123456789"), subscriber, None,
        (HealthCareCode("ABK", "I10"),), (line,), references=(Reference("F8", original),) if original else (),
    )  # fmt: skip


@pytest.fixture
def bring_in(session: Session, tmp_path: Path) -> Any:
    """Each call is a file of its own."""

    def bring(*made: BilledClaim) -> FileReport:
        path = written(tmp_path, *made)
        return next(import_paths([path], lambda: contextlib.nullcontext(session), FixedClock(NOW)))

    return bring


def written(folder: Path, *made: BilledClaim) -> Path:
    """A file of its own."""
    number = 1000 + len(list(folder.iterdir()))
    header = SubmissionHeader(
        f"REF{number}", NOW.date(), "0900", Name("41", "2", "Billing", id_qualifier="46", id="S1"),
        Name("40", "2", "Clearing", id_qualifier="46", id="R1"),
    )  # fmt: skip
    out, path = io.BytesIO(), folder / f"{number}.x12"
    write(out, Envelope("ZZ", "SENDER", "ZZ", "US", created=NOW, control_number=number), [claims(header, made)])
    path.write_bytes(out.getvalue())
    return path


def test_twice_in_two_files_read_at_once_is_once(
    committed: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both ask what was billed already before either has taken its claim in."""
    known = billed()._replace(patient_control_number="A0")
    list(import_paths([written(tmp_path, known)], clock=FixedClock(NOW)))
    paths = [written(tmp_path, billed()) for _ in range(2)]
    both, real = threading.Barrier(2, timeout=1), DoubleRepository._billed

    def meet(self: DoubleRepository, asked: Any) -> Any:
        found = real(self, asked)
        with contextlib.suppress(threading.BrokenBarrierError):
            both.wait()
        return found

    monkeypatch.setattr(DoubleRepository, "_billed", meet)
    with ThreadPoolExecutor(2) as readers:
        reports = list(readers.map(lambda path: next(import_paths([path], clock=FixedClock(NOW))), paths))
    assert sorted((one.posted, one.held) for one in reports) == [(0, 1), (1, 0)]
    with Session(committed) as session:
        assert sorted(session.scalars(select(Claim.patient_control_number))) == ["A0", "A1"]


def doubled(report: FileReport) -> list[Problem]:
    return [one for one in report.problems if one.code == "already_billed"]


CORRECTION = {"frequency": "7", "original": "ICN1", "modifier": "25"}


@pytest.mark.parametrize("same", [{}, CORRECTION, {"frequency": "8", "original": "ICN1"}])
def test_claim_that_came_before_is_not_taken_in_again_and_the_report_names_it(
    session: Session, bring_in: Any, same: dict[str, str]
) -> None:
    assert bring_in(billed(**same)).posted == 1
    report = bring_in(billed(payer="OTHER"), billed(**same))
    assert (report.posted, report.held) == (1, 1)
    (told,) = doubled(report)
    assert (told.severity, told.loop, told.element) == ("warning", "2300", "CLM01")
    assert told.segment > 20
    assert session.scalar(select(func.count()).select_from(Claim)) == 2


def test_twice_in_one_file_is_once(bring_in: Any) -> None:
    report = bring_in(billed(**CORRECTION), billed(**CORRECTION))
    assert (report.posted, report.held) == (1, 1)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ({}, {"payer": "OTHER"}),
        (CORRECTION, CORRECTION | {"modifier": "59"}),
        (CORRECTION, CORRECTION | {"original": "ICN2"}),
        ({"frequency": "8", "original": "ICN1"}, {"frequency": "8", "original": "ICN2"}),
    ],
    ids=["another payer", "another modifier", "another original", "another void"],
)
def test_claim_of_its_own_is_taken_in(bring_in: Any, first: dict[str, str], then: dict[str, str]) -> None:
    assert bring_in(billed(**first)).posted == 1
    report = bring_in(billed(**then))
    assert (report.posted, report.held, doubled(report)) == (1, 0, [])
