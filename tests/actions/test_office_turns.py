"""Turns of an office taken into the memory: days that are no service's, a further claim, what was meant, the lost thread."""

from __future__ import annotations

from typing import Any

import pytest

from actions.controls import control
from actions.heard import read
from actions.memory import Memory
from actions.take_in import take_in
from tests.actions.remembered import CLAIM, DATE, PROVED, SECOND, TODAY, after, heard, settled, wanted


def test_the_day_of_a_claim_said_in_place_of_a_birth_date_is_no_birth_date() -> None:
    asked = Memory(speaker="member", member_id="W1", expects="date_of_birth", requests=[{"name": "check_claim_status"}])
    memory = after(
        asked, heard("check_claim_status", text="so what happened to my claim of 03/03/2026", date_of_service=DATE)
    )
    assert (memory.date_of_birth, memory.date_of_service) == (None, DATE)


def test_a_birth_date_is_one_whatever_claim_is_named_beside_it() -> None:
    born = {"start": "1980-05-04", "end": "1980-05-04"}
    asked = Memory(speaker="member", member_id="W1", expects="date_of_birth", requests=[{"name": "check_claim_status"}])
    memory = after(asked, heard("inform", text="for the claim it is 05/04/1980", date_of_service=born))
    assert memory.date_of_birth == "1980-05-04"


def test_also_having_a_claim_to_check_asks_for_that_claim() -> None:
    memory = after(
        settled(), heard("identify_provider", text="okay i also have a claim to check i'm from the provider's office")
    )
    assert (memory.claim, memory.ask_date) == (None, True)
    assert memory.requests == [{"name": "check_claim_status"}]


@pytest.mark.parametrize(
    ("intent", "text", "wishes"),
    [
        ("correct_that", "no I meant the amount that was allowed", ["ask_payment"]),
        ("correct_that", "no i was asking about the deductible", ["ask_amount_owed"]),
        ("ask_benefits_used", "so is it deductible or what", ["ask_amount_owed"]),
        ("ask_benefits_used", "how much of the deductible is met so far", ["ask_benefits_used"]),
        ("complain", "this is such bull every single claim gets denied", ["complain"]),
        (
            "ask_denial_reason",
            "need denial reason and where to fax the appeal",
            ["ask_denial_reason", "submit_documents"],
        ),
    ],
)
def test_an_office_is_heard_about_the_claim_at_hand(intent: str, text: str, wishes: list[str]) -> None:
    memory = after(settled(claim=CLAIM | {"stage": "denied"}), heard(intent, text=text))
    assert [request["name"] for request in memory.requests] == wishes


def test_what_is_asked_beyond_the_record_is_marked_for_a_person() -> None:
    memory = after(settled(), heard("ask_payment", text="where did you mail the check to"))
    assert memory.requests == [{"name": "ask_payment", "beyond": True}]


def test_some_claim_information_is_about_one_claim() -> None:
    fresh = Memory(speaker="provider", expects="role")
    assert after(fresh, heard("nlu_fallback", text="hi provider here need some claim info")).batch is None
    assert after(fresh, heard("list_claims", text="i have some claims to check")).batch is not None


def test_the_lost_thread_is_the_question_once_more() -> None:
    asked = Memory(speaker="provider", expects="date_of_service", requests=[{"name": "check_claim_status"}])
    said = heard("go_back", text="sorry about that where were we")
    result = control(asked, take_in(asked, said, TODAY), said)
    assert result.says == []
    assert result.memory.requests == [{"name": "check_claim_status"}]


