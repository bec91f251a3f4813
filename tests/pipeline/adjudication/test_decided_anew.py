"""A claim decided here, appealed and won: taken back and decided anew, to the cent."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from backend.kit.money import Money
from backend.models.adjudication import Adjudication, Pend
from backend.models.claim import Claim, ClaimEvent
from backend.models.denial import Denial
from backend.models.work_item import WorkItem
from backend.pipeline.adjudication import service
from backend.pipeline.adjudication.errors import AppealWon, LinesNeeded
from backend.pipeline.adjudication.explaining import explanation_of_benefits
from backend.pipeline.adjudication.repository import AdjudicationRepository
from backend.pipeline.appeals import service as appeals
from backend.pipeline.appeals.deadlines import Deadline, DeadlineEvent, deadline
from backend.pipeline.posting.repository import LedgerRepository
from backend.pipeline.reporting.claim_history import tell
from tests.pipeline.adjudication.conftest import terms_document

PERSON = "staff:rosa"


@pytest.fixture
def paid(desk: Any) -> Any:
    """A visit paid, and two lines on the same claim the plan does not cover or had not authorised; two weeks ago."""
    desk.load()
    desk.bill(desk.claim("A1", ("99213", "140"), ("70551", "900"), ("15820", "700")))
    desk.decide()
    desk.pay()
    desk.now += timedelta(days=14)
    return desk


def appealed(desk: Any, account: str = "A1", *, carc: str | None = None) -> Any:
    """The appeal of a claim's denials, at the payer; of those with one code only where it is named."""
    claim = desk.claim_row(account)
    for one in desk.session.scalars(select(Denial).where(Denial.claim_id == claim.id, Denial.state == "open")):
        one.appealable = carc is None or one.carc == carc
    today = desk.now.date()
    appeal = appeals.start_appeal(desk.session, claim.id, actor=PERSON, today=today)
    appeals.sign(desk.session, appeal.id, actor=PERSON, name="Rosa", now=desk.now, without_physician=True)
    return appeals.mark_sent(desk.session, appeal.id, actor=PERSON, on=today, now=desk.now)


def won(desk: Any, outcome: str = "overturned", **more: Any) -> Any:
    appeal = appealed(desk, **more)
    desk.now += timedelta(days=10)
    return appeals.record_decision(desk.session, appeal.id, outcome, actor=PERSON, decided_on=desk.now.date())


def rows(desk: Any, account: str = "A1") -> list[Adjudication]:
    desk.session.expire_all()
    statement = select(Adjudication).join(Claim, Claim.id == Adjudication.claim_id)
    found = desk.session.scalars(statement.where(Claim.patient_control_number == account))
    return sorted(found, key=lambda one: one.serial)


def codes(desk: Any, row: Adjudication) -> list[tuple[int, str, str, str]]:
    lines = AdjudicationRepository(desk.session).lines_of(row.id)
    return [(line.number, *one) for line in lines for one in line.adjustments]


def test_won_appeal_takes_the_decision_back_and_pays_what_the_denial_kept(paid: Any) -> None:
    assert str(paid.claim_row("A1").paid) == "62.40"
    won(paid)
    assert "adjudication:decide" in paid.jobs()
    assert (paid.claim_row("A1").stage, paid.claim_row("A1").finalized) == ("pended", None)
    assert paid.decide().decided == 1
    first, second = rows(paid)
    assert (first.state, first.reversed_by_id, second.state) == ("taken_back", second.id, "decided")
    # 400 allowed less 100 deductible less 20 % of the rest; the uncovered service falls under the deductible already met
    assert codes(paid, second) == [
        (1, "CO", "45", "47.60"), (1, "PR", "3", "30.00"), (2, "CO", "45", "500.00"), (2, "PR", "1", "100.00"),
        (2, "PR", "2", "60.00"), (3, "CO", "45", "200.00"),
    ]  # fmt: skip
    assert str(second.paid) == "802.40"
    assert paid.used() == ("100.00", "190.00", {"office": 1, "imaging": 1, "cosmetic": 1})
    (payment,) = paid.pay()
    assert (payment.claims, str(payment.amount)) == (2, "740.00")
    assert [one.state for one in rows(paid)] == ["reversed", "paid"]
    content = paid.content(payment)
    assert content.index(b"CLP*A1*22*-1740*-62.4*") < content.index(b"CLP*A1*1*1740*802.4*")
    claim = paid.claim_row("A1")
    assert (claim.stage, str(claim.paid), claim.status_category, claim.status_code) == ("paid", "802.40", "F1", "101")
    ledger = LedgerRepository(paid.session)
    for account in ("receivable_denied", "receivable_payer", "remittance_clearing"):
        assert ledger.balance(account) == Money.zero(), account


