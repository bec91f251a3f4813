"""Refusals about letters."""

from __future__ import annotations

from backend.errors import NotFound


class NoLetter(NotFound):
    """No such link, expired, used up, or not proved whose it is: all the same to who asks."""

    def __init__(self) -> None:
        super().__init__("no_letter", "This link does not open anything, or those details do not fit it.")
