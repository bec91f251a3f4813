"""What is said to a member's pointed question, from the claim's facts: the answer first, then its next step. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from actions import pending
from actions.claim_answers import (
    Facts,
    common,
    next_step,
    owed,
    payment,
    payment_words,
    rights,
    said_name,
    share_parts,
    steps_to_take,
    unexplained,
)
from actions.rejected import rejection
from actions.steps import Say
from actions.wording import is_zero

PROVIDER_ACTS = frozenset(
    {
        "missing_or_invalid_data",
        "documentation",
        "authorization",
        "coding",
        "timely_filing",
        "provider_enrollment",
        "duplicate",
    }
)
"""Root causes a provider puts right; the member can only ask."""
MEMBER_ACTS = frozenset({"coordination_of_benefits", "other_liability"})
_UNDECIDED = frozenset({"received", "accepted", "pended", "held", "rejected"})


def _has_no_share_yet(facts: Facts) -> bool:
    return facts.get("stage") in _UNDECIDED or facts.get("adds_up") is False


def money_back(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """Who gives back what was paid above the share; what was paid at the office is not in the record."""
    if _has_no_share_yet(facts):
        return owed(facts, speaker, channel)
    kind = "nothing" if is_zero(facts.get("patient_share")) else "above"
    return [Say(f"utter_money_back_{kind}", common(facts, channel))]


def not_received(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """When and how the payment went out and to whom, and who looks for it."""
    if is_zero(facts.get("paid")):
        return payment(facts, speaker, channel)
    return [Say("utter_sent_to_provider", _sent(facts, channel)), Say("utter_look_for_payment")]


def paid_to_whom(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """The money of these claims goes to who billed them."""
    if is_zero(facts.get("paid")):
        return payment(facts, speaker, channel)
    return [Say("utter_paid_to_provider" if speaker == "member" else "utter_paid_to_office", _sent(facts, channel))]


def _of_the_payment(response: str) -> Callable[[Facts, str | None, str], list[Say]]:
    """One part of a payment told before; all there is to say where none was made, or that part is not on record."""

    def tell(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
        if is_zero(facts.get("paid")) or (response == "utter_payment_trace" and not facts.get("payment_trace_number")):
            return payment(facts, speaker, channel)
        return [Say(response, payment_words(facts, channel))]

    return tell


def paid_under(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """The payment's number; a member, who is not told it, hears what the office finds the payment by."""
    if speaker == "member" and not is_zero(facts.get("paid")) and not facts.get("payment_trace_number"):
        return [Say("utter_find_payment_by_member", payment_words(facts, channel))]
    return _of_the_payment("utter_payment_trace")(facts, speaker, channel)


paid_when = _of_the_payment("utter_payment_date")
paid_how = _of_the_payment("utter_paid_by")


