"""Acknowledgements of our files (999): matched by group control number."""

from __future__ import annotations

from backend.pipeline.interchange.report import Problem
from backend.pipeline.interchange.service import FileReading
from backend.pipeline.submission.service import record_acknowledgement
from backend.x12 import Transaction

_NOT_OURS = "This acknowledgement names a group that no file of ours had; it is kept and nothing follows from it."


class FunctionalReceiver:
    """Takes in one 999 file."""

    def __init__(self, reading: FileReading) -> None:
        self.reading = reading

    def take(self, transaction: Transaction) -> None:
        """One 999 answers one group of ours."""
        report, sets = self.reading.report, []
        for record in transaction.records():
            self.reading.note(record.findings)
            report.claims += 1
            if record.held or self.reading.only_count:
                report.held += 1
                continue
            sets.append(record.model)
        self.reading.note(transaction.findings)
        if not sets or not transaction.complete:
            return
        with self.reading.begin() as session:
            known = record_acknowledgement(session, transaction.header.group_control_number, sets, self.reading.now)
        if known:
            report.posted += len(sets)
        else:
            report.add(Problem("warning", transaction.first_segment, "", "AK102", "no_file_of_ours", _NOT_OURS))

    def finish(self) -> None:
        """Nothing waits."""
