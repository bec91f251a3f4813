"""Refusals of work queues."""

from __future__ import annotations

from backend.errors import Conflict, NotFound, Refused, Unprocessable


class NoSuchWork(NotFound):
    """No piece of work has that id."""

    def __init__(self) -> None:
        super().__init__("no_such_work", "There is no such piece of work.")


class WorkDone(Conflict):
    """Somebody closed it before."""

    def __init__(self) -> None:
        super().__init__("work_done", "This piece of work is closed already.")


class NotDoneYet(Conflict):
    """The record still waits in the state the work is about. ``sentence`` says what closes it."""

    def __init__(self, sentence: str) -> None:
        super().__init__("not_done_yet", sentence)


class CallsAreAgents(Refused):
    """A promised call, given or taken by somebody who makes none."""

    def __init__(self) -> None:
        super().__init__(
            "calls_are_agents", "Calls are made by agents, at their desk: ask one of them or a supervisor."
        )


class DayIsPromised(Conflict):
    """A call is owed at the time its caller was told."""

    def __init__(self) -> None:
        super().__init__(
            "day_is_promised", "The caller was told when they are called. This day stands until the call is recorded."
        )


class UnknownOwner(Unprocessable):
    """Neither a team nor the sign-in name of somebody who works on claims."""

    def __init__(self) -> None:
        super().__init__(
            "unknown_owner",
            "Nobody who works on claims has this name. Choose a team, or a person with an open account.",
        )
