"""What the training lines nearest in meaning are: a voice beside the two regressions.

A regression draws one border around an intent; an intent of many corners ("nothing of claims": weather, jobs, banks) is
better told by the lines lying nearest. Vectors are kept in their first principal directions only, evened out a little, so
that no single direction decides and the archive stays small.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
_DIRECTIONS = 128
_EVENED = 0.5
_ASKED = 30
_SHARPNESS = 30.0
_DOUBT = 0.1


@dataclass(slots=True)
class Neighbours:
    """The training lines as short vectors of length one, with the number of the intent of each."""

    middle: Matrix
    directions: Matrix
    rows: Matrix
    intents: NDArray[np.int64]
    count: int

    @classmethod
    def of(cls, vectors: Matrix, intents: NDArray[np.int64], count: int) -> Neighbours:
        """From the sentence vectors of the training lines and their intents, numbered below ``count``."""
        middle = vectors.mean(axis=0)
        values, directions = np.linalg.eigh(np.cov(vectors - middle, rowvar=False))
        kept = min(_DIRECTIONS, len(vectors) - 1, vectors.shape[1])
        strongest = slice(-1, -kept - 1, -1)
        scale = np.maximum(values[strongest], 1e-9) ** (-_EVENED / 2)
        made = cls(middle, (directions[:, strongest] * scale).astype(np.float32), np.empty((0, kept)), intents, count)
        made.rows = made._short(vectors)
        return made

    def probabilities(self, vectors: Matrix) -> Matrix:
        """One row a line, one column an intent: the nearest lines vote, the nearer the more, with room for doubt."""
        likeness = self._short(vectors) @ self.rows.T
        asked = min(_ASKED, likeness.shape[1])
        nearest = np.argpartition(-likeness, asked - 1, axis=1)[:, :asked]
        near = np.take_along_axis(likeness, nearest, axis=1)
        weights = np.exp((near - near.max(axis=1, keepdims=True)) * _SHARPNESS)
        votes = np.full((len(vectors), self.count), _DOUBT, dtype=np.float32)
        np.add.at(votes, (np.arange(len(vectors))[:, None], self.intents[nearest]), weights)
        return votes / votes.sum(axis=1, keepdims=True)

    def _short(self, vectors: Matrix) -> Matrix:
        short = (vectors - self.middle) @ self.directions
        return short / np.maximum(np.linalg.norm(short, axis=1, keepdims=True), 1e-9)
