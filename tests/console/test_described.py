"""The page of interfaces: every operation, who may ask it, and an example that fits."""

from __future__ import annotations

from fastapi.testclient import TestClient

from backend.app import create_app
from backend.console.described import groups
from backend.staff.policy import who_may


def test_every_operation_stands_there_with_who_may_ask_it() -> None:
    document = create_app().openapi()
    wanted = {(method.upper(), path) for path, methods in document["paths"].items() for method in methods}
    shown = [one for _, operations in groups(document) for one in operations]
    assert {(one.method, one.path) for one in shown} == wanted
    for one in shown:
        who = who_may(one.method, one.path)
        assert one.who == (who if isinstance(who, str) else ", ".join(sorted(who or ())))
        assert one.what


def test_an_example_is_the_schemas_own_or_made_of_its_fields() -> None:
    named = {"properties": {"name": {"type": "string"}, "when": {"type": "string", "format": "date"}}}
    document = {
        "components": {"schemas": {"Named": named, "Told": {"examples": [{"text": "Hello"}]}}},
        "paths": {
            "/a": {"post": {"tags": ["x"], "summary": "Does it.", **_takes("Named")}},
            "/b": {"post": {"tags": ["x"], "summary": "Does it.", **_takes("Told"), **_answers("Told")}},
        },
    }
    ((_, (first, second)),) = groups(document)
    assert first.takes == '{\n  "name": "string",\n  "when": "date"\n}'
    assert second.takes == '{\n  "text": "Hello"\n}'
    assert (first.answers, second.answers) == ("", '{\n  "text": "Hello"\n}')


def test_the_page_needs_no_script_and_nobody_elses_address(client: TestClient) -> None:
    page = client.get("/docs")
    assert page.status_code == 200
    assert "<script" not in page.text
    assert "https://" not in page.text
    assert "/api/v1/encounters" in page.text


def _takes(name: str) -> dict[str, object]:
    schema = {"$ref": f"#/components/schemas/{name}"}
    return {"requestBody": {"content": {"application/json": {"schema": schema}}}}


def _answers(name: str) -> dict[str, object]:
    schema = {"$ref": f"#/components/schemas/{name}"}
    return {"responses": {"4XX": {}, "201": {"content": {"application/json": {"schema": schema}}}}}
