"""A small world of claims in the database: two practices, a mother, her minor son, twins, a namesake elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from backend.kit.ids import npi_check_digit
from backend.kit.money import Money
from backend.models.claim import Claim, ClaimEvent, ClaimLine
from backend.models.denial import Denial
from backend.models.member import Member
from backend.models.payer import Payer
from backend.models.provider import Provider

CLINIC_NPI = "177000231" + npi_check_digit("177000231")
OTHER_NPI = "188000231" + npi_check_digit("188000231")
CLINIC_TAX_LAST5, OTHER_TAX_LAST5 = "56789", "54321"


@dataclass
class World:
    """What tests need to know of it."""

    paid: UUID
    denied: UUID
    elsewhere: UUID
    """The mother's, billed by the other practice."""
    sensitive: UUID
    minors: UUID
    namesake: UUID
    """Another member's, same practice."""


def make_world(session: Session) -> World:
    """Write it all into the session."""
    payer = Payer(identifier="PAY1", name="Harbor Health Plan")
    clinic = Provider(npi=CLINIC_NPI, name="Tidewater Clinic", tax_id="123456789")
    other = Provider(npi=OTHER_NPI, name="Bayside Practice", tax_id="987654321")
    session.add_all([payer, clinic, other])
    session.flush()
    mother = _member(session, payer, "XQP-904-1177", "Odessa", "Farrow-Lindqvist", date(1980, 5, 17), "80203")
    son = _member(session, payer, "XQP-904-1178", "Theo", "Farrow-Lindqvist", date(2015, 2, 1), "80203")
    for first in ("Castor", "Pollux"):
        _member(session, payer, "TWN-100-0001", first, "Gemini", date(1990, 6, 6), "10001")
    namesake = _member(session, payer, "ZZT-111-2222", "Odessa", "Farrow", date(1971, 9, 9), "60601")
    made = World(
        paid=_claim(session, payer, clinic, mother, "ICN20260303", date(2026, 3, 3), "99213", paid="150.00"),
        denied=_claim(session, payer, clinic, mother, "ICN20260404", date(2026, 4, 4), "70553", paid="0.00"),
        elsewhere=_claim(session, payer, other, mother, "ICN20260505", date(2026, 5, 5), "99214", paid="80.00"),
        sensitive=_claim(session, payer, clinic, mother, "ICN20260606", date(2026, 6, 6), "90834", paid="90.00"),
        minors=_claim(session, payer, clinic, son, "ICN20260707", date(2026, 3, 3), "99213", paid="70.00"),
        namesake=_claim(session, payer, clinic, namesake, "ICN20260808", date(2026, 3, 3), "99213", paid="60.00"),
    )
    _deny(session, made.denied, payer, clinic)
    return made


def _member(session: Session, payer: Payer, member_id: str, first: str, last: str, born: date, zip_code: str) -> Member:
    row = Member(
        payer_id=payer.id,
        member_id=member_id,
        first_name=first,
        last_name=last,
        date_of_birth=born,
        zip=zip_code,
        phone="5550142",
    )
    session.add(row)
    session.flush()
    return row


def _claim(
    session: Session,
    payer: Payer,
    provider: Provider,
    member: Member,
    number: str,
    day: date,
    procedure: str,
    paid: str,
) -> UUID:
    row = Claim(
        payer_id=payer.id,
        provider_id=provider.id,
        member_id=member.id,
        patient_control_number=f"ACC{number[3:]}",
        payer_claim_control_number=number,
        form="P",
        plan_type="commercial",
        service_from=day,
        service_to=day,
        received=day,
        finalized=day,
        charge=Money.of("240.00"),
        paid=Money.of(paid),
        stage="denied" if paid == "0.00" else "paid",
        status_category="F2" if paid == "0.00" else "F1",
        status_code="65",
    )
    session.add(row)
    session.flush()
    session.add(ClaimLine(claim_id=row.id, number=1, procedure=procedure, charge=row.charge, service_from=day))
    session.add(ClaimEvent(claim_id=row.id, kind="received", effective=day, recorded_at=datetime.now(UTC)))
    session.flush()
    return row.id


def _deny(session: Session, claim_id: UUID, payer: Payer, provider: Provider) -> None:
    session.add(
        Denial(
            claim_id=claim_id,
            payer_id=payer.id,
            provider_id=provider.id,
            key=f"{claim_id}|1",
            line_number=1,
            procedure="70553",
            group_code="CO",
            carc="197",
            remarks=["N54"],
            amount=Money.of("240.00"),
            plan_type="commercial",
            remittance_date=date(2026, 10, 20),
            root_cause="authorization",
            route="appeal",
            appealable=True,
            responsible="provider",
            next_step="Appeal with the authorization.",
            deadline=date(2027, 4, 18),
            deadline_rule="commercial_internal",
            deadline_source="29 CFR 2560.503-1(h)",
            expected_value=Money.of("100.00"),
            priority=50,
            skill="registration",
            owner="biller",
            next_date=date(2026, 11, 23),
            opened=date(2026, 10, 20),
        )
    )
    session.flush()
