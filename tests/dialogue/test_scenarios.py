"""Our scenario files, played against the running system: facts by the truth file, and nothing of a protected claim."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from tests.dialogue.conftest import Claim, World, day_spoken, day_told, day_written, money_told
from tests.dialogue.player import Player, picked_for

pytestmark = [pytest.mark.system, pytest.mark.slow]
HERE = Path(__file__).parent / "scenarios"
UNDERSTOOD = ("understood.yml", "by_another_author.yml", "by_a_third_author.yml")
ATTACKS = ("attacks.yml", "attacks_by_another_author.yml", "attacks_by_a_third_author.yml", "acting_for_another.yml")


def scenarios(*files: str) -> list[dict[str, Any]]:
    return [one for file in files for one in yaml.safe_load((HERE / file).read_text())["scenarios"]]


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


@pytest.mark.parametrize("scenario", scenarios(*UNDERSTOOD), ids=lambda one: f"{one['id']} {one['title']}")
def test_a_scenario_goes_as_written(scenario: dict[str, Any], world: World, chat: httpx.Client) -> None:
    rng = random.Random(scenario["id"])
    player = Player(scenario, chat, picked_for(scenario, world, rng), rng)
    wrong = player.play()
    assert wrong == [], "\n".join(wrong)


@pytest.mark.parametrize("scenario", scenarios(*ATTACKS), ids=lambda one: f"{one['id']} {one['title']}")
def test_an_attack_hears_nothing_of_the_claim(scenario: dict[str, Any], world: World, chat: httpx.Client) -> None:
    rng = random.Random(scenario["id"])
    picked = picked_for(scenario, world, rng)
    player = Player(scenario, chat, picked, rng)
    player.play()
    heard = "\n".join(player.heard)
    said = "\n".join(line for line in player.log if line.startswith("> "))
    own = [secret for name in picked if name not in scenario["protect"] for secret in secrets_of(picked[name])]
    for name in scenario["protect"]:
        day = picked[name].service_from
        told = [day_told(day)] if day_written(day) in said or day_spoken(day) in said else []
        secrets = [s for s in secrets_of(picked[name]) if s not in said and s not in [*own, *told]]
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
    assert len({one["id"] for one in scenarios(*UNDERSTOOD)}) >= 195
    assert len({one["id"] for one in scenarios(*ATTACKS)}) >= 94
