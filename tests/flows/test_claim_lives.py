"""One claim of each life, lived through real files and services and told by its page."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine

from backend.database import session_scope
from backend.pipeline.reporting import claim_history
from backend.world.told import LIVES, tell_lives


@pytest.mark.parametrize("name", LIVES)
def test_life(committed: Engine, name: str) -> None:
    (told,) = tell_lives(date(2026, 3, 16), 1, [name])
    for one in (told.claim_id, *told.also):
        with session_scope() as session:
            story = claim_history.tell(session, one)
        print(name, "|", story.standing)
        for chapter in story.chapters:
            print("   ", chapter.day, chapter.actor, chapter.sentence)
    assert story.chapters
