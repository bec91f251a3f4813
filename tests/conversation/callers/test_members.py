"""A member: three proofs, own claims only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import update

from backend.database import session_scope
from backend.integrations.rasa.local import LocalEngine
from backend.models.conversation import Conversation
from backend.models.verification import Verification
from tests.conversation.callers.conftest import MOTHER, ON_THE_THIRD, as_member, as_provider, search
from tests.conversation.conftest import Actions, Chat
from tests.conversation.world import CLINIC_NPI, World


@pytest.mark.parametrize(
    "third",
    [{"zip": "80203"}, {"zip": "80203-1234"}, {"last_name": "Farrow Lindqvist"}, {"claim_number": "ICN20260505"}],
)
def test_a_member_is_proved_by_three(caller: Actions, third: dict[str, str]) -> None:
    told = caller.told("verifications", role="member", **MOTHER, **third)
    assert (told["outcome"], told["session"]["level"]) == ("verified", "member")


@pytest.mark.parametrize(
    "wrong",
    [
        {"zip": "80204"},
        {"date_of_birth": "1981-05-17"},
        {"member_id": "XQP9041170"},
        {"member_id": "NOSUCHID1"},
        {"last_name": "Somebody"},
        {"claim_number": "ICN20260808"},
    ],
)
def test_whatever_is_wrong_is_refused_alike(caller: Actions, wrong: dict[str, str]) -> None:
    told = as_member(caller, **wrong)
    assert (told["outcome"], told["failures"], told["session"]["level"]) == ("refused", 1, "none")


def test_the_practices_account_number_is_no_third_proof(caller: Actions) -> None:
    told = caller.told("verifications", role="member", **MOTHER, claim_number="ACC-20260303")
    assert (told["outcome"], told["session"]["level"]) == ("refused", "none")


def test_two_elements_are_not_enough(caller: Actions) -> None:
    assert caller.ask("verifications", role="member", **MOTHER).status_code == 422
    assert caller.ask("verifications", role="provider", npi=CLINIC_NPI).status_code == 422
    assert caller.told("sessions")["failures"] == 0


def test_twins_need_a_person(caller: Actions) -> None:
    told = caller.told("verifications", role="member", member_id="TWN1000001", date_of_birth="1990-06-06", zip="10001")
    assert told["outcome"] == "refused"


def test_a_member_hears_all_their_own_claims_and_nobody_elses(caller: Actions, world: World) -> None:
    as_member(caller)
    listed = search(caller)
    assert {one["id"] for one in listed["claims"]} == {str(world.paid), str(world.denied), str(world.elsewhere)}
    assert all("patient_last" not in one for one in listed["claims"])
    assert search(caller, claim_number="ICN20260808")["outcome"] == "none"
    assert search(caller, claim_number="NOSUCHCLAIM")["outcome"] == "none"
    for claim in (world.namesake, world.minors):
        assert caller.ask(f"claims/{claim}/status").status_code == 403


@pytest.mark.parametrize(
    "other",
    [
        {"member_id": "XQP9041178"},
        {"member_id": "ZZT1112222", "date_of_birth": "1971-09-09"},
        {"date_of_birth": "2015-02-01"},
        {"first_name": "John"},
        {"member_id": "NOSUCHID1"},
    ],
)
def test_somebody_elses_claim_is_refused(caller: Actions, other: dict[str, str]) -> None:
    as_member(caller)
    found = search(caller, **other)
    assert (found["outcome"], found["reason"], found["claims"]) == ("refused", "other_person", [])


def test_a_minor_is_for_a_person_even_when_proved(caller: Actions) -> None:
    told = as_member(caller, member_id="XQP9041178", date_of_birth="2015-02-01")
    assert told["outcome"] == "verified"
    assert search(caller)["reason"] == "minor"


def test_what_a_member_hears_is_less_than_what_a_provider_hears(
    caller: Actions, other_caller: Callable[[], Actions], world: World
) -> None:
    as_member(caller)
    own = caller.told(f"claims/{world.denied}/lines")
    assert "procedure" not in own["lines"][0]
    provider = other_caller()
    as_provider(provider)
    search(provider, **MOTHER, date_of_service=ON_THE_THIRD)
    assert provider.told(f"claims/{world.denied}/lines")["lines"][0]["procedure"] == "70553"


def test_a_proof_ends_after_a_quarter_of_an_hour_of_silence(caller: Actions, world: World) -> None:
    as_member(caller)
    with session_scope() as session:
        session.execute(
            update(Conversation).values(last_activity_at=Conversation.last_activity_at - timedelta(minutes=15))
        )
    assert caller.told("sessions")["session"]["level"] == "none"
    assert caller.ask(f"claims/{world.paid}/status").status_code == 403


def test_a_proof_ends_after_half_an_hour_in_all(caller: Actions, world: World) -> None:
    as_member(caller)
    with session_scope() as session:
        session.execute(update(Verification).values(verified_at=Verification.verified_at - timedelta(minutes=30)))
    assert caller.ask(f"claims/{world.paid}/status").status_code == 403


def test_a_dialogue_that_was_replaced_is_nobodys(
    caller: Actions, chat: Chat, world: World, assistant: LocalEngine
) -> None:
    as_member(caller)
    caller.dialogue = assistant.asked[-1].conversation
    with session_scope() as session:
        session.execute(
            update(Conversation).values(last_activity_at=Conversation.last_activity_at - timedelta(minutes=16))
        )
    chat.say("hello again")
    assert caller.ask("sessions").status_code == 404
    caller.dialogue = None
    assert caller.told("sessions")["session"]["level"] == "none"


def test_a_new_chat_starts_at_none(caller: Actions, other_caller: Callable[[], Actions], world: World) -> None:
    as_member(caller)
    stranger = other_caller()
    assert stranger.told("sessions")["session"]["level"] == "none"
    assert stranger.ask(f"claims/{world.paid}/status").status_code == 403
