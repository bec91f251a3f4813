"""The wall, the report and double scoring: nobody and the wrong person first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from backend.conversation.supervision.scorecard import SECTIONS
from backend.database import session_scope
from backend.integrations.rasa.interface import DialogueAnswer, HandoffWish, Message, Understood
from backend.models.conversation import Conversation
from backend.models.handoff import Handoff
from backend.staff.policy import Role
from tests.conversation.conftest import says

BASE = "/api/v1/supervision"
TODAY = datetime.now(UTC).date()
PERIOD = f"{BASE}/report?first_day={TODAY}&last_day={TODAY}"
READS = [f"{BASE}/wall", PERIOD, f"{BASE}/double-scoring"]


@pytest.mark.parametrize("path", READS)
def test_nobody_sees_anything(client, path: str) -> None:
    assert client.get(path).status_code == 401
    assert client.post(f"{BASE}/double-scoring", json={"size": 1}).status_code == 401


@pytest.mark.parametrize("role", [Role.AGENT, Role.BILLER])
@pytest.mark.parametrize("path", READS)
def test_wrong_role_sees_nothing(signed_in, role: Role, path: str) -> None:
    assert signed_in("Otto", role).get(path).status_code == 403


def test_auditor_looks_but_does_not_choose(signed_in) -> None:
    ida = signed_in("Ida", Role.AUDITOR)
    assert [ida.get(path).status_code for path in READS] == [200, 200, 200]
    assert ida.post(f"{BASE}/double-scoring", {"size": 1}).status_code == 403


def test_wall_counts_who_talks_waits_and_is_late_and_says_no_words(chat, another_chat, assistant, sam) -> None:
    another_chat().say("marmalade")
    assistant.reply = says("I am getting somebody.", handoff=HandoffWish(reason="dispute"))
    chat.say("marmalade dispute")
    seen = sam.get(f"{BASE}/wall")
    shown = seen.json()
    assert (shown["talking"], shown["waiting"], shown["at_risk"], shown["missed"]) == (1, 1, 0, 0)
    assert "marmalade" not in seen.text
    for minutes, expected in ((6, (1, 0)), (11, (0, 1))):
        with session_scope() as session:
            session.execute(update(Handoff).values(requested_at=datetime.now(UTC) - timedelta(minutes=minutes)))
        shown = sam.get(f"{BASE}/wall").json()
        assert (shown["at_risk"], shown["missed"]) == expected


def test_report_counts_contained_handed_off_and_not_understood(chat, another_chat, assistant, sam) -> None:
    unclear = Understood(intent="nlu_fallback", confidence=0.2)
    assistant.reply = lambda turn: DialogueAnswer(
        turn=turn.turn, messages=(Message(text="Sorry?"),), understood=unclear
    )
    for _ in range(3):
        another_chat().say("broken wheelchair")
    assistant.reply = says("I am getting somebody.", handoff=HandoffWish(reason="dispute"))
    chat.say("I dispute this")
    with session_scope() as session:
        session.execute(update(Conversation).values(last_activity_at=datetime.now(UTC) - timedelta(hours=1)))
    found = sam.get(PERIOD).json()
    assert (found["conversations"], found["contained"], found["handoff_reasons"]) == (4, 3, {"dispute": 1})
    assert found["containment"] == found["true_containment"] == 0.75
    assert (found["not_understood"], sorted(found["clusters"][0]["words"])) == (3, ["broken", "wheelchair"])


@pytest.mark.parametrize("days", [-1, 400])
def test_period_runs_forward_for_a_year_at_most(sam, days: int) -> None:
    last = TODAY + timedelta(days=days)
    assert sam.get(f"{BASE}/report?first_day={TODAY}&last_day={last}").status_code == 422


def test_two_score_blindly_and_their_agreement_is_shown(chat, sam, rui, signed_in) -> None:
    chat.say("where is my claim")
    chosen = sam.post(f"{BASE}/double-scoring", {"size": 5}).json()["conversations"]
    assert [(one["scorers"], one["mine"]) for one in chosen] == [(0, False)]
    address = f"/api/v1/transcripts/{chosen[0]['id']}"
    given = {"points": SECTIONS, "note": "splendid"}
    assert sam.post(f"{address}/reviews", given).status_code == 201
    seen = rui.get(address)
    assert (seen.json()["blind"], seen.json()["reviews"]) == (True, [])
    assert "splendid" not in seen.text
    listed = rui.post("/api/v1/transcripts/search", {}).json()["conversations"][0]
    assert (listed["reviews"], listed["score"]) == (0, None)
    assert len(sam.get(address).json()["reviews"]) == 1
    assert len(signed_in("Ida", Role.AUDITOR).get(address).json()["reviews"]) == 1
    assert rui.post(f"{address}/reviews", {"points": SECTIONS, "note": "same"}).status_code == 201
    assert len(rui.get(address).json()["reviews"]) == 2
    found = rui.get(f"{BASE}/double-scoring").json()
    assert found["agreements"] == [{"scorers": ["Rui", "Sam"], "conversations": 1, "same": 1, "kappa": None}]


def test_what_is_chosen_or_scored_is_not_chosen_again(chat, sam) -> None:
    chat.say("where is my claim")
    for _ in range(2):
        assert len(sam.post(f"{BASE}/double-scoring", {"size": 5}).json()["conversations"]) == 1
    with session_scope() as session:
        assert len(session.scalars(select(Conversation.id)).all()) == 1
