"""Payment runs: what was decided is paid, provider by provider, each payment with its 835."""

from __future__ import annotations

import contextlib
import io
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from backend.integrations.clearinghouse.outbox import Outbox, is_writable
from backend.kit.ids import new_id
from backend.kit.money import Money
from backend.kit.repository import Repository
from backend.models.adjudication import PayerPayment
from backend.pipeline.adjudication.advice import (
    ZERO,
    AdviceClaim,
    AdviceLine,
    PaidParty,
    PayingParty,
    PaymentFacts,
    Reckoning,
    advice_set,
    claim_payment,
)
from backend.pipeline.adjudication.cost_share import interest_due
from backend.pipeline.adjudication.repository import whole
from backend.pipeline.interchange.service import keep_file, read_later
from backend.pipeline.work.service import NewWork, open_work_items
from backend.x12.parts import Address
from backend.x12.remittance_835.models import BankAccount, ClaimPayment
from backend.x12.remittance_835.reversal import reversal
from backend.x12.remittance_835.writing import remittance
from backend.x12.writer import SetToWrite

MOST_CLAIMS = 5000
"""X221 recommends at most 10,000 claims a transaction; each may come with its reversal."""
PAYMENT_WORK_DAYS = 2


class Payable(NamedTuple):
    """A decision to be told, or taken back."""

    id: UUID
    claim_id: UUID
    state: str
    paid_before: bool
    claim_status: str
    received: date
    due: date
    """The day from which interest runs."""
    paid: Decimal
    paid_earlier: Decimal
    """By the decisions it takes the place of after an appeal: interest is owed on what is paid beyond them."""
    interest_percent: Decimal | None
    patient_control_number: str
    number: str
    filing_indicator: str
    place: str
    frequency: str
    form: str
    service_from: date
    service_to: date
    last_name: str
    first_name: str
    member_id: str


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment made."""

    payment_id: UUID
    file_id: UUID
    interchange_number: int
    trace_number: str
    claims: int
    amount: Money


class PaymentRepository(Repository):
    """Decisions waiting for their payment, and payments."""

    def pairs(self) -> list[tuple[UUID, UUID]]:
        """Payers and providers between whom something is to be paid or taken back."""
        rows = self.session.execute(
            text(
                """SELECT DISTINCT payer_id, provider_id FROM adjudication WHERE state = 'decided'
                   UNION SELECT payer_id, provider_id FROM adjudication WHERE state = 'taken_back' ORDER BY 1, 2"""
            )
        )
        return [(row.payer_id, row.provider_id) for row in rows]

    def hold(self, payer_id: UUID, provider_id: UUID) -> None:
        """One payment at a time between the two: the balance carried forward is known."""
        key = f"payer_payment|{payer_id}|{provider_id}"
        self.session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 0))"), {"key": key})

    def payable(self, payer_id: UUID, provider_id: UUID, limit: int) -> list[Payable]:
        rows = self.session.execute(
            text(
                """SELECT a.id, a.claim_id, a.state, a.payment_id IS NOT NULL, a.claim_status, a.received,
                          coalesce(coalesce(a.clock_from, a.received) + y.prompt_pay_days, a.due), a.paid,
                          CASE WHEN a.appeal_id IS NULL THEN 0 ELSE (
                              SELECT coalesce(sum(e.paid), 0) FROM adjudication e WHERE e.reversed_by_id = a.id
                              AND e.id <> a.id AND e.payment_id IS DISTINCT FROM e.reversal_payment_id) END,
                          y.interest_percent, c.patient_control_number, c.payer_claim_control_number,
                          c.filing_indicator, c.place_of_service, c.frequency, c.form, c.service_from, c.service_to,
                          m.last_name, m.first_name, m.member_id
                   FROM adjudication a JOIN claim c ON c.id = a.claim_id JOIN member m ON m.id = a.member_id
                        LEFT JOIN benefit_year y ON y.id = a.year_id
                   WHERE a.payer_id = :payer AND a.provider_id = :provider AND a.state IN ('decided', 'taken_back')
                   ORDER BY a.state DESC, a.serial LIMIT :limit FOR UPDATE OF a"""
            ),
            {"payer": payer_id, "provider": provider_id, "limit": limit},
        )
        return [Payable(*row) for row in rows]

    def lines(self, ids: Sequence[UUID]) -> dict[UUID, list[AdviceLine]]:
        rows = self.session.execute(
            text(
                """SELECT l.adjudication_id, b.procedure, b.revenue_code, b.modifiers, b.units, b.service_from, l.charge,
                          l.allowed, l.paid, l.adjustments, l.remarks
                   FROM adjudication_line l JOIN adjudication a ON a.id = l.adjudication_id
                        JOIN claim_line b ON b.claim_id = a.claim_id AND b.number = l.number
                   WHERE l.adjudication_id = ANY(:ids) ORDER BY l.adjudication_id, l.number"""
            ),
            {"ids": list(ids)},
        )
        found: dict[UUID, list[AdviceLine]] = defaultdict(list)
        for id, procedure, revenue, modifiers, units, day, charge, allowed, paid, adjustments, remarks in rows:
            told = tuple((group, carc, Decimal(amount)) for group, carc, amount in adjustments)
            found[id].append(
                AdviceLine(
                    procedure, revenue, tuple(modifiers), whole(units), day, charge, allowed, paid, told, tuple(remarks)
                )
            )
        return found

    def parties(self, payer_id: UUID, provider_id: UUID) -> tuple[PayingParty, PaidParty]:
        row = self.session.execute(
            text(
                """SELECT p.identifier, p.name, k.company_id, k.address, k.city, k.state, k.zip, k.provider_phone,
                          k.routing_number, k.account_number, v.npi, v.name AS provider_name, v.tax_id,
                          coalesce(t.routing_number, '') AS their_routing, coalesce(t.account_number, '') AS their_account
                   FROM payer p JOIN payer_client k ON k.payer_id = p.id CROSS JOIN provider v
                        LEFT JOIN LATERAL (SELECT * FROM contract c WHERE c.payer_id = p.id AND c.tax_id = v.tax_id
                                           AND c.npi IN ('', v.npi) ORDER BY c.starts DESC LIMIT 1) t ON true
                   WHERE p.id = :payer AND v.id = :provider"""
            ),
            {"payer": payer_id, "provider": provider_id},
        ).one()
        payer = PayingParty(
            row.identifier, row.name, row.company_id, Address(row.address, "", row.city, row.state, row.zip),
            row.provider_phone, _account(row.routing_number, row.account_number),
        )  # fmt: skip
        payee = PaidParty(row.npi, row.provider_name, row.tax_id, _account(row.their_routing, row.their_account))
        return payer, payee

    def last(self, payer_id: UUID, provider_id: UUID) -> tuple[str, Decimal]:
        """Trace number of the last payment, and what it carried forward."""
        row = self.session.execute(
            text(
                """SELECT trace_number, carried_forward FROM payer_payment
                   WHERE payer_id = :payer AND provider_id = :provider ORDER BY serial DESC LIMIT 1"""
            ),
            {"payer": payer_id, "provider": provider_id},
        ).first()
        return (row.trace_number, row.carried_forward) if row else ("", ZERO)

    def number(self) -> int:
        """The serial of the payment to be made."""
        statement = text("SELECT nextval(pg_get_serial_sequence('payer_payment', 'serial'))")
        return int(self.session.scalar(statement) or 0)

    def add(self, row: dict[str, Any]) -> None:
        self.session.execute(insert(PayerPayment), [row])

    def mark(self, payment_id: UUID, rows: Sequence[tuple[UUID, Decimal]]) -> None:
        """Paid, or taken back, with this payment; and the interest that went with it."""
        self.session.execute(
            text(
                """UPDATE adjudication SET payment_id = coalesce(payment_id, :payment),
                          reversal_payment_id = CASE WHEN state = 'taken_back' THEN CAST(:payment AS uuid) END,
                          state = CASE state WHEN 'taken_back' THEN 'reversed' ELSE 'paid' END, interest = v.n
                   FROM unnest(CAST(:i AS uuid[]), CAST(:n AS numeric[])) AS v(i, n) WHERE id = v.i"""
            ),
            {"payment": payment_id, "i": [one for one, _ in rows], "n": [one for _, one in rows]},
        )


def _account(routing: str, number: str) -> BankAccount:
    return BankAccount("01", routing, "DA", number) if routing and number else BankAccount()


def pairs_to_pay(session: Session) -> list[tuple[UUID, UUID]]:
    """Payers and providers between whom something is to be paid or taken back."""
    return PaymentRepository(session).pairs()


def pay_provider(session: Session, payer_id: UUID, provider_id: UUID, now: datetime) -> Paid | None:
    """Pay a provider what one payer owes it, in the session's transaction; None where nothing is owed (any more).

    The 835 goes to the provider through the clearinghouse, and is kept and read here like any other.
    """
    repository = PaymentRepository(session)
    repository.hold(payer_id, provider_id)
    rows = repository.payable(payer_id, provider_id, MOST_CLAIMS)
    if not rows:
        return None
    lines = repository.lines([one.id for one in rows])
    told = [(one, _told(one, lines[one.id], now.date())) for one in rows]
    told = _writable(session, told, now)
    if not told:
        return None
    payments = [payment for _, (members, _) in told for payment in members]
    earlier, brought = repository.last(payer_id, provider_id)
    interest = sum((found for _, (_, found) in told), ZERO)
    payer, payee = repository.parties(payer_id, provider_id)
    serial = repository.number()
    facts = PaymentFacts(
        payer, payee, f"{now:%y%m%d}{serial:07d}", earlier, now.date(),
        Reckoning(sum((one.paid for one in payments), ZERO), interest, brought),
    )  # fmt: skip
    outbox = Outbox(session)
    file = outbox.open("835", payer_id, now)
    outbox.fill(file, [advice_set(facts, payments)], now)
    payment_id = new_id()
    repository.add(_row(payment_id, serial, payer_id, provider_id, facts, len(payments), file.number))
    repository.mark(payment_id, [(one.id, found) for one, (_, found) in told])
    kept = keep_file(lambda: contextlib.nullcontext(session), file.name, io.BytesIO(file.content), now)
    read_later(session, kept)
    return Paid(payment_id, kept.file_id, file.number, facts.trace_number, len(payments), Money(facts.reckoning.amount))


_Told = tuple[Payable, tuple[list[ClaimPayment], Decimal]]


def _told(one: Payable, lines: Sequence[AdviceLine], today: date) -> tuple[list[ClaimPayment], Decimal]:
    """What the 835 says of a decision, and the interest due with it."""
    interest = ZERO
    if one.state == "decided" and one.interest_percent is not None:
        interest = interest_due(Money(one.paid - one.paid_earlier), one.due, today, one.interest_percent).amount
    payment = claim_payment(
        AdviceClaim(
            one.patient_control_number, one.number, one.claim_status, one.filing_indicator, one.place, one.frequency,
            one.form, one.last_name, one.first_name, one.member_id, one.received, one.service_from, one.service_to,
            interest, tuple(lines),
        )
    )  # fmt: skip
    if one.state == "decided":
        return [payment], interest
    return ([] if one.paid_before else [payment]) + [reversal(payment)], interest


def _writable(session: Session, told: list[_Told], now: datetime) -> list[_Told]:
    """Those no value of which holds a separator; the others are a person's."""
    if is_writable(_set([payment for _, (members, _) in told for payment in members]), now):
        return told
    good = [one for one in told if is_writable(_set(one[1][0]), now)]
    bad = [one for one, _ in told if one not in [each for each, _ in good]]
    due = now.date() + timedelta(days=PAYMENT_WORK_DAYS)
    sentence = (
        "A value on the claim holds a character no file may carry, so its payment cannot be told. Pay it by hand."
    )
    open_work_items(
        session,
        [
            NewWork("adjudication", "claim", one.claim_id, "unwritable", "biller", due, sentence, Money(one.paid))
            for one in bad
        ],
    )
    return good


def _set(payments: Sequence[ClaimPayment]) -> SetToWrite:
    from backend.x12.remittance_835.models import Payee, Payer, RemittanceHeader

    header = RemittanceHeader(ZERO, "NON", None, "1", "1", Payer("P"), Payee("P", "XX", "1"))
    return remittance(header, payments)


def _row(
    id: UUID, serial: int, payer_id: UUID, provider_id: UUID, facts: PaymentFacts, claims: int, number: int
) -> dict[str, Any]:
    reckoning = facts.reckoning
    return {
        "id": id, "serial": serial, "payer_id": payer_id, "provider_id": provider_id, "trace_number": facts.trace_number,
        "method": facts.method, "paid_on": facts.paid_on, "claims": claims, "amount": Money(reckoning.amount),
        "interest": Money(reckoning.interest), "brought_forward": Money(reckoning.brought_forward),
        "carried_forward": Money(reckoning.carried_forward), "interchange_number": number,
    }  # fmt: skip
