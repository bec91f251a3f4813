"""Refusals about claims before they leave."""

from __future__ import annotations

from backend.errors import Conflict, NotFound, Unprocessable


class NotOutgoing(NotFound):
    """No claim of ours on its way out."""

    def __init__(self) -> None:
        super().__init__("not_outgoing", "There is no claim of ours under this number that waits to go out.")


class BilledElsewhere(Conflict):
    """It came in by file: what its 837 says beside what is kept of it is known where it was billed."""

    def __init__(self) -> None:
        super().__init__(
            "billed_elsewhere",
            "The claim came in by file: correct it where it was billed and bring in the corrected file. One that the payer "
            "returned is then taken in under the same account number, and the work on this one ends.",
        )


class NothingToAskFor(Conflict):
    """A corrected claim is asked for from a sender where one came by file and was returned at the door."""

    def __init__(self) -> None:
        super().__init__(
            "nothing_to_ask_for",
            "A corrected claim is asked for where one came by file and its payer returned it before a decision.",
        )


class ExpectedDayWrong(Unprocessable):
    """A day in the past, or too far ahead for anybody to look."""

    def __init__(self, most: int) -> None:
        super().__init__(
            "expected_day_wrong", f"The day it is expected by is today or within the next {most} days.", most=most
        )


class AlreadyOut(Conflict):
    """With the payer: it is corrected by a replacement claim, or after a rejection."""

    def __init__(self) -> None:
        super().__init__(
            "already_out", "The claim is with the payer: correct it after a rejection, or send a replacement."
        )


class OffItsWay(Conflict):
    """It was taken off its way: what is to be billed after all is billed anew."""

    def __init__(self) -> None:
        super().__init__(
            "taken_off",
            "The claim was taken off its way and is not sent any more. Bill the visit again if it is to be paid.",
        )


class WrittenOff(Conflict):
    """A named person gave its charge up before any payer decided on it."""

    def __init__(self) -> None:
        super().__init__(
            "written_off",
            "The claim's charge was written off, so it is not corrected and sent any more. Take it off its way.",
        )


class NotDecided(Conflict):
    """A replacement names the payer's number of a decided claim."""

    def __init__(self) -> None:
        super().__init__("not_decided", "A claim is replaced after the payer decided it under a number of its own.")


class AlreadyReplaced(Conflict):
    """One replacement at a time."""

    def __init__(self) -> None:
        super().__init__("already_replaced", "A replacement of this claim is under way. Correct that one.")


class NothingChanged(Unprocessable):
    """A replacement equal to the claim it replaces."""

    def __init__(self) -> None:
        super().__init__(
            "nothing_changed",
            "Nothing on the claim would change, and a payer denies an exact repetition as a duplicate. Say what changes, "
            "or take the claim back altogether.",
        )


class NoSuchLine(Unprocessable):
    """A correction of a line the claim does not have, or one that leaves none."""

    def __init__(self) -> None:
        super().__init__(
            "no_such_line", "The correction names a line the claim does not have, or leaves no line on it."
        )


class FindingNotOpen(NotFound):
    """No open finding under this number."""

    def __init__(self) -> None:
        super().__init__("finding_not_open", "There is no open finding under this number.")


class OnlyTheMemberId(Unprocessable):
    """A claim to a further plan is written from what the first plan decided."""

    def __init__(self) -> None:
        super().__init__(
            "only_the_member_id",
            "This claim tells a further plan what the first one decided: only the member id can be corrected on it.",
        )


class ToFurtherPlan(Conflict):
    """The first plan's claim is replaced, and the further plan hears of its new decision."""

    def __init__(self) -> None:
        super().__init__(
            "to_further_plan",
            "A claim to a further plan is not replaced by itself: replace the claim to the first plan, whose new decision "
            "goes on to this one.",
        )