@pytest.mark.parametrize(
    ("text", "start", "kept"),
    [
        ("Aetna paid primary on 3/3, we have their EOB", 22, False),
        ("the denial is dated 03/03/2026", 20, False),
        ("what about the one dated 03/03/2026", 25, True),
        ("a claim dated 03/03/2026", 14, True),
        ("i spoke with somebody on march third", 25, False),
        ("you paid us for the visit on 3/3", 29, True),
        ("seen on 3/3", 8, True),
        ("claim from 3/3", 11, True),
        ("we got the check on 3/3", 20, False),
        ("you received our medical records on 3/3", 36, False),
        ("i got a denial letter on 3/3", 25, False),
        ("I got an MRI on 05/04/2026", 16, True),
        ("I received treatment on 05/04/2026", 24, True),
        ("i got surgery on 05/04/2026", 17, True),
        ("received services on 05/04/2026", 21, True),
        ("got bloodwork done on 05/04/2026", 22, True),
        ("i got it done on 05/04/2026", 17, True),
        ("i got admitted on 05/04/2026", 18, True),
        ("she received care on 05/04/2026", 21, True),
        ("i was told the surgery on 05/04/2026 is not covered", 26, True),
        ("i called about an MRI on 05/04/2026", 25, True),
    ],
)
def test_the_day_of_something_else_is_no_day_of_service(text: str, start: int, kept: bool) -> None:
    assert ("date_of_service" in read(dated(text, start)).values) is kept


def dated(text: str, *starts: int) -> dict[str, Any]:
    """A message in which days of March were found at these places, the third and those after it."""
    found = [
        {"entity": "date_of_service", "value": f"2026-03-0{3 + nth}", "start": start, "end": start + 3}
        for nth, start in enumerate(starts)
    ]
    return {"text": text, "intent": {"name": "inform"}, "entities": found}


@pytest.mark.parametrize(
    ("text", "start"), [("the bill was dated 3/3", 19), ("they sent me home on 3/3", 21), ("i got it on 3/3", 12)]
)
def test_the_only_day_of_a_line_answers_the_question_for_the_day_of_service(text: str, start: int) -> None:
    day = {"start": "2026-03-03", "end": "2026-03-03"}
    assert read(dated(text, start), "date_of_service").values == {"date_of_service": [day]}
    assert read(dated(text, start), "member_id").values == {}


def test_of_two_days_the_one_of_a_visit_answers_the_question_for_the_day_of_service() -> None:
    message = dated("you paid us on 3/3 and she was seen on 3/4", 15, 39)
    assert read(message, "date_of_service").values == {
        "date_of_service": [{"start": "2026-03-04", "end": "2026-03-04"}]
    }


@pytest.mark.parametrize(
    ("text", "values", "number"),
    [
        ("what was paid on E8667227545", {"claim_number": "E8667227545"}, "E8667227545"),
        ("eft for PL911724418", {"claim_number": "PL911724418"}, "PL911724418"),
        ("trace number for E9989580978", {"trace_number": "E9989580978"}, "E9989580978"),
        ("was E9989580978 paid by check", {"claim_number": "E9989580978"}, "E9989580978"),
        ("what was paid on claim 2026803922069", {"claim_number": "2026803922069"}, "2026803922069"),
        ("eft on two zero two six eight oh three nine two two", {"claim_number": "2026803922"}, "2026803922"),
        ("can you check on 2026803922069", {"claim_number": "2026803922069"}, "2026803922069"),
    ],
)
def test_the_payment_of_a_claim_named_is_looked_up_and_not_told_of_the_open_one(
    text: str, values: dict[str, str], number: str
) -> None:
    memory = after(settled(), heard("ask_payment", text=text, **values))
    assert (memory.claim, memory.claim_number) == (None, number)
    assert [one["name"] for one in memory.requests] == ["ask_payment"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("was it paid with 703566324171", {"claim_number": "703566324171"}),
        ("is that paid under eft 703566324171", {"trace_number": "703566324171"}),
        ("so is trace 703566324171 for that claim?", {"trace_number": "703566324171"}),
        ("is 703566324171 the eft for it", {"claim_number": "703566324171"}),
        ("paid with EFT00123", {"trace_number": "EFT00123"}),
        ("did check 0045123 pay this claim", {"trace_number": "0045123"}),
        ("eft 703566324171 was for how much", {"trace_number": "703566324171"}),
        ("was it paid on friday", {}),
        ("eft for that one", {}),
    ],
)
def test_a_payments_own_number_is_of_the_open_claim(text: str, values: dict[str, str]) -> None:
    memory = after(settled(), heard("ask_payment", text=text, **values))
    assert (memory.claim, memory.claim_number, memory.trace_number) == (CLAIM, None, None)


