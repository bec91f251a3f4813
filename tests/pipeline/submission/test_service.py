"""Claims leave, are acknowledged, come back, leave again; silence is asked about."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from backend.kit.money import Money
from backend.models.approval import Approval
from backend.models.claim import Claim, ClaimEvent
from backend.models.encounter import Encounter
from backend.models.provider import Provider
from backend.models.submission import OutgoingClaim, StatusQuestion, Submission
from backend.pipeline.claims import service as claims
from backend.pipeline.claims.acknowledging import StatusReceiver
from backend.pipeline.credentialing import service as credentialing
from backend.pipeline.interchange.report import FileReport
from backend.pipeline.patient_billing.service import Decider, Recommendation, decide, recommend
from backend.pipeline.scrubbing import service as scrubbing
from backend.pipeline.scrubbing.schemas import ClaimCorrection
from backend.pipeline.submission import service
from backend.pipeline.submission.receiving import FunctionalReceiver
from backend.pipeline.work.service import open_items
from backend.x12 import read
from backend.x12.acknowledgement_277ca.models import (
    AcknowledgementHeader,
    ClaimAcknowledgement,
    LevelAcknowledgement,
    StatusInformation,
)
from backend.x12.acknowledgement_277ca.writing import acknowledgement as claim_acknowledgement
from backend.x12.acknowledgement_999.models import FunctionalHeader, SegmentError, SetAcknowledgement
from backend.x12.acknowledgement_999.writing import acknowledgement as functional_acknowledgement
from backend.x12.parts import Amount as X12Amount
from backend.x12.parts import ClaimStatus, Dates, Name, Quantity, Reference
from tests.pipeline.encounters.visits import VISIT
from tests.pipeline.encounters.visits import service as documented
from tests.pipeline.receiving import receive
from tests.pipeline.submission.claims import NOW, files, note, ready, records

GUIDE = "005010X222A1"


def state(session: Session, claim_id: UUID) -> tuple[str, str]:
    row = session.execute(
        select(OutgoingClaim.state, Claim.stage)
        .join(Claim, Claim.id == OutgoingClaim.claim_id)
        .where(Claim.id == claim_id)
    ).one()
    return row[0], row[1]


def acknowledge(session: Session, batch: Submission, outcome: str, *named: str) -> FileReport:
    errors = tuple(SegmentError("CLM", 20, "2300", "8", (f"CLM01:{one}",)) for one in named)
    word = SetAcknowledgement("837", "0001", GUIDE, outcome, ("5",) if outcome == "R" else (), errors)
    header = FunctionalHeader("HC", str(batch.interchange_number), GUIDE)
    return receive(session, FunctionalReceiver, functional_acknowledgement(header, [word]), NOW)


def answer_277ca(session: Session, claim_id: UUID, category: str, code: str, on: date) -> FileReport:
    claim = session.get_one(Claim, claim_id)
    accepted = category == "A2"
    information = StatusInformation(
        (ClaimStatus(category, code, "PR"),), on, "WQ" if accepted else "U", claim.charge.amount
    )
    told = ClaimAcknowledgement(
        Name("QC", "1", "Farrow", "Odessa", id_qualifier="MI", id="M1"), claim.patient_control_number, (information,),
        references=(Reference("1K", f"ICN{claim.patient_control_number}"),), dates=(Dates("472", claim.service_from),),
        provider=LevelAcknowledgement("provider", Name("85", "2", "Clinic", id_qualifier="XX", id="1770002313"), "0"),
    )  # fmt: skip
    receiver = LevelAcknowledgement(
        "receiver", Name("41", "2", "Claimline", id_qualifier="46", id="CLAIMLINE"), "B1",
        (StatusInformation((ClaimStatus("A1", "19", "PR"),), on, "WQ", claim.charge.amount),),
        quantities=(Quantity("90" if accepted else "AA", Decimal(1)),),
        amounts=(X12Amount("YU" if accepted else "YY", claim.charge.amount),),
    )  # fmt: skip
    header = AcknowledgementHeader("A1", on, "2100", Name("AY", "2", "Cl", id_qualifier="46", id="CH"), "T1", on, on)
    return receive(session, StatusReceiver, claim_acknowledgement(header, receiver, [told]), NOW)


def test_ready_claims_leave_in_one_batch_per_payer(session: Session) -> None:
    built = ready(session, note("V1"), note("V2"), note("V3", payer="SVH22"))
    sent = service.submit_ready(session, NOW)
    assert [(one.claims, str(one.charge)) for one in sent] == [(2, "290.00"), (1, "145.00")]
    assert [one.kind for one in files(session)] == ["837P", "837P"]
    assert {state(session, one) for one in built} == {("submitted", "received")}
    assert service.submit_ready(session, NOW) == []
    assert [one.kind for one in claims.story(session, built[0])] == ["built", "scrubbed", "submitted"]


def test_batch_passes_our_own_reading_without_a_finding_and_says_what_was_billed(session: Session) -> None:
    ready(session, note("V1", VISIT, documented(), phone=""), note("V2", documented(procedure="73562", side="left")))
    service.submit_ready(session, NOW)
    file = files(session)[0]
    reader = read(file.content)
    found = [one for each in reader for record in each.records() for one in (*record.findings, *each.findings)]
    assert found + reader.findings == []
    billed = {one.patient_control_number: one for one in records(file)}
    assert [(line.procedure.code, line.charge) for line in billed["V1"].lines] == [
        ("99213", Decimal("145.00")),
        ("93000", Decimal("80.00")),
    ]
    assert billed["V1"].diagnoses[0].code == "I10"
    assert billed["V2"].lines[0].procedure.modifiers == ("LT",)
    assert billed["V2"].billing_provider.npi == "1770002313"
    assert billed["V2"].subscriber.name.id == "MV2"


def test_child_is_billed_under_its_subscriber(session: Session) -> None:
    one = note("V1", first_name="Pia", date_of_birth=date(2019, 1, 1))
    parent = note("V2").patient
    insurance = one.insurance.model_copy(update={"relationship": "19", "subscriber": parent})
    ready(session, one.model_copy(update={"insurance": insurance}))
    service.submit_ready(session, NOW)
    billed = records(files(session)[0])[0]
    assert (billed.subscriber.name.first, billed.patient.name.first) == ("Odessa", "Pia")


def test_second_plan_stands_on_the_claim(session: Session) -> None:
    one = note("V1")
    second = one.insurance.model_copy(
        update={
            "payer_identifier": "MDB15",
            "payer_name": "Lakeshore Medicare",
            "filing_indicator": "MB",
            "member_id": "M2",
        }
    )
    claim_id = ready(session, one.model_copy(update={"secondary": second}))[0]
    service.submit_ready(session, NOW)
    file = files(session)[0]
    assert [each for tr in read(file.content) for record in tr.records() for each in record.findings] == []
    other = records(file)[0].other_payers[0]
    assert (other.payer.id, other.filing_indicator, other.subscriber.id) == ("MDB15", "MB", "M2")
    assert session.get_one(Claim, claim_id).other_plan_on_file


def test_control_numbers_never_repeat(session: Session) -> None:
    ready(session, note("V1"), note("V2", payer="SVH22"), note("V3", payer="NGB77"))
    sent = service.submit_ready(session, NOW)
    numbers = [
        each.interchange.control_number for file in files(session) for each in read(file.content) if each.interchange
    ]
    assert numbers == [f"{one.interchange_number:09d}" for one in sent]
    assert len(set(numbers)) == 3


def test_charge_lag_ends_when_the_claim_leaves(session: Session) -> None:
    ready(session, note("V1"))
    service.submit_ready(session, NOW)
    assert session.execute(select(Encounter.state, Encounter.billed_at)).one() == ("billed", NOW)


def test_claim_no_file_can_carry_goes_back_alone(session: Session) -> None:
    """From before such names were refused where a note comes in."""
    good, bad = ready(session, note("V1"), note("V2", last_name="Farrow"))
    kept = session.get_one(OutgoingClaim, bad)
    kept.bill = json.loads(json.dumps(kept.bill).replace("Farrow", "Far*row"))
    session.flush()
    sent = service.submit_ready(session, NOW)
    assert [one.claims for one in sent] == [1]
    assert (state(session, good), state(session, bad)) == (("submitted", "received"), ("needs_correction", "held"))
    work = open_items(session, queue="rejections")
    assert [(one.subject_id, one.reason, one.owner, one.due) for one in work] == [
        (bad, "unwritable", "biller", date(2026, 3, 18))
    ]
    assert "Far" not in work[0].sentence


def test_accepted_file_is_noted_once(session: Session) -> None:
    ready(session, note("V1"))
    batch = service.submit_ready(session, NOW)[0]
    assert acknowledge(session, batch, "A").posted == 1
    acknowledge(session, batch, "R")
    session.refresh(batch)
    assert (batch.acknowledged, batch.acknowledged_on) == ("A", NOW.date())
    assert open_items(session) == []


def test_acknowledgement_of_a_file_not_ours_is_left_alone(session: Session) -> None:
    word = SetAcknowledgement("837", "0001", GUIDE, "R", ("5",))
    member = functional_acknowledgement(FunctionalHeader("HC", "123456", GUIDE), [word])
    assert receive(session, FunctionalReceiver, member, NOW).posted == 0


def test_rejected_file_returns_the_claim_it_names_and_sends_the_others_again(session: Session) -> None:
    bad, good = ready(session, note("V1"), note("V2"))
    batch = service.submit_ready(session, NOW)[0]
    acknowledge(session, batch, "R", "V1")
    assert (state(session, bad), state(session, good)) == (("needs_correction", "held"), ("ready", "held"))
    assert [(one.subject_id, one.reason, one.owner) for one in open_items(session, queue="rejections")] == [
        (bad, "named_in_999", "biller")
    ]
    assert [one.claims for one in service.submit_ready(session, NOW)] == [1]
    assert session.scalars(select(OutgoingClaim.attempts).order_by(OutgoingClaim.attempts)).all() == [1, 2]


@pytest.mark.parametrize("named", [(), ("SOMEBODY",)])
def test_rejected_file_that_names_no_claim_returns_all_of_them(session: Session, named: tuple[str, ...]) -> None:
    built = ready(session, note("V1"), note("V2"))
    acknowledge(session, service.submit_ready(session, NOW)[0], "R", *named)
    assert {state(session, one) for one in built} == {("needs_correction", "held")}
    assert {one.reason for one in open_items(session, queue="rejections")} == {"file_rejected"}


def test_rejected_claim_is_corrected_leaves_again_and_is_accepted(session: Session) -> None:
    claim_id = ready(session, note("V1"))[0]
    service.submit_ready(session, NOW)
    assert answer_277ca(session, claim_id, "A3", "164", NOW.date()).posted == 1
    session.expire_all()
    assert state(session, claim_id) == ("submitted", "rejected")
    assert [one.queue for one in open_items(session)] == ["rejections"]
    correction = ClaimCorrection(reason="id taken from the card", member_id="MV1X")
    later = NOW + timedelta(days=1)
    scrubbing.correct_claim(session, claim_id, correction, "staff:1", later)
    assert open_items(session) == []
    credentialing.check(session, [claim_id], later)
    service.submit_ready(session, later)
    assert records(files(session)[-1])[0].subscriber.name.id == "MV1X"
    answer_277ca(session, claim_id, "A2", "20", later.date())
    session.expire_all()
    assert state(session, claim_id) == ("submitted", "accepted")
    assert [one.kind for one in claims.story(session, claim_id)] == [
        "built", "scrubbed", "submitted", "acknowledged", "corrected", "scrubbed", "submitted", "acknowledged",
    ]  # fmt: skip
    found = service.rates(session, date(2026, 3, 1), date(2026, 4, 1))
    assert (found.submitted, found.clean, found.accepted) == (1, 0, 0)


def test_rates_count_clean_and_accepted_claims(session: Session) -> None:
    ready(session, note("V1"), note("V2"))
    service.submit_ready(session, NOW)
    found = service.rates(session, date(2026, 3, 16), date(2026, 3, 17))
    assert (found.submitted, found.clean, found.accepted) == (2, 2, 2)
    assert service.rates(session, date(2026, 3, 17), date(2026, 4, 1)).submitted == 0


def test_silent_payer_is_asked_then_called(session: Session) -> None:
    claim_id = ready(session, note("V1"))[0]
    service.submit_ready(session, NOW)
    days = {day: service.ask_silent(session, NOW + timedelta(days=day))[0] for day in range(40)}
    assert {day for day, count in days.items() if count} == {4, 18}
    asked = files(session, "276")
    assert [records(one)[0].patient_control_number for one in asked] == ["V1", "V1"]
    assert [(one.claim_id, one.reason) for one in session.scalars(select(StatusQuestion))] == [
        (claim_id, "no_acknowledgement")
    ] * 2
    work = open_items(session, queue="follow_up")
    assert [(one.reason, one.owner, one.due) for one in work] == [
        ("no_acknowledgement", "biller", (NOW + timedelta(days=32 + 3)).date())
    ]


def test_question_passes_our_own_reading_without_a_finding(session: Session) -> None:
    ready(session, note("V1"), note("V2"))
    service.submit_ready(session, NOW)
    assert service.ask_silent(session, NOW + timedelta(days=4)) == (2, None)
    reader = read(files(session, "276")[0].content)
    found = [one for each in reader for record in each.records() for one in (*record.findings, *each.findings)]
    assert found + reader.findings == []


def test_acknowledged_claim_is_asked_about_when_undecided_too_long(session: Session) -> None:
    claim_id = ready(session, note("V1"))[0]
    service.submit_ready(session, NOW)
    answer_277ca(session, claim_id, "A2", "20", NOW.date())
    assert service.ask_silent(session, NOW + timedelta(days=30)) == (0, None)
    assert service.ask_silent(session, NOW + timedelta(days=31)) == (1, None)


@pytest.mark.parametrize(
    "change", [{"stage": "paid", "finalized": date(2026, 3, 20)}, {"stage": "rejected"}, {"frequency": "8"}]
)
def test_claim_that_waits_for_nobodys_word_is_not_asked_about(session: Session, change: dict[str, Any]) -> None:
    ready(session, note("V1"))
    service.submit_ready(session, NOW)
    session.execute(update(Claim).values(**change))
    assert service.ask_silent(session, NOW + timedelta(days=60)) == (0, None)


def test_file_nobody_acknowledged_is_followed_up(session: Session) -> None:
    ready(session, note("V1"))
    batch = service.submit_ready(session, NOW)[0]
    assert service.open_unacknowledged(session, date(2026, 3, 17)) == 0
    assert service.open_unacknowledged(session, date(2026, 3, 18)) == 1
    assert [(one.subject_kind, one.reason) for one in open_items(session)] == [("submission", "no_999")]
    acknowledge(session, batch, "A")
    assert open_items(session) == []


def test_history_only_grows(session: Session) -> None:
    ready(session, note("V1"))
    service.submit_ready(session, NOW)
    with pytest.raises(Exception, match="only grows"), session.begin_nested():
        session.execute(update(ClaimEvent).values(kind="other"))


def test_outbox_is_sent_once(session: Session) -> None:
    ready(session, note("V1"))
    batch = service.submit_ready(session, NOW)[0]
    jobs = session.execute(text("SELECT args FROM procrastinate_jobs WHERE task_name = 'submission:send_file'")).all()
    assert [one.args for one in jobs] == [{"number": batch.interchange_number}]
    row = service.file_to_send(session, batch.interchange_number)
    assert row is not None
    service.mark_sent(session, row, datetime(2026, 3, 16, 19, tzinfo=UTC))
    assert service.file_to_send(session, batch.interchange_number) is None


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(charges=st.lists(st.integers(1, 5_000_000), min_size=1, max_size=6))
def test_every_cent_that_leaves_is_a_cent_billed(session: Session, charges: list[int]) -> None:
    with session.begin_nested() as point:
        run = uuid4().hex[:6]
        notes = [
            note(f"{run}{n}", documented(charge=f"{cents // 100}.{cents % 100:02d}"), payer=("HHP01", "SVH22")[n % 2])
            for n, cents in enumerate(charges)
        ]
        ready(session, *notes)
        sent = service.submit_ready(session, NOW)
        written = [one for batch in sent for one in records(_file(session, batch))]
        assert Money.total(one.charge for one in sent) == Money.of(Decimal(sum(charges)) / 100)
        assert sum(one.charge for one in written) == Decimal(sum(charges)) / 100
        assert all(one.charge == sum(line.charge for line in one.lines) for one in written)
        point.rollback()


def _file(session: Session, batch: Submission) -> Any:
    return next(one for one in files(session) if one.number == batch.interchange_number)


def wished_off(session: Session, claim_id: UUID) -> Approval:
    """Somebody wants a claim off its way that is worth more than one person may give up."""
    claim = session.get_one(Claim, claim_id)
    npi = session.scalars(select(Provider.npi).where(Provider.id == claim.provider_id)).one()
    wish = Recommendation(
        "write_off", "claim", claim_id, claim.provider_id, npi, claim.charge, "taken_off", "Sent twice.", "staff:2"
    )  # fmt: skip
    recommend(session, [wish], NOW.date())
    return session.scalars(select(Approval)).one()


def decided(session: Session, wish: Approval, *, approve: bool) -> None:
    decider = Decider(UUID(int=1), "staff:1", True)
    decide(session, wish.id, approve=approve, reason="no", decider=decider, name="Sam", now=NOW)


def test_ready_claim_written_off_meanwhile_stays_and_is_its_owners(session: Session) -> None:
    given_up, other = ready(session, note("V1"), note("V2"))
    decided(session, wished_off(session, given_up), approve=True)
    assert [one.claims for one in service.submit_ready(session, NOW)] == [1]
    assert (state(session, given_up), state(session, other)) == (
        ("needs_correction", "held"),
        ("submitted", "received"),
    )
    work = open_items(session, queue="rejections")
    assert [(one.subject_id, one.reason, one.owner) for one in work] == [(given_up, "written_off", "biller")]
    assert service.submit_ready(session, NOW) == []
    scrubbing.withdraw_claim(session, given_up, "sent twice", "staff:2", NOW)
    assert open_items(session, queue="rejections") == []


def test_claim_written_off_does_not_leave_again_with_its_rejected_file(session: Session) -> None:
    _, given_up = ready(session, note("V1"), note("V2"))
    acknowledge(session, service.submit_ready(session, NOW)[0], "R", "V1")
    decided(session, wished_off(session, given_up), approve=True)
    assert service.submit_ready(session, NOW) == []
    assert state(session, given_up) == ("needs_correction", "held")


def test_claim_somebody_wants_off_its_way_waits_for_the_decision(session: Session) -> None:
    claim_id = ready(session, note("V1"))[0]
    wish = wished_off(session, claim_id)
    assert service.submit_ready(session, NOW) == []
    assert state(session, claim_id) == ("ready", "held")
    decided(session, wish, approve=False)
    assert [one.claims for one in service.submit_ready(session, NOW)] == [1]
