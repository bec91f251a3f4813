"""Whoever guesses at the sign-in learns nothing from its answers, and a code is good for a moment only."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from fastapi.testclient import TestClient
from sqlalchemy.orm import Session

from backend.database import session_scope
from backend.kit.clock import FixedClock
from backend.staff import service
from backend.staff.policy import Role

PASSWORD = "long enough to remember"
NOW = datetime(2026, 3, 16, 15, 0, 15, tzinfo=UTC)


def test_a_wrong_address_password_or_code_is_answered_alike(client: TestClient) -> None:
    with session_scope() as session:
        made = service.create(session, email="ana@example.test", name="Ana", role=Role.AGENT, password=PASSWORD)
        code = pyotp.TOTP(made.totp_secret).now()
    tries = [
        {"email": "nobody@example.test", "password": PASSWORD, "code": code},
        {"email": "ana@example.test", "password": "wrong", "code": code},
        {"email": "ana@example.test", "password": PASSWORD, "code": "000000"},
        {"email": "ana@example.test' OR '1'='1", "password": "x", "code": "0"},
    ]
    answers = [client.post("/sign-in", data=one) for one in tries]
    seen = {(one.status_code, one.headers["location"], one.text, one.headers.get("set-cookie")) for one in answers}
    assert seen == {(303, "/sign-in?refused=1", "", None)}


def test_an_account_that_rests_is_answered_like_one_that_is_not(client: TestClient) -> None:
    with session_scope() as session:
        service.create(session, email="ana@example.test", name="Ana", role=Role.AGENT, password=PASSWORD)
    wrong = {"password": "wrong", "code": "000000"}
    answers = [
        client.post("/sign-in", data={"email": "ana@example.test", **wrong}) for _ in range(service.FAILURES_MAX + 2)
    ]
    answers += [client.post("/sign-in", data={"email": "nobody@example.test", **wrong}) for _ in range(2)]
    assert len({(one.status_code, one.headers["location"], one.text) for one in answers}) == 1


@pytest.mark.parametrize(
    ("off", "good"),
    [(0, True), (30, True), (-30, True), (75, False), (-75, False), (3600, False)],
    ids=lambda value: str(value),
)
def test_a_code_holds_for_thirty_seconds_either_way(session: Session, off: int, good: bool) -> None:
    clock = FixedClock(NOW)
    made = service.create(session, email="ana@example.test", name="Ana", role=Role.AGENT, password=PASSWORD)
    code = pyotp.TOTP(made.totp_secret).at(NOW + timedelta(seconds=off))
    assert bool(service.sign_in(session, made.email, PASSWORD, code, clock)) is good


def test_one_password_tried_at_many_accounts_is_stopped_at_its_address(client: TestClient) -> None:
    with session_scope() as session:
        made = service.create(session, email="ana@example.test", name="Ana", role=Role.AGENT, password=PASSWORD)
        right = {"email": made.email, "password": PASSWORD, "code": pyotp.TOTP(made.totp_secret).now()}
    with session_scope() as session:
        for _ in range(service.FAILURES_A_PLACE_MAX):
            assert service.admit(session, "testclient", datetime.now(UTC))
    refused = client.post("/sign-in", data=right)
    assert (refused.headers["location"], refused.headers.get("set-cookie")) == ("/sign-in?refused=1", None)
    with session_scope() as session:
        assert service.admit(session, "198.51.100.7", datetime.now(UTC)), "another place is not slowed"


def test_a_sign_in_that_succeeds_does_not_count(client: TestClient) -> None:
    with session_scope() as session:
        secrets = [
            service.create(session, email=f"{n}@example.test", name="A", role=Role.AGENT, password=PASSWORD).totp_secret
            for n in range(3)
        ]
    for n, secret in enumerate(secrets):
        data = {"email": f"{n}@example.test", "password": PASSWORD, "code": pyotp.TOTP(secret).now()}
        assert client.post("/sign-in", data=data).headers.get("set-cookie")
    with session_scope() as session:
        for _ in range(service.FAILURES_A_PLACE_MAX):
            assert service.admit(session, "testclient", datetime.now(UTC))
