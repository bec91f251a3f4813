"""One caller turn as the language model understood it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from actions.closing import is_through
from actions.farewell import leave_taken, only_thanks
from actions.interruptions import only_tells_of_somebody
from actions.speaker import is_own_title
from actions.steps import Session
from actions.typed_days import put_right

EVENTS = ("start", "silence", "no_match", "returned")
SAME_PATIENT = re.compile(r"\b(?:same|this) (?:patient|member|person)\b", re.I)
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'"})
NOTHING_ASKED = ("more", "wish", None)
NO_PROOF_ASKED = (*NOTHING_ASKED, "offer")
ALIASES = {"zip": "zip_code", "tax_id_last5": "tax_id", "claim_last4": "claim_number"}


@dataclass(frozen=True)
class Heard:
    """What one turn brought: intents in the order they were said, values by element, or an event without words."""

    intents: tuple[str, ...]
    text: str = ""
    values: dict[str, list[Any]] = field(default_factory=dict)
    event: str | None = None
    piece: dict[str, str] | None = None
    """Characters of an identifier that is not complete yet, or not valid: ``{"name", "characters"}``."""
    ambiguous: tuple[str, ...] = ()
    """Elements of which several values were offered at once."""
    confidence: float = 1.0
    silences: int | None = None
    """How many silences in a row the backend has counted, this one included."""
    misses: int | None = None
    """How many misunderstandings in a row it will be, should this turn be one."""
    rungs: int = 3
    """How many of either bring a person."""

    def has(self, *names: str) -> bool:
        """Whether one of these intents was heard."""
        return any(name in self.intents for name in names)

    def one(self, element: str) -> Any | None:
        """The value of an element said once; several different ones in one breath count as none (no guessing game)."""
        values = self.values.get(element) or []
        if len(values) == 1 or (values and self.has("correct_that")):
            return values[-1]
        return None


def known_session(message: dict[str, Any]) -> Session | None:
    """What the backend said with the turn that this conversation has proved; None: it is to be asked."""
    meta = (message.get("metadata") or {}).get("meta") or {}
    return Session.from_answer(meta) if meta.get("session") else None


def plain(text: str) -> str:
    """The line with the apostrophes of a keyboard: telephones write ’ and ‘, and every place stays where it was."""
    return text.translate(_APOSTROPHES)


def read(message: dict[str, Any], expects: str | None = None) -> Heard:
    """The tracker's latest message as a turn; ``expects`` is what was asked for."""
    intent = message.get("intent") or {}
    name = str(intent.get("name") or "nlu_fallback")
    counted = _counted(message)
    if name.startswith("event_"):
        return Heard(intents=(), event=name.removeprefix("event_"), **counted)
    if name == "nlu_fallback":
        also: list[str] = []
    else:
        also = [item["name"] if isinstance(item, dict) else str(item) for item in message.get("also") or []]
        also += [str(message["introduces"])] if message.get("introduces") else []
    text = plain(str(message.get("text") or ""))
    names = ["deny"] if is_through(text) else [name, *also]
    if names == ["affirm"] and expects in NOTHING_ASKED and only_thanks(text):
        names = ["thank"]
    leave = leave_taken(text, asked=expects not in NO_PROOF_ASKED)
    if leave is not None and "medical_emergency" not in names:
        names = [leave]
    if "request_human" in names and only_tells_of_somebody(text):
        names = [one for one in names if one != "request_human"] or ["nlu_fallback"]
    if "request_human" in names and is_own_title(text):
        names = [one for one in names if one != "request_human"] + ["identify_provider"]
    return Heard(
        intents=tuple(dict.fromkeys(names)),
        text=text,
        values=_values(message.get("entities") or [], text, expects),
        confidence=float(intent.get("confidence") or 0.0),
        piece=message.get("piece"),
        ambiguous=tuple(ALIASES.get(name, name) for name in message.get("ambiguous") or []),
        **counted,
    )


def _counted(message: dict[str, Any]) -> dict[str, Any]:
    """The backend's counts, which no "go back" and no "start over" undoes."""
    meta = (message.get("metadata") or {}).get("meta") or {}
    return {name: int(meta[name]) for name in ("silences", "misses", "rungs") if isinstance(meta.get(name), int)}


def _values(entities: list[dict[str, Any]], text: str, expects: str | None) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    typed = [t.replace("-", "").upper() for t in re.findall(r"[A-Za-z0-9-]*\d[A-Za-z0-9-]*", text) if len(t) >= 5]
    dates = [e for e in entities if str(e.get("entity")).startswith("date_of_")]
    right = put_right(text)
    events = _of_events(dates, text, expects)
    for entity in entities:
        name = ALIASES.get(str(entity.get("entity")), str(entity.get("entity")))
        value = entity.get("value")
        if entity in events:
            continue
        if right and entity in dates and _overlap(entity, {"start": right.start, "end": right.end}):
            value = right.day
        if entity not in dates and any(_overlap(entity, day) for day in dates):
            continue  # the digits of a date are no correction of an id
        if name == "date_of_service" and isinstance(value, str):
            value = {"start": value, "end": value}
        if isinstance(value, str):
            value = _as_typed(value, typed)
        if name == "claim_number" and re.search(rf"\bpt\W+{re.escape(str(value)[2:])}\b", text, re.I):
            name, value = "member_id", str(value)[2:]  # "pt 886604144M": the patient's
        if name in ("member_id", "claim_number") and re.search(
            rf"\bauth\b\W*(?:\w+\W+){{0,2}}{re.escape(str(value))}", text, re.I
        ):
            name = "auth_number"
        if name == "claim_number" and _OWN_ACCOUNT.search(text[: entity.get("start") or 0]):
            name = "account_number"
        if name == "person_name" and expects not in ("last_name", "person_name") and _is_who_calls(str(value), text):
            continue
        values = found.setdefault(name, [])
        if value not in (None, "") and value not in values:
            values.append(value)
    return found


