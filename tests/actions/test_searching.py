"""A search that finds several claims is asked about; the same search is not made again."""

from __future__ import annotations

from actions.choosing import choose
from actions.heard import Heard
from actions.memory import Memory
from actions.searching import take_search
from actions.steps import Ask, Session
from actions.turn_plan import next_step

VISIT = {"id": "a", "last_four": "4875", "service_from": "2026-05-14", "service_to": "2026-05-14", "stage": "paid"}
STAY = {"id": "b", "last_four": "3680", "service_from": "2026-05-11", "service_to": "2026-05-17", "stage": "paid"}


def memory_of_a_member() -> Memory:
    memory = Memory()
    memory.speaker, memory.member_id, memory.date_of_birth = "member", "H50058984501", "1965-06-06"
    memory.requests = [{"name": "check_claim_status"}]
    memory.date_of_service = {"start": "2026-05-14", "end": "2026-05-14"}
    return memory


def test_several_claims_on_a_day_are_asked_about_instead_of_searched_for_again() -> None:
    memory = memory_of_a_member()
    answer = {"outcome": "several", "claims": [VISIT, STAY]}
    take_search(memory, answer, {"date_of_service": memory.date_of_service})
    assert memory.claim is None
    assert next_step(memory, Session(level="member", role="member")) == Ask("which_claim")


def test_day_that_begins_one_claim_and_falls_into_another_names_the_first() -> None:
    day = {"start": "2026-05-14", "end": "2026-05-14"}
    heard = Heard(("inform",), text="the one from may 14", values={"date_of_service": [day]})
    assert choose([VISIT, STAY], heard, listed=True) == VISIT


def test_a_number_goes_before_a_place_in_the_list_whatever_it_looks_like() -> None:
    heard = Heard(("another_claim",), text="Second one: RL220594875", values={"member_id": ["RL220594875"]})
    assert choose([STAY, VISIT], heard, listed=False) == VISIT
    assert choose([VISIT, STAY], heard, listed=True) == VISIT


def test_a_day_nothing_was_found_for_does_not_bring_the_known_claim_again() -> None:
    memory = memory_of_a_member()
    memory.told = ["a"]
    answer = take_search(memory, {"outcome": "none"}, {"member_id": "H5", "date_of_service": memory.date_of_service})
    assert [say.response for say in answer.says] == ["utter_none_for_date"]
    later = take_search(memory, {"outcome": "found", "claims": [VISIT]}, {"member_id": "H5"})
    assert (later.says, memory.requests, memory.claim) == ([], [], VISIT)


def test_a_claim_not_told_yet_is_told_in_place_of_the_day_nothing_was_found_for() -> None:
    memory = memory_of_a_member()
    take_search(memory, {"outcome": "none"}, {"member_id": "H5", "date_of_service": memory.date_of_service})
    take_search(memory, {"outcome": "found", "claims": [VISIT]}, {"member_id": "H5"})
    assert memory.requests == [{"name": "check_claim_status"}]
