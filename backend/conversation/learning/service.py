"""Corrections become examples, a second person decides, and what is approved is on its way to the next model."""

from __future__ import annotations

from collections.abc import Sequence
from random import SystemRandom
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.conversation.learning import lines
from backend.conversation.learning.errors import (
    AlreadyDecided,
    Contradicts,
    HeldOut,
    NoExample,
    NoSuchIntent,
    NothingSaid,
    NotInTheText,
    SamePerson,
)
from backend.conversation.learning.lines import Learned
from backend.conversation.learning.project_lines import ProjectLines, project_lines
from backend.conversation.learning.redaction import Marked, Redacted, redact
from backend.conversation.learning.repository import LearningRepository
from backend.conversation.learning.schemas import Corrected, ExampleInFull, ExampleShown, Likeness, MarkedValue
from backend.conversation.supervision.masking import said_masked
from backend.errors import ClaimlineError
from backend.kit.clock import Clock
from backend.models.conversation import Conversation, Turn
from backend.models.learning import TrainingExample
from backend.models.review import Correction
from backend.staff.service import CurrentStaff

NO_INTENT = frozenset({"nlu_fallback"})


def correct(
    session: Session, staff: CurrentStaff, conversation_id: UUID, given: Corrected, clock: Clock
) -> ExampleShown:
    """Record what a turn should have been understood as, and propose its redacted likeness as a training example.

    Raises NoExample (no such turn), NothingSaid, NoSuchIntent, NotInTheText.
    """
    repository = LearningRepository(session)
    turn, conversation, project = _correctable(repository, conversation_id, given)
    marked = _marked(turn, given.entities)
    correction = Correction(
        turn_id=turn.id,
        intent=given.intent,
        understood=turn.understood,
        entities=None if given.entities is None else [{"name": m.name, "at": [m.start, m.end]} for m in marked],
        by_id=staff.id,
        at=clock.now(),
    )
    repository.add(correction)
    names = repository.names(conversation.id)
    redacted = _redacted(turn, marked, names, project, given.keep)
    example = _example(repository, staff, correction, turn, conversation, given, redacted, clock)
    subject = f"conversation:{conversation_id}"
    fields = ["intent", *(["entities"] if given.entities is not None else [])]
    audit.record(session, Act.TRANSCRIPT_CORRECTED, actor=staff.actor, subject=subject, fields=fields, clock=clock)
    _record(session, Act.TRAINING_EXAMPLE_PROPOSED, staff, example, clock)
    return shown(example, staff, unknown=redacted.unknown)


def preview(session: Session, staff: CurrentStaff, conversation_id: UUID, given: Corrected, clock: Clock) -> Likeness:
    """What the example would read like; nothing is kept but the look itself. Raises what :func:`correct` raises."""
    repository = LearningRepository(session)
    turn, conversation, project = _correctable(repository, conversation_id, given)
    redacted = _redacted(turn, _marked(turn, given.entities), repository.names(conversation.id), project, given.keep)
    subject = f"conversation:{conversation_id}"
    audit.record(
        session, Act.TRANSCRIPT_VIEWED, actor=staff.actor, subject=subject, purpose="training_example", clock=clock
    )
    return Likeness(text=redacted.text, unknown=list(redacted.unknown))


def _correctable(
    repository: LearningRepository, conversation_id: UUID, given: Corrected
) -> tuple[Turn, Conversation, ProjectLines]:
    found = repository.turn(conversation_id, given.turn_id)
    if found is None:
        raise NoExample
    if found[0].speaker != "caller" or not (found[0].said or "").strip():
        raise NothingSaid
    project = project_lines()
    if not {given.intent, *given.also} <= project.intents - NO_INTENT:
        raise NoSuchIntent
    return *found, project


def _example(
    repository: LearningRepository,
    staff: CurrentStaff,
    correction: Correction,
    turn: Turn,
    conversation: Conversation,
    given: Corrected,
    redacted: Redacted,
    clock: Clock,
) -> TrainingExample:
    proofs = repository.verifications(conversation.id)
    example = TrainingExample(
        correction_id=correction.id,
        state="proposed",
        text=redacted.text,
        intent=given.intent,
        also=given.also,
        entities=[
            {"name": one.name, "text_start": one.start, "text_end": one.end, "value": one.value}
            for one in redacted.entities
        ],
        channel=conversation.channel,
        speaker=proofs[0].role if proofs else "member",
        expects=turn.expected,
        replaced=dict(redacted.replaced),
        kept_words=sorted({word.lower() for word in given.keep}),
        heard_intent=(turn.understood or {}).get("intent"),
        proposed_by=staff.id,
        proposed_by_name=staff.name,
        proposed_at=clock.now(),
        refusal="",
    )
    repository.add(example)
    return example


def _redacted(
    turn: Turn, marked: Sequence[Marked], names: Sequence[str], project: ProjectLines, keep: Sequence[str]
) -> Redacted:
    return redact(
        turn.said or "", entities=marked, names=names, known=project.known_words, keep=keep, chance=SystemRandom()
    )


def _marked(turn: Turn, given: Sequence[MarkedValue] | None) -> list[Marked]:
    """The values of the turn: as understood, or as the corrector says. Raises NotInTheText."""
    understood = (turn.understood or {}).get("entities", [])
    if given is None:
        return [one for one in map(_understood, understood) if one]
    found = []
    for one in given:
        if one.found is not None and one.found < len(understood):
            before = _understood(understood[one.found])
            if before is not None:
                value = before.value if before.name == one.name else None
                found.append(Marked(one.name, before.start, before.end, value))
            continue
        at = (turn.said or "").lower().find((one.words or "\0").lower())
        if at < 0:
            raise NotInTheText
        found.append(Marked(one.name, at, at + len(one.words or "")))
    return found


