"""Encounters over HTTP: nobody and the wrong person first."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from backend.audit.acts import Act
from backend.staff.policy import Role
from tests.pipeline.eligibility.practice import NOBODY, acts, sign_in
from tests.pipeline.encounters.visits import VISIT, encounter, service

ROUTES = [
    ("POST", "/api/v1/encounters"),
    ("POST", "/api/v1/encounters/file"),
    ("GET", "/api/v1/coding-queries"),
    ("POST", f"/api/v1/coding-queries/{NOBODY}/answer"),
    ("GET", "/api/v1/documentation-report?since=2026-03-01&until=2026-04-01"),
]


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_nobody_gets_in(client: TestClient, method: str, path: str) -> None:
    assert client.request(method, path).status_code == 401


def test_agent_and_auditor_are_refused(client: TestClient) -> None:
    for role in (Role.AGENT, Role.AUDITOR):
        person = sign_in(client, role)
        codes = {(person.get(path) if method == "GET" else person.post(path)).status_code for method, path in ROUTES}
        assert codes == {403}


def test_biller_takes_in_asks_and_enters_the_answer(client: TestClient) -> None:
    biller = sign_in(client, Role.BILLER)
    one = encounter({**VISIT, "decision_making": None})
    taken = biller.post("/api/v1/encounters", {"encounters": [one.model_dump(mode="json")]}).json()["encounters"][0]
    assert (taken["state"], taken["queries"]) == ("queried", 1)
    query = biller.get("/api/v1/coding-queries?physician=1770002313").json()["queries"][0]
    assert (query["encounter_number"], query["gap"]) == ("V-88213", "decision_making")
    wrong = biller.post(f"/api/v1/coding-queries/{query['id']}/answer", {"answer": "99215"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "answer_does_not_fit")
    right = biller.post(f"/api/v1/coding-queries/{query['id']}/answer", {"answer": "high"})
    assert right.json()["state"] == "coded"
    assert biller.get("/api/v1/coding-queries").json() == {"queries": []}
    assert [one for one in acts() if one != Act.RECORDS_LISTED] == [Act.ENCOUNTERS_ENTERED, Act.CODING_QUERY_ANSWERED]


def test_unknown_query_is_not_found(client: TestClient) -> None:
    answer = sign_in(client, Role.BILLER).post(f"/api/v1/coding-queries/{NOBODY}/answer", {"answer": "low"})
    assert answer.status_code == 404


def test_file_of_encounters_and_the_report(client: TestClient) -> None:
    biller = sign_in(client, Role.BILLER)
    content = encounter().model_dump_json() + "\n{}\n"
    taken = biller.send("/api/v1/encounters/file", content, "application/x-ndjson").json()
    assert [one["state"] for one in taken["encounters"]] == ["coded"]
    assert {one["row"] for one in taken["problems"]} == {2}
    report = biller.get("/api/v1/documentation-report?since=2026-03-01&until=2026-04-01")
    assert report.json() == {"patterns": [], "left_out": [], "charge_lag": []}


def test_report_tells_the_practice_what_was_too_short_to_bill(client: TestClient) -> None:
    biller = sign_in(client, Role.BILLER)
    note = encounter(VISIT, service(procedure="97110", minutes=5), service(procedure="90834", minutes=10))
    biller.post("/api/v1/encounters", {"encounters": [note.model_dump(mode="json")]})
    report = biller.get("/api/v1/documentation-report?since=2026-03-01&until=2026-04-01").json()
    assert report["left_out"] == [
        {
            "physician_npi": "1770002313", "reason": "too_short", "services": 2,
            "why": "the documented time is below the least that can be billed",
        }
    ]  # fmt: skip


def test_example_of_the_interface_is_accepted(client: TestClient) -> None:
    schema = client.get("/openapi.json").json()["components"]["schemas"]["NewEncounter"]
    answer = sign_in(client, Role.BILLER).post("/api/v1/encounters", {"encounters": schema["examples"]})
    assert answer.status_code == 200
