"""What a turn wants: the requests heard, in the order they were said, urgent ones first. Pure."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from actions.asking_first import has_appealed, only_asks, only_hints_at_a_plan
from actions.before_a_claim import asks_before_a_claim
from actions.believed import APPEAL_WORDS, ASKS_OF_A_PLAN, FRAUD_SURE, GUESS, believed
from actions.call_reference import asks_for_a_name, asks_for_a_reference
from actions.callback_number import asks_for_the_number, moves_the_call
from actions.codes_asked import code_alone
from actions.follow_up import about_the_claim
from actions.harm import beside_a_worry
from actions.heard import Heard
from actions.languages import language_wished, speaks_spanish
from actions.last_told import asked_of_the_last
from actions.memory import Memory
from actions.office_words import WHERE_APPEALS_GO, asked_in_the_opening, beyond_the_record, office_asks
from actions.open_claim import about_of, with_the_rest_of_the_denial
from actions.plain_words import settled, speaks_of_appeal
from actions.requests import HANDOFFS, OPTIONAL_CLAIM, WISHES
from actions.takes_up import takes_up_the_appeal

WHEN = re.compile(
    r"\b(?:(?:tomorrow|today|tonight|this|next|on)\s+)?(?:monday|tuesday|wednesday|thursday|friday|saturday|"
    r"mornings?|afternoons?|evenings?|tomorrow|today)"
    r"(?:\s+(?:morning|afternoon|evening))?(?:\s+(?:at|after|before|around)\s+\d{1,2}(?::\d\d)?\s*(?:am|pm)?)?|"
    r"\b(?:at|after|before|around)\s+\d{1,2}(?::\d\d)?\b(?!\s*\d|\s*(?:days?|weeks?|hours?))(?:\s*(?:am|pm)\b)?|"
    r"\b(?:at|after|before|around)\s+(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon)\b"
    r"(?=\W*$|\s*[,.;!?]|\s+(?:o'?clock|[ap]\.?m|today|tomorrow|on|please|if|or|my|our|eastern|central|mountain|pacific|thanks?))"
    r"(?:\s+(?:o'?clock|[ap]\.?m\b))?",
    re.I,
)
NOTIFY = re.compile(
    r"\b(?!tell (?:me|us) if\b)(?:text|call|message|notify|let|ring|phone|tell|send) (?:me|us)"
    r"(?: (?:know|back|a text|a message|a call|up|please))*"
    r"(?: as soon as| when| if(?!.*\b(?:was|were|has been|have been|did|got)\b)| once)\b"
    r".*\b(?:decid|answer|news|denied|paid|ready|done|process|change|result|update|hear)|"
    r"\b(?:get|have|receive|want|like) an? (?:text|message|call|text message|notification|alert)"
    r" (?:as soon as|when|if|once) (?:it|this|that|the claim|my claim|you|they|there)\b"
    r".*\b(?:decid|answer|news|denied|paid|ready|done|process|change|result|update)",
    re.I,
)
"""To be told by text or call when there is news."""
FLOOR = re.compile(
    r"\bpayment floor\b|\b(?:total|sum|how much|how many)\b.*\b(?:on the floor|"
    r"(?:waiting|scheduled|approved) (?:for|to be) pa(?:yment|id)|pending payment|not paid (?:out )?yet|"
    r"haven'?t paid (?:us |out )?yet|outstanding)\b",
    re.I,
)
"""A provider's totals: decided and not paid out yet."""
TWICE = re.compile(
    r"\b(?:me|us)\b.{0,20}\b(?:twice|two times|double)\b|\bdouble[- ](?:bill|charg)\w*\W+(?:me|us)\b|"
    r"\b(?:bill|charg)\w*\b.{0,15}\b(?:me|us)\b.{0,20}\bagain\b|\b(?:i|"
    r"we) (?:already )?paid\b.{0,40}\b(?:billed|charged) (?:me|us)\b",
    re.I,
)
"""Billed to the caller twice: a mistake more often than a fraud, so it is asked first."""
PARTS = (
    ("share_deductible", re.compile(r"\bded(?:u|i)[cb]t\w*", re.I)),
    ("share_coinsurance", re.compile(r"\bco-?\s?ins\w*", re.I)),
    ("share_copay", re.compile(r"\bco-?\s?pay\w*", re.I)),
)
"""Parts of a share a caller may name."""
NEWEST = re.compile(r"\b(?:latest|newest|most recent|last|recent) (?:claim|visit|bill|one|appointment)\b", re.I)
ALSO_A_CLAIM = re.compile(
    r"\b(?:also|too|another|one more|second|next)\b.{0,25}\b(?:claim|clm) to (?:check|look|ask|verify|go over|follow)\b|"
    r"\b(?:claim|clm) to (?:check|look up|ask about|verify|go over|follow up)\b.{0,20}\b(?:also|too|as well)\b",
    re.I,
)
"""A further claim, said without the words of the next one: "I also have a claim to check"."""
ONE_MORE_THING = re.compile(
    r"\W*(?:(?:oh|ok|okay|wait|and|so|um|uh|sorry|actually|hey|hi|please|just|but|yes|yeah)\W+)*(?:i (?:have|got|had|need) )?"
    r"(?:one|1|another|a(?:nother)? (?:quick|different|last))(?: (?:more|last|quick|other|final|small))*"
    r"(?: (?:thing|question|more|q))?(?: (?:please|though|sorry|to ask|for you))*\W*",
    re.I,
)
"""A further question, not a further claim."""
ZERO = re.compile(r"\W*(?:0|zero)\W*", re.I)
"""The key every caller knows: a person, at any question."""

