"""Work is given to a team or to a person with an open account that works there, and to nobody else."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient
from sqlalchemy.orm import Session

from backend.database import session_scope
from backend.models.staff import Staff
from backend.pipeline.work import service
from backend.pipeline.work.errors import UnknownOwner
from backend.pipeline.work.owners import TEAMS
from backend.pipeline.work.service import NewWork
from backend.staff import service as accounts
from backend.staff.policy import Role
from tests.pipeline.eligibility.practice import sign_in

WORK = NewWork("files", "file", uuid4(), "unreadable", "biller", date(2026, 3, 23))
PASSWORD = "a long enough password"


def person(session: Session, name: str, role: Role, *, gone: bool = False) -> str:
    email = f"{name.lower()}@example.test"
    made = accounts.create(session, email=email, name=name, role=role, password=PASSWORD)
    session.get_one(Staff, made.id).disabled = gone
    session.flush()
    return email


def test_teams_come_first_then_people_who_work_there_by_name(session: Session) -> None:
    person(session, "Zoe", Role.BILLER)
    person(session, "Bo", Role.SUPERVISOR)
    person(session, "Ana", Role.AGENT)
    person(session, "Gus", Role.BILLER, gone=True)
    found = service.owners(session)
    assert [one.owner for one in found[: len(TEAMS)]] == list(TEAMS)
    assert [one.name for one in found[len(TEAMS) :]] == ["Bo", "Zoe"]


def test_work_goes_to_whom_it_can_be_given_and_is_refused_for_others(session: Session) -> None:
    service.open_work_item(session, WORK)
    (item,) = service.open_items(session)
    for owner in (person(session, "Bo", Role.BILLER), "coder"):
        assert service.assign(session, item.id, owner, None).owner == owner
    for owner in (
        "bo", "Biller", "nobody@example.test", "system",
        person(session, "Gus", Role.BILLER, gone=True), person(session, "Ana", Role.AGENT),
    ):  # fmt: skip
        with pytest.raises(UnknownOwner):
            service.assign(session, item.id, owner, None)
    assert item.owner == "coder"


def test_who_has_it_may_keep_it_with_another_day(session: Session) -> None:
    service.open_work_item(session, WORK)
    (item,) = service.open_items(session)
    item.owner = "somebody who has left"
    session.flush()
    assert service.assign(session, item.id, "somebody who has left", date(2026, 4, 1)).due == date(2026, 4, 1)


def test_the_refusal_says_what_to_choose(client: TestClient) -> None:
    with session_scope() as session:
        service.open_work_item(session, WORK)
        item = service.open_items(session)[0].id
    assert client.get("/api/v1/work-owners").status_code == 401
    biller = sign_in(client, Role.BILLER)
    assert {"owner": "biller", "name": ""} in biller.get("/api/v1/work-owners").json()["owners"]
    refused = biller.post(f"/api/v1/work-items/{item}/assignment", {"owner": "bo marsh"})
    assert (refused.status_code, refused.json()["code"]) == (422, "unknown_owner")
    assert "Choose a team, or a person" in refused.json()["message"]
