"""A record that is slow for a moment: what is safe to ask again is asked once more while the turn has time left."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from actions import client

SESSION = {"session": {"level": "none"}}
Answer = httpx.Response | Exception


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The time of the turn; what does not answer takes its whole patience."""
    clock = SimpleNamespace(at=100.0)
    monkeypatch.setattr(client.time, "monotonic", lambda: clock.at)
    return clock


@pytest.fixture
def backend(monkeypatch: pytest.MonkeyPatch, now: SimpleNamespace) -> Callable[..., list[float]]:
    """A backend that answers with these, one after the other; gives the patience of each asking."""

    def answering(*answers: Answer) -> list[float]:
        left: Iterator[Answer] = iter(answers)
        asked: list[float] = []

        def handle(request: httpx.Request) -> httpx.Response:
            asked.append(request.extensions["timeout"]["read"])
            answer = next(left)
            if isinstance(answer, Exception):
                now.at += asked[-1]
                raise answer
            return answer

        http = httpx.AsyncClient(transport=httpx.MockTransport(handle), base_url="http://backend")
        monkeypatch.setattr(client, "_http", lambda: http)
        return asked

    return answering


def asked_for(
    path: str, *, in_turn: bool = True, spent: float = 0.0, now: SimpleNamespace | None = None
) -> dict[str, Any]:
    async def turn() -> dict[str, Any]:
        if in_turn:
            client.begin_turn()
        if now is not None:
            now.at += spent
        return await client.call("chat:1", path)

    return asyncio.run(turn())


SLOW = httpx.ReadTimeout("")


@pytest.mark.parametrize(
    "path", ["sessions", "verifications", "claims/search", "claims/4f0c-11/headline", "codes", "payment_floor"]
)
@pytest.mark.parametrize("trouble", [SLOW, httpx.ConnectError(""), httpx.Response(503, json={})])
def test_one_slow_answer_costs_nobody_the_talk(backend: Callable[..., list[float]], path: str, trouble: Answer) -> None:
    asked = backend(trouble, httpx.Response(200, json=SESSION))
    assert asked_for(path) == SESSION
    assert len(asked) == 2


@pytest.mark.parametrize(
    "path",
    ["appeals", "callbacks", "documents", "reports", "contact_channel", "handoffs", "one_time_codes", "one_time_codes/check",
     "batches/begin", "batches/count", "batches/finish"],
)  # fmt: skip
def test_what_changes_something_is_asked_once(backend: Callable[..., list[float]], path: str) -> None:
    asked = backend(SLOW, httpx.Response(200, json=SESSION))
    with pytest.raises(client.BackendDown):
        asked_for(path)
    assert len(asked) == 1


def test_a_record_that_stays_silent_is_given_up_within_the_turn(
    backend: Callable[..., list[float]], now: SimpleNamespace
) -> None:
    asked, begun = backend(SLOW, SLOW), now.at
    with pytest.raises(client.BackendDown):
        asked_for("claims/search")
    assert asked == [client.SECONDS, client.TURN_SECONDS - client.SECONDS]
    assert now.at - begun == client.TURN_SECONDS


def test_late_in_a_turn_nothing_is_asked_again(backend: Callable[..., list[float]], now: SimpleNamespace) -> None:
    asked = backend(SLOW, httpx.Response(200, json=SESSION))
    with pytest.raises(client.BackendDown):
        asked_for("claims/search", spent=2.5, now=now)
    assert len(asked) == 1


def test_outside_a_turn_nothing_is_asked_again(backend: Callable[..., list[float]]) -> None:
    asked = backend(SLOW, httpx.Response(200, json=SESSION))
    with pytest.raises(client.BackendDown):
        asked_for("sessions", in_turn=False)
    assert len(asked) == 1


def test_a_refusal_is_an_answer(backend: Callable[..., list[float]]) -> None:
    asked = backend(httpx.Response(403, json={"error": {"code": "no_grant", "reason": None}}))
    with pytest.raises(client.Refused, match="no_grant"):
        asked_for("claims/search")
    assert len(asked) == 1
