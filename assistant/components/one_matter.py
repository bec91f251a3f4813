"""Second requests that ask for nothing of their own: one matter in two parts, and what is only told. Pure.

"My appeal of October, where is it?" asks about the appeal alone, though its second part sounds like a claim's status; "the
balance is $900, is there any help?" tells the balance and asks for help. Lines are masked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.components.clauses import clauses
from assistant.components.decision import Decision, Scorer
from assistant.components.words import A_FACT, FACT, WANTS

_EITHER_OR = re.compile(
    r"\b(?:do|should|can|shall)\s+(?:i|we)\b[^.?!]*\bor\b(?:(?!\band\s+(?:how|what|when|where|can|if|is)\b)[^.?!])*|"
    r"\b(?:fix|mend|rebill|resubmit|correct)\b[^.?!]*\bor\b[^.?!]*\b(?:fight|appeal|dispute|contest)\w*",
    re.IGNORECASE,
)
_APPEALS = re.compile(r"\b(?:appeal|fight|disput|contest|object|recon)", re.IGNORECASE)
_ONE_WAY = {
    "start_appeal": _APPEALS,
    "ask_appeal_rights": _APPEALS,
    "submit_documents": re.compile(r"\b(?:send|submit|fax|upload|attach|records|notes)", re.IGNORECASE),
    "request_callback": re.compile(r"\bcall", re.IGNORECASE),
    "report_other_insurance": re.compile(r"\b(?:carrier|primary|secondary|insurance|plan)\b", re.IGNORECASE),
}
"""What may be only one of the ways to choose from, and the words that make it a request beside the choice."""
_FURTHER = re.compile(
    r"\b(?:another|other|next|differen\w+|new|second|third|more|also|else|mov\w+|switch\w*|let'?s|go\s+to|separate\w*|then|now|others?)\b",
    re.IGNORECASE,
)
_A_CLAIM = re.compile(r"\b(?:claims?|clms?|bill|another|other|status|stat|paid|process\w*)\b", re.IGNORECASE)
_CALL_ME = re.compile(
    r"\b(?:call|ring|phone|reach)\s+(?:me|us|him|her|them|my|our|the|back|at)\b|\bcall\s?back\b", re.IGNORECASE
)
_LANGUAGE = re.compile(
    r"\b(?:spanish|espa\w+|chinese|mandarin|cantonese|korean|vietnamese|russian|polish|arabic|french|portuguese|tagalog|somali|hindi|"
    r"urdu|creole|german|italian|japanese|farsi|interpreter|translator|language|asl|sign)\b",
    re.IGNORECASE,
)
_TO_FILE = re.compile(
    r"\b(?:claims?|clms?|fil(?:e|ed|ing)|corrected|resubmi\w*|rebill|timely|tfl|bill)\b", re.IGNORECASE
)
_PAPERS = re.compile(
    r"\b(?:records?|notes?|receipts?|photos?|pics?|documents?|papers|letters?|reports?|itemized)\b", re.IGNORECASE
)
_OF_A_CODE = re.compile(rf"{WANTS.pattern}|\b(?:definition|meaning|translate|decode|define|differ\w+)\b", re.IGNORECASE)
_BARE_CODES = re.compile(r"\W*(?:xcode\W*)+", re.IGNORECASE)
""" "CO-151 and how do I get it overturned": a code alone asks what it is."""
_A_COPY = re.compile(
    r"\b(?:send|sent|resend|fax|mail|email|text|copy|copies|need|get|want|print\w*|download|pull|shoot|give|grab|have|see|view|where|writing|please|pls|picture|another)\b",
    re.IGNORECASE,
)
_USED = re.compile(
    rf"{WANTS.pattern}|\b(?:wats?|met|left|used|remain\w*|max\w*|so\s+far|limit|visits)\b", re.IGNORECASE
)
_MONEY = re.compile(
    r"\b(?:pay\w*|afford|money|owe\w*|bills?|balance|plan|instal\w*|month\w*|hardship|collections|cost\w*|assist\w*|break|lower|spread|broke|xamount)\b",
    re.IGNORECASE,
)
_WHY_UNTOLD = re.compile(r"^(?!.*\b(?:nobody|no\s?one|none\s+of\s+you)\b.*\bwhy\W*$)", re.IGNORECASE)
_NEVER_ALONE = re.compile(r"(?!)")
_HOW_LONG = re.compile(
    r"\b(?:how\s+(?:long|late|many\s+(?:days|months|weeks|years))|by\s+when|until\s+when|(?:last|latest)\s+(?:day|date)|deadline|time\s+limit|cut\s?off|limit)\b",
    re.IGNORECASE,
)
_TIME_TO_FILE = re.compile(
    rf"{_HOW_LONG.pattern}|\b(?:exceptions?|proof|window|still|too\s+late|(?:your|ur|the|wh?at\W?s?)\s+(?:tfl|timely))\b",
    re.IGNORECASE,
)
""" "Timely filing denial, we filed on day forty, why?" asks for no time."""
_OTHER_PLAN = re.compile(
    rf"{WANTS.pattern}|\b(?:add|update|remove|take|list|put|change|have|has|got|now|cob|coordinat\w+)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _SameMatter:
    """Beside `asked`, the request `also` is no other matter, unless its own part has one of the words."""

    asked: frozenset[str]
    also: str
    unless: re.Pattern[str]


def _same(asked: str, also: str, unless: re.Pattern[str] = _NEVER_ALONE) -> _SameMatter:
    return _SameMatter(frozenset(asked.split()), also, unless)


_SAME_MATTER = (
    _same("check_appeal_status check_authorization", "check_claim_status", _A_CLAIM),
    _same(
        "report_other_insurance",
        "check_claim_status",
        re.compile(rf"{_A_CLAIM.pattern}|{WANTS.pattern}|\bmine\b", re.IGNORECASE),
    ),
    _same("list_claims", "check_claim_status", re.compile(r"\b(?:this|one|xid|status)\b", re.IGNORECASE)),
    _same(
        "ask_timely_filing",
        "check_claim_status",
        re.compile(rf"{WANTS.pattern}|\b(?:status|stat|paid|process\w*|get|got)\b", re.IGNORECASE),
    ),
    _same("explain_code explain_eob", "switch_language", _LANGUAGE),
    _same("ask_denial_reason ask_next_step ask_appeal_rights", "explain_code", _OF_A_CODE),
    _same("explain_eob", "explain_code", re.compile(r"\bxcode\b|\b(?:codes?|remarks?|abbrev\w*)\b", re.IGNORECASE)),
    _same(
        "report_fraud",
        "submit_documents",
        re.compile(r"\b(?:documents?|papers|letters?|proof|evidence)\b", re.IGNORECASE),
    ),
    _same("report_other_insurance", "ask_next_step", WANTS),
    _same("request_peer_to_peer", "request_callback", _CALL_ME),
    _same("request_peer_to_peer", "explain_code", _OF_A_CODE),
    _same("ask_payment_help", "ask_amount_owed", WANTS),
    _same("request_human", "ask_payment_help", _MONEY),
    _same("request_human", "ask_denial_reason", _WHY_UNTOLD),
    _same("ask_appeal_rights start_appeal check_appeal_status", "ask_timely_filing", _TO_FILE),
    _same("ask_appeal_rights submit_documents", "ask_how_to_file", _TO_FILE),
    _same("ask_how_to_file", "submit_documents", _PAPERS),
    _same("ask_amount_owed", "ask_benefits_used", _USED),
    _same("ask_denial_reason", "ask_timely_filing", _TIME_TO_FILE),
    _same("ask_timely_filing", "report_other_insurance", _OTHER_PLAN),
)
_TOLD = frozenset(
    """check_claim_status ask_payment ask_amount_owed check_authorization explain_code request_document
    check_eligibility list_claims""".split()
)
_TOLD_WORDS = 10
_A_LABEL = re.compile(
    r"\W*(?:(?:auth\w*|claims?|clm|ref\w*|trace|eft|codes?|acct|account|number|no|for|on|the|my|it's)\W*)*",
    re.IGNORECASE,
)
"""Words beside a value that only name it: "auth number xid"."""
_PAID_OURSELVES = re.compile(
    r"\b(?:i|we|he|she|(?:my|our)\s+\w+)\b[^.?!]{0,30}\bpaid\b(?!.*\b(?:you|u|y'?all|when|back|reimburse\w*)\b)",
    re.IGNORECASE,
)
""" "We paid a clinic in Lisbon, which form is it": what a person paid asks for no payment."""
_HOW_TO_CLAIM = re.compile(
    r"\b(?:how|where)\s+(?:do|must|can|should|would|to)\s+(?:i\s+|we\s+)?(?:submit|file|send|claim|turn\s+in|get\s+(?:reimbursed|that\s+back|my\s+money|the\s+money))",
    re.IGNORECASE,
)
_APPEAL_STATUS = re.compile(
    r"\b(?:recon|reconsideration|appeal|redetermination|grievance|dispute)\W+(?:status|stat)\b|"
    r"\b(?:status|stat)\s+(?:of|on|for)\s+(?:(?:the|our|my|an?|his|her)\s+)?(?:\w+\s+){0,2}?(?:recon|reconsideration|appeal|redetermination|grievance|dispute)\b",
    re.IGNORECASE,
)
_CLAIM_STATUS = re.compile(
    r"\b(?:claim|clm)s?\W+status\b|\bstatus\s+(?:of|on)\s+(?:\w+\s+)?(?:claim|clm)s?\b", re.IGNORECASE
)
_PAID_OR_NOT = re.compile(
    r"\b(?:paid|pd)\W+(?:(?:or\s+)?denied\W+)?or\W+(?:is\s+it\s+)?(?:still\s+)?(?:denied|pend\w*|in\s+process|processing|waiting|open)\b",
    re.IGNORECASE,
)
_SENT = re.compile(
    r"\b(?:i|we)(?:'ve|\s+have)?\s+(?:already\s+)?(?:sent|faxed|mailed|uploaded|submitted)\b", re.IGNORECASE
)
_TELLS = re.compile(
    r"^\W*(?:(?:and|but|so|because|bc|well|see|ok|okay)\s+)*(?:(?:i|we|you|u|he|she|they|it|this|that|nothing)(?:'ve|'s|'re|'m)?|(?:her|his|my|our|your|the|a|an|this)\s+(?:\w+\s+){1,3}?|clearinghouse|provider|pt|patient)\s*\b"
    r"(?:(?:already|just|never|even|really)\s+)*(?:is|was|were|are|has|have|had|says?|said|paid|billed|did|don't|doesn't|didn't|hit|owes?|denied|sent|got|came|shows?|show|seen|been|posting|holding)\b",
    re.IGNORECASE,
)


def with_one_choice(decision: Decision, line: str) -> Decision:
    """ "Do we appeal or ask for a retro auth?": an appeal that is only one way to choose is no request of its own; "paid,
    denied or still pending" asks how a claim stands."""
    if _PAID_OR_NOT.search(line):
        decision = _instead(decision, "ask_payment", "check_claim_status")
    asked = (decision.intent, *decision.also)
    if "ask_next_step" not in asked or not _EITHER_OR.search(line):
        return decision
    besides = _EITHER_OR.sub(" ", line)
    return _only(decision, [n for n in asked if n not in _ONE_WAY or _ONE_WAY[n].search(besides)])


