"""The people of the simulated operation: they work the queues, most urgent first, as many minutes a day as there are.

A minute is a minute in every way of working that is compared. What a task takes is our assumption (``MINUTES``), the same
for both; what comes of it is decided by the practice's records and by the payers, never by the staff.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.bench.year.chart import Charts
from backend.bench.year.denied import DenialDesk
from backend.database import session_scope
from backend.errors import ClaimlineError
from backend.models.appointment import Appointment
from backend.models.claim import Claim, ClaimLine
from backend.models.encounter import CodingQuery
from backend.models.payer import Payer
from backend.models.provider import Provider
from backend.models.remittance import RemittanceClaim
from backend.models.submission import OutgoingClaim
from backend.models.work_item import WorkItem
from backend.pipeline.adjudication import service as adjudication
from backend.pipeline.credentialing import service as credentialing
from backend.pipeline.eligibility import service as eligibility
from backend.pipeline.encounters import service as encounters
from backend.pipeline.encounters.errors import QueryClosed
from backend.pipeline.encounters.schemas import NewEncounter
from backend.pipeline.intake.service import match_advice
from backend.pipeline.scrubbing import service as scrubbing
from backend.pipeline.submission import service as submission
from backend.pipeline.work import service as work
from backend.world.operation.notes import appointment
from backend.world.operation.outside.payer import OutsidePayer
from backend.world.operation.visits import Visit

ACTOR = "staff:year"
MINUTES = {
    "front_desk": 3, "scrubbing": 4, "rejections": 6, "follow_up": 12, "credentialing": 8, "coding_queries": 5,
    "unmatched_remittances": 8, "unbalanced_remittances": 15, "files": 6, "secondary_claims": 6, "denials": 14,
    "appeals": 10, "approvals": 2,
}  # fmt: skip
OTHER_MINUTES = 6
PROMISED = ("unmatched_remittances", "unbalanced_remittances", "front_desk")
"""Worked first, because an hour is promised: payments within 48, cover before the visit."""
DENIALS_SHARE = 0.4
"""Of the day's minutes, kept for denials; what they do not need goes back to the queues."""
MINUTES_A_CLAIM = 5
"""The team's minutes a business day for each claim of an average day: the same in both ways of working."""


@dataclass(slots=True)
class Day:
    """A working day of the team."""

    now: datetime
    minutes: float

    @property
    def today(self) -> date:
        return self.now.date()


