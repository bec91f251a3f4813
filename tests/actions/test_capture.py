"""Identifiers given piece by piece, read back, begun anew, offered by another name; and talk about the questions."""

from __future__ import annotations

from typing import Any

import pytest

from tests.actions.remembered import settled
from tests.actions.spoken import Talk, office, patient

NPI = "1468388487"
SPOKEN = "one four six eight three eight eight four eight seven"


@pytest.mark.parametrize(
    "lines",
    [
        ["uh n p i one four", "six eight", "three eight", "eight", "four eight", "seven"],
        ["one four six eight", "okay then three eight eight", "and four eight seven"],
        ["it's one four six eight", "hold on", "three eight eight", "hold on a second", "four eight seven"],
        ["one four six eight", "one four six eight three eight eight", "four eight seven"],
        ["one four six eight three", "eight three eight eight four eight seven"],
        ["one four six eight um three eight eight hold on four eight seven"],
        ["one four six eight you there three eight eight can you hear me four eight seven"],
        ["one four six eight that's an eight three eight eight wait four eight seven"],
        ["one four six eight no honey i'm busy three eight eight four eight seven"],
        ["one four five", "sorry start over", SPOKEN],
        ["one four six eight nine", "no start over one four six eight three eight eight", "four eight seven"],
        ["one four six eight three nine", "no three eight", "eight four eight seven"],
        ["1468", "388", "487"],
        ["one four six eight", "oh wait read that back", "three eight eight four eight seven"],
    ],
)
def test_an_npi_over_several_turns_is_progress_and_one_number(lines: list[str]) -> None:
    talk = office()
    for line in lines:
        talk.say(line, "hold_on" if line in ("hold on", "hold on a second") else "nlu_fallback", 0.9)
        assert (talk.missed, talk.person) == (False, None), line
    assert (talk.memory.npi, talk.asked, talk.memory.piece) == (NPI, "tax_id", None)


def test_a_piece_is_told_with_what_is_still_missing() -> None:
    talk = office().say("one four six eight three eight eight")
    assert talk.says == ["utter_piece_left"]
    assert talk.facts == {"piece": "1 4 6 8 3 8 8", "left": "Three more digits of the NPI"}
    assert office("tax_id").say("nine seven four four").facts["left"] == "One more digit of the tax ID"


@pytest.mark.parametrize(
    ("lines", "member_id"),
    [
        (["whiskey zero five four", "two four four", "zero nine six"], "W054244096"),
        (["first part is w zero five four two hold on", "and then four four zero nine six"], "W054244096"),
        (["w zero five four did you get that two four four zero nine six"], "W054244096"),
        (["five golf yankee seven yankee", "one three foxtrot quebec five one"], "5GY7Y13FQ51"),
        (["w zero five four", "start again", "w zero five four two four four zero nine six"], "W054244096"),
        (["w zero five four two", "w zero five four two four four zero nine six"], "W054244096"),
        (["W4912", "that's all of it"], "W4912"),
        (["w four nine one two", "no that's it"], "W4912"),
    ],
)
def test_a_member_id_over_several_turns_is_one(lines: list[str], member_id: str) -> None:
    for talk in (office("member_id"), patient()):
        for line in lines:
            talk.say(line)
            assert not talk.missed, line
        assert (talk.memory.member_id, talk.asked) == (member_id, "date_of_birth")


def test_the_second_half_of_a_member_id_is_no_birth_date() -> None:
    talk = office("member_id").say("whiskey four nine one two")
    assert (talk.memory.member_id, talk.asked, talk.says) == (None, "member_id", ["utter_piece_member_id"])
    talk.say("nine three two zero four")
    assert (talk.memory.member_id, talk.memory.date_of_birth) == ("W491293204", None)


def test_a_birth_date_told_while_half_a_member_id_is_kept_is_a_date() -> None:
    talk = office("member_id").say("w four nine one two").say("born december seventh nineteen ninety one")
    assert (talk.memory.member_id, talk.memory.date_of_birth) == (None, "1991-12-07")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("nine seven four four seven that's the tax i d", "97447"),
        ("the tax id is nine seven four four seven", "97447"),
        ("tin 27-0612013", "270612013"),
    ],
)
def test_another_identifier_offered_by_its_name_is_kept_as_that(text: str, kept: str) -> None:
    for talk in (office(), office().say("one four six eight three eight eight")):
        talk.say(text)
        assert (talk.memory.tax_id, talk.memory.npi, talk.asked) == (kept, None, "npi")


def test_a_number_too_long_or_wrong_is_a_rung_and_a_person_comes_at_last() -> None:
    talk = office().say("one four six eight").say("nine seven four four seven two two two")
    assert (talk.says, talk.missed, talk.memory.piece) == (["utter_too_long"], True, None)
    talk.say("one two three four five six seven eight nine one")
    assert (talk.says, talk.missed) == (["utter_not_valid_npi"], True)
    for _ in range(2):
        talk.say("one two three four five six seven eight nine one")
    assert talk.person == "no_understanding"


