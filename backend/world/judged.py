"""The truth about a denial: the cause the generator chose; route, right and last day by the published rules."""

from __future__ import annotations

from typing import Any

from backend.kit.money import Money
from backend.pipeline.denials.facts import AdjustmentFacts, Triage
from backend.pipeline.denials.triage import triage
from backend.world.records import WorldClaim, dollars


def decision_of(claim: WorldClaim) -> Triage | None:
    """Triage of the claim's denied line, from what payer and practice know of it; None where nothing was denied."""
    if claim.cause is None or claim.finalized is None or claim.outcome not in ("denied", "partly_paid"):
        return None
    code = (claim.cause.group, claim.cause.carc)
    line = next(one for one in claim.lines if any((a.group, a.carc) == code for a in one.adjustments))
    amount = Money(dollars(line.charge))
    return triage(
        AdjustmentFacts(
            group=claim.cause.group, carc=claim.cause.carc, remarks=claim.cause.remarks, amount=amount, charge=amount,
            claim_status="4" if claim.outcome == "denied" else "1", plan_type=claim.coverage.payer.plan_type,
            service_from=claim.service_from, remittance_date=claim.finalized, frequency=claim.frequency,
            authorization_on_file=bool(claim.authorization), other_plan_on_file=claim.coverage.other_payer is not None,
            payer=claim.coverage.payer.name,
        )
    )  # fmt: skip


def denial_of(claim: WorldClaim) -> dict[str, Any] | None:
    """The denial of the truth record. The cause is the generator's own word, never read back from the codes."""
    decision = decision_of(claim)
    if decision is None or claim.cause is None:
        return None
    return {
        "root_cause": claim.cause.root_cause,
        "route": decision.route,
        "appealable": decision.appealable,
        "deadline": decision.deadline.date.isoformat() if decision.deadline else None,
    }
