"""The simulated telephone network against a small line of its own: verbs, repeats, late words, disorder, hanging up."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from urllib.parse import parse_qsl

import pytest
from rich.console import Console

from backend.integrations.twilio.phone import Call, Weather
from backend.integrations.twilio.signature import is_signed
from backend.integrations.twilio.terminal import play_call

TOKEN = "a token"


class Line:
    """A line that listens, says what it heard, and keeps every webhook."""

    def __init__(self) -> None:
        self.posted: list[tuple[str, dict[str, str]]] = []
        self.unsigned = 0
        self.answers: dict[str, str] = {}
        line = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                form = dict(parse_qsl(body, keep_blank_values=True))
                url = line.address + self.path
                line.unsigned += not is_signed([TOKEN], url, form.items(), self.headers["X-Twilio-Signature"])
                line.posted.append((self.path, form))
                text = line.answer(self.path, form).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, format: str, *args: object) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def answer(self, path: str, form: dict[str, str]) -> str:
        if path in self.answers:
            return self.answers[path]
        if path == "/voice/status":
            return ""
        number = int(path.rpartition("/")[2]) + 1 if "turn" in path else 1
        said = form.get("SpeechResult") or form.get("Digits") or "silence"
        return (
            f'<Response><Gather input="dtmf speech" action="/voice/turn/{number}" finishOnKey="#" '
            f'actionOnEmptyResult="true"><Say>I heard {said}</Say></Gather></Response>'
        )

    def paths(self) -> list[str]:
        return [path for path, _ in self.posted]


@pytest.fixture
def line() -> Iterator[Line]:
    made = Line()
    thread = threading.Thread(target=made.server.serve_forever)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


def transcript(line: Line, weather: Weather) -> list[str]:
    phone = Call(line.address, TOKEN, weather=weather)
    heard = phone.dial()
    for words in ("claim status please", "one two three four", "#99#", "what was paid on it"):
        heard += phone.say(words)
    phone.hang_up()
    phone.close()
    return [one.text for one in heard]


def test_the_same_seed_is_the_same_call(line: Line) -> None:
    bad = Weather(noise=0.4, silence=0.3, repeats=0.3, disorder=True, seed=5)
    assert transcript(line, bad) == transcript(line, bad)
    assert transcript(line, bad) != transcript(line, Weather(noise=0.4, silence=0.3, repeats=0.3, seed=6))
    assert line.unsigned == 0


def test_every_webhook_twice_counts_answers_that_differ(line: Line) -> None:
    phone = Call(line.address, TOKEN, weather=Weather(repeats=1.0))
    phone.dial()
    phone.say("hello")
    assert line.paths() == ["/voice/incoming"] * 2 + ["/voice/turn/1"] * 2
    assert phone.differing == 0


def test_late_words_are_silence_first(line: Line) -> None:
    phone = Call(line.address, TOKEN)
    phone.dial()
    phone.say_late("hello")
    forms = [form.get("SpeechResult") for _, form in line.posted]
    assert forms == [None, None, "hello"]


def test_status_callbacks_out_of_order(line: Line) -> None:
    phone = Call(line.address, TOKEN, weather=Weather(disorder=True))
    phone.dial()
    phone.hang_up()
    told = [form["CallStatus"] for path, form in line.posted if path == "/voice/status"]
    assert told == ["in-progress", "ringing", "initiated", "completed", "in-progress"]


def test_hanging_up_in_mid_turn_posts_both_and_listens_no_more(line: Line) -> None:
    phone = Call(line.address, TOKEN)
    phone.dial()
    phone.hang_up_saying("what was")
    assert set(line.paths()) == {"/voice/incoming", "/voice/turn/1", "/voice/status"}
    assert not phone.listening


@pytest.mark.parametrize(
    "answer",
    [
        "<Response><Redirect>/voice/turn/1</Redirect></Response>",
    ],
)
def test_an_endless_redirect_is_a_lost_turn(line: Line, answer: str) -> None:
    line.answers["/voice/turn/1"] = answer
    phone = Call(line.address, TOKEN)
    phone.dial()
    assert phone.say("hello")[-1].kind == "Error"
    assert phone.lost == 1


def test_an_empty_response_hangs_up_as_the_network_does(line: Line) -> None:
    line.answers["/voice/turn/1"] = "<Response/>"
    phone = Call(line.address, TOKEN)
    phone.dial()
    assert phone.say("hello")[-1].kind == "Hangup"
    assert not phone.open


def test_a_script_that_hears_what_it_expects_ends_well_and_otherwise_not(line: Line) -> None:
    for expected, code in (("I heard hello", 0), ("denied", 1)):
        phone = Call(line.address, TOKEN)
        assert play_call(phone, ["hello", f"=> {expected}"], Console(file=StringIO())) == code
