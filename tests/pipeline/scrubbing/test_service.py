"""From the coded encounter to a scrubbed claim: built once, put right, held, corrected by a person, let pass."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from backend.kit.money import Money
from backend.models.appointment import Appointment, EligibilityInquiry
from backend.models.audit import AuditEvent
from backend.models.claim import Claim, ClaimLine
from backend.models.denial import Denial
from backend.models.encounter import Encounter
from backend.models.member import Member
from backend.models.submission import OutgoingClaim
from backend.pipeline.claims import service as claims
from backend.pipeline.encounters.schemas import NewEncounter
from backend.pipeline.encounters.service import take_encounters
from backend.pipeline.scrubbing import service
from backend.pipeline.scrubbing.errors import AlreadyOut, FindingNotOpen, NoSuchLine, NotOutgoing, OffItsWay
from backend.pipeline.scrubbing.schemas import ClaimCorrection
from backend.pipeline.work.service import open_items
from tests.pipeline.encounters.visits import NOTED, VISIT, encounter
from tests.pipeline.encounters.visits import service as documented

NOW = datetime(2026, 3, 16, 18, 0, tzinfo=UTC)
INJECTION = documented(procedure="20610", side="right", charge="210.00")


def brought(session: Session, *notes: NewEncounter) -> list[UUID]:
    """Take encounters in, build their claims and scrub them."""
    taken = take_encounters(session, list(notes), NOTED)
    built = service.build(session, [one.id for one in taken], NOW)
    service.scrub_claims(session, built, NOW)
    return built


def state(session: Session, claim_id: UUID) -> str:
    found = session.scalar(select(OutgoingClaim.state).where(OutgoingClaim.claim_id == claim_id))
    assert found is not None
    return found


def corrected(session: Session, claim_id: UUID, **changes: Any) -> Any:
    correction = ClaimCorrection.model_validate({"reason": "looked up", **changes})
    return service.correct_claim(session, claim_id, correction, "staff:1", NOW)


def kinds(session: Session, claim_id: UUID) -> list[str]:
    return [one.kind for one in claims.story(session, claim_id)]


def test_coded_encounter_becomes_one_claim_with_its_lines(session: Session) -> None:
    claim_id = brought(session, encounter(VISIT, documented(), authorization_number="A1"))[0]
    shown = claims.snapshot(session, claim_id, NOW.date())
    assert (shown.stage, shown.patient_control_number, str(shown.charge)) == ("held", "V-88213", "225.00")
    assert [(one.number, one.procedure, str(one.charge)) for one in shown.lines] == [
        (1, "99213", "145.00"),
        (2, "93000", "80.00"),
    ]
    assert session.scalars(select(Encounter.claim_id)).one() == claim_id
    assert service.build(session, list(session.scalars(select(Encounter.id))), NOW) == []


def test_clean_claim_goes_on_by_a_job(session: Session) -> None:
    claim_id = brought(session, encounter())[0]
    assert state(session, claim_id) == "scrubbed"
    assert kinds(session, claim_id) == ["built", "scrubbed"]
    jobs = session.execute(text("SELECT args FROM procrastinate_jobs WHERE task_name = 'credentialing:check'")).all()
    assert [one.args for one in jobs] == [{"claim_ids": [str(claim_id)]}]
    assert open_items(session) == []


def test_blocked_claim_waits_for_a_named_owner_with_fix_and_day(session: Session) -> None:
    claim_id = brought(session, encounter(VISIT, INJECTION))[0]
    assert state(session, claim_id) == "needs_correction"
    assert kinds(session, claim_id) == ["built", "held"]
    assert claims.snapshot(session, claim_id, NOW.date()).stage == "held"
    work = open_items(session, queue="scrubbing")
    assert [(one.reason, one.owner, one.due, str(one.amount)) for one in work] == [
        ("modifier-25", "coder", date(2026, 3, 17), "355.00")
    ]
    assert "add modifier 25" in work[0].sentence


def test_person_corrects_and_the_claim_goes_on(session: Session) -> None:
    claim_id = brought(session, encounter(VISIT, INJECTION))[0]
    done = corrected(session, claim_id, lines=[{"number": 1, "modifiers": ["25"]}])
    assert (done.state, done.blocking) == ("scrubbed", 0)
    assert kinds(session, claim_id) == ["built", "held", "corrected", "scrubbed", "released"]
    assert open_items(session) == []
    assert [(one.edit, one.state) for one in service.findings_of(session, claim_id)] == [("modifier-25", "resolved")]
    assert session.scalars(select(AuditEvent.act)).all() == ["staff:claim:corrected"]
    assert not session.scalars(select(OutgoingClaim.first_pass)).one()


def test_scrubbing_again_keeps_one_finding_and_one_piece_of_work(session: Session) -> None:
    claim_id = brought(session, encounter(VISIT, INJECTION))[0]
    service.scrub_claims(session, [claim_id], NOW)
    assert len(service.findings_of(session, claim_id)) == 1
    assert len(open_items(session)) == 1


def test_line_taken_off_closes_the_gap_and_lowers_the_charge(session: Session) -> None:
    claim_id = brought(session, encounter(VISIT, INJECTION, documented()))[0]
    done = corrected(session, claim_id, lines=[{"number": 1, "remove": True}, {"number": 3, "units": 2}])
    assert done.state == "scrubbed"
    lines = session.execute(
        select(ClaimLine.number, ClaimLine.procedure, ClaimLine.units).order_by(ClaimLine.number)
    ).all()
    assert [tuple(one) for one in lines] == [(1, "20610", "1"), (2, "93000", "2")]
    assert claims.snapshot(session, claim_id, NOW.date()).charge == Money.of("290.00")


def test_corrected_member_id_is_another_patient_and_the_wrong_ones_cover_no_longer_counts(session: Session) -> None:
    claim_id = brought(session, encounter(VISIT, INJECTION))[0]
    wrong = session.get_one(Claim, claim_id).member_id
    corrected(session, claim_id, member_id="H99999999", lines=[{"number": 1, "modifiers": ["25"]}])
    claim = session.get_one(Claim, claim_id, populate_existing=True)
    assert claim.member_id != wrong
    assert session.get_one(Member, claim.member_id).member_id == "H99999999"
    again = corrected(session, claim_id, member_id="H00412877")
    assert (again.state, session.get_one(Claim, claim_id, populate_existing=True).member_id) == ("scrubbed", wrong)


def test_correction_of_no_line_is_refused(session: Session) -> None:
    claim_id = brought(session, encounter())[0]
    for wrong in ([{"number": 2, "units": 1}], [{"number": 1, "remove": True}]):
        with pytest.raises(NoSuchLine), session.begin_nested():
            corrected(session, claim_id, lines=wrong)


def test_corrected_by_itself_is_logged_with_before_and_after(session: Session) -> None:
    therapy = documented(procedure="97110", minutes=30)
    note = encounter(therapy)
    note = note.model_copy(
        update={
            "physician": note.physician.model_copy(update={"taxonomy": "225100000X"}),
            "insurance": note.insurance.model_copy(update={"filing_indicator": "MB"}),
        }
    )
    claim_id = brought(session, note)[0]
    found = service.findings_of(session, claim_id)
    assert [(one.severity, one.state, one.correction) for one in found] == [
        ("corrected", "resolved", {"field": "modifiers", "before": [], "after": ["GP"]})
    ]
    assert session.scalars(select(ClaimLine.modifiers)).one() == ["GP"]
    assert state(session, claim_id) == "scrubbed"


def test_twin_in_the_same_run_is_held_and_the_first_goes_on(session: Session) -> None:
    first, second = brought(session, encounter(number="V-1"), encounter(number="V-2"))
    assert (state(session, first), state(session, second)) == ("scrubbed", "needs_correction")
    assert [one.edit for one in service.findings_of(session, second)] == ["duplicate-claim"]


def test_service_billed_yesterday_is_a_duplicate_today(session: Session) -> None:
    brought(session, encounter(number="V-1"))
    again = brought(session, encounter(number="V-2"))[0]
    assert [one.edit for one in service.findings_of(session, again)] == ["duplicate-claim"]


def test_supervisor_lets_a_finding_pass_with_a_reason(session: Session) -> None:
    claim_id = brought(session, encounter(VISIT, INJECTION))[0]
    finding = service.findings_of(session, claim_id)[0]
    done = service.accept_finding(session, finding.id, "Payer said so by telephone", "staff:2", NOW)
    assert done.state == "scrubbed"
    service.scrub_claims(session, [claim_id], NOW)
    assert state(session, claim_id) == "scrubbed"
    assert session.scalars(select(AuditEvent.act)).all() == ["staff:edit_finding:accepted"]
    with pytest.raises(FindingNotOpen):
        service.accept_finding(session, finding.id, "Payer said so by telephone", "staff:2", NOW)


def test_claim_with_the_payer_is_corrected_only_after_a_rejection(session: Session) -> None:
    claim_id = brought(session, encounter())[0]
    session.execute(update(OutgoingClaim).values(state="submitted"))
    session.execute(update(Claim).values(stage="accepted"))
    with pytest.raises(AlreadyOut):
        corrected(session, claim_id, member_id="H00412878")
    session.execute(update(Claim).values(stage="rejected"))
    assert corrected(session, claim_id, member_id="H00412878").state == "scrubbed"
    bill = session.scalars(select(OutgoingClaim.bill).execution_options(populate_existing=True)).one()
    assert bill["insurance"]["member_id"] == "H00412878"


def test_claim_taken_off_its_way_is_neither_corrected_from_an_old_page_nor_taken_off_again(session: Session) -> None:
    claim_id = brought(session, encounter())[0]
    service.withdraw_claim(session, claim_id, "sent twice", "staff:1", NOW)
    with pytest.raises(OffItsWay):
        corrected(session, claim_id, authorization_number="A1")
    with pytest.raises(OffItsWay):
        service.withdraw_claim(session, claim_id, "sent twice", "staff:2", NOW)
    assert (state(session, claim_id), kinds(session, claim_id)[-1]) == ("withdrawn", "taken_off")


def test_unknown_claim_is_refused(session: Session) -> None:
    with pytest.raises(NotOutgoing):
        corrected(session, uuid4())
    with pytest.raises(FindingNotOpen):
        service.accept_finding(session, uuid4(), "Payer said so by telephone", "staff:2", NOW)


def test_payers_past_denials_flag_the_next_claim(session: Session) -> None:
    notes = [
        encounter(number=f"V-{n}", service_date=(date(2026, 2, 1) + timedelta(days=n)).isoformat()) for n in range(24)
    ]
    old = brought(session, *notes)
    session.execute(update(Claim).values(finalized=date(2026, 3, 1), stage="denied"))
    for claim_id in old[:18]:
        claim = session.get_one(Claim, claim_id)
        session.add(
            Denial(
                claim_id=claim_id, payer_id=claim.payer_id, provider_id=claim.provider_id, key=str(claim_id), line_number=1,
                procedure="99213", group_code="CO", carc="197", amount=claim.charge, plan_type="commercial",
                remittance_date=date(2026, 3, 1), root_cause="authorization", route="appeal", appealable=True,
                responsible="provider", next_step="", expected_value=claim.charge, priority=1, skill="billing",
                owner="biller", next_date=date(2026, 4, 1), opened=date(2026, 3, 1),
            )
        )  # fmt: skip
    session.flush()
    fresh = brought(session, encounter(number="V-99"))[0]
    assert [(one.edit, one.severity) for one in service.findings_of(session, fresh)] == [("high-risk", "warns")]
    assert state(session, fresh) == "scrubbed"


def told(session: Session, outcome: str) -> None:
    """The payer answered about the day of the visit."""
    member = session.scalars(select(Claim.member_id)).one()
    claim = session.scalars(select(Claim)).one()
    visit = session.scalar(select(Appointment).where(Appointment.member_id == member)) or Appointment(
        number="A-1", provider_id=claim.provider_id, payer_id=claim.payer_id, member_id=member, day=claim.service_from
    )
    session.add(visit)
    session.flush()
    session.add(
        EligibilityInquiry(
            appointment_id=visit.id, member_id=member, trace_number=uuid4().hex, occasion="on_demand",
            service_date=claim.service_from, interchange_number=1, asked_at=NOW, answered_at=datetime.now(UTC), outcome=outcome,
        )
    )  # fmt: skip
    session.flush()


def test_claim_of_a_day_without_cover_is_held_until_the_payer_says_otherwise(session: Session) -> None:
    taken = take_encounters(session, [encounter()], NOTED)
    claim_id = service.build(session, [one.id for one in taken], NOW)[0]
    told(session, "lapsed")
    service.scrub_claims(session, [claim_id], NOW)
    assert state(session, claim_id) == "needs_correction"
    assert [one.reason for one in open_items(session, queue="scrubbing")] == ["cover-not-in-force"]
    member = session.scalars(select(Claim.member_id)).one()
    told(session, "active")
    assert service.cover_told(session, [member], NOW) == 1
    assert state(session, claim_id) == "scrubbed"
    assert open_items(session, queue="scrubbing") == []
    assert service.cover_told(session, [member], NOW) == 0
