"""What an office sent, what it sent again, and the questions about an appeal, the payer and a late claim: each its own answer."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from actions import claim_answers, client, office_answers, rejected
from actions.answer_table import FROM_CLAIM
from actions.history import remember
from actions.memory import Memory
from actions.open_claim import about_of
from actions.searching import take_search
from actions.turn import Turn
from tests.actions.remembered import CLAIM, DATE, DENIED, member, office, settled, wanted

REJECTED = CLAIM | {"stage": "rejected"}
LATE: dict[str, Any] = {
    "stage": "rejected", "last_four": "3312", "status_category": "A3", "status_code": "718",
    "rejections": ["The claim arrived after the filing limit"],
}  # fmt: skip


def returned() -> Memory:
    return settled(claim=REJECTED, claims=[REJECTED])


@pytest.mark.parametrize(
    "text",
    [
        "we faxed those notes three weeks ago!! did you get them?",
        "we sent the records twice, can you see them",
        "i already mailed everything, did it arrive",
        "have you gotten the papers we uploaded",
        "did you get the records we already sent",
    ],
)
def test_whether_papers_came_is_not_on_record(text: str) -> None:
    assert wanted(office(), text, "check_claim_status", 0.9) == ["already_sent"]


@pytest.mark.parametrize("memory", [office(), returned()])
@pytest.mark.parametrize(
    "text",
    [
        "we sent a corrected claim two weeks ago. do you see it?",
        "we already corrected that and sent it again",
        "do you see the new claim",
        "we resubmitted it",
        "is there a new claim",
        "do you have another claim for the same day",
    ],
)
def test_a_claim_sent_again_is_looked_for(memory: Memory, text: str) -> None:
    assert wanted(memory, text, "check_claim_status", 0.9) == ["others_of_the_day"]


@pytest.mark.parametrize(
    ("text", "intent", "wish"),
    [
        ("should we send a corrected claim", "ask_next_step", "ask_next_step"),
        ("how do we send the corrected claim", "ask_how_to_file", "ask_how_to_file"),
        ("did you get our appeal", "check_appeal_status", "check_appeal_status"),
        ("what did we send you", "check_claim_status", "check_claim_status"),
        ("are there other claims for this patient", "list_claims", "list_claims"),
        ("was there a previous claim for this", "go_back", "list_claims"),
        ("what if we resubmitted it", "ask_next_step", "ask_next_step"),
        ("do you have the check number", "ask_payment", "ask_payment"),
        ("we sent it on time", "ask_timely_filing", "ask_timely_filing"),
        ("did you send the denial letter", "request_document", "request_document"),
        ("when did you get the claim", "check_claim_status", "ask_dates"),
        ("what records do you need", "submit_documents", "submit_documents"),
    ],
)
def test_what_is_to_be_sent_is_another_question(text: str, intent: str, wish: str) -> None:
    assert wanted(office(), text, intent, 0.9) == [wish]


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("if we appeal, how long until there's a decision?", "ask_when_decided"),
        ("how long does an appeal take", "ask_when_decided"),
        ("when would we hear back on the appeal", "ask_when_decided"),
        ("do you need a signed form from the patient to appeal", "appeal_consent"),
        ("does the patient have to sign the appeal", "appeal_consent"),
        ("which address do paper appeals go to", "ask_how_to_send"),
        ("how many levels of appeal are there", "ask_appeal_level"),
        ("how long do we have to appeal", "ask_appeal_rights"),
        ("what's the last day to file the appeal", "ask_appeal_rights"),
        ("can we appeal that", "ask_appeal_rights"),
        ("we already appealed this", "check_appeal_status"),
        ("we've sent in an appeal", "check_appeal_status"),
        ("who signed off on it for the appeal", "ask_beyond"),
        ("if we appealed this would it help", "ask_appeal_rights"),
        ("when do we have to send the appeal", "ask_appeal_rights"),
        ("is there an appeal on file", "ask_appeal_rights"),
        ("what is the deadline for the appeal and when was it denied", "ask_appeal_rights"),
    ],
)
def test_an_appeals_time_form_and_address_have_their_own_answers(text: str, wish: str) -> None:
    assert wish in wanted(office(), text, "ask_appeal_rights", 0.7)


def test_the_time_of_an_appeal_is_told_to_an_office_as_to_a_member() -> None:
    facts = {"stage": "denied", "denied": True, "words": "how long does an appeal take"}
    told = [say.response for say in claim_answers.when_decided(facts, "provider", "chat")]
    assert told == ["utter_appeal_time"]


@pytest.mark.parametrize(
    ("text", "intent", "wish"),
    [
        ("what's your fax number", "submit_documents", "ask_beyond"),
        ("who is the payer", "ask_payment", "ask_payer"),
        ("does the patient know", "ask_amount_owed", "ask_beyond"),
        ("what plan is this", "check_eligibility", "ask_payer"),
        ("can you spell the patient's last name", "spell_it", "not_read_out"),
        ("what's the patient's date of birth", "inform", "not_read_out"),
        ("this makes no sense to me at all", "explain_eob", "explain_claim_codes"),
        ("which procedure wasn't paid", "ask_denial_reason", "ask_denied_lines"),
        ("who is the primary payer", "check_eligibility", "ask_which_plan"),
        ("spell the claim number", "spell_it", "spell_claim"),
        ("our fax is 5550100 send it there", "request_document", "request_document"),
        ("what is the patient's share", "ask_amount_owed", "ask_amount_owed"),
        ("what services were billed", "more_details", "more_details"),
        ("does it make sense to appeal", "ask_appeal_rights", "ask_appeal_rights"),
        ("who pays the rest", "ask_amount_owed", "ask_denial_reason"),
    ],
)
def test_small_questions_of_an_office(text: str, intent: str, wish: str) -> None:
    assert wanted(office(), text, intent, 0.7) == [wish]
    assert about_of("denied", "what's your fax number") == "fax"


def test_which_procedure_and_why_are_both_told() -> None:
    text = "can you tell me which procedure you didn't pay and why?"
    assert wanted(office(), text, "ask_denial_reason", 0.9) == ["ask_denial_reason", "ask_denied_lines"]


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        ("i need to see what you allowed on a claim", ["ask_payment"]),
        ("calling for the payment details on a claim", ["ask_payment"]),
        ("need the pt resp on a claim", ["ask_amount_owed"]),
        ("allowed amount and pt resp on a claim please", ["ask_payment", "ask_amount_owed"]),
        ("i need to check a claim", ["check_claim_status"]),
        ("checking on payment of a claim", ["check_claim_status"]),
        ("you paid the wrong amount on a claim", ["check_claim_status"]),
        ("claim status please", ["check_claim_status"]),
        ("want to know if it's paid", ["check_claim_status"]),
        ("i have a claim that was paid", ["check_claim_status"]),
        ("why was the allowed amount so low on a claim", ["check_claim_status"]),
        ("status of a claim billed in march", ["check_claim_status"]),
    ],
)
def test_the_fact_asked_for_in_the_opening_is_told_once_the_claim_is_found(text: str, wishes: list[str]) -> None:
    assert wanted(Memory(speaker="provider", expects="npi"), text, "check_claim_status", 0.8) == wishes


def answered(monkeypatch: pytest.MonkeyPatch, others: list[dict[str, Any]], words: str) -> Turn:
    async def call(_conversation: str, path: str, **_body: Any) -> dict[str, Any]:
        return {"outcome": "found", "claims": [CLAIM, *others]} if path == "claims/search" else {"stage": "denied"}

    monkeypatch.setattr(client, "call", call)
    turn = Turn("chat:1", "chat", settled(claim=CLAIM | {"stage": "denied"}))
    turn.words = words
    asyncio.run(turn._answer({"name": "others_of_the_day"}))
    return turn


def test_one_sent_again_that_does_not_show_brings_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    turn = answered(monkeypatch, [], "we sent a corrected claim, do you see it")
    assert [say.response for say in turn.says] == ["utter_no_others_of_the_day", "utter_sent_anew_not_seen"]
    assert turn.memory.offer == {"name": "request_human"}


def test_the_other_claims_of_that_day_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    turn = answered(monkeypatch, [CLAIM | {"id": "n", "last_four": "9902", "stage": "received"}], "see the new one?")
    assert "9902" in turn.says[0].facts["list"]
    assert turn.memory.offer is None


def test_a_late_claim_is_not_to_be_sent_again() -> None:
    for wish in ("check_claim_status", "ask_next_step", "ask_appeal_rights", "ask_timely_filing", "ask_denial_reason"):
        _, tell = FROM_CLAIM[wish]
        for speaker, last in (("provider", "utter_rejection_late"), ("member", "utter_rejection_late_member")):
            assert tell(LATE, speaker, "chat")[-1].response == last
    assert not rejected.is_late(LATE | {"status_code": "164", "rejections": ["The member number is invalid"]})
    assert not rejected.is_late(LATE | {"stage": "denied"})


def test_a_rejected_claims_codes_are_those_of_the_payers_answer() -> None:
    facts = LATE | {"status_category": "A7", "status_code": "164", "rejections": ["The member number"]}
    says = claim_answers.codes_of_claim(facts, "provider", "chat")
    assert says[0].facts == {"codes": "category A7, status code 164"}
    assert [say.response for say in says][1:] == ["utter_rejection_reasons", "utter_rejection_next"]


def test_what_was_allowed_is_told_of_a_claim_that_was_not_paid() -> None:
    facts = {"stage": "patient_share", "last_four": "1111", "paid": "0.00", "allowed": "120.00", "charge": "200.00"}
    assert [say.response for say in claim_answers.payment(facts, "provider", "chat")][-1] == "utter_allowed"
    denied = facts | {"stage": "denied", "allowed": "0.00"}
    assert [say.response for say in claim_answers.payment(denied, "provider", "chat")] == ["utter_no_payment_done"]
    asked = claim_answers.payment(denied | {"words": "what's the allowed amount"}, "provider", "chat")
    assert asked[-1].response == "utter_allowed"


def test_the_proof_of_timely_filing_stays_the_next_step_when_the_last_day_is_over() -> None:
    over = DENIED | {"denied": True, "denial_route": "appeal", "denial_days_left": -40, "denial_appealable": True,
                     "denial_deadline": "2026-10-11", "denial_root_cause": "timely_filing"}  # fmt: skip
    assert claim_answers.way_on(over, "provider", "chat")[0].response == "utter_route_over_late"
    other = claim_answers.way_on(over | {"denial_root_cause": "coding"}, "provider", "chat")
    assert other[0].response == "utter_route_over"


def test_the_payer_is_named_from_the_claim() -> None:
    says = office_answers.payer(CLAIM | {"payer_name": "Harbor Health"}, "provider", "chat")
    assert says[0].facts["payer"] == "Harbor Health"


def test_of_several_claims_it_is_said_why_one_is_told() -> None:
    memory = Memory(speaker="provider", requests=[{"name": "ask_denial_reason", "stage": "denied"}])
    claims = [CLAIM, DENIED | {"id": "d"}]
    result = take_search(memory, {"outcome": "several", "claims": claims}, {"date_of_service": DATE})
    assert [say.response for say in result.says] == ["utter_found", "utter_the_denied_one"]
    other = Memory(speaker="provider", requests=[{"name": "check_claim_status"}])
    result = take_search(other, {"outcome": "several", "claims": claims}, {"date_of_service": DATE})
    assert [say.response for say in result.says] == ["utter_found"]


@pytest.mark.parametrize("memory", [office(), member()])
@pytest.mark.parametrize(
    "text",
    ["we already appealed this", "i already appealed", "my doctor sent in an appeal", "we've filed an appeal in march"],
)
def test_an_appeal_that_was_sent_opens_no_second_one(memory: Memory, text: str) -> None:
    assert wanted(memory, text, "start_appeal", 0.64) == ["check_appeal_status"]


@pytest.mark.parametrize(
    "text",
    [
        "i want to appeal",
        "if we appealed this would it help",
        "once we have filed the appeal what then",
        "we want to file another appeal",
        "can i appeal it",
        "please open an appeal",
        "we lost when we appealed",
        "i need to send an appeal",
        "should we have sent an appeal",
    ],
)
def test_an_appeal_still_to_come_is_wished_for_as_before(text: str) -> None:
    assert wanted(member(), text, "start_appeal", 0.9) == ["start_appeal"]


@pytest.mark.parametrize(
    ("memory", "text"),
    [
        (office(), "we've sent everything already"),
        (office(), "we faxed you all the records"),
        (member(), "my doctor says he mailed you everything"),
        (member(), "they sent it all"),
    ],
)
def test_that_everything_was_sent_is_heard(memory: Memory, text: str) -> None:
    assert wanted(memory, text, "nlu_fallback", 0.2) == ["already_sent"]


@pytest.mark.parametrize(
    "text",
    [
        "did you send everything to my doctor",
        "they charged me for everything",
        "you sent it all to the wrong place",
        "i paid all of it",
        "is that everything",
        "what should i send",
        "you did not pay all of it",
        "he gave me the bill",
    ],
)
def test_everything_in_another_sense_is_not_what_was_sent(text: str) -> None:
    assert "already_sent" not in wanted(member(), text, "ask_next_step", 0.9)


def test_what_a_duplicate_is_of_and_what_to_do_are_both_told() -> None:
    text = "duplicate of what? and should we send it again?"
    assert wanted(office(), text, "ask_next_step", 0.9) == ["find_original", "ask_next_step"]


def test_a_fact_of_another_claim_is_that_fact() -> None:
    memory = settled(claims=[CLAIM, DENIED | {"id": "d"}], claim=DENIED | {"id": "d"})
    remember(memory, CLAIM)
    remember(memory, DENIED | {"id": "d"})
    assert wanted(memory, "and the allowed on the previous claim", "another_claim", 0.9) == ["ask_payment"]


def test_what_to_put_in_an_appeal_says_of_none_that_was_sent() -> None:
    text = "what do I put in the appeal and where do I send it, last day?"
    assert "check_appeal_status" not in wanted(office(), text, "ask_appeal_rights", 0.84)
