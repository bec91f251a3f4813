"""Hands that have a keyboard only."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def tab_to(page: Page, selector: str, most: int = 80) -> None:
    """Go there by the tab key alone, also into a shadow root."""
    there = """selector => {
        let at = document.activeElement;
        while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
        return !!at?.matches(selector);
    }"""
    for _ in range(most):
        if page.evaluate(there, selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached by the tab key")


def press_through(page: Page, *keys: str) -> None:
    """One key after another."""
    for key in keys:
        page.keyboard.press(key)


def choose(page: Page, selector: str, starts: str) -> None:
    """In a list that has the focus, the entry that starts with these letters."""
    expect(page.locator(f"{selector} option", has_text=starts)).to_be_attached()
    expect(page.locator(selector)).to_be_focused()
    page.keyboard.type(starts)
