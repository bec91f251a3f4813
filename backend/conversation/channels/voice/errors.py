"""Refusals of the telephone's door."""

from __future__ import annotations

from backend.errors import Refused, Unprocessable


class NotSigned(Refused):
    def __init__(self) -> None:
        super().__init__("not_signed", "This request does not carry a signature of ours.")


class NotACall(Unprocessable):
    def __init__(self) -> None:
        super().__init__("not_a_call", "The request names no call or message.")
