"""Accounts and sessions: nobody and the wrong person first; then what an admin takes away is gone at once."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pyotp
import pytest
from fastapi.testclient import TestClient

from backend.database import session_scope
from backend.staff import service
from backend.staff.gate import COOKIE
from backend.staff.policy import Role

ONE = f"/api/v1/staff/{uuid.uuid4()}"
PATHS = [
    ("GET", "/staff", None),
    ("GET", "/api/v1/staff", None),
    ("POST", "/api/v1/staff", {"email": "x@example.test", "name": "X", "role": "admin"}),
    ("POST", ONE, {"role": "admin", "skills": []}),
    ("POST", f"{ONE}/closing", {}),
    ("POST", f"{ONE}/opening", {}),
    ("POST", f"{ONE}/reset", {}),
    ("GET", f"{ONE}/sessions", None),
    ("POST", f"{ONE}/sessions/end", {}),
    ("POST", f"{ONE}/sessions/{uuid.uuid4()}/end", {}),
]


class Person:
    """A signed-in member of staff."""

    def __init__(self, client: TestClient, name: str, role: Role) -> None:
        self.client, self.email = client, f"{name}@example.test"
        with session_scope() as session:
            made = service.create(session, email=self.email, name=name, role=role, password="long enough")
            self.id, self.secret = made.id, made.totp_secret
        with session_scope() as session:
            token = service.sign_in(session, self.email, "long enough", pyotp.TOTP(self.secret).now())
        assert token
        self.cookie = {"Cookie": f"{COOKIE}={token}"}

    def get(self, path: str):
        return self.client.get(path, headers=self.cookie)

    def post(self, path: str, body: dict | None = None):
        return self.client.post(path, json=body or {}, headers=self.cookie)


@pytest.fixture
def person(client: TestClient) -> Callable[[str, Role], Person]:
    return lambda name, role: Person(client, name, role)


@pytest.mark.parametrize(("method", "path", "body"), PATHS)
def test_nobody_is_told_nothing(client: TestClient, method: str, path: str, body: dict | None) -> None:
    assert client.request(method, path, json=body).status_code == 401


@pytest.mark.parametrize("role", [Role.AGENT, Role.SUPERVISOR, Role.BILLER, Role.AUDITOR])
def test_who_is_no_admin_is_refused(person: Callable[[str, Role], Person], role: Role) -> None:
    one = person("eve", role)
    for method, path, body in PATHS:
        assert (one.get(path) if method == "GET" else one.post(path, body)).status_code == 403, path


@pytest.mark.parametrize(("method", "path", "body"), PATHS[3:])
def test_what_is_not_there_is_not_found(
    person: Callable[[str, Role], Person], method: str, path: str, body: dict | None
) -> None:
    root = person("root", Role.ADMIN)
    assert (root.get(path) if method == "GET" else root.post(path, body)).status_code == 404


def test_a_session_that_is_ended_opens_nothing_any_more(person: Callable[[str, Role], Person]) -> None:
    root, ana = person("root", Role.ADMIN), person("ana", Role.AGENT)
    found = root.get(f"/api/v1/staff/{ana.id}/sessions").json()["sessions"]
    assert [one["mine"] for one in found] == [False]
    assert root.post(f"/api/v1/staff/{ana.id}/sessions/{found[0]['id']}/end").status_code == 204
    assert ana.get("/api/v1/me").status_code == 401
    assert root.get(f"/api/v1/staff/{ana.id}/sessions").json()["sessions"] == []


def test_signing_out_everywhere_and_closing_work_with_the_next_request(person: Callable[[str, Role], Person]) -> None:
    root, ana, ben = person("root", Role.ADMIN), person("ana", Role.AGENT), person("ben", Role.AGENT)
    assert root.post(f"/api/v1/staff/{ana.id}/sessions/end").status_code == 204
    assert root.post(f"/api/v1/staff/{ben.id}/closing").status_code == 204
    assert [one.get("/api/v1/me").status_code for one in (ana, ben)] == [401, 401]
    shown = {one["name"]: one for one in root.get("/api/v1/staff").json()["accounts"]}
    assert (shown["ana"]["closed"], shown["ben"]["closed"]) == (False, True)
    assert root.post(f"/api/v1/staff/{ben.id}/opening").status_code == 204


def test_another_role_counts_from_the_next_request(person: Callable[[str, Role], Person]) -> None:
    root, ana = person("root", Role.ADMIN), person("ana", Role.AGENT)
    assert ana.get("/api/v1/handoffs").status_code == 200
    change = {"role": "biller", "skills": ["clinical", "spanish"]}
    assert root.post(f"/api/v1/staff/{ana.id}", change).status_code == 204
    assert ana.get("/api/v1/handoffs").status_code == 403
    assert ana.get("/api/v1/me").json()["skills"] == ["clinical", "spanish"]


def test_nobody_shuts_themselves_out(person: Callable[[str, Role], Person]) -> None:
    root = person("root", Role.ADMIN)
    assert root.post(f"/api/v1/staff/{root.id}/closing").status_code == 409
    assert root.post(f"/api/v1/staff/{root.id}", {"role": "agent", "skills": []}).status_code == 409


def test_a_new_account_signs_in_with_what_was_shown_once(
    person: Callable[[str, Role], Person], client: TestClient
) -> None:
    root = person("root", Role.ADMIN)
    wanted = {"email": "new@example.test", "name": "New", "role": "agent", "skills": ["spanish"]}
    made = root.post("/api/v1/staff", wanted).json()
    assert root.post("/api/v1/staff", wanted).status_code == 409
    code = pyotp.TOTP(made["authenticator_secret"]).now()
    form = {"email": wanted["email"], "password": made["first_password"], "code": code}
    assert client.post("/sign-in", data=form).headers["location"] == "/password"
    listed = root.get("/api/v1/staff").text
    assert made["first_password"] not in listed
    assert made["authenticator_secret"] not in listed


@pytest.mark.parametrize(
    "wrong",
    [
        {"role": "king", "skills": []},
        {"role": "agent", "skills": ["magic"]},
        {"role": "agent"},
        {"role": "agent", "skills": [], "id": 1},
    ],
)
def test_a_role_or_skill_that_is_none_is_refused(person: Callable[[str, Role], Person], wrong: dict) -> None:
    root, ana = person("root", Role.ADMIN), person("ana", Role.AGENT)
    assert root.post(f"/api/v1/staff/{ana.id}", wrong).status_code == 422
