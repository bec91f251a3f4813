"""From what was documented to what can be billed: gaps, questions, codes. Pure; nothing is coded that was not documented."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, get_args

from backend.pipeline.encounters.documentation import Requirements, requirements
from backend.pipeline.encounters.schemas import DecisionMaking, NewEncounter, Service, Side, plain_diagnosis

CODING_HOURS = 48
"""From the closed note to the coded encounter."""
QUERY_HOURS = 44
"""The physician's window: unanswered, it still leaves coding time within its 48 hours."""
_MODIFIER = {"left": ("LT",), "right": ("RT",), "bilateral": ("50",)}
_LEVELS = list(get_args(DecisionMaking))
_MOST_DIAGNOSES, _MOST_POINTERS = 12, 4


@dataclass(frozen=True, slots=True)
class Gap:
    """Something a note leaves out. ``service`` counts from 1; 0 is the whole note. A gap that stops cannot be coded round."""

    service: int
    gap: str
    field: str
    missing: str
    needed: str
    choices: tuple[str, ...] = ()
    stops: bool = False


@dataclass(frozen=True, slots=True)
class CodedLine:
    """A service line to bill."""

    service: int
    procedure: str
    modifiers: tuple[str, ...]
    units: int
    charge: Decimal
    diagnoses: tuple[int, ...]
    """Pointers into the encounter's diagnoses, from 1."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A coded encounter. ``left_out`` tells which documented services are not billed, and for which gap."""

    diagnoses: tuple[str, ...]
    lines: tuple[CodedLine, ...]
    left_out: tuple[tuple[int, str], ...] = ()


def due_times(documented_at: datetime, now: datetime) -> tuple[datetime, datetime]:
    """When coding is due, and by when a physician asked now should answer: never before a day has gone by."""
    coding = documented_at + timedelta(hours=CODING_HOURS)
    return coding, max(documented_at + timedelta(hours=QUERY_HOURS), now + timedelta(hours=24))


def gaps(encounter: NewEncounter) -> tuple[Gap, ...]:
    """What has to be asked before the encounter can be coded as documented."""
    needed = requirements(encounter.service_date)
    found: list[Gap] = []
    if not encounter.signed:
        found.append(
            Gap(0, "unsigned", "signed", "The note is not signed.", "Your signature on the note.", ("yes", "no"), True)
        )
    if encounter.form == "I":
        return (*found, *_facility_gaps(encounter))
    for number, service in enumerate(encounter.services, 1):
        found += _service_gaps(number, service, needed)
    return tuple(found)


def _facility_gaps(encounter: NewEncounter) -> list[Gap]:
    """A facility's charges come from its own charge master; what its coder can lack is the diagnosis."""
    if encounter.diagnoses:
        return []
    return [
        Gap(0, "no_diagnosis", "diagnoses", "No diagnosis is on the record.",
            "The principal diagnosis, and the others treated, as ICD-10 codes.", stops=True)
    ]  # fmt: skip


def _service_gaps(number: int, service: Service, needed: Requirements) -> list[Gap]:
    found: list[Gap] = []
    if not service.procedure and service.visit is None:
        found.append(
            Gap(number, "no_procedure", "procedure", "The note does not say which procedure was done.",
                "The procedure, as a five-character code.", stops=True)
        )  # fmt: skip
    if not service.diagnoses:
        found.append(
            Gap(number, "no_diagnosis", "diagnoses", "No diagnosis is linked to this service.",
                "The diagnosis for which it was done, as an ICD-10 code.", stops=True)
        )  # fmt: skip
    if service.visit and not service.procedure and service.decision_making is None:
        found.append(
            Gap(number, "decision_making", "decision_making", "The level of medical decision making is not documented.",
                "The level of medical decision making for this visit.", tuple(_LEVELS))
        )  # fmt: skip
    timed = service.procedure in needed.unit_minutes or needed.ladder(service.procedure) is not None
    if timed and service.minutes is None:
        found.append(
            Gap(number, "minutes", "minutes", "The time spent is not documented.", "The minutes spent on this service.")
        )  # fmt: skip
    if service.procedure in needed.sided and service.side is None and not {"LT", "RT", "50"} & set(service.modifiers):
        found.append(
            Gap(number, "side", "side", "The side of the body is not documented.", "The side treated.", get_args(Side))
        )  # fmt: skip
    return found


