"""A corrected claim that came too late and is let in on appeal: it takes the place of what it corrects, and one is paid."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text

from backend.kit.money import Money
from backend.pipeline.adjudication import service
from backend.pipeline.posting.repository import LedgerRepository
from tests.pipeline.adjudication.conftest import terms_document
from tests.pipeline.adjudication.test_decided_anew import codes, rows, won


@pytest.fixture
def late(desk: Any) -> Any:
    """A visit paid; its correction came on the day after the payer's ninety and was refused."""
    document = terms_document()
    document["payers"][0]["name"] = "Cigna Fernbrook"
    desk.load(**document)
    desk.bill(desk.claim("A1", ("99213", "140")))
    desk.decide()
    desk.pay()
    desk.now = datetime(2026, 6, 16, 15, tzinfo=UTC)
    correct(desk, "A1R", "A1", ("99213", "150"), ("80053", "40"))
    desk.decide()
    desk.pay()
    assert {code for _, code, _ in desk.codes("A1R")} == {"29"}
    return desk


def correct(desk: Any, account: str, corrected: str, *lines: tuple[str, str]) -> None:
    number = desk.claim_row(corrected).payer_claim_control_number
    desk.bill(desk.claim(account, *lines, frequency="7", original=(number,)))


def paid_now(desk: Any) -> str:
    """What the decisions that stand paid together."""
    desk.session.expire_all()
    statement = text("SELECT sum(paid) FROM adjudication WHERE state IN ('decided', 'paid')")
    return str(desk.session.scalar(statement))


def nothing_left(desk: Any) -> bool:
    ledger = LedgerRepository(desk.session)
    accounts = ("receivable_denied", "receivable_payer", "remittance_clearing")
    return all(ledger.balance(account) == Money.zero() for account in accounts)


def test_the_correction_let_in_takes_the_first_decision_back(late: Any) -> None:
    won(late, account="A1R")
    assert late.decide().decided == 1
    (first,), (refused, second) = rows(late, "A1"), rows(late, "A1R")
    assert (first.state, first.reversed_by_id) == ("taken_back", second.id)
    assert (refused.state, refused.reversed_by_id, second.state) == ("taken_back", second.id, "decided")
    assert str(second.paid) == "62.40"
    # the visit counted once, and the laboratory's twenty under the deductible
    assert late.used() == ("20.00", "50.00", {"office": 1, "lab": 1})
    (payment,) = late.pay()
    content = late.content(payment)
    assert content.index(b"CLP*A1*22*-140*-62.4*") < content.index(b"CLP*A1R*1*190*62.4*")
    assert (late.claim_row("A1").stage, late.claim_row("A1R").stage) == ("reversed", "paid")
    assert (paid_now(late), nothing_left(late)) == ("62.40", True)


def test_lines_the_first_claim_was_paid_for_are_no_duplicates(late: Any) -> None:
    """Billed with the same charge once more: the correction's line is the first claim's line."""
    correct(late, "A1S", "A1", ("99213", "140"))
    late.decide()
    late.pay()
    won(late, account="A1S")
    late.decide()
    late.pay()
    assert [code for _, _, code, _ in codes(late, rows(late, "A1S")[-1])] == ["45", "3"]
    assert (late.claim_row("A1").stage, paid_now(late)) == ("reversed", "62.40")


def test_interest_is_owed_on_what_is_paid_beyond_both_decisions(late: Any) -> None:
    won(late, account="A1R")
    late.now = datetime(2026, 9, 1, 15, tzinfo=UTC)
    late.decide()
    late.pay()
    assert str(rows(late, "A1R")[-1].interest) == "0.00"


def test_a_second_correction_let_in_after_another_was_waits_for_a_person(late: Any) -> None:
    correct(late, "A1S", "A1", ("99213", "160"))
    late.decide()
    late.pay()
    won(late, account="A1R")
    late.decide()
    late.pay()
    won(late, account="A1S")
    assert late.decide().pended == 1
    assert _reasons(late) == ["conflicting_data"]
    assert (paid_now(late), late.claim_row("A1").stage) == ("62.40", "reversed")


def test_an_appeal_lost_leaves_the_first_decision_standing(late: Any) -> None:
    won(late, "upheld", account="A1R")
    assert late.decide().settled == 0
    assert (late.claim_row("A1").stage, paid_now(late)) == ("paid", "62.40")


def test_let_in_for_some_lines_only_a_person_looks(late: Any) -> None:
    """What the first claim was paid for the other lines would go back as well."""
    won(late, "partly_overturned", account="A1R")
    late.decide()
    service.release(
        late.session, rows(late, "A1R")[-1].id, note="Line 2.", actor="staff:bo", now=late.now, lines=[2]
    )  # fmt: skip
    assert _reasons(late) == ["conflicting_data"]
    assert rows(late, "A1")[0].state == "paid"


def test_a_correction_of_the_refused_correction_keeps_the_first_ones_clock(late: Any) -> None:
    """Nobody gains ninety days by correcting what was refused as late; and the first claim stays the one that is paid."""
    correct(late, "A1S", "A1R", ("99213", "160"))
    late.decide()
    late.pay()
    assert {code for _, code, _ in late.codes("A1S")} == {"29"}
    assert (paid_now(late), late.claim_row("A1").stage) == ("62.40", "paid")
    won(late, account="A1S")
    late.decide()
    late.pay()
    assert [rows(late, one)[-1].state for one in ("A1", "A1R", "A1S")] == ["reversed", "reversed", "paid"]
    assert (paid_now(late), nothing_left(late)) == ("62.40", True)


def _reasons(desk: Any) -> list[str]:
    return list(desk.session.scalars(text("SELECT reason FROM pend WHERE settled_at IS NULL")))
