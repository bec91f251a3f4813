"""Verifying a provider, a member, a one-time code; what a conversation's proof is worth now.

A check takes two transactions of its own: the first raises the counters and commits, the second compares. Killed in
between, the try has counted; fifty at once, and only as many are compared as the counters admit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.conversation.callers.verification import rules
from backend.conversation.callers.verification.errors import NotEnoughProof, NotWithTheAssistant, TooManyCodes
from backend.conversation.callers.verification.repository import VerificationRepository
from backend.conversation.callers.verification.rules import Counts, Level, MemberProof, Outcome, Person, Role
from backend.conversation.ownership import service as ownership
from backend.database import defer_job, session_scope
from backend.integrations.notices.interface import NoticeSender
from backend.kit.clock import Clock
from backend.kit.ids import new_id
from backend.models.conversation import Conversation
from backend.models.verification import DisclosureGrant, OneTimeCode, Verification
from backend.pipeline.claims import service as claims
from backend.pipeline.claims.service import MemberIdentity
from backend.settings import get_settings
from backend.staff.counting.repository import CounterRepository
from backend.staff.counting.service import keyed_hash

PURPOSE = "identity"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the conversation's proof is worth now."""

    level: Level
    role: Role | None = None
    verification: Verification | None = None

    @property
    def npi(self) -> str | None:
        return self.verification.npi if self.verification else None


@dataclass(frozen=True, slots=True)
class Checked:
    """The answer to a check; ``failures`` are those of this conversation."""

    outcome: Outcome
    failures: int


def standing(session: Session, row: Conversation, now: datetime) -> Standing:
    """The level of this conversation, seen at ``now``; an expired proof is none."""
    found = VerificationRepository(session).current(row.id)
    if found is None or _is_over(found, row, now):
        return Standing("none")
    if found.role == "provider":
        return Standing("provider", "provider", found)
    return Standing("stepped_up" if found.stepped_up_at else "member", "member", found)


def block(row: Conversation, known: Standing) -> dict[str, Any]:
    """What every answer of ``/internal`` tells of the session: level, role, provider, owner."""
    held = known.verification
    provider = {"npi": held.npi, "name": held.provider_name} if held and held.role == "provider" else None
    return {"level": known.level, "role": known.role, "provider": provider, "owner": row.owner}


def failures(session: Session, row: Conversation) -> int:
    """Failed checks of this conversation."""
    return CounterRepository(session).count("conversation", str(row.id))


def end_if_over(session: Session, row: Conversation, now: datetime) -> bool:
    """End the proof of a conversation that was silent or open too long; whether one ended.

    Called when a turn comes in, before the turn counts as activity.
    """
    if not has_run_out(session, row, now):
        return False
    end(session, row, now)
    return True


def has_run_out(session: Session, row: Conversation, now: datetime) -> bool:
    """Whether there is a proof of this conversation that holds no longer and has not been ended yet."""
    found = VerificationRepository(session).current(row.id)
    return found is not None and _is_over(found, row, now)


def end(session: Session, row: Conversation, now: datetime) -> None:
    """Nothing more may be heard in this conversation without a new check.

    The assistant forgets with it what the proof was made of, whoever has the word: else the next person at the same
    telephone or screen would be proved by what it remembers.
    """
    if VerificationRepository(session).end_all(row.id, now):
        ownership.renew_dialogue(session, row, now)


def verify_provider(dialogue: str, npi: str, tax_id: str, clock: Clock) -> Checked:
    """NPI and the tax id, or its last five, on file together. Raises NoConversation, NotWithTheAssistant."""
    conversation_id, counts = count_try(dialogue, None, clock)
    with session_scope() as session:
        row = ownership.lock(session, conversation_id)
        on_file = claims.provider_by_npi(session, npi)
        digits = "".join(one for one in (on_file.tax_id if on_file else "") if one.isdigit())
        right = rules.same(tax_id, digits[-len(tax_id) :] or "\0") and on_file is not None
        refused = rules.before_comparing(counts)
        outcome = refused or rules.after_comparing(right, counts)
        if outcome == "verified" and on_file is not None:
            _open(session, row, clock, role="provider", elements=["npi", "tax_id"], npi=npi, provider_name=on_file.name)
        return _concluded(session, row, outcome, counts, None, clock)


