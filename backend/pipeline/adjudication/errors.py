"""Refusals about adjudication."""

from __future__ import annotations

from backend.errors import Conflict, NotFound, Refused, Unprocessable


class AdjudicationNotFound(NotFound):
    """No such adjudication."""

    def __init__(self) -> None:
        super().__init__("adjudication_not_found", "There is no such adjudication.")


class NotPended(Conflict):
    """Somebody settled it, or it never waited."""

    def __init__(self) -> None:
        super().__init__("not_pended", "This claim does not wait for a person any more.")


class SupervisorNeeded(Refused):
    """A reason whose owner is a supervisor."""

    def __init__(self) -> None:
        super().__init__("supervisor_needed", "A supervisor decides this one.")


class CodeUnusable(Unprocessable):
    """A denial needs a current code."""

    def __init__(self) -> None:
        super().__init__(
            "code_unusable", "Name a group (CO, PR, OA, PI) and an adjustment reason code that is in force."
        )


class LinesNeeded(Unprocessable):
    """An appeal was won, and which lines it won has to be said."""

    def __init__(self, denied: list[int]) -> None:
        told = ", ".join(str(number) for number in denied)
        super().__init__("lines_needed", f"Say which lines the appeal won. Denied before: {told}.", lines=denied)


class AppealWon(Conflict):
    """What an appeal has decided is not denied again by one word."""

    def __init__(self) -> None:
        super().__init__(
            "appeal_won", "An appeal was won on this claim. Release it; lines the appeal did not win stay denied."
        )


class InformationDayWrong(Unprocessable):
    """The prompt-pay clock starts again the day what was asked for came: not before the claim, not in days to come."""

    def __init__(self) -> None:
        super().__init__(
            "information_day_wrong", "Information comes after the claim and no later than today: check the day it was received."
        )


class NotExplainable(Conflict):
    """No decision stands, or its parts do not add up: nothing is explained."""

    def __init__(self, sentence: str) -> None:
        super().__init__("not_explainable", sentence)


class TermsUnusable(Unprocessable):
    """Something in a terms document names what is not there."""

    def __init__(self, sentence: str) -> None:
        super().__init__("terms_unusable", sentence)
