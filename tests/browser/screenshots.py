"""Takes a picture of every page of a running demo: ``make demo`` in one terminal, ``make screenshots`` in another."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from backend.settings import Settings, get_settings
from backend.staff.policy import ROUTES, Role

PROJECT = Path(__file__).resolve().parents[2]
PICTURES = PROJECT / "pictures"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


ROLES = {"agent": "ana", "biller": "bo", "supervisor": "sam", "auditor": "ida", "admin": "root"}
NAMES = {"/console": "console", "/supervise": "review-list", "/operate": "operations", "/sign-in": "sign-in"}
"""Pages whose picture is not called as the page is."""


def main() -> None:
    settings = get_settings()
    address = f"http://127.0.0.1:{settings.port}"
    PICTURES.mkdir(exist_ok=True)
    rows = [json.loads(line) for line in (settings.var / "world" / "truth.jsonl").read_text().splitlines()]
    claim = next(
        r
        for r in rows
        if r["denial"] and r["denial"]["deadline"] and r["member"]["dob"] < "2000" and r["status"]["category"] == "F2"
    )
    path = next(found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        desks = {role: signed_in(browser, address, settings, f"{who}@example.test") for role, who in ROLES.items()}
        member_and_agent(browser, address, claim, desks["agent"])
        reviewing(desks["supervisor"])
        operations(desks["biller"], claim)
        denials_and_appeals(desks["biller"])
        for role, page_path in pages():
            page = desks[role]
            page.goto(page_path)
            page.wait_for_timeout(1500)
            picture(page, NAMES.get(page_path, page_path.strip("/").replace("/", "-")))
        browser.close()


def pages() -> Iterator[tuple[str, str]]:
    """Every page of staff that needs no further name and has no picture of a state of its own, with a role for it."""
    own = {"/console", "/operate/denials", "/operate/appeals"}
    for entry, who in ROUTES.items():
        method, path = entry.split(" ", 1)
        page = method == "GET" and "{" not in path and "." not in path and not path.startswith("/api/")
        if page and isinstance(who, frozenset) and path not in own:
            yield next(role for role in ROLES if Role(role) in who), path


def picture(page: Page, name: str) -> None:
    page.screenshot(path=PICTURES / f"{name}.png")


def member_and_agent(browser: Browser, address: str, claim: dict[str, Any], agent: Page) -> None:
    member = browser.new_page(base_url=address, viewport={"width": 1200, "height": 860})
    chat(member, claim)
    picture(member, "chat")
    member.get_by_role("button", name="My explanations").click()
    member.locator("claimline-chat .claims button", has_text=claim["claim_number"][-4:]).first.click()
    member.locator("claimline-chat article").wait_for()
    picture(member, "explanation")
    say(member, "I want to dispute this with a representative")
    member.wait_for_timeout(2500)
    agent.goto("/console")
    agent.locator("#waiting button").last.click()
    agent.get_by_role("button", name="Accept this conversation").click()
    agent.locator("#composer").wait_for()
    agent.wait_for_timeout(1200)
    picture(agent, "console")


def reviewing(page: Page) -> None:
    page.goto("/supervise")
    page.locator("#rows a").first.click()
    page.wait_for_timeout(1500)
    picture(page, "review")


def operations(page: Page, claim: dict[str, Any]) -> None:
    page.goto("/operate")
    page.get_by_label("Claim number, the payer's or ours").fill(claim["claim_number"])
    page.get_by_role("button", name="Find").click()
    page.locator("#claims a").first.click()
    page.wait_for_timeout(1200)
    picture(page, "claim")


def denials_and_appeals(page: Page) -> None:
    page.goto("/operate/denials")
    page.locator("#denials button").first.click()
    page.wait_for_timeout(800)
    picture(page, "denials")
    for row in page.locator("#denials button").all():
        row.click()
        if page.get_by_role("button", name="Draft an appeal").is_visible():
            break
    page.get_by_role("button", name="Draft an appeal").click()
    page.get_by_role("textbox", name="The letter").wait_for()
    page.wait_for_timeout(800)
    picture(page, "appeals")


def chat(page: Page, claim: dict[str, Any]) -> None:
    page.goto("/member")
    page.wait_for_timeout(1200)
    birth = date.fromisoformat(claim["member"]["dob"]).strftime("%m/%d/%Y")
    service = date.fromisoformat(claim["service_from"]).strftime("%B %-d, %Y")
    for line in (
        f"Why was my visit on {service} not paid? I'm a member",
        claim["member"]["id"],
        birth,
        claim["member"]["zip"],
    ):
        say(page, line)
        page.wait_for_timeout(1500)


def say(page: Page, text: str) -> None:
    page.get_by_label("Your message").fill(text)
    page.get_by_label("Your message").press("Enter")


def signed_in(browser: Browser, address: str, settings: Settings, email: str) -> Page:
    context = browser.new_context(base_url=address, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto("/sign-in")
    command = [str(Path(sys.executable).parent / "claimline"), "user", "code", email]
    code = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill((settings.var / "secrets" / "demo_password").read_text())
    page.get_by_label("Six-digit code").fill(code)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)
    return page


if __name__ == "__main__":
    main()
