"""Names told by their parts: "last name farrow first lydia", "o k o n k w o is the last and adaeze is the first"."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from assistant.identifiers.name_words import NOT_NAMES, SaidName, name_at, proper, whole_answer
from assistant.identifiers.tokens import Token


def with_last_before(text: str, tokens: Sequence[Token], blocked: Container[int], first: SaidName) -> list[SaidName]:
    """ "it's tran, t r a n, first name kim": what stands before the first name is the last one."""
    lead = text[: first.start].lower().rfind("first")
    before = [t for t in tokens if t.end <= lead]
    last = whole_answer(text[:lead], before, blocked, "last") if before else None
    if last is None or " " in last.value:
        return [first]
    return [SaidName(f"{first.value} {last.value}", last.start, first.end, "whole", 0.8)]


_FIRST_AFTER = re.compile(r"\bfirst(?:\s+is|'s)?\s+(?P<first>[a-z][a-z'-]+)\W*$", re.IGNORECASE)


def with_first_after(text: str, tokens: Sequence[Token], blocked: Container[int], last: SaidName) -> list[SaidName]:
    """ "last name farrow f a r r o w first lydia": the first name told after the last one."""
    told = _FIRST_AFTER.search(text, last.end)
    at = next((i for i, t in enumerate(tokens) if told and t.start >= told.start("first")), len(tokens))
    first = name_at(text, tokens, at, blocked, capitals=False, spelled=False) if told and at < len(tokens) else None
    if first is None or " " in first.value:
        return [last]
    return [SaidName(f"{first.value} {last.value}", last.start, first.end, "whole", 0.8)]


_SPELT = r"(?:\s+[a-z]\b(?:\s+(?:as\s+in|for|like)\s+[a-z]{2,})?){2,}"
_PART = r"(?:\s+name)?(?:'s|\s+is|\s+was)?\s+(?!name\b|is\b)"
_IN_TURN = re.compile(
    rf"\b(?P<kind>first|last){_PART}(?P<one>[a-z][a-z'-]+)(?:\s+just(?=\s))?(?P<letters>{_SPELT})?(?:\W+(?P=one)\b)?"
    rf"\W+(?:(?:and|then|the|my|his|her|with)\W+)*"
    rf"(?:first|last){_PART}(?P<other>[a-z][a-z'-]+(?:\s+(?!please|thanks|thank|honey|dear)[a-z'-]{{2,}})?)(?P<more>{_SPELT})?\W*$",
    re.IGNORECASE,
)


def told_in_turn(text: str) -> SaidName | None:
    """ "First is marisa m a r i s a last is coe c o e", "last name pham p as in peter h a m first name linh"."""
    told = _IN_TURN.search(text)
    if told is None:
        return None
    as_spelt = re.sub(r"\W", "", told["letters"] or "").lower() == told["one"].lower()
    if (told["one"].lower() in NOT_NAMES and not as_spelt) or NOT_NAMES & {*told["other"].lower().split()}:
        return None  # "last name is so just s o"
    parts = []
    for word, letters in ((told["one"], told["letters"]), (told["other"], told["more"])):
        spelt = re.sub(r"\s+(?:as\s+in|for|like)\s+[a-z]{2,}", "", letters or "", flags=re.IGNORECASE)
        spelt = re.sub(r"\W", "", spelt)
        parts.append(proper(spelt if spelt[:1].lower() == word[0].lower() else word))
    first, last = parts if told["kind"].lower() == "first" else parts[::-1]
    return SaidName(f"{first} {last}", *told.span(), "whole", 0.8)


_TOLD_APART = re.compile(
    r"^(?P<one>.+?)\s+(?:is|was|that's)\s+(?:the|my|his|her|our)?\s*(?P<kind>last|first)(?:\s+name)?\W+(?:(?:and|then)\W+)?(?P<other>.+?)\s+"
    r"(?:is|was|that's)\s+(?:the|my|his|her|our)?\s*(?:first|last)(?:\s+name)?\W*$",
    re.IGNORECASE,
)


def first_and_last_told(text: str, tokens: Sequence[Token], blocked: Container[int]) -> SaidName | None:
    """ "o k o n k w o is the last and adaeze is the first"."""
    told = _TOLD_APART.match(text)
    if told is None:
        return None
    parts: dict[str, str] = {}
    for group, kind in (
        ("one", told["kind"].lower()),
        ("other", "first" if told["kind"].lower() == "last" else "last"),
    ):
        start, end = told.span(group)
        at = next((i for i, t in enumerate(tokens) if t.start >= start), len(tokens))
        name = whole_answer(text[:end], [t for t in tokens[at:] if t.end <= end], range(0), "whole")
        if name is None or any(i in blocked for i, t in enumerate(tokens) if start <= t.start < end):
            return None
        parts[kind] = name.value
    return SaidName(f"{parts['first']} {parts['last']}", *told.span(), "whole", 0.8)


_BOTH_SPELLED = re.compile(
    r"^\W*(?:(?:it's|its|that's|thats|the|name|patient|patient's|is|yes|yeah|um|uh|so|okay)\s+)*(?P<one>[a-z][a-z'-]{1,30})\W+(?:but\s+)?(?:(?:it's|that's|its)\s+)?"
    r"(?:spelled\s+)?(?P<letters>[a-z](?:\W+[a-z]\b){2,24})\W+(?:(?:and|then|the|last|name|is|it's)\s+){0,5}(?P<other>[a-z][a-z'-]{2,30})"
    r"(?:\W+(?:spelled\s+)?(?P<more>[a-z](?:\W+[a-z]\b){2,24}))?\W*$",
    re.IGNORECASE,
)


def both_spelled(text: str) -> SaidName | None:
    """ "Siobhan but it's spelled s i o b h a n and then keane k e a n e": first and last name, each with its letters."""
    told = _BOTH_SPELLED.match(text)
    if told is None or told["one"].lower() in NOT_NAMES or told["other"].lower() in NOT_NAMES:
        return None
    first, more = (re.sub(r"\W", "", told[group] or "").lower() for group in ("letters", "more"))
    last = more or told["other"].lower()
    if first[0] != told["one"][0].lower() or last[0] != told["other"][0].lower():
        return None
    return SaidName(f"{proper(first)} {proper(last)}", *told.span(), "whole", 0.8)


def with_first_before(text: str, tokens: Sequence[Token], blocked: Container[int], last: SaidName) -> list[SaidName]:
    """ "it's wilhelmina, everybody says billie, last name stroud": the first name said stands before the last one."""
    lead = re.search(r"\W(?:but|and|or|everybody|people|they|last|family|sur)\b|,", text[: last.start], re.IGNORECASE)
    before = [t for t in tokens if lead and t.end <= lead.start()]
    first = whole_answer(text[: lead.start()], before, blocked, "first") if lead and before else None
    if first is None or " " in first.value:
        return [last]
    return [SaidName(f"{first.value} {last.value}", first.start, last.end, "whole", 0.8)]


def joined(found: list[SaidName]) -> list[SaidName]:
    """ "first name maria last name lopez" is one name."""
    first = next((n for n in found if n.kind == "first"), None)
    last = next((n for n in found if n.kind == "last"), None)
    if last and any(n.kind == "whole" and n.value.lower().endswith(f" {last.value.lower()}") for n in found):
        return [n for n in found if n is not last]  # "X Hoang, family name is Hoang"
    if not first or not last:
        return found
    given = (
        first.value if last.value not in first.value else (first.value.replace(last.value, "").strip() or last.value)
    )
    both = SaidName(f"{given} {last.value}", min(first.start, last.start), max(first.end, last.end), "whole", 0.9)
    return [both, *[n for n in found if n not in (first, last)]]
