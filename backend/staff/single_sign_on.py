"""Signing in at the organisation's identity provider. Accounts and roles stay ours: nobody gets one by signing in there."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.integrations.identity_provider.oidc import Identity
from backend.kit.clock import Clock
from backend.kit.ids import new_token
from backend.models.staff import OidcAttempt, Staff
from backend.staff.repository import StaffRepository
from backend.staff.service import hash_of, open_session

ATTEMPT = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What binds the answer to the browser that asked: ``state`` is in its cookie and in the address."""

    state: str
    nonce: str
    code_verifier: str


def begin(session: Session, clock: Clock) -> Attempt:
    """A sign-in on its way."""
    made = Attempt(new_token(), secrets.token_urlsafe(24), secrets.token_urlsafe(48))
    repository = StaffRepository(session)
    repository.forget_attempts(clock.now() - ATTEMPT)
    row = OidcAttempt(
        state_hash=hash_of(made.state),
        nonce=made.nonce,
        code_verifier=made.code_verifier,
        started_at=clock.now(),
    )
    repository.add(row)
    return made


def resume(session: Session, cookie: str | None, state: str | None, clock: Clock) -> Attempt | None:
    """The attempt this browser began; None for another's, a used or an old one. It is used up either way."""
    if not cookie or not state or not secrets.compare_digest(cookie, state):
        return None
    found = StaffRepository(session).take_attempt(hash_of(state))
    if found is None or clock.now() - found.started_at > ATTEMPT:
        return None
    return Attempt(state, found.nonce, found.code_verifier)


def sign_in(session: Session, identity: Identity, clock: Clock) -> tuple[str, Staff] | None:
    """A session for the account this identity belongs to; None: it has none here.

    The first time the verified e-mail finds the account; from then on the provider's subject alone does, so that an
    address given to somebody else gives nobody an account.
    """
    repository = StaffRepository(session)
    subject = f"{identity.issuer} {identity.subject}"
    staff = repository.by_oidc_subject(subject)
    if staff is None and identity.email_verified and identity.email:
        staff = repository.by_email(identity.email, lock=True)
        if staff is not None and staff.oidc_subject is not None:
            staff = None
    if staff is None or staff.disabled:
        who = f"staff:{staff.id}" if staff else "staff:unknown"
        audit.record(session, Act.STAFF_SIGN_IN_REFUSED, actor=who, subject=who, purpose="provider", clock=clock)
        return None
    staff.oidc_subject = subject
    return open_session(session, staff, clock.now(), "provider"), staff
