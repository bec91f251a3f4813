"""The live streams over real sockets: who hears what, how soon, and again after a break."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select, update

from backend.conversation.channels.web_chat import endpoints
from backend.conversation.channels.web_chat.service import TYPING_PER_MINUTE_MAX
from backend.conversation.channels.web_chat.streams import STREAMS_MAX
from backend.conversation.handoffs import service as handoffs
from backend.conversation.ownership import service as ownership
from backend.conversation.turns import live_updates
from backend.database import session_scope
from backend.kit.clock import SystemClock
from backend.models.conversation import ChatSession, Conversation
from backend.models.staff import StaffSession
from backend.models.verification import Verification
from backend.staff import service as staff_service
from backend.staff.gate import COOKIE
from backend.staff.policy import Role
from tests.conversation.conftest import Person


class Window:
    """A browser window: a chat and its stream."""

    def __init__(self, address: str) -> None:
        self.http = httpx.Client(base_url=address, timeout=10, trust_env=False)
        body = self.http.post("/chat/sessions", json={}).json()
        self.headers = {"Authorization": f"Bearer {body['token']}"}

    def say(self, text: str, key: str) -> dict[str, Any]:
        answer = self.http.post("/chat/messages", json={"text": text}, headers=self.headers | {"Idempotency-Key": key})
        assert answer.status_code == 200, answer.text
        return answer.json()

    def events(self, count: int, last_event_id: str | None = None) -> list[tuple[str, str, dict[str, Any]]]:
        """The next events of the stream, as (id, kind, data)."""
        headers = self.headers | ({"Last-Event-ID": last_event_id} if last_event_id is not None else {})
        return read_events(self.http, "/chat/stream", headers, count)

    def hears_nothing(self, last_event_id: str | None = None) -> bool:
        """Whether the stream is silent for a while, or ends without a word."""
        self.http.timeout = httpx.Timeout(1.5)
        try:
            return self.events(1, last_event_id) == []
        except httpx.ReadTimeout:
            return True


def read_events(
    http: httpx.Client, path: str, headers: dict[str, str], count: int
) -> list[tuple[str, str, dict[str, Any]]]:
    found: list[tuple[str, str, dict[str, Any]]] = []
    with http.stream("GET", path, headers=headers) as response:
        assert response.status_code == 200
        assert response.headers["content-type"].startswith("text/event-stream")
        number, kind = "", ""
        for line in response.iter_lines():
            name, _, value = line.partition(": ")
            if name == "id":
                number = value
            elif name == "event":
                kind = value
            elif name == "data":
                found.append((number, kind, json.loads(value)))
                number = ""
                if len(found) == count:
                    break
    return found


def hand_over(window: Window, person: Person) -> Conversation:
    """The window's conversation, with this person."""
    with session_scope() as session:
        row = ownership.lock(session, session.scalars(select(Conversation.id)).one())
        handoff = handoffs.request(session, row, "asked", SystemClock())
        handoffs.accept(session, handoff.id, _staff(person), SystemClock())
        return row


def write(row: Conversation, person: Person, text: str, key: str) -> None:
    with session_scope() as session:
        handoffs.write(session, row.id, _staff(person), text, key, None, SystemClock())


def _staff(person: Person) -> staff_service.CurrentStaff:
    with session_scope() as session:
        return staff_service.signed_in(session, person.token)


def test_nobody_listens_without_a_token(address: str) -> None:
    assert httpx.get(f"{address}/chat/stream", trust_env=False).status_code == 401


def test_a_persons_words_arrive_within_a_second(address: str, signed_in: Callable[..., Person]) -> None:
    window, person = Window(address), signed_in("Ada")
    row = hand_over(window, person)
    with ThreadPoolExecutor(1) as threads:
        heard = threads.submit(window.events, 1)
        time.sleep(0.5)
        started = time.monotonic()
        write(row, person, "I am here now.", "message-1")
        number, kind, data = heard.result(5)[0]
        assert time.monotonic() - started < 1.0
    assert number
    assert (kind, data["text"], data["from"]) == ("message", "I am here now.", "agent")


