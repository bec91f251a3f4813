"""A person's own password, and a new start for who lost it or the telephone with the codes."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

import pyotp
from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.kit.clock import Clock
from backend.kit.ids import new_token
from backend.models.staff import Staff
from backend.staff.errors import NoAccount, NotOneself
from backend.staff.repository import StaffRepository
from backend.staff.service import CurrentStaff, open_session, password_hash_of, password_is_right
from backend.staff.tries import Tries

LENGTH_MIN = 12
Refusal = Literal["wrong", "differs", "short", "same"]


def change(
    session: Session, by: CurrentStaff, present: str, new: str, again: str, now: datetime, address: str | None
) -> tuple[str | None, Refusal | None]:
    """A password of one's own choice: a new session's token, all others end; or what was wrong with it."""
    repository = StaffRepository(session)
    staff = repository.locked(by.id)
    if staff is None:
        raise NoAccount
    tries = Tries(session, staff.id, address, now)
    if not tries.begin():
        return None, "wrong"
    if not password_is_right(staff.password_hash, present):
        audit.record(session, Act.STAFF_SIGN_IN_REFUSED, actor=by.actor, subject=by.actor, purpose="password")
        return None, "wrong"
    tries.give_back()
    if (refused := unfit(present, new, again)) is not None:
        return None, refused
    staff.password_hash, staff.password_seen = password_hash_of(new), False
    repository.revoke_all(staff.id, now)
    audit.record(session, Act.STAFF_PASSWORD_CHANGED, actor=by.actor, subject=by.actor, fields=["password"])
    return open_session(session, staff, now, "password"), None


def unfit(present: str, new: str, again: str) -> Refusal | None:
    """Why a new password will not do; None: it will. Length is what counts, so nothing is asked about its signs."""
    if new != again:
        return "differs"
    if len(new) < LENGTH_MIN:
        return "short"
    return "same" if new == present else None


def reset(session: Session, staff_id: UUID, actor: str, clock: Clock) -> tuple[Staff, str]:
    """A new first password and a new authenticator; every session ends. The password is told this once, and its holder
    chooses another at the first sign-in. Raises NoAccount, NotOneself."""
    if actor == f"staff:{staff_id}":
        raise NotOneself
    repository = StaffRepository(session)
    staff = repository.locked(staff_id)
    if staff is None:
        raise NoAccount
    password = new_token()
    staff.password_hash, staff.password_seen = password_hash_of(password), True
    staff.totp_secret, staff.totp_last_step = pyotp.random_base32(), 0
    repository.revoke_all(staff_id, clock.now())
    subject, fields = f"staff:{staff_id}", ["authenticator", "password"]
    audit.record(session, Act.STAFF_RESET, actor=actor, subject=subject, fields=fields, clock=clock)
    return staff, password
