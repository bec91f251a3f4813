"""The pages of receivables, approvals and patients' accounts."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from backend.console.endpoints import templates
from backend.staff.gate import SignedIn

router = APIRouter(prefix="/operate", include_in_schema=False)


@router.get("/receivables")
def receivables(request: Request, staff: SignedIn) -> HTMLResponse:
    return templates.TemplateResponse(request, "receivables.html", {"staff": staff})


@router.get("/approvals")
def approvals(request: Request, staff: SignedIn) -> HTMLResponse:
    return templates.TemplateResponse(request, "approvals.html", {"staff": staff})


@router.get("/accounts")
def accounts(request: Request, staff: SignedIn) -> HTMLResponse:
    return templates.TemplateResponse(request, "accounts.html", {"staff": staff})


@router.get("/accounts/{account_id}")
def account(request: Request, staff: SignedIn, account_id: str) -> HTMLResponse:
    return templates.TemplateResponse(request, "account.html", {"staff": staff, "account_id": account_id})
