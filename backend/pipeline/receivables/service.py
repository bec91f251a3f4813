"""Receivables: the weekly ageing, the daily follow-up, and every contact about a claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from uuid import UUID

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.codes.deadlines import Deadline, DeadlineEvent, deadline
from backend.kit.clock import day_in_words
from backend.kit.ids import new_id
from backend.kit.money import Money
from backend.models.follow_up import AgeingSnapshot, FollowUp, FollowUpContact
from backend.pipeline.claims.repository import ClaimRepository, NewEvent
from backend.pipeline.patient_billing.service import Recommendation, recommend, withdraw
from backend.pipeline.patient_billing.terms import terms_of
from backend.pipeline.receivables.errors import ClaimClosed, NextDatePast, NoAgeing, NotFollowed
from backend.pipeline.receivables.policy import Policy, levels, policies, policy
from backend.pipeline.receivables.repository import (
    AgedClaim,
    AgeingCell,
    Queued,
    ReceivablesRepository,
    Seen,
    add_contacts,
    stored_form,
)
from backend.pipeline.receivables.rules import ORDER, OUTCOMES, ClaimFacts, Position, again_days, position
from backend.pipeline.submission.service import ask_about
from backend.pipeline.work.service import close_work_items, demand_owner

__all__ = [
    "Contact",
    "FollowUpRun",
    "aged_claims",
    "ageing",
    "assign",
    "follow_up",
    "follow_up_queue",
    "log_contact",
    "owners",
    "reconciles",
    "run_ageing",
    "run_follow_up",
    "snapshots",
]
FOLLOW_UP = "follow_up"


def run_ageing(session: Session, as_of: date) -> AgeingSnapshot:
    """The receivables of a day by payer, account and age, from the ledger, kept. One a day: a second run answers the first.

    What payers have and have not decided is not in the ledger yet and stands beside it as ``undecided``.
    """
    repository = ReceivablesRepository(session)
    repository.lock_run()
    known = repository.snapshot(as_of)
    if known is not None:
        return known
    repository.age(new_id(), as_of)
    made = repository.snapshot(as_of)
    assert made is not None, "the snapshot was just written"
    assert reconciles(session, made), "an ageing agrees with the ledger to the cent"
    return made


def reconciles(session: Session, snapshot: AgeingSnapshot) -> bool:
    """Whether the lines of an ageing sum to its total and, account by account, to the ledger of its moment."""
    sums = ReceivablesRepository(session).line_sums(snapshot.id)
    ledger = {account: Money.of(amount) for account, amount in snapshot.ledger.items() if Money.of(amount)}
    undecided = sums.pop("undecided", Money.zero())
    in_books = {account: amount for account, amount in sums.items() if amount}
    return (
        in_books == ledger
        and undecided == snapshot.undecided
        and Money.total(ledger.values()) + undecided == snapshot.total
    )


def ageing(session: Session, as_of: date | None = None) -> tuple[AgeingSnapshot, list[AgeingCell]]:
    """The last ageing, or that of a day, by payer, account and bucket. Raises NoAgeing."""
    repository = ReceivablesRepository(session)
    found = repository.latest_snapshot() if as_of is None else repository.snapshot(as_of)
    if found is None:
        raise NoAgeing
    return found, repository.cells(found.id)


def snapshots(session: Session, limit: int = 60) -> list[AgeingSnapshot]:
    """Ageings taken, the latest first."""
    return ReceivablesRepository(session).snapshots(limit)


def aged_claims(
    session: Session, snapshot_id: UUID, *, payer_id: UUID | None = None, bucket: int | None = None,
    patient: bool | None = None, limit: int = 200,
) -> list[AgedClaim]:  # fmt: skip
    """The claims behind a cell, largest first, each with who has it now."""
    return ReceivablesRepository(session).aged_claims(snapshot_id, payer_id, bucket, patient, limit)


@dataclass(frozen=True, slots=True)
class FollowUpRun:
    """What one run did."""

    looked_at: int
    """Claims whose place may be another one than yesterday."""
    changed: int
    asked: int
    """Claims payers were asked about by file."""
    escalated: int
    accelerated: int
    recommended: int
    """Write-offs recommended to a named person."""
    open: int
    """Claims that are not closed; each has one owner and one next date."""


def run_follow_up(session: Session, as_of: date) -> FollowUpRun:
    """Give every claim that is not closed its one owner and next date by the rules; ask payers, escalate, recommend.

    Set-based: one query for the facts, one write for what changed. Running it again on the day changes nothing.
    """
    repository = ReceivablesRepository(session)
    repository.lock_run()
    last, seen = repository.last_event(), repository.seen_until()
    seen_now = _without_groundless(session, list(repository.facts(seen, as_of, levels(policies()))))
    placed = [(seen, _place(seen.facts, as_of)) for seen in seen_now]
    asked = _ask(session, [seen.facts for seen, at in placed if at.step == "ask_status"], as_of)
    placed = [(seen, _after_asking(seen, at, asked, as_of)) for seen, at in placed]
    opened = _recommend(session, placed, as_of)
    if opened:
        placed = [(seen, _after_recommending(seen, at, as_of)) for seen, at in placed]
    changed = [
        (seen.facts.claim_id, at) for seen, at in placed if seen.stored != stored_form(at)
        and not (at.step == "closed" and seen.facts.step == "closed")
    ]  # fmt: skip
    repository.put(changed, last, as_of)
    risen = _tell(session, placed, as_of)
    return FollowUpRun(
        len(placed), len(changed), len(asked), risen.count("escalated"), risen.count("accelerated"), opened,
        repository.count_open(),
    )  # fmt: skip


def _without_groundless(session: Session, seen: list[Seen]) -> list[Seen]:
    """Recommendations whose ground is gone are withdrawn: the money came in, or the claim is appealed after all."""
    gone = {
        one.facts.claim_id
        for one in seen
        if one.facts.approval is not None
        and (one.facts.appeal is not None or (one.facts.in_books and one.facts.payer_open + one.facts.denied_open <= 0))
    }
    if not gone:
        return seen
    withdraw(session, sorted(gone), ("write_off",), "nothing is open any more, or it is appealed")
    return [
        one._replace(facts=replace(one.facts, approval=None)) if one.facts.claim_id in gone else one for one in seen
    ]


def _place(facts: ClaimFacts, as_of: date) -> Position:
    if facts.frequency != "8" and not facts.in_books:
        facts = replace(facts, deadline=_last_day_to_file(facts, as_of))
    return position(facts, policy(facts.payer, facts.plan_type, facts.service_to), as_of)


def _last_day_to_file(facts: ClaimFacts, today: date) -> date | None:
    """A first claim counts from the service, a corrected one from the decision it corrects."""
    if facts.frequency != "7":
        return _last_day(facts.plan_type, "claim_service", facts.service_to, facts.payer_name, today)
    if facts.original_told is None:
        return None
    return _last_day(facts.plan_type, "corrected_claim", facts.original_told, facts.payer_name, today)


@lru_cache(maxsize=65536)
def _last_day(plan_type: str, event: str, since: date, payer: str, today: date) -> date | None:
    found = deadline(DeadlineEvent(plan_type, event, since, payer=payer), today)
    return found.last_day if isinstance(found, Deadline) else None


def _ask(session: Session, claims: Sequence[ClaimFacts], as_of: date) -> set[UUID]:
    """Ask by file (276), and log it as the contact it is."""
    if not claims:
        return set()
    now = datetime.combine(as_of, time(12), UTC)
    asked = set(ask_about(session, [one.claim_id for one in claims], now))
    add_contacts(
        ReceivablesRepository(session),
        [
            (
                one.claim_id, as_of, "file", "asked", as_of + timedelta(days=_rule(one).ask_again_days), "system",
                "system:receivables", "the system",
            )
            for one in claims
            if one.claim_id in asked
        ],
    )  # fmt: skip
    return asked


def _rule(one: ClaimFacts) -> Policy:
    return policy(one.payer, one.plan_type, one.service_to)


def _after_asking(seen: Seen, at: Position, asked: set[UUID], as_of: date) -> Position:
    if seen.facts.claim_id not in asked:
        return at
    return _place(replace(seen.facts, asked=seen.facts.asked + 1, last_asked=as_of), as_of)


def _recommend(session: Session, placed: Sequence[tuple[Seen, Position]], as_of: date) -> int:
    """At acceleration, where nothing else is left, a write-off is recommended, once; a named person decides."""
    found = []
    for seen, at in placed:
        facts = seen.facts
        amount = facts.charge if not facts.in_books else facts.denied_open + facts.payer_open
        if (
            at.recommendation != "write_off"
            or seen.recommendation == "write_off"
            or at.step == "approval"
            or amount <= 0
        ):
            continue
        told = _why(at)
        found.append(
            Recommendation(
                "write_off", "claim", facts.claim_id, facts.provider_id, facts.npi, Money(amount), f"accelerated_{at.step}",
                told, "system:receivables",
                {
                    "age_days": at.age_days, "step": at.step, "deadline": at.deadline,
                    "route": facts.denial.route if facts.denial else "",
                },
                (facts.claim_id,),
            )
        )  # fmt: skip
    return recommend(session, found, as_of)


def _why(at: Position) -> str:
    """Why nothing else is left, for the person who decides."""
    missed = f" The last day to act was {day_in_words(at.deadline)}." if at.deadline else ""
    found = {
        "denial": f"Denied and {at.age_days} days old.{missed or ' No right to contest it is left.'}",
        "settle_denied": f"Denied, {at.age_days} days old, and every way to contest it has ended.",
        "correct": f"Rejected at the door and {at.age_days} days old.{missed} It was never decided on.",
        "send": f"Never sent and {at.age_days} days old.{missed}",
    }
    return found.get(at.step, f"{at.age_days} days old. {at.reason}")


def _after_recommending(seen: Seen, at: Position, as_of: date) -> Position:
    """The claim waits for the decision: the approval's owner has it."""
    if at.recommendation != "write_off" or seen.recommendation == "write_off" or at.step == "approval":
        return at
    amount = seen.facts.charge if not seen.facts.in_books else seen.facts.denied_open + seen.facts.payer_open
    if amount <= 0:
        return at
    terms = terms_of(seen.facts.npi, as_of)
    owner = "practice approver" if Money(amount) > terms.approval_threshold else "supervisor"
    return replace(at, step="approval", owner=owner, next_date=as_of + timedelta(days=terms.approval_days), set_by=None)


