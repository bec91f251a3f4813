"""Whatever breaks with a person's record in hand: the answer and the log name the class and the place, never the person."""

from __future__ import annotations

import json
import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import httpx
import jinja2
import pytest
import uvicorn
from pydantic import BaseModel
from sqlalchemy import text
from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.database import defer_job, session_scope
from backend.jobs import make_jobs, run_worker
from backend.kit.logs import configure_logs
from backend.staff import service as staff

CANARY = "Odessa-Farrow-XQP9041177"


class Born(BaseModel):
    born: date


def refused_by_the_plan() -> None:
    request = httpx.Request("GET", f"https://plan.example/members/{CANARY}")
    httpx.Response(500, request=request, text=CANARY).raise_for_status()


def sql(statement: str) -> Callable[[Session], Any]:
    return lambda session: session.execute(text(statement), {"who": CANARY})


BREAKS: dict[str, tuple[Callable[[Session], Any], int]] = {
    "a value no column holds": (sql("SELECT CAST(:who AS integer)"), 422),
    "a statement that is wrong": (sql("SELECT missing FROM staff WHERE email = :who"), 500),
    "a row that is there already": (
        sql("INSERT INTO procrastinate_periodic_defers SELECT 1, :who, 1, NULL, :who"),
        500,
    ),
    "a plan that answers 500": (lambda _: refused_by_the_plan(), 500),
    "a number that is none": (lambda _: int(CANARY), 500),
    "JSON that is none": (lambda _: json.loads(f'{{"{CANARY}"'), 500),
    "a date that is none": (lambda _: date.fromisoformat(CANARY), 500),
    "a form that is wrong": (lambda _: Born.model_validate({"born": CANARY}), 500),
    "a template that is wrong": (lambda _: jinja2.Template("{{ who " + CANARY + " }}"), 500),
    "a template without its value": (lambda _: jinja2.Template("{{ who.a.b }}").render(who={CANARY: 1}), 500),
    "a key that is missing": (lambda _: {}[CANARY], 500),
    "an invariant that is broken": (lambda _: _broken(), 500),
}


def _broken() -> None:
    raise AssertionError(f"{CANARY} has two owners")


@pytest.fixture
def server(app, committed, capfd) -> Iterator[str]:
    """The application behind the real server, whose own log is part of what must stay silent."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config = uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning", access_log=False)
    running = uvicorn.Server(config)
    thread = threading.Thread(target=running.run)
    thread.start()
    while not running.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    running.should_exit = True
    thread.join(10)


@pytest.fixture(autouse=True)
def _logs_as_they_were() -> Iterator[None]:
    before = logging.root.handlers[:], logging.root.level
    yield
    logging.root.handlers[:], logging.root.level = before


def test_a_broken_request_is_logged_by_class_and_place_alone(server, monkeypatch, capfd) -> None:
    configure_logs("INFO")  # as the server did, into what is read here
    for name, (breaks, status) in BREAKS.items():
        monkeypatch.setattr(staff, "sign_in", lambda session, *_, breaks=breaks, **__: breaks(session))
        form = {"email": CANARY, "password": CANARY, "code": "123456"}
        answer = httpx.post(f"{server}/sign-in", data=form, headers={"Origin": server})
        time.sleep(0.05)
        logged = "".join(capfd.readouterr())
        assert answer.status_code == status, name
        assert "error_class" in logged, name
        for told in (answer.text + str(answer.headers), logged):
            assert [part for part in (CANARY, "Odessa", "XQP904") if part in told] == [], name


def test_a_broken_job_is_logged_by_class_and_place_alone(app, committed, monkeypatch, capfd) -> None:
    monkeypatch.setattr(audit, "checkpoint", lambda session: BREAKS["a date that is none"][0](session))
    with session_scope() as session:
        defer_job(session, "audit.seal", timestamp=0)
    jobs = make_jobs()
    monkeypatch.setattr(
        jobs,
        "run_worker_async",
        lambda **asked: type(jobs).run_worker_async(jobs, **asked, wait=False, listen_notify=False),
    )
    run_worker()
    with session_scope() as session:
        assert session.scalar(text("SELECT status FROM procrastinate_jobs WHERE task_name = 'audit:seal'")) == "failed"
        stored = "\n".join(session.scalars(text("SELECT row::text FROM procrastinate_jobs AS row")))
    logged = "".join(capfd.readouterr())
    assert "ValueError" in logged
    assert "Odessa" not in logged + stored


def test_the_database_servers_own_log_quotes_no_value(engine, tmp_path) -> None:
    """A refused value stands in the message PostgreSQL would log; ours logs its own failures only."""
    with engine.connect() as connection:
        assert connection.scalar(text("SHOW log_min_messages")) == "log"
        assert connection.scalar(text("SHOW log_parameter_max_length_on_error")) == "0"


def test_a_librarys_message_is_never_written(capfd) -> None:
    configure_logs("INFO")
    try:
        int(CANARY)
    except ValueError:
        logging.getLogger("a.library").exception("could not read %s", CANARY)
    logged = "".join(capfd.readouterr())
    assert "ERROR a.library" in logged
    assert "ValueError at test_exceptions_tell_nothing.py:" in logged
    assert "Odessa" not in logged
