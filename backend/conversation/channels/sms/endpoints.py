"""``/sms``: signed webhooks of text messages, and the page a thread's link opens."""

from __future__ import annotations

import structlog
from fastapi import APIRouter
from fastapi.responses import RedirectResponse
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from backend.conversation.callers.endpoints import Now
from backend.conversation.channels.sms import rules, service
from backend.conversation.channels.voice.endpoints import Twiml
from backend.conversation.channels.voice.twiml import messages
from backend.conversation.channels.voice.webhook import SignedForm
from backend.conversation.channels.web_chat.endpoints import Engine
from backend.conversation.outreach import service as outreach
from backend.conversation.turns.pool import in_turn_thread

log = structlog.get_logger()
router = APIRouter(prefix="/sms", tags=["sms"])


@router.post("/incoming", response_class=Twiml)
async def incoming(form: SignedForm, engine: Engine, clock: Now) -> Twiml:
    """One text message; the same MessageSid again gets the same answer and has no further effect."""
    try:
        texts = await in_turn_thread(lambda: service.answer(form, engine, clock))
    except (OperationalError, PoolTimeout) as error:
        log.error("text_answered_without_records", error_class=type(error).__name__)
        texts = [rules.OUT_OF_REACH]
    return Twiml(messages(texts))


@router.post("/status", status_code=204)
async def status(form: SignedForm, clock: Now) -> None:
    """The carrier's word on a message of ours, in whatever order it comes."""
    sid, told = form.get("MessageSid", ""), form.get("MessageStatus", "")
    await in_turn_thread(lambda: outreach.delivered(sid, told, clock))


@router.get("/{token}", response_class=RedirectResponse, status_code=303)
def opened(token: str, clock: Now) -> RedirectResponse:
    """The link sent to a new thread was opened on the phone."""
    return RedirectResponse(f"/phone-confirmed?ok={int(service.confirm(token, clock))}", status_code=303)
