"""Public sample files read to the figures counted straight from their bytes. Collected only where the samples are."""

from __future__ import annotations

import contextlib
import csv
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from backend.kit.clock import FixedClock
from backend.pipeline.intake.service import import_paths

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "x12"
CLOCK = FixedClock(datetime(2026, 3, 16, 15, tzinfo=UTC))
REMITTANCE = {
    "claims": "n_clp", "charge_total": "sum_clp03_charge", "paid_total": "sum_clp04_paid", "payment_amount": "bpr02",
    "provider_adjustments": "sum_plb", "service_lines": "n_svc",
}  # fmt: skip
CLAIM = {"claims": "n_clm", "charge_total": "sum_clm02", "service_lines": "n_lines"}


def facts(name: str) -> list[dict[str, str]]:
    path = SAMPLES / name
    if not path.exists():
        return []
    with path.open(encoding="utf-8") as rows:
        return list(csv.DictReader(rows))


if SAMPLES.exists():

    @pytest.mark.parametrize(("name", "columns"), [("facts_835.csv", REMITTANCE), ("facts_837.csv", CLAIM)])
    def test_figures_equal_the_facts(session: Session, name: str, columns: dict[str, str]) -> None:
        wrong = []
        rows = facts(name)
        paths = [SAMPLES / row["file"] for row in rows]
        reports = list(import_paths(paths, lambda: contextlib.nullcontext(session), CLOCK))
        for row, report in zip(rows, reports, strict=True):
            told = report.as_json()
            wrong += [
                (row["file"], key, told[key], row[column])
                for key, column in columns.items()
                if Decimal(str(told[key])) != Decimal(row[column])
            ]
            assert report.posted + report.held == report.claims
        assert len(rows) > 10
        assert wrong == []
        assert not any(one.refused for one in reports)

    def test_one_payment_told_many_times_in_a_file_takes_effect_once(session: Session) -> None:
        path = SAMPLES / "tastypackets__x12-parser" / "835" / "profee-multiple.edi"
        report = next(import_paths([path], lambda: contextlib.nullcontext(session), CLOCK))
        assert (report.claims, report.held, report.quarantined) == (468, 468, True)
        assert any(one.code == "payment_repeated" for one in report.problems)
