"""The intent model: two logistic regressions, one over words and letter groups, one over sentence vectors, and the nearest
training lines, pooled.

The first knows the words of the field, the second what else people call the same thing, the third the corners of intents
that have many; their weighted product does better on lines by other authors than each alone, or than one regression over
all (ARCHITECTURE.md has the numbers).
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from assistant.components.masking import natural
from assistant.components.neighbours import Neighbours
from assistant.components.slips import slipped
from assistant.components.spelling import Spelling

Matrix = NDArray[np.float32]
_LETTERS_WEIGHT = 0.7
_SEED = 7


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """`share` is the weight of the words in the pool, `neighbours` that of the nearest lines, the sentence regression has the
    rest; without embeddings the words decide alone."""

    embeddings: bool = True
    words_strength: float = 10.0
    sentence_strength: float = 10.0
    share: float = 0.5
    neighbours: float = 0.2
    cache: str = ""


def _words() -> dict[str, Any]:
    return {
        "analyzer": "word",
        "ngram_range": (1, 2),
        "token_pattern": r"(?u)[\w']+|\?",
        "sublinear_tf": True,
        "dtype": np.float32,
    }


def _letters() -> dict[str, Any]:
    return {"analyzer": "char_wb", "ngram_range": (2, 5), "min_df": 2, "sublinear_tf": True, "dtype": np.float32}


@dataclass(slots=True)
class Linear:
    """Weights and bias of one regression; rows of probabilities from rows of features."""

    weights: Matrix
    bias: Matrix
    one_against_rest: bool

    def __post_init__(self) -> None:
        # the sparse product copies all weights for every line unless they lie this way, and have the type of the features
        self.weights = np.asfortranarray(self.weights)

    def probabilities(self, features: csr_matrix | Matrix) -> Matrix:
        """One row a line, one column an intent."""
        logits = np.asarray(features @ self.weights.T) + self.bias
        top = logits.max(axis=1, keepdims=True)
        scores = 1.0 / (1.0 + np.exp(-logits)) if self.one_against_rest else np.exp(logits - top)
        return scores / scores.sum(axis=1, keepdims=True)


class IntentModel:
    """Trained on masked lines; gives a probability to each intent."""

    def __init__(self, settings: ModelSettings) -> None:
        self.settings = settings
        self.names: list[str] = []
        self._spelling = Spelling({}, frozenset())
        self._word_vectors = TfidfVectorizer(**_words())
        self._letter_vectors = TfidfVectorizer(**_letters())
        self._by_words: Linear | None = None
        self._by_sentence: Linear | None = None
        self._neighbours: Neighbours | None = None

    def fit(self, lines: Sequence[str], intents: Sequence[str]) -> None:
        """Learns from masked lines. The same lines give the same model."""
        wanted = np.asarray(intents)
        self._spelling = Spelling.of(lines, self._english())
        chance = random.Random(_SEED)  # noqa: S311 - slips, not a secret
        hasty = [self._spelling.corrected(slipped(line, chance)) for line in lines]
        lines = [self._spelling.corrected(line) for line in lines]
        self._word_vectors.fit(lines)
        self._letter_vectors.fit([*lines, *hasty])
        # both regressions leave Python to other threads while they compute
        with ThreadPoolExecutor(1) as beside:
            by_words = beside.submit(self._regression_over_words, [*lines, *hasty], np.concatenate([wanted, wanted]))
            self.names = sorted(set(intents))
            if self.settings.embeddings:
                self._learn_sentences(lines, wanted)
            self._by_words = by_words.result()

    def _regression_over_words(self, lines: Sequence[str], wanted: NDArray[np.str_]) -> Linear:
        words = LogisticRegression(
            C=self.settings.words_strength, class_weight="balanced", solver="liblinear", tol=1e-2, random_state=_SEED
        ).fit(self._word_features(lines), wanted)
        return Linear(words.coef_.astype(np.float32), words.intercept_.astype(np.float32), True)

    def _learn_sentences(self, lines: Sequence[str], wanted: NDArray[np.str_]) -> None:
        sentence = LogisticRegression(
            C=self.settings.sentence_strength, class_weight="balanced", solver="lbfgs", max_iter=120, tol=1e-2
        )
        vectors = self._sentence_features(lines, self.settings.cache)
        sentence.fit(vectors, wanted)
        self._by_sentence = Linear(sentence.coef_.astype(np.float32), sentence.intercept_.astype(np.float32), False)
        self._neighbours = Neighbours.of(vectors, np.searchsorted(self.names, wanted), len(self.names))

    def probabilities(self, lines: Sequence[str]) -> Matrix:
        """One row a line, one column an intent in the order of `names`."""
        assert self._by_words is not None, "trained or loaded before it is asked"
        lines = [self._spelling.corrected(line) for line in lines]
        by_words = self._by_words.probabilities(self._word_features(lines))
        if self._by_sentence is None or self._neighbours is None:
            return by_words
        vectors = self._sentence_features(lines, "")
        words, neighbours = self.settings.share, self.settings.neighbours
        voices = (
            (words, by_words),
            (neighbours, self._neighbours.probabilities(vectors)),
            (1 - words - neighbours, self._by_sentence.probabilities(vectors)),
        )
        pooled = np.exp(sum(share * np.log(voice + 1e-9) for share, voice in voices))
        return pooled / pooled.sum(axis=1, keepdims=True)

    def knows(self, word: str) -> bool:
        """Whether the word stands in any line it was trained on."""
        return word in self._word_vectors.vocabulary_

    def is_a_word(self, word: str) -> bool:
        """Whether anybody wrote it to us, or it is English."""
        return self.knows(word) or self._spelling.is_english(word)

    def _word_features(self, lines: Sequence[str]) -> csr_matrix:
        letters = self._letter_vectors.transform(lines) * np.float32(_LETTERS_WEIGHT)
        return hstack([self._word_vectors.transform(lines), letters], format="csr", dtype=np.float32)

    def _english(self) -> frozenset[str]:
        if not self.settings.embeddings:
            return frozenset()
        from assistant.components.sentences import sentence_encoder

        return sentence_encoder().english()

    @staticmethod
    def _sentence_features(lines: Sequence[str], cache: str) -> Matrix:
        from assistant.components.sentences import encode

        return encode([natural(line) for line in lines], Path(cache) if cache else None)

    def save(self, folder: Path) -> None:
        """Plain JSON and arrays: nothing that runs code when it is read."""
        described = {
            "settings": {name: getattr(self.settings, name) for name in ModelSettings.__slots__},
            "names": self.names,
            "spelling": self._spelling.counts,
            "words": self._ordered(self._word_vectors),
            "letters": self._ordered(self._letter_vectors),
        }
        (folder / "intents.json").write_text(json.dumps(described), encoding="utf-8")
        arrays: dict[str, Matrix] = {"words": self._word_vectors.idf_, "letters": self._letter_vectors.idf_}
        for name, linear in (("by_words", self._by_words), ("by_sentence", self._by_sentence)):
            if linear is not None:
                arrays |= {f"{name}_weights": linear.weights.astype(np.float16), f"{name}_bias": linear.bias}
        if self._neighbours is not None:
            near = self._neighbours
            arrays |= {"near_middle": near.middle, "near_directions": near.directions.astype(np.float16)}
            arrays |= {"near_rows": near.rows.astype(np.float16), "near_intents": near.intents}
        np.savez_compressed(folder / "intents.npz", **arrays)

    @staticmethod
    def _ordered(vectors: TfidfVectorizer) -> list[str]:
        return [term for term, _ in sorted(vectors.vocabulary_.items(), key=lambda item: item[1])]

    @classmethod
    def load(cls, folder: Path) -> IntentModel:
        """The model as it was saved; the encoder is made ready too."""
        described = json.loads((folder / "intents.json").read_text(encoding="utf-8"))
        model = cls(ModelSettings(**described["settings"]))
        arrays = np.load(folder / "intents.npz", allow_pickle=False)
        model.names = described["names"]
        model._spelling = Spelling(described["spelling"], model._english())
        model._word_vectors = cls._restored(_words(), described["words"], arrays["words"])
        model._letter_vectors = cls._restored(_letters(), described["letters"], arrays["letters"])
        model._by_words = Linear(arrays["by_words_weights"].astype(np.float32), arrays["by_words_bias"], True)
        if "by_sentence_weights" in arrays:
            model._by_sentence = Linear(
                arrays["by_sentence_weights"].astype(np.float32), arrays["by_sentence_bias"], False
            )
            middle, directions, rows = (
                arrays[f"near_{part}"].astype(np.float32) for part in ("middle", "directions", "rows")
            )
            model._neighbours = Neighbours(middle, directions, rows, arrays["near_intents"], len(model.names))
            model._sentence_features(["ready"], "")
        return model

    @staticmethod
    def _restored(options: dict[str, Any], terms: list[str], idf: Matrix) -> TfidfVectorizer:
        vectors = TfidfVectorizer(**options, vocabulary={term: place for place, term in enumerate(terms)})
        vectors.idf_ = idf
        return vectors
