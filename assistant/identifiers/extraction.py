"""A line of text → the facts in it, under their canonical names.

Labels decide first ("NPI: …", "born …"), then the slot that was asked for, then unmistakable shape. What looks like an
identifier but is none yet (too short, check digit wrong) is a piece, not a fact.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from assistant.identifiers import codes, money
from assistant.identifiers.codes_told import number_at
from assistant.identifiers.facts import Found, Heard, canonical_slot
from assistant.identifiers.labels import Label
from assistant.identifiers.line import Line
from assistant.identifiers.line_bare_days import hear_bare_days, hear_days_in_numbers, hear_days_of_what_is_told
from assistant.identifiers.line_births import hear_day_after_name, hear_somebodys_birth
from assistant.identifiers.line_dates import DATE_SLOTS, hear_dates
from assistant.identifiers.line_identifiers import corrects, hear_identifiers
from assistant.identifiers.line_names import hear_names
from assistant.identifiers.misheard import put_right
from assistant.identifiers.named_of_what import is_claim_for_a_service, is_of_a_service
from assistant.identifiers.repair import is_misread
from assistant.identifiers.shapes import CHECKS, DIGITS_ONLY, NUMBERED, shape
from assistant.identifiers.sums_beside import hear_sums_beside
from assistant.identifiers.sums_put_right import taken_back, told_right
from assistant.identifiers.text import plain
from assistant.identifiers.tokens import tokenise
from assistant.identifiers.units import unit_at
from assistant.identifiers.vocabulary import DIGITS, FIGURES_SAID
from assistant.identifiers.written_sums import SaidAmount

_FIGURE = rf"(?:{FIGURES_SAID})\b"
_BOXES = (
    r"\b(?:box|field|block|locator)\s+(?:number\s+)?(?:\d{1,2}[a-z]?\b(?![-/\d])|"
    rf"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty)[\s-]+{_FIGURE}|(?:{_FIGURE}|ten|\w+teen|eleven|twelve|\w+ty)\b(?!\s+{_FIGURE}))"
)
_FORMS = re.compile(
    r"\b(?:c\s?m\s?s|h\s?c\s?f\s?a|hickfa|blank|corrected|paper|red|box\s+(?:number\s+)?\w+(?:\s+\w+)?\s+(?:on|of)(?:\s+(?:the|a|an|my|our))?)\s+"
    r"(?:fifteen\s+hundreds?\b|one\s+five\s+(?:hundred|(?:oh|zero)\s+(?:oh|zero)|double\s+(?:oh|zero))\b)|\bfifteen\s+hundred\s+(?:claim\s+)?forms?\b|"
    r"\b(?:an?\s+)?(?:cms|hcfa)\W?1500\b|\b(?:an?\s+)?ub\W?(?:04|92)\b|\bp2p\b|\b(?:an?|the|our|my|your)\s+w\W?(?:9|nine)\b|"
    r"\b(?:an?\s+)?27[67](?:ca)?\s+(?:(?:just\s+)?(?:shows?|says?|came\s+back)\s+)?(?:(?:with|as|an?)\s+)*[AFRP]\d\b|\bline\s+\d{1,2}\b|"
    r"(?<![\w/-])(?:(?:999|835|837[ip]?|27[0167](?:ca)?|ta1)\s?[/&+]\s?)+(?:999|835|837[ip]?|27[0167](?:ca)?|ta1)(?![\w/-])|"
    r"(?<!\d )\b(?:an?|the|your|our)\s+(?:835|837[ip]?|27[0167](?:ca)?|999|1500)\b(?!\W*\d)|"
    r"\b(?:on|in|from|of|off)\s+(?:(?:the|your|our|that|this)\s+)?(?:835|e\s?r\s?a|e\s?f\s?t)(?=\s+(?:is|it's|was|says|reads)\b)|\b(?:lvl|level)\s+[1-5]\b|"
    r"\bline\s+(?:one|two|three|four|five|six|seven|eight|nine|ten)(?=\s+(?:the|is|was|for|with|got|came|and|did)\b|(?:\s+"
    rf"{_FIGURE}){{5}}(?!\s+{_FIGURE}))|{_BOXES}|\b(?:room|bay|bed|door|window|suite|desk)\s+(?:number\s+)?(?:{_FIGURE}|ten|eleven|twelve|\d{{1,2}})\b(?!\s+{_FIGURE}|[-\d])",
    re.IGNORECASE,
)
"""Names of forms and of talks, levels of visits, and the category a 277 shows; their figures identify nothing."""
_GROUPS_NAMED = {
    "CO": re.compile(r"\bcontractual(?:\s+obligation)?\W+(?:\w+\W+)?$", re.IGNORECASE),
    "PR": re.compile(r"\bpatient\s+resp\w*\W+(?:\w+\W+)?$", re.IGNORECASE),
    "OA": re.compile(r"\bother\s+adjustments?\W+(?:\w+\W+)?$", re.IGNORECASE),
    "PI": re.compile(r"\bpayer\s+initiated(?:\s+reductions?)?\W+(?:\w+\W+)?$", re.IGNORECASE),
}
"""Groups of adjustment reasons by their names: "contractual obligation ninety seven"."""
_CALLED_WRONG = re.compile(
    r"\b(?:that'?s|that\s+is|was|is)\s+(?:wrong|incorrect|not\s+right|a\s+(?:typo|mistake))\b.*"
    r"\b(?:should|it'?s|is|make)\b",
    re.IGNORECASE,
)
""" "I put 310.00, that's wrong, should be 130.00"."""
_CODE_TALKED_OF = re.compile(
    r"\b(?:codes?|remarks?|rarc|what\s+does)\s+(?:(?:it|us|with|an?|and|plus|says?|is|was|remark|code|number|the|then)\s+){0,4}$|"
    r"\b(?:back|out|denied|rejected|bounced|got|put|\d|one|two|three|four|five|six|seven|eight|nine|ten|\w+teen|\w+ty)\s+"
    r"(?:(?:it|this|that|us|me)\s+)?(?:with|plus)\s+(?:an?\s+|the\s+)?$|\b(?:what'?s|what\s+is|got|getting)\s+an?\s+$",
    re.IGNORECASE,
)
""" "It came back with november three eighty two", "what's a p r ninety six with november one thirty"."""
_RATHER_A_DAY = re.compile(
    r"\s+(?:claims?|visits?|appointments?|appts?|dates?|bills?|surger\w+|days?|dollars|units|percent|times|people|patients)\b",
    re.IGNORECASE,
)
_NOT_SAID = re.compile(r"\b(?:not|(?:didn't|did\s+not|never)\s+(?:say|said|mean|meant))\s+$", re.IGNORECASE)
_WHY = re.compile(r"\bwhy\b", re.IGNORECASE)
""" "Why 140 and not 40", "why is it OA-23 and not CO-45": both are spoken of."""
_LACKING = re.compile(r"\b(?:no|lack\s+of|without|missing)\s+(?:an?\s+)?$", re.IGNORECASE)
_OR = re.compile(r"\W*or\W+(?:(?:is|was)\s+it\s+)?(?:an?\s+|the\s+)?", re.IGNORECASE)
_IT_IS = re.compile(r"\b(?:it's|it\s+is|that's|it\s+says|says)\s+(?:an?\s+|the\s+)?$", re.IGNORECASE)
_AND_CHANGE = re.compile(r"\s+(?:and\s+(?:some\s+)?change|something|and\s+something|or\s+so)\b", re.IGNORECASE)
_IN_A_MONTH = re.compile(r"\b(?:in|during|of|for|since|last|this|until|by|from|on)\s+$", re.IGNORECASE)
_NOT_THIS_CODE = re.compile(
    r"(?:(?<!\bbut\s)\bnot|\b(?:scratch|forget|ignore|disregard|nvm))\s+(?:(?:an?|the)\s+)?(?:(?:cpt|hcpcs|procedure)\s+)?(?:code\s+)?$",
    re.IGNORECASE,
)
""" "Oops not cpt 93308, meant 93306"."""
_ASKED_OF_A_CODE = re.compile(
    r"\b(?:wh?at(?:'?s|\s+is|\s+are|\s+does|\s+do)|explain|meaning\s+of)\s+(?:(?:an?|the|my|your|this|that)\s+)?"
    r"(?:(?:reason|denial|remark|adjustment)\s+)?(?:codes?\s+)?$",
    re.IGNORECASE,
)
_ASKED_AFTER_IT = re.compile(r"\W*(?:(?:then|actually|even)\s+)?(?:means?|meaning|stands?\s+for)\b", re.IGNORECASE)
_WITH_LETTERS = re.compile(r"[A-Za-z]{1,2}[-–/ ]{0,3}\d{1,3}")
_GOES_ON_IN_FIGURES = re.compile(r"[ -]\d{3,}\b")
""" "Found it in my wallet app: N90 4471 2263": where a number was asked for, its beginning."""
_MANY_WORDS = 4
_A_PART = 4
"""So many characters are the beginning or the end of an identifier rather than one that happens to begin so."""
_SPOKEN_CHANNELS = frozenset({"voice", "phone"})
_DICTATED = 4
"""So many digits in words, and none in figures: a line that was spoken, wherever it is written."""


def extract(text: str, *, expects: str | None = None, channel: str = "chat", today: date) -> list[Found]:
    """The facts of a line in the order they stand; `expects` is the slot last asked for."""
    return listen(text, expects=expects, channel=channel, today=today).found


def listen(text: str, *, expects: str | None = None, channel: str = "chat", today: date) -> Heard:
    """As `extract`, with the piece of an identifier that is not complete and the kinds that stay ambiguous."""
    line = read(text, expects=expects, channel=channel, today=today)
    ambiguous = _ambiguous(line)
    found = [replace(f, confidence=0.2) if f.name in ambiguous else f for f in line.found]
    found = [replace(f, start=line.said.span(f.start, f.end)[0], end=line.said.span(f.start, f.end)[1]) for f in found]
    return Heard(found, line.piece, ambiguous)


def read(text: str, *, expects: str | None = None, channel: str = "chat", today: date) -> Line:
    """The line with its facts, and with the runs they were read from."""
    spoken = channel in _SPOKEN_CHANNELS
    said = plain(text or "")
    line = Line(put_right(said) if spoken else said, canonical_slot(expects), spoken, today)
    if not line.tokens:
        return line
    line.spoken = line.spoken or _is_dictated(line)
    for label in line.labels:
        line.take(label.start, label.end)
    for form in _FORMS.finditer(line.said.text):
        line.take(form.start(), form.end())
    _hear_codes(line)
    hear_days_of_what_is_told(line)
    _hear_amounts(line)
    hear_sums_beside(line)
    hear_somebodys_birth(line)
    hear_days_in_numbers(line)
    hear_dates(line)
    hear_bare_days(line)
    hear_identifiers(line)
    hear_names(line)
    hear_day_after_name(line)
    line.found.sort(key=lambda f: f.start)
    _drop_corrected(line)
    _drop_parts(line)
    return line


def _is_dictated(line: Line) -> bool:
    return sum(t.word in DIGITS for t in line.tokens) >= _DICTATED and not any(t.is_figure for t in line.tokens)


def _hear_codes(line: Line) -> None:
    asked_id = line.expects in CHECKS and line.expects != "procedure_code"
    days = [(line.tokens[d.first].start, line.tokens[d.last - 1].end) for d in line.days]
    told = codes.find_codes(line.said.text, line.tokens)
    for said in told:
        if _is_within_a_number(line, said):
            continue
        if _is_taken_back(line, said, told):
            line.take(said.start, said.end)
            continue
        typed = line.said.text[said.start : said.end]
        remark = said.name == "remark_code" and re.search(
            r"\bremark\W+(?:\w+\W+){0,2}$", line.said.text[: said.start], re.I
        )
        asks_for_a_code = line.expects in ("remark_code", "adjustment_code")
        november = said.name == "remark_code" and _is_november_code(line, said)
        a_day = any(said.start < end and said.end > start for start, end in days)
        if a_day and not (remark or asks_for_a_code or november):
            continue
        not_it = re.search(r"\bnot\s+(?:an?\s+|the\s+)?$", line.said.text[: said.start], re.I)
        if not_it and "-" in said.value and not _WHY.search(line.said.text[: said.start]):
            line.take(said.start, said.end)
            continue
        refused = said.name == "procedure_code" and _NOT_THIS_CODE.search(line.said.text[: said.start])
        if refused and said.end < len(line.said.text.rstrip(" ?.!")):
            line.take(said.start, said.end)
            continue
        labelled = line.label_before(said.start, words=1)
        if labelled and re.search(r"\d{4}", line.said.text[labelled.end : said.start]):
            labelled = None  # it has had its value
        if labelled and _LACKING.search(line.said.text[: labelled.start]):
            labelled = None  # "denied no auth one ninety seven"
        if labelled and _is_what_for(line, labelled, said):
            labelled = None  # "do we have to precert a six seven oh two eight"
        if labelled and said.name == "procedure_code" and is_claim_for_a_service(line.said.text, labelled):
            labelled = None  # "our crown claim d two seven four oh"
        if labelled and labelled.name in CHECKS and labelled.name != "procedure_code":
            continue
        if line.expects == "one_time_code" and "-" not in typed:
            continue
        asks = _asks_of_a_code(line, said)
        sure = asks or (said.name == "adjustment_code" and "-" in typed) or _led(line, said.start)
        if asked_id and not (sure or _says_no_id(line, said)):
            continue
        if asked_id and not asks and _GOES_ON_IN_FIGURES.match(line.said.text, said.end):
            continue
        lettered = said.name == "procedure_code" and said.value[0].isalpha()
        if line.expects in DATE_SLOTS and not (asks or lettered or _led(line, said.start)) and "-" not in typed:
            continue
        if line.is_taken(said.start, said.end) and not (labelled and labelled.name == "procedure_code"):
            continue
        line.add(said.name, said.value, said.start, said.end, 0.9)
    wanted = line.expects == "adjustment_code" and not any(f.name.endswith("_code") for f in line.found)
    _take_codes_said_as_days(line)
    if wanted and (bare := codes.bare_code(line.tokens)) and not line.is_taken(bare.start, bare.end):
        group = next(
            (code for code, named in _GROUPS_NAMED.items() if named.search(line.said.text[: bare.start])), None
        )
        line.add(bare.name, f"{group}-{bare.value}" if group else bare.value, bare.start, bare.end, 0.8)


_TO_BE_ALLOWED = re.compile(r"pre\W?cert\w*|(?<=to )auth\w*", re.IGNORECASE)
_HEARD_BY_YOU = re.compile(
    r"\b(?:you|u|they|y'all)(?:'?ve)?\s+(?:(?:just|guys|all|have)\s+){0,2}(?:repeated|heard|read(?:\s+(?:it\s+)?back)?|typed|wrote|put|keyed|entered)"
    r"(?:\s+(?:it\s+(?:down\s+)?as|down|in))?\s+(?:(?:an?|the)\s+)?$",
    re.IGNORECASE,
)
_YOU_HAVE = re.compile(
    r"\b(?:you|u|they|y'all)(?:'?ve)?\s+(?:(?:just|guys|all)\s+){0,2}(?:have|has|got)(?:\s+(?:it\s+(?:down\s+)?as|down|in))?\s+(?:(?:an?|the)\s+)?$",
    re.IGNORECASE,
)
_SLIPS = 2
_IS_NO_CODE = re.compile(
    r"\W*(?:isn't|isnt|is\s+not|ain't|wasn't|was\s+not)\s+(?:(?:even\s+)?an?\s+(?:real\s+|valid\s+)?(?:code|thing)|it|right|"
    r"what\s+(?:i|we)\s+(?:said|meant|billed|sent|asked)|the\s+(?:one|code))\b",
    re.IGNORECASE,
)


_COVERING = re.compile(r"\W*\b(?:for|4|on|covering|covers?)\s+", re.IGNORECASE)
""" "Auth # for L1833", "does the auth cover 63047"."""
_TOLD_RIGHT = re.compile(
    r"\b(?:it'?s|it\s+is|should(?:'ve)?|supposed|(?:code|one)(?:'s|\s+is)|(?:we|i)\s+(?:sent|billed|did|said|submitted|put)|mean|meant|correct(?:ion|ed)?|no|actually|fix|change|sorry)\b",
    re.IGNORECASE,
)
_AND_NOT = re.compile(r"\W*(?:and\s+)?not\s+(?:(?:an?|the)\s+)?", re.IGNORECASE)


def _is_what_for(line: Line, label: Label, said: codes.SaidCode) -> bool:
    """Whether a procedure is what leave is asked for: told with its article, or "auth # for …"."""
    if label.name != "auth_number" or said.name != "procedure_code":
        return False
    between = line.said.text[label.end : said.start]
    if is_of_a_service(label, between, said.value, numbered=True):
        return True
    if _COVERING.fullmatch(between) and (said.value[0].isalpha() or "cover" in between.lower()):
        return True
    asked = _TO_BE_ALLOWED.match(line.said.text, label.start)
    bare = asked is not None and asked.end() == label.end
    return bare and re.fullmatch(r"\s+(?:an?|the)\s+", between, re.I) is not None


_WRITTEN_BEFORE = re.compile(r"\b(?=[A-Z-]*\d)[A-Z\d]+-$", re.IGNORECASE)
_GROUPS_AFTER = re.compile(r" \d{3,5} \d{2,5}\b(?![/-])")
_GROUP_AFTER = re.compile(r" \d{4,8}\b(?![/-])")


def _is_within_a_number(line: Line, said: codes.SaidCode) -> bool:
    """Whether what looks like a code is a piece of a number: "5590-M-12", "N90 4471 2263", "19 f as in frank double eight …"."""
    text = line.said.text
    if said.name == "procedure_code":
        return False
    if "-" not in said.value and _WRITTEN_BEFORE.search(text[: said.start]):
        return True
    asked = line.expects in NUMBERED
    if said.name == "remark_code" and text[said.start : said.end].isalnum():
        return bool(_GROUPS_AFTER.match(text, said.end) or (asked and _GROUP_AFTER.match(text, said.end)))
    return said.value.isdigit() and _goes_on_spelled(line, said.end)


_FIGURES_BEHIND = 4


def _goes_on_spelled(line: Line, end: int) -> bool:
    """Whether a letter told by its word and figures behind it go on with a number."""
    at = next((i for i, t in enumerate(line.tokens) if t.start >= end), len(line.tokens))
    unit = unit_at(line.tokens, at) if at < len(line.tokens) else None
    if unit is None or unit.kind != "letter" or unit.last <= at + 1:
        return False
    figures, at = "", unit.last
    while at < len(line.tokens) and (more := unit_at(line.tokens, at)) is not None and more.kind == "digit":
        figures, at = figures + more.options[0][0], more.last
    return len(figures) >= _FIGURES_BEHIND


def _is_taken_back(line: Line, said: codes.SaidCode, told: Sequence[codes.SaidCode]) -> bool:
    """The first of "q five zero zero one isn't a code, i said q five one oh one", the second of "m a one twelve and you
    repeated m one twelve": named only to say that it is another."""
    text = line.said.text
    kin = {said.name} if said.name == "procedure_code" else {"adjustment_code", "remark_code"}
    others = [other for other in told if other is not said and other.name in kin and other.value != said.value]
    heard = _HEARD_BY_YOU.search(text[: said.start]) is not None
    if said.name == "procedure_code" and _YOU_HAVE.search(text[: said.start]):
        heard = any(is_misread(said.value, other.value, _SLIPS) for other in others)
    refused = _TOLD_RIGHT.search(text) and not _WHY.search(text)
    if refused and any(o.end <= said.start and _AND_NOT.fullmatch(text[o.end : said.start]) for o in others):
        return True
    return bool(others) and (
        heard or (_IS_NO_CODE.match(text, said.end) is not None and any(o.start > said.end for o in others))
    )


