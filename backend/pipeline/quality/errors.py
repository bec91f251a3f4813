"""Refusals of quality."""

from __future__ import annotations

from backend.errors import Conflict, NotFound, Refused, Unprocessable


class NoSuchSample(NotFound):
    def __init__(self) -> None:
        super().__init__("no_such_sample", "There is no such sample.")


class NoSuchCheck(NotFound):
    def __init__(self) -> None:
        super().__init__("no_such_check", "There is no such check.")


class NoPlan(Unprocessable):
    """No plan says how much of this work is looked at."""

    def __init__(self) -> None:
        super().__init__("no_plan", "No plan says how much of this kind of work is looked at in that month.")


class DrawnBefore(Conflict):
    """No day is drawn from twice: drawing until one likes it would prove nothing."""

    def __init__(self) -> None:
        super().__init__("drawn_before", "This work is drawn from already, as far as the month has gone.")


class OwnWork(Refused):
    """Nobody judges their own work."""

    def __init__(self) -> None:
        super().__init__("own_work", "This is your own work: somebody else judges it.")


class JudgedBefore(Conflict):
    def __init__(self) -> None:
        super().__init__("judged_before", "You have judged this already.")


class VerdictIncomplete(Unprocessable):
    """An error needs its category and where it shows."""

    def __init__(self) -> None:
        super().__init__(
            "verdict_incomplete", "An error needs one of the categories of this kind of work, and where it shows."
        )
