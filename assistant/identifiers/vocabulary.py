"""The words people say for digits, letters, months and corrections."""

from __future__ import annotations

import unicodedata

from assistant.identifiers.tokens import Phrases


def unaccented(word: str) -> str:
    """A word without its accents, as many type it."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


_ONES = "zero one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()

DIGITS: dict[str, str] = {word: str(value) for value, word in enumerate(_ONES)} | {
    "oh": "0", "naught": "0", "nought": "0", "nil": "0", "null": "0", "niner": "9", "fife": "5", "aught": "0",
}  # fmt: skip
PLURALS: dict[str, str] = {
    "zeros": "0", "zeroes": "0", "ohs": "0", "ones": "1", "twos": "2", "threes": "3", "fours": "4", "fives": "5",
    "sixes": "6", "sevens": "7", "eights": "8", "nines": "9",
}  # fmt: skip
FIGURES_SAID = "oh|" + "|".join(_ONES)
"""The ten figures as they are mostly said, for patterns."""
TEENS: dict[str, int] = {word: value for value, word in enumerate(_TEENS, 10)}
TENS: dict[str, int] = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SMALL: dict[str, int] = {word: value for value, word in enumerate(_ONES)} | TEENS | TENS

_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
ORDINALS: dict[str, int] = {word: value for value, word in enumerate(_ORDINALS, 1)} | {
    "thirtieth": 30, "ninth": 9, "nineth": 9, "twelth": 12, "fith": 5, "forth": 4,
}  # fmt: skip

MONTH_NAMES = "january february march april may june july august september october november december".split()
MONTHS: dict[str, int] = (
    {word: value for value, word in enumerate(MONTH_NAMES, 1)}
    | {word[:3]: value for value, word in enumerate(MONTH_NAMES, 1)}
    | {"sept": 9, "febuary": 2, "feburary": 2, "janurary": 1, "agust": 8, "setember": 9, "septmber": 9, "ocotber": 10}
    | {"novemeber": 11, "decmber": 12, "apirl": 4, "janury": 1, "octobre": 10}
)
_MONTHS_ELSEWHERE = (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
)
FOREIGN_MONTHS: dict[str, int] = {
    word: value
    for months in _MONTHS_ELSEWHERE
    for value, month in enumerate(months.split(), 1)
    for word in (month, unaccented(month))
} | {"setiembre": 9}
"""Months in Spanish, Portuguese, French and Italian: read only between a day and a year."""
WEEKDAYS: dict[str, int] = {
    word: value for value, word in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())
} | {"mon": 0, "tues": 1, "tue": 1, "wed": 2, "thurs": 3, "thu": 3, "thur": 3, "fri": 4, "weds": 2, "sat": 5}
WEEKDAYS |= {
    "firday": 4,
    "thrusday": 3,
    "thurday": 3,
    "wensday": 2,
    "wendsday": 2,
    "teusday": 1,
    "tuseday": 1,
    "saterday": 5,
}

_NATO = (
    "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa quebec romeo "
    "sierra tango uniform victor whiskey xray yankee zulu"
).split()
NATO: dict[str, str] = {word: word[0].upper() for word in _NATO} | {
    "alfa": "A", "juliett": "J", "juliette": "J", "whisky": "W", "fox": "F", "yankey": "Y",
}  # fmt: skip
SPELLING: dict[str, str] = {letter[0].upper(): letter for letter in _NATO}

LETTER_NAMES: dict[str, str] = {
    "ay": "A", "bee": "B", "cee": "C", "dee": "D", "ee": "E", "eff": "F", "ef": "F", "gee": "G", "aitch": "H", "jay": "J",
    "kay": "K", "el": "L", "ell": "L", "em": "M", "en": "N", "pee": "P", "cue": "Q", "queue": "Q", "kew": "Q", "ar": "R",
    "ess": "S", "es": "S", "tee": "T", "vee": "V", "ex": "X", "wye": "Y", "zee": "Z", "zed": "Z", "eks": "X", "jae": "J",
    "ach": "H", "dubya": "W",
}  # fmt: skip
# Ordinary words that sound like a letter or a digit: they count only between other symbols or where an id is asked for.
HOMOPHONES: dict[str, str] = {
    "see": "C", "sea": "C", "are": "R", "be": "B", "you": "U", "why": "Y", "eye": "I", "aye": "I", "tea": "T", "pea": "P",
    "gay": "J", "okay": "K", "hey": "A", "owe": "0", "won": "1", "to": "2", "too": "2", "tu": "2", "for": "4", "fore": "4",
    "ate": "8", "tree": "3", "free": "3", "sicks": "6", "nein": "9", "fiver": "5", "sex": "6", "and": "N", "an": "N",
    "tube": "2B",
    "use": "U", "age": "H",
}  # fmt: skip
NEVER_AT_EDGE = frozenset(
    {"and", "an", "okay", "to", "too", "for", "free", "hey", "are", "you", "why", "be", "use", "age"}
)

YES_AGAIN = frozenset({"yes", "yeah", "yep", "yup", "right", "correct"})
"""Said inside a number before its last characters once more: "double six, yes, double six"."""
TIMES: dict[str, int] = {"double": 2, "dbl": 2, "triple": 3, "treble": 3, "quadruple": 4}
SEPARATORS = frozenset({"dash", "hyphen", "space", "minus", "slash"})
FILLERS = frozenset(
    "uh um er erm ah hmm hm mm uhm ok so well then like yeah let's lets its it's that's is it the next followed by with "
    "comma dot ending begins starts starting beginning number digit digits letter letters capital uppercase lowercase again "
    "please break pause suffix".split()
)
_LEFT_OUT = ("skipped", "missed", "forgot", "dropped", "left out")
CORRECTIONS = Phrases(
    tuple(phrase.split())
    for phrase in (
        "i mean,i meant,make that,scratch that,strike that,excuse me,start over,no wait,wait no,no sorry,sorry no,my bad,"
        "i'm sorry,im sorry,i misspoke,i lied,no i lied,my mistake,my fault,forgive me,i beg your pardon,beg your pardon,"
        "let me correct that,let me fix that,i said that wrong,i said it wrong,i read that wrong,i read it wrong,"
        "let me start over,let me start again,i skipped one,i missed one,i left one out,no,sorry,srry,sry,wait,correction,"
        "actually,rather,oops,whoops,nope,pardon,scratch all that,scratch all of that,that's a typo,thats a typo,typo"
    ).split(",")
    + [
        f"i {left} {what}"
        for left in _LEFT_OUT
        for what in ("a zero", "a digit", "a number", "a letter", "an oh", "the zero")
    ]
)