def _take_codes_said_as_days(line: Line) -> None:
    """ "N for november two ninety, november two nine zero": the remark code said once more is no day."""
    remarks = {f.value for f in line.found if f.name == "remark_code"}
    for i, token in enumerate(line.tokens if remarks else []):
        said = number_at(line.tokens, i + 1) if token.word == "november" else None
        if said and f"N{said[0]}" in remarks:
            line.take(token.start, line.tokens[said[1] - 1].end)


def _asks_of_a_code(line: Line, said: codes.SaidCode) -> bool:
    """Whether a code is spoken of though something else was asked for: a question brings no identifier, and letters are
    part neither of a date nor of an identifier of figures alone."""
    text = line.said.text
    if _ASKED_OF_A_CODE.search(text[: said.start]) or _ASKED_AFTER_IT.match(text, said.end):
        return True
    if said.name == "procedure_code" or not _WITH_LETTERS.fullmatch(text[said.start : said.end]):
        return False
    return line.expects in DIGITS_ONLY | DATE_SLOTS or text.rstrip().endswith("?")


def _is_november_code(line: Line, said: codes.SaidCode) -> bool:
    """Whether "november one thirty" is N130: codes are spoken of right before it, or the month has no such day."""
    words = line.said.text[said.start : said.end].lower().split()
    if words[0] != "november" or line.expects in DATE_SLOTS or _RATHER_A_DAY.match(line.said.text, said.end):
        return False
    before = line.said.text[: said.start]
    if _CODE_TALKED_OF.search(before):
        return True
    whole = any((d.day or d.year) and line.tokens[d.first].start == said.start for d in line.days)
    return not whole and _IN_A_MONTH.search(before) is None


