"""The kind an unlabelled number shows by itself and by what the line speaks of; nothing where that stays open."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.identifiers.known_names import FAMILY_NAMES, FIRST_NAMES
from assistant.identifiers.letters import Unit
from assistant.identifiers.likely_kind import likelier
from assistant.identifiers.line import Line
from assistant.identifiers.line_births import IS_HERE
from assistant.identifiers.named_of_what import PERMITTED_FOR, told_instead
from assistant.identifiers.patient_blocks import member_of_the_block
from assistant.identifiers.procedures_said import paired
from assistant.identifiers.runs import Match, best_match
from assistant.identifiers.segments import Run, plain_characters, said_units
from assistant.identifiers.shapes import CHECKS, is_numbered_as_procedure, shape
from assistant.identifiers.vocabulary import DIGITS, NATO

_ABOUT_PROCEDURES = re.compile(
    r"\b(codes?|cpt|procedure|modifier|bundl\w*|unbundl\w*|lines?|level|downcod\w*|upcod\w*|auth\w*|pa|pre[- ]?cert\w*|"
    r"cover\w*|den(y|ied|ial)|billed|mri|ct|require|pay(?:s|ing)?|paid|kick(?:ed|ing)?|units?|allow(?:s|ed|ing)?|reimburse\w*|"
    r"shots?|vaccin\w*|injections?|infusions?|density|scans?|x-?rays?|ultrasounds?|trial|surger\w*|biops\w*|screenings?|cpr|[ae][ckem]g|"
    r"p2p|peer.to.peer|(?:doctor|doc|md)\s+to\s+(?:doctor|doc|md)|good\s+for|(?:do|does|you|u|they)\s+take|responsib\w*|"
    r"(?:left|right|bilat\w*|both)\s+(?:knees?|hips?|shoulders?|eyes?|arms?|legs?|foot|feet|ankles?|wrists?|hands?|ears?|breasts?|sides?)|"
    r"sessions?|visits?|evals?|reject\w*|bounce[ds]?|toss(?:ed)?|thrown\s+out|process\w*|appl(?:y|ied)|charge[ds]?|rates?|"
    r"fee\s+(?:schedules?|sched)|unpaid|allow(?:s|ances?|able)?|frequency|payable|reimbursement|prevent\w*|inpatient|outpatient|experimental|investigational|necessary|bilateral)\b",
    re.IGNORECASE,
)
_COVER = re.compile(
    r"\b(?:elig\w*|coverage|cov'?d|cov|still\s+covered|termed|benefits?|deductible|ded|active|in\s+force|date\s+of\s+birth|dob|born|"
    r"(?:visits|sessions)\b[^.?!]{0,25}\b(?:left|remaining|used)|hearing\s+aid\s+(?:money|allowance|benefit))\b",
    re.IGNORECASE,
)
_OTHER_COVER = re.compile(r"\b(?:primary|secondary|tricare|other\s+insurance|cob)\b", re.IGNORECASE)
_CLAIM = re.compile(
    r"\b(?:p(?:atien)?t\s+resp\w*|claims?|clm|icn|dcn|status|remit|eob|paid|denied|has\s+to\s+pay|owes?)\b",
    re.IGNORECASE,
)
_CLAIM_TALK = re.compile(
    r"\b(?:claims?|clms?|icn|dcn|status|stat|paid|pay|payments?|pymts?|pd|den(?:y|ied|ial)|appeal\w*|owes?|resp\w*|finali[sz]ed?|process\w*|pend\w*|"
    r"next|another|one\s+more|1\s+more|copay|deductible|allowed|remit\w*|eob|received|reprocess\w*|adjudicated|contest\w*|disput\w*|"
    r"recon\w*|thrown\s+out|knocked\s+out|where\s+we\s+stand|decided|decision|checks?|835|kicked\s+(?:out|back)|bounced|fought|fight\w*|resubmit\w*|moved|kicked|(?:my|their|patient'?s?)\s+(?:part|share|portion)|"
    r"underpa\w+|overpa\w+|fee\s+sched\w*|the\s+hold\W?up|records|notes|invoice|itemi[sz]ed|level|any\s+updates?|is\s+doing|grievance|adjudicat\w*|finaled)\b",
    re.IGNORECASE,
)
_TAX = re.compile(r"\b(?:tin|ein|tax)\b", re.IGNORECASE)
_NAMES_A_PROCEDURE = re.compile(
    r"\b(?:trial|procedure|surgery|scan|injection|code|test|study|therapy|implant|visit)\s+(?:is|was|code|code\s+is)\W*$",
    re.IGNORECASE,
)
_ON_ONE = re.compile(r"\b(?:on|for|of|billed|did)\s+an?\s+$", re.IGNORECASE)
""" "Looking for status on a nine nine two one four"."""
_ANESTHESIA = re.compile(r"\ban(?:a)?esth\w*|\bepidural\b", re.IGNORECASE)
"""Its procedures alone are numbered from zero on."""
_NO_PROCEDURE = re.compile(
    r"\b(?:zip|near|around|live[sd]?|living|address|box(?!\s+(?:(?:number\s+)?\d{1,2}[a-z]?\b(?!-)|(?:twenty|thirty)\b))|suite|room|apt|ext|extension|tax|tin|ein|last\s+(?:five|5)|end(?:s|ing)?|group\s+(?:number|num|no|id|plan|is)|pin|badge|"
    r"passcode|card|ref(?:erence)?|miles?)\b",
    re.IGNORECASE,
)
"""What else five figures may be."""
_THE_ONE = re.compile(
    r"\b(?:the|a|an|this|that|my|our|your|his|her|each|every|per|both|cpt|why\s+(?:did|was|is|does))\s+$", re.IGNORECASE
)
_PRICE_OF = re.compile(r"\W*(?:(?:for|on)\W*)?(?:(?:an?|the|my|our)\s+)?", re.IGNORECASE)
_WHAT_HAPPENED = re.compile(
    r"\s+(?:was|were|is|are|got|gets|keeps?|came|come|needs?|did|didn't|does|doesn't|isn't|wasn't|won't|not|has|hasn't)\b",
    re.IGNORECASE,
)
_TO_CALL = re.compile(
    r"\b(?:call(?:s|ing|ed)?\s*-?\s*(?:back|me|us|him|her|them|at|on|from)|callback|(?<!on\sthe\s)phone|(?:ring|text|phone|telephone)\s+(?:me|us|him|her|them|at)|(?:get|catch|try|find)\s+(?:(?:a\s*)?hold\s+of\s+)?(?:me|us|him|her|them)(?:\s+\w+){0,3}?\s+(?:at|on)|"
    r"(?:ring|text|phone|telephone|call|contact)\s+(?:back\s+)?(?:(?:the|my|our|your|his|their)\s+(?:\w+\s+)?(?:clinic|office|doctor|daughter|son|wife|husband|sister|brother|mother|"
    r"father|mom|dad|nurse|niece|nephew|caregiver|aide|manager|biller|cell|mobile|house|home|shop|work|desk|line))\b|"
    r"\ba\s+(?:ring|call|buzz|shout|callback)\b|(?:his|her|their|my|our)\s+(?:(?:cell|phone|work|home)\s+)?number's|leave\s+(?:a\s+)?(?:message|word|voicemail)|"
    r"dial|cell|mobile|tel|cb|reach|(?:he's|she's|they're|i'm|(?:he|she)\s+is|they\s+are|i\s+am)\s+at|number\s+(?:to|is)|my\s+number|best\s+number|area\s+code|back\s+(?:at|on))\b",
    re.IGNORECASE,
)
_CALL_BEFORE = re.compile(
    r"\b(?:call|ring|text|fax(?:ed)?(?:\s+(?:it|them|this|that))?(?:\s+(?:number|num|no|over))?)\W*(?:to|at|is|was)?\W*$|"
    r"\b(?:ph|phone|tel|cell|fax|direct(?:\s+line)?|cb|call\s?back)\W{0,3}$",
    re.IGNORECASE,
)
_WRITTEN_AS_PHONE = re.compile(r"\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}")
_SENT_TO = re.compile(r"\b(?:re)?(?:fax|send|text|transmit)\w*\b[^.?!]*\b(?:to|at)\s+$", re.IGNORECASE)
""" "Refax the remit for check … to nine seven three …", where ten digits can be dialled."""
_NUMBER_IS_WRONG = re.compile(
    r"\bnumber\b(?:\s+\w+){0,4}?(?:'s|\s+is|\s+was)\s+(?:\w+\s+)?(?:wrong|off|old|not\s+right|incorrect|changed|no\s+good|out\s+of\s+date)\b.{0,30}"
    r"\b(?:should(?:\s+be)?|it's|it\s+is|new\s+one\s+is|new\s+one's|now|change\s+it\s+to)\s+$",
    re.IGNORECASE,
)
_WHO_IS_HERE = re.compile(rf"{IS_HERE}$", re.IGNORECASE)
_CAN_BE_DIALLED = re.compile(r"[2-9]\d{2}[2-9]\d{6}")
"""Area code and exchange begin with 2 to 9 (North American Numbering Plan)."""
_MEMBER_BEFORE = re.compile(
    r"\b(?:(?:(?<!same\s)(?:pt|patient|member|mbr|subscriber)|(?:clms|claims|every\s+(?:claim|clm))(?:\s+(?:on\s+file|(?:do\s+)?you\s+have))?\s+(?:for|on|of)|(?:elig\w*|benefits|coverage)(?:\s+(?:for|on|of))?)\W*|"
    r"my\s+(?:own\s+)?(?:number|num|#)(?:\s+(?:is|was|to\s+me))?\W*|need\w*\s+(?:an?\s+)?(?:pa|auth\w*|pre-?cert\w*|referral)\s+(?:for|4)\W*|"
    r"\b(?:auth\w*|pa|pre-?cert\w*)\s+on\s+file\s+(?:4|for)\W+(?:[A-Z]?\d{4,5}\W+)?(?:(?:for|4)\s+)?|"
    r"\b(?:visits?|sessions?|days?)\b[^.?!]{0,30}\b(?:left|remaining|used|over)\s+(?:\w+\s+){0,2}?(?:on|for|under)\W*|^\W*(?:(?:hi|hello|yeah|so|well|um|uh)\W+)*i'?m\W*|card\s+(?:it'?s|says|reads|shows)\W*|\bid\b.*\b(?:new|right|correct)\s+one(?:'s|\s+is)?\W*)$",
    re.IGNORECASE,
)
_OF_ANOTHER_KIND = re.compile(
    r"\b(?:auth\w*|precert\w*|referral|member|mbr|subscriber|card|trace|tax|tin|ein|npi|group|social|ssn|routing|zip)\b",
    re.IGNORECASE,
)
_TELLING = 3
"""Beside so many other words five figures where procedures are numbered are one."""
_LONGER = frozenset({"npi", "member_id", "phone_number"})
_NO_NUMBER = frozenset({"person_name", "date_of_birth", "date_of_service"})
_SHORTEST, _SPOKEN_ALONE, _TEN = 7, (7, 8), 10
_OF_AN_INSURER = 10
_ONE_BY_ONE, _WORDS_BESIDE, _LETTERS = 5, 3, 4
"""A number of so many figures, where a claim is spoken of, is that claim's."""
_CLAIM_BEFORE = re.compile(
    r"\b(?:status|(?:records?|notes|reports?|invoice|itemi[sz]ed|paperwork|papers|docs|documents|documentation|clinicals?|attachments?|"
    r"x-?rays?|images?|letter|eob|remit)(?:\s+(?:you|they|u)\s+(?:asked|wanted|requested|need)(?:\s+for)?)?|"
    r"ones?|questions?|problem|issue|update|news|word|trouble|decision|happening|going\s+on|went\s+on|happened|look(?:ing|ed)?|check(?:ing|ed)?)"
    r"\s+(?:on|of|for|4|about|with|into|in\s+on|re)\W*(?:(?:the|this|that|my|our)\W+)?(?:claims?\W*)?(?:\#\W*)?$",
    re.IGNORECASE,
)
_DONE_AGAIN = re.compile(
    r"\b(?:reprocess|re-?work|re-?open|re-?run|re-?adjudicate|re-?evaluate|re-?price|re-?submit|re-?bill|re-?consider)(?:ed|ing)?\s+"
    r"(?:(?:the|this|that|my|our|for|number)\s+)*$",
    re.IGNORECASE,
)
""" "… and then reprocess four oh four p d one one nine": only claims are."""
_AUTH_GIVEN = re.compile(
    r"\b(?:auth\w*|pre-?cert\w*|referral|approval)\b(?:(?!\b(?:member|subscriber|patient|claim|npi|born|dob|for)\b)[^.?!]){0,40}"
    r"\b(?:number|given|gave\s+(?:me|us)|says?|said|reads?|shows?|wrote\s+down)\b(?:\s+(?:i|we|they|you|me|us|was|were|have|had|got|gave|given|down|is|it's|as))*\W*$|"
    r"\b(?:auth\w*|pre-?cert\w*|referral|approval)\s+(?:on\s+file\s+)?for\s+(?!(?:member|claim|npi)\b)(?:[a-z]+\s+){1,4}"
    r"(?:(?:i|we)\s+(?:show|see|have|got)|i'm\s+showing|i've\s+got)\s+(?:it\s+as\s+)?$",
    re.IGNORECASE,
)
_DAYS_GRANTED = re.compile(
    r"\b(?:(?:start|begin)\w*\W+(?:(?:and|to|n)\W+)?(?:end|stop|exp)\w*\s+dates?|dates?\s+(?:span|range)s?|valid\s+dates?)\s+(?:for|on|of|4)\W*$",
    re.IGNORECASE,
)
""" "Start/end dates on RX5512087": the days for which leave was given."""
_AUTH_AFTER = re.compile(
    r"^\W*(?:(?:is|was|it)\s+){0,2}(?:the|a|an|our|my|that)\s+(?:\w+\s+)?(?:auth\w*|pre-?cert\w*|approval|referral)\b",
    re.IGNORECASE,
)
"""The number of an authorization, told by what stands before or after it."""
_BY_YEAR = re.compile(r"[A-Za-z]{1,3}\d{2}-\d{5,}")
"""Claims numbered by year: R26-118045."""
_BY_DAY = re.compile(r"2\d(?:[0-2]\d\d|3[0-6]\d)-(?:[A-Za-z]{1,3}\d{0,5}|\d{1,3}[A-Za-z]{1,3}|\d{4,7})")
"""Claims numbered by year and day of the year: 25118-WB, 25118-4471."""
_FORM_NAME = re.compile(r"(?:CMS|HCFA)1500S?|UB0?(?:4|92)S?|CMS\d{4,5}[A-Z]?|DD\d{4}")
_PAYMENT_PREFIX = re.compile(r"(?:EFT|CHK|CK|ACH|TRN)[-\s]?\d{4,}", re.IGNORECASE)
_PAYMENT_AFTER = re.compile(
    r"^\W*(?:that's|that\s+is|that\s+was|is|was|it's)\s+(?:a|an|the|your|our)\s+(?:\w+\s+)?(?:check|cheque|card|eft|payment|wire|trace)\b",
    re.IGNORECASE,
)
_OF_A_TRACE = re.compile(
    r"\b(?:e\s?f\s?t|trace)\b(?:(?!\bclaim)[^.?!\d]){0,45}\b(?:whole|full|entire|all|rest)\b"
    r"(?:(?!\bclaim)[^.?!\d]){0,20}\b(?:is|was|it's)\W*$|"
    r"\b(?:a|the|your|that|this|my|our)\s+(?:check|cheque|e\s?f\s?t)\s+(?:for|of)\s(?:(?!\b(?:claim|member|phone|tax|id|npi)\b)[^?!]){1,70}\W(?:number|num|no|\#)\W*$|"
    r"\b(?:the|this|that|our|my|your|an?|another|last|one)\s+(?:\w+\s+)?(?:check|cheque|e\s?f\s?t|payment)(?:'s)?\b(?!\s+on\b)(?:\s+for)?"
    r"(?:(?!\b(?:claim|member|phone|tax|i\s?d|npi|auth\w*|group|account|acct|policy|for)\b)[^?!\d]){1,50}\b(?:number|num|no|\#)(?:\s+on\s+it)?(?:'s|\s+is|\s+was)?\W*$|"
    r"\bcheck\s+(?:came|bounced|was|never|got|expired|is)\b(?:(?!\b(?:claim|member|phone|tax|npi|auth\w*)\b)[^?!\d]){1,50}\b(?:number|num|no|\#)(?:\s+on\s+it)?(?:'s|\s+is|\s+was)?\W*$|"
    r"\b(?:check|cheque|e\s?f\s?t)\b(?:(?!\b(?:claim|member|phone|tax|npi|auth\w*|policy|account)\b)[^?!\d]){1,70}\b(?:void|stop|cancel|cut|re-?issue|re-?send|re-?cut|replace|re-?print|mail|trace)\b"
    r"(?:(?!\b(?:claim|member|phone|tax|npi|auth\w*|policy|account|call|me|reach)\b)[^?!\d]){1,40}?\b(?:it'?s|it\s+is|it\s+was|(?<!my\s)(?<!our\s)(?<!his\s)(?<!her\s)number|that\s+one\s+is|that's)\W*$|"
    r"\btrace\b(?:(?!\b(?:claim|npi|tax|member|number))[^.?!\d]){0,40}$",
    re.IGNORECASE,
)
""" "A trace ending … wait, the whole of it is 5501277"."""
_MY_NUMBER = re.compile(r"\b(?:my|our|his|her|their)\s+number(?:'s|\s+is)?\W*$", re.IGNORECASE)
_PEER_TO_PEER = re.compile(
    r"\b(?:p2p|peer\W*to\W*peer|medical\s+director|(?:physician|doctor|doc|md)\W*to\W*(?:physician|doctor|doc|md)|"
    r"(?:doctor|md|physician|surgeon)\s+wants?\s+to\s+(?:talk|speak)\s+(?:to|with))\b",
    re.IGNORECASE,
)
"""Doctors talk before a service is refused for good: what is numbered there is the authorization, unless a claim is named."""
_OF_A_CLAIM = re.compile(r"\b(?:claim|clm|appeal)", re.IGNORECASE)
_AUTHORIZED = re.compile(r"(?:PA|AUTH|UM)\d{5,8}")
"""Prefixes under which authorizations are numbered."""
_PEER_BEFORE = re.compile(r"\b(?:p2p|peer\W*to\W*peer)\W+(?:(?:for|4|on|re|about)\W*)?$", re.IGNORECASE)
_PERMITTED_AFTER = re.compile(
    r"^\W*(?:(?:is|was|been|still|gotten|get|got)\W+)*(?:approved\s+for|authori[sz]ed\s+for|good\s+(?:for|until|thr(?:ough|u)))\b|^\W*covers?\s+(?!codes?\b)(?:from\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|\d)",
    re.IGNORECASE,
)
_LETTERED = re.compile(r"[A-Z]{1,2}\d{6,12}|[A-Z]{2}\d{5}")
""" "B7714029": carriers number claims, members and authorizations all so; the talk decides."""
_SHORT_SPOKEN = re.compile(r"[A-Z]\d{5}")
_LETTER_THIRD = re.compile(r"\d{2}[A-Z]\d{4,5}")
_HYPHENED = re.compile(r"\d{4,6}-(?:[A-Za-z]{1,3}\d{1,5}|\d{1,3}[A-Za-z]{1,2})")
_LETTER_LAST, _LONG_LETTER_LAST = re.compile(r"\d{4,5}[A-Z]"), re.compile(r"\d{6}[B-HJ-Z]")
"""In writing that may be a diagnosis."""
_CLAIM_BY_SHAPE = re.compile(r"[A-Z]{2}\d{8,12}")