def test_after_a_break_nothing_is_missing_and_nothing_comes_twice(
    address: str, signed_in: Callable[..., Person]
) -> None:
    window, person = Window(address), signed_in("Ada")
    row = hand_over(window, person)
    for n in range(3):
        write(row, person, f"words {n}", f"message-{n}")
    everything = window.events(5, last_event_id="0")
    assert [one[1] for one in everything] == ["owner", "owner", "message", "message", "message"]
    seen = everything[2][0]
    assert [one[2]["text"] for one in window.events(2, last_event_id=seen)] == ["words 1", "words 2"]


def close(row: Conversation, person: Person) -> None:
    with session_scope() as session:
        held = handoffs.of_conversation(session, row.id)[-1]
        handoffs.close(session, held.id, _staff(person), "claim_status", None, SystemClock())


def let_pass(minutes: int) -> None:
    with session_scope() as session:
        earlier = Conversation.last_activity_at - timedelta(minutes=minutes)
        session.execute(update(Conversation).values(last_activity_at=earlier))


@pytest.mark.parametrize("guessed", ["0", "1.0000000000000000", None])
def test_what_an_agent_said_before_closing_is_told_to_nobody_who_comes_later(
    address: str, signed_in: Callable[..., Person], guessed: str | None
) -> None:
    window, person = Window(address), signed_in("Ada")
    row = hand_over(window, person)
    write(row, person, "for the former one alone", "message-1")
    close(row, person)
    assert window.hears_nothing(guessed)
    hand_over(window, person)
    write(row, person, "for the next one", "message-2")
    told = window.events(3, "0")
    assert [one[1] for one in told] == ["owner", "owner", "message"]
    assert told[-1][2]["text"] == "for the next one"


def test_after_a_quarter_of_an_hour_of_silence_the_stream_tells_nothing_of_before(
    address: str, signed_in: Callable[..., Person]
) -> None:
    window, person = Window(address), signed_in("Ada")
    row = hand_over(window, person)
    write(row, person, "for the former one alone", "message-1")
    heard = window.events(3, "0")[-1][0]
    with session_scope() as session:
        held = handoffs.of_conversation(session, row.id)[-1]
        handoffs.give_back(session, held.id, _staff(person), None, SystemClock())
    assert [one[1] for one in window.events(1, heard)] == ["owner"]
    let_pass(16)
    assert window.hears_nothing("0")
    assert window.hears_nothing(heard)
    window.say("hello", "message-2")
    assert window.hears_nothing("0")


@pytest.mark.parametrize("minutes", [16, 180])
@pytest.mark.parametrize("owner", ["agent", "waiting"])
def test_what_a_person_wrote_is_hidden_after_a_silence_while_they_still_have_the_conversation(
    address: str, signed_in: Callable[..., Person], owner: str, minutes: int
) -> None:
    window, person = Window(address), signed_in("Ada")
    window.say("where is my claim", "message-0")
    row = hand_over(window, person)
    write(row, person, "for the former one alone", "message-1")
    heard = window.events(3, "0")[-1][0]
    if owner == "waiting":
        with session_scope() as session:
            held = handoffs.of_conversation(session, row.id)[-1]
            handoffs.release(session, held.id, _staff(person), SystemClock())
    let_pass(minutes)
    for seen in ("0", heard):
        assert window.hears_nothing(seen)
    for _ in range(2):
        read = window.http.get("/chat/messages", headers=window.headers).json()
        assert (read["turns"], read["owner"]) == ([], owner)
    window.say("hello", "message-2")
    said = [one["said"] for one in window.http.get("/chat/messages", headers=window.headers).json()["turns"]]
    assert said == ["hello"]
    assert window.hears_nothing("0")
    with session_scope() as session:
        assert session.scalars(select(Conversation.owner)).one() == owner
        assert handoffs.of_conversation(session, row.id)[-1].state == {"agent": "accepted", "waiting": "waiting"}[owner]


@pytest.mark.parametrize("gone", ["silent", "token", "proof"])
def test_an_open_stream_ends_with_what_it_was_opened_by(
    address: str, signed_in: Callable[..., Person], monkeypatch: pytest.MonkeyPatch, gone: str
) -> None:
    monkeypatch.setattr(live_updates.wake_ups, "__defaults__", (0.3,))
    window, person = Window(address), signed_in("Ada")
    row = hand_over(window, person)
    if gone == "proof":
        prove(row)
    with window.http.stream("GET", "/chat/stream", headers=window.headers) as response:
        lines = response.iter_lines()
        assert next(lines) == ": open"
        write(row, person, "while they are here", "message-1")
        assert "while they are here" in next(one for one in lines if one.startswith("data:"))
        if gone == "silent":
            let_pass(16)
        else:
            over = {"token": update(ChatSession), "proof": update(Verification)}[gone]
            instant = "expires_at" if gone == "token" else "verified_at"
            with session_scope() as session:
                session.execute(over.values({instant: func.now() - timedelta(hours=1)}))
        write(row, person, "for nobody else", "message-2")
        assert "for nobody else" not in "".join(lines)


