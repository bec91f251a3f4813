"""Claims coming in (837): read, recorded once, charged to the ledger's receivable, void and replacement noted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from backend.database import defer_job
from backend.pipeline.claims.billed import BilledClaim, Unusable, billed_claim
from backend.pipeline.claims.doubles import DoubleRepository
from backend.pipeline.claims.parties import MemberKey, PartyRepository, member_key
from backend.pipeline.claims.repository import ClaimRepository, NewClaim, NewEvent
from backend.pipeline.interchange.report import Problem
from backend.pipeline.interchange.service import FileReading
from backend.pipeline.work.service import close_work_items
from backend.x12 import Record, Transaction

BATCH_CLAIMS = 1000
MOST_WAITING = 5000
"""X222 recommends at most 5,000 claims a transaction: up to there none is taken in before its end was seen."""
ALREADY_BILLED = (
    "The same claim is on file already, so it is not taken in again. A correction is sent with frequency 7."
)
ItemT = TypeVar("ItemT")


def batches(items: Iterator[ItemT], size: int) -> Iterator[list[ItemT]]:
    """Lists of up to ``size``."""
    while batch := list(islice(items, size)):
        yield batch


@dataclass(frozen=True, slots=True)
class _Waiting:
    position: int
    segment: int
    claim: BilledClaim
    received: date


class ClaimReceiver:
    """Takes in the claims of one 837 file. Remembers the parties met, and how many claims the file had so far."""

    def __init__(self, reading: FileReading) -> None:
        self.reading = reading
        self.payers: dict[str, UUID] = {}
        self.providers: dict[str, UUID] = {}
        self.members: dict[MemberKey, UUID] = {}
        self.position = 0
        self.waiting: list[_Waiting] = []

    def take(self, transaction: Transaction) -> None:
        """Read the claims of one transaction; about a thousand at a time go into one database transaction.

        A transaction that is cut off is not taken in: who knows what its last claim still said.
        """
        received = transaction.header.created or self.reading.today
        already = len(self.waiting)
        for record in transaction.records():
            claim = self._read(record)
            if claim is not None:
                self.waiting.append(_Waiting(self.position, record.first_segment, claim, received))
            if len(self.waiting) >= MOST_WAITING:
                self.finish()
                already = 0
        self.reading.note(transaction.findings)
        if not transaction.complete:
            self.reading.report.held += len(self.waiting) - already
            del self.waiting[already:]
        if len(self.waiting) >= BATCH_CLAIMS:
            self.finish()

    def finish(self) -> None:
        """Take in what is waiting."""
        waiting, self.waiting = self.waiting, []
        if not waiting:
            return
        with self.reading.begin() as session:
            doubles = self._record(session, waiting)
        for one in waiting:
            if one.position in doubles:
                told = Problem("warning", one.segment, "2300", "CLM01", "already_billed", ALREADY_BILLED)
                self.reading.report.add(told)
        self.reading.report.posted += len(waiting) - len(doubles)
        self.reading.report.held += len(doubles)

    def _read(self, record: Record) -> BilledClaim | None:
        """Count the claim; it is taken in when it may be processed, else it stays in the file and on its report."""
        report, claim = self.reading.report, record.model
        self.position += 1
        report.claims += 1
        report.service_lines += len(claim.lines)
        report.charge_total += claim.charge
        self.reading.note(record.findings)
        billed = None if record.held or self.reading.only_count else billed_claim(claim)
        if isinstance(billed, Unusable):
            self.reading.error(record.first_segment, billed.code, billed.text, billed.element)
            billed = None
        if billed is None:
            report.held += 1
        return billed

    def _record(self, session: Session, usable: list[_Waiting]) -> set[int]:
        """Take in what is new; the positions of those that are on file already."""
        doubles = DoubleRepository(session)
        doubles.one_at_a_time({one.claim.provider.npi for one in usable})
        claims = ClaimRepository(session)
        known = claims.positions_taken(self.reading.file_id, [one.position for one in usable])
        fresh = [one for one in usable if one.position not in known]
        self._find_parties(session, [one.claim for one in fresh])
        new = [
            NewClaim(
                billed=one.claim,
                payer_id=self.payers[one.claim.payer.identifier],
                provider_id=self.providers[one.claim.provider.npi],
                member_id=self.members[member_key(self.payers[one.claim.payer.identifier], one.claim.member)],
                file_id=self.reading.file_id,
                file_position=one.position,
                received=one.received,
            )
            for one in fresh
        ]
        billed_before = doubles.already_billed(new)
        added = [one for one in new if one.file_position not in billed_before]
        self._billed_again(session, list(zip(claims.add(added), added, strict=True)))
        if added and PartyRepository(session).any_client({one.payer_id for one in added}):
            defer_job(session, "adjudication.take_up", file_id=str(self.reading.file_id))
        return billed_before

    def _billed_again(self, session: Session, added: list[tuple[UUID, NewClaim]]) -> None:
        """What a payer returned at the door and the practice has put right and sent again is nobody's work any more."""
        again = DoubleRepository(session).returned(added)
        if not again:
            return
        told = ClaimRepository(session)
        received, named = {id: one.received for id, one in added}, told.named_by([new for _, new in again])
        told.add_events(
            NewEvent(old, "replaced", received[new], detail={"by": str(new)})
            for old, new in again
            if named.get(new) != old
        )
        for old, _ in again:
            close_work_items(session, "claim", old, outcome="billed again", now=self.reading.now, queue="rejections")

    def _find_parties(self, session: Session, claims: list[BilledClaim]) -> None:
        parties = PartyRepository(session)
        payers = {one.payer for one in claims if one.payer.identifier not in self.payers}
        if payers:
            self.payers |= parties.payers(payers)
        providers = {one.provider for one in claims if one.provider.npi not in self.providers}
        if providers:
            self.providers |= parties.providers(providers)
        members = {member_key(self.payers[one.payer.identifier], one.member): one.member for one in claims}
        unknown = {key: one for key, one in members.items() if key not in self.members}
        if unknown:
            self.members |= parties.members(unknown)


def originals_of_file(session: Session, file_id: UUID) -> list[UUID]:
    """The claims that replacements and voids of a file name."""
    return ClaimRepository(session).originals_of_file(file_id)
