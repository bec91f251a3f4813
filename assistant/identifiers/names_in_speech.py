"""Names in running speech, told by what people are called: "is there an authorization on file for dorothy hahn"."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from assistant.identifiers.known_names import ALSO_WORDS, FAMILY_NAMES, FAMILY_WORDS, FIRST_NAMES
from assistant.identifiers.line_dates import YET_TO_COME
from assistant.identifiers.name_words import (
    BRANDS,
    DOUBLED,
    HOUSE_WORDS,
    NOT_NAMES,
    TITLES,
    SaidName,
    is_a_house,
    joins_in_capitals,
    spelled_out,
)
from assistant.identifiers.names_alone import CONTRACTED, OF_THE_FAMILY, ONLY_SAYS, one_alone
from assistant.identifiers.names_by_what_follows import is_told_by_what_follows
from assistant.identifiers.names_by_what_leads import TELLS_WHO, is_to_bill
from assistant.identifiers.names_of_callers import (
    BY_FIRST_NAME,
    TITLED,
    in_contrast,
    in_passing,
    is_a_doctor,
    stands_by_itself,
    tells_who_calls,
)
from assistant.identifiers.names_of_nature import nature_name_end
from assistant.identifiers.names_said_twice import is_introduced, is_said_twice, is_told_apart, is_told_family
from assistant.identifiers.names_with_titles import TITLE, does_miss, is_titled
from assistant.identifiers.ordinary_words import is_a_slip, is_clipped, is_no_word, ordinary_words
from assistant.identifiers.text import before_it
from assistant.identifiers.tokens import Token
from assistant.identifiers.vocabulary import MONTHS, ORDINALS, SMALL, WEEKDAYS

_FRAME = re.compile(
    r"(?:^|[.?!;\n]|\b(?:this\s+is|this\s+here's|he's|she's|checking|i\s+am|i'm|it's|its|that's|for|is|was|are|were|if|whether|meant?|sorry|no|wait|actually|"
    r"boy|girl|little|cousin|aunt|uncle|nephew|niece|grandson|granddaughter|neighbor|friend|partner|surgeon|physician|"
    r"therapist|call|son|daughter|husband|wife|mother|father|mom|dad|brother|sister|patient|pt|member|subscriber|named|called|about|on|"
    r"newborn|baby|kid|child|resident|mister|missus|miss|misses|yes|yeah|yep|i\s+said|"
    r"please|now|again|and|or|with|does|did|has|check|mr|mrs|ms|of|to|regarding|re|fyi|btw|under|hi|hello|see|name|did))[\s.,:*]*$",
    re.IGNORECASE,
)
"""What stands before a person who is spoken of or speaks."""
_OF_SOMEBODY = re.compile(
    r"\b(?:for|is|was|does|did|has|mister|missus|miss|misses|mr|mrs|ms|newborn|baby|named|called|name's|name\s+is|it's|i'm|that's)[\s.]+$",
    re.IGNORECASE,
)
"""What stands before two words that are none: "a claim for X Y", "is X Y still active"."""
_AMID_TALK = re.compile(
    r"(?:^\W*|\b(?:an?|the|on|of|about|for|is|see|under|it's|i'm|this\s+is|that's|and|then|from|calling|with|need\s+is|no|seen|sorry|one|uh|too|hi|hello|"
    r"hey|morning|afternoon|evening|yes|yeah|okay|ma'am|sir|next|patient|member|or|to)\s+)$",
    re.IGNORECASE,
)
""" "On sukhdeep gill i see …", "it's the leilani kapule one": before two words that are none, one of them a known name."""
_THIS_ONE = re.compile(r"(?:'s)?\W+(?:one|claim|file|case|account|bill|here|calling)\b", re.IGNORECASE)
""" "It's the leilani kapule one"."""
_BORN_AFTER = re.compile(
    r"\W*(?:(?:was|is|who's|who\s+was|and)\s+){0,2}(?:born|d\s?o\s?[bs]\b|(?:date\s+of\s+)?birth|b-?day|member\s+(?:id|i\s+d|number)\b|"
    r"date\s+of\s+service)",
    re.IGNORECASE,
)
_BIRTH_AFTER = re.compile(
    r"\W*(?:(?:was|is|who's|who\s+was|and)\s+){0,2}(?:born|d\s?o\s?b\b|(?:date\s+of\s+)?birth|b-?day)", re.IGNORECASE
)
""" "The one for thaddeo quick date of birth …": the second word may be any."""
_DOES_AFTER = re.compile(
    r"(?:'s\b|\W*$|\W*,|\W*\d|\W+(?:is|was|has|had|now|still|needs?|wants?|got|just|here|calling|from|dob|born|member|id)\b)",
    re.IGNORECASE,
)
_DOCTOR = re.compile(r"\b(?:doctor|dr)[\s.]+$", re.IGNORECASE)
_OFFICE = re.compile(r"(?:'s|\w\w(?:'s)?\s+(?:office|practice|clinic|group|billing)\b)", re.IGNORECASE)
"""After a doctor's name: the house is spoken of."""
_BEGINS = re.compile(r"(?:^|[,.;:?!\n]|\b(?:for|on|it's|that's|patient|pt|member|name|named))\W*$", re.IGNORECASE)
_SAYING = re.compile(r"\bin\s+(?:the\s+)?$|\bexplanation\s+of\s+$", re.IGNORECASE)
""" "What in the sam hill" and "explanation of benny fits" name nobody."""
_HOUSE_BEFORE = re.compile(r"\b(?:at|the|by|in|near|with)\s+$|[A-Z][a-z]+\s+$")
"""What stands before the name of a house, or is the beginning of a longer one."""
_DIAGNOSIS = re.compile(r"\b(?:icd\W?(?:10|9|ten)?|dx|diagnos\w+)\b[^.?!]{0,30}\b(?:for|of|with|is)\s+$", re.IGNORECASE)
""" "What icd10 do i use for paroxysmal afib"."""
_WITH_A_LETTER = re.compile(r"\s+with\s+an?\s+[a-z]\s+(?:[a-z]\s+)*", re.IGNORECASE)
_ANY_FIRST = FIRST_NAMES | ALSO_WORDS
_GIVEN = FIRST_NAMES - ALSO_WORDS
_GIVEN_ALONE = _GIVEN - FAMILY_NAMES
_FAMILY = FAMILY_NAMES - FAMILY_WORDS
_FAMILY_ALONE = _FAMILY - FIRST_NAMES
_SHORT_FAMILY = frozenset(
    "le vo ho ly vu bui dang ngo phan luu cao dinh yi xu hu gao lu yu bae moua xiong lor thao".split()
)
_NAME_ENDS = re.compile(r"\W+(?:seen|born|d\s?o\s?[bs]\b|date|was|she|he|who|and|on|from)\b|\W*[,.?]", re.IGNORECASE)
_NO_FAMILY = BRANDS | frozenset(
    """
    turn hush quit stop
    wants needs thinks told asked got went came just says took gave left made put sent has had found hospital clinic
    care group plan and lab labs eye drug store pharmacy center health medical period day both each every
    without instead rather spelled christ jibility eligible active covered insured enrolled in
    deny denies denied reject rejects rejected pend pends pended process processed pay pays bounce bounced kick kicked
    since because cause cuz until till while after before although unless whenever
    snf irf ltac ltach icu nicu dme asc opd ipd inpt outpt obs hha er op ip mri dos dob npi tin
    ever met meet qualify supposed able due ready need use still even
    take takes wept almighty christ
    yet play plays cut cuts broke fell tore burnt hit hits
    gone dead dying available around free busy sick ill home asleep upset waiting
    """.split()
)
_MIDDLE = frozenset(
    "lee mae may ann anne jo joe jean ray lou rae lynn faye fay marie rose sue jane bell belle dean earl gene wayne kay beth "
    "ruth".split()
)
"""Second given names that go with a first one."""
_SHORTEST = 3
_NAMES_ASKED = frozenset({"person_name", "last_name", "first_name"})
_PARTICLES = frozenset({"de", "la", "del", "van", "von", "der", "st", "al", "el", "da", "di", "le", "dela", "bin"})


