"""A value said and disowned in the same breath: "30892, oh no, that's our old place, it's 30891", "that's my husband's". Pure."""

from __future__ import annotations

import re

_KIN = (
    r"(?:mother|father|mom|mum|mama|dad|daddy|parent|son|daughter|kid|child|baby|brother|sister|wife|husband|hubby|spouse|"
    r"partner|boyfriend|girlfriend|fianc\w+|aunt|uncle|grand\w+|friend|roommate)"
)
_THING = (
    r"(?:one|id|ids|number|card|zip|zip code|address|place|house|home|apartment|town|name|birthday|birth ?date|date of birth|"
    r"date|day|dob|job|work)"
)
_DISOWNED = re.compile(
    r"\b(?:that|this|it)(?:'?s| is| was|'d be)\W+(?:(?:actually|just|like|all|still)\W+)*(?:"
    rf"(?:my|our|the|an?) (?:\w+ )?(?:old|other|former|previous|wrong|expired) (?:\w+ )?{_THING}\b|"
    rf"(?:my|our) (?:\w+ )?{_KIN}(?:'s|s'|s)\b(?! (?:plan|insurance|policy|coverage|group|employer|job)\b)(?: {_THING}\b)?|"
    r"(?:my )?work(?: zip| address)?(?=\W*(?:,|\.|;|-|my\b|home\b|it'?s\b|mine\b))|"
    r"where (?:i|we) (?:used to|lived|work|moved from)\b|(?:the )?wrong\b|not (?:mine|my|our|right|it)\b|(?:his|hers)\b)",
    re.I,
)
_FIGURES = re.compile(
    r"\d|\b(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|\w+ty)\b",
    re.I,
)


def put_aside(text: str) -> str | None:
    """The line with everything up to the words that disown a value blanked, so that places stay; None where none is disowned."""
    told = _DISOWNED.search(text.replace("\u2019", "'"))
    if told is None or not _FIGURES.search(text[: told.start()]):
        return None
    return " " * told.end() + text[told.end() :]
