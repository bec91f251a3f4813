"""Refusals about one turn."""

from __future__ import annotations

from backend.errors import Conflict, Unavailable, Unprocessable


class TurnBusy(Unavailable):
    """An earlier turn of this conversation is still being answered; this one is kept, ask again with the same key."""

    def __init__(self) -> None:
        super().__init__("still_answering", "I am still answering your last message. Please try again in a moment.")


class ConversationOver(Conflict):
    def __init__(self) -> None:
        super().__init__("conversation_over", "This conversation has ended.")


class NoSuchButton(Unprocessable):
    def __init__(self) -> None:
        super().__init__("no_such_button", "This choice is no longer open. Please write what you would like to do.")
