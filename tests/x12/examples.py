"""Files of our own making for the tests: valid, every person and identifier invented, NPIs with true check digits."""

from __future__ import annotations

import io
from datetime import date, datetime
from decimal import Decimal

from backend.x12.acknowledgement_277ca.models import (
    AcknowledgementHeader,
    ClaimAcknowledgement,
    LevelAcknowledgement,
    StatusInformation,
)
from backend.x12.acknowledgement_277ca.writing import acknowledgement as claim_acknowledgement
from backend.x12.acknowledgement_999.models import FunctionalHeader, SetAcknowledgement
from backend.x12.acknowledgement_999.writing import acknowledgement as functional_acknowledgement
from backend.x12.claim_837 import models as claim_models
from backend.x12.claim_837.writing import claims
from backend.x12.delimiters import STANDARD, Delimiters
from backend.x12.parts import (
    Address,
    Adjustment,
    Amount,
    ClaimStatus,
    Contact,
    Dates,
    Name,
    Procedure,
    Quantity,
    Reference,
)
from backend.x12.remittance_835 import models as remittance_models
from backend.x12.remittance_835.writing import payment_amount, remittance
from backend.x12.writer import Envelope, SetToWrite, write

BILLING_NPI = "1234567893"
RENDERING_NPI = "1245319599"
SERVICE_DAY = date(2026, 3, 4)
CREATED = datetime(2026, 11, 20, 8, 0)


def envelope(delimiters: Delimiters = STANDARD, line_breaks: bool = True, usage: str = "P") -> Envelope:
    return Envelope(
        "ZZ", "SENDER", "ZZ", "RECEIVER", CREATED, 17, usage=usage, delimiters=delimiters, line_breaks=line_breaks
    )


def written(*sets: SetToWrite, delimiters: Delimiters = STANDARD, line_breaks: bool = True, usage: str = "P") -> bytes:
    out = io.BytesIO()
    write(out, envelope(delimiters, line_breaks, usage), sets)
    return out.getvalue()


def claim_payment(number: int = 1) -> remittance_models.ClaimPayment:
    """Two lines: contractual and coinsurance on the first, a denied second."""
    visit = remittance_models.LinePayment(
        Procedure("HC", "99213", ("25",)),
        Decimal("150"),
        Decimal("80"),
        paid_units=Decimal(1),
        dates=(Dates("472", SERVICE_DAY),),
        adjustments=(Adjustment("CO", "45", Decimal("50")), Adjustment("PR", "2", Decimal("20"))),
        references=(Reference("6R", f"{number}-1"),),
        amounts=(Amount("B6", Decimal("100")),),
    )
    laboratory = remittance_models.LinePayment(
        Procedure("HC", "80053"),
        Decimal("40.5"),
        Decimal(0),
        paid_units=Decimal(1),
        dates=(Dates("472", SERVICE_DAY),),
        adjustments=(Adjustment("CO", "197", Decimal("40.5")),),
        remarks=("N620",),
    )
    return remittance_models.ClaimPayment(
        f"PCN{number}",
        "1",
        Decimal("190.5"),
        Decimal("80"),
        Decimal("20"),
        "12",
        f"ICN{number}",
        Name("QC", "1", "ROE", "RICHARD", "", "", "MI", "W123456789"),
        "11",
        "1",
        dates=(Dates("232", SERVICE_DAY), Dates("233", SERVICE_DAY), Dates("050", SERVICE_DAY)),
        lines=(visit, laboratory),
    )


def remittance_header(amount: Decimal) -> remittance_models.RemittanceHeader:
    return remittance_models.RemittanceHeader(
        amount,
        "ACH",
        date(2026, 4, 1),
        "TRACE0001",
        "1512345678",
        remittance_models.Payer(
            "HILLSIDE HEALTH",
            "XV",
            "12345",
            Address("1 MAIN ST", "", "AUSTIN", "TX", "787010001"),
            contacts=(Contact("BL", "PROVIDER SERVICE", (("TE", "8005550100"),)),),
        ),
        remittance_models.Payee(
            "RIVER CLINIC",
            "XX",
            BILLING_NPI,
            Address("2 OAK ST", "", "AUSTIN", "TX", "787020001"),
            (Reference("TJ", "123456789"),),
        ),
        payment_format="CCP",
        payer_account=remittance_models.BankAccount("01", "111000025", "DA", "1001"),
        payee_account=remittance_models.BankAccount("01", "111000025", "DA", "2002"),
        originating_company="1512345678",
        production_date=date(2026, 4, 1),
    )


def valid_835(count: int = 2, **options: object) -> bytes:
    payments = [claim_payment(number) for number in range(1, count + 1)]
    trailer = remittance_models.RemittanceTrailer(
        (remittance_models.ProviderAdjustment(BILLING_NPI, date(2026, 12, 31), "WO", Decimal("10"), "OVER1"),)
    )
    header = remittance_header(payment_amount(payments, trailer))
    return written(remittance(header, payments, trailer), **options)  # type: ignore[arg-type]


