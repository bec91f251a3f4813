"""The learning loop from the command line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

from backend.conversation.learning import runs
from backend.conversation.learning.repository import LearningRepository
from backend.database import session_scope
from backend.integrations.rasa import archives
from backend.integrations.rasa.workshop import RasaWorkshop, Workshop
from backend.kit.clock import Clock, SystemClock
from backend.settings import PROJECT, get_settings


def status() -> dict[str, Any]:
    """The model in force, examples by state, the last runs."""
    with session_scope() as session:
        repository = LearningRepository(session)
        counted = Counter(one.state for one in repository.examples("proposed", "approved", "refused", "learned"))
        return {
            "in_force": RasaWorkshop(get_settings()).in_force().archive,
            "examples": dict(counted),
            "runs": [_run(repository, one.id) for one in repository.runs(10)],
        }


def run_here(
    tell: Callable[[str], None], workshop: Workshop | None = None, clock: Clock | None = None
) -> dict[str, Any]:
    """A run carried out by this process. Raises NothingToLearn, RunUnderWay."""
    clock = clock or SystemClock()
    if workshop is None:
        archives.ensure_model(get_settings())
        workshop = RasaWorkshop(get_settings())
    with session_scope() as session:
        run_id = runs.start(session, None, clock, work_here=True).id
    tell("training and comparing")
    runs.carry_out(run_id, workshop, clock)
    with session_scope() as session:
        return _run(LearningRepository(session), run_id)


def back() -> dict[str, Any]:
    """Raises NothingToGoBackTo, RunUnderWay."""
    with session_scope() as session:
        return {"in_force": runs.go_back(session, None, RasaWorkshop(get_settings()), SystemClock()).archive}


def export(folder: Path | None) -> list[str]:
    """The files written."""
    with session_scope() as session:
        return [str(path) for path in runs.export(session, folder or PROJECT, SystemClock())]


def _run(repository: LearningRepository, run_id: UUID) -> dict[str, Any]:
    run = repository.run(run_id)
    assert run is not None, "a run just made is there"
    return runs.run_shown(repository, run).model_dump(mode="json")
