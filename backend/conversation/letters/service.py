"""Asking for a letter, making it, opening it by its link. What it holds is read again from the record when it is made."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.conversation.callers.disclosure.envelope import facts_for
from backend.conversation.callers.verification import rules as identity
from backend.conversation.letters import inbox, layout
from backend.conversation.letters.errors import NoLetter
from backend.conversation.letters.repository import LetterRepository
from backend.conversation.requests.service import reference_of
from backend.database import defer_job, session_scope
from backend.integrations.fax.interface import FaxSender
from backend.kit.clock import Clock
from backend.kit.ids import new_token
from backend.models.conversation import Conversation
from backend.models.outreach import Letter, LetterLink
from backend.pipeline.claims import service as claims
from backend.pipeline.claims.service import ClaimSnapshot
from backend.settings import get_settings
from backend.staff.counting.service import keyed_hash

LINK_LASTS = timedelta(hours=48)
TRIES_MAX = 5
_NOTHING = "\0"
"""What nobody can give: where nothing is on file, an empty field proves nothing."""


@dataclass(frozen=True, slots=True)
class NewLetter:
    """What is asked for, and whose it is: a provider's (``npi``) or the member's whose claim it is about."""

    kind: str
    key: str
    claim_ids: Sequence[UUID]
    npi: str | None = None
    preference_id: UUID | None = None
    """The choice by which it is announced, where it is news."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What the holder of a link says of themselves: a provider, or a member."""

    npi: str = ""
    tax_id_last5: str = ""
    date_of_birth: date | None = None
    zip: str = ""


def ask(session: Session, row: Conversation | None, wanted: NewLetter, clock: Clock) -> Letter:
    """Put it on record and on its way. Asked for twice, it is one letter. ``row`` is where; none: by ourselves."""
    repository = LetterRepository(session)
    known = repository.by_key(wanted.key)
    if known is not None:
        return known
    member_row = None if wanted.npi else repository.member_of_claim(wanted.claim_ids[0])
    letter = Letter(
        key=wanted.key,
        reference=reference_of(row.id if row else wanted.key, wanted.kind, wanted.claim_ids[0]),
        kind=wanted.kind,
        npi=wanted.npi,
        member_row=member_row,
        conversation_id=row.id if row else None,
        claim_ids=[str(one) for one in wanted.claim_ids],
        delivery="fax" if repository.fax_of(wanted.npi, member_row, wanted.preference_id) else "inbox",
        state="asked",
        asked_at=clock.now(),
    )
    repository.add(letter)
    actor, subject = row.name if row else "system:letters", f"letter:{letter.id}"
    audit.record(session, Act.DOCUMENT_REQUESTED, actor=actor, subject=subject, fields=["kind"], clock=clock)
    by = str(wanted.preference_id) if wanted.preference_id else None
    defer_job(session, "letters.make_letter", lock=f"letter:{letter.id}", letter_id=str(letter.id), preference_id=by)
    return letter


def asked_in(session: Session, row: Conversation) -> Sequence[Letter]:
    """What was asked for in a conversation, oldest first."""
    return LetterRepository(session).asked_in(row.id)


def make(session: Session, letter_id: UUID, fax: FaxSender, clock: Clock) -> Letter | None:
    """Write the PDF from the record as it is now, and send it where a fax is on file. None: nothing left to do."""
    repository = LetterRepository(session)
    letter = repository.lock(letter_id)
    if letter is None or letter.state not in ("asked", "ready"):
        return None
    now = clock.now()
    if letter.pdf is None:
        read = [claims.snapshot(session, UUID(one), clock.today()) for one in letter.claim_ids]
        theirs = [one for one in read if _is_theirs(repository, letter, one)]
        letter.pdf = layout.write(letter.kind, letter.reference, [_facts(letter, one, clock) for one in theirs], now)
        letter.made_at, letter.state = now, "ready"
    if letter.delivery == "fax":
        number = repository.fax_of(letter.npi, letter.member_row, None)
        if number is not None:
            fax.send(number, letter.pdf, str(letter.id))
            letter.state = "sent"
    return letter


