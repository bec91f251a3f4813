"""A claim that was returned before processing: why, by what code, and what helps. Pure.

Correcting it helps nobody whose claim came too late: there the proof of timely filing is what counts.
"""

from __future__ import annotations

import re
from typing import Any

from actions.steps import Say

TOO_LATE = "718"
"""Claim status code (list 508): not filed within the required time."""
_LATE_IN_WORDS = re.compile(r"filing limit|timely filing|past the time limit|time to file", re.I)


def is_late(facts: dict[str, Any]) -> bool:
    """Whether a rejected claim was returned because it came in too late."""
    if facts.get("stage") != "rejected":
        return False
    late = any(_LATE_IN_WORDS.search(str(one)) for one in facts.get("rejections") or [])
    return late or str(facts.get("status_code") or "") == TOO_LATE


def rejection(facts: dict[str, Any], speaker: str | None, channel: str) -> list[Say]:
    """Why a claim never entered, and what to do: no deadline of an appeal."""
    return [*_reasons(facts), next_step(facts, speaker)]


def next_step(facts: dict[str, Any], speaker: str | None) -> Say:
    """To correct it and send it again; of a late one, what its lateness can be answered with."""
    name = "utter_rejection_late" if is_late(facts) else "utter_rejection_next"
    return Say(f"{name}_member" if speaker == "member" else name)


def codes(facts: dict[str, Any], speaker: str | None, channel: str) -> list[Say]:
    """The payer's status codes of the rejection with their meaning; adjustment codes a claim without a decision has none."""
    category, code = facts.get("status_category"), facts.get("status_code")
    if not category:
        return rejection(facts, speaker, channel)
    named = f"category {category}" + (f", status code {code}" if code else "")
    return [Say("utter_rejection_codes", {"codes": named}), *rejection(facts, speaker, channel)]


def _reasons(facts: dict[str, Any]) -> list[Say]:
    reasons = [str(one).rstrip(". ") for one in facts.get("rejections") or []]
    return [Say("utter_rejection_reasons", {"reasons": "; ".join(reasons[:3])})] if reasons else []
