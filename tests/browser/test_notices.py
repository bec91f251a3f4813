"""Notices that did not arrive, seen to by a person; the notices are these tests' own."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.settling import settled

pytestmark = [pytest.mark.system, pytest.mark.browser]
NOTICE: dict[str, Any] = {
    "id": "0b9c7a52-6f0e-4c36-9d53-3f1f0c1d2e3a", "kind": "answer_ready", "standing": "failed", "channel": "sms",
    "ending": "42", "time_zone": "America/Chicago", "reference": "Q-2041", "send_at": "2026-11-20T16:00:00Z",
    "sent_at": None, "settled_by": None, "outcome": None,
}  # fmt: skip


@pytest.fixture
def undelivered(page_of) -> tuple[Page, list[Any]]:
    """The page with one notice that failed, and what was noted of it."""
    page, noted = page_of("agent", "/operate"), []

    def settle(route) -> None:
        noted.append(route.request.post_data_json)
        route.fulfill(status=204)

    def listed(route) -> None:
        left = [] if noted else [NOTICE]
        route.fulfill(json={"notices": left, "undelivered": len(left)})

    page.route("**/api/v1/outbound-notices?*", listed)
    page.route("**/api/v1/outbound-notices/*/settled", settle)
    page.goto("/operate/notices")
    expect(page.locator("#notices tr")).to_contain_text("Q-2041")
    expect(page.locator("#count")).to_have_text("1 notice, 1 not delivered")
    return page, noted


def test_arrows_through_the_outcomes_settle_nothing_until_it_is_noted(undelivered, faults) -> None:
    page, noted = undelivered
    how = page.get_by_label("How notice Q-2041 was seen to")
    how.focus()
    page.keyboard.press("ArrowDown")
    expect(how).to_have_value("posted")
    page.keyboard.press("ArrowDown")
    settled(page)
    expect(how).to_have_value("told_by_telephone")
    assert noted == []
    assert faults(page) == []
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Note it")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#announce")).to_have_text("Noted.")
    expect(page.locator("#notices")).to_contain_text("Everything arrived.")
    assert noted == [{"outcome": "told_by_telephone"}]


def test_nothing_is_noted_while_nothing_is_chosen(undelivered) -> None:
    page, noted = undelivered
    page.get_by_role("button", name="Note it").click()
    settled(page)
    assert noted == []
    expect(page.get_by_label("How notice Q-2041 was seen to")).to_be_focused()


def test_other_days_that_cannot_be_read_are_told(undelivered) -> None:
    page, _ = undelivered
    refusal = {"code": "busy", "message": "The notices cannot be read just now."}
    page.route("**/api/v1/outbound-notices?days=90", lambda route: route.fulfill(json=refusal, status=503))
    page.get_by_label("From").select_option("90")
    expect(page.locator("#announce")).to_have_text(refusal["message"])