def two_told(**more: Any) -> Memory:
    """Miller's paid claim was told first, Olsen's denied one last."""
    names = {"first_name": None, "last_name": None, "zip_code": None, "proved": PROVED}
    first = {"claim": CLAIM, "recent": 1, "patient": "Miller", "member_id": "W1", "date_of_birth": "1980-01-02"} | names
    last = {"claim": SECOND, "recent": 2, "patient": "Olsen", "member_id": "W2", "date_of_birth": "1981-01-02"} | names
    return settled(**({"seen": [first, last], "claim": SECOND, "claims": [SECOND], "member_id": "W2"} | more))


@pytest.mark.parametrize(
    "text",
    [
        "read me both trace numbers",
        "which one did you pay more on",
        "the payment for both please",
        "trace for each claim",
    ],
)
def test_what_is_asked_of_both_claims_is_asked_of_each(text: str) -> None:
    memory = after(two_told(), heard("ask_payment", text=text))
    assert [(one["name"], one["of"]) for one in memory.requests] == [("ask_payment", "a"), ("ask_payment", "b")]


@pytest.mark.parametrize(
    "text",
    [
        "both the allowed and the paid",
        "which one is the trace",
        "what was paid",
        "are both lines denied",
        "each line please",
        "is it both codes",
        "which one of the codes is it",
        "what was paid on this one",
    ],
)
def test_two_things_of_one_claim_are_asked_of_it_alone(text: str) -> None:
    memory = after(two_told(), heard("ask_payment", text=text))
    assert all("of" not in one for one in memory.requests)


def proving_the_next() -> Memory:
    return two_told(
        claim=None, claims=[], member_id=None, date_of_birth=None, expects="member_id", date_of_service=None
    )


@pytest.mark.parametrize(
    "text", ["wait what was the eft number on the last one", "how much was paid for the last claim"]
)
def test_the_claim_just_told_is_asked_about_while_the_next_patient_is_proved(text: str) -> None:
    memory = after(proving_the_next(), heard("ask_payment", text=text))
    assert memory.claim == SECOND
    assert [one["name"] for one in memory.requests] == ["ask_payment"]


@pytest.mark.parametrize(
    "text",
    [
        "this is the last one",
        "that was the last patient",
        "what is the last thing you need",
        "her last claim was in june",
        "for the last time it is not a member id",
        "on the last page of the card",
        "with the last name of smith",
        "one moment i have it here",
    ],
)
def test_the_last_one_to_do_is_not_the_one_told_last(text: str) -> None:
    assert after(proving_the_next(), heard("nlu_fallback", text=text)).claim is None


@pytest.mark.parametrize(
    "text",
    [
        "whats your appeal limit for medicare",
        "how long do i have to appeal a medicare advantage denial",
        "what is the deadline for a commercial appeal",
    ],
)
def test_the_rule_of_a_kind_of_plan_needs_no_proof(text: str) -> None:
    proving = Memory(speaker="provider", expects="date_of_birth", npi="1770002313", tax_id="12345", member_id="W1")
    assert wanted(proving, text, "ask_appeal_rights", 0.9) == ["appeals_in_general"]


@pytest.mark.parametrize(
    "text",
    [
        "how long do i have to appeal this denial",
        "status of our medicare appeal",
        "we sent the appeal for the medicare claim, what is the deadline",
        "is there a limit on visits",
        "my appeal was denied by medicare",
        "we filed a medicare appeal, where is it",
        "the medicare denial from june",
        "deadline for that denial",
    ],
)
def test_an_appeal_of_theirs_is_looked_up(text: str) -> None:
    proving = Memory(speaker="provider", expects="date_of_birth", npi="1770002313", tax_id="12345", member_id="W1")
    assert "appeals_in_general" not in wanted(proving, text, "ask_appeal_rights", 0.9)


@pytest.mark.parametrize("text", ["whats ur hours", "hours?", "what are the hours", "your hours"])
def test_hours_are_told_to_everyone(text: str) -> None:
    assert wanted(Memory(speaker="provider", expects="npi"), text) == ["ask_hours"]


