"""Appeals: drafted by the system, signed and sent by a person, decided by the payer, learned from by triage."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Literal
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.codes.deadlines import next_business_day
from backend.kit.json_lines import lines_of
from backend.kit.money import Money
from backend.models.appeal import IN_PROGRESS, WON, Appeal
from backend.models.claim import Claim
from backend.models.denial import Denial
from backend.pipeline.adjudication import service as adjudication
from backend.pipeline.appeals.assembly import letter_of, packet_of
from backend.pipeline.appeals.deadlines import Deadline, DeadlineEvent, NoDeadline, deadline
from backend.pipeline.appeals.errors import (
    AppealInProgress,
    AppealNotFound,
    AppealTooLate,
    DayNotPossible,
    NotAppealable,
    OnlyAPerson,
    PhysicianNotHeard,
    WrongState,
)
from backend.pipeline.appeals.letter import CLINICAL
from backend.pipeline.appeals.levels import Level, first_level, level_named, next_level
from backend.pipeline.appeals.lines import deadline_line
from backend.pipeline.appeals.packet import render
from backend.pipeline.appeals.reminding import LAST_DAYS, close_reminders
from backend.pipeline.appeals.repository import AppealRepository
from backend.pipeline.appeals.standing import Standing, free, groups
from backend.pipeline.denials.service import check_recovered
from backend.pipeline.work.service import NewWork, close_work_items, open_work_item, open_work_items

Outcome = Literal["overturned", "partly_overturned", "upheld", "dismissed"]
SIGN_DAYS = 3
"""A draft is read and signed within three days, and in any case before its last day."""
PHYSICIAN_DAYS = 5
STAFF = "staff:"


@dataclass(frozen=True, slots=True)
class OverturnRate:
    """How appeals of one payer, root cause and level ended."""

    payer_id: UUID
    payer_name: str
    root_cause: str
    level: str
    won: int
    decided: int


@dataclass(frozen=True, slots=True)
class Filing:
    """What one appeal is about, worst first, the level it is filed at and the last day for it."""

    denials: list[Denial]
    level: Level
    found: Deadline | NoDeadline


def deadlines_file(path: Path, today: date) -> Iterator[dict[str, Any]]:
    """The last day for each line of a JSON Lines file, in order; a bad line yields its id and the problem."""
    for line in lines_of(path):
        yield deadline_line(line, today)


def start_appeal(session: Session, claim_id: UUID, *, actor: str, today: date, reason: str = "") -> Appeal:
    """Draft the appeal of a claim's denials at the level that is next.

    Where they stand at different levels the appeal is about those whose last day is nearest; called again it is about the
    next of them, beside the first. Nothing is sent: a person reads, signs and sends it.

    Raises NotAppealable, AppealInProgress (nothing else can be appealed now; carries the one under way) or AppealTooLate.
    """
    repository = AppealRepository(session)
    claim = repository.lock_claim(claim_id)
    if claim is None:
        raise NotAppealable("There is no such claim.")
    running, so_far = repository.in_progress(claim_id), repository.standing(claim_id)
    try:
        filing = _next_filing(claim, repository.denials(claim_id), running, so_far, today)
    except (NotAppealable, AppealTooLate):
        if not running:
            raise
        raise AppealInProgress(running[0]) from None
    close_reminders(session, [claim_id], "appealed", today)
    return _open(session, claim, filing, actor, today, reason)


def _next_filing(claim: Claim, denials: list[Denial], running: list[Appeal], so_far: Standing, today: date) -> Filing:
    found = free(denials, running, so_far)
    if not found:
        raise NotAppealable(_why_not(claim, denials))
    found = [one for one in found if one.deadline is None or one.deadline >= today] or found
    return _nearest(claim.plan_type, found, so_far, today)


def opened_by(session: Session, actor: str, claim_ids: Collection[UUID]) -> list[Appeal]:
    """The appeals of these claims that were opened in one conversation, or by one person."""
    return AppealRepository(session).opened_by(actor, claim_ids)


def appeal_of_claim(session: Session, claim_id: UUID) -> Appeal | None:
    """The appeal in progress with the nearest last day, else the latest one."""
    repository = AppealRepository(session)
    return next(iter(repository.in_progress(claim_id)), None) or repository.latest(claim_id)


def look_at(session: Session, appeal_id: UUID, *, actor: str) -> Appeal:
    """One appeal with all it tells; the look is an audit event. Raises AppealNotFound."""
    appeal = _get(session, appeal_id)
    audit.record(
        session, Act.CLAIM_VIEWED, actor=actor, subject=f"claim:{appeal.claim_id}", fields=["appeal"], purpose="appeal"
    )
    return appeal


def in_progress(session: Session, limit: int = 500) -> list[Appeal]:
    """Appeals in progress, the nearest next date first."""
    return AppealRepository(session).due(limit)


def ended(session: Session, limit: int = 200) -> list[Appeal]:
    """Appeals decided or withdrawn, the latest first."""
    return AppealRepository(session).ended(limit)


def record_physician_statement(session: Session, appeal_id: UUID, statement: str, today: date) -> Appeal:
    """What the treating physician says about the clinical reason; it goes into the letter."""
    appeal = _in_state(session, appeal_id, "draft", "changed")
    appeal.physician_statement = statement
    appeal.letter = letter_of(session, appeal, today)
    session.flush()
    return appeal


def edit_letter(session: Session, appeal_id: UUID, letter: str, *, actor: str) -> Appeal:
    """The person who will sign changes the draft."""
    _must_be_person(actor, "change")
    appeal = _in_state(session, appeal_id, "draft", "changed")
    appeal.letter = letter
    session.flush()
    return appeal


def packet_pdf(session: Session, appeal_id: UUID, now: datetime) -> bytes:
    """The packet: as signed, or as the draft stands now, marked as a draft."""
    appeal = _get(session, appeal_id)
    if appeal.signed_at is not None:
        session.refresh(appeal, ["packet"])
        assert appeal.packet is not None
        return appeal.packet
    return render(packet_of(session, appeal, now))


def sign(
    session: Session, appeal_id: UUID, *, actor: str, name: str, now: datetime, without_physician: bool = False
) -> Appeal:
    """A named person signs; the packet is fixed as it is now."""
    _must_be_person(actor, "sign")
    appeal = _in_state(session, appeal_id, "draft", "signed")
    if appeal.root_cause in CLINICAL and not appeal.physician_statement and not without_physician:
        raise PhysicianNotHeard(appeal)
    appeal.state, appeal.signed_by, appeal.signed_at = "signed", name, now
    appeal.packet = render(packet_of(session, appeal, now))
    appeal.next_date = now.date() if appeal.deadline is None else min(appeal.deadline, next_business_day(now.date()))
    audit.record(session, Act.APPEAL_SIGNED, actor=actor, subject=f"appeal:{appeal.id}", purpose="appeal")
    session.flush()
    return appeal


def mark_sent(session: Session, appeal_id: UUID, *, actor: str, on: date, now: datetime) -> Appeal:
    """A person says it went out; from then the payer's decision is waited for. Audited.

    Raises DayNotPossible where the day lies in the future or before the appeal.
    """
    _must_be_person(actor, "send")
    appeal = _in_state(session, appeal_id, "signed", "sent")
    if not appeal.opened <= on <= now.date():
        raise DayNotPossible("The day an appeal was sent", "it was drafted", appeal.opened)
    appeal.state, appeal.sent_on = "sent", on
    appeal.decision_due = _decision_due(appeal, on)
    appeal.next_date = appeal.decision_due or next_business_day(on + timedelta(days=30))
    for denial in AppealRepository(session).disputed(appeal):
        denial.state, denial.next_date = "appealed", appeal.next_date
    close_work_items(session, "appeal", appeal.id, outcome="sent", now=now, queue="appeals")
    _audited(session, Act.APPEAL_SENT, appeal, actor)
    session.flush()
    return appeal


def record_decision(
    session: Session, appeal_id: UUID, outcome: Outcome, *, actor: str, decided_on: date, recovered: Money | None = None,
    today: date | None = None,
) -> Appeal:  # fmt: skip
    """The payer's answer. Won: the denials are settled. Lost: the next level, if any, opens with its own last day.

    Where the claim is decided here, a won appeal has it decided anew, in the same transaction. Audited. Raises
    DayNotPossible where the day of a letter lies before the sending, or after ``today``; None: it was made this very day.
    """
    _must_be_person(actor, "decide")
    appeal = _in_state(session, appeal_id, "sent", "decided")
    _must_follow(appeal, decided_on, today or decided_on)
    check_recovered(recovered, appeal.amount if outcome in WON else Money.zero())
    denials = AppealRepository(session).disputed(appeal)
    appeal.state, appeal.outcome, appeal.decided_on, appeal.recovered = "decided", outcome, decided_on, recovered
    appeal.next_date = decided_on
    if outcome == "overturned":
        for denial in denials:
            denial.state, denial.outcome, denial.closed = "closed", "overturned", decided_on
        if denials:
            # the remittance may have come before the letter and settled them already
            denials[0].recovered = recovered
    else:
        _lost(appeal, denials, decided_on)
    session.flush()
    if outcome in WON:
        day = adjudication.reopen(session, appeal.claim_id, _won(appeal, denials, decided_on), actor=actor)
        if day is not None and outcome != "overturned":
            _await_decision(denials, day)
    # whoever was to ask the payer where its answer stays need not any more
    known = datetime.combine(today or decided_on, time(12), UTC)
    close_work_items(session, "appeal", appeal.id, outcome="decided", now=known, queue="appeals")
    _audited(session, Act.APPEAL_DECIDED, appeal, actor, outcome)
    return appeal


def go_on_after(session: Session, denial_ids: Collection[UUID], today: date) -> int:
    """Denials just opened that an appeal won in part left standing: the next level opens, not the first; how many.

    Its days run from the decision on the appeal, whenever the remittance that carries it out comes.
    """
    if not denial_ids:
        return 0
    repository, count = AppealRepository(session), 0
    for denial in repository.of_won_claims(denial_ids):
        appeal = repository.standing(denial.claim_id).lost.get(denial.id)
        if appeal is not None:
            _lost(appeal, [denial], appeal.decided_on or today)
            denial.next_date = today
            count += 1
    session.flush()
    return count


def withdraw(session: Session, appeal_id: UUID, *, actor: str, today: date, now: datetime) -> Appeal:
    """A person takes an appeal back that is not decided; its denials go back to their queue. Audited."""
    _must_be_person(actor, "withdraw")
    appeal = _get(session, appeal_id, lock=True)
    if appeal.state not in IN_PROGRESS:
        raise WrongState("withdrawn", appeal)
    for denial in AppealRepository(session).disputed(appeal):
        denial.state, denial.next_date = "open", today
    appeal.state, appeal.next_date = "withdrawn", today
    close_work_items(session, "appeal", appeal.id, outcome="withdrawn", now=now)
    _audited(session, Act.APPEAL_WITHDRAWN, appeal, actor)
    session.flush()
    return appeal


def overturn_history(session: Session) -> list[OverturnRate]:
    """What came of appeals so far, for reports and for the worth of the next denial."""
    return [OverturnRate(*row) for row in AppealRepository(session).outcomes()]


def escalate_due(session: Session, today: date) -> int:
    """Unsigned or unsent with few days left, or undecided past the payer's own time: to a supervisor; how many went."""
    appeals = AppealRepository(session).to_escalate(today, LAST_DAYS)
    open_work_items(session, [_escalation(appeal, today) for appeal in appeals])
    return len(appeals)


