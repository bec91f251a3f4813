"""Waiting for a page instead of for the clock: until nothing it asked for is on its way, however slow the machine."""

from __future__ import annotations

from time import monotonic
from weakref import WeakKeyDictionary

from playwright.sync_api import Page, Request

SECONDS_MAX = 60
QUIET_MILLISECONDS = 150
_on_their_way: WeakKeyDictionary[Page, set[Request]] = WeakKeyDictionary()


def watch(page: Page) -> None:
    """Follow what the page asks for from now on; streams stay open and do not count."""
    asked = _on_their_way.setdefault(page, set())
    page.on("request", lambda one: None if _streams(one) else asked.add(one))
    page.on("requestfinished", lambda one: asked.discard(one))
    page.on("requestfailed", lambda one: asked.discard(one))


def _streams(request: Request) -> bool:
    return request.resource_type == "eventsource" or request.url.endswith("/stream")


def settled(page: Page) -> Page:
    """The page, once it has been quiet for a moment twice."""
    asked, end, quiet = _on_their_way[page], monotonic() + SECONDS_MAX, 0
    while quiet < 2:
        assert monotonic() < end, [request.url for request in asked]
        page.wait_for_timeout(QUIET_MILLISECONDS)
        quiet = 0 if asked else quiet + 1
    return page
