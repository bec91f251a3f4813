"""Whether the patient has to speak to the plan, and what comes after no other coverage was noted."""

from __future__ import annotations

import pytest

from actions.claim_answers import next_step
from actions.office_answers import patient_acts
from actions.speaker import spoken_for
from tests.actions.remembered import office, wanted

COB = {
    "stage": "denied", "denied": True, "denial_root_cause": "coordination_of_benefits",
    "denial_route": "update_coordination_of_benefits", "denial_attach": ["the other plan's EOB"],
}  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "does the member need to phone the plan herself",
        "then the pt must contact you",
        "can we update it on behalf of the patient",
        "is the patient supposed to call",
    ],
)
def test_whether_the_patient_has_to_act_is_heard(line: str) -> None:
    assert wanted(office(), line) == ["patient_acts"]


@pytest.mark.parametrize(
    "line",
    [
        "can we bill the patient and call it done",
        "must the patient sign the appeal",
        "the patient called us this morning",
        "can you call the patient",
        "why does the patient have to do anything",
    ],
)
def test_other_talk_of_the_patient_is_not(line: str) -> None:
    assert "patient_acts" not in wanted(office(), line)


def test_of_other_coverage_the_members_own_word_is_needed() -> None:
    assert [one.response for one in patient_acts(COB, "provider", "chat")] == ["utter_member_tells_plan"]
    other = COB | {"denial_root_cause": "coding", "denial_route": "correct_and_resubmit", "denial_appealable": True}
    assert patient_acts(other, "provider", "chat")[0].response == "utter_route_correct_and_resubmit"


def test_who_said_there_is_no_other_plan_is_not_told_to_bill_it() -> None:
    assert next_step(COB | {"no_plan": True}, "provider").response == "utter_route_no_other_plan"
    assert next_step(COB, "provider").response == "utter_route_update_coordination_of_benefits"


@pytest.mark.parametrize(
    "line",
    [
        "i'm new at an eye clinic and was told to ask about a claim",
        "it's my third week at this dentist's practice, did they pay us",
        "i am filling in for a billing office today",
    ],
)
def test_a_beginner_at_an_office_calls_for_it(line: str) -> None:
    assert spoken_for(line) == "provider"


@pytest.mark.parametrize(
    "line",
    [
        "it was my second day at the hospital when they took blood",
        "i'm new at this",
        "my third week in the hospital bed was not paid",
    ],
)
def test_a_patients_days_are_no_office(line: str) -> None:
    assert spoken_for(line) != "provider"
