"""A plain engine inside the process: answers by a function. For tests and for running without Rasa."""

from __future__ import annotations

from collections.abc import Callable

from backend.integrations.rasa.interface import DialogueAnswer, DialogueTurn, Message


def repeat_back(turn: DialogueTurn) -> DialogueAnswer:
    """Says what it was told, so that a channel can be tried without a language model."""
    said = turn.text if turn.text is not None else f"[{turn.event}]"
    return DialogueAnswer(turn=turn.turn, messages=(Message(text=f"You said: {said}"),))


class LocalEngine:
    """Keeps what it was asked, and answers with ``reply``."""

    def __init__(self, reply: Callable[[DialogueTurn], DialogueAnswer] = repeat_back) -> None:
        self.reply = reply
        self.asked: list[DialogueTurn] = []

    def answer(self, turn: DialogueTurn) -> DialogueAnswer:
        self.asked.append(turn)
        return self.reply(turn)

    def healthy(self) -> bool:
        return True
