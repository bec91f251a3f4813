"""The two things members come for, each by mouse and by keyboard alone: understand a claim with its paper, reach a person."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.keyboard import tab_to
from tests.browser.settling import settled

pytestmark = [pytest.mark.system, pytest.mark.browser]


@pytest.fixture
def denied(truth: list[dict[str, Any]]) -> dict[str, Any]:
    """A grown-up's denied claim with a last day to appeal."""
    return next(
        row
        for row in truth
        if row["denial"]
        and row["denial"]["deadline"]
        and row["member"]["dob"] < "2000"
        and row["status"]["category"] == "F2"
    )


def say(page: Page, text: str) -> None:
    """As somebody types: the words, Enter, and wait for the answer."""
    before = page.locator("claimline-chat li.assistant").count()
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    expect(page.locator("claimline-chat li.assistant").nth(before)).to_be_visible()
    settled(page)


@pytest.fixture
def proved(page_of, denied) -> Callable[..., Page]:
    """A member who has proved who they are and heard why the claim was denied."""

    def heard(path: str = "/member", **options: object) -> Page:
        page = page_of(None, path, **options)
        expect(page.get_by_text("automated").first).to_be_visible()
        tab_to(page, "textarea")
        service = date.fromisoformat(denied["service_from"]).strftime("%B %-d, %Y")
        say(page, f"Why was my visit on {service} not paid? I'm a member")
        say(page, denied["member"]["id"])
        say(page, date.fromisoformat(denied["member"]["dob"]).strftime("%m/%d/%Y"))
        say(page, denied["member"]["zip"])
        expect(page.locator("claimline-chat")).to_contain_text(re.compile("denied|could not", re.IGNORECASE))
        return page

    return heard


def test_claim_and_its_paper_by_mouse(proved, denied, faults) -> None:
    page = proved(bypass_csp=True)
    page.get_by_role("button", name="My explanations").click()
    ending = denied["claim_number"][-4:]
    page.get_by_role("button", name=re.compile(f"claim ending {ending}")).click()
    sheet = page.locator("claimline-chat article")
    expect(sheet).to_contain_text("This is not a bill.")
    expect(sheet).to_contain_text(f"${float(denied['charge']):,.2f}")
    expect(sheet).to_contain_text("Your share")
    expect(sheet).to_contain_text("If you do not agree")
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.get_by_role("button", name="Back to the chat").click()
    expect(sheet).to_be_hidden()


def test_the_paper_tells_the_right_to_appeal_in_words(proved, denied) -> None:
    page = proved()
    page.get_by_role("button", name="My explanations").click()
    page.get_by_role("button", name=re.compile(f"claim ending {denied['claim_number'][-4:]}")).click()
    sheet = page.locator("claimline-chat article")
    rights = sheet.locator("h4", has_text="If you do not agree").locator("~ p")
    expect(rights.filter(has_text="The last day to appeal is")).to_be_visible()
    expect(rights.filter(has_text=re.compile("appeal")).nth(1)).to_be_visible()
    expect(sheet).not_to_contain_text("[object")


def test_claim_and_its_paper_by_keyboard_on_a_small_screen(proved, denied) -> None:
    page = proved()
    page.set_viewport_size({"width": 320, "height": 568})
    tab_to(page, ".ways button")
    page.keyboard.press("Enter")
    expect(page.locator("claimline-chat .claims button").first).to_be_visible()
    tab_to(page, ".claims button")
    page.keyboard.press("Enter")
    expect(page.locator("claimline-chat article")).to_contain_text("Your share")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    tab_to(page, ".tools button")
    page.keyboard.press("Enter")
    expect(page.locator("claimline-chat article")).to_be_hidden()


def test_the_paper_is_printed_without_the_chat(proved) -> None:
    page = proved()
    page.get_by_role("button", name="My explanations").click()
    page.locator("claimline-chat .claims button").first.click()
    expect(page.locator("claimline-chat article")).to_be_visible()
    page.evaluate("window.print = () => { window.printed = true; }")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    expect(page.locator("claimline-chat article")).to_be_visible()
    expect(page.locator("claimline-chat .log")).to_be_hidden()
    expect(page.get_by_role("button", name="Print")).to_be_hidden()


def test_nobody_proved_gets_no_paper_but_the_way_to_it(page_of) -> None:
    page = page_of(None, "/member")
    expect(page.get_by_text("automated").first).to_be_visible()
    page.get_by_role("button", name="My explanations").click()
    expect(page.locator("claimline-chat .problem")).to_contain_text("we have to be sure it is you")


def test_the_paper_goes_with_an_idle_chat(proved) -> None:
    page = proved()
    page.get_by_role("button", name="My explanations").click()
    expect(page.locator("claimline-chat .claims button").first).to_be_visible()
    page.evaluate("document.querySelector('claimline-chat').ended()")
    expect(page.locator("claimline-chat .claims")).to_have_count(0)


def test_a_person_by_mouse(page_of) -> None:
    page = page_of(None, "/member")
    expect(page.get_by_text("automated").first).to_be_visible()
    page.get_by_role("button", name="Talk to a person").click()
    expect(page.locator("claimline-chat .state")).to_have_text("Waiting for a person")


def test_a_person_by_keyboard(page_of) -> None:
    page = page_of(None, "/member")
    expect(page.get_by_text("automated").first).to_be_visible()
    tab_to(page, ".ways button:last-child")
    page.keyboard.press("Enter")
    expect(page.locator("claimline-chat .state")).to_have_text("Waiting for a person")
