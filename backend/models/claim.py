"""A claim, its service lines and its history."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, ForeignKey, Identity, Index, String, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from backend.database import Base, MoneyColumn, refers_to
from backend.kit.ids import new_id
from backend.kit.money import Money


def plain(column: str) -> str:
    """SQL of a number as it is compared: capitals, no blanks, dashes or dots. People say and type them either way."""
    return f"upper(translate({column}, ' -.', ''))"


class Claim(Base):
    """One claim as billed, with its present state.

    The state columns (``stage`` … ``advice_id``) are a projection of :class:`ClaimEvent` and the posted remittances,
    rewritten in the transaction that adds to either; they never change otherwise.
    """

    __tablename__ = "claim"
    __table_args__ = (
        Index("ix_claim_provider", "provider_id", "service_from"),
        Index("ix_claim_member", "member_id", "service_from"),
        Index("ix_claim_payer_claim_control_number", text(plain("payer_claim_control_number"))),
        Index("ix_claim_patient_control_number", text(plain("patient_control_number"))),
        Index("ix_claim_replaces", "replaces_id", postgresql_where=text("replaces_id IS NOT NULL")),
        Index("ix_claim_original", "original_claim_number", postgresql_where=text("original_claim_number IS NOT NULL")),
        Index("ix_claim_other_plan", "id", postgresql_where=text("other_plan_on_file")),
        UniqueConstraint("file_id", "file_position"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    payer_id: Mapped[UUID] = mapped_column(ForeignKey("payer.id"))
    provider_id: Mapped[UUID] = mapped_column(ForeignKey("provider.id"))
    member_id: Mapped[UUID] = mapped_column(ForeignKey("member.id"))
    """The patient."""
    file_id: Mapped[UUID | None] = mapped_column(ForeignKey("file.id"))
    file_position: Mapped[int | None]
    """Place of the claim in its file, from 1: a file taken up again after a crash adds no claim twice."""
    patient_control_number: Mapped[str]
    """CLM01."""
    payer_claim_control_number: Mapped[str | None]
    """REF*1K of the 277CA, CLP07 of the 835; none until the payer gave one."""
    form: Mapped[str]
    """P professional, I institutional."""
    frequency: Mapped[str] = mapped_column(default="1")
    """CLM05-3: 1 original, 7 replacement, 8 void."""
    original_claim_number: Mapped[str | None]
    """REF*F8: the payer's number of the claim replaced or voided."""
    replaces_id: Mapped[UUID | None] = mapped_column(ForeignKey("claim.id"))
    plan_type: Mapped[str]
    """commercial, erisa, medicare, medicare_advantage, medicaid or unknown."""
    filing_indicator: Mapped[str] = mapped_column(default="")
    """SBR09."""
    payer_order: Mapped[str] = mapped_column(default="P")
    """SBR01: P primary, S secondary, T tertiary."""
    other_plan_on_file: Mapped[bool] = mapped_column(default=False)
    authorization_number: Mapped[str | None]
    """REF*G1."""
    referral_number: Mapped[str | None]
    """REF*9F."""
    rendering_npi: Mapped[str | None]
    place_of_service: Mapped[str] = mapped_column(default="")
    """CLM05-1: place of service, or the first two digits of the type of bill."""
    diagnoses: Mapped[list[str]] = mapped_column(ARRAY(String), default=list)
    """Principal first, as sent (no dot)."""
    service_from: Mapped[date]
    service_to: Mapped[date]
    received: Mapped[date]
    """The day the payer has it: BHT04 of the 837 until an acknowledgement names another."""
    charge: Mapped[Money] = mapped_column(MoneyColumn)
    sensitive: Mapped[bool] = mapped_column(default=False)

    stage: Mapped[str] = mapped_column(default="received")
    status_category: Mapped[str] = mapped_column(default="A0")
    status_code: Mapped[str] = mapped_column(default="")
    finalized: Mapped[date | None]
    allowed: Mapped[Money | None] = mapped_column(MoneyColumn)
    paid: Mapped[Money] = mapped_column(MoneyColumn, default=Money.zero, server_default=text("0"))
    deductible: Mapped[Money] = mapped_column(MoneyColumn, default=Money.zero, server_default=text("0"))
    coinsurance: Mapped[Money] = mapped_column(MoneyColumn, default=Money.zero, server_default=text("0"))
    copay: Mapped[Money] = mapped_column(MoneyColumn, default=Money.zero, server_default=text("0"))
    other_share: Mapped[Money] = mapped_column(MoneyColumn, default=Money.zero, server_default=text("0"))
    advice_id: Mapped[UUID | None]
    """The remittance advice (``remittance_claim``) that stands; none while nothing is decided or all was reversed."""


class ClaimLine(Base):
    """A service line as billed (837 loop 2400)."""

    __tablename__ = "claim_line"

    claim_id: Mapped[UUID] = mapped_column(ForeignKey("claim.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    """LX01."""
    procedure: Mapped[str]
    """HCPCS or CPT code; the revenue code where an institutional line has none."""
    revenue_code: Mapped[str] = mapped_column(default="")
    modifiers: Mapped[list[str]] = mapped_column(ARRAY(String), default=list)
    diagnosis_pointers: Mapped[list[str]] = mapped_column(ARRAY(String), default=list)
    place_of_service: Mapped[str] = mapped_column(default="")
    units: Mapped[str] = mapped_column(default="1")
    """As sent: units, minutes or days."""
    service_from: Mapped[date | None]
    service_to: Mapped[date | None]
    charge: Mapped[Money] = mapped_column(MoneyColumn)


class ClaimEvent(Base):
    """Something that happened to a claim. Rows are only ever added."""

    __tablename__ = "claim_event"
    __table_args__ = (
        Index("ix_claim_event_claim", "claim_id"),
        Index("ix_claim_event_word", "claim_id", "effective", postgresql_where=text("category <> ''")),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    claim_id: Mapped[UUID] = mapped_column(refers_to("claim.id"))
    kind: Mapped[str]
    """received, acknowledged, status, adjudicated, reversed, replaced, void_requested, held, released, appealed …"""
    effective: Mapped[date]
    """The day it counts for: of the acknowledgement, of the remittance."""
    recorded_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=text("now()"))
    category: Mapped[str] = mapped_column(default="", server_default=text("''"))
    """X12 claim status category (code source 507)."""
    status_code: Mapped[str] = mapped_column(default="", server_default=text("''"))
    """X12 claim status (code source 508)."""
    file_id: Mapped[UUID | None]
    advice_id: Mapped[UUID | None]
    detail: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict, server_default=text("'{}'"))


DDL: list[str] = [
    """CREATE OR REPLACE FUNCTION forbid_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% only grows', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$""",
    # room in each page for all its claims once more: those of a page are mostly decided in one transaction, and a change of
    # state that stays in its page touches no index
    "ALTER TABLE claim SET (fillfactor = 50)",
    """CREATE OR REPLACE TRIGGER claim_event_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON claim_event
    FOR EACH STATEMENT EXECUTE FUNCTION forbid_change()""",
]
"""What Alembic cannot see: claim history only grows."""
