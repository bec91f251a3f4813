"""What of an answer is left to say to a member when most of it was said of this claim before. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.steps import Say

OF_AMOUNTS = frozenset(
    {"ask_payment", "ask_amount_owed", "explain_eob", "already_paid", "bill_and_eob", "in_collections"}
)
"""Wishes answered with several amounts; a denial is always told whole."""
_THE_SUM = frozenset({"utter_owed_member", "utter_owed_nothing_member", "utter_owed_not_yet_member"})
"""What is owed stands beside whatever is said of a bill."""
_ASKED_BY = {
    "utter_payment_date": r"\bwhen\b|\bdates?\b|\bdays?\b",
    "utter_allowed": r"\ballow|\bagree|\bprice|\bdiscount|\bcontract",
    "utter_eob_allowed": r"\ballow|\bagree|\bprice|\bdiscount|\bcontract|\beob\b",
    "utter_owed_from_bill": r"\bbill|\bcharge|\bdiscount|\bwhy\b|\bhow (?:come|did|do|does)\b|\bbreak|\bexplain|"
    r"\brest\b|\badd|\beob\b|\bpart",
    "utter_no_more_than_share": r"\bbill|\bmore\b|\bbalance\b|\brest\b|\bdiscount",
    "utter_eob_no_bill": r"\bbill\b|\bpay\b|\bsend\b",
}
"""Sentence → the words that ask for it again."""


def still_to_say(says: Sequence[Say], told: Sequence[str], claim_id: str, words: str) -> list[Say]:
    """The answer first, then what was not said of this claim before, and what the words ask for again."""

    def is_wanted(say: Say) -> bool:
        asked = _ASKED_BY.get(say.response.removesuffix("_member"))
        return key(claim_id, say) not in told or (asked is not None and re.search(asked, words, re.I) is not None)

    return [say for place, say in enumerate(says) if place == 0 or say.response in _THE_SUM or is_wanted(say)]


def key(claim_id: str, say: Say) -> str:
    """How it is noted that this was said of this claim."""
    return f"{claim_id}:{say.response}"


def each_once(says: list[Say]) -> list[Say]:
    """Two wishes may bring the same sentence, or the share in short and in full; it is said once."""
    in_full = any(say.response in ("utter_owed_member", "utter_yes_just_share", "utter_no_just_share") for say in says)
    told = [say for say in says if not (in_full and say.response == "utter_share_short_member")]
    return [say for place, say in enumerate(told) if say not in told[:place]]
