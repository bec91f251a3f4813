"""The words of a name: which ones may stand in it, where it begins and ends, letters that spell it."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from assistant.identifiers.known_names import FIRST_NAMES
from assistant.identifiers.ordinary_words import is_clipped, ordinary_words
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
    yet fname lname mr. ms. responsibility deductible copay coinsurance eligibility bluecross blue cross shield aetna cigna
    humana united healthcare anthem kaiser bluecrest visits sessions used limit limits eval evals copays after without instead
    even active still covered currently fyi btw attn asap pls plz thx ok'd years year's attorney counselor nurse johns
    before until during being getting having presidents president's veterans columbus
    once christmas halloween thanksgiving easter workers comp prior director blvd street avenue regards sincerely
    hallo anybody anyone everybody everyone torn quite
    ma'am maam alright awright alrighty sí ready try trying maybe absolutely definitely certainly exactly perfect awesome
    gimme lemme shows showing listed reading gotcha yessir nah naw welp anyway anyways honestly basically obviously
    apparently supposedly hes shes thats theyre whos hers hims heres theres
    nm comma apostrophe he's she's who's they're she'll he'll she'd he'd probably grandbaby
    grandson granddaughter grandma grandpa nephew niece cousin twin twins stepson stepdaughter
    ya yer folks fwd fw birthdate birthday bday bdate
    part widowed married divorced deceased retired changed misspelled mispelled presented presenting mixed mix inpt outpt sched
    snf irf ltac ltach hha hmo ppo epo hdhp cobra kiddo kiddos thas write
    """.split()
)
_PREFIXES = frozenset(
    {"de", "la", "del", "van", "von", "der", "st", "mc", "mac", "o", "al", "el", "da", "di", "le", "den", "bin", "san"}
)
BEFORE_THE_LAST = frozenset("thi van thanh ngoc duc minh quoc xuan".split())
"""Middle names of Vietnamese names: another word always follows ("nguyen thi lan")."""
_PLACES = frozenset(
    """
    hospital clinic medical center health healthcare memorial pediatrics imaging radiology dental associates group school
    university pharmacy institute regional orthopedics cardiology
    """.split()
)
"""Words after the name of a house that are no service somebody got there."""
HOUSE_WORDS = _PLACES | frozenset(
    """
    chiro chiropractic physio physiotherapy vision optical optometry
    eyecare derm dermatology ortho peds podiatry urology oncology obgyn wellness smiles dentistry orthodontics endodontics
    periodontics rehab hospice dialysis labs laboratory anesthesia pathology diagnostics transport ambulance ems dme
    counseling psychiatry behavioral neurology nephrology gastro gastroenterology surgical surgeons physicians partners
    """.split()
)
"""Words after the name of a house, not of a person."""
DOUBLED = frozenset(
    """
    khin zaw mya aye thin san htay nu hla moe su ei phyu zin nwe cho kyi tin yin thet than may ni swe hnin wai thu win
    li ting fei yuan mei jing ling lan fang ping na xiao jia qing dan yan ming hui min xin
    """.split()
)
"""Syllables that are said twice in names: "khin khin aye" is no stammer."""
BRANDS = frozenset(
    "bluecard availity navinet homeplan medi optum cvs caremark remicade inflectra entyvio stelara humira keytruda".split()
)
"""Names of plans, sites and drugs: of nobody."""
MISTER_OR_MISS = r"(?:mr|mrs|ms|miss|mister|missus)"
"""What leads anybody's name, for patterns."""
TITLES = frozenset("mr mrs ms miss mister missus dr doctor deacon pastor reverend rev sergeant sgt captain".split())
_STREETS = frozenset("st street ave rd road ln lane blvd hwy highway".split())
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


@dataclass(frozen=True, slots=True)
class SaidName:
    """A name at characters [start, end) of the plain text; `kind` first, last or whole; `score` how sure."""

    value: str
    start: int
    end: int
    kind: str
    score: float


