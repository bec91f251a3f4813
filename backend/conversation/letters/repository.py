"""Every query on letters and their links."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from backend.kit.repository import Repository
from backend.models.claim import Claim
from backend.models.member import Member
from backend.models.outreach import ContactPreference, Letter, LetterLink


class LetterRepository(Repository):
    """Letters, links, and whose claim a letter is about."""

    def by_key(self, key: str) -> Letter | None:
        return self.session.scalars(select(Letter).where(Letter.key == key)).one_or_none()

    def lock(self, letter_id: UUID) -> Letter | None:
        query = select(Letter).where(Letter.id == letter_id).with_for_update()
        return self.session.scalars(query.execution_options(populate_existing=True)).one_or_none()

    def link(self, token_hash: str) -> LetterLink | None:
        query = select(LetterLink).where(LetterLink.token_hash == token_hash).with_for_update()
        return self.session.scalars(query).one_or_none()

    def member_of_claim(self, claim_id: UUID) -> UUID | None:
        return self.session.scalar(select(Claim.member_id).where(Claim.id == claim_id))

    def member(self, member_row: UUID) -> Member | None:
        return self.session.get(Member, member_row)

    def fax_of(self, npi: str | None, member_row: UUID | None) -> str | None:
        """The fax number on file, where its owner chose the fax."""
        query = select(ContactPreference.address).where(
            ContactPreference.channel == "fax",
            ContactPreference.withdrawn_at.is_(None),
            ContactPreference.npi == npi if npi else ContactPreference.member_row == member_row,
        )
        return self.session.scalar(query)

    def inbox(self, npi: str | None, member_row: UUID | None) -> Sequence[Letter]:
        whose = Letter.npi == npi if npi else Letter.member_row == member_row
        query = select(Letter).where(whose, Letter.state.in_(("ready", "sent")))
        return self.session.scalars(query.order_by(Letter.asked_at.desc()).limit(50)).all()

    def add(self, row: Letter | LetterLink) -> None:
        self.session.add(row)
        self.session.flush()
