"""Refusals about a conversation as a whole."""

from __future__ import annotations

from backend.errors import Conflict, NotFound


class NoConversation(NotFound):
    def __init__(self) -> None:
        super().__init__("no_conversation", "There is no such conversation.")


class AnotherOwner(Conflict):
    """Somebody else holds the conversation; ``holder`` says who."""

    def __init__(self, owner: str, holder: str | None) -> None:
        who = holder or {"assistant": "the assistant", "waiting": "nobody yet"}.get(owner, "another agent")
        super().__init__("another_owner", f"This conversation is with {who}.", owner=owner, holder=holder)


class MovedOn(Conflict):
    """The writer saw an older state than the one that holds now."""

    def __init__(self, version: int) -> None:
        super().__init__("moved_on", "Something was said meanwhile; please read it before you answer.", version=version)
