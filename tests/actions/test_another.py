"""Who acts for a member is told nothing, whatever proofs they bring and whenever; members who mention a relative are served."""

from __future__ import annotations

from typing import Any

import pytest

from actions.another import HINTED, STANDS
from actions.controls import control
from actions.heard import Heard, read
from actions.memory import Memory
from actions.steps import Answer, Ask, HandOff, LoadSession, Session, Step, Verify
from actions.take_in import take_in
from actions.turn_plan import next_step
from tests.actions.remembered import DATE, TODAY, after, heard, own

FACTS: dict[str, Any] = {"member_id": "W12345678", "date_of_birth": "1980-01-02", "zip_code": "55158"}

THIRD = [
    "Hi, I'm the mom of Genevieve Mukherjee. You denied the visit, why?",
    "I'm writing on behalf of Ignacio Jaramillo, kindly let me know the status of the claim",
    "I have power of attorney for my aunt Katherine Holmquist. Status?",
    "moms claim got denied y?? shes Hector Rasmussen",
    "this is the husband of Ana Reyes. Claim of May 4?",
    "this is cecilia's son calling about a claim",
    "Legal guardian of Ana Reyes here",
    "i'm asking for a friend, was the visit paid",
    "my boyfriend asked me to check on his claim",
    "I'm Margaret's social worker at the shelter. Has it been paid?",
    "here are all the numbers. he asked me to find out if it was paid",
    "the patient is my ex husband but im still on the plan.",
    "i'm the executor for ana reyes who passed",
    "we are a law office representing Ana Reyes. What was paid?",
    "im actually her sister",
    "btw im her daughter she asked me to write",
    "my husband had an operation and i have his card here did it get paid",
    "hi im helping my grandma with her bills. whats the status",
    "did you pay my wifes claim",
    "my dad had a stroke he can't talk on the phone anymore so i'm doing this his claim what's going on with it",
    "hi i'm a caregiver i take care of an older lady and she got a bill",
    "hello i call for my mother she no speak english i translate for her",
    "it's about my wife's bill she's right here she says it's okay",
    "she's nodding okay she gives permission",
    "I'm his case manager, checking on the claim",
    "I'm Mr. Lowe's attorney",
    "I take care of my dad's bills",
    "it's not for me, for somebody else",
    "calling about my mother-in-law's claim",
    "my roommate's claim was denied, here is his card",
    "I am the patient's mother",
    "I'm the member's wife",
    "im calling for my grandson",
    "I'm the personal representative of the estate",
    "checking for my neighbor, she is ninety",
    "I'm the subscriber, this is about my wife's claim",
    "own coverage i guess, my moms claim",
    "My client was hurt in May, what did you pay",
    "I am his son and he is in the hospital",
    "i'm not the member but i have the card",
    "my daughter turned 19, what about my daughter's claim",
    "I'm a friend of the family calling about Ana's bill",
    "as her health care proxy I need the status",
    "its for her own coverage",
]
OWN = [
    "my wife told me to call you about my claim, it's my own",
    "my wife told me to call about my claim",
    "my wife told me to call",
    "I came as a friend said to, it's about my claim",
    "my husband usually does this but it's my claim, i'm the patient",
    "my daughter's helping me with the phone but i'm the member it's my own claim",
    "my son says you denied my claim?? is that true, i am the member",
    "my son says you denied my claim",
    "I'm a mom of three and got no time. my own claim paid?",
    "I'm a mom of three, did you pay my visit",
    "on behalf of myself haha i'm calling about my claim",
    "hi this is Ana Reyes, my mom said my claim is stuck. im 24 its my own insurance",
    "my doctor's office, her number is wrong on the bill. anyway my claim, im the patient, was it paid?",
    "my doctor said her claim for my surgery was denied",
    "my doctor asked me to call about my bill",
    "my daughter was born in May and you denied the delivery",
    "claim for my son's birth please, I gave birth in May",
    "my late father's name was the same as mine, did you pay my claim",
    "I'm on my husband's plan, was my visit paid",
    "it's my husband's insurance but my claim",
    "I got the insurance through my wife's job, my claim please",
    "my mother died last week and I could not open your letter, is my claim paid",
    "my friend got hers paid, why not my claim",
    "the lady at the office, she told me to call you",
    "my therapist says his claim was never paid",
    "I have a kid with me, can we be quick, my claim from May",
    "my neighbor drove me to the hospital that day, did you pay the visit",
    "I was in a car with my brother and got hurt, did you pay my visit",
    "are you a person or a machine",
    "can I talk to someone else",
    "my attorney said I should ask why my claim was denied",
    "yes it's for me",
    "did you pay my claim",
    "it's about my own coverage",
    "I'm a member",
    "I'm a new mom, my hospital bill is huge",
    "my wife is sleeping so I whisper, was my claim paid",
    "I'm calling for myself",
    "why was the claim denied, the doctor says you have everything",
    "today's bill says I owe more",
    "the hospital's bill is wrong",
    "I'm the one who had the surgery",
    "it's my surgery, my partner just found the letter",
    "my claim for the baby's delivery",
]
OFFICE = [
    "her member id is W12345678, her dob 01/02/1980",
    "the member's id is W12345678",
    "this is for the patient's mother's plan",
    "patient is a child, mom of the patient gave us the card",
    "his dob is 01/02/1980",
    "calling on behalf of the patient",
    "Margaret's claim",
    "it's for her",
]


