"""``POST /letters/{token}``: opening a letter. The page that asks for the proof is console's."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse, Response
from pydantic import StringConstraints

from backend.conversation.callers.endpoints import Now
from backend.conversation.letters import service
from backend.conversation.letters.errors import NoLetter

router = APIRouter(tags=["letters"])
Field = Annotated[str, StringConstraints(strip_whitespace=True, max_length=40), Form()]


@router.post("/letters/{token}")
def open_letter(
    token: str, clock: Now, npi: Field = "", tax_id_last5: Field = "", date_of_birth: Field = "", zip_code: Field = ""
) -> Response:
    """The PDF for who proves themselves; anything else leads back to the question, with one sentence for all reasons."""
    proof = service.Proof(npi, tax_id_last5, _day(date_of_birth), zip_code)
    try:
        pdf = service.open_by_link(token, proof, clock)
    except NoLetter:
        whose = "provider" if npi else "member"
        return RedirectResponse(f"/letters/{token}?for={whose}&refused=1", status_code=303)
    headers = {"Content-Disposition": 'inline; filename="letter.pdf"', "Cache-Control": "no-store"}
    return Response(pdf, media_type="application/pdf", headers=headers)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
