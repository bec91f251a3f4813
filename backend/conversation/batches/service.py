"""Working a batch: begin, count a claim, pass one over, take up again, finish with the results in the secure inbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from backend.conversation.batches.errors import NoBatch, ProviderNeeded
from backend.conversation.batches.repository import BatchRepository
from backend.conversation.callers.disclosure import service as disclosure
from backend.conversation.callers.verification import service as verification
from backend.conversation.letters import service as letters
from backend.conversation.ownership import service as ownership
from backend.database import session_scope
from backend.kit.clock import Clock
from backend.models.call import BatchClaim, CallBatch
from backend.models.conversation import Conversation
from backend.pipeline.claims import service as claims
from backend.pipeline.claims.service import PaymentFloor

RESUMED_WITHIN = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch has come; counts only, nothing of any claim."""

    total: int | None
    done: int
    """Told and passed over together."""
    skipped: int
    reference: str | None = None
    """Of the letter with the results, once it is finished."""


def begin(dialogue: str, total: int | None, clock: Clock) -> Progress:
    """A batch of so many claims; begun twice in a call it is the same. Raises ProviderNeeded, NoConversation."""
    with session_scope() as session:
        row, npi = _provider(session, dialogue, clock)
        known = BatchRepository(session).of_call(row.id, npi)
        if known is not None:
            known.total = total or known.total
            return _progress(session, known)
        return _progress(session, _open(session, row, npi, total, clock))


def count(dialogue: str, claim_id: UUID | None, clock: Clock) -> Progress:
    """One more claim is done: told, or (None) passed over. The same claim counts once. Raises NoBatch, NoGrant."""
    with session_scope() as session:
        row, npi = _provider(session, dialogue, clock)
        batch = _of_call(session, row, npi)
        repository = BatchRepository(session)
        done = repository.claims(batch.id)
        if claim_id is not None:
            disclosure.covered_claim(session, row, claim_id, clock)
        if claim_id is None or claim_id not in [one.claim_id for one in done]:
            repository.add(BatchClaim(batch_id=batch.id, place=len(done) + 1, claim_id=claim_id, at=clock.now()))
        batch.touched_at = clock.now()
        return _progress(session, batch)


def left_unfinished(dialogue: str, clock: Clock) -> Progress | None:
    """What the same provider left open on an earlier call from the same telephone; verified anew before it is named."""
    with session_scope() as session:
        return _unfinished(session, ownership.in_dialogue(session, dialogue), clock)


def _unfinished(session: Session, row: Conversation, clock: Clock) -> Progress | None:
    known = verification.standing(session, row, clock.now())
    if known.role != "provider" or known.npi is None or row.channel != "voice" or row.origin is None:
        return None
    since = clock.now() - RESUMED_WITHIN
    left = BatchRepository(session).left_open(known.npi, row.origin, row.id, since)
    if left is None:
        return None
    progress = _progress(session, left)
    return progress if progress.done and (left.total is None or progress.done < left.total) else None


def take_up(dialogue: str, clock: Clock) -> Progress:
    """Go on where the last call stopped. Raises NoBatch where nothing is left open."""
    with session_scope() as session:
        row, npi = _provider(session, dialogue, clock)
        repository = BatchRepository(session)
        since = clock.now() - RESUMED_WITHIN
        left = repository.left_open(npi, row.origin, row.id, since) if row.origin else None
        here = repository.of_call(row.id, npi)
        if left is None:
            return _progress(session, _of_call(session, row, npi))
        if here is not None:
            here.state = "dropped"
        left.conversation_id, left.touched_at = row.id, clock.now()
        return _progress(session, left)


def finish(dialogue: str, clock: Clock) -> Progress:
    """The caller is through: the results go to the provider's secure inbox. Raises NoBatch."""
    with session_scope() as session:
        row, npi = _provider(session, dialogue, clock)
        batch = _of_call(session, row, npi)
        told = [one.claim_id for one in BatchRepository(session).claims(batch.id) if one.claim_id is not None]
        batch.state, batch.touched_at = "finished", clock.now()
        progress = _progress(session, batch)
        if not told:
            return progress
        wanted = letters.NewLetter(kind="batch_results", key=f"batch:{batch.id}", claim_ids=told, npi=npi)
        letter = letters.ask(session, row, wanted, clock)
        return Progress(progress.total, progress.done, progress.skipped, letter.reference)


def payment_floor(dialogue: str, clock: Clock) -> PaymentFloor:
    """What is decided and not yet paid out to this provider, and what is still undecided. Raises ProviderNeeded."""
    with session_scope() as session:
        _, npi = _provider(session, dialogue, clock)
        return claims.payment_floor(session, npi, clock.today())


def _provider(session: Session, dialogue: str, clock: Clock) -> tuple[Conversation, str]:
    row = ownership.lock(session, ownership.in_dialogue(session, dialogue).id)
    known = verification.standing(session, row, clock.now())
    if known.role != "provider" or known.npi is None:
        raise ProviderNeeded
    return row, known.npi


def _of_call(session: Session, row: Conversation, npi: str) -> CallBatch:
    batch = BatchRepository(session).of_call(row.id, npi)
    if batch is None:
        raise NoBatch
    return batch


def _open(session: Session, row: Conversation, npi: str, total: int | None, clock: Clock) -> CallBatch:
    now = clock.now()
    batch = CallBatch(npi=npi, conversation_id=row.id, total=total, state="open", started_at=now, touched_at=now)
    BatchRepository(session).add(batch)
    return batch


def _progress(session: Session, batch: CallBatch) -> Progress:
    done = BatchRepository(session).claims(batch.id)
    return Progress(batch.total, len(done), sum(one.claim_id is None for one in done))
