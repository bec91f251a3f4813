"""The chat on somebody else's site: one element, a frame of ours, and nothing of it within reach of that site."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest
from playwright.sync_api import Frame, Page, expect

pytestmark = [pytest.mark.system, pytest.mark.browser]
PORT = 18320
"""Of the site the tested system lets show the chat (CLAIMLINE_CHAT_ORIGINS in tests/conftest.py)."""


class Site:
    """A small site of another origin with the chat on its page."""

    def __init__(self, system: str, port: int) -> None:
        page = (
            '<!doctype html><html lang="en"><title>A plan</title><h1>A plan</h1><claimline-chat></claimline-chat>'
            f'<script type="module" src="{system}/static/chat.js"></script></html>'
        )

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(page.encode())

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def site(system) -> Iterator[Site]:
    made = Site(system.address, PORT)
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def stranger(system) -> Iterator[Site]:
    """A site nobody has allowed."""
    made = Site(system.address, 0)
    yield made
    made.server.shutdown()
    made.server.server_close()


def framed(page: Page) -> Frame:
    """The chat's frame; it stands in a closed shadow root, so the site's own scripts do not even see it."""
    for _ in range(100):
        found = next((one for one in page.frames if one.url.endswith("/chat-frame")), None)
        if found is not None:
            expect(found.get_by_text("automated").or_(found.locator("claimline-chat li")).first).to_be_visible()
            return found
        page.wait_for_timeout(100)
    raise AssertionError("there is no frame")


def test_the_chat_works_on_a_site_that_may_show_it(site, page_of) -> None:
    page = page_of(None, site.address)
    chat = framed(page)
    chat.get_by_label("Your message").fill("representative")
    chat.get_by_label("Your message").press("Enter")
    expect(chat.locator("claimline-chat .state")).to_have_text("Waiting for a person")
    page.reload()
    chat = framed(page)
    expect(chat.locator("claimline-chat li", has_text="representative")).to_be_visible()


def test_the_site_reads_nothing_of_it_and_keeps_nothing(site, page_of) -> None:
    page = page_of(None, site.address)
    framed(page)
    assert page.evaluate("document.querySelector('claimline-chat').shadowRoot") is None
    assert page.evaluate("window.frames.length") == 0
    assert page.evaluate("[sessionStorage.length, localStorage.length, document.cookie]") == [0, 0, ""]


def test_the_keyboard_gets_in_and_out(site, page_of) -> None:
    page = page_of(None, site.address)
    chat = framed(page)
    for _ in range(12):
        page.keyboard.press("Tab")
        if chat.evaluate("document.activeElement?.shadowRoot?.activeElement?.tagName") == "TEXTAREA":
            break
    page.keyboard.type("representative")
    page.keyboard.press("Enter")
    expect(chat.locator("claimline-chat .state")).to_have_text("Waiting for a person")


def test_a_site_that_may_not_gets_no_frame(stranger, browser) -> None:
    page = browser.new_page()
    blocked: list[str] = []
    page.on("console", lambda line: blocked.append(line.text))
    page.goto(stranger.address)
    for _ in range(100):
        if any("frame-ancestors" in one for one in blocked):
            break
        page.wait_for_timeout(100)
    assert any("frame-ancestors" in one for one in blocked)
    page.close()


def test_no_other_page_may_be_framed_and_no_foreign_page_talks_to_the_chat(system) -> None:
    for path in ("/member", "/sign-in"):
        assert "frame-ancestors 'none'" in httpx.get(f"{system.address}{path}").headers["content-security-policy"]
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        refused = httpx.post(f"{system.address}/chat/sessions", json={}, headers=headers)
        assert (refused.status_code, refused.json()["code"]) == (403, "foreign_origin")
        assert "access-control-allow-origin" not in refused.headers
