"""The daily run over patients' accounts: set-based, a handful of queries however many accounts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from backend.audit import service as audit
from backend.audit.acts import Act
from backend.database import defer_job
from backend.kit.clock import day_in_words
from backend.kit.ids import new_id
from backend.kit.money import Money
from backend.models.patient_account import PatientAccount
from backend.pipeline.claims.repository import ClaimRepository, NewEvent
from backend.pipeline.patient_billing.approving import (
    GIVING_UP,
    Recommendation,
    SmallBalance,
    recommend,
    withdraw,
    write_off_by_policy,
)
from backend.pipeline.patient_billing.credits import settle_credits
from backend.pipeline.patient_billing.repository import ClaimSums, Owed, PatientBillingRepository, PlanStanding
from backend.pipeline.patient_billing.rules import AccountFacts, AccountStep, next_step
from backend.pipeline.patient_billing.terms import terms_of
from backend.pipeline.posting.booking import Entry, NewTransaction, book
from backend.pipeline.work.service import NewWork, close_work_items_of_many, open_work_items

QUEUE = "patient_billing"
NOTHING_OWED = ("returned_mail", "plan_broken")
"""Reasons of work that ends when nothing is owed any more: nobody has to be reached."""
ALL_SETTLED = ("agency_silent",)
"""Of work that ends with the account: an agency has nothing of it either."""
CALL_FIRST = timedelta(days=5)
"""After a broken plan a person calls before the next statement; so long for asking an agency, too."""
Key = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class CycleRun:
    """What one run did."""

    accounts: int
    """Looked at: those that do not only wait for their day."""
    statements: int
    billed: Money
    """The balances of the statements."""
    small_balances: int
    recommendations: int
    settled: int
    plans_broken: int


@dataclass(slots=True)
class _Looked:
    account: PatientAccount
    npi: str
    owed: list[Owed]
    step: AccountStep
    plan: PlanStanding | None
    balance: Money = field(init=False)

    def __post_init__(self) -> None:
        self.balance = Money.total(one.amount for one in self.owed)

    @property
    def owes_nothing(self) -> bool:
        """Whether what was owed ended today, with an agency or without."""
        return self.step.act in ("settle", "keep_plan", "write_off_small") and self.step.state in ("settled", "referred")

    @property
    def lapses(self) -> bool:
        """The application for help waited for its documents long enough."""
        return self.account.state == "hardship" and self.step.state != "hardship"


def run_cycle(session: Session, as_of: date) -> CycleRun:
    """Bring every account to where it stands on a day: statements out, small balances off, recommendations opened.

    Running it again on the same day changes nothing.
    """
    repository = PatientBillingRepository(session)
    repository.lock_run()
    _bill_denied(session, repository, as_of)
    accounts = _accounts(repository, *repository.due(as_of), as_of)
    # again, now that the accounts are locked: somebody may have paid between reading and locking
    owed = repository.owed_of([(one.provider_id, one.member_id) for one in accounts])
    with_credit = [one for one in accounts if _has_credit(owed.get((one.provider_id, one.member_id), []))]
    if with_credit:
        owed.update(settle_credits(session, with_credit, as_of))
    looked = _look(repository, accounts, owed, as_of)
    now = datetime.combine(as_of, time(12), UTC)
    billed = _send(session, repository, [one for one in looked if one.step.act == "statement"], as_of)
    small = [one for one in looked if one.step.act == "write_off_small"]
    write_off_by_policy(
        session, [SmallBalance(one.account.id, one.account.provider_id, one.npi, tuple(one.owed)) for one in small], now
    )
    opened = recommend(session, [_recommendation(one) for one in looked if one.step.act.startswith("recommend")], as_of)
    broken = _end_plans(session, repository, looked, as_of)
    _ask_agencies(session, [one for one in looked if one.step.act == "ask_agency"], as_of)
    _lapse(session, repository, [one for one in looked if one.lapses], as_of)
    settled = [one for one in looked if one.step.state == "settled" and one.account.state != "settled"]
    _end_matters(session, [one for one in looked if one.owes_nothing], now)
    repository.move([row for one in looked if (row := _moved(one, as_of)) is not None])
    return CycleRun(
        len(looked), sum(one.step.act == "statement" for one in looked), billed, len(small), opened, len(settled), broken
    )  # fmt: skip


def _bill_denied(session: Session, repository: PatientBillingRepository, as_of: date) -> None:
    """Denied money a person found to be the patient's becomes the patient's receivable; one denial of a claim a run."""
    first: dict[UUID, tuple[UUID, Money]] = {}
    for denial_id, claim_id, amount in repository.denials_to_bill():
        first.setdefault(claim_id, (denial_id, amount))
    book(
        session,
        [
            NewTransaction(
                f"billed_to_patient|{denial_id}", "billed_to_patient", as_of,
                [
                    Entry("receivable_denied", -amount.amount, "billed"),
                    Entry("receivable_patient", amount.amount, "billed"),
                ],
                claim_id,
            )
            for claim_id, (denial_id, amount) in first.items()
        ],
    )  # fmt: skip
    ClaimRepository(session).add_events(
        NewEvent(claim_id, "billed_to_patient", as_of, detail={"amount": str(amount)})
        for claim_id, (_, amount) in first.items()
    )


def _accounts(
    repository: PatientBillingRepository, due: Sequence[UUID], owed: Mapping[Key, Sequence[Owed]], as_of: date
) -> list[PatientAccount]:
    """Every account that is due or owes anew, with new ones for those who owe for the first time."""
    found = repository.accounts(due, owed)
    known = {(one.provider_id, one.member_id) for one in found}
    new = [
        key for key, claims in owed.items() if key not in known and (_sum(claims) > Money.zero() or _has_credit(claims))
    ]
    if not new:
        return found
    repository.add_accounts(new, as_of)
    return repository.accounts(due, owed)


def _sum(claims: Sequence[Owed]) -> Money:
    return Money.total(one.amount for one in claims)


def _has_credit(claims: Sequence[Owed]) -> bool:
    return any(one.amount < Money.zero() for one in claims)


def _look(
    repository: PatientBillingRepository,
    accounts: Sequence[PatientAccount],
    owed: Mapping[Key, list[Owed]],
    as_of: date,
) -> list[_Looked]:
    npis = repository.npis({one.provider_id for one in accounts})
    grace = {one.id: terms_of(npis[one.provider_id], as_of).grace_days for one in accounts if one.state == "plan"}
    plans = repository.standings(as_of, grace) if grace else {}
    with_agency = repository.agency_has(accounts)
    looked = []
    for one in accounts:
        claims = owed.get((one.provider_id, one.member_id), [])
        plan = plans.get(one.id)
        facts = AccountFacts(
            one.state, _sum(claims), one.notices, one.first_notice_on, one.last_notice_on, one.next_date,
            one.owner, plan.missed if plan else 0, plan.left if plan else Money.zero(), plan.next_due if plan else None,
            with_agency.get(one.id, Money.zero()),
        )  # fmt: skip
        step = next_step(facts, terms_of(npis[one.provider_id], as_of), as_of)
        looked.append(_Looked(one, npis[one.provider_id], claims, step, plan))
    return looked


def _send(session: Session, repository: PatientBillingRepository, due: Sequence[_Looked], as_of: date) -> Money:
    """Write the statements; the story of each claim tells of them."""
    if not due:
        return Money.zero()
    sums = repository.sums(list({claim.first_id for one in due for claim in one.owed}))
    numbers = repository.claim_numbers(list(sums))
    repository.add_statements(
        (
            new_id(), one.account.id, one.step.notice, one.step.kind, as_of, one.step.pay_by, one.balance.amount,
            json.dumps(_lines(one, sums, numbers)),
        )
        for one in due
    )  # fmt: skip
    ClaimRepository(session).add_events(
        NewEvent(
            claim.claim_id, "statement_sent", as_of,
            detail={"notice": one.step.notice, "amount": str(claim.amount), "pay_by": str(one.step.pay_by)},
        )
        for one in due
        for claim in one.owed
        if claim.amount > Money.zero()
    )  # fmt: skip
    subject = f"statements:{len(due)} of {as_of.isoformat()}"
    defer_job(session, "patient_billing.print_statements", lock="patient_billing.print", day=as_of.isoformat())
    audit.record(session, Act.STATEMENTS_SENT, actor="system:patient_billing", subject=subject)
    return Money.total(one.balance for one in due)


def _lines(one: _Looked, sums: Mapping[UUID, ClaimSums], numbers: Mapping[UUID, str]) -> list[dict[str, Any]]:
    """One line a claim; what is owed on them is the balance, to the cent."""
    owed: dict[UUID, Money] = {}
    for claim in one.owed:
        owed[claim.first_id] = owed.get(claim.first_id, Money.zero()) + claim.amount
    lines = [statement_line(sums[first_id], amount, numbers[first_id]) for first_id, amount in owed.items()]
    assert Money.total(Money.of(line["owed"]) for line in lines) == one.balance, "a statement adds up to its balance"
    return lines


def statement_line(sums: ClaimSums, owed: Money, number: str) -> dict[str, Any]:
    """A claim as the statement tells it: charge − plans_paid − taken_off − with_plans − patient_paid = owed.

    ``with_plans`` is what plans have still to settle, a part of the claim this statement does not ask for.
    """
    with_plans = sums.with_plans + (sums.owed - owed)
    taken_off = sums.charge - sums.plans_paid - sums.patient_paid - with_plans - owed
    return {
        "claim_id": str(sums.first_id), "number": number, "service_from": sums.service_from.isoformat(),
        "service_to": sums.service_to.isoformat(), "charge": str(sums.charge), "plans_paid": str(sums.plans_paid),
        "taken_off": str(taken_off), "with_plans": str(with_plans), "patient_paid": str(sums.patient_paid),
        "owed": str(owed),
    }  # fmt: skip


def _recommendation(one: _Looked) -> Recommendation:
    account = one.account
    referral = one.step.act == "recommend_referral"
    since = f" since {day_in_words(account.first_notice_on)}" if account.first_notice_on else ""
    sent = f"{account.notices} statements{since}, none paid in full."
    return Recommendation(
        "collection_referral" if referral else "write_off", "patient_account", account.id, account.provider_id, one.npi,
        one.balance, "statements_unanswered", sent, "system:patient_billing",
        {"statements": account.notices, "first": account.first_notice_on, "last": account.last_notice_on},
        tuple(claim.claim_id for claim in one.owed if claim.amount > Money.zero()),
    )  # fmt: skip


def _end_plans(session: Session, repository: PatientBillingRepository, looked: Sequence[_Looked], as_of: date) -> int:
    broken = [one for one in looked if one.step.act == "break_plan" and one.plan]
    kept = [one for one in looked if one.step.act == "keep_plan" and one.plan]
    repository.end_plans([one.plan.plan_id for one in broken if one.plan], "broken", as_of)
    repository.end_plans([one.plan.plan_id for one in kept if one.plan], "kept", as_of)
    events = [
        NewEvent(claim.claim_id, "plan_broken", as_of, detail={"missed": one.plan.missed if one.plan else 0})
        for one in broken
        for claim in one.owed
    ]
    events += [NewEvent(claim.claim_id, "plan_kept", as_of) for one in kept for claim in one.owed]
    ClaimRepository(session).add_events(events)
    text, due = "A payment plan was broken: call the patient before the next statement goes out.", as_of + CALL_FIRST
    open_work_items(
        session,
        [
            NewWork(QUEUE, "patient_account", one.account.id, "plan_broken", "biller", due, text, one.balance)
            for one in broken
        ],
    )
    return len(broken)


def _ask_agencies(session: Session, referred: Sequence[_Looked], as_of: date) -> None:
    """The agency had its time: somebody asks it. Asked before and not done yet, the piece of work stays the one it is."""
    text, due = "The collection agency has had this account for three months: ask it what came of it.", as_of + CALL_FIRST
    open_work_items(
        session,
        [NewWork(QUEUE, "patient_account", one.account.id, "agency_silent", one.step.owner, due, text) for one in referred],
    )


def _end_matters(session: Session, ended: Sequence[_Looked], now: datetime) -> None:
    """Nothing is owed: what was recommended and what waited for the patient ends; an agency is asked on while it has some."""
    accounts = [one.account.id for one in ended]
    withdraw(session, accounts, GIVING_UP, "nothing is owed")
    close = partial(close_work_items_of_many, session, "patient_account", outcome="nothing is owed", now=now, queue=QUEUE)
    close(accounts, reasons=NOTHING_OWED)
    close([one.account.id for one in ended if one.step.state == "settled"], reasons=ALL_SETTLED)


def _lapse(session: Session, repository: PatientBillingRepository, lapsed: Sequence[_Looked], as_of: date) -> None:
    repository.lapse_hardship([one.account.id for one in lapsed], as_of)
    ClaimRepository(session).add_events(
        NewEvent(claim.claim_id, "hardship_lapsed", as_of) for one in lapsed for claim in one.owed
    )


def _moved(one: _Looked, as_of: date) -> dict[str, Any] | None:
    """The account's row after the step; None where nothing changed."""
    account, step = one.account, one.step
    notices, first, last = account.notices, account.first_notice_on, account.last_notice_on
    if step.act == "statement":
        notices, last = step.notice, as_of
        first = as_of if step.notice == 1 else first
    elif one.owes_nothing or step.act == "keep_plan":
        notices, first, last = 0, None, None
    elif step.act == "break_plan":
        # the cycle goes on where it stood; a person calls first
        step = AccountStep("break_plan", "cycle", "biller", as_of + CALL_FIRST)
    new = (step.state, step.owner, step.next_date, notices, first, last)
    old = (
        account.state, account.owner, account.next_date, account.notices, account.first_notice_on, account.last_notice_on
    )  # fmt: skip
    if new == old:
        return None
    names = ("state", "owner", "next_date", "notices", "first_notice_on", "last_notice_on")
    return {"id": account.id, **dict(zip(names, new, strict=True))}
