"""Transactions and their records (claims, levels), one at a time, as the reader meets them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from backend.x12.blocks import ENVELOPE, Block
from backend.x12.checking import TransactionChecker
from backend.x12.envelope import kind_of
from backend.x12.findings import Finding, Severity, has_errors
from backend.x12.parts import PAD, Elements
from backend.x12.sets import assembler_for

if TYPE_CHECKING:
    from backend.x12.reader import Reader

FINDINGS_MAX = 5_000

_RANKS = {"20": 0, "21": 1, "19": 2, "22": 3, "23": 4, "PT": 4}
"""How deep a level of HL03 stands."""


class Record:
    """One claim, inquiry, status or acknowledged set. ``model`` is typed and built when first asked for."""

    __slots__ = ("_build", "_model", "block", "context", "findings", "level")

    def __init__(
        self,
        block: Block,
        level: str,
        build: Callable[[], Any],
        findings: list[Finding],
        context: tuple[Finding, ...] = (),
    ) -> None:
        self.block = block
        self.level = level
        self.findings = findings
        self.context = context
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
        """Something is wrong in it, or in the provider or subscriber above it (``context``), so that it must not be
        processed; the rest of the file goes on."""
        return bool(self.context) or has_errors(self.findings)

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
        self.kind = kind or kind_of(self.set_id, self.implementation, block.ahead())
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
            self._note(
                "unsupported_set",
                f"Transaction set {self.set_id or '?'} is not supported; it was not read.",
                block,
                0,
                Severity.WARNING,
            )
        elif self.version == "4010" and kind != "TA1":
            self._note(
                "version_4010",
                "This is version 4010, no longer in use; it is read as far as it goes.",
                block,
                0,
                Severity.WARNING,
            )
        if self.assembler is not None and reader.check and kind != "TA1":
            self.checker = TransactionChecker(self, reader.codes)
        self._errors: dict[int, tuple[Finding, ...]] = {}
        self._context: tuple[Finding, ...] = ()
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

    def _note(
        self,
        code: str,
        text: str,
        block: Block,
        index: int,
        severity: Severity = Severity.ERROR,
        element: str = "",
        bad_value: str = "",
    ) -> None:
        id = block.segments[index].partition(block.delimiters.element)[0] if index < len(block.segments) else ""
        position = block.first + index
        self.findings.append(
            Finding(
                severity,
                1,
                code,
                text,
                position,
                position - self.first_segment + 1,
                block.offset(index),
                id[:3],
                "",
                element,
                bad_value[:40],
            )
        )

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
            if block.id == "HL":
                self._enter(elements[0], findings)
            if level:
                yield Record(block, level, build, findings, self._context)
            else:
                self._keep(findings)
                trailers += [e for e in elements if e[0] in ("PLB", "AK9")]

    def _keep(self, findings: list[Finding]) -> None:
        """Findings of levels pile up over a long file; a few thousand say enough."""
        if findings and len(self.findings) < FINDINGS_MAX:
            self.findings += findings
            if len(self.findings) >= FINDINGS_MAX:
                last = findings[-1]
                text = "More is wrong in this transaction than is listed here."
                self.findings.append(last._replace(code="more_findings", text=text, severity=Severity.WARNING))

    def _enter(self, hl: Elements, findings: list[Finding]) -> None:
        """Errors of a level hold back what stands below it, until the level ends."""
        if not findings and not self._errors:
            return
        rank = _RANKS.get(hl[3] if len(hl) > 3 else "", 0)
        self._errors = {known: errors for known, errors in self._errors.items() if known < rank}
        own = tuple(finding for finding in findings if finding.severity is Severity.ERROR)
        if own:
            self._errors[rank] = own
        above = (errors for known, errors in self._errors.items() if known < rank or not self._is_record(hl))
        self._context = tuple(finding for errors in above for finding in errors)

    def _is_record(self, hl: Elements) -> bool:
        return self.assembler is not None and bool(self.assembler.level([hl]))

    def _close(self, block: Block | None, trailers: list[Elements]) -> None:
        self.done = True
        reader = self._reader
        if self.assembler is not None:
            self.trailer = self.assembler.trailer(trailers, self.delimiters)
        if block is None or block.id != "SE":
            reader.note(
                "transaction_not_closed",
                "The transaction set ends without SE; the file is cut off or mixed up.",
                reader.peek(),
                self.findings,
                self,
            )
            return
        self.complete = True
        self.segment_count += 1
        e = block.elements[0] + PAD
        if e[1].strip() != str(self.segment_count) and e[1].lstrip("0") != str(self.segment_count):
            self._note(
                "segment_count",
                f"SE01 says {e[1][:10]} segments, counted {self.segment_count}.",
                block,
                0,
                element="SE01",
                bad_value=e[1],
            )
        if e[2] != self.control_number:
            self._note(
                "control_number",
                "SE02 and ST02 are not the same control number.",
                block,
                0,
                element="SE02",
                bad_value=e[2],
            )
        if self.checker is not None:
            self.findings += self.checker.close(block)
        if len(block.segments) > 1:
            self._note("outside_envelope", "Segments stand between SE and the next envelope segment.", block, 1)
