"""Supervisors find, open, uncover and score; nobody else does, and every look leaves a trace."""

from __future__ import annotations

import uuid

import pytest
from sqlalchemy import select

from backend.conversation.channels.voice import hearing
from backend.conversation.supervision import service as supervision
from backend.conversation.supervision.scorecard import SECTIONS
from backend.database import session_scope
from backend.models.audit import AuditEvent
from backend.models.call import HeardSpeech
from backend.models.conversation import Conversation, Turn
from backend.staff.policy import Role

SEARCH = "/api/v1/transcripts/search"


@pytest.fixture
def talk(chat, assistant):
    """A chat in which an id was said."""
    chat.say("my member id is XQP904551, where is my claim")
    return chat


def found(person, **wanted) -> list[dict]:
    answer = person.post(SEARCH, wanted)
    assert answer.status_code == 200, answer.text
    return answer.json()["conversations"]


def acts() -> list[str]:
    with session_scope() as session:
        return list(session.scalars(select(AuditEvent.act).order_by(AuditEvent.seq)))


def test_nobody_may_search(client) -> None:
    assert client.post(SEARCH, json={}).status_code == 401


@pytest.mark.parametrize("role", [Role.AGENT, Role.BILLER])
def test_wrong_role_may_neither_search_nor_open(signed_in, talk, sam, role: Role) -> None:
    one = found(sam)[0]["id"]
    other = signed_in("Otto", role)
    assert other.post(SEARCH, {}).status_code == 403
    assert other.get(f"/api/v1/transcripts/{one}").status_code == 403


def test_auditor_reads_but_does_not_score(signed_in, talk) -> None:
    ida = signed_in("Ida", Role.AUDITOR)
    one = found(ida)[0]["id"]
    assert ida.get(f"/api/v1/transcripts/{one}").status_code == 200
    assert ida.post(f"/api/v1/transcripts/{one}/reviews", {"points": SECTIONS}).status_code == 403


def test_conversation_is_found_by_what_was_said(sam, talk) -> None:
    assert len(found(sam, text="where is my claim")) == 1
    assert found(sam, text="marmalade") == []
    assert found(sam, channel="voice") == []


def test_transcript_is_covered_and_the_look_is_on_record(sam, talk) -> None:
    one = found(sam)[0]["id"]
    seen = sam.get(f"/api/v1/transcripts/{one}")
    assert "XQP904551" not in seen.text
    assert "where is my claim" in seen.text
    assert acts()[-2:] == ["staff:transcript:searched", "staff:transcript:viewed"]


def test_uncovering_needs_a_reason_and_leaves_it_on_record(sam, talk) -> None:
    address = f"/api/v1/transcripts/{found(sam)[0]['id']}/unmasked"
    assert sam.post(address, {"reason": "x"}).status_code == 422
    assert "XQP904551" in sam.post(address, {"reason": "caller complained about the check"}).text
    with session_scope() as session:
        last = session.scalars(select(AuditEvent).order_by(AuditEvent.seq.desc())).first()
        assert last is not None
        assert (last.act, last.purpose) == ("staff:transcript:unmasked", "caller complained about the check")


def test_score_is_added_beside_earlier_ones(sam, signed_in, talk) -> None:
    one = found(sam)[0]["id"]
    for person, note in ((sam, "first"), (signed_in("Rui", Role.ADMIN), "second")):
        answer = person.post(f"/api/v1/transcripts/{one}/reviews", {"points": SECTIONS, "note": note})
        assert answer.status_code == 201
    reviews = sam.get(f"/api/v1/transcripts/{one}").json()["reviews"]
    assert [(each["note"], each["total"]) for each in reviews] == [("first", 100), ("second", 100)]
    assert found(sam, reviewed=True)[0]["score"] == 100


@pytest.mark.parametrize("points", [{}, {**SECTIONS, "opening": 11}, {**SECTIONS, "opening": -1}, {"opening": 5}])
def test_points_out_of_range_are_refused(sam, talk, points: dict) -> None:
    one = found(sam)[0]["id"]
    assert sam.post(f"/api/v1/transcripts/{one}/reviews", {"points": points}).status_code == 422


def test_fail_that_overrides_makes_the_score_zero(sam, talk) -> None:
    one = found(sam)[0]["id"]
    given = {"points": SECTIONS, "auto_fails": ["medical_advice"]}
    assert sam.post(f"/api/v1/transcripts/{one}/reviews", given).json()["total"] == 0
    given["auto_fails"] = ["no such fail"]
    assert sam.post(f"/api/v1/transcripts/{one}/reviews", given).status_code == 422


def test_corrected_intent_stands_beside_what_was_understood(sam, talk) -> None:
    address = f"/api/v1/transcripts/{found(sam)[0]['id']}"
    turn = next(one for one in sam.get(address).json()["turns"] if one["kind"] == "text")
    assert (
        sam.post(f"{address}/corrections", {"turn_id": turn["id"], "intent": "check_claim_status"}).status_code == 201
    )
    again = next(one for one in sam.get(address).json()["turns"] if one["id"] == turn["id"])
    assert again["corrected_intent"] == "check_claim_status"


def test_unknown_conversation_is_not_found(sam) -> None:
    address = f"/api/v1/transcripts/{uuid.uuid4()}"
    assert sam.get(address).status_code == 404
    assert sam.post(f"{address}/reviews", {"points": SECTIONS}).status_code == 404
    assert sam.post(f"{address}/corrections", {"turn_id": str(uuid.uuid4()), "intent": "greet"}).status_code == 404


CANARIES = {"Quockerwodger", "Smeuse", "Plitzbach", "Zyzzyva", "Tumbleworth", "Lopez", "XQP904551", "XQP904552"}


def test_nothing_stored_beside_the_words_is_shown_and_names_a_person_writes_are_covered(sam, talk) -> None:
    one = found(sam)[0]["id"]
    beside = {
        "more": "and there is Zyzzyva Quockerwodger",
        "heard": "Smeuse XQP904551",
        "buttons": [{"id": "b1", "title": "For Plitzbach", "payload": "/claim Tumbleworth XQP904552"}],
    }
    with session_scope() as session:
        turn = session.scalars(select(Turn).where(Turn.kind == "text")).one()
        typed = "Thank you Maria Lopez, your husband Tom Lopez called earlier."
        turn.messages = [
            {"text": "It is on its way.", "from": "assistant", **beside},
            {"text": typed, "from": "agent", **beside},
        ]
        row = session.get_one(Conversation, turn.conversation_id)
        spoken = HeardSpeech(transcription_sid="GT1", sequence=1, event="content", speaker="agent", text=typed,
                             received_at=turn.received_at)  # fmt: skip
        row.last_turn += 1
        session.add(hearing._turn(row, spoken, None))
    address = f"/api/v1/transcripts/{one}"
    with session_scope() as session:
        streamed = supervision.live_piece(session, uuid.UUID(one), 0).model_dump_json(by_alias=True)
    for text in (sam.get(address).text, sam.get(f"{address}/turns").text, streamed):
        assert [canary for canary in CANARIES if canary in text] == []
        assert text.count("called earlier") == 2
        assert '"from":"agent"' in text
    whole = sam.post(f"{address}/unmasked", {"reason": "caller complained about the check"}).text
    assert "Tom Lopez" in whole
    assert [one for one in ("Zyzzyva", "Smeuse", "Plitzbach", "Tumbleworth") if one in whole] == []
