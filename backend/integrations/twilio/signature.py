"""Twilio's webhook signature: HMAC-SHA1 over the exact address and the sorted parameters. Pure."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable


def sign(token: str, url: str, parameters: Iterable[tuple[str, str]]) -> str:
    """The ``X-Twilio-Signature`` of a form post: the address with its query, then each name and value, sorted by name.

    https://www.twilio.com/docs/usage/webhooks/webhooks-security
    """
    covered = url + "".join(name + value for name, value in sorted(set(parameters)))
    digest = hmac.new(token.encode(), covered.encode("utf-8", "surrogatepass"), hashlib.sha1).digest()
    return base64.b64encode(digest).decode("ascii")


def is_signed(tokens: Iterable[str], url: str, parameters: Iterable[tuple[str, str]], given: str | None) -> bool:
    """Whether any of our tokens made this signature. All are tried, so that time tells nothing about which."""
    pairs = list(parameters)
    offered = (given or "").encode("utf-8", "replace")
    matches = [hmac.compare_digest(sign(token, url, pairs).encode("ascii"), offered) for token in tokens]
    return any(matches)
