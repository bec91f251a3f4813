"""Queries of the monthly report: a client's claims, the lists behind the figures, the sums they are checked against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.engine import RowMapping

from backend.kit.repository import Repository
from backend.models.denial import DenialPattern
from backend.models.payer import Payer
from backend.models.provider import Provider
from backend.models.report import MonthlyReport
from backend.pipeline.reporting.figures import Group
from backend.pipeline.reporting.lists import BOOK, LISTS, MONEY, STORE, Client


class ReportRepository(Repository):
    """Clients, reports and their lists."""

    def clients(self) -> list[Client]:
        """Every client, by name."""
        practices: dict[str, list[Provider]] = {}
        for one in self.session.scalars(select(Provider).order_by(Provider.npi)):
            practices.setdefault(one.tax_id, []).append(one)
        payers = self.session.scalars(select(Payer).where(Payer.adjudicated_here))
        found = [
            Client(
                f"practice:{tax_id}", ", ".join(dict.fromkeys(one.name for one in members)), "practice",
                tuple(one.id for one in members), tuple(one.npi for one in members), tax_id,
            )
            for tax_id, members in practices.items()
        ]  # fmt: skip
        found += [Client(f"payer:{one.identifier}", one.name, "payer", (one.id,)) for one in payers]
        return sorted(found, key=lambda one: (one.name, one.key))

    def files_unread(self, until: date) -> int:
        """Files that came in the month and are not read to the end."""
        statement = "SELECT count(*) FROM file WHERE state IN ('kept', 'reading') AND received_at < :until"
        return int(self.session.scalar(text(statement), {"until": until}) or 0)

    def next_version(self, client: str, month: date) -> int:
        statement = select(func.max(MonthlyReport.version)).where(
            MonthlyReport.client == client, MonthlyReport.month == month
        )
        return (self.session.scalar(statement) or 0) + 1

    def add(self, report: MonthlyReport) -> None:
        """With what it is made from; the time is told after the snapshot is taken, so what begins later is not in it."""
        taken = self.session.execute(text("SELECT CAST(pg_current_snapshot() AS text), clock_timestamp()")).one()
        report.seen, report.recorded_at = taken
        self.session.add(report)
        self.session.flush()

    def get(self, report_id: UUID) -> MonthlyReport | None:
        return self.session.get(MonthlyReport, report_id)

    def listed(self, client: str | None, limit: int) -> list[MonthlyReport]:
        """Newest month first; of each client and month the latest making."""
        newest = (
            select(MonthlyReport)
            .ext(distinct_on(MonthlyReport.month, MonthlyReport.client))
            .order_by(MonthlyReport.month.desc(), MonthlyReport.client, MonthlyReport.version.desc())
        )
        if client is not None:
            newest = newest.where(MonthlyReport.client == client)
        return list(self.session.scalars(newest.limit(limit)))

    def latest(self, client: str, month: date, state: str | None = None) -> MonthlyReport | None:
        statement = select(MonthlyReport).where(MonthlyReport.client == client, MonthlyReport.month == month)
        if state is not None:
            statement = statement.where(MonthlyReport.state == state)
        return self.session.scalar(statement.order_by(MonthlyReport.version.desc()).limit(1))

    def patterns(self, client: Client, month: date) -> list[DenialPattern]:
        """Found in the month, or before it and still open."""
        mine = DenialPattern.provider_id if client.kind == "practice" else DenialPattern.payer_id
        standing = (DenialPattern.month < month) & (DenialPattern.state == "open")
        statement = select(DenialPattern).where(mine.in_(client.ids), (DenialPattern.month == month) | standing)
        return list(self.session.scalars(statement.order_by(DenialPattern.amount.desc(), DenialPattern.id)))

    def had_ever(self, client: Client) -> dict[str, bool]:
        """Which sources the client feeds at all: without one its figures are not measured, which is not zero."""
        scope = client.scope["scope"]
        rows = {
            "encounters": f"SELECT 1 FROM encounter WHERE {scope} = ANY(:ids)",
            "outgoing": f"SELECT 1 FROM outgoing_claim o JOIN claim c ON c.id = o.claim_id WHERE c.{scope} = ANY(:ids)",
            "acknowledged": "SELECT 1 FROM claim_event e JOIN claim c ON c.id = e.claim_id "
            f"WHERE e.kind = 'acknowledged' AND c.{scope} = ANY(:ids)",
        }
        rows["contracts"] = "SELECT 1 FROM contract k WHERE k.tax_id = :tax AND k.tax_id <> ''"
        rows["adjudication"] = f"SELECT 1 FROM adjudication a WHERE a.{scope} = ANY(:ids)"
        ids = {"ids": list(client.ids), "tax": client.tax_id}
        return {name: self.session.scalar(text(f"{query} LIMIT 1"), ids) is not None for name, query in rows.items()}

    def gather(self, client: Client, month: date, report_id: UUID) -> None:
        """Store every list of the client's month with the report."""
        given = self._given(client, month)
        # for this transaction: many set-based statements over one client's claims, each run once
        self.session.execute(text("SELECT set_config('work_mem', '64MB', true), set_config('jit', 'off', true)"))
        for table in ("report_book", "report_money"):
            self.session.execute(text(f"DROP TABLE IF EXISTS {table}"))
        self.session.execute(text(BOOK.format(**client.scope)), given)
        self.session.execute(text("CREATE INDEX ON report_book (claim_id)"))
        self.session.execute(text("ANALYZE report_book"))
        self.session.execute(text(MONEY), given)
        self.session.execute(text("ANALYZE report_money"))
        for name, query in LISTS.items():
            statement = STORE.format(query=query.format(**client.scope))
            self.session.execute(text(statement), {**given, "report": report_id, "basis": name})

    def _given(self, client: Client, month: date) -> dict[str, Any]:
        return {
            "ids": list(client.ids),
            "npis": [*client.npis, client.tax_id],
            "before": month_after(month, -1),
            "start": month,
            "until": month_after(month),
        }

    def groups(self, report_id: UUID) -> list[Group]:
        rows = self.session.execute(
            text("""SELECT l.basis, coalesce(p.name, 'no payer') AS payer, l.payer_id, l.slice, l.hit, l.count, l.amount,
                           coalesce(l.measure, 0) AS measure, l.measured
                    FROM report_list l LEFT JOIN payer p ON p.id = l.payer_id WHERE l.report_id = :report
                    ORDER BY l.basis, payer, l.slice, l.hit"""),
            {"report": report_id},
        )
        return [Group(*row) for row in rows]

    def spread(self, report_id: UUID) -> dict[str, tuple[Decimal, Decimal]]:
        """Median and ninetieth percentile of each list's measures."""
        rows = self.session.execute(
            text("""SELECT l.basis, percentile_cont(0.5) WITHIN GROUP (ORDER BY one)::numeric(14,2),
                           percentile_cont(0.9) WITHIN GROUP (ORDER BY one)::numeric(14,2)
                    FROM report_list l, unnest(l.measures) one
                    WHERE l.report_id = :report AND one IS NOT NULL AND l.measured > 0
                      AND l.basis IN ('charge_lag', 'coding', 'queries', 'posting', 'denial_work', 'decided', 'appeals',
                                      'adjudicated')
                    GROUP BY l.basis"""),
            {"report": report_id},
        )
        return {basis: (middle, ninth) for basis, middle, ninth in rows}

    def late_postings(self, report_id: UUID) -> int:
        """Claim payments posted after 48 hours, or not posted."""
        query = """SELECT count(*) FROM report_list l, unnest(l.measures) one
                   WHERE l.report_id = :report AND l.basis = 'posting' AND (one IS NULL OR one > 48)"""
        return int(self.session.scalar(text(query), {"report": report_id}) or 0)

    def recorded_since(self, client: Client, before: MonthlyReport) -> Decimal:
        """What moved the client's receivables with a day before the end of a published month and is not in its report:
        recorded after it, or begun before it was made and committed after. What this transaction entered itself it saw.
        """
        query = f"""
            SELECT coalesce(sum(e.amount), 0) FROM ledger_entry e JOIN ledger_transaction t ON t.id = e.transaction_id
            JOIN claim c ON c.id = t.claim_id
            WHERE c.{client.scope["scope"]} = ANY(:ids)
              AND e.account IN ('receivable_payer', 'receivable_denied', 'receivable_patient')
              AND t.effective < :until AND (t.recorded_at > :published OR (
                  NOT pg_visible_in_snapshot(CAST(CAST(t.database_transaction AS text) AS xid8),
                                             CAST(nullif(:seen, '') AS pg_snapshot))
                  AND t.database_transaction IS DISTINCT FROM
                      CAST(CAST(pg_current_xact_id_if_assigned() AS text) AS bigint)))"""
        given = {
            "ids": list(client.ids), "until": month_after(before.month), "published": before.recorded_at,
            "seen": before.seen,
        }  # fmt: skip
        return Decimal(self.session.scalar(text(query), given) or 0).quantize(Decimal("0.01"))

    def sums(self, client: Client, month: date) -> dict[str, Decimal]:
        """The same money by another way: not from the lists, and where it can be not from the ledger."""
        given = self._given(client, month)
        found = {name: self.session.scalar(text(query.format(**client.scope)), given) for name, query in _SUMS.items()}
        return {name: Decimal(value or 0).quantize(Decimal("0.01")) for name, value in found.items()}

    def page(self, report_id: UUID, basis: str, picked: Picked, after: int, limit: int) -> list[RowMapping]:
        """Rows of a list in order, from the place ``after``."""
        wanted = _picked(picked)
        rows = self.session.execute(
            text(f"""
                SELECT one.claim_id, coalesce(c.payer_claim_control_number, c.patient_control_number, '') AS number,
                       coalesce(p.name, '') AS payer, c.service_from, c.charge, coalesce(c.stage, '') AS stage,
                       one.slice, one.hit, one.amount, one.measure, one.label
                FROM (SELECT l.payer_id, l.slice, l.hit, item.* FROM report_list l,
                             unnest(l.claim_ids, l.labels, l.amounts, l.measures)
                             AS item (claim_id, label, amount, measure)
                      WHERE l.report_id = :report AND l.basis = :basis {wanted}
                      ORDER BY item.amount DESC, item.claim_id, item.label OFFSET :after LIMIT :limit) one
                LEFT JOIN claim c ON c.id = one.claim_id LEFT JOIN payer p ON p.id = one.payer_id
                ORDER BY one.amount DESC, one.claim_id, one.label"""),
            {"report": report_id, "basis": basis, "after": after, "limit": limit, **picked.values},
        )
        return list(rows.mappings())

    def total(self, report_id: UUID, basis: str, picked: Picked) -> RowMapping:
        """Count and sums of a list's rows."""
        query = f"""SELECT coalesce(sum(l.count), 0)::int AS count, coalesce(sum(l.amount), 0) AS amount,
                           sum(l.measure) AS measure, coalesce(sum(l.measured), 0)::int AS measured,
                           coalesce(sum(l.count) FILTER (WHERE l.hit), 0)::int AS hits
                    FROM report_list l WHERE l.report_id = :report AND l.basis = :basis {_picked(picked)}"""
        found = self.session.execute(text(query), {"report": report_id, "basis": basis, **picked.values})
        return found.mappings().one()


