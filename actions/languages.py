"""Which language a caller asks for, from their own words. Pure."""

from __future__ import annotations

import re

WORDS: dict[str, str] = {
    "es": r"spanish|es spaniel|espa[nñ]ol|castellano|hablo|hablas?|necesito|alguien que|quisiera|quiero|int[eé]rprete|"
    r"traductor|idioma|oprima|presione|ingl[eé]s|entiendo|disculpe",
    "zh": r"chinese|mandarin|cantonese",
    "vi": r"vietnamese|ti[eế]ng vi[eệ]t|th[oô]ng d[iị]ch",
    "ko": r"korean",
    "ja": r"japanese",
    "tl": r"tagalog|filipino|nagsasalita",
    "ru": r"russian|по-русски|русск\w*|переводчик",
    "uk": r"ukrainian|українськ\w*",
    "ar": r"arabic",
    "ht": r"(?:haitian )?creole|krey[oò]l|haitian",
    "fr": r"french|fran[cç]ais\w*|parlez|parle pas",
    "pt": r"portuguese|portugu[eê]s\w*|voc[eê] fala",
    "pl": r"polish|polski\w*|po polsku",
    "de": r"german|deutsch",
    "it": r"italian|italiano",
    "el": r"greek",
    "tr": r"turkish",
    "fa": r"farsi|persian|dari",
    "he": r"hebrew",
    "hi": r"hindi",
    "ur": r"urdu",
    "gu": r"gujarati",
    "pa": r"punjabi|panjabi",
    "bn": r"bengali|bangla",
    "ne": r"nepali",
    "my": r"burmese",
    "th": r"thai",
    "hmn": r"hmong",
    "so": r"somali",
    "sw": r"swahili",
    "am": r"amharic",
    "hy": r"armenian",
    "km": r"khmer|cambodian",
    "lo": r"lao|laotian",
    "nv": r"navajo",
    "sgn": r"sign(?:ed)? language|asl|deaf|who signs|sign with",
}
"""ISO 639 code → the words for it, in English and in itself; ``sgn``: signing."""
SCRIPTS = {
    "ja": r"[\u3040-\u30ff]",
    "zh": r"[\u4e00-\u9fff]{2}",
    "ko": r"[\uac00-\ud7af]{2}",
    "ar": r"[\u0600-\u06ff]{3}",
}
"""Letters that tell the language by themselves, the most telling first."""
_NAMED = {code: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.I) for code, words in WORDS.items()}
_NOT_IT = re.compile(r"\b(?:not|instead of|rather than|(?:don'?t|doesn'?t|can'?t) (?:speak|know|understand))\W+$", re.I)


_SPANISH = frozenset(
    "ayuda ayudar ayudarme buenas buenos claro como cómo con cuando cuándo cuanto cuánto cuenta cubre cubrió cubrieron de debe "
    "debo decir del dia días donde dónde el ella en era es esta está este esto factura familia favor fue gracias hablar hablo "
    "hace hacer hija hijo hola hospital la las le llamo lo los madre mas más me medico médico mi mis muy necesito negado negaron "
    "niño nos nuestro padre pagan pagar pagaron pago para pero por porque pueda puede puedo que qué quien quiere quiero quisiera "
    "reclamo recibí recibi saber se señor señora seguro si sí sin sobre soy su tarde tardes tengo tiene todo un una usted "
    "ustedes visita voy y ya yo".split()
)
_BOTH = frozenset(
    {"me", "no", "a", "hospital", "doctor", "plan", "dental", "como", "he", "has", "son", "es", "se", "de", "la", "el"}
)
"""Words or names of an English line as well; alone they tell nothing."""


def speaks_spanish(text: str) -> bool:
    """Whether a line is said in Spanish: at least two words that are Spanish alone, and hardly any that is not Spanish."""
    words = re.findall(r"[a-záéíóúüñ]+", text.lower())
    spanish = [word for word in words if word in _SPANISH and word not in _BOTH]
    counted = [word for word in words if word not in _BOTH]
    return len(spanish) >= 2 and len(spanish) * 2 > len(counted)


def language_wished(text: str) -> str | None:
    """The language asked for, as its ISO 639 code; None where none is named ("an interpreter, please")."""
    named = [
        (match.start(), code)
        for code, pattern in _NAMED.items()
        for match in pattern.finditer(text)
        if not _NOT_IT.search(text[: match.start()])
    ]
    if named:
        return min(named)[1]
    letters = next((code for code, letters in SCRIPTS.items() if re.search(letters, text)), None)
    return letters or ("es" if speaks_spanish(text) else None)
