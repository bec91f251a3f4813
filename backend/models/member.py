"""The people covered by a plan."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, func, literal_column, text
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base
from backend.kit.ids import new_id


class Member(Base):
    """One person under one payer. A newborn may share the subscriber's member id, so the id alone names nobody."""

    __tablename__ = "member"
    __table_args__ = (
        UniqueConstraint("payer_id", "member_id", "date_of_birth", "first_name"),
        Index("ix_member_member_id", text("upper(translate(member_id, ' -.', ''))")),
        *(
            Index(
                f"ix_member_{name}", func.lower(literal_column(name)).label("beginning"),
                postgresql_ops={"beginning": "text_pattern_ops"},
            )
            for name in ("last_name", "first_name")
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    payer_id: Mapped[UUID] = mapped_column(ForeignKey("payer.id"))
    member_id: Mapped[str]
    first_name: Mapped[str]
    last_name: Mapped[str]
    date_of_birth: Mapped[date]
    sex: Mapped[str] = mapped_column(default="U")
    address: Mapped[str] = mapped_column(default="")
    city: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="")
    zip: Mapped[str] = mapped_column(default="")
    """Five digits."""
    phone: Mapped[str] = mapped_column(default="")
    """Ten digits."""
