"""What conversation tests share: a chat that talks to a local assistant, the actions' door, people who are signed in."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pyotp
import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response
from sqlalchemy import Engine, select

from backend.conversation.channels.web_chat.endpoints import dialogue_engine
from backend.database import session_scope
from backend.integrations.rasa.interface import DialogueAnswer, DialogueTurn, HandoffWish, Message
from backend.integrations.rasa.local import LocalEngine
from backend.models.handoff import Handoff
from backend.settings import get_settings
from backend.staff import service as staff_service
from backend.staff.gate import COOKIE
from backend.staff.policy import Role


def says(*texts: str, **more: Any) -> Callable[[DialogueTurn], DialogueAnswer]:
    """An assistant that always says this."""
    return lambda turn: DialogueAnswer(turn=turn.turn, messages=tuple(Message(text=one) for one in texts), **more)


@pytest.fixture
def assistant(app: FastAPI) -> Iterator[LocalEngine]:
    """The local engine in Rasa's place; ``assistant.reply`` decides what it says."""
    engine = LocalEngine()
    app.dependency_overrides[dialogue_engine] = lambda: engine
    yield engine
    del app.dependency_overrides[dialogue_engine]


@pytest.fixture
def address(app: FastAPI, committed: Engine, assistant: LocalEngine) -> Iterator[str]:
    """The application on a real port."""
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", timeout_graceful_shutdown=1)
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@dataclass
class Chat:
    """One browser's chat."""

    client: TestClient
    token: str = ""
    session_id: str = ""
    greeting: list[dict[str, Any]] = field(default_factory=list)

    def open(self) -> Chat:
        answer = self.client.post("/chat/sessions", json={})
        assert answer.status_code == 201, answer.text
        body = answer.json()
        self.token, self.session_id, self.greeting = body["token"], body["session_id"], body["messages"]
        return self

    def post(self, body: dict[str, Any], key: str | None = None) -> Response:
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": key or str(uuid.uuid4())}
        return self.client.post("/chat/messages", json=body, headers=headers)

    def say(self, text: str, key: str | None = None) -> dict[str, Any]:
        answer = self.post({"text": text}, key)
        assert answer.status_code == 200, answer.text
        return answer.json()


@pytest.fixture
def chat(client: TestClient, assistant: LocalEngine) -> Chat:
    """An open chat."""
    return Chat(client).open()


@pytest.fixture
def another_chat(client: TestClient, assistant: LocalEngine) -> Callable[[], Chat]:
    """Further chats, one a call."""
    return lambda: Chat(client).open()


@dataclass
class Actions:
    """The action server: asks for the dialogue the assistant was last asked in."""

    client: TestClient
    assistant: LocalEngine
    dialogue: str | None = None

    def ask(self, path: str, **body: Any) -> Response:
        token = get_settings().secret("service_token")
        dialogue = self.dialogue or self.assistant.asked[-1].conversation
        headers = {"Authorization": f"Bearer {token}"}
        return self.client.post(f"/internal/{path}", json={"conversation": dialogue, **body}, headers=headers)

    def told(self, path: str, **body: Any) -> dict[str, Any]:
        answer = self.ask(path, **body)
        assert answer.status_code == 200, answer.text
        return answer.json()


@pytest.fixture
def actions(client: TestClient, assistant: LocalEngine) -> Actions:
    """The action server's side of the conversation that spoke last."""
    return Actions(client, assistant)


@dataclass
class Person:
    """A signed-in member of staff."""

    client: TestClient
    id: uuid.UUID
    name: str
    token: str

    def get(self, path: str) -> Response:
        return self.client.get(path, headers={"Cookie": f"{COOKIE}={self.token}"})

    def post(self, path: str, body: dict[str, Any] | None = None, **headers: str) -> Response:
        given = {name.replace("_", "-").lower(): one for name, one in headers.items()}
        headers = {"idempotency-key": str(uuid.uuid4()), "Cookie": f"{COOKIE}={self.token}", **given}
        return self.client.post(path, json=body or {}, headers=headers)

    def put(self, path: str, body: dict[str, Any]) -> Response:
        return self.client.put(path, json=body, headers={"Cookie": f"{COOKIE}={self.token}"})


@pytest.fixture
def signed_in(client: TestClient) -> Callable[..., Person]:
    """Signs a new person in: ``signed_in("Ada", Role.AGENT)``."""

    def make(name: str, role: Role = Role.AGENT) -> Person:
        email, password = f"{name.lower()}@example.com", "a long enough password"
        with session_scope() as session:
            made = staff_service.create(session, email=email, name=name, role=role, password=password)
            identity, secret = made.id, made.totp_secret
        with session_scope() as session:
            token = staff_service.sign_in(session, email, password, pyotp.TOTP(secret).now())
        assert token is not None
        return Person(client, identity, name, token)

    return make


@pytest.fixture
def ada(signed_in: Callable[..., Person]) -> Person:
    """An agent."""
    return signed_in("Ada")


@pytest.fixture
def ben(signed_in: Callable[..., Person]) -> Person:
    """Ada's colleague."""
    return signed_in("Ben")


@pytest.fixture
def sam(signed_in: Callable[..., Person]) -> Person:
    """A supervisor."""
    return signed_in("Sam", Role.SUPERVISOR)


@pytest.fixture
def rui(signed_in: Callable[..., Person]) -> Person:
    """An admin."""
    return signed_in("Rui", Role.ADMIN)


@pytest.fixture
def disputed(chat: Chat, assistant: LocalEngine) -> str:
    """A chat that waits for a person; the address of its handoff."""
    assistant.reply = says("I am getting somebody.", handoff=HandoffWish(reason="dispute"))
    chat.say("I dispute this")
    with session_scope() as session:
        return f"/api/v1/handoffs/{session.scalars(select(Handoff.id)).one()}"


@pytest.fixture
def held(disputed: str, ada: Person) -> str:
    """The same, accepted by Ada."""
    assert ada.post(f"{disputed}/accept").status_code == 200
    return disputed
