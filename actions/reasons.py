"""What a caller says that brings a person by itself: distress, legal steps, care at risk, a last day within days. Pure.

Whatever the language model made of the line, these words count: the person who takes it is told why it is urgent.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from actions.harm import cannot_wait
from actions.heard import Heard
from actions.memory import Memory
from actions.speaker import spoken_for

NEAR_DAYS = 5
"""A last day so near, today counted as 0, is a person's matter."""
URGENT = frozenset({"distress", "legal", "deadline", "fraud", "urgent_care"})
"""Reasons a person should know of soon, whatever else is wanted in the same breath."""
MORE_TELLING = {"report_fraud": "fraud", "request_peer_to_peer": "peer_to_peer"}
"""Wishes that say more of why a person is needed than that one was asked for."""


def _phrases(*phrases: str) -> re.Pattern[str]:
    """Any of them, each from the start of a word to the end of one."""
    return re.compile(rf"\b(?:{'|'.join(phrases)})(?!\w)", re.I)


_I_AM = r"(?:i'?m|im|i am|we'?re|we are)"
_I_WILL = rf"(?:i'?ll|i will|we'?ll|we will|{_I_AM} (?:going to|gonna))"
_CANT = r"(?:can'?t|cant|cannot|can not)"
_YOU = r"(?:you|u|ya|y'?all|your)"
_THE_PLAN = r"(?:the|this|my|our) (?:\w+ )?(?:plan|insurance|insurer|company|payer|carrier)"
_A_LAWYER = r"(?:my|our|a|an) (?:own )?(?:lawyer|attorney|solicitor)s?"
_OUR_LAWYER = r"(?:my|our) (?:lawyer|attorney|solicitor)s?"
_REGULATOR = (
    r"(?:commissioner|attorney general|regulators?|insurance (?:department|dept|division|board)|"
    r"(?:department|dept\.?|division|board|office) of (?:insurance|managed health care|labor))"
)
_TELLING = (
    r"(?:report|reporting|complain|complaining|complaint|fil(?:e|ing)|call|calling|contact|contacting|writ(?:e|ing)|"
    r"go|going|tell|telling|notify|notifying|turn|turning)"
)
_CALLING_IN = (
    r"(?:call|calling|phone|phoning|ring|ringing|contact|contacting|hire|hiring|hired|get|getting|see|seeing|go to|going to|"
    r"bring|bringing|involve|involving|retain|retained|retaining|consult|consulting|(?:talk|talked|talking) to|"
    r"(?:speak|speaking|spoke|spoken) (?:to|with))"
)
_BEGINNING = r"(?:take|taking|pursue|pursuing|start|starting|consider|considering|seek|seeking|bring|bringing|face|facing|expect)"
_WILL_HEAR = (
    r"(?:hears?|hearing|call|calling|contact|contacting|in touch|write|writing|send|sending|deal|sue|suing|go after)"
)
_LEGAL = _phrases(
    rf"su(?:e|es|ing) (?:{_YOU}|{_THE_PLAN}|over (?:this|it|that)|for this)",
    rf"{_I_WILL} (?:just |have to )?sue(?! (?:my|the|a|that|him|her|his|their)\b)",
    rf"(?:see|tak(?:e|ing)|drag|dragging|haul|hauling) (?:{_YOU}|this|it)(?: \w+){{0,2}} (?:in|to|into|before) (?:\w+ ){{0,2}}"
    r"(?:court|a judge)",
    rf"go(?:ing)? to court "
    rf"(?:(?:over|about|for|on) (?:this|it|that|(?:my|the|this|our) claim)|(?:with|against) (?:{_YOU}|{_THE_PLAN}))",
    r"small claims court",
    rf"{_BEGINNING} (?:\w+ ){{0,2}}(?:legal (?:action|steps|proceedings)|law ?suit)",
    r"(?:file|filing|filed|slap|slapping) (?:\w+ ){0,4}(?:law ?suit|suit)",
    rf"{_I_WILL} (?:have to )?litigate",
    r"(?:join|joining|start|starting|file|filing|bring|bringing) (?:\w+ ){0,2}class action",
    rf"{_CALLING_IN}(?: in)? {_A_LAWYER}",
    rf"(?:have|having|let|letting) {_A_LAWYER} (?:call|contact|write|send|sue|handle|deal|talk|look|take)",
    rf"{_OUR_LAWYER}(?:'ll| will| is going to| is gonna| are going to)? (?:be )?{_WILL_HEAR}",
    rf"(?:hear|hearing|letter) from {_OUR_LAWYER}",
    rf"{_TELLING}\b[^.?!]{{0,45}}\b{_REGULATOR}",
)
_NO_THREAT = _phrases(
    rf"(?:(?:do|does|can|could|should|would|may|did) (?:i|we|one)|how to) [^.?!,]{{0,60}}\b{_REGULATOR}",
    rf"(?:employer|job|work|works|worked|working|employed|employee|retired|insured)(?:'s)? "
    rf"(?:(?:is|was|for|at|by|in|of|from|through) )?(?:(?:the|a|our|my) )?(?:\w+ )?{_REGULATOR}",
)
""" "How do I complain to the insurance department" asks for a right; "my employer is the department of labor" tells a fact."""
_NOT_OURS = _phrases(
    r"su(?:e|es|ed|ing) (?:me|us|him|her)",
    r"(?:legal (?:action|steps|proceedings)|law ?suit|suit|case|judge?ment)(?: \w+){0,2} against (?:me|us|him|her)",
    rf"(?:do|should|must|would|may|am|can|could) (?:i|we) (?:\w+ ){{0,3}}?{_A_LAWYER}",
    r"(?:do|should|must|would|may|can|could) (?:i|we) (?:\w+ ){0,3}(?:lawyer|attorney)s?",
    rf"(?:may|can|could) {_OUR_LAWYER}",
    r"(?:lawyer|attorney)s? (?:for|about|in) (?:my|the|a) (?:\w+ )?"
    r"(?:divorce|will|accident|crash|wreck|custody|estate|landlord)",
    r"(?:against|sue|suing) (?:the|my|a|an|another) (?:\w+ ){0,2}(?:driver|landlord|ex|employer|boss|store)",
)
""" "They are suing me over the bill", "do I need a lawyer to appeal": no step against the plan."""

