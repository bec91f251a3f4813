"""Jobs of credentialing."""

from __future__ import annotations

from uuid import UUID

import procrastinate

from backend.database import session_scope
from backend.kit.clock import SystemClock
from backend.pipeline.credentialing import service

blueprint = procrastinate.Blueprint()


@blueprint.task(name="check", retry=procrastinate.RetryStrategy(max_attempts=5, exponential_wait=3))
def check(claim_ids: list[str]) -> None:
    """Claims that passed scrubbing: ready, or held for an enrolment."""
    with session_scope() as session:
        service.check(session, [UUID(one) for one in claim_ids], SystemClock().now())


@blueprint.periodic(cron="10,25,40,55 * * * *")
@blueprint.task(name="take_up", queueing_lock="credentialing.take_up", pass_context=False)
def take_up(timestamp: int) -> None:
    """Every quarter of an hour: claims whose job was lost."""
    with session_scope() as session:
        service.take_up(session, SystemClock().now())


@blueprint.periodic(cron="20 5 * * *")
@blueprint.task(name="ask_again", queueing_lock="credentialing.ask_again", pass_context=False)
def ask_again(timestamp: int) -> None:
    """Each morning: payers who have not decided."""
    with session_scope() as session:
        service.ask_again(session, SystemClock().today())
