"""One reviewer has one score of a conversation: a later one takes its place, the same twice is one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select, update

from backend.conversation.supervision.revising import standing
from backend.conversation.supervision.scorecard import SECTIONS
from backend.database import session_scope
from backend.integrations.rasa.interface import HandoffWish
from backend.models.handoff import Handoff
from backend.models.review import Review
from backend.staff.policy import Role
from tests.conversation.conftest import says

SEARCH = "/api/v1/transcripts/search"
LESS = dict.fromkeys(SECTIONS, 0)


def given(conversation: UUID, reviewer: UUID, total: int, minute: int) -> Review:
    at = datetime(2026, 11, 21, 9, minute, tzinfo=UTC)
    return Review(conversation_id=conversation, reviewer_id=reviewer, total=total, reviewed_at=at)


def test_of_each_reviewer_the_last_stands_in_the_order_given() -> None:
    talk, other, sam, rui = uuid4(), uuid4(), uuid4(), uuid4()
    rows = [given(talk, sam, 50, 1), given(talk, rui, 60, 2), given(other, sam, 10, 3), given(talk, sam, 70, 4)]
    found = standing(rows)
    assert [(one.review.total, [each.total for each in one.earlier]) for one in found] == [
        (60, []), (10, []), (70, [50]),
    ]  # fmt: skip


def test_scoring_again_replaces_and_tells_what_was_before(chat, sam, signed_in) -> None:
    chat.say("where is my claim")
    one = sam.post(SEARCH).json()["conversations"][0]["id"]
    address = f"/api/v1/transcripts/{one}"
    first = sam.post(f"{address}/reviews", {"points": SECTIONS, "note": "warm"}).json()
    assert (first["total"], first["earlier"]) == (100, [])
    assert sam.post(f"{address}/reviews", {"points": SECTIONS, "note": "warm"}).json()["earlier"] == []
    assert sam.post(f"{address}/reviews", {"points": LESS, "note": "on a second look"}).status_code == 201
    reviews = sam.get(address).json()["reviews"]
    assert [(each["total"], each["mine"], [old["total"] for old in each["earlier"]]) for each in reviews] == [
        (0, True, [100])
    ]
    listed = sam.post(SEARCH).json()["conversations"][0]
    assert (listed["reviews"], listed["score"]) == (1, 0)
    assert signed_in("Ida", Role.AUDITOR).get(address).json()["reviews"][0]["mine"] is False
    with session_scope() as session:
        assert len(session.scalars(select(Review)).all()) == 2  # nothing is overwritten


def test_the_agent_answers_the_score_that_stands(chat, assistant, sam, signed_in) -> None:
    assistant.reply = says("I am getting somebody.", handoff=HandoffWish(reason="dispute"))
    chat.say("I dispute this")
    ana = signed_in("Ana", Role.AGENT)
    with session_scope() as session:
        handoff = session.scalars(select(Handoff)).one()
        conversation = handoff.conversation_id
    assert ana.post(f"/api/v1/handoffs/{handoff.id}/accept").status_code == 200
    address = f"/api/v1/transcripts/{conversation}/reviews"
    assert sam.post(address, {"points": LESS}).status_code == 201
    old = ana.get("/api/v1/scores").json()["scores"][0]["id"]
    with session_scope() as session:
        session.execute(update(Review).values(reviewed_at=datetime.now(UTC) - timedelta(minutes=5)))
    assert sam.post(address, {"points": SECTIONS}).status_code == 201
    (score,) = ana.get("/api/v1/scores").json()["scores"]
    assert score["total"] == 100
    refused = ana.post(f"/api/v1/scores/{old}/reply", {"kind": "agreed"})
    assert (refused.status_code, refused.json()["code"]) == (409, "score_revised")
    assert ana.post(f"/api/v1/scores/{score['id']}/reply", {"kind": "agreed"}).status_code == 201
