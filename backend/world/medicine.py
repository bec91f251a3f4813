"""Who is treated for what: services and diagnoses that fit a person's age and sex, and each other. Data and a few rules.

Written from the published code descriptions alone: a world that was tuned to pass our edits would prove nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from backend.world.people import Person
from backend.world.services import Service, Specialty


@dataclass(frozen=True, slots=True)
class Fits:
    """Completed years of life, and the sex where only one fits."""

    least: int = 0
    most: int = 130
    sex: str = ""

    def person(self, person: Person, day: date) -> bool:
        return self.least <= age(person.born, day) <= self.most and self.sex in ("", person.sex)


ADULT, CHILD = Fits(18), Fits(0, 17)
SERVICES: dict[str, Fits] = {
    "99392": Fits(1, 4), "90460": Fits(0, 17), "92551": Fits(3, 17), "87880": Fits(2, 50), "83036": ADULT, "80061": ADULT,
    "94010": Fits(6), "93306": ADULT, "93015": ADULT, "78452": ADULT, "93000": Fits(12), "29881": Fits(16),
    "77067": Fits(40, 90, "F"), "88142": Fits(21, 90, "F"), "57454": Fits(21, 90, "F"), "76856": Fits(12, 90, "F"),
    "20610": Fits(16), "99408": ADULT, "80306": ADULT, "86703": ADULT,
}  # fmt: skip
"""Procedures that are not for everybody."""
DIAGNOSES: dict[str, Fits] = {
    "Z00129": Fits(0, 17), "Z0000": ADULT, "I10": ADULT, "E119": ADULT, "E785": ADULT, "J449": Fits(40), "N1830": Fits(40),
    "M1711": Fits(40), "I2510": Fits(35), "I4891": Fits(35), "I5022": Fits(40), "I5023": Fits(40), "H6690": Fits(0, 17),
    "N926": Fits(12, 55, "F"), "R87610": Fits(21, 90, "F"), "Z01419": Fits(18, 90, "F"), "N760": Fits(12, 90, "F"),
    "D259": Fits(18, 70, "F"), "Z1231": Fits(40, 90, "F"), "S72001A": Fits(50), "M5450": Fits(12), "L570": Fits(30),
    "F331": Fits(14), "F4310": Fits(6), "F411": Fits(10), "F1120": ADULT, "F1020": ADULT, "M7541": Fits(16), "M5416": Fits(18),
}  # fmt: skip
"""Diagnoses that are not for everybody."""
REASON_FOR: dict[str, str] = {
    "99392": "Z00129", "90460": "Z00129", "92551": "Z00129", "77067": "Z1231", "88142": "Z01419", "57454": "R87610",
    "87880": "J020", "29881": "S83241A", "73562": "M25561", "17110": "B079", "17000": "L570", "11102": "D229",
}  # fmt: skip
"""Procedures done for one reason above all; where the specialty and the person allow it."""
SIDED = frozenset({"20610", "29881", "73562", "73030"})
"""Done on one side of the body, which the claim names (LT, RT)."""
OWN_VISIT_WORK = frozenset({"20610", "11102", "17000", "17110", "57454", "90460"})
"""Procedures with a visit of their own in them: a visit beside them is billed with modifier 25."""
PART_OF: tuple[tuple[str, str], ...] = (("93015", "93000"), ("90837", "90834"), ("97530", "97140"), ("77067", "71046"))
"""Never both on one day: the second is part of the first, or not done then."""
OTHERWISE = {"child": "R509", "adult": "R5383"}
"""Fever, fatigue: a reason to come for anybody, where no diagnosis of the specialty fits."""


def age(born: date, day: date) -> int:
    """Completed years of life."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def services_for(specialty: Specialty, person: Person, day: date, without: frozenset[str] = frozenset()) -> list[Service]:
    """What the practice offers this person."""
    return [
        one for one in specialty.services
        if one.procedure not in without and SERVICES.get(one.procedure, Fits()).person(person, day)
    ]  # fmt: skip


def diagnoses_for(specialty: Specialty, person: Person, day: date) -> list[str]:
    """What the practice treats this person for; never empty."""
    fitting = [one for one in specialty.diagnoses if DIAGNOSES.get(one, Fits()).person(person, day)]
    return fitting or [OTHERWISE["child" if age(person.born, day) < 18 else "adult"]]


def fits_person(code: str, person: Person, day: date) -> bool:
    """Whether a diagnosis is for this person."""
    return DIAGNOSES.get(code, Fits()).person(person, day)


def together(chosen: list[Service]) -> list[Service]:
    """The services that are done on one day beside each other: no part beside its whole, one visit at most."""
    codes = {one.procedure for one in chosen}
    parts = {part for whole, part in PART_OF if whole in codes}
    kept: list[Service] = []
    for one in chosen:
        if one.procedure in parts or (one.visit and any(each.visit for each in kept)):
            continue
        kept.append(one)
    return kept


def modifiers_for(rng: Random, service: Service, beside: list[Service], *, therapy: bool) -> tuple[str, ...]:
    """The modifiers the code's description asks for."""
    if service.procedure in SIDED:
        return (rng.choice(("RT", "LT")),)
    if therapy and service.procedure.startswith("97"):
        return ("GP",)
    if service.visit and any(one.procedure in OWN_VISIT_WORK for one in beside):
        return ("25",)
    return ()
