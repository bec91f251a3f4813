"""Jobs of the intake: files that came in by another way than the command line."""

from __future__ import annotations

from uuid import UUID

import procrastinate

from backend.database import session_scope
from backend.kit.clock import SystemClock
from backend.pipeline.intake.service import read_known_file

blueprint = procrastinate.Blueprint()


@blueprint.task(name="read_file", retry=procrastinate.RetryStrategy(max_attempts=5, exponential_wait=3))
def read_file(file_id: str) -> None:
    """Read a kept file through its stage, unless it was read meanwhile."""
    read_known_file(UUID(file_id), session_scope, SystemClock().now())
