"""Broken JSON, SQL, and path tricks at every operation: refused or taken as mere text, never an error of the server."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pytest
from sqlalchemy import Engine, event

from backend.app import create_app
from tests.contract.conftest import NOBODYS_ID, Callers, Operation, filled, operations

TRIES = int(os.environ.get("CLAIMLINE_HOSTILE_TRIES", "3"))
"""Inputs of each kind an operation gets; all of them where the setting is large."""
SEED = int(os.environ.get("CLAIMLINE_SEED", "7"))

PATHS = (
    "..%2f..%2fetc%2fpasswd", "%2e%2e", "‥/‥", "．．", "a/b", "%00", "x" * 300, "+15550001111", "%ff%fe", "-1", "null",
    "{id}", "' OR 1=1 --", NOBODYS_ID + "0", "1e400", " ", ";", "\u202e", "\U0001f600",
)  # fmt: skip
SQL = (
    "'; DROP TABLE claim; --", "' OR '1'='1", "\\'; SELECT pg_sleep(9); --", "%' UNION SELECT password_hash FROM staff --",
    "1); DELETE FROM turn; --", "%_%", "\x00", "$1", ":name", "{{7*7}}", "' || version() || '",
)  # fmt: skip
BODIES = (
    b"[]", b"null", b'"text"', b"NaN", b'{"a": NaN}', b'{"a": 1e400}', b"[" * 5000 + b"]" * 5000,
    b'{"a":' * 5000 + b"1" + b"}" * 5000, b'{"a": 1, "a": 2}', b"{", b"\xff\xfe", b'{"a": "\\ud800"}', b"", b"1" * 5000,
    json.dumps({f"key{n}": n for n in range(20_000)}).encode(), b'{"__proto__": {"admin": true}}',
)  # fmt: skip


def some(of: tuple, one: Operation) -> list:  # type: ignore[type-arg]
    """The inputs this operation gets: as many as wanted, the same ones with the same seed."""
    chance = random.Random(f"{SEED}{one}")
    return chance.sample(of, min(TRIES, len(of)))


def test_path_tricks_find_nothing(callers: Callers, row_counts: Callable[[], dict[str, int]]) -> None:
    before, wrong = row_counts(), []
    for one in operations():
        for name in one.named("path"):
            for trick in some(PATHS, one):
                path = filled(one, **{name: quote(trick, safe="%")})
                answer = callers.send(one, path, json={} if one.takes_json else None)
                # a page is a shell: what its address names, its scripts ask the interfaces for
                if answer.status_code >= 500 or (answer.is_success and answer.headers["content-type"] != "text/html"):
                    wrong.append(f"{one} {name}={trick!r}: {answer.status_code}")
    assert wrong == [], "\n".join(wrong)
    assert row_counts() == before


@pytest.fixture
def statements(committed: Engine) -> Iterator[list[str]]:
    """The text of every SQL statement, without its values."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith("UPDATE staff_session"):  # whoever is signed in was seen a while ago
            seen.append(statement)

    event.listen(committed, "before_cursor_execute", note)
    yield seen
    event.remove(committed, "before_cursor_execute", note)


def test_sql_in_a_query_is_only_text(
    callers: Callers, statements: list[str], row_counts: Callable[[], dict[str, int]]
) -> None:
    before, wrong = row_counts(), []
    for one in operations():
        for name in one.named("query"):
            for words in some(SQL, one):
                asked = []
                for value in ("x" * len(words), words):
                    statements.clear()
                    answer = callers.send(one, params={name: value}, json={} if one.takes_json else None)
                    asked.append((answer.status_code, len(statements)))
                (_, plain), (status, hostile) = asked
                # who is refused at the door reaches no query; the first refusal of a minute is written down
                if status >= 500 or (plain != hostile and status not in (403, 422)):
                    wrong.append(f"{one} {name}={words!r}: {asked}")
    assert wrong == [], "\n".join(wrong)
    assert row_counts() == before


def text_fields(one: Operation, document: dict[str, Any]) -> list[str]:
    """The fields of its JSON body that take any text."""
    schema = one.spec["requestBody"]["content"]["application/json"].get("schema", {})
    schema = document["components"]["schemas"].get(schema.get("$ref", "").rpartition("/")[2], schema)
    return [
        name
        for name, field in schema.get("properties", {}).items()
        for kind in [field, *field.get("anyOf", [])]
        if kind.get("type") == "string" and not kind.keys() & {"format", "pattern", "enum", "const"}
    ]


def test_sql_in_a_body_is_only_text(callers: Callers, statements: list[str]) -> None:
    document, wrong = create_app().openapi(), []
    for one in operations():
        if one.takes_json:
            for name in text_fields(one, document):
                words = some(SQL, one)[0]
                asked = []
                for value in ("x" * len(words), words):
                    statements.clear()
                    answer = callers.send(one, json={name: value})
                    asked.append((answer.status_code, len(statements)))
                (_, plain), (status, hostile) = asked
                if status >= 500 or (plain != hostile and status != 422):
                    wrong.append(f"{one} {name}={words!r}: {asked}")
    assert wrong == [], "\n".join(wrong)


def test_broken_bodies_are_refused(callers: Callers, row_counts: Callable[[], dict[str, int]]) -> None:
    before, wrong = row_counts(), []
    for one in operations():
        if one.takes_json:
            for body in some(BODIES, one):
                if not body and not one.spec["requestBody"].get("required"):
                    continue
                answer = callers.send(one, content=body, headers={"Content-Type": "application/json"})
                if not 400 <= answer.status_code < 500:
                    wrong.append(f"{one} {body[:20]!r}: {answer.status_code}")
    assert wrong == [], "\n".join(wrong)
    assert row_counts() == before
