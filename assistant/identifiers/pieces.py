"""An identifier given over several turns, or corrected after it was given."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.identifiers.labels import find_labels
from assistant.identifiers.once_a_line import Tokens
from assistant.identifiers.runs import Match, best_match, find_runs
from assistant.identifiers.segments import LONGEST, Run, Segment, fold, plain_characters
from assistant.identifiers.shapes import DIGITS_ONLY, LENGTHS, WHOLE_MEMBER_ID, shape
from assistant.identifiers.text import plain
from assistant.identifiers.tokens import Token, tokenise
from assistant.identifiers.vocabulary import CORRECTIONS

ANEW = re.compile(
    r"\b(?:start(?:ing)?|begin(?:ning)?|do|say|try|take) (?:it |that |this )?(?:all )?"
    r"(?:over|again|anew|from (?:the )?(?:top|start|beginning|scratch))\b|"
    r"\bfrom the (?:top|start|beginning)\b|\bforget (?:that|it|what i said)\b|\bscratch (?:that|it|all that)\b",
    re.IGNORECASE,
)
"""What was said of a number before does not count any more."""
_BEGUN = 3
"""Who says the first so many characters again begins again."""


@dataclass(frozen=True, slots=True)
class Merged:
    """`value` when the pieces make a whole identifier (`name` says which), and all characters so far.

    `by_edit` says that a place or a contrast was named ("the fourth is a nine", "nine not five").
    """

    name: str
    value: str | None
    characters: str
    start: int = 0
    end: int = 0
    by_edit: bool = False


def merge(previous: str, more: str, *, name: str) -> Merged | None:
    """What was said before and what is said now, together: a continuation, a correction, or the whole again.

    None where the line holds no characters for it.
    """
    said = plain(more)
    tokens = tokenise(said.text)
    blocked = {
        i
        for i, t in enumerate(tokens)
        for label in find_labels(said.text)
        if t.start < label.end and t.end > label.start
    }
    blocked -= {i for i, t in enumerate(tokens) if t.word in ("last", "the", "four", "4")}
    skip = _leading_correction(tokens)
    runs = find_runs(Tokens(tokens[skip:]), {i - skip for i in blocked})
    if not runs:
        return None
    if ANEW.search(said.text):
        previous = ""
    run, again = runs[0], bool(skip) or runs[0].segments[0].edit is not None
    together = _corrected(previous, run, name) if again else best_match(run, name, before=previous)
    if together and name in DIGITS_ONLY and not again:
        more = plain_characters(run)
        over = len(previous) + len(more) - len(together.shaped.value)
        together = together if over <= more.startswith("0") else None  # an "oh" too many; nothing else is cut to fit
    alone = best_match(run, name) if run.segments[0].units else None
    if name not in LENGTHS and alone and len(alone.shaped.value) < len(previous):
        alone = None
    match = max((m for m in (alone, together) if m), key=lambda m: m.score, default=None)
    start, end = said.span(tokens[skip:][run.first].start, tokens[skip:][run.last - 1].end)
    if match:
        by_edit = any(segment.edit for segment in run.segments)
        return Merged(match.shaped.name, match.shaped.value, match.shaped.value, start, end, by_edit)
    if again and previous:
        ways = fold([(previous, 0.0)], run.segments)
        return Merged(name, None, ways[0][0], start, end) if ways else None
    more = "".join(plain_characters(one) for one in runs)
    return _gone_on(previous, more, name, start, end) if more else None


def _gone_on(previous: str, more: str, name: str, start: int, end: int) -> Merged:
    """What was said before with what came now: gone on with, begun anew, or begun some characters back."""
    whole = LENGTHS.get(name, LONGEST)
    together = previous + more
    if len(previous) >= _BEGUN and more.startswith(previous[:_BEGUN]) and len(more) >= len(previous):
        together = more
    elif len(together) > whole:
        back = next((k for k in range(min(len(previous), len(more)), 1, -1) if previous[-k:] == more[:k]), 0)
        together = previous + more[back:]
    shaped = shape(name, together)
    if shaped is None or (name == "member_id" and len(together) < WHOLE_MEMBER_ID):
        return Merged(name, None, together, start, end)
    return Merged(shaped.name, shaped.value, together, start, end)


def _corrected(previous: str, run: Run, name: str) -> Match | None:
    return best_match(replace_head(run), name, before=previous)


def replace_head(run: Run) -> Run:
    """The run as a correction of what was said before it."""
    return replace(run, segments=[Segment(), *run.segments])


def _leading_correction(tokens: list[Token]) -> int:
    """The number of tokens of "no", "sorry", "i mean" … that open a line."""
    i = 0
    while i < len(tokens):
        step = len(CORRECTIONS.at(tokens, i))
        step = step or (
            1
            if i
            and tokens[i].word in (",", ".", "it's", "that's", "its", "is", "the")
            and _has_correction_after(tokens, i)
            else 0
        )
        if not step:
            break
        i += step
    return i


def _has_correction_after(tokens: list[Token], i: int) -> bool:
    return bool(CORRECTIONS.at(tokens, i + 1)) or tokens[i].word in (
        ",",
        "it's",
        "that's",
        "its",
    )
