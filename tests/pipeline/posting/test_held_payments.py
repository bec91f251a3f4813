"""A payment that waits, over HTTP: nobody and the wrong person first."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from backend.database import session_scope
from backend.models.claim import Claim
from backend.models.remittance import RemittanceClaim
from backend.pipeline.intake.service import import_paths
from backend.staff.policy import Role
from tests.pipeline.eligibility.practice import NOBODY, sign_in

ADVICES = "/api/v1/files/advices"


@pytest.mark.parametrize(("method", "path"), [("GET", f"{ADVICES}/{NOBODY}"), ("POST", f"{ADVICES}/{NOBODY}/match")])
def test_nobody_gets_in(client: TestClient, method: str, path: str) -> None:
    assert client.request(method, path).status_code == 401


@pytest.mark.parametrize(("method", "path"), [("GET", f"{ADVICES}/{NOBODY}"), ("POST", f"{ADVICES}/{NOBODY}/match")])
def test_an_agent_on_the_phone_has_no_business_here(client: TestClient, method: str, path: str) -> None:
    agent = sign_in(client, Role.AGENT)
    answer = agent.get(path) if method == "GET" else agent.post(path, {"claim_id": str(NOBODY)})
    assert answer.status_code == 403


@pytest.fixture
def apart(files: Any) -> Any:
    """Files brought in by transactions that are committed."""
    files.bring_in = lambda path: next(import_paths([path]))
    return files


def test_a_biller_sees_why_it_waits_and_names_the_claim(client: TestClient, apart: Any, paid_in_full: Any) -> None:
    biller = sign_in(client, Role.BILLER)
    apart.bill("A10")
    apart.pay(paid_in_full("A1"))
    with session_scope() as session:
        advice = session.scalars(select(RemittanceClaim.id)).one()
        claim = session.scalars(select(Claim.id)).one()
    shown = biller.get(f"{ADVICES}/{advice}").json()
    assert (shown["account_number"], shown["charge"], shown["paid"], shown["payment_amount"], shown["matchable"]) == (
        "A1", "200.00", "80.00", "80.00", True,
    )  # fmt: skip
    assert shown["why"] == "No claim on file fits this payment."
    assert (shown["payee"], shown["payee_name"]) == ("1234567893", "Oak Practice")
    assert shown["lines"] == [
        {
            "number": 1, "procedure": "99213", "modifiers": [], "service_date": "2026-01-12", "charge": "200.00",
            "paid": "80.00",
        }
    ]  # fmt: skip
    assert biller.post(f"{ADVICES}/{advice}/match", {"claim_id": str(NOBODY)}).status_code == 409
    assert biller.post(f"{ADVICES}/{advice}/match", {"claim_id": str(claim)}).status_code == 204
    assert biller.get(f"{ADVICES}/{advice}").json()["code"] == "not_held"


def test_what_does_not_add_up_is_not_for_a_person_to_match(client: TestClient, apart: Any, paid_in_full: Any) -> None:
    biller = sign_in(client, Role.BILLER)
    apart.bill("A1")
    apart.pay(paid_in_full("A1"), amount="70.00")
    with session_scope() as session:
        advice = session.scalars(select(RemittanceClaim.id)).one()
    shown = biller.get(f"{ADVICES}/{advice}").json()
    assert (shown["matchable"], shown["paid"], shown["payment_amount"]) == (False, "80.00", "70.00")
