"""One run of the loop: train on what is approved, compare with the model in force, take it or say why not; and back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import structlog
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.conversation.learning import lines
from backend.conversation.learning.comparison import Measured, bounds, measured, refusals
from backend.conversation.learning.errors import NothingToGoBackTo, NothingToLearn, RunUnderWay
from backend.conversation.learning.lines import Learned
from backend.conversation.learning.project_lines import project_lines
from backend.conversation.learning.repository import UNDER_WAY, LearningRepository
from backend.conversation.learning.schemas import Overview, RunShown
from backend.conversation.learning.service import learned, shown
from backend.database import defer_job, session_scope
from backend.errors import Unavailable
from backend.integrations.rasa.archives import InForce
from backend.integrations.rasa.workshop import Workshop
from backend.kit.clock import Clock
from backend.models.learning import ModelRun
from backend.settings import PROJECT
from backend.staff.service import CurrentStaff

log = structlog.get_logger()
COMMAND_LINE = "system:command_line"
SHOWN_MAX = 200
SIGN_OF_LIFE_WITHIN = timedelta(minutes=30)
VALUES = (
    "adjustment_code amount auth_number claim_number date_of_birth date_of_service member_id npi person_name phone_number "
    "procedure_code remark_code tax_id trace_number"
).split()


def overview(session: Session, staff: CurrentStaff, workshop: Workshop) -> Overview:
    """What waits for a decision, what was decided, what was trained."""
    repository = LearningRepository(session)
    runs = repository.runs(20)
    return Overview(
        in_force=workshop.in_force().archive,
        learned=repository.learned(),
        examples=[shown(one, staff) for one in repository.recent(SHOWN_MAX)],
        runs=[run_shown(repository, one) for one in runs],
        intents=sorted(project_lines().intents),
        values=VALUES,
        may_go_back=any(one.state == "promoted" for one in runs) and not any(one.state in UNDER_WAY for one in runs),
    )


def start(session: Session, by: CurrentStaff | None, clock: Clock, *, work_here: bool = False) -> ModelRun:
    """Ask for a run; a worker takes it up. ``work_here``: the caller carries it out. Raises NothingToLearn, RunUnderWay."""
    repository = LearningRepository(session)
    _demand_no_other(repository, clock)
    if not repository.examples("approved"):
        raise NothingToLearn
    run = ModelRun(
        state="queued",
        requested_by=by.actor if by else COMMAND_LINE,
        requested_by_name=by.name if by else "the command line",
        requested_at=clock.now(),
        reasons=[],
    )
    try:
        with session.begin_nested():
            repository.add(run)
    except IntegrityError:
        raise RunUnderWay from None
    if not work_here:
        defer_job(session, "learning.carry_out", run_id=str(run.id))
    return run


def _demand_no_other(repository: LearningRepository, clock: Clock) -> None:
    """Raises RunUnderWay. A run that has shown no sign of life for long died with its process."""
    run = repository.under_way()
    if run is None:
        return
    seen = run.trained_at or run.started_at or run.requested_at
    if clock.now() - seen < SIGN_OF_LIFE_WITHIN:
        raise RunUnderWay
    run.state, run.finished_at, run.reasons = "failed", clock.now(), ["The run was interrupted."]
    repository.session.flush()


@dataclass(frozen=True, slots=True)
class _Work:
    base: InForce
    all: Sequence[Learned]
    new: frozenset[str]


def carry_out(run_id: UUID, workshop: Workshop, clock: Clock) -> str:
    """Train, compare, promote or refuse; the state it ended in. Taken up again after a crash, it begins anew."""
    work = _begin(run_id, workshop, clock)
    if work is None:
        return "finished"
    try:
        model = workshop.train(lines.training_yaml(work.all, project_lines().own))
        _trained(run_id, model, clock)
        regression = _kept_lines({one.id for one in work.all}) + lines.regression_jsonl(work.all)
        with ThreadPoolExecutor(2) as both:
            before, after = both.map(lambda one: _measured(workshop, one, regression), (work.base, model))
    except Unavailable as problem:
        return _finish(run_id, "failed", [problem.sentence], None, clock)
    reasons = refusals(before, after, work.new, bounds())
    comparison = {"before": before.as_json(), "after": after.as_json(), "new": len(work.new)}
    if reasons:
        return _finish(run_id, "refused", reasons, comparison, clock)
    return _promote(run_id, workshop, model, work, comparison, clock)


def _kept_lines(but: set[str], folder: Path = PROJECT) -> str:
    """The regression lines the project has kept from earlier exports; those of the examples at hand are theirs to give."""
    path = folder / lines.REGRESSION_FILE
    rows = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return "".join(f"{row}\n" for row in rows if row.strip() and json.loads(row)["id"] not in but)


def _begin(run_id: UUID, workshop: Workshop, clock: Clock) -> _Work | None:
    base = workshop.in_force()
    with session_scope() as session:
        repository = LearningRepository(session)
        run = repository.run(run_id)
        if run is None or run.state not in UNDER_WAY:
            return None
        run.state, run.started_at = "training", clock.now()
        run.base_archive, run.base_lines = base.archive, base.lines
        new = repository.examples("approved")
        return _Work(
            base,
            [learned(one) for one in (*repository.examples("learned"), *new)],
            frozenset(f"learned-{one.id}" for one in new),
        )


def _trained(run_id: UUID, model: InForce, clock: Clock) -> None:
    with session_scope() as session:
        run = LearningRepository(session).run(run_id)
        assert run is not None, "a run under way is not deleted"
        run.state, run.trained_at, run.archive, run.lines = "comparing", clock.now(), model.archive, model.lines


def _measured(workshop: Workshop, model: InForce, regression: str) -> Measured:
    reports = workshop.measure(model, regression)
    return measured(reports.held_out, reports.learned)


def _promote(
    run_id: UUID, workshop: Workshop, model: InForce, work: _Work, comparison: dict[str, object], clock: Clock
) -> str:
    with session_scope() as session:
        repository = LearningRepository(session)
        run = repository.run(run_id)
        assert run is not None, "a run under way is not deleted"
        run.state, run.finished_at, run.comparison = "promoted", clock.now(), comparison
        for example in repository.examples("approved"):
            if f"learned-{example.id}" in work.new:
                example.state, example.run_id = "learned", run.id
        _record(session, Act.MODEL_PROMOTED, run, clock)
        workshop.promote(model)
    log.info("model_promoted", model=model.archive)
    return "promoted"


def _finish(run_id: UUID, state: str, reasons: list[str], comparison: dict[str, object] | None, clock: Clock) -> str:
    with session_scope() as session:
        run = LearningRepository(session).run(run_id)
        assert run is not None, "a run under way is not deleted"
        run.state, run.finished_at, run.reasons, run.comparison = state, clock.now(), reasons, comparison
        _record(session, Act.MODEL_REFUSED, run, clock)
    log.info("model_not_promoted", state=state)
    return state


def go_back(session: Session, by: CurrentStaff | None, workshop: Workshop, clock: Clock) -> InForce:
    """The model before the last promoted one answers again; what it had learned is to be decided on anew.

    Raises NothingToGoBackTo, RunUnderWay.
    """
    repository = LearningRepository(session)
    _demand_no_other(repository, clock)
    run = repository.last_promoted()
    if run is None or run.base_archive is None:
        raise NothingToGoBackTo
    before = InForce(run.base_archive, run.base_lines)
    if not workshop.holds(before):
        raise NothingToGoBackTo
    run.state = "withdrawn"
    for example in repository.of_run(run.id):
        example.state, example.run_id = "proposed", None
        example.decided_by = example.decided_by_name = example.decided_at = None
    actor = by.actor if by else COMMAND_LINE
    audit.record(session, Act.MODEL_WITHDRAWN, actor=actor, subject=f"model_run:{run.id}", clock=clock)
    workshop.promote(before)
    return before


def export(session: Session, folder: Path, clock: Clock) -> list[Path]:
    """Write what the model in force has learned as a change to the project's files, for review; the files written.

    What earlier exports put there stays.
    """
    found = [learned(one) for one in LearningRepository(session).examples("learned")]
    kept = _kept_lines({one.id for one in found}, folder)
    earlier = [lines.of_regression(row) for row in kept.splitlines()]
    texts = {
        lines.TRAINING_FILE: lines.training_yaml([*earlier, *found], project_lines().own),
        lines.REGRESSION_FILE: kept + lines.regression_jsonl(found),
    }
    written = []
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        written.append(path)
    audit.record(session, Act.TRAINING_EXAMPLE_EXPORTED, actor=COMMAND_LINE, subject="training_examples", clock=clock)
    return written


def run_shown(repository: LearningRepository, run: ModelRun) -> RunShown:
    """For its readers."""
    return RunShown(
        id=run.id,
        state=run.state,
        requested_by=run.requested_by_name,
        requested_at=run.requested_at,
        started_at=run.started_at,
        trained_at=run.trained_at,
        finished_at=run.finished_at,
        examples=(run.comparison or {}).get("new") or len(repository.examples("approved")),
        archive=run.archive,
        comparison=run.comparison,
        reasons=run.reasons,
    )


def _record(session: Session, act: Act, run: ModelRun, clock: Clock) -> None:
    audit.record(
        session, act, actor=run.requested_by, subject=f"model_run:{run.id}", fields=run.reasons[:0], clock=clock
    )
