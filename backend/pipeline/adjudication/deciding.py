"""Many claims decided in one transaction: facts read together, rules asked one by one, results written together."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import chain
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from backend.codes.effective import ANY
from backend.kit.money import ZERO, Money
from backend.pipeline.adjudication.cover import days_asked
from backend.pipeline.adjudication.facts import (
    ContractRow,
    FactReading,
    Leased,
    LineRow,
    Original,
    PaidRow,
    PlanSpan,
    PlanYear,
    RateKey,
)
from backend.pipeline.adjudication.judgement import SAY_WHICH, PendReason, pend_due, pend_rules
from backend.pipeline.adjudication.kinds import is_inpatient, kind_of
from backend.pipeline.adjudication.repository import (
    AWAITING_PAYMENT,
    AccumulatorKey,
    AdjudicationRepository,
    DecidedRow,
    Running,
    whole,
)
from backend.pipeline.adjudication.rules import Decision, adjudicate
from backend.pipeline.adjudication.taking_place import (
    TAKEN_BACK_BEFORE,
    is_let_in_partly,
    is_refused,
    is_taken_by_another,
    lineage,
    told_on,
)
from backend.pipeline.adjudication.terms import (
    BilledClaim,
    BilledLine,
    Context,
    Cover,
    Network,
    PaidLine,
    Plan,
    Rate,
    Used,
)
from backend.pipeline.claims.repository import ClaimRepository, NewEvent
from backend.pipeline.claims.stage import Position
from backend.pipeline.scrubbing.edits import Edit, edits
from backend.pipeline.work.service import NewWork, close_work_items, open_work_items

BATCH_CLAIMS = 1000
QUEUE = "adjudication"
NO_TERMS = Plan(ZERO, ZERO, {})
"""For claims of nobody's member: only the prompt-pay clock is used of it."""


@dataclass(slots=True)
class Outcome:
    """What a batch came to. ``left`` wait for an earlier claim of theirs."""

    decided: int = 0
    pended: int = 0
    left: int = 0

    @property
    def settled(self) -> int:
        return self.decided + self.pended


@dataclass(slots=True)
class Terms:
    """Who covers a claim, by which terms, under which contract."""

    cover: tuple[Cover, ...]
    year: PlanYear | None
    other_plan_primary: bool
    has_plan: bool
    """In a plan on the first day that is covered, whether or not its terms are on file."""
    contract: ContractRow | None
    network: Network
    two_plan_years: bool = False
    """The covered lines fall into two plans or two benefit years; ``year`` is that of the first of them."""


@dataclass(slots=True)
class _Batch:
    """What was read, and what its decisions have changed so far."""

    today: date
    lines: dict[UUID, list[LineRow]]
    originals: dict[UUID, Original]
    terms: dict[UUID, Terms]
    running: dict[AccumulatorKey, Running]
    paid: dict[UUID, list[PaidRow]]
    authorizations: dict[UUID, list[Any]]
    other_payers: dict[UUID, Any]
    rates: dict[RateKey, list[Rate]]
    known_otherwise: set[UUID]
    units: dict[UUID, int] = field(default_factory=lambda: defaultdict(int))
    decided: list[DecidedRow] = field(default_factory=list)
    pends: list[tuple[Leased, Decision]] = field(default_factory=list)
    voids: list[Leased] = field(default_factory=list)
    taken_back: list[tuple[UUID, UUID, str]] = field(default_factory=list)
    withdrawn: list[Original] = field(default_factory=list)
    lineages: dict[UUID, list[UUID]] = field(default_factory=dict)
    """By adjudication, the claims whose decisions it takes the place of, the nearest first."""
    instead: dict[UUID, Money] = field(default_factory=dict)
    """Decided anew after an appeal: what the decision before had paid, by adjudication."""


def decide_batch(session: Session, now: datetime, limit: int = BATCH_CLAIMS) -> Outcome:
    """Decide up to ``limit`` waiting claims in the session's transaction; nothing waits where nothing is counted."""
    # many small records and no cycles: left alone the collector walks them again and again
    gc.disable()
    try:
        return decide_claims(session, FactReading(session).lease(limit), now)
    finally:
        gc.enable()


