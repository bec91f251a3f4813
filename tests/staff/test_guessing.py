"""Whoever guesses at the sign-in learns nothing from its answers, and a code is good for a moment only."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.audit.acts import Act
from backend.database import session_scope
from backend.kit.clock import FixedClock
from backend.models.audit import AuditEvent
from backend.models.staff import Staff
from backend.staff import service
from backend.staff.policy import Role
from backend.staff.tries import CODES_MAX, FAILURES_MAX

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
    answers = [client.post("/sign-in", data={"email": "ana@example.test", **wrong}) for _ in range(FAILURES_MAX + 2)]
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


HERE, ELSEWHERE = "198.51.100.7", "203.0.113.9"


def tried(
    session: Session, made: Staff, clock: FixedClock, place: str, password: str = "wrong", code: str = ""
) -> bool:
    return bool(service.sign_in(session, made.email, password, code or "000000", clock, place))


@pytest.fixture
def ana(session: Session) -> Staff:
    return service.create(session, email="ana@example.test", name="Ana", role=Role.AGENT, password=PASSWORD)


def right_code(made: Staff, clock: FixedClock) -> str:
    return pyotp.TOTP(made.totp_secret).at(clock.now())


def test_wrong_tries_elsewhere_keep_nobody_out(session: Session, ana: Staff) -> None:
    clock = FixedClock(NOW)
    assert not any(tried(session, ana, clock, ELSEWHERE) for _ in range(10))
    assert tried(session, ana, clock, HERE, PASSWORD, right_code(ana, clock))


def test_a_place_that_rests_is_not_counted_on_and_its_rest_grows_no_longer(session: Session, ana: Staff) -> None:
    clock = FixedClock(NOW)
    refusals = select(func.count()).select_from(AuditEvent).where(AuditEvent.act == Act.STAFF_SIGN_IN_REFUSED)
    for _ in range(4):
        assert not any(tried(session, ana, clock, HERE) for _ in range(FAILURES_MAX))
        clock.move(timedelta(minutes=1))
    assert not tried(session, ana, clock, HERE, PASSWORD, right_code(ana, clock)), "right, but resting"
    assert session.scalar(refusals) == FAILURES_MAX
    clock.move(timedelta(minutes=1))
    assert tried(session, ana, clock, HERE, PASSWORD, right_code(ana, clock))


def test_codes_tried_from_everywhere_with_the_right_password_are_stopped(session: Session, ana: Staff) -> None:
    clock = FixedClock(NOW)
    for number in range(CODES_MAX):
        assert not tried(session, ana, clock, f"203.0.113.{number}", PASSWORD)
    assert not tried(session, ana, clock, HERE, PASSWORD, right_code(ana, clock))
    clock.move(timedelta(hours=1))
    assert tried(session, ana, clock, HERE, PASSWORD, right_code(ana, clock))
