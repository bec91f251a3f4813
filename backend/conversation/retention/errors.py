"""Refusals about holds and amendments."""

from __future__ import annotations

from backend.errors import Conflict, NotFound


class NoSuchHold(NotFound):
    def __init__(self) -> None:
        super().__init__("no_such_hold", "There is no such hold.")


class AlreadyLifted(Conflict):
    def __init__(self) -> None:
        super().__init__("already_lifted", "This hold has been lifted already.")


class NoSuchConversation(NotFound):
    def __init__(self) -> None:
        super().__init__("no_such_transcript", "There is no such conversation.")


class AlreadyForgotten(Conflict):
    def __init__(self) -> None:
        super().__init__("already_forgotten", "What was said in this conversation is no longer kept.")
