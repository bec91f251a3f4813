"""Statements as they went out, as letters."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.codes.ages import is_minor
from backend.models.member import Member
from backend.pipeline.patient_billing.errors import StatementNotFound
from backend.pipeline.patient_billing.repository import PatientBillingRepository
from backend.pipeline.patient_billing.statement_text import StatementFacts, as_pdf


def statement_facts(session: Session, statement_id: UUID) -> StatementFacts:
    """A statement as it was sent. Raises StatementNotFound."""
    repository = PatientBillingRepository(session)
    one = repository.statement(statement_id)
    if one is None:
        raise StatementNotFound
    parties = repository.parties([one.account_id])[one.account_id]
    member, own = parties.member, parties.account.address
    name = own.get("name") or _addressee(member, one.issued_on)
    home = (own.get("address") or member.address, own.get("city") or member.city, own.get("state") or member.state)
    place = f"{home[1]}, {home[2]} {own.get('zip') or member.zip}".strip(" ,")
    number = f"{parties.account.number}-{one.issued_on:%y%m%d}"
    return StatementFacts(
        number, parties.account.number, one.kind, one.issued_on, one.pay_by, name,
        tuple(part for part in (home[0], place) if part), parties.provider.name, "", one.balance, one.lines,
    )  # fmt: skip


def look_at_statement(session: Session, statement_id: UUID, *, actor: str) -> StatementFacts:
    """A statement as it was sent, for a person who reads it. Audited. Raises StatementNotFound."""
    one = PatientBillingRepository(session).statement(statement_id)
    if one is None:
        raise StatementNotFound
    subject = f"patient_account:{one.account_id}"
    audit.record(session, Act.PATIENT_ACCOUNT_VIEWED, actor=actor, subject=subject, fields=["statement"])
    return statement_facts(session, statement_id)


def _addressee(member: Member, today: date) -> str:
    name = f"{member.first_name} {member.last_name}"
    return f"Parent or guardian of {name}" if is_minor(member.date_of_birth, today) else name


def letters_of(
    session: Session, day: date, after: UUID | None, limit: int
) -> tuple[list[tuple[str, bytes]], UUID | None]:
    """Statements of a day as letters (name, PDF), past ``after``; and where to go on, None at the end."""
    ids = PatientBillingRepository(session).issued(day, after, limit)
    letters = [(f"statement-{id}.pdf", as_pdf(statement_facts(session, id))) for id in ids]
    return letters, ids[-1] if len(ids) == limit else None
