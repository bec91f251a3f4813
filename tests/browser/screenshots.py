"""Takes the README's pictures from a running demo: ``make demo`` in one terminal, ``make screenshots`` in another."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from backend.settings import get_settings

PROJECT = Path(__file__).resolve().parents[2]
PICTURES = PROJECT / "pictures"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


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
        member = browser.new_page(base_url=address, viewport={"width": 1200, "height": 860})
        chat(member, claim)
        member.screenshot(path=PICTURES / "chat.png")
        say(member, "I want to dispute this with a representative")
        member.wait_for_timeout(1500)
        agent = signed_in(browser, address, settings, "ana@example.test", "/console")
        agent.locator("#waiting button").last.click()
        agent.get_by_role("button", name="Accept this conversation").click()
        agent.wait_for_timeout(1000)
        agent.screenshot(path=PICTURES / "console.png")
        supervisor = signed_in(browser, address, settings, "sam@example.test", "/supervise")
        supervisor.screenshot(path=PICTURES / "review-list.png")
        supervisor.locator("#rows a").first.click()
        supervisor.wait_for_timeout(1000)
        supervisor.screenshot(path=PICTURES / "review.png")
        learning(supervisor)
        biller = signed_in(browser, address, settings, "bo@example.test", "/operate")
        biller.get_by_label("Claim number, the payer's or ours").fill(claim["claim_number"])
        biller.get_by_role("button", name="Find").click()
        biller.wait_for_timeout(800)
        biller.screenshot(path=PICTURES / "operations.png")
        biller.locator("#claims a").first.click()
        biller.wait_for_timeout(800)
        biller.screenshot(path=PICTURES / "claim.png")
        denials_and_appeals(biller)
        browser.close()


def learning(page: Page) -> None:
    """A corrected turn on its way to the next model, and the report of a month."""
    turn = page.locator(".turn.caller").first
    turn.locator("summary").click()
    turn.get_by_label("It should have been understood as").select_option("ask_denial_reason")
    turn.get_by_role("button", name="Make an example").click()
    turn.get_by_role("button", name="Propose to a second person").click()
    page.wait_for_timeout(800)
    page.goto("/supervise/learning")
    page.locator("#examples [data-open]").first.click()
    page.wait_for_timeout(800)
    page.screenshot(path=PICTURES / "learning.png")
    page.goto("/supervise/reports")
    page.wait_for_timeout(1000)
    page.screenshot(path=PICTURES / "review-reports.png")


def denials_and_appeals(page: Page) -> None:
    page.goto("/operate/denials")
    page.locator("#denials button").first.click()
    page.wait_for_timeout(800)
    page.screenshot(path=PICTURES / "denials.png")
    for row in page.locator("#denials button").all():
        row.click()
        if page.get_by_role("button", name="Draft an appeal").is_visible():
            break
    page.get_by_role("button", name="Draft an appeal").click()
    page.get_by_role("textbox", name="The letter").wait_for()
    page.wait_for_timeout(800)
    page.screenshot(path=PICTURES / "appeals.png")


def chat(page: Page, claim: dict) -> None:
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


def signed_in(browser, address: str, settings, email: str, path: str) -> Page:
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
    page.goto(path)
    page.wait_for_timeout(1000)
    return page


if __name__ == "__main__":
    main()
