"""Queries on receivables: every claim that is not closed in one statement, the ageing in another."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Table, func, select, text

from backend.database import MoneyColumn
from backend.kit.bulk import copy_rows
from backend.kit.money import Money
from backend.kit.repository import Repository
from backend.models.approval import Approval
from backend.models.claim import Claim
from backend.models.edit import EditFinding
from backend.models.follow_up import AgeingSnapshot, FollowUp, FollowUpContact
from backend.models.ledger import LedgerEntry
from backend.models.member import Member
from backend.models.payer import Payer
from backend.models.provider import Provider
from backend.models.submission import OutgoingClaim
from backend.pipeline.receivables.rules import ClaimFacts, Held, Position

_RUN_LOCK = 0xF0110
_SLACK = 10_000
"""Events may commit in another order than they were numbered: so many are looked at again, as far as they were recorded
within an hour before the last event seen or after it. No transaction is open longer."""
# a claim at rest is left out: nothing happened to it, nobody has a part of it, and neither its day nor its level has come
_FACTS = """
WITH recent AS MATERIALIZED (
    SELECT DISTINCT e.claim_id FROM claim_event e
    WHERE e.id > :seen OR (e.id > :since AND e.recorded_at > (
        SELECT s.recorded_at - interval '1 hour' FROM claim_event s WHERE s.id = :seen))
), parts AS MATERIALIZED (
    SELECT claim_id FROM appeal WHERE state IN ('draft', 'signed', 'sent')
    UNION SELECT subject_id FROM approval WHERE state = 'open' AND subject_kind = 'claim'
    UNION SELECT claim_id FROM denial WHERE state <> 'closed'
    UNION SELECT subject_id FROM work_item WHERE closed_at IS NULL AND subject_kind = 'claim'
), target AS MATERIALIZED (
    SELECT c.id, c.payer_id, c.provider_id, c.member_id, c.plan_type, c.frequency, c.stage, c.service_to, c.received,
           c.charge, c.other_plan_on_file, c.advice_id, c.replaces_id,
           f.step, f.owner, f.next_date, f.level, f.set_by, f.amount, f.deadline,
           -- a write-off recommended and withdrawn since may be recommended anew
           CASE WHEN f.recommendation = 'write_off' AND 'withdrawn' = (
               SELECT p.state FROM approval p
               WHERE p.subject_kind = 'claim' AND p.subject_id = c.id AND p.kind = 'write_off'
               ORDER BY p.recommended_on DESC, p.state = 'withdrawn' LIMIT 1) THEN '' ELSE f.recommendation END
               AS recommendation
    FROM claim c LEFT JOIN follow_up f ON f.claim_id = c.id
    LEFT JOIN recent ON recent.claim_id = c.id LEFT JOIN parts ON parts.claim_id = c.id
    WHERE f.claim_id IS NULL OR recent.claim_id IS NOT NULL
       OR (f.step <> 'closed' AND (parts.claim_id IS NOT NULL OR f.set_by IS NOT NULL OR NOT CASE f.step
           WHEN 'await_payer' THEN f.next_date > :today AND NOT EXISTS (
               SELECT 1 FROM unnest(CAST(:levels AS int[])) AS level(day)
               WHERE level.day > f.age_days AND level.day <= :today - c.service_to)
           WHEN 'patient' THEN c.payer_order = 'P' AND EXISTS (
               SELECT 1 FROM patient_account a WHERE a.provider_id = c.provider_id AND a.member_id = c.member_id
                 AND a.state <> 'settled' AND a.owner = f.owner AND a.next_date = f.next_date)
           ELSE false END))
), books AS (
    SELECT l.claim_id,
           coalesce(sum(l.amount) FILTER (WHERE l.account = 'receivable_payer'), 0.00) AS payer_open,
           coalesce(sum(l.amount) FILTER (WHERE l.account = 'receivable_denied'), 0.00) AS denied_open,
           coalesce(sum(l.amount) FILTER (WHERE l.account = 'receivable_patient'), 0.00) AS patient_open
    FROM ledger_entry l JOIN target t ON t.id = l.claim_id GROUP BY l.claim_id
), contest AS (
    SELECT DISTINCT ON (claim_id) claim_id, owner, next_date, deadline FROM appeal
    WHERE state IN ('draft', 'signed', 'sent') ORDER BY claim_id, next_date
), decision AS (
    SELECT DISTINCT ON (subject_id) subject_id AS claim_id, owner, due FROM approval
    WHERE state = 'open' AND subject_kind = 'claim' ORDER BY subject_id, due
), denied AS (
    SELECT DISTINCT ON (claim_id) claim_id, owner, next_date, route,
           bool_or(appealable AND coalesce(deadline >= :today, true)) OVER w AS appealable,
           bool_or(route <> 'write_off_review' AND coalesce(deadline >= :today, true)) OVER w AS workable,
           coalesce(min(deadline) FILTER (WHERE deadline >= :today) OVER w, max(deadline) OVER w) AS deadline
    FROM denial WHERE state <> 'closed' WINDOW w AS (PARTITION BY claim_id) ORDER BY claim_id, next_date, id
), work AS (
    SELECT DISTINCT ON (subject_id) subject_id AS claim_id, owner, due, queue FROM work_item
    WHERE closed_at IS NULL AND subject_kind = 'claim' ORDER BY subject_id, due, id
), word AS (
    SELECT e.claim_id, max(e.effective) AS day FROM claim_event e JOIN target t ON t.id = e.claim_id
    WHERE e.category <> '' AND e.effective >= t.received GROUP BY e.claim_id
), question AS (
    SELECT q.claim_id, max(q.asked_on) AS last,
           count(*) FILTER (WHERE q.asked_on > coalesce(w.day, q.asked_on - 1)) AS unanswered
    FROM status_question q JOIN target t ON t.id = q.claim_id LEFT JOIN word w ON w.claim_id = q.claim_id
    WHERE q.asked_on >= t.received GROUP BY q.claim_id
), successor AS (
    SELECT DISTINCT n.replaces_id AS claim_id FROM claim n LEFT JOIN outgoing_claim w ON w.claim_id = n.id
    WHERE n.replaces_id IS NOT NULL AND n.stage <> 'rejected' AND coalesce(w.state, '') <> 'withdrawn'
)
SELECT t.id, t.provider_id, pr.npi, p.identifier, p.name, t.plan_type, p.adjudicated_here, t.frequency, t.stage,
       t.service_to, t.received, CASE WHEN k.next_claim_id IS NULL THEN t.charge ELSE 0.00 END,
       b.claim_id IS NOT NULL, coalesce(b.payer_open, 0.00),
       coalesce(b.denied_open, 0.00), coalesce(b.patient_open, 0.00), coalesce(o.state, ''),
       contest.owner, contest.next_date, contest.deadline, decision.owner, decision.due,
       denied.owner, denied.next_date, denied.deadline, denied.appealable, denied.route, denied.workable,
       work.owner, work.due, work.queue, a.owner, a.next_date,
       t.other_plan_on_file AND t.advice_id IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM coordination d WHERE d.advice_id = t.advice_id),
       s.claim_id IS NOT NULL OR (t.stage = 'rejected' AND EXISTS (
           SELECT 1 FROM claim_event e WHERE e.claim_id = t.id AND e.kind = 'replaced')),
       coalesce(question.unanswered, 0), question.last, word.day,
       t.step, t.owner, t.next_date, t.level, t.set_by, t.recommendation, t.amount, t.deadline,
       (SELECT d.outcome FROM denial d WHERE d.claim_id = t.id AND d.state = 'closed' ORDER BY d.closed DESC, d.id LIMIT 1),
       original.finalized
