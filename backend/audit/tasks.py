"""Jobs of the audit trail."""

from __future__ import annotations

import procrastinate

from backend.audit import service
from backend.database import session_scope

blueprint = procrastinate.Blueprint()


@blueprint.periodic(cron="*/5 * * * *")
@blueprint.task(name="seal", queue="default")
def seal(timestamp: int) -> None:
    """Sign the chain's head every five minutes."""
    with session_scope() as session:
        service.checkpoint(session)
