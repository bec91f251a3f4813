"""Remittances coming in (835): read payment by payment, checked against their own sums, posted in batches."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from itertools import chain, islice

from sqlalchemy.orm import Session

from backend.kit.meanwhile import meanwhile
from backend.pipeline.claims.receiving import batches
from backend.pipeline.interchange.report import FileReport
from backend.pipeline.interchange.service import FileReading
from backend.pipeline.posting.payment import Part, Payment, ReadAdvice, differs, out_of_balance
from backend.pipeline.posting.service import AfterPosting, post_parts
from backend.pipeline.remittances.advice import imbalance, too_large
from backend.x12 import Transaction
from backend.x12.remittance_835.models import ClaimPayment, RemittanceTrailer

BATCH_ADVICES = 1000
FIRST_ADVICES = 250
"""The first batch of a file is smaller: the sooner the database has something to do."""
MOST_BUFFERED = 10_000
"""X221 recommends at most 10,000 claims a transaction: up to there nothing is posted before the whole of it balances."""


class RemittanceReceiver:
    """Posts the payments of one 835 file, about a thousand advices to a database transaction, one after the other.

    While the database works on a batch the next is read (decision 0310).
    """

    def __init__(self, reading: FileReading, after: AfterPosting) -> None:
        self.reading = reading
        self.after = after
        self.waiting: deque[Part] = deque()
        self.waiting_advices = 0
        self._whole = reading.report
        self._enough = min(FIRST_ADVICES, BATCH_ADVICES)

    def read(self, transactions: Iterable[Transaction]) -> None:
        """Read and post every payment. Raises what posting a batch or the reading itself raises; what was posted before
        stays posted."""
        ahead = Ahead(chain.from_iterable(map(self._take, transactions)))
        while ahead.step():
            while self._full:
                self._post(ahead)
        ahead.end()
        while self.waiting:
            self._post(ahead)
        self._join(self.reading.report)
        self.reading.report = self._whole

    def _take(self, transaction: Transaction) -> Iterator[None]:
        """Read one payment, a claim at a step; it is posted with its neighbours when enough has come together."""
        payment = Payment(transaction.header, self.reading.today)
        reads = self._reads(transaction)
        buffered = []
        for one in islice(reads, MOST_BUFFERED):
            buffered.append(one)
            yield
        self.reading.report.payment_amount += payment.amount
        if not payment.header.trace_number or payment.header.payment_date is None:
            payment.reason = "unreadable"
        if len(buffered) < MOST_BUFFERED:
            self._take_whole(transaction, payment, buffered)
        else:
            yield from self._take_long(transaction, payment, buffered, reads)
        yield
        # after what posting finds of its claims
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
    ) -> Iterator[None]:
        """Too long to wait for its end: claims that balance are posted; what the end brings is a person's."""
        paid, part = Decimal(0), list[ReadAdvice]()
        for one in chain(buffered, rest):
            paid += one.claim.paid
            part.append(one)
            if len(part) == BATCH_ADVICES:
                self._add(Part(payment, part, None))
                part = []
            yield
        if part:
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

    @property
    def _full(self) -> bool:
        return self.waiting_advices >= self._enough

    def _post(self, ahead: Ahead) -> None:
        """Post a batch in a transaction of its own, reading on meanwhile; what is read is reported after what is posted."""
        parts, reading = self._batch(), replace(self.reading)
        self.reading.report = FileReport(reading.report.file, reading.report.type)
        with reading.begin() as session, self._reading_on(session, ahead):
            outcome = post_parts(session, parts, reading, self.after)
        # counted only now: a transaction that failed has counted nothing
        reading.report.count(outcome.posted, outcome.held)
        self._join(reading.report)

    def _reading_on(self, session: Session, ahead: Ahead) -> AbstractContextManager[None]:
        if ahead.ended or not self._beside:
            return nullcontext()
        return meanwhile(session, lambda: not self._full and ahead.step())

    def _batch(self) -> list[Part]:
        """The parts that have waited longest, until they are enough."""
        parts, advices = list[Part](), 0
        while self.waiting and advices < self._enough:
            parts.append(self.waiting.popleft())
            advices += len(parts[-1].reads)
        self.waiting_advices -= advices
        self._enough = BATCH_ADVICES
        return parts

    def _join(self, report: FileReport) -> None:
        if report is not self._whole:
            self._whole.join(report)

    @cached_property
    def _beside(self) -> bool:
        """Whether the file can be read in one transaction while another posts; who works within a session of its own has
        only the one."""
        with self.reading.begin() as one, self.reading.begin() as other:
            return one is not other


class Ahead:
    """Work done in short steps, between other work too: what it raises is kept until somebody asks."""

    def __init__(self, steps: Iterator[None]) -> None:
        self._steps = steps
        self._trouble: Exception | None = None
        self.ended = False

    def step(self) -> bool:
        """Take the next step; False once there is none. Raises nothing."""
        if self.ended:
            return False
        try:
            next(self._steps)
        except StopIteration:
            self.ended = True
        except Exception as trouble:
            self._trouble, self.ended = trouble, True
        return not self.ended

    def end(self) -> None:
        """Raise what ended the steps before their time."""
        if self._trouble is not None:
            raise self._trouble
