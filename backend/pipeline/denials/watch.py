"""Watching for patterns: look, open one piece of work for whoever can fix it, and see whether the fix worked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import Session

from backend.models.denial import DenialPattern
from backend.pipeline.denials.errors import PatternNotFound
from backend.pipeline.denials.patterns import Cell, Finding, find, fix_worked, months_before, next_month
from backend.pipeline.denials.repository import PatternRepository
from backend.pipeline.work.service import NewWork, open_work_item

FIX_DAYS = 14
"""A pattern is answered at its source within two weeks."""

CAUSES: dict[str, tuple[str, str]] = {
    "eligibility": ("registration", "Coverage is not checked, or not caught, before the visit."),
    "coordination_of_benefits": (
        "registration",
        "Other coverage is not asked for or not kept up to date at registration.",
    ),
    "other_liability": ("registration", "Accident and work injury questions are not asked at registration."),
    "missing_or_invalid_data": ("billing", "A field the payer now checks is left out or wrong when claims are built."),
    "authorization": (
        "clinical",
        "The payer now wants authorization for this service, or the number does not reach the claim.",
    ),
    "not_covered": ("registration", "The payer stopped covering this service, and patients are not told before it."),
    "benefit_limit": ("registration", "Benefit limits are not looked up before the visit."),
    "documentation": ("clinical", "Records the payer now asks for do not go with the claim."),
    "medical_necessity": ("clinical", "The payer applies a new or stricter medical policy to this service."),
    "timely_filing": ("billing", "Claims leave later than the payer's limit."),
    "coding": ("coding", "A coding edit of the payer is new, or a coding habit does not meet it."),
    "duplicate": ("billing", "Claims are sent again before the first answer, or corrections without frequency 7."),
    "provider_enrollment": (
        "enrollment",
        "A provider's enrollment with this payer ended or does not cover this service.",
    ),
    "other": ("billing", "The payer's reason has to be asked for."),
}
"""Who can fix it at its source, and what usually lies behind it."""


def scan(session: Session, today: date) -> list[DenialPattern]:
    """Look at the month so far against the twelve before it; record and hand out what is new. Safe to run at any time."""
    month = today.replace(day=1)
    repository = PatternRepository(session)
    since, until = months_before(month), min(next_month(month), today + timedelta(days=1))
    known = repository.known(month)
    found = find(repository.denied(since, until), repository.billed(since, until), month)
    return [_record(session, one, month, today) for one in found if one.cell.family not in known]


def found_in(session: Session, day: date) -> list[DenialPattern]:
    """The patterns of the month of this day and those standing since before it, the dearest first."""
    return PatternRepository(session).of_month(day.replace(day=1))


def names_in(session: Session, patterns: Iterable[DenialPattern]) -> dict[UUID, str]:
    """Names of the payers and providers of these patterns."""
    return PatternRepository(session).names({name for one in patterns for name in (one.payer_id, one.provider_id)})


def report_fixed(session: Session, pattern_id: UUID, effective: date) -> DenialPattern:
    """Somebody says the cause is gone from this day on; from then it is watched whether that holds."""
    pattern = PatternRepository(session).get(pattern_id)
    if pattern is None:
        raise PatternNotFound(pattern_id)
    pattern.state, pattern.fixed_on, pattern.worked = "fixed", effective, None
    session.flush()
    return pattern


def check_fixes(session: Session, today: date) -> list[DenialPattern]:
    """Judge every reported fix by what was denied since; a fix that did not work opens the work again."""
    repository = PatternRepository(session)
    judged = []
    for pattern in repository.with_fix():
        assert pattern.fixed_on is not None
        after = repository.cell_counts(_cell(pattern), pattern.fixed_on, today + timedelta(days=1))
        pattern.after_denied, pattern.after_billed = after
        pattern.worked = fix_worked(after, (pattern.denied, pattern.billed), (pattern.past_denied, pattern.past_billed))
        if pattern.worked is False:
            pattern.state = "recurred"
            _hand_out(session, pattern, today, "denial_pattern_fix_failed")
        elif pattern.worked:
            pattern.state = "closed"
        judged.append(pattern)
    session.flush()
    return judged


def _record(session: Session, one: Finding, month: date, today: date) -> DenialPattern:
    fixer, cause = CAUSES.get(one.cell.root_cause, CAUSES["other"])
    pattern = DenialPattern(
        month=month,
        payer_id=one.cell.payer_id,
        provider_id=one.cell.provider_id,
        root_cause=one.cell.root_cause,
        carc=one.cell.carc,
        scope=one.cell.scope,
        scope_value=one.cell.scope_value,
        denied=one.denied,
        billed=one.billed,
        past_denied=one.past_denied,
        past_billed=one.past_billed,
        expected=str(one.expected),
        p_value=f"{one.p_value:.3g}",
        amount=one.excess,
        cause=cause,
        fixer=fixer,
    )
    PatternRepository(session).add(pattern)
    _hand_out(session, pattern, today, "denial_pattern")
    return pattern


def _hand_out(session: Session, pattern: DenialPattern, today: date, reason: str) -> None:
    past = (Decimal(100) * pattern.past_denied / pattern.past_billed).quantize(Decimal("0.1"))
    where = {
        "procedure": f" for procedure {pattern.scope_value}",
        "place_of_service": f" at place {pattern.scope_value}",
    }
    sentence = (
        f"Denials with code {pattern.carc}{where.get(pattern.scope, '')}: {pattern.denied} of {pattern.billed} claims"
        f" this month, {past} percent before. {pattern.cause}"
    )
    item = NewWork(
        queue="denial_patterns",
        subject_kind="denial_pattern",
        subject_id=pattern.id,
        reason=reason,
        owner=pattern.fixer,
        due=today + timedelta(days=FIX_DAYS),
        sentence=sentence,
        amount=pattern.amount,
    )
    open_work_item(session, item)


def _cell(pattern: DenialPattern) -> Cell:
    return Cell(
        pattern.payer_id, pattern.provider_id, pattern.root_cause, pattern.carc, pattern.scope, pattern.scope_value
    )
