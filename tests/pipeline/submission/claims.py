"""Claims ready to leave, for the tests of submission."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.models.enrolment import Enrolment
from backend.models.payer import Payer
from backend.models.submission import OutgoingInterchange
from backend.pipeline.credentialing import service as credentialing
from backend.pipeline.encounters.schemas import NewEncounter
from backend.pipeline.encounters.service import take_encounters
from backend.pipeline.scrubbing import service as scrubbing
from backend.x12 import read
from tests.pipeline.encounters.visits import FULL, NOTED, encounter

NOW = datetime(2026, 3, 16, 18, 0, tzinfo=UTC)


def note(number: str, *services: dict[str, Any], payer: str = "HHP01", **patient: Any) -> NewEncounter:
    """A visit of a patient of its own; ``payer`` by its identifier."""
    insurance = {
        **FULL["insurance"],
        "payer_identifier": payer,
        "payer_name": f"Plan {payer}",
        "member_id": f"M{number}",
    }
    person = {**FULL["patient"], **patient}
    return encounter(*services, number=number, insurance=insurance, patient=person)


def ready(session: Session, *notes: NewEncounter) -> list[UUID]:
    """Coded, built, scrubbed, and of an enrolled provider."""
    taken = take_encounters(session, list(notes), NOTED)
    built = scrubbing.build(session, [one.id for one in taken], NOW)
    scrubbing.scrub_claims(session, built, NOW)
    enrolled = set(session.scalars(select(Enrolment.payer_id)))
    for payer in session.scalars(select(Payer)):
        if payer.id not in enrolled:
            session.add(
                Enrolment(
                    npi="1770002313", payer_id=payer.id, requested_on=date(2020, 1, 1), state="confirmed",
                    effective_from=date(2020, 1, 1),
                )
            )  # fmt: skip
    session.flush()
    credentialing.check(session, built, NOW)
    return built


def files(session: Session, kind: str = "") -> list[OutgoingInterchange]:
    found = session.scalars(select(OutgoingInterchange).order_by(OutgoingInterchange.number))
    return [one for one in found if one.kind.startswith(kind)]


def records(file: OutgoingInterchange) -> list[Any]:
    return [record.model for each in read(file.content) for record in each.records()]
