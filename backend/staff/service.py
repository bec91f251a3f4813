"""Staff accounts: password (argon2) and one-time code (TOTP), sessions that end at once when revoked."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.kit.clock import Clock, SystemClock
from backend.kit.ids import new_token
from backend.models.staff import Staff, StaffSession
from backend.staff.counting.repository import CounterRepository
from backend.staff.counting.service import origin_of
from backend.staff.errors import AccountExists, NobodySignedIn, WrongSignIn
from backend.staff.policy import Role
from backend.staff.repository import StaffRepository
from backend.staff.tries import Tries

IDLE = timedelta(minutes=15)
ABSOLUTE = timedelta(hours=12)
FAILURES_A_PLACE_MAX = 30
"""Of one address in an hour: an office of fifty that mistypes stays below, one password tried at many accounts does not."""
_hasher = PasswordHasher()
_NO_ACCOUNT_HASH = _hasher.hash("nobody has this password")


@dataclass(frozen=True, slots=True)
class CurrentStaff:
    """Who is signed in, as the rest of the system sees them."""

    id: UUID
    name: str
    email: str
    role: Role
    skills: frozenset[str]
    password_due: bool = False
    """They came by a password somebody else has seen, and have to choose their own first."""

    @property
    def actor(self) -> str:
        """The name in the audit trail."""
        return f"staff:{self.id}"


def create(
    session: Session,
    *,
    email: str,
    name: str,
    role: Role,
    password: str,
    skills: str = "",
    actor: str = "system:cli",
    password_seen: bool = False,
) -> Staff:
    """Open an account; its TOTP secret is on the returned row. Raises AccountExists.

    ``password_seen``: whether somebody else than its holder knows the password, who then chooses another.
    """
    repository = StaffRepository(session)
    if repository.by_email(email):
        raise AccountExists
    staff = Staff(
        email=email.lower(),
        name=name,
        role=str(role),
        skills=skills,
        password_hash=password_hash_of(password),
        password_seen=password_seen,
        totp_secret=pyotp.random_base32(),
        totp_last_step=0,
        disabled=False,
        created_at=SystemClock().now(),
    )
    repository.add(staff)
    audit.record(session, Act.STAFF_CREATED, actor=actor, subject=f"staff:{staff.id}", fields=["email", "role"])
    return staff


def admit(session: Session, email: str, address: str | None, now: datetime) -> bool:
    """Count a sign-in of this address, and of it at this account, before it is compared; whether it may be compared at all.

    To be committed before the comparison: a count in its transaction would let every other at the same time pass, or wait.
    """
    hour = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    if CounterRepository(session).raise_count("sign_ins", origin_of(address), hour) > FAILURES_A_PLACE_MAX:
        return False
    staff = StaffRepository(session).by_email(email)
    return staff is None or Tries(session, staff.id, address, now).begin()


def turn_away(password: str) -> None:
    """The work of a comparison and nothing else: who has to wait is answered no sooner than who has no account."""
    password_is_right(_NO_ACCOUNT_HASH, password)


def give_back(session: Session, address: str | None, now: datetime) -> None:
    """The sign-in succeeded, so it does not count."""
    hour = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    CounterRepository(session).give_back("sign_ins", origin_of(address), hour)


def sign_in(
    session: Session, email: str, password: str, code: str, clock: Clock | None = None, address: str | None = None
) -> str | None:
    """A new session's token, or None when e-mail, password and code do not go together. ``admit`` has let it be compared.

    None instead of a raise: the count of wrong codes has to be committed. The work is the same whether the account exists.
    """
    now, repository = (clock or SystemClock()).now(), StaffRepository(session)
    staff = repository.by_email(email)
    right = password_is_right(staff.password_hash if staff else _NO_ACCOUNT_HASH, password)
    if staff is None:
        return None
    tries = Tries(session, staff.id, address, now)
    # only who knows the password holds the row: a flood of wrong ones keeps nobody waiting
    held = repository.locked(staff.id) if right else None
    if held is not None and tries.codes_are_over():
        return None
    step = _code_step(held, code, int(now.timestamp())) if held and not held.disabled else None
    if held is None or step is None:
        if held is not None:
            tries.wrong_code()
        audit.record(session, Act.STAFF_SIGN_IN_REFUSED, actor=f"staff:{staff.id}", subject=f"staff:{staff.id}")
        return None
    tries.forget()
    held.totp_last_step = step
    return open_session(session, held, now, "password")


def open_session(session: Session, staff: Staff, now: datetime, proved_by: str) -> str:
    """A new session's token for somebody who has proved who they are."""
    token = new_token()
    opened = StaffSession(
        token_hash=hash_of(token), staff_id=staff.id, created_at=now, last_seen_at=now, proved_by=proved_by
    )
    StaffRepository(session).add(opened)
    me = f"staff:{staff.id}"
    audit.record(session, Act.STAFF_SIGNED_IN, actor=me, subject=me, purpose=proved_by)
    return token


