"""Scrubbing: everything on the claim against every edit that holds for it. Pure: facts in, findings out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from math import sqrt
from typing import Any

from backend.codes import knowledge
from backend.codes.ages import years_old
from backend.codes.deadlines import Deadline, DeadlineEvent, deadline
from backend.kit.clock import day_in_words
from backend.kit.ids import npi_is_valid
from backend.kit.money import ZERO
from backend.pipeline.scrubbing.edits import Edit
from backend.pipeline.scrubbing.facts import DenialRate, Finding, Past, ScrubClaim, ScrubLine

RISK_PERCENT = 20
"""A service is at risk when the payer surely denies more than this share of it …"""
RISK_LEAST_DECIDED = 20
"""… judged on at least so many decisions."""
_RISK_SOURCE = "Our own remittances of the past year"


def scrub(claim: ScrubClaim, edits: Iterable[Edit], past: Past, today: date) -> tuple[Finding, ...]:
    """What stands between this claim and a clean decision; what blocks comes first."""
    found = [one for edit in edits if edit.holds(claim) for one in _KINDS[edit.kind](edit, claim, past, today)]
    found += _risks(claim, past)
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.severity != "blocks", one.line or 0, one.edit)))


def _required(edit: Edit, claim: ScrubClaim, past: Past, today: date) -> Iterator[Finding]:
    element = edit.parameters["element"]
    line_check = _LINE_ELEMENTS.get(element)
    if line_check is not None:
        yield from (edit.finding(line.number, element) for line in claim.lines if not line_check(claim, line))
    elif not _CLAIM_ELEMENTS[element](claim):
        yield edit.finding(None, element)


_CLAIM_ELEMENTS: dict[str, Callable[[ScrubClaim], bool]] = {
    "member_id": lambda claim: len(claim.member_id) >= 2,
    "patient_last": lambda claim: bool(claim.patient_last),
    # a void says what the claim it takes back said
    "date_of_birth": lambda claim: claim.frequency == "8" or claim.date_of_birth <= claim.service_from,
    "billing_npi": lambda claim: npi_is_valid(claim.billing_npi),
    "rendering_npi": lambda claim: npi_is_valid(claim.rendering_npi),
    "tax_id": lambda claim: bool(re.fullmatch(r"\d{9}", claim.tax_id)),
    "billing_zip": lambda claim: bool(re.fullmatch(r"\d{9}", claim.billing_zip)),
    "diagnoses": lambda claim: bool(claim.diagnoses),
    "place": lambda claim: _place_exists(claim),
    "charge": lambda claim: claim.charge > ZERO and bool(claim.lines),
    "original_claim_number": lambda claim: claim.frequency not in ("7", "8") or bool(claim.original_claim_number),
}
_LINE_ELEMENTS: dict[str, Callable[[ScrubClaim, ScrubLine], bool]] = {
    "diagnosis_pointers": lambda claim, line: (
        bool(line.pointers) and all(1 <= one <= len(claim.diagnoses) for one in line.pointers)
    ),
    "procedure": lambda claim, line: bool(re.fullmatch(r"[0-9A-Z]{5}", line.procedure)),
    "units": lambda claim, line: line.units > 0,
}


def _place_exists(claim: ScrubClaim) -> bool:
    if claim.form == "I":
        return bool(re.fullmatch(r"\d{2}", claim.place))
    known = knowledge.place_of_service(claim.place)
    return known is not None and known.in_force(claim.service_from)


def _authorization(edit: Edit, claim: ScrubClaim, past: Past, today: date) -> Iterator[Finding]:
    if not claim.authorization_number:
        yield from (edit.finding(line.number, "authorization_number") for line in _of(edit, claim))


def _modifier(edit: Edit, claim: ScrubClaim, past: Past, today: date) -> Iterator[Finding]:
    """``procedures`` need ``one_of``; only ``beside`` other procedures of the day, or for a ``taxonomy``, where it says so."""
    if not claim.taxonomy.startswith(edit.parameters.get("taxonomy", "")):
        return
    beside = set(edit.parameters.get("beside", ()))
    for line in _of(edit, claim):
        if beside and not any(one.procedure in beside and one.day == line.day for one in claim.lines):
            continue
        if not set(edit.parameters["one_of"]) & set(line.modifiers):
            yield edit.finding(line.number, "modifiers")


def _modifier_conflict(edit: Edit, claim: ScrubClaim, past: Past, today: date) -> Iterator[Finding]:
    for line in claim.lines:
        if any(set(pair) <= set(line.modifiers) for pair in edit.parameters["conflicts"]):
            yield edit.finding(line.number, "modifiers")


def _place_of_service(edit: Edit, claim: ScrubClaim, past: Past, today: date) -> Iterator[Finding]:
    """``procedures`` only in ``places``, or in none of ``not_places``."""
    places, not_places = edit.parameters.get("places"), edit.parameters.get("not_places", ())
    for line in _of(edit, claim):
        place = line.place or claim.place
        if (places is not None and place not in places) or place in not_places:
            yield edit.finding(line.number, "place")


def _filing_deadline(claim: ScrubClaim, past: Past, today: date) -> Deadline | None:
    """A first claim counts from the service, a corrected one from the decision it corrects; a void has no clock."""
    event, since = {"1": ("claim_service", claim.service_to), "7": ("corrected_claim", past.original_told)}.get(
        claim.frequency, ("", None)
    )
    if since is None:
        return None
    found = deadline(DeadlineEvent(claim.plan_type, event, since, payer=claim.payer_name), today)
    return found if isinstance(found, Deadline) else None


def _timely_filing(edit: Edit, claim: ScrubClaim, past: Past, today: date) -> Iterator[Finding]:
    found = _filing_deadline(claim, past, today)
    if found is not None and found.days_left < 0:
        last = f"The last day was {day_in_words(found.last_day)}: {found.rule}."
        yield edit.finding(None, "service_to", told=f"{edit.sentence} {last}")


def _timely_filing_near(edit: Edit, claim: ScrubClaim, past: Past, today: date) -> Iterator[Finding]:
    found = _filing_deadline(claim, past, today)
    if found is not None and 0 <= found.days_left <= edit.parameters["days"]:
        yield edit.finding(None, "service_to", told=f"{edit.sentence} The last day is {day_in_words(found.last_day)}.")


def _duplicate(edit: Edit, claim: ScrubClaim, past: Past, today: date) -> Iterator[Finding]:
    seen: set[Any] = set()
    for line in claim.lines:
        if line.key in seen and not set(edit.parameters["unless"]) & set(line.modifiers):
            yield edit.finding(line.number, "procedure")
        seen.add(line.key)


def _duplicate_claim(edit: Edit, claim: ScrubClaim, past: Past, today: date) -> Iterator[Finding]:
    if claim.frequency != "1":
        return
    for line in claim.lines:
        if line.key in past.billed and not set(edit.parameters["unless"]) & set(line.modifiers):
            yield edit.finding(line.number, "procedure")


def _bundling(edit: Edit, claim: ScrubClaim, past: Past, today: date) -> Iterator[Finding]:
    """``pairs`` of (whole, part): the part is not billed beside the whole on one day, ``unless`` a modifier says why."""
    billed = {(line.procedure, line.day) for line in claim.lines}
    for line in claim.lines:
        wholes = [
            whole for whole, part in edit.parameters["pairs"] if part == line.procedure and (whole, line.day) in billed
        ]
        if wholes and not set(edit.parameters["unless"]) & set(line.modifiers):
            yield edit.finding(
                line.number, "procedure", told=f"{line.procedure} is part of {wholes[0]} of the same day."
            )


def _age(edit: Edit, claim: ScrubClaim, past: Past, today: date) -> Iterator[Finding]:
    least, most = edit.parameters["least_years"], edit.parameters["most_years"]
    if not least <= years_old(claim.date_of_birth, claim.service_from) <= most:
        yield from _by_code(edit, claim)


def _sex(edit: Edit, claim: ScrubClaim, past: Past, today: date) -> Iterator[Finding]:
    if claim.sex in ("F", "M") and claim.sex != edit.parameters["sex"]:
        yield from (one for one in _by_code(edit, claim) if not _says_both_right(claim, one))


def _says_both_right(claim: ScrubClaim, found: Finding) -> bool:
    """Modifier KX: code and sex on file are both right."""
    return any(line.number == found.line and "KX" in line.modifiers for line in claim.lines)


def _by_code(edit: Edit, claim: ScrubClaim) -> Iterator[Finding]:
    yield from (edit.finding(line.number, "procedure") for line in _of(edit, claim))
    prefixes = tuple(edit.parameters.get("diagnoses", ()))
    if prefixes and any(one.startswith(prefixes) for one in claim.diagnoses):
        yield edit.finding(None, "diagnoses")


def _units(edit: Edit, claim: ScrubClaim, past: Past, today: date) -> Iterator[Finding]:
    """``most`` units a day by procedure, whether on one line or several."""
    for procedure, most in edit.parameters["most"].items():
        lines = [line for line in claim.lines if line.procedure == procedure]
        for day in sorted({line.day for line in lines}):
            of_day = [line for line in lines if line.day == day]
            if sum(line.units for line in of_day) > most:
                told = f"More than {most} of {procedure} on one day."
                yield edit.finding(of_day[-1].number, "units", told=told)


def _cover(edit: Edit, claim: ScrubClaim, past: Past, today: date) -> Iterator[Finding]:
    if past.cover == "not_covered":
        yield edit.finding(None, "service_from")


def _other_plan(edit: Edit, claim: ScrubClaim, past: Past, today: date) -> Iterator[Finding]:
    if past.other_plans and not claim.other_plan:
        yield edit.finding(None, "other_plan")


_KINDS: dict[str, Callable[[Edit, ScrubClaim, Past, date], Iterator[Finding]]] = {
    "required": _required,
    "authorization": _authorization,
    "modifier": _modifier,
    "modifier_conflict": _modifier_conflict,
    "place_of_service": _place_of_service,
    "timely_filing": _timely_filing,
    "timely_filing_near": _timely_filing_near,
    "duplicate": _duplicate,
    "duplicate_claim": _duplicate_claim,
    "bundling": _bundling,
    "age": _age,
    "sex": _sex,
    "units": _units,
    "cover": _cover,
    "other_plan": _other_plan,
}


def _of(edit: Edit, claim: ScrubClaim) -> list[ScrubLine]:
    procedures = set(edit.parameters.get("procedures", ()))
    return [line for line in claim.lines if line.procedure in procedures]


def _risks(claim: ScrubClaim, past: Past) -> Iterator[Finding]:
    for line in claim.lines:
        rate = past.rates.get(line.procedure)
        if rate is not None and rate.decided >= RISK_LEAST_DECIDED and surely_denied_percent(rate) > RISK_PERCENT:
            known = knowledge.carc(rate.carc)
            yield Finding(
                "high-risk", "risk", "warns", line.number, "procedure",
                f"This payer denied {rate.denied} of its last {rate.decided} {line.procedure}, mostly with code {rate.carc}.",
                known.biller if known else "Compare with the last paid claim of this service before it goes out.",
                "biller", _RISK_SOURCE,
            )  # fmt: skip


def surely_denied_percent(rate: DenialRate) -> float:
    """The lower end of the 95 % interval of the denial rate (Wilson): a few unlucky claims are no pattern."""
    n, share, z = rate.decided, rate.denied / rate.decided, 1.96
    middle = share + z * z / (2 * n)
    spread = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return 100 * (middle - spread) / (1 + z * z / n)
