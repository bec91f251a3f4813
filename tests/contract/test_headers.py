"""What every answer carries, and what a page behind TLS promises the browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from backend.settings import get_settings


@pytest.fixture
def public_address(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """The settings of an installation people reach under an address of its own."""
    get_settings.cache_clear()
    yield monkeypatch
    monkeypatch.undo()
    get_settings.cache_clear()


@pytest.mark.parametrize(("address", "promised"), [("https://claims.example", True), ("http://127.0.0.1:8000", False)])
def test_behind_tls_there_is_no_way_back_to_plain_http(
    client: TestClient, public_address: pytest.MonkeyPatch, address: str, promised: bool
) -> None:
    public_address.setenv("CLAIMLINE_PUBLIC_BASE_URL", address)
    answer = client.get("/member")
    assert ("max-age=31536000" in answer.headers.get("strict-transport-security", "")) is promised


@pytest.mark.parametrize("path", ["/member", "/health", "/api/v1/me", "/nothing-here"])
def test_nothing_is_kept_framed_or_guessed_at(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
