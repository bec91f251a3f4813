"""The intent model: it learns, keeps itself in plain files, and answers the same after loading."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.components.intent_model import IntentModel, ModelSettings
from assistant.components.sentences import WIDTH, encode

LINES = {
    "check_claim_status": [
        "claim status please",
        "where is my claim",
        "did my claim go through",
        "status of a claim",
        "is my claim paid",
    ],
    "ask_denial_reason": [
        "why was it denied",
        "what is the reason for the denial",
        "why did you not pay",
        "denied why",
        "why denied",
    ],
    "request_human": [
        "let me talk to a person",
        "representative",
        "i want an agent",
        "get me a human",
        "speak to someone",
    ],
}


def trained(*, embeddings: bool) -> IntentModel:
    model = IntentModel(ModelSettings(embeddings=embeddings))
    pairs = [(line, intent) for intent, lines in LINES.items() for line in lines]
    model.fit([line for line, _ in pairs], [intent for _, intent in pairs])
    return model


@pytest.mark.parametrize("embeddings", [True, False])
def test_a_model_answers_the_same_after_loading(embeddings: bool, tmp_path: Path) -> None:
    model = trained(embeddings=embeddings)
    model.save(tmp_path)
    again = IntentModel.load(tmp_path)
    asked = ["whats the status of the claim", "why is this denied", "a real person please"]
    assert [again.names[i] for i in again.probabilities(asked).argmax(axis=1)] == [
        "check_claim_status",
        "ask_denial_reason",
        "request_human",
    ]
    assert np.allclose(model.probabilities(asked), again.probabilities(asked), atol=2e-3)


def test_sentence_vectors_know_what_else_people_call_it() -> None:
    fight, appeal, weather = encode(
        ["how can i fight this decision", "i want to appeal the denial", "will it rain on sunday"]
    )
    assert fight.shape == (WIDTH,)
    assert fight @ appeal > fight @ weather


def test_vectors_are_kept_between_trainings(tmp_path: Path) -> None:
    cache = tmp_path / "cache" / "vectors.npz"
    first = encode(["claim status", "why denied"], cache)
    again = encode(["why denied", "claim status", "something new"], cache)
    assert np.allclose(first, again[[1, 0]], atol=1e-3)


def test_a_broken_cache_is_made_anew(tmp_path: Path) -> None:
    cache = tmp_path / "vectors.npz"
    cache.write_bytes(b"not an archive")
    assert encode(["claim status"], cache).shape == (1, WIDTH)


def test_a_line_is_weighed_without_copying_all_weights(tmp_path: Path) -> None:
    trained(embeddings=False).save(tmp_path)
    model = IntentModel.load(tmp_path)
    assert model._by_words is not None
    features = model._word_features(["where is my claim"])
    assert features.dtype == model._by_words.weights.dtype == np.float32
    assert model._by_words.weights.T.flags["C_CONTIGUOUS"]
