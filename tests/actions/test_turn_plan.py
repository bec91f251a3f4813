"""What is done next, from what was said and what was proved."""

from __future__ import annotations

import pytest

from actions.memory import Memory
from actions.steps import Answer, Ask, Close, HandOff, LoadSession, Search, Session, Stuck, Verify
from actions.turn_plan import next_step

STATUS = {"name": "check_claim_status"}
NOBODY = Session()
PROVIDER = Session(level="provider", role="provider", provider_npi="1770002313", provider_name="Lakeside")
MEMBER = Session(level="member", role="member")
DATE = {"start": "2026-03-03", "end": "2026-03-03"}


def provider(**said: object) -> Memory:
    return Memory(speaker="provider", npi="1770002313", tax_id="12345", requests=[dict(STATUS)], **said)  # type: ignore[arg-type]


def test_a_person_comes_before_everything_else() -> None:
    assert next_step(provider(claim={"id": "c"}) | with_request("request_human"), PROVIDER) == HandOff("asked")


class with_request:
    """``memory | with_request(name)``: one more wish in the queue."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __ror__(self, memory: Memory) -> Memory:
        memory.requests = [*memory.requests, {"name": self.name}]
        return memory


def test_what_needs_no_proof_is_answered_before_anything_is_asked() -> None:
    memory = Memory(requests=[dict(STATUS), {"name": "explain_code", "adjustment_codes": ["CO-45"]}])
    assert next_step(memory, None) == Answer(memory.requests[1])


def test_the_role_is_asked_first() -> None:
    assert next_step(Memory(requests=[dict(STATUS)]), None) == Ask("role")


def test_a_person_just_offered_is_asked_about_before_the_role() -> None:
    memory = Memory(requests=[dict(STATUS)], offer={"name": "request_human"})
    assert next_step(memory, None) == Ask("offer")


def test_another_name_said_after_the_proof_goes_to_the_backend_with_the_search() -> None:
    proved = {"member_id": "W1", "date_of_birth": "1980-01-02", "first_name": None, "last_name": "Miller"}
    memory = Memory(speaker="member", member_id="W1", date_of_birth="1980-01-02", last_name="Miller", proved=proved,
                    requests=[dict(STATUS)])  # fmt: skip
    whose = {"member_id": "W1", "date_of_birth": "1980-01-02"}
    assert next_step(memory, MEMBER) == Search(whose)
    memory.first_name, memory.last_name = "Charles", "Krishnan"
    assert next_step(memory, MEMBER) == Search(whose | {"first_name": "Charles", "last_name": "Krishnan"})


def test_nothing_is_looked_up_before_the_backend_says_what_was_proved() -> None:
    assert next_step(provider(), None) == LoadSession()


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, Ask("npi")),
        ({"npi": "1770002313"}, Ask("tax_id")),
        ({"npi": "1770002313", "dont_have": ["tax_id"]}, Stuck("tax_id")),
        ({"npi": "1770002313", "tax_id": "12345"}, Verify("provider", {"npi": "1770002313", "tax_id_last5": "12345"})),
        (
            {"npi": "1770002313", "tax_id": "270012345"},
            Verify("provider", {"npi": "1770002313", "tax_id": "270012345"}),
        ),
    ],
)
def test_a_provider_is_proved_by_npi_and_tax_id_together(said: dict[str, object], expected: object) -> None:
    memory = Memory(speaker="provider", requests=[dict(STATUS)], **said)  # type: ignore[arg-type]
    assert next_step(memory, NOBODY) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, Ask("member_id")),
        ({"member_id": "W1"}, Ask("date_of_birth")),
        ({"member_id": "W1", "date_of_birth": "1980-01-02"}, Ask("zip_code")),
        ({"member_id": "W1", "date_of_birth": "1980-01-02", "dont_have": ["zip_code"]}, Ask("last_name")),
        (
            {"member_id": "W1", "date_of_birth": "1980-01-02", "dont_have": ["zip_code", "last_name"]},
            Ask("claim_number"),
        ),
        (
            {"member_id": "W1", "date_of_birth": "1980-01-02", "zip_code": "44766"},
            Verify("member", {"member_id": "W1", "date_of_birth": "1980-01-02", "zip": "44766"}),
        ),
    ],
)
def test_a_member_is_proved_by_three_elements_in_one_check(said: dict[str, object], expected: object) -> None:
    memory = Memory(speaker="member", requests=[dict(STATUS)], **said)  # type: ignore[arg-type]
    assert next_step(memory, NOBODY) == expected


def test_a_provider_verified_once_is_not_asked_again() -> None:
    assert next_step(provider(), PROVIDER) == Ask("member_id")


def test_another_npi_needs_its_own_proof() -> None:
    memory = Memory(speaker="provider", npi="1999999984", requests=[dict(STATUS)])
    assert next_step(memory, PROVIDER) == Ask("tax_id")


def test_a_member_who_now_speaks_for_a_provider_is_proved_anew() -> None:
    assert next_step(Memory(speaker="provider", requests=[dict(STATUS)]), MEMBER) == Ask("npi")


def test_a_new_patient_is_looked_up_only_when_all_is_said() -> None:
    assert next_step(provider(member_id="W1"), PROVIDER) == Ask("date_of_birth")
    assert next_step(provider(member_id="W1", date_of_birth="1980-01-02"), PROVIDER) == Ask("date_of_service")
    named = provider(member_id="W1", dont_have=["date_of_birth"])
    assert next_step(named, PROVIDER) == Ask("person_name")
    complete = provider(member_id="W1", date_of_birth="1980-01-02", date_of_service=DATE)
    expected = {"member_id": "W1", "date_of_birth": "1980-01-02", "date_of_service": DATE}
    assert next_step(complete, PROVIDER) == Search(expected)


def test_a_proved_patient_needs_only_what_picks_the_claim() -> None:
    proved = {"npi": "1770002313", "member_id": "W1", "date_of_birth": "1980-01-02"}
    memory = provider(member_id="W1", date_of_birth="1980-01-02", proved=proved)
    assert next_step(memory, PROVIDER) == Ask("date_of_service")
    memory.requests = [{"name": "list_claims"}]
    assert next_step(memory, PROVIDER) == Search({"member_id": "W1", "date_of_birth": "1980-01-02"}, listing=True)


def test_a_changed_birth_date_is_another_patient_to_prove() -> None:
    proved = {"npi": "1770002313", "member_id": "W1", "date_of_birth": "1980-01-02"}
    memory = provider(member_id="W1", date_of_birth="1981-01-02", proved=proved)
    assert next_step(memory, PROVIDER) == Ask("date_of_service")
    memory.dont_have = ["date_of_service"]
    assert next_step(memory, PROVIDER) == Ask("claim_number")


def test_a_member_hears_what_there_is_without_naming_a_date() -> None:
    memory = Memory(speaker="member", requests=[dict(STATUS)])
    assert next_step(memory, MEMBER) == Search({})


def test_several_claims_are_asked_about() -> None:
    memory = Memory(speaker="member", requests=[dict(STATUS)], claims=[{"id": "a"}, {"id": "b"}])
    assert next_step(memory, MEMBER) == Ask("which_claim")


def test_the_claim_at_hand_is_answered_from() -> None:
    memory = provider(claim={"id": "c"})
    assert next_step(memory, PROVIDER) == Answer(STATUS)


def test_a_further_date_of_a_batch_is_looked_up_although_a_claim_is_at_hand() -> None:
    proved = {"npi": "1770002313", "member_id": "W1", "date_of_birth": "1980-01-02"}
    memory = provider(member_id="W1", date_of_birth="1980-01-02", proved=proved, claim={"id": "c"})
    memory.requests = [{"name": "check_claim_status", "date_of_service": DATE}]
    expected = {"member_id": "W1", "date_of_birth": "1980-01-02", "date_of_service": DATE}
    assert next_step(memory, PROVIDER) == Search(expected)


def test_nothing_wanted_offers_more() -> None:
    assert next_step(Memory(speaker="member", told=["c"]), MEMBER) == Close()
    assert next_step(Memory(speaker="member", told=["c"], offer={"name": "start_appeal"}), MEMBER) == Ask("offer")
    assert next_step(Memory(), None) == Ask("role")
