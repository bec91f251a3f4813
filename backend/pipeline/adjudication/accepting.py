"""Claims accepted into adjudication: numbered, their history told, and acknowledged to the sender (277CA)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from backend.integrations.clearinghouse.outbox import Outbox, is_writable
from backend.kit.money import Money
from backend.kit.repository import Repository
from backend.models.adjudication import OtherPayerDecision
from backend.models.claim import Claim, ClaimLine
from backend.models.payer import Payer
from backend.models.submission import OutgoingClaim
from backend.pipeline.adjudication.advice import plain
from backend.pipeline.adjudication.repository import ACCEPTED, AdjudicationRepository, TakenUp
from backend.pipeline.claims.other_payers import other_payer_words
from backend.pipeline.claims.repository import ClaimRepository, NewEvent
from backend.pipeline.claims.stage import Position
from backend.pipeline.submission.bill import claim_837
from backend.x12.acknowledgement_277ca.models import (
    AcknowledgementHeader,
    ClaimAcknowledgement,
    LevelAcknowledgement,
    StatusInformation,
)
from backend.x12.acknowledgement_277ca.writing import acknowledgement
from backend.x12.parts import Amount, ClaimStatus, Dates, Name, Quantity, Reference
from backend.x12.writer import SetToWrite

SENDER = Name("41", "2", "Claim submitter", id_qualifier="46", id="SUBMITTER")
"""Information receiver where the file's own sender is not on record."""


class AcceptedClaim(NamedTuple):
    """What an acknowledgement says of a claim."""

    payer_id: UUID
    payer_identifier: str
    payer_name: str
    provider_npi: str
    provider_name: str
    last_name: str
    first_name: str
    member_id: str
    patient_control_number: str
    number: str
    service_from: date
    service_to: date
    charge: Decimal


class _Accepted(Repository):
    def claims(self, claim_ids: Sequence[UUID]) -> list[AcceptedClaim]:
        rows = self.session.execute(
            text(
                """SELECT p.id, p.identifier, p.name, v.npi, v.name, m.last_name, m.first_name, m.member_id,
                          c.patient_control_number, c.payer_claim_control_number, c.service_from, c.service_to, c.charge
                   FROM claim c JOIN payer p ON p.id = c.payer_id JOIN provider v ON v.id = c.provider_id
                        JOIN member m ON m.id = c.member_id
                   WHERE c.id = ANY(:ids) ORDER BY p.identifier, v.npi, c.patient_control_number, c.id"""
            ),
            {"ids": list(claim_ids)},
        )
        return [AcceptedClaim(*row) for row in rows]

    def second_claims(self, claim_ids: Sequence[UUID]) -> list[tuple[OutgoingClaim, Claim, Payer, list[ClaimLine]]]:
        """Claims of ours that bill a client after another payer, and what that payer said is not on file yet."""
        known = select(OtherPayerDecision.claim_id).where(OtherPayerDecision.claim_id == Claim.id).exists()
        rows = self.session.execute(
            select(OutgoingClaim, Claim, Payer)
            .join(Claim, Claim.id == OutgoingClaim.claim_id)
            .join(Payer, Payer.id == Claim.payer_id)
            .where(Claim.id.in_(claim_ids), Claim.payer_order != "P", ~known)
        ).all()
        lines: dict[UUID, list[ClaimLine]] = defaultdict(list)
        wanted = select(ClaimLine).where(ClaimLine.claim_id.in_([row[1].id for row in rows]))
        for line in self.session.scalars(wanted.order_by(ClaimLine.number)):
            lines[line.claim_id].append(line)
        return [(row[0], row[1], row[2], lines[row[1].id]) for row in rows]

    def add_other_payers(self, rows: Sequence[OtherPayerDecision]) -> None:
        self.session.add_all(rows)
        self.session.flush()


