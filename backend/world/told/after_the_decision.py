"""Lives that turn on what payers decide: denials, appeals, reversals, money taken back, the next plan, the patient."""

from __future__ import annotations

import secrets
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from backend.database import session_scope
from backend.kit.money import Money
from backend.models.approval import Approval
from backend.models.claim import Claim
from backend.models.denial import Denial
from backend.models.remittance import RemittanceClaim
from backend.models.staff import Staff
from backend.pipeline.appeals import service as appeals
from backend.pipeline.denials.service import settle_denial
from backend.pipeline.intake.service import match_advice
from backend.pipeline.patient_billing import service as billing
from backend.pipeline.scrubbing.replacing import replace_claim
from backend.pipeline.scrubbing.schemas import ClaimCorrection, LineCorrection
from backend.pipeline.secondary import service as secondary
from backend.staff import service as staff
from backend.staff.policy import Role
from backend.world.told.before_the_payer import PAID
from backend.world.told.teller import BILLER, NEXT, NPI, SUPERVISOR, Line, Teller, appealed
from backend.x12.remittance_835.models import ClaimPayment
from backend.x12.remittance_835.reversal import reversal

DENIED_ECG: tuple[Line, ...] = (PAID[0], ("93000", "80.00", "0.00", (("CO", "197", "80.00"),)))
NECESSITY: tuple[Line, ...] = (
    ("99213", "145.00", "0.00", (("CO", "50", "145.00"),)),
    ("93000", "80.00", "0.00", (("CO", "50", "80.00"),)),
)
SHARE: tuple[Line, ...] = (
    ("99213", "145.00", "0.00", (("CO", "45", "45.00"), ("PR", "1", "100.00"))),
    ("93000", "80.00", "0.00", (("CO", "45", "28.00"), ("PR", "1", "52.00"))),
)
CHEST_PAIN = "Chest pain on exertion; the tracing was needed."
APPROVER, APPROVER_NAME = "dana.whitlock@harborstreet.example", "Dana Whitlock"


def partly_denied(t: Teller) -> None:
    """One line paid, one denied for want of an authorization; it waits with its owner."""
    t.send()
    t.later(14)
    t.pays(t.advice(*DENIED_ECG))


def denied_corrected_paid(t: Teller) -> None:
    """Denied for what was missing; the corrected claim takes its place and is paid."""
    t.send()
    t.later(14)
    first = t.advice(*((code, charge, "0.00", (("CO", "16", charge),)) for code, charge, _, _ in PAID), status="4")
    t.pays(first)
    t.later(1)
    _replaced(t, ClaimCorrection(reason="Authorization added", authorization_number="AU5512"))
    t.later(14)
    back = reversal(first)
    t.pays(back, t.advice(*PAID))


def _replaced(t: Teller, correction: ClaimCorrection, *, void: bool = False) -> UUID:
    assert t.claim_id is not None
    with session_scope() as session:
        made = replace_claim(session, t.claim_id, correction, void=void, actor=BILLER, now=t.now)
    t.also.append(made.claim_id)
    t.check()
    t.leave()
    t.later(1)
    if not void:
        t.says("A2", "20", "PR", number=f"E{t.run:05d}{t.serial:02d}77")
    return made.claim_id


def replaced_after_payment(t: Teller) -> None:
    """Paid, then found to have been billed wrong: replaced; the payer takes back and pays the right one."""
    t.send()
    t.later(14)
    first = t.advice(*PAID)
    t.pays(first)
    t.later(20)
    dearer = LineCorrection(number=1, charge=Decimal("155.00"))
    _replaced(t, ClaimCorrection(reason="Charge of the visit corrected", lines=[dearer]))
    t.later(14)
    again = t.advice(("99213", "155.00", "90.00", (("CO", "45", "45.00"), ("PR", "3", "20.00"))), PAID[1])
    t.pays(reversal(first), again)


def voided(t: Teller) -> None:
    """Billed for the wrong day: the practice voids it, the payer takes its payment back."""
    t.send()
    t.later(14)
    first = t.advice(*PAID)
    t.pays(first)
    t.later(5)
    _replaced(t, ClaimCorrection(reason="The visit did not take place"), void=True)
    t.later(14)
    t.pays(reversal(first), taken=[("FB", "-132.00", "carried")])


