"""Checks of one transaction, block by block: structure and elements by the guide, then what the set's own rules say.

A block without fault costs one look-up for its shape and one pattern match per segment; findings are made only when
something is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, Protocol

from backend.x12.blocks import Block
from backend.x12.claim_837.rules import ClaimRules
from backend.x12.code_checks import CodeChecks
from backend.x12.code_sets import CodeSets
from backend.x12.delimiters import STANDARD, Delimiters
from backend.x12.elements import Match, Wrong, broken_notes, deciding_notes, matcher, wrongs
from backend.x12.findings import Finding, Severity
from backend.x12.guide import Guide, SegmentRule, guide_for
from backend.x12.level_rules import LevelRules
from backend.x12.parts import Elements
from backend.x12.remittance_835.balances import RemittanceRules
from backend.x12.structure import Misplaced, Walk, Walker

_WHOLE = frozenset(("CLP", "CLM", "HL", "AK2", "TRN"))
"""Blocks that begin so are complete in themselves: what their loop requires and does not hold is missing."""

_FAULTS_MAX = 200
"""Findings kept per block; a block of garbage says so often enough."""

_SNIP = {
    "unknown_segment": 1,
    "too_long": 1,
    "too_short": 1,
    "not_a_number": 1,
    "invalid_date": 1,
    "invalid_time": 1,
    "invalid_character": 1,
    "too_many_elements": 1,
    "too_many_components": 1,
    "too_many_repetitions": 1,
    "conditional_missing": 1,
    "exclusion": 1,
    "claim_balance": 3,
    "line_balance": 3,
    "transaction_balance": 3,
    "claim_charge": 3,
    "hl_number": 1,
    "hl_parent": 4,
    "hl_child_flag": 4,
    "diagnosis_pointer": 4,
    "icd_version": 4,
    "unknown_code": 5,
    "code_not_in_force": 5,
    "unknown_diagnosis": 5,
    "npi_check_digit": 5,
}


class Rules(Protocol):
    """What a transaction set demands beyond its guide's tables."""

    def block(self, segments: list[Elements], level: str) -> Iterator[tuple[int, Wrong]]: ...

    def close(self) -> Iterator[tuple[str, Wrong]]: ...


_walkers: dict[str, Walker] = {}


def _walker(kind: str, starts: frozenset[str]) -> Walker | None:
    guide = guide_for(kind)
    if guide is None:
        return None
    found = _walkers.get(kind)
    if found is None:
        found = _walkers[kind] = Walker(guide, starts)
    return found


_COMPILED_AFTER = 50
_SEPARATORS_MAX = 64
_separators: dict[Delimiters, int] = {STANDARD: _COMPILED_AFTER}


def _worth_compiling(delimiters: Delimiters) -> bool:
    """Whether separators were met often enough: compiling patterns for a few blocks would cost more than it saves.

    A file that changes its separators all the time must neither take longer than it deserves nor fill the memory.
    """
    met = _separators.get(delimiters, 0)
    if met >= _COMPILED_AFTER:
        return True
    if len(_separators) >= _SEPARATORS_MAX and not met:
        _separators.clear()
        _separators[STANDARD] = _COMPILED_AFTER
        for walker in _walkers.values():
            walker.forget()
    _separators[delimiters] = met + 1
    return False


def _key_modes(guide: Guide) -> dict[str, int]:
    """Where the qualifier of a segment stands: 1 its first element, 3 the third (HL), 2 the first component of the first."""
    modes = {}
    for loop in guide.loops:
        for child in loop.children:
            if isinstance(child, SegmentRule) and child.id in guide.qualified and child.elements:
                modes[child.id] = 3 if child.id == "HL" else 2 if child.elements[0].components is not None else 1
    return modes


