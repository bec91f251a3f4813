"""Looking codes up for one transaction: published lists by date, check digits, diagnoses. Answers are remembered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from backend.x12.code_sets import ICD10_BEGINS, ICD10_EDITION_ENDS, CodeSets, diagnosis_exists, npi_passes
from backend.x12.elements import Wrong
from backend.x12.findings import Severity

_NAMES = {
    "carc": "claim adjustment reason code",
    "rarc": "remittance advice remark code",
    "claim_status": "claim status code",
    "status_category": "claim status category code",
    "place_of_service": "place of service code",
}
_REMEMBERED_MAX = 20_000
_LENGTH_MAX = 12
"""No published code is as long; what is longer is cut before it is remembered."""


class CodeChecks:
    """``ours`` says the identifiers are of our own side and in production: a wrong NPI is then an error, else a doubt."""

    def __init__(self, codes: CodeSets | None, ours: bool) -> None:
        self._codes = codes
        self._npi_severity = Severity.ERROR if ours else Severity.WARNING
        self._answers: dict[tuple[str, str, date | None], str] = {}

    def published(
        self,
        code_list: str,
        code: str,
        on: date | None,
        element: int,
        severity: Severity = Severity.ERROR,
        component: int = 0,
    ) -> Iterator[Wrong]:
        """A code of a published list on a day: unknown, or known but not in force then (a warning)."""
        if self._codes is None:
            return
        code = code[:_LENGTH_MAX]
        key = (code_list, code, on)
        answer = self._answers.get(key)
        if answer is None:
            if len(self._answers) >= _REMEMBERED_MAX:
                self._answers.clear()
            answer = self._answers[key] = self._ask(self._codes, code_list, code, on)
        if answer == "unknown":
            text = f"{code[:10]} is no {_NAMES[code_list]}."
            yield Wrong("unknown_code", text, element, component, severity, code[:10])
        elif answer == "not_in_force":
            text = f"{code[:10]} is a {_NAMES[code_list]}, but it was not in force on {on:%Y-%m-%d}."
            yield Wrong("code_not_in_force", text, element, component, Severity.WARNING, code[:10])

    @staticmethod
    def _ask(codes: CodeSets, code_list: str, code: str, on: date | None) -> str:
        if codes.is_known(code_list, code, on) is not False:
            return "fine"
        return "unknown" if on is None or codes.is_known(code_list, code, None) is False else "not_in_force"

    def npi(self, npi: str, element: int) -> Iterator[Wrong]:
        """The check digit of an NPI."""
        if len(npi) != 10 or not npi_passes(npi):
            yield Wrong(
                "npi_check_digit", "The NPI is not valid: its check digit is wrong.", element, 0, self._npi_severity
            )

    def diagnosis(self, qualifier: str, code: str, on: date | None, element: int) -> Iterator[Wrong]:
        """An ICD-10-CM diagnosis by date of service; ICD-9 after the change of 2015-10-01 is an error."""
        if qualifier in _ICD9:
            if on is not None and on >= ICD10_BEGINS:
                yield Wrong("icd_version", "ICD-9 codes are not accepted for service since 2015-10-01.", element, 1)
            return
        if len(code) > 7 or not diagnosis_exists(code):
            late = on is not None and on > ICD10_EDITION_ENDS
            severity = Severity.WARNING if late else Severity.ERROR
            text = f"{code[:8]} is not a complete ICD-10-CM code."
            yield Wrong("unknown_diagnosis", text, element, 2, severity, code[:8])


_ICD9 = frozenset(("BK", "BF", "BJ", "BN", "PR"))
ICD10 = frozenset(("ABK", "ABF", "ABJ", "ABN", "APR"))
DIAGNOSES = _ICD9 | ICD10