def _escalation(appeal: Appeal, today: date) -> NewWork:
    overdue = appeal.state == "sent"
    what = "has no decision and the payer's time is over" if overdue else "is not sent and its last day is near"
    reason = "decision_overdue" if overdue else "last_day_near"
    sentence = f"Appeal {appeal.number} {what}."
    return NewWork("appeals", "appeal", appeal.id, reason, "supervisor", today, sentence, appeal.amount)


def _open(session: Session, claim: Claim, filing: Filing, actor: str, today: date, reason: str) -> Appeal:
    lead, known = filing.denials[0], filing.found if isinstance(filing.found, Deadline) else None
    due = next_business_day(today + timedelta(days=SIGN_DAYS))
    due = min(due, known.last_day) if known else due
    clinical = lead.root_cause in CLINICAL
    appeal = Appeal(
        claim_id=claim.id,
        denial_id=lead.id,
        payer_id=claim.payer_id,
        plan_type=claim.plan_type,
        root_cause=lead.root_cause,
        carc=lead.carc,
        level=filing.level.name,
        state="draft",
        amount=Money.total(denial.amount for denial in filing.denials),
        reason=reason,
        opened=today,
        opened_by=actor,
        owner="supervisor" if known is None else "biller",
        next_date=due,
        deadline=known.last_day if known else None,
        deadline_rule=known.rule if known else None,
        deadline_source=known.source if known else None,
        physician_due=_physician_due(known, today) if clinical else None,
    )
    try:
        with session.begin_nested():
            AppealRepository(session).add(appeal)
    except IntegrityError:
        raise AppealInProgress(AppealRepository(session).in_progress(claim.id)[0]) from None
    appeal.letter = letter_of(session, appeal, today)
    audit.record(session, Act.APPEAL_DRAFTED, actor=actor, subject=f"claim:{claim.id}", purpose="appeal")
    for item in _work_for(appeal, filing.found):
        open_work_item(session, item)
    session.flush()
    return appeal


