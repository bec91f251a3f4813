"""What a 277CA says (005010X214): which claims a payer or clearinghouse took in, and which it refused at the door."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from backend.x12.parts import Amount, ClaimStatus, Dates, Name, Procedure, Quantity, Reference, first_value


class AcknowledgementHeader(NamedTuple):
    """BHT and loop 2100A-2200A: who acknowledges, and when it received and processed the submission."""

    reference: str
    created: date | None
    created_time: str
    source: Name
    trace_number: str
    received: date | None
    processed: date | None


class StatusInformation(NamedTuple):
    """STC: up to three statuses. ``action`` WQ accepted, U rejected; ``amount`` the charge it is about.

    ``effective`` is not used, and not written, at the provider level.
    """

    statuses: tuple[ClaimStatus, ...]
    effective: date | None
    action: str
    amount: Decimal | None = None
    message: str = ""

    @property
    def accepted(self) -> bool:
        """Action WQ with an acknowledgement category (A0, A1, A2): A3, A4, A6, A7, A8 are rejections."""
        return self.action != "U" and all(found.category in ("A0", "A1", "A2", "A5") for found in self.statuses)


class LevelAcknowledgement(NamedTuple):
    """Loops 2200B (information receiver) and 2200C (billing provider): the word on a whole submission.

    ``accepted`` and ``rejected`` are the counts of QTY*90/QA and QTY*AA/QC. ``trace_number`` of a receiver is BHT03 of
    the submission.
    """

    level: str
    name: Name
    trace_number: str
    information: tuple[StatusInformation, ...] = ()
    references: tuple[Reference, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    amounts: tuple[Amount, ...] = ()


class LineAcknowledgement(NamedTuple):
    """Loop 2220D."""

    procedure: Procedure
    charge: Decimal
    revenue_code: str = ""
    information: tuple[StatusInformation, ...] = ()
    references: tuple[Reference, ...] = ()
    dates: tuple[Dates, ...] = ()


class ClaimAcknowledgement(NamedTuple):
    """Loop 2200D: one claim. ``patient_control_number`` is TRN02, our CLM01 coming back."""

    patient: Name
    patient_control_number: str
    information: tuple[StatusInformation, ...]
    references: tuple[Reference, ...] = ()
    dates: tuple[Dates, ...] = ()
    lines: tuple[LineAcknowledgement, ...] = ()
    receiver: LevelAcknowledgement | None = None
    provider: LevelAcknowledgement | None = None

    @property
    def accepted(self) -> bool:
        """Taken into adjudication; otherwise rejected (never called denied)."""
        return all(found.accepted for found in self.information)

    @property
    def payer_claim_control_number(self) -> str:
        """REF*1K."""
        return first_value(self.references, "1K")

    @property
    def clearinghouse_number(self) -> str:
        """REF*D9."""
        return first_value(self.references, "D9")
