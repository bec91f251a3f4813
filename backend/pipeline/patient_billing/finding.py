"""Finding a patient's account by what a caller or a letter gives: a name, a member id, the account's number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.kit.money import Money
from backend.pipeline.patient_billing.errors import NothingToLookFor
from backend.pipeline.patient_billing.finding_repository import FindingRepository
from backend.pipeline.patient_billing.repository import AccountParties, PatientBillingRepository

_ACCOUNT = re.compile(r"(?:PA)?[ -]*(\d{6,12})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed, taken as each thing it can be. ``names``: each begins the first or the last name."""

    names: tuple[str, ...] = ()
    identifier: str = ""
    serial: int | None = None


def wanted(typed: str) -> Wanted:
    """What a line can mean: with a figure in it an id or an account's number, without one a name. Raises NothingToLookFor."""
    words = tuple(one for one in re.split(r"[\s,]+", typed.strip()) if one)
    if any(one.isdigit() for one in typed):
        number = _ACCOUNT.fullmatch(typed.strip())
        return Wanted(identifier=re.sub(r"[\s.-]", "", typed).upper(), serial=int(number[1]) if number else None)
    if sum(len(one) for one in words) < 2:
        raise NothingToLookFor
    return Wanted(names=words)


def found(session: Session, typed: str, *, actor: str, limit: int = 100) -> list[tuple[AccountParties, Money]]:
    """The accounts it fits, settled ones too, by the patient's name. Audited as one look, by how many they are.

    Raises NothingToLookFor.
    """
    rows = FindingRepository(session).accounts(wanted(typed), limit)
    subject = f"patient_accounts:{len(rows)}"
    audit.record(session, Act.PATIENT_ACCOUNT_VIEWED, actor=actor, subject=subject, fields=["search"])
    repository = PatientBillingRepository(session)
    parties, open_now = repository.parties([one.id for one in rows]), repository.open_balances(rows)
    return [(parties[one.id], open_now.get(one.id, Money.zero())) for one in rows]
