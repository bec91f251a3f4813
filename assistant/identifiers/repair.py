"""Repair by confusion: an identifier that is off by misheard characters, against a closed set of candidates.

Only for the claims and members of a provider already verified, and what comes out is always confirmed by the caller:
with an open set this would turn any guess into somebody's identifier.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_SETS = ("AHJK8", "BCDEGPTVZ3", "FSX", "IY", "MN", "5S", "0O", "1IL", "8B", "2Z", "59")
_CLOSE: frozenset[frozenset[str]] = frozenset(
    frozenset((a, b)) for group in _SETS for a in group for b in group if a != b
)


def confusable(one: str, other: str) -> bool:
    """Whether two characters are taken for each other on the telephone or by eye."""
    return frozenset((one, other)) in _CLOSE


def is_misread(one: str, other: str, most: int) -> bool:
    """Whether two are as long and differ in no more characters than misheard or mistyped ones do: D2750 and D2950."""
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) <= most


def distance(heard: str, candidate: str) -> float | None:
    """0 for the same; 1 for each confusable character; None where they differ otherwise or in length."""
    if len(heard) != len(candidate):
        return None
    total = 0.0
    for one, other in zip(heard, candidate, strict=True):
        if one != other:
            if not confusable(one, other):
                return None
            total += 1.0
    return total


def repair(heard: str | Sequence[str], candidates: Iterable[str], *, most: float = 3.0) -> str | None:
    """The one candidate the heard characters can have been, or None where none or more than one is near.

    Several hearings of the same identifier are weighed together; one that fits no candidate (other length) says nothing.
    A second candidate that is not at least one confusion further makes it doubtful: then nothing is proposed.
    """
    hearings = [squash(h) for h in ([heard] if isinstance(heard, str) else heard)]
    near: list[tuple[float, str]] = []
    for candidate in set(candidates):
        plain = squash(candidate)
        far = [d for h in hearings if (d := distance(h, plain)) is not None and d <= most]
        if far:
            near.append((sum(far) / len(far) + (len(hearings) - len(far)), candidate))
    near.sort()
    if not near or (len(near) > 1 and near[1][0] - near[0][0] < 1.0):
        return None
    return near[0][1]


def squash(text: str) -> str:
    """Letters and digits alone, large: how identifiers are compared."""
    return "".join(c for c in text.upper() if c.isalnum())
