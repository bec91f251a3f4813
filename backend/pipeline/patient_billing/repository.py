"""Queries on what patients owe. The balance is always the ledger's."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Table, func, select, text, update

from backend.kit.bulk import copy_rows, one_of
from backend.kit.ids import new_id
from backend.kit.money import Money
from backend.kit.repository import Repository
from backend.models.claim import Claim
from backend.models.member import Member
from backend.models.patient_account import (
    AccountDispute,
    HardshipApplication,
    Instalment,
    PatientAccount,
    PatientPayment,
    PaymentPlan,
    Statement,
)
from backend.models.provider import Provider
from backend.pipeline.denials.repository import THE_PATIENTS

_STATEMENT: Table = Statement.__table__  # type: ignore[assignment]
_ACCOUNT: Table = PatientAccount.__table__  # type: ignore[assignment]
_RUN_LOCK = 0x0B111
SPOKEN = """
    c.stage IN ('paid', 'partly_paid', 'denied', 'patient_share', 'no_payment')
    AND NOT EXISTS (SELECT 1 FROM appeal p WHERE p.claim_id = c.id AND p.state IN ('draft', 'signed', 'sent'))
    AND NOT EXISTS (SELECT 1 FROM claim n WHERE n.replaces_id = c.id AND n.frequency = '7'
                    AND n.stage IN ('received', 'accepted', 'pended', 'held'))
    AND (NOT c.other_plan_on_file OR EXISTS (SELECT 1 FROM coordination d WHERE d.advice_id = c.advice_id))
    AND NOT EXISTS (SELECT 1 FROM coordination d WHERE d.advice_id = c.advice_id AND (
            d.step = 'settle_first' OR (d.step IN ('ask_plan', 'told_again', 'crossed_over') AND EXISTS (
                SELECT 1 FROM work_item w WHERE w.queue = 'secondary_claims' AND w.subject_kind = 'claim'
                AND w.subject_id = c.id AND w.closed_at IS NULL))))
"""
"""Every payer of this claim has spoken: it is decided, no appeal or correction runs, and no further plan is to come."""
_GIVEN_UP = """
    c.stage = 'reversed' AND EXISTS (SELECT 1 FROM ledger_transaction w WHERE w.posting_key = 'withdrawn|' || c.id)
    AND NOT EXISTS (SELECT 1 FROM claim n WHERE n.replaces_id = c.id AND n.frequency = '7'
                    AND n.stage IN ('received', 'accepted', 'pended', 'held'))
"""
"""Replaced or voided, taken back, and nothing more to come of it: what the patient paid on it is a credit."""
_OWED = """
    WITH owed AS MATERIALIZED (
        SELECT e.claim_id, sum(e.amount) AS amount FROM ledger_entry e
        WHERE e.account = 'receivable_patient' AND e.claim_id IS NOT NULL {some}
        GROUP BY e.claim_id HAVING sum(e.amount) <> 0
    )
    SELECT f.provider_id, f.member_id, c.id AS claim_id, f.id AS first_id, owed.amount, f.service_from
    FROM owed {first} WHERE {spoken} {these}
    UNION ALL
    SELECT f.provider_id, f.member_id, c.id, f.id, owed.amount, f.service_from
    FROM owed {first} WHERE owed.amount < 0 AND {given_up} {these}
"""
_FIRST = """
    JOIN claim c ON c.id = owed.claim_id
    LEFT JOIN coordination k ON k.next_claim_id = c.id
    JOIN claim f ON f.id = coalesce(k.first_claim_id, c.id)
"""

_DUE = """
WITH owed AS MATERIALIZED ({owed}), sums AS (
    SELECT provider_id, member_id, sum(amount) AS balance, min(amount) AS least,
           array_agg(claim_id ORDER BY service_from, claim_id) AS claims,
           array_agg(first_id ORDER BY service_from, claim_id) AS firsts,
           array_agg(amount ORDER BY service_from, claim_id) AS amounts,
           array_agg(service_from ORDER BY service_from, claim_id) AS days
    FROM owed GROUP BY provider_id, member_id
)
SELECT a.id, s.provider_id, s.member_id, s.claims, s.firsts, s.amounts, s.days
FROM sums s FULL JOIN (SELECT * FROM patient_account WHERE state <> 'settled') a
  ON a.provider_id = s.provider_id AND a.member_id = s.member_id
