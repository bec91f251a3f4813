"""Signing in at an identity provider: the right way once, and every wrong way refused alike and on record."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr
from sqlalchemy import select, update

from backend.database import session_scope
from backend.models.audit import AuditEvent
from backend.models.staff import OidcAttempt, Staff
from backend.settings import get_settings
from backend.staff import service
from backend.staff.gate import COOKIE
from backend.staff.policy import Role
from tests.staff.identity_provider import SECRET, Provider, RunningProvider

REFUSED = "/sign-in?refused=1"


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    made = Provider()
    running = RunningProvider(made)
    settings = get_settings()
    monkeypatch.setattr(settings, "oidc_issuer", made.issuer)
    monkeypatch.setattr(settings, "oidc_client_id", "claimline")
    monkeypatch.setattr(settings, "oidc_client_secret", SecretStr(SECRET))
    yield made
    running.stop()


@pytest.fixture
def ana(client: TestClient) -> Staff:
    with session_scope() as session:
        return service.create(session, email="ana@example.test", name="Ana", role=Role.AGENT, password="long enough")


def go(client: TestClient) -> str:
    """To the provider and back; the address the browser comes back to."""
    there = client.get("/sign-in/provider")
    assert there.status_code == 303
    back = httpx.get(there.headers["location"], trust_env=False)
    parts = urlsplit(back.headers["location"])
    return f"{parts.path}?{parts.query}"


def sign_in(client: TestClient) -> httpx.Response:
    return client.get(go(client))


def signed_in(client: TestClient) -> bool:
    return client.get("/api/v1/me").status_code == 200


def test_whoever_has_an_account_is_signed_in(client: TestClient, provider: Provider, ana: Staff) -> None:
    done = sign_in(client)
    assert done.status_code == 200
    assert 'content="0;url=/console"' in done.text
    assert "samesite=strict" in done.headers["set-cookie"].lower()
    assert client.get("/api/v1/me").json()["name"] == "Ana"
    with session_scope() as session:
        assert session.scalars(select(Staff.oidc_subject)).one() == f"{provider.issuer} u-1"
        assert session.scalars(select(OidcAttempt)).all() == []


def test_nobody_gets_an_account_by_signing_in(client: TestClient, provider: Provider) -> None:
    assert sign_in(client).headers["location"] == REFUSED
    assert not signed_in(client)
    with session_scope() as session:
        assert session.scalars(select(Staff)).all() == []
        assert "staff:session:refused" in session.scalars(select(AuditEvent.act)).all()


LIES = {
    "audience": {"claims": {"aud": "somebody-else"}},
    "several audiences without a party": {"claims": {"aud": ["claimline", "other"]}},
    "issuer": {"claims": {"iss": "https://evil.example"}},
    "nonce": {"claims": {"nonce": "another"}},
    "no nonce": {"claims": {"nonce": None}},
    "over": {"claims": {"exp": 1_700_000_000}},
    "not yet": {"claims": {"nbf": 4_000_000_000}},
    "issued in time to come": {"claims": {"iat": 4_000_000_000}},
    "no subject": {"claims": {"sub": None}},
    "unsigned": {"algorithm": "none"},
    "signed with our secret": {"algorithm": "HS256"},
    "foreign key": {"foreign_key": True},
    "unverified e-mail": {"email_verified": False},
    "e-mail as text": {"claims": {"email_verified": "true"}},
    "another issuer in its discovery": {"discovery": {"issuer": "https://evil.example"}},
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES.keys())
def test_an_answer_that_does_not_hold_is_refused(
    client: TestClient, provider: Provider, ana: Staff, lie: dict[str, object]
) -> None:
    address = go(client)
    for name, value in lie.items():
        setattr(provider, name, value)
    assert client.get(address).headers["location"] == REFUSED
    assert not signed_in(client)


def test_keys_that_changed_meanwhile_are_fetched_anew(client: TestClient, provider: Provider, ana: Staff) -> None:
    sign_in(client)
    provider.key = Provider().key
    assert sign_in(client).status_code == 200


def test_the_answer_belongs_to_the_browser_that_asked(client: TestClient, provider: Provider, ana: Staff) -> None:
    address = go(client)
    client.cookies.clear()
    assert client.get(address).headers["location"] == REFUSED
    assert not signed_in(client)


@pytest.mark.parametrize("change", ["state=other", "state=", "code=wrong", "iss=https://evil.example"])
def test_a_changed_answer_is_refused(client: TestClient, provider: Provider, ana: Staff, change: str) -> None:
    address = go(client)
    name, _, value = change.partition("=")
    query = {key: values[0] for key, values in parse_qs(urlsplit(address).query).items()} | {name: value}
    assert client.get("/sign-in/provider/done", params=query).headers["location"] == REFUSED
    assert not signed_in(client)


def test_an_answer_works_once(client: TestClient, provider: Provider, ana: Staff) -> None:
    address = go(client)
    cookie = client.cookies.get("claimline_sign_in")
    assert client.get(address).status_code == 200
    client.cookies.clear()
    client.cookies.set("claimline_sign_in", cookie, path="/sign-in/provider")
    assert client.get(address).headers["location"] == REFUSED


def test_an_address_given_to_somebody_else_gives_no_account(client: TestClient, provider: Provider, ana: Staff) -> None:
    sign_in(client)
    client.cookies.clear()
    provider.subject = "u-2"
    assert sign_in(client).headers["location"] == REFUSED


def test_a_subject_keeps_its_account_under_a_new_address(client: TestClient, provider: Provider, ana: Staff) -> None:
    sign_in(client)
    client.cookies.clear()
    provider.email, provider.email_verified = "ana.ruiz@example.test", False
    assert sign_in(client).status_code == 200


def test_a_closed_account_stays_closed(client: TestClient, provider: Provider, ana: Staff) -> None:
    with session_scope() as session:
        session.execute(update(Staff).values(disabled=True))
    assert sign_in(client).headers["location"] == REFUSED


def test_without_a_provider_there_is_no_such_way(client: TestClient) -> None:
    assert client.get("/sign-in/provider").status_code == 404
    assert "Sign in with" not in client.get("/sign-in").text


def test_a_provider_that_is_away_is_said_to_be(client: TestClient, provider: Provider, monkeypatch) -> None:
    monkeypatch.setattr(get_settings(), "oidc_issuer", "http://127.0.0.1:9")
    assert client.get("/sign-in/provider").status_code == 503


def test_a_provider_without_encryption_is_not_trusted(client: TestClient, provider: Provider, monkeypatch) -> None:
    monkeypatch.setattr(get_settings(), "oidc_issuer", "http://provider.example")
    assert client.get("/sign-in/provider").status_code == 503


def test_the_page_offers_it(client: TestClient, provider: Provider) -> None:
    assert "Sign in with single sign-on" in client.get("/sign-in").text
    assert COOKIE not in client.cookies
