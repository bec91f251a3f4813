"""A search may be asked again by what the browser keeps of it; that tells nothing to anybody else, and not for ever."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from backend.conversation.supervision.asking_again import KEPT_FOR, opened, sealed
from backend.conversation.supervision.errors import SearchOver
from backend.conversation.supervision.schemas import Search
from backend.staff.policy import Role

SEARCH = "/api/v1/transcripts/search"
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


def test_a_search_is_asked_again_with_what_it_held(chat, another_chat, sam) -> None:
    another_chat().say("good morning")
    chat.say("that denial about marmalade is wrong")
    first = sam.post(SEARCH, {"text": "marmalade", "reviewed": False}).json()
    assert len(first["conversations"]) == 1
    assert first["asked"] is None
    again = sam.post(SEARCH, {"again": first["again"], "limit": 200}).json()
    assert again["asked"] == {"text": "marmalade", "reviewed": False}
    assert [one["id"] for one in again["conversations"]] == [one["id"] for one in first["conversations"]]


def test_what_is_kept_is_legible_to_nobody_and_opens_for_nobody_else(chat, sam, signed_in) -> None:
    kept = sam.post(SEARCH, {"text": "marmalade"}).json()["again"]
    assert "marmalade" not in kept
    other = signed_in("Rui", Role.ADMIN)
    answer = other.post(SEARCH, {"again": kept})
    assert (answer.status_code, answer.json()["code"]) == (422, "search_over")
    assert sam.post(SEARCH, {"again": "not one of ours"}).status_code == 422


def test_it_is_not_kept_for_ever() -> None:
    staff = uuid4()
    kept = sealed(Search(text="marmalade", limit=7), staff, NOW)
    assert opened(kept, staff, NOW + KEPT_FOR) == Search(text="marmalade")
    with pytest.raises(SearchOver):
        opened(kept, staff, NOW + KEPT_FOR + timedelta(seconds=1))
