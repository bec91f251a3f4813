"""Parts die in the middle of a telephone call: the caller always hears a sentence and goes on or comes to a person."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psutil
import pytest

from backend.integrations.twilio.casting import cast
from backend.integrations.twilio.phone import Call, Heard

pytestmark = [pytest.mark.system, pytest.mark.slow]
NUMBERS = count(int(time.time()) % 800_000 + 6_100_000)
DOWN_SECONDS = 60


def call(system) -> Call:
    token = (system.var / "secrets" / "twilio_token").read_text()
    return Call(system.address, token, caller=f"+1555{next(NUMBERS)}")


def words(heard: list[Heard]) -> str:
    return " ".join(one.text for one in heard)


@contextmanager
def frozen(processes: list[psutil.Process]) -> Iterator[None]:
    """All of them stand still, as on a machine that hangs."""
    for one in processes:
        one.suspend()
    try:
        yield
    finally:
        for one in processes:
            one.resume()


def database(var: Path) -> list[psutil.Process]:
    leader = psutil.Process(int((var / "postgres" / "postmaster.pid").read_text().splitlines()[0]))
    return [leader, *leader.children(recursive=True)]


def test_the_database_stands_still_for_a_minute_in_mid_call(system) -> None:
    values = cast(system.truth(), "paid")
    before, after = call(system), call(system)
    before.dial()
    before.say("i'm calling for a provider")
    with frozen(database(system.var)):
        started = time.monotonic()
        heard = before.say("my claim was denied and i want to know why")
        assert max(before.seconds[-2:]) < 10
        assert "sorry" in words(heard)
        assert any(one.kind == "Enqueue" for one in heard)
        while time.monotonic() - started < DOWN_SECONDS:
            assert "stay on the line" in words(before.wait(20)).lower()
            time.sleep(4)
    assert system.wait_until(system.answers, 30)
    assert system.wait_until(lambda: "in line" in words(before.wait(20)), 30)
    assert before.lost == 0
    before.hang_up()
    after.dial()
    for one in ("i'm calling for a provider", "#{npi}", "#{tax_last5}", "{member_id}", "{dob}", "{service_date}"):
        heard = after.say(one.format_map(values))
    assert values["paid_dollars"] in words(heard)
    after.hang_up()


@pytest.mark.parametrize("part", ["rasa", "actions"])
def test_a_part_that_is_killed_in_mid_turn_costs_no_more_than_an_apology(system, part: str) -> None:
    phone = call(system)
    phone.dial()
    old = system.pid_of(part)
    os.kill(old, signal.SIGKILL)
    heard = phone.say("i'm calling for a provider")
    assert max(phone.seconds) < 10
    assert words(heard)
    assert phone.lost == 0
    phone.hang_up()
    assert system.wait_until(lambda: system.pid_of(part) != old, 60)

    def well() -> bool:
        other = call(system)
        other.dial()
        good = "NPI" in words(other.say("i'm calling for a provider")) if other.listening else False
        other.hang_up()
        return good

    assert system.wait_until(well, 120)


@pytest.mark.parametrize("part", ["rasa", "actions"])
def test_a_part_that_hangs_is_answered_for_in_time_and_its_late_answer_dropped(system, part: str) -> None:
    phone = call(system)
    phone.dial()
    process = psutil.Process(system.pid_of(part))
    with frozen([process, *process.children(recursive=True)]):
        heard = phone.say("i'm calling for a provider")
        assert max(phone.seconds) < 10
    assert any(one.kind == "Enqueue" for one in heard), words(heard)
    time.sleep(2)
    assert "in line" in words(phone.wait(20))
    phone.hang_up()


def test_the_backend_is_killed_between_two_turns_and_the_call_goes_on(system) -> None:
    phone = call(system)
    phone.dial()
    phone.say("i'm calling for a provider")
    old = system.pid_of("backend")
    os.kill(old, signal.SIGKILL)
    assert system.wait_until(lambda: system.pid_of("backend") != old and system.answers(), 60)
    heard = phone.say("repeat that please")
    assert "NPI" in words(heard)
    assert phone.lost == 0
    phone.hang_up()
