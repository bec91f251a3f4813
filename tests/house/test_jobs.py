"""What is deferred by name is a job the worker knows."""

from __future__ import annotations

import ast
import contextlib
import inspect
import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from backend.bench.posting import pieces
from backend.database import DEFAULT_QUEUE, defer_job, session_scope
from backend.jobs import make_jobs
from backend.pipeline.interchange.service import (
    FILES_QUEUE,
    LARGE_BYTES,
    KeptFile,
    keep_file,
    read_later,
    reading_lock,
)
from backend.world.generate import generate

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


@contextlib.contextmanager
def working(engine: Engine) -> Iterator[None]:
    """A real worker on this database, stopped afterwards."""
    worker = subprocess.Popen(
        [str(Path(sys.executable).parent / "claimline"), "worker"],
        env={**os.environ, "CLAIMLINE_DATABASE_URL": engine.url.render_as_string(hide_password=False)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        worker.send_signal(signal.SIGTERM)
        worker.wait(timeout=60)


def left_when_done(engine: Engine) -> tuple[int, int]:
    """How many still wait, and how many failed, once the worker is done."""
    left = text("""SELECT count(*) FILTER (WHERE status IN ('todo', 'doing')) AS waiting,
                          count(*) FILTER (WHERE status = 'failed') AS failed
                   FROM procrastinate_jobs WHERE task_name = 'denials:reprioritise'""")
    end, row = time.monotonic() + 60, None
    while (row is None or row.waiting) and time.monotonic() < end:
        time.sleep(0.2)
        with engine.connect() as connection:
            row = connection.execute(left).one()
    assert row is not None
    return row.waiting, row.failed


def test_a_real_worker_runs_what_was_deferred(committed: Engine) -> None:
    with session_scope() as session:
        defer_job(session, "denials.reprioritise", timestamp=0)
    with working(committed):
        assert left_when_done(committed) == (0, 0)


@pytest.fixture
def started(committed: Engine) -> Iterator[Callable[[], list[tuple[str, int]]]]:
    """Lock and number of each job in the order they were started; jobs that succeeded are deleted with their own events."""
    with committed.begin() as connection:
        connection.execute(text("CREATE TABLE started_job (at bigserial, subject text, number int)"))
        connection.execute(
            text("""CREATE FUNCTION note_start() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF NEW.type = 'started' THEN INSERT INTO started_job (subject, number)
            SELECT lock, (args->>'timestamp')::int FROM procrastinate_jobs WHERE id = NEW.job_id; END IF;
            RETURN NULL; END $$""")
        )
        connection.execute(
            text("""CREATE TRIGGER note_start AFTER INSERT ON procrastinate_events
            FOR EACH ROW EXECUTE FUNCTION note_start()""")
        )

    def read() -> list[tuple[str, int]]:
        with committed.connect() as connection:
            rows = connection.execute(
                text("SELECT subject, number FROM started_job WHERE subject IS NOT NULL ORDER BY at")
            )
            return [(row.subject, row.number) for row in rows]

    yield read
    with committed.begin() as connection:
        connection.execute(text("DROP TRIGGER note_start ON procrastinate_events"))
        connection.execute(text("DROP FUNCTION note_start()"))
        connection.execute(text("DROP TABLE started_job"))


def test_jobs_that_waited_for_a_worker_run_once_and_in_order_of_their_subject(
    committed: Engine, started: Callable[[], list[tuple[str, int]]]
) -> None:
    with session_scope() as session:
        for number in range(24):
            defer_job(session, "denials.reprioritise", lock=f"claim:{number % 3}", timestamp=number)
    with working(committed):
        assert left_when_done(committed) == (0, 0)
    ran = [one for one in started() if one[0].startswith("claim:")]
    assert sorted(number for _, number in ran) == list(range(24))
    for subject in ("claim:0", "claim:1", "claim:2"):
        mine = [number for lock, number in ran if lock == subject]
        assert mine == sorted(mine)


NOW = datetime(2026, 3, 16, 9, tzinfo=UTC)


def kept(name: str, content: bytes) -> KeptFile:
    """A file whose reading is a job."""
    with session_scope() as session:
        one = keep_file(lambda: nullcontext(session), name, io.BytesIO(content), NOW)
        read_later(session, one)
    return one


@pytest.fixture
def remittances(tmp_path: Path) -> list[bytes]:
    """Three small 835 files of three payments' payers."""
    generate(31, 60, tmp_path, date(2026, 3, 16))
    return list(pieces(sorted(tmp_path.glob("*-835.x12")), 3))


def states(engine: Engine, files: list[KeptFile]) -> list[str]:
    """Of each file: ``waits`` for any worker process, ``taken`` by one, or ``read``."""
    with engine.connect() as connection:
        jobs = {
            str(row.args["file_id"]): row.status
            for row in connection.execute(text("SELECT args, status::text FROM procrastinate_jobs"))
            if "file_id" in row.args
        }
    return [{None: "read", "todo": "waits", "doing": "taken"}[jobs.get(str(one.file_id))] for one in files]


def reached(engine: Engine, files: list[KeptFile], wanted: list[str]) -> list[str]:
    """The states once they are those wanted, or after half a minute."""
    end = time.monotonic() + 30
    while (found := states(engine, files)) != wanted and time.monotonic() < end:
        time.sleep(0.1)
    return found


def test_a_process_reads_one_remittance_at_a_time_and_leaves_the_next_to_another(
    committed: Engine, remittances: list[bytes]
) -> None:
    files = [kept(f"part-{number}.x12", content) for number, content in enumerate(remittances)]
    with session_scope() as session:
        defer_job(session, "denials.reprioritise", timestamp=0)
    small = kept("visits.x12", b"no traffic at all")
    with session_scope() as slow:
        assert reading_lock(slow, files[0].sha256)  # the first file takes as long as we like
        with working(committed):
            assert reached(committed, [*files, small], ["taken", "waits", "waits", "read"])[-1] == "read"
            assert left_when_done(committed) == (0, 0)
            time.sleep(1)
            assert states(committed, files) == ["taken", "waits", "waits"]
            with working(committed):
                assert reached(committed, files, ["taken", "read", "read"]) == ["taken", "read", "read"]
            slow.rollback()
            assert reached(committed, files, ["read"] * 3) == ["read"] * 3


def test_remittances_and_large_files_wait_for_a_free_process_and_small_files_of_other_kinds_pass(
    committed: Engine, remittances: list[bytes]
) -> None:
    kept("payments.x12", remittances[0])
    kept("large.x12", b"x" * LARGE_BYTES)
    kept("visits.x12", b"x" * (LARGE_BYTES - 1))
    with committed.connect() as connection:
        queues = connection.scalars(text("SELECT queue_name FROM procrastinate_jobs ORDER BY id")).all()
    assert queues == [FILES_QUEUE, FILES_QUEUE, DEFAULT_QUEUE]


def test_every_job_is_on_a_queue_that_workers_look_at() -> None:
    queues = {task.queue for name, task in make_jobs().tasks.items() if "builtin" not in name}
    assert queues <= {DEFAULT_QUEUE, FILES_QUEUE}
    written = {
        ast.unparse(one.value)
        for path in sorted(BACKEND.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "defer_job"
        for one in node.keywords
        if one.arg == "queue"
    }
    assert written == {"queue"}, "of the two queues read_later chooses; every other job is on the first"
