"""Who may own work: a team, or a person with an account that works there. Nothing is given to nobody by a slip of the keys."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from backend.pipeline.work.errors import UnknownOwner
from backend.pipeline.work.repository import WorkRepository
from backend.staff.policy import OPERATORS

TEAMS = (
    "authorizations", "biller", "clinical", "coder", "enrollment", "practice approver", "registration", "supervisor",
)  # fmt: skip
"""Roles the stages themselves give work to."""


@dataclass(frozen=True, slots=True)
class Owner:
    """What is written as the owner, and who that is for people. ``name`` is empty for a team."""

    owner: str
    name: str = ""


def owners(session: Session) -> list[Owner]:
    """Everybody work can be given to: the teams, then people by name."""
    people = [Owner(email, name) for email, name in WorkRepository(session).operators(OPERATORS)]
    return [*(Owner(one) for one in TEAMS), *people]


def demand_owner(session: Session, owner: str, before: str = "") -> None:
    """Raises UnknownOwner for whom no work can be given to; who has it ``before`` may keep it."""
    if owner in (*TEAMS, before):
        return
    if owner not in {one.owner for one in owners(session)}:
        raise UnknownOwner
