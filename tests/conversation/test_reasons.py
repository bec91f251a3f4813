"""Every reason of a handoff is produced somewhere, and nothing else is: read from the sources of both halves."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from backend.conversation.handoffs.rules import REASONS

PROJECT = Path(__file__).parents[2]
NO_PRODUCERS = {"rules.py", "schemas.py"}
"""The table of reasons itself, and what requests look like."""
SOURCES = (PROJECT / "actions", PROJECT / "backend" / "conversation")
TABLES = {"HANDOFFS", "MORE_TELLING"}
"""Tables from a wish to the reason it brings a person for."""


def strings(node: ast.AST | None) -> Iterator[str]:
    """The words a value can be: itself, or either branch of a choice."""
    match node:
        case ast.Constant(value=str() as value):
            yield value
        case ast.IfExp():
            yield from (*strings(node.body), *strings(node.orelse))
        case ast.BoolOp():
            for one in node.values:
                yield from strings(one)
        case ast.Call(func=ast.Name(id="str")):
            for one in node.args:
                yield from strings(one)


def produced_by(node: ast.AST) -> Iterator[str]:
    """The reasons one piece of a program makes."""
    match node:
        case ast.Call(func=ast.Name(id="HandOff"), args=[reason, *_]):
            yield from strings(reason)
        case ast.Call(func=ast.Attribute(value=ast.Name(id="handoffs"), attr="request"), args=[_, _, reason, *_]):
            yield from strings(reason)
        case ast.Call(func=ast.Name(id="Found"), keywords=words):
            for one in words:
                yield from strings(one.value) if one.arg == "reason" else ()
        case ast.Dict(keys=keys, values=values):
            for key, value in zip(keys, values, strict=True):
                if isinstance(key, ast.Constant) and key.value == "reason":
                    yield from strings(value)
        case ast.Assign(targets=[ast.Name(id=name)], value=ast.Dict(values=values)) if name in TABLES:
            for value in values:
                yield from strings(value)
        case ast.Assign(targets=[ast.Name(id="reason")], value=value):
            yield from strings(value)
        case ast.FunctionDef(name="reason_in" | "_person_reason" | "_reason"):
            for one in ast.walk(node):
                yield from strings(one.value) if isinstance(one, ast.Return) else ()


def test_every_reason_has_a_producer_and_every_producer_a_reason() -> None:
    files = [path for source in SOURCES for path in source.rglob("*.py") if path.name not in NO_PRODUCERS]
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in files]
    made = {reason for tree in trees for node in ast.walk(tree) for reason in produced_by(node)}
    assert made - {""} == set(REASONS)