@pytest.mark.parametrize(
    "text",
    [
        "oh wait read that back",
        "can you read it back to me",
        "what do you have so far",
        "did you get all that",
        "say that back please",
    ],
)
def test_what_the_caller_gave_is_read_back(text: str) -> None:
    talk = office().say("one four six eight three eight eight").say(text, "repeat", 0.7)
    assert (talk.says, talk.missed) == (["utter_piece_back"], False)
    assert talk.facts["piece"] == "1 4 6, 8 3 8 8"
    assert office("tax_id").say(text, "repeat", 0.7).facts["value"] == "1 7 7, 0 0 0, 2 3 1 3"


@pytest.mark.parametrize("text", ["read it back to me", "what tax id do you have", "read me the tax id back"])
def test_what_the_caller_did_not_give_is_not_read_back(text: str) -> None:
    talk = office().say(text, "repeat", 0.6)
    assert talk.says == ["utter_not_read_out"] or talk.answered == ["not_read_out"]


def test_a_zero_among_digits_is_no_key_for_a_person() -> None:
    for text in ("zero one slash", "zero nine slash zero", "oh zero one"):
        assert office("date_of_service").say(text, "request_human", 0.9).person is None
    for text in ("zero", "0", "zero zero", "press zero", "i want to press zero for somebody"):
        assert office("date_of_service").say(text, "request_human", 0.9).person == "asked"


@pytest.mark.parametrize(
    "text", ["what do you need", "how many more questions", "what else do you need from me", "what info do you need"]
)
def test_what_is_still_needed_is_told(text: str) -> None:
    talk = office("date_of_birth").say(text, "help", 0.7)
    assert talk.says == ["utter_still_needed"]
    assert talk.facts["left"] == "two things: the patient's date of birth and the date of service"
    assert (
        patient("date_of_birth").say(text).facts["left"]
        == "three things: your member ID, your date of birth and your ZIP code"
    )


@pytest.mark.parametrize("text", ["why", "why do you need that", "what for?", "but why do you want my npi", "how come"])
def test_why_something_is_asked_is_told(text: str) -> None:
    talk = office().say(text, "ask_denial_reason", 0.8)
    assert (talk.says, talk.asked) == (["utter_help_npi"], "npi")
    assert [one["name"] for one in talk.memory.requests] == ["check_claim_status"]


@pytest.mark.parametrize(
    "text", ["why only the last five", "why just the last five digits", "why is it only the last 5"]
)
def test_why_a_part_is_enough_is_a_question_about_the_question(text: str) -> None:
    talk = office("tax_id").say(text, "ask_denial_reason", 0.8)
    assert (talk.says, talk.asked) == (["utter_help_tax_id"], "tax_id")
    assert [one["name"] for one in talk.memory.requests] == ["check_claim_status"]


@pytest.mark.parametrize(
    "text",
    [
        "why only part of it was paid",
        "why was only the last line denied",
        "why did you deny the last five claims",
        "why just this one",
        "why only half of the charge",
        "why the last claim",
        "why not all of it was paid",
        "why only eighty percent",
    ],
)
def test_why_of_a_part_of_the_claim_is_a_wish(text: str) -> None:
    assert "utter_help_tax_id" not in office("tax_id").say(text, "ask_denial_reason", 0.9).says


@pytest.mark.parametrize(
    "text", ["why was it denied", "why did you not pay the claim from march third", "why is it taking so long"]
)
def test_why_about_the_claim_is_a_wish(text: str) -> None:
    assert office().say(text, "ask_denial_reason", 0.9).says == []


@pytest.mark.parametrize(
    "text",
    [
        "can i use the tax id",
        "can i give you the practice name instead",
        "what about the claim number",
        "would the doctor's name work",
    ],
)
def test_nothing_else_will_do_for_an_npi(text: str) -> None:
    talk = office().say(text)
    assert (talk.says, talk.asked, talk.missed) == (["utter_only_npi"], "npi", False)


@pytest.mark.parametrize("text", ["all of 2026", "sometime in 09/2026", "early march", "in september", "several dates"])
def test_a_stretch_of_time_is_no_day_and_the_way_on_is_told(text: str) -> None:
    talk = office("date_of_service").say(text)
    assert (talk.says, talk.asked) == (["utter_exact_day"], "date_of_service")
    assert talk.say(text).asked == "claim_number"


def test_a_claim_is_not_found_by_its_amount() -> None:
    talk = office("date_of_service").say("billed amount was 162.25")
    assert (talk.says, talk.asked) == (["utter_not_by_amount"], "claim_number")


def test_wishes_instead_of_the_proof_are_a_rung_from_the_second_on() -> None:
    talk = office()
    rungs = [talk.say(text, "ask_payment", 0.9).missed for text in ("how much was paid",)]
    rungs += [talk.say("when was it paid", "ask_denial_reason", 0.9).missed]
    rungs += [talk.say("yes", "affirm", 1.0).missed, talk.say("and the check number", "spell_claim", 0.9).missed]
    assert rungs[:3] == [False, True, True]
    assert talk.person == "no_understanding" or talk.say("yes").person == "no_understanding"


