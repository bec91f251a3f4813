"""What every page does alike: says what was done to eyes and ears, keeps what is typed, sends once."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Dialog, Page, Route, expect

from tests.browser.settling import settled
from tests.browser.waiting import accept_theirs

pytestmark = [pytest.mark.system, pytest.mark.browser]

REFUSED = {"code": "taken", "message": "Ben Okoye has it already."}


def refuse(page: Page, address: str, body: dict[str, Any] = REFUSED, status: int = 409) -> None:
    """Changes at the address are refused; looking is not."""
    page.route(
        address,
        lambda route: route.fallback() if route.request.method == "GET" else route.fulfill(json=body, status=status),
    )


def test_children_in_lists_of_lists_stand_on_the_page(page_of) -> None:
    page = page_of(None, "/member")
    made = page.evaluate(
        "import('/static/api.js').then(({ el }) => el('div', {}, [[el('p', {}, 'a')], [['b'], null]]).innerHTML)"
    )
    assert made == "<p>a</p>b"


# -- what was done


def test_a_confirmation_is_seen_takes_no_focus_and_goes(page_of) -> None:
    page = page_of("biller", "/operate")
    page.locator("#work .finish").first.click()
    said = page.locator("#announce")
    expect(said).to_have_class("toast")
    expect(said).to_be_in_viewport(ratio=1)
    expect(page.locator("#announce-close")).to_be_hidden()
    assert page.evaluate("document.activeElement.textContent") == "Sure?"
    expect(page.get_by_role("button", name=re.compile(r"^Sure\? Closes .+, due .+ \d{4}$"))).to_be_focused()
    expect(said).to_have_class("offscreen")
    expect(said).to_have_text("Once more to close it.")


def test_one_button_asks_at_a_time_and_the_other_is_itself_again(page_of) -> None:
    page = page_of("biller", "/operate")
    buttons = page.locator("#work .finish")
    buttons.nth(0).click()
    buttons.nth(1).click()
    expect(buttons.nth(0)).to_have_accessible_name(re.compile("^Done: .+, due "))
    expect(buttons.nth(0)).to_have_text("Done")
    expect(buttons.nth(1)).to_have_accessible_name(re.compile(r"^Sure\? Closes .+, due "))


def test_a_refusal_is_seen_until_it_is_closed_or_the_next_thing_is_done(page_of, faults) -> None:
    page = page_of("biller", "/operate")
    refuse(page, "**/api/v1/work-items/**")
    take, said = page.get_by_role("button", name=re.compile("^Take: ")).first, page.locator("#announce")
    take.click()
    expect(said).to_have_class("toast problem")
    expect(said).to_have_text("Ben Okoye has it already.")
    assert faults(page) == []
    page.wait_for_timeout(7000)
    expect(said).to_be_in_viewport(ratio=1)
    page.get_by_role("button", name="Close", exact=True).click()
    expect(said).to_have_class("offscreen")
    take.click()
    expect(said).to_have_class("toast problem")
    page.get_by_role("button", name="Find").click()
    expect(said).to_have_class("offscreen")


def test_what_stands_beside_the_form_is_not_shown_twice(page_of) -> None:
    page = page_of("admin", "/staff")
    refuse(page, "**/api/v1/staff")
    page.get_by_label("Name", exact=True).fill("New")
    page.get_by_label("E-mail").fill("new@example.test")
    page.evaluate("document.getElementById('refusal').scrollIntoView()")
    page.locator("#new").evaluate("form => form.requestSubmit()")
    expect(page.locator("#announce")).to_have_text("Ben Okoye has it already.")
    expect(page.locator("#refusal")).to_be_in_viewport()
    expect(page.locator("#announce")).to_have_class("offscreen")


@pytest.mark.parametrize("width", [320, 800, 1440])
def test_the_reply_is_not_covered(page_of, member, width: int) -> None:
    caller = member()
    desk = page_of("agent", "/console")
    accept_theirs(desk, caller)
    desk.set_viewport_size({"width": width, "height": 900})
    desk.locator("#reply").scroll_into_view_if_needed()
    desk.evaluate("import('/static/api.js').then(({ announce }) => announce('Somebody was first.', true))")
    expect(desk.locator("#announce")).to_have_class("toast problem")
    over = "[a, b] = ['.toasts', '#composer'].map((one) => document.querySelector(one).getBoundingClientRect())"
    assert desk.evaluate(
        f"() => {{ const {over}; return a.bottom <= b.top || b.bottom <= a.top || a.right <= b.left; }}"
    )


# -- the session ends


def test_what_is_typed_stays_when_the_session_has_ended(page_of, faults) -> None:
    page = page_of("admin", "/staff")
    cookies = page.context.cookies()
    page.get_by_label("Name", exact=True).fill("Written before")
    page.get_by_label("E-mail").fill("new@example.test")
    page.context.clear_cookies()
    page.get_by_role("button", name="Open the account", exact=True).last.click()
    said = page.locator("#announce")
    expect(said).to_be_in_viewport(ratio=1)
    expect(said).to_contain_text("Your session ended. Sign in in another tab, then try again.")
    assert faults(page) == []
    expect(page.get_by_label("Name", exact=True)).to_have_value("Written before")
    assert page.url.endswith("/staff")
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    with page.context.expect_page() as other:
        said.get_by_role("link", name="Sign in").click()
    expect(other.value.get_by_label("E-mail")).to_be_visible()
    page.context.add_cookies(cookies)  # type: ignore[arg-type]
    refuse(page, "**/api/v1/staff")
    page.get_by_role("button", name="Open the account", exact=True).last.click()
    expect(page.locator("#refusal")).to_have_text("Ben Okoye has it already.")


# -- a letter half written

ONE = {
    "level_title": "first level", "claim_id": "c", "claim_number": "C-1", "payer_name": "Tidewater Mutual", "state": "draft",
    "outcome": None, "next_date": "2026-12-01", "deadline": "2026-12-20", "days_left": 20, "owner": "biller",
    "amount": "100.00", "root_cause": "coding", "carc": "16", "opened": "2026-11-01", "deadline_rule": "contract",
    "deadline_source": "contract", "clinical": True, "physician_due": None, "physician_statement": "",
}  # fmt: skip


@pytest.fixture
def letters(page_of) -> Callable[[], Page]:
    """The page of appeals with two drafts, whatever the world holds."""
    kept = {
        one: {**ONE, "id": one, "number": number, "letter": f"Letter {number}"}
        for one, number in (("a", "A-1"), ("b", "A-2"))
    }

    def answer(route: Route) -> None:
        name = route.request.url.split("/api/v1/appeals")[1].strip("/").split("/")[0]
        if name == "history":
            route.fulfill(json={"rates": []})
        elif route.request.method == "GET":
            route.fulfill(json=kept[name] if name in kept else {"appeals": list(kept.values())})
        else:
            kept[name]["letter"] = route.request.post_data_json["text"]
            route.fulfill(status=204)

    def opened() -> Page:
        page = page_of("biller", "/operate")
        page.route("**/api/v1/appeals**", answer)
        page.route("**/api/v1/appeals/**", answer)
        page.goto("/operate/appeals")
        page.get_by_role("button", name="A-1: open the appeal").click()
        expect(page.get_by_role("textbox", name="The letter")).to_have_value("Letter A-1")
        return page

    return opened


def test_a_letter_not_saved_is_there_again_after_another_row(letters, faults) -> None:
    page = letters()
    letter = page.get_by_role("textbox", name="The letter")
    letter.fill("Half written")
    expect(page.get_by_text("not saved", exact=True)).to_be_visible()
    page.get_by_role("button", name="A-2: open the appeal").click()
    expect(letter).to_have_value("Letter A-2")
    expect(page.locator("#announce")).to_contain_text("The letter you left is not saved.")
    expect(page.get_by_text("not saved", exact=True)).to_be_hidden()
    page.get_by_role("button", name="A-1: open the appeal").click()
    expect(letter).to_have_value("Half written")
    assert faults(page) == []
    page.get_by_role("button", name="Back to the letter as it was saved").click()
    expect(letter).to_have_value("Letter A-1")


def test_the_statement_does_not_sweep_away_a_letter_unasked(letters) -> None:
    page = letters()
    letter = page.get_by_role("textbox", name="The letter")
    letter.fill("Half written")
    page.get_by_label("The treating physician's statement").fill("Medically needed.")
    page.get_by_role("button", name="Save the statement").click()
    expect(page.locator("#appeal .problem")).to_contain_text("changes that are not saved")
    expect(letter).to_have_value("Half written")
    page.get_by_role("button", name="Save the statement").click()
    expect(letter).to_have_value("Medically needed.")


def test_leaving_with_a_letter_not_saved_is_asked_about_and_without_is_not(letters) -> None:
    page = letters()
    asked: list[str] = []

    def heard(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", heard)
    letter = page.get_by_role("textbox", name="The letter")
    letter.fill("Half written")
    page.reload()
    assert asked == ["beforeunload"]
    expect(letter).to_have_value("Letter A-1")
    letter.fill("Whole")
    page.get_by_role("button", name="Save the letter").click()
    expect(page.locator("#announce")).to_have_text("The letter is saved.")
    page.reload()
    expect(letter).to_have_value("Whole")
    assert asked == ["beforeunload"]


# -- forms say what they take


def test_a_state_in_small_letters_is_taken_and_a_plan_has_no_more_payments_than_the_practice_grants(page_of) -> None:
    page = page_of("biller", "/operate/accounts")
    page.locator("#accounts a").first.click()
    page.get_by_text("Another address").click()
    page.get_by_label("State").press_sequentially("oh")
    expect(page.get_by_label("State")).to_have_value("OH")
    assert page.get_by_label("State").evaluate("field => field.checkValidity()")
    patterns = page.locator("input[pattern]")
    assert patterns.evaluate_all("all => all.every((one) => one.title)")
    calm = page.get_by_label(re.compile("^Monthly payments"))
    assert calm.count() == 0 or calm.get_attribute("max") == "24"


# -- pressed twice


def counted(page: Page, address: str) -> list[str]:
    """What is sent there from now on, each answered late."""
    sent: list[str] = []

    def late(route: Route) -> None:
        if route.request.method == "POST":
            sent.append(route.request.url)
            page.wait_for_timeout(600)
        route.continue_()

    page.route(address, late)
    return sent


def test_a_reply_pressed_twice_goes_out_once(page_of, member) -> None:
    caller = member()
    desk = page_of("agent", "/console")
    accept_theirs(desk, caller)
    sent = counted(desk, "**/messages")
    desk.locator("#reply").fill("Said once only.")
    desk.get_by_role("button", name="Send", exact=True).dblclick()
    expect(desk.locator("#turns")).to_contain_text("Said once only.")
    assert len(sent) == 1
    desk.locator("#reply").fill("And again.")
    desk.get_by_role("button", name="Send", exact=True).click()
    expect(desk.locator("#turns")).to_contain_text("And again.")


def test_a_person_is_asked_for_once_however_often_it_is_pressed(page_of) -> None:
    page = page_of(None, "/member")
    expect(page.get_by_text("automated").first).to_be_visible()
    sent = counted(page, "**/chat/messages")
    page.get_by_role("button", name="Talk to a person").dblclick()
    expect(page.locator("claimline-chat .state")).to_have_text("Waiting for a person")
    expect(page.locator("claimline-chat li.me")).to_have_count(1)
    assert len(settled(page) and sent) == 1
