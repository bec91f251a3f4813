"""Every query on handoffs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, delete, false, func, not_, or_, select, true
from sqlalchemy.dialects.postgresql import insert

from backend.conversation.handoffs.clocks import Replies
from backend.conversation.handoffs.skills import open_before
from backend.kit.repository import Repository
from backend.models.call import AgentLine, KeptPlace, PromisedCall
from backend.models.conversation import Conversation, Turn
from backend.models.handoff import Callback, Draft, Handoff, HandoffNote, Presence, Snooze
from backend.models.staff import Staff, StaffSession

QUEUE_ORDER = (
    Handoff.urgency,
    Handoff.deadline.asc().nulls_last(),
    Handoff.money_at_risk.desc().nulls_last(),
    Handoff.requested_at,
    Handoff.id,
)
"""Urgency → days to the deadline → money at risk → wait."""


class HandoffRepository(Repository):
    """Handoffs, and the little else a packet and a waiting time need."""

    def by_id(self, handoff_id: UUID) -> Handoff | None:
        return self.session.get(Handoff, handoff_id)

    def lock(self, handoff_id: UUID) -> Handoff | None:
        query = select(Handoff).where(Handoff.id == handoff_id).with_for_update()
        return self.session.scalars(query.execution_options(populate_existing=True)).one_or_none()

    def open_of(self, conversation_id: UUID) -> Handoff | None:
        query = select(Handoff).where(
            Handoff.conversation_id == conversation_id, Handoff.state.in_(("waiting", "accepted"))
        )
        return self.session.scalars(query).one_or_none()

    def waiting(self, limit: int, offset: int = 0, only: ColumnElement[bool] | None = None) -> Sequence[Handoff]:
        """A stretch of the queue in its order; ``only``: those for whom this holds."""
        query = self._waiting() if only is None else self._waiting().where(only)
        return self.session.scalars(query.limit(limit).offset(offset)).all()

    def count_waiting(self, only: ColumnElement[bool]) -> tuple[int, int]:
        """How many wait in all, and for how many of them this holds."""
        query = select(func.count(), func.count().filter(only)).select_from(Handoff).where(Handoff.state == "waiting")
        found = self.session.execute(query).one()
        return found[0], found[1]

    @staticmethod
    def open_to(mine: frozenset[str], at_desk: Sequence[frozenset[str]], now: datetime) -> ColumnElement[bool]:
        """What skills.opens_at answers None to, as a condition on handoffs."""
        if not mine:
            return true()
        late = [
            and_(Handoff.urgency == urgency, Handoff.requested_at <= before)
            for urgency, before in enumerate(open_before(now))
        ]
        someone = or_(false(), *(Handoff.skills.contained_by(sorted(theirs)) for theirs in at_desk))
        return or_(Handoff.skills.contained_by(sorted(mine)), *late, not_(someone))

    def channels(self, ids: Sequence[UUID]) -> dict[UUID, str]:
        """The channel of each of these conversations."""
        query = select(Conversation.id, Conversation.channel).where(Conversation.id.in_(ids))
        return {row.id: row.channel for row in self.session.execute(query)}

    def by_reference(self, reference: str) -> Handoff | None:
        """Whoever has it and however it ended, as long as anything is known of it."""
        query = select(Handoff).where(Handoff.reference == reference, Handoff.packet != {})
        return self.session.scalars(query).one_or_none()

    def of_conversations_between(self, first: UUID, last: UUID) -> Sequence[Handoff]:
        """Of the conversations with these ids, as long as anything is known of them."""
        query = select(Handoff).where(Handoff.conversation_id.between(first, last), Handoff.packet != {})
        return self.session.scalars(query.order_by(Handoff.requested_at)).all()

    def accepted_by(self, agent_id: UUID) -> Sequence[Handoff]:
        query = select(Handoff).where(Handoff.state == "accepted", Handoff.agent_id == agent_id)
        return self.session.scalars(query.order_by(Handoff.accepted_at)).all()

    def of_conversation(self, conversation_id: UUID) -> Sequence[Handoff]:
        query = select(Handoff).where(Handoff.conversation_id == conversation_id)
        return self.session.scalars(query.order_by(Handoff.requested_at)).all()

    def position(self, handoff_id: UUID) -> int:
        """Place in the queue, from 1; 0 when it is not waiting."""
        order = self._waiting().subquery()
        ids = self.session.scalars(select(order.c.id)).all()
        return ids.index(handoff_id) + 1 if handoff_id in ids else 0

    def add(self, row: Handoff | HandoffNote | Callback | PromisedCall) -> None:
        self.session.add(row)
        self.session.flush()

    def agents_present(self, since: datetime) -> int:
        """How many people who take conversations were at their desk since then."""
        query = (
            select(func.count(func.distinct(Staff.id)))
            .join(StaffSession, StaffSession.staff_id == Staff.id)
            .where(
                Staff.role.in_(("agent", "supervisor")),
                Staff.disabled.is_(False),
                StaffSession.revoked_at.is_(None),
                StaffSession.last_seen_at > since,
            )
        )
        return self.session.scalar(query) or 0

    def last_turns(self, conversation_id: UUID, limit: int) -> Sequence[Turn]:
        """Newest first."""
        query = select(Turn).where(Turn.conversation_id == conversation_id)
        return self.session.scalars(query.order_by(Turn.number.desc()).limit(limit)).all()

    def turn_by_key(self, conversation_id: UUID, key: str) -> Turn | None:
        query = select(Turn).where(Turn.conversation_id == conversation_id, Turn.key == key)
        return self.session.scalars(query).one_or_none()

    def abandoned(self, before: datetime) -> Sequence[Handoff]:
        """Accepted handoffs whose agent has not been at their desk since ``before``."""
        present = select(StaffSession.staff_id).where(
            StaffSession.revoked_at.is_(None), StaffSession.last_seen_at > before
        )
        query = select(Handoff).where(
            Handoff.state == "accepted", Handoff.accepted_at < before, Handoff.agent_id.not_in(present)
        )
        return self.session.scalars(query).all()

    def replies(self, ids: Sequence[UUID]) -> dict[UUID, Replies]:
        """Per handoff: a person's first word since it was asked for, and the caller's first word since their last."""
        agent, said = Turn.speaker == "agent", Turn.said.is_not(None)
        spoken = (
            select(
                Handoff.id,
                Handoff.conversation_id,
                func.min(Turn.received_at).filter(agent).label("first"),
                func.max(Turn.number).filter(agent).label("last"),
            )
            .join(Turn, Turn.conversation_id == Handoff.conversation_id)
            .where(Handoff.id.in_(ids), Turn.received_at >= Handoff.requested_at)
            .group_by(Handoff.id)
            .subquery()
        )
        query = (
            select(spoken.c.id, spoken.c.first, func.min(Turn.received_at).filter(~agent, said))
            .outerjoin(Turn, (Turn.conversation_id == spoken.c.conversation_id) & (Turn.number > spoken.c.last))
            .group_by(spoken.c.id, spoken.c.first)
        )
        return {row[0]: Replies(row[1], row[2]) for row in self.session.execute(query)}

    def snoozed(self, ids: Sequence[UUID], now: datetime) -> dict[UUID, datetime]:
        """Those still put aside: the time has not come and the caller has not written since."""
        written = (
            select(Turn.id)
            .join(Handoff, Handoff.conversation_id == Turn.conversation_id)
            .where(Handoff.id == Snooze.handoff_id, Turn.speaker == "caller", Turn.received_at > Snooze.since)
            .exists()
        )
        query = select(Snooze.handoff_id, Snooze.until).where(Snooze.handoff_id.in_(ids), Snooze.until > now, ~written)
        return {row.handoff_id: row.until for row in self.session.execute(query)}

    def put_aside(self, snooze: Snooze) -> None:
        self.session.merge(snooze)
        self.session.flush()

    def wake_up(self, handoff_id: UUID) -> None:
        self.session.execute(delete(Snooze).where(Snooze.handoff_id == handoff_id))

    def draft(self, handoff_id: UUID, staff_id: UUID) -> Draft | None:
        return self.session.get(Draft, (handoff_id, staff_id))

    def keep_draft(self, handoff_id: UUID, staff_id: UUID, text: str, now: datetime) -> None:
        values = {"text": text, "written_at": now}
        row = insert(Draft).values(handoff_id=handoff_id, staff_id=staff_id, **values)
        self.session.execute(row.on_conflict_do_update(index_elements=["handoff_id", "staff_id"], set_=values))

    def drop_draft(self, handoff_id: UUID, staff_id: UUID | None = None, text: str | None = None) -> None:
        """One person's draft on a handoff, or everybody's; with ``text`` only if it is this one."""
        query = delete(Draft).where(Draft.handoff_id == handoff_id)
        query = query if staff_id is None else query.where(Draft.staff_id == staff_id)
        self.session.execute(query if text is None else query.where(Draft.text == text))

    def notes(self, handoff_id: UUID) -> Sequence[HandoffNote]:
        query = select(HandoffNote).where(HandoffNote.handoff_id == handoff_id)
        return self.session.scalars(query.order_by(HandoffNote.written_at, HandoffNote.id)).all()

    def at_desk(self, since: datetime) -> list[tuple[Staff, int]]:
        """People who take conversations and were here since then, with how many they hold; the freest first."""
        held = func.count(func.distinct(Handoff.id))
        query = (
            select(Staff, held)
            .join(StaffSession, StaffSession.staff_id == Staff.id)
            .outerjoin(Handoff, (Handoff.agent_id == Staff.id) & (Handoff.state == "accepted"))
            .where(
                Staff.role.in_(("agent", "supervisor")),
                Staff.disabled.is_(False),
                StaffSession.revoked_at.is_(None),
                StaffSession.last_seen_at > since,
            )
            .group_by(Staff.id)
            .order_by(held, Staff.name)
        )
        return [(row[0], row[1]) for row in self.session.execute(query)]

    def beat(
        self, handoff_id: UUID, staff_id: UUID, name: str, looking_at: datetime, typing_at: datetime | None
    ) -> None:
        values = {"staff_name": name, "looking_at": looking_at, "typing_at": typing_at}
        row = insert(Presence).values(handoff_id=handoff_id, staff_id=staff_id, **values)
        self.session.execute(row.on_conflict_do_update(index_elements=["handoff_id", "staff_id"], set_=values))

    def presence(self, handoff_id: UUID, staff_id: UUID) -> Presence | None:
        return self.session.get(Presence, (handoff_id, staff_id), populate_existing=True)

    def here(self, handoff_id: UUID, since: datetime, but: UUID) -> Sequence[Presence]:
        query = select(Presence).where(
            Presence.handoff_id == handoff_id, Presence.looking_at > since, Presence.staff_id != but
        )
        return self.session.scalars(query.order_by(Presence.staff_name)).all()

    def callbacks(self) -> Sequence[Callback]:
        query = select(Callback).where(Callback.done_at.is_(None))
        return self.session.scalars(query.order_by(Callback.due).limit(200)).all()

    def callbacks_of(self, conversation_id: UUID) -> Sequence[Callback]:
        """Every call an agent promised in a conversation."""
        query = select(Callback).join(Handoff, Handoff.id == Callback.handoff_id)
        return self.session.scalars(
            query.where(Handoff.conversation_id == conversation_id).order_by(Callback.due)
        ).all()

    def owes_call(self, conversation_id: UUID) -> bool:
        query = select(Callback.id).where(Callback.conversation_id == conversation_id, Callback.done_at.is_(None))
        return self.session.scalar(select(query.exists())) or False

    def callback(self, callback_id: UUID) -> Callback | None:
        return self.session.get(Callback, callback_id, with_for_update=True, populate_existing=True)

    def promised_call(self, callback_id: UUID) -> PromisedCall | None:
        """The call that keeps a promise; its callback is locked."""
        return self.session.get(PromisedCall, callback_id, populate_existing=True)

    def promised_calls(self, callbacks: Sequence[UUID]) -> dict[UUID, PromisedCall]:
        query = select(PromisedCall).where(PromisedCall.callback_id.in_(callbacks))
        return {one.callback_id: one for one in self.session.scalars(query)}

    def kept_place(self, handoff_id: UUID) -> KeptPlace | None:
        return self.session.scalars(select(KeptPlace).where(KeptPlace.handoff_id == handoff_id)).one_or_none()

    def has_telephone(self, staff_id: UUID) -> bool:
        return self.session.get(AgentLine, staff_id) is not None

    @staticmethod
    def _waiting() -> Select[Handoff]:
        return select(Handoff).where(Handoff.state == "waiting").order_by(*QUEUE_ORDER)
