"""What answers about work look like."""

from __future__ import annotations

from backend.invented import BILLER, BILLER_EMAIL, PAYER, an_id, at, on
from backend.pipeline.work.endpoints import Owners, OwnerShown, Queues, QueueShown, WorkItemShown, WorkList

ITEM = WorkItemShown(
    id=an_id("work item"), queue="rejections", subject_kind="claim", subject_id=an_id("rejected claim"), reason="rejected",
    sentence="The payer returned this claim before adjudication: correct it and send it again.", owner=BILLER_EMAIL,
    due=on(3, 20), amount="240.00", facts={}, opened_at=at(3, 17, 6, 30), closed_at=None, outcome="",
    about=f"V-88251, {PAYER}", claim_id=an_id("rejected claim"),
    closes_when="This closes when the claim is corrected and sent again, or taken off its way.",
)  # fmt: skip

SHOWN = (
    WorkList(items=[ITEM], next=ITEM.id),
    Queues(
        queues=[QueueShown(queue="rejections", owner="biller", count=12, late=3, earliest=on(3, 13), amount="4120.50")]
    ),
    Owners(owners=[OwnerShown(owner="biller", name=""), OwnerShown(owner=BILLER_EMAIL, name=BILLER)]),
)
