"""Why work on a denial was refused."""

from __future__ import annotations

from uuid import UUID

from backend.errors import Conflict, NotFound, Unprocessable
from backend.kit.money import Money


class DenialNotFound(NotFound):
    """No such denial, or none this reader may know of."""

    def __init__(self, denial_id: UUID) -> None:
        super().__init__("denial_not_found", "There is no such denial.", denial_id=str(denial_id))


class DenialClosed(Conflict):
    """The denial was settled before."""

    def __init__(self, denial_id: UUID) -> None:
        super().__init__("denial_closed", "This denial is closed already.", denial_id=str(denial_id))


class NotThePatients(Unprocessable):
    """The payer's group code does not leave this amount to the patient. ``group`` is CAS01."""

    def __init__(self, group: str) -> None:
        why = {
            "CO": "the payer denied it under its contract with the practice",
            "PI": "the payer reduced it on its own initiative",
        }.get(group, "the payer did not leave it to the patient")
        sentence = f"This amount may not be billed to the patient: {why} (group code {group})."
        super().__init__("not_the_patients", sentence, group=group)


class NotRecovered(Unprocessable):
    """More came back than was denied, or something where the denial stood."""

    def __init__(self, at_most: Money) -> None:
        sentence = f"At most ${at_most.amount} can have been recovered: no more than was denied, and nothing where it stood."
        super().__init__("not_recovered", sentence, at_most=str(at_most))


class NextDatePast(Unprocessable):
    """Work is looked at next today or on a day to come."""

    def __init__(self) -> None:
        super().__init__("next_date_past", "The next date is today or later.")


class PatternNotFound(NotFound):
    """No such pattern."""

    def __init__(self, pattern_id: UUID) -> None:
        super().__init__("pattern_not_found", "There is no such denial pattern.", pattern_id=str(pattern_id))
