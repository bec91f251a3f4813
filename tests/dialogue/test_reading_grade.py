"""Texts for members are read at grade six or below; on the phone nothing is long."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import textstat
import yaml

DOMAIN = Path(__file__).resolve().parents[2] / "assistant" / "domain"
GRADE_MAX = 6.0
SPOKEN_WORDS_MAX = 45
EXAMPLES = {
    "deadline": "March 5", "left": "40 days", "received": "March 5", "finalized": "May 5", "ending": "4471", "share": "$40",
    "parts": "$40 copay", "charge": "$90", "paid": "$50", "reference": "R12", "what": "the notes", "detail": "", "needed": "",
    "middle": "", "received_clause": "", "service": "March 5",
}  # fmt: skip


def texts() -> list[tuple[str, str, str]]:
    """(response, channel, text with examples for its facts)."""
    found = []
    for path in sorted(DOMAIN.glob("*.yml")):
        responses: dict[str, list[dict[str, Any]]] = yaml.safe_load(path.read_text()).get("responses") or {}
        for name, variations in responses.items():
            for one in variations:
                filled = re.sub(r"{(\w+)}", lambda m: EXAMPLES.get(m[1], "it"), str(one["text"]))
                found.append((name, str(one.get("channel", "any")), filled))
    return found


@pytest.mark.parametrize(("name", "channel", "text"), [one for one in texts() if one[0].endswith("_member")])
def test_a_member_understands_it(name: str, channel: str, text: str) -> None:
    assert textstat.flesch_kincaid_grade(text) <= GRADE_MAX, f"{name} ({channel}): {text}"


def test_nothing_spoken_is_long() -> None:
    long = [
        f"{name}: {len(text.split())} words"
        for name, channel, text in texts()
        if channel in ("voice", "any") and len(text.split()) > SPOKEN_WORDS_MAX
    ]
    assert long == []
