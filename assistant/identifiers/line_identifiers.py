"""The identifiers of a line: by label, by what was asked, else by a shape that cannot be anything else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.identifiers.facts import Piece
from assistant.identifiers.labels import Label
from assistant.identifiers.line import Line
from assistant.identifiers.runs import Match, Run, best_match, find_runs, plain_characters
from assistant.identifiers.shapes import CHECKS, DIGITS_ONLY
from assistant.identifiers.units import Unit, unit_at
from assistant.identifiers.vocabulary import HOMOPHONES, NATO

_ABOUT_PROCEDURES = re.compile(
    r"\b(codes?|cpt|procedure|modifier|bundl\w*|unbundl\w*|lines?|level|downcod\w*|upcod\w*|auth\w*|pre-?cert\w*|cover\w*|den(y|ied|ial)|"
    r"billed|mri|ct|require|pays?|paid|allowed|reimburse\w*)\b",
    re.IGNORECASE,
)
_COVER = re.compile(
    r"\b(?:elig\w*|coverage|cov'?d|cov|termed|benefits?|deductible|active|in\s+force|date\s+of\s+birth|dob|born)\b", re.IGNORECASE
)
_PREFIXED_PA = re.compile(
    r"(?:auth\w*|cert\w*|referral)\s+(?:number|num|no|id|code)(?:'s|\s+is)?\W*pa\W*$", re.IGNORECASE
)
"""After "the authorization number is" the letters p and a belong to it."""
_CLAIM = re.compile(r"\b(?:claims?|clm|icn|dcn|status|paid|denied|has\s+to\s+pay|owes?)\b", re.IGNORECASE)
_CLAIM_TALK = re.compile(
    r"\b(?:claims?|clms?|icn|dcn|status|stat|paid|pay|pd|den(?:y|ied|ial)|appeal\w*|owes?|resp\w*|finali[sz]ed?|process\w*|pend\w*|"
    r"next|another|one\s+more|1\s+more|copay|deductible|allowed|remit\w*|eob|received|reprocess\w*|adjudicated|contest\w*|disput\w*|"
    r"recon\w*|thrown\s+out|knocked\s+out|where\s+we\s+stand|decided|decision|checks?|835|fought|fight\w*|resubmit\w*)\b",
    re.IGNORECASE,
)
_TAX = re.compile(r"\b(?:tin|ein|tax)\b", re.IGNORECASE)
_TO_CALL = re.compile(
    r"\b(?:call\w*|phone|ring|dial|cell|mobile|text|fax|tel|cb|reach|number\s+(?:to|is)|my\s+number|best\s+number|area\s+code|back\s+(?:at|on))\b",
    re.IGNORECASE,
)


_MEMBER_BEFORE = re.compile(
    r"\b(?:pt|patient|member|mbr|subscriber|(?:clms|claims|elig\w*|benefits|coverage)(?:\s+(?:for|on|of))?)\W*$",
    re.IGNORECASE,
)
"""Whose claims, whose cover: what follows is the member's."""
_OF_ANOTHER_KIND = re.compile(r"\b(?:auth\w*|precert\w*|referral|member|subscriber|card|trace|tax|tin|group)\b", re.IGNORECASE)
_SHORTEST = 7
"""A number of so many figures, where a claim is spoken of, is that claim's."""
_STATUS_BEFORE = re.compile(r"\bstatus\s+(?:on|of|for)\W*(?:claim\W*)?$", re.IGNORECASE)
_AUTHORIZED = re.compile(r"\b(?:(?:AUTH|AU|PA|PRE)-?\d{5,}|\d{2,4}-PA-?\d{4,})\b", re.IGNORECASE)
"""Prefixes under which authorizations are numbered."""
_FORM_NAME = re.compile(r"(?:CMS|HCFA)1500S?|UB0?(?:4|92)S?|CMS\d{4,5}[A-Z]?|DD\d{4}")
_PAYMENT_PREFIX = re.compile(r"(?:EFT|CHK|ACH|TRN)[-\s]?\d{4,}", re.IGNORECASE)


def hear_identifiers(line: Line) -> None:
    for written in _AUTHORIZED.finditer(line.said.text):
        if not line.is_taken(written.start(), written.end()):
            value = written.group().replace("-", "").upper()
            line.add("auth_number", value, written.start(), written.end(), 0.85)
    for _ in range(12):
        blocked = line.taken | _not_spoken(line)
        fresh = False
        for run in find_runs(line.tokens, blocked):
            match = _read_run(line, run)
            if match:
                start, end = line.tokens[match.first].start, line.tokens[match.last - 1].end
                value = match.shaped.value
                if match.shaped.name == "auth_number" and _PREFIXED_PA.search(line.said.text[:start]):
                    value = f"PA{value}"
                line.add(match.shaped.name, value, start, end, 0.5 + match.score / 2, match.others)
                fresh = True
                break
            line.taken.update(range(run.first, run.last))
        if not fresh:
            return