def _tell(session: Session, placed: Sequence[tuple[Seen, Position]], as_of: date) -> list[str]:
    """The history of a claim tells when it rose a rung."""
    events: list[NewEvent] = []
    risen: list[str] = []
    for seen, at in placed:
        if at.level in ("escalated", "accelerated") and ORDER.index(at.level) > ORDER.index(seen.facts.level):
            risen.append(at.level)
            told = {"days": at.age_days, "recommendation": at.recommendation.replace("_", " ")}
            events.append(NewEvent(seen.facts.claim_id, at.level, as_of, detail=told))
    ClaimRepository(session).add_events(events)
    return risen


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact about a claim, as the person who made it tells it."""

    way: str
    outcome: str
    spoke_with: str = ""
    reference: str = ""
    note: str = ""
    next_date: date | None = None
    """None: by the claim's level."""
    owner: str | None = None
    """None: stays with its owner."""


def log_contact(
    session: Session, claim_id: UUID, given: Contact, *, actor: str, name: str, now: datetime
) -> FollowUpContact:
    """Log a contact with its outcome; the claim is looked at next on the day said. Audited.

    Raises NotFollowed, ClaimClosed or NextDatePast.
    """
    repository, today = ReceivablesRepository(session), now.date()
    row = _open(repository, claim_id)
    days = again_days(policies()[0], row.level)
    next_date = given.next_date or today + timedelta(days=days)
    if next_date <= today:
        raise NextDatePast
    if given.owner:
        demand_owner(session, given.owner, row.owner)
    row.owner = given.owner or (row.owner if row.owner != "system" else "biller")
    row.next_date, row.set_by = next_date, actor
    contact = FollowUpContact(
        claim_id=claim_id, contact_on=today, way=given.way, spoke_with=given.spoke_with, reference=given.reference,
        outcome=given.outcome, note=given.note, next_date=next_date, owner=row.owner, by=actor, by_name=name,
    )  # fmt: skip
    session.add(contact)
    close_work_items(session, "claim", claim_id, outcome=given.outcome, now=now, queue=FOLLOW_UP)
    detail = {
        "name": name, "way": given.way, "outcome": OUTCOMES[given.outcome], "next_date": next_date.isoformat(),
    }  # fmt: skip
    ClaimRepository(session).add_events([NewEvent(claim_id, "contacted", today, detail=detail)])
    audit.record(session, Act.FOLLOW_UP_LOGGED, actor=actor, subject=f"claim:{claim_id}", fields=["contact"])
    session.flush()
    return contact


