"""Names of people: after a word that announces them, where a name was asked for, or in capitals beside other facts."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from assistant.identifiers.known_names import FIRST_NAMES
from assistant.identifiers.name_words import (
    HOUSE_WORDS,
    NOT_NAMES,
    SaidName,
    is_name_word,
    name_at,
    plainly_named,
    whole_answer,
)
from assistant.identifiers.names_alone import tells_of_work
from assistant.identifiers.names_by_parts import (
    both_spelled,
    first_and_last_told,
    joined,
    told_in_turn,
    with_first_after,
    with_first_before,
    with_last_before,
)
from assistant.identifiers.names_of_nature import has_nature
from assistant.identifiers.ordinary_words import ordinary_words
from assistant.identifiers.tokens import Token

_CAPITAL = r"(?=\s+(?-i:[A-Z][a-z]))"
_ANNOUNCED = re.compile(
    r"\b(?:(?P<kind>first|last|full|sur|family|given|maiden)\s*name\s*(?:is|was|:|of|-|=)?|sur\s?name\s*(?:is|:)?|"
    r"(?:my|the|his|her|their|patient(?:'s)?|pt(?:'s)?|member(?:'s)?|subscriber(?:'s)?|insured(?:'s)?|caller(?:'s)?|child(?:'s)?)?"
    r"\s*name(?:'s|\s*(?:is|was|:|-|=))(?:\s+(?:spelled|spelt)(?=\s))?|"
    r"(?:patient|pt|ptnt|member|insured|name|subscriber)\s*(?::|=|\bis\b|-(?=\s)|#?\s*name\b:?)|"
    rf"(?:this\s+is|i\s+am|i'm|it's|speaking\s+with|for|about|on){_CAPITAL}|"
    rf"(?:patient|pt|member|claims?|behalf|next(?:\s+(?:one|patient|up|is))?)\s*(?:for|of|is|:|,)?{_CAPITAL}|"
    r"name\W{1,3}it'?s|"
    rf"(?:named|called){_CAPITAL}|(?P<small>(?:patient|pt|member)(?:'s|\s+(?:for|named|called|is))?)(?=\s+[a-z]))\s*",
    re.IGNORECASE,
)
_IS_THE_PATIENT = re.compile(
    r"(?-i:((?:[A-Z][\w'-]+\s+){1,2}[A-Z][\w'-]+))\s+is\s+(?:the|our|my)\s+(?:patient|pt|member|subscriber|insured)\b",
    re.IGNORECASE,
)


def find_names(
    text: str, tokens: Sequence[Token], blocked: Container[int], *, asked: str | None, beside_facts: bool
) -> list[SaidName]:
    """The names of a line. `asked` is whole, first or last where a name was the question."""
    found = _announced(text, tokens, blocked, asked=asked is not None)
    if not found and asked:
        answer = whole_answer(text, tokens, blocked, asked)
        found = [answer] if answer else []
    if asked == "whole" and (both := both_spelled(text)):
        found = [both]
    if asked and (both := first_and_last_told(text, tokens, blocked)):
        found = [both]
    if asked == "whole" and (both := told_in_turn(text)):
        return [both]
    if asked and len(found) == 1 and found[0].kind == "first":
        found = with_last_before(text, tokens, blocked, found[0])
    if len(found) == 1 and found[0].kind == "last":
        found = with_first_after(text, tokens, blocked, found[0])
    if asked == "whole" and len(found) == 1 and found[0].kind == "last":
        found = with_first_before(text, tokens, blocked, found[0])
    if not found and beside_facts:
        found = _in_capitals(text, tokens, blocked)
    return joined(found)


def _announced(text: str, tokens: Sequence[Token], blocked: Container[int], *, asked: bool) -> list[SaidName]:
    found: list[SaidName] = []
    for match in _ANNOUNCED.finditer(text):
        phrase = match.group().strip().lower()
        small = match["small"] is not None or (match["kind"] is None and phrase.endswith((" is", "\nis")))
        first = next((i for i, t in enumerate(tokens) if t.start >= match.end()), len(tokens))
        strict = not (re.search(r"name(?!d)", phrase) or phrase.endswith(":"))
        name = name_at(text, tokens, first, blocked, capitals=strict and not small, spelled=not strict)
        one_name = name is not None and match["kind"] is None and name.value.lower() in FIRST_NAMES and not asked
        if (
            name is None
            or one_name
            or (" " not in name.value and match["kind"] is None and not asked and tells_of_work(text[: match.start()]))
            or (strict and " " not in name.value)
            or (strict and name.value.split()[-1].lower() in HOUSE_WORDS)
            or (small and not _stands_alone(tokens, name, blocked))
            or (
                (match["small"] or "").endswith("'s")
                and not set(name.value.lower().split()).isdisjoint(ordinary_words())
            )
        ):
            continue
        kind = {"first": "first", "given": "first", "last": "last", "sur": "last", "family": "last"}.get(
            (match["kind"] or "").lower(), "whole"
        )
        kind = "last" if "surname" in phrase or "sur name" in phrase else kind
        if not any(name.start < other.end and name.end > other.start for other in found):
            found.append(SaidName(name.value, name.start, name.end, kind, 0.9 if not strict else 0.75))
    if not found and (patient := _IS_THE_PATIENT.search(text)):
        found.append(SaidName(patient[1], patient.start(1), patient.end(1), "whole", 0.8))
    return found


def _stands_alone(tokens: Sequence[Token], name: SaidName, blocked: Container[int]) -> bool:
    """Whether a name in small letters is one: no ordinary word in it, or one that is none and nothing said after it."""
    strange = any(w not in ordinary_words() for w in name.value.lower().split())
    return plainly_named(name.value) or (strange and _closed(tokens, name.end, blocked))


def _closed(tokens: Sequence[Token], end: int, blocked: Container[int]) -> bool:
    """Whether a name said in small letters is followed by nothing, a mark, a figure or another fact."""
    after = next((i for i, t in enumerate(tokens) if t.start >= end), None)
    return (
        after is None
        or after in blocked
        or not tokens[after].is_word
        or tokens[after].word in ("please", "thanks", "thank", "dear", "honey", "hun", "sir", "ma'am")
    )


def _in_capitals(text: str, tokens: Sequence[Token], blocked: Container[int]) -> list[SaidName]:
    """ "Maria Lopez" or "Lopez, Maria" among other facts, in a line that also has small letters."""
    for i, token in enumerate(tokens):
        if i in blocked or not text[token.start].isupper() or not is_name_word(text, token, True):
            continue
        before = next((t.word for t in reversed(tokens[:i]) if t.word != "."), "")
        if before in ("of", "at", "from", "with", "dr", "doctor", "by"):
            continue
        name = name_at(text, tokens, i, blocked, capitals=True, spelled=False)
        if name and name.value.split()[-1].lower() in HOUSE_WORDS:
            continue
        if name and all(w in ordinary_words() for w in name.value.lower().split()):
            continue  # "KEYBOARD BROKE"
        if (
            name
            and 2 <= len(name.value.split()) <= 3
            and all(len(w) > 1 or k for k, w in enumerate(name.value.split()))
        ):
            after = next((t for t in tokens if t.start >= name.end), None)
            if after and text[after.start].isupper() and after.word in NOT_NAMES:
                continue
            return [SaidName(name.value, name.start, name.end, "whole", 0.6)]
    return []


def best_of(announced: Sequence[SaidName], in_speech: Sequence[SaidName]) -> list[SaidName]:
    """The names of both; where two lie on one another what was announced stands."""
    longer = [
        n
        for n in in_speech
        for a in announced
        if n.start == a.start
        and n.value.startswith(f"{a.value} ")
        and a.kind == "whole"
        and (" " not in a.value or has_nature(n.value))
    ]
    announced = [a for a in announced if not any(a.start == n.start for n in longer)]  # "her name's quang do d o"
    more = [n for n in in_speech if all(n.end <= a.start or n.start >= a.end for a in announced)]
    ends = {n.value.split()[-1].lower() for n in more if n.kind == "whole"}
    announced = [a for a in announced if not (a.kind == "last" and a.value.lower() in ends)]
    return sorted([*announced, *more], key=lambda n: n.start)
