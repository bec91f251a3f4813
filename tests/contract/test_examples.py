"""Each JSON body of the interface shows an example, and what it shows is taken as it stands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import jsonschema_rs
from fastapi.routing import APIRoute, APIRouter
from pydantic import TypeAdapter, ValidationError

from backend.app import create_app, feature_modules
from backend.kit.ids import npi_is_valid
from tests.contract.conftest import operations

UNKNOWN = {"a_field_nobody_knows": 1}
READ_BY_HAND = {"POST /chat/sessions", "POST /chat/messages"}
"""The chat's, whose bodies anybody may send; tests/conversation/channels holds what they take."""


@cache
def schemas() -> dict[str, Any]:
    found: dict[str, Any] = create_app().openapi()["components"]["schemas"]
    return found


def bodies() -> dict[str, dict[str, Any]]:
    """Each operation that takes JSON, with the schema of what it takes."""
    return {
        str(one): one.spec["requestBody"]["content"]["application/json"].get("schema", {})
        for one in operations()
        if one.takes_json
    }


def examples(schema: dict[str, Any]) -> list[Any]:
    """Its own, and those of what it refers to."""
    if "$ref" in schema:
        schema = schemas()[schema["$ref"].rpartition("/")[2]]
    within = [found for one in schema.get("anyOf", ()) for found in examples(one)]
    return [*schema.get("examples", ()), *within]


def fits(value: object, schema: dict[str, Any]) -> bool:
    whole = {**schema, "components": {"schemas": schemas()}}
    return jsonschema_rs.is_valid(whole, value, validate_formats=True)


def npis(value: object) -> Iterator[str]:
    """Every NPI in it, however deep."""
    named = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, one in named:
        if isinstance(one, str) and str(name).endswith("npi"):
            yield one
        yield from npis(one)


def test_each_body_shows_an_example() -> None:
    assert [one for one, schema in bodies().items() if not examples(schema)] == []


def test_each_body_refuses_fields_nobody_knows() -> None:
    open_ = [one for one, schema in bodies().items() if any(fits(each | UNKNOWN, schema) for each in examples(schema))]
    assert open_ == []


def test_each_example_fits_its_schema() -> None:
    shown = bodies() | schemas()
    wrong = [(name, one) for name, schema in shown.items() for one in examples(schema) if not fits(one, schema)]
    assert wrong == []


def test_each_npi_shown_passes_the_check_digit() -> None:
    shown = {npi for schema in schemas().values() for one in examples(schema) for npi in npis(one)}
    assert shown
    assert [npi for npi in shown if not npi_is_valid(npi)] == []


def readers() -> Iterator[tuple[str, TypeAdapter[Any]]]:
    """What reads the body of each operation."""
    for _, module in feature_modules("endpoints"):
        router = getattr(module, "router")  # noqa: B009
        assert isinstance(router, APIRouter)
        for one in router.routes:
            if isinstance(one, APIRoute) and one.body_field is not None:
                yield f"{min(one.methods)} {one.path}", TypeAdapter(one.body_field.field_info.annotation)


def test_each_body_shown_passes_the_checks_no_schema_can_tell() -> None:
    wrong, read = [], 0
    for one, reader in readers():
        for shown in examples(bodies().get(one, {})):
            read += 1
            try:
                reader.validate_json(json.dumps(shown))
            except ValidationError as fault:
                wrong.append(f"{one}: {fault}")
    assert read >= len(bodies()) - len(READ_BY_HAND)
    assert wrong == []
