"""Words, figures and marks of a plain text, with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"[A-Za-zÀ-ɏ]+(?:'[A-Za-z]+)*|\d+|[^\sA-Za-z\d]")


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