def turn(memory: Memory, text: str, *also: str, **values: Any) -> Memory:
    """One turn the whole way: read from the tracker's message, taken in, its control words applied."""
    intent, *more = also or ("check_claim_status",)
    entities = [{"entity": name, "value": value} for name, value in values.items()]
    message = {"text": text, "intent": {"name": intent, "confidence": 0.95}, "also": more, "entities": entities}
    said = read(message, memory.expects)
    return control(memory, take_in(memory, said, TODAY), said).memory


def step(memory: Memory, session: Session | None = None) -> Step:
    return next_step(memory, session or Session())


@pytest.mark.parametrize("text", THIRD)
@pytest.mark.parametrize("speaker", [None, "member"])
def test_who_acts_for_a_member_proves_nothing_with_the_members_facts(text: str, speaker: str | None) -> None:
    memory = turn(Memory(speaker=speaker, expects="role"), text, "check_claim_status", "inform", **FACTS)
    assert memory.for_another == STANDS
    assert (memory.member_id, memory.date_of_birth, memory.zip_code) == (None, None, None)
    first = step(memory)
    assert isinstance(first, Answer)
    assert first.request["name"] == "identify_representative"


@pytest.mark.parametrize("text", OWN)
def test_members_who_mention_a_relative_are_served(text: str) -> None:
    memory = turn(Memory(speaker="member", expects="role"), text)
    assert memory.for_another is None
    assert not memory.is_waiting_for("identify_representative")
    memory.requests = [one for one in memory.requests if one["name"] != "sorry_for_loss"]  # said in that turn
    memory = turn(memory, "here you are", "inform", **FACTS)
    assert isinstance(step(memory), Verify)


@pytest.mark.parametrize("text", OFFICE)
def test_an_office_speaks_of_its_patient_as_another(text: str) -> None:
    memory = turn(Memory(speaker="provider", npi="1770002313", tax_id="12345", expects="member_id"), text)
    assert memory.for_another is None
    assert not isinstance(step(memory), HandOff)


def test_who_says_to_be_the_patient_is_no_office_they_mention() -> None:
    text = "my doctor's office, her number is wrong on the bill. anyway my claim, im the patient, was it paid?"
    memory = turn(Memory(expects="role"), text, "identify_provider", "ask_payment")
    assert (memory.speaker, memory.for_another, step(memory)) == ("member", None, Ask("member_id"))


