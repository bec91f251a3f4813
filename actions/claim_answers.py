"""What is said about a claim, from the facts the backend tells: response names with their facts. Pure."""

from __future__ import annotations

import re
from typing import Any

from actions import pending, rejected
from actions.papers import SHOWS_IT
from actions.rejected import rejection
from actions.remark_codes import remarks
from actions.steps import Say
from actions.wording import count, day, days, identifier, is_zero, joined, money, span

Facts = dict[str, Any]
OF_THE_APPEAL = re.compile(r"\bappeal|\b(?:after|once) (?:i|we)\b|\bsend\b", re.I)


TIME_OF_AN_APPEAL = re.compile(
    r"\b(?:how (?:long|soon|fast|quick\w*|many (?:days|weeks|months))|when|time ?frame|turn ?around)\b.{0,30}\b(?:take|takes|"
    r"taking|decid\w*|decision|answer\w*|hear|know|process\w*|last)",
    re.I,
)
""" "How long does an appeal take": its usual time, and not the last day to ask for one."""


def said_name(base: str, speaker: str | None) -> str:
    """The response in the words of the listener: members hear their own, plainer ones."""
    return f"{base}_member" if speaker == "member" else base


def common(facts: Facts, channel: str) -> dict[str, str]:
    """The facts nearly every sentence about a claim uses."""
    last_four = str(facts.get("last_four") or "")
    return {
        "ending": " ".join(last_four) if channel == "voice" else last_four,
        "service": span(facts.get("service_from"), facts.get("service_to")),
        "received": day(facts.get("received") or facts.get("service_from")),
        "received_clause": f", received on {day(facts['received'])}," if facts.get("received") else "",
        "finalized": day(facts.get("payment_date") or facts.get("finalized") or facts.get("received")),
        "charge": money(facts.get("charge"), channel),
        "paid": money(facts.get("paid"), channel),
        "share": money(facts.get("patient_share"), channel),
        "reason": str(facts.get("denial_reason") or ""),
    }


