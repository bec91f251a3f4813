"""Words, figures and marks of a plain text, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_TOKEN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]+(?:'[A-Za-z]+)*|\d+|[^\sA-Za-z\d]")


@dataclass(frozen=True, slots=True)
class Token:
    """`word` is lower case; `glued` says that it follows the one before without a space, `capitals` that it was all large."""

    word: str
    start: int
    end: int
    glued: bool
    capitals: bool

    @property
    def is_figure(self) -> bool:
        """Written digits."""
        return self.word.isdigit()

    @property
    def is_word(self) -> bool:
        """Letters only."""
        return self.word[0].isalpha()


def tokenise(text: str) -> list[Token]:
    """The tokens of a plain text, in order."""
    tokens: list[Token] = []
    end = -1
    for match in _TOKEN.finditer(text):
        said = match.group()
        tokens.append(
            Token(said.lower(), match.start(), match.end(), match.start() == end, len(said) > 1 and said.isupper())
        )
        end = match.end()
    return tokens


class Phrases:
    """Phrases of one or more words, found by their first word; where two begin alike, the one named first is tried first."""

    def __init__(self, phrases: Iterable[tuple[str, ...]]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            self._by_first.setdefault(phrase[0], []).append(phrase)

    def at(self, tokens: Sequence[Token], i: int) -> tuple[str, ...]:
        """The phrase that begins at token i; empty where none does."""
        for phrase in self._by_first.get(tokens[i].word, ()) if i < len(tokens) else ():
            if tuple(token.word for token in tokens[i : i + len(phrase)]) == phrase:
                return phrase
        return ()
