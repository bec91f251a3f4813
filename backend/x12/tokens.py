"""Bytes into segments, lazily: chunks are cut at the last terminator, decoded once and split in C.

Nothing is lost: the pieces of a batch joined again are the bytes that were read. Memory is bounded by the chunk size
and by the longest segment allowed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from backend.x12.delimiters import STANDARD, Delimiters, guess, read_isa

CHUNK_BYTES = 1 << 16
SEGMENT_BYTES_MAX = 1 << 20
_BLANKS = " \t\r\n\v\f\x00\ufeff\x1a"
_PROBE_BYTES = 4096


class Batch:
    """Segments that follow each other in the file.

    ``segments`` are without terminator and surrounding blanks, ``raws`` the same pieces with every byte between them,
    or None where a raw piece is exactly the segment plus ``joiner``. ``problem`` names what ended the reading.
    """

    __slots__ = (
        "_starts",
        "delimiters",
        "encoding",
        "joiner",
        "offset",
        "opens",
        "problem",
        "raws",
        "segments",
        "width_ok",
    )

    def __init__(self, segments: list[str], raws: list[str] | None, joiner: str, stream: SegmentStream) -> None:
        self.segments = segments
        self.raws = raws
        self.joiner = joiner
        self.delimiters = stream.delimiters
        self.encoding = stream.encoding
        self.offset = 0
        self.opens = False
        self.width_ok = True
        self.problem = ""
        self._starts: list[int] | None = None

    def start(self, at: int) -> int:
        """Position in the file of the first byte of a segment; the places of all are worked out once, when asked for."""
        if self._starts is None:
            self._starts = self._measure()
        return self._starts[min(at, len(self._starts) - 1)]

    def _measure(self) -> list[int]:
        starts = []
        position = self.offset
        gap = len(self.joiner)
        for at, segment in enumerate(self.segments):
            raw = segment if self.raws is None else self.raws[at]
            lead = 0 if self.raws is None else max(raw.find(segment), 0)
            starts.append(position + (lead if raw.isascii() else len(raw[:lead].encode(self.encoding))))
            position += gap + (len(raw) if raw.isascii() else len(raw.encode(self.encoding)))
        starts.append(position)
        return starts


class SegmentStream:
    """Batches of segments of one file, of any number of interchanges, each with its own separators."""

    def __init__(self, source: BinaryIO, chunk_bytes: int = CHUNK_BYTES) -> None:
        self._source = source
        self._chunk_bytes = chunk_bytes
        self._rest = b""
        self._ended = False
        self._offset = 0
        self._known = False
        self._joiner = "~"
        self._opens = False
        self._width_ok = True
        self.delimiters: Delimiters = STANDARD
        self.encoding = "utf-8"

    def __iter__(self) -> Iterator[Batch]:
        more = True
        while more:
            if not self._known:
                problem = self._detect()
                if problem is not None:
                    yield self._leftover(problem)
                    return
            self._fill(self._chunk_bytes)
            batch, more = self._cut()
            if batch is not None:
                yield batch
                more = more and not batch.problem

    def _fill(self, wanted: int) -> None:
        """Reads until that many bytes wait, or the file ends."""
        while not self._ended and len(self._rest) < wanted:
            chunk = self._source.read(self._chunk_bytes)
            self._ended = not chunk
            self._rest += chunk

    def _decode(self, data: bytes) -> str:
        """UTF-8 until a byte disproves it, then Latin-1 to the end of the file: both give the bytes back unchanged."""
        try:
            return data.decode(self.encoding)
        except UnicodeDecodeError:
            self.encoding = "latin-1"
            return data.decode("latin-1")

    def _probe(self) -> str:
        data = self._rest[:_PROBE_BYTES]
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as wrong:
            if wrong.end >= len(data) - 3 and wrong.start > 0:
                return data[: wrong.start].decode("utf-8")
            return data.decode("latin-1")

    def _detect(self) -> str | None:
        """Finds the separators at the start of an interchange. Returns what is wrong, or None."""
        self._fill(_PROBE_BYTES)
        start = self._probe().lstrip(_BLANKS)
        while not start and not self._ended and len(self._rest) < SEGMENT_BYTES_MAX:
            self._fill(len(self._rest) + self._chunk_bytes)
            start = self._rest.lstrip(_BLANKS.encode("ascii", "ignore"))[:_PROBE_BYTES].decode("latin-1")
        if not start:
            return "empty" if self._offset == 0 else "trailing"
        found = read_isa(start)
        if found is not None:
            self.delimiters, self._width_ok = found
            self._opens = True
        else:
            guessed = guess(start)
            if guessed is None or start.startswith("ISA"):
                return "isa" if start.startswith("ISA") else "not_x12"
            self.delimiters, self._opens, self._width_ok = guessed, True, True
        self._known = True
        self._joiner = self._see_joiner(start)
        return None

    def _see_joiner(self, start: str) -> str:
        terminator = self.delimiters.segment
        at = start.find(terminator, 104 if self._width_ok and start.startswith("ISA") else 3)
        after = start[at + 1 : at + 3]
        if at < 0 or terminator in "\r\n":
            return terminator
        if after == "\r\n":
            return terminator + after
        return terminator + after[0] if after[:1] in ("\n", "\r") else terminator

    def _cut(self) -> tuple[Batch | None, bool]:
        """One batch from what has been read, and whether there may be more."""
        if self._ended:
            data, self._rest = self._rest, b""
            if not data:
                return None, False
            return self._batch(self._decode(data), whole=False), bool(self._rest)
        joiner = self._joiner.encode(self.encoding, "replace")
        at = self._rest.rfind(joiner)
        if at < 0:
            joiner = self.delimiters.segment.encode(self.encoding, "replace")
            at = self._rest.rfind(joiner)
        if at < 0:
            if len(self._rest) > SEGMENT_BYTES_MAX:
                return self._leftover("long"), False
            self._fill(len(self._rest) + 1)
            return None, True
        data, self._rest = self._rest[: at + len(joiner)], self._rest[at + len(joiner) :]
        return self._batch(self._decode(data), whole=True), True

    def _leftover(self, problem: str) -> Batch:
        batch = Batch([], [self._decode(self._rest)] if self._rest else [], "", self)
        batch.offset, batch.problem = self._offset, problem
        return batch

    def _batch(self, text: str, whole: bool) -> Batch:
        text = self._until_interchange_ends(text)
        terminator, joiner = self.delimiters.segment, self._joiner
        uniform = whole and text.endswith(joiner)
        if uniform:
            segments = text[: -len(joiner)].split(joiner)
            uniform = _clean(text, segments, terminator, joiner)
        batch = Batch(segments, None, joiner, self) if uniform else Batch(*_uneven(text, terminator), "", self)
        batch.offset, batch.opens, batch.width_ok = self._offset, self._opens, self._width_ok
        self._offset += len(text) if text.isascii() else len(text.encode(self.encoding))
        self._opens = False
        return batch

    def _until_interchange_ends(self, text: str) -> str:
        """Gives back what follows an IEA, or precedes a second ISA: the next interchange may have other separators."""
        element, terminator = self.delimiters.element, self.delimiters.segment
        if "IEA" + element not in text and "ISA" not in text:
            return text
        at = 0
        first = True
        while at < len(text):
            end = text.find(terminator, at)
            end = len(text) if end < 0 else end + 1
            start = at
            while start < end and text[start] in _BLANKS:
                start += 1
            if text.startswith("ISA", start) and not (first and self._opens) and read_isa(text[start : start + 300]):
                return self._give_back(text, at)
            if text.startswith("IEA" + element, start):
                while end < len(text) and text[end] in "\r\n":
                    end += 1
                return self._give_back(text, end)
            first, at = False, end
        return text

    def _give_back(self, text: str, at: int) -> str:
        self._rest = text[at:].encode(self.encoding) + self._rest
        self._known = False
        return text[:at]


def _clean(text: str, segments: list[str], terminator: str, joiner: str) -> bool:
    """Whether the pieces need no care: no stray terminator, blank line, empty piece or blank around a segment."""
    if "" in segments or terminator + " " in text or text[:1] in _BLANKS:
        return False
    if joiner != terminator:
        count = len(segments)
        return text.count(terminator) == count and text.count(joiner[-1]) == count
    breaks = ("\n", "\r") if terminator not in "\r\n" else (("\r",) if terminator == "\n" else ("\n",))
    return not any(mark in text for mark in breaks)


def _uneven(text: str, terminator: str) -> tuple[list[str], list[str]]:
    """Pieces and their raw text where blanks, empty pieces or a missing last terminator break the rule."""
    segments: list[str] = []
    raws: list[str] = []
    pieces = text.split(terminator)
    last = len(pieces) - 1
    lead = ""
    for index, piece in enumerate(pieces):
        raw = piece if index == last else piece + terminator
        segment = piece.strip(_BLANKS) if index == last else piece.lstrip(_BLANKS).rstrip("\r\n")
        if not segment:
            if raws:
                raws[-1] += raw
            else:
                lead += raw
            continue
        segments.append(segment)
        raws.append(lead + raw)
        lead = ""
    if lead:
        if not raws:
            segments.append("")
            raws.append("")
        raws[-1] += lead
    return segments, raws
