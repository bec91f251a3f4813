"""The reviewer's list and what comes of it: its filters are there on the way back, a score is revised, an end is told."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Route, expect

from tests.browser.test_supervising import count, found, letters, say, spoken
from tests.browser.waiting import accept_theirs

pytestmark = [pytest.mark.system, pytest.mark.browser]
__all__ = ["spoken"]


@pytest.mark.parametrize("way", ["the browser's", "the page's", "reload"])
def test_filters_are_there_again_on_the_way_back_and_legible_nowhere(page_of, spoken, way: str) -> None:
    _, word = spoken
    page = page_of("supervisor", "/supervise")
    page.get_by_label("Channel").select_option("chat")
    page.get_by_text("More ways to find").click()
    page.get_by_label("Scored by a person").select_option("false")
    found(page, word)
    if way == "the browser's":
        page.go_back()
    else:
        page.get_by_role("link", name="← All conversations").click()
    if way == "reload":
        page.wait_for_url("**/supervise")
        page.reload()
    expect(page.locator("#rows tr")).to_have_count(1)
    expect(page.get_by_label("Words said")).to_have_value(word)
    expect(page.get_by_label("Channel")).to_have_value("chat")
    expect(page.get_by_label("Scored by a person")).to_be_visible()
    expect(page.get_by_label("Scored by a person")).to_have_value("false")
    if way != "reload":
        expect(page.locator("#rows a").first).to_be_focused()
    kept = page.evaluate("JSON.stringify([location.href, history.state, {...sessionStorage}, {...localStorage}])")
    assert word not in kept
    page.get_by_role("button", name="Clear").click()
    expect(page.get_by_label("Words said")).to_have_value("")
    assert page.locator("#rows tr").count() > 0


def test_the_menu_leads_to_a_list_without_filters(page_of, spoken) -> None:
    _, word = spoken
    page = page_of("supervisor", "/supervise")
    found(page, word)
    page.get_by_role("link", name="Review", exact=True).click()
    expect(page.locator("#rows tr").nth(0)).to_be_visible()
    expect(page.get_by_label("Words said")).to_have_value("")


def test_a_reviewer_revises_a_score_and_both_are_told(page_of, spoken, faults) -> None:
    _, word = spoken
    page = page_of("supervisor", "/supervise")
    found(page, word)
    page.get_by_label("Note").fill(f"first, {word}")
    page.get_by_role("button", name="Save the score").click()
    expect(page.locator("#given li")).to_have_count(1)
    expect(page.get_by_label("Note")).to_have_value(f"first, {word}")
    opening = page.locator(".scores input").first
    opening.fill("0")
    page.get_by_label("Note").fill(f"second, {word}")
    page.get_by_role("button", name="Revise the score").click()
    expect(page.locator("#given li")).to_have_count(1)
    expect(page.locator("#given")).to_contain_text(f"second, {word}")
    expect(page.locator("#given")).to_contain_text("Revised; it was")
    expect(page.locator(".scores input").first).to_have_value("0")
    assert faults(page) == []


def test_a_closed_conversation_is_told_to_the_member_and_is_not_called_given_back(page_of, member) -> None:
    watch = page_of("supervisor", "/supervise")
    before = count(watch, "waiting")
    caller = member()
    expect(watch.locator("#wall li", has_text="waiting").locator("strong")).to_have_text(str(before + 1))
    desk = page_of("agent", "/console")
    accept_theirs(desk, caller)
    word = f"damson{letters()}"
    say(caller, f"thank you about {word}")
    expect(desk.locator("#turns")).to_contain_text(word)
    desk.get_by_label("How it ended").select_option("claim_denial")
    desk.get_by_role("button", name="Close the conversation").click()
    note = caller.locator("claimline-chat li.note")
    expect(note).to_contain_text("has closed this conversation")
    expect(note).to_contain_text("H")
    expect(caller.locator("claimline-chat [role=status]")).to_contain_text("has closed this conversation")
    say(caller, "one more thing")
    expect(caller.locator("claimline-chat li.assistant").last).to_be_visible()
    found(watch, word)
    expect(watch.locator(".about")).to_contain_text("closed")
    expect(watch.locator(".about")).not_to_contain_text("handed off")
    watch.go_back()
    expect(watch.locator("#rows .tag").first).to_have_text("closed")


def test_evidence_names_its_records_without_their_ids_and_leads_to_the_claim(page_of, spoken) -> None:
    _, word = spoken
    claim, advice = "028e69ac-9e15-4b9a-90f2-3db9cfa9b31e", "bbcc0c65-6a10-4616-8f51-7506b00a6d4e"
    facts = [
        {"fact": "claim.charge", "record": f"claim {claim}", "field": "CLM02", "time": "2026-11-21T22:25:00Z"},
        {
            "fact": "claim.paid",
            "record": f"remittance {advice}/CLP 1",
            "field": "CLP04",
            "time": "2026-11-21T22:25:00Z",
        },
    ]

    def relied(route: Route) -> None:
        whole = route.fetch().json()
        for turn in whole["turns"]:
            turn.update(evidence=facts, actions=["loadsession", "verify", "answer_ask_payment", "close", "listen"])
        route.fulfill(json=whole)

    page = page_of("supervisor", "/supervise")
    page.route(re.compile(r"/api/v1/transcripts/[0-9a-f-]{36}$"), relied)
    found(page, word)
    turn = page.locator(".turn.caller", has_text=word)
    turn.locator("summary").click()
    expect(turn).to_contain_text("remittance, CLP 1")
    expect(turn).not_to_contain_text(claim)
    expect(turn).not_to_contain_text(advice)
    expect(turn.get_by_role("link", name="the claim")).to_have_attribute("href", f"/operate/claims/{claim}")
    expect(turn).to_contain_text("checked who is calling; answered: payment; offered more")
    expect(turn).not_to_contain_text("listen")
