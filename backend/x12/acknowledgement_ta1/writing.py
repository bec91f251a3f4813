"""TA1 models into a segment; ``writer.write_interchange_acknowledgement`` puts it in its interchange."""

from __future__ import annotations

from backend.x12.acknowledgement_ta1.models import InterchangeAcknowledgement
from backend.x12.writer import Outgoing


def ta1(found: InterchangeAcknowledgement) -> Outgoing:
    """The segment; TA102 repeats the interchange date of the file answered, YYMMDD."""
    when = f"{found.date:%y%m%d}" if found.date else ""
    return ("TA1", found.control_number, when, found.time, found.code, found.note)