def signed_in(session: Session, token: str | None, clock: Clock | None = None, *, active: bool = True) -> CurrentStaff:
    """Who holds this token now. Raises NobodySignedIn when it is unknown, idle, too old, revoked or its account closed.

    ``active``: whether asking counts as the person doing something; an open stream asks, but is nobody's hand.
    """
    now = (clock or SystemClock()).now()
    found = StaffRepository(session).signed_in(hash_of(token)) if token else None
    if found is None:
        raise NobodySignedIn
    opened, staff = found
    over = opened.revoked_at or now - opened.last_seen_at > IDLE or now - opened.created_at > ABSOLUTE
    if over or staff.disabled:
        raise NobodySignedIn
    if active and now - opened.last_seen_at > timedelta(seconds=30):
        opened.last_seen_at = now
    skills = frozenset(staff.skills.split(",")) - {""}
    due = staff.password_seen and opened.proved_by == "password"
    return CurrentStaff(staff.id, staff.name, staff.email, Role(staff.role), skills, due)


def sign_out(session: Session, token: str) -> None:
    """End this session now."""
    found = StaffRepository(session).signed_in(hash_of(token))
    if found:
        found[0].revoked_at = SystemClock().now()
        audit.record(session, Act.STAFF_SIGNED_OUT, actor=f"staff:{found[1].id}", subject=f"staff:{found[1].id}")


def disable(session: Session, email: str) -> None:
    """Close an account and all its sessions at once."""
    staff = StaffRepository(session).by_email(email, lock=True)
    if staff is None:
        raise WrongSignIn
    staff.disabled = True
    StaffRepository(session).revoke_all(staff.id, SystemClock().now())
    audit.record(session, Act.STAFF_CHANGED, actor="system:cli", subject=f"staff:{staff.id}", fields=["disabled"])


def current_code(session: Session, email: str) -> str | None:
    """The one-time code of the moment, for the person at the machine's own terminal."""
    staff = StaffRepository(session).by_email(email)
    return pyotp.TOTP(staff.totp_secret).now() if staff else None


def password_hash_of(password: str) -> str:
    """What of a password is kept."""
    return _hasher.hash(password)


def password_is_right(stored: str, password: str) -> bool:
    """Whether this password is the one that is kept so."""
    try:
        return _hasher.verify(stored, password)
    except VerificationError:
        return False


def _code_step(staff: Staff, code: str, at: int) -> int | None:
    """The 30-second step the code belongs to (one step either way); None for a wrong or used one."""
    totp = pyotp.TOTP(staff.totp_secret)
    for step in (at // 30 - 1, at // 30, at // 30 + 1):
        if step > staff.totp_last_step and pyotp.utils.strings_equal(totp.at(step * 30), code.strip()):
            return step
    return None


def hash_of(token: str) -> bytes:
    """What of a token is kept."""
    return hashlib.sha256(token.encode()).digest()


def wait_a_little(started: float, seconds: float = 0.25) -> None:
    """Hold an answer until ``seconds`` after ``started``, so that its time tells nothing."""
    time.sleep(max(0.0, seconds - (time.monotonic() - started)))
