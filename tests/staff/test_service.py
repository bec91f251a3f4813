"""Signing in: e-mail, password and code together, once, and never a hint which was wrong."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from sqlalchemy.orm import Session

from backend.kit.clock import FixedClock
from backend.models.staff import Staff
from backend.staff import service
from backend.staff.errors import AccountExists, NobodySignedIn
from backend.staff.policy import Role

PASSWORD = "long enough to remember"


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 3, 16, 15, 0, tzinfo=UTC))


@pytest.fixture
def ana(session: Session) -> Staff:
    return service.create(session, email="Ana@example.test", name="Ana Ruiz", role=Role.AGENT, password=PASSWORD)


def code(staff: Staff, clock: FixedClock) -> str:
    return pyotp.TOTP(staff.totp_secret).at(clock.now())


def test_right_sign_in_opens_a_session(session: Session, ana: Staff, clock: FixedClock) -> None:
    token = service.sign_in(session, "ana@example.test", PASSWORD, code(ana, clock), clock)
    assert service.signed_in(session, token, clock).name == "Ana Ruiz"


@pytest.mark.parametrize("wrong", ["email", "password", "code"])
def test_one_wrong_part_is_refused(session: Session, ana: Staff, clock: FixedClock, wrong: str) -> None:
    given = {"email": "ana@example.test", "password": PASSWORD, "code": code(ana, clock)}
    given[wrong] = "x@example.test" if wrong == "email" else "000000"
    assert service.sign_in(session, given["email"], given["password"], given["code"], clock) is None


def test_code_works_once(session: Session, ana: Staff, clock: FixedClock) -> None:
    used = code(ana, clock)
    assert service.sign_in(session, ana.email, PASSWORD, used, clock)
    assert service.sign_in(session, ana.email, PASSWORD, used, clock) is None


def test_account_rests_after_five_failures_and_wakes_again(session: Session, ana: Staff, clock: FixedClock) -> None:
    for _ in range(5):
        assert service.admit(session, ana.email, None, clock.now())
        assert service.sign_in(session, ana.email, "wrong", "000000", clock) is None
    clock.move(timedelta(minutes=1))
    assert not service.admit(session, ana.email, None, clock.now())
    clock.move(timedelta(minutes=5))
    assert service.admit(session, ana.email, None, clock.now())
    assert service.sign_in(session, ana.email, PASSWORD, code(ana, clock), clock)


@pytest.mark.parametrize("pause", [timedelta(minutes=16), timedelta(hours=13)])
def test_session_ends_when_idle(session: Session, ana: Staff, clock: FixedClock, pause: timedelta) -> None:
    token = service.sign_in(session, ana.email, PASSWORD, code(ana, clock), clock)
    clock.move(pause)
    with pytest.raises(NobodySignedIn):
        service.signed_in(session, token, clock)


def test_disabled_account_is_out_at_once(session: Session, ana: Staff, clock: FixedClock) -> None:
    token = service.sign_in(session, ana.email, PASSWORD, code(ana, clock), clock)
    service.disable(session, ana.email)
    with pytest.raises(NobodySignedIn):
        service.signed_in(session, token, clock)


def test_signed_out_session_is_over(session: Session, ana: Staff, clock: FixedClock) -> None:
    token = service.sign_in(session, ana.email, PASSWORD, code(ana, clock), clock)
    assert token is not None
    service.sign_out(session, token)
    with pytest.raises(NobodySignedIn):
        service.signed_in(session, token, clock)


def test_second_account_with_the_same_email_is_refused(session: Session, ana: Staff) -> None:
    with pytest.raises(AccountExists):
        service.create(session, email="ana@EXAMPLE.test", name="Other", role=Role.ADMIN, password=PASSWORD)
