"""Whom to play: providers with patients whose claims went different ways, and members with something to ask."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from backend.world.records import WorldClaim, dollars
from backend.world.services import SENSITIVE_DIAGNOSES

_SHOWN = ("paid", "denied", "pended", "partly_paid", "rejected", "patient_share")


@dataclass(frozen=True, slots=True)
class PatientSample:
    """What a provider's staff would have before them when asking for a patient's claim."""

    member_id: str
    first: str
    last: str
    date_of_birth: date
    date_of_service: date
    claim_number: str
    outcome: str
    charge: str


@dataclass(frozen=True, slots=True)
class ProviderCaller:
    """A practice's billing office."""

    name: str
    npi: str
    tax_id: str
    patients: tuple[PatientSample, ...]

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name, "npi": self.npi, "tax_id": self.tax_id, "tax_id_last5": self.tax_id[-5:],
            "patients": [_patient_json(one) for one in self.patients],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class MemberCaller:
    """A patient."""

    member_id: str
    first: str
    last: str
    date_of_birth: date
    zip: str
    claim: PatientSample

    def as_json(self) -> dict[str, Any]:
        return {
            "member_id": self.member_id, "first": self.first, "last": self.last, "zip": self.zip,
            "date_of_birth": self.date_of_birth.isoformat(), "claim": _patient_json(self.claim),
        }  # fmt: skip


def _patient_json(one: PatientSample) -> dict[str, str]:
    return {
        "member_id": one.member_id, "first": one.first, "last": one.last,
        "date_of_birth": one.date_of_birth.isoformat(), "date_of_service": one.date_of_service.isoformat(),
        "claim_number": one.claim_number, "outcome": one.outcome, "charge": one.charge,
    }  # fmt: skip


class CallerSamples:
    """Sees the claims of a region go by and keeps good examples: adults, nothing sensitive."""

    def __init__(self, as_of: date) -> None:
        self._as_of = as_of
        self._by_practice: dict[str, dict[str, WorldClaim]] = {}
        self._owing: list[WorldClaim] = []

    def see(self, claim: WorldClaim) -> None:
        person = claim.coverage.person
        adult = (self._as_of - person.born).days > 19 * 366
        if not adult or claim.practice.specialty.sensitive or SENSITIVE_DIAGNOSES.keys() & {x.procedure for x in claim.lines}:
            return
        kept = self._by_practice.setdefault(claim.practice.npi, {})
        if claim.outcome in _SHOWN and all(one.coverage.member_id != claim.coverage.member_id for one in kept.values()):
            kept.setdefault(claim.outcome, claim)
        known = {one.coverage.member_id for one in self._owing}
        owes = claim.outcome in ("paid", "denied", "partly_paid") and claim.patient_share > 0
        if owes and claim.coverage.member_id not in known and len(self._owing) < 3:
            self._owing.append(claim)

    def providers(self) -> list[ProviderCaller]:
        """Up to three practices, those with the most different outcomes first."""
        best = sorted(self._by_practice.values(), key=lambda kept: -len(kept))[:3]
        callers = []
        for kept in best:
            claims = [kept[outcome] for outcome in _SHOWN if outcome in kept][:4]
            if claims:
                practice = claims[0].practice
                patients = tuple(map(_sample, claims))
                callers.append(ProviderCaller(practice.name, practice.npi, practice.tax_id, patients))
        return callers

    def members(self) -> list[MemberCaller]:
        """Up to three members who owe something."""
        return [
            MemberCaller(
                one.coverage.member_id, one.coverage.person.first, one.coverage.person.last, one.coverage.person.born,
                one.coverage.person.zip, _sample(one),
            )
            for one in self._owing
        ]  # fmt: skip


def _sample(claim: WorldClaim) -> PatientSample:
    person = claim.coverage.person
    return PatientSample(
        claim.coverage.member_id, person.first, person.last, person.born, claim.service_from, claim.claim_number,
        claim.outcome, str(dollars(claim.charge)),
    )  # fmt: skip
