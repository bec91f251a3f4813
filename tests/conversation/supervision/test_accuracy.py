"""What was said of a claim against the record of that moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from backend.conversation.supervision.accuracy import RecordThen, Spoken, amounts_in, check, days_in, with_sums

AT = datetime(2026, 3, 16, 15, 0, tzinfo=UTC)
RECORD = RecordThen(
    with_sums([[Decimal("240.00")], [Decimal("30.00"), Decimal("12.50")]]),
    frozenset({date(2026, 2, 3)}),
    {"remittance r/CLP 1": AT - timedelta(days=1)},
)
EVIDENCE = [{"fact": "claim.paid", "record": "remittance r/CLP 1", "field": "CLP04"}]
RIGHT = Spoken(3, AT, "We paid $240.00 on February 3, 2026. Your share is $42.50.", EVIDENCE, "")


def test_what_the_record_held_is_right() -> None:
    checked = check(RIGHT, RECORD)
    assert (checked.facts, checked.wrong) == (4, ())


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("We paid $240.01.", "an amount the record did not hold"),
        ("We paid 241 dollars.", "an amount the record did not hold"),
        ("We paid it on February 4, 2026.", "a day the record did not hold"),
    ],
)
def test_another_amount_or_day_is_wrong(text: str, what: str) -> None:
    assert check(replace(RIGHT, text=text), RECORD).wrong == ((3, what),)


def test_evidence_that_was_replaced_or_came_later_does_not_stand() -> None:
    gone = replace(RECORD, standing={})
    later = replace(RECORD, standing={"remittance r/CLP 1": AT + timedelta(seconds=1)})
    for record in (gone, later):
        assert (3, "evidence that did not stand then") in check(RIGHT, record).wrong


def test_ledger_that_disagrees_is_told() -> None:
    assert (3, "a payment the ledger does not hold") in check(RIGHT, replace(RECORD, books_differ=True)).wrong


def test_what_the_caller_said_may_be_said_back() -> None:
    back = replace(RIGHT, text="You said $999.00 on May 5, 2026.", heard="i paid $999.00 on May 5, 2026")
    assert check(back, RECORD).wrong == ()


def test_answer_without_evidence_says_nothing_of_a_claim() -> None:
    assert check(replace(RIGHT, text="$1,000,000", evidence=[]), RECORD).facts == 0


def test_amounts_and_days_are_found_however_they_are_said() -> None:
    assert amounts_in("$1,240.50, -$3.00, 17 dollars and 5 cents, $0.00") == {
        Decimal("1240.50"), Decimal("3.00"), Decimal("17.05"),
    }  # fmt: skip
    assert days_in("March 5, 2026; March 6th, 2026; 3/7/2026; February 31, 2026") == {
        date(2026, 3, 5), date(2026, 3, 6), date(2026, 3, 7),
    }  # fmt: skip
