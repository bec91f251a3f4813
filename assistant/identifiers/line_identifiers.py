"""The identifiers of a line: by label, by what was asked, else by a shape that cannot be anything else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.identifiers.beside_phones import take_beside_phones
from assistant.identifiers.facts import Piece
from assistant.identifiers.labels import Label
from assistant.identifiers.line import Line
from assistant.identifiers.line_dates import DATE_SLOTS
from assistant.identifiers.listed import equal_parts, first_of_several, listed_after
from assistant.identifiers.name_words import NOT_NAMES
from assistant.identifiers.named_of_what import (
    is_claim_for_a_service,
    is_of_a_service,
    labels_before,
    of_a_claim,
    told_on_another,
)
from assistant.identifiers.refused import is_refused, is_thrown_away, take_refused
from assistant.identifiers.repair import is_misread
from assistant.identifiers.runs import Match, best_match, find_runs
from assistant.identifiers.said_in_parts import hear_in_parts
from assistant.identifiers.segments import Run, plain_characters
from assistant.identifiers.shapes import (
    CHECKS,
    DIGITS_ONLY,
    LENGTHS,
    NUMBERED,
    WHOLE_MEMBER_ID,
    is_numbered_as_procedure,
    shape,
)
from assistant.identifiers.tokens import tokenise
from assistant.identifiers.units import unit_at
from assistant.identifiers.unlabelled import by_shape
from assistant.identifiers.vocabulary import CORRECTIONS, FIGURES_SAID, FILLERS, HOMOPHONES
from assistant.identifiers.words_in_writing import mere_words

_PREFIXED_PA = re.compile(
    r"(?:auth\w*|cert\w*|referral)\s*(?:\#|\s(?:number|num|no|id|code))(?:'s|\s+is)?\W*pa\W*$", re.IGNORECASE
)
"""After "the authorization number is" the letters p and a belong to it."""
_PREFIXED_EFT = re.compile(
    r"\b(?:trace|reference|payment)\s+(?:number|num|no|id)(?:'s|\s+is)?\W+e\s?f\s?t\W*$", re.IGNORECASE
)
_AUTHORIZED = re.compile(
    r"\b(?:(?:20\d\d-)?(?:AUTH?|AU|PA|PRE|REF|UM)-?(?:\d{5,}(?:-[A-Z]{1,3})?|\d{2,4}-\d{4,})|\d{2,4}-(?:PA|AU|AUTH|UM|REF)-?\d{4,})\b",
    re.IGNORECASE,
)
"""Prefixes under which authorizations are numbered."""
_OF_A_CLAIM = re.compile(r"\b(?:claim|clm)s?\W*(?:(?:number|num|no|id)\b\W*)?$", re.IGNORECASE)
"""Right behind it "PA-40918" is a claim."""
_WHOSE_PAPER = re.compile(r"\w\s+(?:for|4|on|of|about|re)\W*(?:claims?\W*)?$", re.IGNORECASE)
"""Between "fax" and a number: "the invoice for 5567013" names the claim, not where to."""
_WHOSE_PAYMENT = re.compile(
    r"^\W*(?:and|&|n)\s+(?:the\s+)?(?:date|amount|amt)\s+(?:for|of|on)\W*(?:claims?\W*)?$", re.IGNORECASE
)
"""Between "check #" and a number: "check # and date for J2290415" names the claim."""
_WHAT_FOR = re.compile(r"^\s+(?:[\w']+\s+){0,2}(?:for|4|covering)\W*$", re.IGNORECASE)
"""Between "auth" and a number: "is there an auth loaded for 29881" names the service."""
_WHAT_KIND = re.compile(r"^\s+(?:for\s+)?(?:an?|the|my|his|her)\s+(?:[a-z]\s+){0,4}$", re.IGNORECASE)
""" "The auth number for a m r i seven three seven two one", "precert a six seven oh two eight"."""
_IT_IS = re.compile(
    r"^\W*(?:[\w']+\W+){1,11}(?:it'?s|(?:new|right|correct|current|good)\s+(?:one|number)(?:'s|\s+is)|use|go\s+(?:with|by)|"
    r"(?:change|switch|update|make)\s+(?:it|that)(?:\s+to)?|should(?:'ve)?\s+(?:be|been|read)|put)\W*$",
    re.IGNORECASE,
)
""" "Scratch that tax id I gave you, the old one, it's …": what was named is told at last."""
_SPELLED = re.compile(rf"(?:\b(?:{FIGURES_SAID}|double|triple|[a-z])\s+){{4,}}", re.IGNORECASE)
""" "Our old fax six one four … is disconnected, use …": what is refused there is one word."""
_ANOTHER_QUESTION = re.compile(r"(?:&|\band)\s+(?:is|are|was|has|does|did|do)\s", re.IGNORECASE)
""" "… need PA & is X active": the label is of the question before."""
_BEFORE = re.compile(r"(?<![\w-])b4(?=\s+(?:[A-Za-z]{2,}|\d{1,2}(?::\d\d)?\s*[AaPp][Mm]?\b|\d{1,2}:|\d{1,2}\W*$))")
""" "Call 713-555-0192 b4 4pm": no part of a number."""
_TEST_BESIDE = re.compile(
    r"\b(?:TEE|TTE|MRI|MRA|CT|CTA|PET|EKG|ECG|EEG|EMG|EGD|ERCP|PFT|DEXA|IVIG|OT|PT|ST|CABG|TKA|THA|TAVR|ICD|ECMO|HBOT?|ABA|TMS|"
    r"IMRT|SBRT|SRS|MRCP|HIDA|MUGA|SPECT|EBUS|RFA|ESI|MBB|SCS|ACDF|ORIF|TURP|LEEP|PCI|IUI|IVF|CPAP|TENS|TPN|CGM|NCV|NCS|PSG|HST|NST|BMT|ECHO)"
    r"(?=\s+[A-Z]?\d{4,5}\b(?!-|\s\d))", re.IGNORECASE,
)  # fmt: skip
""" "TEE 93312": the name of what was done, beside its code; no letters of a number."""
_LETTERED = frozenset({"member_id", "claim_number"})
_CODE_LENGTH, _PREFIX_LENGTH = 5, 3
_TWO, _BEGUN, _IN_PARTS = 2, 3, 0.7
_LOCAL, _AREA = 7, 3  # digits of a telephone number without its area code, and of the code


def hear_identifiers(line: Line) -> None:
    take_refused(line)
    for written in _AUTHORIZED.finditer(line.said.text):
        if not line.is_taken(written.start(), written.end()) and not _OF_A_CLAIM.search(
            line.said.text[: written.start()]
        ):
            value = written.group().replace("-", "").upper()
            line.add("auth_number", value, written.start(), written.end(), 0.85)
    for before in _BEFORE.finditer(line.said.text):
        line.take(before.start(), before.end())
    for test in _TEST_BESIDE.finditer(line.said.text):
        if not any(b.name in _LETTERED and not line.said.text[b.end : test.start()].strip(" :#") for b in line.labels):
            line.take(test.start(), test.end())
    take_beside_phones(line)
    hear_in_parts(line)
    for _ in range(12):
        blocked = line.taken | mere_words(line)
        fresh = False
        for run in find_runs(line.tokens, blocked):
            line.runs.append(run)
            refused = is_refused(line, run)
            match = None if refused else _read_run(line, run)
            if match:
                start, end = line.tokens[match.first].start, line.tokens[match.last - 1].end
                value = match.shaped.value
                if match.shaped.name == "auth_number" and _PREFIXED_PA.search(line.said.text[:start]):
                    value = f"PA{value}"
                if match.shaped.name == "trace_number" and _PREFIXED_EFT.search(line.said.text[:start]):
                    value = f"EFT{value}"
                said_apart = match.last > match.first + 1 and equal_parts(match.shaped.name, value)
                if said_apart and is_thrown_away(line, start):
                    said_apart = said_apart[-1:]
                for one in said_apart or [value]:
                    others = () if said_apart else match.others
                    line.add(match.shaped.name, one, start, end, 0.5 + match.score / 2, others)
                line.taken.update(range(run.refused or run.first, run.first))  # "you read back … it's …"
                fresh = True
                break
            line.taken.update(range(run.first, run.last))
        if not fresh:
            break
    _join_parts(line)
    _take_area_code(line)


_AREA_CODE = re.compile(r"\W*(?:(?:and|with|in|that's)\W+)?(?:the\s+)?area\s+code\W*(?:is\s+)?", re.IGNORECASE)


def _take_area_code(line: Line) -> None:
    """ "555-0144 area code 614", "five five five … four four, area code six one four"."""
    for k, fact in enumerate(line.found):
        led = _AREA_CODE.match(line.said.text, fact.end) if fact.name == "phone_number" else None
        if led is None or len(str(fact.value)) != _LOCAL:
            continue
        first = next((i for i, t in enumerate(line.tokens) if t.start >= led.end()), len(line.tokens))
        code, last = "", first
        while last < len(line.tokens) and len(code) < _AREA and (unit := unit_at(line.tokens, last)):
            code, last = code + unit.options[0][0], unit.last
        if len(code) == _AREA and code.isdigit():
            line.found[k] = replace(fact, value=f"{code}{fact.value}", end=line.tokens[last - 1].end)
            line.take(fact.start, line.tokens[last - 1].end)


def _join_parts(line: Line) -> None:
    """What was asked for, said in parts with talk between them: "one four six eight, you there? three eight eight …"."""
    told = [f for f in line.found if f.name == line.expects]
    short = [f for f in told if f.name == "member_id" and len(str(f.value)) < WHOLE_MEMBER_ID]
    parts = sorted([*line.parts, *((f.start, f.end, str(f.value)) for f in short)])
    if not line.parts or len(parts) < _TWO or len(told) > len(short):
        return
    if short and any(part[0].isalpha() for _, _, part in parts[1:]):
        return  # "it should be a nine, it's r p nine …": another begins with letters
    longest = max((part for _, _, part in parts), key=len)
    if short and all(longest.startswith(part[:_BEGUN]) for _, _, part in parts):
        return  # "b six six one, just the letter b then six six one nine three": said anew, not gone on with
    start, end, characters = parts[0][0], parts[-1][1], "".join(part for _, _, part in parts)
    if any(f.start < end and f.end > start for f in line.found if f not in short):
        return
    line.found = [f for f in line.found if f not in short]
    shaped = shape(str(line.expects), characters)
    if shaped is not None and len(characters) >= LENGTHS.get(str(line.expects), WHOLE_MEMBER_ID):
        line.add(shaped.name, shaped.value, start, end, _IN_PARTS)
        line.piece = None
    else:
        line.piece = Piece(str(line.expects), characters)


def _read_run(line: Line, run: Run) -> Match | None:
    if again := _begun_before(line, run):
        return again
    listed = listed_after(line, run)
    if listed and line.expects in (None, listed.shaped.name):
        return listed
    if first := first_of_several(line, run):
        return first
    label = _label_of(line, run)
    if label and label.name == "member_id" and _called_npi(line, run) and (npi := best_match(run, "npi")):
        return npi
    if label and (service := _named_by_its_service(line, run, label)):
        return service
    if label:
        run = _with_its_letter(line, run, label)
        match = best_match(run, label.name)
        if label.name == "claim_last4" and (whole := best_match(run, "claim_number")) and len(whole.shaped.value) >= 6:
            match = whole
        match = match or _with_misheard_end(line, run, label.name)
        if match and match.score > 0.1:
            return match
        _keep_piece(line, run, label.name)
        guess = by_shape(line, run)
        no_phone = label.name == "phone_number" and any(c.isalpha() for c in plain_characters(run))
        return guess if guess and (guess.shaped.score >= 0.95 or no_phone) else None
    guess = by_shape(line, run)
    expected = line.expects if line.expects in CHECKS else None
    told = [str(f.value) for f in line.found if f.name == expected]
    one_more = expected == "procedure_code" and len(plain_characters(run)) in (_CODE_LENGTH, _CODE_LENGTH + 1)
    if expected is None or (told and not (one_more or _begins_again(run, told) or _put_right(line, run, expected))):
        characters = plain_characters(run)
        if expected == "member_id" and guess is None and not _in_passing(line, characters):
            _keep_part(line, run, expected, characters)
        return guess
    if guess and guess.shaped.name != expected and _unmistakable(line, guess):
        return guess
    match = _asked(line, run, expected)
    if match is None:
        _keep_piece(line, run, expected)
        sure = guess is not None and (guess.score >= 0.85 or guess.shaped.name == "procedure_code")
        return guess if sure else None
    return match


def _with_its_letter(line: Line, run: Run, label: Label) -> Run:
    """The run with the a of "claim a p double four …" a letter: right after a label and before a letter it is no article."""
    head = run.segments[0]
    told = (
        line.tokens[run.first].word in ("a", "i")
        and not line.said.text[label.end : line.tokens[run.first].start].strip()
    )
    if (
        not told
        or len(head.units) < _TWO
        or head.units[1].kind != "letter"
        or head.units[1].last > head.units[1].first + 1
    ):
        return run
    first = replace(head.units[0], kind="letter")
    return replace(run, segments=[replace(head, units=[first, *head.units[1:]]), *run.segments[1:]])


def _named_by_its_service(line: Line, run: Run, label: Label) -> Match | None:
    if not is_claim_for_a_service(line.said.text, label) or not is_numbered_as_procedure(plain_characters(run)):
        return None
    match = best_match(run, "procedure_code")
    return match if match and len(plain_characters(run)) == len(match.shaped.value) else None


_BEGUN_BEFORE = 4


def _begins_again(run: Run, told: Sequence[str]) -> bool:
    """Whether a run says from its beginning what was only begun: "e four four nine hang on sir … e four four nine oh one"."""
    whole = plain_characters(run)
    return any(len(whole) > len(begun) >= _BEGUN_BEFORE and whole.startswith(begun) for begun in told)


def _begun_before(line: Line, run: Run) -> Match | None:
    """The whole of "member number nine oh two one seven, wait i lost my place, nine oh two one seven four five": of the kind
    it was begun as, which only a part of it was taken for."""
    whole, start = plain_characters(run), line.tokens[run.first].start
    begun = max((f for f in line.found if f.name in NUMBERED and f.end <= start), key=lambda f: f.end, default=None)
    if (
        begun is None
        or not _CODE_LENGTH <= len(str(begun.value)) < len(whole)
        or not whole.startswith(str(begun.value))
    ):
        return None
    match = best_match(run, begun.name)
    return match if match is not None and match.shaped.value == whole else None


def _put_right(line: Line, run: Run, name: str) -> bool:
    """Whether a run is what was just told with a slip mended: "W2209L184 no wait thats an i not an L. W2209I184"."""
    start = line.tokens[run.first].start
    before = max((f for f in line.found if f.name == name and f.end <= start), key=lambda f: f.end, default=None)
    if before is None:
        return False
    value, again = str(before.value), plain_characters(run)
    alike = len(again) >= _CODE_LENGTH and value != again and is_misread(value, again, _SLIPS)
    alike = alike or (len(again) > len(value) and again[:_BEGUN_BEFORE] == value[:_BEGUN_BEFORE])
    return alike and corrects(line.said.text[before.end : start])


_SLIPS = 3


def corrects(between: str) -> bool:
    """Whether what stands between two values takes the first back: "no", "sorry", "typo", the star of "*RF0093312"."""
    tokens = tokenise(between)
    return between.strip() == "*" or any(CORRECTIONS.at(tokens, i) for i in range(len(tokens)))


def _asked(line: Line, run: Run, expected: str) -> Match | None:
    if behind := _behind_an_outcry(line, run, expected):
        return behind
    match = best_match(run, expected) or _with_misheard_end(line, run, expected)
    if expected == "claim_number" and (match is None or len(match.shaped.value) <= 5):
        short = best_match(run, "claim_last4")
        match = match if match and len(plain_characters(run)) == len(match.shaped.value) else short or match
    if match is None or match.score <= 0.1:
        return None
    if expected == "member_id" and not line.spoken and (prefix := _prefix_before(line, match)):
        value = prefix + match.shaped.value
        return replace(match, shaped=replace(match.shaped, value=value), first=match.first - 1, others=())
    if expected in DIGITS_ONLY and expected not in ("npi",) and _much_left(line, run, match):
        return None
    return match


def _behind_an_outcry(line: Line, run: Run, name: str) -> Match | None:
    """The number of "oh three nine five …", which is one digit too long with its oh."""
    head = run.segments[0]
    if run.first or line.tokens[0].word != "oh" or name not in DIGITS_ONLY or len(head.units) < _TWO:
        return None
    rest = replace(run, first=1, segments=[replace(head, units=head.units[1:], gaps=head.gaps[1:]), *run.segments[1:]])
    match, said = best_match(rest, name), plain_characters(rest)
    whole = match is not None and len(match.shaped.value) == len(said) >= LENGTHS.get(name, len(said))
    return match if whole and (name != "phone_number" or len(said) > _LOCAL) else None


def _with_misheard_end(line: Line, run: Run, name: str) -> Match | None:
    """The npi that the "too" of "… nine three five too is what's on the form" ends, where the check digit says so."""
    word = line.tokens[run.last].word if run.last < len(line.tokens) and run.last not in line.taken else ""
    end = HOMOPHONES.get(word, "")
    said = plain_characters(run) + end
    if name != "npi" or not line.spoken or not end.isdigit() or (shaped := shape(name, said)) is None:
        return None
    return Match(shaped, run.first, run.last + 1, _IN_PARTS)


def _prefix_before(line: Line, match: Match) -> str:
    """The letters of "card says zpq 70412" and "its yb 3098 8214", small and apart: the figures alone are no member's."""
    i = match.first - 1
    if i < 0 or not match.shaped.value.isdigit() or i in line.taken:
        return ""
    word = line.tokens[i].word
    ordinary = word in NOT_NAMES or word in FILLERS or word in HOMOPHONES or word in ("has", "got", "one")
    two = len(word) == 2 and not set(word) & set("aeiou") and word not in _TWO_LETTERS
    return word.upper() if (two or len(word) == _PREFIX_LENGTH) and word.isalpha() and not ordinary else ""