def test_the_state_stays_for_the_turns_after() -> None:
    memory = turn(Memory(expects="role"), "i'm the executor for ana reyes who passed", "inform", **FACTS)
    memory.requests = []
    memory = turn(memory, "so was it paid", "ask_payment")
    assert memory.requests == [{"name": "identify_representative", "again": True}]
    memory.requests = []
    memory = turn(memory, "yes it's about your coverage", "identify_member")
    assert memory.for_another == STANDS
    assert not isinstance(step(memory), Verify | LoadSession)


def test_who_brings_the_facts_again_gets_a_person() -> None:
    memory = turn(Memory(expects="role"), "I'm the mom of Ana Reyes")
    memory.requests = []
    memory = turn(memory, "here", "inform", **FACTS)
    assert (step(memory), memory.member_id) == (HandOff("representative"), None)


def test_facts_given_before_the_sign_are_not_kept() -> None:
    memory = turn(Memory(speaker="member", expects="member_id"), "W12345678", "inform", member_id="W12345678")
    memory = turn(memory, "im actually her sister, zip is 55912", "inform", zip_code="55912")
    assert (memory.for_another, memory.member_id, memory.zip_code) == (STANDS, None, None)


@pytest.mark.parametrize("word", ["start over", "go back"])
def test_no_control_word_ends_it(word: str) -> None:
    memory = turn(Memory(expects="role"), "I'm his mom")
    memory = turn(memory, word, "restart" if word == "start over" else "go_back")
    assert memory.for_another == STANDS


@pytest.mark.parametrize(
    "text", ["it's my own claim", "I am the patient", "I'm the member myself", "I'm calling for myself"]
)
def test_a_plain_word_that_it_is_ones_own_ends_it(text: str) -> None:
    memory = turn(Memory(speaker="member", for_another=STANDS), text, "identify_member")
    assert memory.for_another is None
    assert step(memory) == Ask("member_id")


def test_an_office_that_says_so_proves_itself_its_own_way() -> None:
    memory = turn(Memory(for_another=STANDS), "I'm calling from the billing office of a clinic", "identify_provider")
    assert memory.speaker == "provider"
    assert step(memory) == Ask("npi")


@pytest.mark.parametrize(
    "text",
    ["her id is W12345678", "she was born January 2 1980", "Margaret's claim please", "the member's id is W12345678"],
)
def test_a_member_spoken_of_as_another_is_asked_about_first(text: str) -> None:
    memory = turn(Memory(speaker="member", expects="member_id"), text, "inform", member_id="W12345678")
    assert (memory.for_another, memory.member_id, step(memory)) == (HINTED, None, Ask("self"))


def test_the_day_asked_for_outlives_the_question_who_speaks() -> None:
    memory = turn(Memory(speaker="member"), "Margaret's claim", "check_claim_status", date_of_service=DATE)
    memory.expects = "self"
    memory = turn(memory, "yes I'm Margaret", "affirm")
    assert (memory.for_another, memory.date_of_service, step(memory)) == (None, DATE, Ask("member_id"))


@pytest.mark.parametrize(
    ("text", "intent", "state"),
    [
        ("yes", "affirm", None),
        ("yes I am", "affirm", None),
        ("this is Margaret", "inform", None),
        ("I'm the member", "identify_member", None),
        ("it's me", "inform", None),
        ("no", "deny", STANDS),
        ("no, for her", "deny", STANDS),
        ("for someone else", "inform", STANDS),
        ("her zip is 55158", "inform", STANDS),
        ("its for her own coverage", "identify_member", STANDS),
        ("what do you mean", "help", HINTED),
    ],
)
def test_the_answer_to_who_speaks_decides(text: str, intent: str, state: str | None) -> None:
    memory = Memory(speaker="member", for_another=HINTED, expects="self", requests=[{"name": "check_claim_status"}])
    assert turn(memory, text, intent).for_another == state


def test_before_the_role_a_hint_waits_for_it_and_proves_no_member() -> None:
    text = "need to know about Margaret's claim. her member id is W12345678, her dob 01/02/1980, her zip 55158"
    memory = turn(Memory(expects="role"), text, "check_claim_status", **FACTS)
    assert (memory.speaker, step(memory)) == (None, Ask("role"))
    office = turn(memory, "provider's office", "identify_provider")
    assert (office.member_id, step(office)) == ("W12345678", Ask("npi"))
    member = turn(memory, "own coverage", "identify_member")
    assert (member.member_id, step(member)) == (None, Ask("self"))


