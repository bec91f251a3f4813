"""An agent looks a claim up beside a conversation: who may, what they hear of the caller's right, and that it stays theirs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select, update

from backend.audit.acts import Act
from backend.database import session_scope
from backend.integrations.rasa.interface import HandoffWish
from backend.integrations.rasa.local import LocalEngine
from backend.models.audit import AuditEvent
from backend.models.conversation import Conversation, ConversationEvent
from backend.models.staff import Staff
from backend.staff.policy import Role
from tests.conversation.callers.conftest import MOTHER, ON_THE_THIRD, as_member, as_provider, search
from tests.conversation.conftest import Actions, Chat, Person, says
from tests.conversation.world import World

SEARCH = "/api/v1/claims/search"


@pytest.fixture
def waiting(caller: Actions, chat: Chat, assistant: LocalEngine) -> str:
    """The address of a conversation that waits for a person."""
    assistant.reply = says("I am getting somebody.", handoff=HandoffWish(reason="failed_verification"))
    chat.say("a person please")
    with session_scope() as session:
        return f"/api/v1/conversations/{session.scalars(select(Conversation.id)).one()}"


def looks() -> list[AuditEvent]:
    with session_scope() as session:
        acts = ("staff:claim:viewed", "staff:records:listed")
        return list(session.scalars(select(AuditEvent).where(AuditEvent.act.in_(acts)).order_by(AuditEvent.seq)))


def right(person: Person, waiting: str, claim: object) -> str:
    answer = person.get(f"{waiting}/claims/{claim}")
    assert answer.status_code == 200, answer.text
    return answer.json()["right"]


def test_nobody_looks_a_claim_up(client: TestClient, waiting: str, world: World) -> None:
    assert client.get(f"{waiting}/claims/{world.denied}").status_code == 401
    assert client.post(SEARCH, json={"claim_number": "x"}).status_code == 401


@pytest.mark.parametrize("role", [Role.BILLER, Role.AUDITOR])
def test_who_takes_no_conversations_sees_no_claim_beside_one(
    signed_in: Callable[..., Person], waiting: str, world: World, role: Role
) -> None:
    assert signed_in("Bea", role).get(f"{waiting}/claims/{world.denied}").status_code == 403


def test_an_agent_sees_none_beside_a_talk_that_is_the_assistants_alone(
    caller: Actions, chat: Chat, ada: Person, world: World
) -> None:
    with session_scope() as session:
        talk = session.scalars(select(Conversation.id)).one()
    assert ada.get(f"/api/v1/conversations/{talk}/claims/{world.denied}").status_code == 404


def test_a_claim_that_is_not_there_is_not_found(waiting: str, ada: Person) -> None:
    assert ada.get(f"{waiting}/claims/{'0' * 8}-0000-0000-0000-{'0' * 12}").status_code == 404


def test_of_a_caller_who_proved_nothing_the_agent_is_told_to_say_nothing(
    waiting: str, ada: Person, world: World
) -> None:
    shown = ada.get(f"{waiting}/claims/{world.denied}").json()
    assert (shown["right"], shown["claim"]["last_four"], shown["claim"]["denied"]) == ("nobody", "0404", True)
    assert "Say nothing" in shown["sentence"]


def test_of_a_member_their_own_claim_is_proved_and_anothers_is_not(
    waiting: str, caller: Actions, ada: Person, world: World
) -> None:
    as_member(caller)
    assert right(ada, waiting, world.denied) == "proved"
    assert right(ada, waiting, world.namesake) == "not_this"


def test_of_an_office_the_claims_of_the_patient_it_named(
    waiting: str, caller: Actions, ada: Person, world: World
) -> None:
    as_provider(caller)
    assert right(ada, waiting, world.denied) == "not_this"
    search(caller, **MOTHER, date_of_service=ON_THE_THIRD)
    assert right(ada, waiting, world.denied) == "proved"


def test_a_sensitive_claim_is_refused_to_an_agent_without_the_clinical_skill(
    waiting: str, caller: Actions, ada: Person, world: World
) -> None:
    as_member(caller)
    refused = ada.get(f"{waiting}/claims/{world.sensitive}")
    assert (refused.status_code, refused.json()["code"]) == (403, "clinical_skill_needed")
    assert "claim" not in refused.json()
    with session_scope() as session:
        forbidden = session.scalars(select(AuditEvent).where(AuditEvent.act == Act.STAFF_FORBIDDEN)).one()
    assert (forbidden.actor, forbidden.subject) == (f"staff:{ada.id}", f"claim:{world.sensitive}")
    assert looks() == []


def test_to_an_agent_with_the_skill_it_is_said_to_be_a_persons_to_tell(
    waiting: str, caller: Actions, ada: Person, world: World
) -> None:
    with session_scope() as session:
        session.execute(update(Staff).where(Staff.id == ada.id).values(skills="clinical"))
    as_member(caller)
    assert right(ada, waiting, world.sensitive) == "sensitive"


@pytest.mark.parametrize(
    "asked",
    [
        {"member_id": "XQP9041177", "service_from": "2026-03-03", "service_to": "2026-03-03"},
        {"provider_npi": "1234567893", "service_from": "2026-03-03", "service_to": "2026-03-03"},
        {"claim_number": "none such"},
    ],
)
def test_each_search_is_on_record_and_never_with_what_was_asked(
    world: World, ada: Person, asked: dict[str, str]
) -> None:
    assert ada.post(SEARCH, asked).status_code == 200
    (one,) = looks()
    assert (one.act, one.actor, one.subject) == ("staff:records:listed", f"staff:{ada.id}", "claims")
    assert not any(value in str(vars(one)) for value in asked.values())


def test_each_look_is_on_record_and_the_caller_hears_nothing_of_it(waiting: str, ada: Person, world: World) -> None:
    with session_scope() as session:
        before = session.scalars(select(ConversationEvent.id)).all()
    right(ada, waiting, world.denied)
    (one,) = looks()
    assert (one.act, one.subject, one.purpose) == ("staff:claim:viewed", f"claim:{world.denied}", "look_up")
    assert "charge" in one.fields
    with session_scope() as session:
        assert session.scalars(select(ConversationEvent.id)).all() == before


def test_a_search_by_nothing_is_refused(ada: Person) -> None:
    assert ada.post(SEARCH, {"service_from": "2026-03-03"}).status_code == 422
