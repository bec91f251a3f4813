"""Claims with two plans: billed on with the first plan's word, in time, and entered in the books once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from backend.models.appointment import CoverageSpan
from backend.models.claim import Claim, ClaimEvent
from backend.models.coordination import Coordination
from backend.models.denial import Denial
from backend.models.ledger import LedgerEntry
from backend.models.member import Member
from backend.models.payer import Payer
from backend.models.submission import OutgoingClaim, OutgoingInterchange
from backend.models.work_item import WorkItem
from backend.pipeline.denials.service import settle_denial
from backend.pipeline.patient_billing.service import run_cycle
from backend.pipeline.scrubbing import service as scrubbing
from backend.pipeline.scrubbing.errors import AlreadyOut, OnlyTheMemberId, ToFurtherPlan
from backend.pipeline.scrubbing.replacing import replace_claim
from backend.pipeline.scrubbing.schemas import ClaimCorrection
from backend.pipeline.secondary import service
from backend.pipeline.secondary.service import bill_secondary
from backend.pipeline.submission.service import submit_ready
from backend.x12 import read
from tests.pipeline.secondary.plans import DAY, PRIMARY, SECOND, TwoPlans, other_plan

NOW = datetime(2026, 2, 3, 16, tzinfo=UTC)


@pytest.fixture
def plans(session: Session, tmp_path: Path) -> TwoPlans:
    return TwoPlans(session, tmp_path)


def step(session: Session, claim: Claim) -> Coordination:
    return session.scalars(select(Coordination).where(Coordination.claim_id == claim.id)).one()


def balances(session: Session, *claims: Claim) -> dict[str, str]:
    rows = session.execute(
        select(LedgerEntry.account, func.sum(LedgerEntry.amount))
        .where(LedgerEntry.claim_id.in_([one.id for one in claims]))
        .group_by(LedgerEntry.account)
    )
    return {account: str(amount) for account, amount in rows if Decimal(str(amount))}


def sent(session: Session) -> list[object]:
    """Every claim of every file that left, after our own check found nothing in it."""
    submit_ready(session, NOW)
    found = []
    left = select(OutgoingInterchange).where(OutgoingInterchange.kind.startswith("837"))
    for file in session.scalars(left.order_by(OutgoingInterchange.number)):
        reader = read(file.content)
        for transaction in reader:
            for record in transaction.records():
                assert record.findings == []
                found.append(record.model)
            assert transaction.findings == []
        assert reader.findings == []
    return found


def test_a_decision_taken_back_while_the_next_claim_is_written_is_not_billed_on(
    session: Session, plans: TwoPlans, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = plans.bill_two("A1", other_plan())
    plans.decide("A1", *PRIMARY)
    real = service._as_billed

    def meanwhile(*given: Any) -> Any:
        back = [(f"-{paid}", tuple((group, code, f"-{part}") for group, code, part in cas)) for paid, cas in PRIMARY]
        plans.decide("A1", *back, status="22", trace="T-back", sign=-1)
        return real(*given)

    with monkeypatch.context() as beside:
        beside.setattr(service, "_as_billed", meanwhile)
        billed = bill_secondary(session, DAY)
    assert (billed.steps, billed.built) == ({}, ())
    assert balances(session, claim) == {"charges": "-200.00", "receivable_payer": "200.00"}
    assert session.scalars(select(Claim.id)).all() == [claim.id]
    plans.decide("A1", *PRIMARY, trace="T-again")
    assert bill_secondary(session, DAY).steps == {"bill_next_plan": 1}


@pytest.mark.parametrize("institutional", [False, True])
@pytest.mark.parametrize("child", [False, True])
def test_next_plan_is_billed_with_the_first_plans_word(
    session: Session, plans: TwoPlans, institutional: bool, child: bool
) -> None:
    first = plans.bill_two("A1", other_plan(), institutional=institutional, child=child, authorization="AUTH9")
    plans.decide("A1", *PRIMARY)
    billed = bill_secondary(session, DAY)
    assert billed.steps == {"bill_next_plan": 1}
    (claim,) = sent(session)
    assert claim.patient_control_number == "A1-2"
    assert (claim.subscriber.payer_responsibility, claim.subscriber.payer.name.id) == ("S", "UHF1")
    assert (claim.subscriber.name.id, claim.subscriber.group_number) == ("U7788", "G55")
    (before,) = claim.other_payers
    assert (before.payer_responsibility, before.payer.id, before.paid) == ("P", "TM1", Decimal("120.00"))
    assert ("EAF", Decimal("30.00")) in [tuple(one) for one in before.amounts]
    assert {(one.qualifier, one.value) for one in before.references} == {("F8", "TM1-A1"), ("G1", "AUTH9")}
    assert claim.prior_authorization == ""
    said = [line.adjudications[0] for line in claim.lines]
    assert [(one.payer_id, one.paid, one.adjudicated.isoformat()) for one in said] == [
        ("TM1", Decimal("90.00"), "2026-02-02"),
        ("TM1", Decimal("30.00"), "2026-02-02"),
    ]
    for line, one in zip(claim.lines, said, strict=True):
        assert line.charge == one.paid + sum(each.amount for each in one.adjustments)
    second = plans.claim("A1-2")
    assert (second.stage, second.form, second.charge) == ("received", first.form, first.charge)
    assert (claim.patient is not None) == child


def test_it_goes_out_inside_48_hours_and_once(session: Session, plans: TwoPlans) -> None:
    claim = plans.bill_two("A1", other_plan())
    plans.decide("A1", *PRIMARY)
    assert bill_secondary(session, DAY).built
    assert bill_secondary(session, DAY).steps == {}
    one = step(session, claim)
    assert (one.due - one.decided_on).days == 2
    assert one.built_on == DAY
    assert len(session.scalars(select(OutgoingClaim)).all()) == 1


def test_books_hold_one_charge_whatever_the_second_plan_says(session: Session, plans: TwoPlans) -> None:
    first = plans.bill_two("A1", other_plan())
    plans.decide("A1", *PRIMARY)
    bill_secondary(session, DAY)
    second = plans.claim("A1-2")
    assert balances(session, second)["receivable_payer"] == "30.00"
    assert "receivable_patient" not in balances(session, first)
    plans.decide("A1-2", *SECOND, status="2", trace="T2", payer="UHF1")
    assert balances(session, first, second) == {
        "charges": "-200.00", "remittance_clearing": "145.00", "contractual_adjustment": "50.00", "receivable_patient": "5.00",
    }  # fmt: skip


def test_second_plan_that_repeats_the_discount_does_not_double_it(session: Session, plans: TwoPlans) -> None:
    first = plans.bill_two("A1", other_plan())
    plans.decide("A1", *PRIMARY)
    bill_secondary(session, DAY)
    second = plans.claim("A1-2")
    said = (
        ("15.00", (("CO", "45", "40.00"), ("OA", "23", "90.00"), ("PR", "3", "5.00"))),
        ("10.00", (("CO", "45", "10.00"), ("OA", "23", "30.00"))),
    )
    plans.decide("A1-2", *said, status="2", trace="T2", payer="UHF1")
    found = balances(session, first, second)
    assert found["charges"] == "-200.00"
    assert found["receivable_patient"] == "5.00"
    assert Decimal(found["contractual_adjustment"]) + Decimal(found["coordination_of_benefits"]) == Decimal("50.00")
    assert "receivable_payer" not in found


def test_second_plan_takes_its_word_back_and_owes_what_was_handed_over(session: Session, plans: TwoPlans) -> None:
    first = plans.bill_two("A1", other_plan())
    plans.decide("A1", *PRIMARY)
    bill_secondary(session, DAY)
    second = plans.claim("A1-2")
    plans.decide("A1-2", *SECOND, status="2", trace="T2", payer="UHF1")
    back = tuple(
        (f"-{paid}", tuple((group, code, f"-{amount}") for group, code, amount in cas)) for paid, cas in SECOND
    )
    plans.decide("A1-2", *back, status="22", trace="T3", payer="UHF1", sign=-1)
    found = balances(session, first, second)
    assert found["receivable_payer"] == "30.00"
    assert "receivable_patient" not in found
    assert found["remittance_clearing"] == "120.00"
    plans.decide("A1-2", *SECOND, status="2", trace="T4", payer="UHF1")
    assert balances(session, first, second)["receivable_patient"] == "5.00"


def test_claim_the_payer_sent_on_is_not_billed_and_its_answer_finds_a_claim(session: Session, plans: TwoPlans) -> None:
    claim = plans.bill_two("A1", other_plan())
    plans.decide("A1", *PRIMARY, status="19")
    assert bill_secondary(session, DAY).steps == {"crossed_over": 1}
    assert sent(session) == []
    one = step(session, claim)
    assert one.step == "crossed_over"
    report = plans.decide("A1", *SECOND, status="2", trace="T2", payer="UHF1")
    assert (report.posted, report.held) == (1, 0)
    second = session.get(Claim, one.next_claim_id, populate_existing=True)
    assert second is not None
    assert (second.stage, str(second.paid)) == ("paid", "25.00")
    assert balances(session, claim, second)["receivable_patient"] == "5.00"


@pytest.mark.parametrize(
    ("changes", "reason", "owner"),
    [
        ({"filing_indicator": "MB"}, "medicare_reason", "registration"),
    ],
)
def test_unknown_plan_is_a_persons_with_a_day(
    session: Session, plans: TwoPlans, changes: dict[str, object], reason: str, owner: str
) -> None:
    claim = plans.bill_two("A1", other_plan(**changes))
    plans.decide("A1", *PRIMARY)
    assert bill_secondary(session, DAY).steps == {"ask_plan": 1}
    item = session.scalars(select(WorkItem).where(WorkItem.queue == "secondary_claims")).one()
    assert (item.subject_id, item.reason, item.owner) == (claim.id, reason, owner)
    assert (item.due - DAY).days == 2
    assert balances(session, claim)["receivable_patient"] == "30.00"


def test_claim_sent_on_to_a_plan_nobody_knows_is_asked_after_and_not_billed_to_the_patient(
    session: Session, plans: TwoPlans
) -> None:
    plans.bill_two("A1")
    plans.decide("A1", *PRIMARY, status="19")
    assert bill_secondary(session, DAY).steps == {"crossed_over": 1}
    item = session.scalars(select(WorkItem)).one()
    assert (item.reason, item.owner) == ("sent_on_unknown", "registration")
    assert run_cycle(session, DAY).statements == 0
    item.closed_at = item.opened_at
    session.flush()
    assert run_cycle(session, DAY).statements == 1


def test_plan_only_the_payer_told_of_is_asked_after(session: Session, plans: TwoPlans) -> None:
    claim = plans.bill_two("A1")
    session.add(
        CoverageSpan(
            member_id=claim.member_id, payer_identifier="X9", payer_name="Elsewhere", position="S", told_on=DAY
        )
    )
    plans.decide("A1", *PRIMARY)
    assert bill_secondary(session, DAY).steps == {"ask_plan": 1}
    assert session.scalars(select(WorkItem.reason)).all() == ["plan_heard_of"]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ((("110.00", (("CO", "45", "40.00"),)), ("40.00", (("CO", "45", "10.00"),))), ("patient", "nothing_left")),
        (
            (("0.00", (("CO", "22", "150.00"),)), ("0.00", (("CO", "22", "50.00"),))),
            ("settle_first", "coordination_of_benefits"),
        ),
    ],
)
def test_nothing_is_billed_where_nothing_is_left_or_the_first_plan_must_be_settled(
    session: Session, plans: TwoPlans, said: tuple[object, ...], found: tuple[str, str]
) -> None:
    claim = plans.bill_two("A1", other_plan())
    plans.decide("A1", *said, status="1")  # type: ignore[arg-type]
    assert bill_secondary(session, DAY).built == ()
    one = step(session, claim)
    assert (one.step, one.reason) == found


HALF_DUPLICATE = (
    ("100.00", (("CO", "45", "10.00"), ("PR", "2", "40.00"))),
    ("0.00", (("CO", "18", "50.00"),)),
)
"""100 paid, 40 coinsurance, the second line denied as a duplicate."""


def settled(session: Session, outcome: str, claim: Claim) -> None:
    for denial in session.scalars(select(Denial).where(Denial.claim_id == claim.id)):
        settle_denial(session, denial.id, outcome, None, DAY, actor="staff:1", name="Sam Lindqvist")


def test_once_the_denial_is_settled_the_next_plan_is_billed_and_not_the_patient(
    session: Session, plans: TwoPlans
) -> None:
    claim = plans.bill_two("A1", other_plan())
    plans.decide("A1", *HALF_DUPLICATE)
    assert bill_secondary(session, DAY).steps == {"settle_first": 1}
    assert bill_secondary(session, DAY).steps == {}
    settled(session, "upheld", claim)
    assert run_cycle(session, DAY).statements == 0
    later = DAY + timedelta(days=1)
    assert bill_secondary(session, later).steps == {"bill_next_plan": 1}
    one = step(session, claim)
    assert (one.step, one.decided_on, str(one.moved)) == ("bill_next_plan", later, "40.00")
    second = plans.claim("A1-2")
    assert one.next_claim_id == second.id
    assert balances(session, second)["receivable_payer"] == "40.00"
    assert run_cycle(session, later).statements == 0
    assert bill_secondary(session, later).steps == {}
    assert len(sent(session)) == 1


def test_once_the_denial_is_settled_the_patient_pays_what_no_other_plan_does(session: Session, plans: TwoPlans) -> None:
    claim = plans.bill_two("A1")
    session.add(
        CoverageSpan(
            member_id=claim.member_id, payer_identifier="X9", payer_name="Elsewhere", position="S", told_on=DAY
        )
    )
    plans.decide("A1", *HALF_DUPLICATE)
    assert bill_secondary(session, DAY).steps == {"settle_first": 1}
    settled(session, "upheld", claim)
    session.execute(delete(CoverageSpan))
    assert bill_secondary(session, DAY).steps == {"patient": 1}
    assert run_cycle(session, DAY).statements == 1


@pytest.mark.parametrize("outcome", ["overturned", "corrected"])
def test_while_the_first_plans_new_word_is_to_come_neither_next_plan_nor_patient_is_billed(
    session: Session, plans: TwoPlans, outcome: str
) -> None:
    claim = plans.bill_two("A1", other_plan())
    plans.decide("A1", *HALF_DUPLICATE)
    bill_secondary(session, DAY)
    settled(session, outcome, claim)
    assert bill_secondary(session, DAY).steps == {}
    assert run_cycle(session, DAY).statements == 0
    back = tuple((f"-{paid}", tuple((g, c, f"-{a}") for g, c, a in cas)) for paid, cas in HALF_DUPLICATE)
    plans.decide("A1", *back, status="22", trace="T2", sign=-1)
    plans.decide("A1", HALF_DUPLICATE[0], ("40.00", (("CO", "45", "10.00"),)), trace="T3")
    assert bill_secondary(session, DAY).steps == {"bill_next_plan": 1}
    assert balances(session, plans.claim("A1-2"))["receivable_payer"] == "40.00"


ENDED = (("0.00", (("PR", "27", "150.00"),)), ("0.00", (("PR", "27", "50.00"),)))
"""Cover had ended: all of it denied, and the patient's if nobody else pays."""


