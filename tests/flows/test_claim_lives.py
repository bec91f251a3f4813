"""One claim of each life, lived through real files and services and told by its page."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, text

from backend.database import session_scope
from backend.pipeline.reporting import claim_history
from backend.world.told import LIVES, tell_lives

TODAY = date(2026, 3, 16)
STORIES = json.loads((Path(__file__).parent / "claim_lives.json").read_text(encoding="utf-8"))
"""The stories as a person reads them; written from a telling and then read line by line."""


def told(name: str) -> dict[str, object]:
    (one,) = tell_lives(TODAY, 1, [name])
    with session_scope() as session:
        stories = [claim_history.tell(session, id) for id in (one.claim_id, *one.also)]
    return {
        "standing": [[each.standing.sentence, each.standing.owner or ""] for each in stories],
        "chapters": [
            [f"{chapter.day} {chapter.actor}: {chapter.sentence}" for chapter in each.chapters] for each in stories
        ],
    }


def without_numbers(sentences: object) -> object:
    """Numbers a database counts are other ones in every run."""
    import re

    return json.loads(re.sub(r"AP-\d{6}", "AP-000000", json.dumps(sentences)))


def test_there_are_enough_lives() -> None:
    assert len(LIVES) >= 25
    assert set(STORIES) == set(LIVES)


@pytest.mark.parametrize("name", LIVES)
def test_its_page_tells_what_happened_in_order(committed: Engine, name: str) -> None:
    assert without_numbers(told(name)) == STORIES[name]


@pytest.mark.parametrize("name", LIVES)
def test_its_claims_are_closed_or_somebody_has_them(committed: Engine, name: str) -> None:
    tell_lives(TODAY, 1, [name])
    with session_scope() as session:
        rows = session.execute(text("SELECT step, owner, next_date FROM follow_up")).all()
        unseen = session.scalar(
            text(
                "SELECT count(*) FROM claim c LEFT JOIN outgoing_claim o ON o.claim_id = c.id"
                " WHERE NOT EXISTS (SELECT 1 FROM follow_up f WHERE f.claim_id = c.id) AND o.state <> 'withdrawn'"
            )
        )
        total = session.scalar(text("SELECT coalesce(sum(amount), 0) FROM ledger_entry"))
    assert not unseen
    assert all(one.step == "closed" or (one.owner and one.next_date) for one in rows)
    assert total == 0


def test_told_together_no_patient_is_billed_before_the_payer_has_decided(committed: Engine) -> None:
    lives = tell_lives(TODAY, 1)
    assert len(lives) == len(LIVES)
    for one in lives:
        with session_scope() as session:
            story = claim_history.tell(session, one.claim_id)
        days = [(chapter.day, chapter.sentence) for chapter in story.chapters]
        assert days == sorted(days, key=lambda chapter: chapter[0]), one.name
        billed = [day for day, sentence in days if sentence.startswith("The patient was sent a statement")]
        decided = [day for day, sentence in days if sentence.startswith(("The payer paid", "The payer decided", "Decided"))]
        assert not billed or (decided and min(decided) <= min(billed)), one.name
        said = [sentence for _, sentence in days if "statement (first)" not in sentence]
        assert all(sentence in said for sentence in _acts(one.name)), one.name


def _acts(name: str) -> list[str]:
    """What payer, practice and patient do in a life of its own, on whatever day."""
    told = [chapter.split(" ", 1)[1] for chapter in STORIES[name]["chapters"][0]]
    return [one.split(": ", 1)[1] for one in told if one.startswith(("payer", "patient")) and "AP-" not in one]


def test_nobody_reads_a_story_without_signing_in(client: TestClient) -> None:
    (one,) = tell_lives(TODAY, 1, ["clean"])
    assert client.get(f"/api/v1/claims/{one.claim_id}/story").status_code == 401
