"""What the practice sends of a visit, as JSON: the appointment, and the encounter with the slips planted in it."""

from __future__ import annotations

import copy
from random import Random
from typing import Any

from backend.world.operation import fees
from backend.world.operation.patients import Cover, Registered
from backend.world.operation.rates import Notes
from backend.world.operation.visits import Visit

_LADDER_CODES = ("99202", "99203", "99204", "99205", "99212", "99213", "99214", "99215", "90832", "90834", "90837")


def appointment(visit: Visit, number: str = "") -> dict[str, Any]:
    """The visit on the schedule, with the insurance on file today."""
    practice, person, on_file = visit.practice, visit.patient.person, visit.patient.registered
    return {
        "number": number or f"A-{visit.index}", "provider_npi": practice.npi, "provider_name": practice.name,
        "provider_tax_id": practice.tax_id, "payer_identifier": on_file.payer.identifier,
        "payer_name": on_file.payer.name, "plan": on_file.plan, "member_id": on_file.member_id,
        "first_name": person.first, "last_name": person.last, "date_of_birth": person.born.isoformat(),
        "sex": person.sex, "day": visit.day.isoformat(), "time": f"{8 + visit.index % 9:02d}:{visit.index % 4 * 15:02d}",
    }  # fmt: skip


def truth(visit: Visit, on_file: Registered) -> dict[str, Any]:
    """The encounter as it was, under the insurance on file."""
    practice, person = visit.practice, visit.patient.person
    doctor = visit.physician
    encounter: dict[str, Any] = {
        "number": visit.number, "service_date": visit.day.isoformat(),
        "documented_at": f"{visit.closed.isoformat()}T{15 + visit.index % 4}:{visit.index % 60:02d}:00+00:00",
        "signed": True, "place_of_service": visit.place,
        "practice": {
            "npi": practice.npi, "name": practice.name, "tax_id": practice.tax_id,
            "taxonomy": practice.specialty.taxonomy, "phone": practice.phone, "address": practice.address,
            "city": practice.city, "state": practice.state, "zip": practice.zip + "0100",
        },
        "physician": {
            "npi": doctor.npi, "first_name": doctor.first, "last_name": doctor.last,
            "taxonomy": practice.specialty.taxonomy,
        },
        "patient": {
            "first_name": person.first, "last_name": person.last, "date_of_birth": person.born.isoformat(),
            "sex": person.sex, "phone": person.phone, "address": person.address, "city": person.city,
            "state": person.state, "zip": person.zip,
        },
        "insurance": _insurance(on_file.payer.identifier, on_file, visit),
        "services": copy.deepcopy(visit.services),
        "fees": {} if visit.facility else _fees(visit),
    }  # fmt: skip
    if on_file.second is not None:
        encounter["secondary"] = _plan(on_file.second)
    if visit.authorization:
        encounter["authorization_number"] = visit.authorization
    return encounter | (visit.facility or {})


def _insurance(identifier: str, on_file: Registered, visit: Visit) -> dict[str, Any]:
    payer = on_file.payer
    filing = "MA" if visit.facility and payer.filing_indicator == "MB" else payer.filing_indicator
    return {
        "payer_identifier": identifier, "payer_name": payer.name, "filing_indicator": filing, "plan": on_file.plan,
        "member_id": on_file.member_id,
    }  # fmt: skip


def _plan(cover: Cover) -> dict[str, Any]:
    return {
        "payer_identifier": cover.payer.identifier, "payer_name": cover.payer.name,
        "filing_indicator": cover.payer.filing_indicator, "plan": cover.plan, "member_id": cover.member_id,
        "insurance_type": "12" if cover.payer.plan_type == "medicare" else "",
    }  # fmt: skip


def _fees(visit: Visit) -> dict[str, str]:
    """The practice's charges for what coding may settle: visits, talks, timed services."""
    codes = {*_LADDER_CODES, *(one["procedure"] for one in visit.services if one.get("minutes") and "procedure" in one)}
    return {code: f"{fees.charge(visit.practice.number, code) // 100}.00" for code in sorted(codes)}


