"""Jobs of submission. Times are UTC."""

from __future__ import annotations

from uuid import UUID

import procrastinate

from backend.database import session_scope
from backend.integrations.clearinghouse.chosen import clearinghouse
from backend.kit.clock import SystemClock
from backend.pipeline.submission import service
from backend.pipeline.submission.collecting import collect_files

blueprint = procrastinate.Blueprint()
_RETRY = procrastinate.RetryStrategy(max_attempts=10, exponential_wait=3)


@blueprint.task(name="send_file", retry=_RETRY)
def send_file(number: int) -> None:
    """Hand a file of the outbox over; the clearinghouse takes the same name once."""
    with session_scope() as session:
        row = service.file_to_send(session, number)
        if row is not None:
            clearinghouse().send(row.name, row.content)
            service.mark_sent(session, row, SystemClock().now())


@blueprint.periodic(cron="*/15 * * * *")
@blueprint.task(name="take_up", queueing_lock="submission.take_up", pass_context=False)
def take_up(timestamp: int) -> None:
    """Every quarter of an hour: files whose job was lost."""
    with session_scope() as session:
        numbers = service.files_left_behind(session, SystemClock().now())
    for number in numbers:
        send_file(number)


@blueprint.periodic(cron="15 * * * *")
@blueprint.task(name="submit", queueing_lock="submission.submit", pass_context=False)
def submit(timestamp: int) -> None:
    """Every hour: what is ready leaves."""
    while True:
        with session_scope() as session:
            if not service.submit_ready(session, SystemClock().now()):
                return


@blueprint.periodic(cron="*/5 * * * *")
@blueprint.task(name="collect", queueing_lock="submission.collect", pass_context=False)
def collect(timestamp: int) -> None:
    """Every five minutes: files that came in."""
    collect_files(clearinghouse(), session_scope, SystemClock())


@blueprint.periodic(cron="30 6 * * *")
@blueprint.task(name="ask_silent", queueing_lock="submission.ask_silent", pass_context=False)
def ask_silent(timestamp: int) -> None:
    """Each morning: claims payers are silent on, and files nobody acknowledged."""
    after: UUID | None = None
    with session_scope() as session:
        service.open_unacknowledged(session, SystemClock().today())
    while True:
        with session_scope() as session:
            _, after = service.ask_silent(session, SystemClock().now(), after)
        if after is None:
            return
