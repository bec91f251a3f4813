"""Claims, remittances and facts for tests of the stages after posting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import TypeVar
from uuid import UUID, uuid4

import pytest
from sqlalchemy.orm import Session

from backend.kit.money import Money
from backend.models.claim import Claim, ClaimLine
from backend.models.file import File
from backend.models.member import Member
from backend.models.payer import Payer
from backend.models.provider import Provider
from backend.models.remittance import Remittance, RemittanceClaim
from backend.pipeline.denials.facts import AdjustmentFacts

TODAY = date(2026, 3, 23)
Row = TypeVar("Row")


def facts(**changes: object) -> AdjustmentFacts:
    """A denied line of 420 dollars, changed where the test says."""
    base: dict[str, object] = {
        "group": "CO",
        "carc": "197",
        "remarks": (),
        "amount": Money.of("420.00"),
        "charge": Money.of("420.00"),
        "claim_status": "4",
        "plan_type": "commercial",
        "service_from": date(2026, 3, 3),
        "remittance_date": date(2026, 3, 20),
        "line_number": 1,
        "procedure": "99214",
    }
    return AdjustmentFacts(**{**base, **changes})  # type: ignore[arg-type]


@pytest.fixture
def make_facts() -> Callable[..., AdjustmentFacts]:
    return facts


@dataclass
class Records:
    """Writes parties and claims into the test database."""

    session: Session
    serial: count[int]

    def payer(self) -> Payer:
        row = Payer(identifier=f"PAY{next(self.serial)}", name="Harbor Health Plan")
        return self._add(row)

    def provider(self) -> Provider:
        row = Provider(npi=f"{1_000_000_000 + next(self.serial)}", name="Tidewater Clinic", tax_id="123456789")
        return self._add(row)

    def member(self, payer: Payer) -> Member:
        row = Member(
            payer_id=payer.id,
            member_id=f"M{next(self.serial):08d}",
            first_name="Odessa",
            last_name="Farrow",
            date_of_birth=date(1980, 5, 17),
        )
        return self._add(row)

    def claim(
        self,
        payer: Payer,
        provider: Provider,
        member: Member,
        *,
        paid_on: date | None = None,
        procedure: str = "99214",
        place: str = "11",
        plan_type: str = "commercial",
    ) -> Claim:
        """One claim of one line of 420 dollars; with ``paid_on`` a remittance that decided it."""
        number = next(self.serial)
        service = (paid_on or TODAY) - timedelta(days=17)
        row = Claim(
            payer_id=payer.id,
            provider_id=provider.id,
            member_id=member.id,
            patient_control_number=f"ACC{number}",
            payer_claim_control_number=f"ICN{number}",
            form="P",
            plan_type=plan_type,
            service_from=service,
            service_to=service,
            received=service + timedelta(days=2),
            charge=Money.of("420.00"),
            place_of_service=place,
        )
        self._add(row)
        self._add(
            ClaimLine(claim_id=row.id, number=1, procedure=procedure, charge=Money.of("420.00"), service_from=service)
        )
        if paid_on is not None:
            row.advice_id = self.advice(row, paid_on).id
            self.session.flush()
        return row

    def advice(self, claim: Claim, paid_on: date) -> RemittanceClaim:
        remittance = self._add(
            Remittance(
                file_id=self.file(),
                payer_id=claim.payer_id,
                payer_identifier=f"P{uuid4()}",
                payer_name="Harbor Health Plan",
                payee_npi="1000000000",
                trace_number=f"T{next(self.serial)}",
                method="EFT",
                paid_on=paid_on,
                amount=Money.zero(),
            )
        )
        return self._add(
            RemittanceClaim(
                remittance_id=remittance.id,
                number=1,
                claim_id=claim.id,
                patient_control_number=claim.patient_control_number,
                payer_claim_control_number=claim.payer_claim_control_number,
                claim_status="4",
                charge=claim.charge,
                paid=Money.zero(),
                patient_share=Money.zero(),
                lines=[
                    {
                        "number": 1,
                        "procedure": "99214",
                        "charge": "420.00",
                        "paid": "0.00",
                        "adjustments": [{"group": "CO", "carc": "197", "amount": "420.00"}],
                    }
                ],
            )
        )

    def file(self) -> UUID:
        return self._add(file_row(next(self.serial))).id

    def _add(self, row: Row) -> Row:
        self.session.add(row)
        self.session.flush()
        return row


def file_row(number: int) -> File:
    return File(
        sha256=f"{uuid4().hex}{number:032x}", name="remittance.835", size_bytes=1, received_at=datetime.now(UTC)
    )


@pytest.fixture
def records(session: Session) -> Records:
    return Records(session, count(1))


@pytest.fixture
def make_records() -> Callable[..., Records]:
    """Records in a session of the test's own."""
    return Records
