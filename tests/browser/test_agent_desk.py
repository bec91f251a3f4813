"""The agents' desk in the browser: notes, ready replies, clocks, passing on, who else is here, callbacks."""

from __future__ import annotations

import uuid

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.settling import settled

pytestmark = [pytest.mark.system, pytest.mark.browser]


@pytest.fixture
def held(page_of, member):
    """A member who waits, and the desk of the agent who has accepted."""

    def accepted() -> tuple[Page, Page]:
        caller = member()
        page = page_of("agent", "/console")
        page.locator("#waiting button").last.click()
        page.get_by_role("button", name="Accept this conversation").click()
        expect(page.locator("#composer")).to_be_visible()
        return caller, page

    return accepted


def test_private_note_stays_with_colleagues(held, faults) -> None:
    caller, desk = held()
    word = f"gentle{uuid.uuid4().hex[:6]}"
    desk.locator("#reply").press("Escape")
    desk.keyboard.press("n")
    expect(desk.locator("#note")).to_be_focused()
    desk.keyboard.type(f"Be {word}.")
    desk.keyboard.press("Enter")
    expect(desk.locator("#notes li")).to_have_count(0)
    desk.get_by_role("button", name="Save the note").click()
    expect(desk.locator("#notes")).to_contain_text(word)
    expect(desk.locator("#turns")).not_to_contain_text(word)
    caller.reload()
    expect(caller.locator("claimline-chat li.assistant").first).to_be_visible()
    expect(caller.locator("claimline-chat")).not_to_contain_text(word)
    assert faults(desk) == []


def test_ready_reply_by_slash_and_arrows(held, faults) -> None:
    caller, desk = held()
    reply = desk.locator("#reply")
    reply.fill("")
    reply.press_sequentially("/")
    expect(desk.locator("#canned li").first).to_be_visible()
    assert faults(desk) == []
    reply.press("ArrowDown")
    chosen = desk.locator("#canned [aria-selected=true]")
    assert reply.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    reply.press_sequentially("any")
    expect(desk.locator("#canned li")).to_have_count(1)
    reply.press("Enter")
    expect(reply).to_have_value("Is there anything else I can help you with?")
    reply.press("Enter")
    expect(caller.locator("claimline-chat li", has_text="Is there anything else")).to_be_visible()


def test_first_reply_stops_its_clock(held) -> None:
    caller, desk = held()
    first = desk.locator("#clocks [data-clock=first_reply]")
    expect(first).to_have_attribute("data-state", "running")
    desk.locator("#reply").fill("Hello.")
    desk.locator("#reply").press("Enter")
    expect(first).to_have_attribute("data-state", "kept")
    caller.get_by_label("Your message").fill("Are you there?")
    caller.get_by_label("Your message").press("Enter")
    expect(desk.locator("#clocks [data-clock=next_reply]")).to_have_attribute("data-state", "running")


def test_what_is_typed_while_a_reply_is_under_way_stays_and_what_was_not_sent_comes_back(held) -> None:
    _, desk = held()
    reply, under_way, address = desk.locator("#reply"), [], "**/api/v1/conversations/*/messages"
    desk.route(address, lambda route: under_way.append(route))
    reply.fill("The first.")
    with desk.expect_request(address):
        reply.press("Enter")
    reply.fill("The second.")
    under_way[0].continue_()
    expect(desk.locator("#turns")).to_contain_text("The first.")
    expect(reply).to_have_value("The second.")
    desk.unroute(address)
    desk.route(address, lambda route: route.abort())
    reply.press("Enter")
    expect(reply).to_have_value("The second.")


def test_two_replies_in_one_breath_go_out_in_their_order(held) -> None:
    caller, desk = held()
    reply, under_way, address = desk.locator("#reply"), [], "**/api/v1/conversations/*/messages"
    desk.route(address, lambda route: route.continue_() if under_way else under_way.append(route))
    for words in ("One moment, please.", "I am looking at it."):
        reply.fill(words)
        reply.press("Enter")
        expect(reply).to_have_value("")
    expect(desk.locator("#turns")).not_to_contain_text("I am looking at it.")
    under_way[0].continue_()
    expect(desk.locator("#turns .agent")).to_contain_text(["One moment, please.", "I am looking at it."])
    expect(caller.locator("claimline-chat li.agent")).to_contain_text(["One moment, please.", "I am looking at it."])
    expect(reply).to_have_value("")


def test_a_reply_that_came_back_is_the_same_reply_when_sent_again(held) -> None:
    caller, desk = held()
    reply, address = desk.locator("#reply"), "**/api/v1/conversations/*/messages"

    def stored_but_unanswered(route: Route) -> None:
        route.fetch()
        route.abort()

    desk.route(address, stored_but_unanswered, times=1)
    reply.fill("Told once.")
    reply.press("Enter")
    expect(desk.locator("#refusal")).to_contain_text("cannot be reached")
    expect(reply).to_have_value("Told once.")
    reply.press("Enter")
    expect(reply).to_have_value("")
    expect(desk.locator("#refusal")).to_be_hidden()
    expect(caller.locator("claimline-chat li.agent")).to_have_count(1)