def test_denied_share_goes_to_the_next_plan_once_it_is_the_patients(session: Session, plans: TwoPlans) -> None:
    claim = plans.bill_two("A1", other_plan())
    plans.decide("A1", *ENDED, status="4")
    assert bill_secondary(session, DAY).steps == {"settle_first": 1}
    settled(session, "billed", claim)
    for day in (DAY, DAY + timedelta(days=1)):  # one denial a run
        assert bill_secondary(session, day).steps == {}
        assert run_cycle(session, day).statements == 0
    assert bill_secondary(session, DAY + timedelta(days=1)).steps == {"bill_next_plan": 1}
    assert str(step(session, claim).moved) == "200.00"
    assert run_cycle(session, DAY + timedelta(days=2)).statements == 0


def test_denied_share_given_up_is_asked_of_nobody_else(session: Session, plans: TwoPlans) -> None:
    claim = plans.bill_two("A1", other_plan())
    plans.decide("A1", *ENDED, status="4")
    bill_secondary(session, DAY)
    settled(session, "upheld", claim)
    assert bill_secondary(session, DAY).steps == {"patient": 1}
    assert balances(session, claim)["receivable_denied"] == "200.00"


def test_changed_decision_after_the_next_plan_was_billed_is_a_billers(session: Session, plans: TwoPlans) -> None:
    claim = plans.bill_two("A1", other_plan())
    plans.decide("A1", *PRIMARY)
    bill_secondary(session, DAY)
    back = tuple((f"-{paid}", tuple((g, c, f"-{a}") for g, c, a in cas)) for paid, cas in PRIMARY)
    plans.decide("A1", *back, status="22", trace="T2", sign=-1)
    again = (("80.00", (("CO", "45", "40.00"), ("PR", "2", "30.00"))), PRIMARY[1])
    plans.decide("A1", *again, trace="T3")
    assert bill_secondary(session, DAY).steps == {"told_again": 1}
    item = session.scalars(select(WorkItem).where(WorkItem.queue == "secondary_claims")).one()
    assert (item.subject_id, item.owner, item.reason) == (claim.id, "biller", "decision_changed")