def names_in_speech(
    text: str,
    tokens: Sequence[Token],
    blocked: Container[int],
    *,
    beside_patient: bool,
    expects: str | None = None,
    spoken: bool = True,
    numbered: bool = False,
) -> list[SaidName]:
    """First and family name side by side; a single name only where a name was the question (`expects`), a doctor's also beside
    the number of a provider (`numbered`).

    Beside facts of a patient (`beside_patient`) a name in passing must not be taken for the patient's: a doctor and who
    calls from an office are left out there.
    """
    found: list[SaidName] = []
    asked = expects in _NAMES_ASKED
    i = 0
    while i < len(tokens):
        name = None if i in blocked or not tokens[i].is_word else _name_at(text, tokens, i, blocked)
        if spelled := spelled_out(text, tokens, i, blocked):
            name = spelled
        single = name is not None and " " not in name.value
        if (name is None or single) and i not in blocked and not asked:
            alone = one_alone(text, tokens, i, blocked, spoken=spoken, expects=expects)
            if alone is not None:
                found.append(alone)
                i = next((k for k, t in enumerate(tokens) if t.start >= alone.end), len(tokens))
                continue
        if single and name is not None and stands_by_itself(text, name, numbered=numbered, spoken=spoken):
            found.append(name)
            i += 1
            continue
        if name is not None and not spoken and not asked and _is_mistyped(text, name):
            name = None
        passing = name is not None and (
            (single and not _is_told_alone(text, name)) or _calls_from_an_office(text, name)
        )
        if (
            name is None
            or (single and not asked and not _is_told_alone(text, name))
            or (beside_patient and (passing or _DOCTOR.search(text[: name.start])))
        ):
            i += 1
            continue
        if spoken or text[name.start].isupper():
            name = _with_first_of_three(text, tokens, i, blocked, name)
            name = _with_second_family(text, tokens, blocked, name)
        found.append(name)
        i = next((k for k, t in enumerate(tokens) if t.start >= name.end), len(tokens))
    return found