def decide_claims(session: Session, leased: Sequence[Leased], now: datetime) -> Outcome:
    """Decide claims this transaction holds."""
    reading = FactReading(session)
    corrected = reading.corrected([one.claim_id for one in leased if one.frequency == "7" and one.replaces_id])
    lineages = {one.id: lineage(one, corrected.get(one.claim_id, ())) for one in leased}
    originals, busy, reopened = reading.originals(chain.from_iterable(lineages.values()))
    ready = [
        one._replace(original_told=told_on(one, corrected.get(one.claim_id, ()), originals))
        for one in leased
        if not _waits(one, lineages[one.id], originals, busy, reopened)
    ]
    outcome = Outcome(left=len(leased) - len(ready))
    if not ready:
        return outcome
    batch = _read(session, ready, originals, now.date())
    batch.lineages = lineages
    for one in ready:
        _decide(batch, one)
    _record(session, batch)
    _close_withdrawn(session, batch.withdrawn, now)
    outcome.decided, outcome.pended = len(batch.decided) + len(batch.voids), len(batch.pends)
    return outcome


def _waits(
    one: Leased, places: Sequence[UUID], originals: Mapping[UUID, Original], busy: Set[UUID], reopened: Set[UUID]
) -> bool:
    """A replacement comes after the decisions on what it replaces, and after the new ones appeals have won."""
    waiting = any((found := originals.get(id)) is not None and found.state == "waiting" for id in places)
    return waiting or any(id in busy or (id in reopened and id != one.claim_id) for id in places)


def _read(session: Session, ready: Sequence[Leased], originals: dict[UUID, Original], today: date) -> _Batch:
    reading = FactReading(session)
    members, claims = sorted({one.member_id for one in ready}), [one.claim_id for one in ready]
    lines = reading.lines(claims)
    terms = _terms(reading, ready, members, lines)
    keys = {(one.member_id, year.id) for one in ready if (year := terms[one.id].year)}
    keys |= {(one.member_id, one.year_id) for one in originals.values() if one.year_id}
    running = AdjudicationRepository(session).lock_accumulators(keys)
    days = [line.day for found in lines.values() for line in found if line.day]
    days += [one.service_from for one in ready]
    contracts = {found.id for one in terms.values() if (found := one.contract)}
    procedures = {line.procedure for found in lines.values() for line in found}
    uncovered = sorted({one.member_id for one in ready if not terms[one.id].cover})
    return _Batch(
        today, lines, originals, terms, running, reading.paid_lines(members, min(days), max(days)),
        reading.authorizations(members), reading.other_payers(claims), reading.rates(contracts, procedures),
        reading.known_otherwise(uncovered),
    )  # fmt: skip


def _terms(
    reading: FactReading, ready: Sequence[Leased], members: Sequence[UUID], lines: Mapping[UUID, Sequence[LineRow]]
) -> dict[UUID, Terms]:
    enrolments = reading.enrolments(members)
    years = reading.years(span.plan_id for spans in enrolments.values() for span in spans)
    contracts = reading.contracts((one.payer_id, one.tax_id) for one in ready)
    found = {}
    for one in ready:
        spans, day = enrolments.get(one.member_id, []), one.service_from
        asked = days_asked(
            is_inpatient(one.form, one.place), day, (row.day or day for row in lines.get(one.claim_id, ()))
        )
        plans = _plans(asked, spans, years)
        span, year = plans[0] if plans else (None, None)
        agreed = [each for each in contracts.get((one.payer_id, one.tax_id), []) if each.npi in ("", one.npi)]
        contract = next((each for each in agreed if each.span.in_force(day)), None)
        network = Network.IN if contract else Network.ENDED if agreed else Network.OUT
        found[one.id] = Terms(
            tuple(each.cover for each in spans), year, span is not None and span.other_plan_primary, span is not None,
            contract, network, len(plans) > 1,
        )  # fmt: skip
    return found


def _plans(
    days: Iterable[date], spans: Sequence[PlanSpan], years: Mapping[UUID, Sequence[PlanYear]]
) -> list[tuple[PlanSpan, PlanYear | None]]:
    """Enrolment and benefit year of the days that are covered, in the order of the days; each plan's year once."""
    found: dict[tuple[UUID, UUID | None], tuple[PlanSpan, PlanYear | None]] = {}
    for day in days:
        span = next((each for each in spans if each.cover.in_force(day)), None)
        if span is not None:
            year = next((each for each in years.get(span.plan_id, ()) if each.starts <= day <= each.stops), None)
            found.setdefault((span.plan_id, year.id if year else None), (span, year))
    return list(found.values())


