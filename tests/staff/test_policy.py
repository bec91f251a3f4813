"""Every route has an entry in the policy table, and the table holds nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi.routing import APIRoute, APIWebSocketRoute
from fastapi.testclient import TestClient

from backend.app import feature_modules
from backend.staff.gate import COOKIE
from backend.staff.policy import ROUTES, Role, who_may
from tests.pipeline.eligibility.practice import sign_in


def routes() -> Iterator[tuple[str, str]]:
    for _, module in feature_modules("endpoints"):
        for route in module.router.routes:
            if isinstance(route, APIRoute):
                yield from ((method, route.path) for method in route.methods)
            elif isinstance(route, APIWebSocketRoute):
                yield ("WS", route.path)


ALL = sorted(routes())


@pytest.mark.parametrize(("method", "path"), ALL, ids=lambda part: part)
def test_route_has_an_entry(method: str, path: str) -> None:
    assert who_may(method, path) is not None, "enter the route into backend/staff/policy.py"


def test_no_entry_is_left_over() -> None:
    own = {"GET /health", "GET /metrics", "GET /", "GET /openapi.json"}
    known = {f"{method} {path}" for method, path in ALL} | own
    assert {entry for entry in ROUTES if not entry.endswith("/*") and entry not in known} == set()


def test_every_role_may_do_something_and_none_everything() -> None:
    staffed = [who for who in ROUTES.values() if isinstance(who, frozenset)]
    for role in Role:
        assert any(role in who for who in staffed)
    assert any(len(who) < len(Role) for who in staffed)


STAFF_ROUTES = [(m, p) for m, p in ALL if m != "WS" and isinstance(who_may(m, p), frozenset)]


def address(path: str) -> str:
    """The path with some value for everything it names."""
    return re.sub(r"\{[a-z_]+\}", "00000000-0000-0000-0000-000000000000", path)


def answers(client: TestClient, routes: list[tuple[str, str]], token: str = "") -> dict[str, int]:
    headers = {"Cookie": f"{COOKIE}={token}"} if token else {}
    return {
        f"{method} {path}": client.request(method, address(path), headers=headers).status_code
        for method, path in routes
    }


def test_nobody_gets_in_anywhere_that_is_of_staff(client: TestClient) -> None:
    assert len(STAFF_ROUTES) > 150
    assert {route: status for route, status in answers(client, STAFF_ROUTES).items() if status != 401} == {}


@pytest.mark.parametrize("role", list(Role))
def test_wrong_person_is_refused_everywhere(client: TestClient, role: Role) -> None:
    """Whatever is not this role's: reading, writing, moving money."""
    not_theirs = [(m, p) for m, p in STAFF_ROUTES if role not in who_may(m, p)]  # type: ignore[operator]
    found = answers(client, not_theirs, sign_in(client, role).token)
    assert {route: status for route, status in found.items() if status != 403} == {}