@pytest.mark.parametrize(
    ("expects", "text"),
    [
        ("npi", "one of my two patients"),
        ("npi", "give me like two minutes"),
        ("npi", "we have three providers here"),
        ("npi", "it has ten digits right"),
        ("member_id", "i have two cards which one do you want"),
        ("member_id", "sorry what was the question"),
        ("tax_id", "i called two times and spoke to four people"),
        ("date_of_birth", "one second"),
        ("npi", "what's my balance on the account"),
        ("npi", "that's not all i wanted to ask"),
    ],
)
def test_talk_beside_the_question_leaves_no_piece(expects: str, text: str) -> None:
    talk = office(expects).say(text)
    assert talk.memory.piece is None
    assert getattr(talk.memory, expects) is None


def test_a_piece_is_gone_with_the_question() -> None:
    talk = office().say("one four six eight")
    memory: Any = talk.say("the npi is 1770002313").memory
    assert (memory.piece, memory.npi) == (None, "1770002313")


@pytest.mark.parametrize(
    "text",
    ["claim status, provider, cedar clinic", "med records dept for the provider", "status check - provider - 3 claims"],
)
def test_the_role_said_in_the_line_is_not_asked_again(text: str) -> None:
    assert Talk(patient().memory.__class__(expects="role")).say(text, "check_claim_status", 0.9).asked == "npi"


def test_after_a_refusal_a_fact_of_the_patient_tries_the_same_proof_not_again() -> None:
    tried = {"npi": "1770002313", "tax_id": "997304730"}
    for line in ("w zero five four two four four zero nine six is the member id", "dos 07/02/2026"):
        talk = office(tried=dict(tried)).say(line)
        assert (talk.asked, talk.memory.npi, talk.memory.tried) == ("npi", None, tried)
    talk = office(tried=dict(tried)).say("no it's two four seven three oh four seven three oh")
    assert (talk.memory.npi, talk.memory.tax_id) == ("1770002313", "247304730")


@pytest.mark.parametrize(
    ("line", "intent", "tax_id"),
    [
        ("wait i read the wrong line it's 04730", "correct_that", "04730"),
        ("04730", "inform", "04730"),
        ("sorry it's oh four seven three oh", "inform", "04730"),
        ("wait i read the wrong line it's 24730", "correct_that", "24730"),
        ("24730", "inform", None),  # an NPI may begin so
        ("17700", "correct_that", None),  # the NPI once more, from its beginning
        ("0473", "correct_that", None),
        ("1770002313", "inform", None),
    ],
)
def test_after_a_refusal_the_last_five_told_anew_are_kept(line: str, intent: str, tax_id: str | None) -> None:
    talk = office(tried={"npi": "1770002313", "tax_id": "97304"}).say(line, intent, 0.97)
    assert talk.memory.tax_id == tax_id
    assert tax_id is None or talk.memory.npi == "1770002313"


@pytest.mark.parametrize(
    ("line", "tax_id"),
    [
        ("I read the wrong line, it's 8", "97308"),
        ("I read the wrong line, it's eight", "97308"),
        ("sorry it ends in 48", "97348"),
        ("I read the wrong line, it's 997304730", "997304730"),
        ("I read the wrong line, it's 209561686", "209561686"),
        ("sorry, 177000231", None),  # the NPI once more, a digit short
        ("no, we have 2 claims", None),
        ("wait, the patient is 12", None),
        ("no it's for 3 patients", None),
        ("sorry, hold on, it's 2:30 here", None),
        ("no, that was 2 weeks ago", None),
        ("wait, I have 2 more to check", None),
        ("no, I already said it 3 times", None),
        ("sorry, it's page 2 of 3", None),
        ("no wait", None),
    ],
)
def test_after_a_refusal_the_tax_id_is_told_whole_or_by_its_end(line: str, tax_id: str | None) -> None:
    tried = {"npi": "1770002313", "tax_id": "97304"}
    talk = office(tried=tried).say(line, "correct_that", 0.97)
    assert talk.memory.tax_id == tax_id
    assert tax_id is None or talk.memory.npi == "1770002313"


def test_questions_change_nothing_whatever_the_model_makes_of_them() -> None:
    talk = office("claim_number", dont_have=["date_of_service"])
    talk.say("how many more", "another_claim", 0.9)
    assert (talk.facts["left"], talk.asked) == ("one thing: the claim number", "claim_number")


def test_questions_between_two_claims_of_a_batch_are_answered_each_time() -> None:
    between = settled(expects="member_id", batch={"begun": True, "total": 5, "done": 1})
    for line, intent in (("why was it denied", "ask_denial_reason"), ("what do we have to do next", "ask_next_step")):
        talk = Talk(between).say(line, intent, 0.97)
        assert (talk.says, talk.missed) == ([], False)
        between = talk.memory.copy()
        between.requests = []  # answered
