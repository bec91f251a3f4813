"""Where a claim stands, from its history: acknowledgements and statuses, and the remittance advices posted to it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple, get_args

from backend.codes.claim_status import REJECTED, REVERSAL

Stage = Literal[
    "received", "accepted", "rejected", "pended", "paid", "partly_paid", "denied", "patient_share", "no_payment",
    "reversed", "held",
]  # fmt: skip
DECIDED: frozenset[Stage] = frozenset({"paid", "partly_paid", "denied", "patient_share", "no_payment"})
"""Stages in which a decision of the payer stands."""
UNDECIDED: frozenset[Stage] = frozenset(get_args(Stage)) - DECIDED
WITH_PAYER: frozenset[Stage] = frozenset({"received", "accepted", "pended"})
"""Stages in which the payer has it and the next word is the payer's."""
COST_SHARE = {"1": "deductible", "2": "coinsurance", "3": "copay", "66": "deductible"}
"""Codes that name the kind of a patient's share (group PR); every other code of that group is ``other``."""
ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Status:
    """One acknowledgement or status answer (277CA, 277): category, code and the day it counts for."""

    category: str
    code: str
    effective: date
    order: int
    """Order of recording, for statuses of one day."""


JudgedAmount = tuple[str, str, Decimal, bool]
"""Group, CARC, amount, and whether triage calls it a denial."""


class Advice(NamedTuple):
    """What one remittance says of the claim (CLP loop). Amounts of a reversal are negative, as sent."""

    key: str
    claim_status: str
    paid_on: date
    order: int
    """Its place among the advices of the claim as they came: of two on one day the later stands."""
    charge: Decimal
    paid: Decimal
    allowed: Decimal | None
    adjustments: tuple[JudgedAmount, ...]
    """Of the claim and all its lines."""

    @property
    def reverses(self) -> bool:
        """CLP02 = 22."""
        return self.claim_status == REVERSAL


class Position(NamedTuple):
    """The projection kept on the claim."""

    stage: Stage
    category: str
    code: str
    finalized: date | None = None
    allowed: Decimal | None = None
    paid: Decimal = ZERO
    deductible: Decimal = ZERO
    coinsurance: Decimal = ZERO
    copay: Decimal = ZERO
    other_share: Decimal = ZERO
    advice: str | None = None


def position(statuses: Sequence[Status], advices: Sequence[Advice], *, held: bool = False) -> Position:
    """Where the claim stands. The order in which reversals and payments arrived does not matter."""
    if advices:
        standing, last_reversal = _standing(advices)
        if standing is not None:
            return _adjudicated(standing, corrected=last_reversal is not None)
        if last_reversal is not None:
            return Position("reversed", "F3", "101", finalized=last_reversal.paid_on)
    if held:
        return Position("held", "A0", "")
    last = max(statuses, key=lambda one: (one.effective, one.order), default=None)
    if last is None:
        return Position("received", "A0", "")
    return Position(_stage_of(last.category), last.category, last.code)


def _stage_of(category: str) -> Stage:
    if category in REJECTED:
        return "rejected"
    if category == "A2":
        return "accepted"
    if category[:1] in ("P", "R"):
        return "pended"
    # a payer's word that it is finished, before its remittance came, is not yet money: still in process
    return "pended" if category[:1] == "F" else "received"


def _standing(advices: Sequence[Advice]) -> tuple[Advice | None, Advice | None]:
    """The advice that stands after every reversal has cancelled one payment, and the last reversal."""
    in_order = sorted(advices, key=lambda one: (one.paid_on, one.order))
    reversals = [one for one in in_order if one.reverses]
    payments = [one for one in in_order if not one.reverses]
    for back in reversals:
        equal = [one for one in payments if one.charge == -back.charge and one.paid == -back.paid]
        cancelled = equal[0] if equal else payments[0] if payments else None
        if cancelled is not None:
            payments.remove(cancelled)
    return (payments[-1] if payments else None), (reversals[-1] if reversals else None)


def _adjudicated(advice: Advice, *, corrected: bool) -> Position:
    shares = {"deductible": ZERO, "coinsurance": ZERO, "copay": ZERO, "other": ZERO}
    for group, carc, amount, _ in advice.adjustments:
        if group == "PR":
            shares[COST_SHARE.get(carc, "other")] += amount
    stage, category, code = _outcome(advice, sum(shares.values(), ZERO), shares["deductible"])
    if corrected and category == "F1":
        code = "101"
    return Position(
        stage, category, code, advice.paid_on, advice.allowed, advice.paid, shares["deductible"],
        shares["coinsurance"], shares["copay"], shares["other"], advice.key,
    )  # fmt: skip


def _outcome(advice: Advice, share: Decimal, deductible: Decimal) -> tuple[Stage, str, str]:
    denied = any(is_denial and amount > 0 for _, _, amount, is_denial in advice.adjustments)
    if advice.paid > 0:
        return ("partly_paid", "F1", "65") if denied else ("paid", "F1", "65")
    if denied or advice.claim_status == "4":
        return "denied", "F2", "585"
    if share > 0:
        return "patient_share", "F4", "98" if deductible > 0 else "104"
    return "no_payment", "F4", "107"