def _of_the_family(text: str, start: int) -> bool:
    """Whether a first name is told by whose it is."""
    return OF_THE_FAMILY.search(before_it(text, start)) is not None


def _is_of_the_family(text: str, name: SaidName) -> bool:
    """ "For my little girl sofia", who is not only heard to say something."""
    return _of_the_family(text, name.start) and ONLY_SAYS.match(text, name.end) is None


def _is_told_alone(text: str, name: SaidName) -> bool:
    """One name that is somebody's under the claim: "my son theo", "mister okafor"."""
    return is_titled(text[: name.start], text[name.end :]) or _is_of_the_family(text, name)


def _with_first_of_three(
    text: str, tokens: Sequence[Token], i: int, blocked: Container[int], name: SaidName
) -> SaidName:
    """ "Otha lee crenshaw", "just ora mae pettway": a word that is none, before a short given name, is the first one."""
    if not i or i - 1 in blocked or tokens[i].word not in _MIDDLE or tokens[i].start != name.start:
        return name
    first = tokens[i - 1]
    known = first.word in _GIVEN
    if not first.is_word or not (known or (_is_strange(first.word) and first.word not in NOT_NAMES)):
        return name
    gap = text[first.end : name.start].strip()
    value = text[first.start : first.end].title() if name.value.istitle() else text[first.start : first.end]
    return name if gap else SaidName(f"{value} {name.value}", first.start, name.end, name.kind, name.score)