GIVES_WAY_TO = {"thank": "goodbye", "hold_on": "repeat"}
"""Courtesies that need no answer of their own where the other thing is said with them: "thanks, bye now"."""
_TOLD_IN_PART = frozenset({"check_claim_status", "ask_payment", "submit_documents", "ask_denial_reason"})


_OF_A_TIME = frozenset(
    "no ok okay yes yeah actually um uh and but oh wait sorry please better rather make it that can you we they could be do is "
    "say how what about try call me prefer i i'd would like good works free then instead on at after before around in the pm am "
    "p.m a.m o'clock best for next between or later earlier this one two three four five eight nine ten eleven noon mon tue tues "
    "wed thu thurs fri monday tuesday wednesday thursday friday saturday morning afternoon evening tomorrow today to".split()
)
""" "No, Monday at 3 pm": the words a line that is nothing but a time is made of."""
_CLOCK = re.compile(r"\d{1,2}(?::\d\d)?(?:[ap]\.?m)?")
_A_DAY = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri)day|tomorrow|today|morning|afternoon|evening|noon)\b|\b(?:at|after|before|around) "
    r"(?:\d{1,2}|one|two|three|four|five|eight|nine|ten|eleven)\b|\b\d{1,2}(?::\d\d)? ?[ap]\.?m\b",
    re.I,
)


def time_of_the_call(memory: Memory, heard: Heard) -> str | None:
    """The time named right after a call was promised, which moves that call; None where the line tells anything else."""
    promised = any(one["name"] == "request_callback" for one in memory.answered) and memory.phone_number is not None
    if not promised or "callback" not in memory.told or set(heard.values) - {"date_of_service"}:
        return None
    if heard.has("request_human", "medical_emergency", "greet", "goodbye") or len(heard.text.split()) > _TIME_WORDS_MAX:
        return None
    words = [word.strip(".,!?;-") for word in heard.text.lower().split()]
    only = all(word in _OF_A_TIME or _CLOCK.fullmatch(word) for word in words if word)
    return heard.text if only and _A_DAY.search(heard.text) else None


