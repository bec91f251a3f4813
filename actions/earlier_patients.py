"""Back to a patient proved earlier in this call, by place, by name or by a day told before. Pure.

"The very first patient, DOS 05/17: how much was that?": the office proved that patient, so nothing is asked again. Whose claim it
is, and whether it may be told, the backend decides anew.
"""

from __future__ import annotations

import re
from typing import Any

from actions.memory import Memory
from actions.requests import needs_claim

_FIELDS = ("member_id", "date_of_birth", "first_name", "last_name")
_ANOTHER_SAID = frozenset({"member_id", "date_of_birth", "claim_number", "trace_number", "npi"})
_WHO = (
    r"(?:patient|pt|member|person|lady|guy|gentleman|man|woman)s?\b(?!'s)"
    r"(?! (?:resp\w*|share|balance|portion|payment|statement))"
)
_PLACES = (
    re.compile(rf"\b(?:first|1st) {_WHO}", re.I),
    re.compile(rf"\b(?:second|2nd) {_WHO}", re.I),
    re.compile(rf"\b(?:third|3rd) {_WHO}", re.I),
)
_POINTS_BACK = re.compile(
    r"\b(?:back to|earlier|before|previous(?:ly)?|again|forgot\w*|once more|still|we (?:had|did|talked|looked)|"
    r"you (?:told|gave))\b",
    re.I,
)
_NAME_LENGTH = 3


def note_patient(memory: Memory) -> None:
    """Keeps whom the backend has just opened for this office, in the order of the call."""
    if memory.speaker != "provider" or memory.member_id is None:
        return
    entry = {name: getattr(memory, name) for name in _FIELDS} | {"npi": memory.npi}
    known = [one["member_id"] for one in memory.patients]
    if memory.member_id in known:
        memory.patients = [entry if one["member_id"] == memory.member_id else one for one in memory.patients]
    else:
        memory.patients = [*memory.patients, entry]


def to_patient(memory: Memory, text: str, values: dict[str, Any]) -> bool:
    """Turns to the patient these words point back at; a claim of theirs told before is meant where no day is named."""
    if memory.speaker != "provider" or len(memory.patients) < 2 or _ANOTHER_SAID & set(values):
        return False
    meant = _by_name(memory, text) or _by_place(memory, text) or _by_day(memory, text, values.get("date_of_service"))
    if meant is None or meant["member_id"] == memory.member_id or meant["npi"] != memory.npi:
        return False
    if "date_of_service" not in values and any(one["member_id"] == meant["member_id"] for one in memory.seen):
        return False
    memory.forget_patient()
    for name in _FIELDS:
        setattr(memory, name, meant[name])
    memory.proved = {name: meant[name] for name in ("npi", "member_id", "date_of_birth")}
    memory.requests = [one for one in memory.requests if not needs_claim(one["name"], claim_known=True)]
    return True


def _by_name(memory: Memory, text: str) -> dict[str, Any] | None:
    if _POINTS_BACK.search(text) is None and not any(place.search(text) for place in _PLACES):
        return None
    said = text.lower()
    for one in memory.patients:
        told = [seen.get("patient") for seen in memory.seen if seen["member_id"] == one["member_id"]]
        names = [str(name).lower() for name in (one["last_name"], *told) if name and len(str(name)) >= _NAME_LENGTH]
        if any(re.search(rf"\b{re.escape(name)}\b", said) for name in names):
            return one
    return None


def _by_place(memory: Memory, text: str) -> dict[str, Any] | None:
    place = next((number for number, words in enumerate(_PLACES) if words.search(text)), None)
    return memory.patients[place] if place is not None and place < len(memory.patients) else None


def _by_day(memory: Memory, text: str, day: dict[str, str] | None) -> dict[str, Any] | None:
    """ "Back to the one of May 17": the one other patient a claim of that day was told of."""
    if day is None or _POINTS_BACK.search(text) is None:
        return None
    ids = {one["member_id"] for one in memory.seen if one["claim"].get("service_from") == day["start"]}
    if len(ids) != 1 or memory.member_id in ids:
        return None
    return next((one for one in memory.patients if one["member_id"] in ids), None)
