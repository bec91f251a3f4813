"""The worker's application: every feature's jobs under the feature's name (``posting.post_file``)."""

from __future__ import annotations

from functools import cache

import procrastinate

from backend.app import feature_modules
from backend.codes.deadlines import next_business_day
from backend.conversation.alarms.clocks import clock_watched
from backend.database import database_url
from backend.kit.clock import SystemClock
from backend.kit.logs import configure_logs
from backend.settings import get_settings

BESIDE_CALLERS = 5
"""Jobs give way to who is on the line (nice): on a small machine both share the same processors."""


def connection_info() -> str:
    """The database address as libpq takes it."""
    return database_url().replace("postgresql+psycopg://", "postgresql://", 1)


@cache
def make_jobs() -> procrastinate.App:
    """Collect the blueprints of all ``tasks.py``; once a process, since collecting a blueprint names its tasks."""
    app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=connection_info()))
    for name, module in feature_modules("tasks"):
        blueprint: procrastinate.Blueprint = module.blueprint  # type: ignore[attr-defined]
        app.add_tasks_from(blueprint, namespace=name.split(".")[-2])
    return app


def run_worker(concurrency: int = 4) -> None:
    """Work off jobs until told to stop; a job that was under way when the worker died is taken up again."""
    configure_logs(get_settings().log_level)
    # the calendar of holidays takes half a second to load: now, not while a job holds its claims locked
    next_business_day(SystemClock().now().date())
    with clock_watched():
        make_jobs().run_worker(concurrency=concurrency, install_signal_handlers=True, delete_jobs="successful")