def _with_second_family(text: str, tokens: Sequence[Token], blocked: Container[int], name: SaidName) -> SaidName:
    """ "Ingrid vasquez thorne": a second family name that is no first name and no word stands after the first one."""
    i = next((k for k, t in enumerate(tokens) if t.start >= name.end), len(tokens))
    if i >= len(tokens) or i in blocked or name.kind != "whole" or " " not in name.value:
        return name
    token, one = tokens[i], tokens[i - 1]
    plainly = _bare(token.word) in _FAMILY_ALONE and one.word in _FAMILY and token.word not in ordinary_words()
    capital = text[token.start].isupper() and not token.capitals
    ends = i + 1 >= len(tokens) or i + 1 in blocked or _NAME_ENDS.match(text, token.end) is not None
    plainly = plainly or (
        ends
        and (_bare(token.word) in _GIVEN_ALONE or token.word in _SHORT_FAMILY or (capital and _is_strange(token.word)))
    )
    if (
        not plainly
        or token.word == one.word
        or token.word in HOUSE_WORDS
        or re.match(r"'s\s+day\b", text[token.start + len(_bare(token.word)) :])  # "… villarreal valentine's day"
        or text[name.end : token.start] != " "
        or text[token.start].isupper() != text[one.start].isupper()
    ):
        return name
    end = token.end - (len(token.word) - len(_bare(token.word)))
    first, *more = name.value.split()
    if _bare(token.word) == first.lower():  # "my name ain't pearson it's pierce wendell pierce"
        return SaidName(" ".join([*more, first]), name.start, end, name.kind, name.score)
    family = text[token.start : end]
    return SaidName(
        f"{name.value} {family.title() if family.islower() else family}", name.start, end, name.kind, name.score
    )


def _is_mistyped(text: str, name: SaidName) -> bool:
    """Whether two strange words in small letters are rather slips of the finger: "is paymnt recieved"."""
    words = text[name.start : name.end].split()
    return all(w.islower() and _is_strange(w) for w in words) and any(is_a_slip(w) for w in words)


def _calls_from_an_office(text: str, name: SaidName) -> bool:
    speaker = re.search(r"\b(?:this\s+is|i\s+am|i'm)\s*$", text[: name.start], re.IGNORECASE)
    return (
        speaker is not None
        and re.match(r"\W*(?:calling\s+)?(?:over\s+)?(?:from|with|at|in|of)\b", text[name.end :]) is not None
    )


def _name_at(text: str, tokens: Sequence[Token], i: int, blocked: Container[int]) -> SaidName | None:
    word, before = tokens[i].word, before_it(text, tokens[i].start)
    if (word in ("sam", "benny") and _SAYING.search(before)) or word in TITLES or is_said_twice(tokens, i):
        return None
    if word == "bill" and is_to_bill(before):
        return None
    if i and i - 1 in blocked:
        before = ""  # after a day or a number a name may begin as at the beginning of a line
    if i and tokens[i - 1].word == "not" and any(t.word == _word(tokens, i + 1) for t in tokens[:i]):
        return None  # "it's carlene not darlene carlene mabry"
    doctor = _DOCTOR.search(before) is not None and not _OFFICE.match(text[tokens[i].end - 2 :])
    arranged = doctor and YET_TO_COME.search(text) is not None
    named = word in _GIVEN or (word in ALSO_WORDS and _FRAME.search(before) is not None)
    if named and not doctor and (nature := nature_name_end(tokens, i + 1, blocked)):
        return _said(text, tokens, i, nature, 0.75)
    family = None if word.endswith("'s") else _family_after(text, tokens, i, blocked)  # "mister trask's spine"
    place = family is not None and is_a_house(text, tokens, family)
    if (
        family
        and not doctor
        and not place
        and (
            _is_whole(word, tokens[family - 1].word, before, capitals=_is_capital_name(text, tokens[i]))
            or _is_whole_by_itself(text, tokens[i], tokens[family - 1])
        )
    ):
        return _said(text, tokens, i, family, 0.75)
    if family and not place and not arranged and doctor and _is_whole_doctor(text, tokens, i, family):
        return _said(text, tokens, i, family, 0.65)
    if not doctor and (turned := _family_first(text, tokens, i, blocked)):
        return turned
    if (
        family
        and not doctor
        and not place
        and _is_plain_pair(text, tokens, i, family, family in blocked or i - 1 in blocked)
    ):
        return _said(text, tokens, i, family, 0.65)
    told_alone = is_a_doctor(text, tokens[i].start, tokens[i].end - 2 * word.endswith("'s"), numbered=False)
    capital = _is_capital_name(text, tokens[i]) and (doctor or _bare(word) not in ordinary_words())
    if told_alone and (_bare(word) in _FAMILY or is_no_word(_bare(word)) or capital):
        return _said(text, tokens, i, i + 1, 0.6)
    if doctor and not arranged and (_bare(word) in _FAMILY or _is_capital_name(text, tokens[i])):
        return _said(text, tokens, i, i + 1, 0.6)
    met = BY_FIRST_NAME.search(before) is not None and _bare(word) in _GIVEN
    if not family and TITLE.search(before) and (_is_capital_name(text, tokens[i]) or (_is_somebodys(word) and not met)):
        return _said(text, tokens, i, i + 1, 0.6)
    strange = (_is_capital_name(text, tokens[i]) and not text.istitle() and _bare(word) not in ordinary_words()) or (
        text[tokens[i].start].islower() and _is_strange(word) and not is_a_slip(word)
    )
    of_family = _of_the_family(text, tokens[i].start) and before != ""
    if not family and strange and of_family:
        return _said(text, tokens, i, i + 1, 0.6)
    start, end = tokens[i].start, tokens[i].end
    called = (
        BY_FIRST_NAME.search(before) or tells_who_calls(text, start, end) or in_passing(text, start, end, spoken=True)
    )
    if not family and called and TITLED.search(before) and (_bare(word) in _FAMILY or _is_strange(word)):
        return _said(text, tokens, i, i + 1, 0.6)
    told = called or of_family or in_contrast(text, _bare(word), start)
    last = tokens[family - 1].word if family else ""
    alone = not family or (called and last in ordinary_words() and last not in FAMILY_NAMES)
    if _bare(word) in _GIVEN and told and alone and not TITLED.search(before):
        return _said(text, tokens, i, i + 1, 0.6)
    return None


