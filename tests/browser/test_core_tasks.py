"""What members, agents and supervisors do all day, in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.waiting import accept_theirs, open_theirs

pytestmark = [pytest.mark.system, pytest.mark.browser]


def say(page: Page, text: str) -> None:
    page.get_by_label("Your message").fill(text)
    page.get_by_label("Your message").press("Enter")


def wait_in_queue(page: Page, text: str = "representative") -> None:
    expect(page.get_by_text("automated").first).to_be_visible()
    say(page, text)
    expect(page.locator("claimline-chat .state")).to_have_text("Waiting for a person")


def test_member_is_greeted_told_it_is_automated_and_reaches_a_person_by_keyboard(page_of) -> None:
    page = page_of(None, "/member")
    expect(page.get_by_text("automated").first).to_be_visible()
    page.get_by_label("Your message").focus()
    page.keyboard.type("representative")
    page.keyboard.press("Enter")
    expect(page.locator("claimline-chat .state")).to_have_text("Waiting for a person")


def test_agent_accepts_and_answers_with_three_keys_and_the_member_sees_it(page_of) -> None:
    member = page_of(None, "/member")
    wait_in_queue(member)
    desk = page_of("agent", "/console")
    open_theirs(desk, member)
    expect(desk.locator("#packet")).to_contain_text("Best next step")
    desk.keyboard.press("a")
    expect(desk.locator("#reply")).to_be_focused()
    expect(desk.locator("#reply")).not_to_have_value("")
    desk.keyboard.press("Enter")
    expect(member.get_by_text(re.compile("thank you for waiting")).first).to_be_visible()


def test_agent_sees_the_members_words_live_and_closes_with_a_code(page_of) -> None:
    member = page_of(None, "/member")
    wait_in_queue(member)
    desk = page_of("agent", "/console")
    accept_theirs(desk, member)
    say(member, "I only wanted to know where you are")
    expect(desk.locator("#turns")).to_contain_text("I only wanted to know")
    desk.get_by_role("button", name="Close the conversation").click()
    expect(desk.locator("#composer")).to_be_visible()
    desk.get_by_label("How it ended").select_option("other")
    desk.get_by_role("button", name="Close the conversation").click()
    expect(desk.locator("#composer")).to_be_hidden()


def test_half_written_reply_survives_a_reload(page_of) -> None:
    member = page_of(None, "/member")
    wait_in_queue(member)
    desk = page_of("agent", "/console")
    accept_theirs(desk, member)
    desk.locator("#reply").fill("half a sen")
    desk.reload()
    desk.locator("#mine button").last.click()
    expect(desk.locator("#reply")).to_have_value("half a sen")


def test_supervisor_finds_opens_uncovers_and_scores(page_of) -> None:
    member = page_of(None, "/member")
    wait_in_queue(member, "let me talk to a person about marmalade please")
    page = page_of("supervisor", "/supervise")
    page.get_by_label("Words said").fill("marmalade")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#rows tr")).to_have_count(1)
    page.locator("#rows a").first.click()
    expect(page.get_by_role("heading", name="Score")).to_be_visible()
    page.get_by_label("Reason to see identifiers").fill("checking the identity steps")
    page.get_by_role("button", name="Uncover").click()
    expect(page.get_by_text("This look is on record")).to_be_visible()
    page.get_by_label("Note").fill("handed over at once")
    page.get_by_role("button", name="Save the score").click()
    expect(page.locator("#given")).to_contain_text("handed over at once")


def test_biller_finds_a_claim_and_reads_its_story(page_of, truth) -> None:
    claim = next(row for row in truth if row["denial"])
    page = page_of("biller", "/operate")
    page.get_by_label("Claim number, the payer's or ours").fill(claim["claim_number"])
    page.get_by_role("button", name="Find").click()
    page.locator("#claims a").first.click()
    expect(page.get_by_role("heading", name="What happened")).to_be_visible()
    expect(page.locator("#claim")).to_contain_text(re.compile("The payer (paid|decided|denied)"))


@pytest.mark.parametrize(("role", "path"), [("biller", "/console"), ("agent", "/supervise"), ("auditor", "/operate")])
def test_wrong_role_is_refused(page_of, role: str, path: str) -> None:
    page = page_of(role, path)
    assert "Not yours to open" in page.content()


@pytest.mark.parametrize("width", [320, 1440])
def test_member_page_never_scrolls_sideways(page_of, width: int) -> None:
    page = page_of(None, "/member")
    page.set_viewport_size({"width": width, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
