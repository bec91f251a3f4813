"""Several claims in one call, and what narrows a list: the words people use, and the short headlines."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from actions.batch import headline, place_words, progress_words, take_batch, wanted_number
from actions.heard import Heard
from actions.memory import Memory
from actions.narrowing import narrowed
from actions.steps import BeginBatch, Close, Session
from actions.take_in import take_in
from actions.turn_plan import next_step

TODAY = date(2026, 11, 21)
PROVIDER = Session(level="provider", role="provider", provider_npi="1770002313")


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("i have twelve claims to check", 12),
        ("i've got a list of about 15 claims", None),
        ("i need status on 12 claims for different patients", 12),
        ("we have a couple of claims here", 2),
        ("i have a dozen claims", 12),
        ("calling about several patients", None),
        ("i got a bunch of claims to go through", None),
        ("i'm calling from a doctor's office i have too claims to check", 2),
        ("i have to claims to check", 2),
        ("from a doctor's office i two clams to check", 2),
    ],
)
def test_several_claims_are_heard(line: str, number: int | None) -> None:
    assert wanted_number(line)[0]
    assert number is None or wanted_number(line)[1] == number


@pytest.mark.parametrize(
    "line",
    [
        "i have a claim to check",
        "i need to claim something",
        "the claims department",
        "claim one",
        "i have one claim",
        "my claim from march 3",
        "claim 12345",
        "",
    ],
)
def test_one_claim_is_no_batch(line: str) -> None:
    assert not wanted_number(line)[0]


def batch(**more: Any) -> Memory:
    state = {"total": 12, "done": 3, "begun": True, "next": True}
    known = {"speaker": "provider", "npi": "1770002313", "batch": state, "expects": "member_id"}
    return Memory(**(known | more))


@pytest.mark.parametrize("line", ["skip", "skip that one please", "uh let's skip this one", "pass on"])
def test_skipping(line: str) -> None:
    memory = batch()
    after = memory.copy()
    take_batch(memory, after, Heard(("deny",), line))
    assert (after.requests == [{"name": "skip_claim"}]) == (line != "pass on")


@pytest.mark.parametrize(
    "line", ["that's all", "no that's it thank you", "i'm done", "no more claims", "we're all set"]
)
def test_the_end_of_the_list(line: str) -> None:
    memory = batch()
    after = memory.copy()
    take_batch(memory, after, Heard(("deny",), line))
    assert after.requests == [{"name": "finish_batch"}]


@pytest.mark.parametrize("line", ["next", "okay next one please", "and the next patient"])
def test_next_asks_for_the_next_member_id_and_is_no_misunderstanding(line: str) -> None:
    memory = batch()
    after = memory.copy()
    take_batch(memory, after, Heard((), line))
    assert after.requests == [{"name": "next_claim"}]


@pytest.mark.parametrize("intent", ["another_claim", "another_patient"])
def test_another_one_of_the_same_patient_asks_for_its_date_alone(intent: str) -> None:
    claim = {"id": "a", "last_four": "4471", "service_from": "2026-03-03", "service_to": "2026-03-03", "stage": "paid",
             "charge": "1.00", "paid": "1.00"}  # fmt: skip
    known = {"member_id": "W1", "date_of_birth": "1980-01-02", "claim": claim, "claims": [claim], "told": ["a"]}
    memory = batch(batch=None, expects="more", **known)
    after = take_in(memory, Heard((intent,), "another one same patient"), TODAY)
    assert (after.member_id, after.date_of_birth, after.claim) == ("W1", "1980-01-02", None)
    assert after.ask_date
    assert after.requests == [{"name": "check_claim_status"}]


def test_no_in_the_middle_of_a_patient_ends_nothing() -> None:
    memory = batch(expects="date_of_birth")
    after = memory.copy()
    take_batch(memory, after, Heard(("deny",), "no"))
    assert after.requests == []


def test_no_with_another_claim_goes_on() -> None:
    memory = batch()
    after = memory.copy()
    take_batch(memory, after, Heard(("deny", "another_claim"), "no i'm fine, let's move to claim 88120"))
    assert after.requests == []


def test_the_same_patient_needs_no_new_proof() -> None:
    claim = {"id": "a", "last_four": "4471", "service_from": "2026-03-03", "service_to": "2026-03-03", "stage": "paid",
             "charge": "1.00", "paid": "1.00"}  # fmt: skip
    memory = batch(member_id="W1", date_of_birth="1980-01-02", claim=claim, claims=[claim], told=["a"])
    heard = Heard(
        ("another_claim",), "same patient april 4", {"date_of_service": [{"start": "2026-04-04", "end": "2026-04-04"}]}
    )
    after = take_in(memory, heard, TODAY)
    assert (after.member_id, after.date_of_birth) == ("W1", "1980-01-02")


def test_it_is_begun_once_the_provider_is_verified_and_closed_by_asking_on() -> None:
    memory = batch(batch={"total": 2, "done": 0, "begun": False}, requests=[{"name": "check_claim_status"}])
    assert next_step(memory, PROVIDER) == BeginBatch()
    assert next_step(batch(), PROVIDER) == Close()


def test_two_dates_in_one_breath_are_birth_and_service() -> None:
    memory = batch(expects="date_of_birth", member_id="W1", requests=[{"name": "check_claim_status"}])
    heard = Heard(("inform",), "may 25 1935 and october 11 2026", {"date_of_birth": ["1935-05-25", "2026-10-11"]})
    after = take_in(memory, heard, TODAY)
    assert after.date_of_birth == "1935-05-25"
    assert after.date_of_service == {"start": "2026-10-11", "end": "2026-10-11"}


def test_place_and_progress_are_figures() -> None:
    assert place_words({"total": 12, "done": 2}) == "Claim 3 of 12"
    assert place_words({"total": None, "done": 2}) == "Claim 3"
    assert progress_words({"total": 12, "done": 3}) == "3 of 12 done, 9 to go"


STAGES = ("received", "accepted", "rejected", "pended", "held", "paid", "partly_paid", "denied", "patient_share",
          "no_payment", "reversed")  # fmt: skip
FACTS: dict[str, Any] = {
    "last_four": "4471", "service_from": "2026-03-03", "service_to": "2026-03-03", "paid": "10.00", "patient_share": "5.00",
    "rejections": ["Member id missing."], "denial_root_cause": "authorization", "denial_route": "appeal",
    "denial_group": "CO", "denial_carc": "197", "denial_appealable": True, "denial_deadline": "2027-01-05",
    "denial_days_left": 45, "payment_date": "2026-04-01", "denied": False,
}  # fmt: skip


@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_has_a_headline(stage: str) -> None:
    facts = FACTS | {"stage": stage, "denied": stage in ("denied", "partly_paid")}
    news = headline(facts, {"total": 2, "done": 0}, "voice").facts["news"]
    assert len(news) > 7
    assert ("denied" in news) == facts["denied"]


def told_in_short(**facts: object) -> str:
    return str(headline(FACTS | facts, {"total": 2, "done": 0}, "chat").facts["news"])


def test_a_claim_that_came_too_late_is_not_to_be_corrected() -> None:
    late = told_in_short(stage="rejected", status_code="718", rejections=["The claim arrived after the filing limit."])
    assert "Proof of timely filing" in late
    assert "Correct it" not in late
    assert "Correct it" in told_in_short(stage="rejected", status_code="164", rejections=["The member number."])


def test_no_appeal_is_a_next_step_once_its_last_day_is_over() -> None:
    over = {"stage": "denied", "denied": True, "denial_route": "appeal", "denial_appealable": True,
            "denial_days_left": -3, "denial_deadline": "2026-10-11"}  # fmt: skip
    assert "Next step: a person looks at whether" in told_in_short(**over)
    assert "Next step: send the proof" in told_in_short(**over | {"denial_root_cause": "timely_filing"})
    assert "Next step: appeal" in told_in_short(**over | {"denial_days_left": 30})


@pytest.mark.parametrize("stage", ["denied", "partly_paid"])
def test_a_denial_nothing_is_known_of_is_still_called_one(stage: str) -> None:
    unknown = {name: value for name, value in FACTS.items() if not name.startswith("denial_")}
    news = headline(unknown | {"stage": stage}, {"total": 2, "done": 0}, "voice").facts["news"]
    assert "denied, a person has to look at the reason." in news
    assert "appeal" not in news


def test_a_denial_keeps_reason_step_last_day_and_right() -> None:
    news = headline(FACTS | {"stage": "denied", "denied": True}, {"total": 2, "done": 0}, "voice").facts["news"]
    for part in ("authorization", "Next step: appeal", "January 5, 2027", "can be appealed"):
        assert part in news


@pytest.mark.parametrize(
    ("line", "values", "found"),
    [
        ("only the ones over 500 dollars", {"amount": ["500.00"]}, {"charge_min": "500.00"}),
        ("just the ones under 80", {"amount": ["80.00"]}, {"charge_max": "80.00"}),
        (
            "claims between 100 and 200 dollars",
            {"amount": ["200.00"]},
            {"charge_min": "100.00", "charge_max": "200.00"},
        ),
        ("just the denied ones", {}, {"stages": ["denied", "partly_paid"]}),
        ("anything from last september", {}, {"date_of_service": {"start": "2026-09-01", "end": "2026-09-30"}}),
        ("all claims from december", {}, {"date_of_service": {"start": "2025-12-01", "end": "2025-12-31"}}),
        ("list claims in february 2024", {}, {"date_of_service": {"start": "2024-02-01", "end": "2024-02-29"}}),
        ("why was this claim denied", {}, None),
        ("how much was paid", {}, None),
        ("", {}, None),
    ],
)
def test_narrowing(line: str, values: dict[str, Any], found: dict[str, Any] | None) -> None:
    assert narrowed(Heard(("list_claims",), line, values), TODAY) == found


def test_one_recent_date_of_the_two_asked_for_is_the_service() -> None:
    memory = batch(expects="date_of_birth", member_id="W1", requests=[{"name": "check_claim_status"}])
    after = take_in(memory, Heard(("inform",), "26 1996 and march 15 2026", {"date_of_birth": ["2026-03-15"]}), TODAY)
    assert (after.date_of_birth, after.date_of_service) == (None, {"start": "2026-03-15", "end": "2026-03-15"})
