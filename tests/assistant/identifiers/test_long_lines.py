"""Lines as long as a channel lets through, that say one thing over and over: they take about their length in work."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from datetime import date

import pytest

from assistant.identifiers import extract, listen, runs, units
from assistant.identifiers.line import tokens_of
from assistant.identifiers.once_a_line import Between, Tokens, once_a_line, once_between
from assistant.identifiers.tokens import Token, tokenise

TODAY = date(2026, 11, 23)
LONGEST, LONG = 1000, 300  # characters: as many as the web chat lets through, and more than anybody ever said at once
ENDS_WITHIN = 5.0  # seconds; formerly many of these took minutes
WORDS = (
    "for", "a", "oh", "double", "no", "and", "the", "to", "so", "so b", "one hundred", "march", "may", "b as in boy", "a.b.",
    "mr", "not", "dash", "seven", "b", "\N{GRINNING FACE}", "maria", "claim", "denied", "-a-", "1/2", "$5", "o'", "and a",
    "5 or", "either 5 or 6 it's 5", "99213 for", "for 99213", "s m i t h", "march 5", "its 5", "i said 5",
)  # fmt: skip
GLUED = ("'", "a'", "1-", "1", "/", ".", "a.b.", "-a-", "1/2", "$5", "a-", "1,", "(")


def _lines(length: int) -> Iterator[str]:
    for word in WORDS:
        yield (f"{word} " * length)[:length]
    for word in GLUED:
        yield (word * length)[:length]


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often the readers of a place were really asked, and how many steps the runs took."""
    asked: Counter[str] = Counter()
    step, article = runs.goes_on, units.is_pronoun

    def counted_step(blocked: Container[int], start: int, i: int) -> bool:
        asked["steps"] += 1
        return step(blocked, start, i)

    def counted_unit(tokens: Sequence[Token], i: int) -> bool:
        asked["units"] += isinstance(tokens, Tokens)
        return article(tokens, i)

    monkeypatch.setattr(runs, "goes_on", counted_step)
    monkeypatch.setattr(units, "is_pronoun", counted_unit)
    return asked


@pytest.mark.parametrize("line", list(_lines(LONG)))
def test_every_place_of_a_line_is_read_as_a_unit_a_few_times_at_most(counted: Counter[str], line: str) -> None:
    places = len(tokens_of(line))

    listen(line, channel="voice", today=TODAY)

    assert counted["units"] <= 8 * places + 50


@pytest.mark.parametrize("line", list(_lines(LONG)))
def test_the_steps_of_all_numbers_that_may_begin_stay_bounded(counted: Counter[str], line: str) -> None:
    tokens = tokens_of(line)

    runs.find_runs(tokens, set())

    assert counted["steps"] <= 1200 + 2 * 8 * len(tokens) + 100


@pytest.mark.parametrize("line", ["for ", "a ", "to ", "so b ", "$5 ", "a'", "a-"])
def test_a_line_of_one_thing_over_and_over_ends(line: str) -> None:
    began = time.process_time()

    extract((line * LONGEST)[:LONGEST], channel="voice", today=TODAY)

    assert time.process_time() - began < ENDS_WITHIN


@pytest.mark.parametrize(
    "line",
    [
        "for " * 20 + "my claim number is c l m four four oh nine one two",
        "a " * 60 + "member id k q four four oh nine one two eight",
    ],
)
def test_what_is_told_behind_much_of_nothing_is_still_heard(line: str) -> None:
    assert any(
        str(f.value).endswith("44091" + "2" * ("c l m" in line) + "28" * ("k q" in line))
        for f in listen(line, channel="voice", today=TODAY).found
    )


def test_tokens_of_a_line_remember_and_plain_ones_do_not() -> None:
    asked: list[int] = []

    def read(tokens: Sequence[Token], i: int) -> str:
        asked.append(i)
        return tokens[i].word

    reader = once_a_line(read)
    plain, kept = tokenise("one two"), tokens_of("one two")

    assert [reader(plain, 1), reader(plain, 1), reader(kept, 1), reader(kept, 1)] == ["two"] * 4
    assert asked == [1, 1, 1]


def test_looking_ahead_leads_no_further_than_a_few_numbers() -> None:
    depths: list[int] = []

    def further(tokens: Sequence[Token], start: int, blocked: Container[int]) -> int | None:
        assert isinstance(blocked, Between)
        depths.append(blocked.depth)
        return reader(tokens, start + 1, blocked)

    reader: Callable[[Sequence[Token], int, Container[int]], int | None] = once_between(further)

    assert reader(tokens_of("one two"), 0, Between(())) is None
    assert max(depths) < 20
