"""Notices that did not arrive: nobody and the wrong role first; each has an owner until it is sent again or settled."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from backend.conversation.outreach import service, undelivered
from backend.database import session_scope
from backend.integrations.twilio.calls import FolderCalls
from backend.integrations.twilio.sender import FolderSender, SendingRefused, SendingUncertain
from backend.kit.clock import FixedClock, SystemClock
from backend.models.outreach import Letter, OutboundNotice, TextMessage
from backend.models.work_item import WorkItem
from backend.staff.policy import Role
from tests.conversation.channels.test_voice import Line
from tests.conversation.conftest import Person
from tests.conversation.test_outreach import NIGHT, NOON, NUMBER, choose, letter_of, plan, send
from tests.conversation.world import World, make_world

BASE = "/api/v1/outbound-notices"


@pytest.fixture
def world(client: TestClient) -> World:
    with session_scope() as session:
        return make_world(session)


def notice() -> OutboundNotice:
    with session_scope() as session:
        return session.scalars(select(OutboundNotice)).one()


def work() -> list[WorkItem]:
    with session_scope() as session:
        return list(session.scalars(select(WorkItem).where(WorkItem.queue == undelivered.QUEUE)))


def texted(tmp_path: Path, clock: FixedClock = NOON) -> str:
    """The one text, handed to the carrier; its sid."""
    send(clock, FolderCalls(tmp_path))
    with session_scope() as session:
        message_id = session.scalars(select(TextMessage.id)).one()
    service.send_text(message_id, FolderSender(tmp_path), clock)
    with session_scope() as session:
        return session.get_one(TextMessage, message_id).sid or ""


def test_nobody_and_an_auditor_see_no_notices(
    client: TestClient, world: World, signed_in: Callable[..., Person]
) -> None:
    choose("sms")
    plan(world, NOON)
    one = notice().id
    ida = signed_in("Ida", Role.AUDITOR)
    assert client.get(BASE).status_code == 401
    assert ida.get(BASE).status_code == 403
    for path in (f"{BASE}/{one}/again", f"{BASE}/{one}/settled"):
        assert client.post(path, json={"outcome": "posted"}).status_code == 401
        assert ida.post(path, {"outcome": "posted"}).status_code == 403
    assert client.get("/operate/notices").status_code in (303, 401)


@pytest.mark.parametrize(
    ("state", "delivery", "ahead", "standing"),
    [
        ("planned", None, True, "held"),
        ("planned", None, False, "on_its_way"),
        ("sent", None, False, "sent"),
        ("sent", "sent", False, "sent"),
        ("sent", "delivered", False, "delivered"),
        ("failed", "undelivered", False, "failed"),
        ("withdrawn", None, False, "withdrawn"),
    ],
)
def test_a_notice_stands_where_it_stands(state: str, delivery: str | None, ahead: bool, standing: str) -> None:
    at = NIGHT.now() if ahead else NOON.now()
    assert undelivered.standing(state, delivery, at, NOON.now()) == standing


def test_a_text_the_carrier_could_not_deliver_is_somebodys_work(world: World, tmp_path: Path) -> None:
    choose("sms")
    plan(world, NOON)
    sid = texted(tmp_path)
    assert work() == []
    service.delivered(sid, "undelivered", NOON)
    service.delivered(sid, "undelivered", NOON)
    assert notice().state == "failed"
    (item,) = work()
    assert (item.owner, item.due.isoformat(), item.subject_id) == ("agent", "2026-11-23", notice().id)


def test_who_wrote_stop_meanwhile_gets_nothing_and_it_is_seen(client: TestClient, world: World, tmp_path: Path) -> None:
    choose("sms")
    plan(world, NOON)
    line = Line(client)
    form = {"MessageSid": "SM" + "a" * 32, "From": NUMBER, "Body": "STOP"}
    assert line.post("/sms/incoming", **form).status_code == 200
    send(NOON, FolderCalls(tmp_path))
    assert notice().state == "withdrawn"
    assert [one.reason for one in work()] == ["withdrawn"]
    with session_scope() as session:
        assert session.scalars(select(TextMessage)).all() == []


def test_a_call_that_rang_in_vain_is_somebodys_work_and_no_conversation(
    client: TestClient, world: World, tmp_path: Path
) -> None:
    choose("call")
    plan(world, NOON)
    send(NOON, FolderCalls(tmp_path))
    sid = notice().facts["sid"]
    line = Line(client, sid)
    for told in ("ringing", "no-answer", "no-answer"):
        assert line.post("/voice/status", CallStatus=told).status_code == 204
    assert notice().state == "failed"
    assert [one.reason for one in work()] == ["failed"]


class Network(FolderCalls):
    """Fails in the way given, then works."""

    def __init__(self, folder: Path, fails: type[Exception], times: int) -> None:
        super().__init__(folder)
        self.fails, self.times = fails, times

    def place(self, to: str, path: str, key: str) -> str:
        if self.times:
            self.times -= 1
            raise self.fails
        return super().place(to, path, key)


def test_a_network_that_refuses_to_the_last_leaves_it_to_a_person(world: World, tmp_path: Path) -> None:
    choose("call")
    plan(world, NOON)
    network = Network(tmp_path, SendingRefused, 9)
    for _ in range(3):
        with pytest.raises(SendingRefused):
            send(NOON, network)
    service.given_up(notice().id, NOON)
    service.given_up(notice().id, NOON)
    assert notice().state == "failed"
    assert len(work()) == 1


def failed(client: TestClient, world: World, tmp_path: Path) -> UUID:
    choose("sms")
    letter = letter_of(world)
    with session_scope() as session:
        service.answer_is_ready(session, session.get_one(Letter, letter.id), None, SystemClock())
    with session_scope() as session:
        one = session.scalars(select(OutboundNotice)).one()
        one.state = "failed"
        undelivered.hand_over(session, one, SystemClock())
        return one.id


def test_an_agent_sees_it_sends_it_again_and_it_is_nobodys_work_any_more(
    client: TestClient, world: World, tmp_path: Path, signed_in: Callable[..., Person]
) -> None:
    one = failed(client, world, tmp_path)
    ada = signed_in("Ada")
    listed = ada.get(BASE).json()
    assert listed["undelivered"] == 1
    (shown,) = listed["notices"]
    assert (shown["standing"], shown["channel"], shown["ending"]) == ("failed", "sms", "42")
    assert NUMBER not in str(listed)
    assert ada.post(f"{BASE}/{one}/again").status_code == 204
    assert notice().state == "planned"
    assert [item.outcome for item in work()] == ["sent_again"]
    assert ada.post(f"{BASE}/{one}/again").status_code == 409


def test_it_is_settled_by_other_means_once(
    client: TestClient, world: World, tmp_path: Path, signed_in: Callable[..., Person]
) -> None:
    one = failed(client, world, tmp_path)
    ada = signed_in("Ada")
    assert ada.post(f"{BASE}/{one}/settled", {"outcome": "whatever"}).status_code == 422
    assert ada.post(f"{BASE}/{one}/settled", {"outcome": "posted"}).status_code == 204
    assert (notice().state, notice().outcome) == ("settled", "posted")
    assert ada.post(f"{BASE}/{one}/settled", {"outcome": "posted"}).status_code == 409
    assert ada.post(f"{BASE}/{UUID(int=5)}/settled", {"outcome": "posted"}).status_code == 404


def test_nothing_is_sent_again_to_who_wants_nothing(
    client: TestClient, world: World, tmp_path: Path, signed_in: Callable[..., Person]
) -> None:
    one = failed(client, world, tmp_path)
    with session_scope() as session:
        service.withdraw(session, NUMBER, NOON)
    assert signed_in("Ada").post(f"{BASE}/{one}/again").status_code == 409


def test_a_promised_call_is_texted_to_the_number_that_asked_for_texts_and_to_no_other(
    world: World, tmp_path: Path
) -> None:
    choose("sms", time_zone="America/Denver")
    due = datetime(2026, 11, 23, 22, 0, tzinfo=UTC)
    with session_scope() as session:
        service.call_is_promised(session, UUID(int=1), "303-555-0142", due, NOON)
        service.call_is_promised(session, UUID(int=1), "303-555-0142", due, NOON)
        service.call_is_promised(session, UUID(int=2), "303-555-0199", due, NOON)
    texted(tmp_path)
    with session_scope() as session:
        text = session.scalars(select(TextMessage.text)).one()
    assert text.startswith("We will call you on Monday, November 23 at about 3 PM, your time.")


def test_a_call_nobody_knows_about_is_looked_at_by_a_person(world: World, tmp_path: Path) -> None:
    choose("call")
    plan(world, NOON)
    send(NOON, Network(tmp_path, SendingUncertain, 1))
    assert notice().state == "uncertain"
    assert [one.reason for one in work()] == ["uncertain"]
