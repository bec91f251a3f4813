"""A biller's day: the most pressing denial, an appeal from its draft to the payer's answer, a pattern's place."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.system, pytest.mark.browser]


def open_appealable(page: Page) -> None:
    """The first denial in the queue that can be appealed and is not yet."""
    page.goto("/operate/denials")
    expect(page.locator("#denials button").first).to_be_visible()
    for row in page.locator("#denials button").all():
        row.click()
        if page.get_by_role("button", name="Draft an appeal").is_visible():
            return
    raise AssertionError("no denial in the queue can be appealed")


def test_most_pressing_denial_tells_why_what_and_by_when_and_is_taken(page_of) -> None:
    page = page_of("biller", "/operate/denials")
    page.locator("#denials button").first.click()
    detail = page.locator("#detail")
    expect(detail).to_contain_text("Next:")
    expect(detail).to_contain_text("source")
    page.get_by_role("button", name="Assign to me").click()
    expect(page.get_by_label("Owner").last).to_have_value(re.compile("@"))
    page.locator("#owner").select_option(label="me")
    expect(page.locator("#count")).to_contain_text("of yours")
    expect(page.locator("#denials [data-row]").first).to_contain_text("@")


def test_denial_is_closed_with_what_came_of_it(page_of) -> None:
    page = page_of("biller", "/operate/denials")
    page.locator("#denials button").last.click()
    page.get_by_label("What came of it").select_option("corrected")
    page.get_by_role("button", name="Close the denial").click()
    expect(page.locator("#denial")).to_contain_text("The denial is closed.")


def test_appeal_goes_from_draft_to_the_payers_answer_by_a_persons_hand(page_of) -> None:
    page = page_of("biller", "/operate/denials")
    open_appealable(page)
    page.get_by_label("Why the payer is wrong").fill("We had called ahead.")
    page.get_by_role("button", name="Draft an appeal").click()
    page.wait_for_url(lambda address: urlsplit(address).path == "/operate/appeals")
    letter = page.get_by_role("textbox", name="The letter")
    expect(letter).to_have_value(re.compile("Request for"))
    letter.fill(letter.input_value() + "\n\nThank you.")
    page.get_by_label("I have read the letter").check()
    without = page.get_by_label("Sign without the physician")
    if without.is_visible():
        without.check()
    page.get_by_role("button", name="Sign", exact=True).click()
    expect(page.get_by_role("link", name="Packet as signed (PDF)")).to_be_visible()
    expect(page.locator("div.letter")).to_contain_text("Thank you.")
    packet = page.request.get(page.get_by_role("link", name="Packet as signed (PDF)").get_attribute("href") or "")
    assert packet.body().startswith(b"%PDF-")
    page.get_by_role("button", name="It is sent").click()
    page.get_by_label("It says").select_option("overturned")
    page.get_by_label("Money recovered").fill("12.00")
    page.get_by_role("button", name="Record the answer").click()
    expect(page.locator("#appeal")).to_contain_text("overturned")
    expect(page.locator("#history")).to_contain_text("%")


def test_draft_is_not_signed_unread(page_of) -> None:
    page = page_of("biller", "/operate/denials")
    open_appealable(page)
    page.get_by_role("button", name="Draft an appeal").click()
    page.get_by_role("button", name="Sign", exact=True).click()
    expect(page.get_by_role("textbox", name="The letter")).to_be_visible()
    page.get_by_text("Withdraw it").click()
    page.get_by_label("The denials go back").check()
    page.get_by_role("button", name="Withdraw the appeal").click()
    expect(page.locator("#appeal .tag").first).to_have_text("withdrawn")


@pytest.mark.parametrize("path", ["/operate/denials", "/operate/appeals"])
def test_pages_fit_a_small_screen_and_are_not_for_agents(page_of, path: str) -> None:
    page = page_of("biller", path)
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert "Not yours to open" in page_of("agent", path).content()