_PROVIDER = re.compile(r"\b(?:npi|n\sp\si|provider|rendering|billing\s+(?:npi|number))\b", re.IGNORECASE)
_NOT_YET_ASSIGNED = "2"
"""NPIs may begin with 1 or 2, and all given out so far begin with 1 (NPPES): a 2 unnamed begins a claim's number, its year."""


def by_shape(line: Line, run: Run) -> Match | None:
    """The kind a run shows by itself, best first; nothing where two kinds fit alike."""
    text = line.said.text[line.tokens[run.first].start : line.tokens[run.last - 1].end]
    units = said_units(run)
    length = sum(len(u.options[0][0]) for u in units)
    if _PAYMENT_PREFIX.match(text) and (payment := best_match(run, "trace_number")):
        return payment
    before, after = _around(line, run)
    if before.endswith("+") and (abroad := best_match(run, "phone_number")):
        return abroad
    if length >= 6 and (kind := told_instead(before)) and (instead := best_match(run, kind)):
        return instead
    if length >= 6 and _is_authorization(line, plain_characters(run), before, after):
        return best_match(run, "npi") or best_match(run, "auth_number")
    if length >= 6 and _DONE_AGAIN.search(before) and (claim := best_match(run, "claim_number")):
        return claim
    if length >= 6 and (_PAYMENT_AFTER.search(after) or (_OF_A_TRACE.search(before) and not _MY_NUMBER.search(before))):
        return best_match(run, "npi") or best_match(run, "trace_number")
    started = _CLAIM_BEFORE.search(before)
    by_year = _BY_YEAR.fullmatch(text) is not None
    if member := None if by_year and started else member_of_the_block(line, run):
        return member
    if started and text.isdigit() and length >= 8 and (claim := best_match(run, "claim_number")):
        return claim if text[0] == _NOT_YET_ASSIGNED else best_match(run, "npi") or claim
    of_member = _of_cover(line) or _MEMBER_BEFORE.search(before)
    referred = re.search(r"\bref(?:erence)?\W*$", before, re.IGNORECASE)  # of what, is not said
    numbered = by_year or (not line.spoken and not referred and _BY_DAY.fullmatch(text))
    if numbered and (started or not of_member) and (claim := best_match(run, "claim_number")):
        return claim
    called = _to_call(line, run) or _CAN_BE_DIALLED.fullmatch(plain_characters(run))
    order = [] if _WRITTEN_AS_PHONE.fullmatch(text) and called else ["npi"]
    if re.search(r"\d{2}-\d{7}(?!\d)", text):
        order.append("tax_id")
    if re.search(r"\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}(?!\d)|(?<![\d-])\d{3}-\d{4}(?![\d-])", text) or (
        (line.spoken or text.isdigit()) and length == 10 and not started and _is_to_be_called(line, run)
    ):
        order.append("phone_number")
    under_a_heading = _TAX.search(line.said.text) and any(one.name == "npi" for one in line.found)
    if length == 9 and text.isdigit() and under_a_heading and (tax := best_match(run, "tax_id")):
        return tax
    if length >= 6:
        order += ["member_id"] if of_member and best_match(run, "member_id") else ["member_id", "claim_number"]
    elif length == 5:
        order += (
            ["tax_id"]
            if any(f.name == "npi" for f in line.found)
            and not _NAMES_A_PROCEDURE.search(before)
            and not (_ON_ONE.search(before) and is_numbered_as_procedure(plain_characters(run)))
            and _spelled_plainly(units)
            else ["procedure_code"]
            if _medical(line, units)
            else ["claim_number"]
            if plain_characters(run)[-1:].isalpha()
            else []
        )
    options = [m for name in order if (m := best_match(run, name)) is not None]
    options = [m for m in options if _tells(line, run, m) and not _is_no_provider(line, m)]
    if not of_member and any(m.shaped.name == "claim_number" and _is_rather_a_claims(line, m) for m in options):
        options = [m for m in options if m.shaped.name != "member_id"]
    guess = max(options, key=lambda m: (round(m.score, 2), m.shaped.name != "claim_number"), default=None)
    told = "member_id" if of_member else "claim_number" if started else None
    by_shape_alone = guess is None or guess.shaped.name in {"claim_number", "member_id"} - {told}
    return likelier(line, run, guess) if by_shape_alone and not referred else guess


