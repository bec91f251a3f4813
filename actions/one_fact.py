"""One fact of a claim by itself: who billed it, its number, the charge, its lines, its ids letter by letter. Pure."""

from __future__ import annotations

from actions.claim_answers import Facts, common, said_name
from actions.steps import Say
from actions.wording import money, spelled


def provider(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """Who billed it."""
    name = facts.get("provider_name")
    return [Say("utter_billed_by", common(facts, channel) | {"provider": str(name)}) if name else Say("utter_no_lines")]


def not_denied(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """That this one was not denied, with its day: another one of the patient's was."""
    return [Say("utter_not_denied", common(facts, channel))]


def claim_number(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """The last four; the whole number stands on the paper."""
    return [Say(said_name("utter_claim_number", speaker), common(facts, channel))]


def charge(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """What was billed."""
    return [Say("utter_charge", common(facts, channel))]


def lines(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """Line by line: billed, paid, and why less; each reason a sentence of its own."""
    says = []
    for line in (facts.get("lines") or [])[: 3 if channel == "voice" else 8]:
        name = f" ({line['procedure']})" if line.get("procedure") and channel != "sms" else ""
        why_less = [f"{str(a['text']).rstrip('. ')}." for a in line.get("adjustments") or [] if a.get("text")]
        says.append(
            Say(
                "utter_line",
                {
                    "number": str(line.get("number")),
                    "name": name,
                    "charge": money(line.get("charge"), channel),
                    "paid": money(line.get("paid"), channel),
                    "why": f" Why less: {' '.join(dict.fromkeys(why_less))}" if why_less else "",
                },
            )
        )
    return says or [Say("utter_no_lines")]


def spelling(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """The ids of the last answer, character by character."""
    says = [Say("utter_spelled_claim", {"spelled": spelled(str(facts.get("last_four") or ""))})]
    if facts.get("payment_trace_number"):
        says.append(Say("utter_spelled_trace", {"spelled": spelled(str(facts["payment_trace_number"]))}))
    return says
