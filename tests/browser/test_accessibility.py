"""Every page and state by axe-core in light and dark; by keyboard alone; on a small screen; quiet when something arrives."""

from __future__ import annotations

import uuid

import pytest
from playwright.sync_api import expect

from backend.staff.policy import ROUTES, Role
from tests.browser.keyboard import tab_to
from tests.browser.settling import settled
from tests.browser.waiting import accept_theirs, open_theirs, reference_of

pytestmark = [pytest.mark.system, pytest.mark.browser]
ROLES = ("agent", "biller", "supervisor", "auditor", "admin")
STAFF_PAGES = sorted(
    (next(role for role in ROLES if Role(role) in who), path)
    for method, path in (entry.split(" ", 1) for entry in ROUTES)
    if method == "GET" and not path.startswith("/api/") and "{" not in path and "." not in path
    for who in [ROUTES[f"{method} {path}"]]
    if isinstance(who, frozenset)
)
"""Every page of ours that needs no further name, with a role that may see it: new ones are tested as they come."""
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


@pytest.mark.parametrize(("role", "path"), [(None, "/member"), (None, "/sign-in"), *STAFF_PAGES])
def test_page_keeps_to_the_strict_policy(page_of, system, role: str | None, path: str) -> None:
    """Nothing inline, nothing evaluated, nobody else's: page_of fails the test on any violation while it loads."""
    page = page_of(role, path)
    foreign: list[str] = []
    page.on("request", lambda request: None if request.url.startswith(system.address) else foreign.append(request.url))
    answer = page.goto(path)
    assert answer is not None
    directives = dict(part.strip().split(" ", 1) for part in answer.headers["content-security-policy"].split(";"))
    assert {name: directives.get(name) for name in POLICY} == POLICY
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    settled(page)
    assert foreign == []


@pytest.mark.parametrize("path", ["/sign-in", "/sign-in?refused=1", "/member"])
def test_public_page_has_no_serious_fault(page_of, faults, path: str) -> None:
    page = page_of(None, path, bypass_csp=True)
    settled(page)
    assert faults(page) == []


def test_chat_that_waits_and_chat_that_ended_have_no_serious_fault(member, faults) -> None:
    page = member(bypass_csp=True)
    assert faults(page) == []
    page.evaluate("document.querySelector('claimline-chat').ended()")
    assert faults(page) == []


@pytest.mark.parametrize(("role", "path"), STAFF_PAGES)
def test_staff_page_has_no_serious_fault(page_of, faults, role: str, path: str) -> None:
    page = page_of(role, path)
    settled(page)
    assert faults(page) == []


def test_desk_open_and_accepted_has_no_serious_fault(page_of, member, faults) -> None:
    caller = member()
    desk = page_of("agent", "/console")
    open_theirs(desk, caller)
    expect(desk.locator("#packet")).to_contain_text("Best next step")
    assert faults(desk) == []
    desk.get_by_role("button", name="Accept this conversation").click()
    expect(desk.locator("#composer")).to_be_visible()
    assert faults(desk) == []
    desk.keyboard.press("Escape")
    desk.keyboard.press("?")
    expect(desk.locator("#keys")).to_be_visible()
    assert faults(desk) == []


def test_consult_note_suggestion_and_staff_account_have_no_serious_fault(page_of, member, faults) -> None:
    other = page_of("other_agent", "/console")
    expect(other.locator("#mine-count")).not_to_be_empty()
    caller = member()
    desk = page_of("agent", "/console")
    accept_theirs(desk, caller)
    expect(desk.locator("#suggestion")).to_be_visible()
    desk.locator("#note").press_sequentially("@")
    expect(desk.locator("#named li").first).to_be_visible()
    assert faults(desk) == []
    desk.locator("#note").press("Escape")
    desk.get_by_text("Ask a colleague, keep the conversation").click()
    expect(desk.locator("#ask-of option", has_text="Ben")).to_be_attached()
    desk.locator("#ask-of").select_option(index=1)
    desk.locator("#ask-text").fill("A question?")
    desk.get_by_role("button", name="Ask", exact=True).click()
    expect(desk.locator("#consult-lines li")).to_have_count(1)
    assert faults(desk) == []
    staff = page_of("admin", "/staff")
    staff.get_by_role("button", name="Change Ben Okafor").click()
    expect(staff.locator("#account")).to_be_visible()
    assert faults(staff) == []


def test_transcript_has_no_serious_fault(page_of, member, faults) -> None:
    member()
    page = page_of("supervisor", "/supervise")
    page.locator("#rows a").first.click()
    expect(page.get_by_role("heading", name="Score")).to_be_visible()
    page.locator("#transcript summary").first.click()
    assert faults(page) == []


