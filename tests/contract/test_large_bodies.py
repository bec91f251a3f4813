"""Whoever sends more than an address takes: nothing of it is held, and who is not known is not read at length."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from anyio.from_thread import start_blocking_portal
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from backend.kit.bodies import BODY_BYTES_MAX
from backend.pipeline.encounters.endpoints import MOST_BYTES as ENCOUNTERS_MAX
from backend.pipeline.intake.endpoints import MOST_BYTES as FILE_MAX
from backend.settings import get_settings
from backend.staff.policy import SERVICE, Role
from tests.contract.conftest import Callers, Operation, filled, operations

PIECE = 64 * 1024
EIGHT_MB = 8_000_000
WITH_A_BODY = [
    one for one in operations() if "requestBody" in one.spec or str(one).startswith(("POST /voice/", "POST /sms/"))
]


class Sent:
    """A request whose body is as long as we like; counts what of it is taken."""

    def __init__(
        self, app: FastAPI, path: str, length: int, headers: dict[str, str], declared: bool, method: str = "POST"
    ) -> None:
        self.taken, self._length = 0, length
        self._messages: list[dict[str, Any]] = []
        headers = headers | ({"content-length": str(length)} if declared else {"transfer-encoding": "chunked"})
        where, _, query = path.partition("?")
        scope: dict[str, Any] = {
            "type": "http", "asgi": {"version": "3.0", "spec_version": "2.4"}, "http_version": "1.1", "method": method,
            "scheme": "http", "path": where, "raw_path": where.encode(), "query_string": query.encode(),
            "root_path": "", "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
            "client": ("198.51.100.7", 4000), "server": ("testserver", 80), "state": {},
        }  # fmt: skip
        with start_blocking_portal() as portal:  # the browser's driver may have a loop in this thread
            portal.call(app, scope, self._receive, self._send)
        self.status = self._messages[0]["status"]
        self.headers = {name.decode(): value.decode() for name, value in self._messages[0]["headers"]}
        self.body = b"".join(one.get("body", b"") for one in self._messages)

    async def _receive(self) -> dict[str, Any]:
        piece = min(PIECE, self._length - self.taken)
        self.taken += piece
        return {"type": "http.request", "body": b"1" * piece, "more_body": self.taken < self._length}

    async def _send(self, message: dict[str, Any]) -> None:
        self._messages.append(message)


def media_type(one: Operation) -> str:
    return next(iter(one.spec.get("requestBody", {}).get("content", {})), "application/x-www-form-urlencoded")


@pytest.mark.parametrize("declared", [True, False], ids=["declared", "in pieces"])
def test_eight_megabytes_of_a_stranger_are_refused_after_little(
    app: FastAPI, committed: Engine, declared: bool
) -> None:
    most, wrong = 0 if declared else BODY_BYTES_MAX + PIECE, []
    for one in WITH_A_BODY:
        sent = Sent(app, f"{filled(one)}?name=a", EIGHT_MB, {"content-type": media_type(one)}, declared, one.method)
        # the reader of forms stops by itself at a field of a megabyte
        refused = (401, 413, 400) if "form" in media_type(one) else (401, 413)
        told = "message" in json.loads(sent.body) and "content-security-policy" in sent.headers
        if sent.status not in refused or sent.taken > most or not told:
            wrong.append(f"{one}: {sent.status}, {sent.taken} bytes taken")
    assert wrong == []


def test_there_are_addresses_with_a_body_to_try() -> None:
    assert len(WITH_A_BODY) > 80


@pytest.fixture
def biller(callers: Callers) -> dict[str, str]:
    return callers.headers[str(Role.BILLER)]


Upload = tuple[str, str, int]
UPLOADS: list[Upload] = [
    ("/api/v1/files?name=a.x12", "application/edi-x12", FILE_MAX),
    ("/api/v1/encounters/file", "application/x-ndjson", ENCOUNTERS_MAX),
]


@pytest.mark.parametrize(("path", "kind", "limit"), UPLOADS)
def test_a_known_person_uploads_to_the_limit_of_the_address_and_not_beyond(
    app: FastAPI, biller: dict[str, str], path: str, kind: str, limit: int
) -> None:
    headers = {"content-type": kind} | biller
    sent = Sent(app, path, limit + 10 * PIECE, headers, declared=False)
    assert (sent.status, json.loads(sent.body)["code"]) == (413, "too_large")
    assert limit < sent.taken <= limit + PIECE
    assert f"up to {limit // 1_000_000} MB" in json.loads(sent.body)["message"]


@pytest.mark.parametrize(("path", "kind", "limit"), UPLOADS)
def test_an_upload_above_what_other_addresses_take_goes_in(
    app: FastAPI, biller: dict[str, str], path: str, kind: str, limit: int
) -> None:
    sent = Sent(app, path, BODY_BYTES_MAX + 10 * PIECE, {"content-type": kind} | biller, declared=True)
    assert sent.status in (200, 202)
    assert sent.taken == BODY_BYTES_MAX + 10 * PIECE


@pytest.mark.parametrize("content", [b"", b"  \n", b"\xff\xfe"])
def test_a_file_of_lines_that_is_empty_or_no_text_is_refused(callers: Callers, content: bytes) -> None:
    headers = callers.headers[str(Role.BILLER)] | {"content-type": "application/x-ndjson"}
    answer = callers.client.post("/api/v1/encounters/file", content=content, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (422, "malformed")


def test_a_page_tells_it_to_eyes(client: TestClient) -> None:
    content = b"email=" + b"a" * EIGHT_MB
    headers = {"accept": "text/html", "content-type": "application/x-www-form-urlencoded"}
    answer = client.post("/sign-in", content=content, headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (413, "text/html; charset=utf-8")
    assert "too much at once" in answer.text


def test_a_known_part_is_held_to_the_limit_too(app: FastAPI, committed: Engine) -> None:
    token = {"authorization": f"Bearer {get_settings().secret('service_token')}", "content-type": "application/json"}
    one: Callable[[Operation], bool] = lambda each: each.caller == SERVICE and "requestBody" in each.spec  # noqa: E731
    path = filled(next(filter(one, operations())))
    assert Sent(app, path, EIGHT_MB, token, declared=False).status == 413
