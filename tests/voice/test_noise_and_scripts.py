"""The simulator's own pieces: what a bad line does to words, what a script says, what a caller answers."""

from __future__ import annotations

from random import Random

import pytest

from backend.integrations.twilio.many import in_time
from backend.integrations.twilio.noise import CONFUSIONS, misheard
from backend.integrations.twilio.persona import Persona, asked_in, is_answer
from backend.integrations.twilio.script import Step, steps, values_of, wanted_claim

WORDS = "what is the status of the claim for may five two three zero"
CLAIM = {
    "claim_number": "E6747567890",
    "member": {"id": "5GX1QA8", "first": "Joanna", "last": "Contreras", "dob": "1935-05-25", "zip": "80712"},
    "provider": {"npi": "1734534146", "tax_id": "247304730"},
    "service_from": "2026-10-11",
    "paid": "1240.50",
}


def test_a_clear_line_hears_what_is_said() -> None:
    assert misheard(WORDS, 0, Random(1)) == WORDS


def test_the_same_seed_mishears_the_same_and_another_does_not() -> None:
    heard = [misheard(WORDS, 0.5, Random(seed)) for seed in (1, 1, 2)]
    assert heard[0] == heard[1] != heard[2]


@pytest.mark.parametrize("seed", range(50))
def test_something_said_is_never_heard_as_nothing(seed: int) -> None:
    assert misheard("hello", 1.0, Random(seed)).strip()


def test_about_a_tenth_of_the_words_go_wrong() -> None:
    choose = Random(7)
    words = " ".join(sorted(CONFUSIONS)[:30]).split()
    changed = sum(misheard(word, 0.1, choose) != word for _ in range(200) for word in words)
    assert 0.05 < changed / (200 * len(words)) < 0.11


def test_a_script_has_speech_keys_silence_late_words_and_hanging_up() -> None:
    lines = ["// claim: paid", "claim status", "#{npi}", "", "~  yes", "!goodbye", "=> paid | denied"]
    assert list(steps(lines, values_of(CLAIM))) == [
        Step("say", "claim status"),
        Step("say", "#1734534146"),
        Step("say", ""),
        Step("late", "yes"),
        Step("hang_up", "goodbye"),
        Step("expect", "paid | denied"),
    ]
    assert wanted_claim(lines) == "paid"


@pytest.mark.parametrize(
    ("heard", "asked"),
    [
        ("Are you calling for a provider, or about your own coverage?", "role"),
        ("Thank you. What is your NPI? You can say it or key it in.", "npi"),
        ("What are the last five digits of the tax ID?", "tax_id"),
        ("I heard 1 2 3. What is the patient's member ID?", "member_id"),
        ("What is the patient's date of birth?", "date_of_birth"),
        ("What is the date of service?", "date_of_service"),
        ("Please stay on the line.", None),
    ],
)
def test_a_caller_knows_what_is_asked(heard: str, asked: str | None) -> None:
    assert asked_in(heard) == asked


def test_who_is_asked_again_says_it_otherwise_and_then_keys_it() -> None:
    caller = Persona(CLAIM)
    said = [caller.reply("What is your NPI?") for _ in range(3)]
    assert said == ["1 7 3 4 5 3 4 1 4 6", "#1734534146", "#1734534146"]


def test_an_id_read_back_wrongly_is_put_right() -> None:
    caller = Persona(CLAIM)
    asks = "What is the patient's date of birth?"
    assert caller.reply(f"I heard 5 G, X as in X-ray, 1 Q A 8. {asks}") == "may 25 1935"
    assert caller.reply(f"I heard 5 G, X as in X-ray, 1 Q A 7. {asks}") == "no, the member id is 5 g x 1 q a 8"


def test_a_number_read_back_wrongly_is_put_right_as_what_it_is() -> None:
    caller = Persona(CLAIM)
    caller.reply("What is your NPI?")
    assert caller.reply("I heard 1 1 1 3, 4 5 3, 4 1 4 6. What is your NPI?") == "no, the npi is 1 7 3 4 5 3 4 1 4 6"


def test_who_has_a_second_claim_says_so_once_the_first_is_told() -> None:
    caller = Persona(CLAIM, further=CLAIM | {"claim_number": "E1111112222"})
    caller.reply("What is your NPI?")
    told = "The claim ending 7 8 9 0, for October 11, 2026, was paid. The plan paid 1,240 dollars. What else can I help with?"
    assert caller.reply(told) == "i have another claim"


@pytest.mark.parametrize(
    ("answered", "further", "in_seven_and_two"), [(7, 2, True), (8, 2, False), (None, None, False), (5, 3, False)]
)
def test_a_call_that_took_longer_than_promised_is_told_apart(
    answered: int | None, further: int | None, in_seven_and_two: bool
) -> None:
    assert in_time(Persona(CLAIM, CLAIM, answered_after=answered, further_took=further)) is in_seven_and_two


def test_only_the_truth_is_an_answer() -> None:
    told = "The claim ending 7 8 9 0, for October 11, 2026, was paid. The plan paid {} dollars and 50 cents."
    assert is_answer(told.format("1,240"), CLAIM)
    assert not is_answer(told.format("1,420"), CLAIM)
    assert not is_answer("The claim ending 1 1 1 1 was paid 1,240 dollars.", CLAIM)
