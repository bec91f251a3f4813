"""A claim whose payment was taken back: what the record shows of that, in place of "no payment was made". Pure.

Its payment stands at zero because there was one. When it was reversed is on record; the amount, the payment it came out of
and what the office may owe are not.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from actions import claim_answers, pointed_answers
from actions.claim_answers import Facts, common, said_name
from actions.rejected import is_late
from actions.steps import Say
from actions.wording import is_zero

_HOW_MUCH = re.compile(r"\bhow much\b.{0,30}\b(?:tak(?:e|en)|took|back|revers\w+|recover\w*|recoup\w*)\b", re.I)
"""The sum that was taken back, which the record does not hold."""
Tell = Callable[[Facts, str | None, str], list[Say]]


def taken_back(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """When it was reversed, that the plan's payment is zero now, and what a person has to be asked."""
    if speaker == "member" and _HOW_MUCH.search(str(facts.get("words") or "")):
        return [Say("utter_taken_back_sum_member", common(facts, channel))]
    return [Say(said_name("utter_taken_back", speaker), common(facts, channel))]


def or_taken_back(tell: Tell, *, office_only: bool = False) -> Tell:
    """The answer of a claim that stands; of a reversed one that its payment was taken back."""

    def told(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
        meant = facts.get("stage") == "reversed" and not (office_only and speaker == "member")
        return (taken_back if meant else tell)(facts, speaker, channel)

    return told


def owed(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """The share; of a reversed claim what became of the payment with it. Nothing owed now is no word on what may be owed."""
    says = claim_answers.owed(facts, speaker, channel)
    if facts.get("stage") != "reversed":
        return says
    if speaker != "member":
        return [says[0], *taken_back(facts, speaker, channel)]
    return _no_share_now(facts, channel) if is_zero(facts.get("patient_share")) else says


def mine_to_pay(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """Whether there is a share to pay; of a reversed claim none is set."""
    unset = facts.get("stage") == "reversed" and is_zero(facts.get("patient_share"))
    return _no_share_now(facts, channel) if unset else pointed_answers.mine_to_pay(facts, speaker, channel)


def _no_share_now(facts: Facts, channel: str) -> list[Say]:
    return [*taken_back(facts, "member", channel), Say("utter_no_share_now_member")]


def steps_to_take(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """What to do; of a reversed claim that no new decision is on record, which may still leave something to refund."""
    if facts.get("stage") != "reversed" or speaker == "member":
        return claim_answers.steps_to_take(facts, speaker, channel)
    return [*taken_back(facts, speaker, channel), Say("utter_not_decided_anew")]


def earlier_payment(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """That the record here has the claim as it stands now, and an earlier payment is for a person to see."""
    return [Say("utter_earlier_payment", common(facts, channel))]


def is_for_a_person(name: str, facts: dict[str, Any]) -> bool:
    """Whether a person is offered after this answer: why and what next, of a claim that was reversed; of one that came late."""
    return is_late(facts) or (name in ("ask_denial_reason", "ask_next_step") and facts.get("stage") == "reversed")