def test_the_member_is_explained_the_new_decision(paid: Any) -> None:
    before = explanation_of_benefits(paid.session, paid.claim_row("A1").id, paid.now.date())
    assert (str(before.total.plan_paid), str(before.total.not_covered)) == ("62.40", "700.00")
    won(paid)
    paid.decide()
    paid.pay()
    after = explanation_of_benefits(paid.session, paid.claim_row("A1").id, paid.now.date())
    assert (str(after.total.plan_paid), str(after.total.your_share)) == ("802.40", "190.00")
    assert after.total.adds_up
    assert after.plan_name == "Fern PPO"


def test_only_the_reason_that_was_overturned_is_gone(paid: Any) -> None:
    """The authorization is forgiven; what the plan does not cover stays denied."""
    won(paid, carc="197")
    paid.decide()
    second = rows(paid)[-1]
    assert (3, "PR", "204", "700.00") in codes(paid, second)
    assert str(second.paid) == "302.40"
    paid.pay()
    paid.now += timedelta(days=5)
    # a later appeal about the rest keeps what the first one won
    won(paid)
    paid.decide()
    assert str(rows(paid)[-1].paid) == "802.40"
    # the clean claim's thirty days ended nine days ago: 1.48 of interest
    assert [str(one.amount) for one in paid.pay()] == ["501.48"]
    assert [one.state for one in rows(paid)] == ["reversed", "reversed", "paid"]
    assert paid.used() == ("100.00", "190.00", {"office": 1, "imaging": 1, "cosmetic": 1})


def test_partly_overturned_waits_for_a_person_who_says_which_lines(paid: Any) -> None:
    appeal = won(paid, "partly_overturned")
    assert paid.decide().pended == 1
    assert paid.session.scalars(select(Pend.reason).where(Pend.settled_at.is_(None))).all() == [
        "appeal_partly_overturned"
    ]
    (item,) = paid.session.scalars(
        select(WorkItem).where(WorkItem.queue == "adjudication", WorkItem.closed_at.is_(None))
    )
    assert item.sentence == "Appeal partly overturned: say which lines."
    assert paid.now.date() < item.due <= paid.now.date() + timedelta(days=30)
    waiting = paid.session.scalars(select(Denial).where(Denial.state == "open")).all()
    assert {one.next_step[:27] for one in waiting} == {"The appeal was partly won: "}
    assert {one.next_date for one in waiting} == {paid.now.date() + timedelta(days=30)}
    first, second = rows(paid)
    assert (first.state, second.due) == ("paid", paid.now.date() + timedelta(days=30))
    assert paid.used() == ("0.00", "30.00", {"office": 1})
    given = {"note": "The letter says line 2.", "actor": "staff:bo", "now": paid.now}
    for lines in (None, [], [1], [2, 9]):
        with pytest.raises(LinesNeeded) as refused:
            service.release(paid.session, second.id, lines=lines, **given)
        assert refused.value.extra == {"lines": [2, 3]}
    with pytest.raises(AppealWon):
        service.deny(paid.session, second.id, group="CO", carc="50", remark=None, **given)
    assert service.release(paid.session, second.id, lines=[2], **given).state == "decided"
    assert str(rows(paid)[-1].paid) == "302.40"
    paid.pay()
    claim = paid.claim_row("A1")
    assert (claim.stage, str(claim.paid)) == ("partly_paid", "302.40")
    still = paid.session.scalars(select(Denial).where(Denial.claim_id == claim.id, Denial.state == "open")).all()
    assert [(one.line_number, one.carc) for one in still] == [(3, "204")]
    assert appeal.outcome == "partly_overturned"
    external = deadline(DeadlineEvent(appeal.plan_type, "internal_final", appeal.decided_on), appeal.decided_on)
    assert isinstance(external, Deadline)
    (left,) = still
    assert (left.deadline, left.deadline_rule) == (external.last_day, external.rule)
    assert left.next_step == "The payer upheld its denial. The next level is the external review."
    further = appeals.start_appeal(paid.session, claim.id, actor=PERSON, today=paid.now.date())
    assert (further.level, further.deadline) == ("external", external.last_day)


