"""Which patient a search names, what is missing to prove them, and whether a claim lies within a grant. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from backend.conversation.callers.verification.rules import Person, goes_by, plain_identifier, plain_name, same, the_one
from backend.kit.money import Money

SERVICE_SPAN_DAYS_MAX = 92
"""A span of service dates proves something only while it is short: "I don't know" means the last ninety days."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a search says of the patient and of the claim."""

    member_id: str | None = None
    date_of_birth: date | None = None
    last_name: str | None = None
    first_name: str | None = None
    service_from: date | None = None
    service_to: date | None = None
    claim_number: str | None = None
    trace_number: str | None = None
    charge_min: Money | None = None
    charge_max: Money | None = None
    stages: tuple[str, ...] = ()

    @property
    def names_patient(self) -> bool:
        return any((self.member_id, self.date_of_birth, self.last_name, self.first_name))

    @property
    def proves_by_claim(self) -> bool:
        """Whether a claim number or a short enough span of service dates was given."""
        return bool(self.claim_number) or self.proves_by_day

    @property
    def proves_by_day(self) -> bool:
        """Whether a short enough span of service dates was given."""
        if self.service_from is None:
            return False
        return timedelta(0) <= (self.service_to or self.service_from) - self.service_from <= _SPAN

    def missing(self) -> list[str]:
        """What a provider must still say before a patient can be proved."""
        needed = [] if self.member_id else ["member_id"]
        if not self.date_of_birth and not self.last_name:
            needed.append("date_of_birth")
        if not self.proves_by_claim:
            needed.append("date_of_service")
        return needed


_SPAN = timedelta(days=SERVICE_SPAN_DAYS_MAX)


class Subject(Protocol):
    """Whom a grant or a claim is about."""

    @property
    def member_id(self) -> str: ...

    @property
    def date_of_birth(self) -> date: ...

    @property
    def first_name(self) -> str: ...

    @property
    def last_name(self) -> str: ...


def speaks_of(wanted: Wanted, subject: Subject) -> bool:
    """Whether everything said of the patient fits this one; all of it is compared, whichever fails."""
    checks = []
    if wanted.member_id is not None:
        checks.append(same(plain_identifier(wanted.member_id), plain_identifier(subject.member_id)))
    if wanted.date_of_birth is not None:
        checks.append(wanted.date_of_birth == subject.date_of_birth)
    if wanted.last_name is not None:
        checks.append(same(plain_name(wanted.last_name), plain_name(subject.last_name)))
    if wanted.first_name is not None:
        checks.append(_first_name_fits(wanted.first_name, subject.first_name))
    return all(checks)


def _first_name_fits(said: str, on_file: str) -> bool:
    """A first name or its initial, as provider lines accept it."""
    said, on_file = plain_name(said), plain_name(on_file)
    return same(said, on_file) or (len(said) == 1 and on_file.startswith(said))


def is_same_person(subject: Subject, other: Subject) -> bool:
    """One person, by all that tells people under one member id apart."""
    return (
        plain_identifier(subject.member_id) == plain_identifier(other.member_id)
        and subject.date_of_birth == other.date_of_birth
        and plain_name(subject.first_name) == plain_name(other.first_name)
        and plain_name(subject.last_name) == plain_name(other.last_name)
    )


def proves_claim(wanted: Wanted, payer_number: str) -> bool:
    """Whether what was said of a claim that fits proves it: its day, or the number it goes by."""
    return wanted.proves_by_day or goes_by(payer_number, wanted.claim_number or "")


def patient_of(wanted: Wanted, people: list[Person]) -> Person | None:
    """The one person a provider's words fit; nobody where they fit two."""
    return the_one([one for one in people if speaks_of(wanted, one)])
