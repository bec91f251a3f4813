"""Receivables, accounts and approvals over HTTP: nobody, the wrong person, then a biller's and a supervisor's day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pyotp
import pytest
from fastapi.testclient import TestClient
from httpx import Response
from sqlalchemy import select

from backend.database import session_scope
from backend.kit.clock import SystemClock
from backend.models.claim import Claim
from backend.models.provider import Provider
from backend.pipeline.patient_billing.service import run_cycle
from backend.pipeline.receivables.service import run_follow_up
from backend.staff import service as staff_service
from backend.staff.gate import COOKIE
from backend.staff.policy import Role
from tests.pipeline.secondary.plans import PRIMARY, two_plans

API, NOBODY = "/api/v1", uuid4()
TODAY = SystemClock().today().isoformat()
READS = [
    f"{API}/receivables/ageing",
    f"{API}/receivables/ageing/{NOBODY}/claims",
    f"{API}/receivables/follow-ups",
    f"{API}/receivables/follow-ups/{NOBODY}",
    f"{API}/patient-accounts",
    f"{API}/patient-accounts/{NOBODY}",
    f"{API}/statements/{NOBODY}/pdf",
    f"{API}/statements/{NOBODY}/text",
    f"{API}/approvals",
    f"{API}/approvers",
    "/operate/receivables",
    "/operate/approvals",
    "/operate/accounts",
    f"/operate/accounts/{NOBODY}",
]
ACTS: list[tuple[str, dict[str, Any]]] = [
    (f"{API}/receivables/ageing", {}),
    (f"{API}/receivables/follow-ups/{NOBODY}/contacts", {"way": "phone", "outcome": "paid"}),
    (f"{API}/receivables/follow-ups/{NOBODY}/assignment", {"owner": "bo", "next_date": "2026-12-01"}),
    (f"{API}/patient-accounts/{NOBODY}/payments", {"amount": "5.00", "method": "cash", "received_on": TODAY}),
    (f"{API}/patient-accounts/{NOBODY}/dispute", {"reason": "not mine"}),
    (f"{API}/patient-accounts/{NOBODY}/hardship/closure", {"reason": "taken back"}),
    (f"{API}/statements/{NOBODY}/returned", {}),
    (f"{API}/claims/{NOBODY}/off-the-way", {"reason": "The practice sent this visit twice."}),
    (f"{API}/approvals/{NOBODY}/decision", {"approve": True}),
    (f"{API}/approvers", {"npi": "1234567893", "email": "a@b.c", "effective_from": "2026-01-01"}),
]


@dataclass
class Person:
    """Somebody signed in."""

    client: TestClient
    token: str
    email: str

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None, key: str = "request-key-1") -> Response:
        headers = {"Cookie": f"{COOKIE}={self.token}", "Idempotency-Key": key}
        return self.client.request(method, path, json=body, headers=headers)


@pytest.fixture
def person(client: TestClient) -> Callable[[Role], Person]:
    def make(role: Role) -> Person:
        email, password = f"{role}-{uuid4().hex[:6]}@example.com", "a long enough password"
        with session_scope() as session:
            secret = staff_service.create(
                session, email=email, name=f"Rosa the {role}", role=role, password=password
            ).totp_secret
        with session_scope() as session:
            token = staff_service.sign_in(session, email, password, pyotp.TOTP(secret).now())
        assert token is not None
        return Person(client, token, email)

    return make


@pytest.fixture
def claim_id(client: TestClient, tmp_path: Path) -> UUID:
    """A claim the patient owes 30 dollars on, billed four months ago; and one the payer has not decided."""
    with session_scope() as session:
        files = two_plans(session, tmp_path)
        files.bill_two("A1")
        files.decide("A1", *PRIMARY)
        files.bill_two("A2")
    today = SystemClock().today()
    with session_scope() as session:
        for after in (150, 120, 90, 60, 30, 0):
            run_cycle(session, today - timedelta(days=after))
        run_follow_up(session, today)
        return session.scalars(select(Claim.id).where(Claim.patient_control_number == "A2")).one()


@pytest.mark.parametrize("path", READS)
def test_nobody_reads(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 401


@pytest.mark.parametrize(("path", "body"), ACTS)
def test_nobody_acts(client: TestClient, path: str, body: dict[str, Any]) -> None:
    assert client.post(path, json=body).status_code == 401


def test_agents_and_auditors_neither_read_nor_act(person: Callable[[Role], Person]) -> None:
    for role in (Role.AGENT, Role.AUDITOR):
        one = person(role)
        assert {one.ask("GET", path).status_code for path in READS} == {403}
        assert {one.ask("POST", path, body).status_code for path, body in ACTS} == {403}


def test_unknown_records_are_not_found(person: Callable[[Role], Person]) -> None:
    one = person(Role.SUPERVISOR)
    found = {path: one.ask("GET", path).status_code for path in READS if str(NOBODY) in path and path.startswith(API)}
    assert found.pop(f"{API}/receivables/ageing/{NOBODY}/claims") == 200
    assert set(found.values()) == {404}
    assert one.ask("GET", f"{API}/receivables/ageing").json()["code"] == "no_ageing"


def test_biller_logs_a_contact_and_sees_it(person: Callable[[Role], Person], claim_id: UUID) -> None:
    biller = person(Role.BILLER)
    path = f"{API}/receivables/follow-ups/{claim_id}"
    next_date = (SystemClock().today() + timedelta(days=9)).isoformat()
    given = {
        "way": "phone",
        "outcome": "in_process",
        "spoke_with": "Mr. Vale",
        "reference": "R7",
        "next_date": next_date,
    }
    answer = biller.ask("POST", f"{path}/contacts", given)
    assert answer.status_code == 201
    assert answer.json()["claim"]["next_date"] == next_date
    again = biller.ask("POST", f"{path}/contacts", given)
    assert (again.status_code, again.json()) == (201, answer.json())
    (contact,) = [one for one in biller.ask("GET", path).json()["contacts"] if one["way"] == "phone"]
    assert (contact["by_name"], contact["outcome_words"]) == ("Rosa the biller", "in process, payment promised")
    story = biller.ask("GET", f"{API}/claims/{claim_id}").text
    assert "in process, payment promised" in story
    late = biller.ask("POST", f"{path}/contacts", {**given, "next_date": "2026-01-01"}, key="request-key-2")
    assert (late.status_code, late.json()["code"]) == (422, "next_date_past")
    assert biller.ask("POST", f"{path}/contacts", {**given, "outcome": "bribed"}).status_code == 422


def test_supervisor_takes_the_ageing_and_opens_a_cell(person: Callable[[Role], Person], claim_id: UUID) -> None:
    supervisor = person(Role.SUPERVISOR)
    taken = supervisor.ask("POST", f"{API}/receivables/ageing").json()
    assert (taken["reconciles"], taken["total"]) == (True, "230.00")
    assert [row["total"] for row in taken["rows"]] == ["200.00", "30.00"]
    row = taken["rows"][0]
    cell = next(one for one in row["cells"] if one["claims"])
    wanted = f"payer_id={row['payer_id']}&bucket={cell['bucket']}&patient=false"
    path = f"{API}/receivables/ageing/{taken['snapshot_id']}/claims?{wanted}"
    assert [one["claim_id"] for one in supervisor.ask("GET", path).json()["claims"]] == [str(claim_id)]
    assert person(Role.BILLER).ask("POST", f"{API}/receivables/ageing").status_code == 403


def test_patients_account_from_statement_to_payment(person: Callable[[Role], Person], claim_id: UUID) -> None:
    biller = person(Role.BILLER)
    (listed,) = biller.ask("GET", f"{API}/patient-accounts").json()["accounts"]
    path = f"{API}/patient-accounts/{listed['id']}"
    account = biller.ask("GET", path).json()
    assert (account["state"], account["balance"], len(account["statements"])) == ("recommended", "30.00", 4)
    statement = account["statements"][0]["id"]
    assert biller.ask("GET", f"{API}/statements/{statement}/pdf").content.startswith(b"%PDF-")
    assert "You owe $30.00." in biller.ask("GET", f"{API}/statements/{statement}/text").text
    given = {"amount": "30.00", "method": "check", "received_on": TODAY, "reference": "1042"}
    paid = biller.ask("POST", f"{path}/payments", given)
    again = biller.ask("POST", f"{path}/payments", given)
    assert (paid.status_code, again.json()["balance"], len(again.json()["payments"])) == (201, "0.00", 1)
    assert again.json()["state"] == "settled"
    assert biller.ask("GET", f"{API}/approvals").json()["approvals"] == []
    other = biller.ask("POST", f"{path}/payments", {**given, "amount": "29.00"})
    assert (other.status_code, other.json()["code"]) == (409, "request_key_used")
    card = {**given, "reference": "4111 1111 1111 1111"}
    assert biller.ask("POST", f"{path}/payments", card, key="request-key-2").status_code == 422


def test_application_for_help_is_closed_with_a_reason(person: Callable[[Role], Person], claim_id: UUID) -> None:
    biller = person(Role.BILLER)
    (listed,) = biller.ask("GET", f"{API}/patient-accounts").json()["accounts"]
    path = f"{API}/patient-accounts/{listed['id']}/hardship"
    assert biller.ask("POST", f"{path}/closure", {"reason": "taken back"}).status_code == 409
    applied = {"household": 3, "income": "28000.00", "documents": [{"document": "last tax return"}]}
    assert biller.ask("POST", path, applied).json()["state"] == "hardship"
    assert biller.ask("POST", f"{path}/closure", {"reason": ""}).status_code == 422
    closed = biller.ask("POST", f"{path}/closure", {"reason": "The patient took it back by phone."}).json()
    assert (closed["state"], closed["owner"], closed["hardship"]) == ("cycle", "system", None)


def test_decision_is_a_supervisors_and_the_second_hears_who_was_first(
    person: Callable[[Role], Person], claim_id: UUID
) -> None:
    biller, supervisor, other = person(Role.BILLER), person(Role.SUPERVISOR), person(Role.SUPERVISOR)
    (one,) = biller.ask("GET", f"{API}/approvals").json()["approvals"]
    path = f"{API}/approvals/{one['id']}/decision"
    refused = biller.ask("POST", path, {"approve": True})
    assert (refused.status_code, refused.json()["code"]) == (403, "not_the_approver")
    assert supervisor.ask("POST", path, {"approve": False}).json()["code"] == "reason_needed"
    done = supervisor.ask("POST", path, {"approve": True})
    assert (done.status_code, done.json()["state"], done.json()["posted"]) == (200, "approved", "30.00")
    second = other.ask("POST", path, {"approve": False, "reason": "Wait."})
    assert (second.status_code, second.json()["by"]) == (409, "Rosa the supervisor")


def test_practice_names_an_approver_through_an_administrator(person: Callable[[Role], Person], claim_id: UUID) -> None:
    admin, biller = person(Role.ADMIN), person(Role.BILLER)
    with session_scope() as session:
        npi = session.scalars(select(Provider.npi)).one()
    given = {"npi": npi, "email": biller.email, "most": "1000.00", "effective_from": "2026-01-01"}
    assert biller.ask("POST", f"{API}/approvers", given).status_code == 403
    named = admin.ask("POST", f"{API}/approvers", given)
    assert named.status_code == 201
    assert [(one["name"], one["most"]) for one in named.json()["approvers"]] == [("Rosa the biller", "1000.00")]
    unknown = admin.ask("POST", f"{API}/approvers", {**given, "email": "who@example.com"}, key="request-key-2")
    assert (unknown.status_code, unknown.json()["code"]) == (422, "approver_unknown")
    (one,) = biller.ask("GET", f"{API}/approvals").json()["approvals"]
    assert biller.ask("POST", f"{API}/approvals/{one['id']}/decision", {"approve": True}).status_code == 200