class TransactionChecker:
    """Everything that can be said about a transaction without knowing who reads it. One per transaction."""

    def __init__(self, transaction: Any, codes: CodeSets | None) -> None:
        kind: str = transaction.kind
        self._first = transaction.first_segment
        self._delimiters: Delimiters = transaction.delimiters
        self._guided = transaction.version != "4010"
        self._inbound = not kind.startswith("837")
        self._walker = _walker(kind, transaction.assembler.starts) if self._guided else None
        if self._walker is not None:
            self._place = self._walker.start
            self._modes = _modes_for(kind)
        interchange = transaction.interchange
        production = interchange is not None and interchange.usage != "T"
        checks = CodeChecks(codes, production and kind in ("837P", "837I", "270", "276"))
        self._rules = self._rules_for(kind, checks)
        self._marks: dict[str, tuple[Block, int]] = {}

    def _rules_for(self, kind: str, checks: CodeChecks) -> Rules | None:
        if kind == "835":
            return RemittanceRules(checks)
        if kind.startswith("837"):
            return ClaimRules(checks, self._delimiters, kind)
        return LevelRules(checks, self._delimiters, kind) if kind != "999" else None

    def block(self, block: Block, level: str) -> list[Finding]:
        """Findings of one block; usually none."""
        found: list[Finding] = []
        if level == "header":
            for at, e in enumerate(block.elements):
                if e[0] == "BPR":
                    self._marks["BPR"] = (block, at)
        if self._walker is not None:
            self._structure(self._walker, block, found)
        unreadable = any(finding.code == "not_a_number" for finding in found) if found else False
        if self._rules is not None:
            for at, wrong in self._rules.block(block.elements, level):
                if unreadable and wrong.code in ("claim_balance", "line_balance", "claim_charge"):
                    continue
                if wrong.code == "unknown_code" and any(
                    other.segment == block.first + at and other.code == "invalid_code" for other in found
                ):
                    continue
                self._tell(found, block, at, wrong, "")
        return found

    def _structure(self, walker: Walker, block: Block, found: list[Finding]) -> None:
        elements = block.elements
        modes = self._modes
        keys = []
        for e in elements:
            id = e[0]
            mode = modes.get(id)
            if mode is None or len(e) <= (3 if mode == 3 else 1):
                keys.append(id)
            elif mode == 1:
                keys.append(f"{id}*{e[1]}")
            elif mode == 3:
                keys.append(f"{id}*{e[3]}")
            else:
                keys.append(f"{id}*{self._first_component(e[1])}")
        walk = walker.walk(self._place, tuple(keys), block.id in _WHOLE)
        self._place = walk.place
        plan = walk.plans.get(self._delimiters)
        if plan is None:
            plan = self._plan(walk)
            if plan is None:
                self._one_by_one(found, block, walk)
                plan = []
        segments = block.segments
        for at, entry in enumerate(plan):
            if entry is not None:
                match, notes, guard = entry
                if match(segments[at]) is None:
                    self._elements(found, block, at, walk.rules[at])
                if notes and len(elements[at]) > guard:
                    rule = walk.rules[at]
                    assert rule is not None
                    for wrong in broken_notes(notes, elements[at], rule):
                        self._tell(found, block, at, wrong, rule.loop.id)
        for fault in walk.faults:
            self._misplaced(found, block, fault)

    def _first_component(self, text: str) -> str:
        text = text.partition(self._delimiters.component)[0]
        return text.partition(self._delimiters.repetition)[0] if self._delimiters.repetition else text

    def _plan(self, walk: Walk) -> list[Match | None] | None:
        if not _worth_compiling(self._delimiters):
            return None
        plan = [None if rule is None else matcher(rule, self._delimiters) for rule in walk.rules]
        walk.plans[self._delimiters] = plan
        return plan

    def _one_by_one(self, found: list[Finding], block: Block, walk: Walk) -> None:
        """The check without patterns, for separators seldom met."""
        for at, rule in enumerate(walk.rules):
            if rule is not None:
                self._elements(found, block, at, rule)
                for wrong in broken_notes(deciding_notes(rule), block.elements[at], rule):
                    self._tell(found, block, at, wrong, rule.loop.id)

    def _elements(self, found: list[Finding], block: Block, at: int, rule: SegmentRule | None) -> None:
        assert rule is not None
        for wrong in wrongs(rule, block.elements[at], self._delimiters):
            self._tell(found, block, at, wrong, rule.loop.id)

    def _misplaced(self, found: list[Finding], block: Block, fault: Misplaced) -> None:
        what = f"{fault.name} ({fault.segment_id})" if fault.name else fault.segment_id[:3]
        severity = Severity.ERROR
        if fault.code == "missing_segment":
            text = f"{what} is required in loop {fault.loop} and missing."
            mild = ("PER", "N3", "N4") if self._inbound else ("PER",)
            severity = Severity.WARNING if fault.segment_id in mild else Severity.ERROR
        elif fault.code == "too_many":
            text = f"{what} comes more than {fault.allowed} times in loop {fault.loop}."
        elif fault.code == "out_of_order":
            text, severity = f"{what} stands out of order in loop {fault.loop}.", Severity.WARNING
        elif fault.code == "unexpected_segment":
            text = f"{what} has no place here (after loop {fault.loop})."
        else:
            text = f"{what or 'This'} is not a segment of this transaction set."
        wrong = Wrong(fault.code, text, 0, 0, severity)
        self._tell(found, block, fault.at, wrong, fault.loop, fault.segment_id)

    def _tell(self, found: list[Finding], block: Block, at: int, wrong: Wrong, loop: str, segment_id: str = "") -> None:
        if len(found) >= _FAULTS_MAX:
            return
        id = segment_id or (block.elements[at][0] if at < len(block.elements) else "")
        position = block.first + at
        element = f"{id[:3]}{wrong.element:02d}" if wrong.element else ""
        if wrong.component and element:
            element += f"-{wrong.component}"
        found.append(self._finding(wrong, position, block.offset(at), id[:3], loop, element))

    def close(self, block: Block) -> list[Finding]:
        """At SE: what the transaction still lacks, and its sums."""
        found: list[Finding] = []
        if self._walker is not None:
            self._structure(self._walker, block, found)
        if self._rules is not None:
            for mark, wrong in self._rules.close():
                marked = self._marks.get(mark)
                position, offset = (
                    (marked[0].first + marked[1], marked[0].offset(marked[1])) if marked else (self._first, 0)
                )
                found.append(self._finding(wrong, position, offset, mark, "", f"{mark}{wrong.element:02d}"))
        return found

    def _finding(self, wrong: Wrong, position: int, offset: int, segment_id: str, loop: str, element: str) -> Finding:
        return Finding(
            wrong.severity, _SNIP.get(wrong.code, 2), wrong.code, wrong.text, position, position - self._first + 1,
            offset, segment_id, loop, element, wrong.bad_value,
        )  # fmt: skip


@cache
def _modes_for(kind: str) -> dict[str, int]:
    guide = guide_for(kind)
    assert guide is not None
    return _key_modes(guide)
