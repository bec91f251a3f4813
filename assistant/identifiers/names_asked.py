"""A whole name as it is told where it was asked for: its parts in any order, a name said again, what explains it set aside."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.identifiers.known_names import ALSO_WORDS, FAMILY_NAMES, FIRST_NAMES, PLACE_NAMES
from assistant.identifiers.name_words import BEFORE_THE_LAST, DOUBLED, NOT_NAMES, SaidName, is_name_word, proper
from assistant.identifiers.ordinary_words import is_no_word, ordinary_words
from assistant.identifiers.tokens import Token
from assistant.identifiers.vocabulary import MONTHS, NATO

_FIRST, _LAST = ("first", "given"), ("last", "family", "sur", "surname")
_NAME = ("name", "name's", "nm")
_IS = ("is", "was", ":", "=", "being", "as", "that's", "it's")
_ARTICLES = ("the", "my", "his", "her", "our", "their", "a")
_PARTICLES = frozenset("de la del van von der den dela st bin al el da di le".split())
_GIVEN_ALONE = FIRST_NAMES - ALSO_WORDS - FAMILY_NAMES
_KNOWN = FIRST_NAMES | FAMILY_NAMES | ALSO_WORDS
_LONGEST = 4


def _is_name(text: str, token: Token) -> bool:
    known = token.word in _KNOWN or token.word not in ordinary_words()
    return (
        len(token.word) > 1
        and not token.word.endswith(("'m", "'re", "'ll", "'ve"))
        and is_name_word(text, token, False)
        and known
    )


def _stretches(text: str, tokens: Sequence[Token], blocked: Container[int]) -> Iterator[tuple[int, int]]:
    """The words of names that stand side by side, particles between them let through."""
    i = 0
    while i < len(tokens):
        j = i
        while j < len(tokens) and j not in blocked and (_is_name(text, tokens[j]) or _joins(tokens, i, j)):
            j += 1
        if any(_is_name(text, t) for t in tokens[i:j]):
            yield i, j
        i = max(j, i + 1)


def _joins(tokens: Sequence[Token], first: int, j: int) -> bool:
    """A particle, the hyphen of a double name and what follows it, or the lan of "nguyen thi lan"."""
    middle = j > first and tokens[j - 1].word in BEFORE_THE_LAST and tokens[j].word not in NOT_NAMES
    hyphened = j > first + 1 and tokens[j - 1].word == "-" and tokens[j].glued and tokens[j].is_word
    return (
        middle or hyphened or tokens[j].word in _PARTICLES or (tokens[j].word == "-" and tokens[j].glued and j > first)
    )


def _said(text: str, tokens: Sequence[Token], first: int, last: int, value: str = "") -> SaidName:
    start, end = tokens[first].start, tokens[last - 1].end
    return SaidName(proper(value or " ".join(text[start:end].split())), start, end, "whole", 0.8)


def parts_told(text: str, tokens: Sequence[Token], blocked: Container[int]) -> SaidName | None:
    """ "Rao is the family name and the given name is asha", "zhang is last wei is first": both parts, each with its kind."""
    stretches = list(_stretches(text, tokens, blocked))
    told: dict[str, tuple[int, int]] = {}
    for k, token in enumerate(tokens):
        kind = "first" if token.word in _FIRST else "last" if token.word in _LAST else ""
        part = _part_before(tokens, k, stretches) or _part_after(tokens, k, stretches) if kind else None
        if part:
            told[kind] = part
    if len(told) == 1 and (other := _the_other(tokens, told, stretches)):
        told |= other
    if len(told) < len(("first", "last")) or told["first"] == told["last"]:
        return None
    first, last = (
        _unrepeated(text[tokens[told[kind][0]].start : tokens[told[kind][1] - 1].end].split())
        for kind in ("first", "last")
    )
    places = sorted(told.values())
    return _said(text, tokens, places[0][0], places[-1][1], " ".join([*first, *last]))


def _the_other(
    tokens: Sequence[Token], told: dict[str, tuple[int, int]], stretches: Sequence[tuple[int, int]]
) -> dict[str, tuple[int, int]]:
    """ "Rai first is maya", "that's me ezra last name roe": of one part it is said which it is, the other stands before."""
    (kind, part), *_ = told.items()
    before = [s for s in stretches if s[1] < part[0] and s != part]
    if (
        len(before) != 1
        or {t.word for t in tokens[slice(*before[0])]} & {t.word for t in tokens[slice(*part)]}
        or tokens[before[0][1]].word in ("not", "no")
    ):
        return {}
    return {"last" if kind == "first" else "first": before[0]}


def _part_before(tokens: Sequence[Token], k: int, stretches: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The zhang of "zhang is (my) last": of a name said right before it only the last word."""
    j = k - 1
    j -= j >= 0 and tokens[j].word in _ARTICLES
    if j < 1 or tokens[j].word not in _IS:
        return None
    part = next((s for s in stretches if s[1] == j), None)
    if part is None:
        return None
    words = [t.word for t in tokens[slice(*part)]]
    return (j - 1, j) if len(set(words)) < len(words) else part


