"""The six things agents do all day, each by mouse and by keyboard alone: take, answer, ask, note, pass on, finish."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.keyboard import choose, press_through, tab_to
from tests.browser.settling import settled
from tests.browser.waiting import open_theirs

pytestmark = [pytest.mark.system, pytest.mark.browser]


def word(stem: str) -> str:
    return f"{stem}{uuid.uuid4().hex[:6]}"


@pytest.fixture
def waiting(page_of, member) -> Callable[[], tuple[Page, Page]]:
    """A member who waits, and the desk of an agent who has opened their conversation."""

    def opened() -> tuple[Page, Page]:
        caller = member()
        desk = page_of("agent", "/console")
        open_theirs(desk, caller)
        expect(desk.locator("#packet")).to_contain_text("Best next step")
        return caller, desk

    return opened


@pytest.fixture
def held(waiting) -> Callable[[], tuple[Page, Page]]:
    """The same, accepted."""

    def accepted() -> tuple[Page, Page]:
        caller, desk = waiting()
        desk.get_by_role("button", name="Accept this conversation").click()
        expect(desk.locator("#composer")).to_be_visible()
        return caller, desk

    return accepted


def for_me(of: Page, desk: Page, kind: str) -> Locator:
    """What lies on a colleague's desk about the conversation that is open on this one."""
    return of.locator(f"#for-me [data-{kind}]").filter(has_text=desk.locator("#reference").inner_text()).first


def heard(caller: Page, text: str | re.Pattern[str]) -> None:
    expect(caller.locator("claimline-chat li.agent").filter(has_text=text)).to_be_visible()


# -- 1 · take a conversation and say the first word


def test_take_and_greet_by_mouse(waiting) -> None:
    caller, desk = waiting()
    desk.get_by_role("button", name="Accept this conversation").click()
    expect(desk.locator("#reply")).not_to_have_value("")
    desk.get_by_role("button", name="Send", exact=True).click()
    heard(caller, "thank you for waiting")


def test_take_and_greet_in_three_keystrokes(waiting) -> None:
    caller, desk = waiting()
    desk.evaluate("document.addEventListener('keydown', () => { window.strokes = (window.strokes || 0) + 1; }, true)")
    desk.locator("#log").focus()
    desk.keyboard.press("a")
    expect(desk.locator("#reply")).to_be_focused()
    expect(desk.locator("#reply")).not_to_have_value("")
    desk.keyboard.press("Enter")
    heard(caller, "thank you for waiting")
    assert desk.evaluate("window.strokes") <= 3


# -- 2 · answer: a suggestion from the record, a ready reply


def test_suggested_answer_by_mouse(held) -> None:
    caller, desk = held()
    expect(desk.locator("#suggestion-text")).to_contain_text("member ID")
    desk.locator("#reply").fill("")
    desk.get_by_role("button", name="Put it in the reply").click()
    expect(desk.locator("#reply")).to_have_value(re.compile("member ID"))
    desk.get_by_role("button", name="Send", exact=True).click()
    heard(caller, "please give me your member ID")


def test_suggested_answer_by_one_key_and_ready_reply_by_slash(held) -> None:
    caller, desk = held()
    expect(desk.locator("#suggestion")).to_be_visible()
    press_through(desk, "Control+a", "Delete", "Escape", "s")
    expect(desk.locator("#reply")).to_be_focused()
    desk.keyboard.press("Enter")
    heard(caller, "please give me your member ID")
    desk.keyboard.type("/any")
    expect(desk.locator("#canned li")).to_have_count(1)
    press_through(desk, "Enter", "Enter")
    heard(caller, "anything else I can help you with")


# -- 3 · ask a colleague and keep the conversation


