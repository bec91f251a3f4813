"""Whoever guesses at the sign-in learns nothing from its answers, and a code is good for a moment only."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pyotp
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from backend.audit.acts import Act
from backend.database import session_scope
from backend.kit.clock import FixedClock
from backend.models.audit import AuditEvent
from backend.models.staff import Staff
from backend.staff import service, tries
from backend.staff.policy import Role
from backend.staff.tries import CODES_MAX, FAILURES_MAX

PASSWORD = "long enough to remember"
NOW = datetime(2026, 3, 16, 15, 0, 15, tzinfo=UTC)


def test_a_wrong_address_password_or_code_is_answered_alike(client: TestClient) -> None:
    with session_scope() as session:
        made = service.create(session, email="ana@example.test", name="Ana", role=Role.AGENT, password=PASSWORD)
        code = pyotp.TOTP(made.totp_secret).now()
    wrong = [
        {"email": "nobody@example.test", "password": PASSWORD, "code": code},
        {"email": "ana@example.test", "password": "wrong", "code": code},
        {"email": "ana@example.test", "password": PASSWORD, "code": "000000"},
        {"email": "ana@example.test' OR '1'='1", "password": "x", "code": "0"},
    ]
    answers = [client.post("/sign-in", data=one) for one in wrong]
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
            assert service.admit(session, "nobody@example.test", "testclient", datetime.now(UTC))
    refused = client.post("/sign-in", data=right)
    assert (refused.headers["location"], refused.headers.get("set-cookie")) == ("/sign-in?refused=1", None)
    with session_scope() as session:
        assert service.admit(session, made.email, "198.51.100.7", datetime.now(UTC)), "another place is not slowed"


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
            assert service.admit(session, "nobody@example.test", "testclient", datetime.now(UTC))


def test_of_ten_at_once_from_one_place_no_more_than_five_are_compared(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    with session_scope() as session:
        made = service.create(session, email="ana@example.test", name="Ana", role=Role.AGENT, password=PASSWORD)
        kept, right = made.password_hash, pyotp.TOTP(made.totp_secret).now()
    monkeypatch.setattr(tries, "REST", timedelta(days=1))  # no span ends while the test runs
    compared: list[str] = []
    compare, meet = service.password_is_right, Barrier(10)

    def comparing(stored: str, given: str) -> bool:
        compared.append(stored)
        return compare(stored, given)

    monkeypatch.setattr(service, "password_is_right", comparing)

    def tried(number: int) -> str:
        meet.wait(timeout=10)
        wrong = {"email": "ana@example.test", "password": f"guess {number}", "code": "000000"}
        return client.post("/sign-in", data=wrong).headers["location"]

    with ThreadPoolExecutor(10) as pool:
        assert set(pool.map(tried, range(10))) == {"/sign-in?refused=1"}
    assert compared.count(kept) == FAILURES_MAX
    assert len(compared) == 10, "who has to wait is answered no sooner"
    late = {"email": "ana@example.test", "password": PASSWORD, "code": right}
    assert client.post("/sign-in", data=late).headers["location"] == "/sign-in?refused=1"


def test_wrong_codes_at_once_from_everywhere_are_counted_one_by_one(committed: Engine) -> None:
    clock = FixedClock(NOW)
    with session_scope() as session:
        made = service.create(session, email="ana@example.test", name="Ana", role=Role.AGENT, password=PASSWORD)
        for _ in range(CODES_MAX - 2):
            tries.Tries(session, made.id, HERE, NOW).wrong_code()
    meet = Barrier(6)

    def tried(number: int) -> None:
        with session_scope() as session:
            meet.wait(timeout=10)
            service.sign_in(session, "ana@example.test", PASSWORD, "000000", clock, f"203.0.113.{number}")

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(tried, range(6)))
    with session_scope() as session:
        refused = select(func.count()).select_from(AuditEvent).where(AuditEvent.act == Act.STAFF_SIGN_IN_REFUSED)
        assert session.scalar(refused) == 2


HERE, ELSEWHERE = "198.51.100.7", "203.0.113.9"


def tried(
    session: Session, made: Staff, clock: FixedClock, place: str, password: str = "wrong", code: str = ""
) -> bool:
    if not service.admit(session, made.email, place, clock.now()):
        return False
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