def take_number(memory: Memory, heard: Heard, values: dict[str, Any]) -> None:
    """The number to call, and the time said with it for the call that waits for it."""
    if not values.get("phone_number"):
        return
    memory.phone_number = str(values["phone_number"])
    if (time := WHEN.search(heard.text)) is not None:
        memory.requests = [
            one | {"when": time.group().strip()} if one["name"] == "request_callback" else one
            for one in memory.requests
        ]


_TIME_WORDS_MAX = 12

_TOLD_WITH = {
    "paid_when": ("ask_dates", "ask_payment"),
    "paid_how": ("ask_dates", "ask_payment"),
    "paid_under": ("ask_claim_number", "ask_payment"),
    "ask_beyond": ("ask_how_to_file",),
    "bill_and_eob": ("explain_eob", "ask_amount_owed"),
    "already_paid": ("ask_amount_owed", "ask_payment_help"),
    "in_collections": ("ask_amount_owed", "ask_payment_help"),
}
"""Answers that hold another one, which is not given beside them."""


def _is_mere_courtesy(name: str, heard: Heard) -> bool:
    return name in GIVES_WAY_TO and heard.has(GIVES_WAY_TO[name])


def _answers_an_offer(memory: Memory, heard: Heard) -> bool:
    """ "Sí, por favor" to what was offered in English was understood, so it is an answer and no wish for another language."""
    return memory.expects == "offer" and heard.has("affirm", "deny", "thank", "greet")


def take_wishes(memory: Memory, heard: Heard, values: dict[str, Any]) -> None:
    """Adds what is wanted now; several wishes keep the order they were said in."""
    said = [name for name in heard.intents if name in WISHES and not _is_mere_courtesy(name, heard)]
    wishes = code_alone(believed(said, heard, memory), heard, memory)
    wishes = _by_words(wishes, memory, heard)
    if (
        heard.has("another_claim")
        and not ONE_MORE_THING.fullmatch(heard.text)
        and "check_claim_status" not in wishes
        and not memory.is_waiting_for("check_claim_status")
    ):
        wishes.append("check_claim_status")
    if (
        "explain_code" in wishes
        and not heard.values.get("adjustment_code")
        and not heard.values.get("remark_code")
        and memory.claim
    ):
        wishes[wishes.index("explain_code")] = "explain_claim_codes"
    if memory.claim is None and "explain_code" in wishes and _tells_of_codes(heard):
        wishes[wishes.index("explain_code")] = "ask_denial_reason"
    if memory.claim and "submit_documents" not in wishes and WHERE_APPEALS_GO.search(heard.text):
        wishes.append("submit_documents")
    if memory.claim:
        wishes = with_the_rest_of_the_denial(str(memory.claim.get("stage")), wishes, heard.text)
    specific = {
        "ask_payment",
        "ask_denial_reason",
        "ask_next_step",
        "ask_appeal_rights",
        "explain_eob",
        "ask_amount_owed",
        "start_appeal",
    }
    if (
        len(wishes) > 1
        and memory.claim is not None
        and memory.claim["id"] in memory.told
        and "status" not in heard.text.lower()
    ):
        wishes = [name for name in wishes if name != "check_claim_status"]
    wishes = asked_in_the_opening(wishes, heard, memory)
    fresh = [name for name in wishes if not memory.is_waiting_for(name)]
    if memory.is_waiting_for("list_claims") and fresh == ["check_claim_status"]:
        fresh = []
    memory.requests += _queued(fresh, memory, heard, values)
    if (
        specific & {r["name"] for r in memory.requests}
        and "check_claim_status" not in wishes
        and memory.claim is not None
    ):
        memory.requests = [r for r in memory.requests if r["name"] != "check_claim_status"]
    urgent = [r for r in memory.requests if r["name"] in HANDOFFS]
    memory.requests = sorted(urgent, key=lambda r: r["name"] != "medical_emergency") + [
        r for r in memory.requests if r["name"] not in HANDOFFS
    ]