def _work_for(appeal: Appeal, found: Deadline | NoDeadline) -> Iterator[NewWork]:
    sentence = f"Read, complete and sign the draft {appeal.number}."
    if isinstance(found, NoDeadline):
        sentence += f" No last day could be named: {found.reason}."
    yield NewWork("appeals", "appeal", appeal.id, "sign_draft", appeal.owner, appeal.next_date, sentence, appeal.amount)
    if appeal.physician_due is not None:
        asked = f"Ask the treating physician for the clinical reason for {appeal.number}."
        yield NewWork("appeals", "appeal", appeal.id, "ask_physician", "clinical", appeal.physician_due, asked)


def _nearest(plan_type: str, denials: list[Denial], so_far: Standing, today: date) -> Filing:
    """What can be filed with the nearest last day. Raises what is said of the first where nothing can."""
    filings: list[Filing] = []
    refused: list[NotAppealable | AppealTooLate] = []
    for group in groups(denials, so_far):
        try:
            filings.append(_filing(plan_type, group, so_far.lost.get(group[0].id), today))
        except (NotAppealable, AppealTooLate) as refusal:
            refused.append(refusal)
    if not filings:
        raise refused[0]
    return min(filings, key=lambda one: one.found.last_day if isinstance(one.found, Deadline) else date.max)


