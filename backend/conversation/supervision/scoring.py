"""Automatic scores for every conversation that is over, and promises of time that were missed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.conversation.handoffs import desk
from backend.conversation.supervision import scorecard
from backend.conversation.supervision.accuracy import Checked, Spoken, check
from backend.conversation.supervision.records import RecordsThen
from backend.conversation.supervision.repository import SupervisionRepository
from backend.kit.clock import Clock
from backend.models.conversation import Conversation, Turn
from backend.models.review import MachineScore, SlaBreach
from backend.models.verification import Verification

OVER_AFTER = timedelta(minutes=30)
"""Who has not written for this long has left."""
AT_ONCE = 200
_TOLD_WITHIN = timedelta(seconds=30)


def score_due(session: Session, clock: Clock) -> int:
    """Score conversations that are over and have no score, or went on since; how many."""
    repository = SupervisionRepository(session)
    due = repository.to_score(clock.now() - OVER_AFTER, AT_ONCE)
    for conversation in due:
        repository.keep_score(machine_score(session, conversation, clock.now()))
    return len(due)


def machine_score(session: Session, conversation: Conversation, now: datetime) -> MachineScore:
    """What a machine sees in a conversation as it stands; not kept."""
    repository = SupervisionRepository(session)
    turns = repository.turns(conversation.id)
    proofs = repository.verifications([conversation.id])
    found = automatic_score(session, conversation, turns, proofs, bool(repository.handoffs([conversation.id])))
    return MachineScore(
        conversation_id=conversation.id,
        rubric=scorecard.RUBRIC,
        points=dict(found.points),
        auto_fails=list(found.auto_fails),
        remarks=list(found.remarks),
        total=found.total,
        facts_checked=found.facts,
        facts_wrong=found.wrong,
        scored_at=now,
    )


def automatic_score(
    session: Session, conversation: Conversation, turns: Sequence[Turn], proofs: list[Verification], handed_off: bool
) -> scorecard.AutomaticScore:
    """What a machine sees in these turns."""
    records = RecordsThen(session)
    told = records.told(conversation.name)
    known = scorecard.Circumstances(
        first_verified_at=proofs[0].verified_at if proofs else None,
        handed_off=handed_off,
        stranger=records.strangers(conversation.id, list({claim for _, claim in told})),
        checked=checked_facts(records, turns, told),
    )
    return scorecard.automatic([_seen(turn) for turn in turns if turn.state in ("answered", "failed")], known)


def checked_facts(records: RecordsThen, turns: Sequence[Turn], told: Sequence[tuple[datetime, object]]) -> Checked:
    """Every answer that rests on a claim, against the record of its moment."""
    found, heard = Checked(), ""
    for turn in turns:
        heard = f"{heard} {turn.said or ''}"
        if turn.speaker != "caller" or not turn.evidence or turn.answered_at is None:
            continue
        claims = {claim for at, claim in told if at <= turn.answered_at + _TOLD_WITHIN}
        at = turn.answered_at
        record = records.at(list(claims), at)  # type: ignore[arg-type]
        found += check(Spoken(turn.number, at, turn.answer_text, turn.evidence, heard), record)
    return found


def _seen(turn: Turn) -> scorecard.SeenTurn:
    took = (turn.answered_at - turn.received_at).total_seconds() if turn.answered_at else None
    facts = [str(one.get("fact", "")) for one in turn.evidence if isinstance(one, dict)]
    agent = turn.speaker == "agent"
    return scorecard.SeenTurn(
        at=turn.answered_at or turn.received_at,
        seconds_to_answer=None if agent else took,
        intent=(turn.understood or {}).get("intent") if turn.kind in ("text", "speech") else turn.kind,
        expected=None if agent else turn.expected,
        spoke_of_claim=any(isinstance(one, dict) and one.get("record") for one in turn.evidence),
        answer_text=turn.answer_text or " ".join(str(one.get("text") or "") for one in turn.messages),
        failed=turn.state == "failed",
        spoke_of_denial=any("denial_reason" in fact for fact in facts),
        by_agent=agent,
        number=turn.number,
    )


def notice_breaches(session: Session, clock: Clock) -> int:
    """Put every promise of time that was missed on record once, as an audit event; how many are new."""
    repository = SupervisionRepository(session)
    now = clock.now()
    handoffs = repository.handoffs_since(now - timedelta(days=1))
    clocks = desk.clocks_of(session, handoffs, now)
    known = repository.breaches([one.id for one in handoffs])
    new = 0
    for handoff in handoffs:
        for one in clocks[handoff.id]:
            if one.state == "breached" and (handoff.id, one.name, one.due) not in known:
                new += 1
                repository.add(SlaBreach(handoff_id=handoff.id, clock=one.name, due=one.due, noticed_at=now))
                audit.record(
                    session,
                    Act.SLA_BREACHED,
                    actor="system:clocks",
                    subject=f"handoff:{handoff.id}",
                    fields=[one.name],
                    purpose=handoff.reason,
                    clock=clock,
                )
    return new