FROM target t
JOIN payer p ON p.id = t.payer_id
JOIN provider pr ON pr.id = t.provider_id
LEFT JOIN books b ON b.claim_id = t.id
LEFT JOIN outgoing_claim o ON o.claim_id = t.id
LEFT JOIN contest ON contest.claim_id = t.id
LEFT JOIN decision ON decision.claim_id = t.id
LEFT JOIN denied ON denied.claim_id = t.id
LEFT JOIN work ON work.claim_id = t.id
LEFT JOIN word ON word.claim_id = t.id
LEFT JOIN question ON question.claim_id = t.id
LEFT JOIN successor s ON s.claim_id = t.id
LEFT JOIN claim original ON original.id = t.replaces_id
LEFT JOIN coordination k ON k.next_claim_id = t.id
LEFT JOIN claim first ON first.id = coalesce(k.first_claim_id, t.id)
LEFT JOIN patient_account a ON a.provider_id = first.provider_id AND a.member_id = first.member_id AND a.state <> 'settled'
ORDER BY t.id
"""
_AGEING = """
WITH owed AS MATERIALIZED (
    SELECT l.claim_id, l.account, sum(l.amount) AS amount FROM ledger_entry l
    WHERE l.account IN ('receivable_payer', 'receivable_denied', 'receivable_patient') AND l.claim_id IS NOT NULL
    GROUP BY l.claim_id, l.account HAVING sum(l.amount) <> 0
    UNION ALL
    SELECT c.id, 'undecided', c.charge FROM claim c JOIN payer p ON p.id = c.payer_id
    WHERE (NOT p.adjudicated_here OR EXISTS (SELECT 1 FROM outgoing_claim o WHERE o.claim_id = c.id))
      AND c.stage IN ('received', 'accepted', 'pended') AND c.frequency <> '8' AND c.received <= :as_of
      AND NOT EXISTS (SELECT 1 FROM ledger_entry l WHERE l.claim_id = c.id)
      AND NOT EXISTS (SELECT 1 FROM coordination k WHERE k.next_claim_id = c.id)
), books AS MATERIALIZED (
    SELECT l.account, sum(l.amount) AS amount FROM ledger_entry l
    WHERE l.account IN ('receivable_payer', 'receivable_denied', 'receivable_patient') GROUP BY l.account
), aged AS MATERIALIZED (
    SELECT o.claim_id, o.account, c.payer_id, o.amount,
           greatest(0, :as_of - CASE WHEN o.account = 'receivable_patient' THEN coalesce(c.finalized, c.service_to)
                                     ELSE c.service_to END) AS age_days
    FROM owed o JOIN claim c ON c.id = o.claim_id
), snapshot AS (
    INSERT INTO ageing_snapshot (id, as_of, total, undecided, ledger, claims)
    SELECT :id, :as_of, coalesce(sum(amount), 0), coalesce(sum(amount) FILTER (WHERE account = 'undecided'), 0),
           (SELECT coalesce(jsonb_object_agg(account, amount::text), '{}') FROM books), count(DISTINCT claim_id)
    FROM aged RETURNING id
)
INSERT INTO ageing_line (snapshot_id, claim_id, account, payer_id, age_days, bucket, amount)
SELECT s.id, a.claim_id, a.account, a.payer_id, a.age_days, least(4, greatest(0, (a.age_days - 1) / 30)), a.amount
FROM aged a CROSS JOIN snapshot s
"""


class Seen(NamedTuple):
    """A claim's facts, what was recommended for it before, and its place as the record has it (None: not yet there)."""

    facts: ClaimFacts
    recommendation: str
    stored: tuple[Any, ...] | None


