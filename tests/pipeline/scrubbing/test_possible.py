"""What can be done with a claim from where it stands: every state that waits for a person has a way on."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from backend.pipeline.scrubbing.possible import Act, Standing, possible


def stands(state: str, stage: str = "held", **more: bool | int) -> Standing:
    facts: dict[str, bool | int] = {"attempts": 0, "finalized": False, "numbered": False, "to_further_plan": False}
    return Standing(state, stage, **{**facts, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("standing", "acts"),
    [
        (stands("needs_correction"), ["correct", "take_off"]),
        (stands("not_enrolled"), ["correct", "take_off"]),
        (stands("submitted", "rejected", attempts=1), ["correct", "take_off", "send_again"]),
        (stands("submitted", "accepted", attempts=1), ["send_again"]),
        (stands("submitted", "paid", attempts=1, finalized=True, numbered=True), ["replace"]),
        (replace(stands("submitted", "paid", attempts=1, finalized=True, numbered=True), replaced_by=UUID(int=1)), []),
        (stands("submitted", "paid", attempts=1, finalized=True), []),
        (stands("submitted", "paid", attempts=1, finalized=True, numbered=True, to_further_plan=True), []),
        (
            stands("needs_correction", attempts=1, to_further_plan=True),
            ["correct_member_id", "take_off", "send_again"],
        ),
        (stands("withdrawn"), []),
        (stands("needs_correction", written_off=True), ["take_off"]),
        (stands("submitted", "rejected", attempts=1, written_off=True), ["take_off"]),
    ],
)
def test_what_is_offered_is_what_the_state_allows(standing: Standing, acts: list[Act]) -> None:
    assert possible(standing) == acts