def _filing(plan_type: str, denials: list[Denial], before: Appeal | None, today: date) -> Filing:
    """The level after the appeal that left these denials standing, else the first, with its last day."""
    level, notice = first_level(plan_type), denials[0].remittance_date
    if before is not None:
        after = next_level(plan_type, before.level)
        if after is None:
            raise NotAppealable("Every level of appeal has been used.")
        level, notice = after, before.decided_on or notice
    found = _last_day(plan_type, level, notice, Money.total(denial.amount for denial in denials))
    if isinstance(found, Deadline) and found.last_day < today:
        raise AppealTooLate(found.last_day, found.source)
    return Filing(denials, level, found)


def _last_day(plan_type: str, level: Level, notice: date, amount: Money) -> Deadline | NoDeadline:
    found = deadline(DeadlineEvent(plan_type, level.after, notice, amount=amount.amount), notice)
    if isinstance(found, NoDeadline) and found.reason.startswith("no right left"):
        raise NotAppealable(f"There is {found.reason}.")
    return found


def _decision_due(appeal: Appeal, sent: date) -> date | None:
    level = level_named(appeal.plan_type, appeal.level)
    found = deadline(DeadlineEvent(appeal.plan_type, level.after, sent, amount=appeal.amount.amount), sent)
    if isinstance(found, NoDeadline) or found.decision_due is None:
        return None
    return sent + (found.decision_due - found.last_day)


