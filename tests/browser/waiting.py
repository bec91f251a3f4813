"""Which conversation is whose: the caller is told a reference, and the desk finds it, whoever else waits."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect


def reference_of(caller: Page) -> str:
    """What the caller was told last."""
    told = caller.locator("claimline-chat li.assistant", has_text=re.compile(r"Your reference is H\d{7}")).last
    found = re.search(r"H\d{7}", told.inner_text())
    assert found, told.inner_text()
    return found.group()


def open_theirs(desk: Page, caller: Page) -> str:
    """Open this caller's conversation at this desk; its reference."""
    reference = reference_of(caller)
    expect(desk.locator("#mine-count")).not_to_be_empty()
    desk.locator("#find-reference").fill(reference)
    desk.locator("#find-reference").press("Enter")
    expect(desk.locator("#reference")).to_have_text(reference)
    return reference


def accept_theirs(desk: Page, caller: Page) -> str:
    """The same, accepted."""
    reference = open_theirs(desk, caller)
    desk.get_by_role("button", name="Accept this conversation").click()
    expect(desk.locator("#composer")).to_be_visible()
    return reference
