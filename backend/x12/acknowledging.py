"""Answers from findings: the 999 for a transaction set, the 277CA for each claim, the TA1 for an interchange.

A set is rejected for what concerns it as a whole; claims with errors of their own are named in the 999 (outcome E) and
refused one by one in the 277CA, so that the others go on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from backend.x12.acknowledgement_277ca.models import (
    ClaimAcknowledgement,
    LevelAcknowledgement,
    StatusInformation,
)
from backend.x12.acknowledgement_999.models import (
    ElementError,
    FunctionalHeader,
    SegmentError,
    SetAcknowledgement,
)
from backend.x12.acknowledgement_ta1.models import InterchangeAcknowledgement
from backend.x12.claim_837.models import Claim
from backend.x12.envelope import InterchangeHeader
from backend.x12.findings import Finding, Severity
from backend.x12.parts import ClaimStatus, Dates, Name, Reference
from backend.x12.records import Record, Transaction

ERRORS_MAX = 500
"""Errors named in one 999; a sender who makes more knows enough."""

_IK304 = {
    "unknown_segment": "1",
    "unexpected_segment": "2",
    "missing_segment": "3",
    "too_many": "5",
    "out_of_order": "7",
}
_IK403 = {
    "missing_element": "1",
    "conditional_missing": "2",
    "too_many_elements": "3",
    "too_short": "4",
    "too_long": "5",
    "invalid_character": "6",
    "not_a_number": "6",
    "invalid_code": "7",
    "invalid_date": "8",
    "invalid_time": "9",
    "exclusion": "10",
    "too_many_repetitions": "12",
    "too_many_components": "13",
    "not_used": "I10",
}
_IK502 = {
    "transaction_not_closed": "2",
    "control_number": "3",
    "segment_count": "4",
    "unsupported_set": "1",
}


class SetAcknowledger:
    """Collects what a 999 says of one transaction set while its records are read."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._errors: list[tuple[Finding, str]] = []

    def add(self, record: Record) -> None:
        """Call for every record; keeps only errors of syntax and guide (SNIP 1 and 2)."""
        for finding in record.findings:
            if finding.severity is Severity.ERROR and finding.snip <= 2 and len(self._errors) < ERRORS_MAX:
                first = record.block.elements[0]
                context = f"CLM01:{first[1]}" if first[0] == "CLM" and len(first) > 1 else ""
                self._errors.append((finding, context))

    def result(self) -> SetAcknowledgement:
        """AK2 to IK5; call when the records have been read."""
        transaction = self._transaction
        own = [finding for finding in transaction.findings if finding.severity is Severity.ERROR]
        refused = [finding for finding in own if finding.snip <= 2 or finding.code in _IK502]
        if not transaction.supported:
            return SetAcknowledgement(transaction.set_id, transaction.control_number, "", "R", ("1",))
        codes = {_IK502[finding.code] for finding in refused if finding.code in _IK502}
        named = [(finding, "") for finding in refused if finding.code not in _IK502] + self._errors
        named.sort(key=lambda one: one[0].segment)
        if named:
            codes.add("5")
        outcome = "R" if refused else "E" if named else "A"
        return SetAcknowledgement(
            transaction.set_id,
            transaction.control_number,
            transaction.implementation,
            outcome,
            tuple(sorted(codes)) if outcome != "A" else (),
            tuple(_segment_errors(named[:ERRORS_MAX])),
        )


def functional_header(transaction: Transaction) -> FunctionalHeader:
    """AK1 for the group a transaction came in."""
    group = transaction.group
    return FunctionalHeader(group.code, group.control_number, group.version) if group else FunctionalHeader("", "")


def _segment_errors(named: Sequence[tuple[Finding, str]]) -> Iterable[SegmentError]:
    """One IK3 per segment and kind of fault, with an IK4 for each element."""
    at = 0
    while at < len(named):
        finding, context = named[at]
        end = at
        elements = []
        while end < len(named) and _same(named[end][0], finding):
            if named[end][0].element:
                elements.append(_element_error(named[end][0]))
            end += 1
        yield SegmentError(
            finding.segment_id or "?",
            max(finding.in_transaction, 1),
            finding.loop[:4] if finding.loop != "ST_LOOP" else "",
            _IK304.get(finding.code, "8"),
            (context,) if context else (),
            tuple(elements),
        )
        at = end


