"""Signing in and out, and who am I."""

from __future__ import annotations

import time
from html import escape
from typing import Annotated
from uuid import UUID

import pyotp
from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.database import DatabaseSession, session_scope
from backend.errors import ClaimlineError
from backend.integrations.identity_provider.oidc import Returned, identity_provider
from backend.kit.clock import SystemClock
from backend.kit.ids import new_token
from backend.models.staff import Staff
from backend.settings import get_settings
from backend.staff import accounts, passwords, service, single_sign_on
from backend.staff.coming_back import local_path, sign_in_first
from backend.staff.errors import WrongSignIn
from backend.staff.gate import COOKIE, SignedIn
from backend.staff.policy import Role
from backend.staff.schemas import (
    AccountChanged,
    AccountOpened,
    Accounts,
    AccountShown,
    AccountWanted,
    Me,
    Sessions,
    SessionShown,
)

router = APIRouter(tags=["staff"])
HOME = {
    "agent": "/console",
    "supervisor": "/supervise",
    "biller": "/operate",
    "auditor": "/supervise",
    "admin": "/console",
}


STATE_COOKIE = "claimline_sign_in"
STATE_PATH = "/sign-in/provider"
NEXT_COOKIE = "claimline_next"
"""Where to go on once the provider has answered; looked at again then."""
_ARRIVED = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Signed in</title>'
    '<meta http-equiv="refresh" content="0;url={0}"><p>You are signed in. <a href="{0}">Go on</a>.</p></html>'
)
"""Our own page sends the browser on: a strict cookie does not travel with a redirect that began elsewhere."""


@router.post("/sign-in", response_class=RedirectResponse, status_code=303)
def sign_in(
    request: Request,
    session: DatabaseSession,
    email: Annotated[str, Form(max_length=254)],
    password: Annotated[str, Form(max_length=200)],
    code: Annotated[str, Form(max_length=10)],
    wanted: Annotated[str, Form(alias="next", max_length=1000)] = "",
) -> Response:
    """Open a session: e-mail, password and one-time code together. One refusal for every kind of wrong."""
    started, now = time.monotonic(), SystemClock().now()
    address = request.client.host if request.client else None
    with session_scope() as counting:
        admitted = service.admit(counting, email, address, now)
    token = service.sign_in(session, email, password, code, address=address) if admitted else None
    if not admitted:
        service.turn_away(password)
    service.wait_a_little(started)
    if token is None:
        return RedirectResponse(sign_in_first(wanted, refused=True), status_code=303)
    service.give_back(session, address, now)
    staff = service.signed_in(session, token)
    home = "/password" if staff.password_due else local_path(wanted) or HOME[staff.role]
    answer = RedirectResponse(home, status_code=303)
    _remember(answer, token)
    return answer


@router.post("/password", response_class=RedirectResponse, status_code=303)
def change_password(
    request: Request,
    session: DatabaseSession,
    staff: SignedIn,
    present: Annotated[str, Form(max_length=200)],
    new: Annotated[str, Form(max_length=200)],
    again: Annotated[str, Form(max_length=200)],
) -> Response:
    """A password of one's own choice. Every other session of this person ends."""
    address = request.client.host if request.client else None
    token, refused = passwords.change(session, staff, present, new, again, SystemClock().now(), address)
    if token is None:
        return RedirectResponse(f"/password?refused={refused}", status_code=303)
    answer = RedirectResponse(HOME[staff.role], status_code=303)
    _remember(answer, token)
    return answer


def _remember(answer: Response, token: str) -> None:
    answer.set_cookie(COOKIE, token, httponly=True, samesite="strict", path="/", secure=_secure())


def _secure() -> bool:
    return get_settings().public_base_url.startswith("https://")


@router.get("/sign-in/provider", response_class=RedirectResponse, status_code=303)
def go_to_provider(wanted: Annotated[str, Query(alias="next", max_length=1000)] = "") -> Response:
    """To the organisation's identity provider, where one is configured."""
    provider = identity_provider(get_settings())
    with session_scope() as session:
        attempt = single_sign_on.begin(session, SystemClock())
    answer = RedirectResponse(provider.address(attempt.state, attempt.nonce, attempt.code_verifier), status_code=303)
    age = int(single_sign_on.ATTEMPT.total_seconds())
    kept = {STATE_COOKIE: attempt.state, NEXT_COOKIE: local_path(wanted) or ""}
    for name, value in kept.items():
        answer.set_cookie(name, value, httponly=True, samesite="lax", path=STATE_PATH, max_age=age, secure=_secure())
    return answer


@router.get("/sign-in/provider/done", response_class=HTMLResponse)
def back_from_provider(
    request: Request, code: str | None = None, state: str | None = None, iss: str | None = None
) -> Response:
    """Back with a code: checked with the provider, then a session of ours. One refusal for every kind of wrong."""
    refused = RedirectResponse("/sign-in?refused=1", status_code=303)
    refused.delete_cookie(STATE_COOKIE, path=STATE_PATH)
    with session_scope() as session:
        attempt = single_sign_on.resume(session, request.cookies.get(STATE_COOKIE), state, SystemClock())
    if attempt is None or not code:
        return refused
    try:
        identity = identity_provider(get_settings()).who(Returned(code, iss), attempt.nonce, attempt.code_verifier)
    except ClaimlineError:
        return refused
    with session_scope() as session:
        found = single_sign_on.sign_in(session, identity, SystemClock())
        home = HOME[found[1].role] if found else ""
    if found is None:
        return refused
    answer = HTMLResponse(_ARRIVED.format(escape(local_path(request.cookies.get(NEXT_COOKIE)) or home)))
    for name in (STATE_COOKIE, NEXT_COOKIE):
        answer.delete_cookie(name, path=STATE_PATH)
    _remember(answer, found[0])
    return answer


