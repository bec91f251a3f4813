"""What every test may ask for: a clean database session, a client on it, a fixed day."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

# These run in the Rasa environment (.ci/test starts both runs).
_RASAS = (
    "actions/test_asked_by_members.py", "actions/test_beside_the_proof.py", "actions/test_capture.py",
    "actions/test_codes_asked.py", "actions/test_interruptions.py", "actions/test_own_account.py",
    "actions/test_patients_in_a_row.py", "actions/test_slips_and_asides.py", "actions/test_take_turn.py",
    "actions/test_unwilling.py", "assistant/channels", "assistant/components", "assistant/test_learn_kinds.py",
    "assistant/test_tracker_store.py",
)  # fmt: skip
collect_ignore = [] if find_spec("rasa") else list(_RASAS)
PROJECT = Path(__file__).resolve().parent.parent
VAR = PROJECT / "var" / "test"
os.environ.setdefault("CLAIMLINE_VAR", str(VAR))
SHARED = PROJECT.parent / "shared"


if find_spec("hypothesis"):
    import hypothesis

    # how long an example takes says how busy the machine is
    hypothesis.settings.register_profile(
        "any machine", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
    )
    hypothesis.settings.load_profile("any machine")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What runs against live processes is asked once more before it counts as failed (decision 0273)."""
    if config.pluginmanager.hasplugin("rerunfailures"):
        for item in items:
            if item.get_closest_marker("system"):
                item.add_marker(pytest.mark.flaky(reruns=1))


