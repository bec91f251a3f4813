"""A member who reads their explanations of benefits is there; reading wakes nothing that a silence has hidden."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from httpx import Response
from sqlalchemy import select, update

from backend.conversation.callers.disclosure import explaining
from backend.conversation.channels.web_chat.examples import SHOWN
from backend.conversation.channels.web_chat.schemas import Explained
from backend.database import session_scope
from backend.models.conversation import Conversation
from tests.conversation.callers.test_members import as_member
from tests.conversation.conftest import Actions, Chat


def read(chat: Chat, path: str = "") -> Response:
    return chat.client.get(f"/chat/explanations{path}", headers={"Authorization": f"Bearer {chat.token}"})


def let_pass(minutes: int) -> None:
    with session_scope() as session:
        earlier = Conversation.last_activity_at - timedelta(minutes=minutes)
        session.execute(update(Conversation).values(last_activity_at=earlier))


def last_activity() -> datetime:
    with session_scope() as session:
        return session.scalars(select(Conversation.last_activity_at)).one()


def test_nobody_proved_reads_nothing_and_is_silent_all_the_same(chat: Chat, caller: Actions) -> None:
    before = last_activity()
    assert read(chat).status_code == 403
    assert last_activity() == before


def test_who_reads_at_minute_fourteen_may_read_on_at_minute_twenty(
    chat: Chat, caller: Actions, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_member(caller)
    let_pass(14)
    answer = read(chat)
    assert answer.status_code == 200, answer.text
    first = answer.json()["claims"][0]["claim_id"]
    (told,) = (one for one in SHOWN if isinstance(one, Explained))
    monkeypatch.setattr(explaining, "explained", lambda *_: told.model_dump())
    let_pass(14)
    assert read(chat, f"/{first}").status_code == 200
    let_pass(6)
    assert read(chat).status_code == 200


def test_who_reads_after_a_quarter_of_an_hour_reads_nothing_more(chat: Chat, caller: Actions) -> None:
    as_member(caller)
    let_pass(15)
    before = last_activity()
    assert [read(chat).status_code for _ in range(2)] == [403, 403]
    assert last_activity() == before
