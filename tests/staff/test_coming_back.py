"""Signing in leads back to the page that was asked for, and to nobody else's."""

from __future__ import annotations

import httpx
import pyotp
import pytest
from fastapi.testclient import TestClient

from backend.database import session_scope
from backend.staff import service
from backend.staff.coming_back import local_path, sign_in_first
from backend.staff.policy import Role

PASSWORD = "long enough to remember"
PAGE = {"Accept": "text/html,application/xhtml+xml"}
ELSEWHERE = [
    "https://evil.example/console",
    "//evil.example/console",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    "evil.example",
    " //evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/console\r\nSet-Cookie: a=b",
    "",
    "/sign-in",
    "/sign-out",
    "/" + "a" * 400,
]


def sign_in(client: TestClient, wanted: str, code: str | None = None) -> httpx.Response:
    with session_scope() as session:
        ana = service.create(session, email="ana@example.test", name="Ana", role=Role.AGENT, password=PASSWORD)
        code = code or pyotp.TOTP(ana.totp_secret).now()
    form = {"email": "ana@example.test", "password": PASSWORD, "code": code, "next": wanted}
    return client.post("/sign-in", data=form)


def test_a_page_asked_for_without_a_session_is_come_back_to(client: TestClient) -> None:
    sent = client.get("/operate/denials?month=2026-03", headers=PAGE)
    assert (sent.status_code, sent.headers["location"]) == (303, "/sign-in?next=/operate/denials%3Fmonth%3D2026-03")
    page = client.get(sent.headers["location"]).text
    assert "Your session ended, or you have not signed in." in page
    assert 'name="next" value="/operate/denials?month=2026-03"' in page
    assert sign_in(client, "/scores?a=b").headers["location"] == "/scores?a=b"


def test_a_wrong_code_keeps_the_way_back(client: TestClient) -> None:
    refused = sign_in(client, "/scores", code="000000")
    assert refused.headers["location"] == "/sign-in?refused=1&next=/scores"


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_nobody_is_led_to_another_site(client: TestClient, wanted: str) -> None:
    assert local_path(wanted) is None
    assert sign_in_first(wanted) == "/sign-in"
    page = client.get("/sign-in", params={"next": wanted}).text
    assert 'name="next"' not in page
    assert sign_in(client, wanted).headers["location"] == "/console"


def test_what_is_asked_for_cannot_break_out_of_the_page(client: TestClient) -> None:
    page = client.get("/sign-in", params={"next": '/a"><script>'}).text
    assert "<script>" not in page
    assert "&#34;&gt;&lt;script&gt;" in page


def test_a_program_gets_its_answer_not_a_page(client: TestClient) -> None:
    assert client.get("/api/v1/me", headers={"Accept": "application/json"}).json()["code"] == "sign_in_needed"
