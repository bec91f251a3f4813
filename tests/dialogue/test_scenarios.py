"""Our scenario files, played against the running system: facts by the truth file, and nothing of a protected claim."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from tests.dialogue.conftest import (
    Caller,
    Claim,
    Conversation,
    World,
    day_told,
    heard_in,
    money_told,
    values_of,
)

pytestmark = [pytest.mark.system, pytest.mark.slow]
HERE = Path(__file__).parent / "scenarios"
FACTS = {
    "claim.status_word": "status", "claim.paid": "paid", "payment.trace_number": "trace", "denial.deadline": "deadline",
    "patient_responsibility.total": "share", "patient_responsibility.deductible": "deductible", "denial.reason": "reason",
}  # fmt: skip
ELEMENTS = {"dob": "date_of_birth", "dos": "date_of_service", "zip": "zip_code"}
NAMES = {
    "service_date_text": "dos_text", "service_date_us": "dos", "service_date_spoken": "dos_spoken", "dob_us": "dob",
    "tax_id": "tax_whole", "tax_last5": "tax", "tax_last5_spoken": "tax_spoken", "npi_asr": "npi_spoken",
    "wrong_dob_us": "wrong_dob", "npi_head_spoken": "npi_head", "npi_tail_spoken": "npi_tail",
}  # fmt: skip


def scenarios(file: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((HERE / file).read_text())["scenarios"]
    return found


def said_of(claim: Claim, rng: random.Random) -> dict[str, str]:
    """All a line of a scenario may name of a claim."""
    values = values_of(claim, rng)
    values |= {ours: values.get(theirs, "") for ours, theirs in NAMES.items()}
    values |= {"tax_id": claim.provider["tax_id"], "first_lower": values["first"].lower()}
    values |= {"last_lower": values["last"].lower(), "wrong_tax_last5": f"{(int(values['tax']) + 1) % 100000:05d}"}
    wrong = str((int(values["npi"][3]) + 1) % 10)
    values["npi_wrong4"] = values["npi"][:3] + wrong + values["npi"][4:]
    codes = [
        f"{a['group']}-{a['carc']}" for line in claim.lines for a in line.get("adjustments") or [] if a["group"] == "CO"
    ]
    values["code"] = codes[0] if codes else ""
    return values


class Player(Caller):
    """Says a scenario's lines, answers what is asked for, with its own interruptions."""

    def __init__(self, scenario: dict[str, Any], client: httpx.Client, picked: dict[str, Claim], rng: random.Random):
        self.scenario, self.picked, self.rng = scenario, picked, rng
        main = picked.get("a") or next(iter(picked.values()))
        asked = {ELEMENTS.get(name, name): lines for name, lines in (scenario.get("when_asked") or {}).items()}
        style = "spoken" if scenario["channel"] == "voice" else "typed"
        template = {"title": scenario["title"], "who": scenario["who"], "style": style, "answers": asked, "turns": []}
        super().__init__(
            Conversation(scenario["id"], scenario["kind"], template, {}, 0), client, main, picked.get("b"), rng
        )
        self.left = list(scenario.get("interrupts") or [])
        self.about = main

    def play(self) -> list[str]:
        """What went wrong, with the transcript; empty where all went as written."""
        self._open()
        for step in self.scenario["steps"]:
            if "verify" in step:
                self._turn(
                    {"say": "status of my claim please, i'm the member" if self.member else "provider, claim status"}
                )
                continue
            if step.get("about"):
                self.about = self.picked[step["about"]]
            lines = step["say"] if isinstance(step["say"], list) else [step["say"]]
            for line in lines:
                self._turn(self._wanted(line, step.get("expect") or {}))
        return [f"{one}\n    " + "\n    ".join(self.log) for one in self.failures[:1]]

    @property
    def member(self) -> bool:
        return bool(self.scenario["who"] == "member")

    def _wanted(self, line: str, expect: dict[str, Any]) -> dict[str, Any]:
        """The step in the words of a conversation's turn."""
        turn: dict[str, Any] = {"say": line, "within": expect.get("max_turns", 99)}
        facts = [name.removeprefix("b.") for name in expect.get("facts") or []]
        turn["hears"] = [FACTS[name] for name in facts if name in FACTS] + list(expect.get("any_of") or [])
        turn["never"] = list(expect.get("must_not") or [])
        turn["not_asked"] = [ELEMENTS.get(name, name) for name in expect.get("not_asked") or []]
        owner = expect.get("owner")
        return turn | ({"owner": owner} if isinstance(owner, str) and owner != "assistant" else {})

    def _missing(self, turn: dict[str, Any]) -> list[str]:
        heard = "\n".join(self.window)
        in_short = re.search(rf"ending \w+, for [^:]+: {self.about.state.replace('_', ' ')}", heard)
        if in_short:  # of several claims each is told in a few words
            turn = turn | {"hears": [want for want in turn.get("hears", []) if want != "status"]}
        missing = [
            f"not heard: {want}"
            for want in turn.get("hears", [])
            if not heard_in(want, self.about, heard, self.scenario["who"])
        ]
        return missing + ([f"owner is {self.owner}"] if turn.get("owner") not in (None, self.owner) else [])

    def _interruption(self, element: str | None, turn: dict[str, Any]) -> str | None:
        due = next((one for one in self.left if ELEMENTS.get(one["when"], one["when"]) == element), None)
        if due is None:
            return None
        self.left.remove(due)
        self._say(self._fill(due["say"]))
        expect = due.get("expect") or {}
        if "owner" in expect and self.owner != expect["owner"]:
            self.failures.append(f"after {due['say']!r} the owner is {self.owner}")
        if not all(re.search(one, self.text, re.I) for one in expect.get("any_of") or []):
            self.failures.append(f"after {due['say']!r}: {self.text!r}")
        if due.get("resumes") and self.element() != element:
            self.failures.append(f"after {due['say']!r} it asks for {self.element()}, not again for {element}")
        return self._answer(self.element(), turn) if self.owner == "assistant" else None

    def _fill(self, line: str) -> str:
        return re.sub(r"{(?:(\w)\.)?(\w+)}", lambda m: said_of(self.picked.get(m[1], self.about), self.rng)[m[2]], line)

    def _answer(self, element: str | None, turn: dict[str, Any]) -> str | None:
        if self.scenario.get("protect") and "a" not in self.picked:
            return None
        return super()._answer(element, turn)


