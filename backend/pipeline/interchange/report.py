"""What reading a file found: one object per file, for a person as a line, for a machine as JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

MOST_PROBLEMS = 500
"""A file with more problems than this is not listed further; the count goes on."""


def printable(text: str) -> str:
    """Text the database and a terminal take, whatever the file held."""
    return (
        text
        if text.isprintable()
        else "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in text)
    )


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in the file: where (segment position from 1), and in a sentence a biller understands."""

    severity: str
    segment: int
    loop: str
    element: str
    code: str
    text: str

    def as_json(self) -> dict[str, Any]:
        return {
            "severity": self.severity,
            "segment": self.segment,
            "loop": self.loop,
            "element": self.element,
            "code": self.code,
            "text": self.text,
        }


def _amount(value: Decimal) -> str:
    return format(value.quantize(Decimal("0.01")), "f")


@dataclass(slots=True)
class FileReport:
    """Counts and sums as they stand in the file, and what became of it.

    ``posted`` claims went into the record (835: posted; 837: taken in; 277: matched), ``held`` wait for a person.
    ``refused`` is True when the file could not be read at all.
    """

    file: str
    type: str = "unknown"
    claims: int = 0
    service_lines: int = 0
    charge_total: Decimal = Decimal("0.00")
    paid_total: Decimal = Decimal("0.00")
    payment_amount: Decimal = Decimal("0.00")
    provider_adjustments: Decimal = Decimal("0.00")
    posted: int = 0
    held: int = 0
    duplicate: bool = False
    refused: bool = False
    quarantined: bool = False
    problems: list[Problem] = field(default_factory=list)
    problem_count: int = 0

    def add(self, problem: Problem) -> None:
        """Keep a problem, up to a bound."""
        self.problem_count += 1
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)

    def count(self, posted: int, held: int) -> None:
        """Count what became of some claims."""
        self.posted += posted
        self.held += held

    def join(self, later: FileReport) -> None:
        """Go on with what was found further on in the same file."""
        self.claims += later.claims
        self.service_lines += later.service_lines
        self.charge_total += later.charge_total
        self.paid_total += later.paid_total
        self.payment_amount += later.payment_amount
        self.provider_adjustments += later.provider_adjustments
        self.posted += later.posted
        self.held += later.held
        self.quarantined = self.quarantined or later.quarantined
        for one in later.problems:
            self.add(one)
        self.problem_count += later.problem_count - len(later.problems)

    def as_json(self) -> dict[str, Any]:
        """The object ``claimline import --json`` prints (DESIGN section 5)."""
        return {
            "file": self.file,
            "type": self.type,
            "claims": self.claims,
            "service_lines": self.service_lines,
            "charge_total": _amount(self.charge_total),
            "paid_total": _amount(self.paid_total),
            "payment_amount": _amount(self.payment_amount),
            "provider_adjustments": _amount(self.provider_adjustments),
            "posted": self.posted,
            "held": self.held,
            "duplicate": self.duplicate,
            "problems": [one.as_json() for one in self.problems],
        }

    @classmethod
    def from_record(cls, file: str, record: dict[str, Any], state: str) -> FileReport:
        """The report as kept when the file was first read, told again under the name it has now."""
        report = cls(file=file, duplicate=True, refused=state == "refused", quarantined=state == "quarantined")
        for key in ("type", "claims", "service_lines", "posted", "held"):
            setattr(report, key, record.get(key, getattr(report, key)))
        for key in ("charge_total", "paid_total", "payment_amount", "provider_adjustments"):
            setattr(report, key, Decimal(record.get(key, "0.00")))
        for one in record.get("problems", ()):
            report.add(Problem(**one))
        return report
