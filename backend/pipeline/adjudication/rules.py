"""Adjudication: the claim as billed and everything on file in, payment line by line out. Pure.

Order on each claim: judgement a person has to make (pend) → cover and filing → line edits → price → cost share → other
payer → interest. Every dollar of the charge ends up paid or in exactly one adjustment, so each line balances:
charge = paid + Σ adjustments (835 guide, section 1.10.2.1.1, the service line balance).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain

from backend.codes.deadlines import Deadline, DeadlineEvent, deadline
from backend.kit.money import ZERO, Money
from backend.pipeline.adjudication.cost_share import (
    COINSURANCE,
    COPAY,
    DEDUCTIBLE,
    Adjustment,
    DecidedLine,
    balances,
    coordinate,
    interest_due,
    share_cost,
    share_of,
)
from backend.pipeline.adjudication.cover import Refusal, uncovered_days
from backend.pipeline.adjudication.judgement import PendReason, pend_reasons
from backend.pipeline.adjudication.pricing import allowed_amounts
from backend.pipeline.adjudication.terms import (
    Authorization,
    BilledClaim,
    BilledLine,
    Context,
    Method,
    Network,
    Plan,
    Rate,
)

__all__ = ["Adjustment", "DecidedLine", "Decision", "Refusal", "adjudicate", "balances", "refuse"]

LATE = "29"
"""CARC of a claim that came after its last day."""
DISTINCT = frozenset({"59", "XE", "XS", "XP", "XU"})
"""Modifiers that say a service stands apart from another one of the day (CMS NCCI)."""
REPEATED = DISTINCT | {"76", "77", "91"}
"""Modifiers that say the same service was done again."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome. ``pended`` holds reasons for a person; a pended claim has no lines."""

    pended: tuple[PendReason, ...]
    lines: tuple[DecidedLine, ...]
    deductible: Money
    coinsurance: Money
    copay: Money
    interest: Money
    due: date
    """Last day for prompt payment."""
    visits: Mapping[str, int] = field(default_factory=dict)
    """Days of visits by kind of service that are paid or left to the patient."""
    authorized: Mapping[str, int] = field(default_factory=dict)
    """Units taken of authorizations, by their key."""
    claim_status: str = ""
    """CLP02: 1 processed as primary, 2 as secondary, 4 denied."""

    @property
    def paid(self) -> Money:
        return Money.total(line.paid for line in self.lines)

    @property
    def allowed(self) -> Money:
        return Money.total(line.allowed for line in self.lines)

    @property
    def patient_share(self) -> Money:
        return Money.total(a.amount for line in self.lines for a in line.adjustments if a.group == "PR")


@dataclass(slots=True)
class _Editing:
    """What is used up while the lines of one claim are looked at in their order, and what cover says of their days."""

    visits: dict[str, int]
    authorizations: dict[str, Authorization]
    uncovered: Mapping[date, Refusal]
    """Days of lines without cover, with what denies them."""
    units: dict[str, int] = field(default_factory=dict)
    days: set[tuple[str, date]] = field(default_factory=set)


