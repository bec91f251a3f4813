"""The year itself: the world moves, files travel, jobs run, people work; every day the same, until it is over."""

from __future__ import annotations

import gc
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from backend.bench.year.chart import Charts
from backend.bench.year.jobs import Worker
from backend.bench.year.patients_pay import PatientsPay
from backend.bench.year.staff import MINUTES_A_CLAIM, Team
from backend.bench.year.store import Store
from backend.codes.deadlines import next_business_day
from backend.database import session_scope
from backend.pipeline.adjudication import service as adjudication
from backend.pipeline.claims.parties import PartyRepository, PayerParty, ProviderParty
from backend.pipeline.credentialing import service as credentialing
from backend.pipeline.eligibility import service as eligibility
from backend.pipeline.encounters import service as encounters
from backend.pipeline.encounters.schemas import NewEncounter
from backend.world.operation import terms
from backend.world.operation.notes import appointment, note
from backend.world.operation.offices import Office, offices
from backend.world.operation.outside.members import Members
from backend.world.operation.outside.payer import OutsidePayer
from backend.world.operation.patients import Patient, patients
from backend.world.operation.rates import Rates
from backend.world.operation.visits import Visit, Visits
from backend.world.payers import PAYERS
from backend.x12 import read

CLIENT = "CRT30"
"""The payer whose claims are adjudicated here."""
STEPS = (6, 14, 23)
"""Hours (UTC) at which the simulated world and the worker move on a business day; the last alone on others."""
CLAIMS_A_PATIENT = 4


