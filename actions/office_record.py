"""The one part of a claim an office asks for, and that the record does not hold it where it does not. Pure."""

from __future__ import annotations

from actions import pending
from actions.claim_answers import Facts, common, next_step, rights, steps_to_take
from actions.rejected import rejection
from actions.remark_codes import remarks
from actions.steps import Say
from actions.wording import day, identifier, is_zero, joined, money

FOR_A_PERSON = frozenset(
    {
        "utter_no_remark", "utter_corrected_time", "utter_earlier_payment",
        "utter_which_plan", "utter_which_plan_not_on_record",
    }
)  # fmt: skip
"""Answers after which a person is offered: they know what the record does not."""


def missing(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """What is missing or wrong on it: the remark codes with their meaning, or that the record has none."""
    if facts.get("rejections"):
        return rejection(facts, speaker, channel)
    if told := remarks(facts):
        return told
    code = f"{facts.get('denial_group')}-{facts['denial_carc']}" if facts.get("denial_carc") else "the denial"
    return [Say("utter_no_remark", {"code": code})]


def same_number(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """Whether the corrected claim carries our number: a replacement does, one that never came in does not."""
    return [
        Say(
            "utter_number_of_rejected" if facts.get("stage") == "rejected" else "utter_number_of_replacement",
            common(facts, channel),
        )
    ]


def how_to_send(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """How what was just spoken of goes to the plan: the appeal where that was it (``parts_asked``), else the next step."""
    if facts.get("stage") == "rejected":
        return rejection(facts, speaker, channel)[-1:]
    if facts.get("stage") == "pended":
        return [*pending.reason(facts, speaker, channel), *pending.way_on(facts, speaker)]
    route = str(facts.get("denial_route"))
    if ("appeal" in (facts.get("parts_asked") or []) and facts.get("denial_appealable")) or route == "appeal":
        left = facts.get("denial_days_left")
        last = f" The last day is {day(facts['denial_deadline'])}." if left is not None and int(left) >= 0 else ""
        return [Say("utter_send_appeal", {"last": last})]
    if route == "correct_and_resubmit":
        return [Say("utter_send_corrected", common(facts, channel))]
    attach = [str(one).rstrip(".") for one in facts.get("denial_attach") or []]
    if route in ("send_records", "obtain_authorization", "update_coordination_of_benefits") or attach:
        told = Say(
            "utter_records_for_claim", {"what": joined(attach) if attach else "the records that support the service"}
        )
        return [next_step(facts, speaker), told, Say("utter_records_where")]
    return steps_to_take(facts, speaker, channel)


def appeal_level(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """Which level an appeal of this denial is."""
    if facts.get("appeal_number"):
        return [Say("utter_appeal_level_on_file", {"level": str(facts.get("appeal_level") or 1)})]
    return [Say("utter_appeal_level_first")] if facts.get("denial_appealable") else rights(facts, speaker, channel)


def corrected_day(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """The last day for a corrected claim where the record names one; else that it does not."""
    if facts.get("step_day") is None or facts.get("denial_route") != "correct_and_resubmit":
        return [Say("utter_corrected_time")]
    return [Say("utter_corrected_day", {"deadline": day(str(facts["step_day"]))})]


def returned(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """When a claim was rejected, and by what answer of the payer's (277CA), which stands as the proof that it came."""
    category, code = facts.get("status_category"), facts.get("status_code")
    named = f", category {category}{f', status code {code}' if code else ''}" if category and channel != "voice" else ""
    when = f" on {day(facts['finalized'])}" if facts.get("finalized") else ""
    came = f" It came in on {day(facts['received'])}." if facts.get("received") else ""
    return [Say("utter_returned_by", {"code": named, "when": when, "came": came})]


def payment_total(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """The whole check or transfer beside this claim's part of it."""
    said = common(facts, channel) | {"trace": identifier(facts.get("payment_trace_number"), channel)}
    if is_zero(facts.get("payment_amount_total")):
        return [Say("utter_payment_total_unknown", said)]
    return [Say("utter_payment_total", said | {"total": money(facts.get("payment_amount_total"), channel)})]


def which_plan(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """That another plan pays first where the denial says so; which one no claim of ours tells."""
    first = facts.get("denial_root_cause") == "coordination_of_benefits"
    return [Say("utter_which_plan" if first else "utter_which_plan_not_on_record")]
