"""What was said in this conversation so far, and what is still waiting for an answer. It holds words, never rights."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field, fields
from typing import Any


@dataclass
class Memory:
    """One conversation's working memory; every field is a slot of the same name (``assistant/domain/memory.yml``)."""

    speaker: str | None = None
    """Whom the caller says to speak for: ``provider`` or ``member``."""
    for_another: str | None = None
    """``hinted`` or ``stands``: somebody may, or does, act for the member (``actions.another``); no proof counts meanwhile."""
    npi: str | None = None
    tax_id: str | None = None
    """The last five digits, or all nine where all nine were given."""
    member_id: str | None = None
    date_of_birth: str | None = None
    zip_code: str | None = None
    first_name: str | None = None
    last_name: str | None = None
    date_of_service: dict[str, str] | None = None
    """``{"start", "end"}``, ISO dates."""
    claim_number: str | None = None
    trace_number: str | None = None
    phone_number: str | None = None
    piece: dict[str, str] | None = None
    """What was said so far of the identifier asked for: ``{"name", "characters"}``; the extractor joins the next turn to it."""
    filled: list[str] = field(default_factory=list)
    """Elements in the order they were heard; "go back" forgets the last."""
    dont_have: list[str] = field(default_factory=list)
    """Elements the caller cannot give."""
    tried: dict[str, Any] | None = None
    """The elements of the last refused try, so that one correction need not repeat the rest."""
    proved: dict[str, Any] | None = None
    """The elements the backend accepted last: what "the same patient" means."""
    requests: list[dict[str, Any]] = field(default_factory=list)
    """What the caller wants and has not heard yet, first things first: ``{"name": intent, …}``."""
    answered: list[dict[str, Any]] = field(default_factory=list)
    """What was answered last, so that "repeat" can look it up again."""
    claims: list[dict[str, Any]] = field(default_factory=list)
    """Claims found last, newest first."""
    claim: dict[str, Any] | None = None
    """The claim being talked about."""
    ask_date: bool = False
    """The caller moved on to another claim: its date is asked for instead of taking the one found before."""
    seen: list[dict[str, Any]] = field(default_factory=list)
    """Claims told so far with whose they are, so that a caller can go back to one."""
    patients: list[dict[str, Any]] = field(default_factory=list)
    """Whom the backend opened for this office in this call, in their order (``actions.earlier_patients``)."""
    told: list[str] = field(default_factory=list)
    """Claims whose headline was told; offers already made; elements there was time to look for."""
    expects: str | None = None
    """What the assistant asked for last."""
    offer: dict[str, Any] | None = None
    """The request that a plain "yes" would mean now."""
    offered: list[str] = field(default_factory=list)
    """What was offered before in this conversation, so that a second offer is no copy of the first; and sympathy, said once."""
    misses: int = 0
    silences: int = 0
    complaints: int = 0
    refusals: int = 0
    batch: dict[str, Any] | None = None
    """Several claims in one call: ``{"total", "done", "begun", "next"}``; the backend keeps the count that holds."""
    pace: str | None = None
    """``slow`` after the caller asked for it."""

    def copy(self) -> Memory:
        """A copy that can be changed freely."""
        return copy.deepcopy(self)

    @classmethod
    def from_slots(cls, slots: dict[str, Any]) -> Memory:
        """The memory as the tracker's slots hold it; a slot nobody set keeps its empty value."""
        known = {f.name: slots[f.name] for f in fields(cls) if slots.get(f.name) is not None}
        known["ask_date"] = bool(known.get("ask_date"))
        for counter in ("misses", "silences", "complaints", "refusals"):
            known[counter] = int(known.get(counter, 0))
        return cls(**copy.deepcopy(known))

    def changes_from(self, before: Memory) -> dict[str, Any]:
        """The slots that differ, with their new values."""
        return {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name) != getattr(before, f.name)}

    def forget_claim(self) -> None:
        """Nothing is being talked about any more; what picks the next claim is asked anew."""
        self.date_of_service = self.claim_number = self.trace_number = None
        self.claim, self.claims, self.ask_date = None, [], False
        self.dont_have = [name for name in self.dont_have if name not in ("date_of_service", "claim_number")]

    def forget_patient(self) -> None:
        """The next patient: all that names this one goes, the provider stays."""
        self.member_id = self.date_of_birth = self.zip_code = self.first_name = self.last_name = None
        self.dont_have, self.tried = [], None
        self.forget_claim()

    def proved_patient(self) -> str | None:
        """The member id the backend accepted last in this conversation."""
        return (self.proved or {}).get("member_id")

    def is_proved_as(self, role: str) -> bool:
        """Whether whoever speaks in this role ("member" or "provider") has proved it."""
        return self.speaker == role and bool(self.proved)

    def is_waiting_for(self, name: str) -> bool:
        """Whether that request is already in the queue."""
        return any(request["name"] == name for request in self.requests)