_CALLED_FIRST = re.compile(r"\W+(?P<again>\w[\w']*?)(?:'s|\s+is)\s+(?:the|my|her|his)\s+first\b", re.IGNORECASE)
""" "For kowalik teresa teresa's the first name"."""


def _family_first(text: str, tokens: Sequence[Token], i: int, blocked: Container[int]) -> SaidName | None:
    """ "status pls, quigley augustin dos …", "colson bernard middle initial j": the family name said before the first."""
    if i + 1 >= len(tokens) or i + 1 in blocked or not tokens[i + 1].is_word:
        return None
    family, first = tokens[i].word, tokens[i + 1].word
    plainly = family in _FAMILY_ALONE and first in _GIVEN_ALONE
    again = _CALLED_FIRST.match(text, tokens[i + 1].end)
    told = again is not None and again["again"].lower() == first
    if told and _is_somebodys(family) and _is_somebodys(first):
        plainly = True
    closed = (
        told
        or i + 2 >= len(tokens)
        or i + 2 in blocked
        or tokens[i + 2].word in ("middle", "m", "dob", "dos", "born", "date")
    )
    if not (plainly and closed and _BEGINS.search(text[: tokens[i].start])):
        return None
    said = _said(text, tokens, i, i + 2, 0.6)
    # each by itself: "smith s m i t h uh robert" has more between
    one, other = (_said(text, tokens, k, k + 1, 0.6).value for k in (i, i + 1))
    return SaidName(f"{other} {one}", said.start, said.end, said.kind, said.score)


def _is_whole_doctor(text: str, tokens: Sequence[Token], i: int, family: int) -> bool:
    """ "doctor ingrid vasquez", "Dr. Adam Kessler": first and family name after the title."""
    first, last = tokens[i], tokens[family - 1]
    known = first.word in _GIVEN and _may_be_family(_bare(last.word))
    return known or (_is_capital_name(text, first) and _is_capital_name(text, last))


