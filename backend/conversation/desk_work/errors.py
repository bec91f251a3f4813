"""Refusals about the work at the desk."""

from __future__ import annotations

from backend.errors import Conflict, NotFound


class NoDeskWork(NotFound):
    """Also for work that is not an agent's."""

    def __init__(self) -> None:
        super().__init__("no_desk_work", "There is no such work for agents.")


class WithColleague(Conflict):
    """A colleague has taken it; says who."""

    def __init__(self, owner: str) -> None:
        super().__init__("with_colleague", f"{owner} sees to this.", holder=owner)
