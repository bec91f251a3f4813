"""The life of a claim: which way it goes, when, and with which codes."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from backend.world import identifiers, medicine, pricing
from backend.world.causes import CAUSES, PENDING, REJECTIONS, WEIGHTS, Cause
from backend.world.payers import PAYERS
from backend.world.people import Person
from backend.world.records import Coverage, Practice, WorldClaim, WorldLine
from backend.world.services import (
    HOSPITAL_DIAGNOSES,
    INPATIENT,
    OUTPATIENT,
    SENSITIVE_DIAGNOSES,
    SENSITIVE_SERVICES,
    VISITS,
    Service,
)

OUTCOMES: dict[str, int] = {
    "received": 30, "accepted": 50, "rejected": 60, "pended": 70, "paid": 440, "denied": 150, "partly_paid": 95,
    "patient_share": 60, "no_payment": 10, "reversed": 18, "corrected": 17,
}  # fmt: skip
"""In thousandths: about one decided claim in five is denied in whole or in part."""
_FINAL = ("paid", "denied", "partly_paid", "patient_share", "no_payment", "reversed", "corrected")
_TWIN_OUTCOMES = ("paid", "paid", "denied", "patient_share")
CYCLE_DAYS = 14
"""Payers of the world pay every second week, each on its own day."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """The dates of one claim."""

    service_from: date
    service_to: date
    submitted: date
    received: date
    finalized: date | None


def pay_day(payer: int, wanted: date) -> date:
    """The payer's last pay day on or before a day."""
    return wanted - timedelta(days=(wanted.toordinal() + payer * 3) % CYCLE_DAYS)


def schedule(rng: Random, as_of: date, payer: int, outcome: str, stay: int, filing_lag: int) -> Schedule:
    """Dates that fit the outcome, all before ``as_of``: backwards from the decision or the receipt to the service."""
    finalized = None
    if outcome in _FINAL:
        finalized = pay_day(payer, as_of - timedelta(days=1 + int(rng.triangular(0, 320, 40))))
        received = finalized - timedelta(days=rng.randrange(7, 31))
    elif outcome == "received":
        received = as_of - timedelta(days=rng.randrange(1, 5))
    elif outcome == "accepted":
        received = as_of - timedelta(days=rng.randrange(3, 16))
    elif outcome == "pended":
        received = as_of - timedelta(days=rng.randrange(6, 45))
    else:
        received = as_of - timedelta(days=int(rng.triangular(3, 300, 20)))
    submitted = received - timedelta(days=rng.randrange(2))
    last = submitted - timedelta(days=filing_lag or rng.randrange(1, 21))
    return Schedule(last - timedelta(days=stay), last, submitted, received, finalized)


def choose_cause(rng: Random, plan_type: str, *, authorization: bool, other_plan: bool) -> Cause:
    """A root cause by its weight, then one of the ways this plan says it."""
    root = rng.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
    ways = [
        one for one in CAUSES
        if one.root_cause == root
        and (not one.plan_types or plan_type in one.plan_types)
        and one.authorization in (None, authorization)
        and one.other_plan in (None, other_plan)
    ]  # fmt: skip
    return rng.choices(ways, [one.weight for one in ways])[0]


def _charge(rng: Random, low: int, high: int) -> int:
    return rng.randrange(low, high, 5)


def _professional_lines(
    rng: Random, practice: Practice, person: Person, day: date, least: int, sensitive: bool, without: frozenset[str]
) -> list[WorldLine]:  # fmt: skip
    offered = medicine.services_for(practice.specialty, person, day, without)
    visits = [one for one in offered if one.visit]
    rest = [one for one in offered if not one.visit]
    chosen: list[Service] = [rng.choice(visits)] if visits and (rng.random() < 0.75 or not rest) else []
    wanted = max(least, rng.choices((1, 2, 3, 4), (40, 33, 18, 9))[0])
    chosen += rng.sample(rest, max(0, min(len(rest), wanted - len(chosen))))
    if sensitive and medicine.age(person.born, day) >= 18:
        chosen = [rng.choice(SENSITIVE_SERVICES), *chosen[: least - 1]]
    chosen = medicine.together(chosen) or [rng.choice(VISITS)]
    therapy = practice.specialty.name == "Physical Therapy"
    lines = []
    for one in chosen:
        units = rng.randint(1, one.most_units)
        modifiers = medicine.modifiers_for(rng, one, chosen, therapy=therapy)
        lines.append(WorldLine(one.procedure, "", modifiers, units, day, _charge(rng, one.low, one.high) * units))
    return lines


