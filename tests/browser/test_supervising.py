"""The supervisor's four tasks in a real browser, each also by keyboard alone: find and score, watch and listen in, report and
calibrate, correct and teach. Every state passes axe."""

from __future__ import annotations

import re
import uuid

import pytest
from playwright.sync_api import Page, expect

from tests.browser.settling import settled
from tests.browser.test_accessibility import tab_to
from tests.browser.waiting import accept_theirs

pytestmark = [pytest.mark.system, pytest.mark.browser]


def letters() -> str:
    """A word nobody else says; figures would be covered."""
    return uuid.uuid4().hex[:10].translate(str.maketrans("0123456789", "ghijklmnop"))


def count(page: Page, name: str) -> int:
    figure = page.locator("#wall li", has_text=name)
    expect(figure).to_be_visible()
    return int(figure.locator("strong").inner_text())


def say(page: Page, text: str) -> None:
    page.get_by_label("Your message").fill(text)
    page.get_by_label("Your message").press("Enter")


@pytest.fixture
def spoken(page_of):
    """A chat with the assistant in which something was said that only this test says; the page and the word."""
    word = f"quince{letters()}"
    page = page_of(None, "/member")
    expect(page.get_by_text("automated").first).to_be_visible()
    say(page, f"could you have a look about {word} for me")
    expect(page.locator("claimline-chat li.assistant").nth(1)).to_be_visible()
    return page, word


def found(page: Page, word: str) -> None:
    page.get_by_label("Words said").fill(word)
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#rows tr")).to_have_count(1)
    page.locator("#rows a").first.click()
    expect(page.get_by_role("heading", name="Score")).to_be_visible()


# -- find, read, score


def test_supervisor_finds_tags_uncovers_and_scores(page_of, spoken, faults) -> None:
    _, word = spoken
    page = page_of("supervisor", "/supervise")
    page.get_by_text("More ways to find").click()
    assert faults(page) == []
    found(page, word)
    assert word not in page.url
    assert faults(page) == []
    tag = f"fruit {word[-4:]}"
    page.get_by_label("Tags, with commas").fill(tag)
    page.get_by_role("button", name="Save tags").click()
    expect(page.locator("#announce")).to_have_text("The tags are saved.")
    page.get_by_label("Reason to see identifiers").fill("checking the identity steps")
    page.get_by_role("button", name="Uncover").click()
    expect(page.get_by_text("This look is on record")).to_be_visible()
    page.locator(".turn.caller summary").first.click()
    told = page.locator(".turn.caller dl.facts").first
    expect(told).to_contain_text("what it did")
    expect(told).not_to_contain_text(re.compile("listen|loadsession|ask_|answer_"))
    assert faults(page) == []
    page.get_by_label("Note").fill("handled well")
    page.get_by_role("button", name="Save the score").click()
    expect(page.locator("#given")).to_contain_text("handled well")
    page.goto("/supervise")
    page.get_by_text("More ways to find").click()
    page.get_by_label("Tag", exact=True).fill(tag)
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#rows tr")).to_have_count(1)