def _understood(entity: dict[str, Any]) -> Marked | None:
    start, end = entity.get("text_start"), entity.get("text_end")
    if start is None or end is None:
        return None
    return Marked(str(entity["name"]), start, end, entity.get("value"))


# -- the second person


def in_full(session: Session, staff: CurrentStaff, example_id: UUID, clock: Clock) -> ExampleInFull:
    """The example beside what was said, covered, and the change it would be. Audited. Raises NoExample."""
    repository = LearningRepository(session)
    example = _get(repository, example_id)
    turn, conversation = repository.origin(example)
    names = repository.names(conversation.id)
    problem = _problem(example)
    audit.record(
        session,
        Act.TRANSCRIPT_VIEWED,
        actor=staff.actor,
        subject=f"conversation:{conversation.id}",
        fields=["said"],
        purpose="training_example",
        clock=clock,
    )
    heard = (turn.understood or {}).get("entities", [])
    return ExampleInFull(
        example=shown(example, staff),
        said=said_masked(turn.said or "", names, project_lines().known_words),
        heard=[str(one.get("name")) for one in heard],
        conversation_id=conversation.id,
        turn=turn.number,
        change=_change(repository, example),
        problem=problem.sentence if problem else None,
    )


def approve(session: Session, staff: CurrentStaff, example_id: UUID, clock: Clock) -> ExampleShown:
    """It may be trained. Raises NoExample, AlreadyDecided, SamePerson, Contradicts, HeldOut."""
    example = _undecided(session, staff, example_id)
    problem = _problem(example)
    if problem is not None:
        raise problem
    _decide(example, "approved", staff, clock)
    _record(session, Act.TRAINING_EXAMPLE_APPROVED, staff, example, clock)
    return shown(example, staff)


def refuse(session: Session, staff: CurrentStaff, example_id: UUID, reason: str, clock: Clock) -> ExampleShown:
    """It is not trained. Raises NoExample, AlreadyDecided, SamePerson."""
    example = _undecided(session, staff, example_id)
    _decide(example, "refused", staff, clock)
    example.refusal = reason
    _record(session, Act.TRAINING_EXAMPLE_REFUSED, staff, example, clock)
    return shown(example, staff)


def _undecided(session: Session, staff: CurrentStaff, example_id: UUID) -> TrainingExample:
    example = _get(LearningRepository(session), example_id)
    if example.state != "proposed":
        raise AlreadyDecided
    if example.proposed_by == staff.id:
        raise SamePerson
    return example


def _decide(example: TrainingExample, state: str, staff: CurrentStaff, clock: Clock) -> None:
    example.state = state
    example.decided_by, example.decided_by_name, example.decided_at = staff.id, staff.name, clock.now()


def _get(repository: LearningRepository, example_id: UUID) -> TrainingExample:
    example = repository.example(example_id)
    if example is None:
        raise NoExample
    return example


def _problem(example: TrainingExample) -> ClaimlineError | None:
    """Why it cannot be trained as it stands."""
    project, words = project_lines(), lines.same_words(example.text)
    if project.own.get(words, example.intent) != example.intent:
        return Contradicts(project.own[words])
    return HeldOut() if words in project.held_out else None


def _change(repository: LearningRepository, example: TrainingExample) -> str:
    """What approving it would add to the project's files, as a diff."""
    before = [learned(one) for one in repository.examples("approved", "learned") if one.id != example.id]
    after = [*before, learned(example)]
    own = project_lines().own
    return "\n".join(
        [
            lines.difference(lines.training_yaml(before, own), lines.training_yaml(after, own), lines.TRAINING_FILE),
            lines.difference(lines.regression_jsonl(before), lines.regression_jsonl(after), lines.REGRESSION_FILE),
        ]
    )


def learned(example: TrainingExample) -> Learned:
    """As a line of the project's files."""
    return Learned(
        id=f"learned-{example.id}",
        text=example.text,
        intent=example.intent,
        channel=example.channel,
        speaker=example.speaker,
        expects=example.expects,
        also=tuple(example.also),
        entities=tuple(example.entities),
    )


def shown(example: TrainingExample, staff: CurrentStaff, *, unknown: Sequence[str] = ()) -> ExampleShown:
    """For its readers."""
    return ExampleShown(
        id=example.id,
        state=example.state,
        text=example.text,
        intent=example.intent,
        also=example.also,
        heard_intent=example.heard_intent,
        entities=example.entities,
        channel=example.channel,
        expects=example.expects,
        replaced=example.replaced,
        kept_words=example.kept_words,
        unknown=list(unknown),
        proposed_by=example.proposed_by_name,
        proposed_at=example.proposed_at,
        decided_by=example.decided_by_name,
        decided_at=example.decided_at,
        refusal=example.refusal,
        mine=example.proposed_by == staff.id,
    )


def _record(session: Session, act: Act, staff: CurrentStaff, example: TrainingExample, clock: Clock) -> None:
    subject = f"training_example:{example.id}"
    audit.record(session, act, actor=staff.actor, subject=subject, fields=[example.intent], clock=clock)
