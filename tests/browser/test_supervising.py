"""The supervisor's wall, report and double scoring in the browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.system, pytest.mark.browser]


def count(page: Page, name: str) -> int:
    figure = page.locator("#wall li", has_text=name)
    expect(figure).to_be_visible()
    return int(figure.locator("strong").inner_text())


def test_wall_shows_who_waits_within_seconds(page_of, member, faults) -> None:
    page = page_of("supervisor", "/supervise")
    before = count(page, "waiting")
    member()
    expect(page.locator("#wall li", has_text="waiting").locator("strong")).to_have_text(str(before + 1), timeout=8000)
    page.get_by_text("Who waits and who is with whom").click()
    expect(page.locator("#open-handoffs tbody tr").first).to_be_visible()
    assert faults(page) == []


def test_report_of_a_month_by_keyboard(page_of, member) -> None:
    member()
    page = page_of("supervisor", "/supervise")
    expect(page.locator("#report")).to_contain_text("truly contained")
    page.get_by_label("First day").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#announce")).to_have_text("The report is shown.")
    expect(page.locator("#report")).to_contain_text("asked")


def test_double_scoring_is_blind_until_ones_own_score(page_of, member, faults) -> None:
    caller = member()
    desk = page_of("agent", "/console")
    desk.locator("#waiting button").last.click()
    desk.get_by_role("button", name="Accept this conversation").click()
    expect(desk.locator("#composer")).to_be_visible()
    desk.get_by_role("button", name="Give back to the assistant").click()
    expect(caller.locator("claimline-chat .state")).to_have_text("Automated assistant", timeout=8000)
    page = page_of("supervisor", "/supervise")
    page.get_by_label("How many").fill("50")
    page.get_by_role("button", name="Choose at random").click()
    mine = page.locator("#double-scorings tr", has_text="yours to score").first
    expect(mine).to_be_visible()
    assert faults(page) == []
    mine.get_by_role("link").click()
    expect(page.get_by_text("nobody's score is shown")).to_be_visible()
    points = page.locator(".scores input")
    expect(points.first).to_have_value("")
    assert faults(page) == []
    for one in points.all():
        one.fill(one.get_attribute("max") or "0")
    page.get_by_role("button", name="Save the score").click()
    expect(page.locator("#transcript")).to_contain_text(re.compile("100 by Sam"))
