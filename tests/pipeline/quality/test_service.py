"""Samples drawn and judged blind."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.models.claim import Claim
from backend.models.denial import Denial
from backend.models.quality import QualityCheck
from backend.models.staff import Staff
from backend.models.work_item import WorkItem
from backend.pipeline.quality import service
from backend.pipeline.quality.errors import (
    DrawnBefore,
    JudgedBefore,
    NoPlan,
    NoSuchCheck,
    NoSuchSample,
    OwnWork,
    VerdictIncomplete,
)
from backend.pipeline.quality.service import Reviewer
from backend.staff import service as staff_service
from backend.staff.policy import Role
from tests.pipeline.denials.opening import open_denials

MARCH = date(2026, 3, 1)
NOW = datetime(2026, 3, 23, 12, tzinfo=UTC)


@pytest.fixture
def reviewer(session: Session):
    def made(name: str) -> Reviewer:
        email = f"{name.lower()}@example.test"
        staff_service.create(
            session, email=email, name=name, role=Role.SUPERVISOR, password="a long enough password", skills=""
        )
        row = session.scalar(select(Staff).where(Staff.email == email))
        return Reviewer(row.id, name, (name, email, f"staff:{row.id}"))

    return made


@pytest.fixture
def denials(session: Session, records, make_facts) -> list[Denial]:
    """Forty denials of the month: thirty for want of an authorization, ten duplicates."""
    payer, provider = records.payer(), records.provider()
    for number in range(40):
        claim: Claim = records.claim(payer, provider, records.member(payer))
        open_denials(session, claim.id, [make_facts(carc="197" if number < 30 else "18")], NOW.date())
    return list(session.scalars(select(Denial)))


def drawn(session: Session) -> service.SampleResult:
    return service.sample(session, service.draw(session, "denial_triage", MARCH, NOW, "staff:x").id)


def test_each_stratum_is_drawn_from_by_its_size(session: Session, denials) -> None:
    found = drawn(session)
    assert {one["name"]: (one["population"], one["size"]) for one in found.sample.strata} == {
        "authorization": (30, 5),
        "duplicate": (10, 5),
    }
    checks = list(session.scalars(select(QualityCheck)))
    assert len(checks) == found.open_checks == 10
    assert {one.subject_id for one in checks} <= {one.id for one in denials}
    assert all(one.owner == "supervisor" and one.due > NOW.date() for one in checks)
    work = session.scalar(select(WorkItem).where(WorkItem.queue == "quality"))
    assert (work.reason, work.owner) == ("sample_to_judge", "supervisor")


def test_the_draw_can_be_repeated_from_its_seed(session: Session, denials) -> None:
    found = drawn(session).sample
    from backend.pipeline.quality.repository import QualityRepository

    sizes = {one["name"]: one["size"] for one in found.strata}
    again = QualityRepository(session).draw("denial_triage", found.since, found.until, found.seed, sizes)
    assert {one["id"] for one in again} == set(session.scalars(select(QualityCheck.subject_id)))
    other = QualityRepository(session).draw("denial_triage", found.since, found.until, "another seed", sizes)
    assert {one["id"] for one in other} != {one["id"] for one in again}


def test_no_day_is_drawn_from_twice(session: Session, denials, records, make_facts) -> None:
    first = drawn(session).sample
    assert (first.since, first.until) == (MARCH, date(2026, 3, 24))
    with pytest.raises(DrawnBefore):
        service.draw(session, "denial_triage", MARCH, NOW, "staff:x")
    payer = records.payer()
    claim = records.claim(payer, records.provider(), records.member(payer))
    open_denials(session, claim.id, [make_facts()], date(2026, 3, 30))
    later = service.draw(session, "denial_triage", MARCH, NOW + timedelta(days=30), "staff:x")
    assert (later.since, later.until) == (date(2026, 3, 24), date(2026, 4, 1))
    assert [one["population"] for one in later.strata] == [1]


def test_work_without_a_plan_is_not_drawn(session: Session) -> None:
    with pytest.raises(NoPlan):
        service.draw(session, "conversations", MARCH, NOW, "staff:x")
    with pytest.raises(NoPlan):
        service.draw(session, "posting", date(2020, 1, 1), NOW, "staff:x")
    with pytest.raises(NoSuchSample):
        service.sample(session, UUID(int=0))


def test_verdicts_make_the_error_rate(session: Session, denials, reviewer) -> None:
    ana = reviewer("Ana")
    found = drawn(session)
    checks = service.open_checks(session, ana)
    for number, one in enumerate(checks):
        wrong = number == 0
        service.judge(
            session,
            one.id,
            ana,
            "route_wrong" if wrong else None,
            "CO-197 is appealed, not resubmitted" if wrong else "",
            NOW,
        )
    result = service.sample(session, found.sample.id)
    assert result.categories == {"route_wrong": 1}
    assert sum(one.judged.wrong for one in result.strata) == 1
    assert result.whole is not None
    assert 0 < result.whole.low < result.whole.rate < result.whole.high < 1
    assert result.open_checks == 0
    assert session.scalar(select(WorkItem.outcome).where(WorkItem.queue == "quality")) == "judged"


def test_an_error_needs_category_and_evidence(session: Session, denials, reviewer) -> None:
    ana = reviewer("Ana")
    drawn(session)
    one = service.open_checks(session, ana)[0]
    for category, evidence in (("route_wrong", ""), ("route_wrong", " x "), ("no_such_error", "it is there")):
        with pytest.raises(VerdictIncomplete):
            service.judge(session, one.id, ana, category, evidence, NOW)
    service.judge(session, one.id, ana, None, "", NOW)
    with pytest.raises(JudgedBefore):
        service.judge(session, one.id, ana, None, "", NOW)
    with pytest.raises(NoSuchCheck):
        service.judge(session, UUID(int=0), ana, None, "", NOW)


def test_nobody_judges_or_is_shown_their_own_work(session: Session, denials, reviewer) -> None:
    ana, ben = reviewer("Ana"), reviewer("Ben")
    drawn(session)
    one = session.scalars(select(QualityCheck)).first()
    one.worker = "ana@example.test"
    session.flush()
    assert one.id not in {each.id for each in service.open_checks(session, ana)}
    assert one.id in {each.id for each in service.open_checks(session, ben)}
    with pytest.raises(OwnWork):
        service.check(session, one.id, ana)
    with pytest.raises(OwnWork):
        service.judge(session, one.id, ana, None, "", NOW)
    assert "ana@example.test" not in str(service.check(session, one.id, ben)[0].shown)


def test_a_second_reviewer_sees_the_first_word_only_after_their_own(session: Session, denials, reviewer) -> None:
    ana, ben = reviewer("Ana"), reviewer("Ben")
    found = drawn(session)
    one = service.open_checks(session, ana)[0]
    service.judge(session, one.id, ana, "deadline_wrong", "counted from the wrong day", NOW)
    assert service.check(session, one.id, ben)[1] == []
    service.judge(session, one.id, ben, None, "", NOW)
    assert len(service.check(session, one.id, ben)[1]) == 2
    result = service.sample(session, found.sample.id)
    assert result.agreement == 0.0
    assert sum(each.judged.wrong for each in result.strata) == 1, "the stricter word counts"


def test_every_population_can_be_drawn_from(session: Session, denials) -> None:
    made = service.draw_all(session, MARCH, NOW, "system")
    assert len(made) == 9
    assert service.draw_all(session, MARCH, NOW, "system") == []