def _is_no_provider(line: Line, match: Match) -> bool:
    unnamed = match.shaped.name == "npi" and _PROVIDER.search(line.said.text) is None
    return unnamed and match.shaped.value[0] == _NOT_YET_ASSIGNED


def _around(line: Line, run: Run) -> tuple[str, str]:
    """What was said before a run and after it."""
    said = line.said.text
    return said[: line.tokens[run.first].start], said[line.tokens[run.last - 1].end :]


def _is_authorization(line: Line, characters: str, before: str, after: str) -> bool:
    """Whether the talk around a number is of a service that needs, or was given, leave."""
    if _AUTH_GIVEN.search(before) or _PEER_BEFORE.search(before) or _AUTH_AFTER.search(after):
        return True
    if _DAYS_GRANTED.search(before) and not _COVER.search(line.said.text):
        return True
    said = line.said.text
    among_doctors = _PEER_TO_PEER.search(said) is not None and not _OF_A_CLAIM.search(said)
    if line.spoken and _AUTHORIZED.fullmatch(characters) and not _OF_A_CLAIM.search(said):
        return True
    return _opens_with_letter(characters) and (among_doctors or _PERMITTED_AFTER.search(after) is not None)


def _opens_with_letter(characters: str) -> bool:
    """Whether a letter or two begin it; three before seven figures are an insurer's and begin a member's id."""
    of_insurer = characters[:3].isalpha() and len(characters) >= _OF_AN_INSURER
    return characters[:1].isalpha() and characters[-5:].isdigit() and not of_insurer