WHERE a.id IS NULL OR s.least < 0 OR NOT CASE
    WHEN a.state IN ('hardship', 'recommended') AND a.owner = 'biller' AND a.next_date <= :today THEN false
    WHEN coalesce(s.balance, 0) <= 0 THEN a.state IN ('hardship', 'disputed') AND a.owner <> 'system'
    WHEN a.state = 'cycle' THEN a.first_notice_on IS NOT NULL AND a.next_date > :today
    ELSE a.state IN ('hardship', 'disputed', 'returned_mail', 'recommended') AND a.owner <> 'system'
END
ORDER BY 1, 2, 3
"""
"""Accounts to look at on a day, and who owes without an open account; one that only waits for its day is left out."""

_SETTLED_WITH_AGENCY = """
SELECT DISTINCT a.id
FROM (SELECT l.claim_id FROM ledger_entry l WHERE l.account = 'collection_agency' AND l.claim_id IS NOT NULL
      GROUP BY l.claim_id HAVING sum(l.amount) > 0) AS has
LEFT JOIN coordination k ON k.next_claim_id = has.claim_id
JOIN claim f ON f.id = coalesce(k.first_claim_id, has.claim_id)
JOIN patient_account a ON a.provider_id = f.provider_id AND a.member_id = f.member_id
WHERE a.state = 'settled' ORDER BY 1
"""
"""Accounts at rest although an agency still has some of theirs: nobody would ask about it any more."""


class Owed(NamedTuple):
    """What a patient owes on one claim; ``first_id`` is the claim its services were first billed on."""

    provider_id: UUID
    member_id: UUID
    claim_id: UUID
    first_id: UUID
    amount: Money
    service_from: date


class ClaimSums(NamedTuple):
    """A claim and its followers in the ledger, as the patient is told."""

    first_id: UUID
    service_from: date
    service_to: date
    charge: Money
    plans_paid: Money
    patient_paid: Money
    with_plans: Money
    owed: Money


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """A running plan on a day."""

    account_id: UUID
    plan_id: UUID
    missed: int
    left: Money
    next_due: date | None


@dataclass(frozen=True, slots=True)
class AccountParties:
    """An account with whose it is and whom it is owed to."""

    account: PatientAccount
    member: Member
    provider: Provider


class PatientBillingRepository(Repository):
    """Accounts, statements, payments, plans, applications and disputes."""

    def lock_run(self) -> None:
        """One cycle at a time."""
        self.session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _RUN_LOCK})

    def due(self, today: date) -> tuple[list[UUID], dict[tuple[UUID, UUID], list[Owed]]]:
        """Accounts to look at, and what is owed (by provider and member) on them and by those without an open account."""
        owed = _OWED.format(some="", these="", first=_FIRST, spoken=SPOKEN, given_up=_GIVEN_UP)
        accounts: list[UUID] = []
        found: dict[tuple[UUID, UUID], list[Owed]] = {}
        for row in self.session.execute(text(_DUE.format(owed=owed)), {"today": today}):
            if row[0] is not None:
                accounts.append(row[0])
            if row[1] is not None:
                found[row[1], row[2]] = [
                    Owed(row[1], row[2], claim, first, Money(amount), day)
                    for claim, first, amount, day in zip(*row[3:], strict=True)
                ]
        return [*accounts, *self.session.scalars(text(_SETTLED_WITH_AGENCY))], found

    def owed(self, *, provider_id: UUID, member_id: UUID) -> list[Owed]:
        """What a patient owes a provider on claims every payer has spoken on, oldest service first."""
        return self.owed_of([(provider_id, member_id)])[provider_id, member_id]

    def owed_of(self, keys: Sequence[tuple[UUID, UUID]]) -> dict[tuple[UUID, UUID], list[Owed]]:
        """The same for several, by provider and member."""
        some = """AND e.claim_id IN (SELECT c2.id FROM claim c2 WHERE c2.member_id = ANY(:members)
                  UNION SELECT k2.next_claim_id FROM coordination k2 JOIN claim f2 ON f2.id = k2.first_claim_id
                  WHERE f2.member_id = ANY(:members))"""
        these = """AND (f.provider_id, f.member_id) IN (
            SELECT * FROM unnest(CAST(:providers AS uuid[]), CAST(:members AS uuid[])))"""
        owed = _OWED.format(some=some, these=these, first=_FIRST, spoken=SPOKEN, given_up=_GIVEN_UP)
        rows = self.session.execute(
            text(f"{owed} ORDER BY service_from, claim_id"),
            {"providers": [one[0] for one in keys], "members": [one[1] for one in keys]},
        )
        found: dict[tuple[UUID, UUID], list[Owed]] = {key: [] for key in keys}
        for row in rows:
            found[row[0], row[1]].append(Owed(row[0], row[1], row[2], row[3], Money(row[4]), row[5]))
        return found

    def with_agency(self, account: PatientAccount) -> list[Owed]:
        """What of an account's claims is with a collection agency, oldest service first."""
        rows = self.session.execute(
            text(
                """WITH first AS (
                       SELECT id, provider_id, member_id, service_from FROM claim
                       WHERE member_id = :member AND provider_id = :provider
                   ), billed AS (
                       SELECT id AS claim_id, first.* FROM first
                       UNION SELECT k.next_claim_id, first.* FROM first JOIN coordination k ON k.first_claim_id = first.id
                   )
                   SELECT b.provider_id, b.member_id, b.claim_id, b.id, sum(l.amount), b.service_from
                   FROM billed b JOIN ledger_entry l ON l.claim_id = b.claim_id AND l.account = 'collection_agency'
                   GROUP BY b.provider_id, b.member_id, b.claim_id, b.id, b.service_from HAVING sum(l.amount) > 0
                   ORDER BY b.service_from, b.claim_id"""
            ),
            {"member": account.member_id, "provider": account.provider_id},
        )
        return [Owed(row[0], row[1], row[2], row[3], Money(row[4]), row[5]) for row in rows]

    def denials_to_bill(self) -> list[tuple[UUID, UUID, Money]]:
        """Denials a person closed by billing the patient, not moved yet: denial, claim, what of it is still open.

        Only of the advice that stands: on a word the payer took back nothing is billed, and a denial of no advice has
        none to stand on once the payer has spoken. What the payer did not leave to the patient (see ``is_the_patients``)
        never is, whoever closed it how. The claims are locked, so that nobody takes the same dollars elsewhere.
        """
        claims = {claim_id for _, claim_id, _ in self._denials_to_bill()}
        if not claims:
            return []
        locked = "SELECT id FROM claim WHERE id = ANY(:ids) ORDER BY id FOR NO KEY UPDATE"
        self.session.execute(text(locked), {"ids": sorted(claims)})
        return [one for one in self._denials_to_bill() if one[1] in claims]

    def _denials_to_bill(self) -> list[tuple[UUID, UUID, Money]]:
        rows = self.session.execute(
            text(
                f"""SELECT d.id, d.claim_id, least(d.amount, o.amount) FROM denial d
                   JOIN claim c ON c.id = d.claim_id AND c.advice_id IS NOT DISTINCT FROM d.advice_id
                   JOIN LATERAL (SELECT sum(l.amount) AS amount FROM ledger_entry l
                                 WHERE l.claim_id = d.claim_id AND l.account = 'receivable_denied') o ON o.amount > 0
                   WHERE d.state = 'closed' AND d.outcome = 'billed'
                     AND {THE_PATIENTS}
                     AND NOT EXISTS (SELECT 1 FROM ledger_transaction t WHERE t.posting_key = 'billed_to_patient|' || d.id)
                   ORDER BY d.claim_id, d.id"""  # noqa: S608 the only part put in is our own
            )
        )
        return [(row[0], row[1], Money(row[2])) for row in rows]

    def sums(self, first_ids: Sequence[UUID]) -> dict[UUID, ClaimSums]:
        """What the ledger says of some claims with all that followed them."""
        rows = self.session.execute(
            text(
                """
                SELECT f.id, f.service_from, f.service_to,
                  -sum(l.amount) FILTER (WHERE l.account = 'charges'),
                  sum(l.amount) FILTER (WHERE l.account = 'remittance_clearing'),
                  -sum(l.amount) FILTER (WHERE l.account = 'receivable_patient'
                                           AND t.kind IN ('patient_payment', 'credit_moved')),
                  sum(l.amount) FILTER (WHERE l.account IN ('receivable_payer', 'receivable_denied')),
                  sum(l.amount) FILTER (WHERE l.account = 'receivable_patient')
                FROM (SELECT unnest(CAST(:ids AS uuid[])) AS id, unnest(CAST(:ids AS uuid[])) AS first_id
                      UNION SELECT next_claim_id, first_claim_id FROM coordination
                      WHERE first_claim_id = ANY(:ids) AND next_claim_id IS NOT NULL) AS g
                JOIN claim f ON f.id = g.first_id
                JOIN ledger_entry l ON l.claim_id = g.id
                JOIN ledger_transaction t ON t.id = l.transaction_id
                GROUP BY f.id"""
            ),
            {"ids": list(first_ids)},
        )
        return {row[0]: ClaimSums(*row[:3], *(money_of(one) for one in row[3:])) for row in rows}

    def accounts(self, ids: Sequence[UUID], keys: Iterable[tuple[UUID, UUID]]) -> list[PatientAccount]:
        """Accounts by id and by key (provider, member), locked."""
        pairs = list(keys)
        statement = text(
            """SELECT a.id FROM patient_account a
               WHERE a.id = ANY(:ids) OR a.id IN (
                   SELECT b.id FROM patient_account b JOIN unnest(CAST(:p AS uuid[]), CAST(:m AS uuid[])) AS k(p, m)
                     ON k.p = b.provider_id AND k.m = b.member_id)
               ORDER BY a.id FOR NO KEY UPDATE OF a"""
        )
        given = {"ids": list(ids), "p": [one[0] for one in pairs], "m": [one[1] for one in pairs]}
        return self._accounts(list(self.session.scalars(statement, given)))

    def _accounts(self, ids: Sequence[UUID]) -> list[PatientAccount]:
        found: list[PatientAccount] = []
        for start in range(0, len(ids), 10_000):
            part = ids[start : start + 10_000]
            found += self.session.scalars(
                select(PatientAccount)
                .from_statement(text("SELECT * FROM patient_account WHERE id = ANY(:ids)").bindparams(ids=list(part)))
                .execution_options(populate_existing=True)
            )
        return found

    def add_accounts(self, keys: Sequence[tuple[UUID, UUID]], today: date) -> None:
        rows = ((new_id(), provider, member, today) for provider, member in keys)
        copy_rows(self.session, _ACCOUNT, ("id", "provider_id", "member_id", "next_date"), rows)

    def npis(self, provider_ids: Iterable[UUID]) -> dict[UUID, str]:
        rows = self.session.execute(select(Provider.id, Provider.npi).where(Provider.id.in_(set(provider_ids))))
        return {row[0]: row[1] for row in rows}

    def move(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Put accounts where a run leaves them, all at once."""
        if not rows:
            return
        self.session.execute(
            text(
                """UPDATE patient_account SET state = v.state, owner = v.owner, next_date = v.next_date,
                          notices = v.notices, first_notice_on = v.first_notice_on, last_notice_on = v.last_notice_on,
                          changed_at = now()
                   FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS v(id uuid, state text, owner text, next_date date,
                        notices int, first_notice_on date, last_notice_on date)
                   WHERE patient_account.id = v.id"""
            ),
            {"rows": json.dumps(rows, default=str)},
        )

    def add_statements(self, rows: Iterable[Sequence[Any]]) -> None:
        columns = ("id", "account_id", "notice", "kind", "issued_on", "pay_by", "balance", "lines")
        copy_rows(self.session, _STATEMENT, columns, rows)

    def standings(self, today: date, grace: Mapping[UUID, int]) -> dict[UUID, PlanStanding]:
        """Running plans by account; ``grace`` in days by account."""
        rows = self.session.execute(
            text(
                """SELECT p.account_id, p.id,
                          count(*) FILTER (WHERE i.paid < i.amount AND i.due + CAST(g.days AS int) < :today),
                          sum(i.amount - i.paid), min(i.due) FILTER (WHERE i.paid < i.amount)
                   FROM payment_plan p JOIN instalment i ON i.plan_id = p.id
                   JOIN unnest(CAST(:ids AS uuid[]), CAST(:days AS int[])) AS g(id, days) ON g.id = p.account_id
                   WHERE p.state = 'active' GROUP BY p.account_id, p.id"""
            ),
            {"today": today, "ids": list(grace), "days": list(grace.values())},
        )
        return {row[0]: PlanStanding(row[0], row[1], row[2], money_of(row[3]), row[4]) for row in rows}

    def end_plans(self, plan_ids: Sequence[UUID], state: str, today: date) -> None:
        if plan_ids:
            self.session.execute(
                update(PaymentPlan).where(PaymentPlan.id.in_(plan_ids)).values(state=state, ended_on=today)
            )

    # one account

    def account(self, account_id: UUID, *, lock: bool = False) -> PatientAccount | None:
        return self.session.get(PatientAccount, account_id, with_for_update=lock, populate_existing=True)

    def parties(self, account_ids: Sequence[UUID]) -> dict[UUID, AccountParties]:
        rows = self.session.execute(
            select(PatientAccount, Member, Provider)
            .join(Member, Member.id == PatientAccount.member_id)
            .join(Provider, Provider.id == PatientAccount.provider_id)
            .where(PatientAccount.id.in_(account_ids))
        )
        return {row[0].id: AccountParties(*row) for row in rows}

    def listed(self, state: str | None, owner: str | None, limit: int) -> list[PatientAccount]:
        statement = (
            select(PatientAccount)
            .where(PatientAccount.state != "settled")
            .order_by(PatientAccount.next_date, PatientAccount.serial)
            .limit(limit)
        )
        if state is not None:
            statement = statement.where(PatientAccount.state == state)
        if owner is not None:
            statement = statement.where(PatientAccount.owner == owner)
        return list(self.session.scalars(statement))

    def open_balances(self, accounts: Sequence[PatientAccount]) -> dict[UUID, Money]:
        """What is owed on each of some accounts, whether every payer has spoken or not."""
        return self._in_books(accounts, "receivable_patient")

    def agency_has(self, accounts: Sequence[PatientAccount]) -> dict[UUID, Money]:
        """What of each of some accounts is with a collection agency."""
        return self._in_books(accounts, "collection_agency") if accounts else {}

    def kept(self, account: PatientAccount) -> Money:
        """What is kept for the patient to be paid back: of payments, and of what was paid too much on claims."""
        return self.kept_of([account])[account.id]

    def kept_of(self, accounts: Sequence[PatientAccount]) -> dict[UUID, Money]:
        """The same of each of several."""
        rows = self.session.execute(
            select(PatientPayment.account_id, func.sum(PatientPayment.kept_as_credit))
            .where(one_of(PatientPayment.account_id, [one.id for one in accounts]))
            .group_by(PatientPayment.account_id)
        )
        paid_too_much = {row[0]: row[1] for row in rows}
        in_books, zero = self._in_books(accounts, "patient_credit"), Money.zero()
        return {one.id: paid_too_much.get(one.id, zero) - in_books.get(one.id, zero) for one in accounts}

    def _in_books(self, accounts: Sequence[PatientAccount], name: str) -> dict[UUID, Money]:
        rows = self.session.execute(
            text(
                """SELECT g.account_id, sum(l.amount) FROM (
                       SELECT a.id AS account_id, f.id AS claim_id FROM patient_account a
                       JOIN claim f ON f.member_id = a.member_id AND f.provider_id = a.provider_id
                       WHERE a.id = ANY(:ids)
                       UNION
                       SELECT a.id, k.next_claim_id FROM patient_account a
                       JOIN claim f ON f.member_id = a.member_id AND f.provider_id = a.provider_id
                       JOIN coordination k ON k.first_claim_id = f.id AND k.next_claim_id IS NOT NULL
                       WHERE a.id = ANY(:ids)) AS g
                   JOIN ledger_entry l ON l.claim_id = g.claim_id AND l.account = :name
                   GROUP BY g.account_id"""
            ),
            {"ids": [one.id for one in accounts], "name": name},
        )
        return {row[0]: money_of(row[1]) for row in rows}

    def statements(self, account_id: UUID) -> list[Statement]:
        statement = select(Statement).where(Statement.account_id == account_id).order_by(Statement.issued_on.desc())
        return list(self.session.scalars(statement))

    def issued(self, day: date, after: UUID | None, limit: int) -> list[UUID]:
        """Statements of a day, by id."""
        statement = select(Statement.id).where(Statement.issued_on == day).order_by(Statement.id).limit(limit)
        if after is not None:
            statement = statement.where(Statement.id > after)
        return list(self.session.scalars(statement))

    def statement(self, statement_id: UUID) -> Statement | None:
        return self.session.get(Statement, statement_id)

    def payments(self, account_id: UUID) -> list[PatientPayment]:
        statement = (
            select(PatientPayment)
            .where(PatientPayment.account_id == account_id)
            .order_by(PatientPayment.received_on.desc(), PatientPayment.recorded_at.desc())
        )
        return list(self.session.scalars(statement))

    def payment_by_key(self, request_key: str) -> PatientPayment | None:
        """What was entered under the sender's key. Whoever uses the same key at this moment waits for us."""
        self.session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))"), {"key": request_key})
        return self.session.scalar(select(PatientPayment).where(PatientPayment.request_key == request_key))

    def payment(self, account_id: UUID, payment_id: UUID) -> PatientPayment | None:
        statement = select(PatientPayment).where(
            PatientPayment.id == payment_id, PatientPayment.account_id == account_id
        )
        return self.session.scalar(statement)

    def is_taken_back(self, payment_id: UUID) -> bool:
        return self.session.scalar(select(PatientPayment.id).where(PatientPayment.takes_back == payment_id)) is not None

    def active_plan(self, account_id: UUID) -> PaymentPlan | None:
        statement = select(PaymentPlan).where(PaymentPlan.account_id == account_id, PaymentPlan.state == "active")
        return self.session.scalar(statement)

    def last_plan(self, account_id: UUID) -> PaymentPlan | None:
        statement = select(PaymentPlan).where(PaymentPlan.account_id == account_id)
        # of two of one day the one that runs, or ran longer
        order = (PaymentPlan.agreed_on.desc(), PaymentPlan.ended_on.desc().nulls_first())
        return self.session.scalar(statement.order_by(*order).limit(1))

    def instalments(self, plan_id: UUID) -> list[Instalment]:
        statement = select(Instalment).where(Instalment.plan_id == plan_id).order_by(Instalment.number)
        return list(self.session.scalars(statement.execution_options(populate_existing=True)))

    def open_dispute(self, account_id: UUID) -> AccountDispute | None:
        statement = select(AccountDispute).where(
            AccountDispute.account_id == account_id, AccountDispute.closed_on.is_(None)
        )
        return self.session.scalar(statement)

    def answered_disputes(self, account_id: UUID) -> list[AccountDispute]:
        """The latest answer first."""
        statement = select(AccountDispute).where(
            AccountDispute.account_id == account_id, AccountDispute.closed_on.is_not(None)
        )
        order = (AccountDispute.closed_on.desc(), AccountDispute.opened_on.desc(), AccountDispute.id)
        return list(self.session.scalars(statement.order_by(*order)))

    def open_hardship(self, account_id: UUID) -> HardshipApplication | None:
        statement = select(HardshipApplication).where(
            HardshipApplication.account_id == account_id, HardshipApplication.state == "open"
        )
        return self.session.scalar(statement)

    def lapse_hardship(self, account_ids: Sequence[UUID], today: date) -> None:
        """The open applications on these accounts waited for documents long enough."""
        if account_ids:
            self.session.execute(
                update(HardshipApplication)
                .where(HardshipApplication.account_id.in_(account_ids), HardshipApplication.state == "open")
                .values(state="lapsed", closed_on=today)
            )

    def claim_numbers(self, claim_ids: Sequence[UUID]) -> dict[UUID, str]:
        rows = self.session.execute(select(Claim.id, Claim.patient_control_number).where(Claim.id.in_(claim_ids)))
        return {row[0]: row[1] for row in rows}

    def add(self, *rows: object) -> None:
        self.session.add_all(rows)
        self.session.flush()


def money_of(value: Any) -> Money:
    """A sum out of SQL; nothing summed is zero."""
    return Money(Decimal(value or 0).quantize(Decimal("0.01")))
