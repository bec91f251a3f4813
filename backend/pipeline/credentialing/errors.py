"""Refusals about enrolments."""

from __future__ import annotations

from backend.errors import Conflict, NotFound, Unprocessable


class EnrolmentNotFound(NotFound):
    """No such enrolment."""

    def __init__(self) -> None:
        super().__init__("enrolment_not_found", "There is no such enrolment.")


class PayerNotFound(NotFound):
    """No such payer."""

    def __init__(self) -> None:
        super().__init__("payer_not_found", "There is no payer on file under this identifier.")


class AlreadyRequested(Conflict):
    """An application is under way."""

    def __init__(self) -> None:
        super().__init__(
            "already_requested", "An enrolment of this provider with this payer is requested and not decided."
        )


class AlreadyDecided(Conflict):
    """The payer's word is on file."""

    def __init__(self) -> None:
        super().__init__(
            "already_decided", "The payer's decision on this enrolment is on file. Request a new one to change it."
        )


class SpanWrong(Unprocessable):
    """An end before the beginning, or of an enrolment that never began."""

    def __init__(self) -> None:
        super().__init__("enrolment_span", "An enrolment ends on or after the day it began, and only where it began.")
