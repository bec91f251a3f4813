"""Reading a file: transactions one after the other, and in each its records (claims, levels) one at a time.

>>> for transaction in read(path):
...     for record in transaction.records():
...         record.model, record.findings
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from backend.x12.blocks import Block, blocks
from backend.x12.code_sets import CodeSets
from backend.x12.envelope import GroupHeader, InterchangeHeader, read_group, read_interchange
from backend.x12.findings import Finding, Severity
from backend.x12.parts import PAD
from backend.x12.records import FINDINGS_MAX, Transaction
from backend.x12.tokens import SegmentStream

_SERVICE = frozenset(("ISB", "ISE", "ISR", "ISX", "TA3"))
"""Interchange service segments, which may follow ISA."""


Source = bytes | Path | BinaryIO


class Reader:
    """A file being read. Iterate it once; ``findings`` holds what concerns no single transaction."""

    def __init__(self, source: Source, *, check: bool = True, codes: CodeSets | None = None) -> None:
        self._file: BinaryIO = (
            io.BytesIO(source)
            if isinstance(source, bytes)
            else source.open("rb")
            if isinstance(source, Path)
            else source
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
        self._filled = False
        self._transactions = 0
        self._outside = False
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

    def copy_rest(self, out: BinaryIO) -> None:
        """What was not read because the file could not be understood any further."""
        shutil.copyfileobj(self._file, out)
        if self._owns:
            self._file.close()

    def note(
        self,
        code: str,
        text: str,
        block: Block | None,
        into: list[Finding] | None = None,
        transaction: Transaction | None = None,
        severity: Severity = Severity.ERROR,
        element: str = "",
        index: int = 0,
    ) -> None:
        """Adds a finding at a block, or at the end of the file."""
        at, offset, id = self.segment_count + 1, 0, ""
        if block is not None:
            at, offset = block.first + index, block.offset(index)
            id = block.id if block.id != "!" else ""
        elif self._last is not None:
            offset = self._last.offset(len(self._last.segments))
        inside = at - transaction.first_segment + 1 if transaction is not None else 0
        finding = Finding(severity, 1, code, text, at, inside, offset, id[:3], "", element)
        kept = self.findings if into is None else into
        if len(kept) < FINDINGS_MAX:
            kept.append(finding)

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
        if block.id in ("ISA", "GS", "ST", "GE", "IEA"):
            self._outside = False
        if block.id == "ST":
            self._transactions += 1
            self._filled = True
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
        elif not self._outside:
            self._outside = True
            self.note("outside_envelope", "Segments stand outside any transaction set; they were not read.", block)
        strays = [segment for segment in block.segments[1:] if segment[:3] not in _SERVICE]
        if strays and block.id in ("ISA", "IEA", "GS", "GE"):
            self._outside = True
            self.note(
                "outside_envelope", "Segments stand outside any transaction set; they were not read.", block, index=1
            )
        return None

    def _interchange_acknowledgement(self, block: Block) -> Transaction | None:
        self._filled = True
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
        self._filled = False
        if not block.batch.width_ok:
            self.note("isa_width", "The ISA segment does not have its fixed width of 106 characters.", block)

    def _close_interchange(self, block: Block) -> None:
        e = block.elements[0] + PAD
        self._end_group(block)
        if self.interchange is None:
            self.note("no_interchange", "IEA without interchange header (ISA).", block)
            return
        if not self._groups and not self._filled:
            self.note("empty_interchange", "The interchange holds nothing.", block, severity=Severity.WARNING)
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
            self.note(
                "transaction_count",
                f"GE01 says {e[1][:10]} transaction sets, counted {self._transactions}.",
                block,
                element="GE01",
            )
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
    reader.copy_rest(out)
