"""Slips a member puts right in the same breath, and lines that only sound like a command or a report."""

from __future__ import annotations

import pytest

from actions.another import HINTED, STANDS
from actions.memory import Memory
from actions.steps import Session
from actions.take_in import take_in
from tests.actions.remembered import CLAIM, DENIED, SECOND, TODAY, heard, member, own, wanted
from tests.actions.spoken import Talk, patient

GIVEN = {"member_id": "W054244096", "date_of_birth": "1991-12-07"}
SHARE = CLAIM | {"patient_share": "20.00"}


def proving(element: str) -> Talk:
    before = {name: value for name, value in GIVEN.items() if name != element and element != "member_id"}
    return patient(element, **before, filled=list(before))


@pytest.mark.parametrize(
    ("element", "text", "value"),
    [
        ("date_of_birth", "09/15/1972 - no wait that's my husband's, mine is 10/25/1972", "1972-10-25"),
        ("date_of_birth", "that's my husband's birthday, mine is 10/25/1972", "1972-10-25"),
        ("date_of_birth", "september fifteenth nineteen seventy two oh that's my son's mine is october twenty five "
                          "nineteen seventy two", "1972-10-25"),
        ("member_id", "oops thats my husbands, mine is W054244096", "W054244096"),
        ("member_id", "W054244097, no, that's the old card. W054244096", "W054244096"),
        ("zip_code", "that's my wife's zip, mine is 12013", "12013"),
        ("zip_code", "it's 30892 oh no sorry that's our old place it's three oh eight nine one now", "30891"),
        ("zip_code", "30892, no that's my old address. 30891", "30891"),
        ("zip_code", "27566, sorry, that's my son's, it's 27565", "27565"),
        ("date_of_birth", "oops i almost gave you my daughter's birthday. its 03/19/1959", "1959-03-19"),
        ("zip_code", "30892 - that's where I used to live, now it's 30891", "30891"),
        ("zip_code", "30892 no that's work, home is 30891", "30891"),
    ],
)  # fmt: skip
def test_a_value_disowned_in_the_same_breath_is_not_taken_and_speaks_for_nobody(
    element: str, text: str, value: str
) -> None:
    talk = proving(element).say(text)
    assert talk.memory.for_another is None
    assert getattr(talk.memory, element) == value


@pytest.mark.parametrize(
    ("element", "text", "value"),
    [
        ("zip_code", "30891, that's my home zip", "30891"),
        ("zip_code", "30891, it's not the old one", "30891"),
        ("zip_code", "30891 that is correct", "30891"),
        ("zip_code", "it's 30891, that's right", "30891"),
        ("date_of_birth", "12/07/1991, that's me", "1991-12-07"),
        ("date_of_birth", "it was december 7 1991", "1991-12-07"),
        ("member_id", "W054244096, it's on my husband's plan", "W054244096"),
        ("member_id", "W054244096, that's my new card", "W054244096"),
        ("member_id", "it's my husband's insurance, my number is W054244096", "W054244096"),
        ("member_id", "W054244096 and that's the only one I have", "W054244096"),
    ],
)
def test_a_value_that_is_kept_is_taken(element: str, text: str, value: str) -> None:
    assert getattr(proving(element).say(text).memory, element) == value


@pytest.mark.parametrize(
    "text",
    [
        "that's my husband's claim, I am calling for him, mine is fine",
        "I'm calling for my wife, that's my wife's id W054244097, mine is W054244096",
        "it's my daughter's id W054244096 and her birthday is 12/7/2015",
        "that's my husband's, he asked me to call about his claim",
        "W054244096, that's my son's, it's his dob 12/7/2015",
        "sorry to bother you, that's my son's id W054244096",
        "it's my mom's number, she is next to me",
    ],
)
def test_who_acts_for_another_is_still_heard_beside_a_value_of_their_own(text: str) -> None:
    assert proving("member_id").say(text).memory.for_another in (HINTED, STANDS)


@pytest.mark.parametrize("text", ["my last name changed", "i just got married so my name changed"])
def test_a_changed_name_is_no_name_and_the_one_on_the_card_is_asked_for(text: str) -> None:
    talk = patient("last_name", **GIVEN, filled=list(GIVEN), dont_have=["zip_code"]).say(text)
    assert (talk.memory.last_name, talk.says, talk.asked) == (None, ["utter_only_last_name"], "last_name")


