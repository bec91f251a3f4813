"""What a turn offers after a denial was told: the appeal, or a person where nothing is known of it."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from actions import client
from actions.memory import Memory
from actions.turn import Turn

DENIED = {"stage": "denied", "last_four": "4471", "paid": "0.00", "denied": True, "denial_appealable": True,
          "denial_days_left": 51, "denial_deadline": "2027-01-10"}  # fmt: skip


def answered(monkeypatch: pytest.MonkeyPatch, name: str, facts: dict[str, Any]) -> Turn:
    async def call(_conversation: str, _path: str, **_body: Any) -> dict[str, Any]:
        return facts

    monkeypatch.setattr(client, "call", call)
    memory = Memory()
    memory.speaker, memory.claim = "member", {"id": "a", "last_four": "4471"}
    turn = Turn("chat:1", "chat", memory)
    asyncio.run(turn._answer({"name": name}))
    return turn


@pytest.mark.parametrize("name", ["check_claim_status", "ask_denial_reason", "ask_next_step", "ask_appeal_rights"])
def test_a_denial_nothing_is_known_of_offers_a_person(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    turn = answered(monkeypatch, name, {"stage": "denied", "last_four": "4471", "denied": False, "paid": "0.00"})
    assert turn.memory.offer == {"name": "request_human"}
    assert not {"utter_nothing_denied", "utter_rights_done_member"} & {say.response for say in turn.says}


def test_a_right_that_is_open_offers_the_appeal_once(monkeypatch: pytest.MonkeyPatch) -> None:
    turn = answered(monkeypatch, "ask_denial_reason", DENIED)
    assert turn.memory.offer == {"name": "start_appeal"}
    turn.memory.offer = None
    asyncio.run(turn._answer({"name": "ask_denial_reason"}))
    assert turn.memory.offer is None


def test_a_right_that_is_over_offers_no_appeal(monkeypatch: pytest.MonkeyPatch) -> None:
    assert answered(monkeypatch, "ask_denial_reason", DENIED | {"denial_days_left": -1}).memory.offer is None
