"""Back to a patient proved earlier in this call: by place, name or day; never to one who was not."""

from __future__ import annotations

from typing import Any

import pytest

from actions.earlier_patients import note_patient
from actions.history import remember
from actions.memory import Memory
from tests.actions.remembered import CLAIM, DATE, OTHER, SECOND, after, heard, own, settled

THIRD = SECOND | {"id": "c", "last_four": "3101", "service_from": "2026-05-05", "service_to": "2026-05-05"}


def third_patient(**more: Any) -> Memory:
    """Of the first patient a list was read; of the second and the third one claim each was told."""
    memory = settled()
    note_patient(memory)
    for member_id, claim, name in (("W2", SECOND, "Olsen"), ("W3", THIRD, "Restrepo")):
        memory.member_id, memory.date_of_birth = member_id, "1971-02-03"
        memory.proved = {"npi": memory.npi, "member_id": member_id, "date_of_birth": "1971-02-03"}
        memory.claim, memory.claims, memory.told = claim, [claim], [claim["id"]]
        note_patient(memory)
        remember(memory, claim, name)
    for name, value in more.items():
        setattr(memory, name, value)
    return memory


@pytest.mark.parametrize(
    "text",
    [
        "sorry, the first patient again, seen on 3/3, what was paid",
        "one more on that first lady, date of service 3/3",
        "go back to the first member, 3/3",
    ],
)
def test_the_first_patient_with_a_day_is_looked_up_without_a_new_proof(text: str) -> None:
    memory = after(third_patient(), heard("ask_payment", text=text, date_of_service=DATE))
    assert (memory.member_id, memory.date_of_birth) == ("W1", "1980-01-02")
    assert (memory.claim, memory.date_of_service) == (None, DATE)
    assert [one["name"] for one in memory.requests] == ["ask_payment"]


def test_a_day_told_of_another_patient_leads_back_to_them() -> None:
    memory = after(
        third_patient(), heard("ask_payment", text="back to the one of 4/4, the amount?", date_of_service=OTHER)
    )
    assert (memory.member_id, memory.date_of_service) == ("W2", OTHER)


def test_a_name_counts_more_than_the_place() -> None:
    memory = after(
        third_patient(), heard("ask_payment", text="the first patient, Olsen, of 4/4", date_of_service=OTHER)
    )
    assert memory.member_id == "W2"


@pytest.mark.parametrize(
    "text",
    [
        "and her visit of 3/3",
        "is 3/3 the first patient responsibility statement",
        "the fourth patient, 3/3",
        "what about 3/3",
    ],
)
def test_a_day_by_itself_stays_with_the_patient_talked_of(text: str) -> None:
    memory = after(third_patient(), heard("ask_payment", text=text, date_of_service=DATE))
    assert memory.member_id == "W3"


def test_another_member_id_is_a_new_patient() -> None:
    memory = after(third_patient(), heard("inform", text="first patient of the next list, W9", member_id="W9"))
    assert memory.member_id == "W9"


def test_another_practice_finds_no_patient_of_the_one_before() -> None:
    line = heard("ask_payment", text="the first patient again, 3/3", date_of_service=DATE)
    assert after(third_patient(npi="1880002313"), line).member_id == "W3"


def test_a_member_has_no_patients() -> None:
    memory = own()
    note_patient(memory)
    assert memory.patients == []
    assert CLAIM["id"] == "a"
