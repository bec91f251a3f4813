"""Whom a caller speaks for, from their own words."""

from __future__ import annotations

import pytest

from actions.heard import read
from actions.memory import Memory
from actions.speaker import is_own_title, speaks_of_oneself, spoken_for
from tests.actions.remembered import after, heard, office

PROVIDER = [
    "calling from the practice we got less than we billed on a claim",
    "sorry wrong button, I'm actually calling for a provider, I do their billing. need status of a claim",
    "provider here, checking a claim",
    "Billing at Summit Care here. Checking a claim",
    "provider office here. can you list the claims you have from us for a patient?",
    "provider billing: 3 patients to check today",
    "sorry yes i'm here i'm calling from a provider's office for claim status",
    "provider calling can you check a claim for me",
    "hii provider billng here, chekcing clm stauts for a pt",
    "hi provider's office again about the same claim",
    "doctor's office i'm calling about a claim you want records for",
    "Hi, I'm with the billing office of Lakeside. I need the status of a claim.",
    "claim status pls, calling from the billing dept of the provider",
    "no, for a patient of our practice",
    "btw i work for Cedar Clinic",
    "we're a billing company we do claims for all of them",
    "hi this is sharon with lakeside orthopedics",
    "i work in billing",
    "hi i handle denials for a surgery center i need to check one",
    "I do the claims and billing for Dr. Osei",
    "i'm posting payments and one is missing",
    "Good afternoon, Marcy from Foxhollow Medicine A/R dept. Did you guys get our claim?",
    "clinic front desk, need status on a claim pls",
    "clinic biller checking a claim",
    "need to check status for a provider",
    "payment question for the provider's side",
    "checking claim status for billing",
    "claim status - provider",
    "hi yes provider um claim status",
    "claim status provider",
    "hi this is the clinic front desk",
    "the hospital biller here, quick question",
    "we're the a/r team for them",
    "i'm a hospital biller",
    "it's for billing",
    "calling for the provider's office.",
    "provider claim status please",
]
MEMBER = [
    "hello I'm a member",
    "um yes hello i got a letter you people won't pay for my visit on march fifth",
    "it's about my own coverage",
    "member",
    "no i'm not a doctor i'm the patient",
    "yes, it's for me",
    "my doctor's office billed me twice",
    "i have a bill from the hospital for my surgery",
]
NOBODY = [
    "did you pay my claim from March 3?",
    "why did the provider bill that",
    "i'm calling about a bill from the hospital",
    "i'm in the hospital right now",
    "hospital bill from march",
    "1770002313",
    "what is a practice",
    "the clinic front desk told me to call",
    "the hospital staff told me it was paid",
    "i do all my claims at home",
    "i want to pay for the provider",
    "what is my provider claim status",
    "what's the phone number for billing?",
    "can I get the address for billing, please",
    "i have a question for billing",
    "I talked to the hospital rep and they said it was denied",
    "I called the hospital biller",
    "i spoke with the a/r team and they have no record",
    "i was calling the clinic rep but got no answer",
    "i got a call from the a/r dept",
    "the clinic staff couldn't find it",
    "hospital staff can't find it",
    "it was an out of network provider claim",
]


@pytest.mark.parametrize("line", PROVIDER)
def test_provider_staff_are_known_by_their_words(line: str) -> None:
    assert spoken_for(line) == "provider"


@pytest.mark.parametrize("line", MEMBER)
def test_members_are_known_by_their_words(line: str) -> None:
    assert spoken_for(line) == "member"


@pytest.mark.parametrize(
    "line",
    [
        "okay so good morning um i'm over here in patient accounts at the practice",
        "billing office here i have a denial to look at",
        "this is the billing department we got a denial on one of ours",
    ],
)
def test_an_office_with_a_denial_on_its_desk_is_no_member(line: str) -> None:
    assert spoken_for(line) == "provider"


