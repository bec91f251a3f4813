"""Refusals of the chat door."""

from __future__ import annotations

from typing import ClassVar

from backend.errors import ClaimlineError, SignInNeeded, TooMany, Unprocessable


class BodyTooLarge(ClaimlineError):
    status: ClassVar[int] = 413

    def __init__(self) -> None:
        super().__init__("too_large", "That is too much at once. A message may have up to 1,000 characters.")


class NotAnObject(Unprocessable):
    def __init__(self) -> None:
        super().__init__("malformed", "The request is not a JSON object of the form this address takes.")


class TextTooLong(Unprocessable):
    def __init__(self, limit: int) -> None:
        super().__init__("text_too_long", f"A message may have up to {limit:,} characters. Please make it shorter.")


class NothingSaid(Unprocessable):
    def __init__(self) -> None:
        super().__init__("nothing_said", "The message is empty. Please write what you would like to know.")


class KeyNeeded(Unprocessable):
    def __init__(self) -> None:
        super().__init__("key_needed", "Send an Idempotency-Key of 8 to 128 letters, digits, dashes or dots.")


class NoChatSession(SignInNeeded):
    """One answer for an unknown, a malformed and an expired token."""

    def __init__(self) -> None:
        super().__init__("no_session", "This chat is over. Please start a new one.")


class TooFast(TooMany):
    def __init__(self) -> None:
        super().__init__("too_fast", "That was a little fast. Please wait a moment and try again.")


class TooManyStreams(TooMany):
    def __init__(self) -> None:
        super().__init__("too_many_streams", "This chat is open in too many windows.")
