"""A family name alone by which a claim is called: "back to the schroeder claim", "timely filing denial on Halverson?"."""

from __future__ import annotations

import re

from assistant.identifiers.known_names import ALSO_WORDS, FAMILY_NAMES, FAMILY_WORDS, GIVEN_NAMES, PLACE_NAMES
from assistant.identifiers.name_words import NOT_NAMES
from assistant.identifiers.ordinary_words import is_a_slip, is_no_word, ordinary_words
from assistant.identifiers.text import before_it
from assistant.identifiers.vocabulary import NATO

_CLAIM = (
    r"(?:claims?|clms?|denials?|appeals?|visits?|files?|case|accounts?|acct|auths?|authorizations?|remits?|eobs?|e\s?o\s?b|one(?!\s+of)|"
    r"charts?|bills?|refunds?|encounter|recon)"
)
_THE = re.compile(
    r"\b(?:the|that|this|our|your|ur|same|other|first|last|about|re|w|on|back\s+to)[\s:/]+$|^\W*$", re.IGNORECASE
)
_CLAIM_AFTER = re.compile(rf"\s+{_CLAIM}\b(?!\s*(?:#|number|no\b))", re.IGNORECASE)
_FOR = re.compile(r"\b(?:on|for|under|4|re|from|back\s+to)[\s:]+$", re.IGNORECASE)
_OF_CLAIMS = re.compile(
    rf"\b(?:{_CLAIM}|status|filing|filed|den(?:y|ied)|pa(?:y|id|yment|yments)|copay|coverage|eligib\w+|benefits?|p2p|peer|balance|check|"
    r"deductible|records?|letter|referral|statement|recoup\w*|update|news|hold-?\s?up|waiting|circle\s+back|word)\b",
    re.IGNORECASE,
)
_RE = re.compile(r"\bre\s?:?\s+$", re.IGNORECASE)
_ENDS = re.compile(
    r"\s*$|\s*[?!.,;:\n]|\W+(?:please|pls|plz|thanks|thx|dos|dob|seen|born|from|in|dated|and|we|i|it|why|what|when|how|where|is|was|has|he|she|who|"
    r"for|again|still|yet|instead|now|first|earlier|we|can|could|did|do|that)\b",
    re.IGNORECASE,
)
_HOUSES = frozenset("mayo abbott foley kaiser whipple".split())
"""Names of clinics, makers and devices."""
_NOBODY = NOT_NAMES | _HOUSES | NATO.keys()
_WORDS_TOO = (
    FAMILY_WORDS
    | ALSO_WORDS
    | frozenset(
        """
    walker bishop booth binder bloom burns butler finch fuller hardy hunter knight morrow park porter potter spears strand weaver
    wells wolf crews gates rivers toledo durham dayton denton austin archer barker barber carver glover cannon condon brink boone
    booker borden bach beck decker garner gentry holden horn horne huff moody payne poole purvis ransom rocha roche sander steele
    tate turner watts webb worley wright yates baker taylor tanner singer lake lane long love noble page post rush sharp swift
    hull hood frost flood storm
    """.split()
    )
)
"""Family names that, said or in small letters, are as often another word: "the walker denial"."""
_FAMILY_ENDS = re.compile(
    r"(?:berg|berger|stein|feld|man|mann|son|sen|ssen|ski|sky|ska|wicz|vich|czyk|enko|chuk|ez|ton|field|ford|worth|well|ley|quist|qvist|"
    r"strom|opoulos|akis|vili|oglu|smith|meyer|baum|burg|hoff|hofer|bach|bone|inger|ello|etti|ucci|elli|ault|eaux|ney|wood|water|more|moor|gard|hoek|broek|dijk|stra|sma)$"
)
_LONGEST_WORD, _SHORTEST = 6, 4


def names_a_claim(text: str, start: int, end: int, *, spoken: bool) -> bool:
    """Whether the word at [start, end) tells whose claim, denial or visit is meant."""
    before = before_it(text, start)
    called = _THE.search(before) is not None and _CLAIM_AFTER.match(text, end) is not None
    told = (
        _FOR.search(before) is not None and _OF_CLAIMS.search(before) is not None and _ENDS.match(text, end) is not None
    )
    told = told or (_RE.search(before) is not None and _ENDS.match(text, end) is not None)
    return (called or told) and _is_family(text[start:end], spoken=spoken, called=called)


def _is_family(said: str, *, spoken: bool, called: bool) -> bool:
    word, capital = said.lower(), said[0].isupper() and not said.isupper()
    if word in _NOBODY or word in ordinary_words() or not (spoken or capital) or len(word) < _SHORTEST:
        return False
    if word in FAMILY_NAMES:
        return capital or word not in _WORDS_TOO
    if called and word in GIVEN_NAMES and word not in PLACE_NAMES:
        return True
    formed = _FAMILY_ENDS.search(word) is not None and len(word) > _LONGEST_WORD
    return formed and is_no_word(word) and not is_a_slip(word)
