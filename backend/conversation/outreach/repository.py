"""Every query on chosen channels, notices and the texts we send by ourselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Text, cast, delete, func, or_, select, union_all, update
from sqlalchemy.dialects.postgresql import insert

from backend.kit.repository import Repository
from backend.models.appeal import Appeal
from backend.models.call import AgentLine
from backend.models.claim import Claim, ClaimEvent
from backend.models.conversation import SmsThread, Turn
from backend.models.denial import Denial
from backend.models.member import Member
from backend.models.outreach import ContactPreference, Letter, NewsTold, OutboundNotice, TextMessage
from backend.models.provider import Provider
from backend.models.staff import Staff

DECIDED = ("adjudicated", "reversed")
"""Events of a claim that are a decision on it."""
NEWS_MAX = 5000


class News(NamedTuple):
    """Something new on a claim, for one choice."""

    preference_id: UUID
    key: str
    claim_id: UUID


class OutreachRepository(Repository):
    """Preferences, notices, messages."""

    def writer_of(self, turn_id: UUID) -> Staff | None:
        """The person who wrote this turn, if they still have an account."""
        query = select(Staff).join(Turn, Turn.agent_id == Staff.id).where(Turn.id == turn_id, ~Staff.disabled)
        return self.session.scalars(query).one_or_none()

    def preference_of(
        self, npi: str | None, member_row: UUID | None, claim_id: UUID | None
    ) -> ContactPreference | None:
        """The choice for this claim (None: for everything of theirs), withdrawn or not; locked."""
        query = select(ContactPreference).where(
            ContactPreference.npi == npi if npi else ContactPreference.member_row == member_row,
            ContactPreference.claim_id.is_not_distinct_from(claim_id),
        )
        return self.session.scalars(query.with_for_update()).one_or_none()

    def chosen_for(
        self, npi: str | None, member_row: UUID | None, claim_ids: Sequence[str]
    ) -> ContactPreference | None:
        """By which choice a letter about these claims is announced: the one for everything, else for its single claim."""
        everything = self.preference_of(npi, member_row, None)
        if everything is not None and everything.withdrawn_at is None:
            return everything
        of_one = self.preference_of(npi, member_row, UUID(claim_ids[0])) if len(claim_ids) == 1 else None
        return of_one or everything

    def preference(self, preference_id: UUID) -> ContactPreference | None:
        return self.session.get(ContactPreference, preference_id, populate_existing=True)

    def texted_at(self, address_hash: str) -> ContactPreference | None:
        """A choice to be texted at this number that holds."""
        query = select(ContactPreference).where(
            ContactPreference.address_hash == address_hash,
            ContactPreference.channel == "sms",
            ContactPreference.withdrawn_at.is_(None),
        )
        return self.session.scalars(query.order_by(ContactPreference.claim_id.is_not(None)).limit(1)).one_or_none()

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
            state=notice.state,
        )
        made = self.session.scalar(statement.on_conflict_do_nothing().returning(OutboundNotice.id))
        return notice if made is not None else None

    def lock_notice(self, notice_id: UUID) -> OutboundNotice | None:
        query = select(OutboundNotice).where(OutboundNotice.id == notice_id).with_for_update()
        return self.session.scalars(query.execution_options(populate_existing=True)).one_or_none()

    def notice_by_key(self, key: str) -> OutboundNotice | None:
        query = select(OutboundNotice).where(OutboundNotice.key == key).with_for_update()
        return self.session.scalars(query).one_or_none()

    def notice_by_sid(self, sid: str) -> OutboundNotice | None:
        query = select(OutboundNotice).where(OutboundNotice.facts["sid"].astext == sid).with_for_update()
        return self.session.scalars(query).one_or_none()

    def notices(
        self, since: datetime, most: int
    ) -> Sequence[tuple[OutboundNotice, ContactPreference | None, str | None, str | None]]:
        """Notices with their channel, the carrier's word on their text, and the reference of their letter."""
        query = (
            select(OutboundNotice, ContactPreference, TextMessage.delivery, Letter.reference)
            .outerjoin(ContactPreference, ContactPreference.id == OutboundNotice.preference_id)
            .outerjoin(TextMessage, TextMessage.key == OutboundNotice.key)
            .outerjoin(Letter, cast(Letter.id, Text) == OutboundNotice.facts["letter_id"].astext)
            .where(OutboundNotice.send_at > since)
            .order_by(OutboundNotice.state.in_(("sent", "settled")), OutboundNotice.send_at.desc())
            .limit(most)
        )
        return [(row[0], row[1], row[2], row[3]) for row in self.session.execute(query)]

    # -- news

    def news(self, since: datetime, today: date, last_day: date) -> Sequence[News]:
        """What nobody has told yet to those who chose to hear of it, oldest first."""
        parts = (
            self._new(func.concat("decided:", ClaimEvent.id), ClaimEvent.claim_id, ClaimEvent.recorded_at)
            .where(ClaimEvent.kind.in_(DECIDED), ClaimEvent.recorded_at > since)
            .join(Claim, Claim.id == ClaimEvent.claim_id),
            self._new(func.concat("denied:", Denial.id), Denial.claim_id, Denial.recorded_at)
            .where(Denial.opened > since.date())
            .join(Claim, Claim.id == Denial.claim_id),
            self._new(func.concat("appeal:", Appeal.id), Appeal.claim_id, Appeal.recorded_at)
            .where(Appeal.state == "decided", Appeal.decided_on > since.date())
            .join(Claim, Claim.id == Appeal.claim_id),
            self._new(func.concat("last_day:", Denial.id), Denial.claim_id, Denial.recorded_at)
            .where(Denial.state == "open", Denial.appealable, Denial.deadline.between(today, last_day))
            .join(Claim, Claim.id == Denial.claim_id),
        )
        found = union_all(*(self._whose(one) for one in parts)).subquery()
        told = select(NewsTold.news).where(
            NewsTold.preference_id == found.c.preference_id, NewsTold.news == found.c.key
        )
        query = select(found).where(~told.exists()).order_by(found.c.at).limit(NEWS_MAX)
        return [News(row.preference_id, row.key, row.claim_id) for row in self.session.execute(query)]

    @staticmethod
    def _new(key: ColumnElement[str], claim_id: Any, at: Any) -> Select[Any]:
        return select(
            ContactPreference.id.label("preference_id"), key.label("key"), claim_id.label("claim_id"), at.label("at")
        )

    @staticmethod
    def _whose(query: Select[Any]) -> Select[Any]:
        """Joined with the choices of the claim's provider and patient, of everything or of this claim."""
        return (
            query.join(Provider, Provider.id == Claim.provider_id)
            .join(Member, Member.id == Claim.member_id)
            .join(
                ContactPreference,
                or_(ContactPreference.npi == Provider.npi, ContactPreference.member_row == Member.id),
            )
            .where(
                ContactPreference.withdrawn_at.is_(None),
                or_(ContactPreference.claim_id.is_(None), ContactPreference.claim_id == Claim.id),
            )
        )

    def told_since(self, preference_id: UUID, moment: datetime) -> bool:
        query = select(NewsTold.news).where(NewsTold.preference_id == preference_id, NewsTold.told_at > moment)
        return self.session.scalars(query.limit(1)).first() is not None

    def note_told(self, preference_id: UUID, news: Sequence[str], letter_id: UUID, now: datetime) -> None:
        rows = [{"preference_id": preference_id, "news": one, "letter_id": letter_id, "told_at": now} for one in news]
        self.session.execute(insert(NewsTold).on_conflict_do_nothing(), rows)

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
