"""Looks behind the cover and failing checks as alarms: with the look itself, once, on the supervisors' wall alone."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from anyio.from_thread import start_blocking_portal
from sqlalchemy import select, update
from starlette.requests import Request

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.conversation.alarms import service
from backend.conversation.supervision import live
from backend.database import session_scope
from backend.integrations.rasa.interface import HandoffWish
from backend.integrations.rasa.local import LocalEngine
from backend.kit.clock import FixedClock, SystemClock
from backend.models.audit import AuditEvent
from backend.models.conversation import Conversation
from backend.models.work_item import WorkItem
from backend.staff.gate import COOKIE
from backend.staff.policy import Role
from backend.staff.service import CurrentStaff
from tests.conversation.conftest import Chat, Person, says

REASON = {"reason": "the caller is in danger"}


@pytest.fixture
def protected(chat: Chat, assistant: LocalEngine) -> uuid.UUID:
    """A conversation a person was asked into because the claim is of a class only people talk about."""
    assistant.reply = says("I am getting somebody.", handoff=HandoffWish(reason="sensitive"))
    chat.say("marmalade")
    with session_scope() as session:
        return session.scalars(select(Conversation.id)).one()


@pytest.fixture
def ordinary(another_chat: Callable[[], Chat], assistant: LocalEngine) -> Callable[[], uuid.UUID]:
    """Further conversations about nothing protected, one a call."""

    def make() -> uuid.UUID:
        assistant.reply = says("Hello.")
        another_chat().say("hello")
        with session_scope() as session:
            return session.scalars(select(Conversation.id).order_by(Conversation.started_at.desc()).limit(1)).one()

    return make


def raised() -> list[WorkItem]:
    with session_scope() as session:
        return list(session.scalars(select(WorkItem).where(WorkItem.queue == "alarms")))


def uncover(person: Person, conversation: uuid.UUID) -> int:
    return person.post(f"/api/v1/transcripts/{conversation}/unmasked", REASON).status_code


# -- looks behind the cover


def test_uncovering_a_protected_conversation_is_an_alarm_due_at_once(sam: Person, protected: uuid.UUID) -> None:
    assert uncover(sam, protected) == 200
    (alarm,) = raised()
    assert (alarm.reason, alarm.owner, alarm.due) == ("protected_uncovered", "supervisor", SystemClock().today())
    assert (alarm.subject_kind, alarm.subject_id, alarm.facts) == ("conversation", protected, {"by": ["Sam"]})
    assert "marmalade" not in alarm.sentence
    assert REASON["reason"] not in alarm.sentence


def test_the_alarm_stands_with_the_look_or_neither_does(
    sam: Person, protected: uuid.UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the trail cannot be written")

    monkeypatch.setattr("backend.conversation.supervision.service.audit.record", fail)
    with pytest.raises(RuntimeError):
        uncover(sam, protected)
    assert raised() == []
    monkeypatch.undo()
    monkeypatch.setattr("backend.conversation.alarms.service.work.open_work_item", fail)
    with pytest.raises(RuntimeError):
        uncover(sam, protected)
    with session_scope() as session:
        assert session.scalars(select(AuditEvent).where(AuditEvent.act == Act.TRANSCRIPT_UNMASKED)).all() == []


def test_a_second_look_opens_no_second_alarm_and_a_second_person_is_named_on_it(
    sam: Person, signed_in: Callable[..., Person], protected: uuid.UUID
) -> None:
    ida = signed_in("Ida", Role.AUDITOR)
    assert [uncover(one, protected) for one in (sam, sam, ida)] == [200, 200, 200]
    (alarm,) = raised()
    assert alarm.facts == {"by": ["Sam", "Ida"]}


def test_after_it_was_seen_to_another_look_is_another_alarm(sam: Person, protected: uuid.UUID) -> None:
    uncover(sam, protected)
    assert sam.post(f"/api/v1/work-items/{raised()[0].id}/outcome", {"outcome": "done"}).status_code == 200
    uncover(sam, protected)
    assert sorted(one.closed_at is None for one in raised()) == [False, True]


def test_a_covered_look_and_one_uncovered_are_no_alarm_and_the_sixth_within_an_hour_is(
    sam: Person, ordinary: Callable[[], uuid.UUID]
) -> None:
    talks = [ordinary() for _ in range(6)]
    assert sam.get(f"/api/v1/transcripts/{talks[0]}").status_code == 200
    for talk in (*talks[:5], talks[0]):
        uncover(sam, talk)
    assert raised() == []
    uncover(sam, talks[5])
    (alarm,) = raised()
    assert (alarm.reason, alarm.subject_kind, alarm.subject_id) == ("many_uncovered", "staff", sam.id)


# -- who is told


def test_the_wall_tells_supervisors_alone(sam: Person, signed_in: Callable[..., Person], protected: uuid.UUID) -> None:
    uncover(sam, protected)
    (shown,) = sam.get("/api/v1/supervision/wall").json()["alarms"]
    assert (shown["kind"], shown["by"], shown["conversation_id"]) == ("protected_uncovered", ["Sam"], str(protected))
    assert signed_in("Ida", Role.AUDITOR).get("/api/v1/supervision/wall").json()["alarms"] == []
    assert signed_in("Ana", Role.AGENT).get("/api/v1/supervision/wall").status_code == 403


def test_among_work_alarms_are_the_supervisors_too(
    sam: Person, signed_in: Callable[..., Person], protected: uuid.UUID
) -> None:
    uncover(sam, protected)
    bo, alarm = signed_in("Bo", Role.BILLER), raised()[0]
    for path, key in (("/api/v1/work-items", "items"), ("/api/v1/work-queues", "queues")):
        told = [[each["queue"] for each in one.get(path).json()[key]] for one in (sam, bo)]
        assert ["alarms" in queues for queues in told] == [True, False]
    address = f"/api/v1/work-items/{alarm.id}"
    assert bo.post(f"{address}/outcome", {"outcome": "done"}).status_code == 404
    assert bo.post(f"{address}/assignment", {"owner": "biller"}).status_code == 404
    assert sam.post(f"{address}/assignment", {"owner": "biller"}).status_code == 422
    assert [one.closed_at for one in raised()] == [None]


def test_the_wall_is_told_when_an_alarm_is_raised(sam: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing else would wake it within the minute."""
    monkeypatch.setattr(live, "LOOK_SECONDS", 60.0)
    with start_blocking_portal() as portal:
        told = portal.call(asyncio.wait_for, _first_told(sam), 30)
    assert told.startswith("event: wall")
    assert "clock_differs" in told