def accept(
    session: Session, now: datetime, *, file_id: UUID | None = None, submission_id: UUID | None = None
) -> list[TakenUp]:
    """Take up the claims of a file or of a submission of ours whose payer is a client; doing it again takes up none."""
    taken = AdjudicationRepository(session).take_up(file_id=file_id, submission_id=submission_id)
    if not taken:
        return taken
    if submission_id is not None:
        _note_other_payers(session, [one.claim_id for one in taken])
    claims, today = ClaimRepository(session), now.date()
    claims.name_numbers([(one.claim_id, one.number, one.received) for one in taken])
    claims.add_events(
        NewEvent(one.claim_id, "acknowledged", today, *ACCEPTED, file_id, detail={"statuses": [[*ACCEPTED, "PR"]]})
        for one in taken
    )
    claims.move([(one.claim_id, Position("accepted", *ACCEPTED)) for one in taken])
    _acknowledge(session, [one.claim_id for one in taken], str(file_id or submission_id), now)
    return taken


def _note_other_payers(session: Session, claim_ids: Sequence[UUID]) -> None:
    """A claim that never came in by a file tells in its bill what the payer before decided (2320, 2430)."""
    repository = _Accepted(session)
    repository.add_other_payers(
        [
            OtherPayerDecision(
                claim_id=claim.id, number=number, responsibility=one.responsibility,
                payer_identifier=one.payer_identifier, payer_name=one.payer_name, paid=Money(one.paid),
                patient_share=None if one.patient_share is None else Money(one.patient_share),
                lines={str(line): str(share) for line, share in one.lines}, decided_on=one.decided_on,
            )
            for outgoing, claim, payer, lines in repository.second_claims(claim_ids)
            for number, one in enumerate(other_payer_words(claim_837(claim, lines, outgoing.bill, payer)), 1)
        ]
    )  # fmt: skip


def _acknowledge(session: Session, claim_ids: Sequence[UUID], source: str, now: datetime) -> None:
    """One 277CA per payer. A claim with a name no file can carry is accepted all the same, and not told here."""
    outbox = Outbox(session)
    for _, members in groupby(_Accepted(session).claims(claim_ids), key=lambda one: one.payer_id):
        found = list(members)
        if not is_writable(_set(found, source, now), now):
            found = [one for one in found if is_writable(_set([one], source, now), now)]
        if found:
            file = outbox.open("277CA", found[0].payer_id, now)
            outbox.fill(file, [_set(found, source, now)], now)


def _set(claims: Sequence[AcceptedClaim], source: str, now: datetime) -> SetToWrite:
    first, today = claims[0], now.date()
    total = sum((one.charge for one in claims), Decimal("0.00"))
    by_provider: dict[str, Decimal] = defaultdict(lambda: Decimal("0.00"))
    for one in claims:
        by_provider[one.provider_npi] += one.charge
    trace = source.replace("-", "")[:30]
    header = AcknowledgementHeader(
        trace, today, f"{now:%H%M}", Name("PR", "2", plain(first.payer_name), id_qualifier="46", id=first.payer_identifier),
        trace, today, today,
    )  # fmt: skip
    receiver = LevelAcknowledgement(
        "receiver", SENDER, trace, (StatusInformation((ClaimStatus("A1", "19", "PR"),), today, "WQ", total),),
        quantities=(Quantity("90", Decimal(len(claims))),), amounts=(Amount("YU", total),),
    )  # fmt: skip
    return acknowledgement(header, receiver, [_claim(one, by_provider[one.provider_npi], today) for one in claims])


def _claim(one: AcceptedClaim, provider_total: Decimal, today: date) -> ClaimAcknowledgement:
    provider = LevelAcknowledgement(
        "provider", Name("85", "2", plain(one.provider_name), id_qualifier="XX", id=one.provider_npi), "0",
        (StatusInformation((ClaimStatus("A1", "19", "PR"),), None, "WQ", provider_total),),
    )  # fmt: skip
    information = StatusInformation((ClaimStatus(*ACCEPTED, "PR"),), today, "WQ", one.charge)
    last = one.service_to if one.service_to != one.service_from else None
    return ClaimAcknowledgement(
        Name("QC", "1", plain(one.last_name), plain(one.first_name), id_qualifier="MI", id=one.member_id),
        one.patient_control_number, (information,), references=(Reference("1K", one.number),),
        dates=(Dates("472", one.service_from, last),), provider=provider,
    )  # fmt: skip
