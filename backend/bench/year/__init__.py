"""``claimline bench year``: a simulated year of one billing operation, measured against its targets (decision 0095)."""

from __future__ import annotations

import time
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime, timedelta
from multiprocessing import get_context
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
    # the other way of working shares nothing with this one: a process of its own, beside it
    with ProcessPoolExecutor(1, get_context("spawn")) as beside, store(begins) as where:
        by_hand = beside.submit(worked_by_hand, seed, claims, last)
        charts = Charts(world.rates)
        team = Team(charts, world.payers)
        year = Year(where, world, Worker(begins), charts, team, PatientsPay(world.rates.people))
        year.run(tell)
        result = measured(year)
        result["seconds_in_the_pipeline"] = round(time.perf_counter() - started)
        result["by_hand"] = by_hand.result()
    result["seconds"] = round(time.perf_counter() - started)
    return result


def worked_by_hand(seed: int, claims: int, last: date) -> dict[str, Any]:
    """The same world without a pipeline."""
    return ByHand(world_of(seed, claims, FIRST, last)).run()
