"""Checks of one transaction, block by block."""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol

from backend.x12.blocks import Block
from backend.x12.findings import Finding


class CodeSets(Protocol):
    """Published code lists with their dates, handed in by the caller.

    Lists asked for: ``carc``, ``rarc``, ``claim_status``, ``status_category``, ``place_of_service``. None means: no opinion.
    """

    def is_known(self, code_list: str, code: str, on_date: date | None) -> bool | None: ...


class TransactionChecker:
    """Everything that can be said about a transaction without knowing who reads it."""

    def __init__(self, transaction: Any, codes: CodeSets | None) -> None:
        self._transaction = transaction
        self._codes = codes

    def block(self, block: Block, level: str) -> list[Finding]:
        return []

    def close(self, block: Block) -> list[Finding]:
        return []
