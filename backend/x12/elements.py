"""Checks of single segments against their rule: one compiled pattern says yes; only a no is looked at element by element."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from backend.x12.delimiters import Delimiters
from backend.x12.findings import Severity
from backend.x12.guide import ElementRule, SegmentRule
from backend.x12.parts import Elements
from backend.x12.values import day

_DATE = r"\d{4}(?:(?:0[13578]|1[02])(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)(?:0[1-9]|[12]\d|30)|02(?:0[1-9]|1\d|2[0-8]))"
_TIME = r"(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d(?:\d{1,2})?)?"
_FORMATS = {"D8": _DATE, "RD8": f"{_DATE}-{_DATE}", "DT": _DATE + r"(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?", "TM": _TIME}
_NUMBER = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_TIMES = re.compile(_TIME, re.ASCII)


class Wrong(NamedTuple):
    """One fault of an element: ``element`` and ``component`` count from 1, 0 means the whole."""

    code: str
    text: str
    element: int
    component: int = 0
    severity: Severity = Severity.ERROR
    bad_value: str = ""


Note = tuple[int, str, tuple[int, ...]]
"""A syntax note: the segment length from which it matters, its kind (P, C, L, E, R) and its elements."""


Match = tuple[Callable[[str], Any], tuple[Note, ...], int]
"""How a segment is checked: its pattern, the syntax notes that leaves open, the length from which those matter."""


def matcher(rule: SegmentRule, delimiters: Delimiters) -> Match:
    """The check of one use of a segment, compiled once per set of separators."""
    found: Match | None = rule.patterns.get(delimiters)
    if found is None:
        pattern = re.compile(_segment_pattern(rule, delimiters), re.ASCII)
        notes = deciding_notes(rule)
        guard = min((note[0] for note in notes), default=0)
        found = rule.patterns[delimiters] = (pattern.fullmatch, notes, guard)
    return found


def _segment_pattern(rule: SegmentRule, delimiters: Delimiters) -> str:
    separator = re.escape(delimiters.element)
    items = [_item(element, delimiters) for element in rule.elements]
    usages = [element.usage for element in rule.elements]
    dated = _dated(rule)
    if dated is None:
        return re.escape(rule.id) + _sequence(items, usages, separator) + f"(?:{separator})*"
    at = dated
    formats = rule.elements[at - 1].codes or frozenset(("D8",))
    known = [f"{separator}{name}{separator}{_FORMATS[name]}" for name in sorted(formats) if name in _FORMATS]
    pair = "(?:" + "|".join(known) + ")" if known else separator + items[at - 1] + separator + items[at]
    if usages[at] != "R":
        pair = f"(?:{pair}|{separator}{separator})" if any(u == "R" for u in usages[at + 1 :]) else f"(?:{pair})?"
    before = "".join(
        separator + (item if usage == "R" else f"(?:{item})?" if usage == "S" else "")
        for item, usage in zip(items[: at - 1], usages, strict=False)
    )
    after = _sequence(items[at + 1 :], usages[at + 1 :], separator)
    return re.escape(rule.id) + before + pair + after + f"(?:{separator})*"


def _dated(rule: SegmentRule) -> int | None:
    """Index of an element whose format stands in the element before it: DTP03, DMG02."""
    return {"DTP": 2, "DMG": 1}.get(rule.id) if len(rule.elements) > 1 else None


def _sequence(items: list[str], usages: list[str], separator: str, first: bool = False) -> str:
    """Items each behind a separator; those after the last required one may be left off."""
    rest = ""
    for at in range(len(items) - 1, -1, -1):
        lead = "" if first and at == 0 else separator
        own = items[at] if usages[at] == "R" else (f"(?:{items[at]})?" if usages[at] == "S" else "")
        needed = any(usage == "R" for usage in usages[at:])
        rest = f"{lead}{own}{rest}" if needed or (first and at == 0) else f"(?:{lead}{own}{rest})?"
    return rest


def _item(rule: ElementRule, delimiters: Delimiters) -> str:
    if rule.components is not None:
        usages = [part.usage for part in rule.components]
        parts = [_simple(part, delimiters) for part in rule.components]
        body = _sequence(parts, usages, re.escape(delimiters.component), first=True)
        body += f"(?:{re.escape(delimiters.component)})*"
    else:
        body = _simple(rule, delimiters)
    if rule.repeat > 1 and delimiters.repetition:
        limit = "*" if rule.repeat > 1000 else f"{{0,{rule.repeat - 1}}}"
        return f"(?:{body})(?:{re.escape(delimiters.repetition)}(?:{body})){limit}"
    return f"(?:{body})"


def _simple(rule: ElementRule, delimiters: Delimiters) -> str:
    if rule.codes is not None and not rule.external:
        return "(?:" + "|".join(re.escape(code) for code in sorted(rule.codes, key=len, reverse=True)) + ")"
    if rule.type == "DT":
        return _DATE
    if rule.type == "TM":
        return _TIME
    if rule.type.startswith("N"):
        return rf"-?\d{{{rule.shortest},{rule.longest}}}"
    if rule.type == "R":
        return rf"-?(?:\d{{1,{rule.longest}}}(?:\.\d{{0,{rule.longest}}})?|\.\d{{1,{rule.longest}}})"
    barred = re.escape(delimiters.element + delimiters.component + delimiters.repetition)
    return rf"[^{barred}\x00-\x1f]{{{rule.shortest},{rule.longest}}}"


def deciding_notes(rule: SegmentRule) -> tuple[Note, ...]:
    """Syntax notes that the requirement of the elements does not already settle, with the length from which they matter."""
    usage = [""] + [element.usage for element in rule.elements]
    notes = []
    for kind, at in rule.syntax:
        used = [number for number in at if number < len(usage) and usage[number] != "N"]
        if kind == "P" and len(used) == len(at) and any(usage[number] != "R" for number in at):
            notes.append((min(at), kind, at))
        elif kind in "CL" and at[0] in used and not any(usage[number] == "R" for number in used[1:]) and len(used) > 1:
            notes.append((at[0], kind, at))
        elif kind == "E" and len(used) > 1:
            notes.append((used[1], kind, at))
        elif kind == "R" and used and not any(usage[number] == "R" for number in used):
            notes.append((0, kind, at))
    return tuple(notes)


def broken_notes(notes: tuple[Note, ...], e: Elements, rule: SegmentRule) -> Iterator[Wrong]:
    """Syntax notes (paired, conditional, list conditional, exclusive, required) that a segment breaks."""
    count = len(e)
    for guard, kind, at in notes:
        if count <= guard:
            continue
        there = [number < count and bool(e[number]) for number in at]
        if kind == "P" and any(there) and not all(there):
            missing = at[there.index(False)]
            yield Wrong("conditional_missing", _sentence(rule, missing, "must come together with its partner"), missing)
        elif kind == "C" and there[0] and not all(there):
            missing = at[there.index(False)]
            yield Wrong(
                "conditional_missing",
                _sentence(rule, missing, f"is needed when {rule.id}{at[0]:02d} is given"),
                missing,
            )
        elif kind == "L" and there[0] and not any(there[1:]):
            yield Wrong(
                "conditional_missing", _sentence(rule, at[1], f"is needed when {rule.id}{at[0]:02d} is given"), at[1]
            )
        elif kind == "E" and sum(there) > 1:
            yield Wrong("exclusion", _sentence(rule, at[1], "must not come together with the other"), at[1])
        elif kind == "R" and not any(there):
            yield Wrong("conditional_missing", _sentence(rule, at[0], "or one of its alternatives is needed"), at[0])


def _sentence(rule: SegmentRule, number: int, what: str) -> str:
    name = rule.elements[number - 1].name if 0 < number <= len(rule.elements) else rule.name
    return f"{name} ({rule.id}{number:02d}) {what}."


def wrongs(rule: SegmentRule, e: Elements, delimiters: Delimiters) -> Iterator[Wrong]:
    """What is wrong in a segment that its pattern refused."""
    for number in range(1, max(len(e), len(rule.elements) + 1)):
        text = e[number] if number < len(e) else ""
        if number > len(rule.elements):
            if text:
                yield Wrong("too_many_elements", f"{rule.id} has more elements than the guide knows.", number)
            continue
        element = rule.elements[number - 1]
        if not text:
            if element.usage == "R":
                yield Wrong("missing_element", _sentence(rule, number, "is required and missing"), number)
        elif element.usage == "N":
            yield Wrong("not_used", _sentence(rule, number, "is not used in this guide"), number, 0, Severity.WARNING)
        else:
            yield from _content(rule, element, number, text, delimiters)
    at = _dated(rule)
    if at is not None and len(e) > at + 1 and e[at] and e[at + 1]:
        yield from _period(rule, e[at], e[at + 1], at + 1)


def _content(
    rule: SegmentRule, element: ElementRule, number: int, text: str, delimiters: Delimiters
) -> Iterator[Wrong]:
    texts = [text]
    if delimiters.repetition and delimiters.repetition in text:
        texts = text.split(delimiters.repetition)
        if len(texts) > element.repeat:
            severity = Severity.ERROR if element.repeat > 1 else Severity.WARNING
            yield Wrong("too_many_repetitions", _sentence(rule, number, "is repeated too often"), number, 0, severity)
    for one in texts[:100]:
        if element.components is not None:
            yield from _composite(rule, element, number, one, delimiters)
        elif delimiters.component in one:
            yield Wrong("too_many_components", _sentence(rule, number, "is not a composite"), number)
        else:
            yield from _value(rule, element, number, 0, one)


def _composite(
    rule: SegmentRule, element: ElementRule, number: int, text: str, delimiters: Delimiters
) -> Iterator[Wrong]:
    assert element.components is not None
    parts = text.split(delimiters.component)
    for at, part in enumerate(element.components, start=1):
        value = parts[at - 1] if at <= len(parts) else ""
        if not value:
            if part.usage == "R":
                yield Wrong(
                    "missing_element", f"{part.name} ({rule.id}{number:02d}-{at}) is required and missing.", number, at
                )
        elif part.usage == "N":
            yield Wrong(
                "not_used",
                f"{part.name} ({rule.id}{number:02d}-{at}) is not used in this guide.",
                number,
                at,
                Severity.WARNING,
            )
        else:
            yield from _value(rule, part, number, at, value)
    if any(parts[len(element.components) :]):
        yield Wrong("too_many_components", _sentence(rule, number, "has too many components"), number)


def _value(rule: SegmentRule, element: ElementRule, number: int, component: int, text: str) -> Iterator[Wrong]:
    where = f"{element.name} ({rule.id}{number:02d}{f'-{component}' if component else ''})"
    if element.codes is not None and not element.external:
        if text not in element.codes:
            mild = rule.id in _DESCRIPTIVE and (number == 1 or rule.id == "DTP")
            severity = Severity.WARNING if mild else Severity.ERROR
            shown = text[:10]
            yield Wrong(
                "invalid_code", f"{where}: {shown} is not one of its codes.", number, component, severity, shown
            )
        return
    if element.type == "DT":
        if day(text) is None or len(text) != 8:
            yield Wrong(
                "invalid_date", f"{where} is not a date of the calendar.", number, component, bad_value=text[:10]
            )
        return
    if element.type == "TM":
        if not _TIMES.fullmatch(text):
            yield Wrong(
                "invalid_time", f"{where} is not a time of day.", number, component, Severity.WARNING, text[:10]
            )
        return
    if element.type == "R" or element.type.startswith("N"):
        yield from _number(where, element, number, component, text)
        return
    if any(char < " " for char in text):
        yield Wrong("invalid_character", f"{where} holds a control character.", number, component)
    if len(text) > element.longest:
        yield Wrong("too_long", f"{where} is longer than {element.longest}.", number, component)
    elif len(text) < element.shortest:
        yield Wrong("too_short", f"{where} is shorter than {element.shortest}.", number, component, Severity.WARNING)


_DESCRIPTIVE = frozenset(("REF", "DTM", "DTP", "AMT", "QTY", "PER"))
"""Segments that add to a claim without changing it: an unknown qualifier there is reported and holds nothing back."""


def _number(where: str, element: ElementRule, number: int, component: int, text: str) -> Iterator[Wrong]:
    if not _NUMBER.fullmatch(text) or not text.isascii():
        yield Wrong("not_a_number", f"{where} is not a number.", number, component, bad_value=text[:20])
    elif element.type != "R" and "." in text:
        yield Wrong("not_a_number", f"{where} must be a whole number.", number, component, Severity.WARNING, text[:20])
    elif len(text.strip("-").partition(".")[0]) > element.longest:
        yield Wrong("too_long", f"{where} has more than {element.longest} digits.", number, component)


def _period(rule: SegmentRule, form: str, text: str, number: int) -> Iterator[Wrong]:
    """DTP03 and DMG02 by the format the element before gives."""
    where = f"{rule.elements[number - 1].name} ({rule.id}{number:02d})"
    if form in ("D8", "DT"):
        if day(text[:8]) is None or (form == "D8" and len(text) != 8):
            yield Wrong("invalid_date", f"{where} is not a date of the calendar.", number, bad_value=text[:20])
    elif form == "RD8":
        start, dash, end = text.partition("-")
        first, last = day(start), day(end)
        if first is None or last is None or not dash:
            yield Wrong("invalid_date", f"{where} is not a range of dates.", number, bad_value=text[:20])
        elif last < first:
            yield Wrong("invalid_date", f"{where} ends before it begins.", number, bad_value=text[:20])
    elif form == "TM" and not _TIMES.fullmatch(text):
        yield Wrong("invalid_time", f"{where} is not a time of day.", number, 0, Severity.WARNING, text[:10])
