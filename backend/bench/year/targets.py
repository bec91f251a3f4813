"""What the year came to: each target with what was measured, and whether it was met. Queries on the record alone."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from backend.database import session_scope
from backend.pipeline.submission import service as submission

if TYPE_CHECKING:
    from backend.bench.year.simulate import Year


def measured(year: Year) -> dict[str, Any]:
    """The whole result as JSON values."""
    with session_scope() as session:
        first, last = year.world.first, year.world.last
        rates = submission.rates(session, first, last + timedelta(days=1))
        out: dict[str, Any] = {
            "claims": year.world.claims, "seed": year.world.seed, "encounters_sent": year.sent,
            "submitted": rates.submitted,
            "clean_percent": _percent(rates.clean, rates.submitted),
            "accepted_percent": _percent(rates.accepted, rates.submitted),
            "stages": _pairs(session, "SELECT stage, count(*) FROM claim GROUP BY 1 ORDER BY 2 DESC"),
            "outgoing": _pairs(session, "SELECT state, count(*) FROM outgoing_claim GROUP BY 1 ORDER BY 2 DESC"),
            "advices": _pairs(session, "SELECT coalesce(nullif(held_reason, ''), 'posted'), count(*) FROM remittance_claim GROUP BY 1 ORDER BY 2 DESC"),
            "denials": _pairs(session, "SELECT root_cause || ':' || state || ':' || coalesce(outcome, ''), count(*) FROM denial GROUP BY 1 ORDER BY 2 DESC"),
            "work_open": _pairs(session, "SELECT queue || ':' || reason, count(*) FROM work_item WHERE closed_at IS NULL GROUP BY 1 ORDER BY 2 DESC"),
            "ledger": _pairs(session, "SELECT account, sum(amount) FROM ledger_entry GROUP BY 1 ORDER BY 1"),
        }
    out["done"] = dict(year.team.done.most_common())
    out["strange"] = dict(year.team.strange.most_common(30))
    out["parts"] = {name: round(value) for name, value in year.seconds.items()}
    out["jobs"] = {
        name: [year.worker.runs[name], round(value, 1)]
        for name, value in sorted(year.worker.seconds.items(), key=lambda one: -one[1])
    }
    return out


def _pairs(session: Session, statement: str) -> dict[str, Any]:
    return {str(row[0]): row[1] if isinstance(row[1], int) else str(row[1]) for row in session.execute(text(statement))}


def _percent(part: int, whole: int) -> str:
    return f"{Decimal(100 * part) / whole:.2f}" if whole else ""
