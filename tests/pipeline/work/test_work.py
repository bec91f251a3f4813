"""Work queues: paged by key in every order, added up per queue and owner, taken and finished once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from backend.kit.money import Money
from backend.pipeline.work import service
from backend.pipeline.work.errors import NoSuchWork, WorkDone
from backend.pipeline.work.repository import Wanted
from backend.pipeline.work.service import NewWork

TODAY = date(2026, 3, 23)
NOW = datetime(2026, 3, 23, 12, tzinfo=UTC)


@pytest.fixture
def queue(session: Session) -> Session:
    """Twenty-three pieces in two queues; many share a day, some an amount, some have none."""
    service.open_work_items(
        session,
        [
            NewWork(
                "rejections" if number % 2 else "follow_up", "claim", uuid4(), "reason", "biller" if number % 3 else "supervisor",
                TODAY + timedelta(days=number % 4 - 2), amount=None if number % 5 == 0 else Money.of(f"{number % 6}.50"),
            )
            for number in range(23)
        ],
    )  # fmt: skip
    return session


@pytest.mark.parametrize("order", ["due", "amount", "opened"])
@pytest.mark.parametrize("size", [1, 4, 23])
def test_pages_follow_each_other_without_gap_or_repeat(queue: Session, order: str, size: int) -> None:
    seen: list[UUID] = []
    after = None
    for _ in range(30):
        page = service.page(queue, Wanted(order=order, after=after, limit=size))
        seen += [one.id for one in page]
        if len(page) < size:
            break
        after = page[-1].id
    assert len(seen) == len(set(seen)) == 23
    whole = service.page(queue, Wanted(order=order, limit=100))
    assert seen == [one.id for one in whole]


def test_order_is_what_it_says(queue: Session) -> None:
    days = [one.due for one in service.page(queue, Wanted())]
    assert days == sorted(days)
    amounts = [one.amount or Money.zero() for one in service.page(queue, Wanted(order="amount"))]
    assert amounts == sorted(amounts, reverse=True)


def test_filters_and_totals_agree(queue: Session) -> None:
    for wanted in (Wanted(limit=100), Wanted(owner="biller", limit=100), Wanted(due_before=TODAY, limit=100)):
        listed = service.page(queue, wanted)
        totals = service.totals(queue, wanted, TODAY)
        assert sum(one.count for one in totals) == len(listed)
        assert sum(one.late for one in totals) == sum(one.due < TODAY for one in listed)
        assert (
            sum((one.amount for one in totals), Decimal(0))
            == Money.total(one.amount for one in listed if one.amount).amount
        )
    assert {one.queue for one in service.page(queue, Wanted(queue="rejections", limit=100))} == {"rejections"}


def test_taken_work_has_a_new_owner_and_the_same_day(queue: Session) -> None:
    item = service.page(queue, Wanted(limit=1))[0]
    due = item.due
    assert service.assign(queue, item.id, "bo@example.test", None).owner == "bo@example.test"
    assert item.due == due
    assert service.assign(queue, item.id, "biller", TODAY).due == TODAY


def test_finished_work_is_finished_once_and_may_come_again(queue: Session) -> None:
    item = service.page(queue, Wanted(limit=1))[0]
    service.finish(queue, item.id, "done", NOW)
    assert item.id not in {one.id for one in service.page(queue, Wanted(limit=100))}
    for act in (
        lambda: service.finish(queue, item.id, "done", NOW),
        lambda: service.assign(queue, item.id, "biller", None),
    ):
        with pytest.raises(WorkDone):
            act()
    service.open_work_item(queue, NewWork(item.queue, "claim", item.subject_id, item.reason, "biller", TODAY))
    assert len(service.about(queue, [item.subject_id])) == 2


def test_unknown_work_is_refused(session: Session) -> None:
    with pytest.raises(NoSuchWork):
        service.finish(session, UUID(int=0), "done", NOW)
