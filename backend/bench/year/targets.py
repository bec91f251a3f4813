"""What the year came to: each target with what was measured, and whether it was met. Queries on the record alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from backend.bench.year.jobs import PRINTING
from backend.bench.year.ownership import owners
from backend.database import session_scope
from backend.pipeline.secondary.rules import BILLED_ELSEWHERE
from backend.pipeline.submission import service as submission

if TYPE_CHECKING:
    from backend.bench.year.simulate import Year


@dataclass(frozen=True, slots=True)
class Target:
    """One promise: what it is, what was measured, what was wanted, kept or not."""

    name: str
    measured: str
    wanted: str
    met: bool
    of: int = 0
    """How many things it was measured on."""


_POSTED = """
SELECT count(*) AS advices,
       count(*) FILTER (WHERE rc.held_reason = '') AS posted,
       coalesce(max(extract(epoch FROM t.recorded_at - f.received_at) / 3600), 0) AS slowest
FROM remittance_claim rc JOIN remittance r ON r.id = rc.remittance_id JOIN file f ON f.id = r.file_id
LEFT JOIN LATERAL (
    SELECT min(lt.recorded_at) AS recorded_at FROM ledger_transaction lt
    WHERE lt.remittance_id = rc.remittance_id AND lt.claim_id = rc.claim_id
) t ON true
"""
_ROUTED = """
SELECT count(*), coalesce(max(extract(epoch FROM ((d.opened + 1)::timestamptz - f.received_at)) / 3600), 0),
       count(*) FILTER (WHERE d.route = '' OR d.owner = '')
FROM denial d JOIN remittance_claim rc ON rc.id = d.advice_id JOIN remittance r ON r.id = rc.remittance_id
JOIN file f ON f.id = r.file_id
"""
"""To the end of the day it was routed on: a denial keeps no hour."""
_SECONDARY = """
SELECT count(*), coalesce(max(extract(epoch FROM e.recorded_at - t.recorded_at) / 3600), 0)
FROM coordination c
JOIN LATERAL (SELECT min(recorded_at) AS recorded_at FROM claim_event
              WHERE claim_id = c.next_claim_id AND kind = 'submitted') e ON e.recorded_at IS NOT NULL
JOIN LATERAL (
    SELECT greatest(min(said.recorded_at), (
        SELECT max(d.closed) FROM denial d
        WHERE d.claim_id = c.claim_id AND d.advice_id = c.advice_id AND d.root_cause = ANY(:settled_first)
    )) AS recorded_at FROM claim_event said WHERE said.claim_id = c.claim_id AND said.advice_id = c.advice_id
) t ON true
WHERE c.next_claim_id IS NOT NULL AND c.step = 'bill_next_plan'
"""
_LATE_FILED = """
SELECT count(*) FROM claim_line l JOIN claim c ON c.id = l.claim_id JOIN denial d ON d.claim_id = c.id
WHERE d.root_cause = 'timely_filing' AND l.number = 1
"""
_APPEAL_MISSED = """
SELECT count(*) FROM denial d
WHERE d.appealable AND d.state = 'open' AND d.deadline < :today AND d.route NOT IN ('none', 'bill_patient')
  AND NOT EXISTS (SELECT 1 FROM appeal a WHERE a.claim_id = d.claim_id)
