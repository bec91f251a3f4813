"""Of which of two things named a number is: "check # for claim …", "the phone number on the account is …", "mine is …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.identifiers.labels import Label
from assistant.identifiers.shapes import CHECKS

_PROCEDURE = re.compile(r"[A-V]\d{4}")
_FOR_A_CLAIM = re.compile(
    r"\b(?:for|4|on|of|from|off|against|about|re)\W+(?:(?:the|this|that|my|our)\s+)?(?:claim|clm)s?\W*$", re.IGNORECASE
)
_FOR_A_SERVICE = re.compile(
    r"[\s#:]*(?:[\w']+\s+){0,3}(?:for|4|covering|on)\W+(?:(?:an?|the|cpt|hcpcs|code|procedure)\s+)*$", re.IGNORECASE
)
_FOR_SOMEBODY = re.compile(
    r"[\s#:]*(?:(?:[\w']+\s+){0,3}(?:for|4|on)\W+|(?:status|req\w*|info|check)\s+)(?:[A-Z][a-z'-]+(?:[A-Z][a-z]+)?,?\s+){2,3}"
)
""" "Auth req for Bao Tran 64483"."""
PERMITTED_FOR = re.compile(
    r"\b(?:auth\w*|pa|pre-?cert\w*|referral|approval)(?:\s+(?:on\s+(?:file|record)|in\s+(?:the\s+|your\s+)?system|loaded|there|back|yet|needed|required|"
    r"req\w*|status|info|check))?\s+(?:(?:for|4|covering)\W+(?:(?:an?|the|code|cpt)\W+)*|"
    r"(?:for\s+)?(?-i:(?:[A-Z][a-z'-]+(?:[A-Z][a-z]+)?,?\s+){2,3}))$",
    re.IGNORECASE,
)
""" "Looking for an auth on file for 66183 tax id …": the service, whatever is told behind it."""
_ON_ANOTHER = re.compile(
    r"\s*(?:(?:that\s+)?(?:you|u|we|i|they)\s+(?:have|had|got|see|put)\s+|listed\s+|shown\s+|given\s+)?"
    r"(?:on|for|in|under|with|off|from)\s+(?:(?:the|my|our|your|this|that|his|her|their)\s+)?(?:\w+\s+)?",
    re.IGNORECASE,
)
_ENDS_IN = re.compile(r"end(?:s|ed)?\b", re.IGNORECASE)
_NUMBER_THERE = re.compile(
    r"\b(?:number|num|\#|contact|digits)\s+(?:on|for|in|under|with)\s+(?:(?:the|my|our|your)\s+)?$", re.IGNORECASE
)
_ACCOUNT = re.compile(r"\b(?:account|acct)\b", re.IGNORECASE)
_DIALLED = re.compile(r"\W*\(?[2-9]\d{2}\)?[-. ][2-9]\d{2}[-. ]\d{4}\b")
_IS_TOLD = re.compile(
    r"\W*(?:(?:is|was|it's|shows?|says?|reads?|should\s+(?:be|read)|would\s+be|has\s+to\s+be)\W+)+(?:(?:an?|the|actually)\W+)*",
    re.IGNORECASE,
)
_MINE_IS = re.compile(
    r"\b(?:not|isn't|isnt|ain't|wasn't|wrong)\b\W+(?:(?:the|that|my|our|a|an|right|same|one)\W+)*"
    r"(?P<what>e\s?f\s?t|check|chk|cheque|payment|trace|auth\w*|pre-?cert\w*|referral|claim|clm|member|patient|phone)"
    r"\b[^.?!\d]{0,45}[\s.,;:-]*\b(?:mine|ours|(?:the\s+)?(?:one|number)\s+(?:i|we)\b[^.?!\d]{0,25}?|(?:the\s+)?(?:right|correct|real)\s+one)"
    r"(?:'?s|\s+is|\s+was)?\W*$",
    re.IGNORECASE,
)
""" "That isn't the EFT I asked about, mine is …"."""
_OF_THE_FAMILY = re.compile(
    r"\b(?:my|his|her|our)\s+(?:husband|wife|son|daughter|mother|mom|father|dad|brother|sister|kid|child|spouse|partner|grandma|grandpa|"
    r"grandson|granddaughter|baby|twin|ex)'?s\s+(?:\w+\s+)?(?:number|one|card|id|i\s+d|info|information|insurance|num)\b"
    r"(?:(?!\b(?:claim|auth|check|phone|cell|call)\b)[^?!\d]){0,45}?[\s.,;:-]\b(?:mine|his|hers|ours|my\s+own|my\s+number)(?:'s|\s+is|\s+was)?\W*$",
    re.IGNORECASE,
)
""" "I gave you my husband's number, mine is …"."""
_REFERENCE = re.compile(
    r"\b(?:auth\w*|pre-?cert\w*|prior\s+auth\w*)\b(?:(?!\b(?:claims?|clm|denied|denial|paid|member|appeal)\b)[^?!\n]){0,60}"
    r"\bref(?:erence)?\b\W*(?:no|number|num)?\W*$",
    re.IGNORECASE,
)
""" "Status of auth req for X Y 64483, ref# …"."""
_KINDS = (
    ("claim_number", "claim clm"),
    ("member_id", "member patient"),
    ("phone_number", "phone"),
    ("auth_number", "auth pre referral"),
    ("trace_number", "e check chk cheque payment trace"),
)


_SERVICE = re.compile(
    r"\b(?:therapy|cpr|m\s?r\s?i|c\s?t|surgery|lab|labs|x\W?rays?|injections?|infusions?|an(?:a)?esthesia|eval(?:uation)?s?|visits?|scans?|"
    r"\w+oscopy|ultrasounds?|echo|biops(?:y|ies)|vaccines?|sessions?|screenings?|procedures?|dialysis|chemo|imaging|stress\s+test|"
    r"sleep\s+study|e\s?k\s?g|delivery|epidural|block|immunizations?|mammograms?|physicals?|"
    r"crowns?|fillings?|root\s+canals?|canal|cleanings?|dentures?|bridges?|implants?|extractions?|sealants?|veneers?|scaling|perio|"
    r"prophy|exams?|bitewings?|orth\w+|braces|retainers?|fluoride|tooth|teeth|wheelchair|walker|c\s?pap|oxygen|ambulance|brace)\s+$",
    re.IGNORECASE,
)
""" "A group therapy claim nine oh eight five three", "our crown claim d two seven four oh": a number as long as a procedure's
after what was done is its procedure."""


def is_claim_for_a_service(text: str, label: Label) -> bool:
    """Whether a bare "claim" stands behind what was done."""
    bare = text[label.start : label.end].lower().strip() in ("claim", "claims", "clm")
    return bare and _SERVICE.search(text[: label.start]) is not None


def labels_before(text: str, labels: Sequence[Label], start: int) -> list[Label]:
    """The labels before a number; the "ends in" of "the id ends in 719 so …" speaks of that id, and of no day."""
    before: list[Label] = []
    for label in labels:
        if label.end > start:
            break
        ending = _ENDS_IN.match(text, label.start) is not None and label.name == "other_date"
        if not (ending and before and before[-1].name in CHECKS and not text[before[-1].end : label.start].strip()):
            before.append(label)
    return before


def of_a_claim(label: Label, between: str) -> Label:
    """The label of a number that tells a claim, where something of that claim is asked for: "check # for claim …"."""
    asked = label.name in ("trace_number", "auth_number", "phone_number", "npi", "member_id")
    return Label("claim_number", label.start, label.end) if asked and _FOR_A_CLAIM.search(between) else label


def told_on_another(text: str, labels: Sequence[Label], between: str) -> Label | None:
    """The first of two labels in "the phone number on the account is …": the second only tells where it stands."""
    label = labels[-1]
    there = _ACCOUNT.match(text, label.start) and _NUMBER_THERE.search(text[: label.start])
    if there and _DIALLED.match(text, label.end + len(between)):
        return Label("phone_number", label.start, label.end)  # "the number on the account is 731-555-0129"
    if len(labels) < len(("phone number", "account")) or not _IS_TOLD.fullmatch(between):
        return None
    first, second = labels[-2:]
    known = first.name in CHECKS and first.name != "claim_number" and second.name == "claim_number"
    return first if known and _ON_ANOTHER.fullmatch(text[first.end : second.start]) else None


def is_of_a_service(label: Label, between: str, characters: str, *, numbered: bool) -> bool:
    """Whether a procedure is told for which the number of an authorization is asked: "auth # for J0897"."""
    procedure = numbered or _PROCEDURE.fullmatch(characters) is not None
    told = _FOR_A_SERVICE.fullmatch(between) or _FOR_SOMEBODY.fullmatch(between)
    return label.name == "auth_number" and procedure and told is not None


def told_instead(before: str) -> str | None:
    """The kind of what is told instead of something that was not meant: "that isn't the EFT I asked about, mine is …"."""
    if _OF_THE_FAMILY.search(before) and not re.search(r"\b(?:claim|clm)", before, re.IGNORECASE):
        return "member_id"
    if _REFERENCE.search(before):
        return "auth_number"
    said = _MINE_IS.search(before)
    if said is None:
        return None
    what = said["what"].lower()
    return next((name for name, words in _KINDS if any(what.startswith(word) for word in words.split())), None)
