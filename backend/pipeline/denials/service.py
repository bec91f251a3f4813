"""Denials: triage of files and of posted remittances, the denial record, and the patterns behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.codes import knowledge
from backend.kit.bulk import json_text
from backend.kit.ids import new_id
from backend.kit.json_lines import lines_of
from backend.kit.money import Money
from backend.models.denial import Denial
from backend.pipeline.claims.repository import ClaimRepository, NewEvent
from backend.pipeline.denials.checklist import checklist
from backend.pipeline.denials.errors import DenialClosed, DenialNotFound, NextDatePast, NotRecovered, NotThePatients
from backend.pipeline.denials.facts import AdjustmentFacts, LastDay, Triage
from backend.pipeline.denials.lines import triage_line
from backend.pipeline.denials.repository import ClaimFacts, DenialRepository, Place, Waiting
from backend.pipeline.denials.triage import is_the_patients, triage
from backend.pipeline.denials.worth import History, next_date, priority, weigh
from backend.pipeline.posting.payment import PostedAdvice
from backend.pipeline.work.service import demand_owner

__all__ = [
    "AdjustmentFacts",
    "LastDay",
    "Triage",
    "assign_denial",
    "close_denials",
    "denial_queue",
    "open_posted",
    "reprioritise",
    "settle_denial",
    "triage",
    "triage_file",
    "waiting",
]


RECOVERING = frozenset({"paid", "partly_paid", "corrected"})
"""Outcomes with which money may have come back."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A denied adjustment on its way into the record."""

    claim: ClaimFacts
    advice_id: UUID | None
    facts: AdjustmentFacts
    triage: Triage


def triage_file(path: Path) -> Iterator[dict[str, Any]]:
    """Triage each line of a JSON Lines file, in order; a bad line yields its id and the problem."""
    yield from map(triage_line, lines_of(path))


def open_posted(session: Session, posted: Sequence[PostedAdvice], today: date) -> list[UUID]:
    """What posting tells of remittances just posted: denials whose advice stands no more are closed, new ones opened.

    The payer's new word on a claim replaces its old one, a reversal only takes it back: whichever came first. The ids
    of the denials that are open.
    """
    if not posted:
        return []
    repository = DenialRepository(session)
    repository.close_superseded([one.claim_id for one in posted if one.is_reversal], "reversed", today)
    repository.close_superseded([one.claim_id for one in posted if not one.is_reversal], "decided_again", today)
    denied = [
        Decided(
            ClaimFacts(advice.claim_id, advice.payer_id, advice.provider_id, advice.place_of_service),
            advice.advice_id, one.facts, triage(one.facts),
        )
        for advice in posted
        for one in advice.all_adjustments
        if one.facts is not None
    ]  # fmt: skip
    opened = repository.add(_rows(repository, denied, today))
    late = repository.close_late(opened, today)
    return [one for one in opened if one not in late]


def _rows(repository: DenialRepository, decided: Sequence[Decided], today: date) -> list[dict[str, Any]]:
    if not decided:
        return []
    histories = repository.histories((one.claim.payer_id, one.triage.root_cause) for one in decided)
    rows = {
        row["key"]: row
        for one in decided
        for row in [_row(one, histories[one.claim.payer_id, one.triage.root_cause], today)]
    }
    return list(rows.values())


def denial_queue(
    session: Session, *, skill: str | None = None, owner: str | None = None, limit: int = 100
) -> list[Denial]:
    """Open denials, the most pressing first."""
    return DenialRepository(session).queue(skill, owner, limit)


def waiting(session: Session, today: date) -> list[Waiting]:
    """What is open with each skill."""
    return DenialRepository(session).waiting(today)


def assign_denial(
    session: Session, denial_id: UUID, owner: str, next_day: date, *, actor: str, today: date
) -> Denial:
    """Give an open denial to somebody, with the day it is looked at next. Audited.

    Raises DenialNotFound, DenialClosed, NextDatePast or UnknownOwner.
    """
    denial = _open_denial(session, denial_id)
    if next_day < today:
        raise NextDatePast
    demand_owner(session, owner, denial.owner)
    denial.owner, denial.next_date = owner, next_day
    audit.record(
        session, Act.DENIAL_ASSIGNED, actor=actor, subject=f"denial:{denial_id}", fields=["owner", "next_date"]
    )
    session.flush()
    return denial


