"""Behind a balancer: each caller counts as themselves where its word is trusted, and nobody's own word is."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pyotp
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import ValidationError
from sqlalchemy import Engine
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from backend.database import session_scope
from backend.runtime.parts import parts_of
from backend.settings import Settings
from backend.staff import service, tries
from backend.staff.policy import Role
from backend.staff.tries import FAILURES_MAX

BALANCER, STRANGER = "10.0.0.5", "203.0.113.9"
PASSWORD = "long enough to remember"


def client_of(app: FastAPI, settings: Settings, peer: str) -> TestClient:
    """Requests arrive from ``peer``, served as uvicorn is told to serve."""
    trusting = ProxyHeadersMiddleware(app, trusted_hosts=settings.trusted_proxies)
    return TestClient(trusting, follow_redirects=False, client=(peer, 4000))


def signs_in(client: TestClient, secret: str, forwarded: str, password: str = PASSWORD) -> bool:
    form = {"email": "ana@example.test", "password": password, "code": pyotp.TOTP(secret).now()}
    answer = client.post("/sign-in", data=form, headers={"X-Forwarded-For": forwarded})
    return "set-cookie" in answer.headers


@pytest.fixture
def secret(committed: Engine, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(tries, "REST", timedelta(days=1))  # no span ends while a test runs
    with session_scope() as session:
        made = service.create(session, email="ana@example.test", name="Ana", role=Role.AGENT, password=PASSWORD)
        return made.totp_secret


def test_two_callers_behind_a_trusted_balancer_are_counted_apart(app: FastAPI, secret: str) -> None:
    client = client_of(app, Settings(trusted_proxies="10.0.0.0/24"), BALANCER)
    assert not any(signs_in(client, secret, "198.51.100.1", "wrong") for _ in range(FAILURES_MAX))
    assert not signs_in(client, secret, "198.51.100.1"), "this one rests"
    assert signs_in(client, secret, "198.51.100.2")


def test_the_word_of_somebody_else_on_where_they_come_from_is_not_taken(app: FastAPI, secret: str) -> None:
    client = client_of(app, Settings(trusted_proxies="10.0.0.0/24"), STRANGER)
    assert not any(signs_in(client, secret, f"198.51.100.{number}", "wrong") for number in range(FAILURES_MAX))
    assert not signs_in(client, secret, "198.51.100.99"), "all of it came from one place"


def test_what_a_caller_writes_before_the_balancer_s_word_is_not_taken(app: FastAPI, secret: str) -> None:
    client = client_of(app, Settings(trusted_proxies="10.0.0.0/24"), BALANCER)
    for number in range(FAILURES_MAX):
        assert not signs_in(client, secret, f"192.0.2.{number}, 198.51.100.1", "wrong")
    assert not signs_in(client, secret, "192.0.2.99, 198.51.100.1")


def test_the_setting_reaches_the_server() -> None:
    settings = Settings(trusted_proxies="10.0.0.0/24, 10.1.0.7")
    backend = next(one for one in parts_of(settings, "postgresql://", Path("model")) if one.name == "backend")
    assert backend.command[backend.command.index("--forwarded-allow-ips") + 1] == "10.0.0.0/24,10.1.0.7/32"


@pytest.mark.parametrize("wrong", ["*", "balancer.example", "10.0.0.1/24", "10.0.0.0/33"])
def test_everybody_and_what_is_no_address_are_refused(wrong: str) -> None:
    with pytest.raises(ValidationError):
        Settings(trusted_proxies=wrong)


@pytest.mark.parametrize(
    ("public", "host", "proxies", "warned"),
    [
        ("https://claims.example", "0.0.0.0", "127.0.0.1", True),
        ("https://claims.example", "0.0.0.0", "", True),
        ("https://claims.example", "0.0.0.0", "10.0.0.0/24", False),
        ("https://claims.example", "127.0.0.1", "127.0.0.1", False),
        ("http://127.0.0.1:8000", "0.0.0.0", "127.0.0.1", False),
    ],
    ids=["a balancer not named", "nobody named", "named", "a tunnel on this machine", "a laptop"],
)
def test_who_may_have_forgotten_to_name_a_balancer_is_told(public: str, host: str, proxies: str, warned: bool) -> None:
    settings = Settings(public_base_url=public, host=host, trusted_proxies=proxies)
    assert settings.callers_look_alike is warned
