"""What is read from a place of a line is read once, so that a long line takes its length in time and no more.

Readers look ahead and back ("is a whole number said after this?"), and so ask for the same place over and over. What they
found is kept with the tokens themselves and goes with them; tokens kept in a plain list are read anew each time.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import wraps
from typing import Any, TypeVar

from assistant.identifiers.tokens import Token

Result = TypeVar("Result")
_AHEAD_MAX, _DEPTH_MAX, _TOKENS_MAX = 64, 12, 200
"""How many tokens a number that is only looked ahead for may have, how often looking ahead leads to looking further, and how
many tokens any number may have. The longest ever said, corrections and spelling words included, had fewer than 64."""


class Tokens(list[Token]):
    """The tokens of one line, with what was read from each place; nothing is added to them or taken away."""

    __slots__ = ("known",)

    def __init__(self, tokens: Iterable[Token] = ()) -> None:
        super().__init__(tokens)
        self.known: dict[tuple[str, int], Any] = {}


def once_a_line(reader: Callable[[Sequence[Token], int], Result]) -> Callable[[Sequence[Token], int], Result]:
    """A reader of one place of a line that remembers what it found there."""
    name = f"{reader.__module__}.{reader.__qualname__}"

    @wraps(reader)
    def read(tokens: Sequence[Token], i: int) -> Result:
        if not isinstance(tokens, Tokens):
            return reader(tokens, i)
        place = (name, i)
        if place not in tokens.known:
            tokens.known[place] = reader(tokens, i)
        found: Result = tokens.known[place]
        return found

    return read


class Blocked(frozenset[int]):
    """The tokens no run may have, with the runs already read between them and how far ahead is being looked."""

    runs: dict[int, Any]
    depth: int

    def __new__(cls, blocked: Collection[int]) -> Blocked:
        made = super().__new__(cls, blocked)
        made.runs, made.depth = {}, 0
        return made

    def goes_on(self, start: int, i: int) -> bool:
        """Whether what began at token start may still go on at token i."""
        return i not in self and i - start < (_AHEAD_MAX if self.depth > 1 else _TOKENS_MAX)


def once_between(
    reader: Callable[[Sequence[Token], int, Blocked], Result | None],
) -> Callable[[Sequence[Token], int, Blocked], Result | None]:
    """A reader of what begins at a place and leaves out what is blocked, which remembers what it found there."""

    @wraps(reader)
    def read(tokens: Sequence[Token], start: int, blocked: Blocked) -> Result | None:
        if start in blocked.runs:
            known: Result | None = blocked.runs[start]
            return known
        if blocked.depth >= _DEPTH_MAX:
            return None
        blocked.depth += 1
        try:
            found = reader(tokens, start, blocked)
        finally:
            blocked.depth -= 1
        if blocked.depth:
            blocked.runs[start] = found
        return found

    return read
