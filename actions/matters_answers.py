"""What is said to what is brought beside where a claim stands: collections, a bill paid already, a bill that says more. Pure."""

from __future__ import annotations

import re

from actions.claim_answers import Facts, owed, said_name
from actions.steps import Say

_TWICE = re.compile(
    r"\b(?:do|should|must|am|gotta|so|have to)\b.{0,25}\b(?:twice|again|two times|a second time)\b", re.I
)


def in_collections(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """The share as the record has it, then who can stop the letters: whoever sent the bill."""
    words = str(facts.get("words") or "").lower()
    fears = speaker == "member" and "credit" in words and "collect" not in words
    told = "utter_no_credit_report_member" if fears else said_name("utter_in_collections", speaker)
    return [*owed(facts, speaker, channel), Say(told)]


def already_paid(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """That a share is paid once and what was paid at the office is not seen here, then the share as the record has it."""
    asked = speaker == "member" and _TWICE.search(str(facts.get("words") or "")) is not None
    first = "utter_not_twice" if asked else said_name("utter_already_paid", speaker)
    return [Say(first), *owed(facts, speaker, channel)]


def bill_and_eob(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """Which of the two counts, then the share as the record has it."""
    return [Say(said_name("utter_bill_and_eob", speaker)), *owed(facts, speaker, channel)]
