"""Everybody who bills in a world is enrolled, once."""

from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.kit.clock import FixedClock
from backend.models.claim import Claim
from backend.models.enrolment import Enrolment
from backend.models.provider import Provider
from backend.pipeline.intake.service import import_paths
from backend.world.enrolments import enrol_everyone
from backend.world.generate import generate

NOW = datetime(2026, 3, 16, 15, tzinfo=UTC)


def test_every_billing_and_treating_provider_is_confirmed_with_every_payer_billed(
    session: Session, tmp_path: Path
) -> None:
    generate(21, 60, tmp_path, date(2026, 3, 16))
    list(import_paths(sorted(tmp_path.glob("*-837*")), lambda: contextlib.nullcontext(session), FixedClock(NOW)))
    made = enrol_everyone(session, NOW)
    billed = set(session.execute(select(Provider.npi, Claim.payer_id).join(Claim, Claim.provider_id == Provider.id)))
    billed |= set(session.execute(select(Claim.rendering_npi, Claim.payer_id).where(Claim.rendering_npi.is_not(None))))
    on_file = set(session.execute(select(Enrolment.npi, Enrolment.payer_id).where(Enrolment.state == "confirmed")))
    assert billed <= on_file
    assert made == session.scalar(select(func.count()).select_from(Enrolment)) > 0
    assert enrol_everyone(session, NOW) == 0
