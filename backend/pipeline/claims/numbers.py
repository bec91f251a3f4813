"""Numbers as they are compared: people say and type them with and without dashes. Pure."""

from __future__ import annotations


def plain_number(number: str) -> str:
    """Capitals, no blanks, dashes or dots: the Python twin of :func:`backend.models.claim.plain`."""
    return number.upper().replace(" ", "").replace("-", "").replace(".", "")
