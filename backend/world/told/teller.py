"""Drives one claim through the real services on its own days: encounters in, files out, payers' bytes in, people's acts."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import UUID

from sqlalchemy import select

from backend.database import session_scope
from backend.kit.clock import FixedClock
from backend.kit.money import Money
from backend.models.claim import Claim
from backend.models.denial import Denial
from backend.models.patient_account import PatientAccount
from backend.models.submission import OutgoingClaim
from backend.models.work_item import WorkItem
from backend.pipeline.adjudication import service as adjudication
from backend.pipeline.appeals import service as appeals
from backend.pipeline.credentialing import service as credentialing
from backend.pipeline.encounters import service as encounters
from backend.pipeline.encounters.schemas import NewEncounter
from backend.pipeline.intake.service import read_known_file
from backend.pipeline.interchange.report import FileReport
from backend.pipeline.interchange.service import keep_file
from backend.pipeline.patient_billing import service as billing
from backend.pipeline.scrubbing import service as scrubbing
from backend.pipeline.secondary import service as secondary
from backend.pipeline.submission import service as submission
from backend.world.advices import outside_payer
from backend.world.told.side_by_side import Wait
from backend.x12.acknowledgement_277ca.models import (
    AcknowledgementHeader,
    ClaimAcknowledgement,
    LevelAcknowledgement,
    StatusInformation,
)
from backend.x12.acknowledgement_277ca.writing import acknowledgement as taken_in
from backend.x12.acknowledgement_999.models import FunctionalHeader, SegmentError, SetAcknowledgement
from backend.x12.acknowledgement_999.writing import acknowledgement as functional
from backend.x12.parts import (
    Address,
    Adjustment,
    Amount,
    ClaimStatus,
    Dates,
    Name,
    Procedure,
    Quantity,
    Reference,
)
from backend.x12.remittance_835.models import (
    ClaimPayment,
    LinePayment,
    Payee,
    ProviderAdjustment,
    RemittanceHeader,
    RemittanceTrailer,
)
from backend.x12.remittance_835.writing import payment_amount, remittance
from backend.x12.status_276_277.models import Parties, Person, StatusAnswer, StatusHeader, StatusResponse
from backend.x12.status_276_277.writing import responses
from backend.x12.writer import Envelope, SetToWrite, write

BILLER, SUPERVISOR = "staff:bo", "staff:sam"
NPI, TAX, PHYSICIAN = "1770002313", "311402277", "1770002313"
PRACTICE = {
    "npi": NPI, "name": "Harbor Street Clinic", "tax_id": TAX, "taxonomy": "207Q00000X", "phone": "4405550100",
    "address": "12 Quay Street", "city": "Marlow", "state": "OH", "zip": "440010100",
}  # fmt: skip
OUTSIDE, NEXT, CLIENT = ("TDW01", "Tidewater Mutual"), ("NQH03", "Northquay Health"), ("BLB02", "Bayline Benefit Trust")
VISIT = {"visit": "established", "decision_making": "low", "diagnoses": ["I10"], "charge": "145.00"}
ECG = {"procedure": "93000", "diagnoses": ["I10"], "charge": "80.00"}
_LAST = (
    "Abernathy Balogun Cabrera Dalgaard Echeverria Fairweather Garibaldi Haggerty Ibarra Jankowski Kapadia Lachance "
    "Maldonado Narvaez Obasanjo Palmieri Quintero Radcliffe Saavedra Takahashi Underhill Valdez Wainwright Yarbrough "
    "Zambrano Ashworth Bergstrom Castellano Delacroix Eriksen Fontaine Gaudreau Hashimoto Ingram Jaramillo Kowalczyk"
).split()
Line = tuple[str, str, str, Sequence[tuple[str, str, str]]]
"""Procedure, charge, paid, and (group, code, amount) of each adjustment."""


@dataclass(slots=True)
class Teller:
    """One patient's claim. ``clock`` stands in for the machine's while it is told."""

    clock: FixedClock
    serial: int
    run: int
    """Sets numbers apart where lives are told more than once in one database."""
    account: str = ""
    claim_id: UUID | None = None
    files: Iterator[int] = field(default_factory=lambda: count(1))
    payments: Iterator[int] = field(default_factory=lambda: count(1))
    receipts: Iterator[int] = field(default_factory=count)
    """Of the patient's own payments."""
    also: list[UUID] = field(default_factory=list)
    """Other claims of the same life: the next plan's, the replacement."""
    wait: Wait | None = None
    """Where others live beside it: their days before come first."""

    # ---- time

    @property
    def now(self) -> datetime:
        return self.clock.now()

    @property
    def today(self) -> date:
        return self.clock.today()

    def later(self, days: int) -> None:
        until = datetime.combine(self.today + timedelta(days=days), time(14), UTC)
        if self.wait is None:
            self.clock.at = until
        else:
            self.wait(until)

    # ---- out

    def note(self, *services: dict[str, Any], **changes: Any) -> NewEncounter:
        """The visit as the practice documents it."""
        person = {
            "first_name": "Odessa" if self.serial % 2 else "Morgan", "last_name": _LAST[self.serial % len(_LAST)],
            "date_of_birth": "1980-05-17", "sex": "F", "phone": "4405550123", "address": f"{self.serial + 3} Elm Row",
            "city": "Marlow", "state": "OH", "zip": "44001",
        }  # fmt: skip
        payer = changes.pop("payer", OUTSIDE)
        given: dict[str, Any] = {
            "number": f"L{self.run:05d}-{self.serial:02d}", "service_date": self.today.isoformat(),
            "documented_at": self.now.isoformat(), "signed": True, "place_of_service": "11", "practice": PRACTICE,
            "physician": {"npi": PHYSICIAN, "first_name": "Morgan", "last_name": "Ashgrove", "taxonomy": "207Q00000X"},
            "patient": person, "insurance": self.plan(payer), "services": list(services) or [VISIT, ECG],
            "fees": {"99212": "95.00", "99213": "145.00", "99214": "215.00"},
        }  # fmt: skip
        return NewEncounter.model_validate(given | changes)

    def plan(self, payer: tuple[str, str]) -> dict[str, Any]:
        return {
            "payer_identifier": payer[0], "payer_name": payer[1], "filing_indicator": "CI", "plan": f"{payer[1]} Choice",
            "member_id": f"W{self.run:05d}{self.serial:04d}",
        }  # fmt: skip

    def document(self, encounter: NewEncounter) -> UUID:
        """The note comes in."""
        with session_scope() as session:
            (taken,) = encounters.take_encounters(session, [encounter], self.now)
        self.account = encounter.number
        return taken.id

    def build(self, encounter_id: UUID) -> UUID:
        """Built, scrubbed, looked at for enrolment: what the jobs after coding do."""
        with session_scope() as session:
            made = scrubbing.build(session, [encounter_id], self.now)
            scrubbing.scrub_claims(session, made, self.now)
        self.claim_id = made[0]
        self.check()
        return made[0]

    def check(self) -> None:
        with session_scope() as session:
            credentialing.check(session, self._mine(), self.now)

    def _mine(self) -> list[UUID]:
        assert self.claim_id is not None, "built before"
        return [self.claim_id, *self.also]

    def leave(self) -> int:
        """What is ready is sent; the number of the file our claim is in."""
        with session_scope() as session:
            submission.submit_ready(session, self.now)
        with session_scope() as session:
            outgoing = session.get_one(OutgoingClaim, self._mine()[-1])
            assert outgoing.state == "submitted", f"the claim did not leave: {outgoing.state}"
            rows = {one.id: one for one, _ in submission.submissions(session, 200)}
            assert outgoing.submission_id is not None
            return rows[outgoing.submission_id].interchange_number

    def send(self, *services: dict[str, Any], **changes: Any) -> UUID:
        """From the note to the payer's door, and taken in there."""
        claim = self.build(self.document(self.note(*services, **changes)))
        self.leave()
        self.later(1)
        self.says("A2", "20", "PR")
        return claim

    def claim(self) -> Claim:
        """The claim as it stands, the last of this life."""
        with session_scope() as session:
            return session.get_one(Claim, self._mine()[-1])

    def denial(self) -> Denial:
        with session_scope() as session:
            statement = select(Denial).where(Denial.claim_id == self._mine()[0], Denial.state != "closed")
            return session.scalars(statement.order_by(Denial.amount.desc())).one()

    def work(self, queue: str) -> WorkItem:
        with session_scope() as session:
            statement = select(WorkItem).where(
                WorkItem.subject_id.in_(self._mine()), WorkItem.queue == queue, WorkItem.closed_at.is_(None)
            )
            return session.scalars(statement).one()

    # ---- the patient

    def patients_account(self) -> UUID:
        """What the patient owes this practice, all claims together."""
        claim = self.claim()
        with session_scope() as session:
            statement = select(PatientAccount.id).where(
                PatientAccount.member_id == claim.member_id, PatientAccount.provider_id == claim.provider_id
            )
            return session.scalars(statement).one()

    def patient_is_billed(self) -> UUID:
        """The next plan first, then the statement, as the evening's jobs do. The account."""
        with session_scope() as session:
            secondary.bill_secondary(session, self.today)
            billing.run_cycle(session, self.today)
        return self.patients_account()

    def patient_pays(self, amount: str) -> None:
        """On the portal, by card."""
        reference = f"told-{self.run}-{self.serial}-{next(self.receipts)}"
        with session_scope() as session:
            paid = billing.Received(reference, Money.of(amount), "card", self.today)
            billing.record_payment(session, self.patients_account(), paid, actor="system:portal", today=self.today)

    # ---- the payer's bytes

    def read(self, kind: str, sets: Sequence[SetToWrite], sender: str = "") -> FileReport:
        """A file comes in and is read; its contract comparison follows as the job would."""
        number, out = next(self.files), io.BytesIO()
        control = (self.run * 10_000 + self.serial * 100 + number) % 999_999_999 + 1
        sender = sender or OUTSIDE[0]
        write(out, Envelope("ZZ", sender, "ZZ", "CLAIMLINE", self.now.replace(tzinfo=None), control), sets)
        kept = keep_file(
            session_scope, f"{self.run}-{self.serial:02d}-{number:02d}.{kind}", io.BytesIO(out.getvalue()), self.now
        )
        report = read_known_file(kept.file_id, session_scope, self.now)
        if kind == "835":
            with session_scope() as session:
                adjudication.compare_file(session, kept.file_id, self.today)
        return report

    def says(self, category: str, code: str, entity: str = "", *, number: str | None = None) -> None:
        """277CA: taken in, or returned at the door."""
        claim, refused = self.claim(), category in ("A3", "A6", "A7", "A8")
        payer = Name("PR", "2", OUTSIDE[1], id_qualifier="PI", id=OUTSIDE[0])
        charge = claim.charge.amount
        source = AcknowledgementHeader(
            f"C{self.serial}", self.today, "0600", payer, f"T{self.serial}", self.today, self.today
        )
        counts = (Quantity("AA" if refused else "90", Decimal(1)),)
        sums = (Amount("YY" if refused else "YU", charge),)
        us = Name("41", "2", "Claimline Billing", id_qualifier="46", id="CLAIMLINE")
        received = (StatusInformation((ClaimStatus("A1", "19", "PR"),), self.today, "WQ", charge),)
        receiver = LevelAcknowledgement("receiver", us, "B1", received, quantities=counts, amounts=sums)
        practice = LevelAcknowledgement(
            "provider", Name("85", "2", "Harbor Street Clinic", id_qualifier="XX", id=NPI), "0",
            (StatusInformation((ClaimStatus("A1", "19", "PR"),), None, "WQ", charge),),
        )  # fmt: skip
        told = ClaimAcknowledgement(
            self._patient(), claim.patient_control_number,
            (StatusInformation((ClaimStatus(category, code, entity),), self.today, "U" if refused else "WQ", charge),),
            references=() if refused else (Reference("1K", number or self.number()),),
            dates=(Dates("472", claim.service_from),), provider=practice,
        )  # fmt: skip
        self.read("277CA", [taken_in(source, receiver, [told])])

    def number(self) -> str:
        """The payer's number of the claim."""
        claim = self.claim()
        return claim.payer_claim_control_number or f"E{self.run:05d}{self.serial:02d}{len(self.also)}{claim.frequency}"

    def _patient(self, entity: str = "QC") -> Name:
        last, member = _LAST[self.serial % len(_LAST)], self.plan(OUTSIDE)["member_id"]
        return Name(entity, "1", last, "Odessa" if self.serial % 2 else "Morgan", id_qualifier="MI", id=member)

    def file_returned(self, number: int) -> None:
        """999: the file was rejected for what this claim says."""
        error = SegmentError("CLM", 20, "2300", "8", (f"CLM01:{self.account}",))
        word = SetAcknowledgement("837", "0001", "005010X222A1", "R", ("5",), (error,))
        self.read("999", [functional(FunctionalHeader("HC", str(number), "005010X222A1"), [word])])

    def answers(self, category: str, code: str, entity: str = "") -> None:
        """277, to our question or of the payer's own accord."""
        claim = self.claim()
        payer = Name("PR", "2", OUTSIDE[1], id_qualifier="PI", id=OUTSIDE[0])
        us = Name("41", "2", "Claimline Billing", id_qualifier="46", id="CLAIMLINE")
        clinic = Name("1P", "2", "Harbor Street Clinic", id_qualifier="XX", id=NPI)
        parties = Parties(payer, us, clinic, Person(self._patient("IL")))
        answer = StatusAnswer((ClaimStatus(category, code, entity),), self.today, claim.charge.amount, Decimal("0.00"))
        known = ((Reference("1K", self.number()),) if category[0] in "PFR" else ()) + (
            Reference("EJ", claim.patient_control_number),
        )
        told = StatusResponse(parties, "1", (answer,), known, (Dates("472", claim.service_from),))
        self.read("277", [responses(StatusHeader(f"S{self.serial}", self.today, "0430"), [told])])

    def advice(self, *lines: Line, status: str = "1", account: str = "", number: str = "") -> ClaimPayment:
        """CLP with its lines, for ``pays``."""
        claim = self.claim()
        made = tuple(
            LinePayment(
                Procedure("HC", code), Decimal(charge), Decimal(paid), "", Decimal(1),
                dates=(Dates("472", claim.service_from),),
                adjustments=tuple(Adjustment(group, reason, Decimal(amount)) for group, reason, amount in why),
                amounts=_allowed(charge, why),
            )
            for code, charge, paid, why in lines
        )  # fmt: skip
        share = sum((one.amount for line in made for one in line.adjustments if one.group == "PR"), Decimal("0.00"))
        return ClaimPayment(
            account or claim.patient_control_number, status, sum((one.charge for one in made), Decimal(0)),
            sum((one.paid for one in made), Decimal(0)), share, "12", number or self.number(), self._patient(),
            facility_code="11", frequency=claim.frequency, lines=made,
        )  # fmt: skip

    def pays(
        self, *told: ClaimPayment, taken: Sequence[tuple[str, str, str]] = (), payer: tuple[str, str] = OUTSIDE,
        payment: str = "",
    ) -> FileReport:  # fmt: skip
        """835: one payment with these advices; ``taken`` are (reason, amount, reference) of PLB."""
        end = date(self.today.year, 12, 31)
        trailer = RemittanceTrailer(
            tuple(ProviderAdjustment(NPI, end, why, Decimal(much), ref) for why, much, ref in taken)
        )
        amount = payment_amount(told, trailer)
        trace = payment or f"7{self.run % 10**6:06d}{self.serial:02d}{next(self.payments):03d}"
        where = Address("12 Quay Street", "", "Marlow", "OH", "440010100")
        header = RemittanceHeader(
            amount, "CHK" if amount else "NON", self.today, trace, "1311402277",
            outside_payer(*payer), Payee("Harbor Street Clinic", "XX", NPI, where), handling_code="I" if amount else "H",
            production_date=self.today,
        )  # fmt: skip
        return self.read("835", [remittance(header, told, trailer)], payer[0])


def appealed(t: Teller, *, reason: str, physician: str = "") -> UUID:
    """Drafted, signed and sent; a clinical one with the physician's word."""
    assert t.claim_id is not None, "built before"
    with session_scope() as session:
        appeal = appeals.start_appeal(session, t.claim_id, actor=BILLER, today=t.today, reason=reason)
        if physician:
            appeals.record_physician_statement(session, appeal.id, physician, t.today)
        appeals.sign(session, appeal.id, actor=SUPERVISOR, name="Sam Lindqvist", now=t.now)
        appeals.mark_sent(session, appeal.id, actor=BILLER, on=t.today, now=t.now)
        return appeal.id


def _allowed(charge: str, why: Sequence[tuple[str, str, str]]) -> tuple[Amount, ...]:
    cut = sum((Decimal(amount) for group, reason, amount in why if (group, reason) == ("CO", "45")), Decimal(0))
    denied = any(group == "CO" and reason != "45" for group, reason, _ in why)
    return () if denied else (Amount("B6", Decimal(charge) - cut),)