@pytest.mark.parametrize(
    "text",
    [
        "it was two hours of therapy", "within 24 hours", "he was there for hours", "hours billed were 3", "i waited hours",
        "how many hours were paid", "what hours did you bill", "after hours visit",
    ],
)  # fmt: skip
def test_hours_of_care_are_no_opening_hours(text: str) -> None:
    assert "ask_hours" not in wanted(settled(), text)


def test_the_time_said_with_the_number_is_kept_for_the_call() -> None:
    asked = Memory(speaker="provider", expects="phone_number", requests=[{"name": "request_callback"}])
    said = heard("inform", text="555 013 0199, mornings before 11 est, ask for Priya", phone_number="5550130199")
    assert after(asked, said).requests == [{"name": "request_callback", "when": "mornings before 11"}]
    words = "can somebody call me back after two"
    assert after(Memory(), heard("request_callback", text=words)).requests[0]["when"] == "after two"


@pytest.mark.parametrize(
    "text",
    [
        "call me back after two weeks", "call me after one more thing", "call me at one of these numbers", "call me back",
        "call me after three days if not paid", "call me around five of us are here", "call me after two calls from you",
        "call me before one person leaves",
    ],
)  # fmt: skip
def test_a_count_is_no_time_of_the_call(text: str) -> None:
    request = next(
        one for one in after(Memory(), heard("request_callback", text=text)).requests if one["name"] != "other"
    )
    assert "when" not in request


@pytest.mark.parametrize(
    "text", ["the auth number is A48213377 please add it", "auth A48213377", "resubmit it with the auth"]
)
def test_an_approval_said_with_its_number_goes_with_the_claim_sent_again(text: str) -> None:
    denied = CLAIM | {"stage": "denied"}
    numbers = {"auth_number": "A48213377"} if "A48213377" in text else {}
    memory = after(settled(claim=denied, claims=[denied]), heard("inform", text=text, **numbers))
    assert [one["name"] for one in memory.requests] == ["approval_in_hand"]


def test_corrected_or_appealed_is_answered_by_the_approval_just_told_of() -> None:
    denied = CLAIM | {"stage": "denied"}
    words = "so do i resubmit w/ the auth# or appeal?"
    told = settled(claim=denied, claims=[denied], answered=[{"name": "approval_in_hand"}])
    assert wanted(told, words, "ask_next_step", 0.9) == ["approval_in_hand", "ask_appeal_rights"]
    assert wanted(settled(claim=denied, claims=[denied]), words, "ask_next_step", 0.9) == ["ask_next_step"]


@pytest.mark.parametrize(
    "text",
    [
        "do you need the auth", "what do i do with the auth", "denied for no auth", "why no authorization",
        "with the auth denied what do i do", "how do i get the auth", "is there an auth on file", "did you pay it with the auth",
    ],
)  # fmt: skip
def test_an_approval_only_spoken_of_is_none_in_hand(text: str) -> None:
    denied = CLAIM | {"stage": "denied"}
    assert "approval_in_hand" not in wanted(settled(claim=denied, claims=[denied]), text, "ask_next_step", 0.9)


def test_a_refund_asked_about_is_no_lesson_in_filing() -> None:
    words = "i think u overpaid us on this one. how do we send the $ back, or will u recoup"
    assert wanted(settled(), words, "ask_how_to_file", 0.9) == ["ask_beyond"]


def test_the_day_asked_with_a_name_is_told_beside_it() -> None:
    assert wanted(settled(), "who was it made out to and when") == ["paid_when", "ask_beyond"]
    assert wanted(settled(), "who was it made out to") == ["ask_beyond"]


def test_the_last_day_for_that_is_of_the_corrected_claim_just_spoken_of() -> None:
    denied = {"claim": CLAIM | {"stage": "denied"}}
    spoken_of = settled(**denied, answered=[{"name": "ask_same_number"}])
    assert wanted(spoken_of, "last day for that?") == ["corrected_time"]
    assert wanted(spoken_of, "last day for that appeal?") == ["ask_appeal_rights"]
    assert wanted(settled(**denied, answered=[{"name": "ask_appeal_rights"}]), "last day for that?") == [
        "ask_appeal_rights"
    ]
