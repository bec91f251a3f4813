"""What happens next on a patient's account. Pure: facts and the day in, one step out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from backend.kit.money import ZERO, Money
from backend.pipeline.patient_billing.terms import Terms

Act = Literal[
    "none", "statement", "write_off_small", "recommend_referral", "recommend_write_off", "settle", "break_plan", "keep_plan",
    "ask_agency",
]  # fmt: skip
State = Literal["cycle", "plan", "hardship", "disputed", "returned_mail", "recommended", "referred", "settled"]
SYSTEM = "system"
AGENCY_DAYS = 90
"""How long a collection agency has before somebody asks what came of it, each time."""
STOPPED: dict[str, str] = {
    "hardship": "supervisor",
    "disputed": "biller",
    "returned_mail": "registration",
    "recommended": "supervisor",
    "referred": "biller",
}
"""States in which no statement goes out, and who has the account."""


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """An account on a day. ``balance`` is what the ledger says the patient owes on claims every payer has spoken on."""

    state: str
    balance: Money
    notices: int
    first_notice_on: date | None
    last_notice_on: date | None
    next_date: date
    owner: str = SYSTEM
    missed: int = 0
    """Instalments of the running plan past their day and grace, not paid in full."""
    plan_left: Money = ZERO
    """What is still to come of the plan."""
    next_instalment: date | None = None
    with_agency: Money = ZERO
    """What of it a collection agency still has."""


@dataclass(frozen=True, slots=True)
class AccountStep:
    """What to do today, and how the account stands after it."""

    act: Act
    state: State
    owner: str
    next_date: date
    notice: int = 0
    """Of a statement: which one of the cycle."""
    kind: str = ""
    pay_by: date | None = None


def next_step(account: AccountFacts, terms: Terms, today: date) -> AccountStep:
    """The step for an account. Exactly one owner and one next date come out, whatever goes in."""
    if account.state == "settled" and account.balance <= Money.zero() < account.with_agency:
        return AccountStep("settle", "referred", STOPPED["referred"], _ask_at(account.next_date, today))
    if _stop_is_over(account, today):
        account = replace(account, state="settled")
    if account.balance <= Money.zero() and account.state not in ("hardship", "disputed", "referred"):
        return AccountStep("keep_plan" if account.state == "plan" else "settle", *at_rest(account.with_agency, today))
    if account.state == "plan":
        return _plan(account, terms, today)
    if account.state in STOPPED:
        owner = STOPPED[account.state] if account.owner == SYSTEM else account.owner
        if account.state == "referred" and today >= account.next_date:
            return AccountStep("ask_agency", "referred", owner, today + timedelta(days=AGENCY_DAYS))
        return AccountStep("none", _state(account.state), owner, account.next_date)
    return _cycle(account, terms, today)


def at_rest(with_agency: Money, today: date) -> tuple[State, str, date]:
    """State, owner and next date of an account on which nothing is owed any more.

    What an agency still has stays somebody's to ask about, whatever was owed and paid beside it.
    """
    if with_agency > Money.zero():
        return "referred", STOPPED["referred"], today + timedelta(days=AGENCY_DAYS)
    return "settled", SYSTEM, today


def _ask_at(settled: date, today: date) -> date:
    """Of an account settled while an agency had some of it: its three months ran all the same."""
    return max(settled + timedelta(days=AGENCY_DAYS), today + timedelta(days=1))


def _stop_is_over(account: AccountFacts, today: date) -> bool:
    """Whether statements stop no more without anybody's word: what is owed then starts a cycle of its own.

    What was referred is with the agency; newer charges are not, and once the agency has nothing left it is over. An
    application whose documents did not come in time lapses, and what was refused waits its days and no longer.
    """
    if account.state == "referred":
        return account.balance > Money.zero() or account.with_agency <= Money.zero()
    return account.state in ("hardship", "recommended") and account.owner == "biller" and today >= account.next_date


def _state(name: str) -> State:
    assert name in ("cycle", "plan", "hardship", "disputed", "returned_mail", "recommended", "referred", "settled")
    state: State = name  # type: ignore[assignment]
    return state


def _plan(account: AccountFacts, terms: Terms, today: date) -> AccountStep:
    if account.missed >= terms.missed_most:
        return AccountStep("break_plan", "cycle", "biller", today)
    if account.next_instalment is None:
        # the plan is paid and newer charges are left: they start a cycle of their own
        return AccountStep("keep_plan", "cycle", SYSTEM, today)
    until = account.next_instalment + timedelta(days=terms.grace_days + 1)
    return AccountStep("none", "plan", SYSTEM, max(until, today))


def _cycle(account: AccountFacts, terms: Terms, today: date) -> AccountStep:
    sent, first = account.notices, account.first_notice_on
    if account.state == "settled" or first is None:
        sent, first = 0, today
    elif today < account.next_date:
        return AccountStep("none", "cycle", account.owner, account.next_date)
    if sent < len(terms.notice_days):
        due = first + timedelta(days=terms.notice_days[sent])
        if sent >= terms.small_balance_notices and account.balance <= terms.small_balance and today >= due:
            return AccountStep("write_off_small", *at_rest(account.with_agency, today))
        if today < due:
            return AccountStep("none", "cycle", SYSTEM, due)
        return _statement(sent + 1, first, terms, today)
    review = (account.last_notice_on or first) + timedelta(days=terms.review_after_days)
    if today < review:
        return AccountStep("none", "cycle", SYSTEM, review)
    act: Act = "recommend_referral" if account.balance >= terms.referral_least else "recommend_write_off"
    return AccountStep(act, "recommended", "supervisor", today + timedelta(days=terms.approval_days))


def _statement(notice: int, first: date, terms: Terms, today: date) -> AccountStep:
    last = notice == len(terms.notice_days)
    if last:
        after = today + timedelta(days=terms.review_after_days)
    else:
        # a statement that was late moves those after it: never two on one day
        wait = terms.notice_days[notice] - terms.notice_days[notice - 1]
        after = max(first + timedelta(days=terms.notice_days[notice]), today + timedelta(days=wait))
    kind = "first" if notice == 1 else "last_before_review" if last else "reminder"
    return AccountStep("statement", "cycle", SYSTEM, after, notice, kind, today + timedelta(days=terms.pay_within_days))


def instalments(total: Money, count: int, first_due: date) -> list[tuple[date, Money]]:
    """Equal monthly payments that sum to the total exactly; cents that do not divide are in the first."""
    assert count > 0, "a plan has a payment"
    each, rest = divmod(int(total.amount * 100), count)
    amounts = [each + rest] + [each] * (count - 1)
    return [
        (_months_after(first_due, number), Money(Decimal(cents).scaleb(-2))) for number, cents in enumerate(amounts)
    ]


def instalments_of(total: Money, each: Money, least: Money, first_due: date) -> list[tuple[date, Money]]:
    """Monthly payments of so much that sum to the total exactly; a rest too small for a payment is in the last."""
    assert each > Money.zero(), "a payment is of something"
    whole, rest = divmod(int(total.amount * 100), int(each.amount * 100))
    amounts = [each] * whole
    left = Money(Decimal(rest).scaleb(-2))
    if whole == 0 or left >= least:
        amounts.append(left)
    else:
        amounts[-1] += left
    return [(_months_after(first_due, number), amount) for number, amount in enumerate(amounts) if amount]


def _months_after(day: date, months: int) -> date:
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last))


def share_out(amount: Money, owed: list[tuple[str, Money]]) -> tuple[list[tuple[str, Money]], Money]:
    """Spread money over what is owed, in the order given; what is left over comes second."""
    left, shares = amount, []
    for key, due in owed:
        part = min(left, due)
        if part > Money.zero():
            shares.append((key, part))
            left -= part
    return shares, left