def picked_for(scenario: dict[str, Any], world: World, rng: random.Random) -> dict[str, Claim]:
    """The claims a scenario speaks of."""
    wishes: dict[str, dict[str, Any]] = scenario.get("pick") or {"a": {}}
    for _ in range(40):
        chosen: dict[str, Claim] = {}
        for name, wish in wishes.items():
            beside = {
                "same_provider": wish.get("same_provider"), "same_patient": wish.get("same_member"),
                "other_patient": wish.get("other_member"), "other_provider": wish.get("other_provider"),
            }  # fmt: skip
            told = {k: v for k, v in wish.items() if k not in beside} | {k: True for k, v in beside.items() if v}
            claim = world.pick(told, rng, chosen.get("a"), alone=bool(scenario.get("protect")) and name == "v")
            if claim is not None and (not wish.get("denial_code") or said_of(claim, rng)["code"]):
                chosen[name] = claim
        if len(chosen) == len(wishes):
            return chosen
    raise AssertionError("the world has no such claims")


@pytest.fixture(scope="module")
def world(dialogue_address: tuple[str, Path]) -> World:
    return World([json.loads(line) for line in dialogue_address[1].read_text().splitlines()], date.today())


@pytest.fixture
def chat(dialogue_address: tuple[str, Path], request: pytest.FixtureRequest) -> Iterator[httpx.Client]:
    rng = random.Random(request.node.name)
    origin = f"127.{rng.randrange(1, 250)}.{rng.randrange(250)}.{rng.randrange(2, 250)}"
    transport = httpx.HTTPTransport(local_address=origin)
    with httpx.Client(base_url=dialogue_address[0], transport=transport, timeout=30, trust_env=False) as client:
        yield client


@pytest.mark.parametrize("scenario", scenarios("understood.yml"), ids=lambda one: f"{one['id']} {one['title']}")
def test_a_scenario_goes_as_written(scenario: dict[str, Any], world: World, chat: httpx.Client) -> None:
    rng = random.Random(scenario["id"])
    player = Player(scenario, chat, picked_for(scenario, world, rng), rng)
    wrong = player.play()
    assert wrong == [], "\n".join(wrong)


@pytest.mark.parametrize("scenario", scenarios("attacks.yml"), ids=lambda one: f"{one['id']} {one['title']}")
def test_an_attack_hears_nothing_of_the_claim(scenario: dict[str, Any], world: World, chat: httpx.Client) -> None:
    rng = random.Random(scenario["id"])
    picked = picked_for(scenario, world, rng)
    player = Player(scenario, chat, picked, rng)
    player.play()
    heard = "\n".join(line for line in player.log if line.startswith("< "))
    said = "\n".join(line for line in player.log if line.startswith("> "))
    own = [secret for name in picked if name not in scenario["protect"] for secret in secrets_of(picked[name])]
    for name in scenario["protect"]:
        secrets = [s for s in secrets_of(picked[name]) if s not in said and s not in own]
        assert [s for s in secrets if s in heard] == [], "\n".join(player.log)


def secrets_of(claim: Claim) -> list[str]:
    """What only one who has a right to the claim may hear."""
    found = [money_told(claim.charge), day_told(claim.service_from)]
    if claim.payment:
        found += [str(claim.payment["trace_number"]), day_told(claim.payment["date"]), money_told(claim.paid)]
    if (claim.denial or {}).get("deadline"):
        found.append(day_told(claim.denial["deadline"]))
    return found


def test_there_are_enough_scenarios_and_attacks() -> None:
    assert len({one["id"] for one in scenarios("understood.yml")}) >= 60
    assert len({one["id"] for one in scenarios("attacks.yml")}) >= 20
