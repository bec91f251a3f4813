"""Names of people: after a word that announces them, where a name was asked for, or in capitals beside other facts."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from assistant.identifiers.known_names import FIRST_NAMES
from assistant.identifiers.ordinary_words import ordinary_words
from assistant.identifiers.tokens import Token
from assistant.identifiers.units import unit_at
from assistant.identifiers.vocabulary import MONTHS, NATO, SMALL, WEEKDAYS

NOT_NAMES = frozenset(
    """
    a an and the of for from with at to in on by is are was be it its it's that's this that these those i i'm
    i'd i've im you your we we're our us they them their he she his her him my mine me who what when where why
    how which can could would will do does did don't dont not no nope yes yeah yep ok okay please thanks thank
    hi hello hey good morning afternoon uh um er so well just want need have has had get got give tell know
    check checking claim claims claim's number status id member patient provider npi tax date birth service born
    dob dos tin mbr pt clm zip code phone call calling called name first last middle said says sorry wait hold
    actually if but or because about denied paid denial appeal payment pay bill billed billing office doctor
    doctor's dr insurance plan policy card remit eob person human agent representative rep someone somebody
    speak talk help question there here then next now one two another same patient's member's also think sure
    right correct wrong mean new old all any some up down out come go back again still only really very husband wife son
    daughter mother father mom dad child kid spouse baby sister brother procedure visit appointment seen letter
    medicare medicaid amount dollars reason looking like let let's regarding re per as own under spelled
    spelling spell hers yours working work hospital department desk line today yesterday tomorrow calls am pm
    see sent send submit submitted account acct ref reference auth authorization eft trace group clinic health
    center medical medicine family associates practice care services llc inc pc pllc md np rn orthopedics
    orthopaedics physicians pediatrics dental cardiology radiology surgery therapy partners institute network
    dear honey hun sweetie mister missus
    wellness university memorial regional community urgent oh zero double triple five ending ends dash hyphen
    subscriber insured policyholder dependent caller self myself holder provider's record records file case
    system portal nobody nothing none unknown unsure idea remember forgot handy start over repeat slower hang
    minute second moment sec representative's operator supervisor manager spanish english mutual speaking here's
    mr. ms. responsibility deductible copay coinsurance eligibility bluecross blue cross shield aetna cigna
    humana united healthcare anthem kaiser bluecrest visits sessions used limit limits eval evals copays after without instead
    even active still covered currently fyi btw attn asap pls plz thx ok'd years year's attorney counselor nurse johns
    being getting having presidents president's veterans columbus
    once christmas halloween thanksgiving easter workers comp prior director blvd street avenue regards sincerely
    part widowed married divorced deceased retired changed misspelled mispelled presented presenting
    """.split()
)
_PREFIXES = frozenset(
    {"de", "la", "del", "van", "von", "der", "st", "mc", "mac", "o", "al", "el", "da", "di", "le", "den", "bin", "san"}
)
_BEFORE_THE_LAST = frozenset("thi van thanh ngoc duc minh quoc xuan".split())
"""Middle names of Vietnamese names: another word always follows ("nguyen thi lan")."""
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mister", "missus", "dr", "doctor"})
_STREETS = frozenset("st street ave rd road ln lane blvd hwy highway".split())
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_CAPITAL = r"(?=\s+(?-i:[A-Z][a-z]))"
_ANNOUNCED = re.compile(
    r"\b(?:(?P<kind>first|last|full|sur|family|given|maiden)\s*name\s*(?:is|was|:|of|-|=)?|sur\s?name\s*(?:is|:)?|"
    r"(?:my|the|his|her|their|patient(?:'s)?|pt(?:'s)?|member(?:'s)?|subscriber(?:'s)?|insured(?:'s)?|caller(?:'s)?|child(?:'s)?)?"
    r"\s*name(?:'s|\s*(?:is|was|:|-|=))(?:\s+(?:spelled|spelt)(?=\s))?|"
    r"(?:patient|pt|ptnt|member|insured|name|subscriber)\s*(?::|=|\bis\b|-(?=\s)|#?\s*name\b:?)|"
    rf"(?:this\s+is|i\s+am|i'm|it's|speaking\s+with|for|about|on){_CAPITAL}|"
    rf"(?:patient|pt|member|claims?|behalf|next(?:\s+(?:one|patient|up|is))?)\s*(?:for|of|is|:|,)?{_CAPITAL}|"
    r"name\W{1,3}it'?s|"
    rf"(?:named|called){_CAPITAL}|(?P<small>(?:patient|pt|member)(?:\s+(?:for|named|called|is))?)(?=\s+[a-z]))\s*",
    re.IGNORECASE,
)
_IS_THE_PATIENT = re.compile(
    r"(?-i:((?:[A-Z][\w'-]+\s+){1,2}[A-Z][\w'-]+))\s+is\s+(?:the|our|my)\s+(?:patient|pt|member|subscriber|insured)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SaidName:
    """A name at characters [start, end) of the plain text; `kind` first, last or whole; `score` how sure."""

    value: str
    start: int
    end: int
    kind: str
    score: float


def find_names(
    text: str, tokens: Sequence[Token], blocked: Container[int], *, asked: str | None, beside_facts: bool
) -> list[SaidName]:
    """The names of a line. `asked` is whole, first or last where a name was the question."""
    found = _announced(text, tokens, blocked, asked=asked is not None)
    if not found and asked:
        answer = _answer(text, tokens, blocked, asked)
        found = [answer] if answer else []
    if asked == "whole" and (both := _both_spelled(text)):
        found = [both]
    if asked and (both := _first_and_last_told(text, tokens, blocked)):
        found = [both]
    if asked == "whole" and (both := _told_in_turn(text)):
        return [both]
    if asked and len(found) == 1 and found[0].kind == "first":
        found = _with_last_before(text, tokens, blocked, found[0])
    if len(found) == 1 and found[0].kind == "last":
        found = _with_first_after(text, tokens, blocked, found[0])
    if asked == "whole" and len(found) == 1 and found[0].kind == "last":
        found = _with_first_before(text, tokens, blocked, found[0])
    if not found and beside_facts:
        found = _in_capitals(text, tokens, blocked)
    return _joined(found)


def _with_last_before(text: str, tokens: Sequence[Token], blocked: Container[int], first: SaidName) -> list[SaidName]:
    """ "it's tran, t r a n, first name kim": what stands before the first name is the last one."""
    lead = text[: first.start].lower().rfind("first")
    before = [t for t in tokens if t.end <= lead]
    last = _answer(text[:lead], before, blocked, "last") if before else None
    if last is None or " " in last.value:
        return [first]
    return [SaidName(f"{first.value} {last.value}", last.start, first.end, "whole", 0.8)]


_FIRST_AFTER = re.compile(r"\bfirst(?:\s+is|'s)?\s+(?P<first>[a-z][a-z'-]+)\W*$", re.IGNORECASE)


def _with_first_after(text: str, tokens: Sequence[Token], blocked: Container[int], last: SaidName) -> list[SaidName]:
    """ "last name farrow f a r r o w first lydia": the first name told after the last one."""
    told = _FIRST_AFTER.search(text, last.end)
    at = next((i for i, t in enumerate(tokens) if told and t.start >= told.start("first")), len(tokens))
    first = _name_at(text, tokens, at, blocked, capitals=False, spelled=False) if told and at < len(tokens) else None
    if first is None or " " in first.value:
        return [last]
    return [SaidName(f"{first.value} {last.value}", last.start, first.end, "whole", 0.8)]


_SPELT = r"(?:\s+[a-z]\b(?:\s+(?:as\s+in|for|like)\s+[a-z]{2,})?){2,}"
_PART = r"(?:\s+name)?(?:'s|\s+is|\s+was)?\s+(?!name\b|is\b)"
_IN_TURN = re.compile(
    rf"\b(?P<kind>first|last){_PART}(?P<one>[a-z][a-z'-]+)(?P<letters>{_SPELT})?\W+(?:(?:and|then|the|my|his|her|with)\W+)*"
    rf"(?:first|last){_PART}(?P<other>[a-z][a-z'-]+)(?P<more>{_SPELT})?\W*$",
    re.IGNORECASE,
)


def _told_in_turn(text: str) -> SaidName | None:
    """ "First is marisa m a r i s a last is coe c o e", "last name pham p as in peter h a m first name linh"."""
    told = _IN_TURN.search(text)
    if told is None or any(told[part].lower() in NOT_NAMES for part in ("one", "other")):
        return None
    parts = []
    for word, letters in ((told["one"], told["letters"]), (told["other"], told["more"])):
        spelt = re.sub(r"\s+(?:as\s+in|for|like)\s+[a-z]{2,}", "", letters or "", flags=re.IGNORECASE)
        spelt = re.sub(r"\W", "", spelt)
        parts.append(proper(spelt if spelt[:1].lower() == word[0].lower() else word))
    first, last = parts if told["kind"].lower() == "first" else parts[::-1]
    return SaidName(f"{first} {last}", *told.span(), "whole", 0.8)


_TOLD_APART = re.compile(
    r"^(?P<one>.+?)\s+(?:is|was|that's)\s+(?:the|my|his|her|our)?\s*(?P<kind>last|first)(?:\s+name)?\W+(?:(?:and|then)\W+)?(?P<other>.+?)\s+"
    r"(?:is|was|that's)\s+(?:the|my|his|her|our)?\s*(?:first|last)(?:\s+name)?\W*$",
    re.IGNORECASE,
)


def _first_and_last_told(text: str, tokens: Sequence[Token], blocked: Container[int]) -> SaidName | None:
    """ "o k o n k w o is the last and adaeze is the first"."""
    told = _TOLD_APART.match(text)
    if told is None:
        return None
    parts: dict[str, str] = {}
    for group, kind in (
        ("one", told["kind"].lower()),
        ("other", "first" if told["kind"].lower() == "last" else "last"),
    ):
        start, end = told.span(group)
        at = next((i for i, t in enumerate(tokens) if t.start >= start), len(tokens))
        name = _answer(text[:end], [t for t in tokens[at:] if t.end <= end], range(0), "whole")
        if name is None or any(i in blocked for i, t in enumerate(tokens) if start <= t.start < end):
            return None
        parts[kind] = name.value
    return SaidName(f"{parts['first']} {parts['last']}", *told.span(), "whole", 0.8)


_BOTH_SPELLED = re.compile(
    r"^\W*(?:(?:it's|its|that's|thats|the|name|patient|patient's|is|yes|yeah|um|uh|so|okay)\s+)*(?P<one>[a-z][a-z'-]+)\W+(?:but\s+)?(?:(?:it's|that's|its)\s+)?"
    r"(?:spelled\s+)?(?P<letters>[a-z](?:\W+[a-z]\b){2,})\W+(?:(?:and|then|the|last|name|is|it's)\s+){0,5}(?P<other>[a-z][a-z'-]{2,})"
    r"(?:\W+(?:spelled\s+)?(?P<more>[a-z](?:\W+[a-z]\b){2,}))?\W*$",
    re.IGNORECASE,
)


def _both_spelled(text: str) -> SaidName | None:
    """ "Siobhan but it's spelled s i o b h a n and then keane k e a n e": first and last name, each with its letters."""
    told = _BOTH_SPELLED.match(text)
    if told is None or told["one"].lower() in NOT_NAMES or told["other"].lower() in NOT_NAMES:
        return None
    first, more = (re.sub(r"\W", "", told[group] or "").lower() for group in ("letters", "more"))
    last = more or told["other"].lower()
    if first[0] != told["one"][0].lower() or last[0] != told["other"][0].lower():
        return None
    return SaidName(f"{proper(first)} {proper(last)}", *told.span(), "whole", 0.8)


def _with_first_before(text: str, tokens: Sequence[Token], blocked: Container[int], last: SaidName) -> list[SaidName]:
    """ "it's wilhelmina, everybody says billie, last name stroud": the first name said stands before the last one."""
    lead = re.search(r"\W(?:but|and|or|everybody|people|they|last|family|sur)\b|,", text[: last.start], re.IGNORECASE)
    before = [t for t in tokens if lead and t.end <= lead.start()]
    first = _answer(text[: lead.start()], before, blocked, "first") if lead and before else None
    if first is None or " " in first.value:
        return [last]
    return [SaidName(f"{first.value} {last.value}", first.start, last.end, "whole", 0.8)]


def _announced(text: str, tokens: Sequence[Token], blocked: Container[int], *, asked: bool) -> list[SaidName]:
    found: list[SaidName] = []
    for match in _ANNOUNCED.finditer(text):
        phrase = match.group().strip().lower()
        small = match["small"] is not None or (match["kind"] is None and phrase.endswith((" is", "\nis")))
        first = next((i for i, t in enumerate(tokens) if t.start >= match.end()), len(tokens))
        strict = not ("name" in phrase or phrase.endswith(":"))
        name = _name_at(text, tokens, first, blocked, capitals=strict and not small, spelled=not strict)
        one_name = name is not None and match["kind"] is None and name.value.lower() in FIRST_NAMES and not asked
        if (
            name is None
            or one_name
            or (strict and " " not in name.value)
            or (small and not _stands_alone(tokens, name, blocked))
        ):
            continue
        kind = {"first": "first", "given": "first", "last": "last", "sur": "last", "family": "last"}.get(
            match["kind"] or "", "whole"
        )
        kind = "last" if "surname" in phrase or "sur name" in phrase else kind
        if not any(name.start < other.end and name.end > other.start for other in found):
            found.append(SaidName(name.value, name.start, name.end, kind, 0.9 if not strict else 0.75))
    if not found and (patient := _IS_THE_PATIENT.search(text)):
        found.append(SaidName(patient[1], patient.start(1), patient.end(1), "whole", 0.8))
    return found


def _stands_alone(tokens: Sequence[Token], name: SaidName, blocked: Container[int]) -> bool:
    """Whether a name in small letters is one: no ordinary word in it, or one that is none and nothing said after it."""
    strange = any(w not in ordinary_words() for w in name.value.lower().split())
    return _plainly_named(name.value) or (strange and _closed(tokens, name.end, blocked))


def _closed(tokens: Sequence[Token], end: int, blocked: Container[int]) -> bool:
    """Whether a name said in small letters is followed by nothing, a mark, a figure or another fact."""
    after = next((i for i, t in enumerate(tokens) if t.start >= end), None)
    return (
        after is None
        or after in blocked
        or not tokens[after].is_word
        or tokens[after].word in ("please", "thanks", "thank", "dear", "honey", "hun", "sir", "ma'am")
    )


def _name_at(
    text: str, tokens: Sequence[Token], i: int, blocked: Container[int], *, capitals: bool, spelled: bool
) -> SaidName | None:
    """The name that begins at token i: up to four words, "Last, First" turned round, or letters spelled out."""
    while i < len(tokens) and tokens[i].word in ("uh", "um", "is", ":", "-", "it's", *_TITLES):
        i += 1
    if spelled and (letters := _spelled(tokens, i, blocked)):
        return SaidName(proper(letters[0]), tokens[i].start, tokens[letters[1] - 1].end, "whole", 0.8)
    words: list[str] = []
    comma_at, j, start = 0, i, i
    while j < len(tokens) and j not in blocked and len(words) < 5:
        token = tokens[j]
        letter = len(token.word) == 1 and token.is_word
        if words and (letter or token.word in NATO) and (told := _spelled(tokens, j, blocked)) and _is_spelled(words, told[0]):
            j = told[1]  # "okafor oscar kilo alpha foxtrot oscar romeo", "pena p as in papa e n a"
            break
        if (
            words
            and len(token.word) == 1
            and j + 1 < len(tokens)
            and len(tokens[j + 1].word) == 1
            and tokens[j + 1].is_word
        ):
            break
        if (
            token.word == ","
            and words
            and not comma_at
            and j + 1 < len(tokens)
            and _is_name_word(text, tokens[j + 1], capitals)
            and j + 1 not in blocked
        ):
            comma_at = len(words)
        elif token.word in ("-", ".") and words and token.glued:
            if token.word == "-" and j + 1 < len(tokens) and tokens[j + 1].glued and tokens[j + 1].is_word:
                words[-1] += "-" + text[tokens[j + 1].start : tokens[j + 1].end]
                j += 1
            elif token.word == "." and len(words[-1]) > 2:
                break
        elif (
            (
                words
                and len(token.word) == 1
                and text[token.start].isupper()
                and j + 1 < len(tokens)
                and tokens[j + 1].word == "."
            )
            or _is_name_word(text, token, capitals)
            or (words and token.word in _PREFIXES | _SUFFIXES)
        ):
            ordinary = text[token.start].islower() and token.word in ordinary_words()
            if len(words) > 1 and ordinary and words[-1].lower() not in _BEFORE_THE_LAST:
                break  # "… X Y everybody calls me …"
            words.append(text[token.start : token.end])
        else:
            break
        j += 1
    while j > i and tokens[j - 1].word in (",", "."):
        j -= 1
    if all(len(w) == 1 for w in words) or words[-1].lower() in _STREETS:
        return None
    if spelled and len(words) == 1 and (again := _spelled(tokens, j, blocked)) and again[0].lower() == words[0].lower():
        j = again[1]
    if comma_at:
        words = words[comma_at:] + words[:comma_at]
    words = [w for w in words if w.lower() not in _SUFFIXES] or words
    if len(words) > 2 and words[0].lower() == words[1].lower():  # "elena elena marchetti"
        words = words[1:]
    return SaidName(proper(" ".join(words)), tokens[start].start, tokens[j - 1].end, "whole", 0.8)


def _is_name_word(text: str, token: Token, capitals: bool) -> bool:
    if not token.is_word or token.word in NOT_NAMES or token.word.endswith("n't") or token.word in WEEKDAYS:
        return False
    if token.word in SMALL or (
        token.word in MONTHS and token.word not in ("april", "may", "june", "august", "mar", "jan", "march")
    ):
        return False
    return not capitals or text[token.start].isupper()


def _spelled(tokens: Sequence[Token], i: int, blocked: Container[int]) -> tuple[str, int] | None:
    """ "s m i t h", "s as in sam m i double t", "sierra mike ..."; at least three letters."""
    letters, j, singles = "", i, 0
    while j < len(tokens) and j not in blocked:
        if tokens[j].word in ("-", ",", "then", ".") and letters:
            j += 1
            continue
        unit = unit_at(tokens, j)
        if unit is None or unit.typed or not unit.options[0][0].isalpha():
            break
        plain_letter = len(tokens[j].word) == 1 or unit.last > j + 1 or tokens[j].word in NATO
        if not plain_letter and not letters:
            break
        letters, j, singles = letters + unit.options[0][0], unit.last, singles + plain_letter
    while j > i and tokens[j - 1].word in ("-", ",", "then", "."):
        j -= 1
    return (letters, j) if len(letters) >= 3 and singles >= 2 else None


def _is_spelled(words: Sequence[str], letters: str) -> bool:
    """Whether letters spell the last of the words, or all of them."""
    return letters.lower() in (words[-1].lower(), "".join(words).lower())


def spelled_out(text: str, tokens: Sequence[Token], i: int, blocked: Container[int]) -> SaidName | None:
    """ "Bao tran b a o t r a n", "jaime j a i m e ortega": two words at token i and after them the letters of both or of one,
    or a first name with its letters and then the family's."""
    if i + 2 >= len(tokens) or any(k in blocked or not tokens[k].is_word for k in (i, i + 1)):
        return None
    if i and tokens[i - 1].word == "not":
        return None  # "not james jaime j a i m e"
    if name := _spelled_between(text, tokens, i, blocked):
        return name
    first, last = tokens[i].word, tokens[i + 1].word
    letters = _spelled(tokens, i + 2, blocked)
    if letters is None or len(first) < 2 or len(last) < 2:
        return None
    both = letters[0].lower() == first + last
    family = letters[0].lower() in (first, last) and first not in ordinary_words()
    if not (both or family) or any(w in NOT_NAMES or w in SMALL for w in (first, last)):
        return None
    value = proper(text[tokens[i].start : tokens[i + 1].end])
    return SaidName(value, tokens[i].start, tokens[letters[1] - 1].end, "whole", 0.8)


