"""Of each reviewer's scores of a conversation the last stands; the earlier ones are told beside it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from backend.models.review import Review


@dataclass(frozen=True, slots=True)
class Standing:
    """A score that stands, and what its reviewer gave before it, first to last."""

    review: Review
    earlier: tuple[Review, ...] = ()


def standing(reviews: Sequence[Review]) -> list[Standing]:
    """The scores that stand, in the order they were given; ``reviews`` are in that order."""
    found: dict[tuple[UUID, UUID], Standing] = {}
    for one in reviews:
        whose = one.conversation_id, one.reviewer_id
        before = found.pop(whose, None)
        found[whose] = Standing(one, (*before.earlier, before.review) if before else ())
    return list(found.values())


def same(one: Review, other: Review) -> bool:
    """Whether a score says nothing new: sent twice, it is one."""
    said = ("rubric", "points", "auto_fails", "note")
    return all(getattr(one, name) == getattr(other, name) for name in said)
