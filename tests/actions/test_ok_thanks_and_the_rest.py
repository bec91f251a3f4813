"""Thanks that are no yes, appeals asked about in general, and what is more than the share."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from actions import claim_answers, general_answers, pointed_answers
from actions.memory import Memory
from tests.actions.remembered import after, heard, member, own, wanted
from tests.actions.test_answers import RESPONSES, denied

OFFERED = {"name": "start_appeal"}
SHARE = {"stage": "paid", "charge": "200.60", "paid": "66.05", "patient_share": "16.85", "share_coinsurance": "16.85",
         "last_four": "1932"}  # fmt: skip


def offered(text: str, offer: dict[str, Any]) -> Memory:
    return after(member(offer=offer, expects="offer"), heard("affirm", "thank", text=text))


@pytest.mark.parametrize(
    "text",
    ["ok thanks", "okay thank you", "alright thx", "thanks", "thank you so much", "i see, thank you", "ok ty",
     "got it thanks for the info", "hmm ok thank you for explaining", "ok thanks bye"],
)  # fmt: skip
def test_thanks_for_what_was_told_start_no_appeal(text: str) -> None:
    memory = offered(text, OFFERED)
    assert (memory.offer, memory.is_waiting_for("start_appeal")) == (None, False)


@pytest.mark.parametrize(
    "text",
    ["ok", "yes thanks", "yes please, thank you", "sure thanks", "ok do it, thanks", "please do, thank you",
     "that would be great thanks", "go ahead thank you", "ok start it thanks"],
)  # fmt: skip
def test_a_yes_with_thanks_is_a_yes(text: str) -> None:
    assert offered(text, OFFERED).is_waiting_for("start_appeal")


def test_thanks_to_an_offered_person_are_a_yes_as_before() -> None:
    assert offered("ok thanks", {"name": "request_human"}).is_waiting_for("request_human")


def told(words: str, speaker: str | None) -> list[Any]:
    request = {"name": "explain_appeal", "words": words}
    return asyncio.run(general_answers.answer(request, Memory(speaker=speaker), "c", "chat")).says


@pytest.mark.parametrize("speaker", ["member", "provider", None])
@pytest.mark.parametrize(
    "words", ["what do i need for an appeal", "how does an appeal work", "what do we write in an appeal"]
)
def test_an_appeal_asked_about_in_general_leaves_no_hole(words: str, speaker: str | None) -> None:
    [say] = told(words, speaker)
    assert say.response.startswith("utter_explain_appeal")
    for one in RESPONSES[say.response]:
        assert "{" not in one["text"].format(**say.facts)


@pytest.mark.parametrize("speaker", ["member", "provider"])
@pytest.mark.parametrize(
    "words", ["how long does an appeal take", "when will an appeal be decided", "how fast is an appeal decided"]
)
def test_how_long_an_appeal_takes_is_answered_with_its_time(words: str, speaker: str) -> None:
    assert [say.response.removesuffix("_member") for say in told(words, speaker)] == ["utter_appeal_time"]


@pytest.mark.parametrize(
    "words",
    ["where did the rest go, do I pay the difference?", "can they charge me the full 108.65?", "are they allowed to bill me more",
     "do i have to pay the whole price", "am i stuck with the balance", "do i have to pay all of it"],
)  # fmt: skip
def test_more_than_the_share_is_answered_no(words: str) -> None:
    says = pointed_answers.mine_to_pay(SHARE | {"words": words}, "member", "chat")
    assert [say.response for say in says] == ["utter_no_just_share", "utter_no_more_than_share_member"]


@pytest.mark.parametrize(
    "words",
    ["do i have to pay this", "can they bill me", "am i responsible for it", "do i owe it", "should i pay",
     "do i pay my whole share", "can they charge me", "is it on me to pay"],
)  # fmt: skip
def test_the_share_itself_is_answered_yes(words: str) -> None:
    says = pointed_answers.mine_to_pay(SHARE | {"words": words}, "member", "chat")
    assert says[0].response == "utter_yes_just_share"


@pytest.mark.parametrize(
    "words", ["do i have to pay the whole price", "do i pay the rest", "am i stuck with the full bill"]
)
def test_where_the_share_is_all_there_is_the_answer_is_yes(words: str) -> None:
    all_of_it = SHARE | {"patient_share": "134.55", "words": words}
    assert pointed_answers.mine_to_pay(all_of_it, "member", "chat")[0].response == "utter_yes_just_share"


@pytest.mark.parametrize("text", ["how long does it take you to answer an appeal", "how long does an appeal take",
                                  "how soon is an appeal decided"])  # fmt: skip
def test_how_long_an_appeal_takes_is_not_the_time_left_to_ask_for_one(text: str) -> None:
    assert wanted(member(), text, "ask_appeal_rights", 0.9) == ["explain_appeal"]
    says = claim_answers.how_to_appeal(denied() | {"words": text}, "member", "chat")
    assert [say.response for say in says] == ["utter_appeal_time_member"]


@pytest.mark.parametrize(
    "text",
    ["how long do i have to appeal", "how many days do i have to appeal", "how long did i get to file an appeal",
     "when is my appeal due", "how soon do we have to appeal", "is it too late to appeal",
     "how many days are left to appeal", "what is the last day to appeal"],
)  # fmt: skip
def test_the_time_left_to_appeal_stays_that(text: str) -> None:
    assert "explain_appeal" not in wanted(member(), text, "ask_appeal_rights", 0.9)


@pytest.mark.parametrize(
    ("text", "intent", "wishes"),
    [
        ("yes go through all the numbers please, what they charged, what you paid", "list_claims", ["explain_eob"]),
        ("can you walk me through the amounts", "list_claims", ["explain_eob"]),
        ("can i get a text when it is done", "request_callback", ["notify_me"]),
        ("i'd like a call once my claim is decided", "request_callback", ["notify_me"]),
    ],
)
def test_numbers_and_news_are_answered_as_what_they_are(text: str, intent: str, wishes: list[str]) -> None:
    assert sorted(wanted(own(), text, intent, 0.8)) == sorted(wishes)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("how much did you pay in total on this claim", "ask_payment"),
        ("how much did you pay", "ask_payment"),
        ("how much of my deductible have you paid this year", "ask_benefits_used"),
        ("go through all my claims", "list_claims"),
        ("read me the claim numbers", "ask_claim_number"),
        ("go over the codes", "explain_code"),
        ("can i get a call tomorrow", "request_callback"),
        ("i got a call when you denied it", "ask_denial_reason"),
        ("i want a text copy", "request_document"),
        ("when will i get a call", "request_callback"),
    ],
)
def test_what_only_sounds_like_numbers_or_news_is_not_that(text: str, intent: str) -> None:
    assert not {"notify_me", "explain_eob"} & set(wanted(own(), text, intent, 0.9))
