"""Who did what to a claim: its history says what was done, the audit trail by whom."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from backend.audit.acts import Act
from backend.kit.repository import Repository
from backend.models.audit import AuditEvent
from backend.models.staff import Staff

DEEDS: Mapping[str, Act] = {
    "corrected": Act.CLAIM_CORRECTED,
    "built": Act.CLAIM_CORRECTED,
    "taken_off": Act.CLAIM_WITHDRAWN,
    "sent_again": Act.CLAIM_SENT_AGAIN,
    "payment_matched": Act.PAYMENT_MATCHED,
    "appeal_sent": Act.APPEAL_SENT,
    "appeal_withdrawn": Act.APPEAL_WITHDRAWN,
}
"""What a chapter tells, and the act it is audited as. A claim built to replace another is audited on that one."""
_TOGETHER = timedelta(minutes=1)
"""Rows of one transaction bear its beginning, events of the trail the moment they were written."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One act of the audit trail."""

    act: str
    subject: str
    actor: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Who:
    """The people of a claim's story."""

    names: Mapping[str, str]
    """By actor, as the trail knows them."""
    deeds: Sequence[Deed] = ()

    def named(self, actor: str | None) -> str:
        """The name of who did it where it is known, else what kind of party it was."""
        told = actor or ""
        kind = told.partition(":")[0]
        unknown = {"call": "caller", "chat": "caller", "sms": "caller", "staff": "person", "": "person"}
        return self.names.get(told) or unknown.get(kind, "system")

    def did(self, kind: str, subject: str, moment: datetime | None) -> Deed | None:
        """The act behind a chapter: the one nearest to its moment, or the last where that is not known."""
        act = DEEDS.get(kind)
        of_kind = [one for one in self.deeds if one.act == act and one.subject == subject]
        if moment is None:
            return max(of_kind, key=lambda one: one.at, default=None)
        near = [one for one in of_kind if abs(one.at - moment) < _TOGETHER]
        return min(near, key=lambda one: abs(one.at - moment), default=None)


NOBODY = Who({})


class WhoRepository(Repository):
    """Reads of the trail and of the people in it."""

    def who(self, subjects: Collection[str], actors: Collection[str]) -> Who:
        """Who acted on these subjects, and the names of them and of these actors."""
        acts = {str(act) for act in DEEDS.values()}
        rows = self.session.execute(
            select(AuditEvent.act, AuditEvent.subject, AuditEvent.actor, AuditEvent.at)
            .where(AuditEvent.subject.in_(subjects), AuditEvent.act.in_(acts))
            .order_by(AuditEvent.seq)
        )
        deeds = [Deed(*row) for row in rows]
        known = {key for one in (*actors, *(each.actor for each in deeds)) if (key := _staff(one)) is not None}
        found = self.session.execute(select(Staff.id, Staff.name).where(Staff.id.in_(known)))
        return Who({f"staff:{row.id}": row.name for row in found}, deeds)


def _staff(actor: str) -> UUID | None:
    kind, _, key = actor.partition(":")
    try:
        return UUID(key) if kind == "staff" else None
    except ValueError:
        return None
