"""Refusals of the verification door."""

from __future__ import annotations

from backend.errors import Conflict, TooMany, Unprocessable


class NotEnoughProof(Unprocessable):
    def __init__(self) -> None:
        super().__init__("not_enough_proof", "A check needs all its elements at once.")


class TooManyCodes(TooMany):
    def __init__(self) -> None:
        super().__init__("too_many_codes", "No further code is sent now; a person can help.")


class NotWithTheAssistant(Conflict):
    def __init__(self) -> None:
        super().__init__("not_with_the_assistant", "A person has taken this conversation over.")
