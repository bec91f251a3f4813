"""The pages of operations beside denials and appeals: files, reports, quality."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from backend.console.endpoints import templates
from backend.staff.gate import SignedIn

router = APIRouter(prefix="/operate", include_in_schema=False)


@router.get("/files")
def files(request: Request, staff: SignedIn) -> HTMLResponse:
    return templates.TemplateResponse(request, "files.html", {"staff": staff})


@router.get("/files/{file_id}")
def file(request: Request, staff: SignedIn, file_id: str) -> HTMLResponse:
    return templates.TemplateResponse(request, "file.html", {"staff": staff, "file_id": file_id})


@router.get("/advices/{advice_id}")
def held_payment(request: Request, staff: SignedIn, advice_id: str) -> HTMLResponse:
    return templates.TemplateResponse(request, "held_payment.html", {"staff": staff, "advice_id": advice_id})


@router.get("/front-desk")
def front_desk(request: Request, staff: SignedIn) -> HTMLResponse:
    return templates.TemplateResponse(request, "front_desk.html", {"staff": staff})


@router.get("/coding-queries")
def coding_queries(request: Request, staff: SignedIn) -> HTMLResponse:
    return templates.TemplateResponse(request, "coding_queries.html", {"staff": staff})


@router.get("/enrolments")
def enrolments(request: Request, staff: SignedIn) -> HTMLResponse:
    return templates.TemplateResponse(request, "enrolments.html", {"staff": staff})


@router.get("/going-out")
def going_out(request: Request, staff: SignedIn) -> HTMLResponse:
    return templates.TemplateResponse(request, "going_out.html", {"staff": staff})


@router.get("/underpayments")
def underpayments(request: Request, staff: SignedIn) -> HTMLResponse:
    return templates.TemplateResponse(request, "underpayments.html", {"staff": staff})


@router.get("/reports")
def reports(request: Request, staff: SignedIn) -> HTMLResponse:
    return templates.TemplateResponse(request, "reports.html", {"staff": staff})


@router.get("/reports/{report_id}")
def report(request: Request, staff: SignedIn, report_id: str) -> HTMLResponse:
    return templates.TemplateResponse(request, "report.html", {"staff": staff, "report_id": report_id})


@router.get("/reports/{report_id}/lists/{basis}")
def claims_behind(request: Request, staff: SignedIn, report_id: str, basis: str) -> HTMLResponse:
    return templates.TemplateResponse(
        request, "report_list.html", {"staff": staff, "report_id": report_id, "basis": basis}
    )


@router.get("/quality")
def quality(request: Request, staff: SignedIn) -> HTMLResponse:
    return templates.TemplateResponse(request, "quality.html", {"staff": staff})
