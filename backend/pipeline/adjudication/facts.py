"""What is on file about many claims at once: a handful of set-based queries per batch, whatever its size."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import text

from backend.kit.money import Money
from backend.kit.repository import Repository
from backend.pipeline.adjudication.terms import Authorization, Benefit, Cover, Method, OtherPayer, Plan, Rate


class Leased(NamedTuple):
    """A claim taken to be decided, locked by this transaction."""

    id: UUID
    claim_id: UUID
    payer_id: UUID
    provider_id: UUID
    member_id: UUID
    received: date
    cleared: list[str]
    form: str
    place: str
    frequency: str
    replaces_id: UUID | None
    authorization_number: str | None
    service_from: date
    service_to: date
    charge: Decimal
    payer_order: str
    npi: str
    tax_id: str
    appeal_id: UUID | None = None
    overturned: list[list[Any]] | None = None
    due: date | None = None
    clock_from: date | None = None
    """Where awaited information came later, the day it came."""
    original_told: date | None = None
    """Of a corrected claim: the day the provider was told the decision it corrects."""

    @property
    def takes_place_of(self) -> UUID | None:
        """The claim whose decision this one takes the place of: its own after a won appeal, or the one it corrects."""
        if self.appeal_id is not None:
            return self.claim_id
        return self.replaces_id if self.frequency in ("7", "8") else None


class LineRow(NamedTuple):
    """A billed line."""

    number: int
    procedure: str
    revenue_code: str
    modifiers: list[str]
    units: str
    day: date | None
    charge: Decimal


class Original(NamedTuple):
    """The earlier decision of a claim that is replaced, voided or decided anew."""

    id: UUID
    claim_id: UUID
    state: str
    member_id: UUID
    year_id: UUID | None
    deductible: Decimal
    coinsurance: Decimal
    copay: Decimal
    paid: Decimal
    used: dict[str, Any]
    taken_back_by: UUID | None = None
    """The claim that took it back."""


class Corrected(NamedTuple):
    """A claim on the way back from a correction: what it corrects, or what that one corrected in its turn."""

    claim_id: UUID
    told: date | None
    """The day the provider was told its last decision."""


class PlanSpan(NamedTuple):
    """A member in a plan."""

    plan_id: UUID
    cover: Cover
    other_plan_primary: bool


class PlanYear(NamedTuple):
    """A plan's terms with the year they hold for."""

    id: UUID
    starts: date
    stops: date
    plan: Plan


class ContractRow(NamedTuple):
    """An agreement, without its prices."""

    id: UUID
    npi: str
    span: Cover


class PaidRow(NamedTuple):
    """A line that was paid or left to the patient."""

    provider_id: UUID
    procedure: str
    day: date
    charge: Money
    claim_id: UUID
    modifiers: frozenset[str]


RateKey = tuple[UUID, str, str]
"""Contract, setting, procedure."""


REOPENED = "(a.appeal_id IS NOT NULL AND a.state IN ('waiting', 'pended'))"
"""In SQL on ``adjudication a``: to be decided anew, and not decided yet."""
LAST_WORD = f"""(NOT {REOPENED} AND NOT EXISTS (
    SELECT 1 FROM adjudication n WHERE n.claim_id = a.claim_id AND n.serial > a.serial
    AND n.state NOT IN ('waiting', 'pended')))"""  # noqa: S608
"""In SQL on ``adjudication a``: what was decided last on its claim, or is to be decided first."""
_LEASED = """a.id, a.claim_id, a.payer_id, a.provider_id, a.member_id, a.received, a.cleared, c.form, c.place_of_service,
             c.frequency, c.replaces_id, c.authorization_number, c.service_from, c.service_to, c.charge, c.payer_order,
             p.npi, p.tax_id, a.appeal_id, a.overturned, a.due, a.clock_from,
             CASE WHEN c.frequency = '7' THEN (
                 SELECT max(coalesce(y.paid_on, o.decided_on)) FROM adjudication o
                 LEFT JOIN payer_payment y ON y.id = o.payment_id WHERE o.claim_id = c.replaces_id) END"""