def named_by_its_words(decision: Decision, line: str) -> Decision:
    """ "Recon status" asks about the appeal; "we paid abroad, how do I claim it" asks for the way, and for no payment."""
    claim = "check_appeal_status" in decision.also or _CLAIM_STATUS.search(line)
    if decision.intent == "check_claim_status" and _APPEAL_STATUS.search(line) and not claim:
        return _instead(decision, "check_claim_status", "check_appeal_status")
    if decision.intent == "ask_payment" and _PAID_OURSELVES.search(line) and _HOW_TO_CLAIM.search(line):
        return _instead(decision, "ask_payment", "ask_how_to_file")
    return decision


def with_its_own_deadline(decision: Decision, line: str, score: Scorer) -> Decision:
    """ "How do I file a claim, and how long do I have?": the time asked for is the time for what was asked first; so is the
    way in "is it too late to claim, and how do I send it"."""
    if decision.intent == "ask_timely_filing" and "submit_documents" in decision.also and not _PAPERS.search(line):
        return _instead(decision, "submit_documents", "ask_how_to_file")
    if "ask_appeal_rights" not in decision.also or decision.intent != "ask_how_to_file":
        return decision
    said = _said(line, score).get("ask_appeal_rights", [])
    if not any(map(_HOW_LONG.search, said)) or _APPEALS.search(line):
        return decision
    return _instead(decision, "ask_appeal_rights", "ask_timely_filing")


