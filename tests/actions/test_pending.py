"""What a pended claim waits for is told from the payer's own status, and what to do about it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from actions import batch, claim_answers, pending
from tests.actions.test_answers import CHANNELS, FACTS, told

PROJECT = Path(__file__).resolve().parents[2]
WAITING_CATEGORY = re.compile(r"P\d|R\d+|F\d[FN]?")


def pended(category: str, code: str, **more: Any) -> dict[str, Any]:
    open_claim = {"finalized": None, "paid": "0.00", "patient_share": "0.00", "payment_date": None, "allowed": None}
    return FACTS | open_claim | {"stage": "pended", "status_category": category, "status_code": code} | more


def invented() -> list[tuple[str, str]]:
    """Every status the invented world gives a claim in process."""
    source = (PROJECT / "backend/world/causes.py").read_text()
    table = source[source.index("PENDING:") : source.index("claim in process (277)")]
    return [(category, code) for category, code in re.findall(r'\("(\w+)", "(\d+)", "\w*"\)', table)]


def answered() -> list[tuple[str, str]]:
    """Every status the told claims and the payer of the demonstration give a claim that is not decided yet."""
    found = set()
    for path in (PROJECT / "backend").rglob("*.py"):
        found |= set(re.findall(r'"([PR]\d+)", "(\d+)"', path.read_text()))
    return sorted(found)


def published(name: str) -> list[str]:
    path = PROJECT / "backend/codes/data" / f"{name}.jsonl"
    return [str(json.loads(line)["code"]) for line in path.read_text().splitlines()]


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("speaker", ["provider", "member"])
@pytest.mark.parametrize("kind", sorted(pending.KINDS))
def test_every_kind_of_waiting_has_words_for_everybody(kind: str, speaker: str, channel: str) -> None:
    assert kind in pending.IN_SHORT
    assert pending.TO_SEND.keys() <= pending.KINDS
    named = {(c, n): k for c, codes in pending.WITHIN.items() for n, k in codes.items()}
    named |= {("R4" if c == "R" else "F1" if c == "F" else c, "0"): k for c, k in pending.BEYOND.items()}
    category, code = next(status for status, k in named.items() if k == kind)
    facts = pended(category, code)
    assert told(pending.reason(facts, speaker, channel), channel)
    assert told(pending.way_on(facts, speaker), channel)


def test_every_status_of_the_invented_world_has_a_reason_of_its_own() -> None:
    assert len(invented()) >= 8
    for category, code in invented():
        assert pending.WITHIN[category][code]


@pytest.mark.parametrize(("category", "code"), answered())
def test_every_status_of_the_told_claims_says_what_it_waits_for(category: str, code: str) -> None:
    assert pending.waits_for(pended(category, code)) in pending.KINDS - {"not_said"} or category == "P0"


def test_every_published_category_that_leaves_a_claim_open_is_placed() -> None:
    open_ones = [one for one in published("claim_status_category") if WAITING_CATEGORY.fullmatch(one)]
    assert len(open_ones) > 20
    for category in open_ones:
        assert pending.waits_for(pended(category, "")) == pending.BEYOND.get(category, pending.BEYOND.get(category[0]))
    assert {code for codes in pending.WITHIN.values() for code in codes} <= set(published("claim_status"))


@pytest.mark.parametrize(
    ("category", "code", "words"),
    [
        ("P3", "297", "medical notes"),
        ("P3", "286", "other payer's EOB"),
        ("P3", "123", "more information"),
        ("P2", "46", "internal review"),
        ("P2", "287", "medically necessary"),
        ("P0", "45", "benefits"),
        ("P1", "3", "next payment run"),
        ("P1", "20", "being processed"),
    ],
)
def test_an_office_hears_what_it_waits_for(category: str, code: str, words: str) -> None:
    facts = pended(category, code)
    for tell in (claim_answers.status, claim_answers.why, claim_answers.steps_to_take):
        text = told(tell(facts, "provider", "chat"))
        assert words in text
        assert f"status {category}, code {code}" in text
        assert "nothing to do" not in text.lower()
    assert words in told(claim_answers.status(facts, "provider", "voice"), "voice")
    assert "status P" not in told(claim_answers.status(facts, "provider", "voice"), "voice")


@pytest.mark.parametrize("code", ["297", "286", "123", "287", "999"])
def test_what_was_asked_for_is_to_be_sent_and_where(code: str) -> None:
    for tell in (claim_answers.status, claim_answers.steps_to_take, claim_answers.records):
        text = told(tell(pended("P3", code), "provider", "chat"))
        assert "claim number" in text
        assert "portal" in text
        assert "fax" in text
    assert "Ask your provider" in told(claim_answers.status(pended("P3", code), "member", "chat"))
    assert "claim number" in batch._news(pended("P3", code), "chat")


def test_a_review_that_is_the_payers_own_asks_for_nothing() -> None:
    for status in (("P2", "46"), ("P2", "287"), ("P2", "297"), ("P5", "0"), ("P0", "45"), ("P1", "20")):
        text = told(claim_answers.steps_to_take(pended(*status), "provider", "chat"))
        assert "nothing asked of you" in text
        assert "send" not in text


@pytest.mark.parametrize("speaker", ["provider", "member"])
@pytest.mark.parametrize("status", [("P1", "3"), ("F1", "65"), ("F2", "585")])
def test_a_decided_claim_is_not_called_undecided(status: tuple[str, str], speaker: str) -> None:
    facts = pended(*status)
    answers = (claim_answers.status, claim_answers.steps_to_take, claim_answers.when_decided, claim_answers.dates,
               claim_answers.rights, claim_answers.payment, claim_answers.owed, claim_answers.eob)  # fmt: skip
    for tell in answers:
        text = told(tell(facts, speaker, "chat"))
        assert not re.search(r"not decided|no decision|still (?:being )?work|in process", text)


@pytest.mark.parametrize("speaker", ["provider", "member"])
@pytest.mark.parametrize("status", [("P0", ""), ("P0", "999"), ("", "")])
def test_where_the_record_does_not_say_a_person_can_look(status: tuple[str, str], speaker: str) -> None:
    text = told(claim_answers.steps_to_take(pended(*status), speaker, "chat"))
    assert "does not say" in text
    assert "person" in text


def test_no_other_stage_is_told_to_wait_for_anything() -> None:
    for stage in ("received", "accepted", "held", "paid", "denied", "rejected"):
        assert pending.waits_for(FACTS | {"stage": stage, "status_category": "P3", "status_code": "297"}) is None
