"""The practice's own account number: it picks a claim of who is proved, and proves nobody."""

from __future__ import annotations

import pytest

from actions.steps import Ask, Search
from actions.turn_plan import next_step
from tests.actions.remembered import DATE, own, settled
from tests.actions.spoken import Talk, office, patient


@pytest.mark.parametrize(
    "line",
    [
        "Do you have our account A165953995? Patient ID VWA338489191, born 04/17/1965",
        "acct # A165953995, member VWA338489191, dob 4/17/1965",
        "patient account number A165953995, member id VWA338489191, born April 17, 1965",
        "the patient control number is A165953995, member id VWA338489191, born April 17, 1965",
        "pcn A165953995 member id VWA338489191 born April 17, 1965",
        "our account number is alpha one six five nine five three nine nine five member id VWA338489191 born 04/17/1965",
    ],
)
def test_an_office_with_its_account_number_is_still_asked_for_the_day(line: str) -> None:
    talk = office("member_id").say(line)
    assert (talk.memory.member_id, talk.memory.date_of_birth) == ("VWA338489191", "1965-04-17")
    assert (talk.memory.claim_number, talk.asked) == (None, "date_of_service")


def test_the_day_given_before_or_after_it_stands() -> None:
    given = office("member_id", date_of_service=DATE).say("our account A165953995, id VWA338489191, born 04/17/1965")
    assert isinstance(next_step(given.memory, given.session), Search)
    later = office("member_id").say("our account A165953995, id VWA338489191, born 04/17/1965").say("March 3, 2026")
    step = next_step(later.memory, later.session)
    assert isinstance(step, Search)
    assert step.criteria == {"member_id": "VWA338489191", "date_of_birth": "1965-04-17", "date_of_service": DATE}


@pytest.mark.parametrize(
    "line",
    [
        "claim number E4575635690",
        "it's claim E4575635690",
        "the icn is E4575635690",
        "payer claim control number E4575635690",
        "on the account, claim E4575635690",
        "I'm in accounts receivable, E4575635690",
        "it's for patient accounts, the number is E4575635690",
        "E4575635690",
        "I have the account open here, the claim number is E4575635690",
    ],
)
def test_a_claims_number_is_still_one(line: str) -> None:
    talk = office("claim_number", dont_have=["date_of_service"]).say(line)
    assert talk.memory.claim_number == "E4575635690"
    assert isinstance(next_step(talk.memory, talk.session), Search)


def test_in_place_of_the_claim_number_it_is_said_not_to_do_and_then_a_person_comes() -> None:
    talk = office("claim_number", dont_have=["date_of_service"]).say("our account is A165953995")
    assert (talk.says, talk.asked, talk.memory.claim_number) == (["utter_not_by_account"], "claim_number", None)
    for _ in range(3):
        talk.say("our account is A165953995")
    assert talk.person == "no_understanding"


def test_who_is_proved_picks_a_claim_with_it() -> None:
    for memory in (settled(claim=None, claims=[]), own(claim=None, claims=[])):
        assert Talk(memory).say("and our account A165953995?").memory.claim_number == "A165953995"
    other = Talk(settled()).say("next one, account A165953995, id VWA338489191, born 04/17/1965")
    assert other.memory.claim_number is None


def test_a_members_bill_has_one_and_the_third_proof_is_asked_for() -> None:
    talk = patient("member_id").say("my id is W054244096, born 12/07/1991, account number A165953995")
    assert (talk.memory.claim_number, next_step(talk.memory, talk.session)) == (None, Ask("zip_code"))
