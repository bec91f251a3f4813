"""The four separators of an interchange, read from its ISA segment whatever they are (X12.5, appendix B.1)."""

from __future__ import annotations

from typing import NamedTuple

_ISA_SEPARATORS = (3, 6, 17, 20, 31, 34, 50, 53, 69, 76, 81, 83, 89, 99, 101, 103)
_ISA_LENGTH = 106


class Delimiters(NamedTuple):
    """Separators of one interchange. ``repetition`` is empty before 5010 and where ISA11 holds ``U`` or a letter."""

    element: str = "*"
    component: str = ":"
    repetition: str = "^"
    segment: str = "~"


STANDARD = Delimiters()


def read_isa(text: str) -> tuple[Delimiters, bool] | None:
    """Separators from text that begins with ``ISA``; the flag says whether the segment has its fixed width of 106.

    Senders who pad wrongly are met in practice, so the separators are then counted instead of measured.
    None when no sixteen elements can be found.
    """
    if len(text) < 8 or not text.startswith("ISA"):
        return None
    element = text[3]
    if element.isspace() and element not in "\x1c\x1d\x1e\x1f":
        return None
    if len(text) >= _ISA_LENGTH and all(text[at] == element for at in _ISA_SEPARATORS):
        return _from(element, text[82], text[104], text[105]), True
    parts = text[: _ISA_LENGTH * 2].split(element, 16)
    if len(parts) < 17 or len(parts[16]) < 2:
        return None
    return _from(element, parts[11], parts[16][0], parts[16][1]), False


def _from(element: str, repetition: str, component: str, segment: str) -> Delimiters:
    usable = len(repetition) == 1 and not repetition.isalnum() and repetition not in (element, component, segment)
    return Delimiters(element, component, repetition if usable and repetition != " " else "", segment)


def guess(text: str) -> Delimiters | None:
    """Separators of a fragment without ISA that begins with GS or ST; None when it does not look like X12 at all."""
    if text[:2] not in ("GS", "ST") or len(text) < 3 or text[2].isalnum() or text[2].isspace():
        return None
    segment = "~" if "~" in text and text[2] != "~" else "\n"
    component = ">" if ">" in text and ":" not in text else ":"
    return Delimiters(text[2], component, "^", segment)
