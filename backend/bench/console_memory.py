"""Whether the agents' desk keeps its memory: an hour's updates in a minute or two, the heap looked at after each part."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import httpx
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from backend.bench.console_world import Seeded
from backend.conversation.ownership import service as ownership

ROUNDS = 6
"""The first warms up and is not compared."""


def over_an_hour(address: str, engine: Engine, page: Any, seeded: Seeded, updates: int) -> dict[str, Any]:
    """Megabytes of script heap, elements and listeners after each sixth of ``updates``, garbage collected before each look.

    A sixth: a colleague looks and types (half of it), the caller types, messages arrive in the open conversation, and the
    agent goes on to the next conversation and comes back.
    """
    inside = page.context.new_cdp_session(page)
    page.evaluate("id => document.querySelector(`[data-handoff='${id}']`).click()", str(seeded.long_handoff))
    page.wait_for_selector("#composer:not([hidden])")
    looks = []
    with _client(address, seeded.tokens[0]) as ana, _client(address, seeded.tokens[1]) as ben:
        for _ in range(ROUNDS):
            _sixth(page, engine, ana, ben, seeded, updates // ROUNDS)
            looks.append(_look(inside))
    heap = [one["heap_mb"] for one in looks]
    return {
        "updates": updates,
        "heap_mb": heap,
        "elements": [one["elements"] for one in looks],
        "listeners": [one["listeners"] for one in looks],
        "heap_growth": round(heap[-1] / heap[1] - 1, 3),
    }


def _client(address: str, token: str) -> httpx.Client:
    return httpx.Client(base_url=address, cookies={"claimline_staff": token}, timeout=20)


def _sixth(page: Any, engine: Engine, ana: httpx.Client, ben: httpx.Client, seeded: Seeded, count: int) -> None:
    for number in range(count):
        if number % 2:
            doing = {"doing": "typing" if number % 4 == 1 else "looking"}
            ben.post(f"/api/v1/handoffs/{seeded.long_handoff}/presence", json=doing).raise_for_status()
        elif number % 10 == 0:
            _message(ana, seeded, f"message {number}")
        elif number % 10 == 4:
            page.keyboard.press("Escape")
            page.keyboard.press("j")
            page.wait_for_timeout(30)
            page.evaluate("id => document.querySelector(`[data-handoff='${id}']`)?.click()", str(seeded.long_handoff))
        else:
            # told past the address: no caller types an hour's letters in a minute, and it refuses who does
            with Session(engine) as session, session.begin():
                ownership.typing(session, seeded.long_conversation, "caller")
    page.wait_for_timeout(1500)


def _message(ana: httpx.Client, seeded: Seeded, words: str) -> None:
    held = ana.get(f"/api/v1/handoffs/{seeded.long_handoff}").json()["conversation_id"]
    version = ana.get(f"/api/v1/conversations/{held}").json()["conversation"]["version"]
    ana.post(
        f"/api/v1/conversations/{held}/messages",
        json={"text": words, "version": version},
        headers={"Idempotency-Key": uuid4().hex},
    ).raise_for_status()


def _look(inside: Any) -> dict[str, Any]:
    for _ in range(2):
        inside.send("HeapProfiler.collectGarbage")
    used = inside.send("Runtime.getHeapUsage")["usedSize"]
    counted = inside.send("Memory.getDOMCounters")
    return {
        "heap_mb": round(used / 1e6, 2),
        "elements": counted["nodes"],
        "listeners": counted["jsEventListeners"],
    }
