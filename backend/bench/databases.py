"""A database, and a backend, of a benchmark's own beside the others; gone afterwards."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
from sqlalchemy import Engine, text

from backend import database
from backend.errors import Unavailable
from backend.migrations import migrate
from backend.settings import get_settings


@contextmanager
def own_database(purpose: str, template: str | None = None) -> Iterator[Engine]:
    """Empty and migrated, or a copy of the one made for ``template`` by this process (nobody may be connected to it)."""
    data = get_settings().var / "postgres"
    name = _name(purpose)
    admin = database.make_engine(database.embedded_url(data, "postgres")).execution_options(
        isolation_level="AUTOCOMMIT"
    )
    try:
        if template is not None:
            with admin.connect() as connection:
                connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE "{_name(template)}"'))
        engine = database.make_engine(database.embedded_url(data, name))
        if template is None:
            migrate(engine)
        yield engine
        engine.dispose()
    finally:
        with admin.connect() as connection:
            connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
        admin.dispose()


def _name(purpose: str) -> str:
    return f"bench_{purpose}_{os.getpid()}"


@contextmanager
def own_backend(engine: Engine) -> Iterator[str]:
    """A backend process on that database and a free port of loopback; gives its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    url = engine.url.render_as_string(hide_password=False)
    environment = {**os.environ, "CLAIMLINE_DATABASE_URL": url, "CLAIMLINE_PORT": str(port)}
    serve = [sys.executable, "-m", "uvicorn", "backend.app:create_app", "--factory", "--port", str(port)]
    process = subprocess.Popen([*serve, "--log-level", "error"], env=environment, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
    try:
        _wait_for(address)
        yield address
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(address: str) -> None:
    for _ in range(600):
        try:
            if httpx.get(f"{address}/health", timeout=2).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise Unavailable("backend_slow", "The backend of this measurement did not start within a minute.")
