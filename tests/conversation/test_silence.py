"""What a caller's silence is: whoever types is there. What a quarter of an hour has hidden stays hidden, whoever types then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select, update

from backend.conversation.handoffs import service as handoffs
from backend.database import session_scope
from backend.kit.clock import SystemClock
from backend.models.conversation import Conversation
from backend.models.verification import Verification
from tests.conversation.conftest import Person
from tests.conversation.test_stream import Window, _staff, hand_over, let_pass, prove, write


def types(window: Window) -> None:
    assert window.http.post("/chat/typing", headers=window.headers).status_code == 204


def said(window: Window) -> list[str]:
    """What the caller may read again."""
    turns = window.http.get("/chat/messages", headers=window.headers).json()["turns"]
    return [one["said"] for one in turns if one["said"]]


def last_activity() -> datetime:
    with session_scope() as session:
        return session.scalars(select(Conversation.last_activity_at)).one()


def release(row: Conversation, person: Person) -> None:
    with session_scope() as session:
        held = handoffs.of_conversation(session, row.id)[-1]
        handoffs.release(session, held.id, _staff(person), SystemClock())


def accept(row: Conversation, person: Person) -> None:
    with session_scope() as session:
        waiting = handoffs.of_conversation(session, row.id)[-1]
        handoffs.accept(session, waiting.id, _staff(person), SystemClock())


def test_who_types_a_long_answer_still_hears_the_agent(address: str, signed_in: Callable[..., Person]) -> None:
    window, person = Window(address), signed_in("Ada")
    window.say("where is my claim", "message-0")
    row = hand_over(window, person)
    with window.http.stream("GET", "/chat/stream", headers=window.headers) as response:
        lines = response.iter_lines()
        assert next(lines) == ": open"
        let_pass(14)
        types(window)
        let_pass(6)
        write(row, person, "Take your time.", "message-1")
        assert "Take your time." in next(one for one in lines if one.startswith("data:"))
    assert said(window) == ["where is my claim"]


def test_who_types_in_the_queue_still_hears_that_somebody_comes(address: str, signed_in: Callable[..., Person]) -> None:
    window, person = Window(address), signed_in("Ada")
    window.say("where is my claim", "message-0")
    row = hand_over(window, person)
    release(row, person)
    heard = window.events(3, "0")[-1][0]
    let_pass(14)
    types(window)
    let_pass(6)
    accept(row, person)
    assert window.events(1, heard)[0][2]["owner"] == "agent"
    assert said(window) == ["where is my claim"]


@pytest.mark.parametrize("minutes", [15, 16, 180])
def test_without_typing_all_is_hidden_and_typing_then_brings_nothing_back(
    address: str, signed_in: Callable[..., Person], minutes: int
) -> None:
    window, person = Window(address), signed_in("Ada")
    window.say("where is my claim", "message-0")
    row = hand_over(window, person)
    heard = window.events(2, "0")[-1][0]
    write(row, person, "for the former one alone", "message-1")
    let_pass(minutes)
    silent_since = last_activity()
    for _ in range(2):
        types(window)
    assert last_activity() == silent_since
    assert window.hears_nothing(heard)
    assert said(window) == []
    types(window)
    assert said(window) == []
    assert last_activity() == silent_since


def test_typing_keeps_no_proof_that_has_run_out(address: str, signed_in: Callable[..., Person]) -> None:
    window, person = Window(address), signed_in("Ada")
    prove(hand_over(window, person))
    with session_scope() as session:
        session.execute(update(Verification).values(verified_at=func.now() - timedelta(hours=1)))
    before = last_activity()
    types(window)
    assert last_activity() == before
    assert said(window) == []


def test_typing_into_a_conversation_that_is_over_is_no_activity(address: str) -> None:
    window = Window(address)
    with session_scope() as session:
        session.execute(update(Conversation).values(ended_at=func.now()))
    before = last_activity()
    types(window)
    assert last_activity() == before
