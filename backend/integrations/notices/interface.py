"""What the backend asks of whatever carries a notice."""

from __future__ import annotations

from typing import Protocol


class NoticeNotSent(Exception):
    """It did not go out, or nobody knows whether it did. Carries nothing of the notice."""


class NoticeSender(Protocol):
    """Sends one short text to a phone number on file. ``key`` is our own id of the notice: the same key goes out once.

    Raises :class:`NoticeNotSent`.
    """

    def send(self, to: str, text: str, key: str) -> None: ...
