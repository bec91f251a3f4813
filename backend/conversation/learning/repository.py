"""Every query of the learning loop."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select

from backend.kit.repository import Repository
from backend.models.conversation import Conversation, Turn
from backend.models.learning import ModelRun, TrainingExample
from backend.models.review import Correction
from backend.models.verification import DisclosureGrant, Verification

UNDER_WAY = ("queued", "training", "comparing")


class LearningRepository(Repository):
    """Examples, runs, and the turns they come from."""

    def turn(self, conversation_id: UUID, turn_id: UUID) -> tuple[Turn, Conversation] | None:
        query = select(Turn, Conversation).join(Conversation, Conversation.id == Turn.conversation_id)
        row = self.session.execute(query.where(Turn.id == turn_id, Conversation.id == conversation_id)).first()
        return (row[0], row[1]) if row else None

    def origin(self, example: TrainingExample) -> tuple[Turn, Conversation]:
        query = select(Turn, Conversation).join(Conversation, Conversation.id == Turn.conversation_id)
        row = self.session.execute(
            query.join(Correction, Correction.turn_id == Turn.id).where(Correction.id == example.correction_id)
        ).one()
        return row[0], row[1]

    def verifications(self, conversation_id: UUID) -> Sequence[Verification]:
        return self.session.scalars(select(Verification).where(Verification.conversation_id == conversation_id)).all()

    def names(self, conversation_id: UUID) -> list[str]:
        """Names and ids the conversation's proofs and grants hold."""
        grants = select(DisclosureGrant).where(DisclosureGrant.conversation_id == conversation_id)
        rows: list[Verification | DisclosureGrant] = [
            *self.verifications(conversation_id),
            *self.session.scalars(grants),
        ]
        return [name for row in rows for name in (row.first_name, row.last_name, row.member_id) if name]

    def example(self, example_id: UUID) -> TrainingExample | None:
        return self.session.get(TrainingExample, example_id, with_for_update=True)

    def examples(self, *states: str) -> Sequence[TrainingExample]:
        """In the order they were proposed."""
        query = select(TrainingExample).where(TrainingExample.state.in_(states))
        return self.session.scalars(query.order_by(TrainingExample.proposed_at, TrainingExample.id)).all()

    def recent(self, limit: int) -> Sequence[TrainingExample]:
        """Those to decide on first, then the newest."""
        query = select(TrainingExample).order_by(
            TrainingExample.state != "proposed", TrainingExample.proposed_at.desc(), TrainingExample.id
        )
        return self.session.scalars(query.limit(limit)).all()

    def learned(self) -> int:
        query = select(func.count()).where(TrainingExample.state == "learned")
        return self.session.scalar(query) or 0

    def of_run(self, run_id: UUID) -> Sequence[TrainingExample]:
        return self.session.scalars(select(TrainingExample).where(TrainingExample.run_id == run_id)).all()

    def run(self, run_id: UUID) -> ModelRun | None:
        return self.session.get(ModelRun, run_id, with_for_update=True)

    def runs(self, limit: int) -> Sequence[ModelRun]:
        return self.session.scalars(select(ModelRun).order_by(ModelRun.requested_at.desc()).limit(limit)).all()

    def under_way(self) -> ModelRun | None:
        return self.session.scalars(select(ModelRun).where(ModelRun.state.in_(UNDER_WAY))).first()

    def last_promoted(self) -> ModelRun | None:
        query = select(ModelRun).where(ModelRun.state == "promoted").order_by(ModelRun.finished_at.desc())
        return self.session.scalars(query.limit(1).with_for_update()).first()

    def add(self, row: Correction | TrainingExample | ModelRun) -> None:
        self.session.add(row)
        self.session.flush()
