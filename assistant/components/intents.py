"""IntentClassifier: what a caller wants, one request or two; Fallback: saying so when nothing was understood."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from assistant.components.another_matter import thanked_for_the_last, the_next_claim_first
from assistant.components.answer_and_request import answered_first, answering, codes_told, greeted, with_both_courtesies
from assistant.components.asking_for_a_person import asks_for_a_person, declines_a_person, without_a_person_refused
from assistant.components.beside_a_person import (
    before_the_person,
    with_anger,
    with_plain_wish,
    with_what_else_was_said,
)
from assistant.components.danger_to_life import manner_of_speaking, without_manner_of_speaking
from assistant.components.deciding import (
    after_second_thoughts,
    decide,
    with_plain_danger,
    without_an_answer,
    without_what_is_not_meant,
)
from assistant.components.decision import Decision, Scorer, Scores, Thresholds
from assistant.components.entities import ANSWERED, EDITED, FACTS, MASKED, PIECE
from assistant.components.intent_model import IntentModel, ModelSettings
from assistant.components.masking import masked
from assistant.components.one_matter import named_by_its_words, with_its_own_deadline, with_one_choice, with_one_matter
from assistant.components.putting_right import with_a_value_put_right
from assistant.components.quick import quick_intent
from assistant.identifiers import extract

ALSO = "also"
_BABBLE, _BABBLE_SURE = 2, 0.5
_NOT_UNDERSTOOD = Decision(DEFAULT_NLU_FALLBACK_INTENT_NAME, 0.0, (), {})
INTRODUCES = "introduces"
_TRAINING_DAY = date(2026, 1, 2)  # training must not depend on the day it runs


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(GraphComponent):
    """Sets `intent`, `intent_ranking`, `also` (further requests of the same line) and `introduces` (who greets)."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """All of ModelSettings and Thresholds may be set in config.yml."""
        settings = ModelSettings()
        thresholds = Thresholds()
        return {f.name: getattr(settings, f.name) for f in fields(ModelSettings)} | {
            f.name: getattr(thresholds, f.name) for f in fields(Thresholds)
        }

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, model: IntentModel | None = None
    ) -> None:
        self._settings = ModelSettings(**{f.name: config[f.name] for f in fields(ModelSettings)})
        self._thresholds = Thresholds(**{f.name: config[f.name] for f in fields(Thresholds)})
        self._storage, self._resource = model_storage, resource
        self._model = model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> IntentClassifier:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> IntentClassifier:
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, IntentModel.load(folder))

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from the lines of nlu_data, their facts masked."""
        examples = [e for e in training_data.intent_examples if e.get(TEXT) and e.get(INTENT)]
        lines = [masked(e.get(TEXT), extract(e.get(TEXT), channel="voice", today=_TRAINING_DAY)) for e in examples]
        self._model = IntentModel(self._settings)
        self._model.fit(lines, [e.get(INTENT) for e in examples])
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The dialogue rules need no predicted intents."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Decides for each message."""
        for message in messages:
            decision = self.decide(message)
            ranking = sorted(decision.scores.items(), key=lambda item: -item[1])[:5] or [
                (decision.intent, decision.confidence)
            ]
            message.set(
                INTENT, {"name": decision.intent, "confidence": round(decision.confidence, 4)}, add_to_output=True
            )
            message.set(
                "intent_ranking", [{"name": n, "confidence": round(c, 4)} for n, c in ranking], add_to_output=True
            )
            message.set(ALSO, list(decision.also), add_to_output=True)
            if decision.introduces:
                message.set(INTRODUCES, decision.introduces, add_to_output=True)
        return messages

    def decide(self, message: Message) -> Decision:
        """By form where the form settles it, else by the model."""
        text, facts = message.get(TEXT) or "", message.get(FACTS) or []
        begun = (message.get(PIECE) or {}).get("characters", "")
        answered = message.get(ANSWERED)
        quick = quick_intent(
            text, facts, piece=bool(begun.strip("0")), edited=bool(message.get(EDITED)), answered=bool(answered)
        )
        if quick or self._model is None:
            return Decision(quick or DEFAULT_NLU_FALLBACK_INTENT_NAME, 1.0, (), {})
        if _is_no_language(text, self._model.knows):
            return _NOT_UNDERSTOOD
        line = message.get(MASKED) or text.lower()
        score = without_what_is_not_meant(_once(self._score), text)
        score = score if answered else without_an_answer(score, line)
        if declines_a_person(text):
            line = without_a_person_refused(line)
        if not asks_for_a_person(text):
            line = after_second_thoughts(line)
        if manner_of_speaking(text):
            line = without_manner_of_speaking(line)
        decision = decide(line, score, self._thresholds)
        decision = with_plain_danger(with_plain_wish(decision, text), text)
        decision = before_the_person(with_what_else_was_said(decision, line, score), line, score)
        decision = with_one_matter(with_its_own_deadline(with_one_choice(decision, line), line, score), line, score)
        decision = codes_told(with_anger(named_by_its_words(decision, line), line), line)
        decision = with_both_courtesies(greeted(decision, text), line, score)
        decision = thanked_for_the_last(the_next_claim_first(decision, line), line)
        decision = answered_first(with_a_value_put_right(decision, text, line, answered), line, answered)
        decision = answering(decision, text, answered, self._thresholds.beside_answer)
        if not answered and decision.confidence < _BABBLE_SURE and _is_babble(text, self._model.is_a_word):
            return _NOT_UNDERSTOOD
        return decision

    def _score(self, lines: Sequence[str]) -> list[Scores]:
        assert self._model is not None
        names = self._model.names
        return [dict(zip(names, map(float, row), strict=True)) for row in self._model.probabilities(lines)]


def _once(score: Scorer) -> Scorer:
    """Each part of a line is scored once, however many rules look at it."""
    known: dict[str, Scores] = {}

    def scored(lines: Sequence[str]) -> list[Scores]:
        fresh = [line for line in dict.fromkeys(lines) if line not in known]
        if fresh:
            known.update(zip(fresh, score(fresh), strict=True))
        return [known[line] for line in lines]

    return scored


def _is_no_language(text: str, knows: Callable[[str], bool]) -> bool:
    """Keys hit at random: letters that no word has, and that nobody ever wrote us."""
    words = re.findall(r"[a-z]+", text.lower())
    noise = [word for word in words if len(word) > 2 and not set(word) & set("aeiouy") and not knows(word)]
    return bool(words) and len(noise) == len(words) and not any(c.isdigit() for c in text)


def _is_babble(text: str, is_a_word: Callable[[str], bool]) -> bool:
    """ "Blub blub": a word or two that are none, whatever they were likest to; more may be another language."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    return 0 < len(words) <= _BABBLE and not any(map(is_a_word, words)) and not any(c.isdigit() for c in text)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Fallback(GraphComponent):
    """A line that nothing was understood of becomes nlu_fallback; one that brought facts becomes inform."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Below `threshold` the intent does not count."""
        return {"threshold": Thresholds().understood}

    def __init__(self, config: dict[str, Any]) -> None:
        self._threshold = float(config["threshold"])

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Fallback:
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Replaces an intent below the threshold."""
        for message in messages:
            intent = message.get(INTENT) or {}
            confidence = float(intent.get("confidence") or 0.0)
            if confidence < self._threshold:
                name = "inform" if message.get("entities") else DEFAULT_NLU_FALLBACK_INTENT_NAME
                message.set(INTENT, {"name": name, "confidence": confidence}, add_to_output=True)
        return messages