def share_due(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """By when a share is to be paid: the provider's bill says so, no record of ours."""
    if _has_no_share_yet(facts) or is_zero(facts.get("patient_share")):
        return owed(facts, speaker, channel)[:1]
    return [Say(said_name("utter_share_due", speaker))]


def _sent(facts: Facts, channel: str) -> dict[str, Any]:
    return payment_words(facts, channel) | {"provider": str(facts.get("provider_name") or "your provider")}


def who_acts(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """Whose it is to put right: the provider, the member, or nobody."""
    if facts.get("stage") == "rejected":
        return rejection(facts, speaker, channel)
    if facts.get("stage") == "pended":
        return [*pending.reason(facts, speaker, channel), *pending.way_on(facts, speaker)]
    if unexplained(facts):
        return [next_step(facts, speaker)]
    if not facts.get("denied"):
        calls = re.search(r"\b(?:call|contact|talk|tell|phone|ring)\b", str(facts.get("words") or ""), re.I)
        return steps_to_take(facts, speaker, channel) if calls else [Say("utter_no_mistake")]
    cause = facts.get("denial_root_cause")
    who = "provider_acts" if cause in PROVIDER_ACTS else "you_act" if cause in MEMBER_ACTS else "not_your_mistake"
    return [Say(f"utter_{who}"), next_step(facts, speaker)]


def mine_to_pay(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """Yes or no first: whether there is a share, and that it is all the provider may bill."""
    if _has_no_share_yet(facts) or pending.is_decided(facts):
        return owed(facts, speaker, channel)
    if is_zero(facts.get("patient_share")):
        return [Say("utter_no_owe_nothing", common(facts, channel)), Say("utter_show_eob")]
    parts = share_parts(facts, channel)
    answer = "utter_no_just_share" if _asks_beyond_the_share(facts) else "utter_yes_just_share"
    return [
        Say(answer, common(facts, channel) | {"parts": parts}),
        Say("utter_no_more_than_share_member"),
    ]


_BEYOND = re.compile(r"\b(?:more|extra)\b", re.I)
_THE_REST = re.compile(
    r"\b(?:difference|rest|remainder|balance|discount|everything|other part)\b|\ball of (?:it|this|that)\b|"
    r"\b(?:full|whole|entire|total) (?!share|part)",
    re.I,
)


def _asks_beyond_the_share(facts: Facts) -> bool:
    """ "Do I pay the difference?", "can they charge me the full price?": no, where the bill holds more than the share."""
    words = str(facts.get("words") or "")
    left = Decimal(str(facts.get("charge") or 0)) - Decimal(str(facts.get("paid") or 0))
    beyond = left > Decimal(str(facts.get("patient_share") or 0))
    return _BEYOND.search(words) is not None or (beyond and _THE_REST.search(words) is not None)


def what_to_say(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """Words the member can take to the office."""
    if facts.get("stage") in _UNDECIDED:
        return who_acts(facts, speaker, channel) if facts.get("stage") == "pended" else [Say("utter_say_ask_to_check")]
    if facts.get("denied"):
        return [Say("utter_say_denied", common(facts, channel)), next_step(facts, speaker)]
    return [Say("utter_say_share", common(facts, channel))]


def help_with_share(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """What could be paid in parts, for who asked that before the claim was known."""
    says = owed(facts, speaker, channel)
    if _has_no_share_yet(facts) or is_zero(facts.get("patient_share")):
        return says
    return [says[0], Say("utter_help_with_share")]


def was_covered(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """That being covered on that day is a reason to look again, what shows it, and the next step where it is no appeal."""
    step = [] if facts.get("denial_route") in (None, "appeal", "peer_to_peer", "none") else [next_step(facts, speaker)]
    return [Say("utter_was_covered"), *step]


def late_reason(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """Why the last day was missed is for a person to weigh; while the day is open, the day is what counts."""
    left = facts.get("denial_days_left")
    if facts.get("denial_appealable") and left is not None and int(left) < 0:
        return [Say("utter_late_reason")]
    return rights(facts, speaker, channel)


def doctor_can_call(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """That the provider's office can call, and what it can do about a denial; a member orders no call between physicians."""
    return [Say("utter_doctor_can_call_denied_member" if facts.get("denied") else "utter_doctor_can_call_member")]


def whom_at_office(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """Whom to ask for at the provider's."""
    return [Say("utter_whom_at_office_member", {"provider": str(facts.get("provider_name") or "your provider")})]


def will_hear(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """That nobody has to keep asking: what comes when a claim that waits is decided; what it waits for, where that is known."""
    waits = pending.told(facts, speaker, channel) if pending.asks_for_something(facts) else []
    return [Say("utter_will_hear_member"), *waits]


def allowed(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """The price the plan agreed to; of a claim without one what is owed."""
    if is_zero(facts.get("allowed")):
        return owed(facts, speaker, channel)
    return [Say(said_name("utter_allowed", speaker), payment_words(facts, channel))]


def appeal_cost(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """An appeal to the plan costs nothing (29 CFR 2560.503-1(b)(3): no fee may stand in its way)."""
    return [Say("utter_appeal_is_free")]


def compared(told: list[Facts], channel: str) -> list[Say]:
    """What the plan paid and what the share is, of each claim told."""
    return [
        Say("utter_compare_undecided" if _has_no_share_yet(one) else "utter_compare", common(one, channel))
        for one in told
    ]


def no_total(speaker: str | None) -> Say:
    """No sum over claims is in the record."""
    return Say(said_name("utter_no_total", speaker))
