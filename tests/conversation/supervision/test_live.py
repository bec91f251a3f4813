"""Tags, pieces of a long transcript, listening in, an agent's word on a score: nobody and the wrong person first."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator

import pytest
from sqlalchemy import select, update

from backend.conversation.supervision import service
from backend.conversation.supervision.scorecard import SECTIONS
from backend.database import session_scope
from backend.integrations.rasa.interface import DialogueAnswer, DialogueTurn, HandoffWish
from backend.models.audit import AuditEvent
from backend.models.conversation import Conversation
from backend.staff.policy import Role
from tests.conversation.conftest import says


def address_of(person) -> str:
    return f"/api/v1/transcripts/{person.post('/api/v1/transcripts/search', {}).json()['conversations'][0]['id']}"


def put(person, path: str, body: dict) -> object:
    return person.client.put(path, json=body, headers={"Cookie": f"claimline_staff={person.token}"})


def acts() -> list[str]:
    with session_scope() as session:
        return list(session.scalars(select(AuditEvent.act).order_by(AuditEvent.seq)))


def test_nobody_and_the_wrong_person_hear_nothing(client, chat, sam, signed_in) -> None:
    chat.say("hello")
    address = address_of(sam)
    paths = [
        f"{address}/turns",
        f"{address}/stream",
        "/api/v1/supervision/stream",
        "/supervise/reports",
        "/supervise/learning",
    ]
    assert {client.get(path).status_code for path in paths} == {401}
    assert client.get("/api/v1/scores").status_code == 401
    assert client.put(f"{address}/tags", json={"tags": []}).status_code == 401
    for role in (Role.AGENT, Role.BILLER):
        otto = signed_in(f"Otto{role}", role)
        assert {otto.get(path).status_code for path in paths} == {403}
        assert put(otto, f"{address}/tags", {"tags": []}).status_code == 403
    ida = signed_in("Ida", Role.AUDITOR)
    assert put(ida, f"{address}/tags", {"tags": []}).status_code == 403
    assert ida.get("/api/v1/scores").status_code == 403
    assert ida.get(f"{address}/turns").status_code == 200


def test_tags_are_set_found_and_on_record(chat, sam) -> None:
    chat.say("hello")
    address = address_of(sam)
    assert put(sam, f"{address}/tags", {"tags": ["praise", "billing"]}).json() == {"tags": ["billing", "praise"]}
    assert put(sam, f"{address}/tags", {"tags": ["praise"]}).json() == {"tags": ["praise"]}
    found = [
        sam.post("/api/v1/transcripts/search", {"tag": tag}).json()["conversations"] for tag in ("praise", "billing")
    ]
    assert [len(one) for one in found] == [1, 0]
    assert found[0][0]["tags"] == ["praise"]
    assert put(sam, f"{address}/tags", {"tags": ["<script>"]}).status_code == 422
    assert acts().count("staff:transcript:tagged") == 2


def test_long_transcript_comes_in_pieces(chat, sam, monkeypatch) -> None:
    for number in range(5):
        chat.say(f"line {'abcde'[number]}")
    monkeypatch.setattr(service, "PIECE", 3)
    address = address_of(sam)
    first = sam.get(address).json()
    assert (len(first["turns"]), first["last_turn"]) == (3, 6)
    rest = sam.get(f"{address}/turns?after=3").json()
    assert [one["number"] for one in rest["turns"]] == [4, 5, 6]
    more = sam.post(f"{address}/unmasked", {"reason": "checking the ids", "after": 3}).json()
    assert [one["number"] for one in more["turns"]] == [4, 5, 6]
    assert sam.get(f"/api/v1/transcripts/{uuid.uuid4()}/turns").status_code == 404


def test_a_turn_still_under_way_is_told_from_an_answered_one(chat, assistant, sam) -> None:
    seen: list[str] = []
    address = address_of(sam)

    def look(turn: DialogueTurn) -> DialogueAnswer:
        with session_scope() as session:
            conversation = session.scalars(select(Conversation.id)).one()
            seen.append(service.live_piece(session, conversation, 0).turns[-1].state)
        return says("ok")(turn)

    assistant.reply = look
    chat.say("where is my claim")
    seen.append(sam.get(f"{address}/turns").json()["turns"][-1]["state"])
    assert seen == ["received", "answered"]


def test_names_of_third_persons_are_covered_too(chat, sam) -> None:
    chat.say("my wife Karen saw Dr. Price on 3/4/2026")
    seen = sam.get(address_of(sam)).json()["turns"][-1]["said"]
    assert not any(one in seen for one in ("Karen", "Price", "3/4"))
    assert seen.startswith("my wife ")


def test_who_listens_in_is_on_record_and_hears_covered_words(chat, sam) -> None:
    chat.say("my id is XQP904551")
    address = address_of(sam)
    before = acts().count("staff:conversation:watched")
    with session_scope() as session:
        session.execute(update(Conversation).values(ended_at=Conversation.last_activity_at))
    assert sam.get(f"{address}/stream").json()["code"] == "not_live"
    assert acts().count("staff:conversation:watched") == before
    with session_scope() as session:
        session.execute(update(Conversation).values(ended_at=None))
    told = events(sam, f"{address}/stream")
    assert "904551" not in json.dumps(told)
    assert told["turns"][-1]["said"].startswith("my id is ")
    assert acts().count("staff:conversation:watched") == before + 1


def events(person, path: str) -> dict:
    """The first event of a stream whose conversation ends while it is read."""
    with session_scope():
        conversation = path.split("/")[4]
    lines: Iterator[str]
    from backend.conversation.supervision import live

    piece = live.service.live_piece
    ended = []

    def ending(session, conversation_id, after):
        found = piece(session, conversation_id, after)
        ended.append(conversation)
        return found.model_copy(update={"ended": True})

    live.service.live_piece = ending  # type: ignore[assignment]
    try:
        with person.client.stream("GET", path, headers={"Cookie": f"claimline_staff={person.token}"}) as answer:
            lines = answer.iter_lines()
            return next(json.loads(line[6:]) for line in lines if line.startswith("data: "))
    finally:
        live.service.live_piece = piece  # type: ignore[assignment]


@pytest.fixture
def scored(chat, assistant, sam, signed_in):
    """A conversation Ana held and Sam scored."""
    assistant.reply = says("I am getting somebody.", handoff=HandoffWish(reason="dispute"))
    chat.say("I dispute this")
    ana = signed_in("Ana", Role.AGENT)
    handoff = ana.get("/api/v1/handoffs").json()["waiting"][0]["id"]
    assert ana.post(f"/api/v1/handoffs/{handoff}/accept").status_code == 200
    address = address_of(sam)
    assert sam.post(f"{address}/reviews", {"points": SECTIONS, "note": "fine"}).status_code == 201
    return ana, address


def test_agent_answers_a_score_once_and_the_reviewer_sees_it(scored, sam, signed_in) -> None:
    ana, address = scored
    mine = ana.get("/api/v1/scores").json()["scores"]
    assert [(one["total"], one["note"], one["reply"]) for one in mine] == [(100, "fine", None)]
    reply = f"/api/v1/scores/{mine[0]['id']}/reply"
    assert signed_in("Ben", Role.AGENT).post(reply, {"kind": "agreed"}).status_code == 404
    assert ana.post(reply, {"kind": "contested", "text": "no"}).status_code == 422
    assert ana.post(reply, {"kind": "contested", "text": "The caller had left by then."}).status_code == 201
    assert ana.post(reply, {"kind": "agreed"}).json()["code"] == "already_answered"
    shown = sam.get(address).json()["reviews"][0]["reply"]
    assert (shown["author"], shown["kind"]) == ("Ana", "contested")
    assert "staff:score:answered" in acts()


def test_agent_sees_no_score_of_a_colleague(scored, signed_in) -> None:
    assert signed_in("Ben", Role.AGENT).get("/api/v1/scores").json() == {"scores": []}
