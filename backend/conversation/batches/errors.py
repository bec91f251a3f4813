"""Refusals about batches."""

from __future__ import annotations

from backend.errors import Conflict, Refused


class ProviderNeeded(Refused):
    """Only a verified provider works a batch, or hears a provider's totals."""

    def __init__(self) -> None:
        super().__init__("verification_needed", "A provider has to be verified first.")


class NoBatch(Conflict):
    def __init__(self) -> None:
        super().__init__("no_batch", "No batch of claims is being worked in this conversation.")