def _to_call(line: Line, run: Run) -> bool:
    """Whether somebody is to be called or sent a fax at this number."""
    before, _ = _around(line, run)
    return _TO_CALL.search(line.said.text) is not None or _CALL_BEFORE.search(before) is not None


def _is_to_be_called(line: Line, run: Run) -> bool:
    """Whether ten digits are a telephone number: somebody is to be called there, or they are all that was said."""
    if _to_call(line, run):
        return True
    digits = plain_characters(run)
    before, _ = _around(line, run)
    if _SENT_TO.search(before) and _CAN_BE_DIALLED.fullmatch(digits):
        return True
    if _is_put_right(line, before) and _CAN_BE_DIALLED.fullmatch(digits.removeprefix("B")):  # "it should be …"
        return True
    bare = len(line.tokens) - (run.last - run.first) < _WORDS_BESIDE
    return bare and _CAN_BE_DIALLED.fullmatch(digits) is not None and not _of_a_claim(line, run)


def _is_put_right(line: Line, before: str) -> bool:
    """Whether "the number you have is wrong, it should be …" stands before it, and no other kind of number is spoken of."""
    wrong = _NUMBER_IS_WRONG.search(before) is not None
    return wrong and not _OF_ANOTHER_KIND.search(line.said.text) and not _CLAIM_TALK.search(line.said.text)