class AgeingCell(NamedTuple):
    """One payer's receivables in one bucket and account."""

    payer_id: UUID
    payer: str
    account: str
    bucket: int
    claims: int
    amount: Money


class AgedClaim(NamedTuple):
    """A claim behind a cell, with who has it."""

    claim_id: UUID
    number: str
    payer: str
    provider: str
    account: str
    age_days: int
    bucket: int
    amount: Money
    step: str
    owner: str
    next_date: date | None


class ClaimMoney(NamedTuple):
    """What is given up with a claim on its way out, and what speaks for it."""

    provider_id: UUID
    npi: str
    amount: Money
    """What is open in the books, of a claim that never entered them its charge."""
    approved: bool
    """A write-off of it was approved."""
    grounds: frozenset[str]
    """Kinds of what scrubbing finds on it now."""


@dataclass(frozen=True, slots=True)
class Queued:
    """A claim in somebody's queue."""

    row: FollowUp
    number: str
    payer: str
    provider: str
    patient: str
    stage: str
    service_to: date


class ReceivablesRepository(Repository):
    """Follow-up, contacts, ageing."""

    def lock_run(self) -> None:
        """One run at a time."""
        self.session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _RUN_LOCK})

    def last_event(self) -> int:
        return self.session.scalar(text("SELECT coalesce(max(id), 0) FROM claim_event")) or 0

    def seen_until(self) -> int:
        """The event up to which claims were looked at."""
        return self.session.scalar(select(func.max(FollowUp.seen_event))) or 0

    def facts(self, seen: int, today: date, levels: Sequence[int]) -> Iterator[Seen]:
        """Every claim whose place may be another one today: never seen, something happened to it after an event, or open
        and not at rest. ``levels``: the ages in days at which a level begins."""
        rows = self.session.execute(
            text(_FACTS), {"seen": seen, "since": seen - _SLACK, "today": today, "levels": list(levels)}
        )
        return (_seen(tuple(row)) for row in rows)

    def put(self, positions: Sequence[tuple[UUID, Position]], seen: int, today: date) -> None:
        """Write where claims stand now."""
        for start in range(0, len(positions), 5000):
            rows = [_row(id, at) for id, at in positions[start : start + 5000]]
            self.session.execute(
                text(
                    """
                    INSERT INTO follow_up (claim_id, step, owner, next_date, reason, level, amount, age_days, deadline,
                                           recommendation, set_by, seen_event, changed_on)
                    SELECT v.claim_id, v.step, v.owner, v.next_date, v.reason, v.level, v.amount, v.age_days, v.deadline,
                           v.recommendation, v.set_by, :seen, :today
                    FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS v(claim_id uuid, step text, owner text,
                         next_date date, reason text, level text, amount numeric, age_days int, deadline date,
                         recommendation text, set_by text)
                    ON CONFLICT (claim_id) DO UPDATE SET step = excluded.step, owner = excluded.owner,
                        next_date = excluded.next_date, reason = excluded.reason, level = excluded.level,
                        amount = excluded.amount, age_days = excluded.age_days, deadline = excluded.deadline,
                        recommendation = excluded.recommendation, set_by = excluded.set_by,
                        seen_event = excluded.seen_event, changed_on = excluded.changed_on"""
                ),
                {"rows": json.dumps(rows), "seen": seen, "today": today},
            )

    def count_open(self) -> int:
        return self.session.scalar(text("SELECT count(*) FROM follow_up WHERE step <> 'closed'")) or 0

    # ageing

    def snapshot(self, as_of: date) -> AgeingSnapshot | None:
        return self.session.scalar(select(AgeingSnapshot).where(AgeingSnapshot.as_of == as_of))

    def latest_snapshot(self, until: date | None = None) -> AgeingSnapshot | None:
        statement = select(AgeingSnapshot).order_by(AgeingSnapshot.as_of.desc()).limit(1)
        return self.session.scalar(statement if until is None else statement.where(AgeingSnapshot.as_of <= until))

    def snapshots(self, limit: int) -> list[AgeingSnapshot]:
        statement = select(AgeingSnapshot).order_by(AgeingSnapshot.as_of.desc()).limit(limit)
        return list(self.session.scalars(statement))

    def age(self, id: UUID, as_of: date) -> None:
        """Write the snapshot and its lines in one statement: both see the same moment of the ledger."""
        self.session.execute(text(_AGEING), {"id": id, "as_of": as_of})

    def line_sums(self, snapshot_id: UUID) -> dict[str, Money]:
        rows = self.session.execute(
            text("SELECT account, sum(amount) FROM ageing_line WHERE snapshot_id = :id GROUP BY account"),
            {"id": snapshot_id},
        )
        return {row[0]: Money(row[1]) for row in rows}

    def cells(self, snapshot_id: UUID) -> list[AgeingCell]:
        rows = self.session.execute(
            text(
                """SELECT l.payer_id, p.name, l.account, l.bucket, count(DISTINCT l.claim_id), sum(l.amount)
                   FROM ageing_line l JOIN payer p ON p.id = l.payer_id WHERE l.snapshot_id = :id
                   GROUP BY l.payer_id, p.name, l.account, l.bucket ORDER BY p.name, l.payer_id, l.account, l.bucket"""
            ),
            {"id": snapshot_id},
        )
        return [AgeingCell(row[0], row[1], row[2], row[3], row[4], Money(row[5])) for row in rows]

    def aged_claims(
        self, snapshot_id: UUID, payer_id: UUID | None, bucket: int | None, patient: bool | None, limit: int
    ) -> list[AgedClaim]:
        rows = self.session.execute(
            text(
                """SELECT l.claim_id, coalesce(c.payer_claim_control_number, c.patient_control_number), p.name, pr.name,
                          l.account, l.age_days, l.bucket, l.amount, coalesce(f.step, ''), coalesce(f.owner, ''), f.next_date
                   FROM ageing_line l JOIN claim c ON c.id = l.claim_id JOIN payer p ON p.id = c.payer_id
                   JOIN provider pr ON pr.id = c.provider_id LEFT JOIN follow_up f ON f.claim_id = c.id
                   WHERE l.snapshot_id = :id AND (CAST(:payer AS uuid) IS NULL OR l.payer_id = :payer)
                     AND (CAST(:bucket AS int) IS NULL OR l.bucket = :bucket)
                     AND (CAST(:patient AS boolean) IS NULL OR (l.account = 'receivable_patient') = :patient)
                   ORDER BY l.amount DESC, l.claim_id LIMIT :limit"""
            ),
            {"id": snapshot_id, "payer": payer_id, "bucket": bucket, "patient": patient, "limit": limit},
        )
        return [AgedClaim._make((*row[:7], Money(row[7]), *row[8:])) for row in rows]

    # one claim and its queue

    def follow_up(self, claim_id: UUID, *, lock: bool = False) -> FollowUp | None:
        return self.session.get(FollowUp, claim_id, with_for_update=lock, populate_existing=True)

    def contacts(self, claim_id: UUID) -> list[FollowUpContact]:
        statement = (
            select(FollowUpContact).where(FollowUpContact.claim_id == claim_id).order_by(FollowUpContact.id.desc())
        )
        return list(self.session.scalars(statement))

    def queue(self, owner: str | None, until: date | None, risk: tuple[date, date], limit: int) -> list[Queued]:
        """Open claims: a last day inside ``risk`` (first and last day of it) first, then by next date, then by money."""
        number = func.coalesce(Claim.payer_claim_control_number, Claim.patient_control_number)
        at_risk = func.coalesce(FollowUp.deadline.between(*risk), False)
        statement = (
            select(FollowUp, number, Payer.name, Provider.name, Member.last_name, Claim.stage, Claim.service_to)
            .join(Claim, Claim.id == FollowUp.claim_id)
            .join(Payer, Payer.id == Claim.payer_id)
            .join(Provider, Provider.id == Claim.provider_id)
            .join(Member, Member.id == Claim.member_id)
            .where(FollowUp.step != "closed")
            .order_by(at_risk.desc(), FollowUp.next_date, FollowUp.amount.desc(), FollowUp.claim_id)
            .limit(limit)
        )
        if owner == "people":
            statement = statement.where(FollowUp.owner != "system")
        elif owner is not None:
            statement = statement.where(FollowUp.owner == owner)
        if until is not None:
            statement = statement.where(FollowUp.next_date <= until)
        return [Queued(*row) for row in self.session.execute(statement)]

    def owners(self, today: date) -> list[tuple[str, int, int, Money]]:
        """Owner, open claims, those past their date, and the money in them."""
        rows = self.session.execute(
            text(
                """SELECT owner, count(*), count(*) FILTER (WHERE next_date < :today), coalesce(sum(amount), 0.00)
                   FROM follow_up WHERE step <> 'closed' GROUP BY owner ORDER BY owner"""
            ),
            {"today": today},
        )
        return [(row[0], row[1], row[2], Money(row[3])) for row in rows]

    def headline(self, claim_id: UUID) -> Queued | None:
        number = func.coalesce(Claim.payer_claim_control_number, Claim.patient_control_number)
        row = self.session.execute(
            select(FollowUp, number, Payer.name, Provider.name, Member.last_name, Claim.stage, Claim.service_to)
            .join(Claim, Claim.id == FollowUp.claim_id)
            .join(Payer, Payer.id == Claim.payer_id)
            .join(Provider, Provider.id == Claim.provider_id)
            .join(Member, Member.id == Claim.member_id)
            .where(FollowUp.claim_id == claim_id)
        ).first()
        return Queued(*row) if row else None

    def money_of(self, claim_id: UUID) -> ClaimMoney | None:
        """What is given up with a claim of ours; None where we never billed it."""
        in_books = (
            select(func.sum(LedgerEntry.amount))
            .where(
                LedgerEntry.claim_id == Claim.id, LedgerEntry.account.in_(("receivable_payer", "receivable_denied"))
            )
            .scalar_subquery()
        )  # fmt: skip
        amount = func.coalesce(in_books, Claim.charge, type_=MoneyColumn)
        row = self.session.execute(
            select(Claim.provider_id, Provider.npi, amount, _written_off())
            .join(Provider, Provider.id == Claim.provider_id)
            .join(OutgoingClaim, OutgoingClaim.claim_id == Claim.id)
            .where(Claim.id == claim_id)
        ).first()
        if row is None:
            return None
        found = select(EditFinding.kind).where(EditFinding.claim_id == claim_id, EditFinding.state == "open")
        return ClaimMoney(row[0], row[1], row[2], row[3], frozenset(self.session.scalars(found)))


