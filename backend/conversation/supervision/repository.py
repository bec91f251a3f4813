"""Every query of supervision."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, exists, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from backend.conversation.supervision.schemas import Search
from backend.kit.repository import Repository
from backend.models.conversation import Conversation, Turn
from backend.models.handoff import Handoff
from backend.models.review import Correction, DoubleScoring, Review
from backend.models.verification import DisclosureGrant, Verification


class SupervisionRepository(Repository):
    """Conversations for those who review them."""

    def search(self, wanted: Search) -> list[Conversation]:
        query = select(Conversation).where(*self._conditions(wanted))
        return list(self.session.scalars(query.order_by(Conversation.started_at.desc()).limit(wanted.limit)))

    def _conditions(self, wanted: Search) -> list[ColumnElement[bool]]:
        conditions: list[ColumnElement[bool]] = []
        if wanted.channel:
            conditions.append(Conversation.channel == wanted.channel)
        if wanted.first_day:
            conditions.append(Conversation.started_at >= datetime.combine(wanted.first_day, time(), UTC))
        if wanted.last_day:
            conditions.append(
                Conversation.started_at < datetime.combine(wanted.last_day, time(), UTC) + timedelta(days=1)
            )
        if wanted.before:
            conditions.append(Conversation.started_at < wanted.before)
        if wanted.text:
            words = func.to_tsvector("simple", func.coalesce(Turn.said, "") + " " + Turn.answer_text)
            conditions.append(self._some_turn(words.op("@@")(func.websearch_to_tsquery("simple", wanted.text))))
        if wanted.intent:
            conditions.append(self._some_turn(Turn.understood["intent"].astext == wanted.intent))
        if wanted.confidence_below is not None:
            sure = Turn.understood["confidence"].as_float()
            conditions.append(self._some_turn(sure < wanted.confidence_below))
        if wanted.reason:
            conditions.append(self._some_handoff(Handoff.reason == wanted.reason))
        if wanted.reviewed is not None:
            seen = exists().where(Review.conversation_id == Conversation.id)
            conditions.append(seen if wanted.reviewed else ~seen)
        if wanted.outcome:
            conditions.append(self._outcome(wanted.outcome))
        return conditions

    @staticmethod
    def _some_turn(condition: ColumnElement[bool]) -> ColumnElement[bool]:
        return exists().where(Turn.conversation_id == Conversation.id, condition)

    @staticmethod
    def _some_handoff(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
        return exists().where(Handoff.conversation_id == Conversation.id, *conditions)

    def _outcome(self, outcome: str) -> ColumnElement[bool]:
        handed, over = self._some_handoff(), Conversation.ended_at.is_not(None)
        return {
            "waiting": Conversation.owner == "waiting",
            "with_agent": Conversation.owner == "agent",
            "handed_off": and_(handed, Conversation.owner == "assistant"),
            "contained": and_(~handed, over),
            "open": and_(~handed, ~over, Conversation.owner == "assistant"),
        }[outcome]

    def summaries(self, ids: list[UUID]) -> dict[UUID, Row[UUID, int, Any]]:
        """Per conversation: number of turns and the intents in order of appearance."""
        intent = Turn.understood["intent"].astext
        query = (
            select(
                Turn.conversation_id,
                func.count().label("turns"),
                func.array_agg(aggregate_order_by(intent, Turn.number)).filter(intent.is_not(None)).label("intents"),
            )
            .where(Turn.conversation_id.in_(ids))
            .group_by(Turn.conversation_id)
        )
        return {row.conversation_id: row for row in self.session.execute(query)}

    def conversation(self, conversation_id: UUID) -> Conversation | None:
        return self.session.get(Conversation, conversation_id)

    def turns(self, conversation_id: UUID) -> list[Turn]:
        query = select(Turn).where(Turn.conversation_id == conversation_id).order_by(Turn.number)
        return list(self.session.scalars(query))

    def handoffs(self, ids: list[UUID]) -> list[Handoff]:
        query = select(Handoff).where(Handoff.conversation_id.in_(ids)).order_by(Handoff.requested_at)
        return list(self.session.scalars(query))

    def verifications(self, ids: list[UUID]) -> list[Verification]:
        query = select(Verification).where(Verification.conversation_id.in_(ids)).order_by(Verification.verified_at)
        return list(self.session.scalars(query))

    def grants(self, conversation_id: UUID) -> list[DisclosureGrant]:
        query = select(DisclosureGrant).where(DisclosureGrant.conversation_id == conversation_id)
        return list(self.session.scalars(query.order_by(DisclosureGrant.granted_at)))

    def reviews(self, ids: list[UUID]) -> list[Review]:
        query = select(Review).where(Review.conversation_id.in_(ids)).order_by(Review.reviewed_at)
        return list(self.session.scalars(query))

    def corrections(self, turn_ids: list[UUID]) -> list[Correction]:
        query = select(Correction).where(Correction.turn_id.in_(turn_ids)).order_by(Correction.at)
        return list(self.session.scalars(query))

    def turn(self, conversation_id: UUID, turn_id: UUID) -> Turn | None:
        query = select(Turn).where(Turn.id == turn_id, Turn.conversation_id == conversation_id)
        return self.session.scalars(query).first()

    def open_handoffs(self) -> list[Handoff]:
        query = select(Handoff).where(Handoff.state.in_(("waiting", "accepted")))
        return list(self.session.scalars(query.order_by(Handoff.urgency, Handoff.requested_at).limit(500)))

    def talking(self, since: datetime) -> int:
        """How many talk with the assistant."""
        query = select(func.count()).where(
            Conversation.owner == "assistant", Conversation.ended_at.is_(None), Conversation.last_activity_at > since
        )
        return self.session.scalar(query) or 0

    def started_between(self, start: datetime, end: datetime) -> list[Conversation]:
        query = select(Conversation).where(Conversation.started_at >= start, Conversation.started_at < end)
        return list(self.session.scalars(query.order_by(Conversation.started_at)))

    def grants_of(self, ids: list[UUID]) -> list[DisclosureGrant]:
        return list(self.session.scalars(select(DisclosureGrant).where(DisclosureGrant.conversation_id.in_(ids))))

    def not_understood(self, ids: list[UUID]) -> list[tuple[UUID, str]]:
        """What callers said that the model could not place, newest last."""
        intent = Turn.understood["intent"].astext
        query = select(Turn.conversation_id, Turn.said).where(
            Turn.conversation_id.in_(ids),
            Turn.kind.in_(("text", "speech")),
            Turn.said.is_not(None),
            intent == "nlu_fallback",
        )
        rows = self.session.execute(query.order_by(Turn.received_at.desc()).limit(2000))
        return [(row[0], row[1] or "") for row in rows]

    def names(self, ids: list[UUID]) -> dict[UUID, list[str]]:
        """Per conversation the names and ids its proofs and grants hold."""
        found: dict[UUID, list[str]] = {one: [] for one in ids}
        rows: list[Verification | DisclosureGrant] = [*self.verifications(ids), *self.grants_of(ids)]
        for row in rows:
            found[row.conversation_id] += [one for one in (row.first_name, row.last_name, row.member_id) if one]
        return found

    def to_choose_from(self, since: datetime) -> list[tuple[UUID, str, bool]]:
        """Ended or handed-over conversations nobody has scored or chosen, with their channel."""
        handed = self._some_handoff()
        query = select(Conversation.id, Conversation.channel, handed).where(
            Conversation.started_at >= since,
            Conversation.owner == "assistant",
            Conversation.last_turn > 1,
            ~exists().where(Review.conversation_id == Conversation.id),
            ~exists().where(DoubleScoring.conversation_id == Conversation.id),
        )
        return [(row[0], row[1], row[2]) for row in self.session.execute(query)]

    def double_scorings(self) -> list[Conversation]:
        query = select(Conversation).join(DoubleScoring, DoubleScoring.conversation_id == Conversation.id)
        return list(self.session.scalars(query.order_by(DoubleScoring.chosen_at.desc(), Conversation.id).limit(200)))

    def blind_for(self, ids: list[UUID], staff_id: UUID) -> set[UUID]:
        """Those chosen for double scoring that this person has not scored yet."""
        mine = exists().where(Review.conversation_id == DoubleScoring.conversation_id, Review.reviewer_id == staff_id)
        query = select(DoubleScoring.conversation_id).where(DoubleScoring.conversation_id.in_(ids), ~mine)
        return set(self.session.scalars(query))

    def add(self, row: Review | Correction | DoubleScoring) -> None:
        self.session.add(row)
        self.session.flush()
