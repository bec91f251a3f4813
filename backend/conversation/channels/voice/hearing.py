"""What caller and agent say to each other, written down by the network, made turns of the same conversation in order.

https://www.twilio.com/docs/voice/twiml/transcription#statuscallbackurl : each event carries its place in its transcription.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from backend.conversation.channels.voice import service
from backend.conversation.channels.voice.errors import NotACall
from backend.conversation.channels.voice.legs import LegRepository
from backend.conversation.ownership import service as ownership
from backend.conversation.turns.text import harmless, is_silence
from backend.database import session_scope
from backend.kit.clock import Clock
from backend.models.call import HeardSpeech
from backend.models.conversation import Conversation, Turn

TEXT_LENGTH_MAX = 4000
PATIENCE = timedelta(seconds=20)
"""How long an event waits for an earlier one; then what is there is taken in its order."""
_SID = re.compile(r"GT[0-9a-fA-F]{32}")
_EVENTS = {
    "transcription-started": "started",
    "transcription-content": "content",
    "transcription-stopped": "stopped",
    "transcription-error": "error",
}
_SPEAKERS = {"inbound_track": "caller", "outbound_track": "agent"}


def heard(form: dict[str, str], clock: Clock) -> None:
    """One event. A repeat changes nothing, one that comes early waits for those before it. Raises NotACall."""
    sid, event = form.get("TranscriptionSid", ""), _EVENTS.get(form.get("TranscriptionEvent", ""))
    place = form.get("SequenceId", "")
    if not _SID.fullmatch(sid) or event is None or not place.isdigit() or len(place) > 8:
        raise NotACall
    conversation_id = service.conversation_of(form, clock)
    text, confidence = _words(form.get("TranscriptionData", ""))
    with session_scope() as session:
        row = ownership.lock(session, conversation_id)
        repository = LegRepository(session)
        if repository.speech(sid, int(place)) is not None:
            return
        final = form.get("Final", "true").lower() == "true"
        spoken = HeardSpeech(
            transcription_sid=sid,
            sequence=int(place),
            conversation_id=row.id,
            event=event,
            speaker=_SPEAKERS.get(form.get("Track", "")),
            text=text if event == "content" and final else "",
            confidence=confidence,
            received_at=clock.now(),
        )
        repository.add(spoken)
        _take_in_order(session, row, sid, clock)


def _words(data: str) -> tuple[str, float | None]:
    try:
        told = json.loads(data) if data else {}
    except ValueError:
        return "", None
    if not isinstance(told, dict):
        return "", None
    text, sure = told.get("transcript"), told.get("confidence")
    plain = harmless(str(text))[:TEXT_LENGTH_MAX] if isinstance(text, str) else ""
    return plain, float(sure) if isinstance(sure, (int, float)) and 0 <= sure <= 1 else None


def _take_in_order(session: Session, row: Conversation, sid: str, clock: Clock) -> None:
    """Take what follows without a gap on what was taken already."""
    repository = LegRepository(session)
    next_place = repository.last_taken(sid) + 1
    for event in repository.untaken(sid):
        if event.sequence < next_place:  # its place was given up waiting for: better late than not at all
            _take(session, row, event, clock)
        elif event.sequence == next_place:
            _take(session, row, event, clock)
            next_place += 1
        else:
            return


def take_left_behind(session: Session, clock: Clock) -> int:
    """Take what has waited too long for an event that never came; how many."""
    waiting: Sequence[HeardSpeech] = LegRepository(session).left_behind(clock.now() - PATIENCE)
    for sid, conversation_id in dict.fromkeys((one.transcription_sid, one.conversation_id) for one in waiting):
        row = ownership.lock(session, conversation_id)
        for event in LegRepository(session).untaken(sid):
            _take(session, row, event, clock)
    return len(waiting)


def _take(session: Session, row: Conversation, event: HeardSpeech, clock: Clock) -> None:
    event.taken_at = clock.now()
    if event.speaker is None or is_silence(event.text):
        return
    row.last_turn += 1
    row.last_activity_at = clock.now()
    session.add(_turn(row, event, row.agent_id))
    session.flush()
    ownership.wake(session, row)


def _turn(row: Conversation, event: HeardSpeech, agent_id: UUID | None) -> Turn:
    by_caller = event.speaker == "caller"
    message: dict[str, Any] = {"text": event.text, "more": None, "from": "agent", "buttons": []}
    return Turn(
        conversation_id=row.id,
        number=row.last_turn,
        key=f"heard:{event.transcription_sid}:{event.sequence}",
        speaker=event.speaker,
        agent_id=None if by_caller else agent_id,
        kind="speech",
        said=event.text if by_caller else None,
        confidence=event.confidence,
        received_at=event.received_at,
        state="kept" if by_caller else "answered",
        answered_at=event.received_at,
        owner="agent",
        messages=[] if by_caller else [message],
        answer_text="" if by_caller else event.text,
        actions=[],
        evidence=[],
    )