_BEFORE_WHO_CALLS = (
    r"(?:my name(?: is|'?s)|this is|i am|i'?m|it'?s|its|that'?s|(?:speak|spoke|talk|talked|speaking|talking) (?:with|to)|"
    r"on (?:the phone )?with|"
    r"ask(?:ed)? for|attn:?|from|"
    r"(?:guy|rep|agent|biller|coder|manager|coworker|colleague|supervisor|receptionist|assistant|secretary|boss|nurse)|"
    r"(?:guy|rep|agent|lady|woman|man|girl|fella|fellow|gentleman|kid|person|someone|somebody|biller|coworker|manager|nurse|boss|"
    r"colleague|supervisor|coder|receptionist|assistant|secretary) (?:named|called|by the name of))"
)
_DOCTOR = r"(?:doctor|dr|surgeon|physician|provider|nurse)(?:'?s)?(?: name)?(?:'?s| is| was)?[ .]+"


def _is_who_calls(name: str, text: str) -> bool:
    """Whether one name alone tells who calls, was spoken with or treats: it proves nothing ("this is Tanya from billing",
    "your rep Craig said", "with doctor Haas")."""
    alone = re.escape(name.strip())
    title = r"(?:(?:an? )?(?:mr|mrs|ms|miss|mister|missus)\.?\s+)?"
    told = (
        rf"\b{_BEFORE_WHO_CALLS}\s+{title}{alone}\b|\b{_DOCTOR}{alone}\b|\b{alone}\s+(?:here|speaking)\b|"
        rf"^\W*(?:\w+\W+){{0,2}}{alone}\s*(?:@|from\b|over (?:at|in)\b)"
    )
    return " " not in name.strip() and re.search(told, text, re.I) is not None


_OWN_ACCOUNT = re.compile(
    r"\b(?:account|acct|pcn|patient control)\b(?:(?!\b(?:claim|clm|icn|dcn))[\w\s.:#',-]){0,25}$", re.I
)
""" "Our account A165953995": the practice's own number, which finds a claim and proves nobody."""
_CAME = (
    r"(?:got|received)(?=\s+(?:(?:the|a|an|our|your|my|this|that|their)\s+)?(?:\w+\s+)?"
    r"(?:it|checks?|payments?|letters?|notices?|records|denials?|eobs?)\b)"
)
_SERVED = (
    r"(?:seen|visits?|visited|services?|dos|treated|treatments?|surger(?:y|ies)|procedures?|appointments?|mris?|scans?|"
    r"x-?rays?|tests?|labs?|bloodwork|therapy|exams?|stay|done|admi\w+|er|care|about|for|from)"
)
_EVENT = re.compile(
    r"\b(?:paid|pays|processed|spoke|talked|called|told|faxed|sent|mailed|uploaded|signed|dated|cashed|posted|"
    rf"effective|termed|terminated|{_CAME})\b(?:\s+(?!{_SERVED}\b)[\w']+){{0,3}}?\s+(?:on|as of|back on)\s*$|"
    r"(?<!\bone )(?<!\bclaim )(?<!\bvisit )\bdated\s*$",
    re.I,
)


def _of_events(dates: list[dict[str, Any]], text: str, expects: str | None) -> list[dict[str, Any]]:
    """ "Aetna paid primary on 3/1", "I spoke with somebody on October 2": days of something else than a service.

    Where the day of service is asked for, a line with no other day answers it.
    """
    served = [one for one in dates if one["entity"] == "date_of_service"]
    events = [one for one in served if _is_of_an_event(text, one)]
    return [] if expects == "date_of_service" and len(events) == len(served) else events


def _is_of_an_event(text: str, entity: dict[str, Any]) -> bool:
    start = entity.get("start")
    return isinstance(start, int) and _EVENT.search(text[:start]) is not None


def _overlap(left: dict[str, Any], right: dict[str, Any]) -> bool:
    bounds = [left.get("start"), left.get("end"), right.get("start"), right.get("end")]
    return None not in bounds and bounds[0] < bounds[3] and bounds[2] < bounds[1]


def _as_typed(value: str, typed: list[str]) -> str:
    """What was typed whole stands as it was typed.

    "The last one H18175372804": a number word before an id is no part of it.
    """
    if value in typed:
        return value
    return next((t for t in typed if len(t) >= 6 and value.endswith(t) and len(value) - len(t) <= 2), value)


def nearly(said: str, before: str) -> bool:
    """Whether an id corrects the one said before: a character or two differ, or one is missing."""
    if len(said) == len(before):
        return sum(left != right for left, right in zip(said, before, strict=True)) <= 2
    longer, shorter = (said, before) if len(said) > len(before) else (before, said)
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))