def terms_of(reading: FactReading, one: Leased, lines: Sequence[LineRow]) -> Terms:
    """Who covers one claim, by which terms, under which contract."""
    return _terms(reading, [one], [one.member_id], {one.claim_id: lines})[one.id]


def billed_claim(one: Leased, rows: Iterable[LineRow], terms: Terms, other_payer: Any, *, on_file: bool) -> BilledClaim:
    """The claim as the rules take it."""
    inpatient = is_inpatient(one.form, one.place)
    lines = tuple(
        BilledLine(
            row.number, row.procedure, tuple(row.modifiers), kind_of(row.procedure, row.revenue_code, inpatient=inpatient),
            row.day or one.service_from, whole(row.units), Money(row.charge),
        )
        for row in rows
    )  # fmt: skip
    return BilledClaim(
        one.received, one.service_from, one.service_to, inpatient, lines, one.authorization_number, one.frequency, on_file,
        other_payer, terms.other_plan_primary, one.payer_order not in ("", "P"), Money(one.charge), one.clock_from,
        one.original_told,
    )  # fmt: skip


def _decide(batch: _Batch, one: Leased) -> None:
    terms = batch.terms[one.id]
    before = [batch.originals[id] for id in batch.lineages[one.id] if id in batch.originals]
    on_file = one.takes_place_of in batch.originals
    claim = billed_claim(
        one, batch.lines.get(one.claim_id, ()), terms, batch.other_payers.get(one.claim_id), on_file=on_file
    )
    context = _context(batch, one, claim, terms, before)
    if one.appeal_id is not None and one.overturned is None:
        decision = _pended(one, PendReason(SAY_WHICH, "Appeal partly overturned: say which lines."))
    elif one.frequency == "8":
        decision = _void(one, context, batch.today, on_file=on_file)
    elif terms.has_plan and terms.year is None:
        decision = _pended(one, PendReason("no_plan_terms", "The plan's terms for this benefit year are not on file."))
    else:
        decision = adjudicate(claim, context, batch.today)
    if one.appeal_id is not None and one.due is not None:
        decision = replace(decision, due=one.due)
    if decision.pended:
        batch.pends.append((one, decision))
        return
    _take_places(batch, one, claim, context, before)
    if one.frequency == "8":
        batch.voids.append(one)
        return
    _use(batch, one, terms, decision)
    year = terms.year.id if terms.year else None
    contract = terms.contract.id if terms.contract else None
    batch.decided.append(DecidedRow(one.id, one.claim_id, decision, claim.lines, year, contract))
    rows = batch.paid.setdefault(one.member_id, [])
    for line, found in zip(claim.lines, decision.lines, strict=True):
        if found.allowed:
            rows.append(
                PaidRow(one.provider_id, line.procedure, line.day, line.charge, one.claim_id, frozenset(line.modifiers))
            )


def _take_places(batch: _Batch, one: Leased, claim: BilledClaim, context: Context, before: Sequence[Original]) -> None:
    """A correction that came too late is refused, and the decision it would have corrected stands."""
    refused = is_refused(claim, context)
    for earlier in before:
        if earlier.claim_id == one.claim_id:
            batch.instead[one.id] = Money(earlier.paid)
        elif refused:
            continue
        _take_back(batch, one, earlier)


def _context(batch: _Batch, one: Leased, claim: BilledClaim, terms: Terms, before: Sequence[Original]) -> Context:
    days = {line.day for line in claim.lines}
    conflicts = []
    if one.member_id in batch.known_otherwise:
        conflicts.append("The member id is on file with another name or date of birth.")
    if any(is_taken_by_another(found, batch.lineages[one.id], one.claim_id) for found in before):
        conflicts.append("The claim it replaces or voids was taken back before.")
    if is_let_in_partly(claim, terms.year.plan if terms.year else NO_TERMS, one.overturned or ()):
        conflicts.append(
            "It came too late, and an appeal let in only some lines; what it corrects would go back whole."
        )
    replaced = {found.claim_id for found in before}
    paid = batch.paid.get(one.member_id, ())
    contract = terms.contract
    return Context(
        cover=terms.cover,
        plan=terms.year.plan if terms.year else NO_TERMS,
        rates=rates_for(batch.rates, claim, one.form, contract.id) if contract else (),
        network=terms.network,
        used=_used(batch, one, terms, before),
        authorizations=tuple(_authorizations(batch, one, before)),
        paid_before=frozenset(
            PaidLine(row.procedure, row.day, row.charge, row.provider_id == one.provider_id, row.modifiers)
            for row in paid
            if row.day in days and row.claim_id not in replaced
        ),
        bundles=bundles(one.service_from),
        conflicts=tuple(conflicts),
        two_plan_years=terms.two_plan_years,
        cleared=frozenset(one.cleared),
        overturned=frozenset((number, carc) for number, carc in one.overturned or ()),
        paid_earlier=Money.total(Money(found.paid) for found in before if one.appeal_id and found.state == "paid"),
    )


