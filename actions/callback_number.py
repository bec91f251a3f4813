"""The number somebody will be called back at: confirmed where it is asked about, and changed where another one is given. Pure."""

from __future__ import annotations

import re

from actions.heard import Heard
from actions.memory import Memory

_ASKED = re.compile(
    r"\b(?:right|correct|same|my|which|what)(?: (?:phone|cell|mobile|telephone|call ?back|home))? number\b|"
    r"\b(?:what|which) number\b|\bnumber\b.{0,12}\b(?:right|correct|down|noted|written)\b|"
    r"\b(?:call|ring|reach|phone)(?:ing)? (?:me |us )?(?:at|on|under)(?: the)? (?:which|what|right|same|correct)\b",
    re.I,
)
_ANOTHER_NUMBER = re.compile(
    r"\b(?:claim|member|policy|reference|case|check|payment|trace|account|id|group|fax|confirmation|tax|order|tracking)\b|"
    r"\byour (?:\w+ )?number\b",
    re.I,
)
_OF_A_CALL = re.compile(
    r"\b(?:numbers?|phone|cell|mobile|landline|call|reach|ring|dial)\b|^\W*(?:no|sorry|actually|wait|instead)\b", re.I
)


def _is_promised(memory: Memory) -> bool:
    return "callback" in memory.told and memory.phone_number is not None


def asks_for_the_number(memory: Memory, heard: Heard) -> bool:
    """ "They have my right number, don't they": of a call that is promised already."""
    if not _is_promised(memory) or heard.values or heard.has("request_human", "medical_emergency"):
        return False
    return _ASKED.search(heard.text) is not None and not _ANOTHER_NUMBER.search(heard.text)


def moves_the_call(memory: Memory, heard: Heard) -> bool:
    """ "No, call me at 555-0199": another number for a call that is promised already."""
    of_a_call = _OF_A_CALL.search(heard.text) is not None and not _ANOTHER_NUMBER.search(heard.text)
    return _is_promised(memory) and bool(heard.values.get("phone_number")) and of_a_call
