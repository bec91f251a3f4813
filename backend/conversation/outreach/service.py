"""Choosing a channel, planning a notice, sending it; and the one way a text message of ours leaves: at most once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.conversation.letters import service as letters
from backend.conversation.letters.repository import LetterRepository
from backend.conversation.outreach import rules
from backend.conversation.outreach.errors import NoSuchZone, NumberNeeded, OnePerson
from backend.conversation.outreach.repository import OutreachRepository
from backend.conversation.outreach.rules import Channel
from backend.conversation.ownership import service as ownership
from backend.database import defer_job, session_scope
from backend.integrations.twilio.calls import PhoneCalls
from backend.integrations.twilio.sender import MessageSender, SendingRefused, SendingUncertain
from backend.kit.clock import Clock
from backend.kit.ids import new_id
from backend.models.outreach import ContactPreference, Letter, OutboundNotice, TextMessage
from backend.settings import get_settings

DELIVERY = ("accepted", "queued", "sending", "sent", "delivered")
FAILED = frozenset({"undelivered", "failed"})


@dataclass(frozen=True, slots=True)
class Choice:
    """Who wants to hear from us how. A provider by NPI, or a member by id and date of birth."""

    channel: Channel
    time_zone: str
    number: str | None = None
    npi: str | None = None
    member_id: str | None = None
    date_of_birth: date | None = None


def choose(session: Session, choice: Choice, by: str, clock: Clock) -> ContactPreference:
    """Record the channel with the consent. Raises NoSuchZone, NumberNeeded, OnePerson."""
    if not rules.is_zone(choice.time_zone):
        raise NoSuchZone
    number = rules.in_full(choice.number) if choice.number else None
    if choice.channel in rules.NUMBERED and number is None:
        raise NumberNeeded
    repository = OutreachRepository(session)
    member = None
    if choice.member_id and choice.date_of_birth:
        member = repository.member_of(choice.member_id, choice.date_of_birth)
    if (member is None) == (choice.npi is None):
        raise OnePerson
    row = repository.preference_of(choice.npi, member.id if member else None)
    if row is None:
        row = ContactPreference(npi=choice.npi, member_row=member.id if member else None)
    row.channel, row.address, row.time_zone = choice.channel, number, choice.time_zone
    row.address_hash = ownership.keyed_hash(number) if number else None
    row.consented_at, row.consented_by, row.withdrawn_at = clock.now(), by, None
    repository.add(row)
    audit.record(
        session, Act.CONTACT_CHOSEN, actor=by, subject=f"contact:{row.id}", fields=["channel", "time_zone"], clock=clock
    )
    return row


def withdraw(session: Session, number: str, clock: Clock) -> None:
    """STOP: no notice goes to that number any more, by whichever way it was chosen."""
    if OutreachRepository(session).withdraw_by_number(ownership.keyed_hash(number), clock.now()):
        audit.record(session, Act.CONTACT_WITHDRAWN, actor="caller:sms", subject="contact:number", clock=clock)


# -- notices


def answer_is_ready(session: Session, letter: Letter, clock: Clock) -> None:
    """Say that a letter lies in the inbox, where its reader wants to be told."""
    repository = OutreachRepository(session)
    preference = repository.preference_of(letter.npi, letter.member_row)
    if preference is not None and preference.withdrawn_at is None and preference.channel in rules.LOUD:
        _plan(session, preference, f"letter:{letter.id}", "answer_ready", {"letter_id": str(letter.id)}, clock)


def plan_denials(session: Session, clock: Clock) -> int:
    """News of denials for those who chose to hear of them: a letter each and, by their channel, that it is there."""
    since = clock.today() - timedelta(days=rules.NEWS_DAYS_MAX)
    planned = 0
    for denial, preference in OutreachRepository(session).denials_since(since):
        key = f"denial:{denial.claim_id}:{preference.id}"
        if LetterRepository(session).by_key(key) is None:
            wanted = letters.NewLetter("status_letter", key, [denial.claim_id], npi=preference.npi)
            letters.ask(session, None, wanted, clock)
            planned += 1
    return planned


def _plan(
    session: Session, preference: ContactPreference, key: str, kind: str, facts: dict[str, Any], clock: Clock
) -> None:
    at = rules.next_allowed(clock.now(), preference.time_zone, preference.channel)  # type: ignore[arg-type]
    notice = OutboundNotice(
        id=new_id(), key=key, kind=kind, preference_id=preference.id, facts=facts, send_at=at, state="planned"
    )
    if OutreachRepository(session).plan(notice) is not None:
        defer_job(session, "outreach.send_notice", at=at, lock=f"notice:{notice.id}", notice_id=str(notice.id))


def send_notice(notice_id: UUID, calls: PhoneCalls, clock: Clock) -> None:
    """Send one that is due. Consent and quiet hours are looked at again at this moment."""
    with session_scope() as session:
        repository = OutreachRepository(session)
        notice = repository.lock_notice(notice_id)
        if notice is None or notice.state != "planned":
            return
        preference = repository.preference(notice.preference_id)
        assert preference is not None, "preferences are withdrawn, never deleted"
        if preference.withdrawn_at is not None or preference.address is None:
            notice.state = "withdrawn"
            return
        at = rules.next_allowed(clock.now(), preference.time_zone, preference.channel)  # type: ignore[arg-type]
        if at > clock.now():
            notice.send_at = at
            defer_job(session, "outreach.send_notice", at=at, lock=f"notice:{notice.id}", notice_id=str(notice.id))
            return
        # Written before the network is asked: what is not known to have failed is not sent a second time.
        notice.state, notice.sent_at = "sent" if preference.channel == "sms" else "uncertain", clock.now()
        audit.record(session, Act.NOTICE_SENT, actor="system:outreach", subject=f"notice:{notice.id}", clock=clock)
        if preference.channel == "sms":
            letter = LetterRepository(session).lock(UUID(notice.facts["letter_id"]))
            assert letter is not None, "letters are kept as long as notices of them"
            link = letters.make_link(session, letter, clock)
            text_message(session, preference.address, rules.ANSWER_READY.format(link=link), notice.key, clock)
            return
        number, key = preference.address, str(notice.id)
    try:
        calls.place(number, "/voice/news", key)
    except SendingRefused:
        _mark(notice_id, "planned")
        raise
    except SendingUncertain:
        return
    _mark(notice_id, "sent")


def _mark(notice_id: UUID, state: str) -> None:
    with session_scope() as session:
        notice = OutreachRepository(session).lock_notice(notice_id)
        assert notice is not None, "notices are not deleted while they are sent"
        notice.state = state


# -- text messages of ours


def text_message(
    session: Session, number: str, text: str, key: str, clock: Clock, conversation_id: UUID | None = None
) -> TextMessage:
    """Put a text message on its way; the same key is the same message."""
    repository = OutreachRepository(session)
    known = repository.message_by_key(key)
    if known is not None:
        return known
    row = TextMessage(key=key, number=number, text=text, conversation_id=conversation_id, written_at=clock.now())
    row.state = "waiting"
    repository.add(row)
    defer_job(session, "outreach.send_text", lock=f"text:{number_hash(number)}", message_id=str(row.id))
    return row


def number_hash(number: str) -> str:
    """What messages to one number are kept in order by."""
    return ownership.keyed_hash(number)[:32]


def send_text(message_id: UUID, sender: MessageSender, clock: Clock) -> bool:
    """Hand it to the carrier, at most once; False where it should be tried again.

    A time-out after it was handed over is no licence to send again: the next try asks the carrier first.
    """
    with session_scope() as session:
        repository = OutreachRepository(session)
        row = repository.lock_message(message_id)
        if row is None or row.state in ("sent", "refused", "stopped"):
            return True
        if repository.is_stopped(row.number):
            row.state = "stopped"
            return True
        asked_before = row.state in ("sending", "uncertain")
        row.state = "sending"
        number, text, key = row.number, row.text, row.key
    try:
        sid = sender.already_sent(number, text) if asked_before else None
        sid = sid or sender.send(number, text, key)
        state = "sent"
    except SendingUncertain:
        sid, state = None, "uncertain"
    except SendingRefused:
        sid, state = None, "refused" if asked_before else "waiting"
    with session_scope() as session:
        row = OutreachRepository(session).lock_message(message_id)
        assert row is not None, "messages are not deleted while they are sent"
        row.state, row.sid = state, sid
        row.sent_at = clock.now() if sid else None
    return state in ("sent", "refused")


def delivered(sid: str, told: str) -> None:
    """The carrier's word on a message, in whatever order it comes: only ever forward."""
    with session_scope() as session:
        row = OutreachRepository(session).message_by_sid(sid)
        if row is not None and moves_on(row.delivery, told):
            row.delivery = told


def moves_on(now: str | None, told: str) -> bool:
    """Whether this tells of a later state; delivered and failed are final."""
    if now in FAILED or now == "delivered" or told not in (*DELIVERY, *FAILED):
        return False
    order = {name: place for place, name in enumerate(DELIVERY)} | dict.fromkeys(FAILED, len(DELIVERY))
    return order[told] > order.get(now or "", -1)


def public_address(path: str) -> str:
    """The address by which the network reaches us."""
    return get_settings().public_base_url.rstrip("/") + path
