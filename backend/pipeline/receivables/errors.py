"""Why something about a receivable was refused."""

from __future__ import annotations

from backend.errors import Conflict, NotFound, Unprocessable


class NotFollowed(NotFound):
    """No such claim, or none that anybody follows up."""

    def __init__(self) -> None:
        super().__init__("not_followed", "There is no such claim in the follow-up.")


class ClaimClosed(Conflict):
    """Nothing is left to follow up on the claim."""

    def __init__(self) -> None:
        super().__init__("claim_closed", "Nothing is open on this claim any more.")


class NoAgeing(NotFound):
    """No ageing was taken yet, or none for that day."""

    def __init__(self) -> None:
        super().__init__("no_ageing", "No ageing was taken for that day yet.")


class NextDatePast(Unprocessable):
    """A claim is looked at next on a day to come."""

    def __init__(self) -> None:
        super().__init__("next_date_past", "The next date lies after the day of the contact.")