@pytest.mark.parametrize(
    "text",
    ["and my daughter Ann's from May 2?", "what about my daughter's", "now moms claim", "and my son's from 05/02/2026"],
)
def test_a_proved_member_is_refused_anothers_claim_without_a_search(text: str) -> None:
    memory = turn(own(), text, "another_claim", date_of_service={"start": "2026-05-02", "end": "2026-05-02"})
    assert [one["name"] for one in memory.requests] == ["identify_representative"]
    assert memory.date_of_service == DATE
    assert memory.for_another is None


def test_a_proved_line_whose_speaker_is_not_the_member_is_told_nothing_more() -> None:
    memory = turn(own(), "btw I'm actually her sister, why was it denied", "ask_denial_reason")
    assert (memory.for_another, memory.claim, memory.answered) == (STANDS, None, [])
    first = step(memory, Session(level="member", role="member"))
    assert isinstance(first, Answer)
    assert first.request["name"] == "identify_representative"


def test_an_emergency_and_a_wish_for_a_person_go_first() -> None:
    memory = turn(Memory(speaker="member"), "I'm his mom, I want to talk to a person", "request_human")
    assert isinstance(step(memory), HandOff)
    memory = after(Memory(for_another=STANDS), heard("medical_emergency", text="he can't breathe"))
    assert step(memory) == HandOff("medical_emergency")


def test_a_code_proves_nothing_while_the_state_stands() -> None:
    memory = Memory(speaker="member", for_another=STANDS, expects="one_time_code")
    said = Heard(intents=("inform",), text="123456", values={"one_time_code": ["123456"]})
    assert not after(memory, said).is_waiting_for("check_code")


def test_a_relatives_claims_are_no_narrowed_list_of_ones_own() -> None:
    memory = turn(own(), "list my daughter's claims from May that were denied", "list_claims")
    assert [one["name"] for one in memory.requests] == ["identify_representative"]


@pytest.mark.parametrize("text", ["I'm calling my lawyer", "my attorney will hear about this", "i am getting a lawyer"])
def test_who_threatens_with_a_lawyer_acts_for_nobody_else(text: str) -> None:
    memory = turn(Memory(), text, "identify_representative")
    assert memory.for_another is None
    assert memory.requests[0] == {"name": "complain", "reason": "legal", "words": text}


def test_a_relative_who_threatens_with_a_lawyer_gets_a_person_and_no_facts() -> None:
    memory = turn(Memory(), "i'm her husband and i will call my lawyer")
    assert (memory.for_another, memory.requests[0]["reason"]) == (STANDS, "legal")


@pytest.mark.parametrize(
    "text",
    [
        "it's my wife so that would be february second 1969",
        "thats for my dad, it's 1/2/40",
        "this is my son he was born in 2001",
    ],
)
def test_a_proof_that_is_a_relatives_is_not_kept_before_it_is_asked_who_speaks(text: str) -> None:
    memory = Memory(
        speaker="member", member_id="W1", expects="date_of_birth", requests=[{"name": "check_claim_status"}]
    )
    after_it = turn(memory, text, "inform", date_of_birth="1969-02-02")
    assert after_it.for_another is not None
    assert (after_it.member_id, after_it.date_of_birth) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "my wife has the same one, february second",
        "it's my son calling hang on, 2/2/69",
        "it's my own, 2/2/69",
        "my wife says it's 2/2/69",
        "that's my birthday",
    ],
)
def test_a_relative_mentioned_beside_a_proof_changes_nothing(text: str) -> None:
    memory = Memory(
        speaker="member", member_id="W1", expects="date_of_birth", requests=[{"name": "check_claim_status"}]
    )
    assert turn(memory, text, "inform", date_of_birth="1969-02-02").for_another is None