@pytest.mark.parametrize("line", NOBODY)
def test_a_line_that_does_not_tell_is_asked_about(line: str) -> None:
    assert spoken_for(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "hi rep from billing co here working for Ivybridge Clinic, checking one claim",
        "Provider rep: I need to check ICN E7249973378 please",
        "provider rep here, checking claim status",
        "hello this is a billing specialist calling on a denial",
        "A/R rep following up on a claim",
    ],
)
def test_an_office_that_tells_its_own_title_asks_for_no_person(line: str) -> None:
    message = {"text": line, "intent": {"name": "request_human", "confidence": 0.9}, "also": ["check_claim_status"]}
    assert is_own_title(line)
    assert read(message).intents == ("check_claim_status", "identify_provider")


@pytest.mark.parametrize(
    "line",
    [
        "representative",
        "provider representative",
        "billing rep please",
        "claims representative",
        "billing representative i need to check on a claim",
        "hi i'm calling from a clinic get me a rep",
        "provider rep here, checking a claim, i want to talk to a person",
        "rep from claims",
        "agent for the provider line please, calling about a claim",
        "i need a billing specialist checking this claim now",
    ],
)
def test_a_person_asked_for_is_brought_whatever_title_is_named(line: str) -> None:
    assert "request_human" in read({"text": line, "intent": {"name": "request_human", "confidence": 0.9}}).intents


@pytest.mark.parametrize(
    "line",
    ["biller here f/u on a denial", "posting dept at Elm Dental, cant find the ERA",
     "need status on a denied clm, im w/ the provider",
     "this is the treating physician", "front desk. claim kicked back", "credentialing department at the group"],
)  # fmt: skip
def test_trade_words_tell_an_office(line: str) -> None:
    assert spoken_for(line) == "provider"


@pytest.mark.parametrize(
    "line",
    ["front desk lady took my copay", "the front desk told me to call", "front desk said it was denied",
     "biller sent me the wrong bill",
     "my biller is rude", "the treating physician was dr lee", "this is about the treating doctor", "posting a letter to you",
     "i am with my provider now", "billers keep calling me"],
)  # fmt: skip
def test_an_office_a_member_speaks_of_is_not_the_caller(line: str) -> None:
    assert spoken_for(line) != "provider"


def test_who_pays_the_plan_is_a_member() -> None:
    assert spoken_for("I pay you 900 a month") == "member"
    assert spoken_for("how do i pay you") is None


@pytest.mark.parametrize(
    "line",
    ["i'm the memeber", "hi im a paitent", "patient, did you pay 06/12/2026?", "Member: why was june 12 denied",
     "its me again, the patient", "this is the member i'm calling about my june visit", "i've got coverage thru you",
     "i have health insurance with you guys", "it's Nadia Miller, member.", "my name is Tom Ray Cole, the patient"],
)  # fmt: skip
def test_the_one_word_for_oneself_tells_a_member(line: str) -> None:
    assert spoken_for(line) == "member"


@pytest.mark.parametrize(
    "line",
    ["member, W831318145, 05/16/1964, dos 06/30/2026", "member: Nadia Miller, 1EG4TE5MK73", "member id is W831318145",
     "patient, is he eligible on 6/12", "this is a member i saw in june", "this is the patient i'm calling about",
     "it's for Nadia Miller, member", "this is Dana Cole, patient accounts", "does the patient have insurance with you",
     "this is a member of our staff", "i have a contract with you", "member services told me that", "the member was seen june 12",
     "it's about Nadia Miller, patient"],
)  # fmt: skip
def test_a_patient_spoken_of_is_not_the_caller(line: str) -> None:
    assert spoken_for(line) != "member"


@pytest.mark.parametrize(
    "line",
    [
        "yo did my claim from 9/9/26 go thru",
        "hi two claims of mine: 06/22/2026 and 05/13/2026. paid or not?",
        "um hi uh my claim from october the eighteenth twenty twenty six i'm the uh the patient",
        "it's um my own coverage",
        "member. claim 04/23/2026",
        "Letter says you denied me. Member. Visit 08/19/2026. By what date do I have to appeal?",
        "member. status of my claim 08/29/2026",
        "any news on my dental claim",
    ],
)
def test_a_line_about_ones_own_claim_is_a_members(line: str) -> None:
    assert speaks_of_oneself(line)
    assert after(Memory(expects="role"), heard("check_claim_status", text=line)).speaker == "member"


