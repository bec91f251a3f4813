"""Who acts for another is answered what they ask of the rule, and never with the closing question alone."""

from __future__ import annotations

import asyncio
from itertools import pairwise

import pytest

from actions import general_answers
from actions.another import HINTED, STANDS
from actions.another_words import acts_for_member, is_own, wants_their_claim
from actions.asked_by_helpers import again, asked, at_once, note_papers
from actions.controls import control
from actions.heard import Heard
from actions.memory import Memory
from actions.steps import Ask
from actions.take_in import take_in
from actions.turn_plan import next_step
from tests.actions.remembered import CLAIM, TODAY, after, heard, own, wanted


def helper(**more: object) -> Memory:
    """Somebody who heard the rule and was offered a person."""
    return Memory(expects="offer", for_another=STANDS, offer={"name": "request_human"}, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("what would my aunt have to sign so i'm allowed", "appoint"),
        ("how does my dad authorize me", "appoint"),
        ("is there some form for that", "appoint"),
        ("which papers must i show", "papers"),
        ("do you want anything from me for that", "papers"),
        ("i've got her signed consent here", "papers"),
        ("the court papers are stamped", "papers"),
        ("where can i mail the thing", "send"),
        ("may i fax it to you", "send"),
        ("how soon would you speak with me after that", "how_long"),
        ("when could i hear something then", "how_long"),
        ("by what date does he have to appeal", "last_day"),
        ("how much time does she have", "last_day"),
        ("could my mother just ring you herself", "themselves"),
        ("must i put him on the line", "themselves"),
        ("can i dispute it for him", "appeal"),
        ("he is in a coma, he can't talk", "cannot_come"),
        ("my grandma has dementia you know", "cannot_come"),
        ("why won't you simply say it", "why"),
        ("he is right here next to me", "with_me"),
    ],
)  # fmt: skip
def test_what_is_asked_of_the_rule(text: str, kind: str) -> None:
    assert asked(text) == kind
    memory = after(helper(), heard("nlu_fallback", text=text))
    assert memory.requests == [{"name": "identify_representative", "again": True, "about": kind}]


@pytest.mark.parametrize(
    "text",
    ["was it paid", "why was it denied", "what does he owe on it", "how long until you pay her claim", "when was it processed",
     "where did the check go", "who billed that", "what did the doctor need to get paid", "how much is it"],
)  # fmt: skip
def test_a_question_of_the_claim_is_none_of_the_rule(text: str) -> None:
    assert asked(text) is None


def test_what_one_acts_by_settles_which_papers() -> None:
    for text, response in (
        ("i'm the executor of my uncle", "utter_helper_papers_estate"),
        ("i have a power of attorney", "utter_helper_papers_power"),
        ("i look after a friend", "utter_helper_papers_consent"),
    ):
        memory = helper()
        note_papers(memory, text)
        assert again("papers", memory).response == response


def test_the_papers_named_are_spoken_of_beside_the_rule() -> None:
    memory = after(Memory(expects="role"), heard("check_claim_status", text="i have power of attorney for my aunt"))
    assert [say.response for say in at_once("i have power of attorney for my aunt", memory)] == ["utter_helper_papers_power"]
    plain = after(Memory(expects="role"), heard("check_claim_status", text="i'm her sister"))
    assert at_once("i'm her sister", plain) == []


def test_no_sentence_is_said_three_times_in_a_row() -> None:
    memory = helper()
    told = [again(None, memory).response for _ in range(6)]
    assert all(one != other for one, other in pairwise(told))
    told = [again("why", memory).response for _ in range(4)]
    assert len(set(told)) > 1


@pytest.mark.parametrize(
    "text", ["could be she wanted it that way", "blue garden chairs", "well this is a fine mess", "it was in may i think"]
)
def test_no_line_of_a_helper_is_answered_with_nothing(text: str) -> None:
    assert wanted(helper(), text) == ["identify_representative"]


