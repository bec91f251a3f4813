"""Every query alarms rest on."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import distinct, func, or_, select

from backend.audit.acts import Act
from backend.conversation.alarms.rules import Checks
from backend.kit.repository import Repository
from backend.models.audit import AuditEvent
from backend.models.conversation import Conversation
from backend.models.handoff import Callback, Handoff


class AlarmRepository(Repository):
    """What the audit trail and the handoffs tell."""

    def checks(self, since: datetime, until: datetime) -> Checks:
        """Identity checks of callers, and of patients a provider names, from a moment to another."""
        refused = or_(
            AuditEvent.act == Act.CALLER_REFUSED,
            (AuditEvent.act == Act.DISCLOSURE_REFUSED) & (AuditEvent.purpose == "headline"),
        )
        query = select(func.count().filter(refused), func.count()).where(
            or_(refused, AuditEvent.act == Act.CALLER_VERIFIED), AuditEvent.at >= since, AuditEvent.at < until
        )
        failed, of = self.session.execute(query).one()
        return Checks(failed, of)

    def uncovered_by(self, actor: str, since: datetime, *, but: UUID) -> int:
        """In how many conversations somebody uncovered identifiers since then, one aside."""
        query = select(func.count(distinct(AuditEvent.subject))).where(
            AuditEvent.act == Act.TRANSCRIPT_UNMASKED, AuditEvent.actor == actor, AuditEvent.at >= since,
            AuditEvent.subject != f"conversation:{but}",
        )  # fmt: skip
        return self.session.scalar(query) or 0

    def asked_in_as_sensitive(self, conversation_id: UUID) -> bool:
        """Whether a person was asked in because the claim is of a class only people talk about."""
        query = select(Handoff.id).where(Handoff.conversation_id == conversation_id, Handoff.reason == "sensitive")
        return self.session.scalar(query.limit(1)) is not None

    def claims_of(self, conversation: Conversation) -> set[UUID]:
        """The claims a conversation told of, refused to tell of, or left to a person."""
        told = select(AuditEvent.subject).where(
            AuditEvent.actor == conversation.name,
            AuditEvent.act.in_([Act.CLAIM_DISCLOSED, Act.DISCLOSURE_REFUSED]),
            AuditEvent.subject.startswith("claim:"),
        )
        found = {UUID(subject.removeprefix("claim:")) for subject in self.session.scalars(told.distinct())}
        for row in (Handoff, Callback):
            theirs = select(row.claim_id).where(row.conversation_id == conversation.id, row.claim_id.is_not(None))
            found |= {one for one in self.session.scalars(theirs) if one is not None}
        return found
