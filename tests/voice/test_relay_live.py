"""The same calls over ConversationRelay on the running system: a second backend streams what the first gathers."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from rich.console import Console
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from backend.integrations.twilio.casting import cast, filled
from backend.integrations.twilio.phone import Call, Heard, Weather
from backend.integrations.twilio.terminal import play_call

pytestmark = pytest.mark.system
SCRIPTS = Path(__file__).parent / "scripts"
STREAMED = (
    "busy_biller_paid",
    "keys_only",
    "batch_of_three",
    "everything_at_once",
    "member_eob_confused",
    "provider_denied_why",
    "provider_two_patients",
    "slower_please",
    "go_back_once",
    "zero_in_the_middle",
    "hangs_up_after_answer",
    "emergency_mid_call",
)
"""Without the scripts of silence: a stream waits as long as a caller would."""


@pytest.fixture(scope="module")
def line(system) -> Iterator[str]:
    """A backend of the same system whose calls are streamed; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    environment = system.environment() | {"CLAIMLINE_VOICE_RELAY": "true", "CLAIMLINE_PUBLIC_BASE_URL": address}
    command = [sys.executable, "-m", "uvicorn", "backend.app:create_app", "--factory", "--port", str(port)]
    process = subprocess.Popen([*command, "--log-level", "error"], env={**os.environ, **environment})

    def answers() -> bool:
        try:
            return httpx.get(f"{address}/health", timeout=2).status_code == 200
        except httpx.HTTPError:
            return False

    try:
        assert system.wait_until(answers, 60)
        yield address
    finally:
        process.terminate()
        process.wait(15)


def call(system, line: str, weather: Weather | None = None) -> Call:
    token = (system.var / "secrets" / "twilio_token").read_text()
    number = f"+1555{uuid4().int % 10_000_000:07d}"
    return Call(line, token, caller=number, weather=weather or Weather())


def words(heard: list[Heard]) -> str:
    return " ".join(one.text for one in heard)


def verified(phone: Call, values: dict[str, str]) -> str:
    """A provider's call up to its first claim; what is heard then."""
    phone.dial()
    for one in ("i'm calling for a provider", "#{npi}", "#{tax_last5}", "{member_id}", "{dob}"):
        phone.say(one.format_map(values))
    return words(phone.say(values["service_date"]))


def test_a_stranger_opens_no_socket(line: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        connect(line.replace("http", "ws", 1) + "/voice/relay", proxy=None)
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize("name", STREAMED)
def test_a_script_is_heard_over_the_stream_as_by_gather(system, line: str, name: str) -> None:
    lines = filled((SCRIPTS / f"{name}.txt").read_text(encoding="utf-8").splitlines(), system.truth())
    phone = call(system, line)
    told = Console(file=StringIO(), width=200)
    assert play_call(phone, lines, told) == 0, told.file.getvalue()  # type: ignore[attr-defined]
    assert phone.lost == 0


def test_a_stream_that_breaks_goes_on_by_gather_still_verified(system, line: str) -> None:
    values = cast(system.truth(), "paid")
    phone = call(system, line)
    assert values["paid_dollars"] in verified(phone, values)
    assert phone._stream is not None
    phone._stream.close()
    assert "lost you" in words(phone.say("how much was paid"))
    assert values["paid_dollars"] in words(phone.say("how much was paid"))
    phone.hang_up()


def test_who_interrupts_is_heard_and_can_hear_it_again(system, line: str) -> None:
    values = cast(system.truth(), "paid")
    phone = call(system, line)
    verified(phone, values)
    assert re.search("charge|bill", words(phone.interrupt("The claim ending", "how much was billed")).lower())
    assert words(phone.interrupt("The", "repeat that please"))
    assert phone.listening
    phone.hang_up()


def test_representative_leaves_the_stream_for_the_queue_with_the_reason(system, line: str) -> None:
    values = cast(system.truth(), "denied")
    phone = call(system, line)
    verified(phone, values)
    heard = phone.interrupt("The claim", "representative")
    assert "Enqueue" in [one.kind for one in heard]
    assert "reference" in words(heard)
    assert "in line" in words(heard) or "joining" in words(heard)
    phone.hang_up()


def test_a_noisy_stream_repeated_posts_and_disorder_lose_nothing(system, line: str) -> None:
    lines = filled((SCRIPTS / "busy_biller_paid.txt").read_text(encoding="utf-8").splitlines(), system.truth())
    phone = call(system, line, Weather(repeats=1.0, disorder=True, seed=4))
    told = Console(file=StringIO(), width=200)
    assert play_call(phone, lines, told) == 0, told.file.getvalue()  # type: ignore[attr-defined]
    assert (phone.lost, phone.differing) == (0, 0)