def appealed_and_overturned(t: Teller) -> None:
    """Denied as not necessary; appealed with the physician's word; the payer gives way and pays."""
    first = _denied(t)
    appeal = appealed(t, reason="Clinical need documented", physician=CHEST_PAIN)
    t.later(25)
    with session_scope() as session:
        appeals.record_decision(
            session, appeal, "overturned", actor=BILLER, decided_on=t.today, recovered=Money.of("152.00")
        )
    t.pays(reversal(first), t.advice(("99213", "145.00", "100.00", (("CO", "45", "45.00"),)), PAID[1]))


def appealed_and_upheld(t: Teller) -> None:
    """The same, and the payer stays with it: the next level opens."""
    _denied(t)
    appeal = appealed(t, reason="Clinical need documented", physician=CHEST_PAIN)
    t.later(25)
    with session_scope() as session:
        appeals.record_decision(session, appeal, "upheld", actor=BILLER, decided_on=t.today)


def _denied(t: Teller) -> ClaimPayment:
    t.send()
    t.later(14)
    first = t.advice(*NECESSITY, status="4")
    t.pays(first)
    t.later(2)
    return first


def reversed_by_payer(t: Teller) -> None:
    """Paid; two months later the payer takes it back, and the receivable is open again."""
    t.send()
    t.later(14)
    first = t.advice(*PAID)
    t.pays(first)
    t.later(60)
    t.pays(reversal(first), taken=[("FB", "-132.00", "carried")])


def takeback_across_remittances(t: Teller) -> None:
    """Taken back on a day with too little to take it from: carried forward, and kept back from the next payment."""
    reversed_by_payer(t)
    t.later(7)
    t.pays(t.advice(("99213", "145.00", "80.00", (("CO", "45", "45.00"), ("PR", "3", "20.00"))), PAID[1]),
           taken=[("FB", "66.00", "carried")])  # fmt: skip


def recouped(t: Teller) -> None:
    """Paid; an overpayment of it is kept back from the same practice's payment (PLB WO)."""
    t.send()
    t.later(14)
    t.pays(t.advice(*PAID), taken=[("WO", "15.00", t.number())])


def underpaid(t: Teller) -> None:
    """Paid below the contract: the difference is named and waits for a person."""
    t.send()
    t.later(14)
    t.pays(t.advice(("99213", "145.00", "50.00", (("CO", "45", "75.00"), ("PR", "3", "20.00"))), PAID[1]))


def coordination_unknown(t: Teller) -> None:
    """The payer knows of a plan before it: denied until the other plan is billed."""
    t.send()
    t.later(14)
    t.pays(t.advice(*((code, charge, "0.00", (("CO", "22", charge),)) for code, charge, _, _ in PAID), status="4"))


def secondary_billed(t: Teller) -> None:
    """The first plan leaves coinsurance; the next is billed with its word and pays."""
    t.send(secondary=t.plan(NEXT))
    t.later(14)
    t.pays(t.advice(PAID[0], ("93000", "80.00", "32.00", (("CO", "45", "28.00"), ("PR", "2", "20.00")))))
    t.later(1)
    with session_scope() as session:
        made = secondary.bill_secondary(session, t.today)
        mine = session.scalars(
            select(Claim.id).where(Claim.id.in_(made.built), Claim.patient_control_number.startswith(t.account))
        ).one()
    t.also.append(mine)
    t.check()
    t.leave()
    t.later(12)
    t.pays(
        t.advice(
            ("99213", "145.00", "16.00", (("OA", "23", "125.00"), ("PR", "2", "4.00"))),
            ("93000", "80.00", "16.00", (("OA", "23", "60.00"), ("PR", "2", "4.00"))), status="2", number="N-1",
        ),
        payer=NEXT,
    )  # fmt: skip


def unmatched_then_matched(t: Teller) -> None:
    """The payer cuts the account number short: nobody guesses; a person finds the claim, and it is posted."""
    t.send()
    t.later(14)
    t.pays(t.advice(*PAID, account=t.account[:7], number=f"X{t.number()}"))
    t.later(1)
    with session_scope() as session:
        held = session.scalars(
            select(RemittanceClaim.id).where(
                RemittanceClaim.state == "held", RemittanceClaim.payer_claim_control_number == f"X{t.number()}"
            )
        ).one()
        assert t.claim_id is not None
        match_advice(session, held, t.claim_id, BILLER, t.now)


