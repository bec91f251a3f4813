"""Jobs of adjudication. Times are UTC."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import procrastinate

from backend.database import defer_job, session_scope
from backend.kit.clock import SystemClock
from backend.pipeline.adjudication import service

blueprint = procrastinate.Blueprint()
_RETRY = procrastinate.RetryStrategy(max_attempts=10, exponential_wait=3)
LOOK_BACK = timedelta(days=7)


@blueprint.task(name="take_up", retry=_RETRY)
def take_up(file_id: str = "", submission_id: str = "") -> None:
    """Accept a client's claims of a file, or of a submission of ours; again changes nothing."""
    with session_scope() as session:
        service.take_up(
            session, SystemClock().now(), file_id=UUID(file_id) if file_id else None,
            submission_id=UUID(submission_id) if submission_id else None,
        )  # fmt: skip


@blueprint.task(name="decide", retry=_RETRY)
def decide() -> None:
    """Decide what waits, about a thousand claims to a transaction; several workers share the work."""
    any_decided = False
    while True:
        with session_scope() as session:
            outcome = service.decide_batch(session, SystemClock().now())
        any_decided = any_decided or outcome.settled > 0
        if not outcome.settled:
            break
    if any_decided:
        with session_scope() as session:
            defer_job(session, "adjudication.pay")


@blueprint.task(name="pay", retry=_RETRY)
def pay() -> None:
    """Pay what is decided: one payment and one 835 for each payer and provider."""
    with session_scope() as session:
        pairs = service.pairs_to_pay(session)
    for payer_id, provider_id in pairs:
        while True:
            with session_scope() as session:
                paid = service.pay_provider(session, payer_id, provider_id, SystemClock().now())
            if paid is None:
                break


@blueprint.periodic(cron="20 * * * *")
@blueprint.task(name="take_up_lost", queueing_lock="adjudication.take_up_lost", pass_context=False)
def take_up_lost(timestamp: int) -> None:
    """Every hour: claims whose job was lost, and decisions not yet paid."""
    now = SystemClock().now()
    with session_scope() as session:
        files, submissions = service.left_behind(session, now - LOOK_BACK)
        for file_id in files:
            defer_job(session, "adjudication.take_up", file_id=str(file_id))
        for submission_id in submissions:
            defer_job(session, "adjudication.take_up", submission_id=str(submission_id))
        defer_job(session, "adjudication.decide")
        defer_job(session, "adjudication.pay")


@blueprint.task(name="compare_with_contract", retry=_RETRY)
def compare_with_contract(file_id: str) -> None:
    """Compare what a posted 835 allowed with the contracts on file, a thousand claims to a transaction."""
    after: UUID | None = None
    while True:
        with session_scope() as session:
            _, after = service.compare_file(session, UUID(file_id), SystemClock().today(), after)
        if after is None:
            return