def _is_rather_a_claims(line: Line, match: Match) -> bool:
    """Whether one or two letters and digits are a claim's: by the talk, else by their number."""
    value = match.shaped.value
    if _CLAIM_BY_SHAPE.fullmatch(value):
        return True
    return _LETTERED.fullmatch(value) is not None and _CLAIM_TALK.search(line.said.text) is not None


def _of_a_claim(line: Line, run: Run) -> bool:
    """Whether an unlabelled number of ten digits is rather a claim's than a telephone's."""
    return _CLAIM_TALK.search(line.said.text) is not None and not _to_call(line, run)


def _of_cover(line: Line) -> bool:
    """Whether a line that names no claim asks about cover: what stands in it unlabelled is the member's."""
    said = line.said.text
    if _OTHER_COVER.search(said) and not _CLAIM_TALK.search(said):
        return True
    return _COVER.search(said) is not None and _CLAIM.search(said) is None


def _medical(line: Line, units: Sequence[Unit]) -> bool:
    """Whether five digits stand where a procedure is spoken of."""
    digits = "".join(u.options[0][0] for u in units)
    start = line.tokens[units[0].first].start if units else 0
    listed = any(
        f.name == "procedure_code" and _LISTED_CODES.fullmatch(line.said.text[f.end : start]) for f in line.found
    )
    answered = (
        any(f.name == line.expects for f in line.found) and is_numbered_as_procedure(digits) and _one_by_one(units)
    )
    coded = any(f.name in ("adjustment_code", "remark_code") for f in line.found)
    priced = any(f.name == "amount" and _PRICE_OF.fullmatch(line.said.text[f.end : start]) for f in line.found)
    numbered = is_numbered_as_procedure(digits) or _is_anesthesia(line, digits)
    told = numbered and _words_beside(line, units) >= _TELLING and _one_by_one(units)
    about = (
        told
        or (not line.spoken and digits in paired(line.said.text))
        or coded
        or answered
        or _ABOUT_PROCEDURES.search(line.said.text) is not None
        or _is_talked_about(line, units)
    )
    unasked = line.expects in (None, "procedure_code") or ((told or answered) and _cannot_answer(line, digits))
    to_permit = numbered and _one_by_one(units) and PERMITTED_FOR.search(line.said.text[:start]) is not None
    spoken_of = listed or priced or (unasked and about and (to_permit or not _NO_PROCEDURE.search(line.said.text)))
    if line.spoken and start and _follows_a_name(line, units[0].first) and not (told and about and _is_no_day(digits)):
        return False  # the day said after it
    return spoken_of and digits.isdigit() and (digits[0] != "0" or _has_its_zeros(line, digits, start))


