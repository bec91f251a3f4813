"""The OpenAPI description put in an order people read: by part, each operation with who may ask it and an example."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from backend.staff.policy import who_may


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one address. ``takes`` and ``answers``: an example as JSON, or the kind of media; empty: nothing."""

    method: str
    path: str
    what: str
    who: str
    parameters: tuple[str, ...]
    takes: str
    answers: str


def groups(document: Mapping[str, Any]) -> list[tuple[str, list[Operation]]]:
    """The operations of an OpenAPI document by their first tag, in the order of the alphabet."""
    found: dict[str, list[Operation]] = defaultdict(list)
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            found[told.get("tags", ["other"])[0]].append(_operation(document, method.upper(), path, told))
    return sorted(found.items())


def _operation(document: Mapping[str, Any], method: str, path: str, told: Mapping[str, Any]) -> Operation:
    who = who_may(method, path)
    named = who if isinstance(who, str) else ", ".join(sorted(who or ()))
    parameters = tuple(_parameter(one) for one in told.get("parameters", ()))
    what = told.get("description") or told.get("summary", "")
    takes = _shown(document, told.get("requestBody", {}))
    answered: Mapping[str, Any] = next(
        (one for status, one in told.get("responses", {}).items() if status.startswith("2")), {}
    )
    return Operation(method, path, what, named, parameters, takes, _shown(document, answered))


def _parameter(one: Mapping[str, Any]) -> str:
    return f"{one['name']} ({one['in']}{', needed' if one.get('required') else ''})"


def _shown(document: Mapping[str, Any], told: Mapping[str, Any]) -> str:
    for kind, body in told.get("content", {}).items():
        if kind != "application/json":
            return str(kind)
        return json.dumps(_example(document, body.get("schema", {})), indent=2, ensure_ascii=False)
    return ""


def _example(document: Mapping[str, Any], schema: Mapping[str, Any], depth: int = 0) -> Any:
    """The schema's own example; else its fields, each with its own example or its kind."""
    if "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    if schema.get("examples"):
        return schema["examples"][0]
    for one in schema.get("anyOf", ()):
        return _example(document, one, depth)
    if "properties" in schema and depth < 4:
        return {name: _example(document, field, depth + 1) for name, field in schema["properties"].items()}
    if schema.get("type") == "array":
        return [_example(document, schema.get("items", {}), depth + 1)]
    return schema.get("const") or (schema.get("enum") or [schema.get("format") or schema.get("type") or "any"])[0]