def _not_spoken(line: Line) -> set[int]:
    """In writing, words that merely sound like letters are words."""
    if line.spoken:
        return set()
    return {
        i
        for i, t in enumerate(line.tokens)
        if t.word in HOMOPHONES
        and not _inside_typed(line, i)
        and not (t.word == "for" and i and len(line.tokens[i - 1].word) == 1)
    }


def _inside_typed(line: Line, i: int) -> bool:
    """Whether token i is written in one with figures ("8TU4")."""
    before = line.tokens[i].glued and line.tokens[i - 1].is_figure
    after = i + 1 < len(line.tokens) and line.tokens[i + 1].glued and line.tokens[i + 1].is_figure
    return before or after


def _read_run(line: Line, run: Run) -> Match | None:
    label = _label_of(line, run)
    if label:
        match = best_match(run, label.name)
        if label.name == "claim_last4" and (whole := best_match(run, "claim_number")) and len(whole.shaped.value) >= 6:
            match = whole
        if match and match.score > 0.1:
            return match
        _keep_piece(line, run, label.name)
        guess = _by_shape(line, run)
        return guess if guess and guess.shaped.score >= 0.95 else None
    guess = _by_shape(line, run)
    expected = line.expects if line.expects in CHECKS else None
    if expected is None or any(f.name == expected for f in line.found):
        return guess
    if guess and guess.shaped.name != expected and _unmistakable(line, guess):
        return guess
    match = _asked(line, run, expected)
    if match is None:
        _keep_piece(line, run, expected)
        return guess if guess and guess.score >= 0.85 else None
    return match


def _asked(line: Line, run: Run, expected: str) -> Match | None:
    match = best_match(run, expected)
    if expected == "claim_number" and (match is None or len(match.shaped.value) <= 5):
        short = best_match(run, "claim_last4")
        match = short or match
    if match is None or match.score <= 0.1:
        return None
    if expected in DIGITS_ONLY and expected not in ("npi",) and _much_left(line, run, match):
        return None
    return match


def _much_left(line: Line, run: Run, match: Match) -> bool:
    """Fixed-length numbers are not cut out of longer ones."""
    units = [u for s in run.segments for u in s.units]
    cut = [u for u in units if (u.last <= match.first or u.first >= match.last) and u.kind in ("digit", "chunk")]
    left = sum(len(u.options[0][0]) for u in cut)
    near = any((u.first == match.last and not u.typed) or (u.last == match.first and not u.typed) for u in cut)
    return bool(left) and near and len(run.segments) == 1


def _keep_piece(line: Line, run: Run, name: str) -> None:
    characters = plain_characters(run)
    if characters and (line.piece is None or len(characters) > len(line.piece.characters)) and len(characters) <= 40:
        line.piece = Piece(name, characters)


def _label_of(line: Line, run: Run) -> Label | None:
    start, end = line.tokens[run.first].start, line.tokens[run.last - 1].end
    before = [b for b in line.labels if b.end <= start]
    if before:
        label = before[-1]
        between = line.said.text[label.end : start]
        used = any(f.start >= label.end and f.end <= start for f in line.found)
        if (
            label.name in CHECKS
            and not used
            and "\n" not in between.strip(" ")
            and len(between.split()) <= 6
            and not _starts_sentence(between)
        ):
            return label
    for label in line.labels:
        if label.start >= end and label.name in CHECKS:
            between = line.said.text[end : label.start]
            linked = re.fullmatch(
                r"\W*(is|was|that's|it's|as|for|being)?\W*(the|my|our|your|his|her|their|a)?\W*(patient'?s?|member'?s?|provider'?s?)?\W*",
                between,
                re.I,
            )
            stops = "\n" in between or ("," in between and "is" not in between)
            if linked and not stops and not _has_own_value(line, label):
                return label
            break
    return None


def _has_own_value(line: Line, label: Label) -> bool:
    """Whether characters follow a label closely, so that it does not speak of what stands before it."""
    after = [i for i, t in enumerate(line.tokens) if t.start >= label.end][:3]
    return any((unit := unit_at(line.tokens, i)) is not None and unit.kind in ("digit", "chunk") for i in after)


