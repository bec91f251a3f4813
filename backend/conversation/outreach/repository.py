"""Every query on chosen channels, notices and the texts we send by ourselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import delete, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from backend.kit.repository import Repository
from backend.models.call import AgentLine
from backend.models.claim import Claim
from backend.models.conversation import SmsThread
from backend.models.denial import Denial
from backend.models.member import Member
from backend.models.outreach import ContactPreference, OutboundNotice, TextMessage
from backend.models.provider import Provider


class OutreachRepository(Repository):
    """Preferences, notices, messages."""

    def preference_of(self, npi: str | None, member_row: UUID | None) -> ContactPreference | None:
        """Withdrawn or not, locked."""
        whose = ContactPreference.npi == npi if npi else ContactPreference.member_row == member_row
        return self.session.scalars(select(ContactPreference).where(whose).with_for_update()).one_or_none()

    def preference(self, preference_id: UUID) -> ContactPreference | None:
        return self.session.get(ContactPreference, preference_id, populate_existing=True)

    def withdraw_by_number(self, address_hash: str, now: datetime) -> int:
        statement = update(ContactPreference).where(
            ContactPreference.address_hash == address_hash, ContactPreference.withdrawn_at.is_(None)
        )
        return self.session.execute(statement.values(withdrawn_at=now)).rowcount  # type: ignore[attr-defined,no-any-return]

    def plan(self, notice: OutboundNotice) -> OutboundNotice | None:
        """The notice, unless one with its key is there already."""
        statement = insert(OutboundNotice).values(
            id=notice.id,
            key=notice.key,
            kind=notice.kind,
            preference_id=notice.preference_id,
            facts=notice.facts,
            send_at=notice.send_at,
            state="planned",
        )
        made = self.session.scalar(statement.on_conflict_do_nothing().returning(OutboundNotice.id))
        return notice if made is not None else None

    def lock_notice(self, notice_id: UUID) -> OutboundNotice | None:
        query = select(OutboundNotice).where(OutboundNotice.id == notice_id).with_for_update()
        return self.session.scalars(query.execution_options(populate_existing=True)).one_or_none()

    def denials_since(self, day: date) -> Sequence[tuple[Denial, ContactPreference]]:
        """Denials opened since then whose provider or patient chose to hear of news."""
        query = (
            select(Denial, ContactPreference)
            .join(Claim, Claim.id == Denial.claim_id)
            .join(Provider, Provider.id == Claim.provider_id)
            .join(Member, Member.id == Claim.member_id)
            .join(
                ContactPreference,
                or_(ContactPreference.npi == Provider.npi, ContactPreference.member_row == Member.id),
            )
            .where(Denial.opened >= day, ContactPreference.withdrawn_at.is_(None))
            .limit(1000)
        )
        return [(row[0], row[1]) for row in self.session.execute(query)]

    def member_of(self, member_id: str, born: date) -> Member | None:
        query = select(Member).where(Member.member_id == member_id, Member.date_of_birth == born)
        found = self.session.scalars(query.limit(2)).all()
        return found[0] if len(found) == 1 else None

    # -- agents' telephones

    def agent_line(self, staff_id: UUID) -> AgentLine | None:
        return self.session.get(AgentLine, staff_id, populate_existing=True)

    def set_agent_line(self, staff_id: UUID, number: str | None, now: datetime) -> None:
        if number is None:
            self.session.execute(delete(AgentLine).where(AgentLine.staff_id == staff_id))
        else:
            self.session.merge(AgentLine(staff_id=staff_id, number=number, set_at=now))
        self.session.flush()

    # -- text messages

    def add(self, row: ContactPreference | TextMessage) -> None:
        self.session.add(row)
        self.session.flush()

    def message_by_key(self, key: str) -> TextMessage | None:
        return self.session.scalars(select(TextMessage).where(TextMessage.key == key)).one_or_none()

    def lock_message(self, message_id: UUID) -> TextMessage | None:
        query = select(TextMessage).where(TextMessage.id == message_id).with_for_update()
        return self.session.scalars(query.execution_options(populate_existing=True)).one_or_none()

    def message_by_sid(self, sid: str) -> TextMessage | None:
        query = select(TextMessage).where(TextMessage.sid == sid).with_for_update()
        return self.session.scalars(query.limit(1)).one_or_none()

    def is_stopped(self, number: str) -> bool:
        """Whether the last word of that number was STOP."""
        query = select(SmsThread.stopped).where(SmsThread.number == number).order_by(SmsThread.started_at.desc())
        return bool(self.session.scalar(query.limit(1)))
