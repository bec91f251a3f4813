"""The payers' answers to status questions (277): where claims in process stand. Asked two to five days after receipt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

from backend.world.records import WorldClaim, dollars
from backend.world.submissions import SUBMITTER
from backend.x12.parts import ClaimStatus, Dates, Name, Reference
from backend.x12.status_276_277.models import Parties, Person, StatusAnswer, StatusHeader, StatusResponse
from backend.x12.status_276_277.writing import responses
from backend.x12.writer import SetToWrite


def status_answers(region: int, claims: list[WorldClaim], as_of: date) -> Iterator[SetToWrite]:
    """One 277 per payer about its claims in process."""
    pended = sorted(
        (one for one in claims if one.outcome == "pended"),
        key=lambda one: (one.coverage.payer.identifier, one.practice.number, one.coverage.member_id, one.number),
    )
    for number, (payer, members) in enumerate(groupby(pended, key=lambda one: one.coverage.payer), 1):
        header = StatusHeader(f"S{region:05d}{number:03d}", as_of, "0430")
        yield responses(header, (_answer(one, Name("PR", "2", payer.name, id_qualifier="PI", id=payer.identifier), as_of)
                                 for one in members))  # fmt: skip


def _answer(claim: WorldClaim, payer: Name, as_of: date) -> StatusResponse:
    coverage = claim.coverage
    holder, child = coverage.subscriber or coverage.person, coverage.person
    subscriber = Person(Name("IL", "1", holder.last, holder.first, id_qualifier="MI", id=coverage.member_id))
    dependent = Person(Name("QC", "1", child.last, child.first)) if coverage.subscriber else None
    practice = Name("1P", "2", claim.practice.name, id_qualifier="XX", id=claim.practice.npi)
    effective = min(claim.received + timedelta(days=2 + claim.number % 4), as_of - timedelta(days=1))
    status = ClaimStatus(claim.category, claim.code, claim.entity)
    return StatusResponse(
        Parties(payer, SUBMITTER, practice, subscriber, dependent), f"Q{claim.number:010d}",
        (StatusAnswer((status,), max(effective, claim.received), dollars(claim.charge), dollars(0)),),
        (Reference("1K", claim.claim_number), Reference("EJ", claim.patient_control_number)),
        (Dates("472", claim.service_from, claim.service_to),),
    )  # fmt: skip
