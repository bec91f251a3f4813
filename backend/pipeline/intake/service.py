"""The door for files: bytes kept, kind found, handed to the stage that reads it, answered with one report per file."""

from __future__ import annotations

import contextlib
import gc
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Protocol
from uuid import UUID

from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.codes.published import PublishedCodes
from backend.database import defer_job, session_scope
from backend.kit.clock import Clock, SystemClock
from backend.pipeline.adjudication.inquiries import InquiryReceiver
from backend.pipeline.appeals.service import go_on_after
from backend.pipeline.claims.acknowledging import StatusReceiver
from backend.pipeline.claims.receiving import ClaimReceiver, originals_of_file
from backend.pipeline.claims.repository import ClaimRepository, NewEvent
from backend.pipeline.denials.service import open_posted
from backend.pipeline.eligibility.receiving import EligibilityReceiver
from backend.pipeline.intake.errors import NotMatched
from backend.pipeline.interchange.report import FileReport, Problem
from backend.pipeline.interchange.service import (
    LARGE_BYTES,
    MOST_BYTES,
    FileReading,
    KeptFile,
    Transactions,
    finish_reading,
    keep_file,
    kept_file,
    reading_lock,
    start_reading,
    stored_stream,
)
from backend.pipeline.patient_billing.service import undo_taken_back, withdraw_on_new_word
from backend.pipeline.posting.payment import PostedAdvice
from backend.pipeline.posting.receiving import RemittanceReceiver
from backend.pipeline.posting.rematching import bring_back_charges, post_held, post_to, withdraw_charges
from backend.pipeline.posting.service import WORK_DAYS, AfterPosting, reversed_claims
from backend.pipeline.secondary.service import enter_next_plans
from backend.pipeline.submission.receiving import FunctionalReceiver
from backend.pipeline.work.service import NewWork, open_work_items
from backend.x12 import Reader, Transaction, read

_CONTROL_NUMBER_USED = "The sender used this control number before for another file: a person decides which one counts."
_NOT_RECORDABLE = "The file says something that is recorded otherwise already. What was taken in before that stays."
READINGS = 3
"""How often a file is read that meets something recorded at the same moment."""
LOCK_SECONDS = 120
"""How long to wait while another process reads the same bytes."""


class Receiver(Protocol):
    """A stage's reader of one file, transaction by transaction."""

    def take(self, transaction: Transaction) -> None: ...

    def finish(self) -> None: ...


class _Counter:
    """For sets no stage works on yet: read, checked, counted."""

    def __init__(self, reading: FileReading) -> None:
        self.reading = reading

    def take(self, transaction: Transaction) -> None:
        for record in transaction.records():
            self.reading.report.claims += 1
            self.reading.note(record.findings)
        self.reading.note(transaction.findings)

    def finish(self) -> None:
        """Nothing waits."""


def triage_posted(session: Session, posted: Sequence[PostedAdvice], today: date) -> None:
    """Every denied amount of what was posted becomes a denial with an owner; a new decision closes what it replaces, and
    takes back the write-offs recommended before it."""
    go_on_after(session, open_posted(session, posted, today), today)
    withdraw_on_new_word(session, [one.claim_id for one in posted])
    taken_back = reversed_claims(session, [one.claim_id for one in posted])
    withdraw_charges(session, taken_back, today)
    bring_back_charges(session, taken_back, today)
    undo_taken_back(session, taken_back, {one.claim_id for one in posted if one.is_reversal}, today)
    enter_next_plans(session, posted)


def match_advice(session: Session, advice_id: UUID, claim_id: UUID, actor: str, now: datetime) -> None:
    """A person says which claim a held advice is about: it is posted to that one, with all that follows.

    Raises NotMatched where the advice no longer waits, the claim's provider or charge is another, or there is none.
    """
    with session.begin_nested():
        posted = post_to(session, advice_id, claim_id, now, triage_posted)
        if posted is None:
            raise NotMatched
    matched = NewEvent(claim_id, "payment_matched", now.date(), advice_id=posted, detail={"at": now.isoformat()})
    ClaimRepository(session).add_events([matched])
    audit.record(session, Act.PAYMENT_MATCHED, actor=actor, subject=f"claim:{claim_id}", purpose="posting")


