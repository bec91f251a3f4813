"""A real Chromium on the running system. The staff's browsers carry the sessions their accounts opened once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.settling import watch

expect.set_options(timeout=30_000)  # a slow machine shows the same, later; how fast is for `claimline bench console`
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
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
        page.set_default_timeout(60_000)
        watch(page)
        page.on("console", lambda m: broken.append(m.text) if "Content Security Policy" in m.text else None)
        page.on("pageerror", lambda error: broken.append(str(error)))
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert broken == []


@pytest.fixture(scope="session")
def truth(system) -> list[dict[str, Any]]:
    """The generated world's own record of every claim."""
    return system.truth()


@pytest.fixture(scope="session")
def report(staff) -> str:
    """The address of one client's report of the month just ended; a fresh demo has made none yet."""
    supervisor = staff("supervisor")
    client = supervisor.get("/api/v1/report-clients").json()["clients"][0]
    month = (date.today().replace(day=1) - timedelta(days=1)).strftime("%Y-%m")
    made = supervisor.post(
        "/api/v1/reports", json={"client": client["key"], "month": month}, headers={"Idempotency-Key": str(uuid4())}
    )
    assert made.status_code == 201, made.text
    return f"/operate/reports/{made.json()['id']}"


@pytest.fixture(scope="session")
def faults() -> Callable[[Page], list[str]]:
    """What axe-core finds serious or critical on a page as it stands, in light and in dark.

    Inside the chat's shadow root axe needs inline styles: such a page is opened with ``bypass_csp``.
    """

    def found(page: Page) -> list[str]:
        lines = []
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.evaluate(AXE.read_text(encoding="utf-8"))
            result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
            for one in result["violations"]:
                if one["impact"] in ("serious", "critical"):
                    where = [str(node["target"]) + " " + node["failureSummary"] for node in one["nodes"][:3]]
                    lines.append(f"{scheme} {one['id']}: {where}")
        return lines

    return found


@pytest.fixture
def member(page_of) -> Callable[..., Page]:
    """A member's page whose chat waits for a person, once ``text`` is said."""

    def waiting(text: str = "representative", **options: object) -> Page:
        page = page_of(None, "/member", **options)
        expect(page.get_by_text("automated").first).to_be_visible()
        page.get_by_label("Your message").fill(text)
        page.get_by_label("Your message").press("Enter")
        expect(page.locator("claimline-chat .state")).to_have_text("Waiting for a person")
        return page

    return waiting
