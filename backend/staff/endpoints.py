"""Signing in and out, and who am I."""

from __future__ import annotations

import time
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from backend.database import DatabaseSession
from backend.staff import service
from backend.staff.errors import WrongSignIn
from backend.staff.gate import COOKIE, SignedIn
from backend.staff.schemas import Me

router = APIRouter(tags=["staff"])
HOME = {
    "agent": "/console",
    "supervisor": "/supervise",
    "biller": "/operate",
    "auditor": "/supervise",
    "admin": "/console",
}


@router.post("/sign-in", status_code=303)
def sign_in(
    session: DatabaseSession,
    email: Annotated[str, Form(max_length=254)],
    password: Annotated[str, Form(max_length=200)],
    code: Annotated[str, Form(max_length=10)],
) -> Response:
    """Open a session: e-mail, password and one-time code together. One refusal for every kind of wrong."""
    started = time.monotonic()
    token = service.sign_in(session, email, password, code)
    service.wait_a_little(started)
    if token is None:
        return RedirectResponse("/sign-in?refused=1", status_code=303)
    role = service.signed_in(session, token).role
    answer = RedirectResponse(HOME[role], status_code=303)
    answer.set_cookie(COOKIE, token, httponly=True, samesite="strict", path="/")
    return answer


@router.post("/sign-out", status_code=303)
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
