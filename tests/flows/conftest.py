"""People of the flows: signed-in staff, and a caller who answers what the assistant asks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import uuid4

import httpx
import pytest


@dataclass
class Chat:
    """A caller on the chat who knows one claim and answers what is asked."""

    client: httpx.Client
    claim: dict[str, Any]
    role: str = "provider"
    token: str = ""
    heard: list[str] = field(default_factory=list)
    owner: str = "assistant"
    buttons: list[dict[str, str]] = field(default_factory=list)

    def open(self) -> str:
        answer = self.client.post("/chat/sessions", json={})
        assert answer.status_code == 201, answer.text
        self.token = answer.json()["token"]
        return self._take(answer.json()["messages"])

    def say(self, text: str, key: str | None = None) -> str:
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": key or str(uuid4())}
        answer = self.client.post("/chat/messages", json={"text": text}, headers=headers)
        assert answer.status_code == 200, answer.text
        self.owner = answer.json()["owner"]
        return self._take(answer.json()["messages"])

    def _take(self, messages: list[dict[str, Any]]) -> str:
        text = "\n".join(one["text"] for one in messages)
        self.heard.append(text)
        return text

    def until_status(self, opening: str, turns: int = 7) -> str:
        """Say the opening line and answer questions until the claim is spoken of."""
        text = self.say(opening)
        for _ in range(turns):
            answer = self.answer_to(text)
            if answer is None or self.owner != "assistant":
                return text
            text = self.say(answer)
        return text

    def answer_to(self, text: str) -> str | None:
        """What the assistant asks for in its last sentence, from the claim."""
        asked = re.split(r"(?<=[.!?])\s+", text.strip())[-1].lower()
        member, provider = self.claim["member"], self.claim["provider"]
        for pattern, value in (
            (r"provider.* or .*(own|member)", "for a provider" if self.role == "provider" else "my own coverage"),
            (r"\bnpi\b", provider["npi"]),
            (r"tax id|last five", provider["tax_id"][-5:]),
            (r"member id", member["id"]),
            (r"date of birth|birth", date.fromisoformat(member["dob"]).strftime("%m/%d/%Y")),
            (r"date of service|claim number", date.fromisoformat(self.claim["service_from"]).strftime("%m/%d/%Y")),
            (r"\bzip\b", member["zip"]),
        ):
            if re.search(pattern, asked) and "?" in asked:
                return value
        return None


@pytest.fixture
def chat(system) -> Iterator[Callable[..., Chat]]:
    """Make a chat about a claim, from a loopback address of its own."""
    made: list[httpx.Client] = []

    def start(claim: dict[str, Any], role: str = "provider") -> Chat:
        transport = httpx.HTTPTransport(local_address=f"127.9.{len(made)}.{hash(claim['claim_number']) % 200 + 2}")
        made.append(httpx.Client(base_url=system.address, timeout=30, transport=transport))
        return Chat(made[-1], claim, role)

    yield start
    for client in made:
        client.close()


@pytest.fixture(scope="session")
def truth(system) -> list[dict[str, Any]]:
    return system.truth()


def grown_up(claim: dict[str, Any]) -> bool:
    return date.fromisoformat(claim["member"]["dob"]).year < 2005


@pytest.fixture(scope="session")
def some_claim(truth) -> Callable[..., dict[str, Any]]:
    """The first claim of an adult that fits; ``unique`` on its day, so that no choice has to be made."""
    days: dict[tuple[str, str], int] = {}
    for row in truth:
        key = (row["member"]["id"], row["service_from"])
        days[key] = days.get(key, 0) + 1

    def pick(fits: Callable[[dict[str, Any]], bool], nth: int = 0) -> dict[str, Any]:
        good = [
            row for row in truth if grown_up(row) and days[row["member"]["id"], row["service_from"]] == 1 and fits(row)
        ]
        return good[nth]

    return pick