def _by_words(wishes: list[str], memory: Memory, heard: Heard) -> list[str]:
    """The wishes, or what the line's own words settle in their place."""
    if ZERO.fullmatch(heard.text):
        return ["request_human"]
    if takes_up_the_appeal(memory, heard):
        return ["start_appeal"]
    if speaks_spanish(heard.text) and "medical_emergency" not in wishes and not _answers_an_offer(memory, heard):
        return ["switch_language"]
    if asks_for_the_number(memory, heard):
        return ["callback_number"]
    if NOTIFY.search(heard.text):
        return ["notify_me"]
    if FLOOR.search(heard.text):
        return ["ask_payment_floor"]
    if asks_for_a_reference(heard.text) and not heard.has("request_human", "medical_emergency"):
        return [*(["bot_challenge"] if asks_for_a_name(heard.text) else []), "call_reference"]
    if (of_the_last := asked_of_the_last(memory, heard)) is not None:
        return [of_the_last]
    if (before_one := asks_before_a_claim(memory, heard)) is not None:
        return [before_one]
    of_a_person = heard.has("request_human", "medical_emergency", "request_callback", "complain")
    if memory.claim is not None and has_appealed(heard.text) and not heard.values and not of_a_person:
        return ["check_appeal_status"]
    if (settled_by := office_asks(memory, heard) or settled(memory, heard)) is not None:
        return _with_its_words(wishes, settled_by, heard)
    meant = about_the_claim(memory, heard)
    return [meant] if meant is not None else wishes


_TELLS_OF_CODES = re.compile(
    r"\b(?:said|says?|saying|told|tells?|because of|due to|over|for|about|something|blam\w+)\b.{0,25}\bcod(?:es|ing)\b|"
    r"\bcod(?:es?|ing)\b.{0,20}\b(?:was|were|is|are|wrong|bad|off|mismatch\w*|incorrect|didn'?t|don'?t|doesn'?t)\b",
    re.I,
)
_ASKS_OF_A_CODE = re.compile(
    r"\bwhat(?:'?s)? (?:does|do|is|are|the)\b|\bmean|\bexplain|\blook up|\bquestions? (?:about|on)\b|\btell me (?:what|about)\b|"
    r"\b(?:ask\w*|know) (?:about|what)\b|\bunderstand|\bread\b|\bhelp\b|\bzip\b",
    re.I,
)


def _tells_of_codes(heard: Heard) -> bool:
    """ "They said codes": why a claim was denied, as far as the caller was told, and no code to look up."""
    if heard.values.get("adjustment_code") or heard.values.get("remark_code"):
        return False
    return _TELLS_OF_CODES.search(heard.text) is not None and _ASKS_OF_A_CODE.search(heard.text) is None


def _queued(names: list[str], memory: Memory, heard: Heard, values: dict[str, Any]) -> list[dict[str, Any]]:
    """The wishes as they wait: "how do we send it" with what was just spoken of."""
    appeal = speaks_of_appeal(memory) or re.search(r"\bappeal", heard.text, re.I) is not None
    stage, of_appeal = str((memory.claim or {}).get("stage")), {"parts": ["appeal"]} if appeal else {}
    return [_wish(one, heard, values, stage) | (of_appeal if one == "ask_how_to_send" else {}) for one in names]


def _with_its_words(wishes: list[str], by_words: list[str], heard: Heard) -> list[str]:
    """What the words settle, after what else the line was heard to want; an answer inside another is not given twice."""
    if _SAID_ANEW.search(heard.text):
        return by_words
    told_of = wishes if heard.confidence >= GUESS else wishes[1:]
    more = told_of if re.search(r"\band\b|[?.;&,] ?\w", heard.text, re.I) and len(heard.intents) > 1 else []
    told_with = {name for word in by_words for name in _TOLD_WITH.get(word, ())}
    return list(dict.fromkeys([*(name for name in more if name not in told_with), *by_words]))