def status(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """The headline of a claim; on a denial also the reason, the next step, the last day and the right to appeal."""
    said = common(facts, channel)
    stage = str(facts.get("stage"))
    says = [Say(f"utter_status_{stage}", said)]
    if stage == "rejected":
        says += rejection(facts, speaker, channel)
    elif stage == "pended":
        says += pending.told(facts, speaker, channel)
    elif facts.get("denied"):
        says += denial(facts, speaker, channel)
    elif unexplained(facts):
        says += person_looks(facts, speaker)
    elif stage == "paid" and not is_zero(facts.get("patient_share")):
        says.append(Say(said_name("utter_share_short", speaker), said))
    return says


def denial(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """Reason in plain words, next step, last day with days left, right to appeal: always all four."""
    return [reason(facts, speaker), *way_on(facts, speaker, channel)]


def unexplained(facts: Facts) -> bool:
    """The plan denied it in whole or in part, and no denial is at hand that tells why."""
    return facts.get("stage") in ("denied", "partly_paid") and not facts.get("denied")


def person_looks(facts: Facts, speaker: str | None) -> list[Say]:
    """A denial nothing is known of: its reason and its right are not guessed, a person looks; an appeal on file is told."""
    told = Say("utter_appeal_open", appeal_facts(facts)) if facts.get("appeal_number") else reason(facts, speaker)
    return [told, next_step(facts, speaker)]


_TOLD_BY_CODE = frozenset({"authorization"})
"""Causes whose codes say different things: an approval that is absent, used up, late, or for other care."""


def reason(facts: Facts, speaker: str | None) -> Say:
    """Why it was denied, by root cause, and the plan's own reason for the code."""
    cause = str(facts.get("denial_root_cause") or "other")
    own = str(facts.get("denial_reason") or "").rstrip(". ")
    if own and speaker == "member" and cause in _TOLD_BY_CODE:
        return Say("utter_denial_by_code_member", {"own": own[:1].lower() + own[1:]})
    code = f"{facts.get('denial_group')}-{facts.get('denial_carc')}" if facts.get("denial_carc") else ""
    detail = f" In the plan's words, code {code}: {own}." if own and speaker != "member" else ""
    return Say(said_name(f"utter_denial_{cause}", speaker), {"detail": detail})


def next_step(facts: Facts, speaker: str | None) -> Say:
    """What to do about it, by route; of other plans the caller has told of, no word is asked again."""
    if facts.get("noted") and facts.get("denial_route") == "update_coordination_of_benefits" and speaker == "member":
        return Say("utter_route_other_plan_noted")
    if facts.get("no_plan") and facts.get("denial_route") == "update_coordination_of_benefits":
        return Say("utter_route_no_other_plan")
    attach = [str(a).rstrip(".") for a in facts.get("denial_attach") or []]
    route = facts.get("denial_route") or "human_review"
    needed = f" Attach: {joined(attach)}." if attach and speaker != "member" and route != "none" else ""
    return Say(said_name(f"utter_route_{route}", speaker), {"needed": needed})


def way_on(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """The next step and the right to appeal. Nobody is told to appeal whose last day is over: a person looks then."""
    left = facts.get("denial_days_left")
    over = facts.get("denial_route") in ("appeal", "peer_to_peer") and left is not None and int(left) < 0
    late = "utter_route_over_late" if facts.get("denial_root_cause") == "timely_filing" else "utter_route_over"
    left_over = [] if speaker == "member" else [Say(late)]
    return [*(left_over if over else [next_step(facts, speaker)]), *appeal_rights(facts, speaker, channel)]


def appeal_rights(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """The right to appeal or what stands in its place, with the last day and the urgent path; and an appeal on file."""
    on_file = [Say("utter_appeal_open", appeal_facts(facts))] if facts.get("appeal_number") else []
    return [_right_or_instead(facts, speaker), *on_file]


def _right_or_instead(facts: Facts, speaker: str | None) -> Say:
    appealable = bool(facts.get("denial_appealable"))
    left = facts.get("denial_days_left")
    if not appealable and facts.get("denial_route") == "none":
        return Say(said_name("utter_no_appeal_nothing_to_do", speaker))
    kind = "appeal" if appealable else "no_appeal"
    if facts.get("denial_deadline") is None or left is None:
        return Say(said_name(f"utter_{kind}_no_deadline", speaker))
    told = {"deadline": day(facts["denial_deadline"]), "left": days(int(left))}
    when = "past" if int(left) < 0 else "today" if int(left) == 0 else "until"
    return Say(said_name(f"utter_{kind}_{when}", speaker), told)


OUTCOMES = {
    "overturned": "decided, and the denial was overturned",
    "partly_overturned": "decided, and the denial was overturned in part",
    "upheld": "decided, and the denial stands",
    "dismissed": "dismissed",
}


def appeal_facts(facts: Facts) -> dict[str, str]:
    """An appeal on file."""
    state = str(facts.get("appeal_state") or "open").replace("_", " ")
    return {
        "number": str(facts.get("appeal_number") or ""),
        "state": OUTCOMES.get(str(facts.get("appeal_outcome") or ""), state),
        "opened": day(facts.get("appeal_opened")) if facts.get("appeal_opened") else "an earlier day",
        "due": day(facts.get("appeal_decision_due")) if facts.get("appeal_decision_due") else "",
    }


def why(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """Answers "why was it denied"; a claim that was not denied says so and what holds instead."""
    if facts.get("denied") and speaker == "provider":  # the next step and the right were told with the headline
        return [reason(facts, speaker), *remarks(facts)]
    if facts.get("denied"):
        stage = "partly_paid" if facts.get("stage") == "partly_paid" else "denied"
        return [Say(f"utter_brief_{stage}", common(facts, channel)), *denial(facts, speaker, channel)]
    if unexplained(facts):
        return [Say(f"utter_brief_{facts['stage']}", common(facts, channel)), *person_looks(facts, speaker)]
    if facts.get("stage") == "rejected":
        return [Say("utter_status_rejected", common(facts, channel)), *rejection(facts, speaker, channel)]
    if facts.get("stage") == "reversed":
        when = [Say("utter_reversed_on", common(facts, channel))] if facts.get("finalized") else []
        return [*when, Say(said_name("utter_no_reason_reversed", speaker))]
    if facts.get("stage") == "pended":
        whether = pending.whether_denied(facts)
        return [*whether, *pending.reason(facts, speaker, channel), *pending.way_on(facts, speaker)]
    return [Say("utter_nothing_denied"), *status(facts, speaker, channel)]


PAID_OR_SHARED = frozenset({"paid", "patient_share", "no_payment"})
"""Decided without a denial."""
_WAITING = frozenset({"received", "accepted", "pended", "held"})


def why_not_all(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """Answers "why isn't it all paid" where nothing was denied: the bill taken apart."""
    return [Say("utter_nothing_denied"), *owed(facts, speaker, channel)]


def simply(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """The same in the plainest words there are; for members."""
    stage, said = str(facts.get("stage")), common(facts, channel)
    nothing = "none" if is_zero(facts.get("patient_share")) else "some"
    if facts.get("denied"):
        part = "partly_paid" if stage == "partly_paid" else "denied"
        says = [Say(f"utter_simply_{part}_member", said), reason(facts, speaker), next_step(facts, speaker)]
        says.append(Say(f"utter_simply_share_{nothing}_member", said))
        left = facts.get("denial_days_left")
        if facts.get("denial_appealable") and left is not None and int(left) >= 0:
            says.append(Say("utter_simply_appeal_member", {"deadline": day(facts["denial_deadline"])}))
        return [*says, Say("utter_simply_person_member")]
    if pending.is_decided(facts):
        return pending.reason(facts, "member", channel)
    if stage in _WAITING:
        return [Say("utter_simply_waiting_member"), *pending.told(facts, "member", channel)]
    if stage in ("rejected", "reversed"):
        return [Say(f"utter_simply_{stage}_member")]
    paid = "utter_simply_not_paid_member" if is_zero(facts.get("paid")) else "utter_simply_paid_member"
    person = [Say("utter_simply_person_member")] if unexplained(facts) else []
    return [Say(paid, said), Say(f"utter_simply_share_{nothing}_member", said), *person]


def when_decided(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """How long it will take: the usual time of a claim that waits; a decided one says when it was decided."""
    if pending.is_decided(facts):
        return [*pending.reason(facts, speaker, channel), *pending.way_on(facts, speaker)]
    if facts.get("stage") in _WAITING:
        waits = pending.told(facts, speaker, channel) if pending.asks_for_something(facts) else []
        return [Say(said_name("utter_when_decided", speaker), common(facts, channel)), *waits]
    if facts.get("stage") == "rejected":
        return rejection(facts, speaker, channel)
    if facts.get("appeal_number"):
        return appeal_status(facts, speaker, channel)
    if facts.get("denied"):
        came = [] if OF_THE_APPEAL.search(str(facts.get("words") or "")) else dates(facts, speaker, channel)
        return [*came, Say(said_name("utter_appeal_time", speaker))]
    return dates(facts, speaker, channel)


_ENDED = {"rejected": "utter_returned_on", "reversed": "utter_reversed_on"}


def dates(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """When it came in, when it was decided, when the money went out."""
    told = {name: day(facts.get(name)) for name in ("received", "finalized", "payment_date")}
    says = [Say("utter_came_in", told)] if facts.get("received") else []
    if pending.is_decided(facts):
        says += pending.reason(facts, speaker, channel)
    elif facts.get("stage") in _WAITING:
        says.append(Say("utter_not_decided"))
    elif facts.get("stage") == "rejected" and not facts.get("finalized"):
        says.append(Say("utter_status_rejected", common(facts, channel)))
    elif facts.get("finalized"):
        says.append(Say(_ENDED.get(str(facts.get("stage")), "utter_decided_on"), told))
    if facts.get("payment_date"):
        says.append(Say("utter_payment_date", {"date": told["payment_date"]}))
    return says or status(facts, speaker, channel)


def cashed(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """That money went out, and that the bank alone knows the rest."""
    if is_zero(facts.get("paid")):
        return payment(facts, speaker, channel)
    return [*payment(facts, speaker, channel)[:2], Say("utter_not_known_if_cashed")]


def how_to_appeal(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """How an appeal goes, after the right to it and its last day."""
    if not facts.get("denied"):
        return rights(facts, speaker, channel)
    if TIME_OF_AN_APPEAL.search(str(facts.get("words") or "")):
        return [Say(said_name("utter_appeal_time", speaker))]
    papers = {"papers": SHOWS_IT.get(str(facts.get("denial_root_cause")), "a note from your doctor")}
    how = [Say(said_name("utter_explain_appeal", speaker), papers)] if facts.get("denial_appealable") else []
    if how and "what happens" in str(facts.get("words") or "").lower():
        return [*how, Say(said_name("utter_appeal_time", speaker)), *appeal_rights(facts, speaker, channel)]
    return [*appeal_rights(facts, speaker, channel), *how]


def steps_to_take(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """Answers "what do we do now"."""
    if facts.get("denied"):
        return way_on(facts, speaker, channel)
    if unexplained(facts):
        return [next_step(facts, speaker)]
    if facts.get("stage") == "rejected":
        return [rejected.next_step(facts, speaker)]
    if facts.get("stage") == "pended":
        return [*pending.reason(facts, speaker, channel), *pending.way_on(facts, speaker)]
    return [Say(said_name(f"utter_nothing_to_do_{_kind(facts)}", speaker), common(facts, channel))]


def _kind(facts: Facts) -> str:
    return "waiting" if facts.get("stage") in ("received", "accepted", "pended", "held") else "done"


def rights(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """Answers "may I appeal, until when"."""
    if facts.get("denied"):
        return appeal_rights(facts, speaker, channel)
    if unexplained(facts):
        return person_looks(facts, speaker)
    if facts.get("stage") == "rejected":
        return [Say("utter_rejected_no_appeal"), rejected.next_step(facts, speaker)]
    if pending.is_decided(facts):
        return pending.reason(facts, speaker, channel)
    return [Say(said_name(f"utter_rights_{_kind(facts)}", speaker))]


def payment(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """Paid amount, allowed amount, method, number and date; or that there is no payment."""
    said = common(facts, channel)
    if is_zero(facts.get("paid")) and facts.get("stage") == "pended":
        return [Say("utter_no_payment_pended", said), *pending.told(facts, speaker, channel)]
    if is_zero(facts.get("paid")):
        return [Say(f"utter_no_payment_{_kind(facts)}", said), *_allowed_though_unpaid(facts, speaker, channel)]
    said = payment_words(facts, channel)
    says = [Say("utter_payment", said)]
    if facts.get("payment_trace_number"):
        says.append(Say("utter_payment_trace", said))
    elif facts.get("payment_date"):
        says.append(Say("utter_payment_date", said))
    if facts.get("allowed") is not None:
        says.append(Say(said_name("utter_allowed", speaker), said))
    return says


def _allowed_though_unpaid(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """The allowed amount where there is one, or was asked for: all of it may be the patient's share."""
    asked = re.search(r"\bal+o?w", str(facts.get("words") or ""), re.I)
    if facts.get("allowed") is None or (is_zero(facts["allowed"]) and not asked):
        return []
    return [Say(said_name("utter_allowed", speaker), payment_words(facts, channel))]


def payment_words(facts: Facts, channel: str) -> dict[str, str]:
    """What the sentences about a payment use: how it was made, its number, its day and the allowed amount."""
    method = {"EFT": "electronic transfer (EFT)", "CHK": "check"}.get(str(facts.get("payment_method")), "payment")
    return common(facts, channel) | {
        "method": method,
        "trace": identifier(facts.get("payment_trace_number"), channel),
        "date": day(facts.get("payment_date") or facts.get("finalized")),
        "allowed": money(facts.get("allowed"), channel),
    }


def owed(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """The patient's share first, then the parts it is made of, back to the bill."""
    said = common(facts, channel)
    if pending.is_decided(facts):
        return [*pending.reason(facts, speaker, channel), Say(said_name("utter_pended_no_share", speaker))]
    if facts.get("stage") in ("received", "accepted", "pended", "held", "rejected"):
        return [Say(said_name("utter_owed_not_yet", speaker), said)]
    if facts.get("adds_up") is False:
        return [Say(said_name("utter_owed_does_not_add_up", speaker), said)]
    parts = share_parts(facts, channel)
    says = [Say(said_name("utter_owed" if parts else "utter_owed_nothing", speaker), said | {"parts": parts})]
    bill = said | bill_parts(facts, channel) | ({"paid": "nothing"} if is_zero(facts.get("paid")) else {})
    says.append(Say(said_name("utter_owed_from_bill", speaker), bill))
    if any(one.get("group") == "CO" and not is_zero(one.get("amount")) for one in facts.get("adjustments") or []):
        says.append(Say(said_name("utter_no_more_than_share", speaker)))
    return says


def coverage(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """What the claim says of the coverage; the register of who is covered is not ours."""
    says = [reason(facts, speaker)] if facts.get("denial_root_cause") == "eligibility" else []
    return [*says, Say(said_name("utter_check_eligibility", speaker))]


def share_parts(facts: Facts, channel: str) -> str:
    """``$50.00 deductible and $5.00 copay``: only what is not zero, and of the rest what was asked for by name."""
    asked = facts.get("parts_asked") or []
    names = (
        ("share_deductible", "deductible"),
        ("share_coinsurance", "coinsurance"),
        ("share_copay", "copay"),
        ("share_other", "not covered"),
    )
    there = [(key, name) for key, name in names if not is_zero(facts.get(key))]
    none = "".join(f", no {name}" for key, name in names if key in asked and is_zero(facts.get(key)))
    if len(there) == 1:
        return f"all of it {there[0][1]}{none}"
    return joined([f"{money(facts.get(key), channel)} {name}" for key, name in there]) + (none if there else "")


def bill_parts(facts: Facts, channel: str) -> dict[str, str]:
    """The bill taken apart: discount and not covered only where there is any."""
    middle = []
    if not is_zero(facts.get("discount")):
        middle.append(f"the agreed discount was {money(facts.get('discount'), channel)}")
    if not is_zero(facts.get("not_covered")):
        middle.append(f"{money(facts.get('not_covered'), channel)} was not covered")
    if not is_zero(facts.get("other_payer")):
        middle.append(f"another plan's part was {money(facts.get('other_payer'), channel)}")
    if not is_zero(facts.get("payment_adjustment")):
        middle.append(f"{money(facts.get('payment_adjustment'), channel)} was a payment adjustment")
    return {"middle": "".join(f", {part}" for part in middle)}


def eob(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """The statement, from what is owed back to the bill, and that it is no bill."""
    undecided = facts.get("stage") in ("received", "accepted", "pended", "held", "rejected")
    if undecided or facts.get("adds_up") is False:
        return owed(facts, speaker, channel)
    says = owed(facts, speaker, channel)
    if facts.get("allowed") is not None and channel != "sms":
        says.append(Say("utter_eob_allowed", {"allowed": money(facts.get("allowed"), channel)}))
    return [*says, Say(said_name("utter_eob_no_bill", speaker))]


def codes_of_claim(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """Each code on the claim with its meaning."""
    if facts.get("stage") == "rejected":
        return rejected.codes(facts, speaker, channel)
    told = [a for a in facts.get("adjustments") or [] if a.get("text")]
    told.sort(key=lambda a: a["carc"] in ("45", "1", "2", "3", "253"))
    says = [
        Say("utter_code", {"code": f"{a['group']}-{a['carc']}", "meaning": str(a["text"]).rstrip(". ")})
        for a in told[:4]
    ]
    return says or [Say("utter_no_codes")]


def appeal_status(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """The appeal on file, or that there is none, with what may still be done."""
    if not facts.get("appeal_number"):
        return [
            Say("utter_no_appeal_on_file"),
            *(appeal_rights(facts, speaker, channel) if facts.get("denied") else []),
        ]
    told = appeal_facts(facts)
    return [Say("utter_appeal_open", told), *([Say("utter_appeal_due", told)] if told["due"] else [])]


def records(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """Which papers the record asks for, and where they go; of a claim that asks for none this is said first."""
    if facts.get("stage") == "pended":
        return [*pending.reason(facts, speaker, channel), *pending.way_on(facts, speaker)]
    where = Say(said_name("utter_records_where", speaker))
    attach = [str(a).rstrip(".") for a in facts.get("denial_attach") or []]
    if facts.get("denied") and (facts.get("denial_route") == "send_records" or (attach and speaker != "member")):
        what = joined(attach) if attach else "the records that support the service"
        return [Say(said_name("utter_records_for_claim", speaker), {"what": what}), where]
    if facts.get("denied"):
        return [next_step(facts, speaker), where]
    if facts.get("stage") == "rejected":
        return [rejected.next_step(facts, speaker)]
    return [Say(said_name("utter_no_records_asked", speaker)), where]


def filing(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """The last day for the next step on this claim, or the general rule where it has none."""
    if facts.get("denied"):
        return (appeal_rights if facts.get("denial_deadline") else way_on)(facts, speaker, channel)
    if facts.get("stage") == "rejected":
        runs = [] if speaker == "member" or rejected.is_late(facts) else [Say("utter_rejected_time_runs")]
        return [rejected.next_step(facts, speaker), *runs]
    return [Say("utter_timely_filing")]


def authorization(facts: Facts, speaker: str | None, channel: str) -> list[Say]:
    """What the claim says of an authorization; the register of authorizations is not ours."""
    says = (
        [reason(facts, speaker), next_step(facts, speaker)] if facts.get("denial_root_cause") == "authorization" else []
    )
    return [*says, Say(said_name("utter_authorization", speaker))]


def found(number: int) -> Say:
    """Count first."""
    return Say("utter_found", {"count": count(number, "claim")})
