"""The wall of what happens now, the report on a period, and double scoring."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from uuid import UUID

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.conversation.alarms import service as alarms
from backend.conversation.handoffs import desk
from backend.conversation.handoffs.rules import NAMES
from backend.conversation.supervision import agreement, report
from backend.conversation.supervision.masking import masked
from backend.conversation.supervision.repository import SupervisionRepository
from backend.conversation.supervision.schemas import (
    AgreementShown,
    AutomaticShown,
    ClusterShown,
    DenialPatternShown,
    DoubleScorings,
    DoubleShown,
    RepeatShown,
    Report,
    Wall,
    WallAlarm,
    WallClock,
    WallHandoff,
)
from backend.kit.clock import Clock
from backend.models.conversation import Conversation
from backend.models.denial import DenialPattern
from backend.models.review import DoubleScoring, Review
from backend.models.work_item import WorkItem
from backend.staff.counting.service import keyed_hash
from backend.staff.policy import SUPERVISORS as ALARMED
from backend.staff.policy import Role
from backend.staff.service import CurrentStaff

TALKING = timedelta(minutes=5)
QUIET = timedelta(minutes=30)
"""Who has not written for this long has left."""
SAMPLE_DAYS = 30
PATTERNS_SHOWN = 8
REPEATS_SHOWN = 10


def wall(session: Session, role: Role, now: datetime) -> Wall:
    """Who talks with the assistant, who waits, who is with whom, and which promises of time are in danger; and alarms."""
    repository = SupervisionRepository(session)
    handoffs = repository.open_handoffs()
    clocks = desk.clocks_of(session, handoffs, now)
    shown = [
        WallHandoff(
            conversation_id=one.conversation_id,
            reference=one.reference,
            state=one.state,
            reason=one.reason,
            urgency=NAMES[one.urgency],
            agent=one.agent_name,
            requested_at=one.requested_at,
            clocks=[WallClock(name=each.name, due=each.due, state=each.state) for each in clocks[one.id]],
        )
        for one in handoffs
    ]
    states = [{each.state for each in one.clocks} for one in shown]
    return Wall(
        alarms=[_alarm(one) for one in alarms.standing(session)] if role in ALARMED else [],
        talking=repository.talking(now - TALKING),
        waiting=sum(one.state == "waiting" for one in shown),
        with_agents=sum(one.state == "accepted" for one in shown),
        at_risk=sum("at_risk" in one and "breached" not in one for one in states),
        missed=sum("breached" in one for one in states),
        handoffs=shown,
    )


def _alarm(one: WorkItem) -> WallAlarm:
    talk = one.subject_id if one.subject_kind == "conversation" else None
    return WallAlarm(
        id=one.id, kind=one.reason, sentence=one.sentence, since=one.opened_at, by=one.facts.get("by", []),
        conversation_id=talk,
    )  # fmt: skip


def period(session: Session, staff: CurrentStaff, first: date, last: date, clock: Clock) -> Report:
    """The report on the days from first to last; audited."""
    repository = SupervisionRepository(session)
    start = datetime.combine(first, time(), UTC)
    end = datetime.combine(last, time(), UTC) + timedelta(days=1)
    found = repository.started_between(start, end + report.RETURN_WITHIN)
    seen = _ended(repository, found)
    over = clock.now() - QUIET
    within = [one for one in seen if one.started_at < end and (one.handed_off or one.ended_at < over)]
    contained = report.containment(within, seen)
    ids = [one.id for one in within]
    unclear = repository.not_understood(ids)
    names = repository.names(list({conversation for conversation, _ in unclear}))
    spoken = [(conversation, masked(said, names[conversation])) for conversation, said in unclear]
    reasons = Counter(one.reason for one in repository.handoffs(ids))
    scores = list(repository.machine_scores(ids).values())
    audit.record(session, Act.REPORT_VIEWED, actor=staff.actor, subject="report:conversations", clock=clock)
    return Report(
        conversations=contained.conversations,
        contained=contained.contained,
        came_again=list(contained.came_again),
        containment=contained.rate,
        true_containment=contained.true_rate,
        handoff_reasons=dict(reasons.most_common()),
        not_understood=len(spoken),
        clusters=[
            ClusterShown(words=list(one.words), utterances=one.utterances, conversations=list(one.conversations)[:20])
            for one in report.clusters(spoken)
        ],
        repeat_contacts=_repeats(repository, [one for one in seen if one.started_at < end]),
        denial_patterns=[_pattern(*one) for one in repository.denial_patterns(PATTERNS_SHOWN)],
        automatic=AutomaticShown(
            scored=len(scores),
            average=sum(one.total for one in scores) / len(scores) if scores else None,
            auto_fails=dict(Counter(fail for one in scores for fail in one.auto_fails).most_common()),
            facts_checked=sum(one.facts_checked for one in scores),
            facts_wrong=sum(one.facts_wrong for one in scores),
        ),
    )


def _repeats(repository: SupervisionRepository, seen: list[report.Ended]) -> list[RepeatShown]:
    found = report.repeats(seen)[:REPEATS_SHOWN]
    summaries = repository.summaries([one for repeat in found for one in repeat])
    return [
        RepeatShown(
            visits=len(ids),
            conversations=list(ids)[:10],
            intents=_common([intent for one in ids if one in summaries for intent in summaries[one].intents or []]),
        )
        for ids in found
    ]


def _common(intents: list[str]) -> list[str]:
    dull = {
        "inform",
        "affirm",
        "deny",
        "greet",
        "thank",
        "goodbye",
        "event_start",
        "identify_provider",
        "identify_member",
    }
    return [name for name, _ in Counter(one for one in intents if one not in dull).most_common(3)]


def _pattern(found: DenialPattern, payer: str, provider: str) -> DenialPatternShown:
    return DenialPatternShown(
        payer=payer,
        provider=provider,
        carc=found.carc,
        root_cause=found.root_cause,
        denied=found.denied,
        billed=found.billed,
        amount=str(found.amount),
    )


def _ended(repository: SupervisionRepository, found: list[Conversation]) -> list[report.Ended]:
    ids = [one.id for one in found]
    handed = {one.conversation_id for one in repository.handoffs(ids)}
    callers: dict[UUID, set[str]] = defaultdict(set)
    for grant in repository.grants_of(ids):
        callers[grant.conversation_id].add(keyed_hash(f"{grant.npi}|{grant.member_id}|{grant.date_of_birth}"))
    for one in found:
        if one.channel != "chat" and one.origin:  # a telephone number is one caller; an address may be an office
            callers[one.id].add(one.origin)
    return [
        report.Ended(
            one.id, one.started_at, one.ended_at or one.last_activity_at, one.id in handed, frozenset(callers[one.id])
        )
        for one in found
    ]


# -- double scoring


def choose(session: Session, staff: CurrentStaff, size: int, clock: Clock) -> DoubleScorings:
    """Choose conversations at random, evenly by channel and whether a person was asked in; audited."""
    repository = SupervisionRepository(session)
    strata: dict[tuple[str, bool], list[UUID]] = defaultdict(list)
    for identity, channel, handed in repository.to_choose_from(clock.now() - timedelta(days=SAMPLE_DAYS)):
        strata[channel, handed].append(identity)
    random = Random()  # noqa: S311 - a sample, not a secret
    piles = [random.sample(pile, len(pile)) for pile in strata.values()]
    taken = 0
    while taken < size and any(piles):
        for pile in piles:
            if pile and taken < size:
                chosen = DoubleScoring(conversation_id=pile.pop(), chosen_by=staff.id, chosen_at=clock.now())
                repository.add(chosen)
                taken += 1
    audit.record(session, Act.TRANSCRIPT_SEARCHED, actor=staff.actor, subject="double_scoring", clock=clock)
    return double_scorings(session, staff)


def double_scorings(session: Session, staff: CurrentStaff) -> DoubleScorings:
    """What is to be scored twice, and how far the scorers agree."""
    repository = SupervisionRepository(session)
    chosen = repository.double_scorings()
    firsts = first_scores(repository.reviews([one.id for one in chosen]))
    return DoubleScorings(
        conversations=[
            DoubleShown(
                id=one.id,
                channel=one.channel,
                started_at=one.started_at,
                scorers=len(firsts[one.id]),
                mine=staff.id in firsts[one.id],
            )
            for one in chosen
        ],
        agreements=[
            AgreementShown(scorers=list(one.scorers), conversations=one.conversations, same=one.same, kappa=one.kappa)
            for one in agreement.agreements(
                [(each.reviewer_name, each.total) for each in by_scorer.values()] for by_scorer in firsts.values()
            )
        ],
    )


def first_scores(reviews: list[Review]) -> dict[UUID, dict[UUID, Review]]:
    """Per conversation each scorer's first score: later ones were given with the other in view."""
    found: dict[UUID, dict[UUID, Review]] = defaultdict(dict)
    for one in reviews:
        found[one.conversation_id].setdefault(one.reviewer_id, one)
    return found
