"""The billing providers whose claims we hold."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base
from backend.kit.ids import new_id


class Provider(Base):
    """A billing provider (837 loop 2010AA): NPI and tax id stand together, as the caller must prove them."""

    __tablename__ = "provider"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    npi: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    tax_id: Mapped[str]
    """Nine digits, no dash (REF*EI or REF*SY)."""
