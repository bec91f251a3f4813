"""What answers about the desk's own work look like."""

from __future__ import annotations

from backend.conversation.desk_work.endpoints import DeskWorkList, DeskWorkShown
from backend.conversation.desk_work.rules import next_step
from backend.invented import HANDOFF_ID, REFERENCE, an_id, on

ITEM = DeskWorkShown(
    id=an_id("desk work"), kind="reply_lost",
    sentence="A reply by text message did not arrive, though the transcript shows it.", next_step=next_step("reply_lost"),
    reference=REFERENCE, handoff_id=HANDOFF_ID, due=on(3, 18), late=False, mine=True,
)  # fmt: skip

SHOWN = (ITEM, DeskWorkList(items=[ITEM]))