def _is_plain_pair(text: str, tokens: Sequence[Token], i: int, family: int, beside: bool) -> bool:
    """Two words that are no others, where a person is: "coverage for X Y born …", or "X Y was hurt" in capitals."""
    first, last = tokens[i], tokens[family - 1]
    if not all(_may_be_family(_bare(t.word)) for t in (first, last)) or CONTRACTED.search(first.word):
        return False
    particled = first.word in _PARTICLES and _bare(last.word) in _FAMILY | _ANY_FIRST  # "del rosario's echo"
    if is_told_by_what_follows(text, first.start, last.end) and (
        particled or _is_strange(last.word) or (_bare(last.word) in _FAMILY and first.word not in ordinary_words())
    ):
        return True
    if _DIAGNOSIS.search(text[: first.start]) and not TITLE.search(text[: first.start]):
        return False
    told = TELLS_WHO.search(text[: first.start]) is not None
    framed = told or _OF_SOMEBODY.search(text[: first.start]) is not None
    if framed and _is_strange(first.word) and not is_a_slip(first.word) and _BIRTH_AFTER.match(text, last.end):
        return True
    ordinary = any(t.word in ordinary_words() for t in (first, last))
    if told and not ordinary and _BORN_AFTER.match(text[last.end :]):
        return True
    if _is_strange(first.word) and _is_strange(last.word) and (told or _OF_SOMEBODY.search(text[: first.start])):
        return True
    if text.islower() and _is_somebodys(first.word) and _is_somebodys(last.word):
        known = _bare(last.word) in _FAMILY or first.word in _GIVEN or _THIS_ONE.match(text, last.end) is not None
        return (known or beside) and _AMID_TALK.search(text[: first.start]) is not None
    known = _bare(last.word) in FAMILY_NAMES or first.word in FIRST_NAMES
    capitals = _is_capital_name(text, first) and _is_capital_name(text, last)
    housed = _HOUSE_BEFORE.search(text[: first.start]) or text.istitle()
    return capitals and known and not housed and _DOES_AFTER.match(text[last.end :].removeprefix("'s")) is not None


def _is_whole(first: str, family: str, before: str, *, capitals: bool) -> bool:
    known = _bare(family) in FAMILY_NAMES
    if first in FIRST_NAMES and first not in ALSO_WORDS:
        framed = _FRAME.search(before) is not None or _is_strange(family)
        return known or (framed and _may_be_family(_bare(family)))
    if first in ALSO_WORDS:
        framed = _FRAME.search(before) is not None
        strange = framed and (_is_strange(family) or (_bare(family) in _GIVEN_ALONE and first not in MONTHS))
        return (known and _bare(family) not in FAMILY_WORDS) or strange
    if capitals and TITLE.search(before) and _may_be_family(first):
        return known or _may_be_family(_bare(family))
    plain = first not in NOT_NAMES and first not in _NO_FAMILY and _may_be_family(first) and len(first) > 2
    return plain and known and _bare(family) not in FAMILY_WORDS and TELLS_WHO.search(before) is not None


def _is_whole_by_itself(text: str, first: Token, family: Token) -> bool:
    """Two words of which the line tells elsewhere, or by a title, that they are a name: "frank frank X", "miss ivory Y"."""
    if first.word in NOT_NAMES or len(first.word) < _SHORTEST:
        return False
    careful = not text.islower() or text[0].isupper() or "," in text
    strange = _is_strange(family.word) and not (careful and is_a_slip(family.word))
    known = (_bare(family.word) in _FAMILY and _bare(family.word) not in ordinary_words()) or strange
    if is_introduced(text, first.start, first.word):
        return known or (first.word in _ANY_FIRST and is_told_apart(text, family.end))
    if first.word in _GIVEN and is_told_family(text, family.start, family.end):
        return True
    titled = TITLE.search(text[: first.start]) is not None and _may_be_family(first.word)
    told = first.word in FIRST_NAMES | ALSO_WORDS and not does_miss(text[: first.start])
    return titled and _bare(family.word) in (FAMILY_NAMES if told else _FAMILY - ordinary_words())


def _is_somebodys(word: str) -> bool:
    """Whether a word alone is a name: a known one that is no other word, or no word at all."""
    bare = _bare(word)
    return bare in _GIVEN or (bare in _FAMILY and bare not in ordinary_words()) or _is_strange(bare)