def test_find_and_score_by_keyboard_alone(page_of, spoken) -> None:
    _, word = spoken
    page = page_of("supervisor", "/supervise")
    expect(page.locator("#count")).not_to_be_empty()
    tab_to(page, "#text")
    page.keyboard.type(word)
    page.keyboard.press("Enter")
    expect(page.locator("#rows tr")).to_have_count(1)
    tab_to(page, "#rows a")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Score")).to_be_visible()
    tab_to(page, "input[name=reason]")
    page.keyboard.type("checking the identity steps")
    page.keyboard.press("Enter")
    expect(page.get_by_text("This look is on record")).to_be_visible()
    tab_to(page, "#note")
    page.keyboard.type("by keyboard alone")
    tab_to(page, "#scoring button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.locator("#given")).to_contain_text("by keyboard alone")
    expect(page.locator("#given")).to_be_focused()


def test_score_and_tags_begun_before_uncovering_are_still_there_after_it(page_of, member) -> None:
    caller = member()
    word = f"damson{letters()}"
    say(caller, f"still here about {word}")
    settled(caller)
    page = page_of("supervisor", "/supervise")
    found(page, word)
    page.get_by_role("button", name="Listen in").click()
    expect(page.locator("#line")).to_have_text("live")
    page.locator(".scores input").first.fill("3")
    page.get_by_label("Note").fill("half a thought")
    page.get_by_label("Tags, with commas").fill("praise")
    page.get_by_label("Reason to see identifiers").fill("checking the identity steps")
    page.get_by_role("button", name="Uncover").click()
    expect(page.get_by_text("This look is on record")).to_be_visible()
    expect(page.locator(".transcript")).to_contain_text(word)
    expect(page.locator(".scores input").first).to_have_value("3")
    expect(page.get_by_label("Note")).to_have_value("half a thought")
    expect(page.get_by_label("Tags, with commas")).to_have_value("praise")
    expect(page.get_by_role("button", name="Stop listening")).to_be_visible()
    say(caller, "heard after uncovering")
    expect(page.locator(".transcript")).to_contain_text("heard after uncovering")


# -- watch, listen in


def test_wall_shows_who_waits_within_a_second_and_listening_in_is_seen_by_nobody_else(page_of, member, faults) -> None:
    page = page_of("supervisor", "/supervise")
    expect(page.locator("#live")).to_have_text("live")
    before = count(page, "waiting")
    caller = member()
    waiting = page.locator("#wall li", has_text="waiting").locator("strong")
    expect(waiting).to_have_text(str(before + 1))
    page.get_by_text("Who waits and who is with whom").click()
    expect(page.locator("#open-handoffs tbody tr").first).to_be_visible()
    assert faults(page) == []
    page.locator("#open-handoffs tbody tr:last-child a").click()
    page.get_by_role("button", name="Listen in").click()
    expect(page.get_by_role("button", name="Stop listening")).to_be_visible()
    say(caller, "is anybody there yet")
    expect(page.locator(".transcript")).to_contain_text("is anybody there yet")
    assert page.locator("textarea:not(#note)").count() == 0
    assert faults(page) == []
    page.get_by_role("button", name="Stop listening").click()
    say(caller, "second line unheard")
    settled(caller)
    settled(page)
    expect(page.locator(".transcript")).not_to_contain_text("second line unheard")


def test_agent_sees_who_listens_in(page_of, member) -> None:
    caller = member()
    desk = page_of("agent", "/console")
    accept_theirs(desk, caller)
    page = page_of("supervisor", "/supervise")
    page.get_by_label("Outcome").select_option("with_agent")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#rows tr .tag").first).to_have_text("with agent")
    page.locator("#rows a").first.click()
    page.get_by_role("button", name="Listen in").click()
    expect(desk.locator("#others")).to_contain_text("Sam")
    desk.locator("#reply").fill("Give me a moment.")
    desk.locator("#reply").press("Enter")
    expect(page.locator(".transcript")).to_contain_text("Give me a moment.")


def test_watch_and_listen_in_by_keyboard_alone(page_of, member) -> None:
    caller = member()
    page = page_of("supervisor", "/supervise")
    expect(page.locator("#live")).to_have_text("live")
    tab_to(page, "#open-handoffs, summary")
    page.keyboard.press("Enter")
    expect(page.locator("#open-handoffs a").first).to_be_visible()
    tab_to(page, "#open-handoffs tr:last-child a", 200)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Listen in")).to_be_visible()
    tab_to(page, ".live")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Stop listening")).to_be_focused()
    say(caller, "heard through the keyboard")
    expect(page.locator(".transcript")).to_contain_text("heard through the keyboard")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Listen in")).to_be_visible()


def test_listening_in_that_is_refused_says_so_and_goes_on_when_somebody_is_there(page_of, member, faults) -> None:
    member()
    page = page_of("supervisor", "/supervise")
    page.get_by_text("Who waits and who is with whom").click()
    page.locator("#open-handoffs tbody tr:last-child a").click()
    page.route("**/stream?after=*", lambda route: route.fulfill(status=503))
    page.get_by_role("button", name="Listen in").click()
    expect(page.locator("#line")).to_have_text("not connected")
    assert faults(page) == []
    page.unroute("**/stream?after=*")
    page.get_by_label("Note").press("Shift")
    expect(page.locator("#line")).to_have_text("live")


# -- report, calibrate


def test_report_of_a_month_and_blind_double_scoring(page_of, member, faults) -> None:
    caller = member()
    desk = page_of("agent", "/console")
    accept_theirs(desk, caller)
    desk.get_by_role("button", name="Give back to the assistant").click()
    expect(caller.locator("claimline-chat .state")).to_have_text("Automated assistant")
    page = page_of("supervisor", "/supervise/reports")
    expect(page.locator("#report")).to_contain_text("truly contained")
    expect(page.locator("#report")).to_contain_text("Denial patterns")
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


def test_report_and_double_scoring_by_keyboard_alone(page_of, spoken) -> None:
    page = page_of("supervisor", "/supervise/reports")
    expect(page.locator("#report")).to_contain_text("truly contained")
    tab_to(page, "#first-day")
    page.keyboard.press("Enter")
    expect(page.locator("#announce")).to_have_text("The report is shown.")
    tab_to(page, "#size", 120)
    page.keyboard.press("Control+a")
    page.keyboard.type("50")
    page.keyboard.press("Enter")
    expect(page.locator("#announce")).to_have_text("Chosen.")
    tab_to(page, "#double-scorings a", 120)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Score")).to_be_visible()


def test_agent_contests_a_score_and_the_reviewer_sees_it(page_of, member, faults) -> None:
    caller = member()
    desk = page_of("agent", "/console")
    accept_theirs(desk, caller)
    word = f"medlar{letters()}"
    say(caller, f"thank you about {word}")
    expect(desk.locator("#turns")).to_contain_text(word)
    page = page_of("supervisor", "/supervise")
    found(page, word)
    page.get_by_label("Note").fill(f"slow, {word}")
    page.get_by_role("button", name="Save the score").click()
    expect(page.locator("#given")).to_contain_text("by Sam")
    mine = page_of("agent", "/scores")
    score = mine.locator(".score", has_text=word)
    assert faults(mine) == []
    score.get_by_label("Your word on it").focus()
    mine.keyboard.type("The line was down for a minute.")
    tab_to(mine, ".score button:not(.quiet)")
    mine.keyboard.press("Enter")
    expect(mine.locator(".score", has_text=word)).to_contain_text("You contested it")
    page.reload()
    expect(page.locator("#given")).to_contain_text("The line was down for a minute.")
    assert faults(page) == []


# -- correct, teach


def test_corrected_turn_becomes_an_example_a_second_person_decides_on(page_of, spoken, faults) -> None:
    _, word = spoken
    page = page_of("supervisor", "/supervise")
    found(page, word)
    turn = page.locator(".turn.caller", has_text=word)
    turn.locator("summary").click()
    turn.get_by_label("It should have been understood as").select_option("check_claim_status")
    turn.get_by_role("button", name="Make an example").click()
    expect(turn.locator(".likeness")).not_to_contain_text(word)
    assert faults(page) == []
    turn.get_by_role("button", name="Propose to a second person").click()
    expect(page.locator("#announce")).to_have_text("Proposed as an example. A second person decides.")
    page.goto("/supervise/learning")
    page.locator("#examples [data-open]").first.click()
    expect(page.locator("#example")).to_contain_text("a second person has to decide")
    assert faults(page) == []
    second = page_of("admin", "/supervise/learning")
    second.locator("#examples [data-open]").first.click()
    expect(second.locator(".diff")).to_contain_text("nlu_data/nlu/learned.yml")
    for place in (".diff", ".likeness"):
        expect(second.locator(place)).not_to_contain_text(word)
    assert faults(second) == []
    second.get_by_role("button", name="Approve").click()
    expect(second.locator("#announce")).to_have_text("Approved.")
    expect(second.get_by_role("button", name="Train and compare")).to_be_enabled()
    assert faults(second) == []


def test_correct_and_refuse_by_keyboard_alone(page_of, spoken) -> None:
    _, word = spoken
    page = page_of("supervisor", "/supervise")
    found(page, word)
    tab_to(page, ".turn.caller summary")
    page.keyboard.press("Enter")
    expect(page.get_by_label("It should have been understood as")).to_be_visible()
    tab_to(page, "select[id^=right]")
    page.keyboard.type("check claim")
    tab_to(page, ".turn form button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.locator(".likeness")).to_be_visible()
    tab_to(page, ".turn form button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.locator("#announce")).to_have_text("Proposed as an example. A second person decides.")
    second = page_of("admin", "/supervise/learning")
    expect(second.locator("#examples [data-open]").first).to_be_visible()
    tab_to(second, "#examples [data-open]")
    second.keyboard.press("Enter")
    expect(second.locator("#example")).to_be_focused()
    tab_to(second, "#reason")
    second.keyboard.type("not a good example")
    second.keyboard.press("Enter")
    expect(second.locator("#announce")).to_have_text("Refused.")


@pytest.mark.parametrize("path", ["/supervise/reports", "/supervise/learning"])
@pytest.mark.parametrize("width", [320, 640, 1440])
def test_review_pages_fit_and_pass(page_of, faults, path: str, width: int) -> None:
    page = page_of("supervisor", path)
    page.set_viewport_size({"width": width, "height": 256 if width == 320 else 800})
    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert faults(page) == []
