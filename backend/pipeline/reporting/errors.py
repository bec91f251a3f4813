"""Refusals of reporting."""

from __future__ import annotations

from backend.errors import Conflict, NotFound, Unprocessable


class NoSuchClient(NotFound):
    """No client goes by that id, number or name."""

    def __init__(self) -> None:
        super().__init__("no_such_client", "There is no client of that id, NPI, tax id or name.")


class SeveralClients(Conflict):
    """The name fits more than one client."""

    def __init__(self, names: list[str]) -> None:
        super().__init__("several_clients", "More than one client goes by that name; say the tax id.", clients=names)


class MonthNotOver(Unprocessable):
    """A month is reported when it is over."""

    def __init__(self) -> None:
        super().__init__("month_not_over", "That month is not over yet; it is reported when it is.")


class NoSuchReport(NotFound):
    """No report has that id, or it has no such part."""

    def __init__(self) -> None:
        super().__init__("no_such_report", "There is no such report.")
