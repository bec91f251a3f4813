"""Masking a transcript: what identifies a person is covered until somebody gives a reason to see it. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from backend.conversation.learning.identifying import names_in

COVER = "••••"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*"
_SPOKEN = (
    r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|double|triple|alpha|bravo|"
    r"charlie|delta|echo|foxtrot|golf|hotel|india|juliet|kilo|lima|mike|november|oscar|papa|quebec|romeo|sierra|tango|"
    r"uniform|victor|whiskey|x-ray|yankee|zulu|[a-z]\s+as\s+in\s+[a-z]+)"
)
PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"[\w.+-]+@[\w-]+\.[\w.]+",
        rf"\b{_MONTH}\.?\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?\b",
        rf"\b\d{{1,2}}\s+(?:of\s+)?{_MONTH}\.?(?:,?\s+\d{{4}})?\b",
        r"\b\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\b",
        rf"\b{_MONTH}\.?\s+(?:the\s+)?[a-z]+(?:teen|th|st|nd|rd)\b(?:\s+{_SPOKEN})*",
        r"\b(?=[A-Za-z0-9-]*\d[A-Za-z0-9-]*\d[A-Za-z0-9-]*\d)[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*\b",
        r"(?:\b\d\b[\s-]*){3,}",
        rf"\b{_SPOKEN}(?:[\s,-]+{_SPOKEN}){{2,}}\b",
    )
)
_AMOUNT = re.compile(r"\$\s?[\d,]+(?:\.\d{2})?")


def said_masked(text: str, names: Iterable[str], known: Collection[str]) -> str:
    """A caller's words: like :func:`masked`, and every name covered, whosever it is. ``known``: words of the language."""
    for start, end in reversed(names_in(text, known)):
        text = text[:start] + COVER + text[end:]
    return masked(text, names)


def masked(text: str, names: Iterable[str] = ()) -> str:
    """The text with identifiers, dates, addresses of mail and the given names covered; amounts of money stay readable."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match.group())
        return f"\0{chr(0xE000 + len(kept) - 1)}\0"

    out = _AMOUNT.sub(keep, text)
    for pattern in PATTERNS:
        out = pattern.sub(COVER, out)
    for name in sorted({one.strip() for one in names if len(one.strip()) > 1}, key=len, reverse=True):
        out = re.sub(rf"\b{re.escape(name)}\b", COVER, out, flags=re.IGNORECASE)
    return re.sub("\0(.)\0", lambda match: kept[ord(match.group(1)) - 0xE000], out)