def _physician_due(known: Deadline | None, today: date) -> date:
    """Within five days, and two days before the last day, but never in the past."""
    due = next_business_day(today + timedelta(days=PHYSICIAN_DAYS))
    return due if known is None else max(today, min(due, known.last_day - timedelta(days=2)))


def _lost(appeal: Appeal, denials: list[Denial], decided_on: date) -> None:
    after = next_level(appeal.plan_type, appeal.level)
    found = _right_left(appeal, after, decided_on)
    for denial in denials:
        denial.state, denial.next_date = "open", decided_on
        if isinstance(found, Deadline) and after is not None:
            denial.deadline, denial.deadline_rule, denial.deadline_source = found.last_day, found.rule, found.source
            denial.next_step = f"The payer upheld its denial. The next level is the {after.title}."
        else:
            denial.appealable, denial.route, denial.owner = False, "write_off_review", "supervisor"
            denial.deadline = denial.deadline_rule = denial.deadline_source = None
            denial.deadline_unknown = found.reason if isinstance(found, NoDeadline) else "every level has been used"
            denial.next_step = "The payer upheld its denial and no level is left: send it to write-off review."


def _await_decision(denials: list[Denial], day: date) -> None:
    """What was not overturned is seen once the claim is decided anew."""
    for denial in denials:
        denial.next_date = min(day, denial.deadline or day)
        denial.next_step = "The appeal was partly won: the payer decides the claim anew, and then what is left shows."


def _won(appeal: Appeal, denials: list[Denial], decided_on: date) -> adjudication.WonAppeal:
    """The lines are settled where all of what was appealed was won."""
    lines = {denial.line_number for denial in denials if denial.line_number is not None}
    whole = appeal.outcome == "overturned" and all(denial.line_number is not None for denial in denials)
    return adjudication.WonAppeal(
        appeal.id, appeal.number, appeal.plan_type, appeal.level, appeal.sent_on or decided_on, decided_on,
        frozenset(lines) if whole and lines else None,
    )  # fmt: skip


def _right_left(appeal: Appeal, after: Level | None, decided_on: date) -> Deadline | NoDeadline | None:
    if after is None:
        return None
    return deadline(DeadlineEvent(appeal.plan_type, after.after, decided_on, amount=appeal.amount.amount), decided_on)


def _why_not(claim: Claim, denials: list[Denial]) -> str:
    if claim.stage == "rejected":
        return "The claim was rejected before it was decided: correct it and send it again. There is nothing to appeal yet."
    if denials:
        return f"The payer gives no appeal right for this decision. {denials[0].next_step}"
    return "Nothing on this claim is denied."


def _must_follow(appeal: Appeal, decided_on: date, today: date) -> None:
    sent = appeal.sent_on or appeal.opened
    if not sent <= decided_on <= today:
        raise DayNotPossible("The day of a decision", "the appeal was sent", sent)


def _audited(session: Session, act: Act, appeal: Appeal, actor: str, *fields: str) -> None:
    audit.record(session, act, actor=actor, subject=f"appeal:{appeal.id}", fields=list(fields), purpose="appeal")


def _must_be_person(actor: str, act: str) -> None:
    if not actor.startswith(STAFF):
        raise OnlyAPerson(act)


def _get(session: Session, appeal_id: UUID, *, lock: bool = False) -> Appeal:
    appeal = AppealRepository(session).get(appeal_id, lock=lock)
    if appeal is None:
        raise AppealNotFound(appeal_id)
    return appeal


def _in_state(session: Session, appeal_id: UUID, state: str, act: str) -> Appeal:
    appeal = _get(session, appeal_id, lock=True)
    if appeal.state != state:
        raise WrongState(act, appeal)
    return appeal
