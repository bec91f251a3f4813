"""How fast adjustments are triaged, on one core."""

from __future__ import annotations

import random
import time
from datetime import date, timedelta
from typing import Any

from backend.codes import knowledge
from backend.kit.money import Money
from backend.pipeline.denials.facts import AdjustmentFacts
from backend.pipeline.denials.triage import triage

_REMARKS: tuple[tuple[str, ...], ...] = ((), (), ("MA130",), ("N130",), ("M51",), ("N706",), ("N4",), ("M76", "MA130"))
_PLANS = ("commercial", "erisa", "medicare", "medicare_advantage", "medicaid", "unknown")


def facts(count: int, seed: int = 1) -> list[AdjustmentFacts]:
    """Adjustments as a large remittance has them: every current code, all groups, plans and remarks."""
    chance = random.Random(seed)
    codes = [code.code for code in knowledge.all_carc() if code.status == "current"]
    start = date(2026, 1, 2)
    return [
        AdjustmentFacts(
            group=chance.choice(("CO", "CO", "CO", "PR", "OA", "PI")),
            carc=chance.choice(codes),
            remarks=chance.choice(_REMARKS),
            amount=Money.of(f"{chance.randint(1, 90000)}.{chance.randint(0, 99):02d}"),
            charge=Money.of("90001.00"),
            claim_status=chance.choice(("1", "1", "4", "2", "22")),
            plan_type=chance.choice(_PLANS),
            service_from=start + timedelta(days=chance.randint(0, 300)),
            remittance_date=start + timedelta(days=chance.randint(10, 320)),
            authorization_on_file=chance.choice((True, False, None)),
            other_plan_on_file=chance.choice((True, False, None)),
        )
        for _ in range(count)
    ]


def run(claims: int = 100_000) -> dict[str, Any]:
    """Triage one adjustment for each of so many claims; seconds, adjustments a second, how many were denials."""
    given = facts(claims)
    started = time.process_time()
    denials = sum(triage(one).is_denial for one in given)
    seconds = time.process_time() - started
    return {
        "adjustments": claims,
        "denials": denials,
        "seconds": round(seconds, 2),
        "per_second": round(claims / max(seconds, 1e-9)),
    }
