"""What answers about retention look like."""

from __future__ import annotations

from backend.conversation.retention.schemas import (
    AmendmentShown,
    Forgotten,
    HoldShown,
    Keeping,
    Overview,
    PeriodShown,
    RunShown,
)
from backend.invented import MEMBER_ID, SUPERVISOR, an_id, at, on

HOLD = HoldShown(
    id=an_id("hold"), scope="member", conversation_id=None, member_id=MEMBER_ID,
    reason="Records asked for by the court, matter 26-1184", placed_by=SUPERVISOR, placed_at=at(3, 2, 10), lifted_by=None,
    lifted_at=None, lifted_because="",
)  # fmt: skip
AMENDMENT = AmendmentShown(
    id=an_id("amendment"), asked="The conversation names the wrong clinic.", decision="accepted",
    answer="The visit was at Tidewater Clinic, Marlow.", disagreement="", by=SUPERVISOR, written_at=at(3, 17, 16),
)  # fmt: skip

SHOWN = (
    Overview(
        periods=[
            PeriodShown(
                kind="transcript", kept="10 years", since=on(1, 1), before=at(3, 17, 0).replace(year=2016),
                source="42 CFR 422.504(d): Medicare Advantage records ten years, the longest that may apply "
                "(ERISA section 107, 29 USC 1027: six)",
            )
        ],
        holds=[HOLD],
        runs=[
            RunShown(
                at=at(3, 17, 3),
                results=[Forgotten(kind="traces", before=at(2, 15, 0), forgotten=412, held=3)],
            )
        ],
    ),
    HOLD,
    Keeping(kept_until=on(3, 17).replace(year=2036), held=True, holds=[HOLD], forgotten_at=None, amendments=[AMENDMENT]),
    AMENDMENT,
)  # fmt: skip
