"""The gateway's client against a server that misbehaves in every way a dying Rasa does."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from backend.integrations.rasa.gateway import ANSWER_BYTES_MAX, GatewayEngine
from backend.integrations.rasa.interface import DialogueFailed, DialogueTurn

TURN = DialogueTurn(conversation="chat:1", turn=7, channel="chat", text="hello", expects="npi")


class Server(ThreadingHTTPServer):
    daemon_threads = True
    behave: Callable[[BaseHTTPRequestHandler, bytes], None]
    heard: list[tuple[str | None, dict[str, object]]]


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.heard.append((self.headers["Authorization"], json.loads(body)))
        self.server.behave(self, body)

    def log_message(self, format: str, *args: object) -> None:
        return


def answers(status: int, body: bytes) -> Callable[[BaseHTTPRequestHandler, bytes], None]:
    def behave(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return behave


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server(("127.0.0.1", 0), Handler)
    made.heard = []
    thread = threading.Thread(target=made.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()


@pytest.fixture
def engine(server: Server) -> GatewayEngine:
    return GatewayEngine(f"http://127.0.0.1:{server.server_address[1]}", "the-secret", 0.5)


def test_the_agreed_exchange(server: Server, engine: GatewayEngine) -> None:
    said = {
        "turn": 7,
        "messages": [{"text": "Hi", "buttons": [{"title": "A", "payload": "a"}]}],
        "expects": None,
        "new": 1,
    }
    server.behave = answers(200, json.dumps(said).encode())
    answer = engine.answer(TURN)
    assert answer.messages[0].text == "Hi"
    assert answer.messages[0].buttons[0].payload == "a"
    secret, sent = server.heard[0]
    assert secret == "Bearer the-secret"
    assert sent == {
        "conversation": "chat:1",
        "turn": 7,
        "channel": "chat",
        "text": "hello",
        "expects": "npi",
        "meta": {},
    }


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (500, b"{}", "down"),
        (401, b"{}", "down"),
        (200, b"not json", "invalid"),
        (200, b"[]", "invalid"),
        (200, b'{"turn": 6, "messages": []}', "invalid"),
        (200, b'{"messages": []}', "invalid"),
        (200, b'{"turn": 7, "messages": "text"}', "invalid"),
        (200, b" " * (ANSWER_BYTES_MAX + 1), "invalid"),
    ],
)
def test_anything_else_is_a_failure(server: Server, engine: GatewayEngine, status: int, body: bytes, kind: str) -> None:
    server.behave = answers(status, body)
    with pytest.raises(DialogueFailed) as failed:
        engine.answer(TURN)
    assert failed.value.kind == kind
    assert "hello" not in str(failed.value)


def test_a_hanging_engine_is_given_up_in_time(server: Server, engine: GatewayEngine) -> None:
    server.behave = lambda handler, _: time.sleep(3)
    started = time.monotonic()
    with pytest.raises(DialogueFailed) as failed:
        engine.answer(TURN)
    assert failed.value.kind == "slow"
    assert time.monotonic() - started < 1.5


def test_a_dribbling_engine_is_given_up_in_time(server: Server, engine: GatewayEngine) -> None:
    def dribble(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        for _step in range(30):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.1)

    server.behave = dribble
    started = time.monotonic()
    with pytest.raises(DialogueFailed) as failed:
        engine.answer(TURN)
    assert failed.value.kind == "slow"
    assert time.monotonic() - started < 1.5


def test_a_dead_engine_is_down() -> None:
    engine = GatewayEngine("http://127.0.0.1:1", "the-secret", 0.5)
    with pytest.raises(DialogueFailed) as failed:
        engine.answer(TURN)
    assert failed.value.kind == "down"
    assert not engine.healthy()
