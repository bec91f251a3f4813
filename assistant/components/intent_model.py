"""The intent model: words, letter groups and (optionally) sentence embeddings into one regularised logistic regression."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from assistant.components.masking import natural

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """What was found best on held-out lines; see ARCHITECTURE.md for the numbers."""

    embeddings: bool = True
    strength: float = 12.0
    embedding_weight: float = 2.0
    letters_weight: float = 0.7
    seed: int = 7


def _words() -> dict[str, Any]:
    return {
        "analyzer": "word",
        "ngram_range": (1, 3),
        "token_pattern": r"(?u)[\w']+|\?",
        "sublinear_tf": True,
        "dtype": np.float32,
    }


def _letters() -> dict[str, Any]:
    return {"analyzer": "char_wb", "ngram_range": (2, 5), "min_df": 2, "sublinear_tf": True, "dtype": np.float32}


class IntentModel:
    """Trained on masked lines; gives a probability to each intent."""

    def __init__(self, settings: ModelSettings) -> None:
        self.settings = settings
        self.names: list[str] = []
        self._word_vectors = TfidfVectorizer(**_words())
        self._letter_vectors = TfidfVectorizer(**_letters())
        self._weights: NDArray[np.float32] = np.zeros((0, 0), dtype=np.float32)
        self._bias: NDArray[np.float32] = np.zeros(0, dtype=np.float32)

    def fit(self, lines: Sequence[str], intents: Sequence[str]) -> None:
        """Learns from masked lines. The same lines give the same model."""
        self._word_vectors.fit(lines)
        self._letter_vectors.fit(lines)
        regression = LogisticRegression(
            C=self.settings.strength,
            class_weight="balanced",
            solver="lbfgs",
            max_iter=300,
            tol=1e-3,
            random_state=self.settings.seed,
        )
        regression.fit(self._features(lines), np.asarray(intents))
        self.names = [str(name) for name in regression.classes_]
        self._weights = regression.coef_.astype(np.float32)
        self._bias = regression.intercept_.astype(np.float32)

    def probabilities(self, lines: Sequence[str]) -> NDArray[np.float32]:
        """One row a line, one column an intent in the order of `names`."""
        logits = np.asarray(self._features(lines) @ self._weights.T) + self._bias
        logits = np.exp(logits - logits.max(axis=1, keepdims=True))
        return logits / logits.sum(axis=1, keepdims=True)

    def _features(self, lines: Sequence[str]) -> csr_matrix:
        parts = [
            self._word_vectors.transform(lines),
            self._letter_vectors.transform(lines) * self.settings.letters_weight,
        ]
        if self.settings.embeddings:
            from assistant.components.sentences import sentence_encoder

            rows = sentence_encoder().encode([natural(line) for line in lines])
            parts.append(csr_matrix(rows * self.settings.embedding_weight))
        return hstack(parts, format="csr")

    def save(self, folder: Path) -> None:
        """Plain JSON and arrays: nothing that runs code when it is read."""
        described = {
            "format": _FORMAT,
            "settings": {name: getattr(self.settings, name) for name in ModelSettings.__slots__},
            "names": self.names,
            "words": self._ordered(self._word_vectors),
            "letters": self._ordered(self._letter_vectors),
        }
        (folder / "intents.json").write_text(json.dumps(described), encoding="utf-8")
        np.savez_compressed(
            folder / "intents.npz", weights=self._weights.astype(np.float16), bias=self._bias,
            words=self._word_vectors.idf_, letters=self._letter_vectors.idf_,
        )  # fmt: skip

    @staticmethod
    def _ordered(vectors: TfidfVectorizer) -> list[str]:
        return [term for term, _ in sorted(vectors.vocabulary_.items(), key=lambda item: item[1])]

    @classmethod
    def load(cls, folder: Path) -> IntentModel:
        """The model as it was saved."""
        described = json.loads((folder / "intents.json").read_text(encoding="utf-8"))
        model = cls(ModelSettings(**described["settings"]))
        arrays = np.load(folder / "intents.npz", allow_pickle=False)
        model.names = described["names"]
        model._word_vectors = cls._restored(_words(), described["words"], arrays["words"])
        model._letter_vectors = cls._restored(_letters(), described["letters"], arrays["letters"])
        model._weights = arrays["weights"].astype(np.float32)
        model._bias = arrays["bias"]
        return model

    @staticmethod
    def _restored(options: dict[str, Any], terms: list[str], idf: NDArray[np.float32]) -> TfidfVectorizer:
        vectors = TfidfVectorizer(**options, vocabulary={term: place for place, term in enumerate(terms)})
        vectors.idf_ = idf
        return vectors
