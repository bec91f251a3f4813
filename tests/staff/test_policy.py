"""Every route has an entry in the policy table, and the table holds nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.routing import APIRoute, APIWebSocketRoute
from fastapi.testclient import TestClient

from backend.app import feature_modules
from backend.staff.policy import PUBLIC, ROUTES, SERVICE, Role, who_may


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
    own = {"GET /health", "GET /metrics", "GET /", "GET /openapi.json", "GET /docs"}
    known = {f"{method} {path}" for method, path in ALL} | own
    assert {entry for entry in ROUTES if not entry.endswith("/*") and entry not in known} == set()


def test_every_role_may_do_something_and_none_everything() -> None:
    staffed = [who for who in ROUTES.values() if isinstance(who, frozenset)]
    for role in Role:
        assert any(role in who for who in staffed)
    assert any(len(who) < len(Role) for who in staffed)


STAFF_PAGES = [(m, p) for m, p in ALL if m == "GET" and who_may(m, p) not in (PUBLIC, SERVICE)]


@pytest.mark.parametrize(("method", "path"), STAFF_PAGES, ids=lambda part: part)
def test_nobody_is_sent_to_sign_in(client: TestClient, method: str, path: str) -> None:
    address = path.replace("{conversation_id}", "00000000-0000-0000-0000-000000000000")
    assert client.request(method, address.replace("{", "").replace("}", "")).status_code in (401, 404)
