"""Refusals at the door of the actions."""

from __future__ import annotations

from backend.errors import NotFound, Refused, Unprocessable


class UnknownCode(NotFound):
    def __init__(self) -> None:
        super().__init__("unknown_code", "No published list has this code.")


class WhichCode(Unprocessable):
    def __init__(self) -> None:
        super().__init__("which_code", "Name one adjustment code or one remark code.")


class StepUpNeeded(Refused):
    def __init__(self) -> None:
        super().__init__("step_up", "This needs a one-time code first.")


class NotLoopback(Refused):
    def __init__(self) -> None:
        super().__init__("not_loopback", "This address is for the action server on this machine.")


class VerificationNeeded(Refused):
    def __init__(self) -> None:
        super().__init__("verification_needed", "The caller has to be verified first.")
