"""The reference of a conversation: told to the caller, found again by who reads it out."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from backend.conversation.ownership.reference import ids_said, reference_of


def test_it_is_a_letter_and_ten_digits_and_the_same_each_time() -> None:
    one = UUID("00000001-0000-4000-8000-000000000000")
    assert reference_of(one) == "C0000000001" == reference_of(one)
    assert reference_of(UUID("ffffffff-ffff-4fff-bfff-ffffffffffff")) == "C4294967295"


@pytest.mark.parametrize("said", ["{}", "c{}", "C {}", "C-{}", "{:.3} {:.4}..."])
def test_read_out_it_means_the_conversation_it_was_told_for(said: str) -> None:
    one = uuid4()
    digits = reference_of(one).removeprefix("C")
    words = f"{digits[:3]} {digits[3:6]} {digits[6:]}" if "..." in said else said.format(digits)
    found = ids_said(words)
    assert found is not None
    assert found[0] <= one <= found[1]
    other = UUID(int=one.int ^ (1 << 127))
    assert not found[0] <= other <= found[1]


@pytest.mark.parametrize("said", ["", "H6883298", "C123", "C9999999999", "the reference", "C12345678901"])
def test_what_is_no_reference_of_a_conversation_finds_none(said: str) -> None:
    assert ids_said(said) is None
