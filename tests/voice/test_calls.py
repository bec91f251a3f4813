"""Real-sounding calls on the running system: scripts, bad lines, many at once."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from rich.console import Console

from backend.integrations.twilio.casting import filled
from backend.integrations.twilio.phone import Call, Weather
from backend.integrations.twilio.terminal import play_call

pytestmark = pytest.mark.system
SCRIPTS = sorted((Path(__file__).parent / "scripts").glob("*.txt"))


def test_there_are_scripts() -> None:
    assert len(SCRIPTS) >= 8


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("weather", [Weather(), Weather(repeats=0.5, disorder=True, seed=3)], ids=["clear", "repeats"])
def test_a_call_hears_what_it_expects(system, path: Path, weather: Weather) -> None:
    lines = filled(path.read_text(encoding="utf-8").splitlines(), system.truth())
    token = (system.var / "secrets" / "twilio_token").read_text()
    phone = Call(system.address, token, caller=f"+1555{uuid4().int % 10_000_000:07d}", weather=weather)
    told = Console(file=StringIO(), width=200)
    broke = play_call(phone, lines, told)
    assert broke == 0, told.file.getvalue()  # type: ignore[attr-defined]
    assert phone.lost == 0
    assert phone.differing == 0


def test_a_noisy_line_reaches_its_answer_nearly_always(system) -> None:
    done = system.command(
        "call", "--many", "20", "--pause", "0.5", "--noise", "0.1", "--repeats", "0.1", "--seed", "11", "--json"
    )
    report = json.loads(done.stdout)
    assert report["lost"] == 0
    assert report["differing"] == 0
    assert report["answered"] + report["to_person"] >= report["calls"]
    assert report["answered"] >= 0.9 * report["calls"], report
    assert report["turns_to_answer_median"] <= 7


def test_the_bench_of_calls_reports_percentiles(system) -> None:
    done = system.command("bench", "calls", "--callers", "4", "--pause", "0.2", "--json")
    report = json.loads(done.stdout)
    assert report["calls"] == 4
    assert report["lost"] == 0
    assert report["p50_ms"] <= report["p95_ms"] <= report["p99_ms"]