_TWO_LETTERS = frozenset("ty tx rx ms mr dr hr pt my by".split())
"""Words in haste that stand before a number."""


def _much_left(line: Line, run: Run, match: Match) -> bool:
    """Fixed-length numbers are not cut out of longer ones."""
    units = [u for s in run.segments for u in s.units]
    cut = [u for u in units if (u.last <= match.first or u.first >= match.last) and u.kind in ("digit", "chunk")]
    left = sum(len(u.options[0][0]) for u in cut)
    near = any((u.first == match.last and not u.typed) or (u.last == match.first and not u.typed) for u in cut)
    return bool(left) and near and len(run.segments) == 1


def _keep_piece(line: Line, run: Run, name: str) -> None:
    characters = plain_characters(run)
    if _in_passing(line, characters):
        return
    _keep_part(line, run, name, characters)
    if characters and (line.piece is None or len(characters) > len(line.piece.characters)) and len(characters) <= 40:
        line.piece = Piece(name, characters)


def _in_passing(line: Line, characters: str) -> bool:
    """ "One of my two patients", "thirty days ago", "… all one word", "the 2/4/26 one"."""
    return len(characters) <= _TWO and (_words_beside(line) >= _TWO or any(f.name in DATE_SLOTS for f in line.found))


def _keep_part(line: Line, run: Run, name: str, characters: str) -> None:
    typed = any(line.tokens[i].is_figure for i in range(run.first, run.last))
    in_words = not typed and any(c.isdigit() for c in characters)
    if characters and name == line.expects and (line.spoken or in_words):
        line.parts.append((line.tokens[run.first].start, line.tokens[run.last - 1].end, characters))