_TEARS = r"(?:crying|sobbing|in tears|weeping|panicking|terrified|devastated|distraught)"
_LOST = (
    r"(?:desperate|overwhelmed|hopeless|helpless|falling apart|breaking down|scared sick|worried sick|sick with worry|"
    r"scared to death|at my breaking point)"
)
_DISTRESS = _phrases(
    rf"(?:{_I_AM}|(?:i|we)(?:'?ve| have)(?: just)? been|i keep|i just|^(?:just|been|sitting here))"
    rf" (?:(?!(?:an?|the|my|about|for)\b)\w+ ){{0,2}}{_TEARS}",
    rf"(?:{_I_AM}|i feel) (?:\w+ )?{_LOST}(?! (?:to|for|at)\b| with (?!(?:all|everything|grief|worry)\b))",
    rf"{_CANT} (?:\w+ )?(?:stop (?:crying|shaking)|cope|go on like this|bear (?:this|it))",
    rf"{_CANT} (?:take|handle|do|deal with) (?:this|it|much more of this)(?: all)? (?:any ?more|any longer)",
    r"(?:at (?:my|our) wit'?s'? end|at the end of my rope|reached my breaking point)(?! w(?:ith|/)?\b)",
    r"having (?:a|another) (?:panic attack|(?:\w+ )?breakdown)",
    r"(?:don'?t|dont|do not) know what (?:else )?to do any ?more",
    r"no ?(?:one|body|where)(?: else)?(?: left)? to turn(?: to)?",
)

_WEEKDAY = r"(?:monday|tuesday|wednesday|thursday|friday)"
_DAYS = (
    r"(?:(?:in|within) )?(?:only |just )?(?:(?:a|one|two|three|four|five|[1-5]|a couple(?: of)?|a few)(?: more)? days?|"
    r"(?:24|48|72) hours|a day or two)"
)
_SOON = rf"(?:today|tonight|tomorrow|this (?:week|{_WEEKDAY})|(?:on )?{_WEEKDAY}|{_DAYS}(?: from now| away| left)?)"
_LAST_DAY = (
    r"(?:deadline|last day|final day|due date|(?:appeal|filing|time|timely filing|timely|dispute|response|reconsideration) "
    r"(?:window|period|time|limit|deadline|date)|timely(?: filing)?|"
    r"(?:my|our|the) (?:appeal|dispute|reconsideration|corrected claim|records))"
)
_ENDS = r"(?:is|'s|was|falls|ends?|ending|expires?|expiring|closes?|closing|runs? out|running out|up|due)"
_ACT = r"(?:appeal|file|dispute|respond|submit|resubmit|send|answer|fight|contest|get (?:it|this|the appeal) in)"
_DEADLINE = _phrases(
    rf"{_LAST_DAY}(?: \w+){{0,3}}? ?{_ENDS}(?: (?:is|due|up|on))? {_SOON}(?! ago)",
    rf"(?:deadline|last day) {_SOON}(?! ago)",
    rf"(?:have|has|got|there'?s|there is|there are|with|down to|only|just) (?:only |just )?{_DAYS} (?:left )?to {_ACT}",
    rf"(?:have|has|need|got) to {_ACT}\b[^.?!,]{{0,25}}\bby (?:today|tonight|tomorrow|the end of (?:the day|today|this week)|"
    rf"{_WEEKDAY})",
    rf"(?:running out|almost out|nearly out|about to run out) of time to {_ACT}",
    rf"{_LAST_DAY} (?:is |'s )?(?:about to|almost|nearly|going to) (?:expire|run out|close|pass|up|over|here)",
    r"about to miss (?:the|my|our) (?:\w+ )?deadline",
)
_NAMES_LAST_DAY = _phrases(
    r"deadline", r"last day", r"final day", r"due date", r"appeal (?:is )?due", r"timely filing",
    r"(?:appeal|filing|timely) (?:window|period|limit|date)",
)  # fmt: skip
_OF_PATIENTS = re.compile(r"\b(?:patients?|pts?|our office|npi)\b", re.I)
_CLAUSES = re.compile(r"[^.?!;,]+[.?!;,]*|[.?!;,]+")
_ASKS = re.compile(
    r"^\W*(?:(?:and|so|but|ok|okay|um|uh|well|please)\W+)*(?:is|are|was|were|when|what|which|how|why|do|does|did|can|could|"
    r"will|would|am|has|have i|tell me|if)\b|\b(?:if|whether|when|how many|how long|what) (?:the|my|our|i|we|is|was)\b|\?\W*$",
    re.I,
)
""" "Is the deadline tomorrow" asks for it; only a last day that is told counts."""


