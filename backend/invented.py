"""The one invented case all examples of the interface tell of: its people, ids, days and amounts.

Odessa Farrow was seen at Tidewater Clinic. The visit of January 20 is paid: of 145.00 charged the contract allows
110.00; a copay of 25.00 and coinsurance of 17.00 are hers. The visit of March 3, charged with 240.00, was denied on March 11,
because the operative note was missing (CARC 252, RARC M29). On March 17 she asks in the chat, and Ana Ruiz answers.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import NAMESPACE_URL, UUID, uuid5


def an_id(of: str) -> UUID:
    """The id of an invented record, the same wherever that record is shown."""
    return uuid5(NAMESPACE_URL, f"claimline:{of}")


def on(month: int, day: int) -> date:
    """A day of the case's year."""
    return date(2026, month, day)


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of the case's year, in UTC."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


PATIENT, LISTED = "Odessa Farrow", "Farrow, Odessa"
MEMBER_ID = "XQP9041177"
BORN = date(1980, 5, 17)
PHONE = "(303) 555-0142"
CLINIC, NPI, TAX_ID = "Tidewater Clinic", "1770002313", "123456789"
CLINIC_ID = an_id("provider")
PAYER, PAYER_CODE = "Harborlight Health Insurance", "HHP01"
PAYER_ID = an_id("payer")
AGENT, AGENT_ID, AGENT_EMAIL = "Ana Ruiz", UUID("7b0c9a52-3d7e-4d0c-9f43-0b1a0a4e1f11"), "ana@example.test"
BILLER, BILLER_EMAIL = "Bo Marsh", "bo@example.test"
SUPERVISOR, SUPERVISOR_EMAIL = "Kim Doyle", "kim@example.test"

DENIED_ID = UUID("0b4f6a52-8a0a-4f0e-9d8e-6c8f8d1f0a11")
DENIED, DENIED_OURS = "2026070100012", "V-88213"
"""The number the payer gave the denied claim, and ours."""
PAID_ID, PAID, PAID_OURS = an_id("paid claim"), "2026029100007", "V-87004"

STOPPED_ID, STOPPED_OURS = an_id("stopped claim"), "V-88240"
"""Of a visit of March 12, with an excision: it has not left, since its edits stopped it."""

CHAT_ID = UUID("9f1c2b7e-5a0e-4a53-9a54-0b8f4a1f8f10")
CHAT = f"chat:{CHAT_ID}"
HANDOFF_ID, REFERENCE = an_id("handoff"), "H1048213"
TODAY = on(3, 17)
SHOWN_ONCE = "an-invented-word-that-opens-nothing"
"""In the place of passwords and tokens."""
AUTHENTICATOR = "JBSWY3DPEHPK3PXP"
