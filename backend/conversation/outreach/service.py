"""Choosing a channel, planning a notice, sending it; and the one way a text message of ours leaves: at most once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.conversation.letters import service as letters
from backend.conversation.letters.repository import LetterRepository
from backend.conversation.outreach import places, rules, undelivered
from backend.conversation.outreach.errors import NoSuchZone, NumberNeeded, OnePerson
from backend.conversation.outreach.places import Where
from backend.conversation.outreach.repository import OutreachRepository
from backend.conversation.outreach.rules import Channel
from backend.database import defer_job, session_scope
from backend.integrations.twilio.calls import PhoneCalls
from backend.integrations.twilio.sender import MessageSender, SendingRefused, SendingUncertain
from backend.kit.clock import Clock
from backend.kit.ids import new_id
from backend.models.member import Member
from backend.models.outreach import ContactPreference, Letter, OutboundNotice, TextMessage
from backend.settings import get_settings
from backend.staff.counting.service import keyed_hash

DELIVERY = ("accepted", "queued", "sending", "sent", "delivered")
FAILED = frozenset({"undelivered", "failed"})


@dataclass(frozen=True, slots=True)
class Choice:
    """Who wants to hear from us how. A provider by NPI, or a member by id and date of birth."""

    channel: Channel
    time_zone: str | None = None
    """None: that of the address on file, else of the number."""
    number: str | None = None
    npi: str | None = None
    member_id: str | None = None
    date_of_birth: date | None = None
    claim_id: UUID | None = None
    """Of this claim only; none: of everything of theirs."""


def choose(session: Session, choice: Choice, by: str, clock: Clock) -> ContactPreference:
    """Record the channel with the consent. Raises NoSuchZone, NumberNeeded, OnePerson."""
    if choice.time_zone is not None and not rules.is_zone(choice.time_zone):
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
    row = repository.preference_of(choice.npi, member.id if member else None, choice.claim_id)
    if row is None:
        row = ContactPreference(npi=choice.npi, member_row=member.id if member else None, claim_id=choice.claim_id)
    found = Where(choice.time_zone, "told") if choice.time_zone else _where(member, number, clock)
    row.time_zone, row.time_zone_source = found.zone, found.source
    row.channel, row.address = choice.channel, number
    row.address_hash = keyed_hash(number) if number else None
    row.consented_at, row.consented_by, row.withdrawn_at = clock.now(), by, None
    repository.add(row)
    audit.record(
        session, Act.CONTACT_CHOSEN, actor=by, subject=f"contact:{row.id}", fields=["channel", "time_zone"], clock=clock
    )
    return row


def where(session: Session, number: str | None, member_id: str | None, born: date | None, clock: Clock) -> Where:
    """Where the clock stands of who is called at ``number``: a verified member's address on file goes before it."""
    known = OutreachRepository(session).member_of(member_id, born) if member_id and born else None
    return _where(known, number, clock)


def _where(member: Member | None, number: str | None, clock: Clock) -> Where:
    return places.where(member.zip if member else None, number, clock.today(), get_settings().home_time_zone)


def is_number_on_file(session: Session, choice: Choice) -> bool:
    """Whether the chosen number is the one the plan has of this member."""
    if choice.member_id is None or choice.date_of_birth is None:
        return False
    member = OutreachRepository(session).member_of(choice.member_id, choice.date_of_birth)
    known = rules.in_full(member.phone) if member is not None and member.phone else None
    return known is not None and known == rules.in_full(choice.number or "")


def withdraw(session: Session, number: str, clock: Clock) -> None:
    """STOP: no notice goes to that number any more, by whichever way it was chosen."""
    if OutreachRepository(session).withdraw_by_number(keyed_hash(number), clock.now()):
        audit.record(session, Act.CONTACT_WITHDRAWN, actor="caller:sms", subject="contact:number", clock=clock)


# -- notices


def answer_is_ready(session: Session, letter: Letter, preference_id: UUID | None, clock: Clock) -> None:
    """Say that a letter lies in the inbox, where its reader wants to be told; ``preference_id``: by that choice alone.

    Where nobody has told us how, a person sees to it that the letter reaches its reader.
    """
    repository = OutreachRepository(session)
    preference = (
        repository.preference(preference_id)
        if preference_id is not None
        else repository.chosen_for(letter.npi, letter.member_row, letter.claim_ids)
    )
    key, facts = f"letter:{letter.id}", {"letter_id": str(letter.id)}
    if preference is None or preference.withdrawn_at is not None:
        notice = OutboundNotice(id=new_id(), key=key, kind="answer_ready", facts=facts, send_at=clock.now())
        notice.state = "no_channel"
        if repository.plan(notice) is not None:
            undelivered.hand_over(session, notice, clock)
    elif preference.channel in rules.LOUD:
        plan(session, preference, key, "answer_ready", facts, clock)


def call_is_promised(session: Session, callback_id: UUID, number: str, due: datetime, clock: Clock) -> None:
    """Write when it will be to the number that was promised a call, where it is to be texted; and nothing else."""
    full = rules.in_full(number)
    preference = OutreachRepository(session).texted_at(keyed_hash(full)) if full else None
    if preference is not None:
        plan(session, preference, f"callback:{callback_id}", "callback_promised", {"due": due.isoformat()}, clock)


def plan(
    session: Session, preference: ContactPreference, key: str, kind: str, facts: dict[str, Any], clock: Clock
) -> None:
    """Put a notice on its way, now or after the quiet hours; the same key goes once."""
    at = rules.next_allowed(clock.now(), preference.time_zone, preference.channel)  # type: ignore[arg-type]
    notice = OutboundNotice(
        id=new_id(), key=key, kind=kind, preference_id=preference.id, facts=facts, send_at=at, state="planned"
    )
    if OutreachRepository(session).plan(notice) is not None:
        send_later(session, notice)


