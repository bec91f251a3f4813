"""What cannot be put on record is not read: the disclosure and its audit event stand or fall together."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine, text

from tests.conversation.callers.conftest import ON_THE_THIRD, as_member, search
from tests.conversation.conftest import Actions
from tests.conversation.world import World


@pytest.fixture
def no_event_is_written(committed: Engine) -> Iterator[None]:
    """The audit trail refuses disclosures, as after a crash between reading and writing."""
    with committed.begin() as connection:
        connection.execute(
            text("""CREATE FUNCTION refuse_event() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = 'disk_full'; END $$""")
        )
        connection.execute(
            text("""CREATE TRIGGER refuse_event BEFORE INSERT ON audit_event
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_event()""")
        )
    yield
    with committed.begin() as connection:
        connection.execute(text("DROP TRIGGER refuse_event ON audit_event"))
        connection.execute(text("DROP FUNCTION refuse_event()"))


@pytest.fixture
def verified(caller: Actions, world: World) -> Actions:
    assert as_member(caller)["outcome"] == "verified"
    return caller


def test_claim_is_told_with_its_event(verified: Actions) -> None:
    assert search(verified, date_of_service=ON_THE_THIRD)["claims"]


def test_nothing_is_told_when_the_event_cannot_be_written(
    verified: Actions, app: FastAPI, request: pytest.FixtureRequest
) -> None:
    told = search(verified, date_of_service=ON_THE_THIRD)["claims"][0]
    request.getfixturevalue("no_event_is_written")
    with TestClient(app, raise_server_exceptions=False) as outside:
        answer = Actions(outside, verified.assistant, verified.dialogue).ask(
            "claims/search", date_of_service=ON_THE_THIRD
        )
    assert answer.status_code == 503
    assert not [value for value in told.values() if isinstance(value, str) and len(value) > 5 and value in answer.text]