def reason_in(text: str, days: list[date], today: date) -> str | None:
    """Why these words bring a person, the gravest reason first; ``days``: the dates named in them."""
    if _DISTRESS.search(text):
        return "distress"
    if _LEGAL.search(_NO_THREAT.sub(" ", text)) and not _NOT_OURS.search(text):
        return "legal"
    return "deadline" if _is_near(text, days, today) else None


def threatens_or_despairs(text: str) -> bool:
    """Whether the speaker's own anger or despair brings a person: "I'm calling my lawyer" acts for nobody else."""
    return reason_in(text.replace("’", "'"), [], date.min) in ("distress", "legal")


def is_care_at_risk(heard: Heard) -> bool:
    """Whether a member tells that care cannot wait; an office names the days of its patients' surgery as a matter of course."""
    text = heard.text.replace("’", "'")
    return cannot_wait(text) and spoken_for(text) != "provider" and not _OF_PATIENTS.search(text)


def _is_near(text: str, days: list[date], today: date) -> bool:
    """Whether a last day within days is told, not asked for."""
    told = [clause for clause in _CLAUSES.findall(text) if not _ASKS.search(clause)]
    if any(_DEADLINE.search(clause) for clause in told):
        return True
    near = any(today <= day <= today + timedelta(days=NEAR_DAYS) for day in days)
    return near and any(_NAMES_LAST_DAY.search(clause) for clause in told)


def take_reason(memory: Memory, heard: Heard, today: date) -> None:
    """Puts first what brings a person by itself; an emergency comes before it, and what else is wanted waits behind it."""
    if memory.is_waiting_for("medical_emergency"):
        return
    reason = reason_in(heard.text.replace("’", "'"), _days(heard), today)
    if reason in (None, "deadline") and memory.speaker != "provider" and is_care_at_risk(heard):
        reason = "urgent_care"
    asked = next((one for one in memory.requests if one["name"] == "request_human"), None)
    if reason is None:
        if asked is not None:
            _tell_more(memory)
        return
    others = [one for one in memory.requests if one["name"] not in ("request_human", "complain")]
    if reason == "legal":  # a legal threat is a complaint as well: it is recorded before the person comes
        memory.requests = [(asked or {}) | {"name": "complain", "reason": reason, "words": heard.text}, *others]
    elif reason == "deadline" and memory.claim is not None and memory.is_waiting_for("start_appeal") and asked is None:
        memory.requests = [
            one | {"reason": reason} if one["name"] == "start_appeal" else one for one in memory.requests
        ]
    else:
        memory.requests = [(asked or {"name": "request_human"}) | {"reason": reason}, *others]


def _tell_more(memory: Memory) -> None:
    """A person asked for about fraud, or from doctor to doctor: that is why; a report of fraud brings one by itself."""
    sure = [one for one in memory.requests if one["name"] in MORE_TELLING and not one.get("unsure")]
    if not sure:
        return
    name = sure[0]["name"]
    if name == "report_fraud":
        memory.requests = [one for one in memory.requests if one["name"] != "request_human"]
        return
    memory.requests = [
        one | {"reason": MORE_TELLING[name]} if one["name"] == "request_human" else one for one in memory.requests
    ]


def _days(heard: Heard) -> list[date]:
    spans: list[Any] = heard.values.get("date_of_service") or []
    return [date.fromisoformat(str(one["start"])) for one in spans if isinstance(one, dict) and one.get("start")]
