"""People of the world nobody calls about: "how tall is lebron james", "who sang that with dolly parton"."""

from __future__ import annotations

import re

_ASKED = re.compile(
    r"\bhow\s+(?:tall|rich|famous|fast|strong)\s+(?:is|was|are)\b|\bnet\s+worth\b|"
    r"\bhow\s+old\s+(?:is|was)\s+(?!(?:the|my|our|your|his|her|their|this|that|it|he|she|patient|pt|a|an|claim)\b)|"
    r"\bwho\s+(?:wrote|sang|sings|directed|plays|played|won|invented|discovered|painted|acted|starred|stars)\b|"
    r"\b(?:movies?|films?|songs?|albums?|concert|lyrics|singer|actor|actress|celebrit\w+|football|basketball|baseball|soccer|nba|nfl|"
    r"super\s?bowl|world\s+cup|grammys?|playoffs?)\b|"
    r"\b(?:did|does)\s+\w+\s+\w+\s+(?:sing|star|act|win|score|run\s+for|marry)\b",
    re.IGNORECASE,
)
_ABOUT_A_CLAIM = re.compile(
    r"\b(?:claims?|bill(?:s|ed|ing)?|e\s?o\s?b|appeals?|auth\w*|paid|payments?|owed?|visits?|den(?:y|ied|ial)|coverage|cover(?:ed|s)?|"
    r"deductible|balance|patient|pt|member|policy|insurance|insured|doctor|dr|hospital|clinic|surgery|therapy|injur\w+|hurt|broke|"
    r"dob|born|birth|calling|this\s+is|my|our)\b",
    re.IGNORECASE,
)


def is_of_the_world(text: str) -> bool:
    """Whether a line asks about somebody famous and about nothing of ours: whoever it names is no caller and no patient."""
    return _ASKED.search(text) is not None and _ABOUT_A_CLAIM.search(text) is None
