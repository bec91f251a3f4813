"""The table of promises names every row and only tests there are."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
TABLE = TESTS / "PROMISES.md"
ROWS = [f"T{number:02d}" for number in range(1, 74)]
_TEST = re.compile(r"`([\w/]+\.py)`::(\w+)")


@cache
def functions_of(file: str) -> frozenset[str]:
    path = TESTS / file
    if not path.is_file():
        return frozenset()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(one.name for one in ast.walk(tree) if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef))


def rows() -> list[tuple[str, str, str, str]]:
    """Row, promise, tests, what nobody tries."""
    lines = [one for one in TABLE.read_text(encoding="utf-8").splitlines() if re.match(r"\| T\d\d ", one)]
    return [tuple(cell.strip() for cell in one.strip("|").split("|")) for one in lines]  # type: ignore[misc]


def test_every_row_is_there_once_and_in_order() -> None:
    assert [name for name, *_ in rows()] == ROWS


def test_every_row_has_a_test_or_says_what_is_missing() -> None:
    assert [name for name, _, tests, missing in rows() if not _TEST.search(tests) and not missing.strip()] == []


@pytest.mark.parametrize(("row", "named"), [(name, tests) for name, _, tests, _ in rows()], ids=lambda part: part[:3])
def test_named_tests_exist(row: str, named: str) -> None:
    assert [f"{file}::{test}" for file, test in _TEST.findall(named) if test not in functions_of(file)] == [], row


def test_rows_are_those_of_the_list_of_promises(shared: Path) -> None:
    """Where the list lies beside the project, ours holds the same rows."""
    known = shared / "PROMISES.md"
    listed = re.findall(r"^\| (T\d\d) \|", known.read_text(encoding="utf-8"), re.MULTILINE) if known.is_file() else ROWS
    assert listed == ROWS