def adjudicate(claim: BilledClaim, context: Context, today: date) -> Decision:
    """Decide one claim on ``today``."""
    due = claim.clock_start + timedelta(days=context.plan.prompt_pay_days)
    pended = pend_reasons(claim, context)
    if pended:
        return Decision(pended, (), ZERO, ZERO, ZERO, ZERO, due)
    uncovered = uncovered_days(claim, context.cover)
    refusals = tuple(claim_refusals(claim, context, uncovered))
    if refusals and not context.overturned:
        return refuse(claim, refusals[0], due)
    editing = _Editing(dict(context.used.visits), {one.key: one for one in context.authorizations}, uncovered)
    lines, payable = edited(claim, context, editing, refusals)
    over_group = "PR" if context.network is Network.OUT and not _is_emergency(claim) else "CO"
    allowed = allowed_amounts(claim, payable, rates_of(context)) if payable else {}
    for line in payable:
        lines[line.number] = priced(line, allowed[line.number], over_group)
    share_cost(payable, lines, context)
    if claim.other_payer:
        coordinate(claim, claim.other_payer, lines, over_group)
    ordered = tuple(lines[number] for number in sorted(lines))
    assert all(balances(line) for line in ordered), "every line balances"
    paid = Money.total(line.paid for line in ordered)
    used = {kind for kind, _ in editing.days}
    return Decision(
        (), ordered, share_of(ordered, DEDUCTIBLE), share_of(ordered, COINSURANCE), share_of(ordered, COPAY),
        interest_due(paid - context.paid_earlier, due, today, context.plan.interest_percent), due,
        {kind: sum(one == kind for one, _ in editing.days) for kind in used}, editing.units,
        "4" if not payable else "2" if claim.other_payer else "1",
    )  # fmt: skip


def refuse(claim: BilledClaim, refusal: Refusal, due: date) -> Decision:
    """The whole claim denied."""
    return Decision(
        (), tuple(deny(line, *refusal) for line in claim.lines), ZERO, ZERO, ZERO, ZERO, due, claim_status="4"
    )


def rates_of(context: Context) -> tuple[Rate, ...]:
    """The contract's rates; for a provider without one the plan's percentage (all of the charge where a person let it pass)."""
    if context.network is not Network.OUT:
        return context.rates
    percent = context.plan.out_of_network_percent
    return (Rate("*", Method.PERCENT_OF_CHARGE, percent=Decimal(100) if percent is None else percent),)


def claim_refusals(claim: BilledClaim, context: Context, uncovered: Mapping[date, Refusal]) -> Iterator[Refusal]:
    """What denies every line, the first to be told first."""
    if uncovered and all(line.day in uncovered for line in claim.lines):
        yield uncovered[claim.lines[0].day]
    if filed_late(claim, context.plan):
        yield ("CO", LATE, None)
    if context.network is Network.ENDED:
        yield ("CO", "B7", "N570")
    if context.network is Network.OUT and context.plan.out_of_network_percent is None and not _is_emergency(claim):
        yield ("PR", "242", None)
    if (claim.other_plan_primary or claim.billed_as_secondary) and claim.other_payer is None:
        yield ("OA", "22", "MA04")


def filed_late(claim: BilledClaim, plan: Plan) -> bool:
    """Whether the claim came after its last day.

    A first claim counts from the service, by the plan's terms. A corrected one has a clock of its own, from the decision it
    corrects, where a rule of the payer names the days. A next payer's runs while the first decides: no limit is on file.
    """
    if claim.frequency == "7":
        if claim.original_told is None:
            return False
        event = DeadlineEvent(plan.plan_type, "corrected_claim", claim.original_told, payer=plan.payer_name)
        limit = deadline(event, claim.received)
        return isinstance(limit, Deadline) and limit.days_left < 0
    return not claim.billed_as_secondary and (claim.received - claim.service_to).days > plan.filing_days


def _is_emergency(claim: BilledClaim) -> bool:
    return any(line.kind == "emergency" for line in claim.lines)


def edited(
    claim: BilledClaim, context: Context, editing: _Editing, refusals: Sequence[Refusal]
) -> tuple[dict[int, DecidedLine], list[BilledLine]]:
    """Lines that fail an edit, denied; and the lines to be priced. ``refusals`` deny each line they still hold for."""
    denied: dict[int, DecidedLine] = {}
    passed = {(one.procedure, one.day) for one in context.paid_before if one.same_provider}
    for line in wholes_first(claim.lines, context.bundles):
        found = chain(refusals, line_refusals(line, claim, context, editing, passed))
        refusal = next((one for one in found if (line.number, one[1]) not in context.overturned), None)
        if refusal:
            denied[line.number] = deny(line, *refusal)
            continue
        passed.add((line.procedure, line.day))
        if (line.kind, line.day) not in editing.days:
            editing.days.add((line.kind, line.day))
            editing.visits[line.kind] = editing.visits.get(line.kind, 0) + 1
    return denied, [line for line in claim.lines if line.number not in denied]


