"""One defect put into a valid file, eighteen times: each is found, at its segment, and nothing else is blamed."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from backend.x12 import Finding, read
from backend.x12.delimiters import Delimiters
from tests.x12.examples import valid_835, valid_837p
from tests.x12.test_tokens import remade


class Defect(NamedTuple):
    """``at`` picks the segment to spoil; ``to`` is what stands there instead (None: taken out, a list: several)."""

    name: str
    make: Callable[[], bytes]
    at: str
    to: str | list[str] | None
    code: str
    element: str
    found_at: str = ""
    held: bool = True


DEFECTS = [
    Defect("wrong SE01", valid_835, "SE*", "SE*99*0001", "segment_count", "SE01"),
    Defect("wrong SE02", valid_835, "SE*", "SE*{count}*0009", "control_number", "SE02"),
    Defect("wrong IEA02", valid_835, "IEA*", "IEA*1*000000099", "control_number", "IEA02"),
    Defect("CAS01 ZZ", valid_835, "CAS*CO*45*50", "CAS*ZZ*45*50", "invalid_code", "CAS01"),
    Defect("TRN missing", valid_835, "TRN*", None, "missing_segment", ""),
    Defect("CLP03 is 2OO", valid_835, "CLP*PCN1*", "CLP*PCN1*1*2OO*80*20*12*ICN1*11*1", "not_a_number", "CLP03"),
    Defect("DTM on 20261399", valid_835, "DTM*472*20260304", "DTM*472*20261399", "invalid_date", "DTM02"),
    Defect("CLP02 77", valid_835, "CLP*PCN1*", "CLP*PCN1*77*190.5*80*20*12*ICN1*11*1", "invalid_code", "CLP02"),
    Defect("line out of balance", valid_835, "SVC*HC:99213", "SVC*HC:99213:25*150*81**1", "line_balance", "SVC03"),
    Defect("BPR02 not the sum", valid_835, "BPR*", "BPR*I*151*C*{rest}", "transaction_balance", "BPR02"),
    Defect("CLM missing", valid_837p, "CLM*PCN1", None, "missing_segment", ""),
    Defect("DTP*472 missing", valid_837p, "DTP*472", None, "missing_segment", ""),
    Defect("HL parent wrong", valid_837p, "HL*2*1*22", "HL*2*7*22*0", "hl_parent", "HL02"),
    Defect("PRV repeated", valid_837p, "PRV*BI", ["PRV*BI*PXC*207Q00000X", "PRV*BI*PXC*207R00000X"], "too_many", ""),
    Defect("CLM02 not the sum", valid_837p, "CLM*PCN1", "CLM*PCN1*191***11:B:1*Y*A*Y*Y", "claim_charge", "CLM02"),
    Defect(
        "NPI check digit", valid_837p, "NM1*85", "NM1*85*2*RIVER CLINIC*****XX*1234567890", "npi_check_digit", "NM109"
    ),
    Defect("CLM05-3 is Z", valid_837p, "CLM*PCN1", "CLM*PCN1*190.5***11:B:Z*Y*A*Y*Y", "unknown_code", "CLM05-3"),
    Defect("no such ICD-10 code", valid_837p, "HI*", "HI*ABK:E11999*ABF:I10", "unknown_diagnosis", "HI01-2"),
]


def spoil(defect: Defect) -> tuple[bytes, int]:
    """The file with the defect, and the position (from 1) of the segment it stands at."""
    segments = defect.make().decode().split("~\n")[:-1]
    at = next(index for index, segment in enumerate(segments) if segment.startswith(defect.at))
    new = [] if defect.to is None else [defect.to] if isinstance(defect.to, str) else defect.to
    old = segments[at].split("*")
    new = [text.replace("{count}", old[1]).replace("{rest}", "*".join(old[4:])) for text in new]
    segments[at : at + 1] = new
    wrong_count = defect.name == "wrong SE01"
    closing = next(index for index, segment in enumerate(segments) if segment.startswith("SE*"))
    if not wrong_count:
        elements = segments[closing].split("*")
        elements[1] = str(closing - 1)
        segments[closing] = "*".join(elements)
    position = at + 1 + (1 if defect.name == "PRV repeated" else 0)
    return ("~\n".join(segments) + "~\n").encode(), position


def findings_of(data: bytes) -> list[Finding]:
    reader = read(data)
    found: list[Finding] = []
    for transaction in reader:
        for record in transaction.records():
            found += record.findings
        found += transaction.findings
    return found + reader.findings


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name)
def test_seeded_defect_is_found_at_its_segment(defect: Defect) -> None:
    data, position = spoil(defect)
    found = findings_of(data)
    hits = [finding for finding in found if finding.code == defect.code and finding.segment == position]
    assert hits, [(finding.code, finding.segment, finding.text) for finding in found]
    assert hits[0].element == defect.element
    assert data[hits[0].offset :].split(b"~")[0].decode() == data.decode().split("~\n")[position - 1]


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name)
def test_seeded_defect_blames_no_other_segment(defect: Defect) -> None:
    data, position = spoil(defect)
    elsewhere = {finding.segment for finding in findings_of(data)} - {position}
    follows_from_it = {"CLM missing": 1, "PRV repeated": 0, "TRN missing": 0}
    assert len(elsewhere) <= follows_from_it.get(defect.name, 0), elsewhere


@pytest.mark.parametrize("make", [valid_835, valid_837p])
def test_unspoilt_file_has_no_finding(make: Callable[[], bytes]) -> None:
    assert findings_of(make()) == []


def test_one_bad_claim_is_held_and_the_others_go_on() -> None:
    data = valid_835(3).replace(b"CLP*PCN2*1*190.5", b"CLP*PCN2*1*2OO")
    held = {
        record.model.patient_control_number: record.held
        for transaction in read(data)
        for record in transaction.records()
    }
    assert held == {"PCN1": False, "PCN2": True, "PCN3": False}


def test_error_of_the_subscriber_holds_the_claims_below() -> None:
    data = valid_837p(2).replace(b"NM1*85*2*RIVER CLINIC*****XX*1234567893", b"NM1*85*2*RIVER CLINIC*****XX*1234567890")
    records = [record.held for transaction in read(data) for record in transaction.records()]
    assert records == [True, True]


def test_range_of_dates_that_ends_before_it_begins_is_found() -> None:
    data = valid_837p(1).replace(b"DTP*472*D8*20260304", b"DTP*472*RD8*20260304-20260303", 1)
    assert [(finding.code, finding.element) for finding in findings_of(data)] == [("invalid_date", "DTP03")]


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name)
def test_seeded_defect_is_found_alike_in_separators_seldom_met(defect: Defect) -> None:
    data, _ = spoil(defect)
    rare = remade(data, Delimiters("|", ">", "!", "\x1d"))

    def told(findings: list[Finding]) -> list[tuple[str, int, str, str]]:
        return [(finding.code, finding.segment, finding.element, finding.severity) for finding in findings]

    assert told(findings_of(rare)) == told(findings_of(data))
