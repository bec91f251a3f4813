"""Refusals about handoffs."""

from __future__ import annotations

from datetime import datetime

from backend.errors import Conflict, NotFound, Unprocessable


class NoHandoff(NotFound):
    def __init__(self) -> None:
        super().__init__("no_handoff", "There is no such handoff.")


class AlreadyAccepted(Conflict):
    """Another agent was first; says who."""

    def __init__(self, agent_name: str | None) -> None:
        super().__init__("already_accepted", f"{agent_name or 'Another agent'} has accepted this.", holder=agent_name)


class KeptForOthers(Conflict):
    """Colleagues with its skills come first for a while; ``opens_at`` says how long."""

    def __init__(self, skills: str, opens_at: datetime) -> None:
        sentence = f"This caller is kept for colleagues who {skills} for a little longer."
        super().__init__("kept_for_others", sentence, opens_at=opens_at.isoformat())


class HandoffOver(Conflict):
    def __init__(self) -> None:
        super().__init__("handoff_over", "This handoff is over.")


class WrapUpNeeded(Unprocessable):
    def __init__(self, codes: list[str]) -> None:
        super().__init__("wrap_up_needed", "Choose how the conversation ended before you close it.", codes=codes)


class AgentAway(Conflict):
    def __init__(self) -> None:
        super().__init__("agent_away", "That colleague is not at their desk. Choose another.")


class NotInTime(Unprocessable):
    def __init__(self) -> None:
        super().__init__("not_in_time", "Choose a time to come that is not too far away.")


class NoCallback(NotFound):
    def __init__(self) -> None:
        super().__init__("no_callback", "There is no such callback.")


class NoTelephone(Unprocessable):
    def __init__(self) -> None:
        super().__init__("no_telephone", "Enter your own telephone first: the call is put through to it.")


class NoNumber(Unprocessable):
    def __init__(self) -> None:
        super().__init__("no_number", "The number given is no telephone number in full. Call by hand, and record it.")


class AlreadyCalling(Conflict):
    """Somebody is being called already; says by whom."""

    def __init__(self, agent_name: str) -> None:
        super().__init__("already_calling", f"{agent_name} is on this call already.", holder=agent_name)


class CallbackOver(Conflict):
    """It was made, or tried, and recorded; says by whom."""

    def __init__(self, done_by: str | None) -> None:
        super().__init__("callback_over", f"{done_by or 'Somebody'} has recorded this call already.", holder=done_by)
