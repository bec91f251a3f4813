"""The reference of a conversation: told to the caller, found again by who reads it out."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from backend.conversation.ownership.reference import ids_said, reference_of
from backend.database import session_scope
from backend.integrations.rasa.interface import HandoffWish
from backend.models.conversation import Conversation
from backend.models.handoff import Handoff
from tests.conversation.conftest import says

SEARCH = "/api/v1/transcripts/search"


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


def test_a_supervisor_finds_the_conversation_by_it_and_no_other(chat, another_chat, assistant, sam) -> None:
    another_chat().say("good morning")
    assistant.reply = says("I am getting somebody.", handoff=HandoffWish(reason="dispute"))
    chat.say("I dispute this")
    with session_scope() as session:
        handoff = session.scalars(select(Handoff)).one()
        found, handed = str(handoff.conversation_id), handoff.reference
        other = session.scalars(select(Conversation.id).where(Conversation.id != handoff.conversation_id)).first()
    reference = reference_of(UUID(found))
    for said in (reference, reference.removeprefix("C"), handed):
        listed = sam.post(SEARCH, {"reference": said}).json()["conversations"]
        assert [one["id"] for one in listed] == [found]
    assert sam.post(SEARCH, {"reference": "nonsense"}).json()["conversations"] == []
    assert other is not None
    (listed,) = sam.post(SEARCH, {"reference": reference_of(other)}).json()["conversations"]
    assert listed["id"] == str(other)


def test_an_agent_finds_the_handoff_of_the_conversation_by_it(chat, assistant, signed_in) -> None:
    assistant.reply = says("I am getting somebody.", handoff=HandoffWish(reason="dispute"))
    chat.say("I dispute this")
    with session_scope() as session:
        handoff = session.scalars(select(Handoff)).one()
        expected, reference = str(handoff.id), reference_of(handoff.conversation_id)
    (found,) = signed_in("Ada").get(f"/api/v1/handoffs?reference={reference}").json()["found"]
    assert found["id"] == expected


def test_the_assistant_is_told_the_reference_of_the_conversation_it_speaks_in(chat, actions) -> None:
    chat.say("hello")
    with session_scope() as session:
        conversation = session.scalars(select(Conversation.id)).one()
    assert actions.told("sessions")["reference"] == reference_of(conversation)
