"""Measures turns against the running system: backend in to backend out, as a caller's browser sees it."""

from __future__ import annotations

import json
import random
import statistics
import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx

from backend.errors import Unavailable
from backend.settings import get_settings


def run(callers: int = 1, conversations: int = 20, pause: float = 0.0) -> dict[str, Any]:
    """Each caller plays ``conversations`` whole provider chats, ``pause`` seconds between turns (8 for a phone's pace).

    Answers counts, lost turns and the 50th, 95th and 99th percentile in milliseconds.
    """
    settings = get_settings()
    truth = _provider_claims(settings.var / "world" / "truth.jsonl")
    took: list[float] = []
    lost: list[str] = []
    lock = threading.Lock()

    def caller(number: int) -> None:
        choose = random.Random(number)
        for _ in range(conversations):
            times, failures = _converse(f"http://127.0.0.1:{settings.port}", choose.choice(truth), pause, number)
            with lock:
                took.extend(times)
                lost.extend(failures)

    threads = [threading.Thread(target=caller, args=(number,)) for number in range(callers)]
    started = time.perf_counter()
    for place, thread in enumerate(threads):
        thread.start()
        time.sleep(pause / len(threads) if place else 0)
    for thread in threads:
        thread.join()
    cuts = statistics.quantiles(took, n=100) if len(took) > 1 else [took[0]] * 99
    return {
        "callers": callers,
        "turns": len(took),
        "lost": len(lost),
        "p50_ms": round(cuts[49] * 1000, 1),
        "p95_ms": round(cuts[94] * 1000, 1),
        "p99_ms": round(cuts[98] * 1000, 1),
        "max_ms": round(max(took) * 1000, 1),
        "seconds": round(time.perf_counter() - started, 1),
    }


def _provider_claims(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        raise Unavailable("no_world", "There is no demo world yet. Start it with 'claimline demo'.")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    grown = [
        row
        for row in rows
        if date.fromisoformat(row["member"]["dob"]).year < 2005 and row["status"]["category"][0] == "F"
    ]
    return grown[:400]


def _lines(claim: dict[str, Any]) -> Iterator[str]:
    yield "I am calling from the provider's billing office about a claim"
    yield claim["provider"]["npi"]
    yield claim["provider"]["tax_id"][-5:]
    yield claim["member"]["id"]
    yield date.fromisoformat(claim["member"]["dob"]).strftime("%m/%d/%Y")
    yield date.fromisoformat(claim["service_from"]).strftime("%m/%d/%Y")
    yield "how much was paid on it?"
    yield "what is the next step?"


def _converse(address: str, claim: dict[str, Any], pause: float, number: int) -> tuple[list[float], list[str]]:
    times: list[float] = []
    failures: list[str] = []
    transport = httpx.HTTPTransport(local_address=f"127.0.{number // 250 + 1}.{number % 250 + 2}")
    with httpx.Client(base_url=address, timeout=30, transport=transport) as client:
        token = client.post("/chat/sessions", json={}).json()["token"]
        for line in _lines(claim):
            time.sleep(pause)
            headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": str(uuid4())}
            started = time.perf_counter()
            answer = client.post("/chat/messages", json={"text": line}, headers=headers)
            times.append(time.perf_counter() - started)
            if answer.status_code != 200:
                failures.append(str(answer.status_code))
            elif answer.json()["owner"] != "assistant":
                break
    return times, failures
