"""Money payers keep back from a payment for an earlier claim (PLB WO, 72): told on that claim's history."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from backend.pipeline.claims.matching import Sought, match_claims
from backend.pipeline.claims.repository import ClaimRepository, KnownClaim, NewEvent
from backend.pipeline.posting.payment import Part
from backend.pipeline.remittances.advice import cents

_FOR_A_CLAIM = frozenset({"WO", "72"})
"""PLB03-1: overpayment recovery, authorized return; PLB03-2 names the claim by the payer's number (X221 2.2.16)."""


def tell_kept_back(session: Session, parts: Sequence[Part]) -> None:
    """Note on each claim named what was kept back for it; a number of no claim of ours is nobody's history."""
    named = [
        (part, one)
        for part in parts
        if part.trailer is not None
        for one in part.trailer.provider_adjustments
        if one.reason in _FOR_A_CLAIM and one.reference
    ]
    if not named:
        return
    claims = ClaimRepository(session)
    found = match_claims(claims, [Sought("", one.reference, part.payment.npi, None) for part, one in named])
    claims.add_events(
        NewEvent(
            claim.id, "kept_back", part.payment.paid_on,
            detail={"amount": str(cents(one.amount)), "payment": part.payment.header.trace_number},
        )
        for (part, one), claim in zip(named, found, strict=True)
        if isinstance(claim, KnownClaim)
    )  # fmt: skip
