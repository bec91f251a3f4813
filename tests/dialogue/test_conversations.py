"""Every conversation under ``conversations/``, on the running system."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

pytestmark = [pytest.mark.system, pytest.mark.slow]
PLAYED_IN_ALL_MIN = 400
PLAYED_MIN = {
    "correction": 40,
    "digression": 40,
    "silence": 40,
    "verification": 40,
    "multi_claim": 40,
    "double_request": 40,
    "handoff": 40,
}


def test_a_conversation_goes_as_written(conversation: Any, played: dict[str, list[str]]) -> None:
    wrong = played[conversation.id]
    assert wrong == [], "\n".join(wrong)


def test_each_kind_is_played_often_enough(request: pytest.FixtureRequest) -> None:
    kinds = Counter(
        item.callspec.params["conversation"].kind
        for item in request.session.items
        if item.name.startswith("test_a_conversation_goes_as_written[")
    )
    if len(kinds) >= len(PLAYED_MIN):  # all files are collected, not a choice of them
        assert sum(kinds.values()) >= PLAYED_IN_ALL_MIN
    assert {kind: count for kind, count in kinds.items() if count < PLAYED_MIN.get(kind, 1)} == {}
