"""A wish for a person that stands in the words is heard; talk about a person is not a wish."""

from __future__ import annotations

import pytest

from assistant.components.asking_for_a_person import asks_for_a_person
from assistant.components.beside_a_person import with_plain_wish
from assistant.components.decision import Decision


@pytest.mark.parametrize(
    "line",
    [
        "let me talk to a real person",
        "send me somebody who can fix it",
        "i don't care how late it is get me a person",
        "until when am i supposed to wait for a human get me one now please, a person",
        "just get me somebody who can explain it",
        "you keep repeating yourself so please transfer me",
        "i would like to be transferred to a live agent for a claim question",
        "could i be put in touch with your grievance coordinator now",
        "oh for heaven's sake just put somebody on",
        "hello is anybody there that i can talk to",
        "your supervisor please",
        "i need human person help me",
        "i don't know the number just give me a person",
        "i don't want to talk to a recording",
        "no don't tell me to call back, put someone on now",
        "are you a robot let me talk to a real person",
        "i am not giving my number to a computer",
        "necesito hablar con alguien por favor",
        "rep resent a tip",
        "i said a gent a gent",
        "switchboard please",
        "the wire never posted, need your payments team on the line",
        "how much longer until one of your people picks up",
        "need somebody live on this denial",
        "can you ring through to whoever sits near her",
        "my grandmother wants the switchboard",
        "my uncle says he wants the 'operator'",
        "oh parader please",
        "super visor",
        "zero zero zero",
        "zero zero for heaven's sake zero",
        "that's all the numbers you get, i want customer service",
    ],
)
def test_plain_wish_is_heard(line: str) -> None:
    assert asks_for_a_person(line)


@pytest.mark.parametrize(
    "line",
    [
        "am i talking to a real person or a machine",
        "and do i have to send anybody any money",
        "should we tell someone about the accident",
        "till when can i reach a person there today",
        "how late can i get somebody on the phone",
        "what are the hours your agents work",
        "no i don't need an agent you covered it",
        "what did your representative tell my doctor",
        "can someone call me back tomorrow",
        "she told me to talk to someone in billing",
        "the doctor wants to speak with the medical director",
        "why was it denied",
        "i don't need a person you can help me",
        "no don't transfer me",
        "the agent i spoke with yesterday said it was paid",
        "my agent's name is carl",
        "where do i send the personal representative form",
        "i'm the representative of the provider",
        "let me ask my supervisor hold on",
        "have a supervisor call me",
        "is there anybody who speaks polish",
        "thanks that was better than a real person",
        "oh",
        "oh come on",
        "i need the customer service number",
        "i have nine people sitting in the lobby so be quick",
        "we have a few people to check with you",
        "i've got several patients and you have lots of people on hold",
    ],
)
def test_talk_about_a_person_is_no_wish(line: str) -> None:
    assert not asks_for_a_person(line)


def test_wish_comes_first_and_the_request_beside_it_is_kept() -> None:
    heard = Decision("ask_amount_owed", 0.9, (), {})
    decided = with_plain_wish(heard, "why do i owe this, get me someone who can explain it")
    assert (decided.intent, decided.also) == ("request_human", ("ask_amount_owed",))


def test_one_who_names_the_right_person_keeps_the_own_request() -> None:
    heard = Decision("switch_language", 0.9, (), {})
    assert with_plain_wish(heard, "can i get someone who speaks spanish") == heard


@pytest.mark.parametrize(
    ("line", "asks"),
    [
        ("no no no live person live person", True),
        ("i said a human being, a human being", True),
        ("supervisor please third time this morning", True),
        ("zero zero zero come on pick up", True),
        ("let me go back to the one i was talking with", True),
        ("go back to the one before that", False),
        ("take me back to the earlier claim the one before this", False),
        ("give me the one who decides", True),
        ("i usually just get the lady", False),
        ("can i get someone who signs", False),
        ("back up to the one we were on", False),
        ("u have the wrong person", False),
        ("let me have your shift lead", True),
        ("is there a fella i could ask", True),
        ("is mr delgado in today", True),
        ("is mrs. whitlock in today? she fixed it", True),
        ("is bettina still at the desk", True),
        ("is it still at the office", False),
        ("is the tall lady from enrollment there", True),
        ("is the claim in yet", False),
        ("i would like one of your folks on this", True),
        ("one of your people told me it was paid", False),
        ("is the guy in the ambulance covered", False),
        ("what does the night crew at the hospital bill", False),
        ("is the lady's claim there", False),
        ("what does a late filing lead to", False),
        ("when i mail the gentleman a bill what do i put on it", False),
        ("should i give that lady her refund", False),
        ("forty a month, is there anyone who would allow that", False),
        ("is there anyone who would talk to me", True),
    ],
)
def test_a_person_said_twice_is_wished_for_and_one_who_gets_or_allows_something_is_not(line: str, asks: bool) -> None:
    assert asks_for_a_person(line) is asks
