"""Every query on disclosure grants."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from backend.kit.repository import Repository
from backend.models.verification import DisclosureGrant


class GrantRepository(Repository):
    """The grants of one conversation."""

    def open(self, conversation_id: UUID, verification_id: UUID) -> Sequence[DisclosureGrant]:
        """Grants under the proof that holds now, newest first."""
        query = select(DisclosureGrant).where(
            DisclosureGrant.conversation_id == conversation_id,
            DisclosureGrant.verification_id == verification_id,
            DisclosureGrant.ended_at.is_(None),
        )
        return self.session.scalars(query.order_by(DisclosureGrant.granted_at.desc())).all()

    def add(self, grant: DisclosureGrant) -> None:
        self.session.add(grant)
        self.session.flush()
