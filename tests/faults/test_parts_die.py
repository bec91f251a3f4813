"""Whatever part dies in the middle, the caller gets an answer, nothing is lost, and the part comes back by itself."""

from __future__ import annotations

import os
import signal
import time
from uuid import uuid4

import httpx
import pytest

pytestmark = pytest.mark.system


def open_chat(system) -> tuple[httpx.Client, dict[str, str]]:
    transport = httpx.HTTPTransport(local_address=f"127.8.{os.getpid() % 250}.{time.monotonic_ns() % 250 + 2}")
    client = httpx.Client(base_url=system.address, timeout=30, transport=transport)
    token = client.post("/chat/sessions", json={}).json()["token"]
    return client, {"Authorization": f"Bearer {token}"}


def say(client: httpx.Client, headers: dict[str, str], text: str) -> httpx.Response:
    return client.post("/chat/messages", json={"text": text}, headers={**headers, "Idempotency-Key": str(uuid4())})


def back_again(system, part: str, old: int) -> bool:
    return system.wait_until(lambda: system.pid_of(part) != old, 30)


def assistant_speaks(system) -> bool:
    try:
        client, _ = open_chat(system)
        client.close()
    except (httpx.HTTPError, KeyError):
        return False
    return (
        httpx.get(f"{system.environment()['CLAIMLINE_RASA_URL']}/webhooks/gateway/health", timeout=3).status_code == 200
    )


@pytest.mark.parametrize("part", ["rasa", "actions"])
def test_caller_gets_an_apology_and_a_person_when_the_assistant_dies(system, part: str) -> None:
    client, headers = open_chat(system)
    assert say(client, headers, "I have a question about a claim, I am a member").status_code == 200
    old = system.pid_of(part)
    os.kill(old, signal.SIGKILL)
    started = time.monotonic()
    answer = say(client, headers, "what is the status of my claim")
    assert time.monotonic() - started < 10
    assert answer.status_code == 200
    assert answer.json()["messages"], "never silence"
    assert back_again(system, part, old)

    def well() -> bool:
        try:
            return assistant_speaks(system)
        except httpx.HTTPError:
            return False

    assert system.wait_until(well, 90)
    time.sleep(1)


def test_answer_comes_in_time_when_rasa_hangs_and_the_late_one_is_dropped(system) -> None:
    client, headers = open_chat(system)
    pid = system.pid_of("rasa")
    os.kill(pid, signal.SIGSTOP)
    try:
        started = time.monotonic()
        answer = say(client, headers, "I am a member")
        assert time.monotonic() - started < 12
        assert answer.json()["messages"]
        assert answer.json()["owner"] == "waiting"
    finally:
        os.kill(pid, signal.SIGCONT)
    time.sleep(2)
    later = say(client, headers, "hello?")
    assert later.json()["owner"] == "waiting"
    assert later.json()["turn"] == answer.json()["turn"] + 1


def test_acknowledged_turn_survives_the_backend(system) -> None:
    client, headers = open_chat(system)
    key = {**headers, "Idempotency-Key": str(uuid4())}
    first = client.post("/chat/messages", json={"text": "I am a member"}, headers=key).json()
    old = system.pid_of("backend")
    os.kill(old, signal.SIGKILL)
    assert back_again(system, "backend", old)
    assert system.wait_until(system.answers, 30)
    again = client.post("/chat/messages", json={"text": "I am a member"}, headers=key)
    assert again.status_code == 200
    assert again.json() == first


def test_worker_comes_back(system) -> None:
    old = system.pid_of("worker-1")
    os.kill(old, signal.SIGKILL)
    assert back_again(system, "worker-1", old)
