"""Slips made on purpose: near the word that was meant, the same each time, never in what is masked."""

from __future__ import annotations

import random

from assistant.components.slips import slipped

LINE = "please tell me why xid from xdate was turned down"


def test_one_or_two_words_are_mistyped_and_the_masks_stay() -> None:
    for seed in range(50):
        words = slipped(LINE, random.Random(seed)).split()
        changed = [(was, now) for was, now in zip(LINE.split(), words, strict=True) if was != now]
        assert len(changed) <= 2
        assert {"xid", "xdate", "me"} <= set(words)
        assert all(now[0] == was[0] and abs(len(now) - len(was)) <= 1 for was, now in changed)


def test_the_same_chance_makes_the_same_slips() -> None:
    assert slipped(LINE, random.Random(3)) == slipped(LINE, random.Random(3))
    assert len({slipped(LINE, random.Random(seed)) for seed in range(20)}) > 10


def test_a_line_of_numbers_and_short_words_has_nothing_to_slip() -> None:
    assert slipped("no 12 or 14", random.Random(1)) == "no 12 or 14"