def prove(row: Conversation) -> None:
    now = SystemClock().now()
    with session_scope() as session:
        session.add(
            Verification(
                conversation_id=row.id, role="member", elements=["zip"], member_id="XQP9041177",
                verified_at=now, expires_at=now + timedelta(minutes=30),
            )
        )  # fmt: skip


def test_whose_line_broke_before_the_agent_closed_hears_the_rest(
    address: str, signed_in: Callable[..., Person]
) -> None:
    window, person = Window(address), signed_in("Ada")
    row = hand_over(window, person)
    heard = window.events(2, "0")[-1][0]
    write(row, person, "Goodbye, and all the best.", "message-1")
    close(row, person)
    told = window.events(3, heard)
    assert told[0][2]["text"] == "Goodbye, and all the best."
    assert {one[1] for one in told[1:]} == {"owner", "closed"}


def test_a_place_in_one_stream_is_none_in_another(address: str, signed_in: Callable[..., Person]) -> None:
    window, person = Window(address), signed_in("Ada")
    row = hand_over(window, person)
    heard = window.events(1, "0")[0][0]
    write(row, person, "for the former one alone", "message-1")
    close(row, person)
    stranger = Window(address)
    assert stranger.hears_nothing(heard)
    number = heard.partition(".")[0]
    assert window.hears_nothing(f"{int(number) + 1}.{heard.partition('.')[2]}")


def test_who_reads_again_learns_who_is_with_them(address: str, signed_in: Callable[..., Person]) -> None:
    window = Window(address)
    hand_over(window, signed_in("Ada"))
    read = window.http.get("/chat/messages", headers=window.headers).json()
    assert (read["owner"], read["agent"]) == ("agent", "Ada")


def test_another_window_hears_nothing_of_it(address: str, signed_in: Callable[..., Person]) -> None:
    window, person = Window(address), signed_in("Ada")
    row = hand_over(window, person)
    stranger = Window(address)
    stranger.http.timeout = httpx.Timeout(1.5)
    with ThreadPoolExecutor(1) as threads:
        heard = threads.submit(stranger.events, 1)
        time.sleep(0.3)
        write(row, person, "not for you", "message-1")
        assert isinstance(heard.exception(), httpx.ReadTimeout)


def test_staff_see_changes_live(address: str, signed_in: Callable[..., Person]) -> None:
    window, person = Window(address), signed_in("Ada")
    http = httpx.Client(base_url=address, timeout=10, trust_env=False)
    headers = {"Cookie": f"{COOKIE}={person.token}"}
    with ThreadPoolExecutor(1) as threads:
        heard = threads.submit(read_events, http, "/api/v1/conversations/stream", headers, 1)
        time.sleep(0.5)
        window.say("hello", "message-1")
        assert heard.result(5)[0][1] == "changed"


@pytest.mark.slow
def test_an_open_stream_alone_keeps_nobody_signed_in(address: str, signed_in: Callable[..., Person]) -> None:
    person = signed_in("Ada")
    with session_scope() as session:
        session.execute(update(StaffSession).values(last_seen_at=func.now() - timedelta(minutes=14, seconds=56)))
    http = httpx.Client(base_url=address, timeout=15, trust_env=False)
    ours = {"Cookie": f"{COOKIE}={person.token}"}
    with session_scope() as session:
        before = session.scalars(select(StaffSession.last_seen_at)).one()
        assert staff_service.signed_in(session, person.token, active=False).name == "Ada"
        assert session.scalars(select(StaffSession.last_seen_at)).one() == before
    time.sleep(4.5)
    assert http.get("/api/v1/conversations/stream", headers=ours).status_code == 401


