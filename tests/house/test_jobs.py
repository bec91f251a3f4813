"""What is deferred by name is a job the worker knows."""

from __future__ import annotations

import ast
import inspect
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Engine, text

from backend.database import defer_job, session_scope
from backend.jobs import make_jobs

BACKEND = Path(__file__).resolve().parents[2] / "backend"


def deferred_names() -> Iterator[tuple[str, str, set[str]]]:
    """File, job name and argument names of every ``defer_job(session, "feature.job", …)``."""
    own = set(inspect.signature(defer_job).parameters)
    for path in sorted(BACKEND.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "defer_job":
                name = node.args[1]
                assert isinstance(name, ast.Constant), f"{path.name}: jobs are deferred by a written name"
                yield path.name, str(name.value), {one.arg for one in node.keywords if one.arg} - own


def test_every_deferred_job_exists_and_takes_these_arguments() -> None:
    known = make_jobs().tasks
    found = list(deferred_names())
    assert found
    for file, name, arguments in found:
        task = known.get(name.replace(".", ":", 1))
        assert task is not None, f"{file} defers {name}, which no tasks.py has"
        takes = set(inspect.signature(task.func).parameters)
        assert arguments <= takes, f"{file} gives {name} {sorted(arguments - takes)}"


def test_a_real_worker_runs_what_was_deferred(committed: Engine) -> None:
    with session_scope() as session:
        defer_job(session, "denials.reprioritise", timestamp=0)
    worker = subprocess.Popen(
        [str(Path(sys.executable).parent / "claimline"), "worker"],
        env={**os.environ, "CLAIMLINE_DATABASE_URL": committed.url.render_as_string(hide_password=False)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        end = time.monotonic() + 60
        left = text("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'denials:reprioritise'")
        waiting: int | None = 1
        while waiting and time.monotonic() < end:
            time.sleep(0.2)
            with committed.connect() as connection:
                waiting = connection.scalar(left)
        with committed.connect() as connection:
            failed = connection.scalar(text("SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'"))
        assert (waiting, failed) == (0, 0)
    finally:
        worker.send_signal(signal.SIGTERM)
        worker.wait(timeout=60)
