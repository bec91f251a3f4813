"""The hash chain: what one event's hash covers, and where a chain is broken (after RFC 6962's signed heads)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

GENESIS = bytes(32)


@dataclass(frozen=True, slots=True)
class Link:
    """What is hashed of one event; ``at`` in UTC to the microsecond."""

    seq: int
    at: datetime
    act: str
    actor: str
    subject: str
    fields: list[Any]
    purpose: str

    def hash_after(self, previous: bytes) -> bytes:
        """SHA-256 over the previous hash and this event's canonical JSON."""
        at = self.at.astimezone(UTC).isoformat(timespec="microseconds")
        body = [self.seq, at, self.act, self.actor, self.subject, self.fields, self.purpose]
        canonical = json.dumps(body, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
        return hashlib.sha256(previous + canonical.encode("ascii")).digest()


@dataclass(frozen=True, slots=True)
class Break:
    """The first row at which the trail no longer holds, and why, in a sentence."""

    seq: int
    reason: str


def first_break(
    links: Iterable[tuple[Link, bytes]], heads: dict[int, bytes], start: tuple[int, bytes] = (0, GENESIS)
) -> Break | None:
    """Walk the chain once. ``heads`` are the signed heads by sequence number, ``start`` the event before the first one kept
    with its hash; None when everything holds."""
    last, previous = start
    expected = last + 1
    if heads.get(last, previous) != previous:
        return Break(last, f"the trail begins after an event {last} that is not the one that was signed")
    for link, stored in links:
        if link.seq != expected:
            return Break(expected, f"event {expected} is missing")
        computed = link.hash_after(previous)
        if computed != stored:
            return Break(link.seq, f"event {link.seq} was changed after it was written")
        if link.seq in heads and heads[link.seq] != stored:
            return Break(link.seq, f"the chain up to event {link.seq} is not the one that was signed")
        previous, expected, last = stored, expected + 1, link.seq
    lost = [seq for seq in heads if seq > last]
    return Break(last + 1, f"the events after {last} up to a signed {max(lost)} are gone") if lost else None
