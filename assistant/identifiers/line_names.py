"""The names of a line: what was announced, what stands in running speech, what was told piece by piece."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.identifiers import names
from assistant.identifiers.famous_people import is_of_the_world
from assistant.identifiers.line import Line, tokens_of
from assistant.identifiers.name_asides import without_asides
from assistant.identifiers.name_words import DOUBLED, SaidName
from assistant.identifiers.names_asked import (
    comma_told,
    is_told_badly,
    one_then_other,
    only_stretch,
    other_way_round,
    parts_told,
    said_again,
    set_off,
    the_right_one,
    turned_round,
    with_last_told,
    written_in_turn,
)
from assistant.identifiers.names_in_contrast import in_its_place
from assistant.identifiers.names_in_speech import names_in_speech
from assistant.identifiers.names_of_callers import tells_who_calls
from assistant.identifiers.names_put_right import told_apart, with_one_put_right
from assistant.identifiers.names_spelled import as_told_of_oneself, by_its_letters
from assistant.identifiers.tokens import Token

_SLOTS = {"person_name": "whole", "last_name": "last", "first_name": "first"}
_NOT_THIS_ONE = re.compile(r"\b(?:not|instead\s+of|rather\s+than)\s+$", re.IGNORECASE)
_MARK_SAID = re.compile(r"\b(?:hyphen|apostrophe)\b", re.IGNORECASE)
_SYLLABLES = frozenset({"pa", "dos"})
"""Words that announce other facts and are parts of names too: "pa chia vang", "Joana dos Anjos"."""
_USED_TO_BE = re.compile(r"\b(?:used\s+to\s+be|formerly|was\s+born|born\s+as)\s+$", re.IGNORECASE)
""" "It used to be X Y, now it's X Z"."""


def hear_names(line: Line) -> None:
    """Adds the names of a line."""
    asked = _SLOTS.get(line.expects or "")
    if asked is None and is_of_the_world(line.said.text):
        return
    if asked:
        line.labels = [b for b in line.labels if line.said.text[b.start : b.end].lower() not in _SYLLABLES]
        line.taken -= {
            i for i in line.taken if line.tokens[i].is_word and not line.in_found(i) and not line.in_label(i)
        }
    found = _names(line, line.said.text, line.tokens, asked)
    plainer = without_asides(line.said.text, asked=asked is not None)
    tokens = line.tokens if plainer == line.said.text else tokens_of(plainer)
    if asked == "whole" and (is_told_badly(found) or _MARK_SAID.search(line.said.text)):
        found = _with_who_calls(line.said.text, found, _told_piece_by_piece(line, plainer, tokens) or found)
    elif asked is None:
        found = _with_more(line, found, plainer, tokens)
    wrong = len(found) == 1 and _NOT_THIS_ONE.search(line.said.text[: found[0].start]) is not None
    if not found and (told := _told_of_oneself(line, asked=asked is not None)):
        found = [told]
    elif wrong and " " not in found[0].value and (told := in_its_place(line.said.text)):
        found = [told]  # "i need Priya not Riya"
    in_turn = asked is None and not line.spoken
    if told := comma_told(line.said.text) or (
        (written_in_turn(line.said.text) or set_off(line.said.text)) if in_turn else None
    ):
        found = [told, *[n for n in found if n.end <= told.start or n.start >= told.end]]
    found = _without_parts([turned_round(n) for n in with_last_told(line.said.text, found)])
    if asked:
        found = the_right_one(line.said.text, found)
    if asked and len(found) == 1:
        found = [other_way_round(line.said.text, with_one_put_right(line.said.text, found[0]))]
    for name in found:
        before = line.said.text[: name.start]
        if len(found) > 1 and (
            _NOT_THIS_ONE.search(before) or _USED_TO_BE.search(before) or _is_the_wrong_one(line.said.text, name, found)
        ):
            continue  # "my name is X Y not Z Y"
        line.add("person_name", name.value, name.start, name.end, name.score)


_THEIRS = re.compile(
    r"\b(?:you're\s+(?:looking\s+at|reading|showing|telling|giving)(?:\s+me)?(?:\s+about)?|(?:you|ya|you\s+guys|y'all|you\s+all|they|she|he|it|system|screen|computer|bot)\s+(?:just\s+|only\s+|keep\s+|kept\s+|went\s+and\s+)*"
    r"(?:(?:pull(?:ed|ing)?|br(?:ought|ing(?:ing)?)|look(?:ed)?)\s+up|came\s+back\s+with|have|had|got|gave\s+me|giv(?:e|ing)\s+me|heard|hear|put|"
    r"opened|wrote|typed|said|sent\s+me|show(?:s|ed|ing)?(?:\s+me)?|(?:are|were)\s+(?:looking\s+at|reading|showing|telling\s+me\s+about)(?:\s+me)?|"
    r"(?:read|reading)|gone\s+to|went\s+to|switched\s+to|confused\s+(?:her|him|them|it|me)\s+with))\s+(?:up\s+)?(?:(?:my|his|her)\s+\w+\s+(?:(?:down\s+)?as\s+)?)?$",
    re.IGNORECASE,
)
_MINE = re.compile(
    r"\b(?:i|we)\s+(?:said|asked\s+(?:for|about)|need(?:ed)?|want(?:ed)?|meant?|told\s+you|gave\s+you|was\s+asking\s+about)\b|\bi'm\s+(?:asking|calling)\b|"
    r"\bwrong\s+(?:one|patient|person|member|guy|lady|name|man|woman|kid)\b|\bnot\s+(?:him|her|them|who|the)\b",
    re.IGNORECASE,
)
""" "I said X, you pulled up Y"."""


def _is_the_wrong_one(text: str, name: SaidName, found: Sequence[SaidName]) -> bool:
    """Whether a name is only what the listener made of another one: "you pulled up sandra keller i need sandra koehler"."""
    others = {w for n in found if n is not name for w in n.value.lower().split()}
    shared = not others.isdisjoint(name.value.lower().split())
    return _THEIRS.search(text[: name.start]) is not None and (shared or _MINE.search(text) is not None)


_OF_ANOTHER = re.compile(r"\b(?:patient|pt|member|subscriber|for|about|on|behalf)\b", re.IGNORECASE)


def _with_who_calls(text: str, found: list[SaidName], told: list[SaidName]) -> list[SaidName]:
    """The tanisha of "you're speaking with tanisha and the patient is gregory polk" beside the whole name asked for."""
    words = {word for n in told for word in n.value.lower().split()}
    calls = [
        n
        for n in found
        if n.value.lower() not in words
        and tells_who_calls(text, n.start, n.end)
        and any(n.end <= one.start and _OF_ANOTHER.search(text[n.end : one.start]) for one in told)
    ]
    return [*calls, *told]


def _told_of_oneself(line: Line, *, asked: bool) -> SaidName | None:
    """One name in the place of another, by its letters or by what its owner is called."""
    text = line.said.text
    return (
        in_its_place(text, asked=asked)
        or by_its_letters(text, asked=asked)
        or as_told_of_oneself(text, asked=asked, spoken=line.spoken)
    )


def _blocked(line: Line, tokens: Sequence[Token]) -> set[int]:
    """The tokens that belong to other facts, or tell a word of a name apart."""
    used = [(line.tokens[i].start, line.tokens[i].end) for i in line.fact_tokens()]
    inside = {i for i, t in enumerate(tokens) if any(t.start < end and t.end > start for start, end in used)}
    return inside | told_apart(tokens)


def _names(line: Line, text: str, tokens: Sequence[Token], asked: str | None) -> list[SaidName]:
    facts = sum(f.name in ("member_id", "date_of_birth", "claim_number", "date_of_service") for f in line.found)
    patient = any(f.name in ("member_id", "date_of_birth") for f in line.found)
    blocked = _blocked(line, tokens)
    return names.best_of(
        names.find_names(text, tokens, blocked, asked=asked, beside_facts=facts > 0),
        names_in_speech(
            text,
            tokens,
            blocked,
            beside_patient=patient,
            expects=line.expects,
            spoken=line.spoken,
            numbered=any(f.name == "npi" for f in line.found),
        ),
    )


def _told_piece_by_piece(line: Line, plainer: str, tokens: Sequence[Token]) -> list[SaidName]:
    """The one whole name of an answer, once what explains it is set aside."""
    blocked = _blocked(line, tokens)
    for reader in (parts_told, said_again, one_then_other, only_stretch):
        if told := reader(plainer, tokens, blocked):
            return [told]
    again = _names(line, plainer, tokens, "whole") if plainer != line.said.text else []
    return [] if is_told_badly(again) else again


_BOTH_PARTS = re.compile(
    r"(?=.*\b(?:first|given)\b)(?=.*\b(?:last|family)\b).*\b(?:name|nm)\b", re.IGNORECASE | re.DOTALL
)


def _with_more(line: Line, found: list[SaidName], plainer: str, tokens: Sequence[Token]) -> list[SaidName]:
    """The names of a line that asked for none, those read more fully where letters stood between their words."""
    text = line.said.text
    if (
        _BOTH_PARTS.match(text)
        and is_told_badly(found)
        and (told := parts_told(plainer, tokens, _blocked(line, tokens)))
    ):
        return [told, *[n for n in found if n.kind == "whole" and " " in n.value]]
    if plainer == text:
        return found
    fuller = _names(line, plainer, tokens, None)
    whole = [k.value for k in found if " " in k.value]
    longer = [n for n in fuller if " " in n.value and not any(n.value in k or k in n.value for k in whole)]
    kept = [k for k in found if not any(k.value in n.value or (k.start < n.end and k.end > n.start) for n in longer)]
    return sorted([*kept, *longer], key=lambda n: n.start)


def _without_parts(found: list[SaidName]) -> list[SaidName]:
    """No name twice, and none whose words are all in a longer one: "leonard he passed away leonard vogel"."""
    found = [_said_once(n) for n in found]
    found = [n for n in found if not _is_begun(n, found)]
    words = [set(n.value.lower().split()) for n in found]
    return [
        n
        for i, n in enumerate(found)
        if not any(words[i] < other or (words[i] == other and k < i) for k, other in enumerate(words) if k != i)
    ]


def _said_once(name: SaidName) -> SaidName:
    """ "this is Gus, Gus Papadakis", "t r e v o r trevor vance": the first name told once more is no second one."""
    words = name.value.split()
    again = [w.lower() for w in words]
    if again[0] in DOUBLED and again[:2] == [again[0]] * 2:
        return name  # "Khin Khin Aye"
    if len(words) == len(("first", "again", "last")) and again[0] in again[1:] and again[1] != again[2]:
        return replace(name, value=" ".join(words[1:] if again[0] == again[1] else words[:2]))
    return name


def _is_begun(name: SaidName, found: Sequence[SaidName]) -> bool:
    """Whether "Tamika R" is only the beginning of the "Tamika Rollins" that follows."""
    first, _, initial = name.value.lower().partition(" ")
    return len(initial) == 1 and any(n.value.lower().startswith(f"{first} {initial}") for n in found if n is not name)