def bring_to_models(engine: Engine) -> None:
    """Add what the models have and no migration has yet; tests/house/test_migrations.py keeps that empty."""
    from backend.migrations import all_tables, triggers_and_functions

    with engine.begin() as connection:
        before = set(connection.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")))
        all_tables().create_all(connection)
        missing = {table.name for table in all_tables().sorted_tables} - before
        if missing:
            for statement in triggers_and_functions():
                with connection.begin_nested() as point:
                    try:
                        connection.execute(text(statement))
                    except DBAPIError:
                        point.rollback()


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """The test database, migrated from nothing by our own migrations, in the real PostgreSQL."""
    from backend import database
    from backend.migrations import migrate

    name = f"test_{os.getpid()}"
    url = database.embedded_url(VAR / "postgres", name)
    os.environ["CLAIMLINE_DATABASE_URL"] = url
    database.get_settings.cache_clear()
    made = database.engine()
    migrate(made)
    bring_to_models(made)
    yield made
    made.dispose()
    admin = database.make_engine(database.embedded_url(VAR / "postgres", "postgres")).execution_options(
        isolation_level="AUTOCOMMIT"
    )
    with admin.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    admin.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session whose work is undone when the test ends, whatever the code under test does inside."""
    with engine.connect() as connection:
        outer = connection.begin()
        with Session(connection, join_transaction_mode="create_savepoint", expire_on_commit=False) as opened:
            yield opened
        outer.rollback()


@pytest.fixture
def committed(engine: Engine) -> Iterator[Engine]:
    """For tests that need real commits (several sessions, threads, processes): every table is emptied afterwards."""
    from backend.migrations import all_tables

    yield engine
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        for table in reversed(all_tables().sorted_tables):
            connection.execute(text(f'DELETE FROM "{table.name}"'))
        # by hand what a foreign key would take along: as a replica none of them acts
        for queue in ("events", "periodic_defers", "jobs"):
            connection.execute(text(f"DELETE FROM procrastinate_{queue}"))


@pytest.fixture(scope="session")
def app(engine: Engine) -> FastAPI:
    """The real application on the test database."""
    from backend.app import create_app

    return create_app()


@pytest.fixture
def client(app: FastAPI, committed: Engine) -> Iterator[TestClient]:
    """A browser without cookies. Its requests commit, so the database is emptied after the test."""
    with TestClient(app, follow_redirects=False) as opened:
        yield opened


@dataclass(frozen=True)
class RunningSystem:
    """All parts as ``claimline demo`` starts them, on ports of their own."""

    address: str
    var: Path
    process: subprocess.Popen[bytes] | None

    def truth(self) -> list[dict[str, Any]]:
        """The generated world's own record of every claim."""
        lines = (self.var / "world" / "truth.jsonl").read_text(encoding="utf-8").splitlines()
        return [json.loads(line) for line in lines]

    def pid_of(self, part: str) -> int:
        return int((self.var / "run" / f"{part}.pid").read_text())

    def environment(self) -> dict[str, str]:
        """For commands run against this system."""
        standing = {"CLAIMLINE_VAR": str(self.var), "CLAIMLINE_DATABASE_URL": embedded_system_url(self.var)}
        own = standing if self.process is None else system_environment(self.var)
        return {**os.environ, **own}

    def command(self, *arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
        """Run ``claimline …`` against this system."""
        line = [str(Path(sys.executable).parent / "claimline"), *arguments]
        return subprocess.run(line, env=self.environment(), capture_output=True, text=True, check=False, **options)

    def wait_until(self, good: Callable[[], bool], seconds: float = 60) -> bool:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if good():
                return True
            time.sleep(0.2)
        return False

    def answers(self) -> bool:
        try:
            return httpx.get(f"{self.address}/health", timeout=2).status_code == 200
        except httpx.HTTPError:
            return False


def system_environment(var: Path) -> dict[str, str]:
    return {
        "CLAIMLINE_VAR": str(var),
        "CLAIMLINE_PORT": "18000",
        "CLAIMLINE_RASA_URL": "http://127.0.0.1:18005",
        "CLAIMLINE_ACTION_URL": "http://127.0.0.1:18055",
        "CLAIMLINE_PUBLIC_BASE_URL": "http://127.0.0.1:18000",
        "CLAIMLINE_CHAT_ORIGINS": '["http://127.0.0.1:18320"]',
        "CLAIMLINE_DATABASE_URL": embedded_system_url(var),
    }


def embedded_system_url(var: Path) -> str:
    from backend.database import embedded_url

    return embedded_url(var / "postgres", "claimline")


@pytest.fixture(scope="session")
def system() -> Iterator[RunningSystem]:
    """The running system, started once for all tests that need it, with a fresh demo world.

    ``CLAIMLINE_TEST_SYSTEM`` names the folder of a demo that runs already (its port in ``CLAIMLINE_PORT``): then it is used.
    """
    if standing := os.environ.get("CLAIMLINE_TEST_SYSTEM"):
        yield RunningSystem(f"http://127.0.0.1:{os.environ['CLAIMLINE_PORT']}", Path(standing), None)
        return
    var = PROJECT / "var" / "system-test"
    shutil.rmtree(var, ignore_errors=True)
    var.mkdir(parents=True)
    environment = {**os.environ, **system_environment(var)}
    with (var / "demo.log").open("wb") as log:
        command = [str(Path(sys.executable).parent / "claimline"), "demo"]
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=subprocess.STDOUT)
    running = RunningSystem("http://127.0.0.1:18000", var, process)
    try:
        ready = running.wait_until(
            lambda: b"ready after" in (var / "demo.log").read_bytes() or process.poll() is not None, 600
        )
        assert ready, (var / "demo.log").read_text()[-3000:]
        assert process.poll() is None, (var / "demo.log").read_text()[-3000:]
        yield running
    finally:
        process.terminate()
        process.wait(30)


EMAILS = {
    "agent": "ana@example.test",
    "other_agent": "ben@example.test",
    "supervisor": "sam@example.test",
    "biller": "bo@example.test",
    "auditor": "ida@example.test",
    "admin": "root@example.test",
}


@pytest.fixture(scope="session")
def staff(system) -> Iterator[Callable[[str], httpx.Client]]:
    """A signed-in client per role; each account signs in once, because its code works once, and again when it sat idle."""
    opened: dict[str, httpx.Client] = {}
    password = (system.var / "secrets" / "demo_password").read_text()

    def sign_in(role: str) -> httpx.Client:
        client = httpx.Client(base_url=system.address, timeout=30)
        for _ in range(3):  # a code is good once and for half a minute, which a slow machine may take to ask for it
            code = system.command("user", "code", EMAILS[role]).stdout.strip()
            answer = client.post("/sign-in", data={"email": EMAILS[role], "password": password, "code": code})
            if answer.headers["location"] != "/sign-in?refused=1":
                return client
            time.sleep(10)
        raise AssertionError(f"the {role} cannot sign in")

    def signed_in(role: str) -> httpx.Client:
        if role in opened and opened[role].get("/api/v1/me").status_code == 401:
            opened.pop(role).close()
        if role not in opened:
            opened[role] = sign_in(role)
        return opened[role]

    yield signed_in
    for client in opened.values():
        client.close()


@pytest.fixture
def now() -> datetime:
    """The moment at which tests take place."""
    return datetime(2026, 3, 16, 15, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of public sample files; tests that read it are not collected where it is missing."""
    return SHARED