@pytest.mark.slow
def test_a_closed_account_loses_its_stream_within_five_seconds(address: str, signed_in: Callable[..., Person]) -> None:
    person = signed_in("Ada", Role.SUPERVISOR)
    http = httpx.Client(base_url=address, timeout=10, trust_env=False)
    with http.stream("GET", "/api/v1/conversations/stream", headers={"Cookie": f"{COOKIE}={person.token}"}) as response:
        lines = response.iter_lines()
        assert next(lines) == ": open"
        with session_scope() as session:
            staff_service.disable(session, "ada@example.com")
        started = time.monotonic()
        for _ in lines:
            pass
        assert time.monotonic() - started < 5.5


@pytest.mark.slow
def test_a_role_taken_away_takes_its_streams_along_within_five_seconds(
    address: str, signed_in: Callable[..., Person]
) -> None:
    root, person, window = signed_in("Root", Role.ADMIN), signed_in("Ada", Role.SUPERVISOR), Window(address)
    with session_scope() as session:
        conversation = session.scalars(select(Conversation.id)).one()
    paths = ("conversations/stream", "supervision/stream", f"transcripts/{conversation}/stream")
    http = httpx.Client(base_url=f"{address}/api/v1/", timeout=10, trust_env=False)

    def until_its_end(path: str) -> float:
        with http.stream("GET", path, headers={"Cookie": f"{COOKIE}={person.token}"}) as response:
            assert response.status_code == 200, path
            end = time.monotonic() + 15
            for _ in response.iter_lines():
                if time.monotonic() > end:
                    break
            return time.monotonic()

    with ThreadPoolExecutor(3) as threads:
        streams = [threads.submit(until_its_end, path) for path in paths]
        time.sleep(1)
        assert not any(one.done() for one in streams)
        assert root.post(f"/api/v1/staff/{person.id}", {"role": "biller", "skills": []}).status_code == 204
        changed = time.monotonic()
        for _ in range(8):  # what others do keeps no stream from asking
            window.http.post("/chat/typing", headers=window.headers)
            time.sleep(0.5)
        assert max(one.result(20) for one in streams) - changed < 5.5


def test_the_sixth_stream_of_a_chat_is_refused_until_one_ends(address: str) -> None:
    window, other = Window(address), Window(address)
    with contextlib.ExitStack() as opened:
        for _ in range(STREAMS_MAX):
            answer = opened.enter_context(window.http.stream("GET", "/chat/stream", headers=window.headers))
            assert answer.status_code == 200
        sixth = window.http.get("/chat/stream", headers=window.headers)
        assert (sixth.status_code, sixth.json()["code"]) == (429, "too_many_streams")
        with other.http.stream("GET", "/chat/stream", headers=other.headers) as answer:
            assert answer.status_code == 200, "another chat is not slowed"
    time.sleep(0.5)
    with window.http.stream("GET", "/chat/stream", headers=window.headers) as answer:
        assert answer.status_code == 200


def test_typing_is_no_news_to_the_one_who_types(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    window, asked = Window(address), []
    real = endpoints._news
    monkeypatch.setattr(endpoints, "_news", lambda *given: asked.append(given) or real(*given))
    with window.http.stream("GET", "/chat/stream", headers=window.headers) as answer:
        assert next(answer.iter_lines()) == ": open"
        time.sleep(0.5)
        before = len(asked)
        for _ in range(5):
            assert window.http.post("/chat/typing", headers=window.headers).status_code == 204
        time.sleep(1.5)
        assert (before, len(asked)) == (1, 1)


def test_typing_faster_than_anybody_types_is_slowed(address: str) -> None:
    window, other = Window(address), Window(address)
    answers = [
        window.http.post("/chat/typing", headers=window.headers).status_code
        for _ in range(2 * TYPING_PER_MINUTE_MAX + 1)  # a minute may end in between
    ]
    assert answers.count(204) in range(TYPING_PER_MINUTE_MAX, 2 * TYPING_PER_MINUTE_MAX + 1)
    assert 429 in answers
    assert other.http.post("/chat/typing", headers=other.headers).status_code == 204


@pytest.mark.slow
def test_fifty_callers_at_once_are_all_answered(address: str) -> None:
    windows = [Window(address) for _ in range(50)]
    with ThreadPoolExecutor(50) as threads:
        for n in range(3):
            answers = list(threads.map(lambda one, n=n: one.say(f"line {n}", f"message-{n}"), windows))
            assert {one["turn"] for one in answers} == {n + 2}