@pytest.mark.parametrize("frequency", ["1", "7"])
def test_a_service_sent_again_beside_the_reopened_claim_is_a_duplicate(paid: Any, frequency: str) -> None:
    """The reopened claim waits for a person, and what it was paid for stands; nor does a correction of another claim bill it."""
    more = {}
    if frequency == "7":
        paid.bill(paid.claim("A2", ("97110", "60")))
        paid.decide()
        more = {"frequency": "7", "original": (paid.claim_row("A2").payer_claim_control_number,)}
    won(paid, "partly_overturned")
    paid.bill(paid.claim("B1", ("99213", "140"), **more))
    outcome = paid.decide()
    assert (outcome.decided, outcome.pended) == (1, 1)
    assert codes(paid, paid.row("B1")) == [(1, "CO", "18", "140.00")]


def test_a_claim_decided_anew_is_no_duplicate_of_itself(paid: Any) -> None:
    won(paid)
    paid.bill(paid.claim("B1", ("99213", "140")))
    assert paid.decide().decided == 2
    assert str(rows(paid)[-1].paid) == "802.40"
    assert codes(paid, paid.row("B1")) == [(1, "CO", "18", "140.00")]


def test_recording_and_deciding_twice_decides_once(paid: Any) -> None:
    appeal = won(paid)
    told = service.WonAppeal(
        appeal.id, appeal.number, appeal.plan_type, appeal.level, appeal.sent_on, appeal.decided_on, frozenset({2, 3})
    )
    claim_id = paid.claim_row("A1").id
    assert service.reopen(paid.session, claim_id, told, actor=PERSON) == rows(paid)[-1].due
    assert (paid.decide().decided, paid.decide().settled) == (1, 0)
    assert service.reopen(paid.session, claim_id, told, actor=PERSON) is None
    assert len(paid.pay()) == 1
    assert paid.pay() == []
    assert service.reopen(paid.session, claim_id, told, actor=PERSON) is None
    assert paid.decide().settled == 0
    assert len(rows(paid)) == 2
    assert service.take_up(paid.session, paid.now, file_id=paid.claim_row("A1").file_id) == 0


def test_interest_runs_from_the_clean_claim_on_what_was_kept_only(paid: Any) -> None:
    won(paid)
    paid.now += timedelta(days=40)
    paid.decide()
    (payment,) = paid.pay()
    days = (paid.now.date() - date(2026, 4, 15)).days
    owed = Money.rounded(Money.of("740.00").amount * 12 / 100 * days / 365)
    first, second = rows(paid)
    assert (first.interest, second.interest) == (Money.zero(), owed)
    assert payment.amount == Money.of("740.00") + owed
    assert b"*L6:" in paid.content(payment)
    assert LedgerRepository(paid.session).balance("interest") == -owed


def test_high_value_waits_for_a_supervisor_with_the_day_the_appeal_sets(desk: Any) -> None:
    desk.load()
    desk.bill(desk.claim("A1", ("15820", "6000")))
    desk.decide()
    service.release(desk.session, desk.row("A1").id, note="Read.", actor="staff:sam", now=desk.now)
    desk.pay()
    desk.now += timedelta(days=60)
    won(desk)
    assert desk.decide().pended == 1
    first, second = rows(desk)
    assert (first.state, second.state) == ("paid", "pended")
    (pend,) = desk.session.scalars(select(Pend).where(Pend.adjudication_id == second.id))
    assert (pend.reason, pend.owner, pend.due) == ("high_value", "supervisor", desk.now.date() + timedelta(days=3))
    row = service.release(desk.session, second.id, note="Read the decision.", actor="staff:sam", now=desk.now)
    assert (row.state, str(row.paid)) == ("decided", "400.00")


