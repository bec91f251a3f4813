"""Reading a file: transactions one after the other, and in each its records (claims, levels) one at a time.

>>> for transaction in read(path):
...     for record in transaction.records():
...         record.model, record.findings
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from backend.x12.blocks import ENVELOPE, Block, blocks
from backend.x12.checking import TransactionChecker
from backend.x12.code_sets import CodeSets
from backend.x12.delimiters import Delimiters
from backend.x12.envelope import GroupHeader, InterchangeHeader, kind_of, read_group, read_interchange
from backend.x12.findings import Finding, Severity, has_errors
from backend.x12.parts import PAD, Elements
from backend.x12.sets import assembler_for
from backend.x12.tokens import SegmentStream

_SERVICE = frozenset(("ISB", "ISE", "ISR", "ISX", "TA3"))
"""Interchange service segments, which may follow ISA."""

Source = bytes | Path | BinaryIO


class Assembler(Protocol):
    """Turns the blocks of one transaction into models, carrying what came before (provider, subscriber)."""

    starts: frozenset[str]

    def header(self, segments: list[Elements], delimiters: Delimiters) -> Any: ...

    def level(self, segments: list[Elements]) -> str:
        """What the block is: the level of a record, or empty for context that only later records need."""
        ...

    def take(self, segments: list[Elements], delimiters: Delimiters) -> Callable[[], Any]:
        """Keeps the block as context if it is that, and returns what builds its model when asked."""
        ...

    def trailer(self, segments: list[Elements], delimiters: Delimiters) -> Any: ...


class Record:
    """One claim, inquiry, status or acknowledged set. ``model`` is typed and built when first asked for."""

    __slots__ = ("_build", "_model", "block", "findings", "level")

    def __init__(self, block: Block, level: str, build: Callable[[], Any], findings: list[Finding]) -> None:
        self.block = block
        self.level = level
        self.findings = findings
        self._build: Callable[[], Any] | None = build
        self._model: Any = None

    @property
    def model(self) -> Any:
        """The frozen model of its set, e.g. ``ClaimPayment``. Unreadable amounts are zero: look at ``held`` first."""
        if self._build is not None:
            self._model, self._build = self._build(), None
        return self._model

    @property
    def held(self) -> bool:
        """Something in it is wrong enough that it must not be processed; the rest of the file goes on."""
        return has_errors(self.findings)

    @property
    def segments(self) -> list[str]:
        """Its segments as text, unknown ones included."""
        return self.block.segments

    @property
    def raw(self) -> str:
        """Exactly as read."""
        return self.block.raw

    @property
    def first_segment(self) -> int:
        """Position in the file of its first segment, from 1."""
        return self.block.first

    @property
    def offset(self) -> int:
        """Position in the file of its first byte."""
        return self.block.offset(0)


class Transaction:
    """One ST…SE. ``header`` is there at once; ``trailer`` and all ``findings`` once its records were read."""

    def __init__(self, reader: Reader, block: Block, kind: str = "") -> None:
        st = block.elements[0] + PAD
        self._reader = reader
        self.interchange = reader.interchange
        self.group = reader.group
        self.set_id = st[1]
        self.control_number = st[2]
        self.implementation = st[3] or (reader.group.version if reader.group else "")
        self.kind = kind or kind_of(self.set_id, self.implementation, block.elements)
        self.first_segment = block.first
        self.delimiters = block.delimiters
        self.findings: list[Finding] = []
        self.segment_count = len(block.segments)
        self.done = False
        self.complete = False
        self.trailer: Any = None
        self.assembler = assembler_for(self.kind)
        self.checker: TransactionChecker | None = None
        if self.assembler is None:
            self._note("unsupported_set", f"Transaction set {self.set_id or '?'} is not supported; it was not read.",
                       block, 0, Severity.WARNING)
        elif self.version == "4010" and kind != "TA1":
            self._note("version_4010", "This is version 4010, no longer in use; it is read as far as it goes.", block, 0,
                       Severity.WARNING)
        if self.assembler is not None and reader.check and kind != "TA1":
            self.checker = TransactionChecker(self, reader.codes)
        self._header: Any = None
        self._first: Block | None = None
        if kind == "TA1":
            self._first, self.set_id, self.control_number = block, "TA1", st[1]
        elif self.assembler is not None:
            self._finish_block_of_header(block)

    @property
    def header(self) -> Any:
        """The frozen header model of its set. For sets whose header runs into the first levels, complete with the records."""
        return self._header() if callable(self._header) else self._header

    @property
    def supported(self) -> bool:
        """Whether this library reads the set."""
        return self.assembler is not None

    @property
    def version(self) -> str:
        """``5010``, ``4010``, …: from the implementation guide, else from the interchange."""
        if self.implementation[:6].isdigit():
            return self.implementation[2:6]
        version = self.interchange.version.lstrip("0") if self.interchange else ""
        return version[:3].ljust(4, "0") if version else ""

    def _note(self, code: str, text: str, block: Block, index: int, severity: Severity = Severity.ERROR,
              element: str = "", bad_value: str = "") -> None:
        id = block.segments[index].partition(block.delimiters.element)[0] if index < len(block.segments) else ""
        position = block.first + index
        self.findings.append(Finding(severity, 1, code, text, position, position - self.first_segment + 1,
                                     block.offset(index), id[:3], "", element, bad_value[:40]))

    def _finish_block_of_header(self, block: Block) -> None:
        assert self.assembler is not None
        self._gather(block)
        self._header = self.assembler.header(block.elements, block.delimiters)
        if self.checker is not None:
            self.findings += self.checker.block(block, "header")

    def _gather(self, block: Block) -> None:
        """Adds the following blocks that begin nothing in this set, so that the block is whole."""
        assert self.assembler is not None
        reader, starts = self._reader, self.assembler.starts
        while True:
            following = reader.peek()
            if following is None or following.id in starts or following.id in ENVELOPE or following.id == "!":
                break
            reader.advance()
            self.segment_count += len(following.segments)
            block.extend(following)
        if block.overflow:
            self._note("too_long", "More segments in one loop than can be read; the rest of it was left out.", block, 0)

    def records(self) -> Iterator[Record]:
        """Claims (or levels, or acknowledged sets) in order, each checked. Can be read once."""
        reader = self._reader
        trailers: list[Elements] = []
        if self._first is not None and self.assembler is not None:
            yield Record(self._first, "interchange", self.assembler.take(self._first.elements, self.delimiters), [])
            self.done = self.complete = True
        while not self.done:
            block = reader.peek()
            if block is None or block.id in ("ISA", "IEA", "GS", "GE", "ST", "!"):
                self._close(None, trailers)
                return
            reader.advance()
            if block.id in ("SE", "TA1"):
                self._close(block, trailers)
                return
            self.segment_count += len(block.segments)
            if self.assembler is None:
                continue
            self._gather(block)
            elements = block.elements
            level = self.assembler.level(elements)
            findings = self.checker.block(block, level) if self.checker is not None else []
            build = self.assembler.take(elements, block.delimiters)
            if level:
                yield Record(block, level, build, findings)
            else:
                self.findings += findings
                trailers += elements

    def _close(self, block: Block | None, trailers: list[Elements]) -> None:
        self.done = True
        reader = self._reader
        if self.assembler is not None:
            self.trailer = self.assembler.trailer(trailers, self.delimiters)
        if block is None or block.id != "SE":
            reader.note("transaction_not_closed", "The transaction set ends without SE; the file is cut off or mixed up.",
                        reader.peek(), self.findings, self)
            return
        self.complete = True
        self.segment_count += 1
        e = block.elements[0] + PAD
        if e[1].strip() != str(self.segment_count) and e[1].lstrip("0") != str(self.segment_count):
            self._note("segment_count", f"SE01 says {e[1][:10]} segments, counted {self.segment_count}.", block, 0,
                       element="SE01", bad_value=e[1])
        if e[2] != self.control_number:
            self._note("control_number", "SE02 and ST02 are not the same control number.", block, 0, element="SE02",
                       bad_value=e[2])
        if self.checker is not None:
            self.findings += self.checker.close(block)
        if len(block.segments) > 1:
            self._note("outside_envelope", "Segments stand between SE and the next envelope segment.", block, 1)


class Reader:
    """A file being read. Iterate it once; ``findings`` holds what concerns no single transaction."""

    def __init__(self, source: Source, *, check: bool = True, codes: CodeSets | None = None) -> None:
        self._file: BinaryIO = (
            io.BytesIO(source) if isinstance(source, bytes) else source.open("rb") if isinstance(source, Path) else source
        )
        self._owns = isinstance(source, Path)
        self._blocks = blocks(SegmentStream(self._file))
        self._ahead: Block | None = None
        self._ended = False
        self.check = check
        self.codes = codes
        self.findings: list[Finding] = []
        self.interchange: InterchangeHeader | None = None
        self.group: GroupHeader | None = None
        self._groups = 0
        self._transactions = 0
        self._last: Block | None = None
        self.segment_count = 0

    def peek(self) -> Block | None:
        """The next block without taking it; None at the end of the file."""
        if self._ahead is None and not self._ended:
            self._ahead = next(self._blocks, None)
            self._ended = self._ahead is None
        return self._ahead

    def advance(self) -> None:
        """Takes the block that ``peek`` showed."""
        if self._ahead is not None:
            self._last = self._ahead
            self.segment_count += len(self._ahead.segments)
        self._ahead = None

    def note(self, code: str, text: str, block: Block | None, into: list[Finding] | None = None,
             transaction: Transaction | None = None, severity: Severity = Severity.ERROR, element: str = "",
             index: int = 0) -> None:
        """Adds a finding at a block, or at the end of the file."""
        at, offset, id = self.segment_count + 1, 0, ""
        if block is not None:
            at, offset = block.first + index, block.offset(index)
            id = block.id if block.id != "!" else ""
        elif self._last is not None:
            offset = self._last.offset(len(self._last.segments))
        inside = at - transaction.first_segment + 1 if transaction is not None else 0
        finding = Finding(severity, 1, code, text, at, inside, offset, id[:3], "", element)
        (self.findings if into is None else into).append(finding)

    def __iter__(self) -> Iterator[Transaction]:
        try:
            while (block := self.peek()) is not None:
                self.advance()
                transaction = self._envelope(block)
                if transaction is not None:
                    yield transaction
                    for _ in transaction.records():
                        pass
            self._ends(None)
        finally:
            if self._owns:
                self._file.close()

    def _envelope(self, block: Block) -> Transaction | None:
        if block.id == "ST":
            self._transactions += 1
            if self.group is None and self._transactions == 1:
                self.note("no_group", "A transaction set without functional group (GS).", block)
            return Transaction(self, block)
        if block.id == "ISA":
            self._open_interchange(block)
        elif block.id == "IEA":
            self._close_interchange(block)
        elif block.id == "GS":
            self._open_group(block)
        elif block.id == "GE":
            self._close_group(block)
        elif block.id == "!":
            self._problem(block)
        elif block.id == "TA1":
            return self._interchange_acknowledgement(block)
        else:
            self.note("outside_envelope", "Segments stand outside any transaction set.", block)
        strays = [segment for segment in block.segments[1:] if segment[:3] not in _SERVICE]
        if strays and block.id in ("ISA", "IEA", "GS", "GE"):
            self.note("outside_envelope", "Segments stand outside any transaction set.", block, index=1)
        return None

    def _interchange_acknowledgement(self, block: Block) -> Transaction | None:
        return Transaction(self, block, "TA1")

    def _problem(self, block: Block) -> None:
        texts = {
            "empty": ("empty_file", "The file is empty."),
            "not_x12": ("not_x12", "This is not X12: it begins with none of ISA, GS, ST."),
            "isa": ("bad_isa", "The interchange header (ISA) is cut off or unreadable."),
            "long": ("segment_too_long", "A segment longer than one million bytes; its end was not found."),
        }
        if block.batch.problem == "trailing":
            return
        code, text = texts[block.batch.problem]
        self.note(code, text, block)

    def _open_interchange(self, block: Block) -> None:
        self._ends(block)
        self.interchange = read_interchange(block.elements[0])
        self._groups = 0
        if not block.batch.width_ok:
            self.note("isa_width", "The ISA segment does not have its fixed width of 106 characters.", block)

    def _close_interchange(self, block: Block) -> None:
        e = block.elements[0] + PAD
        self._end_group(block)
        if self.interchange is None:
            self.note("no_interchange", "IEA without interchange header (ISA).", block)
            return
        if e[1].lstrip("0") != str(self._groups).lstrip("0"):
            self.note("group_count", f"IEA01 says {e[1][:10]} groups, counted {self._groups}.", block, element="IEA01")
        if e[2] != self.interchange.control_number:
            self.note("control_number", "IEA02 and ISA13 are not the same control number.", block, element="IEA02")
        self.interchange = None

    def _open_group(self, block: Block) -> None:
        self._end_group(block)
        if self.interchange is None and self._groups == 0:
            self.note("no_interchange", "No interchange envelope (ISA): this is a fragment.", block)
        self.group = read_group(block.elements[0])
        self._groups += 1
        self._transactions = 0

    def _close_group(self, block: Block) -> None:
        e = block.elements[0] + PAD
        if self.group is None:
            self.note("no_group", "GE without functional group header (GS).", block)
            return
        if e[1].lstrip("0") != str(self._transactions).lstrip("0"):
            self.note("transaction_count", f"GE01 says {e[1][:10]} transaction sets, counted {self._transactions}.",
                      block, element="GE01")
        if e[2] != self.group.control_number:
            self.note("control_number", "GE02 and GS06 are not the same control number.", block, element="GE02")
        self.group = None

    def _end_group(self, block: Block | None) -> None:
        if self.group is not None:
            self.note("group_not_closed", "The functional group ends without GE.", block)
            self.group = None

    def _ends(self, block: Block | None) -> None:
        """At the end of the file, or where a new interchange begins."""
        self._end_group(block)
        if self.interchange is not None:
            self.note("interchange_not_closed", "The interchange ends without IEA; the file is cut off.", block)
            self.interchange = None


def read(source: Source, *, check: bool = True, codes: CodeSets | None = None) -> Reader:
    """Opens bytes, a path or a binary file. Nothing is read before it is iterated; nothing raises but the file itself."""
    return Reader(source, check=check, codes=codes)


def rewrite(source: Source, out: BinaryIO) -> None:
    """Reads a file and writes it back unchanged, byte for byte: nothing that was read is lost."""
    reader = Reader(source, check=False)
    while (block := reader.peek()) is not None:
        out.write(block.raw_bytes)
        reader.advance()