def _words_beside(line: Line) -> int:
    """The words of a line that are no characters, no label and none that people say between two characters."""
    tokens = [(i, t.word) for i, t in enumerate(line.tokens) if t.is_word and len(t.word) > 1 and not line.in_label(i)]
    return sum(word not in FILLERS and unit_at(line.tokens, i) is None for i, word in tokens)


def _label_of(line: Line, run: Run) -> Label | None:
    to_use = line.tokens[run.first].word in ("use", "be") and run.first + 1 < run.last
    start, end = line.tokens[run.first + to_use].start, line.tokens[run.last - 1].end
    before = labels_before(line.said.text, line.labels, start)
    if before:
        label = before[-1]
        between = line.said.text[label.end : start]
        used = any(f.start >= label.end and f.end <= start for f in line.found)
        if (
            label.name in CHECKS
            and not used
            and "\n" not in between.strip(" ")
            and (len(between.split()) <= 6 or _IT_IS.search(_SPELLED.sub("number ", between)))
            and not _starts_sentence(between)
            and not _ANOTHER_QUESTION.search(between)
            and not (label.name == "auth_number" and run.last == run.first + 1 and _WHAT_FOR.search(between))
            and not (
                label.name == "auth_number"
                and _WHAT_KIND.search(between)
                and is_numbered_as_procedure(plain_characters(run))
            )
            and not is_of_a_service(
                label, between, written := plain_characters(run), numbered=is_numbered_as_procedure(written)
            )
            and not (label.name == "trace_number" and _WHOSE_PAYMENT.search(between))
            and not (label.name == "phone_number" and _WHOSE_PAPER.search(between + _leading_for(line, run)))
        ):
            return told_on_another(line.said.text, before, between) or of_a_claim(label, between)
    for label in line.labels:
        if label.start >= end and label.name in CHECKS:
            between = line.said.text[end : label.start]
            linked = re.fullmatch(
                r"\W*(is|was|that's|it's|as|for|being)?\W*(the|my|our|your|his|her|their|a)?\W*(patient'?s?|member'?s?|provider'?s?)?\W*",
                between,
                re.I,
            )
            stops = re.search(r"\n|[.?!]\s", between) or ("," in between and "is" not in between)
            if linked and not stops and not _has_own_value(line, label):
                return label
            break
    return None


