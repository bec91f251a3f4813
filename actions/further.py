"""What one line names beyond the first: further days of service, further patients. Each waits for its turn. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from actions.heard import Heard
from actions.memory import Memory
from actions.requests import needs_claim

Patient = dict[str, Any]
PATIENTS_MAX = 6
_OF_A_PATIENT = ("member_id", "date_of_birth", "date_of_service")


def queue_further_dates(memory: Memory, heard: Heard) -> None:
    """ "The third and the tenth of March": the first date is looked up now, each further one after it."""
    spans = heard.values.get("date_of_service") or []
    unsaid = memory.speaker is None and not heard.has("check_claim_status", "list_claims", "ask_payment")
    if len(spans) < 2 or unsaid or memory.expects == "date_of_birth" or heard.has("correct_that"):
        return
    memory.date_of_service, memory.claim, memory.claims, memory.claim_number = spans[0], None, [], None
    memory.requests = memory.requests or [{"name": "check_claim_status"}]
    memory.requests += [{"name": "check_claim_status", "date_of_service": span} for span in spans[1:6]]


def patients_in_a_row(memory: Memory, heard: Heard) -> tuple[Heard, list[Patient]]:
    """The line with its first patient alone, and the others: as many ids as birth dates and days of service.

    The second id of a row may have been taken for a claim's number; there is none beside whole patients.
    """
    values = heard.values
    ids = [str(one) for name in ("member_id", "claim_number") for one in values.get(name) or []]
    born, served = values.get("date_of_birth") or [], values.get("date_of_service") or []
    several = 2 <= len(ids) <= PATIENTS_MAX and len(ids) == len(born) == len(served)
    if not several or memory.speaker == "member" or heard.has("correct_that") or "zip_code" in values:
        return heard, []
    patients = [dict(zip(_OF_A_PATIENT, facts, strict=True)) for facts in zip(ids, born, served, strict=True)]
    rest = {name: value for name, value in values.items() if name not in (*_OF_A_PATIENT, "claim_number")}
    first = {name: [value] for name, value in patients[0].items()}
    return replace(heard, values=rest | first, piece=None, ambiguous=()), patients[1:]


def queue_further_patients(before: Memory, after: Memory, patients: list[Patient]) -> None:
    """What is wanted of the first patient is wanted of each further one, after it."""
    if not patients:
        return
    fresh = [one for one in after.requests if one not in before.requests] or after.requests
    wanted = [one for one in fresh if needs_claim(one["name"], claim_known=True) and one["name"] != "list_claims"]
    if not wanted:
        wanted = [{"name": "check_claim_status"}]
        after.requests = [*after.requests, *wanted]
    after.requests = [*after.requests, *(one | {"patient": patient} for patient in patients for one in wanted)]


def is_of_another(memory: Memory, request: dict[str, Any]) -> bool:
    """Whether a request waits for a patient who is not the one looked at now."""
    patient = request.get("patient")
    return memory.speaker == "provider" and patient is not None and patient["member_id"] != memory.member_id


def turn_to(memory: Memory, patient: Patient) -> None:
    """The next patient of the row takes the place of the one before; should the proof fail, it is asked for as ever."""
    memory.forget_patient()
    own = [one | {"patient": None} if one.get("patient") == patient else one for one in memory.requests]
    memory.requests = [{name: value for name, value in one.items() if value is not None} for one in own]
    for name in _OF_A_PATIENT:
        setattr(memory, name, patient[name])
