"""What did not arrive. Of notices each has an owner and a day, can be sent again, or is settled by other means.

Of replies by text message their conversation has an owner and a day: whoever wrote one believes it was read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.codes.deadlines import business_days_after
from backend.conversation.outreach import rules
from backend.conversation.outreach.errors import NoNotice, NotUndelivered
from backend.conversation.outreach.repository import OutreachRepository
from backend.conversation.ownership import service as ownership
from backend.database import defer_job
from backend.kit.clock import Clock
from backend.models.outreach import OutboundNotice
from backend.pipeline.work import service as work
from backend.pipeline.work.owners import AGENTS_TEAM as OWNER
from backend.pipeline.work.owners import UNDELIVERED as QUEUE

UNDELIVERED = frozenset({"failed", "uncertain", "withdrawn", "no_channel"})
LISTED_MAX = 200
_WHY = {
    "failed": "A notice could not be delivered.",
    "uncertain": "Nobody knows whether a call with news was placed.",
    "withdrawn": "A notice was not sent: its reader wants no messages any more.",
    "no_channel": "A letter is ready, and its reader has told us no way to say so.",
}
_REPLY_WHY = {
    "failed": "A reply by text message did not arrive, though the transcript shows it.",
    "withdrawn": "A reply was not sent, though the transcript shows it: its reader wants no text messages any more.",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A notice as staff see it: no number in full, nothing of the claim."""

    notice: OutboundNotice
    standing: str
    """``held`` (quiet hours), ``on_its_way``, ``sent``, ``delivered``, or one of ``UNDELIVERED``, or ``settled``."""
    channel: str | None
    ending: str | None
    """The last two digits of the number."""
    time_zone: str | None
    reference: str | None
    """Of the letter it tells of."""


def hand_over(session: Session, notice: OutboundNotice, clock: Clock) -> None:
    """A person sees to it by the next working day."""
    item = work.NewWork(
        queue=QUEUE,
        subject_kind="notice",
        subject_id=notice.id,
        reason=notice.state,
        owner=OWNER,
        due=business_days_after(clock.today(), 1),
        sentence=_WHY[notice.state],
    )
    work.open_work_item(session, item)


def reply_lost(session: Session, conversation_id: UUID, turn_id: UUID, why: str, clock: Clock) -> None:
    """A reply in this conversation did not reach its reader: whoever wrote it sees to it. ``why`` as of notices."""
    writer = OutreachRepository(session).writer_of(turn_id)
    item = work.NewWork(
        queue=QUEUE,
        subject_kind="conversation",
        subject_id=conversation_id,
        reason="reply_lost",
        owner=writer.email if writer else OWNER,
        due=business_days_after(clock.today(), 1),
        sentence=_REPLY_WHY[why],
    )
    work.open_work_item(session, item)
    if writer is not None:
        ownership.tell_staff(session, writer.id)


def listed(session: Session, since: datetime, clock: Clock) -> Sequence[Shown]:
    """Every notice since then, those somebody has to see to first."""
    found = OutreachRepository(session).notices(since, LISTED_MAX)
    shown = [
        Shown(
            notice=notice,
            standing=standing(notice.state, delivery, notice.send_at, clock.now()),
            channel=preference.channel if preference else None,
            ending=preference.address[-2:] if preference and preference.address else None,
            time_zone=preference.time_zone if preference else None,
            reference=reference,
        )
        for notice, preference, delivery, reference in found
    ]
    return sorted(shown, key=lambda one: (one.standing not in UNDELIVERED, -one.notice.send_at.timestamp()))


def standing(state: str, delivery: str | None, send_at: datetime, now: datetime) -> str:
    """In one word where a notice stands."""
    if state == "planned":
        return "held" if send_at > now else "on_its_way"
    if state == "sent" and delivery == "delivered":
        return "delivered"
    return state


def send_again(session: Session, notice_id: UUID, by: str, clock: Clock) -> OutboundNotice:
    """Once more by the same way, keeping consent and quiet hours. Raises NoNotice, NotUndelivered."""
    repository = OutreachRepository(session)
    notice = _undelivered(repository, notice_id)
    preference = repository.preference(notice.preference_id) if notice.preference_id else None
    if preference is None or preference.withdrawn_at is not None:
        raise NotUndelivered
    again = int(notice.facts.get("again", 0)) + 1
    notice.key = f"{notice.key.partition('#')[0]}#{again}"
    notice.facts = {**notice.facts, "again": again}
    notice.state = "planned"
    notice.send_at = rules.next_allowed(clock.now(), preference.time_zone, preference.channel)  # type: ignore[arg-type]
    _close(session, notice, "sent_again", by, clock)
    defer_job(session, "outreach.send_notice", at=notice.send_at, lock=f"notice:{notice.id}", notice_id=str(notice.id))
    return notice


def settle(session: Session, notice_id: UUID, outcome: str, by: str, clock: Clock) -> OutboundNotice:
    """Seen to by other means: posted, told by telephone. Raises NoNotice, NotUndelivered."""
    notice = _undelivered(OutreachRepository(session), notice_id)
    notice.state, notice.settled_by, notice.outcome = "settled", by, outcome
    _close(session, notice, "settled", by, clock)
    return notice


def _undelivered(repository: OutreachRepository, notice_id: UUID) -> OutboundNotice:
    notice = repository.lock_notice(notice_id)
    if notice is None:
        raise NoNotice
    if notice.state not in UNDELIVERED:
        raise NotUndelivered
    return notice


def _close(session: Session, notice: OutboundNotice, outcome: str, by: str, clock: Clock) -> None:
    work.close_work_items(session, "notice", notice.id, outcome=outcome, now=clock.now(), queue=QUEUE)
    subject = f"notice:{notice.id}"
    audit.record(session, Act.NOTICE_SETTLED, actor=by, subject=subject, fields=[outcome], clock=clock)
