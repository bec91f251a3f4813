"""What the software is made of is pinned and listed; nothing secret is in it; its dangerous habits are looked for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import tomllib

from backend.runtime.sbom import bill_of_materials
from tests.house.test_structure import PROJECT, python_files, tracked

LOCKS = sorted((PROJECT / "requirements").glob("*.txt"))
SECRETS = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----\n[A-Za-z0-9+/=]{40}"
    r"|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}\b|\bxox[baprs]-[0-9A-Za-z-]{20,}"
    r"|\bAC[0-9a-f]{32}\b|\bSK[0-9a-f]{32}\b|\beyJ[\w-]{20,}\.eyJ[\w-]{20,}\.[\w-]{20,}"
    r"|(?i:(?:password|passwd|secret|token|api_key)\s*=\s*[\"'][A-Za-z0-9+/_-]{24,}[\"'])"
)
"""Private keys; keys of clouds, code hosts, chats and carriers; signed tokens; long literals under a telling name."""
INVENTED = {"AC" + "0" * 32, "AC" + "a" * 32, "AC" + "1" * 32}
EXCUSED = {"S101", "S311", "S603", "S607", "S608"}
"""Assertions, seeded chance in invented worlds, our own programs started, SQL put together from our own constants."""
TEXT = (
    ".py",
    ".js",
    ".html",
    ".css",
    ".yml",
    ".yaml",
    ".toml",
    ".json",
    ".md",
    ".sh",
    ".in",
    ".txt",
    ".ini",
    "Makefile",
)


@pytest.mark.parametrize("lock", [one for one in LOCKS if "overrides" not in one.name], ids=lambda one: one.stem)
def test_every_package_is_pinned_by_version_and_hash(lock: Path) -> None:
    listed = bill_of_materials(lock)["components"]
    lines = [one for one in lock.read_text().splitlines() if re.match(r"[A-Za-z0-9]", one)]
    assert len(listed) == len(lines) > 0
    assert [one["name"] for one in listed if not one["hashes"]] == []


def test_no_secret_is_kept_with_the_code() -> None:
    found = [
        f"{path.relative_to(PROJECT)}: {hit.group()[:12]}…"
        for path in tracked(*TEXT)
        if path.stat().st_size < 2_000_000
        for hit in SECRETS.finditer(path.read_text(encoding="utf-8", errors="replace"))
        if hit.group() not in INVENTED
    ]
    assert found == []


def test_security_rules_are_on_for_all_that_runs() -> None:
    """Ruff's ``S`` rules are bandit's; ``.ci/test`` runs them. A folder is excused from one rule, by name, never from all."""
    lint = tomllib.loads((PROJECT / "pyproject.toml").read_text())["tool"]["ruff"]["lint"]
    assert "S" in lint["select"]
    assert [one for one in lint["ignore"] if one.startswith("S") and not one.startswith("SIM")] == ["S101"]
    excused = {where: rules for where, rules in lint["per-file-ignores"].items() if not where.startswith("tests")}
    assert {where: rules for where, rules in excused.items() if "S" in rules} == {}
    assert {rule for rules in excused.values() for rule in rules if rule.startswith("S")} <= EXCUSED


def test_every_exception_from_a_security_rule_names_it() -> None:
    bare = [
        f"{path.relative_to(PROJECT)}:{number}"
        for path in python_files()
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if re.search(r"#\s*noqa(?!:)", line) and "test_supply_chain" not in path.name
    ]
    assert bare == []


def test_pages_never_make_markup_out_of_text() -> None:
    """What callers, payers and colleagues write is text wherever it is shown."""
    making = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc|javascript:"
    )
    loose = re.compile(r"\|\s*safe\b|autoescape\s+false|<script(?![^>]*\bsrc=)|\son\w+=", re.IGNORECASE)
    assert [
        str(path) for path in tracked(".js") if "vendor" not in path.parts and making.search(path.read_text())
    ] == []
    assert [str(path) for path in tracked(".html") if loose.search(path.read_text())] == []
