"""Lives at a payer whose claims are decided here, and one of a hospital stay."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from backend.database import session_scope
from backend.models.adjudication import Adjudication
from backend.models.file import File
from backend.models.submission import OutgoingClaim
from backend.pipeline.adjudication import service as adjudication
from backend.pipeline.appeals import service as appeals
from backend.pipeline.intake.service import read_known_file
from backend.world.told.teller import BILLER, CLIENT, ECG, OUTSIDE, PRACTICE, TAX, VISIT, Teller, appealed
from backend.x12.parts import Adjustment, Amount, Dates
from backend.x12.remittance_835.models import ClaimPayment

KNEE = {"procedure": "20610", "side": "right", "diagnoses": ["M25561"], "charge": "210.00"}


def terms(members: Iterable[Teller], since: date) -> dict[str, object]:
    """The client's plan with its members, and both payers' contracts with the clinic."""
    begins, prices = since.isoformat(), (("99213", "100.00"), ("99212", "60.00"), ("93000", "52.00"), ("20610", "120.00"))
    rates = [
        {"setting": "professional", "procedure": code, "method": "fee", "amount": amount, "starts": begins}
        for code, amount in prices
    ]
    plain = {"coinsurance": "0.20"}
    year = {
        "starts": f"{since.year}-01-01", "stops": f"{since.year + 9}-12-31", "deductible": "0", "out_of_pocket_max": "6000.00",
        "benefits": {
            "office": plain, "diagnostic": plain, "other": plain, "surgery": {**plain, "needs_authorization": True},
        },
    }  # fmt: skip
    client = {
        "company_id": "1311402278", "address": "3 Granary Lane", "city": "Marlow", "state": "OH", "zip": "44001",
        "provider_phone": "8005550131", "member_phone": "8005550132",
    }  # fmt: skip
    return {
        "payers": [{"identifier": CLIENT[0], "name": CLIENT[1], "client": client}],
        "plans": [{"payer": CLIENT[0], "code": "BLB-1", "name": "Bayline Choice", "plan_type": "erisa", "years": [year]}],
        "contracts": [
            {"payer": payer, "name": "Harbor Street", "tax_id": TAX, "starts": begins, "rates": rates}
            for payer in (CLIENT[0], OUTSIDE[0])
        ],
        "enrolments": [_member(one, begins) for one in members],
    }  # fmt: skip


def _member(t: Teller, begins: str) -> dict[str, object]:
    who = t.note(payer=CLIENT).patient
    return {
        "payer": CLIENT[0], "plan": "BLB-1", "member_id": t.plan(CLIENT)["member_id"], "starts": begins,
        "first_name": who.first_name, "last_name": who.last_name, "sex": who.sex,
        "date_of_birth": who.date_of_birth.isoformat(), "address": who.address, "city": who.city, "state": who.state,
        "zip": who.zip,
    }  # fmt: skip


def adjudicated_here(t: Teller) -> None:
    """Decided here: a modifier asks for the operative note, a person looks too late, and interest is paid."""
    t.build(t.document(t.note({**VISIT, "modifiers": ["22"]}, ECG, payer=CLIENT)))
    _taken_up(t)
    t.later(45)
    with session_scope() as session:
        row = session.scalars(select(Adjudication.id).where(Adjudication.claim_id == t.claim_id)).one()
        note = "Operative note read: the work was harder, as the modifier says."
        adjudication.release(session, row, note=note, actor="staff:sam", now=t.now)
    _paid(t)


def appeal_won_here(t: Teller) -> None:
    """Decided here: an injection is denied for want of an authorization; the appeal is won, and it is decided anew."""
    t.build(t.document(t.note({**VISIT, "modifiers": ["25"]}, KNEE, payer=CLIENT)))
    _taken_up(t)
    _paid(t)
    t.later(6)
    appeal = appealed(t, reason="The knee was treated the day it locked")
    t.later(20)
    with session_scope() as session:
        appeals.record_decision(session, appeal, "overturned", actor=BILLER, decided_on=t.today)
    with session_scope() as session:
        adjudication.decide_batch(session, t.now)
    _paid(t)


def _taken_up(t: Teller) -> None:
    """Sent, taken up and decided, or pended."""
    t.leave()
    with session_scope() as session:
        sent = session.get_one(OutgoingClaim, t.claim_id).submission_id
        adjudication.take_up(session, t.now, submission_id=sent)
        adjudication.decide_batch(session, t.now)


def _paid(t: Teller) -> None:
    """What is decided is paid, and its 835 read."""
    claim = t.claim()
    while True:
        with session_scope() as session:
            paid = adjudication.pay_provider(session, claim.payer_id, claim.provider_id, t.now)
        if paid is None:
            break
    with session_scope() as session:
        waiting = list(session.scalars(select(File.id).where(File.state == "kept")))
    for file_id in waiting:
        read_known_file(file_id, session_scope, t.now)


def stay(t: Teller) -> None:
    """A stay on the institutional form, decided as a whole by the day."""
    admission = {"type": "3", "source": "1", "inpatient": True, "statement_to": t.today.isoformat()}
    first = date.fromordinal(t.today.toordinal() - 3).isoformat()
    room = {"revenue_code": "0120", "units": 3, "charge": "5400.00"}
    drugs = {"revenue_code": "0250", "charge": "812.50"}
    t.build(
        t.document(
            t.note(
                room, drugs, form="I", admission=admission, place_of_service="11", diagnoses=["J18.9", "I10"],
                service_date=first, practice=PRACTICE,
            )
        )
    )  # fmt: skip
    t.leave()
    t.later(1)
    t.says("A2", "20", "PR")
    t.later(20)
    claim = t.claim()
    t.pays(
        ClaimPayment(
            t.account, "1", Decimal("6212.50"), Decimal("3900.00"), Decimal("600.00"), "12", t.number(), t._patient(),
            facility_code="11", frequency="1",
            adjustments=(Adjustment("CO", "45", Decimal("1712.50")), Adjustment("PR", "2", Decimal("600.00"))),
            dates=(Dates("232", claim.service_from), Dates("233", claim.service_to)),
            amounts=(Amount("AU", Decimal("4500.00")),),
        )
    )  # fmt: skip


MEMBERS = (adjudicated_here, appeal_won_here)
"""Lives of members of the client's plan."""