def test_ask_a_colleague_by_mouse(held, page_of) -> None:
    ben = page_of("other_agent", "/console")
    expect(ben.locator("#mine-count")).not_to_be_empty()
    caller, desk = held()
    question, answer = word("question"), word("answer")
    desk.get_by_text("Ask a colleague, keep the conversation").click()
    expect(desk.locator("#ask-of option", has_text="Ben")).to_be_attached()
    desk.locator("#ask-of").select_option(desk.locator("#ask-of option", has_text="Ben").get_attribute("value"))
    desk.locator("#ask-text").fill(question)
    desk.get_by_role("button", name="Ask", exact=True).click()
    asked = for_me(ben, desk, "consult")
    expect(asked).to_contain_text("Ana Ruiz asks you")
    asked.click()
    expect(ben.locator("#consult-lines")).to_contain_text(question)
    expect(ben.locator("#composer")).to_be_hidden()
    ben.locator("#consult-text").fill(answer)
    ben.get_by_role("button", name="Tell your colleague").click()
    expect(desk.locator("#consult-lines")).to_contain_text(answer)
    expect(desk.locator("#whose")).to_have_text("with you")
    desk.get_by_role("button", name="Settled").click()
    expect(desk.locator("#consult")).to_be_hidden()
    caller.reload()
    expect(caller.locator("claimline-chat li").first).to_be_visible()
    expect(caller.locator("claimline-chat")).not_to_contain_text(question)


def test_ask_a_colleague_by_keyboard(held, page_of) -> None:
    ben = page_of("other_agent", "/console")
    expect(ben.locator("#mine-count")).not_to_be_empty()
    _, desk = held()
    question = word("question")
    press_through(desk, "Escape", "c")
    choose(desk, "#ask-of", "Ben")
    desk.keyboard.press("Tab")
    desk.keyboard.type(question)
    desk.keyboard.press("Enter")
    expect(desk.locator("#consult-lines")).to_contain_text(question)
    asked = for_me(ben, desk, "consult")
    expect(asked).to_be_visible()
    tab_to(ben, f"[data-consult='{asked.get_attribute('data-consult')}']")
    ben.keyboard.press("Enter")
    expect(ben.locator("#consult-text")).to_be_focused()
    ben.keyboard.type("Yes.")
    ben.keyboard.press("Enter")
    expect(desk.locator("#consult-lines")).to_contain_text("Yes.")


# -- 4 · note something for colleagues and name one


def test_note_naming_a_colleague_by_mouse(held, page_of) -> None:
    ben = page_of("other_agent", "/console")
    expect(ben.locator("#mine-count")).not_to_be_empty()
    caller, desk = held()
    secret = word("gentle")
    desk.locator("#note").fill(f"@Ben Okafor knows this: {secret}")
    desk.get_by_role("button", name="Save the note").click()
    expect(desk.locator("#notes")).to_contain_text(secret)
    notice = for_me(ben, desk, "notice")
    expect(notice).to_contain_text("Ana Ruiz named you in a note")
    notice.click()
    expect(ben.locator("#notes")).to_contain_text(secret)
    expect(desk.locator("#turns")).not_to_contain_text(secret)
    caller.reload()
    expect(caller.locator("claimline-chat li").first).to_be_visible()
    expect(caller.locator("claimline-chat")).not_to_contain_text(secret)


def test_note_naming_a_colleague_by_keyboard(held, page_of) -> None:
    ben = page_of("other_agent", "/console")
    expect(ben.locator("#mine-count")).not_to_be_empty()
    _, desk = held()
    press_through(desk, "Escape", "n")
    expect(desk.locator("#note")).to_be_focused()
    desk.keyboard.type("@be")
    expect(desk.locator("#named li")).to_have_count(1)
    desk.keyboard.press("Enter")
    expect(desk.locator("#note")).to_have_value("@Ben Okafor ")
    desk.keyboard.type("please look")
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#notes")).to_contain_text("please look")
    expect(for_me(ben, desk, "notice")).to_contain_text("named you")


# -- 5 · pass it on


def test_pass_on_by_mouse(held, page_of) -> None:
    ben = page_of("other_agent", "/console")
    expect(ben.locator("#mine-count")).not_to_be_empty()
    caller, desk = held()
    desk.get_by_text("Pass on, put aside, call back", exact=True).click()
    expect(desk.locator("#transfer-to option", has_text="Ben")).to_be_attached()
    desk.locator("#transfer-to").select_option(
        desk.locator("#transfer-to option", has_text="Ben").get_attribute("value")
    )
    desk.get_by_role("button", name="Pass it on").click()
    expect(desk.locator("#composer")).to_be_hidden()
    expect(desk.locator("#taken")).to_contain_text("Ben Okafor has this conversation")
    expect(caller.locator("claimline-chat .state")).to_contain_text("Ben")
    expect(for_me(ben, desk, "notice")).to_contain_text("passed you a conversation")


