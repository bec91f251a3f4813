"""Why payers of the world deny: root causes in the proportions of the industry, each with the codes payers really use for it.

Proportions: Change Healthcare 2020 denials index (registration and eligibility 26.6 %, missing data 17.2, authorization
11.6, not covered 10.6, records 9.2, medical necessity 6.6, untimely 5.4, coding 4.8, provider 0.9, the rest unknown);
registration is split into cover, other insurer and other liability, and rare causes are lifted so that every world of
some hundred claims has them.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cause:
    """One way a payer says a root cause: group, CARC, remark codes. ``weight`` is within the cause."""

    root_cause: str
    group: str
    carc: str
    remarks: tuple[str, ...] = ()
    weight: int = 10
    plan_types: tuple[str, ...] = ()
    """Only these plans say it so; all when empty."""
    authorization: bool | None = None
    """The claim carries an authorization number, or carries none; either when None."""
    other_plan: bool | None = None
    """The claim names another plan, or names none; either when None."""


WEIGHTS: dict[str, int] = {
    "eligibility": 180, "coordination_of_benefits": 70, "other_liability": 20, "missing_or_invalid_data": 150,
    "authorization": 116, "not_covered": 86, "benefit_limit": 30, "documentation": 92, "medical_necessity": 76,
    "timely_filing": 54, "coding": 60, "duplicate": 35, "provider_enrollment": 25, "other": 16,
}  # fmt: skip

_MEDICARE = ("medicare", "medicare_advantage")
_PRIVATE = ("commercial", "erisa", "medicare_advantage", "medicaid")

CAUSES: tuple[Cause, ...] = (
    Cause("eligibility", "PR", "27"),
    Cause("eligibility", "CO", "27", weight=6),
    Cause("eligibility", "PR", "26", weight=5),
    Cause("eligibility", "CO", "31", ("N382",)),
    Cause("eligibility", "PR", "31", weight=5),
    Cause("eligibility", "PR", "32", weight=4, plan_types=("commercial", "erisa")),
    Cause("eligibility", "PR", "177", ("N30",), weight=4),
    Cause("eligibility", "PR", "200", weight=3),
    Cause("coordination_of_benefits", "CO", "22", ("N479",)),
    Cause("coordination_of_benefits", "OA", "22", ("MA92",)),
    Cause("coordination_of_benefits", "CO", "22", ("MA04",), plan_types=("medicare", "medicaid")),
    Cause("other_liability", "CO", "19"),
    Cause("other_liability", "PR", "20", weight=5),
    Cause("other_liability", "CO", "21"),
    Cause("missing_or_invalid_data", "CO", "16", ("N290",)),
    Cause("missing_or_invalid_data", "CO", "16", ("MA27",), weight=6),
    Cause("missing_or_invalid_data", "CO", "16", ("N265",), weight=6),
    Cause("missing_or_invalid_data", "CO", "16", ("N290", "MA130"), plan_types=("medicare",), weight=30),
    Cause("missing_or_invalid_data", "CO", "16", weight=3),
    Cause("missing_or_invalid_data", "CO", "16", ("MA120",), weight=4),
    Cause("authorization", "CO", "197", authorization=False),
    Cause("authorization", "CO", "197", authorization=True, weight=6),
    Cause("authorization", "CO", "198", authorization=True, weight=5),
    Cause("authorization", "CO", "288", weight=4, authorization=False),
    Cause("authorization", "CO", "243", weight=3, plan_types=_PRIVATE),
    Cause("not_covered", "PR", "204"),
    Cause("not_covered", "PR", "96", ("N130",)),
    Cause("not_covered", "PR", "96", ("N425",), plan_types=_MEDICARE),
    Cause("not_covered", "CO", "204", ("N130",), weight=5),
    Cause("benefit_limit", "PR", "119"),
    Cause("benefit_limit", "CO", "119", ("N640",), weight=5),
    Cause("benefit_limit", "PR", "149", weight=4),
    Cause("benefit_limit", "PR", "35", weight=2),
    Cause("documentation", "CO", "252", ("M127",)),
    Cause("documentation", "CO", "226", ("N706",)),
    Cause("documentation", "CO", "163", weight=4),
    Cause("documentation", "CO", "251", ("M127",), weight=4),
    Cause("medical_necessity", "CO", "50", ("N115",), plan_types=_MEDICARE),
    Cause("medical_necessity", "CO", "50"),
    Cause("medical_necessity", "CO", "55", weight=4),
    Cause("medical_necessity", "CO", "56", weight=2),
    Cause("medical_necessity", "CO", "50", ("N939",), weight=6, plan_types=("commercial", "erisa")),
    Cause("timely_filing", "CO", "29"),
    Cause("coding", "CO", "11"),
    Cause("coding", "CO", "97", ("M15",)),
    Cause("coding", "CO", "4", ("N519",), weight=6),
    Cause("coding", "CO", "236", weight=4),
    Cause("coding", "CO", "181", ("N56",), weight=4),
    Cause("coding", "CO", "5", weight=3),
    Cause("duplicate", "CO", "18"),
    Cause("duplicate", "OA", "18", ("N522",), weight=5),
    Cause("provider_enrollment", "CO", "B7"),
    Cause("provider_enrollment", "CO", "B7", ("N570",), weight=6),
    Cause("provider_enrollment", "CO", "185", weight=3),
    Cause("provider_enrollment", "PR", "242", weight=3, plan_types=_PRIVATE),
    Cause("other", "CO", "A1"),
)

REJECTIONS: tuple[tuple[str, str, str], ...] = (
    ("A3", "21", "PR"),
    ("A3", "116", "PR"),
    ("A6", "562", "82"),
    ("A6", "164", "IL"),
    ("A7", "562", "85"),
    ("A7", "164", "IL"),
    ("A7", "255", ""),
    ("A7", "187", ""),
    ("A7", "158", "QC"),
    ("A8", "454", ""),
    ("A3", "718", ""),
)
"""Status category, status code and entity of a claim returned before adjudication (277CA)."""
PENDING: tuple[tuple[str, str, str], ...] = (
    ("P1", "20", ""), ("P1", "3", ""), ("P2", "46", ""), ("P2", "287", ""), ("P3", "297", ""), ("P3", "286", "GB"),
    ("P0", "45", ""), ("P3", "123", "QC"),
)  # fmt: skip
"""The same of a claim in process (277)."""
