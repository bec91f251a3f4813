"""A call the assistant promised is made from the desk; a claim is looked up beside a conversation; a request is read as work."""

from __future__ import annotations

import re
import uuid

import httpx
import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.keyboard import tab_to
from tests.browser.settling import settled
from tests.browser.waiting import open_theirs, reference_of

pytestmark = [pytest.mark.system, pytest.mark.browser]


def said_in_chat(system, *lines: str) -> list[str]:
    """What the assistant answers a new chat."""
    answers: list[str] = []
    with httpx.Client(base_url=system.address, timeout=60) as client:
        token = client.post("/chat/sessions", json={}).json()["token"]
        for line in lines:
            headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": str(uuid.uuid4())}
            told = client.post("/chat/messages", json={"text": line}, headers=headers)
            assert told.status_code == 200, told.text
            answers += [one["text"] for one in told.json()["messages"]]
    return answers


@pytest.fixture
def promised(system) -> str:
    """The reference of a call the assistant has promised in a chat."""
    told = " ".join(said_in_chat(system, "hello", "please call me back at 303 555 0142"))
    found = re.findall(r"R\d{7}", told)
    assert found, told
    return found[-1]


def addresses(page: Page) -> list[str]:
    """Every address the page asks for from now on."""
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    return asked


def test_an_agent_reads_and_records_a_call_the_assistant_promised_by_keyboard(page_of, faults, promised) -> None:
    desk = page_of("agent", "/console")
    row = desk.locator("#callbacks li", has_text=promised)
    expect(row).to_contain_text(", any time, Mountain Time")
    expect(row).to_contain_text("promised by the assistant")
    expect(row).to_contain_text("303")
    desk.locator("#find-reference").fill(f"r {promised[1:4]} {promised[4:]}")
    desk.keyboard.press("Enter")
    expect(row.get_by_role("button", name="Call now")).to_be_focused()
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    expect(desk.locator("#reading-title")).to_be_focused()
    expect(desk.locator("#reading-turns")).to_contain_text("please call me back")
    expect(desk.locator("#composer")).to_be_hidden()
    assert faults(desk) == []
    desk.get_by_role("button", name="Close", exact=True).click()
    expect(desk.locator("#reading")).to_be_hidden()
    row.get_by_role("textbox").fill("reached, told the status")
    desk.keyboard.press("Enter")
    expect(row).to_have_count(0)


def test_of_two_agents_the_second_is_told_who_recorded_the_call(page_of, staff, promised) -> None:
    desk, boss = page_of("agent", "/console"), staff("other_agent")
    row = desk.locator("#callbacks li", has_text=promised)
    expect(row).to_be_visible()
    (owed,) = [
        one for one in boss.get("/api/v1/handoffs/callbacks").json()["callbacks"] if one["reference"] == promised
    ]
    path = f"/api/v1/handoffs/callbacks/{owed['id']}/done"
    assert boss.post(path, json={"outcome": "reached by me"}).status_code == 200
    row.get_by_role("textbox").fill("not reached")
    desk.keyboard.press("Enter")
    expect(desk.locator("#announce")).to_contain_text("has recorded this call already")
    expect(row).to_have_count(0)


def test_a_claim_is_looked_up_by_keyboard_and_shown_as_not_proved(page_of, member, faults, truth) -> None:
    claim = next(one for one in truth if one["payment"])
    member()
    desk = page_of("agent", "/console")
    desk.locator("#waiting button", has_text="chat").last.click()
    expect(desk.locator("#talking")).to_be_visible()
    asked = addresses(desk)
    desk.locator("#log").focus()
    desk.keyboard.press("l")
    expect(desk.locator("#lookup-claim")).to_be_focused()
    assert faults(desk) == []
    desk.keyboard.type(claim["claim_number"])
    desk.keyboard.press("Enter")
    found = desk.locator("#looked-at")
    expect(found).to_contain_text(f"Claim ending {claim['claim_number'][-4:]}")
    expect(found).to_contain_text("This caller has proved nothing. Say nothing about this claim")
    expect(desk.locator("#lookup-count")).to_have_text("1 claim")
    assert faults(desk) == []
    assert not any(claim["claim_number"] in one or claim["member"]["id"] in one for one in asked)
    desk.locator("#lookup-claim").fill("")
    tab_to(desk, "#lookup-member")
    desk.keyboard.type(claim["member"]["id"])
    desk.locator("#lookup-day").fill(claim["service_from"])
    desk.keyboard.press("Enter")
    expect(desk.locator("#lookup-claims")).to_contain_text(claim["member"]["last"])
    assert not any(claim["member"]["id"] in one for one in asked)


def test_a_looked_up_claim_tells_the_last_day_of_its_next_step(page_of, member, truth) -> None:
    claim = next(one for one in truth if one["denial"])
    member()
    desk = page_of("agent", "/console")
    desk.locator("#waiting button", has_text="chat").last.click()
    expect(desk.locator("#talking")).to_be_visible()

    def due(route: Route) -> None:
        told = route.fetch().json()
        assert "step_day" in told["claim"]
        route.fulfill(json=told | {"claim": told["claim"] | {"step_day": "2027-01-15"}})

    desk.route(re.compile("/api/v1/conversations/[^/]+/claims/"), due)
    desk.locator("#log").focus()
    desk.keyboard.press("l")
    desk.keyboard.type(claim["claim_number"])
    desk.keyboard.press("Enter")
    expect(desk.locator("#looked-at")).to_contain_text(re.compile(r"last day for it\s*Jan 15, 2027"))


