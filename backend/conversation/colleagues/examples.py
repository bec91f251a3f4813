"""What answers about consults and notices look like."""

from __future__ import annotations

from backend.conversation.colleagues.schemas import (
    ConsultListed,
    Consults,
    ConsultShown,
    LineShown,
    Notices,
    NoticeShown,
)
from backend.invented import AGENT, HANDOFF_ID, REFERENCE, an_id, at

CONSULT_ID = an_id("consult")

SHOWN = (
    Notices(
        notices=[
            NoticeShown(
                id=an_id("notice"), kind="consult", handoff_id=HANDOFF_ID, reference=REFERENCE, consult_id=CONSULT_ID,
                by=AGENT, at=at(3, 17, 14, 12),
            )
        ]
    ),
    Consults(
        consults=[
            ConsultListed(
                id=CONSULT_ID, handoff_id=HANDOFF_ID, reference=REFERENCE, with_name="Luis Ortega", asked_by_me=True,
                last_at=at(3, 17, 14, 15),
            )
        ]
    ),
    ConsultShown(
        id=CONSULT_ID, handoff_id=HANDOFF_ID, with_name="Luis Ortega", asked_by_me=True, ended_at=None,
        lines=[
            LineShown(
                author=AGENT, mine=True, written_at=at(3, 17, 14, 12),
                text="Does this plan take the operative note by fax?",
            ),
            LineShown(
                author="Luis Ortega", mine=False, written_at=at(3, 17, 14, 15), text="Yes. Put the claim number on it."
            ),
        ],
    ),
)  # fmt: skip
