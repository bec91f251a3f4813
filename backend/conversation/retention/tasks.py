"""Jobs of retention."""

from __future__ import annotations

import procrastinate

from backend.conversation.retention import service
from backend.conversation.retention.rules import Kind
from backend.conversation.retention.schemas import Forgotten
from backend.database import session_scope
from backend.kit.clock import Clock, SystemClock

blueprint = procrastinate.Blueprint()


@blueprint.periodic(cron="17 3 * * *")
@blueprint.task(name="forget_due", queue="default", queueing_lock="forget_due")
def forget_due(timestamp: int) -> None:
    """Every night: what has had its time goes."""
    forget_all(SystemClock())


def forget_all(clock: Clock) -> list[Forgotten]:
    """Every kind as far as it is due, each piece a transaction of its own, and a record of the run."""
    results = [_forget(kind, clock) for kind in Kind]
    with session_scope() as session:
        service.note_run(session, results, clock)
    return results


def _forget(kind: Kind, clock: Clock) -> Forgotten:
    gone = 0
    while True:
        with session_scope() as session:
            piece = service.forget(session, kind, clock)
        gone += piece.forgotten
        if kind not in (Kind.TRANSCRIPT, Kind.UNPROVED_TRANSCRIPT) or piece.forgotten < service.AT_ONCE:
            return piece.model_copy(update={"forgotten": gone})
