"""Who may own work: a team, or a person with an account that works there. Nothing is given to nobody by a slip of the keys."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from backend.pipeline.work.errors import UnknownOwner
from backend.pipeline.work.repository import WorkRepository
from backend.staff.policy import AGENTS, OPERATORS, SUPERVISORS, Role

TEAMS = (
    "authorizations", "biller", "clinical", "coder", "enrollment", "practice approver", "registration", "supervisor",
)  # fmt: skip
"""Roles the stages themselves give work to."""
CALLS, UNDELIVERED, ALARMS = "callbacks", "undelivered_notices", "alarms"
AGENTS_TEAM = "agent"
_THEIRS: dict[str, tuple[tuple[str, ...], frozenset[Role]]] = {
    CALLS: ((AGENTS_TEAM, "supervisor"), AGENTS),
    UNDELIVERED: ((AGENTS_TEAM, *TEAMS), AGENTS | OPERATORS),
    ALARMS: (("supervisor",), SUPERVISORS),
}
"""Queues whose work is not the operators': agents see to it at their desk, supervisors at their wall. The teams and the
roles of the people it can be given to."""


@dataclass(frozen=True, slots=True)
class Owner:
    """What is written as the owner, and who that is for people. ``name`` is empty for a team."""

    owner: str
    name: str = ""


def owners(session: Session, queue: str = "") -> list[Owner]:
    """Everybody work of this queue can be given to: the teams, then people by name."""
    teams, roles = _THEIRS.get(queue, (TEAMS, OPERATORS))
    people = [Owner(email, name) for email, name in WorkRepository(session).operators(roles)]
    return [*(Owner(one) for one in teams), *people]


def demand_owner(session: Session, owner: str, before: str = "", queue: str = "") -> None:
    """Raises UnknownOwner for whom no work of this queue can be given to; who has it ``before`` may keep it."""
    if owner != before and owner not in {one.owner for one in owners(session, queue)}:
        raise UnknownOwner