def rates_for(
    rates: Mapping[RateKey, list[Rate]], claim: BilledClaim, form: str, contract_id: UUID
) -> tuple[Rate, ...]:
    """A contract's prices that bear on a claim."""
    setting = "professional" if form == "P" else "inpatient" if claim.inpatient else "outpatient"
    found: list[Rate] = []
    for procedure in dict.fromkeys((*(line.procedure for line in claim.lines), "*")):
        found += rates.get((contract_id, setting, procedure), ())
    return tuple(found)


def _used(batch: _Batch, one: Leased, terms: Terms, before: Sequence[Original]) -> Used:
    """What the member has used, as if the claims replaced had never been."""
    if terms.year is None:
        return Used()
    now = batch.running[one.member_id, terms.year.id]
    used = Used(now.deductible, now.out_of_pocket, now.visits)
    for earlier in before:
        if earlier.year_id == terms.year.id and earlier.state not in TAKEN_BACK_BEFORE:
            visits = {kind: count - earlier.used.get("visits", {}).get(kind, 0) for kind, count in used.visits.items()}
            used = Used(
                used.deductible - Money(earlier.deductible), used.out_of_pocket - _out_of_pocket(earlier), visits
            )
    return used


def _authorizations(batch: _Batch, one: Leased, before: Sequence[Original]) -> Iterable[Any]:
    standing = [found.used.get("authorized", {}) for found in before if found.state not in TAKEN_BACK_BEFORE]
    for found in batch.authorizations.get(one.member_id, ()):
        left = found.units - batch.units[UUID(found.id)] + sum(used.get(found.id, 0) for used in standing)
        yield type(found)(found.number, found.procedure, found.start, found.stop, left, found.id)


def _void(one: Leased, context: Context, today: date, *, on_file: bool) -> Decision:
    """A void takes its original back and is no claim of its own."""
    if not on_file and "original_not_on_file" not in context.cleared:
        return _pended(one, PendReason("original_not_on_file", "It replaces or voids a claim that is not on file."))
    if context.conflicts and "conflicting_data" not in context.cleared:
        return _pended(one, *(PendReason("conflicting_data", each) for each in context.conflicts))
    return Decision((), (), ZERO, ZERO, ZERO, ZERO, today)


def _pended(one: Leased, *reasons: PendReason) -> Decision:
    start = one.clock_from or one.received
    return Decision(reasons, (), ZERO, ZERO, ZERO, ZERO, start + timedelta(days=NO_TERMS.prompt_pay_days))


def _take_back(batch: _Batch, one: Leased, earlier: Original) -> None:
    """The earlier decision and all it took of the year are undone, to the cent."""
    if earlier.state in TAKEN_BACK_BEFORE:
        return
    state = "cancelled" if earlier.state == "pended" else "taken_back"
    batch.taken_back.append((earlier.id, one.id, state))
    batch.originals[earlier.claim_id] = earlier._replace(state=state, taken_back_by=one.claim_id)
    if state == "cancelled":
        batch.withdrawn.append(earlier)
        return
    if earlier.year_id is not None:
        now = batch.running[earlier.member_id, earlier.year_id]
        now.deductible -= Money(earlier.deductible)
        now.out_of_pocket -= _out_of_pocket(earlier)
        for kind, count in earlier.used.get("visits", {}).items():
            now.visits[kind] = now.visits.get(kind, 0) - count
        now.changed = True
    for id, units in earlier.used.get("authorized", {}).items():
        batch.units[UUID(id)] -= units
    rows = batch.paid.get(earlier.member_id, [])
    batch.paid[earlier.member_id] = [row for row in rows if row.claim_id != earlier.claim_id]


