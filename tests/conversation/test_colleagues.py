"""Agents among themselves: nobody and the wrong person first; then consults, mentions, notices, drafts, presence."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from backend.conversation.colleagues.mentions import named
from backend.database import session_scope
from backend.models.audit import AuditEvent
from backend.models.conversation import ConversationEvent, Turn
from backend.models.handoff import Draft
from backend.staff.policy import Role
from tests.conversation.conftest import Chat, Person

ONE = f"/api/v1/handoffs/{uuid.uuid4()}"
CONSULT = f"/api/v1/consults/{uuid.uuid4()}"
ASKED = {"of": str(uuid.uuid4()), "question": "Can you look?"}
PATHS = [
    ("GET", "/api/v1/notices", None),
    ("POST", f"/api/v1/notices/{uuid.uuid4()}/seen", {}),
    ("GET", "/api/v1/consults", None),
    ("POST", f"{ONE}/consults", ASKED),
    ("GET", CONSULT, None),
    ("POST", f"{CONSULT}/messages", {"text": "yes"}),
    ("POST", f"{CONSULT}/end", {}),
    ("GET", f"{ONE}/suggestion", None),
]


def asks(person: Person, method: str, path: str, body: dict | None) -> int:
    return (person.get(path) if method == "GET" else person.post(path, body)).status_code


@pytest.mark.parametrize(("method", "path", "body"), PATHS)
def test_nobody_is_told_nothing(client: TestClient, method: str, path: str, body: dict | None) -> None:
    assert client.request(method, path, json=body).status_code == 401


@pytest.mark.parametrize("role", [Role.BILLER, Role.AUDITOR])
@pytest.mark.parametrize(("method", "path", "body"), PATHS)
def test_who_takes_no_conversations_has_no_colleagues_here(
    signed_in: Callable[..., Person], role: Role, method: str, path: str, body: dict | None
) -> None:
    assert asks(signed_in("Bea", role), method, path, body) == 403


@pytest.mark.parametrize(("method", "path", "body"), PATHS[3:])
def test_what_is_not_there_is_not_found(
    signed_in: Callable[..., Person], method: str, path: str, body: dict | None
) -> None:
    assert asks(signed_in("Ada"), method, path, body) == 404


@pytest.fixture
def consult(held: str, ada: Person, ben: Person) -> str:
    asked = ada.post(f"{held}/consults", {"of": str(ben.id), "question": "Is this timely filing?"})
    assert asked.status_code == 201
    return f"/api/v1/consults/{asked.json()['id']}"


# -- consults


def test_a_question_lies_on_the_colleagues_desk_and_the_answer_comes_back(
    consult: str, held: str, ada: Person, ben: Person
) -> None:
    notice = ben.get("/api/v1/notices").json()["notices"][0]
    assert (notice["kind"], notice["by"]) == ("consult", "Ada")
    assert ben.get("/api/v1/consults").json()["consults"][0]["asked_by_me"] is False
    assert [one["text"] for one in ben.get(consult).json()["lines"]] == ["Is this timely filing?"]
    assert ben.get("/api/v1/notices").json()["notices"] == []
    assert ben.post(f"{consult}/messages", {"text": "Yes, CO-29."}).status_code == 201
    assert ada.get("/api/v1/notices").json()["notices"][0]["by"] == "Ben"
    assert [(one["author"], one["mine"]) for one in ada.get(consult).json()["lines"]] == [("Ada", True), ("Ben", False)]
    assert ada.get(held).json()["agent_name"] == "Ada"


def test_it_is_between_the_two_alone(consult: str, signed_in: Callable[..., Person]) -> None:
    eve = signed_in("Eve")
    assert [eve.get(consult).status_code, eve.post(f"{consult}/messages", {"text": "hm"}).status_code] == [404, 404]
    assert eve.post(f"{consult}/end").status_code == 404
    assert eve.get("/api/v1/consults").json()["consults"] == []


def test_only_who_holds_the_conversation_asks_and_only_who_takes_conversations_is_asked(
    held: str, ada: Person, ben: Person, signed_in: Callable[..., Person]
) -> None:
    question = {"of": str(ada.id), "question": "May I?"}
    assert ben.post(f"{held}/consults", question).status_code == 409
    assert ada.post(f"{held}/consults", question).json()["code"] == "nobody_to_ask"
    biller = signed_in("Bo", Role.BILLER)
    assert ada.post(f"{held}/consults", {"of": str(biller.id), "question": "Hm?"}).status_code == 409


def test_a_settled_question_takes_no_further_line(consult: str, ada: Person, ben: Person) -> None:
    assert [ben.post(f"{consult}/end").status_code for _ in range(2)] == [200, 200]
    assert ada.post(f"{consult}/messages", {"text": "and?"}).status_code == 409
    assert ada.get("/api/v1/consults").json()["consults"] == []


@pytest.mark.parametrize("ending", ["give-back", "close"])
def test_a_question_ends_with_its_conversation(consult: str, held: str, ada: Person, ben: Person, ending: str) -> None:
    assert len(ben.get("/api/v1/consults").json()["consults"]) == 1
    assert ada.post(f"{held}/{ending}", {"wrap_up_code": "other"} if ending == "close" else {}).status_code == 200
    assert [one.get("/api/v1/consults").json()["consults"] for one in (ada, ben)] == [[], []]


def test_nothing_of_it_reaches_the_caller_or_the_audit_trail(consult: str, held: str, ada: Person, chat: Chat) -> None:
    again = chat.client.get("/chat/messages", headers={"Authorization": f"Bearer {chat.token}"})
    assert "timely" not in again.text
    with session_scope() as session:
        assert all("timely" not in str(one.payload) for one in session.scalars(select(ConversationEvent)))
        assert all("timely" not in one for one in session.scalars(select(Turn.answer_text)))
        assert all("timely" not in str(vars(one)) for one in session.scalars(select(AuditEvent)))


# -- being named


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ask @Ben Okafor please", {"b"}),
        ("@ben: yours?", {"b"}),
        ("(@Ana and @BEN)", {"a", "b"}),
        ("mail ben@ben.example", set()),
        ("@Benjamin", set()),
        ("@Sam", set()),
        ("@Sam Lee", {"s"}),
        ("nobody", set()),
    ],
)
def test_who_is_named(text: str, found: set[str]) -> None:
    assert named(text, {"a": "Ana Ruiz", "b": "Ben Okafor", "s": "Sam Lee", "t": "Sam Hill"}) == found


def test_who_is_named_in_a_note_gets_a_notice_until_seen(held: str, ada: Person, ben: Person) -> None:
    ada.post(f"{held}/notes", {"text": "@Ben knows this provider."})
    notice = ben.get("/api/v1/notices").json()["notices"][0]
    assert (notice["kind"], held.endswith(notice["handoff_id"])) == ("mention", True)
    assert ada.post(f"/api/v1/notices/{notice['id']}/seen").status_code == 204
    assert len(ben.get("/api/v1/notices").json()["notices"]) == 1
    assert ben.post(f"/api/v1/notices/{notice['id']}/seen").status_code == 204
    assert ben.get("/api/v1/notices").json()["notices"] == []


def test_who_gets_a_conversation_is_told(held: str, ada: Person, ben: Person) -> None:
    assert ada.post(f"{held}/transfer", {"to": str(ben.id)}).status_code == 200
    assert [one["kind"] for one in ben.get("/api/v1/notices").json()["notices"]] == ["transfer"]


# -- drafts and suggestions


def keep(person: Person, held: str, text: str) -> int:
    headers = {"Cookie": f"claimline_staff={person.token}"}
    return person.client.put(f"{held}/draft", json={"text": text}, headers=headers).status_code


def test_a_draft_is_ones_own_and_goes_when_it_is_sent(held: str, ada: Person, ben: Person) -> None:
    assert keep(ada, held, "half a sen") == 204
    assert (ada.get(held).json()["draft"], ben.get(held).json()["draft"]) == ("half a sen", None)
    assert keep(ben, held, "mine!") == 409
    talk = ada.get(held).json()["conversation_id"]
    ada.post(f"/api/v1/conversations/{talk}/messages", {"text": "half a sentence"}, idempotency_key=str(uuid.uuid4()))
    assert ada.get(held).json()["draft"] is None


def send(person: Person, held: str, text: str, key: str, draft: str | None) -> None:
    talk = person.get(held).json()["conversation_id"]
    body = {"text": text, "draft": draft}
    assert person.post(f"/api/v1/conversations/{talk}/messages", body, idempotency_key=key).status_code == 200


def test_a_reply_takes_the_draft_it_was_made_of_and_not_the_one_typed_behind_it(held: str, ada: Person) -> None:
    keep(ada, held, "The rep")
    keep(ada, held, "And the next")
    send(ada, held, "The reply.", "message-1", draft="The rep")
    assert ada.get(held).json()["draft"] == "And the next"
    send(ada, held, "And the next one.", "message-2", draft="And the next")
    assert ada.get(held).json()["draft"] is None


def test_a_reply_sent_once_more_takes_its_draft_too(held: str, ada: Person) -> None:
    """Stored, and its answer lost: it came back as a draft, and goes again under its key."""
    send(ada, held, "The reply.", "message-1", draft="")
    keep(ada, held, "The reply.")
    send(ada, held, "The reply.", "message-1", draft="The reply.")
    assert ada.get(held).json()["draft"] is None


@pytest.mark.parametrize("ending", ["give-back", "release", "close"])
def test_no_draft_outlives_its_conversation(held: str, ada: Person, ending: str) -> None:
    keep(ada, held, "half")
    assert ada.post(f"{held}/{ending}", {"wrap_up_code": "other"} if ending == "close" else {}).status_code == 200
    with session_scope() as session:
        assert [one.text for one in session.scalars(select(Draft))] == (["half"] if ending == "release" else [])


def test_nothing_written_is_no_draft(held: str, ada: Person) -> None:
    keep(ada, held, "half")
    assert keep(ada, held, "  ") == 204
    assert ada.get(held).json()["draft"] is None


def test_without_proof_the_suggestion_asks_for_it(held: str, ada: Person, ben: Person) -> None:
    made = ada.get(f"{held}/suggestion").json()
    assert "member ID" in made["text"]
    assert made["evidence"] == []
    assert ben.get(f"{held}/suggestion").status_code == 409


# -- the transcript in stretches


def test_a_transcript_comes_in_stretches(held: str, ada: Person, chat: Chat) -> None:
    for number in range(6):
        chat.say(f"line {number}")
    talk = f"/api/v1/conversations/{ada.get(held).json()['conversation_id']}"
    whole = [one["number"] for one in ada.get(talk).json()["turns"]]

    def numbers(query: str) -> list[int]:
        return [one["number"] for one in ada.get(f"{talk}?{query}").json()["turns"]]

    assert numbers("last=3") == whole[-3:]
    assert numbers("last=2&before=4") == [2, 3]
    assert numbers("after=5&last=100") == [one for one in whole if one > 5]