def test_third_plan_hears_of_both_before_it(session: Session, plans: TwoPlans) -> None:
    third = other_plan(
        payer_responsibility="T", payer=other_plan().payer._replace(last="Third Mutual", id="TH3"), group_number=""
    )
    plans.bill_two("A1", other_plan(), third)
    plans.decide("A1", *PRIMARY)
    bill_secondary(session, DAY)
    sent(session)
    plans.decide("A1-2", *SECOND, status="2", trace="T2", payer="UHF1")
    assert bill_secondary(session, DAY).steps == {"bill_next_plan": 1}
    claim = next(one for one in sent(session) if one.patient_control_number == "A1-3")
    assert claim.subscriber.payer_responsibility == "T"
    assert {(one.payer_responsibility, one.payer.id) for one in claim.other_payers} == {("P", "TM1"), ("S", "UHF1")}
    assert [len(line.adjudications) for line in claim.lines] == [2, 2]
    chain = session.scalars(select(Coordination.first_claim_id)).all()
    assert set(chain) == {plans.claim("A1").id}


def test_lines_the_payer_bundled_are_told_for_the_whole_claim(session: Session, plans: TwoPlans) -> None:
    plans.bill_two("A1", other_plan())
    plans.decide("A1", *PRIMARY, whole=(("OA", "94", "0.00"),))
    from backend.models.remittance import RemittanceClaim

    row = session.scalars(select(RemittanceClaim)).one()
    row.lines = [{**row.lines[0], "procedure": "99215"}, row.lines[1]]
    session.flush()
    bill_secondary(session, DAY)
    (claim,) = sent(session)
    (before,) = claim.other_payers
    assert before.adjudicated.isoformat() == "2026-02-02"
    assert sum(one.amount for one in before.adjustments) + before.paid == claim.charge
    assert all(not line.adjudications for line in claim.lines)