def _institutional_lines(rng: Random, day: date, least: int, stay: int) -> list[WorldLine]:
    if stay:
        return [
            WorldLine("", one.revenue_code, (), stay if one.revenue_code == "0120" else 1, day,
                      _charge(rng, one.low, one.high) * (stay if one.revenue_code == "0120" else 1))
            for one in INPATIENT[: max(least, rng.randint(2, 4))]
        ]  # fmt: skip
    chosen = rng.sample(OUTPATIENT, max(least, rng.randint(1, 5)))
    return [
        WorldLine(one.procedure, one.revenue_code, (rng.choice(("RT", "LT")),) if one.procedure in medicine.SIDED else (),
                  1, day, _charge(rng, one.low, one.high))
        for one in chosen
    ]  # fmt: skip


def _diagnoses(
    rng: Random, practice: Practice, person: Person, day: date, lines: list[WorldLine]
) -> tuple[str, ...]:
    special = next((SENSITIVE_DIAGNOSES[one.procedure] for one in lines if one.procedure in SENSITIVE_DIAGNOSES), None)
    reasons = [medicine.REASON_FOR[one.procedure] for one in lines if one.procedure in medicine.REASON_FOR]
    if practice.hospital:
        offered = [one for one in HOSPITAL_DIAGNOSES if medicine.fits_person(one, person, day)]
    else:
        offered = medicine.diagnoses_for(practice.specialty, person, day)
    wanted = rng.choice((1, 1, 2, 3))
    found = [one for one in reasons if not practice.hospital and medicine.fits_person(one, person, day)]
    found += rng.sample(offered, min(wanted, len(offered)))
    if special and not practice.specialty.sensitive:
        return (special, *found[:1])
    return tuple(dict.fromkeys(found))[:4]


def _settle(rng: Random, claim: WorldClaim) -> None:
    """Fill in money and status codes by the outcome."""
    payer, lines = claim.coverage.payer, claim.lines
    visit = any(line.procedure.startswith("992") for line in lines)
    outcome = claim.outcome
    if outcome in ("paid", "corrected", "partly_paid", "reversed"):
        pricing.adjudicate(rng, payer, lines, visit=visit, inpatient=claim.inpatient)
        claim.category, claim.code = "F1", "101" if outcome == "corrected" else "65"
    if outcome in ("partly_paid", "denied"):
        assert claim.cause is not None
        refused = lines
        if outcome == "partly_paid":
            best = max(lines, key=lambda line: line.paid)
            others = [line for line in lines if line is not best]
            refused = rng.sample(others, rng.randint(1, len(others)))
        for line in refused:
            pricing.deny(line, claim.cause)
        if outcome == "denied":
            claim.category, claim.code = "F2", "585"
    elif outcome == "patient_share":
        pricing.apply_to_deductible(rng, payer, lines)
        claim.category, claim.code = "F4", "98"
    elif outcome == "no_payment":
        for line in lines:
            pricing.capitate(line)
        claim.category, claim.code = "F4", "107"
    elif outcome in ("reversed", "corrected"):
        _take_back(rng, claim)


def _take_back(rng: Random, claim: WorldClaim) -> None:
    """The first decision was another one: keep it aside, and leave what stands now."""
    claim.first_lines = copy.deepcopy(claim.lines)
    if claim.outcome == "reversed":
        claim.category, claim.code = "F3", "101"
        for line in claim.lines:
            line.paid, line.allowed, line.adjustments, line.remarks = 0, None, [], ()
    else:
        first_rate = rng.randint(30, 90)
        for line in claim.first_lines:
            assert line.allowed is not None
            lower = pricing.percent(line.allowed, first_rate)
            pricing.pay(line, lower, deductible=0, copay=0, coinsurance_rate=0, sequestration=False)


