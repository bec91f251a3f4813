"""A conversation played line by line on the path of every turn but for the language model: ears, memory, next question."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from actions.controls import control
from actions.heard import read
from actions.memory import Memory
from actions.requests import GENERAL
from actions.steps import Answer, Ask, HandOff, Session
from actions.take_in import take_in
from actions.turn_plan import next_step
from assistant.components.entities import Asked, as_entity, understand
from assistant.components.quick import quick_intent
from tests.actions.remembered import TODAY

_SURE_ENOUGH = 0.3


@dataclass
class Talk:
    """``says``: the names of what was said in the last turn; ``asked``: what the assistant asks for now."""

    memory: Memory
    channel: str = "voice"
    rungs: int = 4
    session: Session = field(default_factory=Session)
    says: list[str] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    answered: list[str] = field(default_factory=list)
    missed: bool = False
    person: str | None = None

    def say(self, text: str, intent: str = "nlu_fallback", confidence: float = 0.4) -> Talk:
        """One line of the caller; ``intent``: what the language model would make of it where its form settles nothing."""
        before, kept = self.memory, self.memory.piece
        incomplete = (kept["name"], kept["characters"]) if kept else None
        asked = Asked(before.expects, self.channel, (incomplete,) if incomplete else (), incomplete)
        heard, edited = understand(text, asked, TODAY)
        settled = quick_intent(text, heard.found, piece=bool(heard.piece), edited=edited, answered=bool(heard.found))
        message = {
            "text": text,
            "intent": {"name": settled or intent, "confidence": 1.0 if settled else confidence},
            "entities": [as_entity(one) for one in heard.found if one.confidence >= _SURE_ENOUGH],
            "piece": {"name": heard.piece.name, "characters": heard.piece.characters} if heard.piece else None,
            "ambiguous": list(heard.ambiguous),
            "metadata": {"meta": {"rungs": self.rungs, "misses": before.misses + 1}},
        }
        said = read(message, before.expects)
        done = control(before, take_in(before, said, TODAY), said)
        self.memory, self.says = done.memory, [one.response for one in done.says]
        self.facts = {name: value for one in done.says for name, value in one.facts.items()}
        self.missed = done.memory.misses > before.misses
        self.answered = []
        step = done.step or next_step(done.memory, self.session)
        while isinstance(step, Answer) and step.request["name"] in GENERAL:
            self.memory.requests.remove(step.request)
            self.answered.append(step.request["name"])
            step = next_step(self.memory, self.session)
        self.person = step.reason if isinstance(step, HandOff) else None
        if isinstance(step, Ask):
            self.memory.expects = step.element
        return self

    @property
    def asked(self) -> str | None:
        """What the assistant waits for."""
        return self.memory.expects


def office(expects: str = "npi", **more: Any) -> Talk:
    """An office whose claim status waits; the elements before the one asked for are given."""
    order = {"npi": "1770002313", "tax_id": "12013", "member_id": "W054244096", "date_of_birth": "1991-12-07"}
    names = [*order, "date_of_service", "claim_number"]
    given = {name: order[name] for name in names[: names.index(expects)] if name in order}
    memory = Memory(
        speaker="provider",
        expects=expects,
        requests=[{"name": "check_claim_status"}],
        filled=list(given),
        **(given | more),
    )
    proved = expects not in ("npi", "tax_id")
    session = Session("provider", "provider", "1770002313", "Cedar Clinic") if proved else Session()
    return Talk(memory, session=session)


def patient(expects: str = "member_id", **more: Any) -> Talk:
    """A member whose claim status waits."""
    memory = Memory(speaker="member", expects=expects, requests=[{"name": "check_claim_status"}], **more)
    return Talk(memory)