def name_at(
    text: str, tokens: Sequence[Token], i: int, blocked: Container[int], *, capitals: bool, spelled: bool
) -> SaidName | None:
    """The name that begins at token i: up to four words, "Last, First" turned round, or letters spelled out."""
    while i < len(tokens) and tokens[i].word in ("uh", "um", "is", ":", "-", "it's", *TITLES):
        i += 1
    if spelled and (letters := spelled_at(tokens, i, blocked)):
        return SaidName(proper(letters[0]), tokens[i].start, tokens[letters[1] - 1].end, "whole", 0.8)
    words: list[str] = []
    comma_at, j, start = 0, i, i
    while j < len(tokens) and j not in blocked and len(words) < 5:
        token = tokens[j]
        letter = len(token.word) == 1 and token.is_word
        if (
            words
            and (letter or token.word in NATO)
            and (told := spelled_at(tokens, j, blocked))
            and _is_spelled(words, told[0])
        ):
            j = told[1]  # "okafor oscar kilo alpha foxtrot oscar romeo", "pena p as in papa e n a"
            break
        if words and _is_of_what_follows(text, tokens, j):
            break
        if (
            token.word == ","
            and words
            and not comma_at
            and j + 1 < len(tokens)
            and is_name_word(text, tokens[j + 1], capitals)
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
            or is_name_word(text, token, capitals)
            or (words and (token.word in _PREFIXES or token.word in _SUFFIXES))
            or (bool(words) and joins_in_capitals(text, tokens, j))
        ):
            if len(words) > 1 and _goes_on_without(text, token, words):
                break
            words.append(text[token.start : token.end])
        else:
            break
        j += 1
    while j > i and tokens[j - 1].word in (",", "."):
        j -= 1
    if all(len(w) == 1 for w in words) or words[-1].lower() in _STREETS:
        return None
    if (
        spelled
        and len(words) == 1
        and (again := spelled_at(tokens, j, blocked))
        and again[0].lower() == words[0].lower()
    ):
        j = again[1]
    value = proper(" ".join(_in_order(words, comma_at)))
    return SaidName(value, tokens[start].start, tokens[j - 1].end, "whole", 0.8)


def _goes_on_without(text: str, token: Token, words: Sequence[str]) -> bool:
    """ "… X Y everybody calls me …": an ordinary word after two of a name; "mya mya win" is a name."""
    ordinary = text[token.start].islower() and token.word in ordinary_words()
    twice = token.word in DOUBLED and words[0].lower() == words[1].lower()
    return ordinary and not twice and words[-1].lower() not in BEFORE_THE_LAST


def joins_in_capitals(text: str, tokens: Sequence[Token], j: int) -> bool:
    """The do of "Maria do Carmo Furtado", the dos of "Joana dos Anjos": between two words with their capitals; and the Carmo."""
    if not j or j + 1 >= len(tokens):
        return False
    joining = tokens[j].word in _JOINING and text[tokens[j].start].islower()
    if not joining and not (tokens[j - 1].word in _JOINING and text[tokens[j - 1].start].islower()):
        return False
    sides = (tokens[j - 1] if joining else tokens[j], tokens[j + 1])
    return all(text[t.start].isupper() and not t.capitals and is_name_word(text, t, True) for t in sides)


_JOINING = frozenset({"do", "dos", "das", "du"})


def _is_of_what_follows(text: str, tokens: Sequence[Token], j: int) -> bool:
    """ "Hector Villarreal | valentine's day sixty six", "Bree | w/ Lakeside", letters: no part of the name before them."""
    token = tokens[j]
    holiday = token.word.endswith("'s") and text[token.end : token.end + 4].lower() == " day"
    return holiday or _are_letters(tokens, j) or (token.word == "w" and text[token.end : token.end + 1] == "/")


def _in_order(words: list[str], comma_at: int) -> list[str]:
    """The words of a name as it is kept: "Last, First" turned round, no "jr", "elena elena marchetti" without the stammer."""
    words = words[comma_at:] + words[:comma_at]
    words = [w for w in words if w.lower() not in _SUFFIXES] or words
    if len(words) > 2 and words[-1].lower() == words[-2].lower():
        words = words[:-1]  # "deshawn t i l l m a n tillman"
    stammered = words[0].lower() in {w.lower() for w in words[1:2] if w.lower() not in DOUBLED}
    again = len(words) > 2 and (stammered or words[0].lower() == words[-1].lower())
    return words[1:] if again else words  # "elena elena marchetti", "pierce wendell pierce"


def _are_letters(tokens: Sequence[Token], j: int) -> bool:
    """Whether two letters stand side by side at token j: what follows is spelled."""
    return len(tokens[j].word) == 1 and j + 1 < len(tokens) and len(tokens[j + 1].word) == 1 and tokens[j + 1].is_word


