"""Making what people send harmless to store and show, without changing what they say. Pure."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

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


def storable(value: Any) -> Any:
    """A JSON value without the characters PostgreSQL cannot store; what comes from outside is data like any other."""
    if isinstance(value, str):
        return "".join(one for one in value if one != "\x00" and not "\ud800" <= one <= "\udfff")
    if isinstance(value, list):
        return [storable(one) for one in value]
    if isinstance(value, dict):
        return {storable(name): storable(one) for name, one in value.items()}
    return value
