"""Remittances coming in (835): read payment by payment, checked against their own sums, posted in batches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from itertools import chain, islice

from backend.pipeline.claims.receiving import batches
from backend.pipeline.interchange.report import FileReport
from backend.pipeline.interchange.service import FileReading
from backend.pipeline.posting.payment import Part, Payment, ReadAdvice, differs, out_of_balance
from backend.pipeline.posting.service import AfterPosting, post_parts
from backend.pipeline.posting.under_way import UnderWay
from backend.pipeline.remittances.advice import imbalance, too_large
from backend.x12 import Transaction
from backend.x12.remittance_835.models import ClaimPayment, RemittanceTrailer

BATCH_ADVICES = 1000
MOST_BUFFERED = 10_000
"""X221 recommends at most 10,000 claims a transaction: up to there nothing is posted before the whole of it balances."""


class RemittanceReceiver:
    """Posts the payments of one 835 file, about a thousand advices to a database transaction.

    While batches are posted the next is read (decision 0180).
    """

    def __init__(self, reading: FileReading, after: AfterPosting) -> None:
        self.reading = reading
        self.after = after
        self.waiting: list[Part] = []
        self.waiting_advices = 0
        self._under_way = UnderWay(reading.report, after)

    def take(self, transaction: Transaction) -> None:
        """Read one payment; it is posted with its neighbours when enough has come together."""
        payment = Payment(transaction.header, self.reading.today)
        reads = self._reads(transaction)
        buffered = list(islice(reads, MOST_BUFFERED))
        self.reading.report.payment_amount += payment.amount
        if not payment.header.trace_number or payment.header.payment_date is None:
            payment.reason = "unreadable"
        if len(buffered) < MOST_BUFFERED:
            self._take_whole(transaction, payment, buffered)
        else:
            self._take_long(transaction, payment, buffered, reads)
        self.reading.note(transaction.findings)

    def _take_whole(self, transaction: Transaction, payment: Payment, reads: list[ReadAdvice]) -> None:
        trailer: RemittanceTrailer = transaction.trailer or RemittanceTrailer()
        self.reading.report.provider_adjustments += trailer.total
        if not transaction.complete:
            payment.reason = "unreadable"
        elif not payment.reason and out_of_balance(payment.header, reads, trailer):
            payment.reason = "remittance_not_balanced"
        parts = list(batches(iter(reads), BATCH_ADVICES)) or [[]]
        for number, part in enumerate(parts, 1):
            self._add(Part(payment, part, trailer if number == len(parts) else None))

    def _take_long(
        self, transaction: Transaction, payment: Payment, buffered: list[ReadAdvice], rest: Iterator[ReadAdvice]
    ) -> None:
        """Too long to wait for its end: claims that balance are posted; what the end brings is a person's."""
        paid = Decimal(0)
        for part in batches(chain(buffered, rest), BATCH_ADVICES):
            paid += sum(one.claim.paid for one in part)
            self._add(Part(payment, part, None))
        trailer: RemittanceTrailer = transaction.trailer or RemittanceTrailer()
        self.reading.report.provider_adjustments += trailer.total
        if not transaction.complete:
            payment.end_trouble = "payment_cut_off"
        elif differs(payment.header, paid, trailer):
            payment.end_trouble = "remittance_not_balanced"
        self._add(Part(payment, [], trailer))

    def _reads(self, transaction: Transaction) -> Iterator[ReadAdvice]:
        for number, record in enumerate(transaction.records(), 1):
            claim: ClaimPayment = record.model
            report = self.reading.report
            report.claims += 1
            report.service_lines += len(claim.lines)
            report.charge_total += claim.charge
            report.paid_total += claim.paid
            self.reading.note(record.findings)
            reason = "unreadable" if record.held or too_large(claim) else "not_balanced" if imbalance(claim) else ""
            yield ReadAdvice(number, record.first_segment, claim, reason)

    def _add(self, part: Part) -> None:
        if self.reading.only_count:
            self.reading.report.held += len(part.reads)
            return
        self.waiting.append(part)
        self.waiting_advices += len(part.reads)
        if self.waiting_advices >= BATCH_ADVICES:
            self._hand_over()

    def finish(self) -> None:
        """Post what is waiting; all of the file is posted then."""
        if not self._under_way.busy:
            self._post_here()
        elif self.waiting:
            self._hand_over()
        self.reading.report = self._under_way.end(self.reading.report)

    def _hand_over(self) -> None:
        """Begin to post what is waiting; what is read meanwhile is reported apart."""
        if not self._beside:
            self._post_here()
            return
        self._under_way.begin(self._batch(), replace(self.reading))
        self.reading.report = FileReport(self.reading.report.file, self.reading.report.type)

    def _post_here(self) -> None:
        if self.waiting:
            with self.reading.begin() as session:
                outcome = post_parts(session, self._batch(), self.reading, self.after)
            self.reading.report.count(outcome.posted, outcome.held)

    def _batch(self) -> list[Part]:
        parts, self.waiting, self.waiting_advices = self.waiting, [], 0
        return parts

    @cached_property
    def _beside(self) -> bool:
        """Whether transactions can run side by side; who works within a session of its own has only the one."""
        with self.reading.begin() as one, self.reading.begin() as other:
            return one is not other