def facts_of(session: Session, letter: Letter, claim_id: UUID, clock: Clock) -> dict[str, Any]:
    """What stands on it about one of its claims."""
    return _facts(letter, claims.snapshot(session, claim_id, clock.today()), clock)


def _is_theirs(repository: LetterRepository, letter: Letter, claim: ClaimSnapshot) -> bool:
    if letter.npi is not None:
        return claim.provider_npi == letter.npi
    return repository.member_of_claim(claim.claim_id) == letter.member_row


def _facts(letter: Letter, claim: ClaimSnapshot, clock: Clock) -> dict[str, Any]:
    """No more than the letter's purpose needs, as on the telephone."""
    role: identity.Role = "provider" if letter.npi else "member"
    purposes = {"remittance_copy": ("payment", "lines"), "eob_copy": ("explanation", "lines")}
    facts: dict[str, Any] = {
        "claim_number": claim.payer_claim_control_number or claim.patient_control_number,
        "patient": f"{claim.patient_first} {claim.patient_last}",
    }
    for purpose in ("status", *purposes.get(letter.kind, ())):
        facts |= facts_for(purpose, role, claim, clock.today(), detail=True)
    return facts


# -- links


def make_link(session: Session, letter: Letter, clock: Clock, preference_id: UUID | None = None) -> str:
    """A new address that opens the letter for who proves themselves; it says nothing of what it opens."""
    token = new_token()
    made = LetterLink(token_hash=_hash(token), letter_id=letter.id, expires_at=clock.now() + LINK_LASTS)
    made.preference_id = preference_id
    LetterRepository(session).add(made)
    whose = "provider" if letter.npi else "member"
    return f"{get_settings().public_base_url.rstrip('/')}/letters/{token}?for={whose}"


@dataclass(frozen=True, slots=True)
class Opened:
    """A letter whose reader has proved themselves, and the key to what else lies in their inbox."""

    pdf: bytes
    inbox_key: str
    others: bool
    """More than this one lies there."""


def open_by_link(token: str, proof: Proof, clock: Clock) -> Opened:
    """The PDF, for who holds the link and proves whose it is. Counted before it is compared. Raises NoLetter."""
    with session_scope() as session:
        link = LetterRepository(session).link(_hash(token))
        if link is None or link.expires_at <= clock.now() or link.tries >= TRIES_MAX:
            raise NoLetter
        link.tries += 1
    with session_scope() as session:
        link = LetterRepository(session).link(_hash(token))
        assert link is not None, "links are not deleted while they are opened"
        letter = LetterRepository(session).lock(link.letter_id)
        fits = letter is not None and _proves(session, letter, proof)
        act = Act.LETTER_OPENED if fits else Act.DISCLOSURE_REFUSED
        subject = f"letter:{link.letter_id}"
        audit.record(session, act, actor="caller:link", subject=subject, fields=["pdf"] if fits else [], clock=clock)
        pdf = letter.pdf if letter is not None and fits else None
        others = False
        if letter is not None and pdf is not None:
            letter.opened_at, link.tries = clock.now(), link.tries - 1
            others = len(LetterRepository(session).lying_with(link, clock.now() - inbox.KEPT_FOR)) > 1
    if pdf is None:
        raise NoLetter
    return Opened(pdf, inbox.key_of(_hash(token), clock.now()), others)


def _proves(session: Session, letter: Letter, proof: Proof) -> bool:
    if letter.npi is not None:
        provider = claims.provider_by_npi(session, letter.npi)
        digits = "".join(one for one in (provider.tax_id if provider else "") if one.isdigit())
        return identity.same(proof.npi, letter.npi) & identity.same(proof.tax_id_last5, digits[-5:] or _NOTHING)
    assert letter.member_row is not None, "a letter has one reader"
    member = LetterRepository(session).member(letter.member_row)
    assert member is not None, "members are never deleted"
    born = proof.date_of_birth.isoformat() if proof.date_of_birth else ""
    zip_code = member.zip[:5] or _NOTHING
    return hmac.compare_digest(born, member.date_of_birth.isoformat()) & identity.same(proof.zip[:5], zip_code)


def _hash(token: str) -> str:
    return keyed_hash(f"letter:{token}")
