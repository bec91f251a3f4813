"""Refusals of the telephone's door."""

from __future__ import annotations

from backend.errors import NotFound, Refused, Unprocessable


class NotSigned(Refused):
    def __init__(self) -> None:
        super().__init__("not_signed", "This request does not carry a signature of ours.")


class NoSuchCall(NotFound):
    """A call of ours that is over, or never was."""

    def __init__(self) -> None:
        super().__init__("no_such_call", "There is no such call.")


class NotACall(Unprocessable):
    def __init__(self) -> None:
        super().__init__("not_a_call", "The request names no call or message.")