def _is_strange(word: str) -> bool:
    """Whether a word is no first name that is known and no word either."""
    bare = _bare(word)
    if "'" in bare and not CONTRACTED.search(bare):
        bare = bare.replace("'", "")  # "tama'i", "d'shawn"
    return bare not in FIRST_NAMES and bare not in _NO_FAMILY and is_no_word(bare)


def _family_after(text: str, tokens: Sequence[Token], i: int, blocked: Container[int]) -> int | None:
    """The token after the family name that follows a first name at i, a middle name or initial let through."""
    j = i + 1
    for _ in range(3):
        if j >= len(tokens) or j in blocked or not tokens[j].is_word:
            return None
        if [t.word for t in tokens[j : j + 2]] in (["with", "a"], ["with", "an"]) and len(_word(tokens, j + 2)) == 1:
            j += 3  # "catherine with a c dubrovsky", "kristen with a k k r i s t e n olmos"
            while j < len(tokens) and len(tokens[j].word) == 1 and tokens[j].is_word:
                j += 1
            if j >= len(tokens) or j in blocked or not tokens[j].is_word:
                return None
        word, after = tokens[j].word, _word(tokens, j + 1)
        middle = (
            word in _PARTICLES
            or joins_in_capitals(text, tokens, j)
            or (
                (len(word) == 1 or word in _MIDDLE or (word in _ANY_FIRST and word not in FAMILY_NAMES))
                and _bare(after) in FAMILY_NAMES
            )
            or (len(word) == 1 and word != "i" and _is_strange(after) and not CONTRACTED.search(_bare(after)))
        )
        if not middle:
            break
        j += 1
        if j < len(tokens) and tokens[j].word == ".":
            j += 1
    if j >= len(tokens) or j in blocked or not tokens[j].is_word or not _may_be_family(_bare(tokens[j].word)):
        return None
    if text[tokens[i].start].isupper() and not text[tokens[j].start].isupper():
        return None
    hyphenated = j + 2 < len(tokens) and tokens[j + 1].word == "-" and tokens[j + 2].glued and tokens[j + 2].is_word
    return j + 3 if hyphenated else j + 1


def _word(tokens: Sequence[Token], i: int) -> str:
    return tokens[i].word if i < len(tokens) else ""


def _may_be_family(word: str) -> bool:
    if word in FAMILY_NAMES:
        return True
    inflected = word.endswith(("ing", "ed", "ly", "tion")) and not is_no_word(word)  # "Otis Grambling" is somebody
    formed = inflected or is_clipped(word)
    ordinary = (
        word in NOT_NAMES or word in _NO_FAMILY or formed or ("'" in word[2:] and CONTRACTED.search(word) is not None)
    )
    number = word in SMALL or word in MONTHS or word in WEEKDAYS or word in ORDINALS
    return len(word) > 2 and not ordinary and not number


def _is_capital_name(text: str, token: Token) -> bool:
    return text[token.start].isupper() and not token.capitals and _may_be_family(_bare(token.word))


def _bare(word: str) -> str:
    return word.removesuffix("'s")


def _said(text: str, tokens: Sequence[Token], first: int, last: int, score: float) -> SaidName:
    start, end = tokens[first].start, tokens[last - 1].end
    if text[start:end].lower().endswith("'s"):
        end -= 2
    said = re.sub(r"(?<=\w)\W+(?:uh|um|er|erm|uhm|umm)\W+(?=\w)", " ", text[start:end], flags=re.IGNORECASE)
    said = _WITH_A_LETTER.sub(" ", re.sub(r"\s+", " ", said.replace(".", "")))
    if said.split()[0].lower() not in DOUBLED:
        said = re.sub(r"^([\w'-]+) \1 (?=\w)", r"\1 ", said, flags=re.IGNORECASE)  # "adele with an e adele brandt"
    said = re.sub(r"^([\w'-]{3,}) ([\w'-]+ \1)$", r"\2", said, flags=re.IGNORECASE)  # "pierce wendell pierce"
    value = said.title() if said.islower() or said.isupper() else said
    return SaidName(re.sub(r"'([A-Z])\b", lambda m: m[0].lower(), value), start, end, "whole", score)