def _says_no_id(line: Line, said: codes.SaidCode) -> bool:
    """Whether the line asks about a code where an identifier was the question: "what does n two ten mean"."""
    if said.name == "adjustment_code" and "-" not in said.value:
        return False
    words = sum(t.is_word and len(t.word) > 1 and unit_at(line.tokens, i) is None for i, t in enumerate(line.tokens))
    return words >= _MANY_WORDS and shape(line.expects or "", said.value.replace("-", "")) is None


def _led(line: Line, start: int) -> bool:
    return (
        re.search(
            r"(code|codes|carc|rarc|remark|denial|denied|reason|adjustment)\W*(is|was|of|for|with)?\W*$",
            line.said.text[:start],
            re.I,
        )
        is not None
    )


def _hear_amounts(line: Line) -> None:
    sums = money.find_amounts(line.said.text, line.tokens, today=line.today, prices=line.expects in (None, "amount"))
    wrong = taken_back(line.said.text, sums)
    for said in sums:
        before = line.said.text[: said.start]
        refused = _NOT_SAID.search(before) and not _WHY.search(before)
        if said in wrong or refused or _told_exactly_later(line.said.text, said, sums):
            line.take(said.start, said.end)
        elif not line.is_taken(said.start, said.end):
            line.add("amount", f"{said.value:.2f}", said.start, said.end, 0.9)
        elif rest := _behind_its_code(line, said):
            line.add("amount", f"{rest.value:.2f}", rest.start, rest.end, 0.9)
    if line.expects == "amount" and not any(f.name == "amount" for f in line.found):
        pair = told_right(line.said.text, line.tokens, asked=True)
        mended = [one for one in pair if one not in taken_back(line.said.text, pair)]
        bare = mended[0] if len(pair) > len(mended) == 1 else money.bare_amount(line.tokens)
        if bare:
            line.add("amount", f"{bare.value:.2f}", bare.start, bare.end, 0.7)


