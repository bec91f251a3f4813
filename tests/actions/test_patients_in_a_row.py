"""Two patients said in one line, on the path of every turn: ears, memory, next question."""

from __future__ import annotations

import pytest

from actions.steps import Search
from actions.turn_plan import next_step
from tests.actions.spoken import office, patient

SECOND = {
    "member_id": "W200000002", "date_of_birth": "1971-02-03",
    "date_of_service": {"start": "2026-09-03", "end": "2026-09-03"},
}  # fmt: skip


@pytest.mark.parametrize("channel", ["chat", "voice"])
@pytest.mark.parametrize(
    "text",
    [
        "Two patients: W100000001 05/04/1960 08/10/2026 and W200000002 02/03/1971 09/03/2026",
        "W100000001 born 05/04/1960 seen 08/10/2026, then W200000002 born 02/03/1971 seen 09/03/2026",
        "first W100000001 dob 05/04/1960 dos 08/10/2026 second W200000002 dob 02/03/1971 dos 09/03/2026",
    ],
)
def test_the_first_is_looked_up_and_the_second_waits(channel: str, text: str) -> None:
    talk = office("member_id")
    talk.channel = channel
    talk.say(text, "inform", 0.8)
    assert (talk.memory.member_id, talk.memory.date_of_birth, talk.memory.piece) == ("W100000001", "1960-05-04", None)
    assert [one.get("patient") for one in talk.memory.requests] == [None, SECOND]
    step = next_step(talk.memory, talk.session)
    assert isinstance(step, Search)
    assert step.criteria["member_id"] == "W100000001"


@pytest.mark.parametrize(
    "text",
    [
        "W100000001, 05/04/1960, 08/10/2026 and 09/03/2026",
        "W100000001 and the birth date is 05/04/1960",
        "member id W100000001 claim number 26138846154084 dob 05/04/1960 dos 08/10/2026",
        "W100000001 sorry W200000002, 05/04/1960",
        "the id is W100000001",
        "W100000001, 05/04/1960, seen from 08/10/2026 to 09/03/2026",
        "W100000001, no wait, it's W200000002 05/04/1960 08/10/2026",
        "my npi is 1770002313 and the patient is W100000001 05/04/1960 08/10/2026",
    ],
)
def test_one_patient_is_no_row(text: str) -> None:
    talk = office("member_id").say(text, "inform", 0.8)
    assert all("patient" not in one for one in talk.memory.requests)


def test_a_member_has_no_row() -> None:
    talk = patient().say("W100000001 05/04/1960 08/10/2026 and W200000002 02/03/1971 09/03/2026", "inform", 0.8)
    assert all("patient" not in one for one in talk.memory.requests)
