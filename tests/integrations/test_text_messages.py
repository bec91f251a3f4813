"""Sending text messages: once, and never blindly again."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from backend.integrations.notices.local import FolderNotices
from backend.integrations.twilio.sender import FolderSender, SendingRefused, SendingUncertain, TwilioSender


class Carrier(ThreadingHTTPServer):
    """Takes messages like Twilio; ``mood`` says how it behaves after taking one."""

    daemon_threads = True
    mood: str
    taken: list[dict[str, str]]


class Handler(BaseHTTPRequestHandler):
    server: Carrier

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        if self.server.mood == "refuses":
            self._answer(400, {})
            return
        self.server.taken.append({"sid": f"SM{len(self.server.taken)}", "to": form["To"][0], "body": form["Body"][0]})
        if self.server.mood == "hangs":
            time.sleep(2)
        self._answer(500 if self.server.mood == "breaks" else 201, self.server.taken[-1])

    def do_GET(self) -> None:
        self._answer(200, {"messages": self.server.taken})

    def _answer(self, status: int, body: object) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture
def carrier() -> Iterator[Carrier]:
    made = Carrier(("127.0.0.1", 0), Handler)
    made.mood, made.taken = "well", []
    threading.Thread(target=made.serve_forever, args=(0.05,), daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


@pytest.fixture
def sender(carrier: Carrier) -> TwilioSender:
    return TwilioSender("AC1", "token", "+15550199", f"http://127.0.0.1:{carrier.server_address[1]}", 0.5)


def test_a_message_goes_out(sender: TwilioSender, carrier: Carrier) -> None:
    assert sender.send("+15550100", "hello", "key-1") == "SM0"
    assert carrier.taken[0]["body"] == "hello"


@pytest.mark.parametrize("mood", ["hangs", "breaks"])
def test_after_a_time_out_it_is_asked_for_not_sent_again(sender: TwilioSender, carrier: Carrier, mood: str) -> None:
    carrier.mood = mood
    with pytest.raises(SendingUncertain):
        sender.send("+15550100", "hello", "key-1")
    assert sender.already_sent("+15550100", "hello") == "SM0"
    assert sender.already_sent("+15550100", "another") is None
    assert len(carrier.taken) == 1


def test_a_refusal_is_certain(sender: TwilioSender, carrier: Carrier) -> None:
    carrier.mood = "refuses"
    with pytest.raises(SendingRefused):
        sender.send("+15550100", "hello", "key-1")


def test_a_carrier_that_is_away_has_taken_nothing() -> None:
    with pytest.raises(SendingRefused):
        TwilioSender("AC1", "token", "+15550199", "http://127.0.0.1:1", 0.5).send("+15550100", "hello", "key-1")


def test_the_folder_keeps_one_file_a_key(tmp_path: Path) -> None:
    sender = FolderSender(tmp_path)
    first = sender.send("+15550100", "hello", "key-1")
    assert sender.send("+15550100", "hello", "key-1") == first
    assert sender.already_sent("+15550100", "hello") == first
    assert len(list(tmp_path.iterdir())) == 1


def test_a_notice_is_for_this_user_alone(tmp_path: Path) -> None:
    folder = tmp_path / "notices"
    FolderNotices(folder).send("+15550100", "Your code is 123456.", "key-1")
    FolderNotices(folder).send("+15550100", "Your code is 999999.", "key-1")
    (path,) = folder.iterdir()
    assert "123456" in path.read_text()
    assert path.stat().st_mode & 0o077 == 0
