"""Opening, what moved, closing; and the same sums by another way. Pure: it holds to the cent or it does not."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from backend.pipeline.reporting.figures import ZERO, Lists, shown
from backend.pipeline.reporting.schemas import Account, Check, ListRef, Movement, Reconciliation

MOVED_BY: dict[str, str] = {
    "charges": "+ charges entered with a first decision, less charges withdrawn",
    "remittance_clearing": "− payers' payments, less what they took back",
    "cash": "− patients' payments",
    "contractual_adjustment": "− contractual reductions",
    "payment_adjustment": "− other adjustments of payers (sequestration, interest, prior payment)",
    "write_off": "− written off",
    "small_balance": "− small balances written off",
    "charity_care": "− forgiven for hardship",
    "receivable_collection": "− referred to collection",
    "patient_credit": "− credits of patients",
    "coordination_of_benefits": "± handed from one plan to the next (two claims, one charge)",
}
UNDECIDED = "undecided"


def reconcile(lists: Lists, sums: Mapping[str, Decimal], late: Decimal | None) -> Reconciliation:
    """``sums`` come from queries of their own; ``late`` is the previous closing that opens this month, corrected by what
    was recorded after it was published, None where nothing was published before.
    """
    undecided, ledger, cash = _undecided(lists), _ledger(lists), _cash(sums)
    checks = [_adds_up(one) for one in (undecided, ledger, cash)]
    closing = lists.total("ageing", slices=_kinds(lists, "ageing", ledger=True)).amount
    applied = -lists.total("movement", slices=["remittance_clearing"]).amount
    entered = -lists.total("undecided_movement", slices=["entered in the ledger"]).amount
    checks += [
        _check("Every ledger transaction of these claims sums to zero", sums["unbalanced"], ZERO),
        _check("Ageing of the ledger's receivables = their balances in the ledger", closing, sums["receivable"]),
        _check("Payments in the ledger = paid amounts of the posted remittances", sums["cleared"], sums["advised"]),
        _check("Payments that moved the receivables = payments in the ledger", applied, sums["cleared"]),
        _check(
            "Charges entered in the ledger = charges of the claims first decided",
            sums["charged_first"],
            sums["billed_first"],
        ),
        _check("Cash in the ledger = payments of the posted remittances", sums["cash"], sums["remitted"]),
    ]
    if entered > sums["billed_first"]:
        checks.append(
            _check("Undecided claims that entered the ledger ≤ charges entered", entered, sums["billed_first"])
        )
    if late is not None:
        opening = lists.total("opening", slices=_kinds(lists, "opening", ledger=True)).amount
        checks.append(_check("Opening = closing published before, with what was recorded since", opening, late))
    return Reconciliation(accounts=[undecided, ledger, cash], checks=checks, holds=all(one.holds for one in checks))


def _undecided(lists: Lists) -> Account:
    kinds, buckets = _kinds(lists, "opening", ledger=False), _kinds(lists, "ageing", ledger=False)
    return Account(
        title="Claims with payers, not decided",
        opening=_moved("Opening", "opening", kinds, lists),
        movements=[
            _moved(title, "undecided_movement", [way], lists)
            for way, title in (
                ("billed", "+ claims sent or received as billed"),
                ("entered in the ledger", "− claims decided: they enter the ledger"),
                ("replaced or voided", "− replaced or voided before a decision"),
            )
        ],
        closing=_moved("Closing", "ageing", buckets, lists),
    )


def _ledger(lists: Lists) -> Account:
    accounts = sorted(
        lists.slices("movement"), key=lambda one: (list(MOVED_BY).index(one) if one in MOVED_BY else 99, one)
    )
    movements = [
        _moved(MOVED_BY.get(one, f"− {one.replace('_', ' ')}"), "movement", [one], lists) for one in accounts
    ]  # fmt: skip
    return Account(
        title="Receivables in the ledger",
        opening=_moved("Opening", "opening", _kinds(lists, "opening", ledger=True), lists),
        movements=movements,
        closing=_moved("Closing", "ageing", _kinds(lists, "ageing", ledger=True), lists),
    )


def _cash(sums: Mapping[str, Decimal]) -> Account:
    return Account(
        title="Payers' payments not applied to claims yet",
        opening=_plain("Opening", sums["unapplied_before"]),
        movements=[
            Movement(name="+ payments received", amount=shown(sums["cash"], "money"), claims=ListRef(basis="cash")),
            _plain("+ kept back by provider-level adjustments (PLB)", sums["provider_level"]),
            _plain("− applied to claims", -sums["applied"]),
        ],
        closing=_plain("Closing", sums["unapplied"]),
    )


def _kinds(lists: Lists, basis: str, *, ledger: bool) -> list[str]:
    found = [one for one in lists.slices(basis) if one.startswith(UNDECIDED) != ledger]
    return found or ["–"]


def _moved(name: str, basis: str, slices: list[str], lists: Lists) -> Movement:
    found = lists.total(basis, slices=slices)
    ref = ListRef(basis=basis, slices=slices) if found.count else None
    return Movement(name=name, amount=shown(found.amount, "money"), claims=ref)


def _plain(name: str, amount: Decimal) -> Movement:
    return Movement(name=name, amount=shown(amount, "money"))


def _amount(text: str) -> Decimal:
    return Decimal(text.replace("$", "").replace(",", ""))


def _adds_up(account: Account) -> Check:
    moved = sum((_amount(one.amount) for one in account.movements), _amount(account.opening.amount))
    return _check(f"{account.title}: opening and what moved = closing", moved, _amount(account.closing.amount))


def _check(name: str, one: Decimal, other: Decimal) -> Check:
    difference = one - other
    return Check(
        name=name, one=shown(one, "money"), other=shown(other, "money"), difference=shown(difference, "money"),
        holds=difference == 0,
    )  # fmt: skip
