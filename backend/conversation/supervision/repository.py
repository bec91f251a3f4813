"""Every query of supervision."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Uuid, and_, case, cast, delete, exists, false, func, literal_column, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import aliased

from backend.audit.acts import Act
from backend.conversation.handoffs import service as handoffs
from backend.conversation.ownership import service as ownership
from backend.conversation.supervision.schemas import Search
from backend.kit.repository import Repository
from backend.models.audit import AuditEvent
from backend.models.claim import Claim, plain
from backend.models.conversation import Conversation, Turn
from backend.models.denial import DenialPattern
from backend.models.handoff import Handoff
from backend.models.payer import Payer
from backend.models.provider import Provider
from backend.models.review import (
    ConversationTag,
    Correction,
    DoubleScoring,
    MachineScore,
    Review,
    ReviewReply,
    SlaBreach,
)
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
        if wanted.claim:
            conditions.append(self._about(func.upper(func.translate(wanted.claim, " -.", ""))))
        if wanted.reference:
            conditions.append(self._referred_to(wanted.reference))
        if wanted.payer:
            conditions.append(self._told_of(Payer.name.icontains(wanted.payer, autoescape=True)))
        if wanted.tag:
            tagged = exists().where(
                ConversationTag.conversation_id == Conversation.id, ConversationTag.tag == wanted.tag
            )
            conditions.append(tagged)
        if wanted.agent:
            conditions.append(self._some_handoff(Handoff.agent_name.icontains(wanted.agent, autoescape=True)))
        if wanted.score_below is not None:
            conditions.append(self._machine(MachineScore.total < wanted.score_below))
        if wanted.failed_check is not None:
            failed = self._machine((func.cardinality(MachineScore.auto_fails) > 0) | (MachineScore.facts_wrong > 0))
            conditions.append(failed if wanted.failed_check else ~failed)
        if wanted.corrected is not None:
            mended = self._some_turn(exists().where(Correction.turn_id == Turn.id))
            conditions.append(mended if wanted.corrected else ~mended)
        if wanted.reviewed is not None:
            seen = exists().where(Review.conversation_id == Conversation.id)
            conditions.append(seen if wanted.reviewed else ~seen)
        if wanted.outcome:
            conditions.append(self._outcome(wanted.outcome))
        return conditions

    def _referred_to(self, said: str) -> ColumnElement[bool]:
        """Its own reference, or its handoff's; words that are neither find nothing."""
        ids, handoff = ownership.ids_said(said), handoffs.reference_said(said)
        if ids is not None:
            return Conversation.id.between(*ids)
        return self._some_handoff(Handoff.reference == handoff) if handoff else false()

    @staticmethod
    def _machine(condition: ColumnElement[bool]) -> ColumnElement[bool]:
        return exists().where(MachineScore.conversation_id == Conversation.id, condition)

    @staticmethod
    def _told_of(condition: ColumnElement[bool]) -> ColumnElement[bool]:
        """A claim was told of for which this holds; the audit trail knows which."""
        claim_id = case((AuditEvent.subject.startswith("claim:"), cast(func.substr(AuditEvent.subject, 7), Uuid)))
        told = (
            select(AuditEvent.seq)
            .join(Claim, Claim.id == claim_id)
            .join(Payer, Payer.id == Claim.payer_id)
            .where(AuditEvent.actor == Conversation.name, AuditEvent.act == Act.CLAIM_DISCLOSED, condition)
        )
        return told.correlate(Conversation).exists()

    def _about(self, number: ColumnElement[str]) -> ColumnElement[bool]:
        fits = (literal_column(plain("claim.payer_claim_control_number")) == number) | (
            literal_column(plain("claim.patient_control_number")) == number
        )
        ids = list(self.session.scalars(select(Claim.id).where(fits).limit(50)))
        told = exists().where(
            AuditEvent.actor == Conversation.name,
            AuditEvent.act == Act.CLAIM_DISCLOSED,
            AuditEvent.subject.in_([f"claim:{one}" for one in ids]),
        )
        return told | self._some_handoff(Handoff.claim_id.in_(ids))

    @staticmethod
    def _some_turn(condition: ColumnElement[bool]) -> ColumnElement[bool]:
        return exists().where(Turn.conversation_id == Conversation.id, condition)

    @staticmethod
    def _some_handoff(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
        return exists().where(Handoff.conversation_id == Conversation.id, *conditions)

    def _outcome(self, outcome: str) -> ColumnElement[bool]:
        handed, over = self._some_handoff(), Conversation.ended_at.is_not(None)
        last = (
            select(Handoff.state)
            .where(Handoff.conversation_id == Conversation.id)
            .order_by(Handoff.requested_at.desc())
            .limit(1)
            .scalar_subquery()
        )
        return {
            "waiting": Conversation.owner == "waiting",
            "with_agent": Conversation.owner == "agent",
            "handed_off": and_(handed, Conversation.owner == "assistant", last != "closed"),
            "closed": and_(Conversation.owner == "assistant", last == "closed"),
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

    def turns_after(self, conversation_id: UUID, after: int, limit: int) -> list[Turn]:
        query = select(Turn).where(Turn.conversation_id == conversation_id, Turn.number > after)
        return list(self.session.scalars(query.order_by(Turn.number).limit(limit)))

    def open_handoffs(self) -> list[Handoff]:
        query = select(Handoff).where(Handoff.state.in_(("waiting", "accepted")))
        return list(self.session.scalars(query.order_by(Handoff.urgency, Handoff.requested_at).limit(500)))

    def handoffs_since(self, since: datetime) -> list[Handoff]:
        """Those open, and those that ended since then."""
        query = select(Handoff).where((Handoff.ended_at.is_(None)) | (Handoff.ended_at >= since))
        return list(self.session.scalars(query.limit(5000)))

    def breaches(self, ids: list[UUID]) -> set[tuple[UUID, str, datetime]]:
        query = select(SlaBreach).where(SlaBreach.handoff_id.in_(ids))
        return {(one.handoff_id, one.clock, one.due) for one in self.session.scalars(query)}

    def to_score(self, quiet_since: datetime, limit: int) -> list[Conversation]:
        """Conversations that are over and have no automatic score, or went on after it."""
        over = Conversation.ended_at.is_not(None) | (
            (Conversation.owner == "assistant") & (Conversation.last_activity_at < quiet_since)
        )
        scored = exists().where(
            MachineScore.conversation_id == Conversation.id,
            MachineScore.scored_at >= func.coalesce(Conversation.ended_at, Conversation.last_activity_at),
        )
        query = select(Conversation).where(over, ~scored).order_by(Conversation.last_activity_at)
        return list(self.session.scalars(query.limit(limit)))

    def keep_score(self, score: MachineScore) -> None:
        self.session.merge(score)
        self.session.flush()

    def machine_scores(self, ids: list[UUID]) -> dict[UUID, MachineScore]:
        query = select(MachineScore).where(MachineScore.conversation_id.in_(ids))
        return {one.conversation_id: one for one in self.session.scalars(query)}

    def tags(self, ids: list[UUID]) -> dict[UUID, list[str]]:
        found: dict[UUID, list[str]] = {one: [] for one in ids}
        query = select(ConversationTag).where(ConversationTag.conversation_id.in_(ids)).order_by(ConversationTag.tag)
        for row in self.session.scalars(query):
            found[row.conversation_id].append(row.tag)
        return found

    def set_tags(self, conversation_id: UUID, tags: list[str], by: UUID, now: datetime) -> None:
        """Exactly these; tags that stay keep who set them."""
        held = ConversationTag.conversation_id == conversation_id
        self.session.execute(delete(ConversationTag).where(held, ConversationTag.tag.not_in(tags)))
        for tag in set(tags) - set(self.tags([conversation_id])[conversation_id]):
            self.session.add(ConversationTag(conversation_id=conversation_id, tag=tag, by_id=by, at=now))
        self.session.flush()

    def reviews_of_agent(self, agent_id: UUID) -> list[tuple[Review, str]]:
        """Scores of conversations this agent held or wrote in, with the handoff's reference."""
        reference = (
            select(func.max(Handoff.reference))
            .where(Handoff.conversation_id == Review.conversation_id)
            .scalar_subquery()
        )
        stands = self._stands()
        query = select(Review, reference).where(self._took_part(agent_id), stands).order_by(Review.reviewed_at.desc())
        return [(row[0], row[1] or "") for row in self.session.execute(query.limit(100))]

    def review_of_agent(self, review_id: UUID, agent_id: UUID) -> Review | None:
        return self.session.scalars(select(Review).where(Review.id == review_id, self._took_part(agent_id))).first()

    def stands(self, review_id: UUID) -> bool:
        """Whether its reviewer has given no later score of the same conversation."""
        return self.session.scalar(select(Review.id).where(Review.id == review_id, self._stands())) is not None

    @staticmethod
    def _stands() -> ColumnElement[bool]:
        later = aliased(Review)
        return ~exists().where(
            later.conversation_id == Review.conversation_id,
            later.reviewer_id == Review.reviewer_id,
            later.reviewed_at > Review.reviewed_at,
        )

    @staticmethod
    def _took_part(agent_id: UUID) -> ColumnElement[bool]:
        """Who was sent home in the middle of a conversation took part in it too."""
        held = exists().where(Handoff.conversation_id == Review.conversation_id, Handoff.agent_id == agent_id)
        wrote = exists().where(Turn.conversation_id == Review.conversation_id, Turn.agent_id == agent_id)
        return held | wrote

    def replies(self, review_ids: list[UUID]) -> dict[UUID, list[ReviewReply]]:
        found: dict[UUID, list[ReviewReply]] = {}
        query = select(ReviewReply).where(ReviewReply.review_id.in_(review_ids)).order_by(ReviewReply.replied_at)
        for row in self.session.scalars(query):
            found.setdefault(row.review_id, []).append(row)
        return found

    def denial_patterns(self, limit: int) -> list[tuple[DenialPattern, str, str]]:
        """Those standing, the dearest first, with the payer's and the provider's name."""
        query = (
            select(DenialPattern, Payer.name, Provider.name)
            .join(Payer, Payer.id == DenialPattern.payer_id)
            .join(Provider, Provider.id == DenialPattern.provider_id)
            .where(DenialPattern.state == "open")
            .order_by(DenialPattern.amount.desc())
        )
        return [(row[0], row[1], row[2]) for row in self.session.execute(query.limit(limit))]

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

    def add(self, row: Review | ReviewReply | DoubleScoring | SlaBreach) -> None:
        self.session.add(row)
        self.session.flush()
