"""Jobs of the learning loop."""

from __future__ import annotations

from uuid import UUID

import procrastinate

from backend.conversation.learning import runs
from backend.integrations.rasa.workshop import RasaWorkshop
from backend.kit.clock import SystemClock
from backend.settings import get_settings

blueprint = procrastinate.Blueprint()


@blueprint.task(name="carry_out", queue="default", lock="learning")
def carry_out(run_id: str) -> None:
    """Train, compare, promote or refuse."""
    runs.carry_out(UUID(run_id), RasaWorkshop(get_settings()), SystemClock())
