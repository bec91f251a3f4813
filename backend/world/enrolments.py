"""Enrolments of everybody who bills in a world: without them every claim of theirs would wait for credentialing."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CompoundSelect, select, union
from sqlalchemy.orm import Session

from backend.kit.ids import npi_is_valid
from backend.models.claim import Claim
from backend.models.enrolment import Enrolment
from backend.models.payer import Payer
from backend.models.provider import Provider
from backend.pipeline.credentialing import service as credentialing

SINCE = date(2015, 1, 1)
ACTOR = "system:world"


def enrol_everyone(session: Session, now: datetime) -> int:
    """Confirm, since long ago, every provider with every payer it has billed; those on file stay as they are. How many."""
    billed: CompoundSelect[Any] = union(
        select(Provider.npi, Payer.identifier, Payer.id)
        .join(Claim, Claim.provider_id == Provider.id)
        .join(Payer, Payer.id == Claim.payer_id),
        select(Claim.rendering_npi, Payer.identifier, Payer.id)
        .join(Payer, Payer.id == Claim.payer_id)
        .where(Claim.rendering_npi.is_not(None)),
    )
    known = {(one.npi, one.payer_id) for one in session.execute(select(Enrolment.npi, Enrolment.payer_id))}
    made = 0
    for npi, identifier, payer_id in sorted(session.execute(billed).all(), key=str):
        if (npi, payer_id) in known or not npi_is_valid(npi):
            continue
        asked = credentialing.request_enrolment(session, npi, identifier, ACTOR, now)
        credentialing.decide_enrolment(
            session, asked, confirmed=True, effective_from=SINCE, effective_to=None, actor=ACTOR, now=now
        )
        made += 1
    return made
