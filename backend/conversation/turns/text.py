"""Making what people send harmless to store and show, without changing what they say. Pure."""

from __future__ import annotations

import re
import unicodedata

_BIDI = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF])
_MARKS_MAX = 4
_SILENT = re.compile(r"[\s.…·\-_,]*")


def harmless(text: str) -> str:
    """The text without control, direction-changing and unpaired characters, and with at most four marks on a letter.

    Everything else stays: markup and formulas are text like any other, and made inert where they are shown.
    """
    kept: list[str] = []
    marks = 0
    for one in unicodedata.normalize("NFC", text).translate(_BIDI):
        category = unicodedata.category(one)
        if category == "Cs" or (category == "Cc" and one not in "\n\t"):
            continue
        marks = marks + 1 if category == "Mn" else 0
        if marks <= _MARKS_MAX:
            kept.append(one)
    return "".join(kept).strip()


def is_silence(text: str) -> bool:
    """Whether a line holds nothing but dots and dashes, as recognisers write a pause."""
    return _SILENT.fullmatch(text) is not None
