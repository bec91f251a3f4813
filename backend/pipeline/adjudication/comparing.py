"""Posted remittances beside the contracts: what a payer allowed too little is a biller's, with the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from backend.kit.money import Money
from backend.kit.repository import Repository
from backend.models.claim import Claim
from backend.models.contract import Underpayment
from backend.models.payer import Payer
from backend.pipeline.adjudication.deciding import Terms, billed_claim, rates_for
from backend.pipeline.adjudication.expected import (
    ExpectedLine,
    Shortfall,
    allowed_by_payer,
    expected_lines,
    shortfall,
)
from backend.pipeline.adjudication.facts import ContractRow, FactReading, Leased
from backend.pipeline.adjudication.terms import Network
from backend.pipeline.work.service import NewWork, open_work_items

BATCH_ADVICES = 1000
QUEUE = "underpayments"
WORK_DAYS = 14
_CLAIM = """c.id, c.id, c.payer_id, c.provider_id, c.member_id, c.received, CAST('{}' AS text[]), c.form,
            c.place_of_service, c.frequency, c.replaces_id, c.authorization_number, c.service_from, c.service_to,
            c.charge, c.payer_order, p.npi, p.tax_id"""


class PostedAdvice(NamedTuple):
    """A posted advice with the claim it is about."""

    id: UUID
    paid_on: date
    payer_identifier: str
    payer_name: str
    lines: list[dict[str, Any]]
    claim: Leased


class ComparisonRepository(Repository):
    """Advices to compare, and what was found."""

    def advices(self, file_id: UUID, after: UUID | None, limit: int) -> list[PostedAdvice]:
        """Decisions of an 835 as first payer, of payers we hold a contract with and do not decide for, by id."""
        rows = self.session.execute(
            text(  # the only part put in is our own list of columns
                f"""SELECT a.id, r.paid_on, y.identifier, y.name, a.lines, {_CLAIM}
                    FROM remittance r JOIN remittance_claim a ON a.remittance_id = r.id JOIN claim c ON c.id = a.claim_id
                         JOIN provider p ON p.id = c.provider_id JOIN payer y ON y.id = c.payer_id
                    WHERE r.file_id = :file AND a.state = 'posted' AND a.claim_status IN ('1', '19')
                          AND NOT y.adjudicated_here AND (CAST(:after AS uuid) IS NULL OR a.id > :after)
                          AND EXISTS (SELECT 1 FROM contract k WHERE k.payer_id = c.payer_id AND k.tax_id = p.tax_id)
                    ORDER BY a.id LIMIT :limit"""  # noqa: S608
            ),
            {"file": file_id, "after": after, "limit": limit},
        )
        return [PostedAdvice(row[0], row[1], row[2], row[3], row[4], Leased(*row[5:])) for row in rows]

    def claims(self, claim_ids: Sequence[UUID]) -> list[Leased]:
        rows = self.session.execute(
            text(
                f"""SELECT {_CLAIM} FROM claim c JOIN provider p ON p.id = c.provider_id
                    WHERE c.id = ANY(:ids)"""  # noqa: S608
            ),
            {"ids": list(claim_ids)},
        )
        return [Leased(*row) for row in rows]

    def known(self, advice_ids: Sequence[UUID]) -> set[UUID]:
        return set(self.session.scalars(select(Underpayment.advice_id).where(Underpayment.advice_id.in_(advice_ids))))

    def add(self, rows: Sequence[dict[str, Any]]) -> None:
        if rows:
            self.session.execute(insert(Underpayment), rows)

    def listed(self, limit: int) -> list[tuple[Underpayment, str, str]]:
        """Each with its claim's patient control number and its payer's name."""
        statement = (
            select(Underpayment, Claim.patient_control_number, Payer.name)
            .join(Claim, Claim.id == Underpayment.claim_id)
            .join(Payer, Payer.id == Underpayment.payer_id)
            .order_by(Underpayment.found_on.desc(), Underpayment.difference.desc(), Underpayment.advice_id)
        )
        return [(row[0], row[1], row[2]) for row in self.session.execute(statement.limit(limit))]


class Priced(NamedTuple):
    """A claim by its contract."""

    contract: ContractRow
    lines: tuple[ExpectedLine, ...]

    @property
    def expected(self) -> Money:
        return Money.total(one.expected for one in self.lines if one.expected is not None)


def price_claims(session: Session, claims: Sequence[Leased]) -> dict[UUID, Priced]:
    """What contracts in force on the day of service say of claims; claims without one are left out."""
    reading = FactReading(session)
    if not claims:
        return {}
    lines = reading.lines([one.claim_id for one in claims])
    contracts = reading.contracts((one.payer_id, one.tax_id) for one in claims)
    chosen: dict[UUID, ContractRow] = {}
    for one in claims:
        agreed = [each for each in contracts.get((one.payer_id, one.tax_id), ()) if each.npi in ("", one.npi)]
        fitting = next((each for each in agreed if each.span.in_force(one.service_from)), None)
        if fitting is not None:
            chosen[one.claim_id] = fitting
    procedures = {line.procedure for found in lines.values() for line in found}
    rates = reading.rates((one.id for one in chosen.values()), procedures)
    priced = {}
    for one in claims:
        if one.claim_id not in chosen:
            continue
        terms = Terms((), None, False, False, chosen[one.claim_id], Network.IN)
        claim = billed_claim(one, lines[one.claim_id], terms, None, on_file=True)
        found = expected_lines(claim, rates_for(rates, claim, one.form, chosen[one.claim_id].id))
        priced[one.claim_id] = Priced(chosen[one.claim_id], found)
    return priced


def expected_payment(session: Session, claim_id: UUID) -> Priced | None:
    """What the contract says should be allowed for a claim, line by line; None without a contract in force."""
    return price_claims(session, ComparisonRepository(session).claims([claim_id])).get(claim_id)


def compare_file(session: Session, file_id: UUID, today: date, after: UUID | None = None) -> tuple[int, UUID | None]:
    """Compare up to a thousand advices of a posted 835; how many are too low, and where to go on (None at the end).

    Doing it again finds nothing new.
    """
    repository = ComparisonRepository(session)
    advices = repository.advices(file_id, after, BATCH_ADVICES)
    if not advices:
        return 0, None
    priced = price_claims(session, [one.claim for one in advices])
    known = repository.known([one.id for one in advices])
    found = []
    for one in advices:
        by_contract = priced.get(one.claim.claim_id)
        if by_contract is None or one.id in known:
            continue
        short = shortfall(by_contract.lines, allowed_by_payer(one.lines), one.payer_identifier)
        if short is not None:
            found.append((one, by_contract.contract, short))
    repository.add([_row(*each, today) for each in found])
    open_work_items(session, [_work(*each, today) for each in found])
    return len(found), advices[-1].id if len(advices) == BATCH_ADVICES else None


def underpayments(session: Session, limit: int = 100) -> list[tuple[Underpayment, str, str]]:
    """What was found, newest first, with the claim's patient control number and the payer's name."""
    return ComparisonRepository(session).listed(limit)


def _row(one: PostedAdvice, contract: ContractRow, short: Shortfall, today: date) -> dict[str, Any]:
    claim = one.claim
    return {
        "advice_id": one.id, "claim_id": claim.claim_id, "payer_id": claim.payer_id, "provider_id": claim.provider_id,
        "contract_id": contract.id, "expected": short.expected, "allowed": short.allowed, "difference": short.difference,
        "paid_on": one.paid_on, "found_on": today, "lines": _evidence(short),
    }  # fmt: skip


def _work(one: PostedAdvice, contract: ContractRow, short: Shortfall, today: date) -> NewWork:
    sentence = (
        f"{one.payer_name} allowed {short.allowed.spoken} where the contract says {short.expected.spoken}: "
        f"{short.difference.spoken} too little. Ask for the difference."
    )
    facts = {"advice": str(one.id), "contract": str(contract.id), "lines": _evidence(short)}
    due = today + timedelta(days=WORK_DAYS)
    return NewWork(QUEUE, "claim", one.claim.claim_id, "underpaid", "biller", due, sentence, short.difference, facts)


def _evidence(short: Shortfall) -> list[dict[str, Any]]:
    return [
        {
            "line": one.number, "procedure": one.procedure, "charge": str(one.charge), "expected": str(one.expected),
            "allowed": str(allowed), "rate": one.rate.id, "method": one.rate.method.value, "amount": str(one.rate.amount),
            "percent": str(one.rate.percent), "since": one.rate.start.isoformat(),
        }
        for one, allowed in short.lines
        if one.rate is not None
    ]  # fmt: skip
