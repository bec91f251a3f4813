"""How far two scorers agree beyond chance: Cohen's kappa on what a score means. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

BANDS = ((90, "excellent"), (75, "good"), (50, "weak"), (1, "poor"), (0, "failed"))


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two people, the conversations both scored, and their kappa; None where chance alone explains everything."""

    scorers: tuple[str, str]
    conversations: int
    same: int
    kappa: float | None


def band_of(total: int) -> str:
    """What a total of 0 to 100 means."""
    return next(name for least, name in BANDS if total >= least)


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """(observed - expected) / (1 - expected) agreement; None without pairs or where chance expects full agreement."""
    if not pairs:
        return None
    count = len(pairs)
    observed = sum(one == other for one, other in pairs) / count
    ours, theirs = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    expected = sum(ours[name] * theirs[name] for name in ours) / count**2
    return None if expected == 1 else (observed - expected) / (1 - expected)


def agreements(scored: Iterable[Sequence[tuple[str, int]]]) -> list[Agreement]:
    """By pair of scorers; ``scored`` holds, per conversation, each scorer's name and first total."""
    pairs: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for scores in scored:
        known = sorted(scores)
        for place, (one, total) in enumerate(known):
            for other, other_total in known[place + 1 :]:
                pairs[one, other].append((band_of(total), band_of(other_total)))
    return [
        Agreement(names, len(found), sum(one == other for one, other in found), kappa(found))
        for names, found in sorted(pairs.items())
    ]
