"""What payers say of claims before they decide (277CA, 277): matched, recorded, the claim moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from backend.codes.claim_status import REJECTED
from backend.kit.money import Money
from backend.pipeline.claims.matching import Sought, match_claims
from backend.pipeline.claims.repository import ClaimRepository, KnownClaim, NewEvent
from backend.pipeline.claims.stage import position
from backend.pipeline.interchange.service import FileReading
from backend.pipeline.work.service import NewWork, open_work_items
from backend.x12 import Transaction
from backend.x12.parts import Name

BATCH_ANSWERS = 1000
NOT_FOUND = frozenset({("D0", "35"), ("A4", "35"), ("D0", "0"), ("A4", "0")})
"""Category and status by which a payer says it has no such claim (code sources 507 and 508)."""
REJECTION_DAYS = 2
"""A rejected claim is corrected and sent again within two days."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One claim's word: the number the payer gave it, its statuses (category, code, entity), the day they count for."""

    sought: Sought
    payer_number: str
    statuses: tuple[tuple[str, str, str], ...]
    effective: date
    received: date | None
    segment: int


class StatusReceiver:
    """Takes in the answers of one 277CA or 277 file."""

    def __init__(self, reading: FileReading) -> None:
        self.reading = reading
        self.waiting: list[Answer] = []

    def take(self, transaction: Transaction) -> None:
        """Read the answers of one transaction; about a thousand at a time go into one database transaction."""
        report = self.reading.report
        for record in transaction.records():
            self.reading.note(record.findings)
            if record.level != "claim":
                continue
            report.claims += 1
            report.service_lines += len(record.model.lines)
            if record.held or self.reading.only_count:
                report.held += 1
                continue
            self.waiting.append(_answer(record.model, transaction, record.first_segment, self.reading.today))
            if len(self.waiting) >= BATCH_ANSWERS:
                self.finish()
        self.reading.note(transaction.findings)

    def finish(self) -> None:
        """Record what is waiting."""
        answers, self.waiting = self.waiting, []
        if not answers:
            return
        with self.reading.begin() as session:
            matched = self._record(session, answers)
        self.reading.report.posted += matched
        self.reading.report.held += len(answers) - matched

    def _record(self, session: Session, answers: list[Answer]) -> int:
        claims = ClaimRepository(session)
        found = match_claims(claims, [one.sought for one in answers], lock=True)
        events, numbers, ids, work = [], [], list[UUID](), list[NewWork]()
        for answer, claim in zip(answers, found, strict=True):
            if not isinstance(claim, KnownClaim):
                self.reading.error(answer.segment, claim, "No claim on file fits this answer, or more than one does.")
                continue
            category, code, _ = answer.statuses[0]
            detail = {"statuses": [list(one) for one in answer.statuses], "segment": answer.segment}
            kind = "acknowledged" if category.startswith("A") else "status"
            events.append(
                NewEvent(claim.id, kind, answer.effective, category, code, self.reading.file_id, detail=detail)
            )
            # a correction may be returned under the number of what it corrects, which is not its own
            own = answer.payer_number != claim.original_claim_number
            numbers.append((claim.id, answer.payer_number if own else "", answer.received))
            ids.append(claim.id)
            if category in REJECTED:
                work.append(_rejection(claim, code, self.reading.today))
            elif (category, code) in NOT_FOUND:
                work.append(_not_found(claim, self.reading.today))
        claims.add_events(events)
        claims.name_numbers(numbers)
        self._move(claims, ids)
        open_work_items(session, work)
        return len(ids)

    @staticmethod
    def _move(claims: ClaimRepository, ids: list[UUID]) -> None:
        """A claim already decided by a remittance stays so; the others go where their last status says."""
        open_ids = claims.undecided(ids)
        statuses, held = claims.statuses(open_ids), claims.held(open_ids)
        claims.move([(id, position(statuses.get(id, ()), (), held=id in held)) for id in open_ids])


def _answer(model: Any, transaction: Transaction, segment: int, today: date) -> Answer:
    """A claim's answer of a 277CA (2200D) or of a 277 (2200D, 2200E)."""
    if transaction.kind == "277CA":
        information = model.information
        provider: Name | None = model.provider.name if model.provider else None
        received: date | None = transaction.header.received
    else:
        information, provider, received = model.answers, model.parties.provider, None
    statuses = tuple((one.category, one.code, one.entity) for part in information for one in part.statuses)
    effective = next((part.effective for part in information if part.effective), None)
    npi = provider.id if provider is not None and provider.id_qualifier == "XX" else ""
    number = model.payer_claim_control_number
    return Answer(
        Sought(model.patient_control_number, number, npi, None, transaction.kind == "277CA"), number,
        statuses or (("A1", "19", ""),), effective or received or today, received, segment,
    )  # fmt: skip


def _not_found(claim: KnownClaim, today: date) -> NewWork:
    return NewWork(
        "follow_up", "claim", claim.id, "not_on_file", "biller", today + timedelta(days=REJECTION_DAYS),
        "The payer has no such claim. Send it again, with the proof that it was sent.", Money(claim.charge),
    )  # fmt: skip


def _rejection(claim: KnownClaim, code: str, today: date) -> NewWork:
    return NewWork(
        "rejections", "claim", claim.id, f"rejected_{code}", "biller", today + timedelta(days=REJECTION_DAYS),
        "The payer returned this claim before adjudication: correct it and send it again.", Money(claim.charge),
    )  # fmt: skip
