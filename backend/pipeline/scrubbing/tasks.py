"""Jobs of scrubbing."""

from __future__ import annotations

from uuid import UUID

import procrastinate

from backend.database import session_scope
from backend.kit.clock import SystemClock
from backend.pipeline.scrubbing import service

blueprint = procrastinate.Blueprint()
_RETRY = procrastinate.RetryStrategy(max_attempts=5, exponential_wait=3)


@blueprint.task(name="build", retry=_RETRY)
def build(encounter_ids: list[str]) -> None:
    """Build and scrub the claims of coded encounters, those that have none yet."""
    with session_scope() as session:
        now = SystemClock().now()
        service.scrub_claims(session, service.build(session, [UUID(one) for one in encounter_ids], now), now)


@blueprint.periodic(cron="5,20,35,50 * * * *")
@blueprint.task(name="take_up", queueing_lock="scrubbing.take_up", pass_context=False)
def take_up(timestamp: int) -> None:
    """Every quarter of an hour: claims whose job was lost."""
    with session_scope() as session:
        service.take_up(session, SystemClock().now())


@blueprint.task(name="scrub", retry=_RETRY)
def scrub(claim_ids: list[str]) -> None:
    """Scrub claims again that have not left."""
    with session_scope() as session:
        service.scrub_claims(session, [UUID(one) for one in claim_ids], SystemClock().now())


@blueprint.task(name="cover_told", retry=_RETRY)
def cover_told(member_ids: list[str]) -> None:
    """After an answer about cover: claims held for want of it."""
    with session_scope() as session:
        service.cover_told(session, [UUID(one) for one in member_ids], SystemClock().now())
