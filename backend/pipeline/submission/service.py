"""Submission: claims leave in batches per payer; what comes back rejected returns to its owner; silence is asked about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.codes.deadlines import business_days_after
from backend.database import defer_job
from backend.integrations.clearinghouse.outbox import (
    Outbox,
    is_writable,
    receiver,
    submitter,
    submitter_contact,
)
from backend.kit.ids import new_id
from backend.kit.money import Money
from backend.models.claim import Claim, ClaimEvent
from backend.models.payer import Payer
from backend.models.submission import OutgoingClaim, OutgoingInterchange, StatusQuestion, Submission
from backend.pipeline.encounters.service import mark_billed
from backend.pipeline.scrubbing.service import demand_not_written_off, written_off
from backend.pipeline.submission.bill import claim_837, status_question
from backend.pipeline.submission.errors import NotWithPayer
from backend.pipeline.submission.repository import Leaving, Rates, SubmissionRepository, WithPayer
from backend.pipeline.submission.rules import (
    Sent,
    Silence,
    first_day_of_silence,
    first_day_undecided,
    next_step,
)
from backend.pipeline.work.service import NewWork, close_work_items, open_work_items
from backend.x12.acknowledgement_999.models import SetAcknowledgement
from backend.x12.claim_837.models import Claim as BilledClaim
from backend.x12.claim_837.models import SubmissionHeader
from backend.x12.claim_837.writing import claims as claims_set
from backend.x12.status_276_277.models import StatusHeader, StatusInquiry
from backend.x12.status_276_277.writing import inquiries
from backend.x12.writer import SetToWrite, Unwritable

__all__ = [
    "Rates",
    "ask_about",
    "ask_silent",
    "file_to_send",
    "files_left_behind",
    "mark_sent",
    "open_unacknowledged",
    "rates",
    "record_acknowledgement",
    "send_again",
    "submissions",
    "submit_ready",
]
MOST_CLAIMS = 5000
"""X222 recommends at most so many claims in a transaction."""
MOST_QUESTIONS = 1000
LEFT_BEHIND = timedelta(minutes=15)
"""After this time the job that should have sent a file is taken for lost."""
REJECTIONS, FOLLOW_UP = "rejections", "follow_up"
CORRECT_DAYS, CALL_DAYS = 2, 3
_SILENT: dict[Silence, str] = {
    "no_acknowledgement": "The payer never acknowledged the claim and answered no question. Call, and send it again with proof.",
    "no_decision": "The payer has had the claim too long without a decision and answered no question. Call it.",
}
_CALL = "The claim holds a character no file may carry, so the payer cannot be asked by file. Call it."


def submit_ready(session: Session, now: datetime, limit: int = MOST_CLAIMS) -> list[Submission]:
    """Send claims that are ready: one batch for each payer and form. What cannot be written, or was given up meanwhile,
    goes back to its owner."""
    sent = []
    leaving = _not_written_off(session, SubmissionRepository(session).ready(limit), now)
    for _, members in groupby(leaving, key=lambda one: (one.payer.identifier, one.claim.form)):
        batch = _send_batch(session, list(members), now)
        if batch is not None:
            sent.append(batch)
    return sent


def _not_written_off(session: Session, leaving: list[Leaving], now: datetime) -> list[Leaving]:
    """Asked once the claims are locked: whoever writes a charge off locks its claim first."""
    lost = written_off(session, [one.claim.id for one in leaving])
    for one in leaving:
        if one.claim.id in lost:
            _return(session, one.outgoing, one.claim, "written_off", now)
    return [one for one in leaving if one.claim.id not in lost]


def _send_batch(session: Session, leaving: list[Leaving], now: datetime) -> Submission | None:
    first = leaving[0]
    outbox = Outbox(session)
    file = outbox.open(f"837{first.claim.form}", first.payer.id, now)
    good = _write(session, outbox, file, leaving, now)
    if not good:
        session.delete(file)
        session.flush()
        return None
    charge = Money.total(one.claim.charge for one in good)
    row = Submission(
        id=new_id(), interchange_number=file.number, payer_id=first.payer.id, form=first.claim.form, claims=len(good),
        charge=charge, submitted_at=now, acknowledged="",
    )  # fmt: skip
    SubmissionRepository(session).add([row])
    for one in good:
        _gone(session, one, row, now)
    mark_billed(session, [one.outgoing.encounter_id for one in good if one.outgoing.encounter_id], now)
    session.flush()
    if first.payer.adjudicated_here:
        defer_job(session, "adjudication.take_up", submission_id=str(row.id))
    return row


def _write(
    session: Session, outbox: Outbox, file: OutgoingInterchange, leaving: list[Leaving], now: datetime
) -> list[Leaving]:
    """Write the file; what holds a character no file may carry goes back to its owner. The claims that are in it."""
    billed = [claim_837(one.claim, one.lines, one.outgoing.bill, one.payer) for one in leaving]
    reference = f"B{file.number:09d}"
    try:
        outbox.fill(file, [_set(reference, billed, now)], now)
    except Unwritable:
        fits = [is_writable(_set("B1", [claim], now), now) for claim in billed]
        for one, each in zip(leaving, fits, strict=True):
            if not each:
                _return(session, one.outgoing, one.claim, "unwritable", now)
        good = [claim for claim, each in zip(billed, fits, strict=True) if each]
        if good:
            outbox.fill(file, [_set(reference, good, now)], now)
        return [one for one, each in zip(leaving, fits, strict=True) if each]
    return leaving


def _set(reference: str, billed: Sequence[BilledClaim], now: datetime) -> SetToWrite:
    header = SubmissionHeader(reference, now.date(), f"{now:%H%M}", submitter(), receiver(), (submitter_contact(),))
    return claims_set(header, billed, institutional=billed[0].institutional)


def _gone(session: Session, one: Leaving, row: Submission, now: datetime) -> None:
    outgoing, claim = one.outgoing, one.claim
    outgoing.state, outgoing.submission_id, outgoing.changed_at = "submitted", row.id, now
    outgoing.attempts += 1
    claim.stage, claim.status_category, claim.status_code, claim.received = "received", "A0", "", now.date()
    detail: dict[str, Any] = {"file": row.interchange_number, "attempt": outgoing.attempts}
    if outgoing.attempts > 1 and claim.payer_claim_control_number and not one.payer.adjudicated_here:
        # the payer numbers what it gets anew; a client's claim is taken up once and keeps the number given then
        detail["earlier_number"], claim.payer_claim_control_number = claim.payer_claim_control_number, None
    session.add(ClaimEvent(claim_id=claim.id, kind="submitted", effective=now.date(), detail=detail))
    kind = {"7": "replaced", "8": "void_requested"}.get(claim.frequency)
    if kind is not None and claim.replaces_id is not None and outgoing.attempts == 1:
        by = {"by": str(claim.id)}
        session.add(ClaimEvent(claim_id=claim.replaces_id, kind=kind, effective=now.date(), detail=by))


def _return(session: Session, outgoing: OutgoingClaim, claim: Claim, reason: str, now: datetime) -> None:
    """Give a claim back to its owner: it is corrected and leaves again, or is taken off its way."""
    outgoing.state, outgoing.first_pass, outgoing.changed_at, claim.stage = "needs_correction", False, now, "held"
    due = now.date() + timedelta(days=CORRECT_DAYS)
    open_work_items(
        session, [NewWork(REJECTIONS, "claim", claim.id, reason, "biller", due, _RETURNED[reason], claim.charge)]
    )
    kind = "held" if reason in ("unwritable", "written_off") else "file_rejected"
    session.add(ClaimEvent(claim_id=claim.id, kind=kind, effective=now.date(), detail={"reason": reason}))


_RETURNED = {
    "unwritable": "A value on the claim holds a character no file may carry (* : ~ ^). Correct it.",
    "written_off": "The claim's charge was written off, so it did not leave. Take it off its way.",
    "named_in_999": "The file was rejected for what this claim says. Correct it; it leaves with the next batch.",
    "file_rejected": "The whole file was rejected, and no claim was named. Find out why, and send it again.",
}


def record_acknowledgement(
    session: Session, group_number: str, sets: Sequence[SetAcknowledgement], now: datetime
) -> bool:
    """Take in a 999: whether it is about a batch of ours. The first word on a batch stands.

    Rejected: the claims it names go back to their owner and the others leave again; where it names none, all go back.
    """
    number = int(group_number) if group_number.isascii() and group_number.isdigit() and len(group_number) < 10 else 0
    row = SubmissionRepository(session).submission(number)
    if row is None:
        return False
    if row.acknowledged or not sets:
        return True
    row.acknowledged, row.acknowledged_on = sets[0].outcome, now.date()
    close_work_items(session, "submission", row.id, outcome="acknowledged", now=now)
    if not sets[0].accepted:
        _returned(session, row, sets[0], now)
    session.flush()
    return True


def _returned(session: Session, row: Submission, word: SetAcknowledgement, now: datetime) -> None:
    named = {
        context.removeprefix("CLM01:")
        for error in word.errors
        for context in (*error.context, *(each for element in error.elements for each in element.context))
        if context.startswith("CLM01:")
    }
    members = SubmissionRepository(session).in_submission(row.id)
    known = {claim.patient_control_number for _, claim in members}
    for outgoing, claim in members:
        if not named & known:
            _return(session, outgoing, claim, "file_rejected", now)
        elif claim.patient_control_number in named:
            _return(session, outgoing, claim, "named_in_999", now)
        else:
            outgoing.state, outgoing.changed_at, claim.stage = "ready", now, "held"
            detail = {"reason": "another claim of the file"}
            session.add(ClaimEvent(claim_id=claim.id, kind="file_rejected", effective=now.date(), detail=detail))


def open_unacknowledged(session: Session, today: date) -> int:
    """Batches without a 999 after a business day: somebody asks the clearinghouse. How many."""
    repository = SubmissionRepository(session)
    late = [one for one in repository.unacknowledged(today) if business_days_after(one.submitted_at.date(), 1) < today]
    sentence = "No acknowledgement (999) came for this file. Ask the clearinghouse whether it arrived."
    open_work_items(
        session,
        [NewWork(FOLLOW_UP, "submission", one.id, "no_999", "biller", today, sentence, one.charge) for one in late],
    )
    return len(late)


def ask_silent(session: Session, now: datetime, after: UUID | None = None) -> tuple[int, UUID | None]:
    """Ask payers about claims they have been silent on (276); after enough questions a person calls.

    Looks at up to a thousand claims past ``after``; answers how many were asked and where to go on, None at the end.
    """
    repository, today = SubmissionRepository(session), now.date()
    found = repository.undecided(
        first_day_of_silence(today), first_day_undecided(today), today - timedelta(days=1), after, MOST_QUESTIONS
    )
    asking: list[tuple[WithPayer, Silence]] = []
    for one in found:
        sent = Sent(one.payer.identifier, one.claim.plan_type, one.claim.received, one.last_word, one.asked_on)
        step = next_step(sent, today)
        if step is None:
            continue
        if step.step == "ask":
            asking.append((one, step.silence))
        else:
            due = today + timedelta(days=CALL_DAYS)
            text = _SILENT[step.silence]
            work = NewWork(FOLLOW_UP, "claim", one.claim.id, step.silence, "biller", due, text, one.claim.charge)
            open_work_items(session, [work])
    asking.sort(key=_neighbours)
    for _, members in groupby(asking, key=lambda pair: pair[0].payer.identifier):
        _ask(session, list(members), now)
    return len(asking), found[-1].claim.id if len(found) == MOST_QUESTIONS else None


def ask_about(session: Session, claim_ids: Sequence[UUID], now: datetime) -> list[UUID]:
    """Ask payers about these claims now (276), whatever the window says; those asked. For who follows claims up."""
    asked: list[UUID] = []
    for start in range(0, len(claim_ids), MOST_QUESTIONS):
        found = SubmissionRepository(session).with_payers(claim_ids[start : start + MOST_QUESTIONS])
        asking: list[tuple[WithPayer, Silence]] = [(one, "no_decision") for one in found]
        asking.sort(key=_neighbours)
        for _, members in groupby(asking, key=lambda pair: pair[0].payer.identifier):
            _ask(session, list(members), now)
        asked += [one.claim.id for one in found]
    return asked


def _neighbours(pair: tuple[WithPayer, Silence]) -> tuple[str, str, str, str]:
    """Neighbours in the hierarchy of a 276 side by side."""
    one = pair[0]
    return one.payer.identifier, one.provider.npi, str(one.member.id), str(one.claim.id)


def _ask(session: Session, asking: list[tuple[WithPayer, Silence]], now: datetime) -> None:
    header = StatusHeader("S1", now.date(), f"{now:%H%M}")
    good = [pair for pair in asking if is_writable(inquiries(header, [_question(pair[0], "1")]), now)]
    due = now.date() + timedelta(days=CALL_DAYS)
    open_work_items(
        session,
        [
            NewWork(FOLLOW_UP, "claim", one.claim.id, "unwritable", "biller", due, _CALL, one.claim.charge)
            for one, silence in asking
            if (one, silence) not in good
        ],
    )
    if not good:
        return
    outbox = Outbox(session)
    file = outbox.open("276", good[0][0].payer.id, now)
    questions = [_question(one, f"{file.number:09d}-{place:05d}") for place, (one, _) in enumerate(good, 1)]
    outbox.fill(file, [inquiries(header._replace(reference=f"S{file.number:09d}"), questions)], now)
    SubmissionRepository(session).add(
        StatusQuestion(claim_id=one.claim.id, interchange_number=file.number, reason=silence, asked_on=now.date())
        for one, silence in good
    )
    session.add_all(
        ClaimEvent(claim_id=one.claim.id, kind="status_asked", effective=now.date(), detail={"reason": silence})
        for one, silence in good
    )
    session.flush()


def _question(one: WithPayer, trace: str) -> StatusInquiry:
    return status_question(one.claim, one.member, one.provider, one.payer, submitter(), trace)


def send_again(session: Session, claim_id: UUID, actor: str, now: datetime) -> None:
    """Send a claim again that the payer says it does not have, as it was; it leaves with the next batch. So does a claim to
    a next plan whose file was returned: there is nothing on it that a person could put right.

    Raises :class:`NotWithPayer` where the payer has decided it or it never left, WrittenOff where its charge was given up.
    """
    found = SubmissionRepository(session).sent(claim_id)
    if found is None:
        raise NotWithPayer
    outgoing, claim = found
    to_next_plan = "patient" not in outgoing.bill
    if outgoing.state != "submitted" and not (outgoing.state == "needs_correction" and to_next_plan):
        raise NotWithPayer
    demand_not_written_off(session, claim_id)
    outgoing.state, outgoing.changed_at, claim.stage = "ready", now, "held"
    audit.record(session, Act.CLAIM_SENT_AGAIN, actor=actor, subject=f"claim:{claim_id}")
    session.add(ClaimEvent(claim_id=claim_id, kind="sent_again", effective=now.date(), detail={}))
    close_work_items(session, "claim", claim_id, outcome="sent again", now=now, queue=FOLLOW_UP)
    close_work_items(session, "claim", claim_id, outcome="sent again", now=now, queue=REJECTIONS)
    session.flush()


def file_to_send(session: Session, number: int) -> OutgoingInterchange | None:
    """A file of the outbox, locked; None when it went out before."""
    row = SubmissionRepository(session).interchange(number)
    return row if row is not None and row.sent_at is None else None


def files_left_behind(session: Session, now: datetime) -> list[int]:
    """Numbers of files whose job to send them was lost."""
    return SubmissionRepository(session).unsent(now - LEFT_BEHIND)


def mark_sent(session: Session, row: OutgoingInterchange, now: datetime) -> None:
    row.sent_at = now
    session.flush()


def submissions(session: Session, limit: int = 50) -> list[tuple[Submission, Payer]]:
    """Batches, newest first."""
    return SubmissionRepository(session).listed(limit)


def rates(session: Session, since: date, until: date) -> Rates:
    """Clean claims and first-pass acceptance of claims built in these days (until excluded)."""
    return SubmissionRepository(session).rates(since, until)
