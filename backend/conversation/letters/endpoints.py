"""Opening a letter by its link, and the others of its inbox. The pages are console's."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import StringConstraints

from backend.conversation.callers.endpoints import Now
from backend.conversation.letters import inbox, service
from backend.conversation.letters.errors import NoLetter
from backend.kit.media import Pdf
from backend.settings import get_settings

router = APIRouter(tags=["letters"])
Field = Annotated[str, StringConstraints(strip_whitespace=True, max_length=40), Form()]


@router.post("/letters/{token}", response_class=Pdf)
def open_letter(
    token: str, clock: Now, npi: Field = "", tax_id_last5: Field = "", date_of_birth: Field = "", zip_code: Field = ""
) -> Response:
    """The PDF, or the list where more lies there; for who proves nothing the question again, whatever the reason."""
    proof = service.Proof(npi, tax_id_last5, _day(date_of_birth), zip_code)
    try:
        opened = service.open_by_link(token, proof, clock)
    except NoLetter:
        whose = "provider" if npi else "member"
        return RedirectResponse(f"/letters/{token}?for={whose}&refused=1", status_code=303)
    answer = RedirectResponse("/inbox", status_code=303) if opened.others else _pdf(opened.pdf)
    age, secure = int(inbox.OPEN_FOR.total_seconds()), get_settings().public_base_url.startswith("https://")
    answer.set_cookie(
        inbox.COOKIE, opened.inbox_key, max_age=age, path="/inbox", httponly=True, samesite="strict", secure=secure
    )
    return answer


@router.get("/inbox/{letter_id}", response_class=Pdf)
def open_answer(letter_id: UUID, request: Request, clock: Now) -> Pdf:
    """One of the answers in an inbox that is open."""
    return _pdf(inbox.open_one(request.cookies.get(inbox.COOKIE, ""), letter_id, clock))


@router.post("/inbox/closed", response_class=RedirectResponse, status_code=303)
def close_inbox() -> RedirectResponse:
    """The reader is done."""
    answer = RedirectResponse("/inbox", status_code=303)
    answer.delete_cookie(inbox.COOKIE, path="/inbox")
    return answer


def _pdf(content: bytes) -> Pdf:
    headers = {"Content-Disposition": 'inline; filename="letter.pdf"', "Cache-Control": "no-store"}
    return Pdf(content, headers=headers)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
