"""The door of the actions: nobody and the wrong person first; then facts and what is audited."""

from __future__ import annotations

import json

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import func, select

from backend.database import session_scope
from backend.integrations.rasa.local import LocalEngine
from backend.models.audit import AuditEvent
from tests.conversation.callers.conftest import MOTHER, ON_THE_THIRD, PATHS, as_member, as_provider, search
from tests.conversation.conftest import Actions, Chat
from tests.conversation.world import CLINIC_NPI, CLINIC_TAX_LAST5, World


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("token", [None, "wrong", ""])
def test_without_the_service_token_nothing_is_told(client: TestClient, path: str, token: str | None) -> None:
    headers = {"Authorization": f"Bearer {token}"} if token is not None else {}
    answer = client.post(f"/internal/{path}", json={"conversation": "chat:1"}, headers=headers)
    assert answer.status_code == 401


def test_a_chat_token_is_no_service_token(caller: Actions, chat: Chat) -> None:
    headers = {"Authorization": f"Bearer {chat.token}"}
    assert chat.client.post("/internal/sessions", json={"conversation": "chat:1"}, headers=headers).status_code == 401


def test_nobody_comes_in_from_another_machine(app: FastAPI, caller: Actions, assistant: LocalEngine) -> None:
    with TestClient(app, client=("203.0.113.7", 4000)) as outside:
        stranger = Actions(outside, assistant)
        assert stranger.ask("sessions").status_code == 403


@pytest.mark.parametrize(
    "name", ["chat:../x", "chat:", "15550100", "+15550100", "chat:" + "a" * 300, "fax:1", "chat:1/2"]
)
def test_odd_conversation_names_are_refused(caller: Actions, name: str) -> None:
    caller.dialogue = name
    assert caller.ask("sessions").status_code == 422


def test_an_unknown_conversation_is_not_there(caller: Actions) -> None:
    caller.dialogue = "chat:00000000-0000-4000-8000-000000000000"
    assert caller.ask("sessions").status_code == 404


def test_before_any_proof_nothing_of_a_claim_is_told(caller: Actions, world: World) -> None:
    assert caller.told("sessions")["session"]["level"] == "none"
    found = search(caller, **MOTHER, date_of_service=ON_THE_THIRD)
    assert (found["outcome"], found["claims"]) == ("verification_needed", [])
    for kind in ("status", "payment", "denial", "explanation", "appeal_rights", "next_step", "lines", "documents"):
        answer = caller.ask(f"claims/{world.paid}/{kind}")
        assert (answer.status_code, answer.json()["code"]) == (403, "no_grant")
    assert caller.ask("appeals", claim_id=str(world.denied)).status_code == 403
    assert caller.ask("documents", claim_id=str(world.paid), kind="eob_copy").status_code == 403
    with session_scope() as session:
        refused = select(func.count()).select_from(AuditEvent).where(AuditEvent.act == "caller:claim:refused")
        assert session.scalar(refused) == 8


def test_a_payment_comes_with_the_day_it_was_decided(caller: Actions, world: World) -> None:
    as_member(caller)
    payment, status = (caller.told(f"claims/{world.paid}/{purpose}") for purpose in ("payment", "status"))
    assert payment["finalized"] == status["finalized"] is not None


def test_a_claim_that_is_not_there_is_refused_in_the_same_words(caller: Actions, world: World) -> None:
    as_provider(caller)
    missing = caller.ask("claims/00000000-0000-4000-8000-000000000000/status")
    theirs = caller.ask(f"claims/{world.namesake}/status")
    assert (missing.status_code, missing.json()) == (theirs.status_code, theirs.json())


def test_a_denial_comes_with_reason_next_step_last_day_and_right(caller: Actions, world: World) -> None:
    as_member(caller)
    told = caller.told(f"claims/{world.denied}/denial")
    assert told["denial_reason"]
    assert told["denial_root_cause"] == "authorization"
    assert told["denial_amount"] == "240.00"
    assert told["denial_deadline"] == "2027-04-18"
    assert told["denial_appealable"] is True
    assert told["denial_carc"] == "197"
    assert any(
        one["fact"].startswith("claim.denial") and one["record"].startswith("denial ") for one in told["evidence"]
    )


def test_facts_outside_the_envelope_are_absent(caller: Actions, world: World) -> None:
    as_member(caller)
    told = caller.told(f"claims/{world.paid}/status")
    everything = json.dumps(told)
    for hidden in (
        "XQP",
        "1980",
        "Odessa",
        "Farrow",
        "80203",
        "123456789",
        CLINIC_NPI,
        "5550142",
        "ICN20260303",
        "99213",
    ):
        assert hidden not in everything, hidden


def test_every_disclosure_is_audited_with_fields_and_purpose(caller: Actions, world: World) -> None:
    as_member(caller)
    caller.told(f"claims/{world.denied}/denial")
    with session_scope() as session:
        event = session.scalars(select(AuditEvent).where(AuditEvent.act == "caller:claim:disclosed")).one()
        assert event.subject == f"claim:{world.denied}"
        assert event.purpose == "denial"
        assert "denial_reason" in event.fields
        assert event.actor.startswith("chat:")


@pytest.mark.parametrize("odd", ["\x00", "\u202eabc\x00", "' OR 1=1 --", "<b>", "x" * 80, "\U0001f600"])
def test_odd_text_is_only_text(caller: Actions, odd: str) -> None:
    as_provider(caller)
    for path, body in (
        ("claims/search", {"member_id": odd, "last_name": odd, "claim_number": odd}),
        ("codes", {"remark_code": odd}),
        ("reports", {"kind": "complaint", "words": odd, "details": {odd: [odd, {odd: odd}]}}),
        ("handoffs", {"reason": odd, "summary": {odd: odd}}),
    ):
        assert caller.ask(path, **body).status_code in (200, 404, 422), path


def test_codes_are_general_knowledge(caller: Actions) -> None:
    for code in ("CO-45", "45"):
        told = caller.told("codes", adjustment_code=code)
        assert told["code"] == "45"
        assert told["biller"]
        assert told["member"]
    assert caller.ask("codes", adjustment_code="99999").status_code == 404
    assert caller.ask("codes").status_code == 422


def test_only_who_is_verified_chooses_how_to_hear_of_news(caller: Actions, world: World) -> None:
    asked = {"channel": "sms", "number": "303-555-0142"}
    assert caller.ask("contact_channel", **asked).status_code == 403
    caller.told("verifications", role="provider", npi=CLINIC_NPI, tax_id_last5=CLINIC_TAX_LAST5)
    assert caller.ask("contact_channel", **asked).status_code == 403, "a provider chooses for one claim"
    search(caller, **MOTHER, date_of_service=ON_THE_THIRD)
    paid = str(world.paid)
    assert caller.ask("contact_channel", channel="sms", number="911-0000", claim_id=paid).status_code == 422
    assert caller.ask("contact_channel", **asked, claim_id=paid).status_code == 200
