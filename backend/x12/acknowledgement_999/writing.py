"""999 models into segments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from backend.x12.acknowledgement_999.models import FunctionalHeader, SetAcknowledgement
from backend.x12.writer import Outgoing, SetToWrite


def acknowledgement(header: FunctionalHeader, sets: Sequence[SetAcknowledgement], included: int = 0) -> SetToWrite:
    """A 999 for one functional group. Counts and AK901 are derived; ``included`` is GE01 when it said otherwise."""
    return SetToWrite("999", _segments(header, sets, included or len(sets)))


def group_outcome(sets: Sequence[SetAcknowledgement]) -> str:
    """AK901: A when all were accepted, E with errors noted, P when some were, R when none was."""
    accepted = sum(found.accepted for found in sets)
    if sets and accepted == len(sets):
        return "E" if any(found.outcome == "E" for found in sets) else "A"
    return "P" if accepted else "R"


def _segments(header: FunctionalHeader, sets: Sequence[SetAcknowledgement], included: int) -> Iterator[Outgoing]:
    yield ("AK1", header.code, header.group_control_number, header.version)
    for found in sets:
        yield ("AK2", found.set_id, found.control_number, found.implementation)
        for error in found.errors:
            yield ("IK3", error.segment_id, str(error.position), error.loop, error.code)
            yield from _contexts(error.context)
            for wrong in error.elements:
                where = (str(wrong.element), _text(wrong.component), _text(wrong.repetition))
                yield ("IK4", where, wrong.reference, wrong.code, wrong.bad_value)
                yield from _contexts(wrong.context)
        yield ("IK5", found.outcome, *found.codes[:5])
    accepted = sum(found.accepted for found in sets)
    yield ("AK9", group_outcome(sets), str(included), str(len(sets)), str(accepted))


def _text(number: int | None) -> str:
    return "" if number is None else str(number)


def _contexts(texts: Iterable[str]) -> Iterator[Outgoing]:
    for found in texts:
        yield ("CTX", *([_composite(part) for part in element.split("^")] for element in found.split("*")))


def _composite(text: str) -> tuple[str, ...]:
    return tuple(text.split(":"))
