"""Whom a caller speaks for, from their own words."""

from __future__ import annotations

import pytest

from actions.speaker import spoken_for

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
