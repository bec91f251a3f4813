"""Batches over HTTP: nobody and the wrong person first; and the way of an encounter to the payer through the interface alone."""

from __future__ import annotations

from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select, text

from backend.database import session_scope
from backend.kit.clock import SystemClock
from backend.models.submission import OutgoingInterchange
from backend.pipeline.credentialing import tasks as credentialing_tasks
from backend.pipeline.scrubbing import tasks as scrubbing_tasks
from backend.staff.policy import Role
from backend.x12 import read
from tests.pipeline.eligibility.practice import NPI, sign_in
from tests.pipeline.encounters.visits import encounter

ROUTES = [
    ("GET", "/api/v1/submissions"),
    ("POST", "/api/v1/submissions"),
    ("GET", "/api/v1/submission-rates?since=2026-01-01&until=2027-01-01"),
]


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_nobody_gets_in(client: TestClient, method: str, path: str) -> None:
    assert client.request(method, path).status_code == 401


def test_agent_is_refused(client: TestClient) -> None:
    agent = sign_in(client, Role.AGENT)
    assert {(agent.get(path) if method == "GET" else agent.post(path)).status_code for method, path in ROUTES} == {403}


def arguments(name: str) -> list[str]:
    """What the last job of a name was given."""
    statement = text("SELECT args FROM procrastinate_jobs WHERE task_name = :name ORDER BY id DESC LIMIT 1")
    with session_scope() as session:
        given = session.scalar(statement, {"name": name})
    assert given is not None
    return [str(UUID(one)) for one in next(iter(given.values()))]


def test_encounter_becomes_a_claim_held_released_and_sent(client: TestClient) -> None:
    biller = sign_in(client, Role.BILLER)
    now = SystemClock().now()
    visit = encounter(service_date=now.date().isoformat(), documented_at=now.isoformat())
    taken = biller.post("/api/v1/encounters", {"encounters": [visit.model_dump(mode="json")]}).json()["encounters"][0]
    assert taken["state"] == "coded"
    scrubbing_tasks.build(arguments("scrubbing:build"))
    credentialing_tasks.check(arguments("credentialing:check"))
    assert biller.get("/api/v1/outgoing-claims").json()["counts"] == {"not_enrolled": 1}
    assert biller.post("/api/v1/submissions").json() == {"submissions": []}
    made = biller.post("/api/v1/enrolments", {"npi": NPI, "payer_identifier": "HHP01"}).json()["id"]
    word = {"decision": "confirmed", "effective_from": "2020-01-01"}
    assert biller.post(f"/api/v1/enrolments/{made}/decision", word).json() == {"ready": 1, "held": 0}
    sent = biller.post("/api/v1/submissions").json()["submissions"]
    assert [(one["claims"], one["charge"], one["acknowledged"]) for one in sent] == [(1, "145.00", "")]
    assert biller.get("/api/v1/submissions").json()["submissions"] == sent
    with session_scope() as session:
        content = session.scalars(select(OutgoingInterchange.content)).one()
    claims = [record.model for each in read(content) for record in each.records()]
    assert [one.patient_control_number for one in claims] == ["V-88213"]
    day = now.date().isoformat()
    rates = biller.get(f"/api/v1/submission-rates?since={day}&until=2100-01-01").json()
    assert (rates["submitted"], rates["clean_percent"], rates["accepted_percent"]) == (1, "100.0", "100.0")