def test_a_helper_is_offered_the_person_with_each_answer() -> None:
    request = {"name": "identify_representative", "again": True, "about": "send"}
    told = asyncio.run(general_answers.answer(request, helper(), "c", "voice"))
    assert told.offer == {"name": "request_human", "reason": "representative"}


def test_a_no_to_anything_else_ends_the_talk_of_a_helper() -> None:
    memory = Memory(expects="more", for_another=STANDS, told=["rule_again"])
    said = heard("deny", text="no that's all")
    assert [say.response for say in control(memory, take_in(memory, said, TODAY), said).says] == ["utter_goodbye"]


def test_the_number_of_a_helper_for_a_callback_is_taken() -> None:
    memory = Memory(expects="phone_number", for_another=STANDS, requests=[{"name": "request_callback"}])
    told = after(memory, heard("inform", text="555 0143", phone_number="5550143"))
    assert (told.phone_number, [one["name"] for one in told.requests]) == ("5550143", ["request_callback"])


def _handed_over() -> Memory:
    memory = after(helper(), heard("hold_on", text="let me pass the phone to her"))
    assert (memory.for_another, [one["name"] for one in memory.requests]) == (HINTED, ["hold_on"])
    memory.requests = []
    assert next_step(memory, None) == Ask("self")
    memory.expects = "self"
    return memory


@pytest.mark.parametrize(
    "text", ["yes i'm the member, go on", "this is Ana Reyes speaking myself", "hi, this is Ana Reyes", "it's me now"]
)
def test_who_takes_over_the_phone_proves_themselves(text: str) -> None:
    memory = after(_handed_over(), heard("identify_member", text=text))
    assert memory.for_another is None
    assert next_step(memory, None) == Ask("member_id") or memory.speaker == "member"


@pytest.mark.parametrize("text", ["no it's still me, her son", "she doesn't want to, i'm her daughter", "what was paid on it"])
def test_who_does_not_say_so_plainly_is_told_nothing(text: str) -> None:
    memory = after(_handed_over(), heard("ask_payment", text=text))
    assert memory.for_another is not None


@pytest.mark.parametrize("text", ["this is Ana Reyes myself", "i am speaking here myself", "Ana Reyes, speaking myself"])
def test_speaking_oneself_is_a_plain_word(text: str) -> None:
    assert is_own(text)


@pytest.mark.parametrize(
    "text", ["i'm home by myself with him", "this is hard myself", "i do it all myself for her", "this is my son himself",
             "i handle her bills myself"],
)  # fmt: skip
def test_doing_it_oneself_is_none(text: str) -> None:
    assert not is_own(text)


@pytest.mark.parametrize(
    "text", ["and now the other one, my wife's", "fine, how about the one of May, my son's?", "can you check my brother's too, "
             "and my sister's"],
)  # fmt: skip
def test_a_relatives_named_at_the_end_is_another_persons(text: str) -> None:
    assert wants_their_claim(text)
    memory = after(own(), heard("another_claim", text=text))
    assert ([one["name"] for one in memory.requests], memory.claim) == (["identify_representative"], CLAIM)


@pytest.mark.parametrize(
    "text", ["and that card was my wife's", "the plan is mine and not my husband's", "i have two cards, mine and my wife's",
             "do you mean my job or my wife's", "and the insurance is my husband's"],
)  # fmt: skip
def test_a_relatives_card_is_no_claim(text: str) -> None:
    assert not wants_their_claim(text)


def test_who_names_another_and_is_married_acts_for_them() -> None:
    assert acts_for_member("please look up Ana Reyes's claim, we're married")
    assert not acts_for_member("we are married and i have my own claim")
    assert not acts_for_member("we are married, does that change what i pay")


def test_an_office_is_no_helper() -> None:
    memory = Memory(speaker="provider", expects="member_id", npi="1770002313", tax_id="12345")
    assert after(memory, Heard(intents=("help",), text="which papers do you need")).for_another is None
