"""What every act on a patient's account begins with: the account locked, its terms; and telling its claims of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from backend.models.patient_account import PatientAccount
from backend.pipeline.claims.repository import ClaimRepository, NewEvent
from backend.pipeline.patient_billing.errors import AccountNotFound, NotNow
from backend.pipeline.patient_billing.repository import Owed, PatientBillingRepository
from backend.pipeline.patient_billing.terms import Terms, terms_of

CALM = frozenset({"cycle", "recommended", "settled"})
"""States from which a plan, a dispute, an application may begin."""


def locked_account(repository: PatientBillingRepository, account_id: UUID) -> PatientAccount:
    account = repository.account(account_id, lock=True)
    if account is None:
        raise AccountNotFound
    return account


def begin(repository: PatientBillingRepository, account_id: UUID, act: str) -> PatientAccount:
    account = locked_account(repository, account_id)
    if account.state not in CALM:
        raise NotNow(act, account.state)
    return account


def terms_for(repository: PatientBillingRepository, account: PatientAccount, today: date) -> Terms:
    return terms_of(repository.npis([account.provider_id])[account.provider_id], today)


def tell(session: Session, owed: Sequence[Owed], kind: str, today: date, detail: dict[str, object]) -> None:
    ClaimRepository(session).add_events(NewEvent(one.claim_id, kind, today, detail=detail or None) for one in owed)
