"""Numbers that name nobody: what carriers send where a caller's number is withheld. Pure."""

from __future__ import annotations

WITHHELD = frozenset(
    {"", "anonymous", "restricted", "unavailable", "unknown", "+266696687", "266696687", "+8656696", "+7378742833"}
)


def is_withheld(caller: str) -> bool:
    """Whether this is no number anybody can be counted under or called at."""
    return caller.strip().lower() in WITHHELD
