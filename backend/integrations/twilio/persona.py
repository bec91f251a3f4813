"""A caller who knows one claim: answers what the line asks, says it again otherwise when not understood, keys at last."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from backend.integrations.twilio.script import values_of

OPENING = "i'm calling from a doctor's office about a claim"
OPENING_FOR_TWO = "i'm calling from a doctor's office i have two claims to check"
FOLLOW_UPS = ("how much was billed on it", "what is the next step")
THE_NEXT_ONE = "i have another claim"
CORRECTIONS_MAX = 3
"""How often a caller puts right what was read back wrongly."""
_ASKED: tuple[tuple[str, str], ...] = (
    ("role", r"provider.*\bor\b|\bor\b.*provider|own coverage"),
    ("npi", r"\bnpi\b"),
    ("tax_id", r"tax id|last five"),
    ("member_id", r"member id"),
    ("both_dates", r"date of birth, and the date of service"),
    ("date_of_birth", r"date of birth|born|birth"),
    ("date_of_service", r"date of service|claim number|which date|date or number"),
)
_ANSWERS: Mapping[str, tuple[str, ...]] = {
    "role": ("a provider's office", "provider"),
    "npi": ("{npi_spoken}", "#{npi}"),
    "tax_id": ("{tax_spoken}", "#{tax_last5}"),
    "member_id": ("{member_id}", "the member id is {member_id}", "{member_nato}"),
    "both_dates": ("{dob} and {service_date}", "born {dob} date of service {service_date}"),
    "date_of_birth": ("{dob}", "#{dob_keys}"),
    "date_of_service": ("{service_date}", "#{service_keys}"),
}
"""By what is asked, what is said the first time, the second, and from then on."""
_NATO = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        "alpha bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november oscar papa quebec romeo "
        "sierra tango uniform victor whiskey x-ray yankee zulu".split(),
        strict=True,
    )
)


@dataclass(slots=True)
class Persona:
    """A provider's biller calling about ``claim``, a row of the world's truth; then about ``further``, of another patient."""

    claim: Mapping[str, Any]
    further: Mapping[str, Any] | None = None
    times: Counter[str] = field(default_factory=Counter)
    turns: int = 0
    answered_after: int | None = None
    """After how many turns of the caller the line told where the claim stands."""
    further_took: int | None = None
    """How many more turns it took until the further claim was told, too."""
    _after: list[str] = field(default_factory=lambda: list(FOLLOW_UPS))
    _gave: str = "member_id"
    """Which element was asked for last: what is read back wrongly is that."""

    def reply(self, heard: str) -> str | None:
        """What this caller says to that; None when they have heard enough and put the phone down."""
        self._take_note(heard)
        self.turns += 1
        if self.answered and (self.further is None or self.further_took is not None):
            return self._after.pop(0) if self._after else None
        if misread(heard, self.claim) and self.times["corrected"] < CORRECTIONS_MAX:
            self.times["corrected"] += 1
            right = "no, the npi is {npi_spoken}" if self._gave == "npi" else "no, the member id is {member_id}"
            return right.format_map(_values(self.claim))
        asked = asked_in(heard)
        if asked is None:
            self.times["nothing"] += 1
            if self.answered:
                return THE_NEXT_ONE
            if self.times["nothing"] > 1:
                return "please check the claim status"
            return OPENING if self.further is None else OPENING_FOR_TWO
        if asked == "confirm":
            return "yes" if _confirms(heard, self.claim) else "no"
        if asked == "role" and self.further is not None and not self.times["role"]:
            self.times["role"] += 1
            return OPENING_FOR_TWO
        self._gave = asked
        ways = _ANSWERS[asked]
        said = ways[min(self.times[asked], len(ways) - 1)]
        self.times[asked] += 1
        return said.format_map(_values(self.claim))

    def _take_note(self, heard: str) -> None:
        """Whether the claim asked about was told; then the next patient's is."""
        if self.answered_after is None and self.times["npi"] and is_answer(heard, self.claim):
            self.answered_after = self.turns
            if self.further is not None:
                self.claim, self.times = self.further, Counter({"npi": 1})
        elif self.answered_after is not None and self.further_took is None and self.further is not None:
            self.further_took = self.turns - self.answered_after if is_answer(heard, self.further) else None

    @property
    def answered(self) -> bool:
        return self.answered_after is not None


def asked_in(heard: str) -> str | None:
    """What the line asks for, by its last sentences."""
    sentences = [one for one in re.split(r"(?<=[.!?])\s+", heard.strip().lower()) if one]
    for sentence in reversed(sentences[-3:]):
        if re.search(r"is that right|did you mean|correct\?", sentence):
            return "confirm"
        for name, pattern in _ASKED:
            if re.search(pattern, sentence):
                return name
    return None


def misread(heard: str, claim: Mapping[str, Any]) -> bool:
    """Whether an id is read back that is none of this caller's."""
    found = re.search(r"I heard ((?:[A-Z0-9]\b(?: as in [\w-]+)?[ ,]*)+)\.", heard)
    if found is None:
        return False
    said = re.sub(r"[^A-Za-z0-9]", "", re.sub(r"as in [\w-]+", "", found.group(1))).upper()
    ids = (claim["member"]["id"], claim["provider"]["npi"], claim["claim_number"])
    return said not in [re.sub(r"[^A-Za-z0-9]", "", str(one)).upper() for one in ids]


def is_answer(heard: str, claim: Mapping[str, Any]) -> bool:
    """Whether this tells where the claim stands, and truly: the claim by its last four, and what was paid if anything."""
    text = heard.lower()
    if f"ending {' '.join(claim['claim_number'][-4:])}".lower() not in text:
        return False
    dollars = int(claim["paid"].split(".")[0])
    return dollars == 0 or f"{dollars:,} dollar" in text


def _confirms(heard: str, claim: Mapping[str, Any]) -> bool:
    """Whether what is read back is what this caller meant: all its long digit groups stand in the claim's own ids."""
    said = re.sub(r"[^a-z0-9]", "", re.sub(r"as in \w+", "", heard.lower()))
    ids = (claim["member"]["id"], claim["provider"]["npi"], claim["claim_number"], claim["provider"]["tax_id"][-5:])
    born, served = (date.fromisoformat(one) for one in (claim["member"]["dob"], claim["service_from"]))
    dates = (f"{day:%B}{day.day}{day.year}".lower() for day in (born, served))
    return any(re.sub(r"\W", "", one).lower() in said for one in (*ids, *dates))


def _values(claim: Mapping[str, Any]) -> dict[str, str]:
    member_id = str(claim["member"]["id"]).lower()
    return {
        **values_of(claim),
        "tax_spoken": " ".join(claim["provider"]["tax_id"][-5:]),
        "member_nato": " ".join(
            f"{one} as in {_NATO[one]}" if one in _NATO else one for one in member_id if one.isalnum()
        ),
    }
