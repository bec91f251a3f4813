"""Enrolments over HTTP: nobody and the wrong person first."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from backend.database import session_scope
from backend.models.payer import Payer
from backend.staff.policy import Role
from tests.pipeline.eligibility.practice import NOBODY, NPI, sign_in

ROUTES = [
    ("GET", "/api/v1/enrolments"),
    ("POST", "/api/v1/enrolments"),
    ("POST", f"/api/v1/enrolments/{NOBODY}/decision"),
    ("POST", f"/api/v1/enrolments/{NOBODY}/end"),
]
WANTED = {"npi": NPI, "payer_identifier": "HHP01"}


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_nobody_gets_in(client: TestClient, method: str, path: str) -> None:
    assert client.request(method, path).status_code == 401


def test_agent_is_refused(client: TestClient) -> None:
    agent = sign_in(client, Role.AGENT)
    assert {(agent.get(path) if method == "GET" else agent.post(path)).status_code for method, path in ROUTES} == {403}


def test_biller_applies_and_enters_the_payers_word(client: TestClient) -> None:
    with session_scope() as session:
        session.add(Payer(identifier="HHP01", name="Harbor Health Plan"))
    biller = sign_in(client, Role.BILLER)
    made = biller.post("/api/v1/enrolments", WANTED)
    assert made.status_code == 201
    path = f"/api/v1/enrolments/{made.json()['id']}"
    assert biller.post("/api/v1/enrolments", WANTED).status_code == 409
    assert biller.post(f"{path}/decision", {"decision": "confirmed"}).json()["code"] == "enrolment_span"
    word = {"decision": "confirmed", "effective_from": "2026-03-01"}
    assert biller.post(f"{path}/decision", word).json() == {"ready": 0, "held": 0}
    assert biller.post(f"{path}/end", {"last_day": "2026-12-31"}).status_code == 204
    shown = biller.get(f"/api/v1/enrolments?npi={NPI}").json()["enrolments"]
    assert [(one["state"], one["effective_from"], one["effective_to"]) for one in shown] == [
        ("confirmed", "2026-03-01", "2026-12-31")
    ]


def test_unknown_payer_and_enrolment_are_not_found(client: TestClient) -> None:
    biller = sign_in(client, Role.BILLER)
    assert biller.post("/api/v1/enrolments", WANTED).status_code == 404
    assert biller.post(f"/api/v1/enrolments/{NOBODY}/decision", {"decision": "refused"}).status_code == 404
