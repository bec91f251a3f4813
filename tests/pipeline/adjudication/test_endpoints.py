"""Adjudication over HTTP: nobody and the wrong person first."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from backend.audit.acts import Act
from backend.database import session_scope
from backend.kit.clock import SystemClock
from backend.models.audit import AuditEvent
from backend.models.claim import Claim
from backend.models.file import File
from backend.pipeline.adjudication import tasks
from backend.pipeline.intake import tasks as intake_tasks
from backend.staff.policy import Role
from backend.x12.claim_837.models import SubmissionHeader
from backend.x12.claim_837.writing import claims
from backend.x12.parts import Name
from backend.x12.writer import Envelope, write
from tests.pipeline.adjudication.conftest import Desk, terms_document
from tests.pipeline.eligibility.practice import NOBODY, sign_in

READ = [
    f"/api/v1/claims/{NOBODY}/adjudication",
    f"/api/v1/claims/{NOBODY}/explanation-of-benefits",
    f"/api/v1/claims/{NOBODY}/explanation-of-benefits.pdf",
]
OPERATE = [
    ("GET", "/api/v1/adjudications/pended"),
    ("POST", f"/api/v1/adjudications/{NOBODY}/release"),
    ("POST", f"/api/v1/adjudications/{NOBODY}/denial"),
    ("GET", f"/api/v1/claims/{NOBODY}/expected-payment"),
    ("GET", "/api/v1/underpayments"),
    ("POST", "/api/v1/payer-terms"),
]
"""Not for agents; the last not for billers either: it holds whose account is paid, and from which amount a person looks."""


@pytest.mark.parametrize(("method", "path"), [*(("GET", path) for path in READ), *OPERATE])
def test_nobody_gets_in(client: TestClient, method: str, path: str) -> None:
    assert client.request(method, path).status_code == 401


def test_agent_reads_a_decision_and_settles_none(client: TestClient) -> None:
    agent = sign_in(client, Role.AGENT)
    assert {agent.get(path).status_code for path in READ} == {404}
    assert {(agent.get(path) if method == "GET" else agent.post(path)).status_code for method, path in OPERATE} == {403}


def uploaded(biller: Any, *made: Any, number: int) -> UUID:
    """An 837 brought in by a biller, read by its job, taken up and decided."""
    out = io.BytesIO()
    now = SystemClock().now()
    header = SubmissionHeader(
        "R1", now.date(), "0900", Name("41", "2", "Billing", id_qualifier="46", id="S1"),
        Name("40", "2", "Clearing", id_qualifier="46", id="R1"),
    )  # fmt: skip
    write(
        out,
        Envelope("ZZ", "SENDER", "ZZ", "US", created=datetime(2026, 3, 1, 6), control_number=number),
        [claims(header, made)],
    )
    answer = biller.send("/api/v1/files?name=837.x12", out.getvalue().decode(), "application/edi-x12")
    assert answer.status_code == 202
    intake_tasks.read_file(answer.json()["id"])
    tasks.take_up(file_id=answer.json()["id"])
    tasks.decide()
    return UUID(answer.json()["id"])


def claim_ids() -> dict[str, UUID]:
    with session_scope() as session:
        return {one.patient_control_number: one.id for one in session.scalars(select(Claim))}


def test_a_client_is_set_up_its_claim_pended_released_paid_and_explained(client: TestClient, tmp_path: Any) -> None:
    biller = sign_in(client, Role.BILLER)
    document = terms_document()
    today = SystemClock().today()
    document["plans"][0]["years"][0] |= {"starts": f"{today.year}-01-01", "stops": f"{today.year}-12-31"}
    supervisor = sign_in(client, Role.SUPERVISOR)
    assert biller.post("/api/v1/payer-terms", document).status_code == 403
    assert supervisor.post("/api/v1/payer-terms", document).json() == {
        "payers": 1, "plans": 1, "contracts": 1, "rates": 10, "enrolments": 1, "authorizations": 0,
    }  # fmt: skip
    assert supervisor.post("/api/v1/payer-terms", {"plans": [{"payer": "NONE"}]}).status_code == 422
    with session_scope() as session:
        told = session.scalars(select(AuditEvent.fields).where(AuditEvent.act == Act.PAYER_TERMS_LOADED)).one()
    payer = document["payers"][0]["identifier"]
    assert {f"{payer}:client.account_number", f"{payer}:year.deductible", f"{payer}:contract.rates"} <= set(told)
    desk = Desk(None, tmp_path)  # type: ignore[arg-type]
    high = desk.claim("A1", ("99213", "6000"), day=today)
    unclear = desk.claim("A2", ("47379", "900"), day=today)
    uploaded(biller, high, unclear, number=501)
    waiting = biller.get("/api/v1/adjudications/pended").json()["adjudications"]
    by_reason = {one["pends"][0]["reason"]: one for one in waiting}
    assert by_reason.keys() == {"high_value", "unclear_document"}
    path = f"/api/v1/adjudications/{by_reason['high_value']['id']}/release"
    assert biller.post(path, {}).status_code == 422
    assert biller.post(path, {"note": "Fits."}).json()["code"] == "supervisor_needed"
    assert supervisor.post(path, {"note": "Fits."}).json()["state"] == "decided"
    assert biller.post(path, {"note": "Fits."}).json()["code"] == "not_pended"
    path = f"/api/v1/adjudications/{by_reason['unclear_document']['id']}/denial"
    assert biller.post(path, {"group": "CO", "carc": "9999", "note": "No."}).json()["code"] == "code_unusable"
    assert biller.post(path, {"group": "CO", "carc": "252", "note": "No records."}).json()["paid"] == "0.00"
    ids = claim_ids()
    eob = f"/api/v1/claims/{ids['A1']}/explanation-of-benefits"
    assert biller.get(eob).json()["code"] == "not_explainable"
    tasks.pay()
    with session_scope() as session:
        remittance = session.scalars(select(File.id).where(File.transaction_set != "837P", File.state == "kept")).one()
    intake_tasks.read_file(str(remittance))
    shown = biller.get(eob).json()
    assert (shown["total"]["plan_paid"], shown["total"]["your_share"]) == ("62.40", "30.00")
    assert shown["opening"][0] == "This is not a bill."
    paper = biller.get(f"{eob}.pdf")
    assert (paper.headers["content-type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
    decided = biller.get(f"/api/v1/claims/{ids['A2']}/adjudication").json()
    assert decided["decided_by"] == "Some biller"
    assert decided["lines"][0]["adjustments"] == [["CO", "252", "900.00"]]
    assert biller.get(f"/api/v1/claims/{ids['A1']}/expected-payment").json()["expected"] == "92.40"


def test_partly_won_appeal_is_carried_out_over_the_interface(client: TestClient, tmp_path: Any) -> None:
    biller = sign_in(client, Role.BILLER)
    document, today = terms_document(), SystemClock().today()
    document["plans"][0]["years"][0] |= {"starts": f"{today.year}-01-01", "stops": f"{today.year}-12-31"}
    sign_in(client, Role.SUPERVISOR).post("/api/v1/payer-terms", document)
    desk = Desk(None, tmp_path)  # type: ignore[arg-type]
    uploaded(biller, desk.claim("A9", ("70551", "900"), ("15820", "700"), day=today), number=509)
    read_payment()
    claim_id = claim_ids()["A9"]
    appeal = biller.post("/api/v1/appeals", {"claim_id": str(claim_id)}).json()
    path = f"/api/v1/appeals/{appeal['id']}"
    biller.post(f"{path}/signature", {"without_physician": True})
    biller.post(f"{path}/sent", {"on": today.isoformat()})
    word = {"outcome": "partly_overturned", "decided_on": today.isoformat()}
    assert client.post(f"{path}/decision", json=word, headers={"Cookie": ""}).status_code in (401, 403)
    assert biller.post(f"{path}/decision", word).json()["outcome"] == "partly_overturned"
    tasks.decide()
    shown = biller.get(f"/api/v1/claims/{claim_id}/adjudication").json()
    assert (shown["state"], shown["anew"], shown["pends"][0]["reason"]) == ("pended", True, "appeal_partly_overturned")
    # until then the lines are those that stand
    assert [one["adjustments"][0][:2] for one in shown["lines"]] == [["CO", "197"], ["PR", "204"]]
    settle = f"/api/v1/adjudications/{shown['id']}"
    refused = biller.post(f"{settle}/release", {"note": "Read."})
    assert (refused.status_code, refused.json()["code"], refused.json()["lines"]) == (422, "lines_needed", [1, 2])
    denial = {"group": "CO", "carc": "50", "note": "No."}
    assert biller.post(f"{settle}/denial", denial).json()["code"] == "appeal_won"
    decided = biller.post(f"{settle}/release", {"note": "The letter names line 1.", "lines": [1]}).json()
    assert (decided["state"], decided["paid"], decided["anew"]) == ("decided", "240.00", True)
    read_payment()
    page = biller.get(f"/api/v1/claims/{claim_id}/adjudication").json()
    assert (page["state"], page["lines"][1]["adjustments"]) == ("paid", [["PR", "204", "700.00"]])
    eob = biller.get(f"/api/v1/claims/{claim_id}/explanation-of-benefits").json()
    assert (eob["total"]["plan_paid"], eob["total"]["your_share"]) == ("240.00", "860.00")


def read_payment() -> None:
    """The payment run and the reading of its 835, as their jobs do it."""
    tasks.pay()
    with session_scope() as session:
        kept = session.scalars(select(File.id).where(File.transaction_set != "837P", File.state == "kept")).all()
    for one in kept:
        intake_tasks.read_file(str(one))
