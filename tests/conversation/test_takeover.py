"""Random interleavings of callers, the assistant, agents, repeats and endings: one owner, no lost word, a silent assistant."""

from __future__ import annotations

import contextlib
import os
import random
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import Engine, select

from backend.conversation.handoffs import service as handoffs
from backend.conversation.handoffs.errors import AlreadyAccepted, HandoffOver
from backend.conversation.ownership import service as ownership
from backend.conversation.ownership.errors import AnotherOwner
from backend.conversation.turns import service as turns
from backend.conversation.turns.exchange import Said
from backend.database import session_scope
from backend.integrations.rasa.interface import DialogueAnswer, DialogueFailed, DialogueTurn, HandoffWish, Message
from backend.integrations.rasa.local import LocalEngine
from backend.kit.clock import FixedClock
from backend.kit.ids import new_id
from backend.models.conversation import Turn
from backend.models.handoff import Handoff
from backend.staff.policy import Role
from backend.staff.service import CurrentStaff

SEEDS = int(os.environ.get("CLAIMLINE_TAKEOVER_SEEDS", "24"))
"""How many interleavings; a release is tried with 100,000."""
STEPS = 25


class Simulation:
    """One conversation and everybody who touches it, in an order the seed decides."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.clock = FixedClock(datetime(2026, 3, 16, 15, 0, tzinfo=UTC))
        self.agents = [CurrentStaff(new_id(), name, f"{name}@x", Role.AGENT, frozenset()) for name in ("Ada", "Ben")]
        self.said: list[str] = []
        self.keys: list[tuple[str, Said]] = []
        self.engine = LocalEngine(self._reply)
        with session_scope() as session:
            self.id: UUID = ownership.open_conversation(session, "chat", now=self.clock.now()).id

    def _reply(self, turn: DialogueTurn) -> DialogueAnswer:
        """The assistant: talks, asks for a person, dies, or is overtaken by an agent while it thinks."""
        assert self.owner() == "assistant", "the assistant is only asked while it owns"
        fate = self.random.random()
        if fate < 0.15:
            raise DialogueFailed("down")
        if fate < 0.35:
            self.ask_for_person()
            if fate < 0.25:
                self.accept()
        wish = HandoffWish(reason="asked") if 0.35 <= fate < 0.45 else None
        return DialogueAnswer(turn=turn.turn, messages=(Message(text=f"answer {turn.turn}"),), handoff=wish)

    def step(self) -> None:
        act = self.random.choice(
            [
                self.say,
                self.say,
                self.say,
                self.repeat,
                self.accept,
                self.write,
                self.give_back,
                self.close,
                self.release,
                self.wait,
            ]
        )
        act()

    def say(self) -> None:
        words = f"words {len(self.said)}"
        self.said.append(words)
        key = f"key-{len(self.said)}"
        self.keys.append((key, Said("text", words)))
        reply = turns.take(self.id, key, Said("text", words), self.engine, self.clock)
        assert reply.owner != "agent" or reply.messages == []

    def repeat(self) -> None:
        if self.keys:
            key, said = self.random.choice(self.keys)
            first = turns.take(self.id, key, said, self.engine, self.clock)
            assert turns.take(self.id, key, said, self.engine, self.clock).messages == first.messages

    def ask_for_person(self) -> None:
        with session_scope() as session:
            handoffs.request(session, ownership.lock(session, self.id), "asked", self.clock)

    def accept(self) -> None:
        for handoff_id in self.open_handoffs():
            with session_scope() as session:
                try:
                    handoffs.accept(session, handoff_id, self.random.choice(self.agents), self.clock)
                except (AlreadyAccepted, HandoffOver):
                    assert self.owner() == "agent"

    def write(self) -> None:
        with session_scope() as session, contextlib.suppress(AnotherOwner):
            handoffs.write(
                session, self.id, self.random.choice(self.agents), "a person", str(new_id()), None, self.clock
            )

    def give_back(self) -> None:
        self._end(lambda session, handoff_id, agent: handoffs.give_back(session, handoff_id, agent, None, self.clock))

    def close(self) -> None:
        self._end(
            lambda session, handoff_id, agent: handoffs.close(session, handoff_id, agent, "other", None, self.clock)
        )

    def release(self) -> None:
        self._end(lambda session, handoff_id, agent: handoffs.release(session, handoff_id, agent, self.clock))

    def wait(self) -> None:
        self.clock.move(timedelta(minutes=self.random.choice([1, 5, 16, 40])))

    def _end(self, act) -> None:  # type: ignore[no-untyped-def]
        for handoff_id in self.open_handoffs():
            with session_scope() as session, contextlib.suppress(AnotherOwner, HandoffOver):
                act(session, handoff_id, self.random.choice(self.agents))

    def owner(self) -> str:
        with session_scope() as session:
            return ownership.get(session, self.id).owner

    def open_handoffs(self) -> list[UUID]:
        with session_scope() as session:
            return list(session.scalars(select(Handoff.id).where(Handoff.state.in_(("waiting", "accepted")))))

    def check(self) -> None:
        with session_scope() as session:
            row = ownership.get(session, self.id)
            stored = session.scalars(select(Turn).order_by(Turn.number)).all()
            open_ones = session.scalars(select(Handoff).where(Handoff.state.in_(("waiting", "accepted")))).all()
        assert [one.number for one in stored] == list(range(1, len(stored) + 1))
        assert [one.said for one in stored if one.speaker == "caller"] == self.said, "every word kept, in order, once"
        assert all(one.state != "received" for one in stored)
        for one in stored:
            spoken = [message for message in one.messages if message["from"] == "assistant"]
            assert not (one.owner == "agent" and spoken), "the assistant is silent while an agent owns"
        states = {"assistant": [], "waiting": ["waiting"], "agent": ["accepted"]}
        assert [one.state for one in open_ones] == states[row.owner], "owner and handoff tell the same"
        assert (row.owner == "agent") == (row.agent_id is not None)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_whatever_the_order(committed: Engine, seed: int) -> None:
    simulation = Simulation(seed)
    for _ in range(STEPS):
        simulation.step()
        simulation.check()
