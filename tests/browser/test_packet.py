"""What an agent sees before the first word: wanted, given, failed, promised, whose word the role is, the language."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = [pytest.mark.system, pytest.mark.browser]


def say(page: Page, line: str) -> None:
    """Say it, and wait for the answer."""
    answers = page.locator("claimline-chat li.assistant")
    heard = answers.count()
    page.get_by_label("Your message").fill(line)
    page.get_by_label("Your message").press("Enter")
    expect(answers.nth(heard)).to_be_visible()


@pytest.fixture
def desk_after(page_of) -> Callable[..., tuple[Page, Locator, str]]:
    """A visitor says these lines and then waits for a person; the desk with that conversation open, its packet, what was said."""

    def made(*lines: str) -> tuple[Page, Locator, str]:
        caller = page_of(None, "/member")
        expect(caller.get_by_text("automated").first).to_be_visible()
        for line in lines:
            say(caller, line)
        chat = caller.locator("claimline-chat")
        expect(chat.locator(".state")).to_have_text("Waiting for a person")
        expect(chat.locator("li.assistant", has_text=re.compile(r"reference is H\d{7}"))).to_be_visible()
        said = "\n".join(chat.locator("li.assistant").all_inner_texts())
        found = re.search(r"reference is (H\d{7})", said)
        assert found, said
        desk = page_of("agent", "/console")
        desk.locator("#find-reference").fill(found[1])
        desk.locator("#find-reference").press("Enter")
        expect(desk.locator("#reference")).to_have_text(found[1])
        return desk, desk.locator("#packet"), said

    return made


def fact(packet: Locator, name: str) -> Locator:
    return packet.locator("dl.facts dt", has_text=re.compile(f"^{name}$")).locator("+ dd")


def test_what_an_office_wanted_gave_and_did_not_have_is_told_without_a_value(desk_after, faults) -> None:
    desk, packet, _ = desk_after(
        "i'm with a billing office, we want to appeal a denied claim",
        "1770002313",
        "i don't have the tax id",
        "get me a person",
    )
    expect(fact(packet, "wants")).to_have_text("a person, to start an appeal")
    expect(fact(packet, "gave")).to_have_text("NPI")
    expect(fact(packet, "says")).to_have_text("calls as a provider, not proved")
    expect(packet).not_to_contain_text("1770002313")
    expect(packet.get_by_role("heading", name="Promised")).to_have_count(0)
    assert faults(desk) == []


def test_what_was_promised_is_told_with_its_number_and_day(desk_after) -> None:
    _, packet, said = desk_after("I'm calling my lawyer")
    expect(packet.locator(".lead")).to_have_text("The caller speaks of legal steps.")
    number = re.search(r"complaint, reference (R\d+)", said)
    assert number, said
    expect(packet.locator(".promised li")).to_have_text(
        re.compile(rf"A caller made a complaint\. {number[1]} By \w+ \d+")
    )


def test_the_language_they_wish_for_is_named(desk_after) -> None:
    desk, packet, _ = desk_after("i need someone who speaks vietnamese")
    expect(fact(packet, "language")).to_have_text("Vietnamese")
    row = desk.locator("#waiting li", has_text=desk.locator("#reference").inner_text())
    expect(row).to_contain_text("Vietnamese")
    expect(row).not_to_contain_text("kept for")
