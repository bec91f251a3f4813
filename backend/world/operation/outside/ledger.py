"""A payer's own book of claims: what it has, what it decided, what it paid."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from backend.world.operation.outside.desk import Decided
from backend.world.operation.outside.members import Known
from backend.world.records import WorldLine
from backend.x12.claim_837.models import Claim

_DEDUCTIBLE = {"commercial": 75_000, "erisa": 60_000, "medicare": 25_700, "medicare_advantage": 0, "medicaid": 0}


@dataclass(slots=True)
class Held:
    """A claim with the payer. ``state``: lost, rejected, in_process, stuck, decided, taken_back, replaced."""

    claim: Claim
    number: str
    received: date
    known: Known | None
    state: str
    decide_on: date | None = None
    decided: Decided | None = None
    paid_on: date | None = None
    asked: bool = False

    @property
    def npi(self) -> str:
        return self.claim.billing_provider.npi

    @property
    def account(self) -> str:
        return self.claim.patient_control_number


@dataclass(slots=True)
class Book:
    """Claims by the payer's number and by (provider, account number); services paid; deductibles met."""

    by_number: dict[str, Held] = field(default_factory=dict)
    by_account: dict[tuple[str, str], Held] = field(default_factory=dict)
    services: dict[tuple[str, str, date, str, tuple[str, ...]], str] = field(default_factory=dict)
    deductible_used: dict[tuple[str, int], int] = field(default_factory=lambda: defaultdict(int))

    def add(self, held: Held) -> None:
        self.by_account[held.npi, held.account] = held
        if held.number:
            self.by_number[held.number] = held

    def find(self, npi: str, account: str) -> Held | None:
        return self.by_account.get((npi, account))

    def paid_before(self, held: Held, line: WorldLine) -> bool:
        other = self.services.get(_service(held, line))
        return other is not None and other != held.number and line.procedure != ""

    def enter(self, held: Held) -> None:
        """Keep what was paid, so that it is not paid twice, and the deductible that was met."""
        assert held.decided is not None
        for line in held.decided.lines:
            if line.allowed is not None:
                self.services[_service(held, line)] = held.number
        self._deductible(held, 1)

    def take_out(self, held: Held) -> None:
        """Forget a decision that was taken back."""
        assert held.decided is not None
        for line in held.decided.lines:
            self.services.pop(_service(held, line), None)
        self._deductible(held, -1)

    def _deductible(self, held: Held, sign: int) -> None:
        assert held.decided is not None
        found = [*held.decided.whole, *(each for one in held.decided.lines for each in one.adjustments)]
        met = sum(one.cents for one in found if (one.group, one.carc) == ("PR", "1"))
        self.deductible_used[_whose(held)] += sign * met

    def deductible_left(self, held: Held, plan_type: str) -> int:
        return max(0, _DEDUCTIBLE[plan_type] - self.deductible_used[_whose(held)])


def _whose(held: Held) -> tuple[str, int]:
    day = held.claim.service_from or held.received
    return held.claim.subscriber.name.id, day.year


def _service(held: Held, line: WorldLine) -> tuple[str, str, date, str, tuple[str, ...]]:
    return held.claim.subscriber.name.id, held.npi, line.day, line.procedure, tuple(sorted(line.modifiers))
