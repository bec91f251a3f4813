"""The gate every route passes: policy entry, signed-in staff or service token, same origin for changes."""

from __future__ import annotations

import hmac
from typing import Annotated

from fastapi import Depends
from sqlalchemy.orm import Session
from starlette.requests import HTTPConnection

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.database import session_scope
from backend.errors import ClaimlineError
from backend.settings import get_settings
from backend.staff import service
from backend.staff.errors import ForeignOrigin, NobodySignedIn, NotYours, PasswordDue
from backend.staff.policy import PUBLIC, SERVICE, who_may
from backend.staff.service import CurrentStaff

COOKIE = "claimline_staff"
OPEN_WHILE_DUE = {"GET /password", "POST /password", "POST /sign-out"}
"""All that is open to somebody who has yet to choose their own password."""
_SAFE = {"GET", "HEAD", "WS"}


def route_of(connection: HTTPConnection) -> tuple[str, str]:
    """The method and the path template of the route a request reached."""
    method = "WS" if connection.scope["type"] == "websocket" else connection.scope["method"]
    return method, str(getattr(connection.scope.get("route"), "path", connection.url.path))


def pass_gate(connection: HTTPConnection) -> None:
    """Let the request through or raise; who came stands in ``request.state.staff`` afterwards.

    Raises NobodySignedIn, NotYours (also for a route nobody entered into the policy), PasswordDue or ForeignOrigin.
    """
    method, path = route_of(connection)
    who = who_may("GET" if method == "HEAD" else method, path)
    if who == PUBLIC:
        return
    if who == SERVICE:
        _check_service_token(connection)
        return
    if method not in _SAFE and not same_origin(connection):
        raise ForeignOrigin
    with session_scope() as session:
        staff = service.signed_in(session, connection.cookies.get(COOKIE))
        allowed = isinstance(who, frozenset) and staff.role in who
        if not allowed:
            audit.record(session, Act.STAFF_FORBIDDEN, actor=staff.actor, subject=f"route:{method} {path}"[:120])
    if not allowed:
        raise NotYours
    if staff.password_due and f"{method} {path}" not in OPEN_WHILE_DUE:
        raise PasswordDue
    connection.state.staff = staff


def current_staff(connection: HTTPConnection) -> CurrentStaff:
    """Who is signed in, for an endpoint behind the gate."""
    staff = getattr(connection.state, "staff", None)
    if not isinstance(staff, CurrentStaff):
        raise NobodySignedIn
    return staff


SignedIn = Annotated[CurrentStaff, Depends(current_staff)]
"""The signed-in staff member, as an endpoint's parameter."""


def still_signed_in(session: Session, connection: HTTPConnection) -> bool:
    """Whether the stream's session is still good and its address still this role's; long streams ask every few seconds."""
    try:
        staff = service.signed_in(session, connection.cookies.get(COOKIE), active=False)
    except ClaimlineError:
        return False
    who = who_may(*route_of(connection))
    return isinstance(who, frozenset) and staff.role in who


def demand_same_origin(connection: HTTPConnection) -> None:
    """For public routes a foreign page has no business with. Raises ForeignOrigin."""
    if not same_origin(connection):
        raise ForeignOrigin


def _check_service_token(connection: HTTPConnection) -> None:
    given = connection.headers.get("authorization", "")
    wanted = f"Bearer {get_settings().secret('service_token')}"
    if not hmac.compare_digest(given.encode(), wanted.encode()):
        raise NobodySignedIn


def same_origin(connection: HTTPConnection) -> bool:
    """Whether a request comes from our own pages, or from no page at all."""
    site = connection.headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = connection.headers.get("origin")
    return origin is None or origin.split("://", 1)[-1] == connection.headers.get("host")
