"""What scrubbing found on a claim before it left."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, ForeignKey, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base
from backend.kit.ids import new_id


class EditFinding(Base):
    """One finding of one scrubbing: which edit, where, how it is fixed and by whom. Kept when resolved."""

    __tablename__ = "edit_finding"
    __table_args__ = (
        Index("ix_edit_finding_claim", "claim_id"),
        Index("ix_edit_finding_edit", "edit", "found_on"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    claim_id: Mapped[UUID] = mapped_column(ForeignKey("claim.id"))
    edit: Mapped[str]
    """Id of the edit in the data."""
    kind: Mapped[str]
    """required, modifier, place_of_service, authorization, timely_filing, duplicate, bundling, age, sex, units, risk."""
    severity: Mapped[str]
    """blocks · warns · corrected."""
    line_number: Mapped[int | None]
    element: Mapped[str] = mapped_column(default="")
    sentence: Mapped[str]
    fix: Mapped[str]
    owner: Mapped[str]
    source: Mapped[str]
    correction: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    """What was changed by itself: field, before, after."""
    found_on: Mapped[date]
    state: Mapped[str]
    """open · resolved · accepted (a person let it pass, with a reason)."""
    accepted_by: Mapped[str | None]
    accepted_reason: Mapped[str | None]
    resolved_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=text("now()"))