class FactReading(Repository):
    """Reads for adjudication; changes nothing. ``lease`` and ``originals`` lock what they return."""

    def lease(self, limit: int) -> list[Leased]:
        """Waiting claims nobody else is deciding, oldest day first and member by member; two workers never share one."""
        rows = self.session.execute(
            text(
                f"""WITH leased AS MATERIALIZED (
                       SELECT id FROM adjudication WHERE state = 'waiting' ORDER BY received, member_id
                       LIMIT :limit FOR UPDATE SKIP LOCKED)
                   SELECT {_LEASED}
                   FROM leased JOIN adjudication a ON a.id = leased.id JOIN claim c ON c.id = a.claim_id
                        JOIN provider p ON p.id = a.provider_id
                   ORDER BY a.received, a.member_id, a.serial"""  # noqa: S608
            ),
            {"limit": limit},
        )
        return [Leased(*row) for row in rows]

    def one(self, adjudication_id: UUID, state: str) -> Leased | None:
        """One claim in a state, locked."""
        row = self.session.execute(
            text(
                f"""SELECT {_LEASED}
                   FROM adjudication a JOIN claim c ON c.id = a.claim_id JOIN provider p ON p.id = a.provider_id
                   WHERE a.id = :id AND a.state = :state FOR UPDATE OF a"""  # noqa: S608
            ),
            {"id": adjudication_id, "state": state},
        ).first()
        return Leased(*row) if row else None

    def lines(self, claim_ids: Sequence[UUID]) -> dict[UUID, list[LineRow]]:
        rows = self.session.execute(
            text(
                """SELECT claim_id, number, procedure, revenue_code, modifiers, units, service_from, charge
                   FROM claim_line WHERE claim_id = ANY(:ids) ORDER BY claim_id, number"""
            ),
            {"ids": list(claim_ids)},
        )
        found: dict[UUID, list[LineRow]] = defaultdict(list)
        for claim_id, *line in rows:
            found[claim_id].append(LineRow(*line))
        return found

    def originals(self, claim_ids: Iterable[UUID]) -> tuple[dict[UUID, Original], set[UUID], set[UUID]]:
        """Decisions to be taken back, by claim, locked so that no payment run takes them at the same time; the claims
        whose decision somebody else holds just now (they are not waited for: two workers would block each other); and
        the claims that an appeal has opened again and that are not decided anew yet."""
        ids = sorted(set(claim_ids))
        if not ids:
            return {}, set(), set()
        rows = self.session.execute(
            text(
                f"""SELECT id, claim_id, state, member_id, year_id, deductible, coinsurance, copay, paid, used,
                           (SELECT r.claim_id FROM adjudication r WHERE r.id = a.reversed_by_id) AS taken_back_by
                    FROM adjudication a WHERE {LAST_WORD} AND claim_id = ANY(:ids) ORDER BY id
                    FOR UPDATE OF a SKIP LOCKED"""  # noqa: S608
            ),
            {"ids": ids},
        )
        found = {row.claim_id: Original(*row) for row in rows}
        known = self.session.execute(
            text(
                f"""SELECT claim_id, bool_or({REOPENED}) FROM adjudication a WHERE claim_id = ANY(:ids)
                    GROUP BY claim_id"""  # noqa: S608
            ),
            {"ids": ids},
        ).all()
        return found, {id for id, _ in known} - found.keys(), {id for id, reopened in known if reopened}

    def corrected(self, claim_ids: Sequence[UUID]) -> dict[UUID, list[Corrected]]:
        """What corrected claims correct, the nearest first: a claim that corrects a refused correction goes back further."""
        if not claim_ids:
            return {}
        rows = self.session.execute(
            text(
                """WITH RECURSIVE back(claim_id, earlier_id, step) AS (
                       SELECT id, replaces_id, 1 FROM claim
                       WHERE id = ANY(:ids) AND frequency = '7' AND replaces_id IS NOT NULL
                       UNION
                       SELECT b.claim_id, c.replaces_id, b.step + 1 FROM back b JOIN claim c ON c.id = b.earlier_id
                       WHERE c.frequency = '7' AND c.replaces_id IS NOT NULL AND b.step < 20)
                   SELECT b.claim_id, b.earlier_id, max(coalesce(y.paid_on, o.decided_on))
                   FROM back b LEFT JOIN adjudication o ON o.claim_id = b.earlier_id
                        LEFT JOIN payer_payment y ON y.id = o.payment_id
                   GROUP BY 1, 2 ORDER BY 1, min(b.step)"""
            ),
            {"ids": list(claim_ids)},
        )
        found: dict[UUID, list[Corrected]] = defaultdict(list)
        for claim_id, earlier_id, told in rows:
            found[claim_id].append(Corrected(earlier_id, told))
        return found

    def enrolments(self, member_ids: Sequence[UUID]) -> dict[UUID, list[PlanSpan]]:
        rows = self.session.execute(
            text(
                """SELECT member_id, plan_id, starts, stops, other_plan_primary FROM plan_enrolment
                   WHERE member_id = ANY(:ids) ORDER BY starts DESC"""
            ),
            {"ids": list(member_ids)},
        )
        found: dict[UUID, list[PlanSpan]] = defaultdict(list)
        for member_id, plan_id, starts, stops, other in rows:
            found[member_id].append(PlanSpan(plan_id, Cover(starts, stops), other))
        return found

    def known_otherwise(self, member_ids: Sequence[UUID]) -> set[UUID]:
        """Of members in no plan, those whose member id is on file with another name or birthday."""
        if not member_ids:
            return set()
        rows = self.session.scalars(
            text(
                """SELECT DISTINCT m.id FROM member m
                   JOIN member o ON upper(translate(o.member_id, ' -.', '')) = upper(translate(m.member_id, ' -.', ''))
                        AND o.payer_id = m.payer_id AND o.id <> m.id
                   JOIN plan_enrolment e ON e.member_id = o.id WHERE m.id = ANY(:ids)"""
            ),
            {"ids": list(member_ids)},
        )
        return set(rows)

    def years(self, plan_ids: Iterable[UUID]) -> dict[UUID, list[PlanYear]]:
        """Terms of some plans, newest year first."""
        ids = sorted(set(plan_ids))
        if not ids:
            return {}
        benefits: dict[UUID, dict[str, Benefit]] = defaultdict(dict)
        for row in self.session.execute(
            text(
                """SELECT b.* FROM plan_benefit b JOIN benefit_year y ON y.id = b.year_id WHERE y.plan_id = ANY(:ids)"""
            ),
            {"ids": ids},
        ):
            benefits[row.year_id][row.kind] = Benefit(
                row.covered, Money(row.copay), row.coinsurance, row.deductible_applies, row.needs_authorization,
                row.visits_max,
            )  # fmt: skip
        found: dict[UUID, list[PlanYear]] = defaultdict(list)
        statement = text(
            """SELECT y.*, p.plan_type, k.name AS payer_name FROM benefit_year y JOIN benefit_plan p ON p.id = y.plan_id
               JOIN payer k ON k.id = p.payer_id WHERE y.plan_id = ANY(:ids) ORDER BY y.starts DESC"""
        )
        for row in self.session.execute(statement, {"ids": ids}):
            plan = Plan(
                Money(row.deductible), Money(row.out_of_pocket_max), benefits[row.id], row.filing_days,
                row.prompt_pay_days, row.interest_percent, Money(row.review_above), row.out_of_network_percent,
                row.plan_type, row.payer_name,
            )  # fmt: skip
            found[row.plan_id].append(PlanYear(row.id, row.starts, row.stops, plan))
        return found

    def contracts(self, pairs: Iterable[tuple[UUID, str]]) -> dict[tuple[UUID, str], list[ContractRow]]:
        """Agreements by payer and tax id: those for one NPI first, then the newest."""
        wanted = sorted(set(pairs))
        rows = self.session.execute(
            text(
                """SELECT k.payer_id, k.tax_id, k.id, k.npi, k.starts, k.stops FROM contract k
                   JOIN unnest(CAST(:payers AS uuid[]), CAST(:taxes AS text[])) AS w(payer_id, tax_id)
                        ON w.payer_id = k.payer_id AND w.tax_id = k.tax_id
                   ORDER BY k.npi = '', k.starts DESC"""
            ),
            {"payers": [one for one, _ in wanted], "taxes": [one for _, one in wanted]},
        )
        found: dict[tuple[UUID, str], list[ContractRow]] = defaultdict(list)
        for payer_id, tax_id, id, npi, starts, stops in rows:
            found[payer_id, tax_id].append(ContractRow(id, npi, Cover(starts, stops)))
        return found

    def rates(self, contract_ids: Iterable[UUID], procedures: Iterable[str]) -> dict[RateKey, list[Rate]]:
        """Prices of some procedures, and the general ones."""
        ids = sorted(set(contract_ids))
        if not ids:
            return {}
        rows = self.session.execute(
            text(
                """SELECT id, contract_id, setting, procedure, modifier, method, amount, percent, starts, stops
                   FROM contract_rate WHERE contract_id = ANY(:ids) AND procedure = ANY(:procedures)
                   ORDER BY starts DESC"""
            ),
            {"ids": ids, "procedures": ["*", *sorted(set(procedures))]},
        )
        found: dict[RateKey, list[Rate]] = defaultdict(list)
        for one in rows:
            found[one.contract_id, one.setting, one.procedure].append(
                Rate(
                    one.procedure, Method(one.method), Money(one.amount), one.percent, one.starts, one.stops,
                    one.modifier, str(one.id),
                )
            )  # fmt: skip
        return found

    def paid_lines(self, member_ids: Sequence[UUID], first: date, last: date) -> dict[UUID, list[PaidRow]]:
        """Lines decided and not denied, of some members in some days; also those of claims an appeal has reopened, which
        stand until the new decision takes them back."""
        rows = self.session.execute(
            text(
                """SELECT a.member_id, a.provider_id, l.procedure, l.day, l.charge, a.claim_id, b.modifiers
                   FROM adjudication a JOIN adjudication_line l ON l.adjudication_id = a.id
                        JOIN claim_line b ON b.claim_id = a.claim_id AND b.number = l.number
                   WHERE a.member_id = ANY(:members) AND a.state IN ('decided', 'paid')
                         AND l.day BETWEEN :first AND :last AND l.allowed > 0"""
            ),
            {"members": list(member_ids), "first": first, "last": last},
        )
        found: dict[UUID, list[PaidRow]] = defaultdict(list)
        for member_id, provider_id, procedure, day, charge, claim_id, modifiers in rows:
            found[member_id].append(PaidRow(provider_id, procedure, day, Money(charge), claim_id, frozenset(modifiers)))
        return found

    def authorizations(self, member_ids: Sequence[UUID]) -> dict[UUID, list[Authorization]]:
        """What was authorised and is left, locked: its units are taken by this batch."""
        rows = self.session.execute(
            text(
                """SELECT member_id, id, number, procedure, starts, stops, units - units_used FROM plan_authorization
                   WHERE member_id = ANY(:ids) ORDER BY id FOR UPDATE"""
            ),
            {"ids": list(member_ids)},
        )
        found: dict[UUID, list[Authorization]] = defaultdict(list)
        for member_id, id, number, procedure, starts, stops, units in rows:
            found[member_id].append(Authorization(number, procedure, starts, stops, units, str(id)))
        return found

    def other_payers(self, claim_ids: Sequence[UUID]) -> dict[UUID, OtherPayer]:
        """What the payer directly before ours decided."""
        rows = self.session.execute(
            text(
                """SELECT claim_id, paid, patient_share, lines FROM other_payer_decision
                   WHERE claim_id = ANY(:ids) ORDER BY claim_id, decided_on NULLS FIRST, number"""
            ),
            {"ids": list(claim_ids)},
        )
        return {
            row.claim_id: OtherPayer(
                Money(row.paid), Money.zero() if row.patient_share is None else Money(row.patient_share),
                {int(number): Money.of(share) for number, share in row.lines.items()}, row.patient_share is not None,
            )
            for row in rows
        }  # fmt: skip
