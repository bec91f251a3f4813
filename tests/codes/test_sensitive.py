"""One table of care that law or decency keeps between patient and provider."""

from __future__ import annotations

import pytest

from backend.codes.sensitive import is_sensitive


@pytest.mark.parametrize(
    ("procedures", "diagnoses", "expected"),
    [
        (["99213"], ["I10"], False), (["90834"], ["I10"], True), (["80306"], [], True), (["86703"], [], True),
        (["99213"], ["F1120"], True), (["99213"], ["F11.20"], True), (["99213"], ["B20"], True), (["H0001"], [], True),
        (["99213", "59840"], [], True), (["58670"], [], True), (["99213"], ["Z302"], True), (["99213"], ["Z11.4"], True),
        (["87391"], [], True), (["99213"], ["a5600"], True), (["99213"], ["O0739"], True),
        (["99392"], ["Z00129"], False), (["57454"], ["N926"], False), (["99213"], ["O0900"], False), ([], [], False),
    ],
)  # fmt: skip
def test_sensitive_care_is_recognised(procedures: list[str], diagnoses: list[str], expected: bool) -> None:
    assert is_sensitive(procedures, diagnoses) is expected
