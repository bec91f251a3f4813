"""Refusals about what came in."""

from __future__ import annotations

from backend.errors import Conflict, NotFound


class NotMatched(Conflict):
    """The advice does not wait any more, or is not about that claim."""

    def __init__(self) -> None:
        super().__init__(
            "not_matched", "This payment no longer waits for a claim, or the claim's provider or charge is another."
        )


class NotHeld(NotFound):
    """No such advice waits."""

    def __init__(self) -> None:
        super().__init__("not_held", "This payment does not wait for anybody any more.")
