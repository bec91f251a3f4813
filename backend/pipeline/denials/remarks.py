"""What a remark code says about root cause and route, where the adjustment code alone does not tell; pure, as data."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import cast

import tomllib

from backend.codes import knowledge
from backend.codes.knowledge import NOT_DENIALS, RootCause, Route

_DATA = Path(__file__).parent / "data" / "remarks.toml"

_ROUTE_OF_HINT: Mapping[str, Route] = {
    "eligibility": "verify_coverage",
    "coordination_of_benefits": "update_coordination_of_benefits",
    "other_liability": "bill_other_payer",
    "missing_or_invalid_data": "correct_and_resubmit",
    "authorization": "obtain_authorization",
    "not_covered": "write_off_review",
    "benefit_limit": "write_off_review",
    "documentation": "send_records",
    "medical_necessity": "appeal",
    "timely_filing": "appeal",
    "coding": "correct_and_resubmit",
    "duplicate": "none",
    "provider_enrollment": "enrollment",
}


def meaning(remark: str) -> tuple[RootCause, Route] | None:
    """Root cause and usual route the remark points to; None for a remark that only informs."""
    if found := _table().get(remark):
        return found
    known = knowledge.rarc(remark)
    if known is None or known.hint is None or known.hint in NOT_DENIALS or known.hint not in _ROUTE_OF_HINT:
        return None
    return known.hint, _ROUTE_OF_HINT[known.hint]


def deciding(remarks: tuple[str, ...]) -> tuple[RootCause, Route] | None:
    """The meaning that decides: the first that says more than "something is missing", else the first at all."""
    meanings = [found for remark in remarks if (found := meaning(remark))]
    telling = [found for found in meanings if found[0] != "missing_or_invalid_data"]
    return next(iter(telling or meanings), None)


@cache
def _table() -> Mapping[str, tuple[RootCause, Route]]:
    rows = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return {
        code: (cast(RootCause, cause), cast(Route, route))
        for cause, routes in rows.items()
        for route, codes in routes.items()
        for code in codes.split()
    }