def with_one_matter(decision: Decision, line: str, score: Scorer) -> Decision:
    """The decision without the requests that ask nothing of their own, and without what is only told."""
    asked = [decision.intent, *decision.also]
    if len(asked) < 2:
        return decision
    said = _said(line, score)
    left = [name for name in asked if not _belongs_to_another(name, asked, said.get(name, [line]))]
    first = clauses(line)[0].text
    told = {name for name in left if all(_only_told(name, part) for part in said.get(name, [line]))}
    named = {name for name in left if all(part != first and _only_named(part) for part in said.get(name, [line]))}
    wanted = [name for name in left if name not in told and name not in named & _TOLD]
    return _only(decision, wanted or left or asked)


def _belongs_to_another(name: str, asked: Sequence[str], parts: Sequence[str]) -> bool:
    if name == "another_patient" or (name == "another_claim" and name != asked[0]):
        return not any(map(_FURTHER.search, parts))
    if name == "explain_code" and _BARE_CODES.fullmatch(parts[0]):
        return False
    if name == "request_document":
        return not any(map(_A_COPY.search, parts))
    return any(
        rule.also == name and rule.asked & set(asked) and not any(map(rule.unless.search, parts))
        for rule in _SAME_MATTER
    )


def _only_told(name: str, part: str) -> bool:
    """ "The remit says 40 paid" beside a question: a statement, short enough to hold no question of its own."""
    if WANTS.search(part):
        return False
    if name == "ask_payment" and _PAID_OURSELVES.search(part):
        return True
    if len(part.split()) > _TOLD_WORDS:
        return False
    return bool(_SENT.search(part)) if name == "submit_documents" else name in _TOLD and bool(_TELLS.search(part))


def _only_named(part: str) -> bool:
    """ "…, auth number xid": a value with words that only name it."""
    return bool(A_FACT.search(part)) and _A_LABEL.fullmatch(FACT.sub(" ", part)) is not None


def _said(line: str, score: Scorer) -> dict[str, list[str]]:
    """Which parts of the line ask for what."""
    parts = [part.text for part in clauses(line)]
    said: dict[str, list[str]] = {}
    for part, scores in zip(parts, score(parts), strict=True):
        said.setdefault(max(scores.keys() - {"inform"}, key=lambda name: scores[name]), []).append(part)
    return said


def _instead(decision: Decision, name: str, meant: str) -> Decision:
    """The decision with one of its requests heard as another, each once."""
    return _only(decision, list(dict.fromkeys(meant if n == name else n for n in (decision.intent, *decision.also))))


def _only(decision: Decision, names: Sequence[str]) -> Decision:
    """The decision with only these of its requests, in their order."""
    return replace(decision, intent=names[0], also=tuple(names[1:])) if names else decision