def receiver_for(kind: str, reading: FileReading) -> Receiver:
    """The stage that reads this kind of file; remittances are read by ``RemittanceReceiver``."""
    match kind:
        case "837P" | "837I":
            return ClaimReceiver(reading)
        case "277CA" | "277":
            return StatusReceiver(reading)
        case "271":
            return EligibilityReceiver(reading)
        case "999":
            return FunctionalReceiver(reading)
        case "276":
            return InquiryReceiver(reading)
        case _:
            return _Counter(reading)


def files_of(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named; of a folder, those in it, by name. A world's own records are not traffic."""
    for path in paths:
        if path.is_dir():
            yield from sorted(one for one in path.iterdir() if one.is_file() and one.suffix not in (".jsonl", ".json"))
        else:
            yield path


def import_paths(
    paths: Iterable[Path], begin: Transactions = session_scope, clock: Clock | None = None,
    after_posting: AfterPosting = triage_posted,
) -> Iterator[FileReport]:  # fmt: skip
    """Read each file to the end, one after the other; of a folder, every file in it by name.

    Nothing a file holds raises; a file that cannot be opened is refused with a sentence.
    """
    clock = clock or SystemClock()
    for path in files_of(paths):
        yield import_file(path, begin, clock.now(), after_posting)


def import_file(path: Path, begin: Transactions, now: datetime, after_posting: AfterPosting) -> FileReport:
    """Keep and read one file."""
    try:
        size_bytes = path.stat().st_size
        if size_bytes > MOST_BYTES:
            return _refused(str(path), "file_too_large", "The file is larger than two gibibytes; split it.")
        with path.open("rb") as stream:
            kept = keep_file(begin, path.name, stream, now)
    except OSError as trouble:
        return _refused(str(path), "file_unreadable", f"The file cannot be opened: {trouble.strerror}.")
    if kept.answered is not None:
        kept.answered.file = str(path)
        return kept.answered
    return _locked(kept, str(path), begin, now, after_posting)


def read_known_file(file_id: UUID, begin: Transactions, now: datetime) -> FileReport:
    """Read a file whose bytes are kept already, or answer from its record. For jobs."""
    with begin() as session:
        kept = kept_file(session, file_id)
    return kept.answered or _locked(kept, kept.name, begin, now, triage_posted)


def _refused(name: str, code: str, text: str) -> FileReport:
    report = FileReport(name, refused=True)
    report.add(Problem("error", 0, "", "", code, text))
    return report


def _locked(kept: KeptFile, name: str, begin: Transactions, now: datetime, after: AfterPosting) -> FileReport:
    """Read it while nobody else does; whoever comes second answers from the record of the first."""
    with _turn(kept.size_bytes), begin() as holder:
        waited = 0.0
        while not reading_lock(holder, kept.sha256):
            if waited > LOCK_SECONDS:
                return _refused(name, "file_being_read", "The file is being read by another process.")
            time.sleep(0.5)
            waited += 0.5
        again = kept_file(holder, kept.file_id)
        if again.answered is not None:
            again.answered.file = name
            return again.answered
        for last in (False,) * (READINGS - 1) + (True,):
            with stored_stream(lambda: contextlib.nullcontext(holder), kept.file_id) as stream:
                report = read_kept(kept, name, stream, begin, now, after, last=last)
            if report is not None:
                return report
        raise AssertionError("the last reading always answers")


def read_kept(
    kept: KeptFile, name: str, stream: BinaryIO, begin: Transactions, now: datetime, after: AfterPosting, *,
    last: bool = True,
) -> FileReport | None:  # fmt: skip
    """Read a kept file through its stage and keep the report.

    None where what it says does not go with what is on file, and this is not the last try: mostly somebody else has
    recorded the same at the same moment, and the next reading finds it.
    """
    report = FileReport(name)
    reading = FileReading(kept.file_id, begin, now, report)
    reader = read(stream, codes=PublishedCodes())
    net = _Net(reader, reading, report, last)
    if not net.over(lambda: _read_all(reader, reading, after)):
        return None
    reading.note(reader.findings)
    report.refused = report.type == "unknown"
    new_claims = report.type.startswith("837") and not reading.only_count
    if new_claims and not net.over(lambda: _second_thoughts(reading, after)):
        return None
    with begin() as session:
        finish_reading(session, kept.file_id, report, now)
        open_work_items(session, [_for_a_person(kept.file_id, *one, reading.today) for one in reading.aside])
        if report.type == "835" and report.posted:
            defer_job(session, "adjudication.compare_with_contract", file_id=str(kept.file_id))
    return report


@dataclass(frozen=True, slots=True)
class _Net:
    """Catches what the database refuses to record while a file is read."""

    reader: Reader
    reading: FileReading
    report: FileReport
    last: bool
    """This reading is the last try."""

    def over(self, step: Callable[[], None]) -> bool:
        """Take a step: done, or what cannot be recorded set aside for a person. False: the file is to be read again."""
        try:
            step()
        except DataError:
            # what was posted stays posted; what holds such text or numbers is looked at by a person
            self._aside("not_storable", "The file holds text or numbers that cannot be recorded.")
        except IntegrityError:
            if not self.last:
                return False
            self._aside("not_recordable", _NOT_RECORDABLE)
        return True

    def _aside(self, code: str, text: str) -> None:
        self.reading.report = self.report
        self.reading.set_aside(self.reader.segment_count, code, text)


def _for_a_person(file_id: UUID, code: str, text: str, today: date) -> NewWork:
    return NewWork("files", "file", file_id, code, "biller", today + timedelta(days=WORK_DAYS), text)


def _second_thoughts(reading: FileReading, after: AfterPosting) -> None:
    """New claims on file: payments that came before them are posted, and what they replace leaves the books."""
    post_held(reading.begin, reading.file_id, reading.now, after)
    with reading.begin() as session:
        withdraw_charges(session, originals_of_file(session, reading.file_id), reading.today)


_LARGE_FILES = threading.RLock()


@contextlib.contextmanager
def _turn(size_bytes: int) -> Iterator[None]:
    """Large files are read one at a time in a process; small ones pass them.

    Reading is processor work: a second thread of the process would only slow the first while that holds claims locked.
    A worker's jobs come here one at a time already (``read_later``); this holds for whatever else reads files. Reading
    also makes millions of short-lived objects beside large tables that never change; left alone the garbage collector
    walks those tables again and again, a third of the time of a remittance.
    """
    if size_bytes < LARGE_BYTES:
        yield
        return
    with _LARGE_FILES:
        before = gc.get_threshold()
        gc.set_threshold(100_000, 20, 50)
        try:
            yield
        finally:
            gc.set_threshold(*before)


def _read_all(reader: Reader, reading: FileReading, after: AfterPosting) -> None:
    transactions = _transactions(reader, reading)
    first = next(transactions, None)
    if first is None:
        return
    every = chain((first,), transactions)
    if first.kind == "835":
        RemittanceReceiver(reading, after).read(every)
        return
    receiver = receiver_for(first.kind, reading)
    for transaction in every:
        receiver.take(transaction)
    receiver.finish()


def _transactions(reader: Reader, reading: FileReading) -> Iterator[Transaction]:
    """Those of the kind the file begins with; what the file is is noted with the first."""
    kind = ""
    for transaction in reader:
        if not kind:
            kind = reading.report.type = transaction.kind
            _start(reader, reading)
        elif transaction.kind != kind:
            reading.set_aside(
                transaction.first_segment, "mixed_file",
                f"The file holds {transaction.kind} beside {kind}; from here on it waits for a person.", "ST01",
            )  # fmt: skip
            return
        yield transaction


def _start(reader: Reader, reading: FileReading) -> None:
    envelope = reader.interchange
    with reading.begin() as session:
        alone = start_reading(
            session, reading.file_id, transaction_set=reading.report.type,
            sender=f"{envelope.sender_qualifier}{envelope.sender_id}" if envelope else "",
            control_number=envelope.control_number if envelope else "",
        )  # fmt: skip
    if not alone:
        reading.only_count = True
        reading.set_aside(1, "control_number_used", _CONTROL_NUMBER_USED, "ISA13")
