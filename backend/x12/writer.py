"""Writing a file from models: control numbers and counts are derived, never given.

A segment on its way out is a tuple: text, a tuple for a composite, a list for a repetition. Trailing empty elements
and components fall away (X12.6 section 3.5).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from typing import Any, BinaryIO, NamedTuple

from backend.errors import Unprocessable
from backend.x12.delimiters import STANDARD, Delimiters
from backend.x12.values import write_day

Outgoing = tuple[Any, ...]

_GROUP_CODES = {
    "835": "HP",
    "837P": "HC",
    "837I": "HC",
    "277CA": "HN",
    "277": "HN",
    "276": "HR",
    "270": "HS",
    "271": "HB",
    "999": "FA",
}
GUIDES = {
    "835": "005010X221A1",
    "837P": "005010X222A1",
    "837I": "005010X223A2",
    "277CA": "005010X214",
    "277": "005010X212",
    "276": "005010X212",
    "270": "005010X279A1",
    "271": "005010X279A1",
    "999": "005010X231A1",
}


class Unwritable(Unprocessable):
    """A value that would break the file: it holds a separator. Choose other separators or clean the value."""


class Envelope(NamedTuple):
    """ISA and GS. ``control_number`` is ISA13; group numbers count up from it, ST02 from 0001.

    ``line_breaks`` puts a line feed after each terminator.
    """

    sender_qualifier: str
    sender_id: str
    receiver_qualifier: str
    receiver_id: str
    created: datetime
    control_number: int
    group_sender: str = ""
    group_receiver: str = ""
    usage: str = "P"
    acknowledgement_requested: bool = False
    delimiters: Delimiters = STANDARD
    line_breaks: bool = True


class SetToWrite(NamedTuple):
    """One transaction set: its kind and its segments between ST and SE, made lazily."""

    kind: str
    segments: Iterable[Outgoing]
    implementation: str = ""

    @property
    def guide(self) -> str:
        """ST03 and GS08."""
        return self.implementation or GUIDES[self.kind]


def render(segment: Outgoing, delimiters: Delimiters) -> str:
    """One segment without its terminator."""
    parts: list[str] = []
    components = repetitions = 0
    for element in segment:
        if type(element) is str:
            parts.append(element)
        elif isinstance(element, tuple):
            parts.append(_composite(element, delimiters))
            components += parts[-1].count(delimiters.component)
        else:
            texts = [_composite(item, delimiters) if isinstance(item, tuple) else item for item in element]
            parts.append(delimiters.repetition.join(texts))
            repetitions += max(len(texts) - 1, 0)
            components += parts[-1].count(delimiters.component)
    while parts and not parts[-1]:
        parts.pop()
    text = delimiters.element.join(parts)
    if (
        delimiters.segment in text
        or text.count(delimiters.element) != len(parts) - 1
        or text.count(delimiters.component) != components
        or (delimiters.repetition and text.count(delimiters.repetition) != repetitions)
        or not (text.isprintable() or _only_separators_unprintable(text, delimiters))
    ):
        raise Unwritable("unwritable_value", f"A value in segment {parts[0]} holds a separator or a control character.")
    return text


def _only_separators_unprintable(text: str, delimiters: Delimiters) -> bool:
    return all(char.isprintable() or char in delimiters for char in text)


def _composite(parts: tuple[Any, ...], delimiters: Delimiters) -> str:
    texts = list(parts)
    while texts and not texts[-1]:
        texts.pop()
    for text in texts:
        if delimiters.component in text:
            raise Unwritable("unwritable_value", "A component holds the component separator.")
    return delimiters.component.join(texts)


def _isa(envelope: Envelope) -> str:
    mark = envelope.delimiters
    when = envelope.created
    fields = (
        "ISA",
        "00",
        " " * 10,
        "00",
        " " * 10,
        envelope.sender_qualifier.ljust(2)[:2],
        envelope.sender_id.ljust(15)[:15],
        envelope.receiver_qualifier.ljust(2)[:2],
        envelope.receiver_id.ljust(15)[:15],
        f"{when:%y%m%d}",
        f"{when:%H%M}",
        mark.repetition or "^",
        "00501",
        f"{envelope.control_number % 10**9:09d}",
        "1" if envelope.acknowledgement_requested else "0",
        envelope.usage,
        mark.component,
    )
    return mark.element.join(fields)


class _Output:
    """Renders segments into a file, a few hundred at a time."""

    def __init__(self, out: BinaryIO, delimiters: Delimiters, line_breaks: bool) -> None:
        self._out = out
        self._end = delimiters.segment + ("\n" if line_breaks else "")
        self._delimiters = delimiters
        self._waiting: list[str] = []

    def put(self, segment: Outgoing) -> None:
        self.put_text(render(segment, self._delimiters))

    def put_text(self, text: str) -> None:
        self._waiting.append(text)
        if len(self._waiting) >= 512:
            self.flush()

    def flush(self) -> None:
        if self._waiting:
            self._out.write((self._end.join(self._waiting) + self._end).encode("utf-8"))
            self._waiting.clear()


def write(out: BinaryIO, envelope: Envelope, sets: Iterable[SetToWrite]) -> None:
    """One interchange. Neighbouring sets of the same guide share a functional group.

    Raises ``Unwritable`` when a value holds a separator; what was written until then is no file.
    """
    output = _Output(out, envelope.delimiters, envelope.line_breaks)
    output.put_text(_isa(envelope))
    groups = 0
    for guide, members in _by_guide(sets):
        groups += 1
        number = str(envelope.control_number + groups - 1)
        output.put(
            (
                "GS",
                _GROUP_CODES[guide[0]],
                envelope.group_sender or envelope.sender_id.strip(),
                envelope.group_receiver or envelope.receiver_id.strip(),
                write_day(envelope.created.date()),
                f"{envelope.created:%H%M}",
                number,
                "X",
                guide[1],
            )
        )
        count = 0
        for count, member in enumerate(members, start=1):
            _write_set(output, member, f"{count:04d}")
        output.put(("GE", str(count), number))
    output.put(("IEA", str(groups), f"{envelope.control_number % 10**9:09d}"))
    output.flush()


def write_interchange_acknowledgement(out: BinaryIO, envelope: Envelope, segment: Outgoing) -> None:
    """An interchange that holds nothing but a TA1."""
    output = _Output(out, envelope.delimiters, envelope.line_breaks)
    output.put_text(_isa(envelope))
    output.put(segment)
    output.put(("IEA", "0", f"{envelope.control_number % 10**9:09d}"))
    output.flush()


def _by_guide(sets: Iterable[SetToWrite]) -> Iterator[tuple[tuple[str, str], Iterator[SetToWrite]]]:
    """Like itertools.groupby, which would keep the kind of the first set only by its key."""
    yield from groupby(sets, key=lambda member: (member.kind, member.guide))


def _write_set(output: _Output, member: SetToWrite, control_number: str) -> None:
    guide = "" if member.kind == "835" else member.guide
    output.put(("ST", member.kind[:3], control_number, guide))
    count = 2
    for segment in member.segments:
        output.put(segment)
        count += 1
    output.put(("SE", str(count), control_number))
