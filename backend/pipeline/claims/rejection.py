"""Why a payer returned a claim before adjudication, in a sentence. Pure."""

from __future__ import annotations

import re

from backend.codes import knowledge

_ENTITY = {
    "IL": "member", "QC": "patient", "PR": "payer", "85": "billing provider", "82": "rendering provider",
    "77": "service location", "DN": "referring provider", "71": "attending provider", "GB": "other insured person",
    "41": "submitter", "40": "receiver", "DK": "ordering provider", "87": "pay-to provider",
}  # fmt: skip
"""Entity codes of STC01-3 (X214, code source 237) that concern a claim."""
_WRONG = {"A6": "is missing", "A7": "is not valid", "A8": "does not fit the rest of the claim"}
_PLACES = re.compile(r" \([A-Z]{2,3}[ \d]*\)")


def reason(category: str, code: str, entity: str) -> str:
    """What was wrong, by status category, status code and whom it concerns (277CA STC01)."""
    known = knowledge.claim_status(code)
    if known is None:
        return f"Claim status code {code}."
    text = _PLACES.sub("", known.biller)
    text = re.sub(r"the named (party|person)", f"the {_ENTITY.get(entity, 'party named')}", text)
    return text.replace("is in question", _WRONG.get(category, "is in question"))
