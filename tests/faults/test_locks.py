"""A table somebody holds for long: whoever needs it is told to try again, and loses nothing by it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from backend import database
from backend.database import session_scope
from backend.staff.policy import Role
from tests.contract.conftest import header_of
from tests.faults.test_statements_fail import CommittedFiles, effects
from tests.pipeline.posting.conftest import Paid


def test_reader_is_told_to_try_again_while_the_table_is_held(client: TestClient, committed: Engine) -> None:
    cookie = header_of(Role.BILLER)
    with committed.connect() as other, other.begin():
        other.execute(text("LOCK TABLE claim IN ACCESS EXCLUSIVE MODE"))
        held = client.post("/api/v1/claims/search", json={"claim_number": "A1"}, headers=cookie)
    assert (held.status_code, held.json()["code"], held.headers["retry-after"]) == (503, "try_again", "2")
    assert client.post("/api/v1/claims/search", json={"claim_number": "A1"}, headers=cookie).status_code == 200


def test_posting_waits_for_another_time_and_is_done_once(committed: Engine, tmp_path: Path) -> None:
    with Session(committed) as unused:
        files = CommittedFiles(unused, tmp_path)
    files.bill("A1")
    path = files.remittance_file(Paid("A1", "200.00", "80.00", (("CO", "45", "120.00"),)))
    with committed.connect() as other, other.begin():
        other.execute(text("LOCK TABLE ledger_entry IN ACCESS EXCLUSIVE MODE"))
        with pytest.raises(OperationalError):
            files.bring_in(path)
    files.bring_in(path)
    files.bring_in(path)
    with session_scope() as session:
        posted, _, books = effects(session, "A1")
    assert (posted, str(books["cash"])) == (1, "80.00")


@contextlib.contextmanager
def exhausted(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every connection of the pool in other hands."""
    pool = database.engine().pool
    monkeypatch.setattr(pool, "_timeout", 0.2)
    with contextlib.ExitStack() as held:
        with contextlib.suppress(PoolTimeout):
            while True:
                held.callback(pool.connect().close)
        yield


@pytest.mark.slow
def test_without_a_free_connection_people_read_a_page_and_programs_are_told_to_come_again(
    client: TestClient, committed: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    cookie = header_of(Role.AGENT)
    with exhausted(monkeypatch):
        page = client.get("/console", headers=cookie | {"Accept": "text/html"}, follow_redirects=False)
        told = client.post("/api/v1/claims/search", json={"claim_number": "A1"}, headers=cookie)
        chat = client.post("/chat/sessions", json={})
    assert (page.status_code, "One moment, please" in page.text) == (503, True)
    assert "try again shortly" in page.text
    assert (told.status_code, told.json()["code"], told.headers["retry-after"]) == (503, "try_again", "2")
    assert (chat.status_code, chat.json()["code"]) == (503, "try_again")
