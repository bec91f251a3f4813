"""``/sms``: signed webhooks of text messages."""

from __future__ import annotations

from fastapi import APIRouter

from backend.conversation.callers.endpoints import Now
from backend.conversation.channels.sms import service
from backend.conversation.channels.voice.endpoints import Twiml
from backend.conversation.channels.voice.twiml import messages
from backend.conversation.channels.voice.webhook import SignedForm
from backend.conversation.channels.web_chat.endpoints import Engine
from backend.conversation.turns.pool import in_turn_thread

router = APIRouter(prefix="/sms", tags=["sms"])


@router.post("/incoming", response_class=Twiml)
async def incoming(form: SignedForm, engine: Engine, clock: Now) -> Twiml:
    """One text message; the same MessageSid again gets the same answer and has no further effect."""
    return Twiml(messages(await in_turn_thread(lambda: service.answer(form, engine, clock))))
