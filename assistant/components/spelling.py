"""Slips of the finger: a word nobody wrote before becomes the common word it is one slip away from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator

_COMMON = 5  # a word this often in the training lines is right
_SHORTEST, _LONGEST = 5, 18
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")


class Spelling:
    """Corrects towards the common words of the training lines; a word that is English stays as it is."""

    def __init__(self, counts: dict[str, int], english: Container[str]) -> None:
        self.counts = counts
        self._english = english

    @classmethod
    def of(cls, lines: Iterable[str], english: Container[str]) -> Spelling:
        """By the common words of the lines."""
        counts = Counter(word for line in lines for word in _WORD.findall(line))
        return cls({word: count for word, count in counts.items() if count >= _COMMON and len(word) > 1}, english)

    def is_english(self, word: str) -> bool:
        """Whether the sentence model knows it as a whole word; nothing is where there is none."""
        return word in self._english

    def corrected(self, line: str) -> str:
        """The line with uncommon words of five letters or more replaced by their common neighbour, where there is one."""
        return _WORD.sub(lambda match: self._word(match.group()), line)

    def _word(self, word: str) -> str:
        if not _SHORTEST <= len(word) <= _LONGEST or word in self.counts or word in self._english or "'" in word:
            return word
        near = [n for n in _one_slip(word) if n in self.counts]
        return max(near, key=lambda n: self.counts[n]) if near else word


def _one_slip(word: str) -> Iterator[str]:
    """All words one dropped, doubled, swapped or wrong letter away; the first letter is rarely the wrong one."""
    for i in range(1, len(word) + 1):
        head, tail = word[:i], word[i:]
        if tail:
            yield head + tail[1:]
        if i < len(word):
            yield word[: i - 1] + word[i] + word[i - 1] + word[i + 1 :]
        for letter in _LETTERS:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]
