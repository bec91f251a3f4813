"""Posted payments beside the contract: what is too low is a biller's, with the line of the contract as evidence."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from backend.kit.money import Money
from backend.models.contract import Underpayment
from backend.models.file import File
from backend.models.payer import Payer
from backend.models.work_item import WorkItem
from backend.pipeline.adjudication import service
from backend.pipeline.adjudication.expected import tolerance
from backend.pipeline.adjudication.terms_document import TermsDocument
from tests.pipeline.posting.conftest import NPI, Files, Paid

TODAY = date(2026, 3, 16)


@pytest.fixture
def files(session: Session, tmp_path: Any) -> Files:
    """Files of a payer the practice has a contract with: 120 for the visit."""
    rate = {"setting": "professional", "procedure": "99213", "method": "fee", "starts": "2025-01-01"}
    contract = {
        "payer": "TM1",
        "tax_id": "123456789",
        "npi": NPI,
        "starts": "2025-01-01",
        "rates": [{**rate, "amount": "120"}],
    }
    document = {"payers": [{"identifier": "TM1", "name": "Test Mutual"}], "contracts": [contract]}
    service.load_terms(session, TermsDocument.model_validate(document))
    return Files(session, tmp_path)


def paid(account: str, amount: str, *adjustments: tuple[str, str, str], status: str = "1") -> Paid:
    return Paid(account, "200.00", amount, adjustments, status=status)


def compare(session: Session) -> int:
    found = 0
    for file_id in session.scalars(select(File.id).where(File.transaction_set == "835")):
        found += service.compare_file(session, file_id, TODAY)[0]
    return found


def test_payment_below_the_contract_is_work_with_its_evidence(session: Session, files: Files) -> None:
    files.bill("A1")
    files.pay(paid("A1", "80.00", ("CO", "45", "100.00"), ("PR", "2", "20.00")))
    assert "adjudication:compare_with_contract" in set(
        session.scalars(text("SELECT task_name FROM procrastinate_jobs"))
    )
    assert compare(session) == 1
    row = session.scalars(select(Underpayment)).one()
    assert (str(row.expected), str(row.allowed), str(row.difference)) == ("120.00", "100.00", "20.00")
    assert row.lines[0] | {"rate": ""} == {
        "line": 1, "procedure": "99213", "charge": "200.00", "expected": "120.00", "allowed": "100.00", "rate": "",
        "method": "fee", "amount": "120.00", "percent": "100.000", "since": "2025-01-01",
    }  # fmt: skip
    item = session.scalars(select(WorkItem).where(WorkItem.queue == "underpayments")).one()
    assert (item.reason, item.owner, str(item.amount), item.due) == ("underpaid", "biller", "20.00", date(2026, 3, 30))
    assert "$20.00 too little" in item.sentence
    assert compare(session) == 0
    (shown,) = service.underpayments(session)
    assert (shown[0].advice_id, shown[1], shown[2]) == (row.advice_id, "A1", session.get_one(Payer, row.payer_id).name)


@pytest.mark.parametrize(
    "advice",
    [
        paid("A1", "100.00", ("CO", "45", "80.00"), ("PR", "2", "20.00")),
        paid("A1", "99.00", ("CO", "45", "81.00"), ("PR", "2", "20.00")),
        paid("A1", "0.00", ("CO", "197", "200.00"), status="4"),
        paid("A1", "20.00", ("OA", "23", "180.00"), status="2"),
    ],
    ids=["as agreed", "within the tolerance", "denied", "as second payer"],
)
def test_what_is_no_underpayment_stays_away(session: Session, files: Files, advice: Paid) -> None:
    files.bill("A1")
    files.pay(advice)
    assert compare(session) == 0


def test_contract_pays_the_charge_at_most(session: Session, files: Files) -> None:
    files.bill("A1", charge="90.00")
    files.pay(Paid("A1", "90.00", "90.00"))
    assert compare(session) == 0


def test_without_a_contract_in_force_nothing_is_expected(session: Session, files: Files) -> None:
    session.execute(text("UPDATE contract SET stops = '2025-12-31'"))
    files.bill("A1")
    files.pay(paid("A1", "10.00", ("CO", "45", "190.00")))
    assert compare(session) == 0
    claim_id = session.scalar(text("SELECT id FROM claim"))
    assert service.expected_payment(session, claim_id) is None


def test_tolerance_is_an_amount_or_a_percentage_whichever_is_more() -> None:
    assert tolerance("ANY", Money.of("50")) == Money.of("1.00")
    assert tolerance("ANY", Money.of("5000")) == Money.of("50.00")
