"""Who should take which handoff: the pure rule, and the queue that keeps to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from backend.conversation.handoffs import skills
from backend.database import session_scope
from backend.integrations.rasa.interface import HandoffWish
from backend.integrations.rasa.local import LocalEngine
from backend.models.audit import AuditEvent
from backend.models.conversation import Conversation
from backend.models.handoff import Handoff
from backend.models.staff import Staff, StaffSession
from tests.conversation.conftest import Actions, Chat, Person, says

NOW = datetime(2026, 3, 16, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("reason", "role", "language", "cause", "wanted"),
    [
        ("asked", None, "en", None, ()),
        ("dispute", "provider", "en", None, ("provider",)),
        ("dispute", "provider", "en", "provider_enrollment", ("provider", "credentialing")),
        ("dispute", "member", "es", "medical_necessity", ("member", "clinical", "spanish")),
        ("peer_to_peer", "provider", "en", None, ("provider", "clinical")),
        ("language", None, "es", None, ("spanish",)),
        ("language", None, "vi", None, ()),
        ("language", None, "en", None, ()),
        ("sensitive", "member", "en", None, ("member", "clinical")),
    ],
)
def test_what_a_handoff_needs(
    reason: str, role: str | None, language: str, cause: str | None, wanted: tuple[str, ...]
) -> None:
    assert skills.needed(reason, role, language, cause) == wanted


ASKED = NOW - timedelta(seconds=30)


@pytest.mark.parametrize(
    ("mine", "at_desk", "urgency", "asked", "open_now"),
    [
        ({"spanish", "member"}, [], 2, ASKED, True),
        (set(), [{"spanish"}], 2, ASKED, True),
        ({"provider"}, [{"spanish", "clinical"}], 2, ASKED, False),
        ({"provider"}, [{"clinical"}], 2, ASKED, True),
        ({"provider"}, [{"spanish"}], 0, ASKED, True),
        ({"provider"}, [{"spanish"}], 1, NOW - timedelta(minutes=1), True),
        ({"provider"}, [{"spanish"}], 2, NOW - timedelta(minutes=1), False),
        ({"provider"}, [{"spanish"}], 2, NOW - timedelta(minutes=3), True),
    ],
)
def test_it_is_kept_for_the_skilled_and_falls_open(
    mine: set[str], at_desk: list[set[str]], urgency: int, asked: datetime, open_now: bool
) -> None:
    moment = skills.opens_at(["spanish"], urgency, asked, mine, at_desk, NOW)
    assert (moment is None) is open_now
    if moment is not None:
        assert moment == asked + skills.KEPT_FOR[urgency]


@pytest.fixture
def skilled(signed_in: Callable[..., Person]) -> Callable[[str, str], Person]:
    def make(name: str, *of: str) -> Person:
        person = signed_in(name)
        with session_scope() as session:
            session.execute(update(Staff).where(Staff.id == person.id).values(skills=",".join(of)))
        return person

    return make


@pytest.fixture
def spanish_call(chat: Chat, actions: Actions, assistant: LocalEngine) -> str:
    """A caller who speaks Spanish waits; the handoff's address."""
    chat.say("hello")
    assistant.reply = says("Un momento.", handoff=HandoffWish(reason="language"))
    actions.told("handoffs", reason="language", language="es")
    chat.say("una persona por favor")
    with session_scope() as session:
        handoff = session.scalars(select(Handoff)).one()
        assert handoff.skills == ["spanish"]
        assert session.scalars(select(Conversation.language)).one() == "es"
        return f"/api/v1/handoffs/{handoff.id}"


def test_colleague_with_the_skill_comes_first(spanish_call: str, skilled: Callable[..., Person]) -> None:
    sofia, ben = skilled("Sofia", "spanish", "member"), skilled("Ben", "provider")
    queue = ben.get("/api/v1/handoffs").json()
    assert (queue["waiting_count"], queue["open_to_me"]) == (1, 0)
    assert queue["waiting"][0]["opens_at"] is not None
    assert ben.get("/api/v1/handoffs?open_only=true").json()["waiting"] == []
    refused = ben.post(f"{spanish_call}/accept")
    assert (refused.status_code, refused.json()["code"]) == (409, "kept_for_others")
    assert "speak Spanish" in refused.json()["message"]
    assert sofia.get("/api/v1/handoffs").json()["waiting"][0]["opens_at"] is None
    assert sofia.post(f"{spanish_call}/accept").status_code == 200


def test_whoever_insists_gets_it_and_that_is_on_record(spanish_call: str, skilled: Callable[..., Person]) -> None:
    skilled("Sofia", "spanish")
    ben = skilled("Ben", "provider")
    assert ben.post(f"{spanish_call}/accept", {"anyway": True}).status_code == 200
    with session_scope() as session:
        event = session.scalars(select(AuditEvent).where(AuditEvent.act == "staff:handoff:accepted")).one()
        assert "anyway" in event.fields


def test_it_falls_open_when_its_time_is_over(spanish_call: str, skilled: Callable[..., Person]) -> None:
    skilled("Sofia", "spanish")
    ben = skilled("Ben", "provider")
    with session_scope() as session:
        session.execute(update(Handoff).values(requested_at=Handoff.requested_at - timedelta(minutes=3)))
    assert ben.get("/api/v1/handoffs?open_only=true").json()["open_to_me"] == 1
    assert ben.post(f"{spanish_call}/accept").status_code == 200


def test_nobody_waits_for_a_skill_that_is_not_there(spanish_call: str, skilled: Callable[..., Person]) -> None:
    sofia, ben = skilled("Sofia", "spanish"), skilled("Ben", "provider")
    with session_scope() as session:
        long_ago = datetime.now(UTC) - timedelta(hours=1)
        session.execute(update(StaffSession).where(StaffSession.staff_id == sofia.id).values(last_seen_at=long_ago))
    assert ben.get("/api/v1/handoffs").json()["waiting"][0]["opens_at"] is None
    assert ben.post(f"{spanish_call}/accept").status_code == 200


def test_the_queue_comes_in_stretches(
    another_chat: Callable[[], Chat], assistant: LocalEngine, signed_in: Callable[..., Person]
) -> None:
    chats = [another_chat() for _ in range(5)]
    assistant.reply = says("One moment.", handoff=HandoffWish(reason="asked"))
    for one in chats:
        one.say("a person please")
    ada = signed_in("Ada")
    whole = [one["id"] for one in ada.get("/api/v1/handoffs").json()["waiting"]]
    first = ada.get("/api/v1/handoffs?limit=2").json()
    rest = ada.get("/api/v1/handoffs?limit=3&offset=2").json()
    assert first["waiting_count"] == rest["waiting_count"] == 5
    assert [one["id"] for one in first["waiting"] + rest["waiting"]] == whole
    assert "packet" not in first["waiting"][0]


@pytest.mark.parametrize("query", ["limit=-1", "limit=501", "offset=-1", "offset=x"])
def test_a_stretch_that_is_none_is_refused(signed_in: Callable[..., Person], query: str) -> None:
    assert signed_in("Ada").get(f"/api/v1/handoffs?{query}").status_code == 422
