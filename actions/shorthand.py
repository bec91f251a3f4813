"""What an office types short: "allwd?", "clm #", "dt pd", "allowed, paid, pt share pls": facts of the claim at hand. Pure.

A line that is nothing but names of facts asks for them, in the order said. The same names in words are heard alike.
"""

from __future__ import annotations

import re

_IN_FULL = (
    (r"(?<=\w)\s*/\s*(?=(?:chk|ck|chq|check|eft|ach)\b)", " or "),
    (r"\b(?:al+o?wd|al+wed|alwd)\b", "allowed"),
    (r"\b(?:amt|amnt)s?\b", "amount"),
    (r"\b(?:chk|ck|chq|cheque)\b", "check"),
    (r"\b(?:clm|clms)\b", "claim"),
    (r"\b(?:pymt|pmt|pymnt|paymt|pmnt)s?\b", "payment"),
    (r"\b(?:dt|dte)\b", "date"),
    (r"\b(?:pd)\b", "paid"),
    (r"\b(?:rcvd|rec'?d|recvd|rcd|recieved)\b", "received"),
    (r"\b(?:proc'?d|prcsd|processd)\b", "processed"),
    (r"\b(?:rsn|reasn)\b", "reason"),
    (r"\b(?:ddl|dl|ddline|deadln)\b", "deadline"),
    (r"\b(?:pt|pat|mbr|mem)\b(?='?s?\s+(?:resp|share|bal|port|liab|owe|part))", "patient"),
    (r"\b(?:resp|respons)\b", "responsibility"),
    (r"\b(?:bal)\b", "balance"),
    (r"\b(?:ded|deduct)\b", "deductible"),
    (r"\b(?:co-?ins)\b", "coinsurance"),
    (r"\b(?:sts|stat|stts)\b", "status"),
    (r"\b(?:chgs?|chrgs?)\b", "charges"),
    (r"\b(?:addr|addy)\b", "address"),
    (r"\b(?:corr|corrctd)\b(?=\s+claim)", "corrected"),
    (r"\b(?:dnd|dend|dnied)\b", "denied"),
    (r"\bref\b(?=\s*(?:#|no\b|nbr|num))", "reference"),
    (r"(?<=\w)\s*#|\b(?:nbr|num)\b|(?<=claim )no\b|(?<=check )no\b|(?<=trace )no\b|(?<=payment )no\b", " number"),
)
_SHORT = tuple((re.compile(short, re.I), whole) for short, whole in _IN_FULL)

_PAYMENT = r"(?:payment|check|eft|ach|check or eft|eft or check|transfer|remit(?:tance)?)"
_ENDED = r"(?:finali[sz]ed|processed|adjudicated|decided|completed|closed)"
_PATIENT = r"(?:patient|member)(?:'?s)?"
_FACTS = (
    ("ask_claim_number", r"claim (?:number|id)|claim control number|control number|icn|dcn|tcn|ccn"),
    ("paid_when", rf"(?:paid|{_PAYMENT})(?: issue)? date|date(?: of)? (?:the )?(?:paid|{_PAYMENT}|issued)|paid (?:on|when)|"
                  r"when paid|issue date"),
    ("paid_under", rf"{_PAYMENT} (?:number|id|reference(?: number)?)|trace(?: number)?|trn(?: number)?|"
                   rf"(?:reference )?number of (?:the )?{_PAYMENT}"),
    ("ask_payment", r"paid(?: amount)?|amount paid|(?:net |plan )?paid|payment(?: amount| info| details)?|net pay"),
    ("ask_allowed", r"allowed(?: amount)?|allowable(?: amount)?|amount allowed"),
    ("ask_charge", r"billed(?: amount)?|amount billed|(?:total |billed )?charges?|total billed|charge amount"),
    ("ask_amount_owed", rf"{_PATIENT} (?:share|resp\w*|port\w*|liab\w*|balance|part|owes?|amount)|pr(?: amount)?|"
                        r"co-?pay|co-?insurance|deductible"),
    ("ask_dates", rf"received(?: on| when| date)?|(?:date|when) (?:received|of receipt|{_ENDED}|denied)|"
                  rf"{_ENDED}(?: on| when| date)?|date of (?:the )?denial|(?:denial|process(?:ing)?|decision|"
                  rf"finali[sz]ation) date|"
                  r"denied (?:on|when|date)"),
    ("ask_denial_reason", r"(?:denial |the )?reason(?: denied| for (?:the )?denial)?|why denied|denied why|"
                          r"(?:dx|diagnosis|coding|modifier|auth|authorization|eligibility|cob|medical necessity|timely filing|"
                          r"timely|duplicate|dup) (?:issue|problem|related)"),
    ("ask_appeal_rights", r"appeal (?:deadline|limit|time ?frame|last day|by|due(?: date)?|until)|(?:deadline|last day|limit) "
                          r"(?:to|for) (?:an |the )?appeal"),
    ("ask_next_step", r"next steps?|action needed|what next"),
    ("check_claim_status", r"status|dos|date of service"),
)  # fmt: skip
_NAMES = tuple((wish, re.compile(words, re.I)) for wish, words in _FACTS)
_BESIDE = re.compile(
    r"^(?:(?:the|your|its|a|and|also|plus|just|ok|so|now|need|with)\W+)+|"
    r"(?:\W+(?:please|pls|plz|thx|thanks|ty|again|too|of it|for it|on it|of that|for that|on that|for this|on this|of this))+$",
    re.I,
)
_PARTS = re.compile(r"\s*(?:[,;+&]|\band\b|\bplus\b|\?\s+(?=\w)|\s/\s)\s*", re.I)
_MARKS = " .?!:-"
_HELD_BY_PAYMENT = frozenset({"ask_allowed", "paid_when", "paid_under"})
_PAID = frozenset({"paid", "partly_paid", "patient_share"})
_FACTS_MAX = 6


def written_out(text: str) -> str:
    """The line with what offices type short in full."""
    for short, whole in _SHORT:
        text = short.sub(whole, text)
    return " ".join(text.split())


def facts_asked(stage: str, text: str) -> list[str] | None:
    """The wishes of a line that is nothing but names of facts; None where a part of it says anything else."""
    whole = written_out(text)
    parts = [_BESIDE.sub("", part.strip(_MARKS)).strip(_MARKS) for part in _PARTS.split(whole)]
    named = [_named(_with_its_noun(parts, place)) for place in range(len(parts)) if parts[place]]
    if not named or None in named or len(named) > _FACTS_MAX:
        return None
    wishes = list(dict.fromkeys(wish for wish in named if wish is not None))
    if stage not in _PAID or len(wishes) > 1:  # the allowed amount is told with the payment, or that there is none
        wishes = list(dict.fromkeys("ask_payment" if wish == "ask_allowed" else wish for wish in wishes))
    wishes = [wish for wish in wishes if not (wish in _HELD_BY_PAYMENT and "ask_payment" in wishes)]
    usual = wishes == ["ask_payment"] and whole == " ".join(text.split())
    return None if usual else wishes  # asked in whole words it is heard as it is


def _with_its_noun(parts: list[str], place: int) -> str:
    """ "Check number and date": the date is the check's, as the first part says."""
    before = re.match(r"(check|eft|payment|trace|trn)\b", parts[place - 1], re.I) if place else None
    return "paid date" if before and re.fullmatch(r"date", parts[place], re.I) else parts[place]


def _named(part: str) -> str | None:
    return next((wish for wish, words in _NAMES if words.fullmatch(part)), None)
