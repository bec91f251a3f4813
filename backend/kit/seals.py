"""Values sealed before they go to the database: a dump without ``var/secrets`` tells nothing of them."""

from __future__ import annotations

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken

from backend.errors import Unavailable
from backend.settings import get_settings


def sealed(value: str, purpose: str) -> str:
    """The value, encrypted for one purpose."""
    return _box(purpose).encrypt(value.encode("utf-8")).decode("ascii")


def opened(value: str, purpose: str) -> str:
    """What was sealed for this purpose. Raises Unavailable where the key it was sealed with is not there."""
    try:
        return _box(purpose).decrypt(value).decode("utf-8")
    except InvalidToken:
        raise Unavailable("key_missing", "The key under var/secrets is not the one this was sealed with.") from None


def _box(purpose: str) -> Fernet:
    secret = get_settings().secret("sealing_key").encode()
    return Fernet(base64.urlsafe_b64encode(hmac.new(secret, purpose.encode(), hashlib.sha256).digest()))
