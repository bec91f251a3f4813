"""What patients and the practice's approver do in the simulated year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from backend.world.operation.rates import People


@dataclass(slots=True)
class PatientsPay:
    """Payments on statements, plans, hardship; approvals decided."""

    rates: People
    client: bool = False

    def day(self, now: datetime) -> None:
        """One day."""
