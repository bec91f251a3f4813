"""The answers of one reader: who has opened a link and proved whose it is sees the others that lie there, for a while.

The browser keeps the link and until when it was proved, signed; what may be seen is read from the record each time. A member
sees every letter of theirs; a provider's reader only what was sent to the same number, for a caller of that office has
proved a right to single claims.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.conversation.letters.errors import NoLetter
from backend.conversation.letters.layout import TITLES, day
from backend.conversation.letters.repository import LetterRepository
from backend.database import session_scope
from backend.kit.clock import Clock
from backend.models.outreach import Letter, LetterLink
from backend.settings import get_settings

COOKIE = "claimline_inbox"
OPEN_FOR = timedelta(minutes=15)
KEPT_FOR = timedelta(days=30)
"""How far back the list goes."""
_MAC_BYTES, _BODY_BYTES = 16, 32 + 5


@dataclass(frozen=True, slots=True)
class Answer:
    """A line of the list."""

    id: UUID
    title: str
    made: str
    reference: str
    opened: bool


def key_of(token_hash: str, now: datetime) -> str:
    """What the reader's browser keeps while the inbox is open."""
    body = bytes.fromhex(token_hash) + int((now + OPEN_FOR).timestamp()).to_bytes(5, "big")
    return base64.urlsafe_b64encode(body + _mac(body)).rstrip(b"=").decode()


def answers(key: str, clock: Clock) -> list[Answer] | None:
    """Every answer that lies in this inbox, newest first; None once it has closed, or for no key of ours."""
    try:
        with session_scope() as session:
            link = _link(session, key, clock)
            found = _lying(session, link, clock)
            subject = f"letter:{link.letter_id}"
            audit.record(session, Act.INBOX_OPENED, actor="caller:link", subject=subject, fields=["list"], clock=clock)
            return [
                Answer(one.id, TITLES[one.kind], day(one.asked_at.date()), one.reference, one.opened_at is not None)
                for one in found
            ]
    except NoLetter:
        return None


def open_one(key: str, letter_id: UUID, clock: Clock) -> bytes:
    """One of them. Raises NoLetter for one that lies elsewhere, as for one that is not there."""
    with session_scope() as session:
        link = _link(session, key, clock)
        found = next((one for one in _lying(session, link, clock) if one.id == letter_id), None)
        if found is None or found.pdf is None:
            raise NoLetter
        found.opened_at = clock.now()
        subject = f"letter:{found.id}"
        audit.record(session, Act.LETTER_OPENED, actor="caller:link", subject=subject, fields=["pdf"], clock=clock)
        return found.pdf


def _lying(session: Session, link: LetterLink, clock: Clock) -> Sequence[Letter]:
    return LetterRepository(session).lying_with(link, clock.now() - KEPT_FOR)


def _link(session: Session, key: str, clock: Clock) -> LetterLink:
    try:
        raw = base64.urlsafe_b64decode(key.encode("ascii") + b"=" * (-len(key) % 4))
    except (ValueError, UnicodeEncodeError):
        raise NoLetter from None
    body, mac = raw[:_BODY_BYTES], raw[_BODY_BYTES:]
    if len(raw) != _BODY_BYTES + _MAC_BYTES or not hmac.compare_digest(mac, _mac(body)):
        raise NoLetter
    ends = datetime.fromtimestamp(int.from_bytes(body[32:], "big"), UTC)
    link = LetterRepository(session).link(body[:32].hex()) if clock.now() <= ends else None
    if link is None or link.expires_at <= clock.now():
        raise NoLetter
    return link


def _mac(body: bytes) -> bytes:
    secret = get_settings().secret("subject_key").encode()
    return hmac.new(secret, b"inbox:" + body, hashlib.sha256).digest()[:_MAC_BYTES]
