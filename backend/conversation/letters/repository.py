"""Every query on letters and their links."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select

from backend.kit.repository import Repository
from backend.models.claim import Claim
from backend.models.member import Member
from backend.models.outreach import ContactPreference, Letter, LetterLink


class LetterRepository(Repository):
    """Letters, links, and whose claim a letter is about."""

    def by_key(self, key: str) -> Letter | None:
        return self.session.scalars(select(Letter).where(Letter.key == key)).one_or_none()

    def asked_in(self, conversation_id: UUID) -> Sequence[Letter]:
        query = select(Letter).where(Letter.conversation_id == conversation_id)
        return self.session.scalars(query.order_by(Letter.asked_at)).all()

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

    def fax_of(self, npi: str | None, member_row: UUID | None, preference_id: UUID | None) -> str | None:
        """The fax number on file, where its owner chose the fax; ``preference_id``: the choice that counts."""
        if preference_id is not None:
            chosen = self.session.get(ContactPreference, preference_id)
            return chosen.address if chosen is not None and chosen.channel == "fax" else None
        query = select(ContactPreference.address).where(
            ContactPreference.channel == "fax",
            ContactPreference.withdrawn_at.is_(None),
            ContactPreference.claim_id.is_(None),
            ContactPreference.npi == npi if npi else ContactPreference.member_row == member_row,
        )
        return self.session.scalar(query)

    def lying_with(self, link: LetterLink, since: datetime) -> Sequence[Letter]:
        """The finished letters of a link's reader: a member's all, a provider's that were sent to the same number."""
        own = self.session.get_one(Letter, link.letter_id)
        query = select(Letter).where(Letter.pdf.is_not(None), Letter.asked_at > since)
        if own.npi is None:
            query = query.where(Letter.member_row == own.member_row)
        else:
            sent = self._number_of(link)
            alike = (
                select(LetterLink.letter_id)
                .join(ContactPreference, ContactPreference.id == LetterLink.preference_id)
                .where(ContactPreference.address_hash == sent)
            )
            query = query.where(Letter.npi == own.npi, or_(Letter.id == own.id, Letter.id.in_(alike)))
        return self.session.scalars(query.order_by(Letter.asked_at.desc()).limit(50)).all()

    def _number_of(self, link: LetterLink) -> str | None:
        chosen = self.session.get(ContactPreference, link.preference_id) if link.preference_id else None
        return chosen.address_hash if chosen is not None else None

    def add(self, row: Letter | LetterLink) -> None:
        self.session.add(row)
        self.session.flush()