def _behind_its_code(line: Line, said: SaidAmount) -> SaidAmount | None:
    """The ninety six dollars of "p r one ninety six dollars"."""
    code = next(
        (f for f in line.found if f.name == "adjustment_code" and f.start < said.end and said.start < f.end), None
    )
    if code is None or not line.spoken or code.end >= said.end:
        return None
    part = line.said.text[code.end : said.end]
    rest = money.find_amounts(part, tokenise(part), today=line.today)
    return replace(rest[0], start=code.end + rest[0].start, end=code.end + rest[0].end) if len(rest) == 1 else None


def _told_exactly_later(text: str, said: SaidAmount, sums: Sequence[SaidAmount]) -> bool:
    """ "Twelve hundred and some change, it says twelve hundred eighteen": the round sum only began the exact one."""
    if not _AND_CHANGE.match(text, said.end):
        return False
    return any(s.start > said.end and said.value < s.value < said.value * 11 / 10 for s in sums)


def _drop_corrected(line: Line) -> None:
    """ "born … sorry, born …": the later value of the same kind stands."""
    kept: list[Found] = []
    for fact in line.found:
        earlier = next((k for k in reversed(kept) if k.name == fact.name), None)
        between = line.said.text[earlier.end : fact.start] if earlier else ""
        if earlier and (corrects(between) or _CALLED_WRONG.search(between)):
            kept.remove(earlier)
        kept.append(fact)
    billed = {fact.value for fact in kept if fact.name == "procedure_code"}
    kept = [
        fact
        for fact in kept
        if fact.name != "procedure_code" or len(billed) < 2 or not _HEARD_BY_YOU.search(line.said.text[: fact.start])
    ]
    line.found = _settled(line.said.text, kept)


