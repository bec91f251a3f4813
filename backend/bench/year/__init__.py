"""``claimline bench year``: a simulated year of one billing operation, measured against its targets (decision 0095)."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from typing import Any

from rich.console import Console

from backend.bench.year.chart import Charts
from backend.bench.year.jobs import Worker
from backend.bench.year.patients_pay import PatientsPay
from backend.bench.year.simulate import Year, world_of
from backend.bench.year.staff import Team
from backend.bench.year.store import store
from backend.bench.year.targets import measured

FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)


def run(claims: int = 2000, seed: int = 1) -> dict[str, Any]:
    """Simulate the year and say which targets were met."""
    tell = Console(stderr=True).print
    started = time.perf_counter()
    world = world_of(seed, claims, FIRST, LAST)
    begins = datetime(2024, 12, 31, tzinfo=UTC)
    with store(begins) as where:
        charts = Charts(world.rates)
        team = Team(charts, world.payers)
        year = Year(where, world, Worker(begins), charts, team, PatientsPay(world.rates.people))
        year.run(tell)
        result = measured(year)
    result["seconds"] = round(time.perf_counter() - started)
    return result
