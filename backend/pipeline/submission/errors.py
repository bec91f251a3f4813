"""Refusals about claims that left."""

from __future__ import annotations

from backend.errors import Conflict


class NotWithPayer(Conflict):
    """Nothing that could be sent again."""

    def __init__(self) -> None:
        super().__init__("not_with_payer", "Only a claim that left and that no payer has decided is sent again.")
