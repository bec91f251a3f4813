"""Whether a caller asks for a number to note this conversation by. Pure."""

from __future__ import annotations

import re

_NUMBER = r"(?:#|number|numbers|num\b|no\b|nbr|id\b|code)"
_REFERENCE = rf"(?:ref(?:erence)?\.? ?{_NUMBER}|reference|ref\b|confirmation ?{_NUMBER}|tracking ?{_NUMBER})"
_THIS_TALK = (
    r"(?:call|chat|conversation|interaction|inquiry|today|my (?:notes?|records?|log|file|end)|"
    r"our (?:notes?|records?|log|end)|(?:the|your) notes)"
)
_ASKED = re.compile(
    rf"\b(?:call|chat|conversation|interaction|inquiry|session) ?(?:ref(?:erence)?\b|{_NUMBER}|confirmation)|"
    rf"\b{_REFERENCE}.{{0,25}}\b{_THIS_TALK}\b|\b{_THIS_TALK}\b.{{0,15}}\b{_REFERENCE}|"
    rf"\b(?:can|could|may) (?:i|we|you) (?:get|have|please have|please get|give me|give us)(?: \w+)? ?(?:a |the |"
    rf"your )?(?:ref(?:erence)?\.? ?{_NUMBER})"
    r"(?: please| pls| too| then| thanks)*\W*$|"
    rf"\b(?:need|want|get|have) (?:a |some )(?:ref(?:erence)?\.? ?{_NUMBER})(?: please| pls| too| then| thanks|"
    rf" from you)*\W*$|"
    rf"^\W*(?:(?:and|ok|okay|so|thanks|great|last thing)\W+)*(?:a |the |your )?ref(?:erence)?\.? ?{_NUMBER}(?: please|"
    rf" pls)?\W*$",
    re.I,
)
_OF_ANOTHER = re.compile(
    r"\b(?:claim|payment|check|eft|trace|auth\w*|original|appeal|fax|medical|icn|dcn|prior|letter|denial|remit\w*|"
    r"callback|complaint|"
    r"you (?:just )?(?:gave|told|said|sent)|back|me at|earlier|last|previous)\b",
    re.I,
)
"""Another paper's number, or one told before."""
_NAME_TOO = re.compile(
    r"\b(?:your|rep(?:resentative)?'?s?|agent'?s?|the) name\b|\bwho (?:am i|is this|are you|did i)\b|\bname and\b", re.I
)


def asks_for_a_reference(text: str) -> bool:
    """ "Can I get a call reference number for my notes?"; never a claim's or a payment's."""
    clear = text.replace("’", "'")
    return _ASKED.search(clear) is not None and not _OF_ANOTHER.search(clear)


def asks_for_a_name(text: str) -> bool:
    """Whether the name of who answers is asked for with it."""
    return _NAME_TOO.search(text.replace("’", "'")) is not None