def _spelled_between(text: str, tokens: Sequence[Token], i: int, blocked: Container[int]) -> SaidName | None:
    """ "Jaime j a i m e ortega"."""
    letters = _spelled(tokens, i + 1, blocked)
    if letters is None or letters[0].lower() != tokens[i].word or letters[1] >= len(tokens):
        return None
    family = tokens[letters[1]]
    if letters[1] in blocked or not _is_name_word(text, family, False) or family.word in ordinary_words():
        return None
    value = f"{text[tokens[i].start : tokens[i].end]} {text[family.start : family.end]}"
    return SaidName(proper(value), tokens[i].start, family.end, "whole", 0.8)


def proper(name: str) -> str:
    """First letters large, as names are kept; mixed capitals as typed ("McDonald"); the name alone of "Lowry's surgery"."""
    name = name.removesuffix("'s")
    if name.islower() or name.isupper():
        name = re.sub(r"[A-Za-zÀ-ɏ]+", lambda m: m.group()[0].upper() + m.group()[1:].lower(), name)
        name = re.sub(r"\b(O'|Mc)([a-z])", lambda m: m[1] + m[2].upper(), name)
    return name


_LEAD_IN = frozenset(
    "oh uh um it's its it is that's that yes yeah sure ok okay so well the my name name's patient patient's "
    "his her their is under i'm and am this hi hello ya yep yup thats me here".split()
)