@pytest.mark.parametrize("text", ["my last name is Chang", "Newman", "it's Maiden", "Oldfield", "Singleton", "Young"])
def test_a_name_that_only_looks_like_it_is_a_name(text: str) -> None:
    talk = patient("last_name", **GIVEN, filled=list(GIVEN), dont_have=["zip_code"]).say(text)
    assert talk.memory.last_name == text.split()[-1]


@pytest.mark.parametrize(
    "text", ["delete everything about me", "delete my data", "erase my records please", "wipe my info"]
)
@pytest.mark.parametrize("memory", [Memory(expects="role"), member()])
def test_to_have_data_deleted_begins_nothing_anew(text: str, memory: Memory) -> None:
    talk = Talk(memory.copy(), channel="chat").say(text, "restart", 0.9)
    assert talk.answered == ["delete_data"]
    assert talk.memory.claim == memory.claim


@pytest.mark.parametrize(
    "text",
    [
        "start over",
        "delete all that and start over",
        "erase everything, let's begin again",
        "scratch that, start over",
        "wipe it all, start again",
        "forget what i said, start from scratch",
        "delete everything i said",
        "restart",
    ],
)
def test_to_begin_anew_stays_that(text: str) -> None:
    assert Talk(Memory(expects="role"), channel="chat").say(text, "restart", 0.9).says == ["utter_restart"]


def fraud(text: str) -> dict[str, object]:
    after = take_in(Memory(expects="wish", speaker="member"), heard("report_fraud", text=text), TODAY)
    return next(one for one in after.requests if one["name"] == "report_fraud")


@pytest.mark.parametrize(
    "text",
    [
        "how do I report fraud",
        "where do i report a fake bill",
        "who do i call about fraud",
        "is there a fraud hotline",
        "can i report fraud here",
        "how would someone report a scam",
    ],
)
def test_how_fraud_is_reported_is_asked_and_nothing_is_recorded(text: str) -> None:
    assert (fraud(text).get("unsure"), fraud(text).get("asked")) == (True, True)


@pytest.mark.parametrize(
    "text",
    [
        "i want to report fraud",
        "someone used my card at a hospital i never went to",
        "they billed you for a visit that never happened, it's fraud",
        "can you help someone stole my insurance card and used it",
        "how did this happen, someone used my name",
        "i need to report a stolen card",
        "this is fraud, i was never there",
        "what is this, i never saw that doctor, it's a scam",
    ],
)
def test_fraud_that_is_told_is_recorded(text: str) -> None:
    assert "unsure" not in fraud(text)


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("go back to the payment", "ask_payment"),
        ("can we go back to the payment", "ask_payment"),
        ("i want to go back to the denial part", "ask_denial_reason"),
        ("go back to what you said about the deadline", "ask_appeal_rights"),
        ("back to my share", "ask_amount_owed"),
    ],
)
def test_back_to_a_subject_it_is_told_again_of_the_claim_at_hand(text: str, wish: str) -> None:
    talk = Talk(member(), channel="chat", session=Session("member", "member")).say(text, "go_back", 0.9)
    assert [one["name"] for one in talk.memory.requests] == [wish]
    assert talk.memory.claim == DENIED


@pytest.mark.parametrize(
    "text",
    ["go back", "go back to the last question", "go back to the first claim", "back please", "go back one step",
     "back to the beginning", "go back to the previous one", "take me back to the menu"],
)  # fmt: skip
def test_to_go_back_stays_that(text: str) -> None:
    talk = Talk(member(), channel="chat", session=Session("member", "member")).say(text, "go_back", 0.9)
    assert talk.says == ["utter_going_back"]


@pytest.mark.parametrize("text", ["they said codes", "my claim was denied they said codes were wrong",
                                  "it was something about coding", "they told me the doctor's coding was wrong"])  # fmt: skip
def test_codes_that_were_the_reason_open_the_denial_and_no_code_is_asked_for(text: str) -> None:
    assert wanted(Memory(expects="role"), text, "explain_code", 0.9) == ["ask_denial_reason"]


