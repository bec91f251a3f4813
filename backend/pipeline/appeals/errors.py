"""Why something about an appeal was refused."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from backend.errors import Conflict, NotFound, Refused, Unprocessable
from backend.kit.clock import day_in_words
from backend.models.appeal import Appeal


class AppealNotFound(NotFound):
    """No such appeal, or none this reader may know of."""

    def __init__(self, appeal_id: UUID) -> None:
        super().__init__("appeal_not_found", "There is no such appeal.", appeal_id=str(appeal_id))


class NotAppealable(Unprocessable):
    """The claim has no open denial with an appeal right; ``reason`` says what it has instead."""

    def __init__(self, reason: str) -> None:
        super().__init__("not_appealable", reason)


class AppealTooLate(Unprocessable):
    """The last day has passed. A person decides whether there is good cause for filing late."""

    def __init__(self, last_day: date, source: str) -> None:
        sentence = f"The last day to appeal was {day_in_words(last_day)} ({source})."
        super().__init__("appeal_too_late", sentence, last_day=last_day.isoformat())
        self.last_day = last_day


class AppealInProgress(Conflict):
    """One appeal at a time: carries the one under way."""

    def __init__(self, appeal: Appeal) -> None:
        sentence = f"Appeal {appeal.number} of {day_in_words(appeal.opened)} is in progress."
        super().__init__("appeal_in_progress", sentence, number=appeal.number, state=appeal.state)
        self.appeal = appeal


class OnlyAPerson(Refused):
    """Signing, sending, deciding and withdrawing are acts of a named person, never of the system or a caller."""

    def __init__(self, act: str) -> None:
        super().__init__("only_a_person", f"Only a signed-in person can {act} an appeal.")


class WrongState(Conflict):
    """The appeal is not where this act begins."""

    def __init__(self, act: str, appeal: Appeal) -> None:
        sentence = f"Appeal {appeal.number} is {appeal.state}; it cannot be {act} now."
        super().__init__("wrong_state", sentence, number=appeal.number, state=appeal.state)


class DayNotPossible(Unprocessable):
    """A day that lies in the future, or before what it has to follow."""

    def __init__(self, what: str, after: str, since: date) -> None:
        sentence = f"{what} cannot lie in the future, nor before {after} on {day_in_words(since)}."
        super().__init__("day_not_possible", sentence, since=since.isoformat())


class PhysicianNotHeard(Unprocessable):
    """A clinical appeal is signed with the physician's statement, or knowingly without."""

    def __init__(self, appeal: Appeal) -> None:
        sentence = f"Appeal {appeal.number} is clinical and the physician's statement is missing."
        super().__init__("physician_not_heard", sentence, number=appeal.number)
