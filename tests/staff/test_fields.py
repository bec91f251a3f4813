"""Hidden fields stay hidden, however deep they lie and whichever route brings them."""

from __future__ import annotations

import json

import pyotp
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select, update

from backend.database import session_scope
from backend.models.audit import AuditEvent
from backend.models.claim import Claim
from backend.staff import service
from backend.staff.fields import hidden_from, without
from backend.staff.gate import COOKIE
from backend.staff.policy import CLINICAL_FIELDS, HIDDEN, Role
from tests.conversation.world import CLINIC_NPI, make_world

DEEP = {"claim": {"lines": [{"diagnoses": ["F32.9"], "charge": "1.00"}]}, "diagnosis": "F32.9", "words": "diagnoses"}


def test_every_role_has_its_fields() -> None:
    assert set(HIDDEN) == set(Role)
    assert all({"password_hash", "totp_secret"} <= fields for fields in HIDDEN.values())


def test_fields_go_however_deep_and_words_stay() -> None:
    kept = json.loads(without(json.dumps(DEEP).encode(), CLINICAL_FIELDS))
    assert kept == {"claim": {"lines": [{"charge": "1.00"}]}, "words": "diagnoses"}


def test_an_answer_without_them_is_not_touched() -> None:
    body = b'{"b": 1,  "a": 2}'
    assert without(body, CLINICAL_FIELDS) is body


@pytest.mark.parametrize(
    ("role", "skills", "hidden"),
    [
        (Role.AGENT, set(), True),
        (Role.AGENT, {"provider", "member"}, True),
        (Role.AGENT, {"clinical"}, False),
        (Role.BILLER, set(), False),
        (Role.SUPERVISOR, set(), False),
    ],
)
def test_clinical_fields_open_to_agents_with_the_skill(role: Role, skills: set[str], hidden: bool) -> None:
    assert (hidden_from(role, skills) >= CLINICAL_FIELDS) is hidden


@pytest.mark.parametrize(("skills", "seen"), [("", False), ("clinical", True)])
def test_no_route_brings_a_hidden_field(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, skills: str, seen: bool
) -> None:
    """A field the policy hides is gone from whichever answer holds it."""
    with session_scope() as session:
        made = service.create(
            session, email="a@example.test", name="A", role=Role.AGENT, password="long enough", skills=skills
        )
        secret = made.totp_secret
    with session_scope() as session:
        token = service.sign_in(session, "a@example.test", "long enough", pyotp.TOTP(secret).now())
    answer = client.get("/api/v1/me", headers={"Cookie": f"{COOKIE}={token}"})
    assert answer.json()["name"] == "A"
    monkeypatch.setattr("backend.staff.fields.CLINICAL_FIELDS", frozenset({"name"}))
    answer = client.get("/api/v1/me", headers={"Cookie": f"{COOKIE}={token}"})
    assert ("name" in answer.json()) is seen
    assert answer.headers["content-length"] == str(len(answer.content))


READINGS = ("", "/story", "/adjudication", "/explanation-of-benefits", "/explanation-of-benefits.pdf")
PSYCHOTHERAPY = "90834"


@pytest.mark.parametrize("marked", [True, False])
@pytest.mark.parametrize(
    ("role", "skills", "reads"),
    [
        (Role.AGENT, "", False),
        (Role.AGENT, "member,provider", False),
        (Role.AGENT, "clinical", True),
        (Role.BILLER, "", True),
        (Role.AUDITOR, "", True),
    ],
)
def test_a_claim_of_a_protected_class_is_read_by_no_agent_without_the_clinical_skill(
    client: TestClient, role: Role, skills: str, reads: bool, marked: bool
) -> None:
    with session_scope() as session:
        world = make_world(session)
        session.execute(update(Claim).where(Claim.id == world.sensitive).values(sensitive=marked))
        made = service.create(
            session, email="a@example.test", name="A", role=role, password="long enough", skills=skills
        )
        secret, actor = made.totp_secret, f"staff:{made.id}"
    with session_scope() as session:
        token = service.sign_in(session, "a@example.test", "long enough", pyotp.TOTP(secret).now())
    headers = {"Cookie": f"{COOKIE}={token}"}
    told = [client.get(f"/api/v1/claims/{world.sensitive}{one}", headers=headers) for one in READINGS]
    assert [one.status_code == 403 for one in told] == [not reads] * len(READINGS)
    assert (PSYCHOTHERAPY in told[0].text) is reads
    if not reads:
        assert not any(PSYCHOTHERAPY in one.text for one in told)
        assert {one.json()["code"] for one in told} == {"clinical_skill_needed"}
        assert "Pass the conversation" in told[0].json()["message"]
        with session_scope() as session:
            refused = session.scalars(select(AuditEvent).where(AuditEvent.act == "staff:route:refused")).all()
            assert {(one.actor, one.subject) for one in refused} == {(actor, f"claim:{world.sensitive}")}
            assert len(refused) == len(READINGS)
    plain = client.get(f"/api/v1/claims/{world.paid}", headers=headers)
    assert (plain.status_code, "99213" in plain.text) == (200, True)
    query = {"provider_npi": CLINIC_NPI, "claim_number": "ICN20260606"}
    listed = client.post("/api/v1/claims/search", json=query, headers=headers)
    assert (listed.status_code, PSYCHOTHERAPY in listed.text) == (200, False)
