"""Claims of a payer client: taken up, decided, paid, posted."""

from __future__ import annotations

from typing import Any


def test_a_claim_is_taken_up_decided_paid_and_posted(desk: Any) -> None:
    desk.load()
    assert desk.bill(desk.claim("A1", ("99213", "140"))).posted == 1
    assert "adjudication:take_up" in desk.jobs()
    assert "adjudication:decide" in desk.jobs()
    claim = desk.claim_row("A1")
    assert (claim.stage, claim.status_category, claim.payer_claim_control_number[:5]) == ("accepted", "A2", "26075")
    assert desk.decide().decided == 1
    claim = desk.claim_row("A1")
    assert (claim.stage, claim.status_category, claim.status_code) == ("pended", "P1", "3")
    assert desk.codes("A1") == [("CO", "45", "47.60"), ("PR", "3", "30.00")]
    (paid,) = desk.pay()
    assert str(paid.amount) == "62.40"
    claim = desk.claim_row("A1")
    assert (claim.stage, str(claim.paid), str(claim.copay), str(claim.allowed)) == ("paid", "62.40", "30.00", "92.40")
    assert desk.row("A1").state == "paid"
    assert desk.used() == ("0.00", "30.00", {"office": 1})
