"""Questions where a claim stands (276) to payers whose claims we decide, answered by a 277 from the claim's history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from backend.integrations.clearinghouse.outbox import Outbox, is_writable
from backend.kit.repository import Repository
from backend.pipeline.claims.matching import Sought, match_claims
from backend.pipeline.claims.repository import ClaimRepository, KnownClaim
from backend.pipeline.interchange.service import FileReading
from backend.x12 import Transaction
from backend.x12.parts import ClaimStatus, Dates, Reference
from backend.x12.status_276_277.models import StatusAnswer, StatusHeader, StatusInquiry, StatusResponse
from backend.x12.status_276_277.writing import responses
from backend.x12.writer import SetToWrite

BATCH_QUESTIONS = 1000
NOT_FOUND, SEVERAL = ("A4", "35"), ("D0", "35")
"""Claim or encounter not found; search did not give one claim (code sources 507, 508)."""


class Standing(NamedTuple):
    """Where a claim of a client stands."""

    claim_id: UUID
    payer_id: UUID
    number: str
    category: str
    code: str
    since: date
    charge: Decimal
    paid: Decimal
    finalized: date | None
    service_from: date
    service_to: date
    trace_number: str
    paid_on: date | None


class _Standings(Repository):
    def of(self, claim_ids: Sequence[UUID]) -> dict[UUID, Standing]:
        rows = self.session.execute(
            text(
                """SELECT c.id, c.payer_id, coalesce(c.payer_claim_control_number, ''), c.status_category, c.status_code,
                          coalesce((SELECT max(e.effective) FROM claim_event e WHERE e.claim_id = c.id), c.received),
                          c.charge, c.paid, c.finalized, c.service_from, c.service_to, coalesce(r.trace_number, ''),
                          r.paid_on
                   FROM claim c JOIN payer p ON p.id = c.payer_id AND p.adjudicated_here
                        LEFT JOIN remittance_claim a ON a.id = c.advice_id
                        LEFT JOIN remittance r ON r.id = a.remittance_id
                   WHERE c.id = ANY(:ids)"""
            ),
            {"ids": list(claim_ids)},
        )
        return {row[0]: Standing(*row) for row in rows}

    def clients(self, identifiers: Sequence[str]) -> dict[str, UUID]:
        rows = self.session.execute(
            text("SELECT identifier, id FROM payer WHERE adjudicated_here AND identifier = ANY(:ids)"),
            {"ids": list(identifiers)},
        )
        return {row.identifier: row.id for row in rows}


class InquiryReceiver:
    """Answers the questions of one 276 file about claims of payer clients; those to other payers are counted as held."""

    def __init__(self, reading: FileReading) -> None:
        self.reading = reading
        self.waiting: list[StatusInquiry] = []

    def take(self, transaction: Transaction) -> None:
        """Collect the questions of one transaction."""
        for record in transaction.records():
            self.reading.report.claims += 1
            self.reading.note(record.findings)
            if record.held or self.reading.only_count:
                self.reading.report.held += 1
            else:
                self.waiting.append(record.model)
            if len(self.waiting) >= BATCH_QUESTIONS:
                self.finish()
        self.reading.note(transaction.findings)

    def finish(self) -> None:
        """Answer what waits: one 277 per payer, out in the same transaction."""
        asked, self.waiting = self.waiting, []
        if not asked:
            return
        with self.reading.begin() as session:
            answered = answer(session, asked, self.reading)
        self.reading.report.posted += answered
        self.reading.report.held += len(asked) - answered


def answer(session: Session, asked: Sequence[StatusInquiry], reading: FileReading) -> int:
    """Write the answers into the outbox; how many questions were for our clients."""
    clients = _Standings(session).clients(sorted({one.parties.payer.id for one in asked}))
    mine = [one for one in asked if one.parties.payer.id in clients]
    found = match_claims(ClaimRepository(session), [_sought(one) for one in mine])
    standings = _Standings(session).of([one.id for one in found if isinstance(one, KnownClaim)])
    by_payer: dict[str, list[StatusResponse]] = defaultdict(list)
    for one, claim in zip(mine, found, strict=True):
        standing = standings.get(claim.id) if isinstance(claim, KnownClaim) else None
        if standing is not None and standing.payer_id != clients[one.parties.payer.id]:
            standing = None
        by_payer[one.parties.payer.id].append(_response(one, standing, claim == "several_claims", reading.today))
    outbox = Outbox(session)
    for payer, members in by_payer.items():
        good = [one for one in members if is_writable(_set("1", [one], reading.today), reading.now)]
        if good:
            file = outbox.open("277", clients[payer], reading.now)
            outbox.fill(file, [_set(f"{file.number:09d}", _ordered(good), reading.today)], reading.now)
    return len(mine)


def _sought(one: StatusInquiry) -> Sought:
    provider = one.parties.provider
    npi = provider.id if provider.id_qualifier == "XX" else ""
    return Sought(one.patient_control_number, one.payer_claim_control_number, npi, one.charge)


def _set(reference: str, answers: Sequence[StatusResponse], today: date) -> SetToWrite:
    return responses(StatusHeader(reference, today, "0800"), answers)


def _ordered(answers: Sequence[StatusResponse]) -> list[StatusResponse]:
    """Neighbours in the hierarchy side by side."""
    keyed = sorted(answers, key=lambda one: (one.parties.receiver, one.parties.provider, one.parties.subscriber.name))
    return [one for _, members in groupby(keyed, key=lambda one: one.parties[:3]) for one in members]


def _response(one: StatusInquiry, standing: Standing | None, several: bool, today: date) -> StatusResponse:
    parties = one.parties._replace(subscriber=one.parties.subscriber._replace(birth_date=None, sex=""))
    if parties.dependent is not None:
        parties = parties._replace(dependent=parties.dependent._replace(birth_date=None, sex=""))
    if standing is None:
        status = ClaimStatus(*(SEVERAL if several else NOT_FOUND))
        references = tuple(each for each in one.references if each.qualifier == "EJ")
        return StatusResponse(parties, one.trace_number, (StatusAnswer((status,), today),), references, one.dates)
    told = StatusAnswer(
        (ClaimStatus(standing.category, standing.code or "0"),), standing.since, standing.charge, standing.paid,
        standing.finalized, standing.paid_on, standing.trace_number,
    )  # fmt: skip
    last = standing.service_to if standing.service_to != standing.service_from else None
    references = (Reference("1K", standing.number),) if standing.number else ()
    references += tuple(each for each in one.references if each.qualifier == "EJ")
    return StatusResponse(parties, one.trace_number, (told,), references, (Dates("472", standing.service_from, last),))