@router.post("/sign-out", response_class=RedirectResponse, status_code=303)
def sign_out(request: Request, session: DatabaseSession) -> Response:
    """End the session at once."""
    token = request.cookies.get(COOKIE)
    if token is None:
        raise WrongSignIn
    service.sign_out(session, token)
    answer = RedirectResponse("/sign-in", status_code=303)
    answer.delete_cookie(COOKIE, path="/")
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


@router.get("/api/v1/me")
def me(staff: SignedIn) -> Me:
    """Who is signed in."""
    return Me(id=staff.id, name=staff.name, role=staff.role, skills=sorted(staff.skills))


# -- accounts, for admins


@router.get("/api/v1/staff")
def accounts_listed(session: DatabaseSession, staff: SignedIn) -> Accounts:
    """Every account; the look is audited."""
    audit.record(session, Act.STAFF_VIEWED, actor=staff.actor, subject="staff", fields=["accounts"])
    return Accounts(accounts=[_account(one, count) for one, count in accounts.listed(session, SystemClock())])


@router.post("/api/v1/staff", status_code=201)
def open_account(wanted: AccountWanted, session: DatabaseSession, staff: SignedIn) -> AccountOpened:
    """Open an account. Its first password and authenticator secret are shown this once."""
    password = new_token()
    made = service.create(
        session,
        email=wanted.email,
        name=wanted.name,
        role=wanted.role,
        password=password,
        skills=",".join(sorted(set(wanted.skills))),
        actor=staff.actor,
        password_seen=True,
    )
    return _handed_over(made, password)


def _handed_over(made: Staff, password: str) -> AccountOpened:
    secret = made.totp_secret
    address = pyotp.TOTP(secret).provisioning_uri(name=made.email, issuer_name="Claimline")
    return AccountOpened(
        id=made.id, first_password=password, authenticator_secret=secret, authenticator_address=address
    )


@router.post("/api/v1/staff/{staff_id}/reset")
def reset_account(staff_id: UUID, session: DatabaseSession, staff: SignedIn) -> AccountOpened:
    """A new first password and authenticator, for who lost theirs; shown this once. Every session of the account ends."""
    return _handed_over(*passwords.reset(session, staff_id, staff.actor, SystemClock()))


@router.post("/api/v1/staff/{staff_id}", status_code=204)
def change_account(staff_id: UUID, wanted: AccountChanged, session: DatabaseSession, staff: SignedIn) -> None:
    """Change an account's role and skills."""
    accounts.change(session, staff_id, wanted.role, wanted.skills, staff, SystemClock())


@router.post("/api/v1/staff/{staff_id}/closing", status_code=204)
def close_account(staff_id: UUID, session: DatabaseSession, staff: SignedIn) -> None:
    """Close an account and end its sessions at once."""
    accounts.close(session, staff_id, staff, SystemClock())


@router.post("/api/v1/staff/{staff_id}/opening", status_code=204)
def reopen_account(staff_id: UUID, session: DatabaseSession, staff: SignedIn) -> None:
    """Open a closed account: it may sign in again."""
    accounts.reopen(session, staff_id, staff, SystemClock())


@router.get("/api/v1/staff/{staff_id}/sessions")
def sessions_listed(request: Request, staff_id: UUID, session: DatabaseSession, staff: SignedIn) -> Sessions:
    """Where this account is signed in."""
    mine = service.hash_of(request.cookies.get(COOKIE, ""))
    found = [
        SessionShown(id=one.id, opened_at=one.created_at, last_seen_at=one.last_seen_at, mine=one.token_hash == mine)
        for one in accounts.sessions(session, staff_id, SystemClock())
    ]
    return Sessions(sessions=found)


@router.post("/api/v1/staff/{staff_id}/sessions/end", status_code=204)
def end_sessions(staff_id: UUID, session: DatabaseSession, staff: SignedIn) -> None:
    """Sign an account out everywhere, now."""
    accounts.end_sessions(session, staff_id, staff.actor, SystemClock())


@router.post("/api/v1/staff/{staff_id}/sessions/{session_id}/end", status_code=204)
def end_session(staff_id: UUID, session_id: UUID, session: DatabaseSession, staff: SignedIn) -> None:
    """End one session of an account, now."""
    accounts.end_session(session, staff_id, session_id, staff.actor, SystemClock())


def _account(one: Staff, open_sessions: int) -> AccountShown:
    return AccountShown(
        id=one.id,
        email=one.email,
        name=one.name,
        role=Role(one.role),
        skills=[name for name in one.skills.split(",") if name],
        closed=one.disabled,
        signs_in_by="identity provider" if one.oidc_subject else "password and code",
        open_sessions=open_sessions,
    )
