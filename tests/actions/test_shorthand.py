"""Facts asked for as offices type them: each is heard, alone or beside others; talk is left to the rest."""

from __future__ import annotations

import pytest

from actions.shorthand import facts_asked
from tests.actions.remembered import CLAIM, DENIED, own, settled, wanted


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        ("alwd amt?", ["ask_allowed"]),
        ("clm # pls", ["ask_claim_number"]),
        ("tcn", ["ask_claim_number"]),
        ("pymt dt", ["paid_when"]),
        ("eft # and dt", ["paid_under", "paid_when"]),
        ("rcvd dt", ["ask_dates"]),
        ("processed on?", ["ask_dates"]),
        ("pt liab", ["ask_amount_owed"]),
        ("billed, allowed, paid, pt resp", ["ask_charge", "ask_payment", "ask_amount_owed"]),
        ("tot chgs", None),
        ("sts", ["check_claim_status"]),
    ],
)
def test_a_paid_claim_is_asked_about_in_abbreviations(text: str, wishes: list[str] | None) -> None:
    assert facts_asked("paid", text) == wishes


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        ("appeal ddl", ["ask_appeal_rights"]),
        ("dt of denial", ["ask_dates"]),
        ("denial rsn + next step", ["ask_denial_reason", "ask_next_step"]),
        ("auth issue?", ["ask_denial_reason"]),
        ("allwd", ["ask_payment"]),
    ],
)
def test_so_is_a_denied_one(text: str, wishes: list[str]) -> None:
    assert facts_asked("denied", text) == wishes


@pytest.mark.parametrize(
    "text",
    [
        "paid",
        "the check was lost",
        "why was it paid at that rate",
        "no date yet",
        "stat appeal for the patient",
        "reason enough to appeal",
    ],
)
def test_usual_words_and_talk_are_not_taken_for_it(text: str) -> None:
    assert facts_asked("paid", text) is None


def test_an_office_hears_the_fact_it_typed_short() -> None:
    assert wanted(settled(answered=[{"name": "check_claim_status"}]), "allwd?") == ["ask_allowed"]
    assert wanted(settled(answered=[{"name": "ask_payment"}]), "dt?") == ["paid_when"]
    assert wanted(settled(claim=DENIED, claims=[DENIED]), "clm nbr?") == ["ask_claim_number"]


def test_a_members_line_is_not_read_as_an_offices() -> None:
    assert wanted(own(claim=CLAIM), "clm #", intent="ask_payment") == ["ask_payment"]
