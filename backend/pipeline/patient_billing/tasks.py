"""Jobs of patient billing. Times are UTC."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import procrastinate

from backend.database import session_scope
from backend.integrations.mail.local import mail_house
from backend.kit.clock import SystemClock
from backend.pipeline.patient_billing import service

blueprint = procrastinate.Blueprint()


@blueprint.periodic(cron="40 7 * * *")
@blueprint.task(name="run_cycle", queueing_lock="patient_billing.run_cycle", pass_context=False)
def run_cycle(timestamp: int) -> None:
    """Each morning, after the night's remittances: statements, small balances, recommendations."""
    with session_scope() as session:
        service.run_cycle(session, SystemClock().today())


@blueprint.task(name="print_statements", retry=procrastinate.RetryStrategy(max_attempts=5, exponential_wait=5))
def print_statements(day: str) -> None:
    """Hand the statements of a day to the mail house; each goes out once, whatever is retried."""
    after: UUID | None = None
    while True:
        with session_scope() as session:
            letters, after = service.letters_of(session, date.fromisoformat(day), after, 200)
        for name, content in letters:
            mail_house().post(name, content)
        if after is None:
            return
