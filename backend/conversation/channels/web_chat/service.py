"""Opening a chat, and knowing a browser again by its token. Rates are counted in PostgreSQL, so every process counts alike."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from backend.conversation.channels.web_chat.errors import NoChatSession, TooFast
from backend.conversation.channels.web_chat.repository import ChatSessionRepository
from backend.conversation.ownership import service as ownership
from backend.database import session_scope
from backend.kit.clock import Clock
from backend.kit.ids import new_token
from backend.models.conversation import ChatSession
from backend.staff.counting.repository import CounterRepository
from backend.staff.counting.service import keyed_hash, origin_of

TOKEN_LIFE = timedelta(hours=12)
SESSIONS_PER_MINUTE_MAX = 120
MESSAGES_PER_MINUTE_MAX = 1200
"""Per origin: an office of fifty people behind one address is not slowed, a flood is."""
TYPING_PER_MINUTE_MAX = 60
"""Of one chat: its page tells of typing every few seconds."""
TEXT_LENGTH_MAX = 1000


@dataclass(frozen=True, slots=True)
class Opened:
    """A new chat."""

    session_id: UUID
    token: str
    conversation_id: UUID


def open_chat(address: str | None, clock: Clock) -> Opened:
    """A conversation and the token that holds it. Raises TooFast."""
    now, origin, token = clock.now(), origin_of(address), new_token()
    with session_scope() as session:
        row = ownership.open_conversation(session, "chat", now=now, origin=origin)
        chat = hold(session, row.id, token, now)
        count(session, "chat_sessions", origin, SESSIONS_PER_MINUTE_MAX, now)
        return Opened(chat.id, token, row.id)


def hold(session: Session, conversation_id: UUID, token: str, now: datetime) -> ChatSession:
    """Let this token hold the conversation."""
    chat = ChatSession(
        conversation_id=conversation_id, token_hash=_hash(token), started_at=now, expires_at=now + TOKEN_LIFE
    )
    ChatSessionRepository(session).add(chat)
    return chat


def conversation_of(token: str | None, clock: Clock) -> UUID:
    """The conversation a token holds. Raises NoChatSession."""
    with session_scope() as session:
        return holder(session, token, clock.now())


def heard(conversation_id: UUID, event_id: int) -> str:
    """What shows that a stream of this conversation has told this event."""
    return keyed_hash(f"{conversation_id}:{event_id}")[:16]


def has_heard(conversation_id: UUID, event_id: int, proof: str) -> bool:
    """Whether this is what a stream of this conversation gave with that event."""
    return hmac.compare_digest(proof.encode("utf-8", "replace"), heard(conversation_id, event_id).encode())


def rate_limit(address: str | None, clock: Clock) -> Callable[[Session], None]:
    """Counts a message of this address, and raises TooFast beyond what a minute may hold."""
    return lambda session: count(session, "chat_messages", origin_of(address), MESSAGES_PER_MINUTE_MAX, clock.now())


def count_typing(session: Session, conversation_id: UUID, now: datetime) -> None:
    """Counts that a chat's caller types. Raises TooFast beyond what a minute may hold."""
    count(session, "chat_typing", str(conversation_id), TYPING_PER_MINUTE_MAX, now)


def holder(session: Session, token: str | None, now: datetime) -> UUID:
    """The conversation a token holds. Raises NoChatSession."""
    chat = ChatSessionRepository(session).by_token_hash(_hash(token)) if token else None
    if chat is None or chat.expires_at <= now:
        raise NoChatSession
    return chat.conversation_id


def count(session: Session, kind: str, subject: str, limit: int, now: datetime) -> None:
    """Count one more in this minute. Raises TooFast beyond the limit."""
    minute = now.astimezone(UTC).replace(second=0, microsecond=0)
    if CounterRepository(session).raise_count(kind, subject, minute) > limit:
        raise TooFast


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