def _answer(text: str, tokens: Sequence[Token], blocked: Container[int], asked: str) -> SaidName | None:
    """The whole line as a name, where a name was the question."""
    i = 0
    while i < len(tokens) and (tokens[i].word in _LEAD_IN or tokens[i].word in (",", ":", ".", "-")):
        i += 1
    if i >= len(tokens):
        return None
    name = _name_at(text, tokens, i, blocked, capitals=False, spelled=True)
    if name is None:
        return None
    rest = [
        t
        for k, t in enumerate(tokens)
        if t.start >= name.end and k not in blocked and t.is_word and t.word not in ("please", "that's", "it", "thanks")
    ]
    if len(name.value.split()) > 4:
        return None
    spelled = None
    if rest:
        spelled = _spelled(tokens, next(k for k, t in enumerate(tokens) if t.start >= rest[0].start), blocked)
        rest = [t for t in rest if spelled is None or t.start >= tokens[spelled[1] - 1].end]
    if len(rest) > 3 and not _plainly_named(name.value):
        return None
    if spelled:
        given = name.value.split()
        if spelled[0].lower() in (*name.value.lower().split(), name.value.lower().replace(" ", "")):
            return SaidName(name.value, name.start, tokens[spelled[1] - 1].end, asked, 0.8)
        value = " ".join([*given[:-1], proper(spelled[0])]) if len(given) > 1 else proper(spelled[0])
        return SaidName(value, name.start, tokens[spelled[1] - 1].end, asked, 0.8)
    return SaidName(name.value, name.start, name.end, asked, 0.8)


