"""Requests made from the OpenAPI document, valid and invalid, as whoever may and as somebody else.

No error of the server, no answer but the one the document tells of, nothing invalid accepted.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.specs.openapi.checks import negative_data_rejection, response_schema_conformance
from sqlalchemy import Engine, text

from backend.app import create_app
from backend.database import session_scope
from tests.contract.conftest import Callers, Operation, operations
from tests.conversation.world import make_world

EXAMPLES = int(os.environ.get("CLAIMLINE_SCHEMA_EXAMPLES", "1"))
"""Valid requests per operation, and as many invalid ones."""
SEED = int(os.environ.get("CLAIMLINE_SEED", "7"))
ENDS_THE_CALLER = {"/sign-out"}
WRITABLE = {"application/json", "application/x-www-form-urlencoded", "multipart/form-data"}
"""Bodies schemathesis writes; our X12 and line files are mangled by tests/x12 and tests/pipeline/intake."""
CHECKS = [not_a_server_error, response_schema_conformance, negative_data_rejection]


@pytest.fixture
def ids(committed: Engine) -> dict[str, str]:
    """For a parameter ``claim_id`` the id of a claim there is, and so on for each table that has a row."""
    from backend.migrations import all_tables

    with session_scope() as session:
        make_world(session)
    tables = [one.name for one in all_tables().sorted_tables if "id" in one.c and one.name != "staff"]
    with committed.connect() as connection:
        found = {f"{name}_id": connection.scalar(text(f'SELECT id FROM "{name}" LIMIT 1')) for name in tables}
    return {name: str(one) for name, one in found.items() if one is not None}


@pytest.mark.slow
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=lambda one: one.value)
def test_requests_made_from_the_document(callers: Callers, ids: dict[str, str], mode: GenerationMode) -> None:
    document = schemathesis.openapi.from_dict(create_app().openapi())
    wrong = []
    for one in operations():
        if one.path not in ENDS_THE_CALLER and set(one.spec.get("requestBody", {}).get("content", {})) <= WRITABLE:
            wrong += trouble(callers, one, document[one.path][one.method].as_strategy(generation_mode=mode), ids)
    assert wrong == [], "\n".join(wrong)


def trouble(callers: Callers, one: Operation, cases: Any, ids: dict[str, str]) -> Iterator[str]:
    """What goes wrong with requests of this kind, a line each."""
    found: list[str] = []
    chance = Random(f"{SEED}{one}")

    @seed(SEED)
    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=cases)
    def ask(case: Any) -> None:
        if case.meta.generation.mode is GenerationMode.POSITIVE:
            case.path_parameters = {name: ids.get(name, value) for name, value in (case.path_parameters or {}).items()}
        for who in (one.caller, chance.choice(sorted(callers.headers))):
            answer = callers.client.request(**as_sent(case, callers.headers[who]))
            try:
                case.validate_response(answer, checks=CHECKS)
            except (Failure, FailureGroup) as failure:
                told = failure.exceptions if isinstance(failure, FailureGroup) else (failure,)
                found.extend(f"{one} as {who}: {answer.status_code} {str(each)[:200]!r}" for each in told)

    with contextlib.suppress(Unsatisfiable):  # nothing about it can be invalid
        ask()
    yield from dict.fromkeys(found)


def as_sent(case: Any, headers: dict[str, str]) -> dict[str, Any]:
    """The request for our client; of cookies only the caller's own."""
    request: dict[str, Any] = case.as_transport_kwargs(base_url="http://testserver")
    request.pop("cookies", None)
    if isinstance(request.get("data"), bytes | str):
        request["content"] = request.pop("data")
    return request | {"headers": {**(request.get("headers") or {}), **headers}}