def test_story_tells_where_the_claim_went(session: Session, plans: TwoPlans) -> None:
    from backend.pipeline.claims.service import story

    claim = plans.bill_two("A1", other_plan())
    plans.decide("A1", *PRIMARY)
    bill_secondary(session, DAY)
    told = [one.sentence for one in story(session, claim.id)]
    assert "Union Health Fund" in told[-1]
    assert "$30.00" in told[-1]
    kinds = session.scalars(select(ClaimEvent.kind).where(ClaimEvent.claim_id == plans.claim("A1-2").id)).all()
    assert kinds[0] == "built"


def test_claims_of_one_payer_stay_one_payer(session: Session, plans: TwoPlans) -> None:
    plans.bill_two("A1")
    plans.decide("A1", *PRIMARY)
    assert bill_secondary(session, DAY).steps == {}
    assert session.scalars(select(Payer.identifier)).all() == ["TM1"]


def to_second(session: Session, plans: TwoPlans) -> Claim:
    """A claim to a second plan, sent."""
    plans.bill_two("A1", other_plan())
    plans.decide("A1", *PRIMARY)
    bill_secondary(session, DAY)
    sent(session)
    return plans.claim("A1-2")


def correction(**changes: object) -> ClaimCorrection:
    return ClaimCorrection.model_validate({"reason": "the card says so", **changes})


