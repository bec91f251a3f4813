"""The nearest lines: they vote by likeness, and doubt where nothing is near."""

from __future__ import annotations

import numpy as np

from assistant.components.neighbours import Neighbours


def trained(seed: int = 7) -> tuple[Neighbours, np.ndarray]:
    """Two corners of one intent (0) with another intent (1) between them."""
    generator = np.random.default_rng(seed)
    middles = np.array([[4.0, 0.0, 0.0], [0.0, 4.0, 0.0], [0.0, 0.0, 4.0]])
    vectors = np.concatenate([middle + generator.normal(scale=0.3, size=(40, 3)) for middle in middles])
    intents = np.repeat([0, 1, 0], 40)
    return Neighbours.of(vectors.astype(np.float32), intents, 2), middles.astype(np.float32)


def test_an_intent_of_two_corners_is_found_in_both() -> None:
    neighbours, middles = trained()
    assert neighbours.probabilities(middles).argmax(axis=1).tolist() == [0, 1, 0]


def test_probabilities_add_up_and_leave_room_for_doubt() -> None:
    neighbours, middles = trained()
    told = neighbours.probabilities(middles)
    assert np.allclose(told.sum(axis=1), 1.0, atol=1e-5)
    assert told.min() > 0


def test_fewer_lines_than_are_asked_still_vote() -> None:
    vectors = np.eye(5, dtype=np.float32)
    neighbours = Neighbours.of(vectors, np.array([0, 0, 1, 1, 2]), 3)
    assert neighbours.probabilities(vectors[2:3]).argmax(axis=1).tolist() == [1]
