"""The link a new text conversation carries: opening it on the phone shows that the phone is in the sender's hand. Pure.

A text's ``From`` can be forged, but the answer goes to the real owner of the number. So a thread is bound to its number
*and* to a signed link sent there; before it was opened nothing that proves identity is taken from the thread.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from uuid import UUID

LASTS = timedelta(minutes=30)
_BYTES = 16


def sign(key: bytes, conversation_id: UUID, now: datetime) -> str:
    """A token that names the thread and its own end, and that only we can make."""
    ends = int((now + LASTS).timestamp())
    body = conversation_id.bytes + ends.to_bytes(5, "big")
    return base64.urlsafe_b64encode(body + _mac(key, body)).rstrip(b"=").decode()


def read(key: bytes, token: str, now: datetime) -> UUID | None:
    """Whose token this is; None for a forged, broken or expired one."""
    try:
        raw = base64.urlsafe_b64decode(token.encode("ascii") + b"=" * (-len(token) % 4))
    except (ValueError, UnicodeEncodeError):
        return None
    body, mac = raw[:21], raw[21:]
    if len(raw) != 21 + _BYTES or not hmac.compare_digest(mac, _mac(key, body)):
        return None
    ends = datetime.fromtimestamp(int.from_bytes(body[16:], "big"), UTC)
    return UUID(bytes=body[:16]) if now <= ends else None


def _mac(key: bytes, body: bytes) -> bytes:
    return hmac.new(key, b"sms-link:" + body, hashlib.sha256).digest()[:_BYTES]
