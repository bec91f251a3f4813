"""A payer client with its plan, contract and members, and the 837s that bill it."""

from __future__ import annotations

import contextlib
import io
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from backend.kit.clock import FixedClock
from backend.models.adjudication import Adjudication, AdjudicationLine, Pend
from backend.models.benefit_plan import Accumulator
from backend.models.claim import Claim
from backend.models.file import File
from backend.pipeline.adjudication import service
from backend.pipeline.adjudication.terms_document import TermsDocument
from backend.pipeline.intake.service import import_paths, read_known_file
from backend.pipeline.interchange.report import FileReport
from backend.x12.claim_837.models import (
    BillingProvider,
    HealthCareCode,
    OtherPayer,
    Payer,
    ServiceLine,
    SubmissionHeader,
    Subscriber,
)
from backend.x12.claim_837.models import Claim as BilledClaim
from backend.x12.claim_837.writing import claims
from backend.x12.parts import Address, Adjustment, Amount, Dates, Name, Procedure, Reference
from backend.x12.writer import Envelope, write

NPI, TAX = "1234567893", "123456789"
OTHER_NPI, OTHER_TAX = "1770002313", "987654321"
SERVICE = date(2026, 3, 3)
NOW = datetime(2026, 3, 16, 15, tzinfo=UTC)


def terms_document() -> dict[str, Any]:
    """A payer with one plan, one contract and a member; tests change what they are about."""
    year = {
        "starts": "2026-01-01", "stops": "2026-12-31", "deductible": "100", "out_of_pocket_max": "1000", "filing_days": 90,
        "prompt_pay_days": 30, "interest_percent": "12", "review_above": "5000",
        "benefits": {
            "office": {"copay": "30", "deductible_applies": False},
            "imaging": {"coinsurance": "0.2", "needs_authorization": True},
            "therapy": {"visits_max": 2, "deductible_applies": False},
            "cosmetic": {"covered": False},
            "*": {"coinsurance": "0.2"},
        },
    }  # fmt: skip
    fee = {"setting": "professional", "method": "fee", "starts": "2026-01-01"}
    return {
        "payers": [{"identifier": "FBK90", "name": "Fernbrook Health", "client": {
            "company_id": "1999999991", "address": "4 Fern Way", "city": "Alderbrook", "state": "OH", "zip": "44001",
            "provider_phone": "8005550123", "member_phone": "8005550124",
            "routing_number": "011000015", "account_number": "8830021"}}],
        "plans": [{"payer": "FBK90", "code": "FERN", "name": "Fern PPO", "plan_type": "commercial", "years": [year]}],
        "contracts": [{"payer": "FBK90", "tax_id": TAX, "starts": "2026-01-01", "routing_number": "011000028",
            "account_number": "5500011", "rates": [
            {**fee, "procedure": "99213", "amount": "92.40"}, {**fee, "procedure": "80053", "amount": "20"},
            {**fee, "procedure": "82947", "amount": "8"}, {**fee, "procedure": "70551", "amount": "400"},
            {**fee, "procedure": "97110", "amount": "30"}, {**fee, "procedure": "15820", "amount": "500"},
            {**fee, "procedure": "29881", "amount": "900"}, {**fee, "procedure": "47379", "amount": "900"},
            {"setting": "inpatient", "procedure": "*", "method": "per_diem", "amount": "1500", "starts": "2026-01-01"},
            {"setting": "outpatient", "procedure": "*", "method": "percent_of_charge", "percent": "60",
             "starts": "2026-01-01"}]}],
        "enrolments": [{"payer": "FBK90", "plan": "FERN", "member_id": "M1", "first_name": "Ada",
            "last_name": "Vandermeer", "date_of_birth": "1980-05-17", "starts": "2026-01-01"}],
    }  # fmt: skip


