"""Days that are no day of service: of a letter or a check, of what was sent or filed, of a call, of a death."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from assistant.identifiers.said_date import SaidDate
from assistant.identifiers.text import before_it
from assistant.identifiers.vocabulary import FIGURES_SAID

PAYMENT = r"(?:checks?|cheques?|chk|ck|efts?|eras?|835|remit\w*|payments?|pymts?|pmts?|deposits?)"
_PAPER = rf"(?:{PAYMENT}|letters?|denials?|eobs?)"
_DIGITS_SAID = rf"(?:\W*\b(?:{FIGURES_SAID}|double|triple)\b)+"
_OF_A_PAPER = re.compile(
    rf"\b{PAYMENT}\s+dates?\W*(?:(?:of|from|between|is|was|are|range)\W+)?$|"
    rf"\b{_PAPER}\b(?:\W*(?:#|no\b\.?|number|for)?\W*(?:[\w,.-]*\d[\w,.-]*|{_DIGITS_SAID}))?\W+(?:dtd|dated)\W*$|\bdtd\W*$|\b(?:same\s+)?(?:denial|rejection|letter|answer)\s+(?:came\s+)?back\s+(?:on\s+)?$|"
    r"\b(?:wrote|sent|mailed|faxed|emailed)\s+(?:you|y'?all|them|ya|it|this|that)\s+(?:\w+\s+){0,3}?(?:letter|note|fax|email|appeal|paper|papers|records|request|form|message)\s+(?:back\s+)?(?:on|around)\s+(?:the\s+)?$|"
    r"\b(?:bills?|letters?|statements?|e\s?o\s?bs?|checks?|notices?|invoices?|papers?|envelopes?)\b[^.?!]{0,40}\b(?:came|arrived|showed\s+up|got\s+here|turned\s+up|landed)"
    r"(?:\s+(?:in\s+(?:the|my|our)\s+mail(?:box)?|here|just|to\s+(?:me|us|the\s+house)))?\s+(?:on\s+)?(?:the\s+)?$|"
    r"\bdropped\s+(?:me|us|him|her|them)\s+(?:on\s+)?$|\b(?:billed|sent|submitted|filed|keyed|typed)\s+(?:it\s+|that\s+)?as\s+$",
    re.IGNORECASE,
)
"""Days of a check, of a letter, of the end of a cover: nobody was treated on them."""
_A_PAYMENT_AFTER = re.compile(rf"\s+{PAYMENT}\b", re.IGNORECASE)
_DIED_THEN = re.compile(
    r"\b(?:passed(?:\s+away)?|died|deceased|we\s+(?:lost|buried)\s+(?:him|her|my\s+\w+)|funeral\s+was|dod\s*(?:was|is|:)?)\s+"
    r"(?:(?:on|in|back|just|last|us)\s+)*$",
    re.IGNORECASE,
)
_LAST_FOR_TODAY = re.compile(r"\b(?:last\s+one|all|enough|everything|it|done)\s+(?:\w+\s+)?for\s+$", re.IGNORECASE)
_IS_TO_BE = re.compile(
    r"\b(?:surgery|procedure|operation|appointment|appt|visit|scan|mri|test|birth|delivery|she|he|it)(?:'s|\s+is)\s+(?:due\s+|set\s+for\s+|scheduled\s+for\s+|on\s+)*$|"
    r"\b(?:due|scheduled|set|booked)\s+(?:for|on|in)\s+$",
    re.IGNORECASE,
)


_PAPERS = (
    r"(?:appeals?|reconsiderations?|recons?|letters?|ltrs?|denials?|e\s?o\s?bs?|forms?|records|notes|paper\w*|disputes?|grievances?|"
    r"packets?|requests?|checks?|applications?|documents?|statements?|cards?|notices?|responses?|answers?|decisions?|mail|"
    r"(?:(?:first|second|third|1st|2nd|3rd)\W+)?levels?(?:\s+(?:one|two|three|[123]))?(?:\s+appeals?)?|redeterminations?|rebuttals?)"
)
_WHOSE = r"(?:(?:the|an?|our|my|your|ur|yr|his|her|their|this|that|another|one\s+of\s+your|y'?all'?s)\s+)?"
_BACK_AND_FORTH = (
    r"(?:(?:in|over|off|out|back|to\s+(?:you|y'?all)|from\s+(?:you|y'?all)|in\s+the\s+mail|about\s+(?:it|this|that)|saying\s+no)\s+)*"
    r"(?:on\s+)?(?:the\s+)?$"
)
_APPEAL = (
    r"(?:appeals?|reconsiderations?|recons?|grievances?|disputes?|redeterminations?|"
    r"(?:first|second|third|1st|2nd|3rd|appeal)\s+levels?)"
)
_APPEALED = (
    rf"\b{_APPEAL}\s+(?:(?:that|which|went|was|were|got|been|i|we|he|she|they|had|have|has)\s+){{0,3}}"
    r"(?:went|sent|in|out|filed|submitted|mailed|faxed|received|started|opened|dated|uploaded|to\s+(?:you|y'?all|the\s+portal))\s+"
    rf"{_BACK_AND_FORTH}|\b(?:did|requested|asked\s+for|started|opened|put\s+(?:through|in\s+for)|uploaded|logged)\s+{_WHOSE}"
    rf"(?:\w+\s+){{0,2}}?{_APPEAL}\s+(?:(?:to|on|through|thru)\s+(?:the|your|ur)\s+(?:portal|website|site|fax)\s+)?{_BACK_AND_FORTH}"
)
""" "Our second level went in september second", "requested a recon 9/28"."""
_SENT_THEN = re.compile(
    rf"{_APPEALED}|"
    r"\b(?:sent|mailed|faxed|e-?mailed|filed|refiled|submitted|resubmitted|uploaded|turned\s+in|put\s+in|received|rec'?d|rcv'?d|"
    r"recvd|rcd|(?:re)?sub'?d|(?<!never\s)(?<!not\s)pd|overnighted|shipped)\s+"
    rf"(?:(?:it|that|them|this|you|y'?all|in|over|off|out|back|elec\w*\.?|certified|overnight|(?:by|via|thru)\s+\w+)\s+)*"
    rf"(?:{_WHOSE}(?:\w+\s+){{0,2}}?{_PAPERS}\s+)?{_BACK_AND_FORTH}|"
    rf"\b(?:got|opened|cashed|deposited)\s+{_WHOSE}(?:\w+\s+){{0,2}}?{_PAPERS}\s+{_BACK_AND_FORTH}|"
    rf"\b(?:put|dropped|stuck|popped|stuffed)\s+(?:it|that|them|{_WHOSE}(?:\w+\s+){{0,2}}?(?:{_PAPERS}|bills?|claims?))\s+(?:back\s+)?"
    r"(?:in|into|at|off\s+at|off)\s*(?:(?:the|an?|your)\s+)?(?:mail(?:box)?|envelope|post\s?(?:office|box)?|box|fax|drop\s?box)?\s+(?:on\s+)?$|"
    r"\b(?:checks?|payments?|efts?|letters?|notices?|denials?)\s+(?:(?:was|were|got|went|is|has\s+been)\s+)?"
    r"(?:cut|issued|printed|mailed|sent|cleared|cashed|deposited|written|out|voided|reissued)\s+(?:out\s+)?(?:on\s+)?$|"
    r"\b(?:checks?|payments?|efts?|letters?|notices?)\s+(?:that\s+)?(?:you|u|they|y'?all)\s+(?:guys\s+|all\s+)?"
    r"(?:cut|issued|sent|mailed|wrote|posted|printed|made)\s+(?:(?:out|me|us|on|back)\s+)*$",
    re.IGNORECASE,
)
""" "Sent the reconsideration august third", "rec'd your denial 10/4", "the check was cut october sixth"."""
_CHANGED_THEN = re.compile(
    r"\b(?:cob|address|file|info|record|plan|pcp|enrollment|insurance|coordination)\s+(?:was\s+|got\s+|been\s+)?(?:updated|changed|fixed|added|verified|corrected)\s+"
    r"(?:on\s+|back\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
""" "Cob updated 9/1"."""
_IN_A_CALL = re.compile(
    r"\b(?:(?:hung|hang|hangs)\s+up\s+on(?:\s+me)?|disconnected|transferred|on\s+hold|yelled\s+at|lied\s+to|rude(?:\s+to\s+\w+)?|"
    r"(?:talked|talking|spoke|spoken|speaking|chatted)(?:\s+(?:to|with)\s+\w+)?|called(?:\s+(?:you|in|back|y'?all))?)\s+"
    r"(?:(?:by|me|us|again|on|back|just|here)\s+)*$|"
    r"\b(?:how|the\s+way)\s+(?:\w+\s+){1,4}?(?:treated|handled|spoken\s+to|talked\s+to|acted)\s+(?:\w+\s+){0,4}?(?:on\s+)?$",
    re.IGNORECASE,
)
""" "How i was treated on friday": nobody was treated for anything."""
_IN_A_LIFE = re.compile(
    r"\b(?:moved|relocated|retired|(?:re)?married|divorced|hired|laid\s+off|quit|graduated|deployed)\s+"
    r"(?:(?:here|there|back|out|away|from\s+work|(?:in|to|from)\s+\w+)\s+)*(?:on\s+)?$|"
    r"\bdeadline(?:'s|\s+is|\s+was)?\s+(?:(?:is|it|it's|by|on|the)\s+)*$",
    re.IGNORECASE,
)
_COVER = (
    r"(?:medicare|medicaid|tricare|cobra|champva|aetna|cigna|humana|kaiser|anthem|blue\s+cross|bcbs|part\s+[abcd]|"
    r"(?:insurance|plan|carrier|coverage|policy|payer)s?)"
)
_BEGAN = (
    r"(?:start(?:s|ed|ing)?|began|begins?|kick(?:s|ed)\s+in|end(?:s|ed)|term(?:ed|inated|inates|s)|stop(?:s|ped)|quit|laps(?:ed|es)|"
    r"ran\s+out|(?:went|goes|gone)\s+(?:into\s+effect|active|live|primary|secondary|first)|bec(?:ame|omes?)|took\s+over|dropped|"
    r"switched|enrolled|signed\s+up|cancell?ed|picked\s+up|got\s+on|went\s+on)"
)
_NO_VISIT = (
    r"(?:\s+(?!(?:claims?|visits?|services?|seen|dos|denied|billed?|paid|for(?!\s+(?:me|us|him|her|them)\b)|about|and|because|so|"
    r"stay|surgery)\b)[\w']+)"
)
_OF_A_COVER = re.compile(
    rf"\b{_COVER}\b{_NO_VISIT}{{0,4}}?\s+{_BEGAN}\b(?:\s+for\s+(?:me|us|him|her|them))?{_NO_VISIT}{{0,3}}?\s+$|"
    rf"\b{_BEGAN}\b{_NO_VISIT}{{0,4}}?\s+{_COVER}{_NO_VISIT}{{0,2}}?\s+$",
    re.IGNORECASE,
)
""" "Part b started for me november first", "termed with the old carrier march thirty first"."""
_OF_A_TRACE = re.compile(
    r"\b(?:trace|e\s?f\s?t|check|cheque|remit\w*)\b[^.?!]{0,30}\b(?:the|that|your|a)\s+(?:payment|deposit)\s+"
    r"(?:(?:made|sent|you\s+(?:made|sent)|posted)\s+)?(?:on|from|of)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
""" "The trace number for the payment on october second": the day of the payment itself."""
_SINCE = re.compile(r"\bsince\s+(?:(?:the|about|around|like|maybe|last|way\s+back)\s+)*$", re.IGNORECASE)
_IN_TIME = re.compile(
    r"\b(?:too\s+late|how\s+late|how\s+long|cut\W?off|deadline|time\s+limit|turn(?:ing)?\s+(?:(?:it|them|these|this)\s+)?in|"
    r"still\s+(?:send|submit|turn|file))\b",
    re.IGNORECASE,
)
""" "We only found these bills from february, is it too late": the month of papers, no request for a list."""
_A_VISIT_AFTER = re.compile(
    r"\W*(?:\w+\s+)?(?:visits?|appointments?|appts?|services?|surger(?:y|ies)|stays?|claims?|ones?)\b", re.IGNORECASE
)
_THAT_DAY = re.compile(
    r"\b(?:bill(?:ed)?|claim|charges?|visit|stay|denied|rejected|refused|pay)\b[^.?!]{0,40}\bthat\s+(?:same\s+|very\s+)?"
    r"(?:day|night|date|morning|evening)\b",
    re.IGNORECASE,
)
_ANSWERED = re.compile(r"\bit(?:'s|\s+is)\s+(?:on\s+)?(?:the\s+)?$", re.IGNORECASE)
_COMING = re.compile(
    r"\b(?:surgery|procedure|operation|appointment|appt|delivery|due|scheduled|set|booked|upcoming|coming\s+up)\b",
    re.IGNORECASE,
)
""" "It's march ninth", where a day was asked for; but "his surgery, it's …"."""
_SOON = 120


def billed_that_day(text: str, end: int) -> bool:
    """ "My father died on October 4 and you rejected the bill for that day"."""
    return _THAT_DAY.search(text, end) is not None


def no_day_of_service(text: str, start: int, end: int, day: SaidDate, today: date, *, asked: bool) -> bool:
    """Whether the day at characters [start, end) is one of a paper, of a call, of a death, or of a surgery yet to come;
    `asked`: a day was asked for."""
    before, after = before_it(text, start), text[end:]
    if _DIED_THEN.search(before):
        return not billed_that_day(text, end)
    if _OF_A_PAPER.search(before) or (not asked and _A_PAYMENT_AFTER.match(after)):
        return True
    if not asked and not day.end and _happened_besides(before, after):
        return True
    if day.vague and day.day is None and not day.fixed and _IN_TIME.search(text):
        return True
    if day.fixed == (today, today) and _LAST_FOR_TODAY.search(before):
        return True
    if day.year is not None or day.day is None or day.fixed or not _IS_TO_BE.search(before):
        return False
    if asked and _ANSWERED.search(before) and not _COMING.search(before):
        return False
    years = (today.year, today.year + 1)
    coming = [c[0] for year in years if (c := replace(day, year=year).as_service(today)) and c[0] > today]
    return bool(coming) and (coming[0].year == today.year or (coming[0] - today).days <= _SOON)


def _happened_besides(before: str, after: str) -> bool:
    """Whether what was done then is no service: something was sent, somebody was called, a while began."""
    if _A_VISIT_AFTER.match(after):
        return False
    return any(told.search(before) for told in _BESIDES)


_BESIDES = (_SENT_THEN, _CHANGED_THEN, _IN_A_CALL, _IN_A_LIFE, _OF_A_COVER, _OF_A_TRACE, _SINCE)