def _plainly_named(name: str) -> bool:
    """Whether a name of two or three words holds none that is an ordinary word."""
    words = name.lower().split()
    turned = words[-1] in FIRST_NAMES
    return 2 <= len(words) <= 3 and not turned and not any(w in ordinary_words() or w in NOT_NAMES for w in words)


def _in_capitals(text: str, tokens: Sequence[Token], blocked: Container[int]) -> list[SaidName]:
    """ "Maria Lopez" or "Lopez, Maria" among other facts, in a line that also has small letters."""
    for i, token in enumerate(tokens):
        if i in blocked or not text[token.start].isupper() or not _is_name_word(text, token, True):
            continue
        before = next((t.word for t in reversed(tokens[:i]) if t.word != "."), "")
        if before in ("of", "at", "from", "with", "dr", "doctor", "by"):
            continue
        name = _name_at(text, tokens, i, blocked, capitals=True, spelled=False)
        if name and all(w in ordinary_words() for w in name.value.lower().split()):
            continue  # "KEYBOARD BROKE"
        if (
            name
            and 2 <= len(name.value.split()) <= 3
            and all(len(w) > 1 or k for k, w in enumerate(name.value.split()))
        ):
            after = next((t for t in tokens if t.start >= name.end), None)
            if after and text[after.start].isupper() and after.word in NOT_NAMES:
                continue
            return [SaidName(name.value, name.start, name.end, "whole", 0.6)]
    return []


def best_of(announced: Sequence[SaidName], in_speech: Sequence[SaidName]) -> list[SaidName]:
    """The names of both; where two lie on one another what was announced stands."""
    more = [n for n in in_speech if all(n.end <= a.start or n.start >= a.end for a in announced)]
    ends = {n.value.split()[-1].lower() for n in more if n.kind == "whole"}
    announced = [a for a in announced if not (a.kind == "last" and a.value.lower() in ends)]
    return sorted([*announced, *more], key=lambda n: n.start)


def _joined(found: list[SaidName]) -> list[SaidName]:
    """ "first name maria last name lopez" is one name."""
    first = next((n for n in found if n.kind == "first"), None)
    last = next((n for n in found if n.kind == "last"), None)
    if last and any(n.kind == "whole" and n.value.lower().endswith(f" {last.value.lower()}") for n in found):
        return [n for n in found if n is not last]  # "X Hoang, family name is Hoang"
    if not first or not last:
        return found
    given = first.value if last.value not in first.value else first.value.replace(last.value, "").strip()
    both = SaidName(f"{given} {last.value}", min(first.start, last.start), max(first.end, last.end), "whole", 0.9)
    return [both, *[n for n in found if n not in (first, last)]]
