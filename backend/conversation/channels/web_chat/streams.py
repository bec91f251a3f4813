"""How many streams one chat may have open at a time in a process."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from uuid import UUID

from starlette.types import Receive, Scope, Send

from backend.conversation.channels.web_chat.errors import TooManyStreams
from backend.kit.media import Events

STREAMS_MAX = 5
"""A person has a window or two; each stream costs a query for everything that is told in its conversation."""
_open: Counter[UUID] = Counter()
"""By conversation. Streams are opened and closed by the event loop alone, so nothing locks it."""


class OneOfFew(Events):
    """A chat's stream, counted from its making to its end. Raises TooManyStreams."""

    def __init__(self, conversation_id: UUID, events: AsyncIterator[str]) -> None:
        if _open[conversation_id] >= STREAMS_MAX:
            raise TooManyStreams
        super().__init__(events, headers={"X-Accel-Buffering": "no"})
        self._conversation_id = conversation_id
        _open[conversation_id] += 1

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            _open[self._conversation_id] -= 1
            if not _open[self._conversation_id]:
                del _open[self._conversation_id]
