"""Under which name something is counted: hashes that say nothing of the address, number or id they stand for."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress

from backend.settings import get_settings


def keyed_hash(value: str) -> str:
    """A hash nobody without our key can reverse by trying; for counting by address, number or member id."""
    key = get_settings().secret("subject_key").encode()
    return hmac.new(key, value.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def origin_of(address: str | None) -> str:
    """The keyed hash an address is counted under: an IPv4 address, or an IPv6 network of 64 bits."""
    try:
        parsed = ipaddress.ip_address(address or "")
    except ValueError:
        return keyed_hash("unknown")
    if isinstance(parsed, ipaddress.IPv6Address):
        mapped = parsed.ipv4_mapped
        return keyed_hash(str(mapped or ipaddress.ip_network((parsed, 64), strict=False)))
    return keyed_hash(str(parsed))
