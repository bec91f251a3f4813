"""A supervisor at the agents' desk: what they hold they read in full, and covered from the moment they hold it no longer."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.settling import settled
from tests.browser.waiting import accept_theirs, open_theirs, reference_of

pytestmark = [pytest.mark.system, pytest.mark.browser]
SECRET = "XQP904551"


def say(caller: Page, text: str) -> None:
    caller.get_by_label("Your message").fill(text)
    caller.get_by_label("Your message").press("Enter")
    expect(caller.locator("claimline-chat li.me", has_text=text)).to_be_visible()


@pytest.fixture
def held(page_of, member) -> tuple[Page, Page]:
    """A member who has said their id, and the desk of the supervisor who has accepted."""
    caller, desk = member(), page_of("supervisor", "/console")
    accept_theirs(desk, caller)
    say(caller, f"my member id is {SECRET}")
    expect(desk.locator("#turns")).to_contain_text(SECRET)
    return caller, desk


def covered(desk: Page) -> None:
    """The conversation is with this desk no longer: its words are covered and nothing can be written."""
    expect(desk.locator("#turns")).to_contain_text("my member id is ••••")
    expect(desk.locator("#turns")).not_to_contain_text(SECRET)
    expect(desk.locator("#composer")).to_be_hidden()
    expect(desk.locator("#whose")).not_to_have_text("with you")
    expect(desk.locator("#refusal")).to_be_hidden()


@pytest.mark.parametrize("button", ["Give back to the assistant", "Back to the queue"])
def test_a_supervisor_who_lets_a_conversation_go_sees_it_covered(held, faults, button: str) -> None:
    _, desk = held
    desk.get_by_role("button", name=button).click()
    covered(desk)
    assert faults(desk) == []


def test_a_supervisor_who_closes_a_conversation_sees_it_covered(held) -> None:
    _, desk = held
    desk.get_by_label("How it ended").select_option("claim_denial")
    desk.get_by_role("button", name="Close the conversation").click()
    expect(desk.locator("#ended")).to_contain_text("Closed by Sam")
    covered(desk)


@pytest.mark.parametrize(
    ("path", "body"), [("release", {}), ("give-back", {}), ("close", {"wrap_up_code": "claim_denial", "note": None})]
)
def test_what_is_let_go_in_another_window_is_covered_in_this_one(held, staff, path: str, body: dict[str, Any]) -> None:
    caller, desk = held
    boss = staff("supervisor")
    (handoff,) = boss.get(f"/api/v1/handoffs?limit=0&reference={reference_of(caller)}").json()["found"]
    answer = boss.post(f"/api/v1/handoffs/{handoff['id']}/{path}", json=body)
    assert answer.status_code < 300, answer.text
    covered(desk)


def test_a_supervisor_who_takes_a_conversation_reads_what_was_covered(page_of, member) -> None:
    caller, desk = member(), page_of("supervisor", "/console")
    say(caller, f"my member id is {SECRET}")
    open_theirs(desk, caller)
    covered(desk)
    desk.get_by_role("button", name="Accept this conversation").click()
    expect(desk.locator("#turns")).to_contain_text(SECRET)
    expect(desk.locator("#whose")).to_have_text("with you")


def test_an_answer_that_was_under_way_at_the_first_look_is_shown_at_the_next(held) -> None:
    caller, desk = held
    desk.get_by_role("button", name="Give back to the assistant").click()
    covered(desk)
    settled(desk)
    words, seen = "where is my claim", []

    def under_way_at_first(route: Route) -> None:
        told = route.fetch().json()
        for turn in told["turns"]:
            if turn["said"] == words and not seen:
                seen.append(turn["number"])
                turn.update(state="received", messages=[], answered_at=None)
        route.fulfill(json=told)

    desk.route("**/api/v1/transcripts/*/turns?after=*", under_way_at_first)
    answer = desk.locator(f"#turns li.caller:has-text('{words}') + li.assistant")
    say(caller, words)
    expect(desk.locator("#turns")).to_contain_text(words)
    say(caller, "are you still looking")
    expect(desk.locator("#turns")).to_contain_text("are you still looking")
    expect(answer).to_be_visible()
    assert seen != []
