"""Answers coming in (271): read person by person, recorded a thousand at a time."""

from __future__ import annotations

from backend.pipeline.eligibility.service import record_answers
from backend.pipeline.interchange.service import FileReading
from backend.x12 import Transaction
from backend.x12.eligibility_270_271.models import EligibilityResponse

BATCH_ANSWERS = 1000


class EligibilityReceiver:
    """Takes in the answers of one 271 file."""

    def __init__(self, reading: FileReading) -> None:
        self.reading = reading
        self.waiting: list[tuple[int, EligibilityResponse]] = []

    def take(self, transaction: Transaction) -> None:
        """Read the answers of one transaction."""
        report = self.reading.report
        for record in transaction.records():
            self.reading.note(record.findings)
            if record.level != "response":
                continue
            report.claims += 1
            if record.held or self.reading.only_count:
                report.held += 1
                continue
            self.waiting.append((record.first_segment, record.model))
            if len(self.waiting) >= BATCH_ANSWERS:
                self.finish()
        self.reading.note(transaction.findings)

    def finish(self) -> None:
        """Record what is waiting."""
        waiting, self.waiting = self.waiting, []
        if not waiting:
            return
        with self.reading.begin() as session:
            known = record_answers(session, [one for _, one in waiting], self.reading.file_id, self.reading.now)
        self.reading.report.posted += sum(known)
        self.reading.report.held += len(known) - sum(known)
        for (segment, _), matched in zip(waiting, known, strict=True):
            if not matched:
                self.reading.error(
                    segment, "no_question_found", "No question and no single member on file fits this answer."
                )
