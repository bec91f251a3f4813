"""Batches of one file posted while the file is read on: two at once, their effects in the order of the file."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from threading import Event

from backend.pipeline.claims.numbers import plain_number
from backend.pipeline.interchange.report import FileReport
from backend.pipeline.interchange.service import FileReading
from backend.pipeline.posting.payment import Part
from backend.pipeline.posting.service import AfterPosting, Outcome, enter, judge_parts

AT_ONCE = 2
"""While the database works on one batch the interpreter works on the other."""


@dataclass(slots=True)
class _Batch:
    parts: Sequence[Part]
    reading: FileReading
    """With the report as it stood when all of the batch was read."""
    before: _Batch | None
    names: frozenset[str] = field(init=False)
    holds: Event = field(default_factory=Event)
    """Set once its payments and claims are locked and judged."""
    outcome: Future[Outcome] = field(init=False)

    def __post_init__(self) -> None:
        self.names = names(self.parts)


def names(parts: Sequence[Part]) -> frozenset[str]:
    """The payments, and the numbers of claims, that some parts speak of."""
    claims = [one.claim for part in parts for one in part.reads]
    numbers = {plain_number(one.patient_control_number) for one in claims}
    numbers |= {plain_number(one.payer_claim_control_number) for one in claims}
    return frozenset({part.payment.key_text for part in parts} | numbers - {"", "0"})


class UnderWay:
    """The batches of one file under way.

    A batch is judged once the one before holds its claims, or, where both speak of the same payment or claim, has
    committed; it writes nothing of a claim before that. When one fails, those after it fail with it.
    """

    def __init__(self, whole: FileReport, after: AfterPosting) -> None:
        self._whole, self._after = whole, after
        self._posters = ThreadPoolExecutor(AT_ONCE, "posting")
        self._batches: deque[_Batch] = deque()

    @property
    def busy(self) -> bool:
        return bool(self._batches)

    def begin(self, parts: Sequence[Part], reading: FileReading) -> None:
        """Post parts on a thread, once there is one; ``reading`` is theirs alone. Raises what an earlier batch raised."""
        while len(self._batches) >= AT_ONCE:
            self._settle()
        batch = _Batch(parts, reading, self._batches[-1] if self._batches else None)
        batch.outcome = self._posters.submit(self._post, batch)
        self._batches.append(batch)

    def end(self, rest: FileReport) -> FileReport:
        """Wait for all of them; the report on the whole file, with ``rest`` at its end. Raises what a batch raised."""
        while self._batches:
            self._settle()
        self._posters.shutdown()
        self._join(rest)
        return self._whole

    def _post(self, batch: _Batch) -> Outcome:
        try:
            before = batch.before
            if before is not None:
                before.outcome.result() if batch.names & before.names else before.holds.wait()
            with batch.reading.begin() as session:
                judged = judge_parts(session, batch.parts, batch.reading)
                batch.holds.set()
                if before is not None:
                    before.outcome.result()
                return enter(session, judged, batch.reading, self._after)
        finally:
            batch.holds.set()
            batch.before = None

    def _settle(self) -> None:
        """Wait for the oldest. Its findings stand before those of what was read after it."""
        batch = self._batches.popleft()
        try:
            outcome = batch.outcome.result()
        except BaseException:
            wait(one.outcome for one in self._batches)
            raise
        # counted only now: a transaction that failed has counted nothing
        batch.reading.report.count(outcome.posted, outcome.held)
        self._join(batch.reading.report)

    def _join(self, report: FileReport) -> None:
        if report is not self._whole:
            self._whole.join(report)
