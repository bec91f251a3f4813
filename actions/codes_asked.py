"""A code named with nothing else, or asked about while something else was asked for: what it means is wanted. Pure."""

from __future__ import annotations

import re

from actions.heard import Heard
from actions.memory import Memory
from actions.requests import HANDOFFS

_CODES = frozenset({"adjustment_code", "remark_code"})
_NO_PROOF = (None, "role", "offer", "more", "wish", "phone_number")
_WHAT_IT_MEANS = re.compile(
    r"\bwh?at(?:'?s| is| are| does| do)?\b|\bmean(?:s|ing)?\b|\bexplain\b|\bstands? for\b|\?\W*$", re.I
)
_A_FEW_WORDS = 9


def code_alone(wishes: list[str], heard: Heard, memory: Memory) -> list[str]:
    """``wishes``, or the meaning of the code: where nothing else is wanted, or a short question about it interrupts a proof."""
    given = {name for name, values in heard.values.items() if values}
    if not given or given - _CODES or memory.expects in ("which_claim", "adjustment_code"):
        return wishes
    if any(name in HANDOFFS for name in wishes):
        return wishes
    short = _WHAT_IT_MEANS.search(heard.text) is not None and len(heard.text.split()) <= _A_FEW_WORDS
    interrupts = short and memory.expects not in _NO_PROOF
    return ["explain_code"] if interrupts or not set(wishes) - {"out_of_scope"} else wishes