def send_later(session: Session, notice: OutboundNotice) -> None:
    """The job that sends it when its time has come."""
    defer_job(session, "outreach.send_notice", at=notice.send_at, lock=f"notice:{notice.id}", notice_id=str(notice.id))


def send_notice(notice_id: UUID, calls: PhoneCalls, clock: Clock) -> None:
    """Send one that is due. Consent and quiet hours are looked at again at this moment. Raises SendingRefused."""
    with session_scope() as session:
        repository = OutreachRepository(session)
        notice = repository.lock_notice(notice_id)
        if notice is None or notice.state != "planned" or notice.preference_id is None:
            return
        preference = repository.preference(notice.preference_id)
        assert preference is not None, "preferences are withdrawn, never deleted"
        if preference.withdrawn_at is not None or preference.address is None:
            notice.state = "withdrawn"
            undelivered.hand_over(session, notice, clock)
            return
        at = rules.next_allowed(clock.now(), preference.time_zone, preference.channel)  # type: ignore[arg-type]
        if at > clock.now():
            notice.send_at = at
            send_later(session, notice)
            return
        # Written before the network is asked: what is not known to have failed is not sent a second time.
        notice.state, notice.sent_at = "sent" if preference.channel == "sms" else "uncertain", clock.now()
        audit.record(session, Act.NOTICE_SENT, actor="system:outreach", subject=f"notice:{notice.id}", clock=clock)
        if preference.channel == "sms":
            text_message(session, preference.address, _words(session, notice, preference, clock), notice.key, clock)
            return
        number, key = preference.address, f"{notice.id}-{notice.facts.get('again', 0)}"
    try:
        sid = calls.place(number, "/voice/news", key)
    except SendingRefused:
        _mark(notice_id, "planned", clock)
        raise
    except SendingUncertain:
        _mark(notice_id, "uncertain", clock)
        return
    _mark(notice_id, "sent", clock, sid)


def call_not_answered(sid: str, clock: Clock) -> bool:
    """A call with news rang in vain: a person sees to it. Whether it was one of those."""
    with session_scope() as session:
        notice = OutreachRepository(session).notice_by_sid(sid)
        if notice is not None and notice.state == "sent":
            notice.state = "failed"
            undelivered.hand_over(session, notice, clock)
        return notice is not None


def _words(session: Session, notice: OutboundNotice, preference: ContactPreference, clock: Clock) -> str:
    if notice.kind == "callback_promised":
        return rules.call_promised(datetime.fromisoformat(notice.facts["due"]), preference.time_zone)
    letter = LetterRepository(session).lock(UUID(notice.facts["letter_id"]))
    assert letter is not None, "letters are kept as long as notices of them"
    return rules.ANSWER_READY.format(link=letters.make_link(session, letter, clock, preference.id))


def given_up(notice_id: UUID, clock: Clock) -> None:
    """The network refused it every time: a person sees to it."""
    with session_scope() as session:
        notice = OutreachRepository(session).lock_notice(notice_id)
        if notice is not None and notice.state in ("planned", "uncertain"):
            notice.state = "failed"
            undelivered.hand_over(session, notice, clock)


def _mark(notice_id: UUID, state: str, clock: Clock, sid: str | None = None) -> None:
    with session_scope() as session:
        notice = OutreachRepository(session).lock_notice(notice_id)
        assert notice is not None, "notices are not deleted while they are sent"
        notice.state = state
        if sid is not None:
            notice.facts = {**notice.facts, "sid": sid}
        if state == "uncertain":
            undelivered.hand_over(session, notice, clock)


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
    return keyed_hash(number)[:32]


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
            _notice_failed(session, row, "withdrawn", clock)
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
        if state == "refused":
            _notice_failed(session, row, "failed", clock)
    return state in ("sent", "refused")


def text_given_up(message_id: UUID, clock: Clock) -> None:
    """The carrier refused it every time, or nobody knows: a person sees to it."""
    with session_scope() as session:
        row = OutreachRepository(session).lock_message(message_id)
        if row is not None and row.state in ("waiting", "uncertain"):
            row.state = "refused" if row.state == "waiting" else "uncertain"
            _notice_failed(session, row, "failed", clock)


def delivered(sid: str, told: str, clock: Clock) -> None:
    """The carrier's word on a message, in whatever order it comes: only ever forward."""
    with session_scope() as session:
        row = OutreachRepository(session).message_by_sid(sid)
        if row is not None and moves_on(row.delivery, told):
            row.delivery = told
            if told in FAILED:
                _notice_failed(session, row, "failed", clock)


def _notice_failed(session: Session, message: TextMessage, state: str, clock: Clock) -> None:
    """The notice this message carried, or the reply it was, did not arrive."""
    if message.conversation_id is not None:
        turn_id = UUID(message.key.removeprefix("turn:"))
        undelivered.reply_lost(session, message.conversation_id, turn_id, state, clock)
    notice = OutreachRepository(session).notice_by_key(message.key)
    if notice is not None and notice.state == "sent":
        notice.state = state
        undelivered.hand_over(session, notice, clock)


def moves_on(now: str | None, told: str) -> bool:
    """Whether this tells of a later state; delivered and failed are final."""
    if now in FAILED or now == "delivered" or told not in (*DELIVERY, *FAILED):
        return False
    order = {name: place for place, name in enumerate(DELIVERY)} | dict.fromkeys(FAILED, len(DELIVERY))
    return order[told] > order.get(now or "", -1)
