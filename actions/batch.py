"""Several claims in one call: how many, "skip", "next patient", "that's all", and the short headline of each. Pure."""

from __future__ import annotations

import re
from typing import Any

from actions import pending
from actions.heard import SAME_PATIENT, Heard
from actions.memory import Memory
from actions.rejected import is_late
from actions.steps import Say
from actions.wording import count, day, identifier, is_zero, money, span

Facts = dict[str, Any]
NUMBERS = {
    name: value
    for value, name in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
        "nineteen twenty".split(),
        2,
    )
} | {"a dozen": 12, "two dozen": 24, "half a dozen": 6, "a couple": 2, "a couple of": 2, "couple of": 2,
     "too": 2, "twenty five": 25, "thirty": 30, "forty": 40, "fifty": 50}  # fmt: skip
_MANY = "several|multiple|many|some|a few|a bunch of|a stack of|a list of|a number of|a batch of|a handful of|a pile of"
_NUMBER = "|".join(sorted(NUMBERS, key=len, reverse=True))
_HAVE = (
    r"(?:(?:\bi|have|got|with|need|check(?:ing)?(?: on)?|calling about|about|for|do|run(?: through)?|on|"
    r"status(?:es)? (?:of|on)|are)\s+"
    r"(?:the )?(?:about |around |like |status(?:es)? (?:of|on|for) |maybe |uh |um )*)"
)
_COUNTED = re.compile(
    rf"\b{_HAVE}(?:(?P<number>\d{{1,3}}|{_NUMBER}|to(?=\s+cl(?:ai|a)ms\b))|(?P<many>{_MANY}))\s+(?:of\s+)?"
    r"(?:different |more |other |open )*(?:claims?|clams?|patients?|accounts?|members?)\b",
    re.I,
)
"""On the phone "two claims" is now and then heard as "too claims" or "to clams"."""
_SKIP = re.compile(
    r"\W*(?:(?:please|uh|um|ok|okay|no|let'?s|just|can you|we can)[ ,]*)*(?:skip|pass(?: over)?|leave)"
    r"(?: (?:that|this|it|the|one|patient|claim|over|out|him|her|for now))*[ ,]*(?:please)?\W*",
    re.I,
)
_DONE = re.compile(
    r"\W*(?:(?:no|ok|okay|yeah|yes|uh|um|and|i think|well|alright|all right|thank you|thanks)[ ,]*)*"
    r"(?:(?:that'?s|that is|that was|this was|those (?:were|are)) (?:all|it|everything|the last(?: one)?)\b.*|"
    r"(?:i'?m|we'?re|i am|we are) (?:all )?(?:done|finished|through|good)\b.*|"
    r"(?:no more|nothing else|no other) ?(?:claims?|patients?|ones?)?\W*.*|(?:done|finish(?:ed)?|stop the batch)\W*)",
    re.I,
)
_WHERE = re.compile(
    r"\b(?:how many (?:are |claims )*(?:left|more|to go|have we)|where (?:was i|were we|are we))\b", re.I
)
NEXT = re.compile(
    r"\W*(?:(?:ok(?:ay)?|yes|yeah|and|uh|um|then|now)[ ,]*)*(?:the )?next"
    r"(?: (?:one|claim|patient|member(?: id)?))?(?:[ ,]*please)?\W*",
    re.I,
)
CAUSES = {
    "eligibility": "no coverage in force", "coordination_of_benefits": "another plan pays first",
    "other_liability": "another party is liable", "missing_or_invalid_data": "information missing or wrong",
    "authorization": "no matching authorization or referral", "not_covered": "service not covered",
    "benefit_limit": "benefit limit reached", "documentation": "records needed", "medical_necessity": "medical necessity",
    "timely_filing": "filed late", "coding": "a coding problem", "duplicate": "a duplicate",
    "provider_enrollment": "provider enrollment",
}  # fmt: skip
ROUTES = {
    "correct_and_resubmit": "send a corrected claim", "send_records": "send the records", "appeal": "appeal",
    "peer_to_peer": "ask for a peer-to-peer call", "obtain_authorization": "get the authorization",
    "update_coordination_of_benefits": "update the other insurance", "verify_coverage": "verify coverage",
    "enrollment": "settle the enrollment", "bill_patient": "bill the patient", "bill_other_payer": "bill the other plan",
    "write_off_review": "review for write-off", "call_payer": "a person looks with you", "none": "nothing to do",
}  # fmt: skip


def wanted_number(text: str) -> tuple[bool, int | None]:
    """Whether several claims are meant, and how many where that was said."""
    found = _COUNTED.search(text)
    if found is None:
        return False, None
    if found.group("many"):
        return re.search(r"some (?:\w+ )?(?:claim|account|patient|member)$", found.group(), re.I) is None, None
    said = found.group("number").lower()
    number = int(said) if said.isdigit() else NUMBERS.get(said, 2)
    return number >= 2, number if 2 <= number <= 200 else None