@dataclass(slots=True)
class World:
    """Everything outside: the practices, their patients and visits, the payers. The same for every way of working."""

    seed: int
    claims: int
    first: date
    last: date
    rates: Rates
    offices: list[Office] = field(init=False)
    patients: list[Patient] = field(init=False)
    members: Members = field(init=False)
    payers: dict[str, OutsidePayer] = field(init=False)
    visits: Visits = field(init=False)

    def __post_init__(self) -> None:
        self.offices = offices(self.seed, self.claims, self.first)
        count = max(40, self.claims // CLAIMS_A_PATIENT)
        self.patients = list(patients(self.seed, count, self.first, self.last, self.rates.registration))
        self.members = Members(self.patients, self.offices)
        self.payers = {
            one.identifier: OutsidePayer(one, self.members, self.rates, self.seed) for one in PAYERS
        }  # fmt: skip
        self.visits = Visits(self.seed, self.offices, self.patients, self.rates)

    @property
    def a_day(self) -> float:
        """Visits of an average business day."""
        return self.claims / max(1, (self.last - self.first).days * 250 / 365)

    def days(self) -> Iterator[tuple[date, list[Visit]]]:
        """Visits by day."""
        by_day: dict[date, list[Visit]] = defaultdict(list)
        for visit in self.visits.of_days(self.first, self.last, self.claims):
            by_day[visit.day].append(visit)
        day = self.first
        while day <= self.last:
            yield day, by_day[day]
            day += timedelta(days=1)


@dataclass(slots=True)
class Year:
    """One run through the pipeline."""

    store: Store
    world: World
    worker: Worker
    charts: Charts
    team: Team
    people: PatientsPay
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    sent: int = 0
    closing: dict[date, list[Visit]] = field(default_factory=lambda: defaultdict(list))
    upcoming: dict[date, list[Visit]] = field(default_factory=dict)

    def run(self, tell: Callable[[str], None]) -> None:
        """From the first day to the last."""
        self._prepare()
        self.upcoming = dict(self.world.days())
        day = self.world.first
        while day <= self.world.last:
            if day.day == 1:
                # the world is millions of objects that no worker of ours would hold: the collector need not walk them
                gc.collect()
                gc.freeze()
            self._day(day)
            if day.day == 1 or day == self.world.last:
                tell(f"{day}: {self.sent:,} encounters, {sum(self.seconds.values()):.0f} s")
            day += timedelta(days=1)

    # ---- before the first day

    def _prepare(self) -> None:
        self.store.move_to(datetime.combine(self.world.first - timedelta(days=1), datetime.min.time(), UTC))
        client = next(one for one in PAYERS if one.identifier == CLIENT)
        with session_scope() as session:
            PartyRepository(session).payers({PayerParty(one.identifier, one.name) for one in PAYERS})
            PartyRepository(session).providers(
                {ProviderParty(one.practice.npi, one.practice.name, one.practice.tax_id) for one in self.world.offices}
            )
            given = terms.client(client, self.world.patients, self.world.first.year)
            given["contracts"] = terms.contracts(self.world.offices, PAYERS, date(self.world.first.year - 1, 1, 1))
            adjudication.load_terms(session, adjudication.TermsDocument.model_validate(given))
        self.world.payers[CLIENT].decides = False
        self.people.name_approver(self.store, [one.practice.npi for one in self.world.offices])
        for office in self.world.offices:
            self._enrol(office.practice.npi, date(2020, 1, 1))
            for doctor in office.physicians:
                if doctor.joined <= self.world.first:
                    self._enrol(doctor.npi, date(2020, 1, 1))

    def _enrol(self, npi: str, since: date, *, confirm: bool = True) -> None:
        now = self.store.clock.now()
        with session_scope() as session:
            for payer in PAYERS:
                made = credentialing.request_enrolment(session, npi, payer.identifier, "staff:year", now)
                if confirm:
                    credentialing.decide_enrolment(
                        session,
                        made,
                        confirmed=True,
                        effective_from=since,
                        effective_to=None,
                        actor="staff:year",
                        now=now,
                    )

    # ---- a day

    def _day(self, day: date) -> None:
        business = next_business_day(day) == day
        for hour in STEPS if business else STEPS[-1:]:
            now = datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=hour)
            self.store.move_to(now)
            self._timed("outside", self._carry, now)
            if hour == STEPS[0] and business:
                self._timed("schedule", self._schedule, day)
                self._credential(day)
            if hour == STEPS[1]:
                self._timed("encounters", self._encounters, day)
                self._timed("staff", self.team.answers, now)
                self._timed("staff", self.team.work, now, self.world.a_day * MINUTES_A_CLAIM)
                self._timed("patients", self.people.day, now)
            self._timed("jobs", self.worker.step, now)

    def _timed(self, what: str, do: Callable[..., Any], *given: Any) -> None:
        started = time.perf_counter()
        do(*given)
        self.seconds[what] += time.perf_counter() - started

    def _carry(self, now: datetime) -> None:
        """The clearinghouse: our files to the payers they name, the payers' files to us."""
        root = self.store.folder / "clearinghouse"
        for path in sorted((root / "out").glob("*.x12")) if (root / "out").exists() else ():
            content = path.read_bytes()
            self._deliver(path.name, content, now)
            path.unlink()
        inbox = root / "in"
        inbox.mkdir(parents=True, exist_ok=True, mode=0o700)
        for payer in self.world.payers.values():
            for file in payer.due(now):
                (inbox / file.name).write_bytes(file.content)
        settled = root / "settled"
        for path in settled.glob("*") if settled.exists() else ():
            path.unlink()

    def _deliver(self, name: str, content: bytes, now: datetime) -> None:
        identifier = _named(content)
        if not identifier:
            # what we say as a payer's office to providers whose office we are as well comes back to us
            (self.store.folder / "clearinghouse" / "in" / f"own-{name}").write_bytes(content)
            return
        payer = self.world.payers[identifier]
        payer.take(name, content, now)

    def _schedule(self, day: date) -> None:
        """The practice puts the visits of the coming week's end on the schedule; two business days ahead."""
        ahead = next_business_day(next_business_day(day + timedelta(days=1)) + timedelta(days=1))
        first = day == next_business_day(self.world.first)
        days = [ahead] if not first else [day + timedelta(days=n) for n in range((ahead - day).days + 1)]
        wanted = [visit for one in days for visit in self.upcoming.get(one, ()) if visit.scheduled]
        for visit in wanted:
            self.team.by_index[visit.index] = visit
        given = [eligibility.NewAppointment.model_validate(appointment(visit)) for visit in wanted]
        if given:
            with session_scope() as session:
                eligibility.take_appointments(session, given, self.store.clock.now())

    def _credential(self, day: date) -> None:
        """Physicians who join are applied for that day, and confirmed, from the day they joined, when the payer says so."""
        for office in self.world.offices:
            for doctor in office.physicians:
                if doctor.joined <= self.world.first:
                    continue
                if next_business_day(doctor.joined) == day:
                    self._enrol(doctor.npi, doctor.joined, confirm=False)
                if next_business_day(doctor.enrolled_from) == day:
                    with session_scope() as session:
                        for row, _ in credentialing.enrolments(session, npi=doctor.npi, state="requested", limit=500):
                            credentialing.decide_enrolment(
                                session, row.id, confirmed=True, effective_from=doctor.joined, effective_to=None,
                                actor="staff:year", now=self.store.clock.now(),
                            )  # fmt: skip

    def _encounters(self, day: date) -> None:
        for visit in self.upcoming.pop(day, ()):
            self.closing[next_business_day(visit.closed)].append(visit)
        notes = []
        for visit in self.closing.pop(day, ()):
            self.charts.visits[visit.number] = visit
            whole = note(visit, visit.patient.registered, self.world.rates.notes)
            notes.append(NewEncounter.model_validate(whole))
            if visit.sent_twice:
                notes.append(NewEncounter.model_validate(whole | {"number": f"{whole['number']}-R2"}))
        again, self.team.resend[:] = list(self.team.resend), []
        self.sent += len(notes)
        # a visit may be sent again under its right plan more than once; the first time counts
        unique = {one.number: one for one in (*notes, *again)}
        for start in range(0, len(unique), 500):
            with session_scope() as session:
                encounters.take_encounters(session, list(unique.values())[start : start + 500], self.store.clock.now())


def _named(content: bytes) -> str:
    """The payer a file of ours goes to; empty where it goes to providers."""
    for transaction in read(content, check=False):
        for record in transaction.records():
            model = record.model
            if transaction.kind.startswith("837"):
                return str(model.subscriber.payer.name.id)
            return str(model.parties.payer.id) if transaction.kind in ("270", "276") else ""
    raise AssertionError("a file of ours holds something")


def world_of(seed: int, claims: int, first: date, last: date) -> World:
    """The world of a seed."""
    return World(seed, claims, first, last, Rates())