def _part_after(tokens: Sequence[Token], k: int, stretches: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    j = k + 1
    j += j < len(tokens) and tokens[j].word in _NAME
    j += j < len(tokens) and tokens[j].word in _IS
    part = next((s for s in stretches if s[0] == j), None)
    ends = j == len(tokens) - 1 and j > k + 1 and tokens[j].is_word and tokens[j].word not in NOT_NAMES
    return part or ((j, j + 1) if ends and len(tokens[j].word) > 1 else None)  # "last name fields"


def _unrepeated(words: Sequence[str]) -> list[str]:
    return [w for i, w in enumerate(words) if not i or w.lower() != words[i - 1].lower() or w.lower() in DOUBLED]


def said_again(text: str, tokens: Sequence[Token], blocked: Container[int]) -> SaidName | None:
    """ "He's called lorenzo uh lorenzo bassi", "mrs pereira ana pereira": the last name of which a part had been said."""
    for first, last in reversed(list(_stretches(text, tokens, blocked))):
        words = [t.word for t in tokens[first:last]]
        start, end = _with_ordinary_part(text, tokens, first, last, blocked)
        while end - start > 1 and (tokens[start].word == tokens[start + 1].word or _is_a_month(tokens, start)):
            start += 1
        if end - start > 2 and tokens[start].word == tokens[end - 1].word:
            given = tokens[start].word in FIRST_NAMES
            start, end = start + (not given), end - given
        inside = [t.word for t in tokens[start:end]]
        earlier = {t.word for t in tokens[:first]} | (set(words) if len(words) > len(inside) else set())
        refused = (first > 0 and tokens[first - 1].word in ("not", "isn't")) or NATO.keys() >= set(inside)
        if 1 < len(inside) <= _LONGEST and earlier.intersection(inside) and not refused and inside[0] != inside[-1]:
            return _said(text, tokens, start, end)
    return None


def only_stretch(text: str, tokens: Sequence[Token], blocked: Container[int]) -> SaidName | None:
    """ "It's a little girl kiona roanhorse", "like the flower lol. Rose Beach": the one name of the answer, or how it ends."""
    stretches = [s for s in _stretches(text, tokens, blocked) if s[1] - s[0] > 1]
    words = [t.word for t in tokens[slice(*stretches[0])]] if len(stretches) == 1 else []
    if words and len(words) <= _LONGEST and not any(w in ordinary_words() or w in NATO for w in words):
        first, end = stretches[0]
        return _said(
            text, tokens, first, end, " ".join(_unrepeated(text[tokens[first].start : tokens[end - 1].end].split()))
        )
    ends = _IN_CAPITALS.search(text)
    if ends is None or ends["first"].lower() not in _KNOWN or any(w.lower() in NOT_NAMES for w in ends["name"].split()):
        return None
    return SaidName(proper(ends["name"]), *ends.span("name"), "whole", 0.7)


_IN_CAPITALS = re.compile(r"[.?!,]\s+(?P<name>(?P<first>[A-Z][a-z'-]+)(?:\s[A-Z][\w'-]*[a-z]){1,2})\W*$")
_OTHER_WAY = re.compile(
    r"\b(?:other\s+way\s+(?:a)?round|(?:got|have|said|put)\s+(?:it|that|them)\s+(?:backwards?|reversed|switched|flipped)|backwards|"
    r"(?:switch|flip|swap|reverse)\s+(?:it|that|those|them)|the\s+(?:first|last)\s+name\s+is\s+the\s+other)\b",
    re.IGNORECASE,
)


def other_way_round(text: str, name: SaidName) -> SaidName:
    """ "Ahmed hassan no other way around": the two words of the name told before, turned."""
    words = name.value.split()
    told = _OTHER_WAY.search(text)
    if told is None or len(words) != len(("first", "last")) or name.start > told.start():
        return name
    return replace(name, value=" ".join(words[::-1]))


_RATHER = re.compile(r"\bbut\b|\b(?:actually|should\s+be|supposed\s+to\s+be)\b", re.IGNORECASE)


_UNDER_ANOTHER = re.compile(
    r"\b(?:under|through|thru|belongs\s+to|policy|holder|subscriber|insurance|account|acct|plan|"
    r"mom|mother|dad|father|wife|husband|spouse|parents?|son|daughter|brother|sister|grand\w+)\b",
    re.IGNORECASE,
)
""" "Kaya Lee Moss but it's under my dad Ned Moss": two people, none put right."""


def the_right_one(text: str, found: list[SaidName]) -> list[SaidName]:
    """ "It came over as jon smyth but she's joan joan smyth": of two that share a word the one after "but"."""
    if len(found) != len(("wrong", "right")) or any(n.kind != "whole" or " " not in n.value for n in found):
        return found
    one, other = found
    if _UNDER_ANOTHER.search(text[one.end : other.start]):
        return found
    shared = set(one.value.lower().split()) & set(other.value.lower().split())
    return [other] if shared and _RATHER.search(text[one.end : other.start]) else found


def _is_a_month(tokens: Sequence[Token], i: int) -> bool:
    """The june of "he died in june martin weaver"."""
    return tokens[i].word in MONTHS and i > 0 and tokens[i - 1].word in ("in", "of", "since", "last", "this")


_NAME_ENDS = frozenset({"i'm", "he's", "she's", "that's", "born", ",", "."})


def _with_ordinary_part(
    text: str, tokens: Sequence[Token], first: int, last: int, blocked: Container[int]
) -> tuple[int, int]:
    """The "ion" of "it's ion … ion popescu", the "clay" of "marcus … he's marcus clay": a word too, beside a name said again."""
    earlier = {t.word for t in tokens[:first]}
    if first and last == first + 1 and first - 1 not in blocked and is_name_word(text, tokens[first - 1], False):
        again = tokens[first - 1].word in {t.word for t in tokens[: first - 1]} and len(tokens[first - 1].word) > 1
        first -= again
    told = (
        last == first + 1
        and tokens[first].word in _GIVEN_ALONE & earlier
        and last < len(tokens)
        and last not in blocked
    )
    ends = last + 1 >= len(tokens) or tokens[last + 1].word in _NAME_ENDS
    return first, last + (told and ends and is_name_word(text, tokens[last], False))


_AND_THEN = re.compile(r"\W+(?:and\s+)?then\W+(?P<other>[^\W\d_]{3,})\W*$", re.IGNORECASE)


def one_then_other(text: str, tokens: Sequence[Token], blocked: Container[int]) -> SaidName | None:
    """ "Kathryn and then poe": a first name, and after "then" the last word."""
    stretches = list(_stretches(text, tokens, blocked))
    told = _AND_THEN.match(text, tokens[stretches[0][1] - 1].end) if stretches else None
    if told is None or told["other"].lower() in NOT_NAMES or tokens[-1].start != told.start("other"):
        return None
    first, end = stretches[0]
    value = " ".join(text[t.start : t.end] for t in (*tokens[first:end], tokens[-1]))
    return _said(text, tokens, first, len(tokens), value)


_COMMA = re.compile(
    r"(?<![\w'])(?P<last>[^\W\d_][^\W\d_'-]+)\s+comma\s+(?P<first>[^\W\d_][^\W\d_'-]+)(?![\w'])", re.IGNORECASE
)


def comma_told(text: str) -> SaidName | None:
    """ "Okoro comma ngozi": the family name before the mark."""
    told = _COMMA.search(text)
    words = [told[part].lower() for part in ("last", "first")] if told else []
    if told is None or any(w in NOT_NAMES or w in NATO or not (w in _KNOWN or is_no_word(w)) for w in words):
        return None
    return SaidName(proper(f"{told['first']} {told['last']}"), *told.span(), "whole", 0.8)


_WRITTEN = re.compile(
    r"(?:^\W*|[.!?:;]\s+|\b(?:re|for|on|of|pt|patient|member|mbr|is|was|does|has|about|under|status)\b[:\s]+)"
    r"(?P<last>(?-i:[A-Z])[\w'-]+),\s?(?P<first>(?-i:[A-Z])[\w'-]+)(?:\s+(?-i:[A-Z])\b\.?)?"
    r"(?=\s*(?:$|[-–—?.;:(/,]|\d)|\s+(?:dob|dos|id|mbr|member|claims?|clm|status|born|active|eligible|covered|needs?|had|was|is|auth|elig|"
    r"denied|pls|please|and|on|from|seen|came|has|still)\b)",
    re.IGNORECASE,
)


def written_in_turn(text: str) -> SaidName | None:
    """ "Lindgren, Axel - status?": the family name before the first, in capitals and amid talk."""
    for told in _WRITTEN.finditer(text):
        last, first = told["last"].lower(), told["first"].lower()
        family = last in FAMILY_NAMES - PLACE_NAMES or (is_no_word(last) and last not in FIRST_NAMES)
        alike = told["last"].isupper() == told["first"].isupper()
        if (
            family
            and alike
            and first in FIRST_NAMES - ALSO_WORDS
            and last not in NOT_NAMES
            and last not in _GIVEN_ALONE
        ):
            start, end = told.start("last"), told.end("first")
            return SaidName(proper(f"{told['first']} {told['last']}"), start, end, "whole", 0.75)
    return None


def turned_round(name: SaidName) -> SaidName:
    """ "Castellano ines", "de la rosa maria": a family name that is no first one, before given names that are no family's."""
    words = name.value.split()
    given = len(words)
    particles = next((i for i, w in enumerate(words) if w.lower() not in _PARTICLES), 0)
    while given > particles + bool(particles) and words[given - 1].lower() in _GIVEN_ALONE:
        given -= 1
    family = [w.lower() for w in words[:given]]
    told = particles or (bool(family) and family[-1] not in FIRST_NAMES)
    plainly = bool(family) and bool(told) and all(w in _PARTICLES for w in family[:-1])
    known = plainly and (family[-1] in FAMILY_NAMES or len(family) > 1)
    in_order = len(words) > len(("Tran", "Mai")) and words[1].lower() in BEFORE_THE_LAST  # "Tran Thi Mai"
    if given == len(words) or name.kind != "whole" or not known or in_order:
        return name
    return replace(name, value=" ".join([*words[given:], *words[:given]]))


def with_last_told(text: str, found: Sequence[SaidName]) -> list[SaidName]:
    """ "My name is rosa that's r o s a last name bassi": one name, with the last one told right after it."""
    for one, last in pairwise(found):
        if (
            last.kind == "last"
            and " " not in one.value
            and one.kind != "last"
            and _TILL_THE_LAST.fullmatch(text[one.end : last.start])
        ):
            both = SaidName(f"{one.value} {last.value}", one.start, last.end, "whole", 0.8)
            return [both if n is one else n for n in found if n is not last]
    return list(found)


_TILL_THE_LAST = re.compile(
    r"\W*(?:(?:[a-z]|that's|it's|spelled|and|then|the|my|his|her|last|family|name|surname|is|one|word)\W+)*",
    re.IGNORECASE,
)


def is_told_badly(found: Sequence[SaidName]) -> bool:
    """Whether what was heard is not one whole name, or holds a word twice."""
    if len(found) != 1:
        return len({n.value for n in found if " " in n.value and n.kind == "whole" and not _is_doubled(n)}) < 2
    return found[0].kind != "whole" or " " not in found[0].value or _is_doubled(found[0])


def _is_doubled(name: SaidName) -> bool:
    words = name.value.lower().split()
    words = words[1:] if words[0] in DOUBLED else words
    return len(set(words)) < len(words) or any(w in NOT_NAMES and w not in _PARTICLES | {"do", "dos"} for w in words)
