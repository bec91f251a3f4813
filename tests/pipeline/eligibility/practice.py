"""A practice with its schedule, and the people who work in its office; shared by the tests before a claim leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pyotp
from fastapi.testclient import TestClient
from httpx2 import Response
from sqlalchemy import select

from backend.database import session_scope
from backend.models.audit import AuditEvent
from backend.pipeline.eligibility.schedule import NewAppointment
from backend.staff import service as staff_service
from backend.staff.gate import COOKIE
from backend.staff.policy import Role

NPI = "1770002313"
NOBODY = "00000000-0000-4000-8000-000000000000"


def appointment(**changes: Any) -> NewAppointment:
    """A visit of Odessa Farrow on Tuesday 17 March 2026."""
    base: dict[str, Any] = {
        "number": "A-1",
        "provider_npi": NPI,
        "provider_name": "Tidewater Clinic",
        "provider_tax_id": "123456789",
        "payer_identifier": "HHP01",
        "payer_name": "Harbor Health Plan",
        "plan": "Harbor Choice PPO",
        "member_id": "H00412877",
        "first_name": "Odessa",
        "last_name": "Farrow",
        "date_of_birth": "1980-05-17",
        "sex": "F",
        "day": "2026-03-17",
        "time": "09:30",
    }
    return NewAppointment.model_validate({**base, **changes})


@dataclass
class Person:
    """A signed-in member of staff."""

    client: TestClient
    token: str

    def get(self, path: str) -> Response:
        return self.client.get(path, headers={"Cookie": f"{COOKIE}={self.token}"})

    def post(self, path: str, body: Any = None) -> Response:
        headers = {"Cookie": f"{COOKIE}={self.token}", "Idempotency-Key": str(uuid4())}
        return self.client.post(path, json=body if body is not None else {}, headers=headers)

    def send(self, path: str, content: str, media_type: str) -> Response:
        headers = {"Cookie": f"{COOKIE}={self.token}", "Content-Type": media_type}
        return self.client.post(path, content=content, headers=headers)


def sign_in(client: TestClient, role: Role) -> Person:
    """Open an account of this role and sign it in."""
    email, password = f"{role}@example.com", "a long enough password"
    with session_scope() as session:
        secret = staff_service.create(
            session, email=email, name=f"Some {role}", role=role, password=password
        ).totp_secret
    with session_scope() as session:
        token = staff_service.sign_in(session, email, password, pyotp.TOTP(secret).now())
    assert token is not None
    return Person(client, token)


def acts() -> list[str]:
    """What the audit trail tells of what staff did, in order; signing in aside."""
    with session_scope() as session:
        found = session.scalars(select(AuditEvent.act).where(AuditEvent.act.like("staff:%")).order_by(AuditEvent.seq))
        return [one for one in found if not one.startswith(("staff:session", "staff:account"))]