def wholes_first(lines: Sequence[BilledLine], bundles: Set[tuple[str, str]]) -> Sequence[BilledLine]:
    """The lines in their order, a component behind what it is part of: it is bundled only into a service that is paid."""
    if len(lines) < 2:
        return lines
    billed = {line.procedure for line in lines}
    pairs = [(whole, part) for whole, part in bundles if whole in billed and part in billed]
    if not pairs:
        return lines
    depth = dict.fromkeys(billed, 0)
    for _ in pairs:  # no chain is longer than there are pairs
        for whole, part in pairs:
            depth[part] = max(depth[part], depth[whole] + 1)
    return sorted(lines, key=lambda line: depth[line.procedure])


def line_refusals(
    line: BilledLine, claim: BilledClaim, context: Context, editing: _Editing, passed: Set[tuple[str, date]]
) -> Iterator[Refusal]:
    """What denies this line, the first to be told first; ``passed`` are services of the provider not denied so far. A line
    let through to the end takes its authorization.
    """
    if refusal := editing.uncovered.get(line.day):
        yield refusal
    benefit = context.plan.benefit(line.kind)
    if not benefit.covered:
        yield ("PR", "204", "N130")
    if not REPEATED.intersection(line.modifiers) and any(
        one.same_provider
        and (one.procedure, one.day, one.charge) == (line.procedure, line.day, line.charge)
        and one.modifiers == set(line.modifiers)
        for one in context.paid_before
    ):
        yield ("CO", "18", None)
    wholes = (whole for whole, part in context.bundles if part == line.procedure)
    if not DISTINCT.intersection(line.modifiers) and any((whole, line.day) in passed for whole in wholes):
        yield ("CO", "97", None)
    is_new_visit = (line.kind, line.day) not in editing.days
    if benefit.visits_max is not None and is_new_visit and editing.visits.get(line.kind, 0) >= benefit.visits_max:
        yield ("PR", "119", "N362")
    if benefit.needs_authorization and (refusal := authorize(line, claim, editing)):
        yield refusal


def authorize(line: BilledLine, claim: BilledClaim, editing: _Editing) -> Refusal | None:
    """None where an authorization on file covers procedure, day and units; its units are then taken."""
    fitting = [one for one in editing.authorizations.values() if one.procedure == line.procedure]
    if claim.authorization_number:
        named = [one for one in fitting if one.number == claim.authorization_number]
        if not named:
            return ("CO", "15", "M62")
        fitting = named
    if not fitting:
        return ("CO", "197", None)
    valid = [one for one in fitting if one.start <= line.day <= one.stop]
    if not valid:
        return ("CO", "197", "N54")
    for one in valid:
        taken = editing.units.get(one.key, 0)
        if one.units - taken >= line.units:
            editing.units[one.key] = taken + int(line.units.to_integral_value(rounding="ROUND_CEILING"))
            return None
    return ("CO", "198", None)


def deny(line: BilledLine, group: str, carc: str, remark: str | None) -> DecidedLine:
    """The whole charge in one adjustment."""
    remarks = [remark] if remark else []
    adjustments = [Adjustment(group, carc, line.charge)] if line.charge else []
    return DecidedLine(line.number, line.charge, ZERO, ZERO, adjustments, remarks, denied=True)


def priced(line: BilledLine, allowed: Money, over_group: str) -> DecidedLine:
    """Allowed by contract, never above the charge; the rest is contractual (CO-45), or the patient's out of network."""
    allowed = min(allowed, line.charge)
    over = line.charge - allowed
    adjustments = [Adjustment(over_group, "45", over)] if over else []
    return DecidedLine(line.number, line.charge, allowed, allowed, adjustments)