def _out_of_pocket(one: Original) -> Money:
    return Money(one.deductible + one.coinsurance + one.copay)


def _use(batch: _Batch, one: Leased, terms: Terms, decision: Decision) -> None:
    for id, units in decision.authorized.items():
        batch.units[UUID(id)] += units
    share = decision.deductible + decision.coinsurance + decision.copay
    if terms.year is None or not (share or decision.visits):
        return
    now = batch.running[one.member_id, terms.year.id]
    now.deductible += decision.deductible
    now.out_of_pocket += share
    for kind, count in decision.visits.items():
        now.visits[kind] = now.visits.get(kind, 0) + count
    now.changed = True


def _record(session: Session, batch: _Batch) -> None:
    repository, claims, today = AdjudicationRepository(session), ClaimRepository(session), batch.today
    repository.record(batch.decided, today)
    repository.write_accumulators(batch.running)
    repository.take_units(batch.units)
    repository.take_back([*batch.taken_back, *((one.id, one.id, "void") for one in batch.voids)])
    events = [_decided(one, batch) for one in batch.decided]
    waiting: dict[tuple[str, str], list[UUID]] = defaultdict(list)
    for leased, decision in batch.pends:
        rule = pend_rules()[decision.pended[0].reason]
        detail = {"reasons": sorted({each.reason for each in decision.pended})}
        events.append(NewEvent(leased.claim_id, "pended", today, rule.category, rule.code, detail=detail))
        waiting[rule.category, rule.code].append(leased.claim_id)
    closed = [*(one.claim_id for one in batch.withdrawn), *(one.claim_id for one in batch.voids)]
    events += [NewEvent(one, "withdrawn", today, "F3", "101") for one in closed]
    claims.add_events(events)
    claims.move_together([one.claim_id for one in batch.decided], Position("pended", *AWAITING_PAYMENT))
    for status, ids in waiting.items():
        claims.move_together(ids, Position("pended", *status))
    claims.move([(one, Position("no_payment", "F3", "101", finalized=today)) for one in closed])
    _open_pends(session, batch)


def _decided(one: DecidedRow, batch: _Batch) -> NewEvent:
    if one.id not in batch.instead:
        return NewEvent(one.claim_id, "decided", batch.today, *AWAITING_PAYMENT)
    detail = {"earlier": str(batch.instead[one.id]), "paid": str(one.decision.paid)}
    return NewEvent(one.claim_id, "decided_anew", batch.today, *AWAITING_PAYMENT, detail=detail)


def _close_withdrawn(session: Session, withdrawn: Sequence[Original], now: datetime) -> None:
    """Nobody has to look at a claim that was replaced meanwhile."""
    if withdrawn:
        AdjudicationRepository(session).settle_pends([one.id for one in withdrawn], "system", "withdrawn", "", now)
    for one in withdrawn:
        close_work_items(session, "claim", one.claim_id, outcome="replaced", now=now, queue=QUEUE)


def _open_pends(session: Session, batch: _Batch) -> None:
    today = batch.today
    rows, work, due = [], [], {}
    for one, decision in batch.pends:
        due[one.id] = decision.due
        for reason in decision.pended:
            rule = pend_rules()[reason.reason]
            day = pend_due(reason.reason, today, decision.due)
            rows.append(
                {"adjudication_id": one.id, "reason": reason.reason, "sentence": reason.sentence, "owner": rule.owner,
                 "due": day, "opened_on": today}
            )  # fmt: skip
            work.append(
                NewWork(
                    QUEUE, "claim", one.claim_id, reason.reason, rule.owner, day, reason.sentence, Money(one.charge),
                    {"adjudication": str(one.id)},
                )
            )  # fmt: skip
    AdjudicationRepository(session).pend(rows, due)
    open_work_items(session, work)


@lru_cache(maxsize=4096)
def bundles(day: date) -> frozenset[tuple[str, str]]:
    """Comprehensive and component services in force on a day: the same edits claims are scrubbed by (CMS NCCI)."""
    pairs = (pair for one in edits() if _bundling(one, day) for pair in one.parameters["pairs"])
    return frozenset((whole, part) for whole, part in pairs)


def _bundling(one: Edit, day: date) -> bool:
    return one.kind == "bundling" and ANY in one.payers and one.in_force(day)
