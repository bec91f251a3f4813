"""Looks at patients' accounts over HTTP: nobody reads, and who reads is told in the audit trail."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from backend.audit.acts import Act
from backend.database import session_scope
from backend.models.audit import AuditEvent
from backend.models.patient_account import Statement
from backend.staff.policy import Role
from tests.pipeline.eligibility.practice import sign_in
from tests.pipeline.patient_billing.bills import billed
from tests.pipeline.secondary.plans import two_plans

API = "/api/v1"


@pytest.fixture
def statement(client: TestClient, tmp_path: Path) -> tuple[UUID, UUID]:
    """A statement that went out, and the account it is of."""
    with session_scope() as session:
        account_id = billed(session, two_plans(session, tmp_path)).id
        return session.scalars(select(Statement.id)).one(), account_id


def looks() -> list[tuple[str, list[str]]]:
    """What was looked at, in order: subject and fields."""
    with session_scope() as session:
        viewed = select(AuditEvent).where(AuditEvent.act == Act.PATIENT_ACCOUNT_VIEWED).order_by(AuditEvent.seq)
        return [(one.subject, list(one.fields)) for one in session.scalars(viewed)]


@pytest.mark.parametrize("form", ["pdf", "text"])
def test_reading_a_statement_is_a_look_at_its_account(
    client: TestClient, statement: tuple[UUID, UUID], form: str
) -> None:
    path = f"{API}/statements/{statement[0]}/{form}"
    assert client.get(path).status_code == 401
    assert looks() == []
    assert sign_in(client, Role.BILLER).get(path).status_code == 200
    assert looks() == [(f"patient_account:{statement[1]}", ["statement"])]


def test_the_list_is_one_look_by_its_number_without_names(client: TestClient, statement: tuple[UUID, UUID]) -> None:
    assert len(sign_in(client, Role.BILLER).get(f"{API}/patient-accounts").json()["accounts"]) == 1
    assert looks() == [("patient_accounts:1", [])]


def test_no_statement_is_no_look(client: TestClient, statement: tuple[UUID, UUID]) -> None:
    assert sign_in(client, Role.BILLER).get(f"{API}/statements/{statement[1]}/pdf").status_code == 404
    assert looks() == []
