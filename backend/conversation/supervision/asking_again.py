"""A search as its searcher's browser may keep it: sealed, so that whoever sits down there next reads nothing of it.

What was searched for may be health information; neither addresses nor the browser's own stores may hold it readable.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import datetime, timedelta
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken

from backend.conversation.supervision.errors import SearchOver
from backend.conversation.supervision.schemas import Search
from backend.settings import get_settings

KEPT_FOR = timedelta(hours=12)
"""As long as a session lasts at most."""
_NEVER_KEPT = {"again", "before", "limit"}


def sealed(wanted: Search, staff_id: UUID, now: datetime) -> str:
    """The search, readable only here and only for this person."""
    asked = wanted.model_dump_json(exclude=_NEVER_KEPT, exclude_none=True)
    return _box(staff_id).encrypt_at_time(asked.encode(), int(now.timestamp())).decode()


def opened(token: str, staff_id: UUID, now: datetime) -> Search:
    """The search of a token. Raises SearchOver for one that is too old, another person's, or none of ours."""
    try:
        asked = _box(staff_id).decrypt_at_time(
            token.encode("ascii"), int(KEPT_FOR.total_seconds()), int(now.timestamp())
        )
    except (InvalidToken, UnicodeEncodeError):
        raise SearchOver from None
    return Search.model_validate_json(asked)


def _box(staff_id: UUID) -> Fernet:
    secret = get_settings().secret("subject_key").encode()
    return Fernet(base64.urlsafe_b64encode(hmac.new(secret, f"search:{staff_id}".encode(), hashlib.sha256).digest()))