_SAID_ANEW = re.compile(r"\bi\.? ?e\.|\bin other words\b|\bthat is to say\b", re.I)
""" "How much is a bit, i.e. what did you transfer": one question said twice."""


def _wish(name: str, heard: Heard, values: dict[str, Any], stage: str = "") -> dict[str, Any]:
    """``stage``: of the claim at hand."""
    request: dict[str, Any] = {"name": name}
    if name == "ask_beyond":
        request["about"] = about_of(stage, heard.text.replace("’", "'"))
    if name in _TOLD_IN_PART and beyond_the_record(heard.text):
        request["beyond"] = True
    if (stage := _stage_meant(heard.text)) is not None:
        request["stage"] = stage
    if name == "check_claim_status" and NEWEST.search(heard.text):
        request["newest"] = True
    if name == "report_fraud" and (heard.confidence < FRAUD_SURE or TWICE.search(heard.text)):
        request["unsure"] = True
    if only_asks(name, heard.text):
        request["unsure"] = True
        request |= {"asked": True} if name == "report_fraud" else {}
    if name == "start_appeal" and not APPEAL_WORDS.search(heard.text):
        request["unsure"] = True
    if name == "report_other_insurance" and (ASKS_OF_A_PLAN.search(heard.text) or only_hints_at_a_plan(heard.text)):
        request["unsure"] = True
    if name == "explain_code":
        request |= {
            "adjustment_codes": heard.values.get("adjustment_code", []),
            "remark_codes": heard.values.get("remark_code", []),
        }
    if name == "is_its_number":
        request["parts"] = [str(number) for number in heard.values.get("number_asked", [])]
    if name == "ask_code_amount":
        request["parts"] = [str(code) for code in heard.values.get("adjustment_code", [])]
    if name == "ask_amount_owed" and (parts := [part for part, word in PARTS if word.search(heard.text)]):
        request["parts"] = parts
    if name in ("request_human", "switch_language") and (language := language_wished(heard.text)) is not None:
        request["language"] = language
    if name == "request_callback" and (time := WHEN.search(heard.text)):
        request["when"] = time.group().strip()
    if name in (
        "complain",
        "help",
        "request_document",
        "switch_language",
        "report_fraud",
        "report_other_insurance",
        "request_callback",
        "start_appeal",
        "notify_me",
        "explain_term",
        "explain_appeal",
        "ask_payment_help",
        "ask_how_to_file",
        "ask_timely_filing",
        "submit_documents",
        "check_eligibility",
        "ask_benefits_used",
        "check_authorization",
        "change_details",
        "ask_network",
        "in_collections",
        "change_claim",
        "already_sent",
    ):
        request["words"] = heard.text
    return request


def _stage_meant(text: str) -> str | None:
    """ "You denied my claim": of several claims that one is meant."""
    if re.search(r"\b(?:denied|denial|den(?:y|ied) (?:my|our|the)|won'?t pay|refus\w+ to pay)\b", text, re.I):
        return "denied"
    return None


_UPSET = re.compile(
    r"\b(?:what|why|how|who|where|when) the (?:hell|heck|f\w+)\b|\b(?:bull ?(?:shit|crap)|bs|crap|goddamn\w*|"
    r"damn(?:ed|it)?|pissed|"
    r"(?:nobody|no ?one|you|they|y'?all) (?:ever |never |has |have |did not |didn'?t |hasn'?t |haven'?t )*"
    r"call(?:ed)?(?: me| us)? back|(?:nobody|no ?one) (?:ever |has )?called|"
    r"(?:were|was) (?:supposed|meant|going) to call (?:me|us)|promised (?:me )?(?:a call|to call)|"
    r"f\*+\w*|fuck\w*|shit\w*|outrageous|disgusting|ridiculous|(?:sick|tired) of (?:this|you|it|all)|fed up)\b",
    re.I,
)


