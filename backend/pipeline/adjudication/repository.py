"""Queries that write adjudications: taken up, decided, paid. Set-based; the session's transaction commits them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Table, insert, select, text

from backend.kit.bulk import array_text, copy_rows
from backend.kit.ids import new_id
from backend.kit.money import Money
from backend.kit.repository import Repository
from backend.models.adjudication import Adjudication, AdjudicationLine, Pend
from backend.pipeline.adjudication.cost_share import DecidedLine
from backend.pipeline.adjudication.rules import Decision
from backend.pipeline.adjudication.terms import BilledLine

_LINE: Table = AdjudicationLine.__table__  # type: ignore[assignment]
_LINE_COLUMNS = (
    "adjudication_id", "number", "procedure", "kind", "day", "charge", "allowed", "paid", "adjustments", "remarks",
)  # fmt: skip
Reasons = list[list[Any]]
"""Line and code of denials an appeal has removed."""
AccumulatorKey = tuple[UUID, UUID]
"""Member and benefit year."""
ACCEPTED, AWAITING_PAYMENT = ("A2", "20"), ("P1", "3")
"""277 words: accepted into adjudication; decided and awaiting the payment cycle."""


class TakenUp(NamedTuple):
    """A claim accepted into adjudication."""

    adjudication_id: UUID
    claim_id: UUID
    payer_id: UUID
    number: str
    received: date


class DecidedRow(NamedTuple):
    """A decision to record."""

    id: UUID
    claim_id: UUID
    decision: Decision
    lines: Sequence[BilledLine]
    year_id: UUID | None
    contract_id: UUID | None
    decided_by: str = "system"


@dataclass(slots=True)
class Running:
    """What a member has used of a benefit year, while a batch is decided."""

    deductible: Money
    out_of_pocket: Money
    visits: dict[str, int] = field(default_factory=dict)
    changed: bool = False


class AdjudicationRepository(Repository):
    """Adjudications and what they rest on."""

    def take_up(self, *, file_id: UUID | None = None, submission_id: UUID | None = None) -> list[TakenUp]:
        """Claims of a file or a submission whose payer is a client; each once, with its number."""
        source = (
            "c.file_id = :source" if file_id is not None
            else "c.id IN (SELECT claim_id FROM outgoing_claim WHERE submission_id = :source)"
        )  # fmt: skip
        rows = self.session.execute(
            text(  # the only part put in is one of the two conditions above
                f"""INSERT INTO adjudication (id, claim_id, payer_id, provider_id, member_id, received, charge)
                    SELECT gen_random_uuid(), c.id, c.payer_id, c.provider_id, c.member_id,
                           coalesce(CAST(timezone('UTC', f.received_at) AS date), c.received), c.charge
                    FROM claim c JOIN payer p ON p.id = c.payer_id LEFT JOIN file f ON f.id = c.file_id
                    WHERE {source} AND p.adjudicated_here AND c.finalized IS NULL
                    ORDER BY c.file_position, c.id
                    ON CONFLICT (claim_id, appeal_id) DO NOTHING
                    RETURNING id, claim_id, payer_id, to_char(received, 'YYDDD') || lpad(CAST(serial AS text), 6, '0'),
                              received"""  # noqa: S608
            ),
            {"source": file_id or submission_id},
        )
        return [TakenUp(*row) for row in rows]

    def left_behind(self, since: datetime) -> tuple[list[UUID], list[UUID]]:
        """Files and submissions of late that hold a client's claim nobody took up: their job was lost."""
        files = text(
            """SELECT DISTINCT c.file_id FROM file f JOIN claim c ON c.file_id = f.id
               JOIN payer p ON p.id = c.payer_id AND p.adjudicated_here LEFT JOIN adjudication a ON a.claim_id = c.id
               WHERE f.received_at >= :since AND c.finalized IS NULL AND a.id IS NULL"""
        )
        submissions = text(
            """SELECT DISTINCT s.id FROM submission s JOIN payer p ON p.id = s.payer_id AND p.adjudicated_here
               JOIN outgoing_claim o ON o.submission_id = s.id JOIN claim c ON c.id = o.claim_id
               LEFT JOIN adjudication a ON a.claim_id = c.id
               WHERE s.submitted_at >= :since AND c.finalized IS NULL AND a.id IS NULL"""
        )
        given = {"since": since}
        return list(self.session.scalars(files, given)), list(self.session.scalars(submissions, given))

    def lock_accumulators(self, keys: Iterable[AccumulatorKey]) -> dict[AccumulatorKey, Running]:
        """What was used, made where missing, locked in one order by everybody, so that no two workers block each other."""
        wanted = sorted(set(keys))
        if not wanted:
            return {}
        given = {"members": [one for one, _ in wanted], "years": [one for _, one in wanted]}
        pairs = "unnest(CAST(:members AS uuid[]), CAST(:years AS uuid[])) AS w(member_id, year_id)"
        self.session.execute(
            text(
                f"""INSERT INTO accumulator (member_id, year_id) SELECT member_id, year_id FROM {pairs}
                    ORDER BY 1, 2 ON CONFLICT DO NOTHING"""  # noqa: S608
            ),
            given,
        )
        rows = self.session.execute(
            text(
                f"""SELECT a.member_id, a.year_id, a.deductible, a.out_of_pocket, a.visits FROM accumulator a
                    JOIN {pairs} USING (member_id, year_id) ORDER BY 1, 2 FOR UPDATE OF a"""  # noqa: S608
            ),
            given,
        )
        return {(one[0], one[1]): Running(Money(one[2]), Money(one[3]), dict(one[4])) for one in rows}

    def write_accumulators(self, running: Mapping[AccumulatorKey, Running]) -> None:
        changed = [(key, one) for key, one in running.items() if one.changed]
        if not changed:
            return
        self.session.execute(
            text(
                """UPDATE accumulator SET deductible = v.d, out_of_pocket = v.o, visits = CAST(v.v AS jsonb)
                   FROM unnest(CAST(:m AS uuid[]), CAST(:y AS uuid[]), CAST(:d AS numeric[]), CAST(:o AS numeric[]),
                               CAST(:v AS text[])) AS v(m, y, d, o, v)
                   WHERE accumulator.member_id = v.m AND accumulator.year_id = v.y"""
            ),
            {
                "m": _plain(key[0].hex for key, _ in changed), "y": _plain(key[1].hex for key, _ in changed),
                "d": _plain(str(one.deductible) for _, one in changed),
                "o": _plain(str(one.out_of_pocket) for _, one in changed),
                "v": array_text(json.dumps(one.visits) for _, one in changed),
            },
        )  # fmt: skip

    def take_units(self, units: Mapping[UUID, int]) -> None:
        """Units taken of authorizations; negative gives back."""
        changed = {id: count for id, count in units.items() if count}
        if changed:
            self.session.execute(
                text(
                    """UPDATE plan_authorization SET units_used = units_used + v.n
                       FROM unnest(CAST(:i AS uuid[]), CAST(:n AS int[])) AS v(i, n) WHERE id = v.i"""
                ),
                {"i": list(changed), "n": list(changed.values())},
            )

    def record(self, rows: Sequence[DecidedRow], today: date) -> None:
        """Decisions with their lines."""
        if not rows:
            return
        copy_rows(self.session, _LINE, _LINE_COLUMNS, (line for one in rows for line in _line_rows(one)))
        columns: list[list[str]] = [[] for _ in range(14)]
        for one in rows:
            found = one.decision
            values = (
                one.id.hex, str(found.due), one.decided_by, _or_null(one.year_id), _or_null(one.contract_id),
                str(found.allowed), str(found.paid), str(found.patient_share), str(found.deductible),
                str(found.coinsurance), str(found.copay),
                json.dumps({"visits": dict(found.visits), "authorized": dict(found.authorized)}), found.claim_status,
                str(found.interest),
            )  # fmt: skip
            for column, value in zip(columns, values, strict=True):
                column.append(value)
        # arrays written by hand: the driver looks at the type of every value anew
        texts = [array_text(one) if name in "clm" else _plain(one)
                 for name, one in zip("abcdefghijklmn", columns, strict=True)]  # fmt: skip
        self.session.execute(
            text(
                """UPDATE adjudication SET state = 'decided', decided_on = :today, due = v.b, decided_by = v.c, year_id = v.d,
                          contract_id = v.e, allowed = v.f, paid = v.g, patient_share = v.h, deductible = v.i,
                          coinsurance = v.j, copay = v.k, used = CAST(v.l AS jsonb), claim_status = v.m, interest = v.n
                   FROM unnest(CAST(:a AS uuid[]), CAST(:b AS date[]), CAST(:c AS text[]), CAST(:d AS uuid[]),
                               CAST(:e AS uuid[]), CAST(:f AS numeric[]), CAST(:g AS numeric[]), CAST(:h AS numeric[]),
                               CAST(:i AS numeric[]), CAST(:j AS numeric[]), CAST(:k AS numeric[]), CAST(:l AS text[]),
                               CAST(:m AS text[]), CAST(:n AS numeric[]))
                        AS v(a, b, c, d, e, f, g, h, i, j, k, l, m, n)
                   WHERE adjudication.id = v.a"""
            ),
            {**dict(zip("abcdefghijklmn", texts, strict=True)), "today": today},
        )

    def pend(self, pends: Sequence[dict[str, Any]], due: Mapping[UUID, date]) -> None:
        """Reasons a person looks at; their claims wait."""
        if not pends:
            return
        self.session.execute(insert(Pend), [{"id": new_id(), **one} for one in pends])
        self.session.execute(
            text(
                """UPDATE adjudication SET state = 'pended', due = v.d
                   FROM unnest(CAST(:i AS uuid[]), CAST(:d AS date[])) AS v(i, d) WHERE id = v.i"""
            ),
            {"i": list(due), "d": list(due.values())},
        )

    def take_back(self, pairs: Sequence[tuple[UUID, UUID, str]]) -> None:
        """Earlier decisions taken back: the decision, what takes it back, and its new state."""
        if pairs:
            self.session.execute(
                text(
                    """UPDATE adjudication SET state = v.s, reversed_by_id = v.b
                       FROM unnest(CAST(:i AS uuid[]), CAST(:b AS uuid[]), CAST(:s AS text[])) AS v(i, b, s)
                       WHERE id = v.i"""
                ),
                {
                    "i": [one for one, _, _ in pairs],
                    "b": [one for _, one, _ in pairs],
                    "s": [one for _, _, one in pairs],
                },
            )

    def release(self, adjudication_id: UUID, reasons: Sequence[str], clock_from: date | None) -> None:
        self.session.execute(
            text(
                """UPDATE adjudication SET state = 'waiting', clock_from = coalesce(:clock_from, clock_from),
                          cleared = ARRAY(SELECT DISTINCT unnest(cleared || CAST(:reasons AS text[])))
                   WHERE id = :id"""
            ),
            {"id": adjudication_id, "reasons": list(reasons), "clock_from": clock_from},
        )

    def settle_pends(self, adjudication_ids: Sequence[UUID], by: str, outcome: str, note: str, now: datetime) -> None:
        self.session.execute(
            text(
                """UPDATE pend SET settled_at = :now, settled_by = :by, outcome = :outcome, note = :note
                   WHERE adjudication_id = ANY(:ids) AND settled_at IS NULL"""
            ),
            {"ids": list(adjudication_ids), "now": now, "by": by, "outcome": outcome, "note": note},
        )

    def of_claim(self, claim_id: UUID) -> Adjudication | None:
        """The latest: what an appeal has opened again, else what stands."""
        newest = select(Adjudication).where(Adjudication.claim_id == claim_id).order_by(Adjudication.serial.desc())
        return self.session.scalar(newest.limit(1).execution_options(populate_existing=True))

    def before(self, row: Adjudication) -> Adjudication | None:
        """What was decided before on the same claim."""
        older = select(Adjudication).where(Adjudication.claim_id == row.claim_id, Adjudication.serial < row.serial)
        return self.session.scalar(older.order_by(Adjudication.serial.desc()).limit(1))

    def hold_latest(self, claim_id: UUID) -> Adjudication | None:
        """The same, locked."""
        row = self.of_claim(claim_id)
        return None if row is None else self.hold(row.id)

    def reopen(self, row: Adjudication, appeal_id: UUID, overturned: Reasons | None, due: date) -> None:
        """Lay a decided claim before the rules once more, because of an appeal; the decision stands until it is replaced."""
        self.session.add(
            Adjudication(
                claim_id=row.claim_id, payer_id=row.payer_id, provider_id=row.provider_id, member_id=row.member_id,
                received=row.received, clock_from=row.clock_from, charge=row.charge, appeal_id=appeal_id,
                overturned=overturned, due=due,
            )
        )  # fmt: skip
        self.session.flush()

    def by_id(self, adjudication_id: UUID) -> Adjudication | None:
        return self.session.get(Adjudication, adjudication_id, populate_existing=True)

    def hold(self, adjudication_id: UUID) -> Adjudication | None:
        """One adjudication, locked: two people never settle it both."""
        return self.session.get(Adjudication, adjudication_id, with_for_update=True, populate_existing=True)

    def lines_of(self, adjudication_id: UUID) -> list[AdjudicationLine]:
        statement = select(AdjudicationLine).where(AdjudicationLine.adjudication_id == adjudication_id)
        return list(self.session.scalars(statement.order_by(AdjudicationLine.number)))

    def denied_lines(self, adjudication_id: UUID) -> dict[int, list[str]]:
        """Denied lines with the codes that denied them."""
        return {
            one.number: [carc for _, carc, _ in one.adjustments]
            for one in self.lines_of(adjudication_id)
            if not one.allowed and one.adjustments
        }

    def pends_of(self, adjudication_id: UUID, *, still_open: bool = False) -> list[Pend]:
        statement = select(Pend).where(Pend.adjudication_id == adjudication_id).order_by(Pend.opened_on, Pend.reason)
        if still_open:
            statement = statement.where(Pend.settled_at.is_(None))
        return list(self.session.scalars(statement.execution_options(populate_existing=True)))

    def listed(self, state: str, payer_id: UUID | None, limit: int) -> list[Adjudication]:
        statement = (
            select(Adjudication).where(Adjudication.state == state).order_by(Adjudication.due, Adjudication.serial)
        )
        if payer_id is not None:
            statement = statement.where(Adjudication.payer_id == payer_id)
        return list(self.session.scalars(statement.limit(limit)))


def _line_rows(one: DecidedRow) -> Iterable[tuple[Any, ...]]:
    billed = {line.number: line for line in one.lines}
    for line in one.decision.lines:
        own = billed[line.number]
        yield (
            one.id, line.number, own.procedure, own.kind, own.day, line.charge.amount, line.allowed.amount,
            line.paid.amount, _adjustments(line), array_text(line.remarks),
        )  # fmt: skip


def _adjustments(line: DecidedLine) -> str:
    """JSON of the adjustments; codes and amounts need no escaping."""
    return "[" + ",".join(f'["{one.group}","{one.carc}","{one.amount.amount}"]' for one in line.adjustments) + "]"


def _plain(values: Iterable[str]) -> str:
    """An array of numbers, days or ids as PostgreSQL reads it."""
    return "{" + ",".join(values) + "}"


def _or_null(id: UUID | None) -> str:
    return "NULL" if id is None else id.hex


def whole(value: str) -> Decimal:
    """Units as a number; what is none counts as one."""
    try:
        return Decimal(value)
    except ArithmeticError:
        return Decimal(1)
