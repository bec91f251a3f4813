"""Remittances posted: once, in balance, to the claim they mean, and to no other."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from backend.kit.ids import new_id
from backend.kit.money import Money
from backend.models.claim import Claim
from backend.models.denial import Denial
from backend.models.ledger import LedgerEntry, LedgerTransaction
from backend.models.remittance import Remittance, RemittanceClaim
from backend.models.submission import OutgoingClaim
from backend.models.work_item import WorkItem
from backend.pipeline.claims.service import snapshot
from backend.pipeline.posting import receiving
from backend.pipeline.posting.repository import LedgerRepository
from tests.pipeline.posting.conftest import Killed, dies_at

TODAY = date(2026, 3, 16)


def balances(session: Session) -> dict[str, str]:
    return {account: str(total) for account, total in LedgerRepository(session).balances().items() if total}


def claim_of(session: Session, account: str) -> Any:
    session.expire_all()
    found = session.scalars(select(Claim).where(Claim.patient_control_number == account)).one()
    return snapshot(session, found.id, TODAY)


def work(session: Session) -> list[tuple[str, str]]:
    return [(one.queue, one.reason) for one in session.scalars(select(WorkItem).order_by(WorkItem.reason))]


def test_a_payment_goes_to_its_accounts_and_moves_the_claim(
    session: Session, files: Any, paid_in_full: Callable[[str], Any]
) -> None:
    assert files.bill("A1").posted == 1
    report = files.pay(paid_in_full("A1"))
    assert (report.posted, report.held) == (1, 0)
    assert balances(session) == {
        "cash": "80.00", "charges": "-200.00", "contractual_adjustment": "100.00", "receivable_patient": "20.00",
    }  # fmt: skip
    claim = claim_of(session, "A1")
    assert (claim.stage, str(claim.paid), str(claim.share.coinsurance)) == ("paid", "80.00", "20.00")
    assert claim.payment.trace_number == "T1"
    assert claim.payer_claim_control_number == "NA1"


def test_the_same_payment_in_another_envelope_is_posted_once(
    session: Session, files: Any, paid_in_full: Callable[[str], Any]
) -> None:
    files.bill("A1")
    files.pay(paid_in_full("A1"))
    before = balances(session)
    again = files.pay(paid_in_full("A1"))
    assert not again.duplicate
    assert balances(session) == before
    assert session.scalar(select(func.count()).select_from(RemittanceClaim)) == 1


def test_the_same_trace_with_another_amount_waits_for_a_person(
    session: Session, files: Any, paid_in_full: Callable[[str], Any]
) -> None:
    files.bill("A1")
    files.pay(paid_in_full("A1"))
    before = balances(session)
    other = type(paid_in_full("A1"))("A1", "200.00", "90.00", (("CO", "45", "110.00"),))
    assert files.pay(other).quarantined
    assert balances(session) == before
    assert ("files", "payment_known_otherwise") in work(session)


def orders(payment: Any, back: Any, again: Any) -> list[tuple[tuple[str, Any, date], ...]]:
    steps = (("T1", payment, date(2026, 2, 2)), ("T2", back, date(2026, 2, 16)), ("T3", again, date(2026, 2, 17)))
    return list(itertools.permutations(steps))


@pytest.mark.parametrize("order", range(6))
def test_reversal_and_correction_come_to_the_same_in_any_order(
    session: Session, files: Any, paid_in_full: Callable[[str], Any], taken_back: Callable[[str], Any], order: int
) -> None:
    files.bill("A1")
    corrected = type(paid_in_full("A1"))("A1", "200.00", "110.00", (("CO", "45", "60.00"), ("PR", "1", "30.00")))
    for trace, advice, day in orders(paid_in_full("A1"), taken_back("A1"), corrected)[order]:
        assert files.pay(advice, trace=trace, day=day).posted == 1
    assert balances(session) == {
        "cash": "110.00", "charges": "-200.00", "contractual_adjustment": "60.00", "receivable_patient": "30.00",
    }  # fmt: skip
    claim = claim_of(session, "A1")
    assert (claim.stage, str(claim.paid), claim.status_code) == ("paid", "110.00", "101")
    assert claim.payment.trace_number == "T3"


def test_a_claim_taken_back_is_open_again(
    session: Session, files: Any, paid_in_full: Callable[[str], Any], taken_back: Callable[[str], Any]
) -> None:
    files.bill("A1")
    files.pay(paid_in_full("A1"))
    files.pay(taken_back("A1"), trace="T2", day=date(2026, 2, 16))
    claim = claim_of(session, "A1")
    assert (claim.stage, claim.status_category, str(claim.paid), claim.payment) == ("reversed", "F3", "0.00", None)
    assert balances(session) == {"charges": "-200.00", "receivable_payer": "200.00"}


def test_a_claim_that_does_not_add_up_waits_and_the_others_go_on(
    session: Session, files: Any, paid_in_full: Callable[[str], Any]
) -> None:
    files.bill("A1", "A2")
    wrong = type(paid_in_full("A1"))("A2", "200.00", "80.00", (("CO", "45", "90.00"),))
    report = files.pay(paid_in_full("A1"), wrong)
    assert (report.posted, report.held) == (1, 1)
    assert any(one.severity == "error" for one in report.problems)
    assert claim_of(session, "A1").stage == "paid"
    assert claim_of(session, "A2").stage == "received"
    assert LedgerRepository(session).balance("remittance_clearing") == Money.of("-80.00")


def test_a_payment_that_is_not_the_sum_of_its_claims_is_not_posted_at_all(
    session: Session, files: Any, paid_in_full: Callable[[str], Any]
) -> None:
    files.bill("A1", "A2")
    report = files.pay(paid_in_full("A1"), paid_in_full("A2"), amount="150.00")
    assert (report.posted, report.held) == (0, 2)
    assert balances(session) == {}
    assert session.scalars(select(Remittance.state)).all() == ["held"]


def test_a_payment_too_long_to_wait_for_posts_its_claims_and_hands_the_difference_to_a_person(
    session: Session, files: Any, paid_in_full: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "MOST_BUFFERED", 1)
    files.bill("A1", "A2")
    report = files.pay(paid_in_full("A1"), paid_in_full("A2"), amount="150.00")
    assert (report.posted, report.held, report.quarantined) == (2, 0, True)
    assert balances(session)["cash"] == "150.00"
    assert balances(session)["remittance_clearing"] == "10.00"
    assert ("files", "remittance_not_balanced") in work(session)


def test_an_unknown_claim_is_never_guessed(session: Session, files: Any, paid_in_full: Callable[[str], Any]) -> None:
    files.bill("A1")
    report = files.pay(paid_in_full("A9"), paid_in_full("A1"))
    assert (report.posted, report.held) == (1, 1)
    assert work(session) == [("unmatched_remittances", "no_claim_found")]
    assert balances(session)["remittance_clearing"] == "-80.00"


def test_a_claim_of_another_provider_is_not_meant(
    session: Session, files: Any, paid_in_full: Callable[[str], Any]
) -> None:
    files.bill("A1")
    report = files.pay(paid_in_full("A1"), npi="1999999984")
    assert (report.posted, report.held) == (0, 1)
    assert claim_of(session, "A1").stage == "received"


def test_another_charge_than_billed_waits(session: Session, files: Any, paid_in_full: Callable[[str], Any]) -> None:
    files.bill("A1")
    other = type(paid_in_full("A1"))("A1", "210.00", "80.00", (("CO", "45", "130.00"),))
    assert files.pay(other).held == 1
    assert work(session) == [("unmatched_remittances", "charge_differs")]


def test_what_plb_takes_and_adds_has_its_own_accounts(
    session: Session, files: Any, paid_in_full: Callable[[str], Any]
) -> None:
    files.bill("A1")
    report = files.pay(paid_in_full("A1"), plb=(("WO", "30.00"), ("L6", "-1.50")))
    assert str(report.payment_amount) == "51.50"
    found = balances(session)
    assert (found["cash"], found["recoupment"], found["interest"]) == ("51.50", "30.00", "-1.50")
    assert "remittance_clearing" not in found


def test_a_denied_line_becomes_a_denial_with_owner_and_day(
    session: Session, files: Any, paid_in_full: Callable[[str], Any]
) -> None:
    files.bill("A1")
    denied = type(paid_in_full("A1"))("A1", "200.00", "0.00", (("CO", "197", "200.00"),), status="4")
    files.pay(denied)
    assert claim_of(session, "A1").stage == "denied"
    denial = session.scalars(select(Denial)).one()
    assert (denial.root_cause, str(denial.amount), denial.state) == ("authorization", "200.00", "open")
    assert denial.owner
    assert balances(session)["receivable_denied"] == "200.00"


def test_the_ledger_refuses_what_does_not_sum_to_zero(session: Session) -> None:
    transaction = LedgerTransaction(posting_key="x", kind="test", effective=TODAY)
    session.add(transaction)
    session.flush()
    session.add(LedgerEntry(transaction_id=transaction.id, number=1, account="cash", amount=Money.of("1.00")))
    with pytest.raises(DBAPIError):
        session.flush()


def test_the_ledger_refuses_entries_of_no_transaction(session: Session) -> None:
    nowhere = new_id()
    entries = [("cash", "1.00"), ("remittance_clearing", "-1.00")]
    session.add_all(
        LedgerEntry(transaction_id=nowhere, number=number, account=account, amount=Money.of(amount))
        for number, (account, amount) in enumerate(entries, 1)
    )
    with pytest.raises(IntegrityError, match="part of a ledger transaction"):
        session.flush()


@pytest.mark.parametrize(
    "change", ["UPDATE ledger_entry SET amount = 0", "DELETE FROM ledger_entry", "DELETE FROM claim_event"]
)
def test_the_books_only_grow(session: Session, files: Any, paid_in_full: Callable[[str], Any], change: str) -> None:
    files.bill("A1")
    files.pay(paid_in_full("A1"))
    with pytest.raises(DBAPIError):
        session.execute(text(change))


def test_a_payment_that_came_before_its_claim_is_posted_when_the_claim_comes(
    session: Session, files: Any, paid_in_full: Callable[[str], Any]
) -> None:
    denied = type(paid_in_full("A2"))("A2", "200.00", "0.00", (("CO", "50", "200.00"),), status="4", remarks=("N115",))
    assert files.pay(paid_in_full("A1"), denied).held == 2
    assert files.bill("A1", "A2").posted == 2
    assert claim_of(session, "A1").stage == "paid"
    assert claim_of(session, "A2").stage == "denied"
    assert claim_of(session, "A2").denials[0].root_cause == "medical_necessity"
    assert "remittance_clearing" not in balances(session)
    assert session.scalars(select(WorkItem.outcome)).all() == ["matched", "matched"]


@pytest.mark.parametrize("asked_first", [True, False])
def test_a_voided_claim_leaves_the_books_when_the_payer_has_taken_it_back(
    session: Session,
    files: Any,
    paid_in_full: Callable[[str], Any],
    taken_back: Callable[[str], Any],
    asked_first: bool,
) -> None:
    files.bill("A1")
    files.pay(paid_in_full("A1"))
    if asked_first:
        files.bill("A1", frequency="8", original="NA1")
    files.pay(taken_back("A1"), trace="T2", day=date(2026, 2, 16))
    if not asked_first:
        files.bill("A1", frequency="8", original="NA1")
    assert balances(session) == {}
    stages = session.execute(select(Claim.frequency, Claim.stage)).all()
    assert sorted(map(tuple, stages)) == [("1", "reversed"), ("8", "received")]


def test_a_denial_taken_back_is_closed_whichever_came_first(
    session: Session, files: Any, paid_in_full: Callable[[str], Any]
) -> None:
    files.bill("A1")
    made = type(paid_in_full("A1"))
    back = made("A1", "-200.00", "0.00", (("CO", "197", "-200.00"),), status="22")
    files.pay(back, trace="T2", day=date(2026, 2, 16))
    files.pay(made("A1", "200.00", "0.00", (("CO", "197", "200.00"),), status="4"))
    assert session.scalars(select(Denial.state)).all() == ["closed"]
    assert claim_of(session, "A1").stage == "reversed"
    assert claim_of(session, "A1").denials == ()


def test_a_sound_file_takes_the_place_of_one_that_did_not_add_up(
    session: Session, files: Any, paid_in_full: Callable[[str], Any]
) -> None:
    files.bill("A1", "A2")
    files.pay(paid_in_full("A1"), paid_in_full("A2"), amount="150.00")
    assert len(work(session)) == 2
    report = files.pay(paid_in_full("A1"), paid_in_full("A2"))
    assert (report.posted, report.held, report.quarantined) == (2, 0, False)
    assert session.scalars(select(WorkItem.outcome)).all() == ["came again", "came again"]
    assert balances(session)["cash"] == "160.00"
    assert session.execute(select(Remittance.state, Remittance.amount)).all() == [("posted", Money.of("160.00"))]
    again = files.pay(paid_in_full("A1"), paid_in_full("A2"))
    assert (again.posted, balances(session)["cash"]) == (2, "160.00")


def test_a_file_as_unsound_as_the_first_changes_nothing(
    session: Session, files: Any, paid_in_full: Callable[[str], Any]
) -> None:
    files.bill("A1")
    files.pay(paid_in_full("A1"), amount="70.00")
    report = files.pay(paid_in_full("A1"), amount="70.00")
    assert (report.posted, report.held, balances(session)) == (0, 1, {})
    assert "payment_known" in [one.code for one in report.problems]


def test_a_payment_that_broke_off_goes_on_with_the_whole_file(
    session: Session, files: Any, paid_in_full: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "MOST_BUFFERED", 1)
    files.bill("A1", "A2", "A3")
    whole = files.remittance_file(*map(paid_in_full, ("A1", "A2", "A3")))
    text = whole.read_text()
    broken = whole.with_name("broken.x12")
    broken.write_text(text[: text.index("CLP*A3")].replace("001001", "009001"))
    report = files.bring_in(broken)
    assert (report.posted, report.quarantined) == (2, True)
    assert session.scalars(select(Remittance.state)).all() == ["posting"]
    assert "cash" not in balances(session)
    report = files.bring_in(whole)
    assert (report.posted, report.held) == (3, 0)
    assert (balances(session)["cash"], "remittance_clearing" in balances(session)) == ("240.00", False)
    assert session.scalars(select(Remittance.state)).all() == ["posted"]


def test_a_payment_that_broke_off_goes_on_in_another_order(
    session: Session, files: Any, paid_in_full: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "MOST_BUFFERED", 1)
    monkeypatch.setattr(receiving, "BATCH_ADVICES", 1)
    files.bill("A1", "A2", "A3")
    first = files.remittance_file(*map(paid_in_full, ("A1", "A2", "A3")))
    first.write_text(first.read_text()[: first.read_text().index("CLP*A3")])
    assert files.bring_in(first).posted == 2
    whole = files.remittance_file(*map(paid_in_full, ("A3", "A1", "A2")))
    report = files.bring_in(whole)
    assert (report.posted, report.held) == (3, 0)
    assert (balances(session)["cash"], "remittance_clearing" in balances(session)) == ("240.00", False)
    numbers = select(RemittanceClaim.patient_control_number).order_by(RemittanceClaim.number)
    assert session.scalars(numbers).all() == ["A1", "A2", "A3"]


@pytest.mark.parametrize("batch", [2, 3])
def test_a_claim_paid_taken_back_and_paid_again_is_posted_once_however_often_it_is_read(
    session: Session, files: Any, paid_in_full: Callable[[str], Any], taken_back: Callable[[str], Any],
    monkeypatch: pytest.MonkeyPatch, batch: int,
) -> None:  # fmt: skip
    monkeypatch.setattr(receiving, "BATCH_ADVICES", 1)
    files.bill("A1")
    path = files.remittance_file(paid_in_full("A1"), taken_back("A1"), paid_in_full("A1"))
    with monkeypatch.context() as broken:
        broken.setattr(receiving, "post_parts", dies_at(batch))
        with pytest.raises(Killed):
            files.bring_in(path)
    report = files.bring_in(path)
    assert (report.posted, report.held) == (3, 0)
    assert balances(session) == {
        "cash": "80.00", "charges": "-200.00", "contractual_adjustment": "100.00", "receivable_patient": "20.00"
    }  # fmt: skip


def replaced(session: Session, files: Any, frequency: str, stage: str) -> Claim:
    """A1 was paid; what is to take its place stands as said."""
    files.bill("A1", frequency=frequency, original="NA1")
    successor = session.scalars(select(Claim).where(Claim.frequency == frequency)).one()
    successor.stage = stage
    session.flush()
    return successor


@pytest.mark.parametrize("frequency", ["7", "8"])
def test_a_charge_stays_in_the_books_while_what_was_to_replace_it_is_rejected(
    session: Session, files: Any, paid_in_full: Callable[[str], Any], taken_back: Callable[[str], Any], frequency: str
) -> None:
    files.bill("A1")
    files.pay(paid_in_full("A1"))
    replaced(session, files, frequency, "rejected")
    files.pay(taken_back("A1"), trace="T2", day=date(2026, 2, 9))
    assert balances(session) == {"charges": "-200.00", "receivable_payer": "200.00"}


def test_a_charge_stays_in_the_books_where_its_replacement_was_taken_off_its_way(
    session: Session, files: Any, paid_in_full: Callable[[str], Any], taken_back: Callable[[str], Any]
) -> None:
    files.bill("A1")
    files.pay(paid_in_full("A1"))
    withdrawn = replaced(session, files, "7", "held")
    now = datetime(2026, 2, 3, tzinfo=UTC)
    outgoing = OutgoingClaim(
        claim_id=withdrawn.id, bill={}, state="withdrawn", built_on=now.date(), changed_at=now, attempts=1,
        first_pass=False,
    )  # fmt: skip
    session.add(outgoing)
    session.flush()
    files.pay(taken_back("A1"), trace="T2", day=date(2026, 2, 9))
    assert balances(session) == {"charges": "-200.00", "receivable_payer": "200.00"}


def test_a_replacement_rejected_first_and_paid_after_all_takes_the_charge_with_it(
    session: Session, files: Any, paid_in_full: Callable[[str], Any], taken_back: Callable[[str], Any]
) -> None:
    files.bill("A1")
    files.pay(paid_in_full("A1"))
    successor = replaced(session, files, "7", "rejected")
    files.pay(taken_back("A1"), trace="T2", day=date(2026, 2, 9))
    successor.payer_claim_control_number, successor.stage = "NA7", "accepted"
    session.flush()
    again = paid_in_full("A1")
    files.pay(type(again)("A1", again.charge, again.paid, again.adjustments, number="NA7"), trace="T3")
    assert balances(session) == {
        "cash": "80.00", "charges": "-200.00", "contractual_adjustment": "100.00", "receivable_patient": "20.00"
    }  # fmt: skip


def test_a_payment_without_claims_that_does_not_add_up_is_a_persons(session: Session, files: Any) -> None:
    report = files.pay(plb=(("WO", "30.00"),), amount="10.00")
    assert (report.quarantined, work(session)) == (True, [("files", "remittance_not_balanced")])


def test_a_file_set_aside_is_a_persons(session: Session, files: Any, paid_in_full: Callable[[str], Any]) -> None:
    files.bill("A1", "A2")
    first = files.remittance_file(paid_in_full("A1"))
    second = files.remittance_file(paid_in_full("A2"), trace="T2")
    one, other = (path.read_text().split("*")[13] for path in (first, second))
    second.write_text(second.read_text().replace(other, one))
    files.bring_in(first)
    report = files.bring_in(second)
    assert (report.quarantined, report.posted) == (True, 0)
    assert work(session) == [("files", "control_number_used")]