def assign(session: Session, claim_id: UUID, owner: str, next_date: date, *, actor: str) -> FollowUp:
    """Give an open claim to somebody with a day. Raises NotFollowed, ClaimClosed or UnknownOwner."""
    row = _open(ReceivablesRepository(session), claim_id)
    demand_owner(session, owner, row.owner)
    row.owner, row.next_date, row.set_by = owner, next_date, actor
    audit.record(session, Act.FOLLOW_UP_LOGGED, actor=actor, subject=f"claim:{claim_id}", fields=["owner", "next_date"])
    session.flush()
    return row


def _open(repository: ReceivablesRepository, claim_id: UUID) -> FollowUp:
    row = repository.follow_up(claim_id, lock=True)
    if row is None:
        raise NotFollowed
    if row.step == "closed":
        raise ClaimClosed
    return row


def follow_up(session: Session, claim_id: UUID) -> tuple[Queued, list[FollowUpContact]]:
    """A claim's place in the follow-up and its contacts, the latest first. Raises NotFollowed."""
    repository = ReceivablesRepository(session)
    found = repository.headline(claim_id)
    if found is None:
        raise NotFollowed
    return found, repository.contacts(claim_id)


def follow_up_queue(
    session: Session, today: date, *, owner: str | None = None, until: date | None = None, limit: int = 100
) -> list[Queued]:
    """Open claims, a near last day first, then by next date and money. ``owner`` people: everybody but the system."""
    risk = today, today + timedelta(days=policies()[0].filing_risk_days)
    return ReceivablesRepository(session).queue(owner, until, risk, limit)


def owners(session: Session, today: date) -> list[tuple[str, int, int, Money]]:
    """Who has how many open claims, how many past their date, and the money in them."""
    return ReceivablesRepository(session).owners(today)
