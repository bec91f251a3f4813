"""Accounts and sessions as an admin sees and changes them. What is taken away is gone with the next request."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.kit.clock import Clock
from backend.models.staff import Staff, StaffSession
from backend.staff.errors import NoAccount, NotOneself
from backend.staff.policy import Role
from backend.staff.repository import StaffRepository
from backend.staff.service import ABSOLUTE, IDLE, CurrentStaff

BY_COMMAND = "system:cli"


def listed(session: Session, clock: Clock) -> list[tuple[Staff, int]]:
    """Every account with how many sessions it has open."""
    repository = StaffRepository(session)
    counts = repository.open_counts(*_since(clock.now()))
    return [(one, counts.get(one.id, 0)) for one in repository.all()]


def by_email(session: Session, email: str) -> Staff:
    """Raises NoAccount."""
    staff = StaffRepository(session).by_email(email)
    if staff is None:
        raise NoAccount
    return staff


def sessions(session: Session, staff_id: UUID, clock: Clock) -> list[StaffSession]:
    """The open sessions of an account. Raises NoAccount."""
    _account(session, staff_id)
    return StaffRepository(session).open_sessions(staff_id, *_since(clock.now()))


def end_sessions(session: Session, staff_id: UUID, actor: str, clock: Clock) -> None:
    """Sign an account out everywhere, now. Raises NoAccount."""
    _account(session, staff_id)
    StaffRepository(session).revoke_all(staff_id, clock.now())
    _record(session, Act.STAFF_SESSION_REVOKED, actor, staff_id, ["all"], clock)


def end_session(session: Session, staff_id: UUID, session_id: UUID, actor: str, clock: Clock) -> None:
    """End one session, now; one that is not there is over already. Raises NoAccount."""
    _account(session, staff_id)
    found = StaffRepository(session).session_of(staff_id, session_id)
    if found is not None and found.revoked_at is None:
        found.revoked_at = clock.now()
        _record(session, Act.STAFF_SESSION_REVOKED, actor, staff_id, ["one"], clock)


def change(
    session: Session, staff_id: UUID, role: Role, skills: Iterable[str], by: CurrentStaff, clock: Clock
) -> Staff:
    """Another role or other skills, from the next request on. Raises NoAccount, NotOneself."""
    staff = _account(session, staff_id)
    if staff.id == by.id and role != by.role:
        raise NotOneself
    staff.role, staff.skills = str(role), ",".join(sorted(set(skills)))
    _record(session, Act.STAFF_CHANGED, by.actor, staff_id, ["role", "skills"], clock)
    return staff


def close(session: Session, staff_id: UUID, by: CurrentStaff, clock: Clock) -> Staff:
    """Close an account and end its sessions. Raises NoAccount, NotOneself."""
    staff = _account(session, staff_id)
    if staff.id == by.id:
        raise NotOneself
    staff.disabled = True
    StaffRepository(session).revoke_all(staff_id, clock.now())
    _record(session, Act.STAFF_CHANGED, by.actor, staff_id, ["disabled"], clock)
    return staff


def reopen(session: Session, staff_id: UUID, by: CurrentStaff, clock: Clock) -> Staff:
    """A closed account may sign in again. Raises NoAccount."""
    staff = _account(session, staff_id)
    staff.disabled = False
    _record(session, Act.STAFF_CHANGED, by.actor, staff_id, ["disabled"], clock)
    return staff


def _account(session: Session, staff_id: UUID) -> Staff:
    staff = StaffRepository(session).locked(staff_id)
    if staff is None:
        raise NoAccount
    return staff


def _since(now: datetime) -> tuple[datetime, datetime]:
    return now - IDLE, now - ABSOLUTE


def _record(session: Session, act: Act, actor: str, staff_id: UUID, fields: list[str], clock: Clock) -> None:
    audit.record(session, act, actor=actor, subject=f"staff:{staff_id}", fields=fields, clock=clock)
