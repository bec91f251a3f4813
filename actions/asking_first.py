"""What changes something for the caller, and which lines only ask whether it can be done. Pure.

"Can the doctor do a peer-to-peer?" wants to know: it is answered, and what it speaks of is offered. One yes, or words
that ask for it, come before anything is written.
"""

from __future__ import annotations

import re

_OPENING = (
    r"^\W*(?:(?:and|so|but|or|ok|okay|um+|uh+|hi|hello|hey|well|yes|yeah|no|wait|sorry|just|then|also|quick question|"
    r"question)\W+){0,5}"
)
_WHETHER = (
    r"\b(?:is|would|was|will) (?:it|that|this|there) (?:even |still |also )?(?:be )?(?:possible|allowed|an option|"
    r"too late)\b|"
    r"\bis there (?:a|an|any|some) (?:way|option|chance|possibility)\b|\bany (?:way|chance)\b|"
    r"\b(?:just|only|i'?m|was|am) (?:asking|wondering|curious|checking)\b|\bwonder(?:ing)? (?:if|whether)\b|"
    r"\b(?:are|am) (?:you|u|we|i) (?:even )?(?:able|allowed)\b"
)
_ASKS = re.compile(
    rf"\?\W*$|{_WHETHER}|{_OPENING}(?:can|could|may|might|is|are|was|were|does|do|did|will|would|should|shall|has|have|"
    rf"how|what|when|who|"
    r"which|where|why)\b",
    re.I,
)
_ASKS_OF_A_COPY = re.compile(rf"{_WHETHER}|{_OPENING}(?:do|does|did|how|what|when|who|which|why)\b", re.I)
"""A copy goes to the place on file alone, so "can you send me" is a request for it as everywhere else."""
_ASKS_TO_COMPLAIN = re.compile(
    r"\b(?:how|where|who|can|could|may|should|would)\b.{0,25}\b(?:file|make|submit|send|lodge|put in|open)\b.{0,12}"
    r"\b(?:complaint|grievance)\b|\b(?:how|who|whom|where) (?:do|does|can|should|could|would|must) (?:i|we|one|somebody) "
    r"(?:even )?(?:complain|report)\b",
    re.I,
)
_ASKS_TO_REPORT = re.compile(
    r"\b(?:how|where|who|whom) (?:do|does|can|should|could|would|must|to) (?:(?:i|we|one|somebody|someone|you|people) )?"
    r"(?:\w+ ){0,2}?(?:report|tell|file|call|contact|talk to|speak to)\b|"
    r"\b(?:is there|do you have) (?:a|an|any|some) (?:\w+ )?(?:way|line|number|place|form|hot ?line|department|team)\b|"
    rf"{_OPENING}(?:(?:can|could|may) (?:i|we|one|somebody|someone) (?:\w+ )?(?:report|tell|file)|do you (?:take|handle))\b",
    re.I,
)
"""How fraud is reported, asked; "somebody used my card" reports it."""
_BIDS = re.compile(
    r"\bgo ahead\b|\b(?:please|pls|plz)(?: just)? (?:open|start|file|submit|send|make|note|add|set|request|put|record|report|"
    r"get|do|update|schedule|arrange)\b|\b(?:i|we)(?:'d| would)? (?:want|like|need|wish) (?:to|you|it|a|an|the|another|"
    r"him|her)\b|"
    r"\b(?:wants?|needs?|would like|demands?|is asking for|asked for|requests?|requesting) (?:a |an |to |the )",
    re.I,
)
"""Words that ask for the thing itself, whatever form the line has."""
_ASKS_OF_A_PLAN = re.compile(
    rf"(?:{_WHETHER}|{_OPENING}(?:can|could|should|would|how|what if)\b)(?!.*\b(?:i|we|he|she)(?:'ve|'m on| have| has|"
    rf" had| got| also)\b)",
    re.I,
)
""" "Is it okay to tell you I have a second one" reports it."""
_BY_WISH = {
    "request_peer_to_peer": _ASKS,
    "start_appeal": _ASKS,
    "report_other_insurance": _ASKS_OF_A_PLAN,
    "request_document": _ASKS_OF_A_COPY,
    "complain": _ASKS_TO_COMPLAIN,
    "report_fraud": _ASKS_TO_REPORT,
}


def only_asks(name: str, text: str) -> bool:
    """Whether a line heard as this wish asks about it, so that nothing is done before a yes."""
    asks = _BY_WISH.get(name)
    clear = text.replace("’", "'")
    return asks is not None and asks.search(clear) is not None and (name == "complain" or not _BIDS.search(clear))


_NAMES_A_PLAN = re.compile(
    r"\b(?:other|another|second\w*|two|both|primary|supplement\w*|medicare|medicaid|tricare|va|cob|coordination|carrier|"
    r"blue|aetna|cigna|united|kaiser|humana|no longer|any ?more|only)\b|"
    r"\b(?:wife|husband|spouse|partner|mother|father|parents?|mom|dad|job|work|employer|auto|car|new|old|added|dropped|"
    r"cancel\w*|termed|also|too|their|through)\b.{0,25}\b(?:plans?|insur\w*|ins|coverage|policy|policies)\b|"
    r"\b(?:plans?|insur\w*|ins|coverage|policy)\b.{0,25}\b(?:wife|husband|spouse|partner|mother|father|parents?|mom|dad|job|"
    r"work|employer|too|also|as well|added|dropped|ended|cancel\w*|termed)\b",
    re.I,
)


def only_hints_at_a_plan(text: str) -> bool:
    """Whether a line heard as a report of another plan names none: "I switched in May", "before I married"."""
    return _NAMES_A_PLAN.search(text.replace("’", "'")) is None


TALKS_FIRST = re.compile(
    r"\b(?:i|we)(?:'ll|'d| will| would| need| want| have| got)?(?: (?:like|better|got))?(?: to)? (?:ask|call|talk|speak|check)"
    r"(?: to| with)? (?:my|our|the|his|her) (?:own )?(?:doctors?|dr|physician|surgeon|provider|office)\b"
    r".{0,25}\b(?:first|before)\b",
    re.I,
)
""" "I want to talk to my doctor first": the caller does, and orders no call."""


_APPEALED = re.compile(
    r"\b(?:we|i|they|he|she|(?:my|our|the) (?:doctor|office|provider))(?:'ve| have|'d| had| has)? (?:(?:already|just|"
    r"also|actually) )*"
    r"(?:appealed|disputed|(?:sent|filed|submitted|faxed|mailed|put|did)(?: in)? (?:an?|the|our|my|that) (?:\w+ )?appeal)\b",
    re.I,
)
_NOT_YET = re.compile(
    r"\b(?:do|does|did|should|can|could|would|will|must|shall|may|to) (?:i|we|they|he|she|my|our|the)\b|"
    r"\b(?:if|when|once|after|should|before|what if) (?:we|i|they|he|she)\b|\b(?:won|lost|overturned|upheld)\b|"
    r"\b(?:another|second|new|next|again|one more) (?:level|appeal|one)?\b",
    re.I,
)


def has_appealed(text: str) -> bool:
    """ "We already appealed this": an appeal that was sent is looked for, and none is opened beside it."""
    clear = text.replace("’", "'")
    return _APPEALED.search(clear) is not None and _NOT_YET.search(clear) is None