@dataclass(slots=True)
class Team:
    """Everybody who works here, and the physicians who answer."""

    charts: Charts
    payers: dict[str, OutsidePayer]
    done: Counter[str] = field(default_factory=Counter)
    """Tasks done, by queue and reason."""
    strange: Counter[str] = field(default_factory=Counter)
    """Tasks nobody knew how to do: they wait on."""
    by_index: dict[int, Visit] = field(default_factory=dict)
    """Visits on the schedule, by the number the practice gave them."""
    resend: list[NewEncounter] = field(default_factory=list)
    """Encounters the practice sends again under the right plan."""

    def work(self, now: datetime, minutes: float) -> None:
        """One day: open work by its day, then denials by their worth, until the minutes are spent."""
        day = Day(now, minutes)
        denials = DenialDesk(self.charts, self.payers, self.done, self.resend)
        denials.letters(now)
        kept = day.minutes * DENIALS_SHARE
        for item in self._due(day):
            if day.minutes <= kept:
                break
            day.minutes -= MINUTES.get(item[1], OTHER_MINUTES)
            self._one(item, day)
        denials.work(day, MINUTES["denials"])
        # the claims to come of today's denials, and what the morning left
        for item in self._due(day):
            if day.minutes <= 0:
                return
            day.minutes -= MINUTES.get(item[1], OTHER_MINUTES)
            self._one(item, day)

    def _due(self, day: Day) -> list[tuple[UUID, str, str]]:
        """What is open and not put off to a later day, most urgent first."""
        most, soon = int(day.minutes / 3) + 10, day.today + timedelta(days=2)
        with session_scope() as session:
            rows = session.execute(
                select(WorkItem.id, WorkItem.queue, WorkItem.reason)
                .where(WorkItem.closed_at.is_(None), WorkItem.queue != "appeals", WorkItem.due <= soon)
                .order_by(WorkItem.queue.not_in(PROMISED), WorkItem.due, WorkItem.id)
                .limit(most)
            ).all()
        return [(row[0], row[1], row[2]) for row in rows]

    def _one(self, item: tuple[UUID, str, str], day: Day) -> None:
        id, queue, reason = item
        handle = getattr(self, f"_{queue}", None)
        with session_scope() as session:
            row = session.get(WorkItem, id)
            if row is None or row.closed_at is not None:
                return
            handled = False
            try:
                with session.begin_nested():
                    handled = bool(handle and handle(session, row, day))
            except ClaimlineError as refusal:
                self.strange[f"{queue}:{reason}:{refusal.code}"] += 1
            if handled:
                self.done[f"{queue}:{reason}"] += 1
            elif row.closed_at is None:
                self.strange[f"{queue}:{reason}"] += 1
                work.assign(session, id, row.owner, day.today + timedelta(days=7))

    # ---- one queue each; True: done

    def _front_desk(self, session: Session, item: WorkItem, day: Day) -> bool:
        visit = self._visit_of_appointment(session, item.subject_id)
        work.finish(session, item.id, "patient called", day.now)
        if visit is not None and visit.day >= day.today and self.charts.insurance_told(visit):
            given = eligibility.NewAppointment.model_validate(appointment(visit))
            eligibility.take_appointments(session, [given], day.now)
            if item.reason != "second_coverage":
                eligibility.ask_now(session, item.subject_id, day.now)
        return True

    def _visit_of_appointment(self, session: Session, id: UUID) -> Visit | None:
        row = session.get(Appointment, id)
        return self.by_index.get(int(row.number.removeprefix("A-"))) if row is not None else None

    def _coding_queries(self, session: Session, item: WorkItem, day: Day) -> bool:
        if item.reason == "note_incomplete":
            # the physician is asked; the answer, or the end of the window, closes it
            work.assign(session, item.id, item.owner, day.today + timedelta(days=3))
            return True
        work.finish(session, item.id, "seen: what is not documented is not billed", day.now)
        return True

    def _scrubbing(self, session: Session, item: WorkItem, day: Day) -> bool:
        return self._put_right(session, item, day)

    def _rejections(self, session: Session, item: WorkItem, day: Day) -> bool:
        if item.subject_kind != "claim":
            return False
        return self._put_right(session, item, day)

    def _put_right(self, session: Session, item: WorkItem, day: Day) -> bool:
        """Compare the claim with the chart and write what the chart says; what should not be billed does not leave."""
        claim = session.get(Claim, item.subject_id)
        outgoing = session.get(OutgoingClaim, item.subject_id)
        if claim is None or outgoing is None:
            return False
        visit = self.charts.visit(claim.patient_control_number)
        if visit is None or (outgoing.state == "submitted" and claim.stage != "rejected"):
            work.finish(session, item.id, "settled meanwhile", day.now)
            return True
        if "patient" not in outgoing.bill:
            return self._next_plans(session, item, outgoing, day)
        if item.reason == "duplicate-claim":
            scrubbing.withdraw_claim(session, claim.id, "The practice sent this visit twice.", ACTOR, day.now)
            return True
        payer = session.get(Payer, claim.payer_id)
        asks_cover = item.reason in ("cover-not-in-force", "rejected_164", "rejected_158")
        if asks_cover:
            told = self.charts.insurance_told(visit, always=True)
            if not told:
                reason = "No plan covers that day: the patient pays privately."
                scrubbing.withdraw_claim(session, claim.id, reason, ACTOR, day.now)
                return True
            if payer is not None and visit.patient.registered.payer.identifier != payer.identifier:
                scrubbing.withdraw_claim(
                    session, claim.id, "Another plan covered that day: billed to it.", ACTOR, day.now
                )
                self.again(visit)
                return True
        lines = session.scalar(select(func.count()).select_from(ClaimLine).where(ClaimLine.claim_id == claim.id)) or 0
        correction = self.charts.correction(visit, lines, "Corrected from the chart")
        found = scrubbing.correct_claim(session, claim.id, correction, ACTOR, day.now)
        return not (found.state == "needs_correction" and item.reason == "filing-limit")

    def _next_plans(self, session: Session, item: WorkItem, outgoing: OutgoingClaim, day: Day) -> bool:
        """A claim to a second plan that came back: sent again once, then left to the patient."""
        if outgoing.attempts < 2:
            submission.send_again(session, outgoing.claim_id, ACTOR, day.now)
        else:
            scrubbing.withdraw_claim(
                session, outgoing.claim_id, "The second plan does not know the patient.", ACTOR, day.now
            )
        return True

    def again(self, visit: Visit) -> None:
        """The practice sends the visit again, under a number of its own and the plan now on file."""
        whole = self.charts.whole(visit)
        self.resend.append(NewEncounter.model_validate(whole | {"number": f"{whole['number']}-R"}))

    def _follow_up(self, session: Session, item: WorkItem, day: Day) -> bool:
        if item.subject_kind == "submission":
            work.finish(session, item.id, "asked the clearinghouse", day.now)
            return True
        claim = session.get(Claim, item.subject_id)
        if claim is None:
            return False
        if claim.finalized is not None:
            work.finish(session, item.id, "decided meanwhile", day.now)
            return True
        payer = session.get_one(Payer, claim.payer_id)
        npi = session.get_one(Provider, claim.provider_id).npi
        said = self.payers[payer.identifier].mail("telephone", npi, claim.patient_control_number, day.now)
        if said == "not_on_file":
            submission.send_again(session, claim.id, ACTOR, day.now)
            return True
        work.assign(session, item.id, item.owner, day.today + timedelta(days=14))
        return True

    def _credentialing(self, session: Session, item: WorkItem, day: Day) -> bool:
        if item.subject_kind != "claim":
            work.finish(session, item.id, "asked the payer", day.now)
            return True
        claim = session.get_one(Claim, item.subject_id)
        payer = session.get_one(Payer, claim.payer_id)
        npi = session.get_one(Provider, claim.provider_id).npi
        for each in {npi, claim.rendering_npi or npi}:
            if item.reason == "not_on_file" and not credentialing.enrolments(session, npi=each, limit=1):
                credentialing.request_enrolment(session, each, payer.identifier, ACTOR, day.now)
        work.assign(session, item.id, item.owner, day.today + timedelta(days=7))
        return True

    def _adjudication(self, session: Session, item: WorkItem, day: Day) -> bool:
        row, _, _ = adjudication.adjudication_of(session, item.subject_id)
        note = "Looked at with what the practice sent: the service is as billed."
        adjudication.release(session, row.id, note=note, actor=ACTOR, now=day.now)
        return True

    def _secondary_claims(self, session: Session, item: WorkItem, day: Day) -> bool:
        work.finish(session, item.id, "patient called: no further plan after this one", day.now)
        return True

    def _unmatched_remittances(self, session: Session, item: WorkItem, day: Day) -> bool:
        """Look for the claim by its charge and the beginning of its number, as a person does; a single one is it."""
        advice = session.get(RemittanceClaim, item.subject_id)
        if advice is None:
            return False
        found = session.scalars(
            select(Claim.id).where(
                Claim.patient_control_number.startswith(advice.patient_control_number, autoescape=True),
                Claim.charge == advice.charge,
                Claim.frequency != "8",
                Claim.stage != "rejected",
            )
        ).all()
        if len(found) != 1:
            return False
        match_advice(session, advice.id, found[0], ACTOR, day.now)
        return True

    def _unbalanced_remittances(self, session: Session, item: WorkItem, day: Day) -> bool:
        """The payer is called and sends it right: posted from the corrected copy, which the year leaves out."""
        work.assign(session, item.id, item.owner, day.today + timedelta(days=14))
        return True

    def _underpayments(self, session: Session, item: WorkItem, day: Day) -> bool:
        """The payer is asked in writing for the difference; what comes of it comes as a remittance."""
        claim = session.get(Claim, item.subject_id)
        if claim is not None:
            payer = session.get_one(Payer, claim.payer_id)
            npi = session.get_one(Provider, claim.provider_id).npi
            self.payers[payer.identifier].mail("appeal", npi, claim.patient_control_number, day.now)
        work.finish(session, item.id, "asked for the difference", day.now)
        return True

    def _appeals(self, session: Session, item: WorkItem, day: Day) -> bool:
        work.assign(session, item.id, item.owner, day.today + timedelta(days=7))
        return True

    def _patient_billing(self, session: Session, item: WorkItem, day: Day) -> bool:
        work.finish(session, item.id, "done", day.now)
        return True

    def _receivables(self, session: Session, item: WorkItem, day: Day) -> bool:
        return self._follow_up(session, item, day)

    def _files(self, session: Session, item: WorkItem, day: Day) -> bool:
        work.finish(session, item.id, "looked at: nothing in it is new", day.now)
        return True

    # ---- physicians

    def answers(self, now: datetime) -> None:
        """Physicians answer what they were asked a day or two ago, most of it."""
        with session_scope() as session:
            asked = session.scalars(select(CodingQuery).where(CodingQuery.state == "open", CodingQuery.due > now)).all()
            for one in asked:
                encounter = encounters.encounter_number(session, one.encounter_id)
                visit = self.charts.visit(encounter)
                rng = Random(f"{encounter}:{one.gap}")
                waits = timedelta(hours=rng.choice((4, 20, 26)))
                if (
                    visit is None
                    or rng.randrange(1000) >= self.charts.rates.notes.answered
                    or one.asked_at + waits > now
                ):
                    continue
                word = _word(self.charts.whole(visit), one.service, one.field)
                if word:
                    try:
                        encounters.answer_query(session, one.id, word, "staff:physician", now)
                    except QueryClosed:
                        continue
                    self.done["coding_queries:answered"] += 1


def _word(encounter: dict[str, object], service: int, field_name: str) -> str:
    """What the chart says to one question."""
    if field_name == "signed":
        return "yes"
    services: list[dict[str, object]] = encounter["services"]  # type: ignore[assignment]
    where = encounter if service == 0 else services[service - 1] if service <= len(services) else {}
    value = where.get(field_name, "")
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)
