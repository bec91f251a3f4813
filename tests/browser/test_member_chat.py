"""The member's chat over reloads, lost connections and a tab left alone: no gap, no repeat, nothing left behind."""

from __future__ import annotations

import contextlib
import re
import socket
import threading
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.settling import settled
from tests.browser.waiting import accept_theirs

pytestmark = [pytest.mark.system, pytest.mark.browser]


class Line:
    """A telephone line to the system that can be cut: every open connection breaks and no new one is made."""

    def __init__(self, host: str, port: int) -> None:
        self.target, self.whole = (host, port), True
        self.open: set[socket.socket] = set()
        self.ear = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.ear.getsockname()[1]}"
        threading.Thread(target=self._listen, daemon=True).start()

    def cut(self) -> None:
        self.whole = False
        for one in list(self.open):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        self.whole = True

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near = self.ear.accept()[0]
                if not self.whole:
                    near.close()
                    continue
                far = socket.create_connection(self.target)
                self.open |= {near, far}
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while heard := one.recv(65536):
                other.sendall(heard)
        for end in (one, other):
            self.open.discard(end)
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def line(system) -> Iterator[Line]:
    parts = urlsplit(system.address)
    made = Line(parts.hostname or "127.0.0.1", parts.port or 80)
    yield made
    made.cut()
    made.ear.close()


@pytest.fixture
def desk(page_of):
    """The agent's desk with a caller's conversation accepted."""

    def accepted(caller: Page) -> Page:
        page = page_of("agent", "/console")
        accept_theirs(page, caller)
        return page

    return accepted


def write(desk: Page, text: str) -> None:
    desk.locator("#reply").fill(text)
    desk.locator("#reply").press("Enter")
    expect(desk.locator("#turns")).to_contain_text(text)


def shown(page: Page, text: str) -> int:
    return page.locator("claimline-chat li", has_text=text).count()


def test_reload_shows_the_same_chat_and_what_comes_after_it_once(member, desk) -> None:
    page = member()
    agent = desk(page)
    write(agent, "Before the reload.")
    expect(page.get_by_text("Before the reload.").first).to_be_visible()
    page.reload()
    expect(page.locator("claimline-chat li", has_text="representative")).to_be_visible()
    expect(page.locator("claimline-chat .state")).to_have_text(re.compile("Ana .* is with you"))
    write(agent, "After the reload.")
    expect(page.locator("claimline-chat li", has_text="After the reload.")).to_be_visible()
    settled(page)
    assert [shown(page, text) for text in ("Before the reload.", "After the reload.", "representative")] == [1, 1, 1]


def test_lost_connection_is_told_and_nothing_is_missed_or_repeated(line, page_of, desk) -> None:
    page = page_of(None, f"{line.address}/member")
    expect(page.get_by_text("automated").first).to_be_visible()
    page.get_by_label("Your message").fill("representative")
    page.get_by_label("Your message").press("Enter")
    expect(page.locator("claimline-chat .state")).to_have_text("Waiting for a person")
    agent = desk(page)
    write(agent, "Before the line broke.")
    expect(page.locator("claimline-chat li", has_text="Before the line broke.")).to_be_visible()
    line.cut()
    expect(page.locator("claimline-chat .problem")).to_contain_text("connection is lost")
    write(agent, "While the line was down.")
    page.get_by_label("Your message").fill("Are you there?")
    page.get_by_label("Your message").press("Enter")
    expect(page.locator("claimline-chat .problem")).to_contain_text("No connection")
    line.mend()
    expect(page.locator("claimline-chat li", has_text="While the line was down.")).to_be_visible()
    expect(agent.locator("#turns")).to_contain_text("Are you there?")
    expect(page.locator("claimline-chat .problem")).to_be_hidden()
    texts = ("Before the line broke.", "While the line was down.", "Are you there?")
    assert [shown(page, text) for text in texts] == [1, 1, 1]
    assert agent.locator("#turns li", has_text="Are you there?").count() == 1


def test_only_the_token_is_kept_and_a_tab_left_alone_is_wiped(page_of) -> None:
    page = page_of(None, "/member")
    page.clock.install()
    page.reload()
    expect(page.locator("claimline-chat li.assistant")).to_be_visible()
    assert page.evaluate("[localStorage.length, Object.keys(sessionStorage).join()]") == [0, "claimline-chat"]
    assert page.evaluate("sessionStorage.getItem('claimline-chat').length") < 64
    page.get_by_label("Your message").fill("half a sen")
    page.clock.fast_forward(15 * 60 * 1000 + 1000)
    expect(page.get_by_text("This chat has ended. What was said")).to_be_visible()
    assert page.evaluate("sessionStorage.length") == 0
    expect(page.get_by_label("Your message")).to_have_value("")
    page.get_by_role("button", name="Start a new chat").click()
    expect(page.locator("claimline-chat li.assistant")).to_be_visible()