"""
_SENT_LATE = (
    "SELECT count(*) FROM appeal WHERE sent_on > deadline OR (state IN ('draft', 'signed') AND deadline < :today)"
)
_CLEARING = """
SELECT count(*) FROM (
    SELECT e.id FROM remittance e JOIN ledger_transaction t ON t.remittance_id = e.id
    JOIN ledger_entry l ON l.transaction_id = t.id
    WHERE l.account = 'remittance_clearing'
      AND NOT EXISTS (SELECT 1 FROM remittance_claim h WHERE h.remittance_id = e.id AND h.held_reason <> '')
    GROUP BY e.id HAVING sum(l.amount) <> 0
) AS open_remittance
"""


def measured(year: Year) -> dict[str, Any]:
    """The whole result as JSON values."""
    last = year.world.last
    with session_scope() as session:
        targets = [*_front(session, year), *_back(session, last), *_books(session, year)]
        standing = owners(session, last)
        targets.append(
            Target("claims with neither an end nor exactly one owner and one next date", str(standing["with_neither"]), "0",
                   standing["with_neither"] == 0, standing["claims"])
        )  # fmt: skip
        out: dict[str, Any] = {
            "claims": year.world.claims,
            "seed": year.world.seed,
            "not_run": list(PRINTING),
            "targets": {
                one.name: {"measured": one.measured, "wanted": one.wanted, "met": one.met, "of": one.of}
                for one in targets
            },
            "all_met": all(one.met for one in targets),
            "owners": standing,
            **_counts(session),
        }
        out["money"] = _money(session, last)
    out["patients"] = dict(year.people.done.most_common()) | {"received": str(year.people.received)}
    out["done"] = dict(year.team.done.most_common())
    out["left_alone"] = dict(year.team.strange.most_common(30))
    out["seconds_by_part"] = {name: round(value) for name, value in year.seconds.items()}
    out["jobs"] = {
        name: [year.worker.runs[name], round(value, 1)]
        for name, value in sorted(year.worker.seconds.items(), key=lambda one: -one[1])
    }
    return out


def _front(session: Session, year: Year) -> list[Target]:
    rates = submission.rates(session, year.world.first, year.world.last + timedelta(days=1))
    clean, accepted = _percent(rates.clean, rates.submitted), _percent(rates.accepted, rates.submitted)
    return [
        Target("clean-claim rate", f"{clean} %", ">= 98 %", clean >= 98, rates.submitted),
        Target("first-pass acceptance", f"{accepted} %", ">= 95 %", accepted >= 95, rates.submitted),
    ]


def _back(session: Session, last: date) -> list[Target]:
    auto = session.execute(text(_AUTO)).one()
    posted = session.execute(text(_POSTED)).one()
    rate = _percent(auto.automatic, auto.advices)
    routed, slowest, unrouted = session.execute(text(_ROUTED)).one()
    billed, latest = session.execute(text(_SECONDARY), {"settled_first": sorted(BILLED_ELSEWHERE)}).one()
    late = session.scalar(text(_LATE_FILED)) or 0
    missed = session.scalar(text(_APPEAL_MISSED), {"today": last}) or 0
    missed += session.scalar(text(_SENT_LATE), {"today": last}) or 0
    return [
        Target("auto-posting", f"{rate} %", ">= 95 %", rate >= 95, auto.advices),
        Target(
            "slowest posting after receipt", f"{posted.slowest:.1f} h", "<= 48 h", posted.slowest <= 48, posted.posted
        ),
        Target("slowest routing of a denial", f"{slowest:.1f} h", "<= 72 h", slowest <= 72 and not unrouted, routed),
        Target("slowest secondary claim after posting", f"{latest:.1f} h", "<= 48 h", latest <= 48, billed),
        Target("missed filing windows", str(late), "0", not late),
        Target("missed appeal windows", str(missed), "0", not missed),
    ]


_AUTO = """
SELECT count(*) AS advices,
       count(*) FILTER (WHERE rc.held_reason = '' AND NOT EXISTS (
           SELECT 1 FROM work_item w WHERE w.subject_kind = 'remittance_claim' AND w.subject_id = rc.id)) AS automatic