def _same(one: Finding, other: Finding) -> bool:
    return (one.segment, one.segment_id, bool(one.element)) == (
        other.segment,
        other.segment_id,
        bool(other.element),
    ) and (bool(one.element) or one is other)


def _element_error(finding: Finding) -> ElementError:
    digits, _, component = finding.element[len(finding.segment_id) :].partition("-")
    bad = finding.bad_value if finding.bad_value.isprintable() else ""
    return ElementError(
        int(digits) if digits.isdigit() else 0,
        _IK403.get(finding.code, "7"),
        int(component) if component else None,
        None,
        "",
        "".join(char for char in bad if char.isalnum() or char in " .-"),
    )


_STATUS_BY_CODE = {
    "npi_check_digit": ("A7", "562"),
    "unknown_diagnosis": ("A7", "255"),
    "icd_version": ("A7", "255"),
    "diagnosis_pointer": ("A7", "477"),
    "claim_charge": ("A7", "400"),
}
_STATUS_BY_SEGMENT = {
    "DTP": "187",
    "SV1": "454",
    "SV2": "454",
    "HI": "255",
    "N3": "126",
    "N4": "126",
    "DMG": "158",
    "CLM": "21",
}


def _statuses(findings: Iterable[Finding], entity_of: dict[int, str]) -> tuple[ClaimStatus, ...]:
    found: dict[ClaimStatus, None] = {}
    for finding in findings:
        if finding.severity is not Severity.ERROR:
            continue
        category = "A6" if finding.code in ("missing_element", "missing_segment", "conditional_missing") else "A7"
        category, code = _STATUS_BY_CODE.get(finding.code, (category, _STATUS_BY_SEGMENT.get(finding.segment_id, "21")))
        if finding.element == "CLM05-3":
            code = "535"
        elif finding.element in ("CLM05-1", "SV105"):
            code = "249"
        found[ClaimStatus(category, code, entity_of.get(finding.segment, "") if code == "562" else "")] = None
    return tuple(found)


def acknowledge_claim(
    record: Record,
    received: date,
    payer_claim_control_number: str = "",
    receiver: LevelAcknowledgement | None = None,
    provider: LevelAcknowledgement | None = None,
    more: Iterable[Finding] = (),
) -> ClaimAcknowledgement:
    """The 277CA answer for one 837 claim: accepted into adjudication (A2:20), or rejected with up to three reasons each.

    ``more`` are findings of the caller's own (member or provider not known, payer's edits: SNIP 7).
    """
    claim: Claim = record.model
    block = record.block
    entities = {block.first + at: e[1] for at, e in enumerate(block.elements) if e[0] == "NM1" and len(e) > 1}
    statuses = _statuses([*record.context, *record.findings, *more], entities)
    if statuses:
        information = tuple(
            StatusInformation(statuses[at : at + 3], received, "U", claim.charge) for at in range(0, len(statuses), 3)
        )
    else:
        information = (StatusInformation((ClaimStatus("A2", "20"),), received, "WQ", claim.charge),)
    person = claim.person
    references = [Reference("1K", payer_claim_control_number)] if payer_claim_control_number else []
    start, end = claim.service_from, claim.service_to
    return ClaimAcknowledgement(
        Name("QC", "1", person.last, person.first, person.middle, person.suffix, "MI", _member_id(claim)),
        claim.patient_control_number,
        information,
        tuple(references),
        (Dates("472", start, end if end != start else None),) if start else (),
        (),
        receiver,
        provider,
    )


def _member_id(claim: Claim) -> str:
    return claim.subscriber.name.id


def acknowledge_interchange(interchange: InterchangeHeader, findings: Sequence[Finding]) -> InterchangeAcknowledgement:
    """A TA1: accepted, or rejected when the envelope itself cannot be trusted."""
    notes = {
        "control_number": "001",
        "interchange_not_closed": "023",
        "group_count": "021",
        "isa_width": "022",
        "bad_isa": "022",
    }
    wrong = [
        finding for finding in findings if finding.severity is Severity.ERROR and finding.segment_id in ("ISA", "IEA")
    ]
    note = next((notes[finding.code] for finding in wrong if finding.code in notes), "024" if wrong else "000")
    return InterchangeAcknowledgement(
        interchange.control_number, interchange.date, interchange.time, "R" if wrong else "A", note
    )
