"""Whom payers outside cover, and which providers they know: their own files, not the practice's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from backend.world.operation.offices import Office
from backend.world.operation.patients import Cover, Patient
from backend.world.people import Person


@dataclass(frozen=True, slots=True)
class Known:
    """One member of one payer. ``other_first``: another plan pays before this one, and the payer knows it."""

    person: Person
    covers: tuple[Cover, ...]
    other: Cover | None
    other_first: bool

    def covered(self, day: date) -> bool:
        return any(one.holds(day) for one in self.covers)


class Members:
    """All payers' members, by payer and member id; and the providers payers have enrolled."""

    def __init__(self, patients: Iterable[Patient], offices: Iterable[Office]) -> None:
        self._known: dict[tuple[str, str], Known] = {}
        for one in patients:
            for cover in one.covers:
                own = tuple(each for each in one.covers if each.member_id == cover.member_id)
                first = one.second_first and one.second is not None
                self._known[cover.payer.identifier, cover.member_id] = Known(one.person, own, one.second, first)
            if one.second is not None:
                self._known[one.second.payer.identifier, one.second.member_id] = Known(
                    one.person, (one.second,), None, False
                )
        self._practices = {one.practice.npi for one in offices}
        self._physicians = {each.npi: each.enrolled_from for one in offices for each in one.physicians}

    def find(self, payer: str, member_id: str, born: date | None) -> Known | None:
        """The member of this id, where the birthday is right."""
        known = self._known.get((payer, member_id))
        return known if known is not None and born in (None, known.person.born) else None

    def is_practice(self, npi: str) -> bool:
        return npi in self._practices

    def is_enrolled(self, npi: str, day: date) -> bool:
        since = self._physicians.get(npi)
        return since is not None and since <= day
