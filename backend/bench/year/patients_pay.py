"""What patients and the practices' approvers do in the simulated year: statements paid, plans, hardship, approvals."""

from __future__ import annotations

import secrets
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.bench.year.store import Store
from backend.database import session_scope
from backend.errors import ClaimlineError
from backend.kit.money import Money
from backend.models.approval import Approval
from backend.models.patient_account import Instalment, PatientAccount, PaymentPlan, Statement
from backend.pipeline.patient_billing import service as billing
from backend.staff import service as staff
from backend.staff.policy import Role
from backend.world.operation.rates import People

ACTOR = "staff:year"
APPROVER, APPROVER_NAME = "dana@practice.example", "Dana Whitlock"


@dataclass(slots=True)
class PatientsPay:
    """Patients by their statements; one person at the practices who approves or refuses what is recommended."""

    rates: People
    done: Counter[str] = field(default_factory=Counter)
    seen_until: date = date.min
    paying: dict[date, list[tuple[UUID, UUID]]] = field(default_factory=lambda: defaultdict(list))
    """Day → account and statement that will be paid."""
    approver: UUID | None = None
    received: Money = field(default_factory=Money.zero)
    """All that patients paid, as they would count it."""

    def name_approver(self, store: Store, npis: list[str]) -> None:
        """The practices say who decides for them."""
        with session_scope() as session:
            made = staff.create(
                session, email=APPROVER, name=APPROVER_NAME, role=Role.SUPERVISOR, password=secrets.token_urlsafe(24)
            )  # fmt: skip
            self.approver = made.id
            for npi in npis:
                billing.name_approver(
                    session, npi=npi, email=APPROVER, most=None, start=store.clock.today(), end=None, actor=ACTOR
                )

    def day(self, now: datetime) -> None:
        """One day: post comes, money comes, the approver decides."""
        today = now.date()
        self._read_statements(today)
        for account_id, statement_id in self.paying.pop(today, []):
            self._pay(account_id, statement_id, today)
        self._instalments(today)
        self._approve(now)

    def _read_statements(self, today: date) -> None:
        """What was printed up to yesterday is in the post today."""
        until = today - timedelta(days=1)
        with session_scope() as session:
            new = session.scalars(
                select(Statement).where(Statement.issued_on > self.seen_until, Statement.issued_on <= until)
            ).all()
            for one in new:
                drawn = Random(f"{one.account_id}:{one.notice}:statement").randrange(1000)
                self._react(session, one, drawn, today)
        self.seen_until = max(self.seen_until, until)

    def _react(self, session: Session, one: Statement, drawn: int, today: date) -> None:
        rates = self.rates
        if drawn < rates.pays_statement:
            self.paying[today + timedelta(days=2 + drawn % 19)].append((one.account_id, one.id))
        elif drawn < rates.pays_statement + rates.asks_for_plan:
            first = today + timedelta(days=14)
            given = billing.Agreement(3, first, "the patient", "telephone")
            self._try(
                session, "plan", lambda: billing.agree_plan(session, one.account_id, given, actor=ACTOR, today=today)
            )
        elif drawn < rates.pays_statement + rates.asks_for_plan + rates.hardship:
            asked = billing.Application(3, Money.of("21000.00"), (("tax return", True),))
            self._try(
                session, "hardship",
                lambda: billing.apply_for_help(session, one.account_id, asked, actor=ACTOR, today=today),
            )  # fmt: skip

    def _try(self, session: Session, what: str, do: object) -> None:
        try:
            with session.begin_nested():
                do()  # type: ignore[operator]
            self.done[what] += 1
        except ClaimlineError as refusal:
            self.done[f"{what}:{refusal.code}"] += 1

    def _pay(self, account_id: UUID, statement_id: UUID, today: date) -> None:
        with session_scope() as session:
            statement, account = session.get_one(Statement, statement_id), session.get_one(PatientAccount, account_id)
            if account.state == "settled" or statement.balance <= Money.zero():
                return
            self._receive(session, account_id, f"{statement_id}", statement.balance, today)

    def _receive(self, session: Session, account_id: UUID, key: str, amount: Money, today: date) -> None:
        given = billing.Received(key, amount, "card", today)
        billing.record_payment(session, account_id, given, actor="system:portal", today=today)
        self.received += amount
        self.done["payment"] += 1

    def _instalments(self, today: date) -> None:
        """Who agreed on a plan keeps to it, seven in eight."""
        with session_scope() as session:
            due = session.execute(
                select(Instalment, PaymentPlan.account_id)
                .join(PaymentPlan, PaymentPlan.id == Instalment.plan_id)
                .where(PaymentPlan.state == "active", Instalment.due == today)
            ).all()
            for one, account_id in due:
                if Random(f"{one.plan_id}").randrange(8) and one.amount > one.paid:
                    self._receive(session, account_id, f"{one.plan_id}:{one.due}", one.amount - one.paid, today)

    def _approve(self, now: datetime) -> None:
        if self.approver is None:
            return
        decider = billing.Decider(self.approver, f"staff:{self.approver}", True)
        with session_scope() as session:
            waiting = list(session.scalars(select(Approval.id).where(Approval.state == "open").limit(500)))
        for id in waiting:
            good = Random(f"{id}:approval").randrange(1000) < self.rates.approves
            reason = "Nothing more can be collected." if good else "Try once more."
            with session_scope() as session:
                self._try(
                    session, "approval",
                    lambda id=id, good=good, reason=reason, session=session: billing.decide(
                        session, id, approve=good, reason=reason, decider=decider, name=APPROVER_NAME, now=now
                    ),
                )  # fmt: skip