def test_claim_denial_and_appeal_have_no_serious_fault(page_of, faults, truth) -> None:
    claim = next(row for row in truth if row["denial"])
    page = page_of("biller", "/operate")
    page.get_by_label("Claim number, the payer's or ours").fill(claim["claim_number"])
    page.get_by_role("button", name="Find").click()
    expect(page.locator("#claims a").first).to_be_visible()
    assert faults(page) == []
    page.locator("#claims a").first.click()
    expect(page.get_by_role("heading", name="What happened")).to_be_visible()
    assert faults(page) == []
    page.goto("/operate/denials")
    page.locator("#denials button").first.click()
    expect(page.locator("#denial")).to_contain_text("Next:")
    assert faults(page) == []


@pytest.mark.parametrize(("role", "path"), [(None, "/member"), (None, "/sign-in"), *STAFF_PAGES])
@pytest.mark.parametrize("width", [320, 640])
def test_small_screen_is_not_scrolled_sideways(page_of, role: str | None, path: str, width: int) -> None:
    """320 CSS pixels are what a window of 1280 leaves at a zoom of 400 %."""
    page = page_of(role, path)
    page.set_viewport_size({"width": width, "height": 256 if width == 320 else 700})
    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize(("role", "path"), STAFF_PAGES)
def test_staff_page_on_a_small_screen_has_no_serious_fault(page_of, faults, role: str, path: str) -> None:
    page = page_of(role, path)
    page.set_viewport_size({"width": 320, "height": 256})
    settled(page)
    assert faults(page) == []


def test_agent_works_a_conversation_by_keyboard_alone(page_of, member) -> None:
    caller = member()
    reference, desk = reference_of(caller), page_of("agent", "/console")
    expect(desk.locator("#mine-count")).not_to_be_empty()
    desk.keyboard.press("j")
    expect(desk.locator("#packet")).to_contain_text("Best next step")
    desk.keyboard.press("f")
    expect(desk.locator("#find-reference")).to_be_focused()
    desk.keyboard.type(reference)
    desk.keyboard.press("Enter")
    expect(desk.locator("#reference")).to_have_text(reference)
    expect(desk.locator("#log")).to_be_focused()
    desk.keyboard.press("a")
    expect(desk.locator("#reply")).to_be_focused()
    desk.keyboard.press("Control+a")
    desk.keyboard.type("By keyboard alone.")
    desk.keyboard.press("Enter")
    expect(caller.get_by_text("By keyboard alone.").first).to_be_visible()
    desk.keyboard.press("Escape")
    desk.keyboard.press("e")
    expect(desk.locator("#wrap-up")).to_be_focused()
    desk.keyboard.type("Other")
    tab_to(desk, "#closing button")
    desk.keyboard.press("Enter")
    expect(desk.locator("#composer")).to_be_hidden()


def test_supervisor_searches_opens_and_scores_by_keyboard_alone(page_of, member) -> None:
    word = f"tangerine{uuid.uuid4().hex[:8]}"
    member(f"a person who knows {word} please")
    page = page_of("supervisor", "/supervise")
    tab_to(page, "#text")
    page.keyboard.type(word)
    page.keyboard.press("Enter")
    expect(page.locator("#rows tr")).to_have_count(1)
    tab_to(page, "#rows a")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Score")).to_be_visible()
    tab_to(page, "#note")
    page.keyboard.type("by keyboard")
    tab_to(page, "form.card button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.locator("#given")).to_contain_text("by keyboard")


def test_biller_opens_a_denial_by_keyboard_alone(page_of) -> None:
    page = page_of("biller", "/operate/denials")
    expect(page.locator("#denials button").first).to_be_visible()
    tab_to(page, "#denials [data-open]")
    page.keyboard.press("Enter")
    expect(page.locator("#denial")).to_contain_text("Next:")
    expect(page.locator("#detail")).to_be_focused()


@pytest.mark.parametrize(
    ("role", "path"), [("agent", "/console"), ("supervisor", "/supervise"), ("biller", "/operate")]
)
def test_the_skip_link_comes_first_and_leads_to_the_content(page_of, role: str, path: str) -> None:
    page = page_of(role, path)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_what_arrives_is_said_once_and_moves_no_focus(page_of, member) -> None:
    caller = member()
    desk = page_of("agent", "/console")
    accept_theirs(desk, caller)
    caller.get_by_role("button", name="Talk to a person").focus()
    live = "document.querySelector('claimline-chat').shadowRoot.querySelectorAll('[aria-live=polite]')"
    assert caller.evaluate(f"{live}.length") == 1
    for line in ("Apple.", "Pear.", "Plum."):
        desk.locator("#reply").fill(line)
        desk.locator("#reply").press("Enter")
        expect(desk.locator("#turns")).to_contain_text(line)
    expect(caller.locator("claimline-chat li.agent", has_text="Plum.")).to_be_visible()
    spoken = caller.evaluate(f"{live}[0].textContent")
    assert [spoken.count(line) for line in ("Apple.", "Pear.", "Plum.")] == [1, 1, 1]
    assert spoken.index("Apple.") < spoken.index("Pear.") < spoken.index("Plum.")
    expect(caller.get_by_role("button", name="Talk to a person")).to_be_focused()
