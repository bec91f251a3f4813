"""A one-time code end to end: asked for in the chat, sent as a notice, given back. Once, in time, in one conversation."""

from __future__ import annotations

import json
import random
import re
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import create_engine, text

from tests.dialogue.conftest import Caller, Claim, Conversation, World, values_of

pytestmark = [pytest.mark.system, pytest.mark.slow]
SECONDS_TO_SEND = 20
ASKED = r"six-digit code"
SENT = r"asked for a copy of the EOB|sending a copy of the EOB"


class Member:
    """A member in the chat who reads the messages that reach the phone on file."""

    def __init__(self, address: str, notices: Path, claim: Claim, seed: int) -> None:
        rng = random.Random(seed)
        origin = f"127.{rng.randrange(1, 250)}.{rng.randrange(250)}.{rng.randrange(2, 250)}"
        transport = httpx.HTTPTransport(local_address=origin)
        self.client = httpx.Client(base_url=address, transport=transport, timeout=30, trust_env=False)
        template = {"title": "one-time code", "who": "member", "turns": []}
        self.caller = Caller(Conversation("code", "verification", template, {}, seed), self.client, claim, None, rng)
        self.notices = notices
        self.values = values_of(claim, rng)
        self.caller._open()
        self.caller.about = claim

    def say(self, line: str) -> str:
        self.caller._say(line)
        return self.caller.text

    def verify(self) -> None:
        """Proves who speaks and hears of the claim."""
        turn: dict[str, Any] = {"say": "I'm a member, status of my claim from {dos}", "hears": ["status"]}
        self.caller._turn(turn)
        assert self.caller.failures == [], self.caller.log

    def ask_for_a_copy(self) -> str:
        """Asks for a paper, which needs a code; the code that reached the phone."""
        before = {path.name for path in self.notices.glob("*.json")}
        heard = self.say("please send me a copy of the EOB")
        assert re.search(ASKED, heard), heard
        return self._code(before)

    def _code(self, before: set[str]) -> str:
        until = time.monotonic() + SECONDS_TO_SEND
        while time.monotonic() < until:
            for path in self.notices.glob("*.json"):
                if path.name not in before and (found := re.search(r"\b\d{6}\b", json.loads(path.read_text())["text"])):
                    return found.group()
            time.sleep(0.2)
        raise AssertionError("no code reached the phone on file")


@pytest.fixture
def member(system: Any, request: pytest.FixtureRequest) -> Iterator[Member]:
    """A member of their own for each test: a code a day is counted by member."""
    lines = [json.loads(line) for line in (system.var / "world" / "truth.jsonl").read_text().splitlines()]
    rng = random.Random(f"{request.node.name} {time.time_ns()}")
    claim = World(lines, date.today()).pick({"state": "paid"}, rng, alone=True)
    assert claim is not None
    made = Member(system.address, system.var / "outbox" / "notices", claim, rng.randrange(1_000_000))
    yield made
    made.client.close()


def another(code: str) -> str:
    """A code that is not the one sent."""
    return f"{(int(code) + 7) % 1_000_000:06d}"


def test_the_right_code_brings_the_paper_that_waited_for_it(member: Member) -> None:
    member.verify()
    code = member.ask_for_a_copy()
    assert re.search(SENT, member.say(code), re.I), member.caller.log


def test_the_code_may_be_said_in_a_sentence(member: Member) -> None:
    member.verify()
    code = member.ask_for_a_copy()
    assert re.search(SENT, member.say(f"ok the code is {code[:3]} {code[3:]}"), re.I), member.caller.log


def test_a_wrong_code_is_refused_and_the_right_one_still_opens(member: Member) -> None:
    member.verify()
    code = member.ask_for_a_copy()
    heard = member.say(another(code))
    assert re.search(ASKED, heard)
    assert not re.search(SENT, heard, re.I), heard
    assert re.search(SENT, member.say(code), re.I), member.caller.log


def test_three_wrong_codes_bring_a_person_and_no_paper(member: Member) -> None:
    member.verify()
    code = member.ask_for_a_copy()
    for _ in range(3):
        heard = member.say(another(code))
    assert member.caller.owner == "waiting", member.caller.log
    assert not re.search(SENT, heard, re.I), heard


def test_an_old_code_opens_nothing(member: Member, system: Any) -> None:
    member.verify()
    code = member.ask_for_a_copy()
    engine = create_engine(system.environment()["CLAIMLINE_DATABASE_URL"])
    with engine.begin() as connection:  # ten minutes pass
        connection.execute(
            text("UPDATE one_time_code SET expires_at = now() - interval '1 second' WHERE used_at IS NULL")
        )
    engine.dispose()
    heard = member.say(code)
    assert not re.search(SENT, heard, re.I), heard
    assert re.search(ASKED, heard) or member.caller.owner == "waiting", heard


def test_a_used_code_opens_nothing_in_another_conversation(member: Member, system: Any) -> None:
    member.verify()
    code = member.ask_for_a_copy()
    assert re.search(SENT, member.say(code), re.I), member.caller.log
    later = Member(system.address, member.notices, member.caller.first, 77)
    later.verify()
    assert later.ask_for_a_copy() != code
    heard = later.say(code)
    assert not re.search(SENT, heard, re.I), heard
    later.client.close()
