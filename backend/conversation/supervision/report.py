"""What a period's conversations say: contained and falsely contained, why people were asked in, what was not understood. Pure."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

RETURN_WITHIN = timedelta(days=7)
"""Who comes again this soon had not been helped."""
KNOWN_TO = 3
"""A word is shown only when it was said in this many conversations: what one caller said is theirs."""
CLUSTERS_MAX = 12
_WORD = re.compile(r"[a-z][a-z'-]+")
_EMPTY = frozenset(
    "the and for you that this with have was are but not what can could would will about from they them your yours mine "
    "there here when where which who how why does did has had been were its it's i'm i've i'd just like want need please "
    "hello hi ok okay yes no my me we our is it to of on in an at do be so if or a i".split()
)


@dataclass(frozen=True, slots=True)
class Ended:
    """One conversation of the period; ``callers`` are keys that are equal for the same caller (and patient)."""

    id: Any
    started_at: datetime
    ended_at: datetime
    handed_off: bool
    callers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Containment:
    """How many the assistant ended alone, and how many of those only seemed so."""

    conversations: int
    contained: int
    came_again: tuple[Any, ...]

    @property
    def rate(self) -> float | None:
        return self.contained / self.conversations if self.conversations else None

    @property
    def true_rate(self) -> float | None:
        """Without those who came again within seven days."""
        return (self.contained - len(self.came_again)) / self.conversations if self.conversations else None


@dataclass(frozen=True, slots=True)
class Cluster:
    """Utterances that were not understood and share words."""

    words: tuple[str, ...]
    utterances: int
    conversations: tuple[Any, ...]


def containment(period: Sequence[Ended], later: Sequence[Ended]) -> Containment:
    """Of the period's conversations; ``later`` holds those that started in it or within seven days after."""
    visits: dict[str, list[datetime]] = defaultdict(list)
    for one in later:
        for caller in one.callers:
            visits[caller].append(one.started_at)
    contained = [one for one in period if not one.handed_off]
    again = tuple(one.id for one in contained if _came_again(one, visits))
    return Containment(len(period), len(contained), again)


def _came_again(one: Ended, visits: Mapping[str, Sequence[datetime]]) -> bool:
    return any(
        one.started_at < visit <= one.ended_at + RETURN_WITHIN for caller in one.callers for visit in visits[caller]
    )


def repeats(seen: Sequence[Ended], least: int = 2) -> list[tuple[Any, ...]]:
    """The conversations of each caller who came several times, the most frequent first; no conversation twice."""
    visits: dict[str, list[Any]] = defaultdict(list)
    for one in sorted(seen, key=lambda one: one.started_at):
        for caller in one.callers:
            visits[caller].append(one.id)
    found: list[tuple[Any, ...]] = []
    told: set[Any] = set()
    for ids in sorted(visits.values(), key=len, reverse=True):
        if len(ids) >= least and not told & set(ids):
            told |= set(ids)
            found.append(tuple(ids))
    return found


def clusters(utterances: Sequence[tuple[Any, str]]) -> list[Cluster]:
    """(conversation, covered words) that were not understood, gathered around the words most conversations share."""
    left = [(conversation, frozenset(_WORD.findall(text.lower())) - _EMPTY) for conversation, text in utterances]
    found: list[Cluster] = []
    while len(found) < CLUSTERS_MAX:
        shared = _shared(left)
        if not shared:
            break
        centre = shared[0]
        inside = [one for one in left if centre in one[1]]
        words = tuple(dict.fromkeys((centre, *_shared(inside, len(inside) // 2))))[:4]
        conversations = tuple(dict.fromkeys(conversation for conversation, _ in inside))
        found.append(Cluster(words, len(inside), conversations))
        left = [one for one in left if centre not in one[1]]
    return found


def _shared(spoken: Sequence[tuple[Any, frozenset[str]]], least: int = 0) -> list[str]:
    """Words said in enough conversations, the most widespread first."""
    pairs = {(conversation, word) for conversation, words in spoken for word in words}
    counted = Counter(word for _, word in pairs)
    enough = max(KNOWN_TO, least)
    return [word for word, count in sorted(counted.items(), key=lambda one: (-one[1], one[0])) if count >= enough]
