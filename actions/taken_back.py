"""A claim whose payment was taken back: what the record shows of that, in place of "no payment was made". Pure.

Its payment stands at zero because there was one. When it was reversed is on record; the amount, the payment it came out of
and what the office may owe are not.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from actions import claim_answers
from actions.claim_answers import Facts, common, said_name
from actions.rejected import is_late
from actions.steps import Say

Tell = Callable[[Facts, str | None, str], list[Say]]


def taken_back(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """When it was reversed, that the plan's payment is zero now, and what a person has to be asked."""
    return [Say(said_name("utter_taken_back", speaker), common(facts, channel))]


def or_taken_back(tell: Tell, *, office_only: bool = False) -> Tell:
    """The answer of a claim that stands; of a reversed one that its payment was taken back."""

    def told(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
        meant = facts.get("stage") == "reversed" and not (office_only and speaker == "member")
        return (taken_back if meant else tell)(facts, speaker, channel)

    return told


def owed(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """The patient's share; of a reversed claim an office hears with it what became of the payment."""
    says = claim_answers.owed(facts, speaker, channel)
    if facts.get("stage") != "reversed" or speaker == "member":
        return says
    return [says[0], *taken_back(facts, speaker, channel)]


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
