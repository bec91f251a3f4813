"""What a TA1 says: whether an interchange could be opened at all (X12C/231, appendix C.1)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class InterchangeAcknowledgement(NamedTuple):
    """TA1. ``code`` A accepted, E accepted with errors, R rejected; ``note`` is TA105 (000 none, 001 control number, …)."""

    control_number: str
    date: date | None
    time: str
    code: str
    note: str = "000"

    @property
    def accepted(self) -> bool:
        """A or E."""
        return self.code in ("A", "E")
