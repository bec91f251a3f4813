"""A batch of claims is taken up again by who proves the provider anew, from the same telephone, and by nobody else."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from backend.database import session_scope
from backend.integrations.rasa.local import LocalEngine
from tests.conversation.callers.conftest import MOTHER, ON_THE_THIRD, as_provider, search
from tests.conversation.channels.test_voice import Line
from tests.conversation.conftest import Actions
from tests.conversation.world import OTHER_NPI, OTHER_TAX_LAST5, World, make_world

KNOWN = "+13035550142"


@pytest.fixture
def world(client: TestClient) -> World:
    with session_scope() as session:
        return make_world(session)


def call(client: TestClient, assistant: LocalEngine, digit: str, caller: str) -> tuple[Line, Actions]:
    """A new call from that number, and the actions' side of it."""
    line = Line(client, "CA" + digit * 32, caller)
    line.verbs("/voice/incoming")
    return line, Actions(client, assistant, assistant.asked[-1].conversation)


def drop_after_one(client: TestClient, assistant: LocalEngine, caller: str) -> None:
    """A call that begins six claims, hears one and is cut off."""
    line, actions = call(client, assistant, "a", caller)
    as_provider(actions)
    actions.told("batches/begin", total=6)
    claim = search(actions, **MOTHER, date_of_service=ON_THE_THIRD)["claims"][0]
    assert actions.told("batches/count", claim_id=claim["claim_id"])["done"] == 1
    line.post("/voice/status", CallStatus="completed")


def test_who_is_not_verified_works_no_batch(client: TestClient, assistant: LocalEngine, world: World) -> None:
    _, actions = call(client, assistant, "a", KNOWN)
    for path in ("begin", "take_up", "finish"):
        assert actions.ask(f"batches/{path}").status_code == 403


def test_a_dropped_call_is_offered_its_batch_again(client: TestClient, assistant: LocalEngine, world: World) -> None:
    drop_after_one(client, assistant, KNOWN)
    _, actions = call(client, assistant, "b", KNOWN)
    assert as_provider(actions)["batch"] == {"total": 6, "done": 1}
    assert actions.told("batches/take_up")["done"] == 1


@pytest.mark.parametrize("withheld", ["anonymous", "Anonymous", "", "+266696687", "unavailable", "Restricted"])
def test_a_withheld_number_is_nobodys_and_is_offered_nobodys_batch(
    client: TestClient, assistant: LocalEngine, world: World, withheld: str
) -> None:
    drop_after_one(client, assistant, withheld)
    _, actions = call(client, assistant, "b", withheld)
    assert as_provider(actions)["batch"] is None
    assert actions.ask("batches/take_up").status_code == 409


@pytest.mark.parametrize(
    ("caller", "npi", "last5"), [("+13035550199", None, None), (KNOWN, OTHER_NPI, OTHER_TAX_LAST5)]
)
def test_another_telephone_or_another_office_is_offered_nothing(
    client: TestClient, assistant: LocalEngine, world: World, caller: str, npi: str | None, last5: str | None
) -> None:
    drop_after_one(client, assistant, KNOWN)
    _, actions = call(client, assistant, "b", caller)
    told = as_provider(actions, npi, last5) if npi and last5 else as_provider(actions)
    assert told["batch"] is None
    assert actions.ask("batches/take_up").status_code == 409


def test_a_number_that_has_a_new_owner_is_not_told_what_the_last_one_did(
    client: TestClient, assistant: LocalEngine, world: World
) -> None:
    """The same number, somebody else: nothing is known of them, and nothing is offered before they prove the same office."""
    drop_after_one(client, assistant, KNOWN)
    _, actions = call(client, assistant, "b", KNOWN)
    known = actions.told("sessions")["session"]
    assert (known["level"], known["provider"]) == ("none", None)
    assert actions.ask("batches/take_up").status_code == 403
    refused = as_provider(actions, last5="00000")
    assert (refused["outcome"], refused["batch"]) == ("refused", None)
