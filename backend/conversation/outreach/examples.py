"""What answers about contact preferences, notices and telephones look like."""

from __future__ import annotations

from backend.conversation.outreach.endpoints import ContactShown, Notices, NoticeShown, Telephone
from backend.invented import an_id, at

SHOWN = (
    ContactShown(channel="sms", time_zone="America/Denver", time_zone_source="address"),
    Notices(
        notices=[
            NoticeShown(
                id=an_id("outbound notice"), kind="answer_ready", standing="failed", channel="sms", ending="42",
                time_zone="America/Denver", reference=None, send_at=at(3, 16, 15), sent_at=at(3, 16, 15, 0),
                settled_by=None, outcome=None,
            )
        ],
        undelivered=1,
    ),
    Telephone(number="+13035550119"),
)  # fmt: skip
