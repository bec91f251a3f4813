"""Who should take which handoff: first those who are good at it, after a while anybody. Pure.

Nobody waits for a skill that nobody at a desk has, and an emergency waits for no skill at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from backend.staff.schemas import Skill

SKILLS: tuple[Skill, ...] = ("provider", "member", "clinical", "credentialing", "spanish")

KEPT_FOR: tuple[timedelta, timedelta, timedelta] = (timedelta(0), timedelta(minutes=1), timedelta(minutes=3))
"""Per urgency (emergency, urgent, ordinary): how long a handoff is kept for those with its skills."""
CLINICAL_REASONS = frozenset({"peer_to_peer", "sensitive"})
_OF_ROOT_CAUSE: dict[str, Skill] = {"medical_necessity": "clinical", "provider_enrollment": "credentialing"}
SPOKEN: dict[Skill, str] = {
    "provider": "work with providers",
    "member": "work with members",
    "clinical": "answer clinical questions",
    "credentialing": "know credentialing",
    "spanish": "speak Spanish",
}


def needed(reason: str, role: str | None, language: str, root_cause: str | None) -> tuple[Skill, ...]:
    """What whoever takes it should be good at; nothing known of the caller asks for nothing.

    ``role``: proved, or by the caller's own word. A language nobody has a skill for is met with an interpreter.
    """
    found: set[Skill] = set()
    if role in ("provider", "member"):
        found.add("provider" if role == "provider" else "member")
    if reason in CLINICAL_REASONS:
        found.add("clinical")
    if root_cause in _OF_ROOT_CAUSE:
        found.add(_OF_ROOT_CAUSE[root_cause])
    if language == "es":
        found.add("spanish")
    return tuple(one for one in SKILLS if one in found)


def has(skills: Iterable[str], wanted: Iterable[str]) -> bool:
    """Whether somebody with these skills takes it. An account without any skill entered takes everything."""
    mine = set(skills)
    return not mine or set(wanted) <= mine


def open_before(now: datetime) -> tuple[datetime, datetime, datetime]:
    """Per urgency: what was asked for before then is open to everybody."""
    emergency, urgent, ordinary = (now - kept for kept in KEPT_FOR)
    return emergency, urgent, ordinary


def opens_at(
    wanted: Iterable[str],
    urgency: int,
    requested_at: datetime,
    mine: Iterable[str],
    at_desk: Iterable[Iterable[str]],
    now: datetime,
) -> datetime | None:
    """When somebody with the skills ``mine`` may take it; None: now. ``at_desk``: the skills of each colleague there."""
    wanted = set(wanted)
    moment = requested_at + KEPT_FOR[urgency]
    if has(mine, wanted) or moment <= now:
        return None
    return moment if any(wanted <= set(theirs) for theirs in at_desk) else None


def sentence_of(wanted: Iterable[str]) -> str:
    """The skills in words: "speak Spanish and work with members"."""
    return " and ".join(SPOKEN[one] for one in SKILLS if one in set(wanted))