_LISTED_CODES = re.compile(r"\W*(?:\b(?:and|plus|or|only|also|with|w)\b\W*)*(?:\b(?:an?|the)\W+)?", re.IGNORECASE)
_ANESTHESIA_NUMBERS = range(100, 2000)


def _is_anesthesia(line: Line, digits: str) -> bool:
    return digits.isdigit() and int(digits) in _ANESTHESIA_NUMBERS and _ANESTHESIA.search(line.said.text) is not None


_SOMEWHERE = re.compile(r"\b(?:in|around|from|at|to|off|out\s+of|(?:[A-Z]{2}|mass\w*|jersey|connecticut|maine)),?\s+$")


def _has_its_zeros(line: Line, digits: str, start: int) -> bool:
    """Whether five figures from zero on are an anesthesia's rather than a place's: "in 01801"."""
    numbered = digits.isdigit() and int(digits) in _ANESTHESIA_NUMBERS
    return _is_anesthesia(line, digits) or (numbered and not _SOMEWHERE.search(line.said.text[:start]))


_MONTHS, _DAYS = 12, 31


def _is_no_day(digits: str) -> bool:
    """Whether five digits can be no month, day and year: 43775."""
    ways = ((digits[:1], digits[1:3]), (digits[:2], digits[2:3]))
    return not any(0 < int(month) <= _MONTHS and 0 < int(day) <= _DAYS for month, day in ways)