def sent_twice_by_payer(t: Teller) -> None:
    """The same payment comes a second time in another file: it counts once."""
    t.send()
    t.later(14)
    told, payment = t.advice(*PAID), f"9{t.run % 10**6:06d}{t.serial:02d}"
    t.pays(told, payment=payment)
    t.later(3)
    t.pays(told, payment=payment)


def _owes(t: Teller) -> UUID:
    """All of it goes to the deductible; the statement is sent. The account."""
    t.send()
    t.later(14)
    t.pays(t.advice(*SHARE))
    t.later(1)
    return t.patient_is_billed()


def payment_plan(t: Teller) -> None:
    """The patient owes the deductible, agrees on four payments, and keeps to them."""
    account = _owes(t)
    t.later(9)
    with session_scope() as session:
        given = billing.Agreement(4, t.today + timedelta(days=5), "Odessa Farrow", "telephone")
        billing.agree_plan(session, account, given, actor=BILLER, today=t.today)
    t.later(5)
    for _ in range(4):
        t.patient_pays("38.00")
        t.later(30)


def hardship(t: Teller) -> None:
    """The patient asks for help, and the named person at the practice grants it."""
    account = _owes(t)
    t.later(12)
    with session_scope() as session:
        asked = billing.Application(3, Money.of("18400.00"), (("tax return", True),))
        billing.apply_for_help(session, account, asked, actor=BILLER, today=t.today)
    t.later(3)
    _approve(t, "hardship", "Documents seen; the practice's policy grants it.")


def _approve(t: Teller, kind: str, reason: str) -> None:
    decider = _approver(t)
    subject = t.claim().id if kind == "write_off" else t.patients_account()
    with session_scope() as session:
        one = session.scalars(
            select(Approval).where(Approval.kind == kind, Approval.state == "open", Approval.subject_id == subject)
        ).one()
        billing.decide(session, one.id, approve=True, reason=reason, decider=decider, name=APPROVER_NAME, now=t.now)


def _approver(t: Teller) -> billing.Decider:
    """The person the practice has named; named on first use."""
    with session_scope() as session:
        known = session.scalars(select(Staff).where(Staff.email == APPROVER)).first()
        if known is None:
            known = staff.create(
                session, email=APPROVER, name=APPROVER_NAME, role=Role.SUPERVISOR, password=secrets.token_urlsafe(24)
            )
            session.flush()
        if not any(one.staff_id == known.id for one, _, _ in billing.approvers(session)):
            start = t.today - timedelta(days=700)
            billing.name_approver(session, npi=NPI, email=APPROVER, most=None, start=start, end=None, actor=SUPERVISOR)
        return billing.Decider(known.id, f"staff:{known.id}", True)


def written_off(t: Teller) -> None:
    """Denied for good; the write-off is recommended, and the practice's named approver decides."""
    t.send()
    t.later(14)
    t.pays(t.advice(*((code, charge, "0.00", (("CO", "29", charge),)) for code, charge, _, _ in PAID), status="4"))
    t.later(2)
    claim = t.claim()
    with session_scope() as session:
        for denial in _open_denials(t):
            settle_denial(session, denial, "upheld", None, t.today, actor=SUPERVISOR, name="Sam Lindqvist")
        billing.recommend(
            session,
            [
                billing.Recommendation(
                    "write_off", "claim", claim.id, claim.provider_id, NPI, claim.charge, "timely_filing",
                    "The time to file had passed; nothing proves an earlier sending.", SUPERVISOR, {}, (claim.id,),
                )
            ],
            t.today,
        )  # fmt: skip
    t.later(3)
    _approve(t, "write_off", "Nothing left to appeal.")


def _open_denials(t: Teller) -> list[UUID]:
    with session_scope() as session:
        return list(session.scalars(select(Denial.id).where(Denial.claim_id == t.claim_id, Denial.state != "closed")))


def collection_recommended(t: Teller) -> None:
    """Four statements, no answer: referral to collection is recommended, and waits for the practice."""
    _owes(t)
    for _ in range(9):
        t.later(30)
        with session_scope() as session:
            billing.run_cycle(session, t.today)
