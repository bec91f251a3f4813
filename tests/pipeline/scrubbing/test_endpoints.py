"""Claims before they leave, over HTTP: nobody and the wrong person first."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from backend.database import session_scope
from backend.kit.clock import SystemClock
from backend.pipeline.encounters.service import take_encounters
from backend.pipeline.scrubbing import service
from backend.staff.policy import Role
from tests.pipeline.eligibility.practice import NOBODY, sign_in
from tests.pipeline.encounters.visits import VISIT, encounter
from tests.pipeline.encounters.visits import service as documented

ROUTES = [
    ("GET", "/api/v1/outgoing-claims"),
    ("GET", f"/api/v1/claims/{NOBODY}/edit-findings"),
    ("POST", f"/api/v1/claims/{NOBODY}/corrections"),
    ("POST", f"/api/v1/claims/{NOBODY}/replacement"),
    ("POST", f"/api/v1/claims/{NOBODY}/replacement-request"),
    ("POST", f"/api/v1/edit-findings/{NOBODY}/acceptance"),
]
REASON = {"reason": "Payer said so by telephone"}


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_nobody_gets_in(client: TestClient, method: str, path: str) -> None:
    assert client.request(method, path).status_code == 401


def test_agent_is_refused(client: TestClient) -> None:
    agent = sign_in(client, Role.AGENT)
    assert {(agent.get(path) if method == "GET" else agent.post(path)).status_code for method, path in ROUTES} == {403}


def test_biller_may_correct_but_not_let_pass(client: TestClient) -> None:
    now = SystemClock().now()
    note = encounter(
        VISIT,
        documented(procedure="20610", side="left"),
        service_date=now.date().isoformat(),
        documented_at=now.isoformat(),
    )
    with session_scope() as session:
        built = service.build(session, [one.id for one in take_encounters(session, [note], now)], now)
        service.scrub_claims(session, built, now)
    biller = sign_in(client, Role.BILLER)
    listed = biller.get("/api/v1/outgoing-claims?state=needs_correction").json()
    assert (listed["counts"], len(listed["claims"])) == ({"needs_correction": 1}, 1)
    shown = biller.get(f"/api/v1/claims/{built[0]}/edit-findings").json()
    assert (shown["state"], shown["possible"]) == ("needs_correction", ["correct", "take_off"])
    now_billed = shown["billed"]
    assert now_billed["patient_date_of_birth"] == note.patient.date_of_birth.isoformat()
    assert (now_billed["member_id"], now_billed["diagnoses"]) == (note.insurance.member_id, ["I10"])
    assert [(one["procedure"], one["units"], one["pointers"]) for one in now_billed["lines"]] == [
        ("99213", "1", ["1"]), ("20610", "1", ["1"]),
    ]  # fmt: skip
    finding = shown["findings"][0]
    assert (finding["edit"], finding["owner"]) == ("modifier-25", "coder")
    assert biller.post(f"/api/v1/edit-findings/{finding['id']}/acceptance", REASON).status_code == 403
    correction = {"reason": "separate visit documented", "lines": [{"number": 1, "modifiers": ["25"]}]}
    assert biller.post(f"/api/v1/claims/{built[0]}/corrections", correction).json()["state"] == "scrubbed"
    supervisor = sign_in(client, Role.SUPERVISOR)
    assert supervisor.post(f"/api/v1/edit-findings/{finding['id']}/acceptance", REASON).status_code == 404


def test_unknown_claim_is_not_found(client: TestClient) -> None:
    answer = sign_in(client, Role.BILLER).post(f"/api/v1/claims/{NOBODY}/corrections", REASON)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_outgoing")
