"""What a person is told who is refused: a page of the house for eyes, the fields' names for forms, JSON for programs."""

from __future__ import annotations

import uuid

import pytest
from fastapi.testclient import TestClient

from backend.app import said_of
from backend.staff.gate import COOKIE
from backend.staff.policy import Role
from tests.pipeline.eligibility.practice import sign_in

PAGE = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def looks(client: TestClient, role: Role) -> dict[str, str]:
    return {**PAGE, "Cookie": f"{COOKIE}={sign_in(client, role).token}"}


@pytest.mark.parametrize(
    ("role", "home"), [(Role.AGENT, "/console"), (Role.BILLER, "/operate"), (Role.AUDITOR, "/supervise")]
)
def test_a_page_of_others_says_so_and_leads_home(client: TestClient, role: Role, home: str) -> None:
    answer = client.get("/staff", headers=looks(client, role))
    assert (answer.status_code, answer.headers["content-type"]) == (403, "text/html; charset=utf-8")
    assert f'class="button" href="{home}"' in answer.text
    assert "Content-Security-Policy" in answer.headers


@pytest.mark.parametrize("path", ["/operate/nothing/here", "/nowhere", f"/inbox/{uuid.uuid4()}", "/inbox/not-an-id"])
def test_an_address_of_nothing_is_a_page_for_eyes(client: TestClient, path: str) -> None:
    answer = client.get(path, headers=PAGE)
    assert answer.status_code == 404
    assert 'class="button" href="/"' in answer.text
    assert client.get(path).headers["content-type"] == "application/json"


def test_the_way_home_is_there_at_a_wrong_address_too(client: TestClient) -> None:
    answer = client.get("/nowhere", headers=looks(client, Role.BILLER))
    assert 'class="button" href="/operate"' in answer.text


@pytest.mark.parametrize("path", ["/api/v1/staff", "/api/v1/nowhere"])
def test_interfaces_answer_as_json_whoever_asks(client: TestClient, path: str) -> None:
    answer = client.get(path, headers=looks(client, Role.AGENT))
    assert answer.status_code in (403, 404)
    assert answer.headers["content-type"] == "application/json"


# -- which field


def test_a_form_says_which_fields_to_look_at_and_not_what_stood_there(client: TestClient) -> None:
    token = sign_in(client, Role.ADMIN).token
    wanted = {"email": "Lovelace", "name": "", "role": "queen"}
    answer = client.post("/api/v1/staff", json=wanted, headers={"Cookie": f"{COOKIE}={token}"})
    assert answer.status_code == 422
    assert answer.json()["message"].startswith("Look again at: ")
    assert "role" in answer.json()["message"]
    assert not [value for value in ("Lovelace", "queen") if value in answer.text]


@pytest.mark.parametrize(
    ("places", "sentence"),
    [
        ([("body", "state"), ("body", "zip")], "Look again at: state, ZIP."),
        ([("body", "tax_id_last5"), ("body", "provider_npi")], "Look again at: tax ID last5, provider NPI."),
        ([("body", "lines", 1, "charge")], "Look again at: charge (number 2)."),
        ([("body", "due"), ("body", "due")], "Look again at: due."),
        ([("body", "number", "function-after[dialable(), str]")], "Look again at: number."),
        ([("body", "Ada Lovelace 1815-12-10")], "The request does not have the form this address takes."),
        ([("body",)], "The request does not have the form this address takes."),
        ([("body", f"field_{sign}") for sign in "abcdefghij"], None),
    ],
)
def test_fields_are_named_in_plain_words(places: list[tuple[object, ...]], sentence: str | None) -> None:
    found = said_of([{"loc": place} for place in places])
    assert found == sentence if sentence else found.endswith("field h and others.")
