"""Clocks jump: forwards, backwards, over a change of the hour. The order of a conversation does not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, select

from backend.conversation.ownership import service as ownership
from backend.conversation.turns import service as turns
from backend.conversation.turns.exchange import Said
from backend.database import session_scope
from backend.integrations.rasa.interface import DialogueAnswer, DialogueTurn, Message
from backend.integrations.rasa.local import LocalEngine
from backend.kit.clock import FixedClock
from backend.models.conversation import Turn

JUMPS = [timedelta(seconds=5), timedelta(minutes=-5), timedelta(hours=1), timedelta(hours=-1), timedelta(0)]
STARTS = [
    datetime(2026, 3, 8, 6, 59, 58, tzinfo=UTC),  # two seconds before the hour goes forward in New York
    datetime(2026, 11, 1, 5, 59, 58, tzinfo=UTC),  # and back
    datetime(2028, 2, 29, 23, 59, 59, tzinfo=UTC),
]


def answer(turn: DialogueTurn) -> DialogueAnswer:
    return DialogueAnswer(turn=turn.turn, messages=(Message(text=f"answer {turn.turn}"),))


@pytest.mark.parametrize("start", STARTS, ids=lambda day: day.date().isoformat())
def test_order_is_that_of_arrival_whatever_the_clock_says(committed: Engine, start: datetime) -> None:
    clock = FixedClock(start)
    with session_scope() as session:
        conversation = ownership.open_conversation(session, "chat", now=clock.now()).id
    replies = []
    for number, jump in enumerate(JUMPS):
        clock.move(jump)
        replies.append(
            turns.take(conversation, f"key-{number}", Said("text", f"words {number}"), LocalEngine(answer), clock)
        )
    with session_scope() as session:
        stored = session.scalars(select(Turn).where(Turn.speaker == "caller").order_by(Turn.number)).all()
    assert [one.said for one in stored] == [f"words {number}" for number in range(len(JUMPS))]
    assert all(one.messages for one in replies), "nothing is hidden"
    assert len({one.messages[0]["text"] for one in replies}) == len(JUMPS)
