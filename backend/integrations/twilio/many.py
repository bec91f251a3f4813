"""Many calls at once: callers who each know a claim of the generated world; latency, lost turns, answers reached."""

from __future__ import annotations

import json
import statistics
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any

from backend.codes.sensitive import is_sensitive
from backend.errors import Unavailable
from backend.integrations.twilio.persona import Persona
from backend.integrations.twilio.phone import Call, Heard, Weather
from backend.settings import Settings

TURNS_MAX = 25
FIRST_TURNS, FURTHER_TURNS = 7, 2
"""By how many turns of the caller a first claim, and each further one, is to be heard."""
CALLERS_FROM = 5_550_000
"""Callers' numbers count up from here: the same number may not call as often as a crowd does."""


@dataclass(slots=True)
class Report:
    """What all calls together came to."""

    calls: int = 0
    answered: int = 0
    """Calls in which the claim's standing was heard from the assistant."""
    to_person: int = 0
    turns: int = 0
    lost: int = 0
    """Turns without a usable answer within Twilio's time."""
    differing: int = 0
    seconds: float = 0.0
    took: list[float] = field(default_factory=list)
    turns_to_answer: list[int] = field(default_factory=list)
    turns_further: list[int] = field(default_factory=list)
    """Of the callers with a second patient's claim: how many more turns it took."""
    fell_short: list[dict[str, Any]] = field(default_factory=list)
    """Calls that heard no first claim in time, or no further one: which caller, after how many turns, every line."""

    def as_dict(self) -> dict[str, Any]:
        """For people and machines; times in milliseconds."""
        cuts = statistics.quantiles(self.took, n=100) if len(self.took) > 1 else [0.0] * 99
        return {
            "calls": self.calls,
            "answered": self.answered,
            "to_person": self.to_person,
            "turns": self.turns,
            "lost": self.lost,
            "differing": self.differing,
            "turns_to_answer_median": statistics.median(self.turns_to_answer) if self.turns_to_answer else None,
            "first_claim_within_7": f"{sum(one <= FIRST_TURNS for one in self.turns_to_answer)} of {self.calls}",
            "further_claim_within_2": f"{sum(one <= FURTHER_TURNS for one in self.turns_further)} of {self.calls}",
            "p50_ms": round(cuts[49] * 1000, 1),
            "p95_ms": round(cuts[94] * 1000, 1),
            "p99_ms": round(cuts[98] * 1000, 1),
            "max_ms": round(max(self.took, default=0.0) * 1000, 1),
            "seconds": round(self.seconds, 1),
            "fell_short": sorted(self.fell_short, key=lambda one: one["call"]),
        }


def play(settings: Settings, callers: int, pause: float, weather: Weather, calls_each: int = 1) -> Report:
    """``callers`` calls at once, ``calls_each`` one after another, a turn each ``pause`` seconds. Raises Unavailable."""
    claims = _claims(settings.var / "world" / "truth.jsonl")
    report, lock = Report(), threading.Lock()
    started = time.perf_counter()

    def caller(number: int) -> None:
        choose = Random(f"{weather.seed}/{number}")  # noqa: S311
        time.sleep(pause * number / callers)
        for nth in range(calls_each):
            own = replace(weather, seed=choose.randrange(2**32))
            phone = Call(
                settings.public_base_url,
                settings.twilio_signing_tokens[0],
                caller=f"+1555{CALLERS_FROM + number * 1000 + nth:07d}",
                weather=own,
            )
            first = choose.choice(claims)
            persona = Persona(first, further=_another_patient(claims, first, choose))
            heard = one_call(phone, persona, pause)
            with lock:
                _count(report, f"{number}.{nth}", phone, persona, heard)

    threads = [threading.Thread(target=caller, args=(number,)) for number in range(callers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    report.seconds = time.perf_counter() - started
    return report


def one_call(phone: Call, persona: Persona, pause: float = 0.0) -> list[str]:
    """A whole call; all that was said on it, the caller's lines after ``caller:``."""
    transcript: list[str] = []
    heard = phone.dial()
    transcript += _lines(heard)
    for _ in range(TURNS_MAX):
        words = persona.reply(" ".join(one.text for one in heard if one.kind == "Say"))
        if words is None or not phone.listening:
            break
        time.sleep(pause)
        transcript.append(f"caller: {words}")
        heard = phone.say(words)
        transcript += _lines(heard)
    phone.hang_up()
    phone.close()
    return transcript


def _lines(heard: list[Heard]) -> list[str]:
    return [f"{one.kind.lower()}: {one.text}" for one in heard]


def _count(report: Report, call: str, phone: Call, persona: Persona, transcript: list[str]) -> None:
    report.calls += 1
    report.answered += persona.answered
    report.to_person += any(line.startswith("enqueue:") for line in transcript)
    report.turns += sum(line.startswith("caller:") for line in transcript)
    report.lost += phone.lost
    report.differing += phone.differing
    report.took += phone.seconds
    if persona.answered_after is not None:
        report.turns_to_answer.append(persona.answered_after)
    if persona.further_took is not None:
        report.turns_further.append(persona.further_took)
    if not in_time(persona):
        turns = {"first_claim_after": persona.answered_after, "further_claim_after": persona.further_took}
        report.fell_short.append({"call": call, **turns, "lines": transcript})


def in_time(persona: Persona) -> bool:
    """Whether this caller heard the first claim and, where they have one, the further claim in the turns promised."""
    if persona.answered_after is None or persona.answered_after > FIRST_TURNS:
        return False
    return persona.further is None or (persona.further_took is not None and persona.further_took <= FURTHER_TURNS)


def _another_patient(
    claims: list[Mapping[str, Any]], first: Mapping[str, Any], choose: Random
) -> Mapping[str, Any] | None:
    """A claim of the same provider and another patient; None where it has only the one."""
    same = [
        one
        for one in claims
        if one["provider"]["npi"] == first["provider"]["npi"] and one["member"]["id"] != first["member"]["id"]
    ]
    return choose.choice(same) if same else None


def _claims(path: Path) -> list[Mapping[str, Any]]:
    """Claims of adults with a decision, nothing only a person may tell, one of that member on that day: no choice to make."""
    if not path.exists():
        raise Unavailable("no_world", "There is no demo world yet. Start it with 'claimline demo'.")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    days: dict[tuple[str, str], int] = {}
    for row in rows:
        day = (row["member"]["id"], row["service_from"])
        days[day] = days.get(day, 0) + 1
    return [
        row
        for row in rows
        if row["member"]["dob"] < "2005"
        and row["status"]["category"].startswith("F")
        and days[row["member"]["id"], row["service_from"]] == 1
        and not is_sensitive(line["procedure"] for line in row["lines"])
    ]
