"""Whoever tries ids one after the other sees the same words after the same steps, whether there is such a member or not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, event, update

from backend.database import session_scope
from backend.models.conversation import Conversation
from backend.models.verification import AttemptCounter
from tests.conversation.callers.conftest import as_member, as_provider, search
from tests.conversation.conftest import Actions
from tests.conversation.world import World


@pytest.fixture
def statements(committed: Engine) -> Iterator[list[str]]:
    """Every SQL statement sent, without values."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    event.listen(committed, "before_cursor_execute", note)
    yield seen
    event.remove(committed, "before_cursor_execute", note)


def forget_the_origin() -> None:
    """So that the limit of ten a day does not end the comparison."""
    with session_scope() as session:
        session.execute(update(Conversation).values(origin=None))
        session.execute(AttemptCounter.__table__.delete().where(AttemptCounter.kind == "origin_day"))


WRONG = [
    {"zip": "00000"},
    {"date_of_birth": "1980-05-18"},
    {"member_id": "NOSUCHID1"},
    {"member_id": "NOSUCHID2", "zip": "00000"},
    {"member_id": "XQP9041178"},
]


def test_wrong_and_unknown_members_cost_the_same_steps(
    other_caller: Callable[[], Actions], world: World, statements: list[str]
) -> None:
    seen: list[tuple[dict[str, Any], list[str]]] = []
    for changes in WRONG:
        caller = other_caller()
        forget_the_origin()
        statements.clear()
        told = as_member(caller, **changes)
        seen.append((told, list(statements)))
    words, steps = seen[0]
    assert words["outcome"] == "refused"
    for told, taken in seen[1:]:
        assert told == words
        assert taken == steps


def test_a_providers_wrong_and_unknown_patients_cost_the_same_steps(
    other_caller: Callable[[], Actions], world: World, statements: list[str]
) -> None:
    seen = []
    for member_id, born in (("XQP9041177", "1980-05-10"), ("NOSUCHID1", "1980-05-17"), ("XQP9041178", "1999-01-01")):
        caller = other_caller()
        as_provider(caller)
        forget_the_origin()
        statements.clear()
        told = search(
            caller,
            member_id=member_id,
            date_of_birth=born,
            date_of_service={"start": "2026-03-03", "end": "2026-03-03"},
        )
        seen.append((told, list(statements)))
    assert seen[0][0]["outcome"] == "refused"
    assert all(one == seen[0] for one in seen[1:])
