"""Claims coming in (837): read, recorded once, charged to the ledger's receivable, void and replacement noted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import TypeVar
from uuid import UUID

from sqlalchemy.orm import Session

from backend.pipeline.claims.billed import BilledClaim, Unusable, billed_claim
from backend.pipeline.claims.parties import MemberKey, PartyRepository, member_key
from backend.pipeline.claims.repository import ClaimRepository, NewClaim
from backend.pipeline.interchange.service import FileReading
from backend.x12.reader import Record, Transaction

BATCH_CLAIMS = 1000
ItemT = TypeVar("ItemT")


def batches(items: Iterator[ItemT], size: int) -> Iterator[list[ItemT]]:
    """Lists of up to ``size``."""
    while batch := list(islice(items, size)):
        yield batch


class ClaimReceiver:
    """Takes in the claims of one 837 file. Remembers the parties met, and how many claims the file had so far."""

    def __init__(self, reading: FileReading) -> None:
        self.reading = reading
        self.payers: dict[str, UUID] = {}
        self.providers: dict[str, UUID] = {}
        self.members: dict[MemberKey, UUID] = {}
        self.position = 0

    def take(self, transaction: Transaction) -> None:
        """All claims of one transaction, in batches, each batch one database transaction."""
        header = transaction.header
        received = header.created or self.reading.today
        for batch in batches(transaction.records(), BATCH_CLAIMS):
            usable = self._read(batch)
            with self.reading.begin() as session:
                taken, doubled = self._record(session, usable, received)
            self.reading.report.posted += taken
            self.reading.report.held += doubled
        self.reading.note(transaction.findings)

    def _read(self, records: list[Record]) -> list[tuple[int, BilledClaim]]:
        """Count every claim; keep those that may be processed. The others stay in the file and on its report."""
        report, usable = self.reading.report, list[tuple[int, BilledClaim]]()
        for record in records:
            claim = record.model
            self.position += 1
            report.claims += 1
            report.service_lines += len(claim.lines)
            report.charge_total += claim.charge
            self.reading.note(record.findings)
            if record.held:
                report.held += 1
                continue
            billed = billed_claim(claim)
            if isinstance(billed, Unusable):
                self.reading.error(record.first_segment, billed.code, billed.text, billed.element)
                report.held += 1
                continue
            usable.append((self.position, billed))
        return usable

    def _record(self, session: Session, usable: list[tuple[int, BilledClaim]], received: date) -> tuple[int, int]:
        claims = ClaimRepository(session)
        known = claims.positions_taken(self.reading.file_id, [at for at, _ in usable])
        fresh = [(at, claim) for at, claim in usable if at not in known]
        self._find_parties(session, [claim for _, claim in fresh])
        new = [
            NewClaim(
                billed=claim,
                payer_id=self.payers[claim.payer.identifier],
                provider_id=self.providers[claim.provider.npi],
                member_id=self.members[member_key(self.payers[claim.payer.identifier], claim.member)],
                file_id=self.reading.file_id,
                file_position=at,
                received=received,
            )
            for at, claim in fresh
        ]
        doubles = claims.already_billed(new)
        claims.add([one for one in new if one.file_position not in doubles])
        return len(usable) - len(doubles), len(doubles)

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
