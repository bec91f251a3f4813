"""The worker's application: every feature's jobs under the feature's name (``posting.post_file``)."""

from __future__ import annotations

import asyncio
from functools import cache

import procrastinate
from procrastinate.signals import on_stop

from backend.app import feature_modules
from backend.codes.deadlines import next_business_day
from backend.conversation.alarms.clocks import clock_watched
from backend.database import DEFAULT_QUEUE, database_url
from backend.kit.clock import SystemClock
from backend.kit.logs import configure_logs
from backend.pipeline.interchange.service import FILES_QUEUE
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
    """Work off jobs until told to stop; a job that was under way when the worker died is taken up again.

    ``concurrency`` is how many jobs run beside the one file that is read (decision 0345).
    """
    configure_logs(get_settings().log_level)
    # the calendar of holidays takes half a second to load: now, not while a job holds its claims locked
    next_business_day(SystemClock().now().date())
    with clock_watched():
        asyncio.run(_work_off(make_jobs(), concurrency))


async def _work_off(jobs: procrastinate.App, concurrency: int) -> None:
    """One worker takes file after file, one the other jobs; when either ends, or at a signal, both end what they began."""
    told = asyncio.Event()
    async with jobs.open_async():
        with on_stop(told.set):
            stop = asyncio.create_task(told.wait())
            workers = [_start(_without_periodic(jobs), FILES_QUEUE, 1), _start(jobs, DEFAULT_QUEUE, concurrency)]
            await asyncio.wait([stop, *workers], return_when=asyncio.FIRST_COMPLETED)
        for one in (stop, *workers):
            one.cancel()
        for ended in await asyncio.gather(*workers, return_exceptions=True):
            if isinstance(ended, Exception):
                raise ended


def _start(jobs: procrastinate.App, queue: str, concurrency: int) -> asyncio.Task[None]:
    work = jobs.run_worker_async(
        queues=[queue], name=queue, concurrency=concurrency, install_signal_handlers=False, delete_jobs="successful"
    )
    return asyncio.create_task(work)


def _without_periodic(jobs: procrastinate.App) -> procrastinate.App:
    """The same jobs on the same connections: one worker of a process is enough to look at the clock."""
    same = procrastinate.App(connector=jobs.connector)
    same.tasks = jobs.tasks
    return same