_CALLED_NPI = re.compile(r"\W*(?:(?:that's|that\s+is|is)\s+(?:my|the|our)\s+)?(?:n\s?p\s?i)\b", re.IGNORECASE)


def _called_npi(line: Line, run: Run) -> bool:
    """Whether a number is called so behind it: "my id's one two six six … npi"."""
    return _CALLED_NPI.match(line.said.text, line.tokens[run.last - 1].end) is not None


def _leading_for(line: Line, run: Run) -> str:
    """The "for" of "fax the report for double seven …", which might have been a four of the number."""
    word = line.tokens[run.first].word
    return word if word == "for" else ""


def _has_own_value(line: Line, label: Label) -> bool:
    """Whether characters follow a label closely, so that it does not speak of what stands before it."""
    after = [i for i, t in enumerate(line.tokens) if t.start >= label.end][:3]
    units = [unit_at(line.tokens, i) for i in after]
    spelled = [unit is not None and unit.kind == "letter" for unit in units[:_TWO]] == [True] * _TWO
    return spelled or any(unit is not None and unit.kind in ("digit", "chunk") for unit in units)


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


_OF_CHARACTERS = re.compile(r"\b(?:letter|zero|digit|typo)s?\b|\bnot\s+(?:an?\s+)?\w\b", re.IGNORECASE)
""" "Claim ends in 4O letter not zero. WQ2284O": what is remarked of characters, then the whole."""


def _starts_sentence(between: str) -> bool:
    return re.search(r"[.?!]\s", between) is not None and not (
        _OF_CHARACTERS.search(between) and "?" not in between and re.search(r"[.!]\W*$", between)
    )
