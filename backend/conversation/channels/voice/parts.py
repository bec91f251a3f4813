"""Long answers in parts: nobody remembers a minute of figures. ``next`` goes on where the line stopped."""

from __future__ import annotations

import re
from collections.abc import Sequence

from backend.integrations.rasa.interface import DialogueAnswer, DialogueEngine, DialogueTurn, Message

PART_LENGTH_MAX = 450
"""About half a minute at a phone's pace."""
OFFER = "There is more. Say next or press 1 to hear it, or ask me something else."
_ON = re.compile(
    r"(?:(?:yes|okay|ok|please|and|uh|um)[ ,]*)*(?:next(?: part)?|go on|continue|keep going|(?:the )?rest|(?:tell me )?more|"
    r"(?:the )?details)(?:[ ,]*please)?[.!]?",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


class InParts:
    """The assistant as heard on the phone: a long answer stops after a part, and goes on without asking anew."""

    def __init__(self, engine: DialogueEngine, rest: str | None) -> None:
        self._engine, self._rest = engine, rest

    def answer(self, turn: DialogueTurn) -> DialogueAnswer:
        """Raises DialogueFailed as the engine does."""
        if self._rest and turn.text is not None and _ON.fullmatch(turn.text.strip()):
            messages = in_parts((Message(text=self._rest),))
            return DialogueAnswer(turn=turn.turn, messages=messages, expects=turn.expects)
        answer = self._engine.answer(turn)
        return answer.model_copy(update={"messages": in_parts(answer.messages)})

    def healthy(self) -> bool:
        return self._engine.healthy()


def in_parts(messages: Sequence[Message]) -> tuple[Message, ...]:
    """The messages up to what is heard in one go; what is left stands as ``more`` of the last one, which offers it."""
    sentences = [one for message in messages for one in _SENTENCE.split(message.text.strip()) if one]
    own = " ".join(one.more for one in messages if one.more)
    if sum(map(len, sentences)) <= PART_LENGTH_MAX and not own:
        return tuple(messages)
    said = 1
    while said < len(sentences) and sum(map(len, sentences[: said + 1])) <= PART_LENGTH_MAX:
        said += 1
    rest = " ".join([*sentences[said:], *([own] if own else [])])
    return (Message(text=" ".join(sentences[:said])), Message(text=OFFER, more=rest))
