"""A generated world enters by file; then every claim must read as its truth record says."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.kit.clock import FixedClock
from backend.kit.money import Money
from backend.models.claim import Claim
from backend.models.ledger import LedgerEntry
from backend.pipeline.claims.repository import ClaimRepository
from backend.pipeline.claims.service import ClaimQuery, ClaimSnapshot, search, snapshot
from backend.pipeline.claims.stage import position
from backend.pipeline.intake.service import import_paths
from backend.pipeline.interchange.report import FileReport
from backend.pipeline.posting.repository import LedgerRepository
from backend.pipeline.remittances.repository import RemittanceRepository
from backend.world.generate import generate

AS_OF = date(2026, 3, 16)
CLOCK = FixedClock(datetime(2026, 3, 16, 15, tzinfo=UTC))


def bring_in(session: Session, folder: Path) -> list[FileReport]:
    return list(import_paths([folder], lambda: contextlib.nullcontext(session), CLOCK))


def as_truth(claim: ClaimSnapshot) -> dict[str, Any]:
    """A snapshot in the form of a truth record."""
    worst = claim.denials[0] if claim.denials else None
    return {
        "claim_number": claim.payer_claim_control_number,
        "patient_control_number": claim.patient_control_number,
        "payer": claim.payer_name,
        "plan_type": claim.plan_type,
        "member": {
            "id": claim.member_id, "first": claim.patient_first, "last": claim.patient_last,
            "dob": claim.patient_dob.isoformat(), "zip": claim.patient_zip, "phone": claim.patient_phone,
        },
        "provider": {"name": claim.provider_name, "npi": claim.provider_npi, "tax_id": claim.provider_tax_id},
        "service_from": claim.service_from.isoformat(),
        "service_to": claim.service_to.isoformat(),
        "received": claim.received.isoformat(),
        "finalized": claim.finalized.isoformat() if claim.finalized else None,
        "charge": str(claim.charge),
        "allowed": str(claim.allowed) if claim.allowed is not None else None,
        "paid": str(claim.paid),
        "patient_responsibility": {
            "deductible": str(claim.share.deductible), "coinsurance": str(claim.share.coinsurance),
            "copay": str(claim.share.copay), "total": str(claim.share.total),
        },
        "status": {"category": claim.status_category, "code": claim.status_code},
        "payment": {
            "trace_number": claim.payment.trace_number, "method": claim.payment.method,
            "date": claim.payment.date.isoformat(),
        } if claim.payment else None,
        "lines": [
            {
                "procedure": line.procedure, "charge": str(line.charge), "paid": str(line.paid),
                "adjustments": [{"group": a.group, "carc": a.carc, "amount": str(a.amount)} for a in line.adjustments],
                "remarks": list(line.remarks),
            }
            for line in claim.lines
        ],
        "denial": {
            "root_cause": worst.root_cause, "route": worst.route, "appealable": worst.appealable,
            "deadline": worst.deadline.isoformat() if worst.deadline else None,
        } if worst else None,
    }  # fmt: skip


def expected_stage(record: dict[str, Any]) -> str:
    category = record["status"]["category"]
    if category[0] == "P":
        return "pended"
    if category[0] == "A":
        return {"A0": "received", "A1": "received", "A2": "accepted"}.get(category, "rejected")
    if category == "F3":
        return "reversed"
    if Money.of(record["paid"]) > Money.zero():
        return "partly_paid" if record["denial"] else "paid"
    if record["denial"]:
        return "denied"
    return "patient_share" if Money.of(record["patient_responsibility"]["total"]) > Money.zero() else "no_payment"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[Path]:
    generate(7, 2000, tmp_path / "world", AS_OF)
    return tmp_path / "world"


@pytest.mark.slow
def test_every_claim_reads_as_its_truth_record(session: Session, world: Path) -> None:
    reports = bring_in(session, world)
    assert [one.file for one in reports if one.refused or one.quarantined] == []
    assert [(one.file, one.held) for one in reports if one.held] == []
    session.expunge_all()
    for line in (world / "truth.jsonl").read_text().splitlines():
        record = json.loads(line)
        npi = record["provider"]["npi"]
        found = search(session, ClaimQuery(provider_npi=npi, claim_number=record["claim_number"]))
        assert len(found) == 1
        claim = snapshot(session, found[0].claim_id, AS_OF)
        assert as_truth(claim) == record
        assert claim.stage == expected_stage(record)
        assert (claim.stage == "rejected") == bool(claim.rejections)
        assert {"charge", "stage", "lines", "received"} <= claim.evidence.keys()
    assert LedgerRepository(session).balance("remittance_clearing") == Money.zero()
    assert session.scalar(select(func.sum(LedgerEntry.amount))) == Money.zero()


def test_the_same_files_again_change_nothing(session: Session, tmp_path: Path) -> None:
    generate(8, 150, tmp_path, AS_OF)
    first = bring_in(session, tmp_path)
    entries = session.scalar(select(func.count()).select_from(LedgerEntry))
    again = bring_in(session, tmp_path)
    assert all(one.duplicate for one in again)
    assert [one.as_json() | {"duplicate": False} for one in again] == [one.as_json() for one in first]
    assert session.scalar(select(func.count()).select_from(LedgerEntry)) == entries
    assert session.scalar(select(func.count()).where(Claim.frequency != "8")) == 150


def test_one_member_hears_of_no_other(session: Session, tmp_path: Path) -> None:
    generate(9, 150, tmp_path, AS_OF)
    bring_in(session, tmp_path)
    records = [json.loads(line) for line in (tmp_path / "truth.jsonl").read_text().splitlines()]
    for record in records[:40]:
        member = record["member"]
        query = ClaimQuery(member_id=member["id"].lower(), date_of_birth=date.fromisoformat(member["dob"]))
        own = {one["claim_number"] for one in records if one["member"] == member}
        assert {one.payer_claim_control_number for one in search(session, query)} == own


def test_the_state_of_a_claim_is_what_its_history_says(session: Session, tmp_path: Path) -> None:
    """The columns on the claim are a projection: folding events and advices anew gives the same."""
    generate(10, 200, tmp_path, AS_OF)
    bring_in(session, tmp_path)
    claims, remittances = ClaimRepository(session), RemittanceRepository(session)
    for claim in session.scalars(select(Claim)):
        statuses = claims.statuses([claim.id]).get(claim.id, [])
        advices = remittances.posted_advices([claim.id]).get(claim.id, [])
        found = position(statuses, advices)
        assert (found.stage, found.category, found.code) == (claim.stage, claim.status_category, claim.status_code)
        assert (found.finalized, found.paid, found.advice) == (
            claim.finalized, claim.paid.amount, str(claim.advice_id) if claim.advice_id else None,
        )  # fmt: skip