def _settled(text: str, found: Sequence[Found]) -> list[Found]:
    """ "Is it c o fifty or p r fifty, oh okay it's c o fifty": of two at choice the one said again stands."""
    led = [
        (f, it_is.start() + max(0, f.start - _NEAR)) for f in found if (it_is := _IT_IS.search(_just_before(text, f)))
    ]
    kept = list(found)
    for one, other in ((a, b) for a in found for b in found if led and a.end < b.start <= a.end + _NEAR):
        if one.name != other.name or one.value == other.value or not _OR.fullmatch(text[one.end : other.start]):
            continue
        again = (f for f, it_is in led if f.name == one.name and it_is >= other.end and f.start > other.end)
        if any(f.value in (one.value, other.value) for f in again):
            kept = [f for f in kept if f not in (one, other)]
    return kept


_NEAR = 100


def _just_before(text: str, fact: Found) -> str:
    return text[max(0, fact.start - _NEAR) : fact.start]


def _drop_parts(line: Line) -> None:
    """A month beside a day in it, the end of a tax id beside the whole: the part of one answer says nothing more."""
    line.found = [f for f in line.found if not any(_is_part(f, other) for other in line.found)]
    answers = {f.value for f in line.found if f.name == line.expects and isinstance(f.value, str)}
    line.found = [
        f
        for f in line.found
        if f.name in (line.expects, "amount") or not (isinstance(f.value, str) and _was_begun(line, f, answers))
    ]
    days = [(f.name, f.value) for f in line.found]
    line.found = [f for i, f in enumerate(line.found) if f.name not in DATE_SLOTS or (f.name, f.value) not in days[:i]]
    for whole, part in (("tax_id", "tax_id_last5"), ("claim_number", "claim_last4")):
        if any(f.name == whole for f in line.found):
            line.found = [f for f in line.found if f.name != part]
    told = [f.value for f in line.found if f.name == "npi" and isinstance(f.value, str)]
    line.found = [
        f for f in line.found if not (f.name == "claim_last4" and any(n.endswith(str(f.value)) for n in told))
    ]
    told = [f.value for f in line.found if f.name == line.expects and isinstance(f.value, str)]
    if line.expects in DATE_SLOTS:
        line.found = [f for f in line.found if f.name != line.expects or not _spans(f.value, told)]