@dataclass(frozen=True, slots=True)
class Picked:
    """Which rows of a list: of a payer, of some slices, those that count or those that do not."""

    payer_id: UUID | None = None
    slices: tuple[str, ...] = ()
    hit: bool | None = None

    @property
    def values(self) -> dict[str, Any]:
        given = {"payer": self.payer_id, "slices": list(self.slices) or None, "hit": self.hit}
        return {name: value for name, value in given.items() if value is not None}


def _picked(picked: Picked) -> str:
    conditions = {"payer": "l.payer_id = :payer", "slices": "l.slice = ANY(:slices)", "hit": "l.hit = :hit"}
    return "".join(f" AND {conditions[name]}" for name in picked.values)


def month_after(month: date, count: int = 1) -> date:
    """The first day of the month ``count`` months later."""
    place = month.year * 12 + month.month - 1 + count
    return date(place // 12, place % 12 + 1, 1)


def names(rows: Sequence[DenialPattern]) -> set[UUID]:
    """Payers and providers a list of patterns speaks of."""
    return {id for one in rows for id in (one.payer_id, one.provider_id)}


_SUMS = {
    "unbalanced": """
        SELECT coalesce(sum(abs(total)), 0) FROM (
            SELECT sum(e.amount) AS total FROM ledger_transaction t JOIN report_book b ON b.claim_id = t.claim_id
            JOIN ledger_entry e ON e.transaction_id = t.id GROUP BY t.id HAVING sum(e.amount) <> 0) wrong""",
    "receivable": """
        SELECT coalesce(sum(e.amount), 0) FROM ledger_entry e JOIN ledger_transaction t ON t.id = e.transaction_id
        JOIN report_book b ON b.claim_id = t.claim_id
        WHERE t.effective < :until AND e.account IN ('receivable_payer', 'receivable_denied', 'receivable_patient')""",
    "advised": """
        SELECT coalesce(sum(rc.paid), 0) FROM remittance r JOIN remittance_claim rc ON rc.remittance_id = r.id
        JOIN report_book b ON b.claim_id = rc.claim_id
        WHERE rc.state = 'posted' AND r.paid_on >= :start AND r.paid_on < :until""",
    "cleared": """
        SELECT coalesce(sum(e.amount), 0) FROM ledger_entry e JOIN ledger_transaction t ON t.id = e.transaction_id
        JOIN report_book b ON b.claim_id = t.claim_id
        WHERE t.kind = 'remittance' AND e.account = 'remittance_clearing' AND t.effective >= :start AND t.effective < :until""",
    "billed_first": """
        SELECT coalesce(sum(charge), 0) FROM report_book WHERE charged >= :start AND charged < :until""",
    "charged_first": """
        SELECT coalesce(-sum(e.amount), 0) FROM ledger_entry e JOIN ledger_transaction t ON t.id = e.transaction_id
        JOIN report_book b ON b.claim_id = t.claim_id
        WHERE e.account = 'charges' AND e.amount < 0 AND t.effective >= :start AND t.effective < :until""",
    **{
        name: f"""
        SELECT coalesce({value}, 0) FROM ledger_entry e JOIN ledger_transaction t ON t.id = e.transaction_id
        JOIN remittance r ON r.id = t.remittance_id
        WHERE {{remittance_scope}} AND t.effective < :until AND {which}"""
        for name, value, which in (
            ("unapplied_before", "-sum(e.amount)", "e.account = 'remittance_clearing' AND t.effective < :start"),
            ("cash", "sum(e.amount)", "e.account = 'cash' AND t.effective >= :start"),
            ("provider_level", "sum(e.amount)", "e.reason LIKE 'PLB%' AND t.effective >= :start"),
            (
                "applied",
                "sum(e.amount)",
                "e.account = 'remittance_clearing' AND t.kind <> 'payment' AND t.effective >= :start",
            ),
            ("unapplied", "-sum(e.amount)", "e.account = 'remittance_clearing'"),
        )
    },
    "remitted": """
        SELECT coalesce(sum(r.amount), 0) FROM remittance r
        WHERE {remittance_scope} AND r.state = 'posted' AND r.paid_on >= :start AND r.paid_on < :until""",
}
"""Each by its own query. Parameters as in ``lists``."""
