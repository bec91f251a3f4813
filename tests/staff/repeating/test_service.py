"""A request of staff under one key: once, twice, twenty times at once, with other words, by somebody else."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import func, select, update

from backend.audit.acts import Act
from backend.conversation.retention.repository import RetentionRepository
from backend.database import session_scope
from backend.kit.clock import SystemClock
from backend.models.answered_request import AnsweredRequest
from backend.models.audit import AuditEvent
from backend.models.retention import LegalHold
from backend.staff.policy import Role
from tests.conversation.conftest import Person

HOLDS = "/api/v1/retention/holds"
HOLD = {"scope": "everything", "reason": "an invented lawsuit"}
KEY = "one thing done"
WITH_KEY_IN_THEIR_ROW = {
    "/api/v1/conversations/{conversation_id}/messages",
    "/api/v1/patient-accounts/{account_id}/payments",
    "/api/v1/patient-accounts/{account_id}/refunds",
    "/chat/messages",
}
ONCE = {
    "/api/v1/appointments/{appointment_id}/eligibility",
    "/api/v1/approvers",
    "/api/v1/consults/{consult_id}/messages",
    "/api/v1/handoffs/{handoff_id}/callback",
    "/api/v1/handoffs/{handoff_id}/consults",
    "/api/v1/handoffs/{handoff_id}/notes",
    "/api/v1/receivables/follow-ups/{claim_id}/contacts",
    "/api/v1/reports",
    "/api/v1/retention/holds",
    "/api/v1/supervision/double-scoring",
    "/api/v1/transcripts/{conversation_id}/amendments",
    "/api/v1/transcripts/{conversation_id}/corrections",
}
"""Whatever else is posted changes a state that refuses or keeps a second change."""


@pytest.fixture
def sam(signed_in: Callable[..., Person]) -> Person:
    return signed_in("Sam", Role.SUPERVISOR)


def holds() -> int:
    with session_scope() as session:
        return session.scalar(select(func.count()).select_from(LegalHold)) or 0


def test_the_same_key_twice_is_one_effect_and_the_same_answer(sam: Person) -> None:
    first, again = (sam.post(HOLDS, HOLD, idempotency_key=KEY) for _ in range(2))
    assert (first.status_code, again.status_code, holds()) == (201, 201, 1)
    assert again.json() == first.json()
    with session_scope() as session:
        assert len(session.scalars(select(AuditEvent).where(AuditEvent.act == Act.HOLD_PLACED)).all()) == 1


def test_twenty_at_once_are_one_effect(sam: Person) -> None:
    with ThreadPoolExecutor(20) as crowd:
        answers = list(crowd.map(lambda _: sam.post(HOLDS, HOLD, idempotency_key=KEY), range(20)))
    assert ({one.status_code for one in answers}, holds()) == ({201}, 1)
    assert len({one.text for one in answers}) == 1


def test_two_keys_are_two_things(sam: Person) -> None:
    ids = {sam.post(HOLDS, HOLD, idempotency_key=f"{KEY} {one}").json()["id"] for one in range(2)}
    assert (len(ids), holds()) == (2, 2)


def test_a_key_with_other_words_is_refused_and_changes_nothing(sam: Person) -> None:
    sam.post(HOLDS, HOLD, idempotency_key=KEY)
    other = sam.post(HOLDS, {**HOLD, "reason": "another invented lawsuit"}, idempotency_key=KEY)
    assert (other.status_code, other.json()["code"], holds()) == (409, "key_reused", 1)


def test_a_refused_request_leaves_its_key_free(sam: Person) -> None:
    nobody = {"scope": "conversation", "conversation_id": str(sam.id), "reason": "an invented lawsuit"}
    assert [sam.post(HOLDS, nobody, idempotency_key=KEY).status_code for _ in range(2)] == [404, 404]
    assert sam.post(HOLDS, HOLD, idempotency_key=KEY).status_code == 201


def test_a_key_is_one_persons_own(sam: Person, signed_in: Callable[..., Person]) -> None:
    ben = signed_in("Ben", Role.SUPERVISOR)
    ids = {one.post(HOLDS, HOLD, idempotency_key=KEY).json()["id"] for one in (sam, ben)}
    assert (len(ids), holds()) == (2, 2)


@pytest.mark.parametrize("key", ["", "short", "x" * 129])
def test_without_a_key_of_its_length_nothing_is_done(sam: Person, key: str) -> None:
    assert (sam.post(HOLDS, HOLD, idempotency_key=key).status_code, holds()) == (422, 0)


def test_what_was_answered_lies_sealed_and_goes_after_its_time(sam: Person) -> None:
    sam.post(HOLDS, HOLD, idempotency_key=KEY)
    now = SystemClock().now()
    with session_scope() as session:
        kept = session.scalars(select(AnsweredRequest)).one()
        assert "lawsuit" not in kept.answer + kept.said
        assert RetentionRepository(session).forget_traces(now - timedelta(days=30)) == 0
        session.execute(update(AnsweredRequest).values(answered_at=now - timedelta(days=31)))
        assert RetentionRepository(session).forget_traces(now - timedelta(days=30)) == 1
        assert session.scalars(select(AnsweredRequest)).all() == []


def test_every_request_whose_repeat_would_add_a_row_carries_a_key(app: FastAPI) -> None:
    posts = {path: one["post"] for path, one in app.openapi()["paths"].items() if "post" in one}
    keyed = {path for path, one in posts.items() if "idempotency-key" in _headers(one)}
    assert keyed == ONCE | WITH_KEY_IN_THEIR_ROW


def _headers(operation: dict[str, Any]) -> set[str]:
    return {one["name"].lower() for one in operation.get("parameters", []) if one["in"] == "header"}