@pytest.mark.parametrize(
    "text",
    [
        "what do the codes mean",
        "i have a question about codes on my eob",
        "it says codes i don't understand",
        "can you explain a code",
        "what is the code for",
        "i need help with a code on my letter",
        "can you look up codes for me",
        "tell me about the codes you use",
        "there is a code on my bill",
    ],
)
def test_a_code_to_explain_stays_that(text: str) -> None:
    assert wanted(Memory(expects="role"), text, "explain_code", 0.9) == ["explain_code"]


@pytest.mark.parametrize("text", ["can they do that?", "is that allowed?", "can they even do that"])
def test_whether_they_may_bill_a_share_is_answered_with_how_much_they_may(text: str) -> None:
    told = own(claim=SHARE, claims=[SHARE], answered=[{"name": "ask_amount_owed"}])
    assert wanted(told, text) == ["mine_to_pay"]
    assert wanted(member(answered=[{"name": "ask_denial_reason"}]), text) == ["ask_appeal_rights"]


@pytest.mark.parametrize(
    "text", ["are you sure?", "you sure about that", "is that correct?", "r u sure", "wait are you really sure"]
)
def test_whether_it_is_sure_is_no_question_of_who_speaks(text: str) -> None:
    assert wanted(own(), text, "bot_challenge", 0.8) == ["ask_if_sure"]


@pytest.mark.parametrize(
    "text",
    [
        "are you a robot",
        "are you sure my claim was paid",
        "i'm not sure",
        "sure",
        "is that right",
        "are you a real person",
        "are you sure i can't appeal",
        "make sure you send it",
        "is the correct address on file",
    ],
)
def test_what_only_begins_like_it_is_not_that(text: str) -> None:
    assert "ask_if_sure" not in wanted(own(), text, "nlu_fallback")


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("what was the allowed amount again?", "ask_allowed"),
        ("how much is the allowed amount", "ask_allowed"),
        ("what's that made up of", "ask_amount_owed"),
        ("can you break that down", "ask_amount_owed"),
        ("what was the amount", "ask_amount_owed"),
    ],
)
def test_an_amount_is_asked_for_by_its_name(text: str, wish: str) -> None:
    assert wanted(own(claim=SHARE, claims=[SHARE]), text) == [wish]


@pytest.mark.parametrize(
    "text",
    [
        "what is an allowed amount",
        "what does allowed amount mean",
        "why is the allowed amount so low",
        "break it down in simple words",
        "my car broke down",
        "what's that about",
        "is that allowed amount my share",
        "what was paid",
    ],
)
def test_what_only_sounds_like_an_amount_is_not_that(text: str) -> None:
    assert wanted(own(claim=SHARE, claims=[SHARE]), text) not in (["ask_allowed"], ["ask_amount_owed"])


@pytest.mark.parametrize("intent", ["another_claim", "check_claim_status", "list_claims", "nlu_fallback"])
def test_the_one_for_an_amount_is_picked_from_the_list_it_was_read_in(intent: str) -> None:
    claims = [CLAIM, SECOND | {"charge": "134.35"}]
    memory = own(claim=None, claims=claims, told=[], expects="which_claim", requests=[{"name": "check_claim_status"}])
    talk = Talk(memory, channel="chat", session=Session("member", "member")).say(
        "the one for 134.35 dollars", intent, 0.8
    )
    assert talk.memory.claim == claims[1]


def test_another_claim_of_an_amount_is_a_further_claim_where_nothing_was_listed() -> None:
    talk = Talk(own(), channel="chat", session=Session("member", "member"))
    talk.say("i have another claim for 134.35 dollars", "another_claim", 0.9)
    assert (talk.memory.claim, talk.asked) == (None, "date_of_service")


@pytest.mark.parametrize(
    "text", ["you were supposed to call me back yesterday and nobody called", "nobody ever called me back"]
)
def test_a_call_that_never_came_is_regretted_first(text: str) -> None:
    assert wanted(own(), text, "request_callback", 0.9) == ["sorry_upset", "request_callback"]


@pytest.mark.parametrize("text", ["call me back please", "can somebody call me back tomorrow", "when will you call me",
                                  "i called back yesterday", "he called me about the bill"])  # fmt: skip
def test_a_call_asked_for_is_booked_and_nothing_else(text: str) -> None:
    assert "sorry_upset" not in wanted(own(), text, "request_callback", 0.9)
