"""Who lives and practises in one region of a world."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

from backend.world import identifiers, people
from backend.world.payers import PAYERS, PayerProfile
from backend.world.people import Person
from backend.world.records import Coverage, Practice
from backend.world.services import SPECIALTIES

_KINDS = (
    "Family Medicine", "Orthopedic Group", "Cardiology Partners", "Pediatrics", "Internal Medicine Associates",
    "Regional Hospital", "Physical Therapy", "Dermatology Clinic", "Behavioral Health", "Imaging Center",
    "Womens Health", "Medical Center",
)  # fmt: skip
_HOSPITALS = ("Regional Hospital", "Medical Center")


def practices(rng: Random, first_number: int, first_name: int, count: int) -> list[Practice]:
    """The billing providers of a region, numbered and named from a start; every kind is met when there are a dozen."""
    made = []
    for place in range(count):
        number, kind = first_number + place, _KINDS[place % len(_KINDS)]
        hospital = kind in _HOSPITALS
        specialty = SPECIALTIES["Internal Medicine Associates" if hospital else kind]
        city, state, prefix, area = rng.choice(people.TOWNS)
        made.append(
            Practice(
                number=number,
                name=people.practice_name(first_name + place, kind),
                npi=identifiers.npi(number * 2),
                tax_id=identifiers.tax_id(number),
                hospital=hospital,
                specialty=specialty,
                rendering_npi=identifiers.npi(number * 2 + 1),
                address=f"{rng.randrange(100, 9000)} {rng.choice(people.STREETS)} Parkway",
                city=city,
                state=state,
                zip=f"{prefix}{rng.randrange(1000):03d}",
                phone=people.phone_number(rng, area),
            )
        )
    return made


def _payer(rng: Random, *, senior: bool) -> PayerProfile:
    choices = [one for one in PAYERS if one.seniors == senior]
    return rng.choices(choices, [one.weight for one in choices])[0]


def coverages(rng: Random, as_of: date, first_number: int) -> Iterator[Coverage]:
    """People with their plan, household by household, without end. Each has a member id of their own, but for newborns."""
    number = first_number
    while True:
        senior = rng.random() < 0.27
        payer, other = _payer(rng, senior=senior), None
        plan_name = rng.choice(payer.plan_names)
        family = people.household(rng, as_of, senior=senior)
        for person in family:
            if rng.random() < 0.06:
                other = rng.choice([one for one in PAYERS if one is not payer and one.plan_type in ("commercial", "erisa")])
            member_id = identifiers.member_id(payer.member_id_shape, number)
            yield Coverage(person, payer, plan_name, member_id, other)
            if not senior and person.sex == "F" and (as_of - person.born).days > 22 * 365 and rng.random() < 0.012:
                yield Coverage(_newborn(rng, as_of, person), payer, plan_name, member_id, None, subscriber=person)
            number, other = number + 1, None


def _newborn(rng: Random, as_of: date, mother: Person) -> Person:
    sex = rng.choice("FM")
    first = rng.choice([name for name in people.FIRST_NAMES[sex] if name != mother.first])
    born = people.birth_date(rng, as_of, 1, 3)
    return Person(first, mother.last, born, sex, mother.address, mother.city, mother.state, mother.zip, mother.phone)
