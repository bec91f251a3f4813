"""What is read from a place of a line is read once, so that a long line takes its length in time and no more.

Readers look ahead and back ("is a whole number said after this?"), and so ask for the same place over and over. What they
found is kept with the tokens themselves and goes with them; tokens kept in a plain list are read anew each time.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from functools import wraps
from typing import Any, TypeVar

from assistant.identifiers.tokens import Token

Result = TypeVar("Result")
_TOKENS_MAX, _AHEAD_MAX, _DEPTH_MAX = 160, 64, 12
"""How many tokens any number may have, how many one that is only looked ahead for, and how often looking ahead leads to
looking further. The longest ever said, corrections and spelling words included, had fewer than sixty."""
_STEPS_MAX, _WORN_OUT_MAX = 1200, 8
"""So many steps are taken between the same tokens; then no number is longer than so many tokens: a line of 1,600 characters
that spells nothing takes some 900."""


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


class Between:
    """Tokens that no number may have, with what was already read between them and how far ahead is being looked."""

    def __init__(self, blocked: Container[int]) -> None:
        self._blocked = blocked
        self.known: dict[int, Any] = {}
        self.depth = self.steps = 0

    def __contains__(self, i: object) -> bool:
        return i in self._blocked


def goes_on(blocked: Container[int], start: int, i: int) -> bool:
    """Whether what began at token start may still go on at token i."""
    if i in blocked or not isinstance(blocked, Between):
        return i not in blocked
    blocked.steps += 1
    worn_out = blocked.steps > _STEPS_MAX
    return i - start < (_WORN_OUT_MAX if worn_out else _AHEAD_MAX if blocked.depth > 1 else _TOKENS_MAX)


Reader = Callable[[Sequence[Token], int, Container[int]], Result]


def once_between(reader: Reader[Result | None]) -> Reader[Result | None]:
    """A reader of what begins at a place and leaves out what is blocked, which remembers what it found ahead."""

    @wraps(reader)
    def read(tokens: Sequence[Token], start: int, blocked: Container[int]) -> Result | None:
        if not isinstance(blocked, Between):
            return reader(tokens, start, blocked)
        if start in blocked.known:
            known: Result | None = blocked.known[start]
            return known
        if blocked.depth >= _DEPTH_MAX:
            return None
        blocked.depth += 1
        try:
            found = reader(tokens, start, blocked)
        finally:
            blocked.depth -= 1
        if blocked.depth:
            blocked.known[start] = found
        return found

    return read
