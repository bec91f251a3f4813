"""Which kind of plan a claim is under: it decides rights and deadlines. Pure."""

from __future__ import annotations

import re

_BY_INDICATOR = {
    "MA": "medicare",
    "MB": "medicare",
    "16": "medicare_advantage",
    "MC": "medicaid",
    "12": "commercial",
    "13": "commercial",
    "14": "commercial",
    "15": "commercial",
    "17": "commercial",
    "BL": "commercial",
    "CI": "commercial",
    "HM": "commercial",
}
_SELF_FUNDED = re.compile(r"\b(self[- ]?(funded|insured)|erisa)\b", re.IGNORECASE)


def plan_type(filing_indicator: str, group_name: str) -> str:
    """commercial, erisa, medicare, medicare_advantage, medicaid or unknown.

    X12 has no code for an employer's self-funded plan: it is known by its name (SBR04), which must say so. Anything
    the claim does not say is unknown, because a wrong plan type would give a wrong appeal deadline.
    """
    found = _BY_INDICATOR.get(filing_indicator, "unknown")
    if found == "commercial" and _SELF_FUNDED.search(group_name):
        return "erisa"
    return found
