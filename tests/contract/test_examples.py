"""Each JSON body of the interface shows an example that is taken as it stands, each answer one that is whole."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import cache
from typing import Any

import jsonschema_rs
import pytest
from fastapi.routing import APIRoute, APIRouter
from fastapi.testclient import TestClient
from pydantic import TypeAdapter, ValidationError

from backend.app import create_app, feature_modules
from backend.interface import parts
from backend.kit.ids import npi_is_valid
from tests.contract.conftest import operations

DOCUMENT = "urn:document"
WORDS_LEAST = 3
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


def answers() -> dict[str, dict[str, Any]]:
    """Each operation that answers JSON, with the schema of its answer."""
    return {
        str(one): told["content"]["application/json"]["schema"]
        for one in operations()
        for status, told in one.spec["responses"].items()
        if status.startswith("2") and "application/json" in told.get("content", {})
    }


def examples(schema: dict[str, Any]) -> list[Any]:
    """Its own, and those of what it refers to."""
    if "$ref" in schema:
        schema = schemas()[schema["$ref"].rpartition("/")[2]]
    within = [found for one in schema.get("anyOf", ()) for found in examples(one)]
    return [*schema.get("examples", ()), *within]


def fits(value: object, schema: dict[str, Any]) -> bool:
    return reader(schema, strict=False).is_valid(value)


def reader(schema: dict[str, Any], *, strict: bool) -> Any:
    """What tells whether a value fits; strictly: with each field named in its shape and no other."""
    told = json.dumps(closed(schema) if strict else schema).replace('"#/', f'"{DOCUMENT}#/')
    return jsonschema_rs.validator_for(told, registry=shapes(strict=strict), validate_formats=True)


@cache
def shapes(*, strict: bool) -> jsonschema_rs.Registry:
    document = {"components": {"schemas": closed(schemas()) if strict else schemas()}}
    return jsonschema_rs.Registry([(DOCUMENT, document)])


def closed(schema: Any) -> Any:
    """The same with each field needed, and none beside those it names but where it says there may be."""
    if isinstance(schema, list):
        return [closed(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    shut = {name: closed(one) for name, one in schema.items()}
    if schema.get("type") == "object" and "properties" in schema:
        shut |= {"required": list(schema["properties"])}
        shut["additionalProperties"] = schema.get("additionalProperties", False)
    return shut


def amiss(value: object, schema: dict[str, Any]) -> list[str]:
    """Where a value lacks a field, has one too many, or one of the wrong kind."""
    found = reader(schema, strict=True).iter_errors(value)
    return [f"{'/'.join(map(str, one.instance_path))}: {one.message}" for one in found]


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


def test_each_answer_shows_an_example() -> None:
    assert [one for one, schema in answers().items() if not examples(schema)] == []


def test_each_answer_shown_has_every_field_of_its_shape_and_no_other() -> None:
    wrong = {
        one: found for one, schema in answers().items() for shown in examples(schema) if (found := amiss(shown, schema))
    }
    assert wrong == {}


def test_a_field_left_out_or_misspelt_is_told() -> None:
    schema = answers()["GET /api/v1/me"]
    (shown,) = examples(schema)
    assert amiss(shown, schema) == []
    assert amiss({name: one for name, one in shown.items() if name != "skills"}, schema)
    assert amiss(shown | {"skils": []}, schema)
    assert amiss(shown | {"name": None}, schema)


def test_each_operation_says_how_it_refuses() -> None:
    told = [one.spec["responses"].get(status, {}) for one in operations() for status in ("4XX", "503")]
    assert [one for one in told if set(one.get("content", ())) != {"application/json"}] == []
    assert "HTTPValidationError" not in schemas()


@pytest.mark.parametrize(
    ("path", "status"), [("/api/v1/me", 401), ("/chat/messages", 401), ("/api/v1/claims/none", 401)]
)
def test_a_refusal_is_as_the_document_says(client: TestClient, path: str, status: int) -> None:
    refused = client.get(path)
    assert refused.status_code == status
    assert fits(refused.json(), schemas()["RefusalShown"]), refused.text


def test_each_operation_says_what_it_does_in_a_sentence_of_its_own() -> None:
    said = Counter(one.spec.get("description", "") for one in operations())
    assert [str(one) for one in operations() if len(one.spec.get("description", "").split()) < WORDS_LEAST] == []
    assert [sentence for sentence, times in said.items() if times > 1] == []


def total(amounts: Iterable[str]) -> Decimal:
    return sum((Decimal(re.sub("[$,+]", "", one)) for one in amounts), Decimal())


def parts_of_a_charge(one: Any) -> bool:
    share = total([one["deductible"], one["copay"], one["coinsurance"], one["not_covered"]])
    borne = total(one[part] for part in ("discount", "not_owed", "other_plan", "plan_paid", "your_share"))
    return total([one["charge"]]) == borne and total([one["your_share"]]) == share


def ageing(one: Any) -> bool:
    columns = zip(*([cell["amount"] for cell in row["cells"]] for row in one["rows"]), strict=True)
    rows = all(total(cell["amount"] for cell in row["cells"]) == total([row["total"]]) for row in one["rows"])
    sums = [total(column) for column in columns] == [total([each]) for each in one["totals"]]
    return rows and sums and total(one["totals"]) == total([one["total"]])


ADDS_UP: dict[str, Callable[[Any], bool]] = {
    "SumsShown": parts_of_a_charge,
    "EobLineShown": parts_of_a_charge,
    "Sums": parts_of_a_charge,
    "ExplainedLine": parts_of_a_charge,
    "LineDecided": lambda one: (
        total([one["charge"]]) == total([one["paid"], *(each[2] for each in one["adjustments"])])
    ),
    "AdjudicationShown": lambda one: (
        total([one["allowed"]]) == total([one["paid"], one["patient_share"]])
        and total([one["patient_share"]]) == total([one["deductible"], one["coinsurance"], one["copay"]])
    ),
    "UnderpaymentShown": lambda one: total([one["expected"]]) == total([one["allowed"], one["difference"]]),
    "StatementShown": lambda one: total([one["balance"]]) == total(each["owed"] for each in one["lines"]),
    "PlanShown": lambda one: total([one["total"]]) == total(each["amount"] for each in one["instalments"]),
    "AgeingShown": ageing,
    "ScoreShown": lambda one: one["total"] == sum(one["points"].values()),
    "ReviewShown": lambda one: one["total"] == sum(one["points"].values()),
}
"""What has to be true of the amounts of a shape, whichever example shows it."""


@pytest.mark.parametrize("shape", ADDS_UP)
def test_amounts_shown_add_up(shape: str) -> None:
    shown = [one for _, module in feature_modules("examples") for answer in module.SHOWN for one in parts(answer)]
    found = [one.model_dump(mode="json") for one in shown if type(one).__name__ == shape]
    assert found
    assert [one for one in found if not ADDS_UP[shape](one)] == []


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