def _one_by_one(units: Sequence[Unit]) -> bool:
    """Whether figures were written, or said one by one, the last two perhaps as a pair; "four eighteen oh seven" is a price."""
    singles = all(len(u.options[0][0]) == 1 for u in units[:-1])
    return _spelled_plainly(units) and (units[0].typed or (singles and len(units) >= _LETTERS))


def _words_beside(line: Line, units: Sequence[Unit]) -> int:
    """The words of a line beside a number."""
    inside = units[-1].last - units[0].first
    return sum(token.is_word for token in line.tokens) - (0 if units[0].typed else inside)


def _cannot_answer(line: Line, digits: str) -> bool:
    """Whether another kind was asked for than five digits can be."""
    return line.expects in _NO_NUMBER or (line.expects in _LONGER and shape(line.expects, digits) is None)


def _follows_a_name(line: Line, first: int) -> bool:
    here = _WHO_IS_HERE.search(line.said.text[: line.tokens[first].start])
    if here:
        first = next(i for i, t in enumerate(line.tokens) if t.start >= here.start() + 1)
    known = first > 0 and line.tokens[first - 1].word in FAMILY_NAMES
    return known or (first > 1 and line.tokens[first - 2].word in FIRST_NAMES and len(line.tokens[first - 1].word) > 2)


def _spelled_plainly(units: Sequence[Unit]) -> bool:
    """Without words that merely sound like figures: "fifty for fifteen" is no tax id."""
    return all(u.kind != "weak" for u in units)


