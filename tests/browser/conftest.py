"""A real Chromium on the running system. The staff's browsers carry the sessions their accounts opened once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    assert path, "Chromium is missing; .ci/browser installs it where it can"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def page_of(system, browser, staff) -> Iterator[Callable[..., Page]]:
    """A page signed in as a role. What breaks the content security policy fails the test."""
    contexts: list[BrowserContext] = []
    broken: list[str] = []

    def opened(role: str | None, path: str, **options: object) -> Page:
        context = browser.new_context(base_url=system.address, viewport={"width": 1440, "height": 900}, **options)
        contexts.append(context)
        if role:
            host = urlsplit(system.address).hostname
            cookies = [{"name": c.name, "value": c.value, "domain": host, "path": "/"} for c in staff(role).cookies.jar]
            context.add_cookies(cookies)
        page = context.new_page()
        page.on("console", lambda m: broken.append(m.text) if "Content Security Policy" in m.text else None)
        page.on("pageerror", lambda error: broken.append(str(error)))
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert broken == []
