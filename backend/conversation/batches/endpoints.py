"""``/internal/batches`` and ``/internal/payment_floor``: the actions' door to batches and to a provider's totals."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from backend.conversation.batches import service
from backend.conversation.callers import service as callers
from backend.conversation.callers.endpoints import Now, from_this_machine
from backend.conversation.callers.schemas import SessionAsked, SessionBlock

router = APIRouter(prefix="/internal", tags=["internal"], dependencies=[Depends(from_this_machine)])


class BatchBegun(SessionAsked):
    """So many claims are wanted in this call."""

    total: Annotated[int, Field(ge=2, le=200)] | None = None


class BatchCounted(SessionAsked):
    """A claim is done; none: it was passed over."""

    claim_id: UUID | None = None


class BatchAnswer(BaseModel):
    """How far the batch has come."""

    session: SessionBlock
    total: int | None
    done: int
    skipped: int
    reference: str | None


class FloorAnswer(BaseModel):
    """A provider's totals; amounts are decimal strings."""

    session: SessionBlock
    claims: int
    amount: str
    undecided_claims: int
    undecided_charge: str


@router.post("/batches/begin")
def begin(asked: BatchBegun, clock: Now) -> BatchAnswer:
    """Begin a batch: several claims told one after another in one conversation."""
    return _answer(asked.conversation, service.begin(asked.conversation, asked.total, clock), clock)


@router.post("/batches/count")
def count(asked: BatchCounted, clock: Now) -> BatchAnswer:
    """Count one more claim of the batch as told or passed over."""
    return _answer(asked.conversation, service.count(asked.conversation, asked.claim_id, clock), clock)


@router.post("/batches/take_up")
def take_up(asked: SessionAsked, clock: Now) -> BatchAnswer:
    """Go on with the batch where the last call stopped."""
    return _answer(asked.conversation, service.take_up(asked.conversation, clock), clock)


@router.post("/batches/finish")
def finish(asked: SessionAsked, clock: Now) -> BatchAnswer:
    """End the batch; its results go to the secure inbox."""
    return _answer(asked.conversation, service.finish(asked.conversation, clock), clock)


@router.post("/payment_floor")
def payment_floor(asked: SessionAsked, clock: Now) -> FloorAnswer:
    """What is decided and not yet paid out, and what is undecided."""
    floor = service.payment_floor(asked.conversation, clock)
    return FloorAnswer(
        session=_block(asked.conversation, clock),
        claims=floor.claims,
        amount=str(floor.amount),
        undecided_claims=floor.undecided_claims,
        undecided_charge=str(floor.undecided_charge),
    )


def _answer(dialogue: str, progress: service.Progress, clock: Now) -> BatchAnswer:
    return BatchAnswer(
        session=_block(dialogue, clock),
        total=progress.total,
        done=progress.done,
        skipped=progress.skipped,
        reference=progress.reference,
    )


def _block(dialogue: str, clock: Now) -> SessionBlock:
    return SessionBlock.model_validate(callers.session_block(dialogue, clock))
