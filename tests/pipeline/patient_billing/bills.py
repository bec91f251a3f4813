"""Patients who owe: claims billed and decided through the door for files, so that the ledger is posting's own."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.kit.money import Money
from backend.models.ledger import LedgerEntry
from backend.models.patient_account import PatientAccount
from backend.pipeline.patient_billing.service import run_cycle
from tests.pipeline.secondary.plans import PRIMARY, TwoPlans, other_plan

__all__ = ["DECIDED", "PRIMARY", "TwoPlans", "account_of", "balance", "billed", "charged", "everything", "other_plan"]
DECIDED = date(2026, 2, 3)


def charged(files: TwoPlans, account: str, trace: str = "") -> None:
    """A claim of 200 dollars of which the patient is left 30."""
    files.bill_two(account)
    files.decide(account, *PRIMARY, trace=trace or f"T-{account}")


def billed(session: Session, files: TwoPlans, account: str = "A1") -> PatientAccount:
    """The account after its first statement."""
    charged(files, account)
    run_cycle(session, DECIDED)
    return account_of(session)


def account_of(session: Session) -> PatientAccount:
    return session.scalars(select(PatientAccount).execution_options(populate_existing=True)).one()


def balance(session: Session, account: str) -> Money:
    """Of one account of the ledger, over everything."""
    found = session.scalar(select(func.sum(LedgerEntry.amount)).where(LedgerEntry.account == account))
    return found if isinstance(found, Money) else Money.of(found or 0)


def everything(session: Session) -> Money:
    found = session.scalar(select(func.sum(LedgerEntry.amount)))
    return found if isinstance(found, Money) else Money.of(found or 0)
