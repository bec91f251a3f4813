"""Jobs of eligibility. Times are UTC: 22:00 is the evening, 10:30 the early morning in the United States."""

from __future__ import annotations

from uuid import UUID

import procrastinate

from backend.database import session_scope
from backend.kit.clock import SystemClock
from backend.pipeline.eligibility import service
from backend.pipeline.eligibility.receiving import EligibilityReceiver
from backend.pipeline.interchange.report import FileReport
from backend.pipeline.interchange.service import FileReading, kept_file, stored_stream
from backend.x12 import read

blueprint = procrastinate.Blueprint()


@blueprint.periodic(cron="0 10,22 * * *")
@blueprint.task(name="ask_ahead", queueing_lock="eligibility.ask_ahead", pass_context=False)
def ask_ahead(timestamp: int) -> None:
    """The evening before each business day, and once more in the morning for visits added overnight."""
    with session_scope() as session:
        service.ask_ahead(session, SystemClock().now())


@blueprint.periodic(cron="30 10 * * *")
@blueprint.task(name="open_unanswered", queueing_lock="eligibility.open_unanswered", pass_context=False)
def open_unanswered(timestamp: int) -> None:
    """Before the day begins: visits whose payer said nothing."""
    with session_scope() as session:
        service.open_unanswered(session, SystemClock().now())


@blueprint.task(name="read_answers", retry=procrastinate.RetryStrategy(max_attempts=5, exponential_wait=3))
def read_answers(file_id: str) -> None:
    """Record the answers of a kept 271; reading it again changes nothing."""
    with session_scope() as session:
        kept = kept_file(session, UUID(file_id))
    with stored_stream(session_scope, kept.file_id) as stream:
        receiver = EligibilityReceiver(
            FileReading(kept.file_id, session_scope, SystemClock().now(), FileReport(kept.name))
        )
        for transaction in read(stream):
            if transaction.kind == "271":
                receiver.take(transaction)
        receiver.finish()