def is_upset(memory: Memory, heard: Heard) -> bool:
    """Whether somebody swears at their trouble while they ask: one word of sympathy goes first, once."""
    told = _UPSET.search(heard.text) or beside_a_worry(heard.text) is not None
    if memory.speaker == "provider" or "sorry_upset" in memory.offered or not told:
        return False
    return not {"complain", "sorry_for_loss", "medical_emergency", "request_human"} & {
        one["name"] for one in memory.requests
    }


def leads_to_a_claim(memory: Memory, heard: Heard) -> bool:
    """A general question about "a claim you want records for", before any claim was opened: the claim comes next."""
    names = {request["name"] for request in memory.requests}
    general = bool(names) and names <= OPTIONAL_CLAIM | {"ask_how_to_file"}
    return (
        general
        and memory.speaker is not None
        and not memory.told
        and re.search(r"\b(?:claim|clm)s?\b", heard.text, re.I) is not None
    )


_ASIDES = frozenset(
    {
        "complain",
        "sorry_upset",
        "report_other_insurance",
        "ask_payment_help",
        "sorry_for_loss",
        "in_collections",
        "bot_challenge",
        "hold_on",
        "thank",
    }
)
"""Answered beside a claim that was named with them."""


def with_the_claim(memory: Memory, values: dict[str, Any], today: date, *, named: bool) -> list[dict[str, Any]]:
    """What is wanted, and the claim itself where somebody named it and asked nothing else, or only grumbled beside it.

    "I have been on hold for an hour, help me with my claim of May 7": the claim is wanted as well. So it is where a day
    that is over was named with what only the plan can tell ("are the labs of May 7 covered at 100%").
    """
    if not memory.requests:
        return _left_open(memory) if named else []
    beside = {"date_of_service", "claim_number"} & set(values) and {one["name"] for one in memory.requests} <= _ASIDES
    if not memory.told and _served(values, today) and {one["name"] for one in memory.requests} <= _NOT_OURS:
        beside = True
    return [*memory.requests, {"name": "check_claim_status"}] if beside else memory.requests


def _served(values: dict[str, Any], today: date) -> bool:
    span = values.get("date_of_service")
    return span is not None and str(span["start"]) <= today.isoformat()


_NOT_OURS = frozenset(
    {
        "ask_benefits_used",
        "check_authorization",
        "check_eligibility",
        "ask_doctor_first",
        "ask_diagnosis",
        "appeal_by_another",
    }
)


def _left_open(memory: Memory) -> list[dict[str, Any]]:
    """What is wanted of the claim once it is named: where it stands, and what was asked before anything was proved."""
    before = {one["name"] for one in memory.answered} if memory.speaker == "member" and not memory.proved else set()
    more = [wish for asked, wish in _ASKED_BEFORE if asked in before]
    return [{"name": "check_claim_status"}, *({"name": wish} for wish in more)]


_ASKED_BEFORE = (("ask_payment_help", "help_with_share"), ("in_collections", "ask_amount_owed"))
"""What was answered in general words → what the claim's own facts add to it."""


def answer_to_question(memory: Memory, heard: Heard, values: dict[str, Any]) -> None:
    """A number to call back, or the code to explain, completes the wish it was asked for."""
    if (
        (memory.expects == "phone_number" or moves_the_call(memory, heard))
        and values.get("phone_number")
        and not memory.is_waiting_for("request_callback")
        and not memory.is_waiting_for("notify_me")
    ):
        memory.requests = [{"name": "request_callback"}, *memory.requests]
    if memory.expects == "one_time_code" and values.get("one_time_code"):
        memory.requests = [{"name": "check_code", "code": str(values["one_time_code"])}, *memory.requests]
    codes = heard.values.get("adjustment_code") or heard.values.get("remark_code")
    if memory.expects == "adjustment_code" and codes and not memory.is_waiting_for("explain_code"):
        memory.requests = [_wish("explain_code", heard, values), *memory.requests]
