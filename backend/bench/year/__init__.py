"""``claimline bench year``: a simulated year of one billing operation, measured against its targets (decision 0095)."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from typing import Any

from rich.console import Console

from backend.bench.year.by_hand import ByHand
from backend.bench.year.chart import Charts
from backend.bench.year.jobs import Worker
from backend.bench.year.patients_pay import PatientsPay
from backend.bench.year.simulate import Year, world_of
from backend.bench.year.staff import Team
from backend.bench.year.store import store
from backend.bench.year.targets import measured

FIRST = date(2025, 1, 1)


def run(claims: int = 2000, seed: int = 1, months: int = 12) -> dict[str, Any]:
    """Simulate the year (or its first months) and say which targets were met, beside the same time worked by hand."""
    tell = Console(stderr=True).print
    started = time.perf_counter()
    last = date(FIRST.year + months // 12, months % 12 + 1, 1) - timedelta(days=1)
    world = world_of(seed, claims, FIRST, last)
    begins = datetime(2024, 12, 31, tzinfo=UTC)
    with store(begins) as where:
        charts = Charts(world.rates)
        team = Team(charts, world.payers)
        year = Year(where, world, Worker(begins), charts, team, PatientsPay(world.rates.people))
        year.run(tell)
        result = measured(year)
    pipeline = time.perf_counter()
    result["seconds_in_the_pipeline"] = round(pipeline - started)
    result["by_hand"] = ByHand(world_of(seed, claims, FIRST, last)).run()
    result["seconds"] = round(time.perf_counter() - started)
    return result
