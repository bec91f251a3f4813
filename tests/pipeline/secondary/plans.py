"""Claims of patients with two plans, as 837 files bring them in, and what the payers say of them."""

from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.kit.clock import FixedClock
from backend.models.claim import Claim as ClaimRow
from backend.pipeline.intake.service import import_paths
from backend.pipeline.interchange.report import FileReport
from backend.x12.claim_837.models import OtherPayer, Patient, Payer, ServiceLine, Subscriber
from backend.x12.claim_837.writing import claims
from backend.x12.parts import Address, Adjustment, Contact, Dates, Name, Procedure, Reference
from backend.x12.remittance_835.models import ClaimPayment, LinePayment, Payee, RemittanceHeader, RemittanceTrailer
from backend.x12.remittance_835.models import Payer as RemittancePayer
from backend.x12.remittance_835.writing import payment_amount, remittance
from tests.pipeline.posting.conftest import NPI, SERVICE, Files

DAY = date(2026, 2, 3)
HOME = Address("5 Elm St", "", "Alderbrook", "OH", "44001")
Cas = tuple[str, str, str]


def other_plan(**changes: object) -> OtherPayer:
    """The plan of Ada's employer's union, which pays second."""
    plan = OtherPayer(
        "S", "18", "CI", Name("IL", "1", "Vandermeer", "Ada", id_qualifier="MI", id="U7788"),
        Name("PR", "2", "Union Health Fund", id_qualifier="PI", id="UHF1"), group_number="G55",
    )  # fmt: skip
    return plan._replace(**changes)  # type: ignore[arg-type]


class TwoPlans(Files):
    """Bills claims of two lines (150 and 50 dollars) that name another plan, and answers them."""

    def bill_two(
        self,
        account: str,
        *plans: OtherPayer,
        institutional: bool = False,
        child: bool = False,
        authorization: str = "",
    ) -> ClaimRow:
        base = self._claim(account, "200.00", "1", "")
        lines = tuple(
            ServiceLine(
                number, Procedure("HC", code, modifiers), Decimal(charge), Decimal(units),
                diagnosis_pointers=() if institutional else (1,), dates=(Dates("472", SERVICE),),
                revenue_code="0450" if institutional else "", references=(Reference("6R", f"{account}-{number}"),),
            )
            for number, code, modifiers, charge, units in ((1, "99214", ("25",), "150.00", 1), (2, "93000", (), "50.00", 2))
        )  # fmt: skip
        made = base._replace(lines=lines, other_payers=plans)
        if authorization:
            made = made._replace(references=(Reference("G1", authorization),))
        if child:
            patient = Patient("19", Name("QC", "1", "Vandermeer", "Kit"), HOME, date(2019, 3, 4), "M")
            made = made._replace(subscriber=made.subscriber._replace(relationship=""), patient=patient)
        if institutional:
            made = made._replace(
                facility_code="13", facility_qualifier="A", dates=(Dates("434", SERVICE, SERVICE),),
                admission=("9", "1", "01"), provider_signature="",
            )  # fmt: skip
        report = self.bring_in(self._write(claims(self._header(), [made], institutional=institutional)))
        assert report.posted == 1, report.problems
        return self.claim(account)

    def claim(self, account: str) -> ClaimRow:
        statement = select(ClaimRow).where(ClaimRow.patient_control_number == account)
        return self.session.scalars(statement.execution_options(populate_existing=True)).one()

    def _header(self) -> object:
        from backend.x12.claim_837.models import SubmissionHeader

        return SubmissionHeader(
            f"REF{self.count}", date(2026, 1, 14), "0900", Name("41", "2", "Billing", id_qualifier="46", id="S1"),
            Name("40", "2", "Clearing", id_qualifier="46", id="R1"), (Contact("IC", "Desk", (("TE", "4405550142"),)),),
        )  # fmt: skip

    def decide(
        self, account: str, *lines: tuple[str, tuple[Cas, ...]], whole: tuple[Cas, ...] = (), status: str = "1",
        trace: str = "T1", day: date = date(2026, 2, 2), payer: str = "TM1", number: str = "", sign: int = 1,
    ) -> FileReport:  # fmt: skip
        """A remittance on one claim: paid amount and adjustments of each of its two lines."""
        charges = (("99214", ("25",), "150.00"), ("93000", (), "50.00"))
        made = tuple(
            LinePayment(
                Procedure("HC", code, modifiers), Decimal(charge) * sign, Decimal(paid), dates=(Dates("472", SERVICE),),
                adjustments=adjusted(cas),
            )
            for (code, modifiers, charge), (paid, cas) in zip(charges, lines, strict=True)
        )  # fmt: skip
        every = [one for line in made for one in line.adjustments] + list(adjusted(whole))
        share = sum((one.amount for one in every if one.group == "PR"), Decimal(0)) if status != "22" else Decimal(0)
        paid = sum((line.paid for line in made), Decimal(0)) - sum((one.amount for one in adjusted(whole)), Decimal(0))
        claim = ClaimPayment(
            account, status, Decimal("200.00") * sign, paid, share, "12", number or f"{payer}-{account}",
            Name("QC", "1", "Vandermeer", "Ada", id_qualifier="MI", id=f"M{account}"), lines=made,
            adjustments=adjusted(whole),
        )  # fmt: skip
        total = payment_amount([claim], RemittanceTrailer())
        header = RemittanceHeader(
            abs(total), "ACH" if total else "NON", day, trace, "1999999999",
            RemittancePayer(f"Payer {payer}", "XV", payer, Address("1 Main St", "", "Alderbrook", "OH", "44001")),
            Payee("Oak Practice", "XX", NPI), credit_or_debit="D" if total < 0 else "C", production_date=day,
        )  # fmt: skip
        return self.bring_in(self._write(remittance(header, [claim], RemittanceTrailer())))

    def bring_in(self, path: Path) -> FileReport:
        clock = FixedClock(datetime(2026, 2, 3, 15, tzinfo=UTC))
        return next(import_paths([path], lambda: contextlib.nullcontext(self.session), clock))


def adjusted(cas: tuple[Cas, ...]) -> tuple[Adjustment, ...]:
    return tuple(Adjustment(group, code, Decimal(amount)) for group, code, amount in cas)


PRIMARY = (
    ("90.00", (("CO", "45", "40.00"), ("PR", "2", "20.00"))),
    ("30.00", (("CO", "45", "10.00"), ("PR", "1", "10.00"))),
)
"""120 paid of 200, 50 contractual, 30 left: 20 coinsurance and 10 deductible."""
SECOND = (("15.00", (("OA", "23", "130.00"), ("PR", "3", "5.00"))), ("10.00", (("OA", "23", "40.00"),)))
"""25 of the 30 paid, a copay of 5 left."""


def two_plans(session: Session, folder: Path) -> TwoPlans:
    return TwoPlans(session, folder)


__all__ = ["DAY", "PRIMARY", "SECOND", "Payer", "Subscriber", "TwoPlans", "other_plan", "two_plans"]
