"""What the backend asks of whatever sends a fax."""

from __future__ import annotations

from typing import Protocol


class FaxSender(Protocol):
    """Sends a PDF to a fax number on file. ``key`` is our own id of it: the same key goes out once."""

    def send(self, to: str, pdf: bytes, key: str) -> None: ...