def take_batch(before: Memory, after: Memory, heard: Heard) -> None:
    """Notes that several claims are wanted, and what is done with the one at hand."""
    if after.batch is None:
        several, number = wanted_number(heard.text)
        if several and after.speaker != "member":
            after.batch = {"total": number, "done": 0, "begun": False}
            after.requests = [r for r in after.requests if r["name"] != "list_claims"]
            if not after.is_waiting_for("check_claim_status"):
                after.requests.append({"name": "check_claim_status"})
        return
    if after.speaker != "provider" or not after.batch.get("begun"):
        return
    told = before.claim is not None and before.claim["id"] in before.told
    asked_next = before.expects == "member_id"
    if _SKIP.fullmatch(heard.text):
        _pass_over(after, "skip_claim" if not told else "next_claim")
    elif _WHERE.search(heard.text):
        after.requests = [
            {"name": "batch_progress"},
            *(r for r in before.requests if r["name"] == "check_claim_status"),
        ]
    elif asked_next and (_DONE.fullmatch(heard.text) or _ends(heard)):
        after.requests, after.offer = [{"name": "finish_batch"}], None
    elif (asked_next and NEXT.fullmatch(heard.text)) or (
        told and heard.has("another_claim", "another_patient") and not heard.values and after.claim is None
    ):
        _pass_over(after, "next_claim")
    if SAME_PATIENT.search(heard.text):
        _keep_patient(before, after)


def _ends(heard: Heard) -> bool:
    """No, or goodbye; "no that's fine, let's go to claim …" goes on."""
    return heard.has("goodbye") or (heard.has("deny") and not heard.has("another_claim", "another_patient"))


def _pass_over(after: Memory, request: str) -> None:
    after.forget_patient()
    after.requests = [{"name": request}]
    after.offer = None


def _keep_patient(before: Memory, after: Memory) -> None:
    for name in ("member_id", "date_of_birth", "first_name", "last_name"):
        setattr(after, name, getattr(before, name))
    if after.claim is not None and after.claim == before.claim and not after.requests:
        after.forget_claim()
        after.ask_date = True
    after.requests = [{"name": "check_claim_status"}]


def place_words(batch: dict[str, Any]) -> str:
    """``Claim 3 of 12``; without a total ``Claim 3``."""
    place = int(batch["done"]) + 1
    total = batch.get("total")
    return f"Claim {place} of {total}" if total and place <= total else f"Claim {place}"


def progress_words(batch: dict[str, Any]) -> str:
    """``three of twelve`` as figures: 3 of 12 done; the number alone where no total was said."""
    done, total = int(batch["done"]), batch.get("total")
    return (
        f"{done} of {total} done, {total - done} to go" if total and done <= total else f"{count(done, 'claim')} done"
    )


def headline(facts: Facts, batch: dict[str, Any], channel: str) -> Say:
    """The claim in one breath. A denial still carries its reason, next step, last day and right to appeal."""
    last_four = str(facts.get("last_four") or "")
    said = {
        "place": place_words(batch),
        "ending": " ".join(last_four) if channel == "voice" else last_four,
        "service": span(facts.get("service_from"), facts.get("service_to")),
        "news": _news(facts, channel),
    }
    return Say("utter_batch_claim", said)


def _news(facts: Facts, channel: str) -> str:
    stage = str(facts.get("stage"))
    if stage == "rejected":
        reasons = [str(one).rstrip(". ") for one in facts.get("rejections") or []]
        step = "Proof of timely filing can help." if is_late(facts) else "Correct it and send it again."
        return f"rejected before processing{': ' + reasons[0] if reasons else ''}. {step}"
    if facts.get("denied") or stage in ("denied", "partly_paid"):
        paid = f"partly paid, {money(facts.get('paid'), channel)}; the rest " if stage == "partly_paid" else ""
        way_on = f" Next step: {_step(facts)}. {_appeal(facts)}" if facts.get("denied") else ""
        return f"{paid}denied, {_why(facts)}.{way_on}".strip()
    if stage == "paid":
        share = (
            f" Patient's share {money(facts.get('patient_share'), channel)}."
            if not is_zero(facts.get("patient_share"))
            else ""
        )
        return f"paid {money(facts.get('paid'), channel)} on {day(facts.get('payment_date') or facts.get('finalized'))}.{share}"
    if stage == "pended":
        return pending.in_short(facts)
    plain = {"received": "received, not decided yet", "accepted": "in process, not decided yet",
             "held": "pending, on hold", "reversed": "reversed, the earlier payment was taken back",
             "no_payment": "processed, no payment due",
             "patient_share": f"processed to the patient's share, {money(facts.get('patient_share'), channel)}"}  # fmt: skip
    return f"{plain.get(stage, 'on file')}."


def _why(facts: Facts) -> str:
    code = f"{facts.get('denial_group')}-{facts.get('denial_carc')}" if facts.get("denial_carc") else ""
    cause = CAUSES.get(str(facts.get("denial_root_cause")), "a person has to look at the reason")
    return f"{cause}{', code ' + code if code else ''}"


def _step(facts: Facts) -> str:
    left = facts.get("denial_days_left")
    if facts.get("denial_route") in ("appeal", "peer_to_peer") and left is not None and int(left) < 0:
        late = facts.get("denial_root_cause") == "timely_filing"
        return "send the proof of timely filing" if late else "a person looks at whether an exception is possible"
    return ROUTES.get(str(facts.get("denial_route")), "a person looks at it")


def _appeal(facts: Facts) -> str:
    deadline, left = facts.get("denial_deadline"), facts.get("denial_days_left")
    appealable, nothing = facts.get("denial_appealable"), facts.get("denial_route") == "none"
    if not appealable and nothing and not facts.get("appeal_number"):
        return "There is no appeal for it as it stands."
    right = "It can be appealed" if appealable else "That step takes the place of an appeal"
    if appealable and left is not None and int(left) < 0:
        right = "There was a right to appeal"
    if facts.get("appeal_number"):
        right = f"Appeal {identifier(str(facts['appeal_number']), 'chat')} is on file"
    if deadline is None or left is None:
        return f"{right}; the last day stands in the denial letter." if appealable else f"{right}."
    when = f"the last day was {day(deadline)}" if int(left) < 0 else f"last day {day(deadline)}"
    return f"{right}; {when}."