FROM remittance_claim rc
"""


def _books(session: Session, year: Year) -> list[Target]:
    """Every transaction sums to zero; every payment is applied; what payers and patients sent is what we have."""
    total = session.scalar(text("SELECT coalesce(sum(amount), 0) FROM ledger_entry"))
    unapplied = session.scalar(text(_CLEARING)) or 0
    cash = session.scalar(text("SELECT coalesce(sum(amount), 0) FROM ledger_entry WHERE account = 'cash'"))
    outside = sum((one.paid_out for one in year.world.payers.values()), Decimal(0))
    here = session.scalar(text(_PAID_HERE)) or Decimal(0)
    sent = outside + here + year.people.received.amount
    reports = session.execute(text(_REPORTS)).one()
    return [
        Target("sum of all ledger entries", f"{total}", "0.00", total == 0),
        Target("remittances not applied to the cent", str(unapplied), "0", not unapplied),
        Target("cash in the ledger less what payers and patients sent", f"{cash - sent}", "0.00", cash == sent),
        Target("monthly packages that reconcile and are published", str(reports[1]), str(reports[0]),
               reports[0] == reports[1] > 0, reports[0]),
    ]  # fmt: skip


_REPORTS = """
SELECT count(*), count(*) FILTER (WHERE state = 'published')
FROM (SELECT DISTINCT ON (client, month) state FROM monthly_report ORDER BY client, month, version DESC) AS latest
"""
_PAID_HERE = """
SELECT sum(r.amount) FROM remittance r JOIN payer p ON p.id = r.payer_id WHERE p.adjudicated_here
"""


def _money(session: Session, last: date) -> dict[str, str]:
    """Days in receivables and net collection, as the monthly package defines them, over the whole year."""
    row = session.execute(text(_MONEY), {"since": last - timedelta(days=90)}).one()
    days = row.receivable / (row.charged_90 / 90) if row.charged_90 else Decimal(0)
    net = 100 * row.collected / (row.decided - row.contractual) if row.decided > row.contractual else Decimal(0)
    return {
        "charged": str(row.charged), "collected": str(row.collected), "receivable_at_year_end": str(row.receivable),
        "days_in_receivables": f"{days:.1f}", "net_collection_percent": f"{net:.1f}",
    }  # fmt: skip


_MONEY = """
WITH entry AS (
    SELECT sum(amount) FILTER (WHERE account LIKE 'receivable%') AS receivable,
           sum(amount) FILTER (WHERE account = 'contractual_adjustment') AS contractual,
           -sum(amount) FILTER (WHERE account = 'charges') AS decided,
           sum(amount) FILTER (WHERE account = 'cash') AS collected
    FROM ledger_entry
)
SELECT coalesce(receivable, 0) + (
           SELECT coalesce(sum(c.charge), 0) FROM claim c JOIN outgoing_claim o ON o.claim_id = c.id
           WHERE c.finalized IS NULL AND o.attempts > 0 AND o.state <> 'withdrawn' AND c.frequency = '1') AS receivable,
       coalesce(contractual, 0) AS contractual, coalesce(decided, 0) AS decided, coalesce(collected, 0) AS collected,
       (SELECT coalesce(sum(c.charge), 0) FROM claim c JOIN outgoing_claim o ON o.claim_id = c.id
        WHERE c.frequency = '1' AND c.payer_order = 'P' AND o.state <> 'withdrawn' AND o.built_on > :since) AS charged_90,
       (SELECT coalesce(sum(c.charge), 0) FROM claim c JOIN outgoing_claim o ON o.claim_id = c.id
        WHERE c.frequency = '1' AND c.payer_order = 'P' AND o.state <> 'withdrawn') AS charged
FROM entry
"""
_COUNTS = {
    "stages": "SELECT stage, count(*) FROM claim GROUP BY 1 ORDER BY 2 DESC",
    "outgoing": "SELECT state, count(*) FROM outgoing_claim GROUP BY 1 ORDER BY 2 DESC",
    "advices": "SELECT coalesce(nullif(held_reason, ''), 'posted'), count(*) FROM remittance_claim GROUP BY 1 ORDER BY 2 DESC",
    "denials": "SELECT root_cause || ' ' || state || ' ' || outcome, count(*) FROM denial GROUP BY 1 ORDER BY 2 DESC",
    "appeals": "SELECT state || ' ' || coalesce(outcome, ''), count(*) FROM appeal GROUP BY 1 ORDER BY 2 DESC",
    "held_by_edits": "SELECT edit, count(*) FROM edit_finding WHERE severity = 'blocks' GROUP BY 1 ORDER BY 2 DESC",
    "corrected_by_us": "SELECT edit, count(*) FROM edit_finding WHERE severity = 'corrected' GROUP BY 1 ORDER BY 2 DESC",
    "work_open": """SELECT queue || ' ' || reason, count(*) FROM work_item WHERE closed_at IS NULL
                    GROUP BY 1 ORDER BY 2 DESC""",
    "accounts": "SELECT state, count(*) FROM patient_account GROUP BY 1 ORDER BY 2 DESC",
    "approvals": "SELECT kind || ' ' || state, count(*) FROM approval GROUP BY 1 ORDER BY 2 DESC",
    "ledger": "SELECT account, sum(amount) FROM ledger_entry GROUP BY 1 ORDER BY 1",
}


def _counts(session: Session) -> dict[str, Any]:
    return {name: _pairs(session, statement) for name, statement in _COUNTS.items()}


def _pairs(session: Session, statement: str) -> dict[str, Any]:
    return {str(row[0]): row[1] if isinstance(row[1], int) else str(row[1]) for row in session.execute(text(statement))}


def _percent(part: int, whole: int) -> Decimal:
    return (Decimal(100 * part) / whole).quantize(Decimal("0.01")) if whole else Decimal(0)