def test_without_a_price_on_file_nothing_is_guessed(desk: Any) -> None:
    document = terms_document()
    document["contracts"][0]["stops"] = "2026-02-01"
    desk.load(**document)
    desk.bill(desk.claim("A1", ("99213", "140")))
    desk.decide()
    assert desk.codes("A1") == [("CO", "B7", "140.00")]
    desk.pay()
    won(desk)
    assert desk.decide().pended == 1
    assert desk.session.scalars(select(Pend.reason)).all() == ["no_price"]
    desk.load()
    released = service.release(
        desk.session, rows(desk)[-1].id, note="Contract on file.", actor="staff:bo", now=desk.now
    )
    assert (released.state, str(released.paid)) == ("decided", "62.40")


def test_corrected_claim_waits_for_the_new_decision_and_takes_that_one_back(paid: Any) -> None:
    won(paid)
    number = paid.claim_row("A1").payer_claim_control_number
    paid.bill(paid.claim("A1R", ("99213", "140"), frequency="7", original=(number,)))
    outcome = paid.decide()
    assert (outcome.decided, outcome.left) == (1, 1)
    assert paid.decide().decided == 1
    assert [one.state for one in rows(paid)] == ["taken_back", "taken_back"]
    assert paid.used() == ("0.00", "30.00", {"office": 1})
    paid.pay()
    assert (paid.claim_row("A1").stage, paid.claim_row("A1R").stage) == ("reversed", "paid")
    assert LedgerRepository(paid.session).balance("receivable_denied") == Money.zero()


def test_appeal_of_a_claim_replaced_meanwhile_changes_nothing_more(paid: Any) -> None:
    appeal = appealed(paid)
    number = paid.claim_row("A1").payer_claim_control_number
    paid.bill(paid.claim("A1R", ("99213", "140"), frequency="7", original=(number,)))
    paid.decide()
    decided = appeals.record_decision(paid.session, appeal.id, "overturned", actor=PERSON, decided_on=paid.now.date())
    assert decided.outcome == "overturned"
    assert len(rows(paid)) == 1


@pytest.mark.parametrize("outcome", ["upheld", "dismissed"])
def test_lost_appeal_leaves_the_decision_alone(paid: Any, outcome: str) -> None:
    won(paid, outcome)
    assert [one.state for one in rows(paid)] == ["paid"]
    assert paid.claim_row("A1").stage == "partly_paid"


def test_page_tells_it_and_the_trail_names_who(paid: Any) -> None:
    appeal = won(paid)
    paid.decide()
    paid.pay()
    claim_id = paid.claim_row("A1").id
    chapters = tell(paid.session, claim_id).chapters
    told = [one.sentence for one in chapters]
    day = paid.now.date() + timedelta(days=30)
    opened = told.index(next(one for one in told if one.startswith(f"Appeal {appeal.number} was won")))
    assert told[opened].endswith(f"the payer decides the claim anew by {day:%B} {day.day}, {day.year}.")
    assert "29 CFR 2560.503-1" in chapters[opened].detail[0]
    assert told[opened - 1] == f"The payer decided {appeal.number}: overturned."
    assert told[opened + 1] == "It was decided anew after the appeal: $802.40 instead of $62.40. The payment follows."
    assert "The payer took its decision back: -$62.40." in told[opened:]
    assert "The payer paid $802.40, $190.00 left to the patient." in told[opened:]
    acts = paid.session.execute(
        text("SELECT act, actor FROM audit_event WHERE subject = :subject"), {"subject": f"claim:{claim_id}"}
    ).all()
    assert ("staff:adjudication:reopened", PERSON) in acts
    kinds = paid.session.scalars(select(ClaimEvent.kind).where(ClaimEvent.claim_id == claim_id)).all()
    assert (kinds.count("reopened"), kinds.count("decided_anew")) == (1, 1)