@pytest.mark.parametrize(
    "line",
    [
        "status of a claim from 3/4",
        "we need to check our claim",
        "my claim for a patient of dr hall",
        "I billed my claim in march, any news",
        "my claims department asked me to call",
        "member. 5GX9X47RN57 01/02/1960, dos 3/3",
        "Member. John Hall, status",
        "the member's claim from 3/4",
        "my claim queue has this one",
        "did the claim go through",
        "npi 1770002313, my claim of march third",
        "umm the claim of march third",
    ],
)
def test_a_line_that_could_be_an_offices_is_not_taken_for_a_members(line: str) -> None:
    assert not speaks_of_oneself(line)


@pytest.mark.parametrize("line", ["no wait my claim is the other one", "sorry i mean my claim of may"])
def test_an_office_that_says_my_claim_stays_an_office(line: str) -> None:
    assert after(office(), heard("check_claim_status", text=line)).speaker == "provider"


@pytest.mark.parametrize(
    "line",
    ["yeah good morning doctor's office billing i got a denial i need to understand",
     "yes hello good morning this is a doctors office",
     "this is a provider i need to check on a denial", "hi calling from a doctors office need a status",
     "hi its the front desk at a doctors office i have a claim that came back saying another insurance",
     "pt accts at provider, need a claim", "medical recs dept @ provider. you req'd records on a clm",
     "this is doctor hanlon i'm calling about a denial on one of my patients",
     "dr hanlon here, about one of my patients", "hi I'm the doctor, you denied my patient's MRI",
     "calling about a patient of mine whose claim denied", "ok hello clinic billing i got a letter about one of our claims",
     "front desk @ dr lee's office"],
)  # fmt: skip
def test_an_office_is_known_whatever_it_greets_with_and_however_it_writes(line: str) -> None:
    assert spoken_for(line) == "provider"


@pytest.mark.parametrize(
    "line",
    ["i got a bill from the doctors office", "hello doctor's office billed me twice", "this is about my doctor's office",
     "good morning the doctors office sent me a bill", "i'm calling about a doctors bill i got",
     "it's a doctors bill i got in the mail", "hi it's my doctors office that says i owe",
     "the hospital billing office called me about my bill", "doctor's office wants me to pay",
     "this is a provider i need to see", "i'm the doctor's wife", "this is dr lee's patient",
     "the medical records desk at the hospital told me to call", "what are my patient rights", "one of my doctors got denied"],
)  # fmt: skip
def test_an_office_one_has_heard_from_is_not_the_caller(line: str) -> None:
    assert spoken_for(line) != "provider"


@pytest.mark.parametrize(
    "line", ["did u guys pay my dr bill", "a claim for me", "hi i want to find out about a claim for me"]
)
def test_ones_own_bill_and_a_claim_for_oneself_tell_a_member(line: str) -> None:
    assert spoken_for(line) == "member"


@pytest.mark.parametrize(
    "line", ["can you check a claim for me", "look up a claim for me", "please pull two claims for me"]
)
def test_a_claim_looked_up_for_the_caller_tells_nobody(line: str) -> None:
    assert spoken_for(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "collections department on behalf of a clinic here about an open balance",
        "calling for accounts on behalf of one of our hospitals",
        "hello family medicine office we never got paid on a visit",
        "i'm a surgeon and you have not paid me for an operation",
        "i am a dentist and my staff can't get an answer",
    ],
)
def test_who_collects_or_treats_is_an_office(line: str) -> None:
    assert spoken_for(line) == "provider"


@pytest.mark.parametrize(
    "line",
    [
        "on behalf of a patient at the clinic",
        "my eye clinic we got a bill from them and i don't get it",
        "hi eye clinic we got a bill from",
        "hello the eye clinic said you denied it",
        "i'm a therapist myself and this bill is wrong",
        "on behalf of my mother who was in the hospital",
    ],
)
def test_an_office_or_a_trade_spoken_of_tells_no_office(line: str) -> None:
    assert spoken_for(line) != "provider"