class Lives:
    """Makes claims. One per region: numbers claims from ``first_number``."""

    def __init__(self, rng: Random, as_of: date, first_number: int) -> None:
        self.rng = rng
        self.as_of = as_of
        self.number = first_number

    def claim(self, coverage: Coverage, practice: Practice) -> WorldClaim:
        """One claim of a person at a practice."""
        rng = self.rng
        outcome = rng.choices(list(OUTCOMES), list(OUTCOMES.values()))[0]
        if outcome == "no_payment" and coverage.payer.plan_type == "medicare":
            outcome = "paid"  # original Medicare pays no monthly amounts
        stay = rng.randint(2, 8) if practice.hospital and rng.random() < 0.35 else 0
        authorization = rng.random() < 0.3
        cause = None
        if outcome in ("denied", "partly_paid"):
            cause = choose_cause(
                rng, coverage.payer.plan_type, authorization=authorization, other_plan=coverage.other_payer is not None
            )
        late = cause is not None and cause.root_cause == "timely_filing"
        lag = coverage.payer.filing_days + rng.randrange(5, 70) if late else 0
        payer = PAYERS.index(coverage.payer)
        dates = schedule(rng, self.as_of, payer, outcome, stay, lag)
        return self._build(coverage, practice, outcome, cause, dates, bool(stay), authorization)

    def twin(self, other: WorldClaim) -> WorldClaim:
        """Another claim of the same person, practice and day: the second service billed by itself."""
        rng, outcome = self.rng, self.rng.choice(_TWIN_OUTCOMES)
        authorization = rng.random() < 0.3
        coverage = other.coverage
        cause = None
        while outcome == "denied" and (cause is None or cause.root_cause == "timely_filing"):
            cause = choose_cause(
                rng, coverage.payer.plan_type, authorization=authorization, other_plan=coverage.other_payer is not None
            )
        dates = Schedule(other.service_from, other.service_to, other.submitted, other.received, other.finalized)
        billed = frozenset(line.procedure for line in other.lines)
        return self._build(coverage, other.practice, outcome, cause, dates, other.inpatient, authorization, billed)

    def replacement(self, original: WorldClaim) -> WorldClaim:
        """A denied claim corrected and sent again (frequency 7): the payer takes back the first decision and pays this."""
        assert original.first_finalized is not None
        rng, number, payer = self.rng, self.number, original.coverage.payer
        self.number += 1
        for line in original.first_lines:
            pricing.deny(line, next(one for one in CAUSES if one.root_cause == "coding"))
        claim = copy.deepcopy(original)
        claim.number, claim.frequency, claim.original_number = number, "7", original.claim_number
        claim.practice, claim.coverage = original.practice, original.coverage
        claim.submitted = original.first_finalized + timedelta(days=rng.randint(2, 6))
        claim.received = claim.submitted + timedelta(days=1)
        day = claim.received.timetuple().tm_yday
        claim.claim_number = identifiers.claim_number(payer.claim_number_shape, number, claim.received.year, day)
        claim.patient_control_number = identifiers.patient_control_number(claim.practice.number, number)
        claim.outcome, claim.first_finalized, claim.first_lines = "paid", None, []
        _settle(rng, claim)
        return claim

    def _build(
        self, coverage: Coverage, practice: Practice, outcome: str, cause: Cause | None, dates: Schedule,
        inpatient: bool, authorization: bool, without: frozenset[str] = frozenset(),
    ) -> WorldClaim:  # fmt: skip
        rng, number, payer, person = self.rng, self.number, coverage.payer, coverage.person
        self.number += 1
        least = 2 if outcome == "partly_paid" else 1
        stay = (dates.service_to - dates.service_from).days if inpatient else 0
        sensitive = not practice.hospital and not practice.specialty.sensitive and rng.random() < 0.02
        if practice.hospital:
            lines = _institutional_lines(rng, dates.service_from, least, stay)
        else:
            lines = _professional_lines(rng, practice, person, dates.service_from, least, sensitive, without)
        if outcome == "partly_paid" and len(lines) < 2:
            outcome = "denied"
        shape, received = payer.claim_number_shape, dates.received
        claim = WorldClaim(
            number=number,
            claim_number=identifiers.claim_number(shape, number, received.year, received.timetuple().tm_yday),
            patient_control_number=identifiers.patient_control_number(practice.number, number),
            practice=practice, coverage=coverage, institutional=practice.hospital, inpatient=inpatient,
            diagnoses=_diagnoses(rng, practice, person, dates.service_from, lines),
            place=("11" if inpatient else "13") if practice.hospital else practice.specialty.place,
            service_from=dates.service_from, service_to=dates.service_to, lines=lines, outcome=outcome,
            received=received, submitted=dates.submitted, finalized=dates.finalized, cause=cause,
            authorization=f"AU{identifiers.scrambled(number + 9, 10**8):08d}" if authorization else "",
        )  # fmt: skip
        if outcome in ("reversed", "corrected"):
            assert claim.finalized is not None
            back = timedelta(days=CYCLE_DAYS * rng.randint(2, 6))
            claim.first_finalized = claim.finalized
            claim.finalized = min(claim.finalized + back, pay_day(PAYERS.index(payer), self.as_of - timedelta(days=1)))
            if claim.finalized <= claim.first_finalized:
                claim.outcome, claim.first_finalized = "paid", None
        if outcome == "received":
            claim.category, claim.code, claim.entity = rng.choice((("A1", "19", "PR"), ("A0", "16", "PR"), ("A1", "19", "PR")))
        elif outcome == "accepted":
            claim.category, claim.code, claim.entity = "A2", "20", "PR"
        elif outcome == "rejected":
            claim.category, claim.code, claim.entity = rng.choice(REJECTIONS)
        elif outcome == "pended":
            claim.category, claim.code, claim.entity = rng.choice(PENDING)
        else:
            _settle(rng, claim)
        return claim
