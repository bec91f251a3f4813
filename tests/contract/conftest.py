"""Every operation of the interface, and a signed-in session of each role to call it with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import pyotp
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response
from sqlalchemy import Engine, text

from backend.app import create_app
from backend.database import session_scope
from backend.integrations.rasa.local import LocalEngine
from backend.settings import get_settings
from backend.staff import service as staff_service
from backend.staff.gate import COOKIE
from backend.staff.policy import PUBLIC, SERVICE, Role, who_may

PASSWORD = "a long enough password"
NOBODYS_ID = "00000000-0000-4000-8000-000000000000"


@dataclass(frozen=True)
class Operation:
    """One method of one path, as the OpenAPI document tells it."""

    method: str
    path: str
    spec: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def caller(self) -> str:
        """Somebody who may: a role, ``service`` or ``public``."""
        who = who_may(self.method, self.path)
        assert who is not None, self
        return who if isinstance(who, str) else str(max(who, key=lambda role: (role is Role.SUPERVISOR, str(role))))

    def named(self, place: str) -> list[str]:
        """Its parameters in ``path`` or ``query``."""
        return [one["name"] for one in self.spec.get("parameters", []) if one["in"] == place]

    @property
    def takes_json(self) -> bool:
        return "application/json" in self.spec.get("requestBody", {}).get("content", {})


@cache
def operations() -> tuple[Operation, ...]:
    """All but the streams, which do not end by themselves."""
    return tuple(
        Operation(method.upper(), path, spec)
        for path, methods in create_app().openapi()["paths"].items()
        if not path.endswith("/stream")
        for method, spec in methods.items()
    )


@dataclass
class Callers:
    """Sends requests as whoever may."""

    client: TestClient
    headers: dict[str, dict[str, str]]

    def send(self, one: Operation, path: str | None = None, **options: Any) -> Response:
        headers = self.headers[one.caller] | options.pop("headers", {})
        return self.client.request(one.method, filled(one) if path is None else path, headers=headers, **options)


def filled(one: Operation, **values: str) -> str:
    """Its path with these values, and with ids of nobody in the other places."""
    path = one.path
    for name in one.named("path"):
        path = path.replace("{" + name + "}", values.get(name, NOBODYS_ID if name.endswith("_id") else "1"))
    return path


def header_of(role: Role) -> dict[str, str]:
    """The cookie of a new account of this role."""
    email = f"{role}@example.test"
    with session_scope() as session:
        made = staff_service.create(session, email=email, name=str(role), role=role, password=PASSWORD)
        secret = made.totp_secret
    with session_scope() as session:
        token = staff_service.sign_in(session, email, PASSWORD, pyotp.TOTP(secret).now())
    return {"Cookie": f"{COOKIE}={token}"}


@pytest.fixture
def callers(app: FastAPI, committed: Engine) -> Iterator[Callers]:
    """A client that never raises: a server error is an answer, as for a caller outside."""
    from backend.conversation.channels.web_chat.endpoints import dialogue_engine

    app.dependency_overrides[dialogue_engine] = LocalEngine
    headers = {str(role): header_of(role) for role in Role}
    headers[SERVICE] = {"Authorization": f"Bearer {get_settings().secret('service_token')}"}
    headers[PUBLIC] = {}
    with TestClient(app, follow_redirects=False, raise_server_exceptions=False) as client:
        yield Callers(client, headers)
    del app.dependency_overrides[dialogue_engine]


@pytest.fixture
def row_counts(committed: Engine) -> Callable[[], dict[str, int]]:
    """How many rows each table has, but for those every request may add to."""
    from backend.migrations import all_tables

    grows = {"attempt_counter", "audit_event", "audit_checkpoint", "staff_session"}
    names = [one.name for one in all_tables().sorted_tables if one.name not in grows]

    def count() -> dict[str, int]:
        with committed.connect() as connection:
            return {name: connection.scalar(text(f'SELECT count(*) FROM "{name}"')) or 0 for name in names}

    return count
