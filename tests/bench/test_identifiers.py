"""Captures on a poor line, measured by one command; and every measure the README names is there."""

from __future__ import annotations

import importlib
import re

from backend.bench import identifiers
from backend.settings import PROJECT


def test_captures_are_counted_by_kind() -> None:
    found = identifiers.run(claims=60, seed=3)
    assert found["captures"] == 60
    assert set(found["kinds"]) == {"claim_number", "member_id"}
    assert found["first_try"] > 0.9
    assert found["after_repair"] >= found["first_try"]


def test_every_measure_the_readme_names_can_be_run() -> None:
    row = re.search(r"^\| `claimline bench NAME` \|(.*)\|$", (PROJECT / "README.md").read_text(encoding="utf-8"), re.M)
    assert row is not None
    names = re.findall(r"`(\w+)`", row[1])
    assert len(names) > 10
    assert [name for name in names if not callable(importlib.import_module(f"backend.bench.{name}").run)] == []