def read_word(field: str, choices: tuple[str, ...], word: str) -> Any:
    """A physician's word as the value it stands for. Raises ValueError where it answers another question."""
    word = word.strip()
    if choices and word.lower() not in choices:
        raise ValueError("not one of the choices")
    match field:
        case "minutes":
            minutes = int(word)
            if not 1 <= minutes <= 1440:
                raise ValueError("not a time of a day")
            return minutes
        case "diagnoses":
            return [plain_diagnosis(one) for one in re.split(r"[,;\s]+", word) if one][:_MOST_POINTERS]
        case "procedure":
            if not re.fullmatch(r"[0-9A-Z]{5}", word.upper()):
                raise ValueError("not a procedure code")
            return word.upper()
        case "signed":
            return word.lower() == "yes"
        case _:
            return word.lower()


def completed(encounter: NewEncounter, words: Mapping[tuple[int, str], Any]) -> NewEncounter:
    """The encounter with what physicians answered, by (service, field)."""
    services = [
        one.model_copy(update={field: value for (at, field), value in words.items() if at == number})
        for number, one in enumerate(encounter.services, 1)
    ]
    whole = {field: value for (at, field), value in words.items() if at == 0}
    return encounter.model_copy(update={**whole, "services": services})


def code(encounter: NewEncounter) -> Coded | None:
    """The codes to bill, or None where the note stops it.

    Where gaps stay, conservatively: a visit without a level is the lowest level; a timed session without its time is
    the shortest; what needs a side or counted minutes and has none is left out, because what is not documented was not done.
    """
    found = gaps(encounter)
    if any(one.stops and one.service == 0 for one in found):
        return None
    if encounter.form == "I":
        return Coded(
            tuple(encounter.diagnoses), tuple(_facility_line(*each) for each in enumerate(encounter.services, 1))
        )
    needed = requirements(encounter.service_date)
    diagnoses: list[str] = []
    lines: list[CodedLine] = []
    left_out: list[tuple[int, str]] = []
    for number, service in enumerate(encounter.services, 1):
        own = [one for one in found if one.service == number]
        leave = next((one.gap for one in own if one.stops or _leaves_out(one, service, needed)), None)
        fresh = [one for one in service.diagnoses if one not in diagnoses]
        if leave is None and len(diagnoses) + len(fresh) > _MOST_DIAGNOSES:
            leave = "too_many_diagnoses"
        if leave is not None:
            left_out.append((number, leave))
            continue
        diagnoses += fresh
        pointers = tuple(diagnoses.index(one) + 1 for one in service.diagnoses[:_MOST_POINTERS])
        lines.append(_line(number, service, encounter.fees, needed, pointers))
    return Coded(tuple(diagnoses), tuple(lines), tuple(left_out)) if lines else None


def _facility_line(number: int, service: Service) -> CodedLine:
    return CodedLine(number, service.procedure, tuple(service.modifiers), service.units, service.charge, ())


def _leaves_out(gap: Gap, service: Service, needed: Requirements) -> bool:
    return gap.gap == "side" or (gap.gap == "minutes" and service.procedure in needed.unit_minutes)


def _line(
    number: int, service: Service, fees: Mapping[str, Decimal], needed: Requirements, pointers: tuple[int, ...]
) -> CodedLine:
    procedure, units = _procedure(service, needed), _units(service, needed)
    modifiers = list(service.modifiers)
    if service.side and not {"LT", "RT", "50"} & set(modifiers):
        modifiers += _MODIFIER[service.side]
    same = procedure == service.procedure and units == service.units
    fee = fees.get(procedure)
    charge = fee * units if fee is not None and not same else service.charge
    return CodedLine(number, procedure, tuple(modifiers), units, charge.quantize(Decimal("0.01")), pointers)


def _procedure(service: Service, needed: Requirements) -> str:
    if service.procedure:
        ladder = needed.ladder(service.procedure)
        if ladder is None:
            return service.procedure
        fitting = [one for one, least in ladder.items() if service.minutes is not None and least <= service.minutes]
        return max(fitting or ladder, key=lambda one: ladder[one] if fitting else -ladder[one])
    assert service.visit is not None, "a service without a code is a visit"
    return needed.levels[service.visit][service.decision_making or _LEVELS[0]]


def _units(service: Service, needed: Requirements) -> int:
    """Timed codes by their minutes (8-minute rule), others as documented."""
    timed = needed.unit_minutes.get(service.procedure)
    if timed is None or service.minutes is None:
        return service.units
    minutes, least = timed
    return max(1, (service.minutes + minutes - least) // minutes)