def settle_denial(
    session: Session, denial_id: UUID, outcome: str, recovered: Money | None, today: date, *, actor: str, name: str
) -> Denial:
    """Close one denial with what came of it: corrected, written_off, billed, paid, upheld … Audited.

    The story of the claim names who decided: money moves on this word. Raises NotThePatients where the payer did not
    leave to the patient what is to be billed, NotRecovered where the amount cannot be.
    """
    denial = _open_denial(session, denial_id)
    if outcome == "billed" and not is_the_patients(denial.group_code, denial.responsible):
        raise NotThePatients(denial.group_code)
    check_recovered(recovered, denial.amount if outcome in RECOVERING else Money.zero())
    denial.state, denial.outcome, denial.recovered, denial.closed = "closed", outcome, recovered, today
    told = {"name": name, "amount": str(denial.amount), "outcome": outcome.replace("_", " ")}
    ClaimRepository(session).add_events([NewEvent(denial.claim_id, "denial_settled", today, detail=told)])
    audit.record(session, Act.DENIAL_SETTLED, actor=actor, subject=f"denial:{denial_id}", fields=[outcome])
    session.flush()
    return denial


def check_recovered(recovered: Money | None, at_most: Money) -> None:
    """Raises NotRecovered where more is said to have come back than can have."""
    if recovered is not None and recovered > at_most:
        raise NotRecovered(at_most)


def close_denials(session: Session, claim_id: UUID, outcome: str, today: date) -> int:
    """Close what is open on a claim, because what is denied was written off; how many were."""
    return DenialRepository(session).close(claim_id, outcome, today)


def reprioritise(session: Session, today: date) -> int:
    """Daily: what nears its last day rises, and is looked at today once few days are left; how many moved.

    A next date that was missed stays where it is: being late must show.
    """
    repository = DenialRepository(session)
    moved: list[Place] = []
    for place in repository.open_places():
        left = (place.deadline - today).days if place.deadline else None
        pressing = priority(place.expected_value, left)
        day = min(place.next_date, next_date(place.deadline, today))
        if (pressing, day) != (place.priority, place.next_date):
            moved.append(replace(place, priority=pressing, next_date=day))
    repository.move(moved)
    return len(moved)


def _open_denial(session: Session, denial_id: UUID) -> Denial:
    denial = DenialRepository(session).get(denial_id, lock=True)
    if denial is None:
        raise DenialNotFound(denial_id)
    if denial.state == "closed":
        raise DenialClosed(denial_id)
    return denial


def _row(one: Decided, history: History, today: date) -> dict[str, Any]:
    claim, facts, decision = one.claim, one.facts, one.triage
    worth = weigh(decision, facts.amount, history, today)
    source = one.advice_id or facts.remittance_date.isoformat()
    return {
        "id": new_id(),
        "claim_id": claim.claim_id,
        "payer_id": claim.payer_id,
        "provider_id": claim.provider_id,
        "advice_id": one.advice_id,
        "key": f"{claim.claim_id}|{source}|{facts.line_number}|{facts.group}|{facts.carc}|{facts.amount}",
        "line_number": facts.line_number,
        "procedure": facts.procedure,
        "place_of_service": claim.place_of_service,
        "group_code": facts.group,
        "carc": code.code if (code := knowledge.carc(facts.carc)) else facts.carc,
        "remarks": list(facts.remarks),
        "amount": facts.amount.amount,
        "plan_type": facts.plan_type,
        "service_from": facts.service_from,
        "remittance_date": facts.remittance_date,
        "root_cause": decision.root_cause,
        "route": decision.route,
        "appealable": decision.appealable,
        "responsible": decision.responsible,
        "next_step": decision.next_step,
        "deadline": decision.deadline.date if decision.deadline else None,
        "deadline_rule": decision.deadline.rule if decision.deadline else None,
        "deadline_source": decision.deadline.source if decision.deadline else None,
        "deadline_unknown": decision.deadline_unknown,
        "checklist": json_text([document.as_row() for document in checklist(facts, decision)]),
        "expected_value": worth.expected_value.amount,
        "priority": worth.priority,
        "skill": worth.skill,
        "owner": worth.owner,
        "next_date": worth.next_date,
        "state": "open",
        "opened": today,
    }
