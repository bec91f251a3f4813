"""What the backend asks of whatever carries X12 files."""

from __future__ import annotations

from typing import Protocol


class Clearinghouse(Protocol):
    """Carries files both ways. Names are ours on the way out and the sender's on the way in."""

    def send(self, name: str, content: bytes) -> None:
        """Hand a file over; the same name twice goes out once."""

    def waiting(self) -> list[str]:
        """Names of files that came in and were not settled, oldest first."""

    def fetch(self, name: str) -> bytes:
        """The bytes of one of them."""

    def settle(self, name: str) -> None:
        """Its bytes are safe with us: it is not offered again."""
