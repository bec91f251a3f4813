"""axe on every page that needs a name in its address, and on the states of the desk that wait behind a fold.

The list is the policy table: a page without a case here or in test_accessibility.py fails.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from backend.staff.policy import PUBLIC, ROUTES
from tests.browser.keyboard import tab_to
from tests.browser.settling import settled
from tests.browser.test_accessibility import STAFF_PAGES
from tests.browser.waiting import accept_theirs

pytestmark = [pytest.mark.system, pytest.mark.browser]
PLAIN_PUBLIC = {"/sign-in", "/member", "/chat-frame", "/phone-confirmed", "/inbox", "/docs"}
NO_PAGES = {
    "/": "leads to /member",
    "/health": "JSON",
    "/metrics": "text",
    "/openapi.json": "JSON",
    "/static/{name}": "scripts and styles",
    "/sign-in/provider": "leads to the identity provider",
    "/sign-in/provider/done": "leads to the first page",
    "/inbox/{letter_id}": "a PDF",
    "/sms/{token}": "leads to /phone-confirmed",
    "/chat/messages": "JSON",
    "/chat/stream": "events",
    "/chat/explanations": "JSON",
    "/chat/explanations/{claim_id}": "JSON",
    "/internal/*": "JSON",
}


def first(staff: Callable, role: str, method: str, path: str, key: str, body: dict | None = None) -> dict:
    """The first row of a list that the role may read."""
    answer = staff(role).request(method, path, json=body)
    assert answer.status_code == 200, answer.text
    rows = answer.json()[key]
    assert rows, f"{path} has no {key}"
    return rows[0]


def conversation(staff) -> str:
    assert staff("supervisor").post("/chat/sessions", json={}).status_code == 201
    return first(staff, "supervisor", "POST", "/api/v1/transcripts/search", "conversations", {})["id"]


def newest_report(staff) -> str:
    return f"/operate/reports/{first(staff, 'biller', 'GET', '/api/v1/reports', 'reports')['id']}"


def claim(staff, truth) -> str:
    number = next(row["claim_number"] for row in truth if row["denial"])
    return first(staff, "biller", "POST", "/api/v1/claims/search", "claims", {"claim_number": number})["claim_id"]


NAMED: dict[str, tuple[str | None, Callable[..., str]]] = {
    "/supervise/{conversation_id}": ("supervisor", lambda staff, _: f"/supervise/{conversation(staff)}"),
    "/operate/claims/{claim_id}": ("biller", lambda staff, truth: f"/operate/claims/{claim(staff, truth)}"),
    "/operate/claims/{claim_id}/explanation-of-benefits": (
        "biller",
        lambda staff, truth: f"/operate/claims/{claim(staff, truth)}/explanation-of-benefits",
    ),
    "/operate/files/{file_id}": (
        "biller",
        lambda staff, _: f"/operate/files/{first(staff, 'biller', 'GET', '/api/v1/files', 'files')['id']}",
    ),
    "/operate/advices/{advice_id}": ("biller", lambda *_: f"/operate/advices/{uuid.uuid4()}"),
    "/operate/reports/{report_id}": ("biller", lambda staff, _: newest_report(staff)),
    "/operate/reports/{report_id}/lists/{basis}": ("biller", lambda staff, _: a_list(staff)),
    "/operate/accounts/{account_id}": (
        "biller",
        lambda staff, _: (
            f"/operate/accounts/{first(staff, 'biller', 'GET', '/api/v1/patient-accounts', 'accounts')['id']}"
        ),
    ),
    "/letters/{token}": (None, lambda *_: f"/letters/{uuid.uuid4().hex}"),
}


def a_list(staff) -> str:
    made = newest_report(staff)
    shown = staff("biller").get(f"/api/v1{made.removeprefix('/operate')}")
    basis = re.search(r'"basis":\s*"([a-z_]+)"', shown.text)
    assert basis, "no figure of the report opens its claims"
    return f"{made}/lists/{basis[1]}"


def pages() -> set[str]:
    """Every GET of the policy table that is not an interface."""
    asked = (entry.split(" ", 1) for entry in ROUTES)
    return {path for method, path in asked if method == "GET" and not path.startswith("/api/")}


def test_every_page_of_the_policy_table_has_a_case() -> None:
    plain = {path for _, path in STAFF_PAGES}
    assert pages() == plain | PLAIN_PUBLIC | set(NAMED) | set(NO_PAGES)
    assert all(ROUTES[f"GET {path}"] == PUBLIC for path in PLAIN_PUBLIC)


@pytest.mark.parametrize("path", sorted(PLAIN_PUBLIC - {"/sign-in", "/member"}))
def test_plain_public_page_has_no_serious_fault(page_of, faults, path: str) -> None:
    page = page_of(None, path, bypass_csp=True)
    settled(page)
    assert faults(page) == []


@pytest.mark.usefixtures("report")
@pytest.mark.parametrize("path", NAMED)
def test_page_of_one_record_has_no_serious_fault_and_fits_at_400_percent(
    page_of, faults, staff, truth, path: str
) -> None:
    role, address = NAMED[path]
    page = page_of(role, address(staff, truth))
    settled(page)
    assert page.get_by_role("heading").first.is_visible()
    assert faults(page) == []
    page.set_viewport_size({"width": 320, "height": 256})
    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert faults(page) == []


def test_the_agents_telephone_by_keyboard_alone_with_its_refusal(page_of, faults) -> None:
    desk = page_of("agent", "/console")
    expect(desk.locator("#telephone-now")).not_to_have_text("…")
    tab_to(desk, "#telephone-box summary")
    desk.keyboard.press("Enter")
    tab_to(desk, "#telephone-number")
    assert faults(desk) == []
    desk.keyboard.press("Control+a")
    desk.keyboard.type("12")
    desk.keyboard.press("Enter")
    expect(desk.locator("#telephone-problem")).to_be_visible()
    expect(desk.locator("#telephone-number")).to_be_focused()
    expect(desk.locator("#telephone-number")).to_have_attribute("aria-invalid", "true")
    assert faults(desk) == []
    desk.keyboard.press("Control+a")
    desk.keyboard.type("+1 303 555 0188")
    desk.keyboard.press("Enter")
    expect(desk.locator("#telephone-now")).to_have_text("+13035550188")
    expect(desk.locator("#telephone-problem")).to_be_hidden()
    desk.keyboard.press("Control+a")
    desk.keyboard.press("Delete")
    desk.keyboard.press("Enter")
    expect(desk.locator("#telephone-now")).to_have_text("none, callers hear what you write")


@pytest.fixture
def promised(page_of, member) -> Callable[..., Page]:
    """The desk of an agent who has promised a call, with a telephone of their own."""

    def made(about: str) -> Page:
        caller = member()
        desk = page_of("agent", "/console")
        accept_theirs(desk, caller)
        desk.get_by_text("Pass on, put aside, call back", exact=True).click()
        desk.get_by_label("Call back at").fill("+1 303 555 0142")
        due = "new Date(Date.now() + 60000 - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 16)"
        desk.locator("#callback-due").fill(desk.evaluate(due))
        desk.locator("#callback-about").fill(about)
        desk.get_by_role("button", name="Promise the call").click()
        expect(desk.locator("#callbacks li", has_text=about)).to_be_visible()
        return desk

    return made


def test_call_now_by_keyboard_alone_says_how_it_goes(promised, staff, faults) -> None:
    about = f"form{uuid.uuid4().hex[:6]}"
    assert staff("agent").put("/api/v1/telephone", json={"number": "+13035550188"}).status_code == 200
    try:
        desk = promised(about)
        row = desk.locator("#callbacks li", has_text=about)
        assert faults(desk) == []
        row.get_by_role("button", name="Call now").focus()
        desk.keyboard.press("Enter")
        expect(row).to_contain_text("calling them now")
        assert faults(desk) == []
    finally:
        staff("agent").put("/api/v1/telephone", json={"number": None})


def test_holds_and_amendments_by_keyboard_have_no_serious_fault(page_of, member, faults, staff) -> None:
    member()
    page = page_of("supervisor", f"/supervise/{conversation(staff)}")
    expect(page.get_by_role("heading", name="Keeping")).to_be_visible()
    page.get_by_text("Note an amendment").click()
    page.get_by_label("What they want amended").fill("I never asked for that")
    page.get_by_label("What is right instead, or why not").fill("They asked for a person.")
    assert faults(page) == []
    page.get_by_role("button", name="Save it").click()
    expect(page.get_by_text("Amendment accepted:")).to_be_visible()
    page.get_by_text("Place a legal hold").focus()
    page.keyboard.press("Enter")
    tab_to(page, ".keeping input")
    page.keyboard.type("an invented lawsuit")
    page.keyboard.press("Enter")
    expect(page.get_by_text("on legal hold")).to_be_visible()
    assert faults(page) == []
    page.goto("/supervise/retention")
    lift = page.locator("#holds form").first
    expect(lift).to_be_visible()
    page.get_by_text("Place a hold", exact=True).click()
    assert faults(page) == []
    lift.get_by_role("textbox").fill("the case is over")
    page.keyboard.press("Enter")
    expect(page.locator("#holds")).to_contain_text("lifted")
    assert faults(page) == []