def _was_begun(line: Line, fact: Found, answers: Container[str]) -> bool:
    """Whether a fact is an answer too, or the five figures with which the number said whole afterwards was begun."""
    if fact.value in answers or not line.spoken or fact.name != "procedure_code":
        return fact.value in answers
    later = [f for f in line.found if f.name == line.expects and f.start >= fact.end]
    return any(str(f.value).startswith(str(fact.value)) for f in later)


def _is_part(fact: Found, other: Found) -> bool:
    """The 93117 of "93117 … the whole thing is 93117448", and the end of an npi said once more."""
    if (fact.name, other.name) == ("tax_id_last5", "npi"):
        return str(other.value).endswith(str(fact.value))
    if fact.name != other.name or fact.name not in CHECKS or not isinstance(fact.value, str):
        return False
    whole = str(other.value)
    return _A_PART <= len(fact.value) < len(whole) and (whole.startswith(fact.value) or whole.endswith(fact.value))


def _spans(value: object, days: Sequence[str]) -> bool:
    return isinstance(value, dict) and any(value["start"] <= day <= value["end"] for day in days)


def _ambiguous(line: Line) -> tuple[str, ...]:
    doubtful: list[str] = []
    for name in ("npi", "tax_id", "tax_id_last5", "member_id", "date_of_birth", "zip", "claim_number"):
        facts = [f for f in line.found if f.name == name]
        for one, other in pairwise(facts):
            if (
                one.value != other.value
                and re.search(r"\b(or|maybe|either|else|perhaps)\b", line.said.text[one.end : other.start], re.I)
                and name not in doubtful
            ):
                doubtful.append(name)
    return tuple(doubtful)