def verify_member(
    dialogue: str,
    member_id: str,
    date_of_birth: date,
    clock: Clock,
    *,
    zip_code: str | None = None,
    last_name: str | None = None,
    claim_number: str | None = None,
) -> Checked:
    """Member id, birth date and one more, in one check. Raises NotEnoughProof, NoConversation, NotWithTheAssistant."""
    if not (zip_code or last_name or claim_number):
        raise NotEnoughProof
    member_id = rules.plain_identifier(member_id)
    conversation_id, counts = count_try(dialogue, member_id, clock)
    with session_scope() as session:
        row = ownership.lock(session, conversation_id)
        theirs = _claim_is_theirs(session, member_id, date_of_birth, claim_number)
        proof = MemberProof(date_of_birth, zip_code, last_name, theirs)
        person = match_member(session, member_id, proof)
        outcome = rules.before_comparing(counts) or rules.after_comparing(person is not None, counts)
        if outcome == "verified" and person is not None:
            _open_member(session, row, person, list(proof.elements()), clock)
        return _concluded(session, row, outcome, counts, member_id, clock)


def match_member(session: Session, member_id: str, proof: MemberProof) -> Person | None:
    """The one person of that member id whom the proof fits. The same work whether the id exists or not."""
    people = people_of(session, member_id) or [rules.NOBODY]
    fits = [one for one in people if rules.member_matches(proof, one)]
    return rules.the_one(fits)


def people_of(session: Session, member_id: str) -> list[Person]:
    """Everybody on file under a member id."""
    return [
        Person(one.member_id, one.dob, one.first, one.last, one.zip) for one in claims.members_by_id(session, member_id)
    ]


# -- counting


def count_try(dialogue: str, member_id: str | None, clock: Clock) -> tuple[UUID, Counts]:
    """Raise every counter of a try and commit, before anything is compared. Raises NoConversation, NotWithTheAssistant."""
    with session_scope() as session:
        row = ownership.in_dialogue(session, dialogue)
        if row.owner == "agent" or row.ended_at is not None:
            raise NotWithTheAssistant
        counters = CounterRepository(session)
        # Always in the order of kinds, so that two tries never wait for each other in a circle.
        conversation = counters.raise_count("conversation", str(row.id))
        member = counters.raise_count("member_id", keyed_hash(member_id)) if member_id else None
        origin = counters.raise_count("origin_day", row.origin, _day(clock.now())) if row.origin else None
        return row.id, Counts(conversation, member, origin)


def give_back_try(session: Session, row: Conversation, member_id: str | None, now: datetime) -> None:
    """A successful try does not count as a failed one."""
    counters = CounterRepository(session)
    counters.give_back("conversation", str(row.id))
    if member_id:
        counters.give_back("member_id", keyed_hash(member_id))
    if row.origin:
        counters.give_back("origin_day", row.origin, _day(now))


def forget_old_rates(session: Session, before: datetime) -> int:
    """Drop counts of spans that ended before then; how many. Counts without a span are never dropped."""
    return CounterRepository(session).forget_windows_before(before)


def _concluded(
    session: Session, row: Conversation, outcome: Outcome, counts: Counts, member_id: str | None, clock: Clock
) -> Checked:
    if outcome == "verified":
        give_back_try(session, row, member_id, clock.now())
        return Checked(outcome, counts.conversation - 1)
    audit.record(session, Act.CALLER_REFUSED, actor=row.name, subject=row.name, purpose=PURPOSE, clock=clock)
    return Checked(outcome, counts.conversation)


def _day(now: datetime) -> datetime:
    return datetime.combine(now.date(), time(), UTC)


