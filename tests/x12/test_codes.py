"""Code lists in a check: published lists by date as the caller gives them, diagnoses, check digits."""

import gzip
from datetime import date

import pytest

from backend.x12 import Finding, read
from backend.x12.build_diagnoses import TABLE, packed
from backend.x12.code_sets import diagnosis_exists
from tests.x12.examples import valid_835, valid_837p
from tests.x12.fuzz import seeds


class Lists:
    """45 and PR 2 are in force, 197 stopped at the end of 2020, place 11 is known; no opinion on anything else."""

    def is_known(self, code_list: str, code: str, on_date: date | None) -> bool | None:
        if code_list == "place_of_service":
            return code == "11"
        if code_list != "carc":
            return None
        if code == "197":
            return on_date is None or on_date <= date(2020, 12, 31)
        return code in ("45", "2")


def findings(data: bytes) -> list[Finding]:
    found: list[Finding] = []
    for transaction in read(data, codes=Lists()):
        for record in transaction.records():
            found += record.findings
    return found


def test_code_no_longer_in_force_is_a_warning_with_its_day() -> None:
    (found,) = findings(valid_835(1))
    assert (found.code, found.severity, found.element, found.bad_value) == (
        "code_not_in_force",
        "warning",
        "CAS02",
        "197",
    )
    assert "2026-04-01" in found.text
    assert found.snip == 5


def test_unknown_adjustment_code_is_an_error() -> None:
    codes = [
        (found.code, found.severity, found.bad_value)
        for found in findings(valid_835(1).replace(b"CAS*CO*197", b"CAS*CO*998"))
    ]
    assert codes == [("unknown_code", "error", "998")]


def test_unknown_place_of_service_is_found_at_its_component() -> None:
    (found,) = findings(valid_837p(1).replace(b"***11:B:1", b"***98:B:1"))
    assert (found.code, found.element) == ("unknown_code", "CLM05-1")


@pytest.mark.parametrize(
    ("code", "exists"),
    [
        ("E119", True),
        ("E11", False),
        ("S52521A", True),
        ("S52521", False),
        ("XXXX", False),
        ("e119", True),
        ("", False),
    ],
)
def test_only_complete_diagnoses_exist(code: str, exists: bool) -> None:
    assert diagnosis_exists(code) is exists


def test_diagnosis_newer_than_the_table_is_only_doubted() -> None:
    data = valid_837p(1).replace(b"ABK:E119", b"ABK:E11999").replace(b"D8*20260304", b"D8*20261104")
    assert [(found.code, found.severity) for found in findings(data)] == [("unknown_diagnosis", "warning")]


@pytest.mark.filterwarnings("ignore:.*read_text is deprecated:DeprecationWarning")
@pytest.mark.filterwarnings("ignore:.*open_text is deprecated:DeprecationWarning")
def test_table_of_diagnoses_is_the_one_the_package_makes() -> None:
    assert gzip.decompress(TABLE.read_bytes()) == packed()


def test_wrong_npi_in_a_test_interchange_is_a_warning() -> None:
    data = valid_837p(1, usage="T").replace(b"XX*1245319599", b"XX*1245319590")
    assert [(found.code, found.severity) for found in findings(data)] == [("npi_check_digit", "warning")]


def test_every_set_we_write_passes_our_own_check() -> None:
    for data in seeds():
        reader = read(data)
        for transaction in reader:
            for record in transaction.records():
                assert record.findings == [], transaction.kind
            assert transaction.findings == [], transaction.kind
        assert reader.findings == []
