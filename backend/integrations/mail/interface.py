"""What the backend asks of whoever prints and posts a letter."""

from __future__ import annotations

from typing import Protocol


class MailHouse(Protocol):
    """Prints and posts PDFs. ``name`` is our own name of the letter: the same name goes out once."""

    def post(self, name: str, content: bytes) -> None: ...
