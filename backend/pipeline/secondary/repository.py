"""Queries of coordination of benefits: set-based, a handful however many claims."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Table, select, text

from backend.kit.bulk import copy_rows
from backend.kit.money import Money
from backend.kit.repository import Repository
from backend.models.claim import Claim, ClaimLine
from backend.models.coordination import ClaimAsBilled, Coordination
from backend.models.payer import Payer
from backend.models.submission import OutgoingClaim
from backend.pipeline.denials.repository import THE_PATIENTS

_CLAIM: Table = Claim.__table__  # type: ignore[assignment]
_OUTGOING: Table = OutgoingClaim.__table__  # type: ignore[assignment]
_COORDINATION: Table = Coordination.__table__  # type: ignore[assignment]
_AS_BILLED: Table = ClaimAsBilled.__table__  # type: ignore[assignment]
_RUN_LOCK = 0x0C0B


@dataclass(frozen=True, slots=True)
class Decided:
    """A claim whose payer has spoken and whose next step is open."""

    claim_id: UUID
    first_claim_id: UUID
    provider_id: UUID
    account: str
    form: str
    file_id: UUID | None
    file_position: int | None
    other_plan_on_file: bool
    advice_id: UUID
    claim_status: str
    paid_on: date
    advice: dict[str, Any]
    denied_for: frozenset[str]
    told: bool
    heard_of: bool
    owed: Money
    """The patient's receivable on this claim in the ledger."""
    settled: bool
    """Its denials had to be settled first, and are."""
    denied_share: Money
    """Denials that would be the patient's (PR) and are not billed to anybody."""


class NextClaim(NamedTuple):
    """A claim for a next plan, as its row."""

    id: UUID
    after: Decided
    payer_id: UUID
    member_id: UUID
    account: str
    plan_type: str
    filing_indicator: str
    payer_order: str
    more_plans: bool
    stage: str
    received: date


_POSSIBLE = """
    SELECT o.id FROM claim o WHERE o.other_plan_on_file
    UNION SELECT s.claim_id FROM remittance_claim s WHERE s.claim_status IN ('19', '20', '21')
    UNION SELECT m.id FROM coverage_span v JOIN claim m ON m.member_id = v.member_id WHERE v.position = 'S'
    UNION SELECT t.claim_id FROM coordination t WHERE t.step = 'settle_first'
"""
"""Whom the conditions of :meth:`SecondaryRepository.decided` can hold for: few of all claims ever, each found by an index."""


