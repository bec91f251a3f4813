"""The payers a claim can be sent to."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base
from backend.kit.ids import new_id


class Payer(Base):
    """An insurer, administrator or public programme, known by its identifier in the 837 and 835 (NM109, N104)."""

    __tablename__ = "payer"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    identifier: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    adjudicated_here: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    """True for payer clients whose claims we decide; results of all others come in as files."""
