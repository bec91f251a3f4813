"""Visits: who comes when, what is done, what the note says of it, and what is wrong in the note."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from backend.codes.deadlines import next_business_day
from backend.world import identifiers, medicine
from backend.world.operation import fees
from backend.world.operation.offices import Office, Physician
from backend.world.operation.patients import Patient
from backend.world.operation.rates import Rates
from backend.world.records import Practice
from backend.world.services import HOSPITAL_DIAGNOSES, INPATIENT, OUTPATIENT, Service

_LEVELS = ("straightforward", "low", "moderate", "high")
_LEVEL_WEIGHTS = (12, 46, 36, 6)
_LADDER = {
    "established": dict(zip(_LEVELS, ("99212", "99213", "99214", "99215"), strict=True)),
    "new": dict(zip(_LEVELS, ("99202", "99203", "99204", "99205"), strict=True)),
}
_TIMED = frozenset({"97110", "97112", "97140", "97530"})
_TALK = {"90834": 45, "90837": 58}


@dataclass(slots=True)
class Visit:
    """One visit. ``services`` are the truth as an encounter says it; ``note`` is what the practice sends."""

    index: int
    number: str
    office: Office
    physician: Physician
    patient: Patient
    day: date
    scheduled: bool
    services: list[dict[str, Any]]
    facility: dict[str, Any] | None
    """Form, admission, diagnoses and place of an institutional encounter."""
    place: str
    authorization: str
    """What was really obtained; empty where nothing was."""
    closed: date
    """The day the note comes to us."""
    sent_twice: bool = False
    slips: set[str] = field(default_factory=set)
    """What is planted in the note."""
    note: dict[str, Any] = field(default_factory=dict)

    @property
    def practice(self) -> Practice:
        return self.office.practice


class Visits:
    """Makes the visits of the year from a seed, in the order of their days."""

    def __init__(self, seed: int, offices: list[Office], patients: list[Patient], rates: Rates) -> None:
        self.rng = Random(f"{seed}:visits")
        self.offices = offices
        self.patients = patients
        self.rates = rates
        self.index = 0
        self.numbers = seed * 7_919 % 9_000 * 100_000

    def of_days(self, first: date, last: date, count: int) -> Iterator[Visit]:
        """``count`` visits, spread over the business days."""
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        days = [one for one in days if next_business_day(one) == one]
        for place, day in enumerate(days):
            wanted = count * (place + 1) // len(days) - count * place // len(days)
            yield from self._of_day(day, wanted)

    def _of_day(self, day: date, wanted: int) -> Iterator[Visit]:
        busy: set[int] = set()
        made = 0
        while made < wanted:
            patient = self.rng.choice(self.patients)
            if patient.number in busy:
                continue
            busy.add(patient.number)
            office = self.rng.choices(*self._choice(patient, day))[0]
            yield self._visit(office, patient, day)
            made += 1

    def _choice(self, patient: Patient, day: date) -> tuple[list[Office], list[int]]:
        """Who can treat this person; a practice that knows the patient is likelier."""
        child = medicine.age(patient.person.born, day) < 18
        open_to = [
            one for one in self.offices
            if (one.practice.specialty.name in ("Pediatrics", "Family Medicine") or one.practice.hospital
                if child else one.practice.specialty.name != "Pediatrics")
            and (patient.person.sex == "F" or one.practice.specialty.name != "Obstetrics and Gynecology")
        ]  # fmt: skip
        return open_to, [
            30 if one.practice.number in patient.seen_at else 4 if one.practice.hospital else 10 for one in open_to
        ]

    def _visit(self, office: Office, patient: Patient, day: date) -> Visit:
        rng, practice = self.rng, office.practice
        physician = rng.choice(office.at_work(day))
        known = practice.number in patient.seen_at
        patient.seen_at.add(practice.number)
        if practice.hospital:
            services, facility = self._facility(practice, patient, day)
        else:
            services, facility = self._services(practice, patient, day, known=known), None
        codes = {one.get("procedure", "") for one in services}
        wanted = bool(codes & fees.NEEDS_AUTHORIZATION)
        self.index += 1
        number = identifiers.patient_control_number(practice.number, self.numbers + self.index)
        obtained = wanted and rng.randrange(1000) >= self.rates.notes.never_authorized
        late = rng.randrange(1000) < self.rates.notes.closed_late
        end = date.fromisoformat(facility["admission"]["statement_to"]) if facility else day
        closed = end + timedelta(days=rng.randrange(70, 85) if late else rng.choices((0, 1, 2, 3), (55, 30, 10, 5))[0])
        visit = Visit(
            self.index, number, office, physician, patient, day, rng.randrange(1000) < self.rates.registration.scheduled,
            services, facility, "11" if not facility else facility["place_of_service"],
            f"AU{identifiers.scrambled(self.index + 9, 10**8):08d}" if obtained else "", closed,
            rng.randrange(1000) < self.rates.notes.sent_twice,
        )  # fmt: skip
        if late:
            visit.slips.add("closed_late")
        return visit

    def _services(self, practice: Practice, patient: Patient, day: date, *, known: bool) -> list[dict[str, Any]]:
        rng, person = self.rng, patient.person
        offered = medicine.services_for(practice.specialty, person, day)
        visits = [one for one in offered if one.visit]
        rest = [one for one in offered if not one.visit]
        chosen: list[Service] = [rng.choice(visits)] if visits and (rng.random() < 0.8 or not rest) else []
        wanted = rng.choices((1, 2, 3), (52, 34, 14))[0]
        chosen += rng.sample(rest, max(0, min(len(rest), wanted - len(chosen))))
        chosen = medicine.together(chosen)
        diagnoses = medicine.diagnoses_for(practice.specialty, person, day)
        therapy = practice.specialty.name == "Physical Therapy"
        own = [rng.choice(diagnoses), *rng.sample(diagnoses, min(1, len(diagnoses)))]
        return [
            self._service(practice, one, chosen, list(dict.fromkeys(own)), patient, day, known=known, therapy=therapy)
            for one in chosen
        ]

    def _service(
        self, practice: Practice, one: Service, beside: list[Service], diagnoses: list[str], patient: Patient, day: date,
        *, known: bool, therapy: bool,
    ) -> dict[str, Any]:  # fmt: skip
        rng = self.rng
        reason = medicine.REASON_FOR.get(one.procedure, "")
        if reason and medicine.fits_person(reason, patient.person, day):
            diagnoses = [reason]
        made: dict[str, Any] = {"diagnoses": diagnoses[:2]}
        modifiers = [each for each in medicine.modifiers_for(rng, one, beside, therapy=therapy) if each not in ("LT", "RT")]
        if one.visit and one.procedure.startswith(("9920", "9921")):
            kind, level = ("established" if known else "new"), rng.choices(_LEVELS, _LEVEL_WEIGHTS)[0]
            made |= {"visit": kind, "decision_making": level}
            code, units = _LADDER[kind][level], 1
        elif one.procedure in _TIMED:
            minutes = rng.choice((15, 25, 30, 40))
            units = max(1, (minutes + 7) // 15)
            code = one.procedure
            made |= {"procedure": code, "minutes": minutes, "units": units}
        else:
            code, units = one.procedure, rng.randint(1, one.most_units)
            made |= {"procedure": code, "units": units}
            if code in _TALK:
                made["minutes"] = _TALK[code]
            if code in medicine.SIDED:
                made["side"] = rng.choice(("left", "right"))
        made["charge"] = _dollars(fees.charge(practice.number, code) * units)
        return made | ({"modifiers": modifiers} if modifiers else {})

    def _facility(self, practice: Practice, patient: Patient, day: date) -> tuple[list[dict[str, Any]], dict[str, Any]]:
        rng = self.rng
        stay = rng.randint(2, 7) if rng.random() < 0.3 else 0
        offered = [one for one in HOSPITAL_DIAGNOSES if medicine.fits_person(one, patient.person, day)]
        diagnoses = rng.sample(offered, min(len(offered), rng.choice((1, 2))))
        if stay:
            lines = INPATIENT[: rng.randint(2, 4)]
        else:
            lines = tuple(
                one for one in rng.sample(OUTPATIENT, rng.randint(1, 4))
                if medicine.SERVICES.get(one.procedure, medicine.Fits()).person(patient.person, day)
            ) or (OUTPATIENT[0],)  # fmt: skip
        services = []
        for one in lines:
            units = stay if one.revenue_code == "0120" else 1
            cents = fees.charge(practice.number, one.procedure or one.revenue_code) * units
            made: dict[str, Any] = {"revenue_code": one.revenue_code, "units": units, "charge": _dollars(cents)}
            if one.procedure:
                made["procedure"] = one.procedure
            if one.procedure in medicine.SIDED:
                made["modifiers"] = [rng.choice(("LT", "RT"))]
            services.append(made)
        end = day + timedelta(days=stay)
        admission = {"type": "3" if stay else "9", "source": "1", "inpatient": bool(stay), "statement_to": end.isoformat()}
        return services, {
            "form": "I", "admission": admission, "diagnoses": diagnoses, "place_of_service": "11" if stay else "13",
        }  # fmt: skip


def _dollars(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"
