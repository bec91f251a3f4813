"""Which of the claims just named a caller means: by place in the list, date, last digits, amount, status or provider. Pure."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from actions.heard import Heard

_PLACES = (("first", "1st", "one"), ("second", "2nd", "two"), ("third", "3rd", "three"), ("fourth", "4th", "four"),
           ("fifth", "5th", "five"), ("sixth", "6th", "six"))  # fmt: skip
_STAGES = {"denied": ("denied", "denial", "unpaid"), "paid": ("paid",), "partly_paid": ("partly", "partially"),
           "pended": ("pending", "open", "pended"), "rejected": ("rejected",),
           "reversed": ("reversed", "takeback", "recouped", "recoupment", "recoup", "reversal")}  # fmt: skip

ONE_OF_THEM = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|last|latest|newest|oldest|recent|1st|2nd|3rd|4th|5th|denied|unpaid|"
    r"paid|pending|open|rejected)\s+"
    r"(?:one|claim|visit|bill|of (?:them|those|these))\b|\b(?:number|option|claim)\s+(?:one|two|three|four|five|six|"
    r"[1-6])\b|^\W*(?:the\s+)?"
    r"(?:first|second|third|fourth|fifth|sixth|last|newest|oldest|1st|2nd|3rd)\W*$",
    re.I,
)
"""Words that point into a list although none was just asked from; "a second look" does not."""

BACK_TO_IT = re.compile(
    r"^\W*(?:(?:no|nope|nah|ok|okay|oh|sorry|wait|never ?mind|i (?:mean|meant|want)|it'?s|let'?s)\W+)*"
    r"(?:(?:just|only|still|back to|stay (?:with|on)|keep|go back to) (?:that|this|the) (?:same |first )?(?:one|claim)|"
    r"(?:that|the) (?:same )?(?:one|claim)(?= (?:from before|before|we (?:had|were)|i (?:had|asked)|you (?:told|gave)))|"
    r"the same (?:one|claim))"
    r"(?: (?:from before|before|earlier|we (?:had|were on)|i (?:had|asked about)|you (?:told|gave) me|first|please|thanks))*\W*$",
    re.I,
)
""" "No, just that one", with a list before them: the claim told before it, and none of the list."""


def choose(claims: list[dict[str, Any]], heard: Heard, listed: bool) -> dict[str, Any] | None:
    """The one claim these words point at, or None where they point at none or at several."""
    found = _by_value(claims, heard)
    if found is None and listed:
        places = _by_place(claims, heard.text) or _by_stage(claims, heard.text)
        return places or _only(at_provider(claims, heard.text))
    if found is None and len(claims) > 1 and ONE_OF_THEM.search(heard.text):
        found = _by_place(claims, heard.text) or _by_stage(claims, heard.text)
    return found


def points_into(claims: list[dict[str, Any]], heard: Heard, *, listed: bool) -> bool:
    """ "The second one" after a list points into it, whether or not one was asked for; so does "the one for 134.35"."""
    by_amount = heard.one("amount") is not None and (listed or choose(claims, heard, listed=False) is not None)
    return len(claims) > 1 and (by_amount or ONE_OF_THEM.search(heard.text) is not None)


_OF_ANY_PROVIDER = frozenset(
    "the and of my his her doctor doctors doc office dr provider claim one visit bill from with what know date medical group "
    "associates center centre clinic care health services partners practice".split()
)
"""Words that name no provider by themselves."""
_STEM = 6
"""So many letters in common are the same word: therapist, therapy."""


def at_provider(claims: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """The claims whose provider these words name; none where they name nobody, or all of them alike."""
    words = [w for w in re.findall(r"[a-z']{3,}", text.lower()) if w not in _OF_ANY_PROVIDER]
    named = [sum(any(_same_word(word, part) for part in _parts(one)) for word in words) for one in claims]
    most = max(named, default=0)
    found = [one for one, count in zip(claims, named, strict=True) if count == most]
    return found if most and len(found) < len(claims) else []


def _parts(claim: dict[str, Any]) -> list[str]:
    name = str(claim.get("provider_name") or "").lower()
    return [part for part in re.findall(r"[a-z']{3,}", name) if part not in _OF_ANY_PROVIDER]


def _same_word(said: str, part: str) -> bool:
    return said == part or (min(len(said), len(part)) >= _STEM and said[:_STEM] == part[:_STEM])


def _only(claims: list[dict[str, Any]]) -> dict[str, Any] | None:
    return claims[0] if len(claims) == 1 else None


def _by_value(claims: list[dict[str, Any]], heard: Heard) -> dict[str, Any] | None:
    for name in ("claim_number", "member_id", "trace_number"):  # a claim's number may look like another's
        number = heard.one(name)
        if number and (found := _only([c for c in claims if str(c["last_four"]).upper() == str(number).upper()[-4:]])):
            return found
    span = heard.one("date_of_service")
    if span:
        touched = [c for c in claims if within(c, span)]
        return _only(touched) or _only([c for c in touched if c["service_from"] == span.get("start")])
    amount = heard.one("amount")
    if amount is not None:
        try:
            value = Decimal(str(amount))
        except InvalidOperation:
            return None
        return _only([c for c in claims if value in (Decimal(c["charge"]), Decimal(c["paid"]))])
    digits = re.findall(r"\b\d{4}\b", heard.text)
    return _only([c for c in claims if c["last_four"] in digits]) if digits else None


def within(claim: dict[str, Any], span: dict[str, str]) -> bool:
    """Whether a claim's days of service touch the span."""
    start, end = span.get("start") or "", span.get("end") or span.get("start") or ""
    return bool(start) and claim["service_from"] <= end and (claim.get("service_to") or claim["service_from"]) >= start


def _by_place(claims: list[dict[str, Any]], text: str) -> dict[str, Any] | None:
    words = re.findall(r"[a-z0-9]+", text.lower())
    if re.search(r"\b(?:last|latest|newest|recent) (?:visit|claim|bill|appointment|time)\b", text, re.I):
        return claims[0]
    if "last" in words or "oldest" in words:
        return claims[-1]
    if "latest" in words or "newest" in words or "recent" in words:
        return claims[0]
    for place, names in enumerate(_PLACES[: len(claims)]):
        if names[0] in words or names[1] in words:
            return claims[place]
    named = [w for w in words if w not in ("number", "claim", "option", "the", "please", "uh", "um")]
    for place, names in enumerate(_PLACES[: len(claims)]):
        if named in ([names[2]], [str(place + 1)]):
            return claims[place]
    return None


def _by_stage(claims: list[dict[str, Any]], text: str) -> dict[str, Any] | None:
    words = set(re.findall(r"[a-z]+", text.lower()))
    for stage, names in _STAGES.items():
        if words & set(names) and (found := _only([c for c in claims if c.get("stage") == stage])):
            return found
    return None
