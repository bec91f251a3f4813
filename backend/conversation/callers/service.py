"""What the actions ask, in the order of work: check, find, tell, promise. Each function is one answer of ``/internal``."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

import structlog

from backend.codes import knowledge
from backend.conversation.callers.disclosure import service as disclosure
from backend.conversation.callers.errors import StepUpNeeded, UnknownCode, VerificationNeeded, WhichCode
from backend.conversation.callers.verification import service as verification
from backend.conversation.callers.verification.service import Checked
from backend.conversation.handoffs import service as handoffs
from backend.conversation.handoffs.rules import Urgency
from backend.conversation.handoffs.service import Place
from backend.conversation.letters import service as letters
from backend.conversation.outreach import service as outreach
from backend.conversation.outreach.service import Choice
from backend.conversation.ownership import service as ownership
from backend.conversation.requests import service as requests
from backend.conversation.requests.rules import Kind
from backend.conversation.requests.service import Promised
from backend.database import session_scope
from backend.kit.clock import Clock

log = structlog.get_logger()
LetterKind = Literal["status_letter", "remittance_copy", "eob_copy"]


def session_block(dialogue: str, clock: Clock) -> dict[str, Any]:
    """What the conversation's proof is worth now; on every answer."""
    with session_scope() as session:
        row = ownership.in_dialogue(session, dialogue)
        return verification.block(row, verification.standing(session, row, clock.now()))


def session_state(dialogue: str, clock: Clock) -> dict[str, Any]:
    """The session block, the failures, the conversation's reference and whose claims may be told."""
    with session_scope() as session:
        row = ownership.in_dialogue(session, dialogue)
        known = verification.standing(session, row, clock.now())
        return {
            "session": verification.block(row, known),
            "failures": verification.failures(session, row),
            "reference": ownership.reference_of(row.id),
            "patients": disclosure.patients(session, row, known),
        }


def after_check(dialogue: str, checked: Checked, clock: Clock) -> Checked:
    """The third failure brings a person, whatever the assistant then says."""
    if checked.outcome == "handoff":
        with session_scope() as session:
            row = ownership.lock(session, ownership.in_dialogue(session, dialogue).id)
            if row.owner == "assistant":
                handoffs.request(session, row, "failed_verification", clock)
    return checked


def explain_code(adjustment_code: str | None, remark_code: str | None) -> dict[str, Any]:
    """What a published code means, for each reader. Raises WhichCode, UnknownCode."""
    if (adjustment_code is None) == (remark_code is None):
        raise WhichCode
    found: knowledge.Code | None
    found = knowledge.carc(adjustment_code) if adjustment_code else knowledge.rarc(str(remark_code))
    if found is None:
        raise UnknownCode
    return {"code": found.code, "biller": found.biller, "member": found.member, "status": found.status}


def request_handoff(
    dialogue: str,
    reason: str,
    clock: Clock,
    *,
    urgency: Urgency | None,
    claim_id: UUID | None,
    summary: dict[str, Any],
    language: str | None = None,
) -> Place:
    """Let the conversation wait for a person; the same one while a handoff is open. ``language``: the one they wish for."""
    with session_scope() as session:
        row = ownership.lock(session, ownership.in_dialogue(session, dialogue).id)
        row.language = language or row.language
        handoff = handoffs.request(session, row, reason, clock, urgency=urgency, claim_id=claim_id, summary=summary)
        return handoffs.place(session, handoff, clock.now())


def promise(
    dialogue: str, kind: Kind, clock: Clock, *, claim_id: UUID | None = None, details: dict[str, Any]
) -> Promised:
    """A work item for a person. About a claim only where the conversation may hear of it. Raises NoGrant, PersonNeeded."""
    with session_scope() as session:
        row = ownership.lock(session, ownership.in_dialogue(session, dialogue).id)
        if claim_id is not None:
            disclosure.covered_claim(session, row, claim_id, clock)
        return requests.ask(session, row, kind, clock, claim_id=claim_id, details=details)


def request_document(dialogue: str, claim_id: UUID, kind: LetterKind, clock: Clock) -> tuple[Promised, str]:
    """A copy to the fax or secure inbox on file, and to which of the two it goes.

    A member proves themselves by a one-time code first. Raises StepUpNeeded, NoGrant, PersonNeeded.
    """
    with session_scope() as session:
        row = ownership.lock(session, ownership.in_dialogue(session, dialogue).id)
        disclosure.covered_claim(session, row, claim_id, clock)
        known = verification.standing(session, row, clock.now())
        if known.level == "member":
            raise StepUpNeeded
        npi = known.npi if known.role == "provider" else None
        key = f"{row.id}:{kind}:{claim_id}"
        letter = letters.ask(session, row, letters.NewLetter(kind, key, [claim_id], npi), clock)
        return Promised(letter.reference, clock.today()), letter.delivery


def promise_call(dialogue: str, number: str, when: str | None, clock: Clock, *, claim_id: UUID | None) -> Promised:
    """Somebody calls back, in the person's own clock. Raises NoGrant, PersonNeeded."""
    with session_scope() as session:
        row = ownership.lock(session, ownership.in_dialogue(session, dialogue).id)
        if claim_id is not None:
            disclosure.covered_claim(session, row, claim_id, clock)
        held = verification.standing(session, row, clock.now()).verification
        member = (held.member_id, held.date_of_birth) if held is not None and held.role == "member" else (None, None)
        where = outreach.where(session, number, *member, clock)
        return requests.ask_call_back(session, row, number, when, where, claim_id, clock)


def choose_channel(
    dialogue: str, channel: Literal["sms", "call"], number: str, claim_id: UUID | None, clock: Clock
) -> None:
    """Who is verified wants to hear of news so. A provider's caller chooses for one claim they have proved a right to.

    A member proves themselves by a one-time code first, unless the number is the one on file. Raises VerificationNeeded,
    StepUpNeeded, NoGrant, PersonNeeded, NumberNeeded, OnePerson.
    """
    with session_scope() as session:
        row = ownership.lock(session, ownership.in_dialogue(session, dialogue).id)
        known = verification.standing(session, row, clock.now())
        held = known.verification
        if held is None or known.role is None or (known.role == "provider" and claim_id is None):
            raise VerificationNeeded
        if claim_id is not None:
            disclosure.covered_claim(session, row, claim_id, clock)
        choice = Choice(
            channel=channel,
            number=number,
            npi=held.npi if known.role == "provider" else None,
            member_id=held.member_id if known.role == "member" else None,
            date_of_birth=held.date_of_birth if known.role == "member" else None,
            claim_id=claim_id if known.role == "provider" else None,
        )
        if known.level == "member" and not outreach.is_number_on_file(session, choice):
            raise StepUpNeeded
        outreach.choose(session, choice, row.name, clock)
