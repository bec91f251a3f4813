"""Jobs of the letters."""

from __future__ import annotations

from uuid import UUID

import procrastinate

from backend.conversation.letters import service
from backend.conversation.outreach import service as outreach
from backend.database import session_scope
from backend.integrations.fax.local import fax_sender
from backend.kit.clock import SystemClock

blueprint = procrastinate.Blueprint()


@blueprint.task(name="make_letter", queue="default", retry=5)
def make_letter(letter_id: str, preference_id: str | None = None) -> None:
    """Write it, send it to the fax on file, and say by the chosen channel that it is there."""
    with session_scope() as session:
        letter = service.make(session, UUID(letter_id), fax_sender(), SystemClock())
        if letter is not None and letter.delivery == "inbox":
            chosen = UUID(preference_id) if preference_id else None
            outreach.answer_is_ready(session, letter, chosen, SystemClock())