def _claim_is_theirs(session: Session, member_id: str, date_of_birth: date, claim_number: str | None) -> bool | None:
    if claim_number is None:
        return None
    query = claims.ClaimQuery(member_id=member_id, date_of_birth=date_of_birth, claim_number=claim_number)
    found = claims.search(session, query)
    return any(rules.goes_by(one.payer_claim_control_number, claim_number) for one in found)


# -- opening


def _open_member(
    session: Session, row: Conversation, person: Person, elements: list[str], clock: Clock
) -> Verification:
    subject = {
        "member_id": person.member_id,
        "date_of_birth": person.date_of_birth,
        "first_name": person.first_name,
        "last_name": person.last_name,
    }
    made = _open(session, row, clock, role="member", elements=elements, **subject)
    VerificationRepository(session).add(
        DisclosureGrant(
            conversation_id=row.id, verification_id=made.id, elements=elements, granted_at=clock.now(), **subject
        )
    )
    return made


def _open(
    session: Session, row: Conversation, clock: Clock, *, role: Role, elements: list[str], **subject: object
) -> Verification:
    """A new proof ends the one before with all it granted."""
    now = clock.now()
    repository = VerificationRepository(session)
    repository.end_all(row.id, now)
    expires = now + timedelta(seconds=get_settings().session_seconds)
    made = Verification(
        conversation_id=row.id, role=role, elements=elements, verified_at=now, expires_at=expires, **subject
    )
    repository.add(made)
    audit.record(
        session, Act.CALLER_VERIFIED, actor=row.name, subject=row.name, fields=elements, purpose=PURPOSE, clock=clock
    )
    return made


def _is_over(found: Verification, row: Conversation, now: datetime) -> bool:
    settings = get_settings()
    return rules.is_over(
        found.verified_at,
        row.last_activity_at,
        now,
        idle=timedelta(seconds=settings.chat_idle_seconds),
        whole=timedelta(seconds=settings.session_seconds),
    )


# -- one-time codes


def request_code(
    dialogue: str, clock: Clock, *, member_id: str | None = None, date_of_birth: date | None = None
) -> None:
    """Make a code for the verified member, or for whom member id and birth date fit. A job sends it.

    The caller is told the same, and waits as long, whether there is somebody to send it to. Raises NotEnoughProof,
    TooManyCodes, NoConversation.
    """
    asked = _count_code(dialogue, member_id, date_of_birth, clock)
    now = clock.now()
    with session_scope() as session:
        row = ownership.lock(session, asked.conversation_id)
        person = _whose_phone(session, asked.member_id, asked.date_of_birth)
        made_id = new_id()
        made = OneTimeCode(
            id=made_id,
            conversation_id=row.id,
            code_hash=_code_hash(row.id, _digits(made_id)),
            member_id=person.member_id if person else None,
            date_of_birth=person.dob if person else None,
            first_name=person.first if person else None,
            last_name=person.last if person else None,
            sent_at=now,
            expires_at=now + timedelta(seconds=get_settings().code_seconds),
            tries=0,
        )
        VerificationRepository(session).add(made)
        audit.record(session, Act.CALLER_CODE_SENT, actor=row.name, subject=row.name, purpose=PURPOSE, clock=clock)
        defer_job(session, "verification.send_code", code_id=str(made_id))


@dataclass(frozen=True, slots=True)
class _CodeAsked:
    """For whom a code is wanted, counted."""

    conversation_id: UUID
    member_id: str
    date_of_birth: date


