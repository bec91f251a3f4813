"""Refusals about handoffs."""

from __future__ import annotations

from backend.errors import Conflict, NotFound, Unprocessable


class NoHandoff(NotFound):
    def __init__(self) -> None:
        super().__init__("no_handoff", "There is no such handoff.")


class AlreadyAccepted(Conflict):
    """Another agent was first; says who."""

    def __init__(self, agent_name: str | None) -> None:
        super().__init__("already_accepted", f"{agent_name or 'Another agent'} has accepted this.", holder=agent_name)


class HandoffOver(Conflict):
    def __init__(self) -> None:
        super().__init__("handoff_over", "This handoff is over.")


class WrapUpNeeded(Unprocessable):
    def __init__(self, codes: list[str]) -> None:
        super().__init__("wrap_up_needed", "Choose how the conversation ended before you close it.", codes=codes)
