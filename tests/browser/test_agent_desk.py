"""The agents' desk in the browser: notes, ready replies, clocks, passing on, who else is here, callbacks."""

from __future__ import annotations

import uuid
from contextlib import suppress

import pytest
from playwright.sync_api import Error, Page, Route, expect

from tests.browser.settling import settled
from tests.browser.waiting import accept_theirs, reference_of

pytestmark = [pytest.mark.system, pytest.mark.browser]


@pytest.fixture
def held(page_of, member):
    """A member who waits, and the desk of the agent who has accepted."""

    def accepted() -> tuple[Page, Page]:
        caller = member()
        page = page_of("agent", "/console")
        accept_theirs(page, caller)
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
    reference, other = desk.locator("#reference").inner_text(), member()
    desk.route(address, lambda route: under_way.append(route))
    desk.locator("#reply").fill("For the first caller alone.")
    with desk.expect_request(address):
        desk.locator("#reply").press("Enter")
    accept_theirs(desk, other)
    before = desk.locator("#reply").input_value()
    under_way[0].abort()
    expect(desk.locator("#refusal")).to_contain_text("cannot be reached")
    expect(desk.locator("#reply")).to_have_value(before)
    desk.locator("#mine button", has_text=reference).click()
    expect(desk.locator("#reference")).to_have_text(reference)
    expect(desk.locator("#reply")).to_have_value("For the first caller alone.")


MESSAGES = "**/api/v1/conversations/*/messages"


@pytest.fixture
def two_held(held, member):
    """The desk of an agent who holds two conversations, the second one open; the callers and references of both."""

    def accepted() -> tuple[Page, list[Page], list[str]]:
        first, desk = held()
        second = member()
        references = [reference_of(first), accept_theirs(desk, second)]
        expect(desk.locator("#reply")).to_be_focused()
        return settled(desk), [first, second], references

    return accepted


def go_to(desk: Page, reference: str) -> None:
    desk.locator("#mine button", has_text=reference).click()
    expect(desk.locator("#reference")).to_have_text(reference)


def test_a_conversation_that_is_given_back_slowly_leaves_the_next_one_as_it_is(two_held) -> None:
    desk, _, (first, second) = two_held()
    under_way: list[Route] = []
    desk.route("**/give-back", lambda route: under_way.append(route))
    with desk.expect_request("**/give-back"):
        desk.get_by_role("button", name="Give back to the assistant").click()
    go_to(desk, first)
    desk.get_by_label("Note on it").fill("how the first one ended")
    desk.locator("#reply").fill("For the first caller")
    under_way[0].continue_()
    expect(desk.locator("#mine button", has_text=second)).to_have_count(0)
    settled(desk)
    expect(desk.locator("#reply")).to_have_value("For the first caller")
    expect(desk.locator("#reply")).to_be_focused()
    expect(desk.get_by_label("Note on it")).to_have_value("how the first one ended")


def test_a_close_that_was_refused_keeps_its_note(held) -> None:
    _, desk = held()
    desk.route("**/close", lambda route: route.abort(), times=1)
    desk.get_by_label("How it ended").select_option(index=1)
    desk.get_by_label("Note on it").fill("all explained")
    desk.get_by_role("button", name="Close the conversation").click()
    expect(desk.locator("#refusal")).to_contain_text("cannot be reached")
    expect(settled(desk).get_by_label("Note on it")).to_have_value("all explained")
    desk.get_by_role("button", name="Close the conversation").click()
    expect(desk.locator("#closing")).to_be_hidden()
    expect(desk.get_by_label("Note on it")).to_have_value("")


def test_a_conversation_that_could_not_be_opened_shows_nothing_of_itself(two_held) -> None:
    desk, _, (first, second) = two_held()
    word = f"here{uuid.uuid4().hex[:6]}"
    desk.locator("#reply").fill(f"I am {word}.")
    desk.locator("#reply").press("Enter")
    expect(desk.locator("#turns")).to_contain_text(word)
    settled(desk)
    desk.route("**/api/v1/handoffs/*", lambda route: route.abort(), times=1)
    desk.locator("#mine button", has_text=first).click()
    expect(desk.locator("#refusal")).to_contain_text("cannot be reached")
    settled(desk)
    expect(desk.locator("#reference")).to_have_text(second)
    expect(desk.locator("#turns")).to_contain_text(word)
    go_to(desk, first)
    expect(desk.locator("#turns")).not_to_contain_text(word)
    expect(desk.locator("#refusal")).to_be_hidden()


def test_a_reply_sent_before_the_page_has_caught_up_is_not_refused(held) -> None:
    caller, desk = held()
    reply, late = desk.locator("#reply"), []
    desk.route("**/api/v1/conversations/*?after=*", lambda route: late.append(route))
    for words in ("The first.", "The second."):
        reply.fill(words)
        with desk.expect_response(MESSAGES) as answer:
            reply.press("Enter")
        assert answer.value.status == 200, answer.value.text()
    desk.unroute("**/api/v1/conversations/*?after=*")
    for route in late:
        with suppress(Error):  # what was on its way when the hold ended went by itself
            route.continue_()
    expect(desk.locator("#turns .agent")).to_contain_text(["The first.", "The second."])
    expect(desk.locator("#refusal")).to_be_hidden()
    expect(caller.locator("claimline-chat li.agent")).to_contain_text(["The first.", "The second."])


