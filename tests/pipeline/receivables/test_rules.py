"""Where a claim stands for those who follow it up: each situation has one step, one owner and one next date."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.pipeline.receivables.policy import policy
from backend.pipeline.receivables.rules import STEPS, ClaimFacts, Held, bucket, position

TODAY = date(2026, 6, 1)
RULE = policy("P1", "commercial", TODAY)
D = Decimal


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def ahead(days: int) -> date:
    return TODAY + timedelta(days=days)


def facts(**changes: Any) -> ClaimFacts:
    """A claim the payer has, served twenty days ago and sent ten days ago."""
    base: dict[str, Any] = {
        "claim_id": uuid4(), "provider_id": uuid4(), "npi": "1234567893", "payer": "P1", "payer_name": "Plan",
        "plan_type": "commercial", "adjudicated_here": False, "frequency": "1", "stage": "accepted", "service_to": ago(20),
        "received": ago(10), "charge": D("200.00"), "in_books": False, "payer_open": D("0.00"), "denied_open": D("0.00"),
        "patient_open": D("0.00"), "outgoing": "submitted",
    }  # fmt: skip
    return ClaimFacts(**{**base, **changes})


DENIAL = Held("coding", ahead(2), ahead(40), True, "appeal")
LATE = Held("billing", ago(1), ago(5), False, "appeal", False)
BOOKS = {"in_books": True}
PAID = {"stage": "paid", **BOOKS}
OLD = {"service_to": ago(95), "received": ago(60)}
SITUATIONS: list[tuple[str, dict[str, Any], str, str, date, str]] = [
    ("with the payer and young", {}, "await_payer", "system", ahead(20), ""),
    ("payer spoke yesterday", {"last_word": ago(1)}, "await_payer", "system", ahead(25), ""),
    (
        "approaching sixty days: asked",
        {"service_to": ago(46), "received": ago(31)},
        "ask_status",
        "system",
        TODAY,
        "worked",
    ),
    (
        "asked a week ago",
        {"service_to": ago(50), "received": ago(40), "asked": 1, "last_asked": ago(7)},
        "await_payer",
        "system",
        ahead(7),
        "worked",
    ),
    (
        "asked twice without an answer",
        {"service_to": ago(58), "received": ago(50), "asked": 2, "last_asked": ago(15)},
        "call_payer",
        "biller",
        TODAY,
        "worked",
    ),
    (
        "sixty days: escalated",
        {"service_to": ago(60), "received": ago(50), "asked": 2, "last_asked": ago(15)},
        "call_payer",
        "supervisor",
        TODAY,
        "escalated",
    ),
    (
        "ninety days: accelerated",
        {**OLD, "asked": 2, "last_asked": ago(15)},
        "call_payer",
        "supervisor",
        TODAY,
        "accelerated",
    ),
    ("we decide it ourselves", {"adjudicated_here": True}, "adjudicate", "system", ahead(1), ""),
    (
        "silence handed to a person",
        {"work": Held("biller", ahead(3), None, False, "follow_up")},
        "call_payer",
        "biller",
        ahead(3),
        "",
    ),
    ("rejected", {"stage": "rejected", "deadline": ahead(60)}, "correct", "biller", ahead(2), ""),
    ("rejected, last day tomorrow", {"stage": "rejected", "deadline": ahead(1)}, "correct", "biller", ahead(1), ""),
    ("rejected and sent anew", {"stage": "rejected", "replaced": True}, "closed", "system", TODAY, ""),
    (
        "rejected, and the day it was to be corrected by has passed",
        {"stage": "rejected", "deadline": ahead(60), "step": "correct", "owner": "biller", "next_date": ago(3)},
        "correct",
        "biller",
        ago(3),
        "",
    ),
    (
        "to be corrected before it leaves, since some days",
        {"stage": "held", "outgoing": "needs_correction", "step": "send", "owner": "biller", "next_date": ago(3)},
        "send",
        "biller",
        ago(3),
        "",
    ),
    (
        "held by the system until yesterday, a person's from today",
        {"stage": "held", "outgoing": "needs_correction", "step": "send", "owner": "system", "next_date": ago(1)},
        "send",
        "biller",
        TODAY,
        "",
    ),
    (
        "held for a correction",
        {"stage": "held", "outgoing": "needs_correction", "work": Held("coding", ahead(1))},
        "work_item",
        "coding",
        ahead(1),
        "",
    ),
    (
        "to be corrected, its work closed",
        {"stage": "held", "outgoing": "needs_correction"},
        "send",
        "biller",
        TODAY,
        "",
    ),
    ("not enrolled, its work closed", {"stage": "held", "outgoing": "not_enrolled"}, "send", "biller", TODAY, ""),
    ("ready to leave", {"stage": "held", "outgoing": "ready"}, "send", "system", ahead(1), ""),
    ("taken off its way", {"stage": "held", "outgoing": "withdrawn"}, "closed", "system", TODAY, ""),
    (
        "denied, worked",
        {"stage": "denied", **BOOKS, "denied_open": D("200.00"), "denial": DENIAL},
        "denial",
        "coding",
        ahead(2),
        "",
    ),
    (
        "denied, ninety days old",
        {"stage": "denied", **BOOKS, **OLD, "denied_open": D("200.00"), "denial": DENIAL},
        "denial",
        "coding",
        ahead(2),
        "accelerated",
    ),
    (
        "denied, nobody works it",
        {"stage": "denied", **BOOKS, "denied_open": D("200.00")},
        "settle_denied",
        "biller",
        TODAY,
        "",
    ),
    *(
        (
            f"denial {outcome}, the money not come yet",
            {"stage": "denied", **BOOKS, **OLD, "denied_open": D("200.00"), "last_outcome": outcome},
            "collect",
            "supervisor",
            TODAY,
            "accelerated",
        )
        for outcome in ("overturned", "paid", "partly_paid")
    ),
    (
        "denial overturned, a corrected claim sent as well",
        {
            "stage": "denied",
            **BOOKS,
            "denied_open": D("200.00"),
            "last_outcome": "overturned",
            "replaced": True,
        },
        "replaced",
        "biller",
        TODAY,
        "",
    ),
    (
        "under appeal",
        {"stage": "denied", **BOOKS, "denied_open": D("200.00"), "denial": DENIAL, "appeal": Held("rosa", ahead(9))},
        "appeal",
        "rosa",
        ahead(9),
        "",
    ),
    (
        "waits for an approval",
        {"stage": "denied", **BOOKS, "denied_open": D("200.00"), "approval": Held("supervisor", ahead(7))},
        "approval",
        "supervisor",
        ahead(7),
        "",
    ),
    (
        "taken back by the payer",
        {"stage": "reversed", **BOOKS, "payer_open": D("200.00")},
        "collect",
        "biller",
        TODAY,
        "",
    ),
    (
        "taken back and corrected",
        {"stage": "reversed", **BOOKS, "payer_open": D("200.00"), "replaced": True},
        "replaced",
        "biller",
        TODAY,
        "",
    ),
    (
        "patient owes, account runs",
        {**PAID, "patient_open": D("20.00"), "account": Held("system", ahead(30))},
        "patient",
        "system",
        ahead(30),
        "",
    ),
    ("patient owes, not billed yet", {**PAID, "patient_open": D("20.00")}, "patient_soon", "system", ahead(1), ""),
    (
        "next plan not yet billed",
        {**PAID, "patient_open": D("20.00"), "next_plan_open": True},
        "next_plan",
        "system",
        ahead(1),
        "",
    ),
    ("paid twice", {**PAID, "payer_open": D("-20.00")}, "credit", "biller", ahead(14), ""),
    ("paid in full", PAID, "closed", "system", TODAY, ""),
    ("a request to void", {"frequency": "8"}, "closed", "system", TODAY, ""),
]


@pytest.mark.parametrize(
    ("given", "step", "owner", "due", "level"), [one[1:] for one in SITUATIONS], ids=[one[0] for one in SITUATIONS]
)
def test_situation_has_one_step_one_owner_one_date(
    given: dict[str, Any], step: str, owner: str, due: date, level: str
) -> None:
    at = position(facts(**given), RULE, TODAY)
    assert (at.step, at.owner, at.next_date, at.level) == (step, owner, due, level)
    assert at.reason == STEPS[step]


@pytest.mark.parametrize(
    ("given", "recommendation"),
    [
        ({**OLD, "asked": 2, "last_asked": ago(15)}, "call_payer"),
        ({"stage": "denied", **BOOKS, **OLD, "denied_open": D("9.00"), "denial": DENIAL}, "appeal"),
        ({"stage": "denied", **BOOKS, **OLD, "denied_open": D("9.00"), "denial": LATE}, "write_off"),
        (
            {
                "stage": "denied",
                **BOOKS,
                **OLD,
                "denied_open": D("9.00"),
                "denial": Held("b", TODAY, None, False, "send_records"),
            },
            "work_denial",
        ),
        ({"stage": "denied", **BOOKS, **OLD, "denied_open": D("9.00")}, "write_off"),
        ({"stage": "denied", **BOOKS, "denied_open": D("9.00"), "last_outcome": "upheld"}, "write_off"),
        ({"stage": "denied", **BOOKS, "denied_open": D("9.00"), "last_outcome": "corrected"}, ""),
        ({"stage": "denied", **BOOKS, "denied_open": D("9.00"), "last_outcome": "upheld", "replaced": True}, ""),
        ({"stage": "denied", **BOOKS, **OLD, "denied_open": D("9.00"), "last_outcome": "overturned"}, "call_payer"),
        ({"stage": "denied", **BOOKS, **OLD, "denied_open": D("9.00"), "last_outcome": "corrected"}, "work_denial"),
        ({"stage": "denied", **BOOKS, **OLD, "denied_open": D("9.00"), "last_outcome": "written_off"}, "write_off"),
        ({"stage": "rejected", **OLD, "deadline": ahead(5)}, "file_again"),
        ({"stage": "rejected", **OLD, "deadline": ago(5)}, "write_off"),
        ({"stage": "reversed", **BOOKS, **OLD, "payer_open": D("9.00")}, "call_payer"),
        ({}, ""),
    ],
)
def test_at_ninety_days_there_is_a_recommendation(given: dict[str, Any], recommendation: str) -> None:
    assert position(facts(**given), RULE, TODAY).recommendation == recommendation


def test_a_persons_choice_stands_until_its_day() -> None:
    chosen = {"step": "call_payer", "owner": "rosa", "next_date": ahead(4), "set_by": "staff:1", "level": "escalated"}
    old = {"service_to": ago(70), "received": ago(60), "asked": 2, "last_asked": ago(20), **chosen}
    at = position(facts(**old), RULE, TODAY)
    assert (at.owner, at.next_date, at.set_by) == ("rosa", ahead(4), "staff:1")
    at = position(facts(**old), RULE, ahead(4))
    assert (at.owner, at.next_date, at.set_by) == ("supervisor", ahead(4), None)


def test_a_missed_date_stays_missed() -> None:
    late = {"step": "call_payer", "owner": "supervisor", "next_date": ago(3), "level": "escalated"}
    at = position(facts(service_to=ago(70), received=ago(60), asked=2, last_asked=ago(20), **late), RULE, TODAY)
    assert at.next_date == ago(3)


@pytest.mark.parametrize(
    ("days", "found"), [(0, 0), (30, 0), (31, 1), (60, 1), (61, 2), (90, 2), (91, 3), (120, 3), (121, 4), (2000, 4)]
)
def test_buckets_end_where_they_say(days: int, found: int) -> None:
    assert bucket(days) == found


STAGES = "received accepted rejected pended paid partly_paid denied patient_share no_payment reversed held".split()
money = st.sampled_from([D("-5.00"), D("0.00"), D("12.34"), D("900.00")])
held = st.one_of(st.none(), st.builds(Held, st.sampled_from(["rosa", "biller"]), st.dates(ago(40), ahead(40))))


@given(
    st.builds(
        facts, stage=st.sampled_from(STAGES),
        in_books=st.booleans(), payer_open=money, denied_open=money, patient_open=money, appeal=held, approval=held, denial=held,
        work=held, account=held, next_plan_open=st.booleans(), replaced=st.booleans(),
        asked=st.integers(0, 3), service_to=st.dates(ago(400), TODAY), adjudicated_here=st.booleans(),
        outgoing=st.sampled_from(["", "built", "needs_correction", "ready", "submitted", "withdrawn"]),
    )
)  # fmt: skip
def test_whatever_the_facts_somebody_has_the_claim_or_it_is_closed(claim: ClaimFacts) -> None:
    at = position(claim, RULE, TODAY)
    assert at.step in STEPS
    assert at.owner
    assert isinstance(at.next_date, date)
    if at.step == "closed" and claim.outgoing != "withdrawn" and not claim.replaced:
        assert claim.payer_open <= 0
        assert claim.denied_open <= 0
