"""Small 837 and 835 files of one practice, and the door they go in by."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from backend.kit.clock import FixedClock
from backend.pipeline.intake.service import import_paths
from backend.pipeline.interchange.report import FileReport
from backend.pipeline.posting.service import post_parts
from backend.x12.claim_837.models import (
    BillingProvider,
    Claim,
    HealthCareCode,
    Payer,
    ServiceLine,
    SubmissionHeader,
    Subscriber,
)
from backend.x12.claim_837.writing import claims
from backend.x12.parts import Address, Adjustment, Dates, Name, Procedure, Reference
from backend.x12.remittance_835.models import (
    ClaimPayment,
    LinePayment,
    Payee,
    ProviderAdjustment,
    RemittanceHeader,
    RemittanceTrailer,
)
from backend.x12.remittance_835.models import Payer as RemittancePayer
from backend.x12.remittance_835.writing import payment_amount, remittance
from backend.x12.writer import Envelope, SetToWrite, write

NPI = "1234567893"
SERVICE = date(2026, 1, 12)


@dataclass(frozen=True)
class Paid:
    """One line of one claim on a remittance."""

    account: str
    charge: str
    paid: str
    adjustments: tuple[tuple[str, str, str], ...] = ()
    status: str = "1"
    number: str = ""
    remarks: tuple[str, ...] = ()


class Files:
    """Writes files and brings them in. Every file gets its own control number."""

    def __init__(self, session: Session, folder: Path) -> None:
        self.session = session
        self.folder = folder
        self.count = 0

    def bring_in(self, path: Path) -> FileReport:
        clock = FixedClock(datetime(2026, 3, 16, 15, tzinfo=UTC))
        return next(import_paths([path], lambda: contextlib.nullcontext(self.session), clock))

    def bill(self, *accounts: str, charge: str = "200.00", frequency: str = "1", original: str = "") -> FileReport:
        return self.bring_in(self.claim_file(*accounts, charge=charge, frequency=frequency, original=original))

    def claim_file(self, *accounts: str, charge: str = "200.00", frequency: str = "1", original: str = "") -> Path:
        header = SubmissionHeader(
            f"REF{self.count}", date(2026, 1, 14), "0900", Name("41", "2", "Billing", id_qualifier="46", id="S1"),
            Name("40", "2", "Clearing", id_qualifier="46", id="R1"),
        )  # fmt: skip
        billed = [self._claim(account, charge, frequency, original) for account in accounts]
        return self._write(claims(header, billed))

    def pay(
        self, *advices: Paid, trace: str = "T1", day: date = date(2026, 2, 2), amount: str | None = None,
        plb: tuple[tuple[str, str], ...] = (), npi: str = NPI,
    ) -> FileReport:  # fmt: skip
        return self.bring_in(self.remittance_file(*advices, trace=trace, day=day, amount=amount, plb=plb, npi=npi))

    def remittance_file(
        self, *advices: Paid, trace: str = "T1", day: date = date(2026, 2, 2), amount: str | None = None,
        plb: tuple[tuple[str, str], ...] = (), npi: str = NPI,
    ) -> Path:  # fmt: skip
        made = [self._advice(one) for one in advices]
        trailer = RemittanceTrailer(
            tuple(ProviderAdjustment(npi, date(2026, 12, 31), code, Decimal(x)) for code, x in plb)
        )
        total = Decimal(amount) if amount is not None else payment_amount(made, trailer)
        header = RemittanceHeader(
            abs(total), "ACH" if total else "NON", day, trace, "1999999999",
            RemittancePayer("Test Mutual", "XV", "TM1", Address("1 Main St", "", "Alderbrook", "OH", "44001")),
            Payee("Oak Practice", "XX", npi), credit_or_debit="D" if total < 0 else "C", production_date=day,
        )  # fmt: skip
        return self._write(remittance(header, made, trailer))

    def _claim(self, account: str, charge: str, frequency: str, original: str) -> Claim:
        subscriber = Subscriber(
            "P", "18", Name("IL", "1", "Vandermeer", "Ada", id_qualifier="MI", id=f"M{account}"),
            Payer(Name("PR", "2", "Test Mutual", id_qualifier="PI", id="TM1")), filing_indicator="CI",
            address=Address("5 Elm St", "", "Alderbrook", "OH", "44001"), birth_date=date(1980, 5, 17), sex="F",
        )  # fmt: skip
        provider = BillingProvider(
            Name("85", "2", "Oak Practice", id_qualifier="XX", id=NPI), Address("2 Oak St", "", "Alderbrook", "OH", "440010100"),
            "123456789",
        )  # fmt: skip
        line = ServiceLine(
            1,
            Procedure("HC", "99213"),
            Decimal(charge),
            Decimal(1),
            diagnosis_pointers=(1,),
            dates=(Dates("472", SERVICE),),
        )
        references = (Reference("F8", original),) if original else ()
        return Claim(
            account, Decimal(charge), "11", "B", frequency, provider, subscriber, None, (HealthCareCode("ABK", "I10"),),
            (line,), references=references,
        )  # fmt: skip

    def _advice(self, one: Paid) -> ClaimPayment:
        adjustments = tuple(Adjustment(group, code, Decimal(amount)) for group, code, amount in one.adjustments)
        share = (
            sum((x.amount for x in adjustments if x.group == "PR"), Decimal(0)) if one.status != "22" else Decimal(0)
        )
        line = LinePayment(
            Procedure("HC", "99213"), Decimal(one.charge), Decimal(one.paid), dates=(Dates("472", SERVICE),),
            adjustments=adjustments, remarks=one.remarks,
        )  # fmt: skip
        return ClaimPayment(
            one.account, one.status, Decimal(one.charge), Decimal(one.paid), share, "12", one.number or f"N{one.account}",
            Name("QC", "1", "Vandermeer", "Ada", id_qualifier="MI", id=f"M{one.account}"), lines=(line,),
        )  # fmt: skip

    def _write(self, made: SetToWrite) -> Path:
        self.count += 1
        out = io.BytesIO()
        created = datetime(2026, 3, 1, 6, 0)
        write(out, Envelope("ZZ", "SENDER", "ZZ", "US", created=created, control_number=1000 + self.count), [made])
        path = self.folder / f"{self.count:03d}.x12"
        path.write_bytes(out.getvalue())
        return path


class Killed(Exception):
    """The process that read a file went away."""


def dies_at(batch: int) -> Callable[..., Any]:
    """In the place of ``post_parts``: posts as it does, until the process goes away before a batch."""
    begun = count(1)

    def post(*parts: Any) -> Any:
        if next(begun) == batch:
            raise Killed
        return post_parts(*parts)

    return post


@pytest.fixture
def files(session: Session, tmp_path: Path) -> Files:
    return Files(session, tmp_path)


@pytest.fixture
def paid_in_full() -> Callable[[str], Paid]:
    """80 paid of 200: 100 contractual, 20 coinsurance."""
    return lambda account: Paid(account, "200.00", "80.00", (("CO", "45", "100.00"), ("PR", "2", "20.00")))


@pytest.fixture
def taken_back() -> Callable[[str], Paid]:
    """The same taken back."""
    return lambda account: Paid(
        account, "-200.00", "-80.00", (("CO", "45", "-100.00"), ("PR", "2", "-20.00")), status="22"
    )