def note(visit: Visit, on_file: Registered, rates: Notes) -> dict[str, Any]:
    """The encounter as the practice sends it, with its slips; ``visit.slips`` names them."""
    rng = Random(f"{visit.number}:note")
    encounter = truth(visit, on_file)
    for slip, rate, spoil in _SLIPS:
        if rng.randrange(1000) < getattr(rates, rate) and spoil(rng, encounter):
            visit.slips.add(slip)
    return encounter


def _one_with(encounter: dict[str, Any], field: str) -> dict[str, Any] | None:
    return next((one for one in encounter["services"] if one.get(field)), None)


def _drop(field: str, *, but: frozenset[str] = frozenset()) -> Any:
    def spoil(rng: Random, encounter: dict[str, Any]) -> bool:
        one = _one_with(encounter, field)
        if one is None or one.get("procedure") in but:
            return False
        del one[field]
        return True

    return spoil


def _unsigned(rng: Random, encounter: dict[str, Any]) -> bool:
    encounter["signed"] = False
    return True


def _no_diagnosis(rng: Random, encounter: dict[str, Any]) -> bool:
    where = encounter if encounter.get("form") == "I" else encounter["services"][-1]
    return bool(where.pop("diagnoses", None))


def _written_otherwise(rng: Random, encounter: dict[str, Any]) -> bool:
    number = encounter["insurance"]["member_id"]
    encounter["insurance"]["member_id"] = f"{number[:3]} {number[3:]}"
    return True


def _no_25(rng: Random, encounter: dict[str, Any]) -> bool:
    one = next((one for one in encounter["services"] if "25" in one.get("modifiers", ())), None)
    if one is None:
        return False
    one["modifiers"] = [each for each in one["modifiers"] if each != "25"]
    return True


def _part_too(rng: Random, encounter: dict[str, Any]) -> bool:
    """What belongs to another service of the day is listed by itself as well."""
    parts = {"93015": "93000", "97530": "97140", "93000": "93005"}
    for one in encounter["services"]:
        part = parts.get(one.get("procedure", ""))
        if part is not None and not encounter.get("form"):
            encounter["services"].append({
                "procedure": part, "charge": "45.00",
                **{field: one[field] for field in ("diagnoses", "modifiers") if one.get(field)},
                **({"minutes": 15} if part.startswith("97") else {}),
            })  # fmt: skip
            return True
    return False


def _units(rng: Random, encounter: dict[str, Any]) -> bool:
    one = next((one for one in encounter["services"] if one.get("procedure") in ("80053", "80061", "83036", "93306")), None)
    if one is None:
        return False
    one["units"] = 2 if one.get("units", 1) == 1 else one["units"] * 10
    return True


def _sex(rng: Random, encounter: dict[str, Any]) -> bool:
    encounter["patient"]["sex"] = "M" if encounter["patient"]["sex"] == "F" else "F"
    return True


def _place(rng: Random, encounter: dict[str, Any]) -> bool:
    if encounter.get("form") == "I":
        return False
    encounter["place_of_service"] = "21"
    return True


def _no_authorization(rng: Random, encounter: dict[str, Any]) -> bool:
    return bool(encounter.pop("authorization_number", None))


_SLIPS: tuple[tuple[str, str, Any], ...] = (
    ("no_level", "no_level", _drop("decision_making")),
    ("no_minutes", "no_minutes", _drop("minutes")),
    ("no_side", "no_side", _drop("side")),
    ("no_diagnosis", "no_diagnosis", _no_diagnosis),
    ("unsigned", "unsigned", _unsigned),
    ("written_otherwise", "written_otherwise", _written_otherwise),
    ("no_modifier_25", "no_modifier_25", _no_25),
    ("part_billed_too", "part_billed_too", _part_too),
    ("units", "units_typed_wrong", _units),
    ("sex", "sex_typed_wrong", _sex),
    ("place", "place_typed_wrong", _place),
    ("no_authorization", "authorization_left_out", _no_authorization),
)
