"""On a window of 320 pixels the menus leave the page its room, fold up and open by keyboard, and lead where they say."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.settling import settled

pytestmark = [pytest.mark.system, pytest.mark.browser]
NARROW = {"width": 320, "height": 640}
THIRD = NARROW["height"] / 3


@pytest.mark.parametrize(
    ("role", "path"),
    [("agent", "/console"), ("supervisor", "/supervise"), ("admin", "/operate"), ("admin", "/operate/accounts")],
)
def test_menus_take_less_than_a_third_of_a_narrow_window(page_of, faults, role: str, path: str) -> None:
    page = page_of(role, path)
    page.set_viewport_size(NARROW)
    settled(page)
    assert page.evaluate("document.querySelector('main').getBoundingClientRect().top") < THIRD
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    for link in page.locator("header.bar a:visible, header.bar button:visible").all():
        box = link.bounding_box()
        assert box
        assert box["height"] >= 24
        assert box["x"] + box["width"] <= NARROW["width"]
    assert faults(page) == []


def test_the_folded_pages_of_operations_open_by_keyboard_and_say_where_one_is(page_of, faults) -> None:
    page = page_of("biller", "/operate/denials")
    page.set_viewport_size(NARROW)
    summary = page.locator(".folded summary")
    expect(summary).to_have_text("Denials: other pages")
    expect(page.get_by_role("link", name="Enrolments")).to_be_hidden()
    summary.focus()
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name="Enrolments")
    expect(link).to_be_visible()
    assert faults(page) == []
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text(re.compile("^Work"))
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Enrolments", level=1)).to_be_visible()


def test_with_room_every_page_of_operations_stands_open(page_of) -> None:
    page = page_of("biller", "/operate")
    expect(page.get_by_role("link", name="Enrolments")).to_have_count(1)
    expect(page.locator(".folded")).to_be_hidden()
