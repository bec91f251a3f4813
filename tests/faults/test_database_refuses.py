"""The database refuses every fifth change: a deadlock, a serialization failure, a full disk. Repeated, all is done once."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, func, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from backend.database import session_scope
from backend.models.remittance import RemittanceClaim
from backend.pipeline.intake import tasks as intake_tasks
from backend.staff.policy import Role
from tests.contract.conftest import header_of
from tests.faults.test_statements_fail import CommittedFiles, assert_nothing_is_torn, effects
from tests.pipeline.posting.conftest import Paid

REFUSALS = ["deadlock_detected", "serialization_failure", "disk_full"]
FILES = 12
TRIES = intake_tasks.read_file.retry_strategy.max_attempts
Refusing = Callable[[str, str, int], contextlib.AbstractContextManager[None]]


@pytest.fixture
def refusing(committed: Engine) -> Refusing:
    """Within it, every n-th INSERT into a table fails as the database itself would make it fail."""

    @contextlib.contextmanager
    def refuse(table: str, condition: str, every: int) -> Iterator[None]:
        with committed.begin() as connection:
            connection.execute(text("CREATE SEQUENCE refused"))
            connection.execute(
                text(f"""CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                IF nextval('refused') % {every} = 0 THEN RAISE EXCEPTION 'refused' USING ERRCODE = '{condition}'; END IF;
                RETURN NULL; END $$""")
            )
            connection.execute(
                text(f"CREATE TRIGGER refuse AFTER INSERT ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse()")
            )
        try:
            yield
        finally:
            with committed.begin() as connection:
                connection.execute(text("DROP FUNCTION refuse() CASCADE"))
                connection.execute(text("DROP SEQUENCE refused"))

    return refuse


@pytest.mark.parametrize("condition", REFUSALS)
def test_posting_repeated_like_its_job_is_done_once(
    committed: Engine, refusing: Refusing, tmp_path: Path, condition: str
) -> None:
    with Session(committed) as unused:
        files = CommittedFiles(unused, tmp_path)
    files.bill(*(f"A{n}" for n in range(FILES)))
    refused = 0
    with refusing("ledger_entry", condition, 5):
        for n in range(FILES):
            path = files.remittance_file(Paid(f"A{n}", "200.00", "80.00", (("CO", "45", "120.00"),)), trace=f"T{n}")
            for _ in range(TRIES):
                try:
                    files.bring_in(path)
                except OperationalError:
                    refused += 1
                    with session_scope() as session:
                        assert_nothing_is_torn(session)
                else:
                    break
    assert refused
    with session_scope() as session:
        assert session.scalar(select(func.count()).where(RemittanceClaim.state == "posted")) == FILES
        assert str(effects(session, "A0")[2]["cash"]) == f"{80 * FILES}.00"


@pytest.mark.parametrize("condition", REFUSALS)
def test_a_request_is_told_to_try_again_and_reading_goes_on(
    client: TestClient, refusing: Refusing, condition: str
) -> None:
    cookie = header_of(Role.ADMIN)
    new = {"email": "new@example.test", "name": "New", "role": "agent"}
    with refusing("staff", condition, 1):
        refused = client.post("/api/v1/staff", json=new, headers=cookie)
        assert (refused.status_code, refused.json()["code"], refused.headers["retry-after"]) == (503, "try_again", "2")
        assert client.get("/health").status_code == 200
        assert client.get("/api/v1/staff", headers=cookie).status_code == 200
    assert client.post("/api/v1/staff", json=new, headers=cookie).status_code == 201