def _is_talked_about(line: Line, units: Sequence[Unit]) -> bool:
    """ "the nine nine two one four", "two nine eight eight one was tossed"."""
    start, end = line.tokens[units[0].first].start, line.tokens[units[-1].last - 1].end
    return bool(_THE_ONE.search(line.said.text[:start]) or _WHAT_HAPPENED.match(line.said.text[end:]))


def _tells(line: Line, run: Run, match: Match) -> bool:
    """Unasked, a member id or claim number must look like one; a plain row of digits says nothing."""
    value = match.shaped.value
    if _FORM_NAME.fullmatch(value):
        return False
    if match.shaped.name in ("npi", "tax_id", "tax_id_last5", "phone_number", "procedure_code"):
        return True
    if match.shaped.name == "claim_number" and value.isdigit():
        asked_of = _CLAIM_BEFORE.search(_around(line, run)[0]) is not None or _under_a_code(line, match)
        if len(value) == _TEN and value[0] not in "12" and not _to_call(line, run):
            return True
        return len(value) >= (_SHORTEST if asked_of or _of_a_claim(line, run) or _alone(line, run, match) else 11)
    if value.isdigit():
        return len(value) >= _SHORTEST + 1 and _MEMBER_BEFORE.search(_around(line, run)[0]) is not None
    short = _LETTERED.fullmatch(value) or (line.spoken and _SHORT_SPOKEN.fullmatch(value))
    if match.shaped.name == "claim_number" and short and _CLAIM_TALK.search(line.said.text):
        return True
    if match.shaped.name == "claim_number" and not line.spoken and _LETTER_THIRD.fullmatch(value):
        return _CLAIM_TALK.search(line.said.text) is not None
    written = line.said.text[line.tokens[match.first].start : line.tokens[match.last - 1].end]
    if match.shaped.name == "claim_number" and not line.spoken and _HYPHENED.fullmatch(written):
        return _CLAIM_TALK.search(line.said.text) is not None
    if match.shaped.name == "claim_number" and _LETTER_LAST.fullmatch(value) and _ends_spelled(line, match):
        return _CLAIM_TALK.search(line.said.text) is not None
    if match.shaped.name == "claim_number" and line.spoken and _LONG_LETTER_LAST.fullmatch(value):
        words = [t.word for t in line.tokens[match.first : match.last]]
        spelled = words[-1] == value[-1].lower() and sum(word in DIGITS for word in words) >= _LETTERS
        return spelled and _CLAIM_TALK.search(line.said.text) is not None
    letters, digits = sum(c.isalpha() for c in value), sum(c.isdigit() for c in value)
    long = len(value) >= (7 if _spelled_out(line, match) else 8)
    return (long and 1 <= letters <= _LETTERS and digits >= 4) or match.shaped.score >= 1.0


def _under_a_code(line: Line, match: Match) -> bool:
    """ "C o twenty nine on two six one two oh …": the reason of a denial is given for a claim."""
    start = line.tokens[match.first].start
    reasons = [f for f in line.found if f.name in ("adjustment_code", "remark_code") and f.end <= start]
    return any(re.fullmatch(r"\W*(?:on|for|against)\W+", line.said.text[f.end : start], re.IGNORECASE) for f in reasons)


def _alone(line: Line, run: Run, match: Match) -> bool:
    """Whether a number is the one thing in the line, and nothing in it speaks of another kind."""
    if _to_call(line, run) or _OF_ANOTHER_KIND.search(line.said.text) or _of_cover(line):
        return False
    if line.tokens[match.first].is_figure:
        return sum(len(t.word) > 1 for i, t in enumerate(line.tokens) if t.is_figure and i not in line.taken) == 1
    value = match.shaped.value
    one_by_one = sum(t.word in DIGITS for t in line.tokens[match.first : match.last]) >= _ONE_BY_ONE
    bare = len(line.tokens) - (match.last - match.first) < _WORDS_BESIDE
    fits = len(value) in _SPOKEN_ALONE and one_by_one and not bare and not _a_day(value)
    return fits and all(f.name not in CHECKS for f in line.found)


def _a_day(digits: str) -> bool:
    """Whether eight digits may be a day told as month, day and year."""
    return re.fullmatch(r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:19|20)\d{2}", digits) is not None


def _ends_spelled(line: Line, match: Match) -> bool:
    """Whether it ends in a letter of the spelling alphabet, or one told by a word: "… nine hotel", "… four w as in wood"."""
    words = [t.word for t in line.tokens[match.first : match.last]]
    return line.spoken and (words[-1] in NATO or words[-3:-2] == ["as"] or words[-2:-1] in (["like"], ["for"]))


def _spelled_out(line: Line, match: Match) -> bool:
    """Whether it begins with a letter in the spelling alphabet: nobody says a word that way by chance."""
    return line.spoken and line.tokens[match.first].word in NATO
