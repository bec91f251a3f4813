"""From what was documented to what can be billed: gaps, questions, codes. Pure; nothing is coded that was not documented."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
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
NOT_BILLED: dict[str, str] = {
    "no_procedure": "the procedure is not named",
    "no_diagnosis": "no diagnosis is linked to it",
    "minutes": "the time spent is not documented",
    "side": "the side treated is not documented",
    "too_short": "the documented time is below the least that can be billed",
    "too_many_diagnoses": "the claim has twelve diagnoses without its own",
}
"""Why a documented service stays out of the claim."""
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
    """A coded encounter. ``left_out`` tells which documented services are not billed, and why: a gap, ``too_short``, or
    ``too_many_diagnoses``."""

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
    """The encounter with what physicians answered, by (service, field).

    An answer fills a gap and nothing else: what the note says itself counts. A gap that an answer opens may be filled too.
    """
    left = dict(words)
    while fitting := {(one.service, one.field) for one in gaps(encounter)} & left.keys():
        encounter = _filled(encounter, {one: left.pop(one) for one in fitting})
    return encounter


def _filled(encounter: NewEncounter, words: Mapping[tuple[int, str], Any]) -> NewEncounter:
    services = [
        one.model_copy(update={field: value for (at, field), value in words.items() if at == number})
        for number, one in enumerate(encounter.services, 1)
    ]
    whole = {field: value for (at, field), value in words.items() if at == 0}
    return encounter.model_copy(update={**whole, "services": services})


def same_services(before: NewEncounter, after: NewEncounter) -> dict[int, int]:
    """Where each service of a note stands in the note sent again, from 1; 0, the note itself, stays 0.

    A service documented word for word the same is the same; of the others, one that alone has its code and day. Of what
    could be one or the other nothing is said.
    """
    found = {0: 0}
    tellings: tuple[Callable[[Service], Hashable], ...] = (Service.model_dump_json, _kind)
    for telling in tellings:
        old = _by(telling, before, set(found))
        new = _by(telling, after, set(found.values()))
        exact = telling is not _kind
        for key in old.keys() & new.keys():
            if len(old[key]) == len(new[key]) and (exact or len(old[key]) == 1):
                found |= dict(zip(old[key], new[key], strict=True))
    return found


def _kind(service: Service) -> Hashable:
    return service.procedure, service.visit, service.day


def _by(telling: Callable[[Service], Hashable], note: NewEncounter, without: set[int]) -> dict[Hashable, list[int]]:
    places: dict[Hashable, list[int]] = defaultdict(list)
    for number, service in enumerate(note.services, 1):
        if number not in without:
            places[telling(service)].append(number)
    return places


def code(encounter: NewEncounter) -> Coded | None:
    """The codes to bill, or None where the note stops it.

    Where gaps stay, conservatively: a visit without a level is the lowest level; a timed session without its time is
    the shortest; what needs a side or counted minutes and has none is left out, because what is not documented was not done.
    Time documented below the least of its code is not billed either.
    """
    found = gaps(encounter)
    if any(one.stops and one.service == 0 for one in found):
        return None
    if encounter.form == "I":
        return Coded(
            tuple(encounter.diagnoses), tuple(_facility_line(*each) for each in enumerate(encounter.services, 1))
        )
    needed = requirements(encounter.service_date)
    units, left_out = _sorted_out(encounter, needed)
    diagnoses: list[str] = []
    lines: list[CodedLine] = []
    for number, service in enumerate(encounter.services, 1):
        if number in left_out:
            continue
        diagnoses += [one for one in service.diagnoses if one not in diagnoses]
        pointers = tuple(diagnoses.index(one) + 1 for one in service.diagnoses[:_MOST_POINTERS])
        counted = units.get(number, service.units)
        lines.append(_line(number, service, _procedure(service, needed), counted, encounter.fees, pointers))
    return Coded(tuple(diagnoses), tuple(lines), tuple(sorted(left_out.items()))) if lines else None


def not_billed(encounter: NewEncounter) -> dict[int, str]:
    """Services that stay out of the claim, and why; also where no claim can be made at all."""
    if encounter.form == "I":
        return {}
    return _sorted_out(encounter, requirements(encounter.service_date))[1]


def _sorted_out(encounter: NewEncounter, needed: Requirements) -> tuple[dict[int, int], dict[int, str]]:
    """The units of timed services, and what stays out of the claim."""
    left: dict[int, str] = {}
    for one in gaps(encounter):
        if one.service and (one.stops or _leaves_out(one, encounter.services[one.service - 1], needed)):
            left.setdefault(one.service, one.gap)
    units = _timed_units(encounter, left, needed)
    left |= {number: "too_short" for number in _too_short(encounter, units, needed) if number not in left}
    diagnoses: set[str] = set()
    for number, service in enumerate(encounter.services, 1):
        if number in left:
            continue
        if len(diagnoses.union(service.diagnoses)) > _MOST_DIAGNOSES:
            left[number] = "too_many_diagnoses"
        else:
            diagnoses |= set(service.diagnoses)
    return units, left


def _facility_line(number: int, service: Service) -> CodedLine:
    return CodedLine(number, service.procedure, tuple(service.modifiers), service.units, service.charge, ())


def _leaves_out(gap: Gap, service: Service, needed: Requirements) -> bool:
    return gap.gap == "side" or (gap.gap == "minutes" and service.procedure in needed.unit_minutes)


def _line(
    number: int, service: Service, procedure: str, units: int, fees: Mapping[str, Decimal], pointers: tuple[int, ...]
) -> CodedLine:
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


def _too_short(encounter: NewEncounter, units: Mapping[int, int], needed: Requirements) -> Iterator[int]:
    """Services whose documented time is below the least of their code."""
    for number, service in enumerate(encounter.services, 1):
        least = min((needed.ladder(service.procedure) or {}).values(), default=0)
        if units.get(number) == 0 or (service.minutes is not None and service.minutes < least):
            yield number


def _timed_units(encounter: NewEncounter, left: Mapping[int, str], needed: Requirements) -> dict[int, int]:
    """Units of the services counted by their minutes (8-minute rule): each by itself, or, where the payer says so, all of a
    day together."""
    together = encounter.insurance.filing_indicator in needed.counted_together
    days: dict[tuple[date | int, tuple[int, int]], dict[int, int]] = defaultdict(dict)
    for number, service in enumerate(encounter.services, 1):
        rule = needed.unit_minutes.get(service.procedure)
        if rule is not None and service.minutes is not None and number not in left:
            days[(service.day or encounter.service_date) if together else number, rule][number] = service.minutes
    units: dict[int, int] = {}
    for (_, rule), minutes in days.items():
        units |= _share_out(minutes, *rule)
    return units


def _share_out(minutes: Mapping[int, int], of_unit: int, least: int) -> dict[int, int]:
    """The units of all the minutes: whole ones where they were spent, what remains to the longest remainders."""
    whole = {number: each // of_unit for number, each in minutes.items()}
    more = (sum(minutes.values()) + of_unit - least) // of_unit - sum(whole.values())
    longest = sorted(minutes, key=lambda one: (-(minutes[one] % of_unit), -minutes[one]))[:more]
    return {number: each + (number in longest) for number, each in whole.items()}
