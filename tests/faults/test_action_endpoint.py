"""The action endpoint down, broken, slow or talking nonsense: a second Rasa of the running system asks one that misbehaves."""

from __future__ import annotations

import json
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from uuid import uuid4

import psutil
import pytest

from backend.integrations.rasa.gateway import GatewayEngine
from backend.integrations.rasa.interface import DialogueFailed, DialogueTurn

pytestmark = [pytest.mark.system, pytest.mark.slow]
SECONDS = 8.0
"""How long the backend waits for Rasa; the network for all of us fifteen."""
Answer = Callable[[], tuple[int, bytes]]


def slow() -> tuple[int, bytes]:
    time.sleep(30)
    return 200, b"{}"


MISBEHAVING: dict[str, Answer] = {
    "error": lambda: (500, b"internal error"),
    "not json": lambda: (200, b"<html>not json</html>"),
    "another shape": lambda: (200, b'["events"]'),
    "unknown events": lambda: (200, json.dumps({"events": [{"event": "nonsense"}], "responses": []}).encode()),
    "two megabytes": lambda: (200, json.dumps({"events": [], "responses": [{"text": "x" * 2_000_000}]}).encode()),
    "slow": slow,
}


@dataclass
class Actions:
    """An action endpoint that answers as it is told."""

    port: int
    answer: Answer = MISBEHAVING["error"]


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture(scope="module")
def actions() -> Iterator[Actions]:
    made = Actions(0)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, body = made.answer()
            try:
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                return  # whoever asked has given up

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    made.port = server.server_port
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield made
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def engine(system, actions: Actions) -> Iterator[GatewayEngine]:
    """A Rasa of its own with the system's model, whose actions are the misbehaving ones."""
    running = psutil.Process(system.pid_of("rasa"))
    command, port = running.cmdline(), free_port()
    command[command.index("-p") + 1] = str(port)
    environment = running.environ() | {"CLAIMLINE_ACTION_URL": f"http://127.0.0.1:{actions.port}/webhook"}
    with (system.var / "logs" / "rasa-misled.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, cwd=running.cwd())
    secret = (system.var / "secrets" / "gateway_secret").read_text().strip()
    made = GatewayEngine(f"http://127.0.0.1:{port}", secret, SECONDS)
    try:
        assert system.wait_until(made.healthy, 120)
        yield made
    finally:
        process.terminate()
        process.wait(20)


def ask(engine: GatewayEngine) -> str | None:
    """What the caller would hear of the assistant; None where the line apologises by itself and brings a person."""
    turn = DialogueTurn(conversation=f"call:{uuid4()}", turn=1, channel="voice", text="what is the status of my claim")
    started = time.monotonic()
    try:
        answer = engine.answer(turn)
    except DialogueFailed:
        return None
    finally:
        assert time.monotonic() - started < SECONDS + 1
    return " ".join(one.text for one in answer.messages)


@pytest.mark.parametrize("how", MISBEHAVING)
def test_a_misbehaving_action_endpoint_is_apologised_for_in_time(
    engine: GatewayEngine, actions: Actions, how: str
) -> None:
    actions.answer = MISBEHAVING[how]
    heard = ask(engine)
    assert heard is None or heard.strip() == "" or "sorry" in heard.lower(), heard[:200]
    assert heard is None or len(heard) < 5000
