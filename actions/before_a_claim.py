"""What an office asks before any claim is open: where appeals go, what to do when nothing was found. Pure."""

from __future__ import annotations

import re

from actions.heard import Heard
from actions.memory import Memory

_WORDS_MAX = 26
_APPEALS = re.compile(r"\b(?:appeals?|reconsiderations?|disputes?)\b", re.I)
_WHERE_OR_WHEN = re.compile(
    r"\b(?:fax|address|mail(?:ing)?|portal|p\.?o\.? box)\b|\bwhere (?:do|does|can|to|should|are|is)\b|"
    r"\bhow (?:many days|long) (?:do|have|does|is|are)\b|"
    r"\b(?:time ?frame|time limit|limit|last day|window|deadline|how many days)\b",
    re.I,
)
_OF_A_CASE = re.compile(
    r"\b(?:status|check(?:ing)?|already|sent|filed|submitted|faxed|mailed|faxing|this|that|denied|denial|my|callback|"
    r"call me)\b",
    re.I,
)
"""An appeal or a claim of theirs, which is looked up."""
_BY_PLAN = re.compile(r"\b(?:medicare|medicaid|commercial|marketplace|exchange|self[- ]funded|erisa|advantage)\b", re.I)
"""A kind of plan, whose rule is asked for, and no claim's."""
_NOT_FOUND = re.compile(
    r"\b(?:not|isn'?t|never|no) (?:\w+ ){0,2}(?:on file|there|found|in (?:your|the) system|received)\b|\b(?:nothing|"
    r"no claim|no record|not showing)\b|"
    r"\bclearing ?house\b|\b(?:accepted|acceptance)\b|\bwhat (?:do|can|should) (?:i|we) do\b|\bwhat now\b|\bnow what\b",
    re.I,
)


def asks_before_a_claim(memory: Memory, heard: Heard) -> str | None:
    """The wish these words settle while no claim is open, or None."""
    text = heard.text.replace("’", "'")
    if memory.claim is not None or memory.speaker == "member" or heard.values or len(text.split()) > _WORDS_MAX:
        return None
    if heard.has("request_human", "medical_emergency", "request_callback", "start_appeal"):
        return None
    of_a_case = _OF_A_CASE.search(re.sub(r"\bdenials?\b", "", text, flags=re.I) if _BY_PLAN.search(text) else text)
    if _APPEALS.search(text) and _WHERE_OR_WHEN.search(text) and not of_a_case:
        return "appeals_in_general"
    nothing_found = memory.speaker == "provider" and (memory.tried is not None or "none" in memory.told)
    return "not_on_file" if nothing_found and _NOT_FOUND.search(text) else None


_OURS = (
    r"(?:our|my|the|this|your) (?:\w+ )?"
    r"(?:npi|practice|group|office|tin|tax id|clinic|providers?|doctors?|facility|physicians?|account)"
)
_A_REPORT = re.compile(
    rf"\b(?:report|list|spreadsheet|printout|totals?|summary|number|count|all|every|each|how many|any|pull|"
    rf"run)\b.{{0,40}}\b(?:for|of|under|by|across|in) {_OURS}\b|"
    r"\b(?:a/?r|aging|ageing|denials?|outstanding|open claims?|unpaid) (?:aging )?(?:report|spreadsheet|list|summary)\b|"
    r"\bhow many (?:denials|denied claims|claims (?:were |got |have been )?denied|rejections)\b(?!.{0,30}\b(?:he|she|"
    r"her|his|patient|member)\b)|"
    r"\b(?:all|every one|each|list) (?:of )?our (?:\w+ )?(?:claims|denials|patients|rejections)\b",
    re.I,
)
_OF_A_PATIENT = re.compile(
    r"\b(?:this|that|the|one|a|same|his|her|each|per|for) (?:patient|pt|member)\b|\bpatient'?s\b|\b(?:for|of) (?:him|"
    r"her)\b",
    re.I,
)
_TOTAL = re.compile(
    r"\b(?:total|sum|altogether|combined)\b.{0,25}\b(?:owed?|due|balance|share|resp\w*|paid|billed|"
    r"denied)\b.{0,20}\b(?:all|across|claims|everything|them|both)\b|"
    r"\bhow much\b.{0,20}\b(?:all together|altogether|across all|in all|for all (?:of them|the claims)|"
    r"on all (?:of them|the claims))\b",
    re.I,
)
_FLOOR = re.compile(r"\bpayment floor\b|\bnot paid (?:out )?yet\b|\bscheduled\b|\bwaiting\b|\bpending payment\b", re.I)


def asks_of_the_practice(heard: Heard) -> str | None:
    """ "Run me an AR report of all denied claims for our NPI": nobody's claim, and no list of the patient just spoken of."""
    text = heard.text.replace("’", "'")
    if (
        heard.has("request_human", "medical_emergency")
        or set(heard.values) - {"date_of_service"}
        or _FLOOR.search(text)
    ):
        return None
    if _A_REPORT.search(text) and not _OF_A_PATIENT.search(text):
        return "one_patient_only"
    return "no_totals" if _TOTAL.search(text) and not heard.values else None