def test_what_is_typed_behind_a_reply_that_came_back_is_the_next_reply(held) -> None:
    caller, desk = held()
    reply, under_way = desk.locator("#reply"), []
    desk.route(MESSAGES, lambda route: under_way.append(route), times=1)
    reply.fill("Told once.")
    with desk.expect_request(MESSAGES):
        reply.press("Enter")
    reply.fill("And then this.")
    under_way[0].fetch()
    under_way[0].abort()
    expect(reply).to_have_value("Told once.\nAnd then this.")
    settled(desk)
    reply.press("Enter")
    expect(reply).to_have_value("")
    expect(caller.locator("claimline-chat li.agent")).to_have_count(2)
    expect(caller.locator("claimline-chat li.agent")).to_contain_text(["Told once.", "And then this."])
    expect(caller.locator("claimline-chat li.agent", has_text="Told once.")).to_have_count(1)


def test_what_is_half_filled_in_waits_in_its_own_conversation(two_held) -> None:
    desk, _, (first, second) = two_held()
    for summary in ("Ask a colleague, keep the conversation", "Pass on, put aside, call back"):
        desk.get_by_text(summary, exact=True).click()
    filled = ("#closing-note", "#transfer-note", "#ask-text", "#callback-number", "#callback-about", "#note")
    for field in filled:
        desk.locator(field).fill(f"half a {field}")
    desk.locator("#wrap-up").select_option(index=1)
    go_to(desk, first)
    for field in (*filled, "#wrap-up"):
        expect(desk.locator(field)).to_have_value("")
    desk.locator("#note").fill("of the first")
    go_to(desk, second)
    for field in filled:
        expect(desk.locator(field)).to_have_value(f"half a {field}")
    expect(desk.locator("#wrap-up")).not_to_have_value("")
    go_to(desk, first)
    expect(desk.locator("#note")).to_have_value("of the first")


def test_a_draft_outlives_the_reply_before_it(two_held) -> None:
    desk, _, (first, second) = two_held()
    reply, under_way = desk.locator("#reply"), []
    desk.route(MESSAGES, lambda route: under_way.append(route), times=1)
    reply.fill("The reply.")
    with desk.expect_request(MESSAGES):
        reply.press("Enter")
    reply.fill("The draft behind it.")
    go_to(desk, first)
    with desk.expect_response(MESSAGES):
        under_way[0].continue_()
    settled(desk)
    desk.reload()
    go_to(desk, second)
    expect(reply).to_have_value("The draft behind it.")


def test_a_page_that_dies_behind_a_delivered_reply_loses_no_draft_and_doubles_none(held) -> None:
    _, desk = held()
    reply, reference, under_way = desk.locator("#reply"), desk.locator("#reference").inner_text(), []
    desk.route(MESSAGES, lambda route: under_way.append(route), times=1)
    with desk.expect_response("**/draft"):
        reply.fill("The reply.")
    with desk.expect_request(MESSAGES):
        reply.press("Enter")
    with desk.expect_response("**/draft"):
        reply.fill("The draft behind it.")
    under_way[0].fetch()  # the server has it, and the page never hears so: it hangs from here on
    again = desk.context.new_page()
    again.goto("/console")
    go_to(again, reference)
    expect(again.locator("#turns")).to_contain_text("The reply.")
    expect(again.locator("#reply")).to_have_value("The draft behind it.")


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


def test_a_reference_read_out_is_found_by_keyboard_also_when_it_is_over(held, page_of, faults) -> None:
    _, desk = held()
    reference = desk.locator("#reference").inner_text()
    said = f"h {reference[1:4]} {reference[4:]}"
    other = page_of("other_agent", "/console")
    expect(other.locator("#mine-count")).not_to_be_empty()
    other.keyboard.press("f")
    expect(other.locator("#find-reference")).to_be_focused()
    other.keyboard.type("h 000 0000")
    other.keyboard.press("Enter")
    expect(other.locator("#find-problem")).to_contain_text("No conversation has this reference")
    expect(other.locator("#find-reference")).to_have_attribute("aria-invalid", "true")
    other.keyboard.type(said)
    other.keyboard.press("Enter")
    expect(other.locator("#reference")).to_have_text(reference)
    expect(other.locator("#log")).to_be_focused()
    expect(other.locator("#taken")).to_have_text("Ana Ruiz has this conversation.")
    expect(other.locator("#find-reference")).to_have_value("")
    expect(other.locator("#find-problem")).to_be_hidden()
    desk.get_by_label("How it ended").select_option("claim_denial")
    desk.get_by_role("button", name="Close the conversation").click()
    expect(other.locator("#ended")).to_contain_text("Closed by Ana Ruiz")
    expect(other.locator("#ended")).to_contain_text("Denial explained")
    assert faults(other) == []


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


def test_the_desk_hears_again_after_its_stream_was_refused(held) -> None:
    caller, desk = held()
    desk.clock.install()
    desk.route("**/api/v1/conversations/stream", lambda route: route.fulfill(status=502), times=1)
    desk.reload()
    expect(desk.locator("#offline")).to_be_visible()
    desk.locator("#mine button").last.click()
    expect(desk.locator("#composer")).to_be_visible()
    desk.clock.run_for(6_000)
    expect(desk.locator("#offline")).to_be_hidden()
    caller.get_by_label("Your message").fill("Are you back?")
    caller.get_by_label("Your message").press("Enter")
    expect(desk.locator("#turns")).to_contain_text("Are you back?")
