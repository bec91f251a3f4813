"""Where each claim stands for those who follow it up: one step, one owner, one next date. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, NamedTuple
from uuid import UUID

from backend.pipeline.claims.stage import WITH_PAYER
from backend.pipeline.receivables.policy import Policy

ZERO = Decimal("0.00")
BUCKETS = ("0–30", "31–60", "61–90", "91–120", "120+")
GIVEN_UP = frozenset({"upheld", "written_off"})
"""Outcomes of a denial after which only a person's decision on the money is left."""
WON = frozenset({"overturned", "paid", "partly_paid"})
"""Outcomes of a denial after which the payer owes what it denied: its money, not its word, is missing."""
WAITS_FOR_PERSON = frozenset({"needs_correction", "not_enrolled"})
"""Of a claim on its way out: no run takes it up again; the other states are swept."""
Level = Literal["", "worked", "escalated", "accelerated"]
ORDER: tuple[Level, ...] = ("", "worked", "escalated", "accelerated")
Recommended = Literal["", "appeal", "write_off", "call_payer", "work_denial", "file_again"]

STEPS: dict[str, str] = {
    "closed": "Nothing is left to do.",
    "appeal": "An appeal is under way.",
    "approval": "A recommendation waits for a named person.",
    "work_item": "A piece of work waits for a person.",
    "denial": "A denied amount is being worked.",
    "correct": "The payer rejected it at the door: correct it and send it again before its last day.",
    "send": "It has not left yet.",
    "adjudicate": "It is with us to decide.",
    "await_payer": "The payer has it.",
    "ask_status": "The payer is asked by file where it stands.",
    "call_payer": "Call the payer: it is silent too long.",
    "collect": "The payer owes it after its last word: ask for the money.",
    "replaced": "A corrected claim took its place; its payer has still to take the first decision back.",
    "settle_denied": "A denied amount is open and nobody works it: decide what becomes of it.",
    "next_plan": "The next plan has still to be found or told.",
    "patient": "The patient's account has it.",
    "patient_soon": "The patient's share is billed with the next cycle.",
    "credit": "More was paid than was owed: pay it back or set it right.",
}
"""Every step and what it says to a person."""
OUTCOMES: dict[str, str] = {
    "in_process": "in process, payment promised",
    "paid": "paid, remittance on its way",
    "not_on_file": "not on file, to be sent again",
    "denied": "denied, letter on its way",
    "more_information": "wants more information",
    "sent_to_review": "sent to review",
    "no_answer": "nobody reached",
    "patient_will_pay": "the patient will pay",
    "other": "something else, see the note",
}
"""How a contact ends."""
WAYS = ("phone", "portal", "letter", "fax")