class SecondaryRepository(Repository):
    """Claims with more than one plan."""

    def lock_run(self) -> None:
        """One run at a time: a second waits and finds nothing left to do."""
        self.session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _RUN_LOCK})

    def hold(self, claim_ids: Sequence[UUID]) -> dict[UUID, Decided]:
        """Claims to the end of the transaction: nobody posts to them meanwhile. What :meth:`decided` says of them now.

        Not waited for: those that somebody posts to at this moment are left out.
        """
        free = text("SELECT id FROM claim WHERE id = ANY(:ids) ORDER BY id FOR NO KEY UPDATE SKIP LOCKED")
        held = self.session.scalars(free, {"ids": list(claim_ids)}).all()
        return {one.claim_id: one for one in self.decided(held)} if held else {}

    def decided(self, claim_ids: Sequence[UUID] | None = None) -> list[Decided]:
        """Claims whose standing advice nobody has looked at, where a further plan may be in it; and those whose denials
        had to be settled first and now are: closed, and no payer's money or new word still to come for them.

        Of ``claim_ids``, where they are named.
        """
        among = f"c.id IN ({_POSSIBLE}) AND" if claim_ids is None else "c.id = ANY(:ids) AND"
        rows = self.session.execute(
            text(
                f"""
                SELECT c.id, coalesce(k.first_claim_id, c.id), c.provider_id, c.patient_control_number, c.form, c.file_id,
                       c.file_position, c.other_plan_on_file, a.id, a.claim_status, r.paid_on,
                       jsonb_build_object('adjustments', a.adjustments, 'lines', a.lines,
                                          'payer_claim_control_number', a.payer_claim_control_number), a.paid,
                       (SELECT coalesce(array_agg(DISTINCT d.root_cause), '{{}}') FROM denial d
                        WHERE d.claim_id = c.id AND d.advice_id = a.id),
                       EXISTS (SELECT 1 FROM coordination e WHERE e.claim_id = c.id AND e.next_claim_id IS NOT NULL),
                       EXISTS (SELECT 1 FROM coverage_span s WHERE s.member_id = c.member_id AND s.position = 'S'
                               AND coalesce(s.starts, c.service_from) <= c.service_from
                               AND coalesce(s.stops, c.service_from) >= c.service_from),
                       (SELECT coalesce(sum(l.amount), 0.00) FROM ledger_entry l
                        WHERE l.claim_id = c.id AND l.account = 'receivable_patient'),
                       said.id IS NOT NULL,
                       (SELECT coalesce(sum(d.amount), 0.00) FROM denial d
                        WHERE d.claim_id = c.id AND d.advice_id = a.id AND d.group_code = 'PR' AND NOT EXISTS (
                            SELECT 1 FROM ledger_transaction t WHERE t.posting_key = 'billed_to_patient|' || d.id))
                FROM claim c
                JOIN remittance_claim a ON a.id = c.advice_id
                JOIN remittance r ON r.id = a.remittance_id
                LEFT JOIN coordination k ON k.next_claim_id = c.id
                LEFT JOIN coordination said ON said.advice_id = c.advice_id
                WHERE {among} c.frequency <> '8' AND (
                    (said.id IS NULL AND (c.other_plan_on_file OR a.claim_status IN ('19', '20', '21')
                        OR c.member_id IN (SELECT member_id FROM coverage_span WHERE position = 'S')))
                    OR (said.step = 'settle_first'
                        AND NOT EXISTS (SELECT 1 FROM denial d WHERE d.claim_id = c.id AND (d.state <> 'closed'
                            OR d.outcome IN ('overturned', 'paid', 'partly_paid', 'corrected')
                            OR (d.outcome = 'billed' AND {THE_PATIENTS} AND NOT EXISTS (
                                SELECT 1 FROM ledger_transaction t WHERE t.posting_key = 'billed_to_patient|' || d.id)))
                            AND (d.state <> 'closed' OR 0 < (
                                SELECT sum(l.amount) FROM ledger_entry l
                                WHERE l.claim_id = c.id AND l.account = 'receivable_denied')))))
                ORDER BY c.id"""  # noqa: S608 the only part put in is our own
            ),
            {} if claim_ids is None else {"ids": list(claim_ids)},
        )
        found: list[Decided] = []
        for *plain, advice, paid, causes, told, heard_of, owed, settled, denied in rows:
            said = (*plain, {**advice, "paid": paid}, frozenset(causes), told, heard_of)
            fields: tuple[Any, ...] = (*said, Money(owed), settled, Money(denied))
            found.append(Decided(*fields))
        return found

    def as_billed(self, claim_ids: Sequence[UUID]) -> dict[UUID, list[Any]]:
        rows = self.session.execute(
            text("SELECT claim_id, content FROM claim_as_billed WHERE claim_id = ANY(:ids)"), {"ids": list(claim_ids)}
        )
        return {row.claim_id: row.content for row in rows}

    def keep_as_billed(self, content: Mapping[UUID, bytes]) -> None:
        copy_rows(
            self.session, _AS_BILLED, ("claim_id", "content"), ((id, text.decode()) for id, text in content.items())
        )

    def with_other_plan(self, file_ids: Sequence[UUID]) -> dict[UUID, dict[int, UUID]]:
        """Claims of files with another plan on them and no copy yet, by their place in the file."""
        rows = self.session.execute(
            text(
                """SELECT c.file_id, c.file_position, c.id FROM claim c
                   LEFT JOIN claim_as_billed b ON b.claim_id = c.id
                   WHERE c.file_id = ANY(:ids) AND c.other_plan_on_file AND b.claim_id IS NULL"""
            ),
            {"ids": list(file_ids)},
        )
        found: dict[UUID, dict[int, UUID]] = defaultdict(dict)
        for file_id, position, claim_id in rows:
            found[file_id][position] = claim_id
        return found

    def outgoing(self, claim_ids: Sequence[UUID]) -> dict[UUID, tuple[OutgoingClaim, Claim, Payer, list[ClaimLine]]]:
        """Claims of ours among these, with what they were billed with."""
        rows = self.session.execute(
            select(OutgoingClaim, Claim, Payer)
            .join(Claim, Claim.id == OutgoingClaim.claim_id)
            .join(Payer, Payer.id == Claim.payer_id)
            .where(OutgoingClaim.claim_id.in_(claim_ids))
        ).all()
        lines: dict[UUID, list[ClaimLine]] = defaultdict(list)
        wanted = [row[1].id for row in rows]
        for line in self.session.scalars(
            select(ClaimLine).where(ClaimLine.claim_id.in_(wanted)).order_by(ClaimLine.number)
        ):
            lines[line.claim_id].append(line)
        return {row[1].id: (row[0], row[1], row[2], lines[row[1].id]) for row in rows}

    def has_enrolments(self, provider_ids: Sequence[UUID]) -> set[UUID]:
        """Providers whose enrolments are kept with us."""
        rows = self.session.execute(
            text("""SELECT p.id FROM provider p
                    WHERE p.id = ANY(:ids) AND EXISTS (SELECT 1 FROM enrolment e WHERE e.npi = p.npi)"""),
            {"ids": list(provider_ids)},
        )
        return {row.id for row in rows}

    def add_claims(self, claims: Sequence[NextClaim]) -> None:
        """The claims with the lines, diagnoses and providers of the claim before them."""
        if not claims:
            return
        self.session.execute(
            text(
                """
                INSERT INTO claim (id, payer_id, provider_id, member_id, patient_control_number, form, frequency, plan_type,
                    filing_indicator, payer_order, other_plan_on_file, rendering_npi, place_of_service, diagnoses,
                    service_from, service_to, received, charge, sensitive, stage, status_category, status_code)
                SELECT n.id, n.payer_id, c.provider_id, n.member_id, n.account, c.form, '1', n.plan_type,
                    n.filing_indicator, n.payer_order, n.more_plans, c.rendering_npi, c.place_of_service, c.diagnoses,
                    c.service_from, c.service_to, n.received, c.charge, c.sensitive, n.stage, 'A0', ''
                FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS n(id uuid, after uuid, payer_id uuid, member_id uuid,
                    account text, plan_type text, filing_indicator text, payer_order text, more_plans boolean, stage text,
                    received date)
                JOIN claim c ON c.id = n.after"""
            ),
            {"rows": json.dumps([_row(one) for one in claims], default=str)},
        )
        self.session.execute(
            text(
                """
                INSERT INTO claim_line (claim_id, number, procedure, revenue_code, modifiers, diagnosis_pointers,
                    place_of_service, units, service_from, service_to, charge)
                SELECT n.id, l.number, l.procedure, l.revenue_code, l.modifiers, l.diagnosis_pointers, l.place_of_service,
                    l.units, l.service_from, l.service_to, l.charge
                FROM unnest(CAST(:ids AS uuid[]), CAST(:after AS uuid[])) AS n(id, after)
                JOIN claim_line l ON l.claim_id = n.after"""
            ),
            {"ids": [one.id for one in claims], "after": [one.after.claim_id for one in claims]},
        )

    def add_outgoing(self, rows: Iterable[tuple[UUID, bytes, str, date, datetime]]) -> None:
        """Claim, bill as JSON, state, the day it was built, now."""
        columns = ("claim_id", "bill", "state", "built_on", "changed_at", "attempts", "first_pass")
        copy_rows(
            self.session, _OUTGOING, columns,
            ((id, bill.decode(), state, day, now, 0, True) for id, bill, state, day, now in rows),
        )  # fmt: skip

    def add_coordinations(self, rows: Iterable[tuple[Any, ...]]) -> None:
        columns = (
            "id", "claim_id", "first_claim_id", "advice_id", "step", "reason", "due", "decided_on", "next_claim_id",
            "built_on", "moved",
        )  # fmt: skip
        copy_rows(self.session, _COORDINATION, columns, rows)

    def decide_anew(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """The next step once what had to be settled first is: advice, step, reason, due, decided on, next claim, built on,
        moved."""
        names = ("advice_id", "step", "reason", "due", "decided_on", "next_claim_id", "built_on", "moved")
        given = [dict(zip(names, row, strict=True)) for row in rows]
        if given:
            self.session.execute(
                text(
                    """UPDATE coordination SET step = v.step, reason = v.reason, due = v.due, decided_on = v.decided_on,
                              next_claim_id = v.next_claim_id, built_on = v.built_on, moved = v.moved
                       FROM jsonb_to_recordset(CAST(:rows AS jsonb)) AS v(advice_id uuid, step text, reason text, due date,
                            decided_on date, next_claim_id uuid, built_on date, moved numeric)
                       WHERE coordination.advice_id = v.advice_id AND coordination.step = 'settle_first'"""
                ),
                {"rows": json.dumps(given, default=str)},
            )

    def handed_over(self, claim_ids: Sequence[UUID]) -> dict[UUID, tuple[Money, Money, bool]]:
        """Claims of next plans among these: charge, what was handed over to them, whether their charge is set right."""
        rows = self.session.execute(
            text(
                """SELECT k.next_claim_id, c.charge, k.moved,
                          EXISTS (SELECT 1 FROM ledger_transaction t WHERE t.posting_key = 'next_plan|' || c.id)
                   FROM coordination k JOIN claim c ON c.id = k.next_claim_id WHERE k.next_claim_id = ANY(:ids)"""
            ),
            {"ids": list(claim_ids)},
        )
        return {row[0]: (Money(row[1]), Money(row[2]), row[3]) for row in rows}


def _row(one: NextClaim) -> dict[str, Any]:
    return {**one._asdict(), "after": one.after.claim_id}


__all__ = ["Decided", "NextClaim", "SecondaryRepository"]
