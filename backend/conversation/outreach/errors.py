"""Refusals about what we send by ourselves."""

from __future__ import annotations

from backend.errors import Conflict, NotFound, Unprocessable


class NoSuchZone(Unprocessable):
    def __init__(self) -> None:
        super().__init__("no_such_time_zone", "That is no time zone, such as America/New_York.")


class NumberNeeded(Unprocessable):
    def __init__(self) -> None:
        super().__init__("number_needed", "Texts, calls and faxes need a number in full, such as +13035550142.")


class OnePerson(Unprocessable):
    def __init__(self) -> None:
        super().__init__("one_person", "Name a provider by NPI or a member by id and date of birth, not both.")


class NoNotice(NotFound):
    def __init__(self) -> None:
        super().__init__("no_notice", "There is no such notice.")


class NotUndelivered(Conflict):
    def __init__(self) -> None:
        super().__init__("not_undelivered", "This notice needs nobody's help, or its reader wants no messages.")