def _written_off() -> ColumnElement[bool]:
    """Whether a write-off of the claim was approved."""
    approved = select(Approval.id).where(
        Approval.subject_id == Claim.id, Approval.subject_kind == "claim", Approval.kind == "write_off",
        Approval.state == "approved",
    )  # fmt: skip
    return approved.exists()


_CONTACT: Table = FollowUpContact.__table__  # type: ignore[assignment]


def add_contacts(repository: ReceivablesRepository, rows: Sequence[Sequence[Any]]) -> None:
    """Contacts made by file, many at once."""
    columns = ("claim_id", "contact_on", "way", "outcome", "next_date", "owner", "by", "by_name")
    copy_rows(repository.session, _CONTACT, columns, rows)


def _held(owner: str | None, due: date | None, *more: Any) -> Held | None:
    return Held(owner, due, *more) if owner is not None and due is not None else None


_PLAIN = (
    "claim_id", "provider_id", "npi", "payer", "payer_name", "plan_type", "adjudicated_here", "frequency", "stage",
    "service_to", "received", "charge", "in_books", "payer_open", "denied_open", "patient_open", "outgoing",
)  # fmt: skip


def _seen(row: tuple[Any, ...]) -> Seen:
    return Seen(
        ClaimFacts(
            **dict(zip(_PLAIN, row[:17], strict=True)),
            appeal=_held(row[17], row[18], row[19]),
            approval=_held(row[20], row[21]),
            denial=_held(row[22], row[23], row[24], row[25], row[26], row[27]),
            work=_held(row[28], row[29], None, False, row[30] or ""),
            account=_held(row[31], row[32]),
            next_plan_open=bool(row[33]),
            replaced=row[34],
            asked=row[35],
            last_asked=row[36],
            last_word=row[37],
            step=row[38] or "",
            owner=row[39] or "",
            next_date=row[40],
            level=row[41] or "",
            set_by=row[42],
            recommendation=row[43] or "",
            last_outcome=row[46] or "",
            original_told=row[47],
        ),
        row[43] or "",
        (row[38], row[39], row[40], row[41], row[44], row[45], row[43], row[42])
        if row[38] and row[38] != "closed"
        else None,
    )


def _row(claim_id: UUID, at: Position) -> dict[str, Any]:
    return {
        "claim_id": str(claim_id), "step": at.step, "owner": at.owner, "next_date": at.next_date.isoformat(),
        "reason": at.reason, "level": at.level, "amount": str(at.amount), "age_days": at.age_days,
        "deadline": at.deadline.isoformat() if at.deadline else None, "recommendation": at.recommendation,
        "set_by": at.set_by,
    }  # fmt: skip


def stored_form(at: Position) -> tuple[Any, ...]:
    """A position as :attr:`Seen.stored` tells it."""
    return (at.step, at.owner, at.next_date, at.level, Decimal(at.amount), at.deadline, at.recommendation, at.set_by)
