"""The learning loop: examples made of corrected turns with every identifier replaced, and the models trained on them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, TIMESTAMP
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base
from backend.kit.ids import new_id

Instant = TIMESTAMP(timezone=True)


class ModelRun(Base):
    """One attempt at a better model: trained on all approved examples, compared with the one in force, taken or refused."""

    __tablename__ = "model_run"
    __table_args__ = (
        CheckConstraint(
            "state IN ('queued', 'training', 'comparing', 'promoted', 'refused', 'failed', 'withdrawn')", name="state"
        ),
        Index(
            "uq_model_run_under_way",
            text("(true)"),
            unique=True,
            postgresql_where=text("state IN ('queued', 'training', 'comparing')"),
        ),
        Index("ix_model_run_requested", "requested_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    state: Mapped[str] = mapped_column(Text, default="queued")
    requested_by: Mapped[str] = mapped_column(Text)
    """``staff:<uuid>`` or ``system:command_line``."""
    requested_by_name: Mapped[str] = mapped_column(Text)
    requested_at: Mapped[datetime] = mapped_column(Instant)
    started_at: Mapped[datetime | None] = mapped_column(Instant)
    trained_at: Mapped[datetime | None] = mapped_column(Instant)
    finished_at: Mapped[datetime | None] = mapped_column(Instant)
    lines: Mapped[str | None] = mapped_column(Text)
    """Name of the file of learned lines it was trained with."""
    archive: Mapped[str | None] = mapped_column(Text)
    base_lines: Mapped[str | None] = mapped_column(Text)
    """The learned lines of the model it was compared with; none: the project's own lines alone."""
    base_archive: Mapped[str | None] = mapped_column(Text)
    comparison: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    reasons: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    """Why it was refused or failed, in sentences."""


class TrainingExample(Base):
    """A corrected turn as a training line. What the caller really said never stands here, only its invented likeness."""

    __tablename__ = "training_example"
    __table_args__ = (
        CheckConstraint("state IN ('proposed', 'approved', 'refused', 'learned')", name="state"),
        CheckConstraint("decided_by IS NULL OR decided_by <> proposed_by", name="second_person"),
        CheckConstraint("(state = 'proposed') = (decided_by IS NULL)", name="decided"),
        Index("ix_training_example_state", "state", "proposed_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    correction_id: Mapped[UUID] = mapped_column(ForeignKey("correction.id"), unique=True)
    state: Mapped[str] = mapped_column(Text, default="proposed")
    text: Mapped[str] = mapped_column(Text)
    intent: Mapped[str] = mapped_column(Text)
    also: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    entities: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, default=list)
    """``{"name", "text_start", "text_end", "value"}``; value None where it cannot be told from the characters."""
    channel: Mapped[str] = mapped_column(Text)
    speaker: Mapped[str] = mapped_column(Text)
    """``provider`` or ``member``."""
    expects: Mapped[str | None] = mapped_column(Text)
    replaced: Mapped[dict[str, int]] = mapped_column(JSONB, default=dict)
    """How many pieces of which kind were replaced."""
    kept_words: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    """Words the project's own lines do not know, kept because the first person says that they identify nobody."""
    heard_intent: Mapped[str | None] = mapped_column(Text)
    proposed_by: Mapped[UUID] = mapped_column(ForeignKey("staff.id"))
    proposed_by_name: Mapped[str] = mapped_column(Text)
    proposed_at: Mapped[datetime] = mapped_column(Instant)
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("staff.id"))
    decided_by_name: Mapped[str | None] = mapped_column(Text)
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    refusal: Mapped[str] = mapped_column(Text, default="")
    run_id: Mapped[UUID | None] = mapped_column(ForeignKey("model_run.id"))
    """The run whose promoted model knows it."""