def bucket(age_days: int) -> int:
    """0: up to 30 days, 1: 31–60, 2: 61–90, 3: 91–120, 4: more."""
    return min(4, max(0, (age_days - 1) // 30))


class Held(NamedTuple):
    """Somebody has a part of the claim: who, until when, why."""

    owner: str
    next_date: date
    deadline: date | None = None
    appealable: bool = False
    """Of denials: one of them can still be appealed in time."""
    route: str = ""
    """Of a denial; of a piece of work its queue."""
    workable: bool = True
    """Of denials: one of them can still be worked in time (corrected, documented, appealed)."""


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """A claim that is not closed, on a day."""

    claim_id: UUID
    provider_id: UUID
    npi: str
    payer: str
    payer_name: str
    plan_type: str
    adjudicated_here: bool
    frequency: str
    stage: str
    service_to: date
    received: date
    charge: Decimal
    """Zero on a claim for a next plan: the charge was entered with the first, what is left was handed on in the books."""
    in_books: bool
    payer_open: Decimal
    denied_open: Decimal
    patient_open: Decimal
    outgoing: str = ""
    """State of a claim of ours on its way: built, needs_correction, not_enrolled, ready, submitted."""
    appeal: Held | None = None
    approval: Held | None = None
    denial: Held | None = None
    work: Held | None = None
    account: Held | None = None
    next_plan_open: bool = False
    replaced: bool = False
    asked: int = 0
    """276s since the payer's last word."""
    last_asked: date | None = None
    last_word: date | None = None
    deadline: date | None = None
    """The last day to file it."""
    step: str = ""
    """Present step, owner, level … as the record has them; empty for a claim seen for the first time."""
    owner: str = ""
    next_date: date | None = None
    level: Level = ""
    set_by: str | None = None
    recommendation: Recommended = ""
    last_outcome: str = ""
    """How the denial closed last ended."""
    original_told: date | None = None
    """The day the payer told its decision on the claim this one corrects."""

    @property
    def open_with_payer(self) -> Decimal:
        """Not decided, owed after a decision, or denied; a charge enters the books with the payer's first word."""
        return (ZERO if self.in_books else self.charge) + self.payer_open + self.denied_open


@dataclass(frozen=True, slots=True)
class Position:
    """The claim's one step, owner and next date."""

    step: str
    owner: str
    next_date: date
    amount: Decimal
    age_days: int
    level: Level = ""
    deadline: date | None = None
    recommendation: Recommended = ""
    set_by: str | None = None

    @property
    def reason(self) -> str:
        return STEPS[self.step]


def position(claim: ClaimFacts, rule: Policy, today: date) -> Position:
    """Where the claim stands. Whoever has a part of it keeps it; age raises the level, never lowers it."""
    age = (today - claim.service_to).days
    step, owner, due, deadline = _step(claim, rule, today)
    amount = claim.open_with_payer + claim.patient_open if step != "closed" else ZERO
    if step == "closed":
        return Position("closed", "system", today, ZERO, age)
    level = _level(claim, rule, age, step)
    given_up = step == "settle_denied" and claim.last_outcome in GIVEN_UP
    recommendation = _recommended(claim, step, today) if level == "accelerated" or given_up else ""
    if step == "approval":
        level, recommendation = claim.level, claim.recommendation
    if owner == "biller" and level in ("escalated", "accelerated") and step in _CHASED:
        owner = "supervisor"
    if claim.set_by and claim.next_date is not None and claim.next_date > today and claim.step == step:
        owner, due = claim.owner, claim.next_date
        return Position(step, owner, due, amount, age, level, deadline, recommendation, claim.set_by)
    return Position(
        step, owner, _kept(claim, step, due, rule, level, today), amount, age, level, deadline, recommendation
    )


_CHASED = frozenset({"call_payer", "collect", "settle_denied", "replaced"})
"""Steps of ours alone, whose next date the level decides."""
_LEVELLED = _CHASED | {"denial", "await_payer", "ask_status", "correct", "send"}


def _kept(claim: ClaimFacts, step: str, due: date, rule: Policy, level: Level, today: date) -> date:
    """A chased claim keeps its date until it comes; one that was never looked at comes today."""
    if step not in _CHASED:
        return due
    rose = ORDER.index(level) > ORDER.index(claim.level)
    if claim.step != step or claim.next_date is None or rose:
        return due
    return claim.next_date


def again_days(rule: Policy, level: str) -> int:
    """How soon a chased claim is looked at again after a contact."""
    return {"escalated": rule.escalated_again_days, "accelerated": rule.accelerated_again_days}.get(
        level, rule.worked_again_days
    )


def _level(claim: ClaimFacts, rule: Policy, age: int, step: str) -> Level:
    if claim.open_with_payer <= 0 or step not in _LEVELLED:
        return ""
    if age >= rule.accelerate_day:
        return "accelerated"
    if age >= rule.escalate_day:
        return "escalated"
    return "worked" if age >= rule.work_from_day else ""


def _recommended(claim: ClaimFacts, step: str, today: date) -> Recommended:
    """What a person might do with money that is old. Only a recommendation."""
    if step in ("correct", "send"):
        return "write_off" if claim.deadline is not None and claim.deadline < today else "file_again"
    if step == "denial" and claim.denial is not None:
        if claim.denial.appealable:
            return "appeal"
        return "work_denial" if claim.denial.workable else "write_off"
    if step == "settle_denied":
        return "write_off" if claim.last_outcome in GIVEN_UP | {""} else "work_denial"
    return "call_payer"


Found = tuple[str, str, date, date | None]


def _step(claim: ClaimFacts, rule: Policy, today: date) -> Found:
    """Step, owner, next date, and the last day of a right, most binding first."""
    if claim.frequency == "8":
        return "closed", "system", today, None
    for name, held in (("appeal", claim.appeal), ("approval", claim.approval)):
        if held is not None:
            return name, held.owner, held.next_date, held.deadline
    if claim.stage in ("rejected", "held") or (claim.outgoing and claim.outgoing != "submitted"):
        return _not_out(claim, today)
    if claim.denial is not None:
        due = min(claim.denial.next_date, claim.work.next_date) if claim.work else claim.denial.next_date
        return "denial", claim.denial.owner, due, claim.denial.deadline
    if claim.work is not None and claim.work.route == "follow_up" and claim.stage in WITH_PAYER:
        return "call_payer", claim.work.owner, claim.work.next_date, claim.deadline
    if claim.work is not None:
        return "work_item", claim.work.owner, claim.work.next_date, claim.deadline
    if claim.stage in WITH_PAYER:
        return _with_payer(claim, rule, today)
    return _after_decision(claim, today)


def _not_out(claim: ClaimFacts, today: date) -> Found:
    written_off = claim.in_books and not claim.payer_open and not claim.denied_open and not claim.patient_open
    superseded = claim.replaced and claim.stage == "rejected"
    if claim.outgoing == "withdrawn" or superseded or written_off:
        return "closed", "system", today, None
    if claim.work is not None:
        name = "correct" if claim.stage == "rejected" else "work_item"
        return name, claim.work.owner, claim.work.next_date, claim.deadline
    if claim.stage == "rejected":
        due = _since(claim, "correct", today + timedelta(days=2))
        return "correct", "biller", min(due, claim.deadline or date.max), claim.deadline
    if claim.stage == "held" and not claim.outgoing and not claim.in_books:
        return "send", "biller", _since(claim, "send", today + timedelta(days=1)), claim.deadline
    if not claim.outgoing:
        return _after_decision(claim, today)
    if claim.outgoing in WAITS_FOR_PERSON:
        return "send", "biller", _since(claim, "send", today), claim.deadline
    return "send", "system", today + timedelta(days=1), claim.deadline


def _since(claim: ClaimFacts, step: str, due: date) -> date:
    """The day a person was given for a step stays as it was given: moved on each morning it would never be late."""
    return claim.next_date if claim.step == step and claim.owner != "system" and claim.next_date is not None else due


def _with_payer(claim: ClaimFacts, rule: Policy, today: date) -> Found:
    if claim.adjudicated_here:
        return "adjudicate", "system", today + timedelta(days=1), None
    quiet_until = max(claim.received, claim.last_word or claim.received) + timedelta(days=rule.quiet_days)
    approaching = claim.service_to + timedelta(days=rule.work_from_day)
    look = min(quiet_until, max(approaching, claim.received + timedelta(days=rule.ask_again_days)))
    if claim.last_asked is not None:
        look = max(look, claim.last_asked + timedelta(days=rule.ask_again_days))
    if today < look:
        return "await_payer", "system", look, None
    if claim.asked >= rule.most_questions:
        return "call_payer", "biller", today, claim.deadline
    return "ask_status", "system", today, None


def _after_decision(claim: ClaimFacts, today: date) -> Found:
    if claim.payer_open > 0:
        if claim.replaced:
            return "replaced", "biller", today, None
        return "collect", "biller", today, None
    if claim.denied_open > 0:
        won = "collect" if claim.last_outcome in WON else "settle_denied"
        return "replaced" if claim.replaced else won, "biller", today, None
    if claim.next_plan_open:
        return "next_plan", "system", today + timedelta(days=1), None
    if claim.patient_open > 0:
        if claim.account is not None:
            return "patient", claim.account.owner, claim.account.next_date, None
        return "patient_soon", "system", today + timedelta(days=1), None
    if claim.payer_open + claim.denied_open + claim.patient_open < 0:
        return (
            "credit",
            "biller",
            (claim.next_date if claim.step == "credit" else None) or today + timedelta(days=14),
            None,
        )
    return "closed", "system", today, None