def _by_shape(line: Line, run: Run) -> Match | None:
    """The kind a run shows by itself, best first; nothing where two kinds fit alike."""
    text = line.said.text[line.tokens[run.first].start : line.tokens[run.last - 1].end]
    units = [u for s in run.segments for u in s.units]
    while units and not units[0].edge:
        units.pop(0)
    while units and not units[-1].edge:
        units.pop()
    length = sum(len(u.options[0][0]) for u in units)
    if _PAYMENT_PREFIX.match(text) and (payment := best_match(run, "trace_number")):
        return payment
    started = _STATUS_BEFORE.search(line.said.text[: line.tokens[run.first].start])
    if started and text.isdigit() and length >= 8 and (claim := best_match(run, "claim_number")):
        return claim if not best_match(run, "npi") else best_match(run, "npi")
    order = ["npi"]
    if re.search(r"\d{2}-\d{7}(?!\d)", text):
        order.append("tax_id")
    if re.search(r"\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}(?!\d)|(?<![\d-])\d{3}-\d{4}(?![\d-])", text) or (
        (line.spoken or text.isdigit()) and length == 10 and not _of_a_claim(line)
    ):
        order.append("phone_number")
    under_a_heading = _TAX.search(line.said.text) and any(one.name == "npi" for one in line.found)
    if length == 9 and text.isdigit() and under_a_heading and (tax := best_match(run, "tax_id")):
        return tax
    if length >= 6:
        of_member = _of_cover(line) or _MEMBER_BEFORE.search(line.said.text[: line.tokens[run.first].start])
        order += ["member_id"] if of_member and best_match(run, "member_id") else ["member_id", "claim_number"]
    elif length == 5:
        order += (
            ["tax_id"]
            if any(f.name == "npi" for f in line.found)
            else ["procedure_code"]
            if _medical(line, units)
            else []
        )
    options = [m for name in order if (m := best_match(run, name)) is not None]
    options = [m for m in options if _tells(line, m, text)]
    return max(options, key=lambda m: (round(m.score, 2), m.shaped.name != "claim_number")) if options else None


def _of_a_claim(line: Line) -> bool:
    """Whether an unlabelled number of ten digits is rather a claim's than a telephone's."""
    said = line.said.text
    return _CLAIM_TALK.search(said) is not None and _TO_CALL.search(said) is None


def _of_cover(line: Line) -> bool:
    """Whether a line that names no claim asks about cover: what stands in it unlabelled is the member's."""
    return _COVER.search(line.said.text) is not None and _CLAIM.search(line.said.text) is None


def _medical(line: Line, units: Sequence[Unit]) -> bool:
    """Whether five digits stand where a procedure is spoken of."""
    digits = "".join(u.options[0][0] for u in units)
    start = line.tokens[units[0].first].start if units else 0
    listed = any(
        f.name == "procedure_code" and re.fullmatch(r"\W*(?:and|&|,|plus)?\W*", line.said.text[f.end : start])
        for f in line.found
    )
    coded = any(f.name in ("adjustment_code", "remark_code") for f in line.found)
    priced = any(
        f.name == "amount" and re.fullmatch(r"\W*(?:(?:for|on)\W*)?", line.said.text[f.end : start]) for f in line.found
    )
    about = coded or priced or _ABOUT_PROCEDURES.search(line.said.text) is not None
    spoken_of = listed or priced or (line.expects is None and about)
    return spoken_of and digits.isdigit() and digits[0] != "0"


def _tells(line: Line, match: Match, text: str) -> bool:
    """Unasked, a member id or claim number must look like one; a plain row of digits says nothing."""
    value = match.shaped.value
    if _FORM_NAME.fullmatch(value):
        return False
    if match.shaped.name in ("npi", "tax_id", "tax_id_last5", "phone_number", "procedure_code"):
        return True
    if match.shaped.name == "claim_number" and value.isdigit():
        asked_of = _STATUS_BEFORE.search(line.said.text[: line.tokens[match.first].start]) is not None
        return len(value) >= (_SHORTEST if asked_of or _of_a_claim(line) or _alone(line, match) else 11)
    if value.isdigit():
        return False
    letters = sum(c.isalpha() for c in value)
    shortest = 7 if _spelled_out(line, match) else 8
    return (
        len(value) >= shortest and 1 <= letters <= 6 and sum(c.isdigit() for c in value) >= 4
    ) or match.shaped.score >= 1.0


def _alone(line: Line, match: Match) -> bool:
    """Whether a typed number is the one thing in the line, and nobody wants to be called."""
    figures = sum(len(t.word) > 1 for t in line.tokens if t.is_figure)
    to_another = _TO_CALL.search(line.said.text) or _OF_ANOTHER_KIND.search(line.said.text)
    return line.tokens[match.first].is_figure and figures == 1 and not to_another


def _spelled_out(line: Line, match: Match) -> bool:
    """Whether it begins with a letter in the spelling alphabet: nobody says a word that way by chance."""
    return line.spoken and line.tokens[match.first].word in NATO


def _unmistakable(line: Line, match: Match) -> bool:
    value = match.shaped.value
    if match.shaped.name == "claim_number":
        return re.match(r"(CLM|ICN|DCN)\d", value) is not None
    if line.expects in ("claim_number", "trace_number", "auth_number"):
        return match.shaped.name == "member_id" and match.shaped.score >= 1.0
    if match.shaped.name == "npi":
        return line.expects in ("tax_id", "zip", "date_of_birth") or (
            line.expects == "member_id" and match.score >= 0.9 and not line.spoken
        )
    return (
        match.shaped.name == "member_id"
        and match.shaped.score >= 0.9
        and match.score >= 0.8
        and line.expects in DIGITS_ONLY
    )


def _starts_sentence(between: str) -> bool:
    return re.search(r"[.?!]\s", between) is not None
