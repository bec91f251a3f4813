"""The pattern of a segment and the look at its elements must agree: what the one refuses, and only that, the other explains."""

from collections.abc import Callable
from pathlib import Path

import pytest

from backend.x12 import guide, read
from backend.x12.delimiters import STANDARD
from backend.x12.elements import matcher, wrongs
from backend.x12.guide import SegmentRule, guide_for
from tests.x12.examples import valid_277ca, valid_835, valid_837i, valid_837p, valid_999

FILES: list[tuple[str, Callable[[], bytes]]] = [
    ("835", valid_835),
    ("837P", valid_837p),
    ("837I", valid_837i),
    ("277CA", valid_277ca),
    ("999", valid_999),
]


def uses(kind: str, segment_id: str) -> list[SegmentRule]:
    found = guide_for(kind)
    assert found is not None
    children = [child for loop in found.loops for child in loop.children]
    return [child for child in children if isinstance(child, SegmentRule) and child.id == segment_id]


def spoilt(segment: str) -> list[str]:
    """The segment as it is, and with each element emptied, lengthened and made a word."""
    elements = segment.split("*")
    found = [segment, segment + "**", segment + "*X*Y*Z"]
    for at in range(1, len(elements)):
        for value in ("", elements[at] * 30, "WORD", "-1.5", "20261399", "A:B:C"):
            found.append("*".join([*elements[:at], value, *elements[at + 1 :]]))
    return found


@pytest.mark.parametrize(("kind", "make"), FILES, ids=[kind for kind, _ in FILES])
def test_pattern_and_look_agree(kind: str, make: Callable[[], bytes]) -> None:
    compared = 0
    for segment in sorted(set(make().decode().split("~\n")[2:-3])):
        for text in spoilt(segment):
            for rule in uses(kind, segment.partition("*")[0]):
                accepted = matcher(rule, STANDARD)[0](text) is not None
                assert accepted == (not list(wrongs(rule, text.split("*"), STANDARD))), (rule.name, text)
                compared += 1
    assert compared > 100


def test_last_of_february_is_accepted_in_leap_years_only() -> None:
    def codes(day: bytes) -> set[str]:
        data = valid_837p(1).replace(b"DTP*472*D8*20260304", b"DTP*472*D8*" + day)
        return {finding.code for t in read(data) for record in t.records() for finding in record.findings} - {
            "icd_version"
        }

    assert codes(b"20240229") == set()
    assert codes(b"20230229") == {"invalid_date"}


def test_guides_are_beside_their_sets() -> None:
    folder = Path(guide.__file__).parent
    assert len(list(folder.glob("*/guide*.txt"))) == 9