def test_what_could_not_be_sent_comes_back_in_its_own_conversation(held, member) -> None:
    _, desk = held()
    under_way, address = [], "**/api/v1/conversations/*/messages"
    reference, waiting = (desk.locator(one).inner_text() for one in ("#reference", "#waiting-count"))
    member()
    expect(desk.locator("#waiting-count")).not_to_have_text(waiting)
    desk.route(address, lambda route: under_way.append(route))
    desk.locator("#reply").fill("For the first caller alone.")
    with desk.expect_request(address):
        desk.locator("#reply").press("Enter")
    desk.locator("#waiting button").last.click()
    desk.get_by_role("button", name="Accept this conversation").click()
    expect(desk.locator("#reference")).not_to_have_text(reference)
    before = desk.locator("#reply").input_value()
    under_way[0].abort()
    expect(desk.locator("#refusal")).to_contain_text("cannot be reached")
    expect(desk.locator("#reply")).to_have_value(before)
    desk.locator("#mine button", has_text=reference).click()
    expect(desk.locator("#reference")).to_have_text(reference)
    expect(desk.locator("#reply")).to_have_value("For the first caller alone.")


def test_colleague_is_seen_looking_and_gets_the_conversation(held, page_of, faults) -> None:
    caller, desk = held()
    word, reference = f"note{uuid.uuid4().hex[:6]}", desk.locator("#reference").inner_text()
    other = page_of("other_agent", "/console")
    expect(other.locator("#mine-count")).not_to_be_empty()
    desk.locator("#reply").press("Escape")
    desk.keyboard.press("p")
    expect(desk.locator("#transfer-to")).to_be_focused()
    to = desk.locator("#transfer-to option", has_text="Ben").get_attribute("value")
    desk.locator("#transfer-to").select_option(to)
    desk.get_by_label("With a private note").fill(word)
    assert faults(desk) == []
    desk.get_by_role("button", name="Pass it on").click()
    expect(desk.locator("#composer")).to_be_hidden()
    expect(caller.locator("claimline-chat .state")).to_contain_text("Ben")
    other.locator("#mine button", has_text=reference).click()
    expect(other.locator("#notes")).to_contain_text(word)
    expect(other.locator("#others")).to_contain_text("Ana Ruiz is looking")
    other.locator("#reply").fill("I am new here")
    expect(desk.locator("#others")).to_contain_text("Ben Okafor is")


def test_put_aside_keeps_the_draft_and_wakes_when_the_caller_writes(held) -> None:
    caller, desk = held()
    desk.locator("#reply").fill("half a thought")
    desk.get_by_text("Pass on, put aside, call back", exact=True).click()
    desk.get_by_role("button", name="Put it aside").click()
    row = desk.locator("#mine button[aria-current=true]")
    expect(row).to_contain_text("aside until")
    expect(desk.locator("#reply")).to_have_value("half a thought")
    caller.get_by_label("Your message").fill("one more thing")
    caller.get_by_label("Your message").press("Enter")
    expect(row).not_to_contain_text("aside until")


def test_promised_call_is_listed_and_kept(held) -> None:
    _, desk = held()
    about = f"form{uuid.uuid4().hex[:6]}"
    desk.get_by_text("Pass on, put aside, call back", exact=True).click()
    desk.get_by_label("Call back at").fill("+1 555 010 0142")
    due = desk.evaluate(
        "new Date(Date.now() + 7200000 - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 16)"
    )
    desk.locator("#callback-due").fill(due)
    desk.locator("#callback-about").fill(about)
    desk.get_by_role("button", name="Promise the call").click()
    listed = desk.locator("#callbacks li", has_text=about)
    expect(listed).to_be_visible()
    listed.get_by_role("textbox").fill("reached")
    listed.get_by_role("button", name="Done").click()
    expect(desk.locator("#callbacks li", has_text=about)).to_have_count(0)


def test_an_abandoned_desk_asks_for_nothing_so_it_is_signed_off(held) -> None:
    _, desk = held()
    desk.clock.install()
    desk.reload()
    desk.locator("#mine button").last.click()
    expect(desk.locator("#composer")).to_be_visible()
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.url) if "/api/v1/handoffs" in request.url else None)
    desk.clock.run_for(61_000)
    assert asked != []
    desk.clock.fast_forward(15 * 60 * 1000)
    settled(desk)
    asked.clear()
    desk.clock.run_for(5 * 60 * 1000)
    assert asked == []