def test_pass_on_by_keyboard(held, page_of) -> None:
    ben = page_of("other_agent", "/console")
    expect(ben.locator("#mine-count")).not_to_be_empty()
    caller, desk = held()
    press_through(desk, "Escape", "p")
    expect(desk.locator("#transfer-to")).to_be_focused()
    choose(desk, "#transfer-to", "Ben")
    tab_to(desk, "#transfer button")
    desk.keyboard.press("Enter")
    expect(desk.locator("#composer")).to_be_hidden()
    expect(caller.locator("claimline-chat .state")).to_contain_text("Ben")


# -- 6 · finish with how it ended


def test_finish_by_mouse(held) -> None:
    _, desk = held()
    desk.get_by_role("button", name="Close the conversation").click()
    expect(desk.locator("#composer")).to_be_visible()
    desk.get_by_label("How it ended").select_option("claim_denial")
    desk.get_by_role("button", name="Close the conversation").click()
    expect(desk.locator("#composer")).to_be_hidden()


def test_finish_by_keyboard(held) -> None:
    _, desk = held()
    press_through(desk, "Escape", "e")
    expect(desk.locator("#wrap-up")).to_be_focused()
    desk.keyboard.type("Denial")
    tab_to(desk, "#closing button")
    desk.keyboard.press("Enter")
    expect(desk.locator("#composer")).to_be_hidden()


# -- what two desks see of each other


def test_colleague_is_seen_typing_at_once(held, page_of) -> None:
    _, desk = held()
    ben = page_of("other_agent", "/console")
    expect(ben.locator("#mine-count")).not_to_be_empty()
    desk.locator("#note").fill("@Ben Okafor see this")
    desk.get_by_role("button", name="Save the note").click()
    for_me(ben, desk, "notice").click()
    expect(desk.locator("#others")).to_contain_text("Ben Okafor is looking")
    desk.locator("#reply").press_sequentially("I am wri")
    expect(ben.locator("#others")).to_contain_text("Ana Ruiz is typing")
    expect(ben.locator("#others")).to_contain_text("Ana Ruiz is looking")


def test_second_agent_is_told_at_once_who_was_first(waiting, page_of) -> None:
    caller, ana = waiting()
    ben = page_of("other_agent", "/console")
    open_theirs(ben, caller)
    expect(ben.get_by_role("button", name="Accept this conversation")).to_be_visible()
    ana.get_by_role("button", name="Accept this conversation").click()
    expect(ben.locator("#taken")).to_have_text("Ana Ruiz has this conversation.")
    expect(ben.locator("#announce")).to_have_text("Ana Ruiz has this conversation.")
    expect(ben.get_by_role("button", name="Accept this conversation")).to_be_hidden()
    expect(ben.locator("#composer")).to_be_hidden()


def test_single_keys_can_be_switched_off(waiting) -> None:
    _, desk = waiting()
    desk.locator("#log").focus()
    desk.keyboard.press("?")
    expect(desk.locator("#keys")).to_be_visible()
    desk.get_by_label("Single letters are keys").uncheck()
    desk.locator("#keys").get_by_role("button", name="Done").click()
    desk.locator("#log").focus()
    desk.keyboard.press("a")
    settled(desk)
    expect(desk.locator("#composer")).to_be_hidden()
    expect(desk.get_by_role("button", name="Accept this conversation")).to_be_visible()


def test_nothing_said_or_half_written_stays_in_the_browser(held) -> None:
    _, desk = held()
    with desk.expect_response(lambda answer: answer.url.endswith("/draft") and answer.ok):
        desk.locator("#reply").fill("half a secret")
    kept = desk.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])")
    assert "secret" not in kept
    desk.reload()
    desk.locator("#mine button").last.click()
    expect(desk.locator("#reply")).to_have_value("half a secret")
