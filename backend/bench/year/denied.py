"""What the simulated staff do about denials: route by route, from the chart and by the services a person has."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.bench.year.chart import Charts
from backend.database import session_scope
from backend.errors import ClaimlineError
from backend.kit.money import Money
from backend.models.appeal import Appeal
from backend.models.claim import Claim, ClaimLine
from backend.models.denial import Denial
from backend.models.payer import Payer
from backend.models.provider import Provider
from backend.pipeline.appeals import service as appeals
from backend.pipeline.denials.service import assign_denial, settle_denial
from backend.pipeline.denials.triage import is_the_patients
from backend.pipeline.encounters.schemas import NewEncounter
from backend.pipeline.scrubbing.replacing import replace_claim
from backend.world.operation.outside.payer import OutsidePayer
from backend.world.operation.visits import Visit
from backend.world.records import dollars

_FROM_THE_CHART = ("correct_and_resubmit", "obtain_authorization", "human_review", "call_payer")
ACTOR, SIGNS = "staff:year", "Sam Lindqvist"


@dataclass(slots=True)
class _Denied:
    """An open denial with what belongs to it."""

    denial: Denial
    claim: Claim
    payer: OutsidePayer | None
    npi: str
    visit: Visit | None


@dataclass(slots=True)
class DenialDesk:
    """Works open denials whose day has come, the most pressing first."""

    charts: Charts
    payers: dict[str, OutsidePayer]
    done: Counter[str]
    resend: list[NewEncounter]

    def work(self, day: Any, minutes: int) -> None:
        with session_scope() as session:
            ids = session.execute(
                select(Denial.id)
                .where(Denial.state == "open", Denial.next_date <= day.today + timedelta(days=2))
                .order_by(Denial.next_date, Denial.priority.desc(), Denial.id)
                .limit(max(0, int(day.minutes / minutes) + 1))
            ).scalars()
            waiting = list(ids)
        for id in waiting:
            if day.minutes <= 0:
                return
            day.minutes -= minutes
            with session_scope() as session:
                self._one(session, id, day.now)

    def _one(self, session: Session, id: UUID, now: datetime) -> None:
        denial = session.get(Denial, id)
        if denial is None or denial.state != "open":
            return
        claim = session.get_one(Claim, denial.claim_id)
        payer = self.payers.get(session.get_one(Payer, claim.payer_id).identifier)
        npi = session.get_one(Provider, claim.provider_id).npi
        one = _Denied(denial, claim, payer, npi, self.charts.visit(claim.patient_control_number))
        try:
            with session.begin_nested():
                did = self._route(session, one, now)
        except ClaimlineError as refusal:
            did = f"refused:{refusal.code}"
            self._put_off(session, denial, now, 14)
        self.done[f"denials:{denial.route}:{did}"] += 1

    def _route(self, session: Session, one: _Denied, now: datetime) -> str:
        route, denial, visit = one.denial.route, one.denial, one.visit
        today = now.date()
        if route in ("verify_coverage", "bill_other_payer", "update_coordination_of_benefits") and visit is not None:
            return self._other_plan(session, one, visit, now)
        if route == "bill_patient":
            settle_denial(session, denial.id, "billed", None, today, actor=ACTOR, name=SIGNS)
            return "billed"
        if route == "send_records" and one.payer is not None:
            one.payer.mail("records", one.npi, one.claim.patient_control_number, now)
            self._put_off(session, denial, now, 21)
            return "records sent"
        if route in _FROM_THE_CHART and visit is not None and self._resubmit(session, one, visit, now):
            return "resubmitted"
        if denial.appealable and route not in ("write_off_review", "enrollment"):
            return self._appeal(session, one, now)
        return self._give_up(session, one, now)

    def _put_off(self, session: Session, denial: Denial, now: datetime, days: int) -> None:
        assign_denial(
            session, denial.id, denial.owner, now.date() + timedelta(days=days), actor=ACTOR, today=now.date()
        )

    def _other_plan(self, session: Session, one: _Denied, visit: Visit, now: datetime) -> str:
        told = self.charts.insurance_told(visit, always=True)
        payer = session.get_one(Payer, one.claim.payer_id)
        if told and visit.patient.registered.payer.identifier != payer.identifier:
            whole = self.charts.whole(visit)
            self.resend.append(NewEncounter.model_validate(whole | {"number": f"{whole['number']}-R"}))
            settle_denial(session, one.denial.id, "corrected", None, now.date(), actor=ACTOR, name=SIGNS)
            return "billed to the right plan"
        if not told and is_the_patients(one.denial.group_code, one.denial.responsible):
            settle_denial(session, one.denial.id, "billed", None, now.date(), actor=ACTOR, name=SIGNS)
            return "no plan that day: the patient's"
        return self._appeal(session, one, now) if one.denial.appealable else self._give_up(session, one, now)

    def _resubmit(self, session: Session, one: _Denied, visit: Visit, now: datetime) -> bool:
        """Bill again where the chart says something else than the claim did."""
        if one.claim.frequency != "1":
            return False
        count = (
            session.scalar(select(func.count()).select_from(ClaimLine).where(ClaimLine.claim_id == one.claim.id)) or 0
        )
        correction = self.charts.correction(visit, count, "Corrected from the chart after the denial")
        if not _differs(session, one.claim, correction):
            return False
        replace_claim(session, one.claim.id, correction, void=False, actor=ACTOR, now=now)
        self._put_off(session, one.denial, now, 30)
        return True

    def _appeal(self, session: Session, one: _Denied, now: datetime) -> str:
        appeal = appeals.start_appeal(session, one.claim.id, actor=ACTOR, today=now.date(), reason="year")
        if appeal.physician_due is not None:
            statement = "The service was needed; the findings of the visit are in the note."
            appeals.record_physician_statement(session, appeal.id, statement, now.date())
        appeals.sign(session, appeal.id, actor=ACTOR, name=SIGNS, now=now)
        appeals.mark_sent(session, appeal.id, actor=ACTOR, on=now.date(), now=now)
        if one.payer is not None:
            one.payer.mail("appeal", one.npi, one.claim.patient_control_number, now)
        return "appealed"

    def _give_up(self, session: Session, one: _Denied, now: datetime) -> str:
        """Nothing is left to try: the supervisor closes it, and what happens to the money is decided by approval."""
        settle_denial(session, one.denial.id, "upheld", None, now.date(), actor=ACTOR, name=SIGNS)
        return "upheld"

    def letters(self, now: datetime) -> None:
        """The mail: decisions on appeals are entered, decisions on records are seen by their remittance."""
        for payer in self.payers.values():
            mail, payer.letters = payer.letters, []
            for letter in mail:
                if letter.kind != "appeal":
                    continue
                with session_scope() as session:
                    appeal = self._sent(session, letter.npi, letter.account)
                    if appeal is not None:
                        won = Money(dollars(letter.amount)) if letter.amount > 0 else None
                        appeals.record_decision(
                            session, appeal.id, letter.outcome, actor=ACTOR, decided_on=letter.day, recovered=won
                        )
                        self.done[f"appeals:{letter.outcome}"] += 1

    @staticmethod
    def _sent(session: Session, npi: str, account: str) -> Appeal | None:
        return session.scalars(
            select(Appeal)
            .join(Claim, Claim.id == Appeal.claim_id)
            .join(Provider, Provider.id == Claim.provider_id)
            .where(Provider.npi == npi, Claim.patient_control_number == account, Appeal.state == "sent")
        ).first()


def _differs(session: Session, claim: Claim, correction: Any) -> bool:
    lines = session.scalars(select(ClaimLine).where(ClaimLine.claim_id == claim.id).order_by(ClaimLine.number)).all()
    if (correction.authorization_number or None) != claim.authorization_number:
        return True
    wanted = [(one.procedure, tuple(one.modifiers or ()), str(one.units)) for one in correction.lines if not one.remove]
    billed = [
        (one.procedure if one.procedure != one.revenue_code else None, tuple(one.modifiers), one.units) for one in lines
    ]
    return wanted != billed or correction.place_of_service != claim.place_of_service
