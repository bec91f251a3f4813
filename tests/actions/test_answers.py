"""What is said of a claim: every sentence has its text and every text its facts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions import claim_answers
from actions.steps import Say

DOMAIN = Path(__file__).resolve().parents[2] / "assistant" / "domain"
RESPONSES: dict[str, list[dict[str, Any]]] = {
    name: variations
    for path in sorted(DOMAIN.glob("*.yml"))
    for name, variations in (yaml.safe_load(path.read_text()).get("responses") or {}).items()
}
CHANNELS = ("voice", "chat", "sms")
CAUSES = (
    "eligibility coordination_of_benefits other_liability missing_or_invalid_data "
    "authorization not_covered benefit_limit "
    "documentation medical_necessity timely_filing coding duplicate provider_enrollment other"
).split()
ROUTES = (
    "none correct_and_resubmit send_records appeal peer_to_peer obtain_authorization "
    "update_coordination_of_benefits verify_coverage "
    "enrollment bill_patient bill_other_payer write_off_review call_payer human_review"
).split()
STAGES = "received accepted rejected pended paid partly_paid denied patient_share no_payment reversed held".split()
FACTS: dict[str, Any] = {
    "last_four": "4471", "service_from": "2026-03-03", "service_to": "2026-03-03", "received": "2026-03-05",
    "finalized": "2026-03-20", "charge": "420.00", "allowed": "300.00", "paid": "250.00", "patient_share": "50.00",
    "share_deductible": "30.00", "share_coinsurance": "20.00", "share_copay": "0.00", "share_other": "0.00",
    "discount": "120.00", "not_covered": "0.00", "payment_date": "2026-03-21", "payment_method": "EFT",
    "payment_trace_number": "EFT00123", "denied": False, "rejections": [], "lines": [], "adjustments": [],
}  # fmt: skip


def test_a_part_asked_for_by_name_is_answered_though_it_is_none() -> None:
    facts = FACTS | {"stage": "paid", "share_deductible": "0.00", "share_coinsurance": "50.00"}
    said = claim_answers.owed(facts | {"parts_asked": ["share_copay"]}, "member", "chat")[0]
    assert said.facts["parts"] == "all of it coinsurance, no copay"
    assert claim_answers.owed(facts, "member", "chat")[0].facts["parts"] == "all of it coinsurance"


def denied(**more: Any) -> dict[str, Any]:
    facts = {
        "stage": "denied", "paid": "0.00", "denied": True, "denial_root_cause": "authorization", "denial_route": "appeal",
        "denial_appealable": True, "denial_deadline": "2027-01-10", "denial_days_left": 51, "denial_carc": "197",
        "denial_group": "CO", "denial_reason": "No authorization was on file.", "denial_attach": ["the notes"],
    }  # fmt: skip
    return FACTS | facts | more


def spoken(say: Say, channel: str) -> str:
    variations = RESPONSES[say.response]
    own = [v for v in variations if v.get("channel") == channel] or [v for v in variations if "channel" not in v]
    assert own, f"{say.response} has no words for {channel}"
    text = str(own[0]["text"])
    missing = set(re.findall(r"{(\w+)}", text)) - set(say.facts)
    assert not missing, f"{say.response} wants {missing}"
    return text.format(**say.facts)


def told(says: list[Say], channel: str = "chat") -> str:
    return " ".join(spoken(say, channel) for say in says)


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("speaker", ["provider", "member"])
@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_has_words_for_everybody(stage: str, speaker: str, channel: str) -> None:
    facts = FACTS | {"stage": stage}
    answers = (
        claim_answers.status, claim_answers.why, claim_answers.steps_to_take, claim_answers.rights, claim_answers.payment,
        claim_answers.owed, claim_answers.eob, claim_answers.appeal_status, claim_answers.filing,
    )  # fmt: skip
    for tell in answers:
        assert told(tell(facts, speaker, channel), channel)


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("speaker", ["provider", "member"])
@pytest.mark.parametrize("cause", CAUSES)
def test_every_root_cause_has_plain_words(cause: str, speaker: str, channel: str) -> None:
    assert told(claim_answers.status(denied(denial_root_cause=cause), speaker, channel), channel)


@pytest.mark.parametrize(
    "own",
    [
        "The care was more than the plan had approved.",
        "Your plan asks your main doctor to approve this care. It found no such approval.",
        "The approval for this care came too late for the plan.",
        "The plan asks for a referral from your doctor. It did not find one.",
    ],
)
def test_a_member_hears_of_an_approval_what_the_record_says_and_no_more(own: str) -> None:
    for tell in (claim_answers.status, claim_answers.why, claim_answers.simply):
        text = told(tell(denied(denial_reason=own), "member", "chat"))
        assert f"Why: {own[0].lower()}{own[1:]}" in text
        assert "none on file" not in text
    assert "was on file" not in told([claim_answers.reason(denied(denial_reason="It was exceeded."), "provider")])
    assert "approval" in told([claim_answers.reason(denied(denial_reason=None), "member")])


def test_the_other_causes_keep_their_own_plain_words() -> None:
    for cause in (one for one in CAUSES if one != "authorization"):
        assert (
            claim_answers.reason(denied(denial_root_cause=cause), "member").response == f"utter_denial_{cause}_member"
        )


@pytest.mark.parametrize("speaker", ["provider", "member"])
@pytest.mark.parametrize("route", ROUTES)
def test_every_route_has_a_next_step(route: str, speaker: str) -> None:
    assert told([claim_answers.next_step(denied(denial_route=route), speaker)])


@pytest.mark.parametrize("days_left", [-3, 0, 51, None])
@pytest.mark.parametrize("appealable", [True, False])
@pytest.mark.parametrize("speaker", ["provider", "member"])
def test_the_last_day_is_told_open_today_past_or_unknown(speaker: str, appealable: bool, days_left: int | None) -> None:
    deadline = "2027-01-10" if days_left is not None else None
    facts = denied(denial_appealable=appealable, denial_days_left=days_left, denial_deadline=deadline)
    text = told(claim_answers.appeal_rights(facts, speaker, "chat"))
    assert "appeal" in text
    assert ("January 10, 2027" in text) == (days_left is not None)
    assert ("51 days" in text) == (days_left == 51)


@pytest.mark.parametrize("speaker", ["provider", "member"])
def test_a_denial_is_told_with_reason_step_last_day_and_right(speaker: str) -> None:
    text = told(claim_answers.status(denied(), speaker, "chat"))
    for part in (
        "denied",
        "authorization",
        "Next",
        "January 10, 2027",
        "right to appeal",
    ):
        assert part in text
    assert "urgent" in text or "fast appeal" in text


@pytest.mark.parametrize("speaker", ["provider", "member"])
def test_nobody_is_told_to_appeal_whose_last_day_is_over(speaker: str) -> None:
    over = denied(denial_route="appeal", denial_days_left=-3)
    told_step = told([claim_answers.next_step(over, speaker)])
    assert told_step not in told(claim_answers.steps_to_take(over, speaker, "chat"))
    assert "person" in told(claim_answers.steps_to_take(over, speaker, "chat"))
    assert told_step in told(
        claim_answers.steps_to_take(denied(denial_route="appeal", denial_days_left=3), speaker, "chat")
    )


@pytest.mark.parametrize("stage", ["denied", "partly_paid"])
@pytest.mark.parametrize("speaker", ["provider", "member"])
def test_a_denied_claim_whose_denial_is_unknown_goes_to_a_person(speaker: str, stage: str) -> None:
    facts = FACTS | {"stage": stage, "paid": "0.00"}
    for tell in (claim_answers.status, claim_answers.why, claim_answers.steps_to_take, claim_answers.rights,
                 claim_answers.how_to_appeal):  # fmt: skip
        text = told(tell(facts, speaker, "chat"))
        assert "a person" in text
        for wrong in ("no denial", "Nothing was denied", "nothing further to do", "nothing you need to do", "right to"):
            assert wrong not in text
    assert "A person" in told(claim_answers.simply(facts, "member", "chat"))


def test_an_appeal_on_file_is_told_where_its_denial_is_gone() -> None:
    won = {"stage": "denied", "appeal_number": "AP-7", "appeal_outcome": "overturned"}
    text = told(claim_answers.status(FACTS | won, "member", "chat"))
    assert "AP-7" in text
    assert "overturned" in text


@pytest.mark.parametrize("speaker", ["provider", "member"])
def test_a_denial_whose_work_is_closed_keeps_reason_and_right(speaker: str) -> None:
    closed = denied(denial_route=None, denial_next_step=None, denial_attach=[])
    tell = claim_answers.status if speaker == "provider" else claim_answers.why
    text = told(tell(closed, speaker, "chat"))
    for part in (
        "authorization",
        "January 10, 2027",
        "right to appeal",
        "a person",
    ):
        assert part in text


@pytest.mark.parametrize("speaker", ["provider", "member"])
def test_a_rejected_claim_is_never_called_denied(speaker: str) -> None:
    facts = FACTS | {"stage": "rejected", "paid": "0.00", "rejections": ["Diagnosis code missing."]}
    for tell in (claim_answers.status, claim_answers.why, claim_answers.steps_to_take, claim_answers.rights):
        text = told(tell(facts, speaker, "chat")).lower()
        assert "denied" not in text
        assert "denial" not in text


def test_what_is_owed_starts_with_the_share_and_adds_up_to_it() -> None:
    text = told(claim_answers.owed(FACTS | {"stage": "paid"}, "member", "chat"))
    assert text.startswith("Your share of the claim ending 4471 is $50.00: $30.00 deductible and $20.00 coinsurance.")
    assert "$420.00" in text
    assert "$250.00" in text


def test_a_text_message_names_no_amount() -> None:
    for stage in STAGES:
        facts = (denied() if stage == "denied" else FACTS) | {"stage": stage}
        for tell in (claim_answers.status, claim_answers.payment, claim_answers.owed, claim_answers.eob):
            assert "$" not in told(tell(facts, "member", "sms"), "sms")


def test_codes_of_a_claim_name_the_denying_one_first() -> None:
    adjustments = [{"group": "CO", "carc": "45", "amount": "1.00", "text": "Over the fee."},
                   {"group": "CO", "carc": "197", "amount": "2.00", "text": "No approval."}]  # fmt: skip
    text = told(claim_answers.codes_of_claim(FACTS | {"adjustments": adjustments}, "provider", "chat"))
    assert text.index("CO-197") < text.index("CO-45")


def test_every_response_the_actions_name_has_a_text() -> None:
    source = "\n".join(path.read_text() for path in (DOMAIN.parents[1] / "actions").glob("*.py"))
    named = set(re.findall(r'"(utter_\w*[a-z])"', source))
    assert named - set(RESPONSES) == set()


def test_every_response_has_words_for_every_channel() -> None:
    silent = [
        f"{name}/{channel}"
        for name, variations in RESPONSES.items()
        for channel in CHANNELS
        if not any(v.get("channel", channel) == channel for v in variations)
    ]
    assert silent == []


def test_amounts_that_do_not_add_up_are_not_explained() -> None:
    facts = {"stage": "paid", "adds_up": False, "share_total": "10.00", "share_deductible": "10.00", "charge": "99.00"}
    for tell in (claim_answers.owed, claim_answers.eob):
        assert [one.response for one in tell(facts, "member", "chat")] == ["utter_owed_does_not_add_up_member"]


def test_every_part_of_the_bill_is_named() -> None:
    facts = {"discount": "20.00", "not_covered": "0.00", "other_payer": "5.00", "payment_adjustment": "1.50"}
    middle = claim_answers.bill_parts(facts, "chat")["middle"]
    assert "discount was $20.00" in middle
    assert "another plan's part was $5.00" in middle
    assert "$1.50 was a payment adjustment" in middle


def test_the_time_to_file_of_a_denied_claim_is_that_of_its_next_step() -> None:
    late = denied(denial_route="write_off_review", denial_appealable=False, denial_deadline=None, denial_days_left=None)
    words = told(claim_answers.filing(late, "provider", "chat"))
    assert "write-off" in words
    assert "Tell me a claim" not in words


def test_the_time_to_file_of_a_rejected_claim_begins_with_sending_it_again() -> None:
    assert "send it again" in told(claim_answers.filing(FACTS | {"stage": "rejected"}, "provider", "chat"))