def is_name_word(text: str, token: Token, capitals: bool) -> bool:
    if (
        not token.is_word
        or token.word.removesuffix("'s") in NOT_NAMES
        or token.word.endswith(("n't", "'re", "'ll", "'ve"))
        or token.word in WEEKDAYS
        or is_clipped(token.word)
    ):
        return False
    if token.word in SMALL or (
        token.word in MONTHS and token.word not in ("april", "may", "june", "august", "mar", "jan", "march")
    ):
        return False
    return not capitals or text[token.start].isupper()


_MOST_LETTERS = 60


def spelled_at(tokens: Sequence[Token], i: int, blocked: Container[int]) -> tuple[str, int] | None:
    """ "s m i t h", "s as in sam m i double t", "sierra mike ..."; at least three letters."""
    letters, j, singles = "", i, 0
    while j < len(tokens) and j not in blocked and len(letters) <= _MOST_LETTERS:
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
    letters = spelled_at(tokens, i + 2, blocked)
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
    letters = spelled_at(tokens, i + 1, blocked)
    if letters is None or letters[0].lower() != tokens[i].word or letters[1] >= len(tokens):
        return None
    family = tokens[letters[1]]
    if letters[1] in blocked or not is_name_word(text, family, False) or family.word in ordinary_words():
        return None
    value = f"{text[tokens[i].start : tokens[i].end]} {text[family.start : family.end]}"
    return SaidName(proper(value), tokens[i].start, family.end, "whole", 0.8)


def proper(name: str) -> str:
    """First letters large, as names are kept; mixed capitals as typed ("McDonald"); the name alone of "Lowry's surgery"."""
    name = name.removesuffix("'s")
    if name.islower() or name.isupper():
        name = re.sub(r"[A-Za-zÀ-ɏḀ-ỿ]+", lambda m: m.group()[0].upper() + m.group()[1:].lower(), name)
        name = re.sub(r"\b(O'|Mc)([a-z])", lambda m: m[1] + m[2].upper(), name)
    return name


_LEAD_IN = frozenset(
    "oh uh um it's its it is that's that yes yeah sure ok okay so well the my name name's patient patient's "
    "front desk reception little boy girl his her their is under i'm and am this hi hello ya yep yup thats me here".split()
)


def whole_answer(text: str, tokens: Sequence[Token], blocked: Container[int], asked: str) -> SaidName | None:
    """The whole line as a name, where a name was the question."""
    i = 0
    while i < len(tokens) and (tokens[i].word in _LEAD_IN or tokens[i].word in (",", ":", ".", "-")):
        i += 1
    if i >= len(tokens):
        return None
    name = name_at(text, tokens, i, blocked, capitals=False, spelled=True)
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
        spelled = spelled_at(tokens, next(k for k, t in enumerate(tokens) if t.start >= rest[0].start), blocked)
        rest = [t for t in rest if spelled is None or t.start >= tokens[spelled[1] - 1].end]
    words = name.value.lower().split()
    middle = (
        len(words) > 2 and words[1] in BEFORE_THE_LAST and not any(t.word == "but" for t in rest)
    )  # "Nguyen Thi Lan is how …"
    if len(rest) > 3 and not (middle or plainly_named(name.value)):
        return None
    if spelled:
        given = name.value.split()
        if spelled[0].lower() in (*name.value.lower().split(), name.value.lower().replace(" ", "")):
            return SaidName(name.value, name.start, tokens[spelled[1] - 1].end, asked, 0.8)
        value = " ".join([*given[:-1], proper(spelled[0])]) if len(given) > 1 else proper(spelled[0])
        return SaidName(value, name.start, tokens[spelled[1] - 1].end, asked, 0.8)
    return SaidName(name.value, name.start, name.end, asked, 0.8)


def plainly_named(name: str) -> bool:
    """Whether a name of two or three words holds none that is an ordinary word."""
    words = name.lower().split()
    turned = words[-1] in FIRST_NAMES
    return 2 <= len(words) <= 3 and not turned and not any(w in ordinary_words() or w in NOT_NAMES for w in words)


def is_a_house(text: str, tokens: Sequence[Token], family: int) -> bool:
    """Whether the two words before token `family` begin the name of a house: "ana ruiz dialysis claim" is somebody's."""
    if tokens[family - 1].word in HOUSE_WORDS:
        return True
    after = tokens[family] if family < len(tokens) else None
    if after is None or tokens[family - 1].word.endswith("'s"):
        return False
    written = text[after.start].isupper() and not text.isupper() and after.word in HOUSE_WORDS
    return written or after.word in _PLACES