@dataclass
class Desk:
    """Bills claims, lets them be decided and paid, and looks."""

    session: Session
    folder: Path
    now: datetime = NOW
    count: int = 0
    written: list[Path] = field(default_factory=list)

    def load(self, **changes: Any) -> None:
        service.load_terms(self.session, TermsDocument.model_validate({**terms_document(), **changes}))

    def claim(self, account: str, *lines: tuple[str, str], **more: Any) -> BilledClaim:
        """A claim of (procedure, charge) lines."""
        member = Name("IL", "1", more.pop("last", "Vandermeer"), more.pop("first", "Ada"), id_qualifier="MI",
                      id=more.pop("member", "M1"))  # fmt: skip
        npi, tax = more.pop("npi", NPI), more.pop("tax", TAX)
        day, order = more.pop("day", SERVICE), more.pop("order", "P")
        subscriber = Subscriber(
            order, "18", member, Payer(Name("PR", "2", "Fernbrook Health", id_qualifier="PI", id="FBK90")),
            filing_indicator="CI", address=Address("5 Elm St", "", "Alderbrook", "OH", "44001"),
            birth_date=more.pop("born", date(1980, 5, 17)), sex="F",
        )  # fmt: skip
        provider = BillingProvider(
            Name("85", "2", "Oak Practice", id_qualifier="XX", id=npi), Address("2 Oak St", "", "Alderbrook", "OH", "440010100"),
            tax,
        )  # fmt: skip
        units, modifiers = more.pop("units", 1), more.pop("modifiers", ())
        days = more.pop("days", [day] * len(lines))
        told = tuple(
            ServiceLine(n, Procedure("HC", code, modifiers), Decimal(charge), Decimal(units), diagnosis_pointers=(1,),
                        dates=(Dates("472", on),))
            for n, ((code, charge), on) in enumerate(zip(lines, days, strict=True), 1)
        )  # fmt: skip
        references = [Reference("G1", number) for number in more.pop("authorization", ())]
        references += [Reference("F8", number) for number in more.pop("original", ())]
        total = sum((line.charge for line in told), Decimal(0))
        return BilledClaim(
            account, more.pop("charge", total), "11", "B", more.pop("frequency", "1"), provider, subscriber, None,
            (HealthCareCode("ABK", "I10"),), told, references=tuple(references), other_payers=more.pop("others", ()),
        )  # fmt: skip

    def bill(self, *made: BilledClaim) -> FileReport:
        """Bring an 837 in, and do what its job does."""
        self.count += 1
        header = SubmissionHeader(
            f"REF{self.count}", self.now.date(), "0900", Name("41", "2", "Billing", id_qualifier="46", id="S1"),
            Name("40", "2", "Clearing", id_qualifier="46", id="R1"),
        )  # fmt: skip
        out = io.BytesIO()
        envelope = Envelope(
            "ZZ", "SENDER", "ZZ", "US", created=datetime(2026, 3, 1, 6, 0), control_number=1000 + self.count
        )
        write(out, envelope, [claims(header, made)])
        path = self.folder / f"{self.count:03d}-837.x12"
        path.write_bytes(out.getvalue())
        return self.bring_in(path)

    def bring_in(self, path: Path) -> FileReport:
        report = next(import_paths([path], lambda: contextlib.nullcontext(self.session), FixedClock(self.now)))
        file_id = self.session.scalar(select(File.id).where(File.name == path.name))
        service.take_up(self.session, self.now, file_id=file_id)
        return report

    def decide(self) -> service.Outcome:
        return service.decide_batch(self.session, self.now)

    def pay(self) -> list[service.Paid]:
        """Pay what is decided; each 835 is read as its job reads it."""
        made = [service.pay_provider(self.session, *pair, self.now) for pair in service.pairs_to_pay(self.session)]
        paid = [one for one in made if one is not None]
        for one in paid:
            report = read_known_file(one.file_id, lambda: contextlib.nullcontext(self.session), self.now)
            assert [each for each in report.problems if each.severity == "error"] == []
            assert (report.posted, report.held) == (one.claims, 0)
        self.session.expire_all()
        return paid

    def row(self, account: str) -> Adjudication:
        self.session.expire_all()
        statement = select(Adjudication).join(Claim, Claim.id == Adjudication.claim_id)
        return self.session.scalars(statement.where(Claim.patient_control_number == account)).one()

    def claim_row(self, account: str) -> Claim:
        self.session.expire_all()
        return self.session.scalars(select(Claim).where(Claim.patient_control_number == account)).one()

    def codes(self, account: str) -> list[tuple[str, ...]]:
        statement = select(AdjudicationLine).where(AdjudicationLine.adjudication_id == self.row(account).id)
        lines = self.session.scalars(statement.order_by(AdjudicationLine.number))
        return [tuple(one) for line in lines for one in line.adjustments]

    def reasons(self, account: str) -> list[str]:
        statement = select(Pend.reason).where(Pend.adjudication_id == self.row(account).id, Pend.settled_at.is_(None))
        return sorted(self.session.scalars(statement))

    def used(self) -> tuple[str, str, dict[str, int]]:
        self.session.expire_all()
        one = self.session.scalars(select(Accumulator)).one()
        return str(one.deductible), str(one.out_of_pocket), {kind: n for kind, n in one.visits.items() if n}

    def jobs(self) -> list[str]:
        return list(self.session.scalars(text("SELECT task_name FROM procrastinate_jobs ORDER BY id")))

    def content(self, paid: service.Paid) -> bytes:
        statement = text("SELECT content FROM outgoing_interchange WHERE number = :number")
        return bytes(self.session.scalar(statement, {"number": paid.interchange_number}))


def first_payer(paid: str, *adjustments: tuple[str, str, str]) -> OtherPayer:
    """Loop 2320 of a payer that has decided."""
    return OtherPayer(
        "P", "18", "CI", Name("IL", "1", "Vandermeer", "Ada", id_qualifier="MI", id="X1"),
        Name("PR", "2", "First Mutual", id_qualifier="PI", id="FM1"), amounts=(Amount("D", Decimal(paid)),),
        adjustments=tuple(Adjustment(group, code, Decimal(amount)) for group, code, amount in adjustments),
        adjudicated=date(2026, 3, 10),
    )  # fmt: skip


@pytest.fixture
def desk(session: Session, tmp_path: Path) -> Desk:
    return Desk(session, tmp_path)


@pytest.fixture
def ids() -> type[UUID]:
    return UUID