@pytest.fixture
def asked(member, faults) -> Page:
    """A member who waits, and has been silent for thirteen minutes by the page's own clock."""
    page = member(bypass_csp=True)
    page.clock.install()
    page.reload()
    expect(page.locator("claimline-chat .state")).to_have_text("Waiting for a person")
    expect(page.locator("claimline-chat .question")).to_have_count(0)
    page.clock.fast_forward(13 * 60 * 1000 + 1000)
    expect(page.locator("claimline-chat .question")).to_contain_text("Are you still there?")
    expect(page.locator("claimline-chat [role=status]")).to_contain_text("Are you still there?")
    assert faults(page) == []
    return page


@pytest.mark.parametrize("by", ["key", "tap", "button"])
def test_who_waits_in_silence_is_asked_and_stays_by_one_key_or_tap(asked, by: str) -> None:
    with asked.expect_request("**/chat/typing"):
        if by == "key":
            asked.keyboard.press("Shift")
        elif by == "tap":
            asked.locator("claimline-chat h2").click()
        else:
            asked.get_by_role("button", name="I am still here").click()
    expect(asked.locator("claimline-chat .question")).to_have_count(0)
    asked.clock.fast_forward(10 * 60 * 1000)
    expect(asked.locator("claimline-chat li", has_text="representative")).to_be_visible()
    expect(asked.locator("claimline-chat .state")).to_have_text("Waiting for a person")


def test_who_waits_and_does_not_answer_leaves_nothing_on_the_screen(asked) -> None:
    asked.clock.fast_forward(2 * 60 * 1000)
    expect(asked.get_by_text("This chat has ended. What was said")).to_be_visible()
    expect(asked.locator("claimline-chat .question")).to_have_count(0)
    expect(asked.locator("claimline-chat li", has_text="representative")).to_have_count(0)


def test_who_writes_while_waiting_is_known_to_be_there(member) -> None:
    page = member()
    with page.expect_response("**/chat/typing") as told:
        # told at most every three seconds, and the wish for a person was typed a moment ago
        page.get_by_label("Your message").press_sequentially("my claim", delay=600)
    assert told.value.status == 204


def test_with_the_assistant_alone_nobody_is_asked_and_the_chat_is_wiped(page_of) -> None:
    page = page_of(None, "/member")
    page.clock.install()
    page.reload()
    expect(page.locator("claimline-chat li.assistant")).to_be_visible()
    page.clock.fast_forward(13 * 60 * 1000 + 1000)
    expect(page.locator("claimline-chat .question")).to_have_count(0)
    page.clock.fast_forward(2 * 60 * 1000)
    expect(page.get_by_text("This chat has ended. What was said")).to_be_visible()


def test_words_sent_before_the_chat_is_open_wait_for_it(page_of) -> None:
    page = page_of(None, "/member")
    page.reload(wait_until="commit")
    page.get_by_label("Your message").fill("representative")
    page.get_by_label("Your message").press("Enter")
    expect(page.locator("claimline-chat .state")).to_have_text("Waiting for a person")


def test_suggested_answers_are_said_with_their_names(page_of) -> None:
    page = page_of(None, "/member")
    group = page.get_by_role("group", name="Suggested answers")
    expect(page.locator("claimline-chat li.assistant").first).to_be_visible()
    if group.get_by_role("button").count():
        first = group.get_by_role("button").first.inner_text()
        expect(page.locator("claimline-chat [role=status]")).to_contain_text(f"Suggested answers: {first}")
    else:
        expect(page.locator("claimline-chat [role=status]")).not_to_contain_text("Suggested answers")


def test_papers_asked_for_before_the_chat_is_open_wait_for_it(page_of) -> None:
    page = page_of(None, "/member")
    page.evaluate("sessionStorage.clear()")
    page.reload(wait_until="commit")
    page.get_by_role("button", name="My explanations").click()
    expect(page.locator("claimline-chat .problem")).to_contain_text("we have to be sure it is you")
    expect(page.locator("claimline-chat .state")).to_have_text("Automated assistant")