PROVIDER = claim_models.BillingProvider(
    Name("85", "2", "RIVER CLINIC", id_qualifier="XX", id=BILLING_NPI),
    Address("2 OAK ST", "", "AUSTIN", "TX", "787020001"),
    "123456789",
    "EI",
    "207Q00000X",
)
SUBSCRIBER = claim_models.Subscriber(
    "P",
    "18",
    Name("IL", "1", "ROE", "RICHARD", id_qualifier="MI", id="W123456789"),
    claim_models.Payer(Name("PR", "2", "HILLSIDE HEALTH", id_qualifier="PI", id="12345")),
    "CI",
    "GRP1",
    address=Address("3 ELM ST", "", "AUSTIN", "TX", "78703"),
    birth_date=date(1980, 5, 6),
    sex="M",
)
SUBMISSION = claim_models.SubmissionHeader(
    "BATCH1",
    date(2026, 11, 20),
    "0800",
    Name("41", "2", "RIVER CLINIC", id_qualifier="46", id="SUB1"),
    Name("40", "2", "HILLSIDE HEALTH", id_qualifier="46", id="12345"),
    (Contact("IC", "PAT LEE", (("TE", "5125550101"),)),),
)


def professional_claim(number: int = 1) -> claim_models.Claim:
    lines = (
        claim_models.ServiceLine(
            1,
            Procedure("HC", "99213", ("25",)),
            Decimal("150"),
            Decimal(1),
            diagnosis_pointers=(1, 2),
            dates=(Dates("472", SERVICE_DAY),),
        ),
        claim_models.ServiceLine(
            2,
            Procedure("HC", "80053"),
            Decimal("40.5"),
            Decimal(1),
            diagnosis_pointers=(1,),
            dates=(Dates("472", SERVICE_DAY),),
        ),
    )
    return claim_models.Claim(
        f"PCN{number}",
        Decimal("190.5"),
        "11",
        "B",
        "1",
        PROVIDER,
        SUBSCRIBER,
        None,
        (claim_models.HealthCareCode("ABK", "E119"), claim_models.HealthCareCode("ABF", "I10")),
        lines,
        providers=(
            claim_models.ClaimProvider(
                Name("82", "1", "MOSS", "GREGORY", id_qualifier="XX", id=RENDERING_NPI), "207R00000X"
            ),
        ),
    )


def valid_837p(count: int = 2, **options: object) -> bytes:
    made = [professional_claim(number) for number in range(1, count + 1)]
    return written(claims(SUBMISSION, made), **options)  # type: ignore[arg-type]


def institutional_claim(number: int = 1) -> claim_models.Claim:
    lines = (
        claim_models.ServiceLine(
            1,
            Procedure("HC", "85025"),
            Decimal("13.39"),
            Decimal(1),
            revenue_code="0305",
            dates=(Dates("472", SERVICE_DAY),),
        ),
        claim_models.ServiceLine(
            2,
            Procedure("HC", "93005"),
            Decimal("76.54"),
            Decimal(3),
            revenue_code="0730",
            dates=(Dates("472", SERVICE_DAY),),
        ),
    )
    return claim_models.Claim(
        f"PCN{number}",
        Decimal("89.93"),
        "13",
        "A",
        "1",
        PROVIDER,
        SUBSCRIBER,
        None,
        (claim_models.HealthCareCode("ABK", "R079"), claim_models.HealthCareCode("ABF", "I10")),
        lines,
        provider_signature="",
        admission=("3", "1", "01"),
        dates=(Dates("434", SERVICE_DAY, SERVICE_DAY),),
        providers=(
            claim_models.ClaimProvider(Name("71", "1", "MOSS", "GREGORY", id_qualifier="XX", id=RENDERING_NPI)),
        ),
    )


def valid_837i(count: int = 2, **options: object) -> bytes:
    made = [institutional_claim(number) for number in range(1, count + 1)]
    return written(claims(SUBMISSION, made, institutional=True), **options)  # type: ignore[arg-type]


def valid_277ca() -> bytes:
    day = date(2026, 11, 20)
    taken = (StatusInformation((ClaimStatus("A1", "20"),), day, "WQ", Decimal("381")),)
    receiver = LevelAcknowledgement(
        "receiver",
        Name("41", "2", "RIVER CLINIC", id_qualifier="46", id="SUB1"),
        "BATCH1",
        taken,
        (),
        (Quantity("90", Decimal(1)), Quantity("AA", Decimal(1))),
        (Amount("YU", Decimal("190.5")), Amount("YY", Decimal("190.5"))),
    )
    provider = LevelAcknowledgement(
        "provider", Name("85", "2", "RIVER CLINIC", id_qualifier="XX", id=BILLING_NPI), "0", taken
    )
    patient = Name("QC", "1", "ROE", "RICHARD", id_qualifier="MI", id="W123456789")
    accepted = ClaimAcknowledgement(
        patient,
        "PCN1",
        (StatusInformation((ClaimStatus("A2", "20"),), day, "WQ", Decimal("190.5")),),
        (Reference("1K", "ICN1"),),
        (Dates("472", SERVICE_DAY),),
        (),
        receiver,
        provider,
    )
    rejected = accepted._replace(
        patient_control_number="PCN2",
        information=(StatusInformation((ClaimStatus("A7", "562", "85"),), day, "U", Decimal("190.5")),),
        references=(),
    )
    header = AcknowledgementHeader(
        "ACK1", day, "0900", Name("PR", "2", "HILLSIDE HEALTH", id_qualifier="PI", id="12345"), "T1", day, day
    )
    return written(claim_acknowledgement(header, receiver, [accepted, rejected]))


def valid_999() -> bytes:
    header = FunctionalHeader("HC", "17", "005010X222A1")
    return written(functional_acknowledgement(header, [SetAcknowledgement("837", "0001", "005010X222A1", "A")]))
