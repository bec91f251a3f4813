"""Held until enrolled, released the same day; by whom, until when, and told in the claim's story."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.models.audit import AuditEvent
from backend.models.payer import Payer
from backend.models.submission import OutgoingClaim
from backend.pipeline.claims import service as claims
from backend.pipeline.credentialing import service
from backend.pipeline.credentialing.errors import (
    AlreadyDecided,
    AlreadyRequested,
    EnrolmentNotFound,
    PayerNotFound,
    SpanWrong,
)
from backend.pipeline.credentialing.service import Checked
from backend.pipeline.eligibility.errors import ProviderNumberWrong
from backend.pipeline.encounters.service import take_encounters
from backend.pipeline.scrubbing import service as scrubbing
from backend.pipeline.scrubbing.schemas import ClaimCorrection
from backend.pipeline.submission.service import submit_ready
from backend.pipeline.work.service import open_items
from tests.pipeline.encounters.visits import NOTED, encounter

NOW = datetime(2026, 3, 16, 18, 0, tzinfo=UTC)
NPI, TREATING = "1770002313", "1234567893"


def scrubbed(session: Session, *, treating: str = NPI) -> UUID:
    note = encounter()
    note = note.model_copy(update={"physician": note.physician.model_copy(update={"npi": treating})})
    built = scrubbing.build(session, [one.id for one in take_encounters(session, [note], NOTED)], NOW)
    scrubbing.scrub_claims(session, built, NOW)
    return built[0]


def state(session: Session) -> str:
    return session.scalars(select(OutgoingClaim.state).execution_options(populate_existing=True)).one()


def confirm(session: Session, enrolment: UUID, since: date = date(2026, 1, 1), now: datetime = NOW) -> Checked:
    return service.decide_enrolment(
        session, enrolment, confirmed=True, effective_from=since, effective_to=None, actor="staff:1", now=now
    )


def test_claim_of_a_provider_not_on_file_is_held_for_a_person(session: Session) -> None:
    claim_id = scrubbed(session)
    assert service.check(session, [claim_id], NOW) == Checked(ready=0, held=1)
    assert state(session) == "not_enrolled"
    assert claims.snapshot(session, claim_id, NOW.date()).stage == "held"
    work = open_items(session, queue="credentialing")
    assert [(one.reason, one.owner, one.due, str(one.amount)) for one in work] == [
        ("not_on_file", "biller", date(2026, 3, 18), "145.00")
    ]


def test_application_changes_the_reason_and_the_day(session: Session) -> None:
    claim_id = scrubbed(session)
    service.check(session, [claim_id], NOW)
    service.request_enrolment(session, NPI, "HHP01", "staff:1", NOW)
    work = open_items(session, queue="credentialing")
    assert [(one.reason, one.due) for one in work] == [("requested", date(2026, 3, 30))]


def test_confirmed_enrolment_releases_its_claims_in_the_same_transaction(session: Session) -> None:
    claim_id = scrubbed(session)
    service.check(session, [claim_id], NOW)
    enrolment = service.request_enrolment(session, NPI, "HHP01", "staff:1", NOW)
    later = NOW + timedelta(days=9)
    assert confirm(session, enrolment, now=later) == Checked(ready=1, held=0)
    assert state(session) == "ready"
    assert open_items(session) == []
    told = [(one.kind, one.day) for one in claims.story(session, claim_id)]
    assert told[-2:] == [("held", NOW.date()), ("released", later.date())]
    assert list(session.scalars(select(AuditEvent.act).order_by(AuditEvent.seq))) == [
        "staff:enrolment:requested",
        "staff:enrolment:decided",
    ]


def test_enrolment_that_began_after_the_service_keeps_the_claim_held(session: Session) -> None:
    claim_id = scrubbed(session)
    service.check(session, [claim_id], NOW)
    enrolment = service.request_enrolment(session, NPI, "HHP01", "staff:1", NOW)
    assert confirm(session, enrolment, since=date(2026, 3, 17)) == Checked(ready=0, held=1)
    assert [(one.reason, one.owner) for one in open_items(session, queue="credentialing")] == [
        ("not_yet", "supervisor")
    ]


def test_who_treated_has_to_be_enrolled_too(session: Session) -> None:
    claim_id = scrubbed(session, treating=TREATING)
    service.check(session, [claim_id], NOW)
    billing = service.request_enrolment(session, NPI, "HHP01", "staff:1", NOW)
    treating = service.request_enrolment(session, TREATING, "HHP01", "staff:1", NOW)
    assert confirm(session, billing) == Checked(ready=0, held=1)
    assert confirm(session, treating) == Checked(ready=1, held=0)


def test_enrolled_provider_is_not_held_at_all(session: Session) -> None:
    claim_id = scrubbed(session)
    confirm(session, service.request_enrolment(session, NPI, "HHP01", "staff:1", NOW))
    assert service.check(session, [claim_id], NOW) == Checked(ready=1, held=0)
    assert "held" not in [one.kind for one in claims.story(session, claim_id)]
    assert service.check(session, [claim_id], NOW) == Checked(ready=0, held=0)


def test_refused_enrolment_goes_to_a_supervisor(session: Session) -> None:
    claim_id = scrubbed(session)
    service.check(session, [claim_id], NOW)
    enrolment = service.request_enrolment(session, NPI, "HHP01", "staff:1", NOW)
    service.decide_enrolment(
        session, enrolment, confirmed=False, effective_from=None, effective_to=None, actor="staff:1", now=NOW
    )
    work = open_items(session, queue="credentialing")
    assert [(one.reason, one.owner) for one in work] == [("refused", "supervisor")]
    with pytest.raises(AlreadyDecided):
        confirm(session, enrolment)


def test_ended_enrolment_holds_later_services(session: Session) -> None:
    claim_id = scrubbed(session)
    enrolment = service.request_enrolment(session, NPI, "HHP01", "staff:1", NOW)
    confirm(session, enrolment)
    service.end_enrolment(session, enrolment, date(2026, 3, 15), "staff:1", NOW)
    service.check(session, [claim_id], NOW)
    assert [one.reason for one in open_items(session, queue="credentialing")] == ["ended"]


def test_enrolment_ended_before_the_service_keeps_what_was_ready_from_leaving(session: Session) -> None:
    claim_id = scrubbed(session)
    enrolment = service.request_enrolment(session, NPI, "HHP01", "staff:1", NOW)
    confirm(session, enrolment)
    assert service.check(session, [claim_id], NOW) == Checked(ready=1, held=0)
    assert service.end_enrolment(session, enrolment, date(2026, 3, 15), "staff:1", NOW) == Checked(ready=0, held=1)
    assert state(session) == "not_enrolled"
    assert submit_ready(session, NOW) == []
    assert [(one.reason, one.owner) for one in open_items(session)] == [("ended", "supervisor")]
    assert [one.kind for one in claims.story(session, claim_id)][-1] == "held"


def test_enrolment_ended_after_the_service_lets_what_was_ready_leave(session: Session) -> None:
    claim_id = scrubbed(session)
    enrolment = service.request_enrolment(session, NPI, "HHP01", "staff:1", NOW)
    confirm(session, enrolment)
    service.check(session, [claim_id], NOW)
    service.end_enrolment(session, enrolment, date(2026, 12, 31), "staff:1", NOW + timedelta(days=1))
    assert session.scalars(select(OutgoingClaim.changed_at)).one() == NOW
    assert len(submit_ready(session, NOW)) == 1


def test_later_last_day_releases_what_the_earlier_one_held(session: Session) -> None:
    claim_id = scrubbed(session)
    enrolment = service.request_enrolment(session, NPI, "HHP01", "staff:1", NOW)
    confirm(session, enrolment)
    service.end_enrolment(session, enrolment, date(2026, 3, 15), "staff:1", NOW)
    assert service.check(session, [claim_id], NOW) == Checked(ready=0, held=1)
    assert service.end_enrolment(session, enrolment, date(2026, 12, 31), "staff:1", NOW) == Checked(ready=1, held=0)
    assert state(session) == "ready"
    assert open_items(session) == []


def test_claim_corrected_while_it_was_held_leaves_no_work_behind(session: Session) -> None:
    """Held for enrolment, then back with the biller; the enrolment is confirmed meanwhile."""
    claim_id = scrubbed(session)
    service.check(session, [claim_id], NOW)
    enrolment = service.request_enrolment(session, NPI, "HHP01", "staff:1", NOW)
    wrong = ClaimCorrection(reason="typed wrong", lines=[{"number": 1, "pointers": [9]}])  # type: ignore[list-item]
    assert scrubbing.correct_claim(session, claim_id, wrong, "staff:1", NOW).state == "needs_correction"
    assert confirm(session, enrolment) == Checked(ready=0, held=0)
    right = ClaimCorrection(reason="put right", lines=[{"number": 1, "pointers": [1]}])  # type: ignore[list-item]
    assert scrubbing.correct_claim(session, claim_id, right, "staff:1", NOW).state == "scrubbed"
    assert service.check(session, [claim_id], NOW) == Checked(ready=1, held=0)
    assert open_items(session) == []


def test_payer_that_does_not_decide_is_asked_again(session: Session) -> None:
    scrubbed(session)
    service.request_enrolment(session, NPI, "HHP01", "staff:1", NOW)
    assert service.ask_again(session, date(2026, 3, 29)) == 0
    assert service.ask_again(session, date(2026, 3, 30)) == 1
    assert service.ask_again(session, date(2026, 3, 30)) == 0
    assert [(one.reason, one.due) for one in open_items(session)] == [("ask_payer", date(2026, 3, 31))]


def test_what_cannot_be_is_refused(session: Session) -> None:
    scrubbed(session)
    assert session.scalars(select(Payer.identifier)).all() == ["HHP01"]
    with pytest.raises(ProviderNumberWrong):
        service.request_enrolment(session, "1770002314", "HHP01", "staff:1", NOW)
    with pytest.raises(PayerNotFound):
        service.request_enrolment(session, NPI, "NOBODY", "staff:1", NOW)
    enrolment = service.request_enrolment(session, NPI, "HHP01", "staff:1", NOW)
    with pytest.raises(AlreadyRequested):
        service.request_enrolment(session, NPI, "HHP01", "staff:1", NOW)
    with pytest.raises(SpanWrong):
        service.end_enrolment(session, enrolment, date(2026, 3, 15), "staff:1", NOW)
    with pytest.raises(SpanWrong):
        service.decide_enrolment(
            session, enrolment, confirmed=True, effective_from=None, effective_to=None, actor="staff:1", now=NOW
        )
    with pytest.raises(EnrolmentNotFound):
        confirm(session, uuid4())
