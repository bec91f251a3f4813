"""The letters before a code's number: what they mean, and everyday lines that hold the same two letters."""

from __future__ import annotations

import pytest

from actions.glossary import terms_asked


@pytest.mark.parametrize(
    ("line", "terms"),
    [
        ("whats the difference between PR and CO", ["group_pr", "group_co"]),
        ("what does OA mean", ["group_oa"]),
        ("what does the PI in front stand for", ["group_pi"]),
        ("how is CO different from PR", ["group_co", "group_pr"]),
    ],
)
def test_the_letters_of_a_code_are_explained(line: str, terms: list[str]) -> None:
    assert terms_asked(line) == terms


@pytest.mark.parametrize(
    "line",
    [
        "what does CO 45 mean",
        "what is PR-1",
        "what is a co pay",
        "difference between co-pay and co-insurance",
        "co or pr, which is it",
    ],
)
def test_a_code_with_its_number_and_a_copay_are_no_letters_alone(line: str) -> None:
    assert not [term for term in terms_asked(line) if term.startswith("group_")]
