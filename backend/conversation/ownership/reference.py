"""The number a caller notes down for a conversation: the beginning of its random id, so that it says nothing of anybody. Pure."""

from __future__ import annotations

import re
from uuid import UUID

_BITS = 32
_SAID = re.compile(r"[Cc]?([0-9]{10})", re.ASCII)


def reference_of(conversation_id: UUID) -> str:
    """``C`` and ten digits; the same for the same conversation, whoever asks."""
    return f"C{conversation_id.int >> (128 - _BITS):010d}"


def ids_said(words: str) -> tuple[UUID, UUID] | None:
    """The first and the last id a reference read out can mean: as written, without its letter, in groups; None: it is none.

    Two conversations of four thousand million may share a beginning: whoever searches sees both.
    """
    found = _SAID.fullmatch(re.sub(r"[\s.,-]+", "", words))
    number = int(found.group(1)) if found else 1 << _BITS
    if number >> _BITS:
        return None
    first = number << (128 - _BITS)
    return UUID(int=first), UUID(int=first | (1 << (128 - _BITS)) - 1)