def test_what_was_looked_up_for_one_caller_is_not_left_beside_another(page_of, member, truth) -> None:
    member()
    member()
    desk = page_of("agent", "/console")
    desk.locator("#waiting button", has_text="chat").last.click()
    expect(desk.locator("#talking")).to_be_visible()
    desk.get_by_text("Look a claim up", exact=True).first.click()
    desk.locator("#lookup-claim").fill(truth[0]["claim_number"])
    desk.keyboard.press("Enter")
    expect(desk.locator("#looked-at")).to_contain_text("Claim ending")
    desk.locator("#lookup-claim").press("Escape")
    desk.keyboard.press("k")
    expect(desk.locator("#looked-at")).to_be_empty()
    expect(desk.locator("#lookup-claim")).to_have_value("")


def refused(page: Page) -> list[str]:
    """Every address that is refused from now on."""
    found: list[str] = []
    page.on("response", lambda one: found.append(f"{one.status} {one.url}") if one.status >= 400 else None)
    return found


@pytest.mark.parametrize("role", ["supervisor", "admin"])
def test_who_reviews_is_led_to_the_claims_own_page_where_the_conversation_is_not_theirs(
    page_of, member, faults, truth, role: str
) -> None:
    claim = next(one for one in truth if one["payment"])
    caller, desk = member(), page_of(role, "/console")
    open_theirs(desk, caller)
    turned_away = refused(desk)
    desk.get_by_text("Look a claim up", exact=True).first.click()
    desk.locator("#lookup-claim").fill(claim["claim_number"])
    desk.keyboard.press("Enter")
    found = desk.locator("#looked-at")
    expect(found).to_contain_text("This conversation is not with you.")
    expect(found.locator("a[href^='/operate/claims/']")).to_be_visible()
    expect(desk.locator("#lookup-count")).to_have_text("1 claim")
    expect(desk.locator("#announce")).not_to_contain_text("no such conversation")
    assert turned_away == []
    assert faults(desk) == []
    desk.get_by_role("button", name="Accept this conversation").click()
    expect(desk.locator("#composer")).to_be_visible()
    desk.locator("#lookup-claim").press("Enter")
    expect(found).to_contain_text("This caller has proved nothing.")


@pytest.mark.parametrize("handed_over", [False, True], ids=["with the assistant alone", "with a handoff"])
def test_the_claim_of_a_promised_call_is_one_step_away_for_a_supervisor(
    page_of, staff, member, truth, promised, handed_over: bool
) -> None:
    claim = next(one for one in truth if one["payment"])
    boss, reference = staff("supervisor"), reference_of(member())
    search = {"claim_number": claim["claim_number"]}
    claim_id = boss.post("/api/v1/claims/search", json=search).json()["claims"][0]["claim_id"]
    (handoff,) = boss.get(f"/api/v1/handoffs?limit=0&reference={reference}").json()["found"]
    about = {"claim_number": claim["claim_number"], "claim_id": claim_id}
    if handed_over:
        about |= {"handoff_id": handoff["id"], "conversation_id": handoff["conversation_id"]}

    def about_a_claim(route: Route) -> None:
        owed = route.fetch().json()["callbacks"]
        route.fulfill(json={"callbacks": [one | about for one in owed if one["reference"] == promised]})

    context = page_of("supervisor", "/supervise").context
    context.route("**/api/v1/handoffs/callbacks", about_a_claim)
    desk = context.new_page()
    desk.goto("/console")
    turned_away = refused(desk)
    named = desk.locator("#callbacks").get_by_text(f"Claim {claim['claim_number']}")
    if handed_over:
        named.click()
        expect(desk.locator("#reference")).to_have_text(reference)
        expect(desk.locator("#looked-at")).to_contain_text("This conversation is not with you.")
        named = desk.locator("#looked-at a")
    expect(named).to_have_attribute("href", f"/operate/claims/{claim_id}")
    assert turned_away == []


@pytest.mark.parametrize(("role", "reads"), [("biller", False), ("supervisor", True)])
def test_work_a_caller_asked_for_is_told_in_words_and_links_only_where_one_may_go(
    page_of, faults, promised, role: str, reads: bool
) -> None:
    page = settled(page_of(role, "/operate#callbacks"))
    row = page.locator("#work tr", has_text=promised)
    for _ in range(20):
        if row.count() or page.locator("#more").is_hidden():
            break
        page.locator("#more").click()
        settled(page)
    expect(row).to_contain_text("any time, Denver time")
    expect(row.get_by_text("3035550142")).to_have_count(int(reads))
    expect(row).to_contain_text("This closes when the call is recorded")
    expect(row.locator("a[href^='/supervise/']")).to_have_count(int(reads))
    expect(row.locator("a[href='/console']")).to_have_count(int(reads))
    assert faults(page) == []


def test_a_biller_finds_a_claim_by_member_and_day(page_of, truth) -> None:
    claim = next(one for one in truth if one["payment"])
    page = settled(page_of("biller", "/operate"))
    asked = addresses(page)
    page.get_by_label("Member id").fill(claim["member"]["id"])
    page.get_by_label("Date of service").fill(claim["service_from"])
    page.get_by_role("button", name="Find", exact=True).click()
    expect(page.locator("#claims")).to_contain_text(claim["claim_number"])
    assert not any(claim["member"]["id"] in one for one in asked)
