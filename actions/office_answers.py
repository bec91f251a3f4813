"""What an office asks of the claim at hand beside where it stands: the denied lines, one code's amount, how to void it. Pure."""

from __future__ import annotations

import re
from typing import Any

from actions.claim_answers import Facts, common, rights, steps_to_take
from actions.one_fact import claim_number
from actions.steps import Say
from actions.wording import claim_line, is_zero, joined, money

NO_DENIAL = frozenset({"1", "2", "3", "23", "45", "66", "104", "105", "137", "144", "161", "253"})
"""CARCs that lower a payment without denying anything: cost share, contract, another payer, sequestration, bonus, penalty."""


def denied_lines(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """Each denied line with its amount and codes; a denial of the claim as a whole says so."""
    says = []
    for line in facts.get("lines") or []:
        if codes := _codes(line.get("adjustments") or [], line.get("remarks") or [], channel):
            name = f" ({line['procedure']})" if line.get("procedure") else ""
            told = {"number": str(line.get("number")), "name": name, "codes": codes}
            says.append(Say("utter_denied_line", told | {"charge": money(line.get("charge"), channel)}))
    if says:
        return says[: 3 if channel == "voice" else 8]
    if facts.get("denial_carc"):
        remarks = [str(one) for one in facts.get("denial_remarks") or []]
        code = f"{facts.get('denial_group')}-{facts['denial_carc']}"
        return [Say("utter_denied_whole", {"codes": code + _remarks(remarks)})]
    return [Say("utter_no_denied_line")]


def _codes(adjustments: list[dict[str, Any]], remarks: list[str], channel: str) -> str:
    """``$162.25 with CO-197, remark code N706``; empty where nothing of the line was denied."""
    denied = [a for a in adjustments if str(a.get("carc")) not in NO_DENIAL and not is_zero(a.get("amount"))]
    told = [f"{money(a['amount'], channel)} denied with {a['group']}-{a['carc']}" for a in denied]
    return joined(told) + _remarks([str(one) for one in remarks]) if told else ""


def _remarks(codes: list[str]) -> str:
    return f", remark code{'s' if len(codes) > 1 else ''} {joined(codes)}" if codes else ", no remark code on record"


def code_amount(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """The amount of each code asked for on this claim (``parts_asked`` names them), or that it is not on it."""
    says = []
    for asked in facts.get("parts_asked") or []:
        group, carc = split_code(asked)
        found = [one for one in facts.get("adjustments") or [] if one["carc"] == carc and group in ("", one["group"])]
        says += [
            Say("utter_code_amount", {"code": f"{a['group']}-{carc}", "amount": money(a["amount"], channel)})
            for a in found
        ]
        if not found:
            says.append(Say("utter_code_not_here", {"code": f"{group}-{carc}".strip("-")}))
    return says


def split_code(said: str) -> tuple[str, str]:
    """``CO45`` → ``("CO", "45")``; without its group the first part is empty."""
    found = re.fullmatch(r"(CO|PR|OA|PI|CR)?[\s-]*0*([A-Z]?\d+)", said.strip().upper())
    return ("", said.strip().upper()) if found is None else (found[1] or "", found[2])


def void(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """How a claim billed in error is taken back."""
    said = common(facts, channel)
    if facts.get("stage") == "rejected":
        return [Say("utter_void_rejected", said)]
    back = "" if is_zero(facts.get("paid")) else f" What was paid, {said['paid']}, is then taken back."
    return [Say("utter_void_claim", said | {"money": back})]


def original(facts: Facts, others: list[dict[str, Any]], speaker: str | None, channel: str) -> list[Say]:
    """The other claims of that date; of a claim not denied as a duplicate, its own number."""
    if facts.get("denial_root_cause") != "duplicate":
        return claim_number(facts, speaker, channel)
    if not others:
        return [Say("utter_no_original_claim")]
    return [Say("utter_original_claim", {"list": joined([claim_line(one, channel, True) for one in others[:3]])})]


def not_duplicate(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """How a service that was given twice is told apart from a duplicate; of another denial, what stands against it."""
    if facts.get("denial_root_cause") != "duplicate":
        return rights(facts, speaker, channel)
    return [Say("utter_not_duplicate"), *(rights(facts, speaker, channel) if facts.get("denial_appealable") else [])]


def of_the_day(
    name: str, facts: Facts, others: list[dict[str, Any]], speaker: str | None, words: str, channel: str
) -> list[Say]:
    """What the other claims of that date answer: the original of a duplicate, or one sent again, of which none may show yet."""
    original_paid = re.search(r"\b(?:paid|pay|denied|processed)\b", words, re.I)
    if name == "find_original" and not (original_paid and facts.get("denial_root_cause") != "duplicate"):
        return original(facts, others, speaker, channel)
    if others:
        return [
            Say("utter_others_of_the_day", {"list": joined([claim_line(one, channel, True) for one in others[:3]])})
        ]
    sent = re.search(r"\b(?:sent|submitted|billed|filed|corrected|new|newer|replacement|resent)\b", words, re.I)
    return [Say("utter_no_others_of_the_day"), *([Say("utter_sent_anew_not_seen")] if sent else [])]


def payer(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """Who the payer of the claim is."""
    return [
        Say("utter_payer", common(facts, channel) | {"payer": str(facts["payer_name"])})
        if facts.get("payer_name")
        else Say("utter_beyond_that")
    ]


_MEMBER_TELLS = frozenset({"coordination_of_benefits", "other_liability"})


def patient_acts(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """Whether it is for the patient to call the plan: of other coverage the plan wants the member's own word."""
    if facts.get("denied") and facts.get("denial_root_cause") in _MEMBER_TELLS:
        return [Say("utter_member_tells_plan")]
    return steps_to_take(facts, speaker, channel)


def appeal_consent(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """Whose appeal needs the patient's signature."""
    return [Say("utter_appeal_consent")]