def test_second_plan_that_does_not_know_the_member_hears_the_corrected_id(session: Session, plans: TwoPlans) -> None:
    second = to_second(session, plans)
    before, second.stage = second.member_id, "rejected"
    session.flush()
    done = scrubbing.correct_claim(session, second.id, correction(member_id="U7799"), "staff:1", NOW)
    assert done.state == "ready"
    assert sent(session)[-1].subscriber.name.id == "U7799"  # type: ignore[attr-defined]
    again = plans.claim("A1-2")
    assert (again.stage, session.get_one(Member, again.member_id).member_id) == ("received", "U7799")
    assert again.member_id != before


def test_claim_to_a_second_plan_takes_no_other_correction(session: Session, plans: TwoPlans) -> None:
    second = to_second(session, plans)
    with pytest.raises(AlreadyOut):
        scrubbing.correct_claim(session, second.id, correction(member_id="U7799"), "staff:1", NOW)
    second.stage = "rejected"
    session.flush()
    for given in (correction(), correction(member_id="U7799", place_of_service="22")):
        with pytest.raises(OnlyTheMemberId):
            scrubbing.correct_claim(session, second.id, given, "staff:1", NOW)


@pytest.mark.parametrize("void", [False, True])
def test_decided_claim_to_a_second_plan_is_not_replaced_by_itself(
    session: Session, plans: TwoPlans, void: bool
) -> None:
    second = to_second(session, plans)
    second.stage, second.payer_claim_control_number = "paid", "UHF1-A1"
    session.flush()
    with pytest.raises(ToFurtherPlan):
        replace_claim(session, second.id, correction(), void=void, actor="staff:1", now=NOW)
