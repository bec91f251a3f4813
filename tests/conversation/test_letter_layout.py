"""What a letter says of a denial: whose last day it names, and no right that is over."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from backend.conversation.letters import layout
from backend.kit.pages_pdf import PdfPages

FACTS: dict[str, Any] = {
    "stage": "denied", "denied": True, "denial_reason": "An exact duplicate.", "denial_next_step": "Review it.",
    "denial_appealable": True, "denial_deadline": "2027-01-10", "denial_days_left": 51,
}  # fmt: skip


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    paragraphs: list[str] = []
    monkeypatch.setattr(PdfPages, "paragraph", lambda _pages, text: paragraphs.append(text))
    return paragraphs


def written(**changes: Any) -> None:
    layout.write("status_letter", "L1", [FACTS | changes], datetime(2026, 11, 20, tzinfo=UTC))


def test_last_day_of_an_appeal_is_not_said_of_another_step(said: list[str]) -> None:
    written()
    assert said[0] == "An exact duplicate. Review it. Last day to appeal: January 10, 2027, 51 days left."
    assert said[1].startswith("You have the right to appeal.")


def test_last_day_of_the_step_stays_its_own(said: list[str]) -> None:
    written(denial_appealable=False)
    assert said == ["An exact duplicate. Review it. Last day: January 10, 2027, 51 days left."]


def test_right_that_is_over_is_not_promised(said: list[str]) -> None:
    written(denial_days_left=-1)
    assert said == ["An exact duplicate. Review it. The last day to appeal was January 10, 2027."]


def test_closed_work_names_reason_and_right_alone(said: list[str]) -> None:
    written(denial_next_step=None)
    assert said[0].split() == "An exact duplicate. Last day to appeal: January 10, 2027, 51 days left.".split()
