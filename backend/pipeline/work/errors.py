"""Refusals of work queues."""

from __future__ import annotations

from backend.errors import Conflict, NotFound


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
