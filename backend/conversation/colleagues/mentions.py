"""Who is named in a note: ``@Ben Okafor``, or ``@Ben`` where there is one Ben. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import TypeVar

Key = TypeVar("Key")


def named(text: str, people: Mapping[Key, str]) -> set[Key]:
    """The keys of the people whose names stand in the text behind an ``@``, whatever the letters' case."""
    firsts = Counter(_first(name) for name in people.values())
    return {
        key
        for key, name in people.items()
        if _stands(name, text) or (firsts[_first(name)] == 1 and _stands(_first(name), text))
    }


def _first(name: str) -> str:
    return name.split()[0].casefold() if name.split() else ""


def _stands(name: str, text: str) -> bool:
    return bool(name) and re.search(rf"(?<!\w)@{re.escape(name)}(?!\w)", text, re.IGNORECASE) is not None