async def _first_told(sam: Person) -> str:
    staff = CurrentStaff(sam.id, sam.name, "sam@example.com", Role.SUPERVISOR, frozenset())
    cookie = f"{COOKIE}={sam.token}".encode()
    scope = {"type": "http", "method": "GET", "path": "/api/v1/supervision/stream", "headers": [(b"cookie", cookie)]}
    request = Request(scope, receive=asyncio.Event().wait)
    wall = live.wall(request, staff, SystemClock())
    told = asyncio.ensure_future(anext(wall))
    while not told.done():  # the listening begins in a thread of its own
        with session_scope() as session:
            session.execute(update(WorkItem).values(closed_at=SystemClock().now(), open_key=None))
            service.clock_is_off(session, "here", timedelta(seconds=9), SystemClock().now())
        await asyncio.wait([told], timeout=1)
    return await told


# -- identity checks


def checks(failed: int, passed: int, ago: timedelta) -> None:
    clock = FixedClock(SystemClock().now() - ago)
    with session_scope() as session:
        for act, count in ((Act.CALLER_REFUSED, failed), (Act.CALLER_VERIFIED, passed)):
            for _ in range(count):
                audit.record(session, act, actor="chat:x", subject="chat:x", purpose="identity", clock=clock)


def watched() -> list[WorkItem]:
    with session_scope() as session:
        service.watch_checks(session, SystemClock().now())
    return raised()


def test_failing_checks_of_the_last_minutes_are_one_alarm_however_often_they_are_counted(sam: Person) -> None:
    checks(14, 14, timedelta(minutes=1))
    assert watched() == []
    checks(4, 0, timedelta(minutes=2))
    (first,), (again,) = watched(), watched()
    assert (first.id, first.reason, first.facts) == (again.id, "checks_fail", {"failed": 18, "checks": 32})


def test_checks_that_failed_before_are_no_alarm_now(sam: Person) -> None:
    checks(40, 0, timedelta(minutes=16))
    assert watched() == []


def test_a_share_five_times_that_of_the_day_before_is_an_alarm(sam: Person) -> None:
    checks(2, 58, timedelta(hours=5))
    checks(10, 40, timedelta(minutes=1))
    assert [one.reason for one in watched()] == ["checks_fail"]