def _count_code(dialogue: str, member_id: str | None, date_of_birth: date | None, clock: Clock) -> _CodeAsked:
    """Count the request and commit, before any birth date is compared."""
    now = clock.now()
    with session_scope() as session:
        row = ownership.in_dialogue(session, dialogue)
        known = standing(session, row, now).verification
        proved = known is not None and known.role == "member"
        if known is not None and proved:
            member_id, date_of_birth = known.member_id, known.date_of_birth
        if member_id is None or date_of_birth is None:
            raise NotEnoughProof
        member_id = rules.plain_identifier(member_id)
        counters, whose = CounterRepository(session), keyed_hash(member_id)
        here = counters.raise_count("codes_conversation", str(row.id))
        unproved = None if proved else counters.raise_count("codes_member", whose)
        today = counters.raise_count("codes_member_day", whose, _day(now))
        asked = _CodeAsked(row.id, member_id, date_of_birth)
    if not rules.may_have_code(here=here, today=today, unproved=unproved):
        raise TooManyCodes
    return asked


def _whose_phone(session: Session, member_id: str, date_of_birth: date) -> MemberIdentity | None:
    """The one person of that id and birth date, if only one phone is on file for them."""
    on_file = [one for one in claims.members_by_id(session, member_id) if one.dob == date_of_birth]
    people = {(rules.plain_name(one.first), rules.plain_name(one.last), one.phone): one for one in on_file}
    return next(iter(people.values())) if len(people) == 1 else None


def send_code(code_id: UUID, sender: NoticeSender, clock: Clock) -> None:
    """Send a code to the phone on file, while it can still be used. Raises NoticeNotSent."""
    with session_scope() as session:
        made = VerificationRepository(session).usable_code(code_id, clock.now())
        if made is None or made.member_id is None or made.date_of_birth is None:
            return
        person = _whose_phone(session, rules.plain_identifier(made.member_id), made.date_of_birth)
    if person is not None and person.phone:
        text = f"Your code is {_digits(code_id)}. It works once, for ten minutes. We never ask for it by phone first."
        sender.send(person.phone, text, str(code_id))


def check_code(dialogue: str, code: str, clock: Clock) -> Checked:
    """Whether this is the code sent in this conversation, within its time, for the first time."""
    conversation_id, counts = count_try(dialogue, None, clock)
    now = clock.now()
    with session_scope() as session:
        row = ownership.lock(session, conversation_id)
        sent = VerificationRepository(session).open_code(row.id, now)
        hashed = _code_hash(row.id, code.strip())
        right = rules.same(hashed, sent.code_hash if sent else "\0") and sent is not None and sent.member_id is not None
        usable = right and sent is not None and sent.tries < rules.CODE_TRIES_MAX
        if sent is not None:
            sent.tries += 1
        outcome = rules.before_comparing(counts) or rules.after_comparing(usable, counts)
        if outcome == "verified" and sent is not None:
            sent.used_at = now
            _step_up(session, row, sent, clock)
        return _concluded(session, row, outcome, counts, None, clock)


def _step_up(session: Session, row: Conversation, sent: OneTimeCode, clock: Clock) -> None:
    assert sent.member_id, "a code that opens something names its member"
    assert sent.date_of_birth, "and the birth date on file"
    known = standing(session, row, clock.now()).verification
    if known is None or (known.member_id, known.date_of_birth) != (sent.member_id, sent.date_of_birth):
        person = Person(sent.member_id, sent.date_of_birth, sent.first_name or "", sent.last_name or "", "")
        known = _open_member(session, row, person, ["member_id", "date_of_birth", "one_time_code"], clock)
    known.stepped_up_at = clock.now()
    # Who holds the phone on file is the member: their own earlier slips no longer stand against them.
    counters, whose = CounterRepository(session), keyed_hash(rules.plain_identifier(sent.member_id))
    counters.reset("member_id", whose)
    counters.reset("codes_member", whose)
    audit.record(session, Act.CALLER_STEPPED_UP, actor=row.name, subject=row.name, purpose=PURPOSE, clock=clock)


def _digits(code_id: UUID) -> str:
    """The six digits of a code. They follow from its random id and our key, so they stand in no table and no job."""
    return f"{int(keyed_hash(f'one-time code {code_id}'), 16) % 1_000_000:06d}"


def _code_hash(conversation_id: UUID, code: str) -> str:
    return keyed_hash(f"{conversation_id}:{code}")
