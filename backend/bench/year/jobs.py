"""The worker of a simulated year: every job's own function, called one after the other in the order a worker takes them.

The jobs are those of ``backend.jobs``: deferred ones are read from Procrastinate's own table, periodic ones run by their
own cron, each at most once a step of the day. One thread, so that the same seed makes the same year.
"""

from __future__ import annotations

import time
from collections import defaultdict
from datetime import UTC, datetime
from typing import Any

from croniter import croniter  # type: ignore[import-untyped]
from sqlalchemy import text

from backend.database import session_scope
from backend.jobs import make_jobs

NOT_OF_THE_PIPELINE = (
    "turns:",
    "verification:",
    "handoffs:",
    "outreach:",
    "letters:",
    "learning:",
    "callbacks:",
    "moments:",
    "retention:",
)
"""Jobs of conversations: nobody calls in the simulated year."""
PRINTING = ("patient_billing:print_statements",)
"""Paper: statements are made and counted, their PDF pages are not drawn in the simulated year."""
_BATCH = 200


class Worker:
    """Runs jobs; ``seconds`` and ``runs`` say by job what they cost."""

    def __init__(self, begins: datetime) -> None:
        app = make_jobs()
        self.tasks: dict[str, Any] = dict(app.tasks)
        self.periodic = [
            (name, croniter(one.cron, begins), one.task)
            for (name, _), one in app.periodic_registry.periodic_tasks.items()
            if not name.startswith((*NOT_OF_THE_PIPELINE, *PRINTING)) and not name.startswith("builtin")
        ]
        self.next = {name: cron.get_next(datetime) for name, cron, _ in self.periodic}
        self.seconds: dict[str, float] = defaultdict(float)
        self.runs: dict[str, int] = defaultdict(int)

    def step(self, now: datetime) -> None:
        """What fell due since the last step, then everything deferred, until nothing is left."""
        self.drain(now)
        due = [(self.next[name], name, cron, task) for name, cron, task in self.periodic if self.next[name] <= now]
        for at, name, cron, task in sorted(due, key=lambda one: (one[0], one[1])):
            self._run(name, task, {"timestamp": int(at.timestamp())})
            self.next[name] = cron.get_next(datetime, start_time=now).astimezone(UTC)
        self.drain(now)

    def drain(self, now: datetime) -> None:
        """Deferred jobs, first come first served."""
        while True:
            with session_scope() as session:
                waiting = session.execute(
                    text(
                        "DELETE FROM procrastinate_jobs WHERE id IN (SELECT id FROM procrastinate_jobs WHERE status = 'todo'"
                        " AND (scheduled_at IS NULL OR scheduled_at <= :now) ORDER BY priority DESC, id LIMIT :most)"
                        " RETURNING id, task_name, args"
                    ),
                    {"now": now, "most": _BATCH},
                ).all()
            if not waiting:
                return
            for _, name, args in sorted(waiting, key=lambda one: one[0]):
                if not name.startswith((*NOT_OF_THE_PIPELINE, *PRINTING)):
                    self._run(name, self.tasks[name], args)

    def _run(self, name: str, task: Any, args: dict[str, Any]) -> None:
        started = time.perf_counter()
        task.func(**args)
        self.seconds[name] += time.perf_counter() - started
        self.runs[name] += 1
