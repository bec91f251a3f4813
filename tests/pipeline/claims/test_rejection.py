"""Rejections told in plain words."""

from __future__ import annotations

import pytest

from backend.pipeline.claims.rejection import reason
from backend.world.causes import REJECTIONS


@pytest.mark.parametrize(
    ("category", "code", "entity", "text"),
    [
        ("A6", "562", "82", "The NPI of the rendering provider is missing."),
        ("A7", "562", "85", "The NPI of the billing provider is not valid."),
        ("A7", "187", "", "The date of service is not valid."),
        ("A3", "116", "PR", "The claim reached a payer that is not responsible for it."),
        ("A7", "99999", "", "Claim status code 99999."),
    ],
)
def test_a_rejection_says_what_was_wrong_and_with_whom(category: str, code: str, entity: str, text: str) -> None:
    assert reason(category, code, entity) == text


def test_no_rejection_of_a_world_is_called_a_denial_or_shows_segments() -> None:
    for category, code, entity in REJECTIONS:
        text = reason(category, code, entity)
        assert "deni" not in text.lower()
        assert "(" not in text
        assert text.endswith(".")
