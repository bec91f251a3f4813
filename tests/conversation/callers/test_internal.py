"""The door of the actions: nobody and the wrong person first; then proof, grants and what may be heard."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import func, select, update

from backend.conversation.callers.verification import service as verification
from backend.conversation.callers.verification.repository import CounterRepository
from backend.database import session_scope
from backend.integrations.notices.local import FolderNotices, notice_sender
from backend.integrations.rasa.local import LocalEngine
from backend.kit.clock import SystemClock
from backend.models.audit import AuditEvent
from backend.models.conversation import Conversation
from backend.models.handoff import Handoff
from backend.models.verification import AttemptCounter, OneTimeCode, Verification
from backend.models.work_item import WorkItem
from tests.conversation.conftest import Actions, Chat, says
from tests.conversation.world import CLINIC_NPI, CLINIC_TAX_LAST5, OTHER_NPI, OTHER_TAX_LAST5, World, make_world

MOTHER = {"member_id": "XQP9041177", "date_of_birth": "1980-05-17"}
WRONG_PAIRS = [
    (CLINIC_NPI, "00000"),
    (CLINIC_NPI, OTHER_TAX_LAST5),
    (OTHER_NPI, CLINIC_TAX_LAST5),
    ("1999999992", CLINIC_TAX_LAST5),
]
ON_THE_THIRD = {"start": "2026-03-03", "end": "2026-03-03"}
PATHS = [
    "sessions",
    "verifications",
    "claims/search",
    "codes",
    "appeals",
    "handoffs",
    "callbacks",
    "documents",
    "reports",
]


@pytest.fixture
def world(client: TestClient) -> World:
    with session_scope() as session:
        return make_world(session)


@pytest.fixture
def caller(world: World, chat: Chat, actions: Actions) -> Actions:
    """The actions' side of a chat that has just opened, in a world of claims."""
    return actions


@pytest.fixture
def other_caller(another_chat: Callable[[], Chat], assistant: LocalEngine, client: TestClient) -> Callable[[], Actions]:
    """The actions' side of a new chat, fixed to it."""

    def make() -> Actions:
        another_chat()
        return Actions(client, assistant, assistant.asked[-1].conversation)

    return make


def as_provider(caller: Actions, npi: str = CLINIC_NPI, last5: str = CLINIC_TAX_LAST5) -> dict[str, Any]:
    return caller.told("verifications", role="provider", npi=npi, tax_id_last5=last5)


def as_member(caller: Actions, **changes: str) -> dict[str, Any]:
    return caller.told("verifications", role="member", **(MOTHER | {"zip": "80203"} | changes))


def search(caller: Actions, **wanted: Any) -> dict[str, Any]:
    return caller.told("claims/search", **wanted)


# -- nobody, and the wrong door


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


# -- before any proof


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


def test_a_claim_that_is_not_there_is_refused_in_the_same_words(caller: Actions, world: World) -> None:
    as_provider(caller)
    missing = caller.ask("claims/00000000-0000-4000-8000-000000000000/status")
    theirs = caller.ask(f"claims/{world.namesake}/status")
    assert (missing.status_code, missing.json()) == (theirs.status_code, theirs.json())


# -- a provider


def test_a_provider_is_proved_by_npi_and_tax_id_together(caller: Actions) -> None:
    told = as_provider(caller)
    assert told["outcome"] == "verified"
    assert told["failures"] == 0
    assert told["session"] == {
        "level": "provider",
        "role": "provider",
        "provider": {"npi": CLINIC_NPI, "name": "Tidewater Clinic"},
        "owner": "assistant",
    }


@pytest.mark.parametrize(
    ("npi", "last5"),
    [
        (CLINIC_NPI, "00000"),
        (CLINIC_NPI, OTHER_TAX_LAST5),
        (OTHER_NPI, CLINIC_TAX_LAST5),
        ("1999999992", CLINIC_TAX_LAST5),
    ],
)
def test_anything_else_is_one_refusal(caller: Actions, npi: str, last5: str) -> None:
    told = as_provider(caller, npi, last5)
    assert (told["outcome"], told["failures"], told["session"]["level"]) == ("refused", 1, "none")


def test_the_third_failure_brings_a_person(caller: Actions) -> None:
    outcomes = [as_provider(caller, last5="00000")["outcome"] for _ in range(3)]
    assert outcomes == ["refused", "refused", "handoff"]
    with session_scope() as session:
        assert session.scalars(select(Handoff.reason)).one() == "failed_verification"
        assert session.scalars(select(Conversation.owner)).one() == "waiting"
    assert as_provider(caller)["outcome"] == "handoff"
    assert caller.told("sessions")["session"]["level"] == "none"


def test_a_patient_is_proved_by_a_claim_this_provider_billed(caller: Actions, world: World) -> None:
    as_provider(caller)
    found = search(caller, **MOTHER, date_of_service=ON_THE_THIRD)
    assert found["outcome"] == "found"
    claim = found["claims"][0]
    assert claim["id"] == str(world.paid)
    assert (claim["last_four"], claim["charge"], claim["paid"], claim["patient_last"]) == (
        "0303",
        "240.00",
        "150.00",
        "Farrow-Lindqvist",
    )
    assert {"claim.charge", "claim.service_from"} <= {one["fact"] for one in found["evidence"]}


@pytest.mark.parametrize(
    "patient",
    [
        {"member_id": "xqp 904 1177", "last_name": "farrow lindqvist"},
        {"member_id": "XQP9041177", "date_of_birth": "1980-05-17", "claim_number": "ICN20260303"},
        {
            "member_id": "XQP9041177",
            "last_name": "Farrow-Lindqvist Jr.",
            "first_name": "O",
            "claim_number": "acc-20260303",
        },
    ],
)
def test_the_ways_to_name_a_patient(caller: Actions, patient: dict[str, str]) -> None:
    as_provider(caller)
    extra = {} if "claim_number" in patient else {"date_of_service": ON_THE_THIRD}
    assert search(caller, **patient, **extra)["outcome"] == "found"


@pytest.mark.parametrize(
    "wrong",
    [
        {"date_of_birth": "1980-05-18"},
        {"member_id": "XQP9041170"},
        {"member_id": "NOSUCHID1"},
        {"date_of_service": {"start": "2026-03-04", "end": "2026-03-04"}},
        {"date_of_service": {"start": "2026-05-05", "end": "2026-05-05"}},
        {"last_name": "Somebody"},
        {"first_name": "Theodora"},
        {"claim_number": "ICN20260505"},
        {"claim_number": "ICN20260808"},
    ],
)
def test_whatever_does_not_fit_is_refused_alike(caller: Actions, wrong: dict[str, Any]) -> None:
    as_provider(caller)
    found = search(caller, **(MOTHER | {"date_of_service": ON_THE_THIRD} | wrong))
    assert found == {
        "session": found["session"],
        "evidence": [],
        "outcome": "refused",
        "claims": [],
        "reason": None,
        "needed": [],
        "withheld": 0,
    }


def test_what_is_missing_is_asked_for_and_not_counted(caller: Actions) -> None:
    as_provider(caller)
    assert search(caller)["needed"] == ["member_id", "date_of_birth", "date_of_service"]
    assert search(caller, member_id="XQP9041177")["needed"] == ["date_of_birth", "date_of_service"]
    assert search(caller, **MOTHER)["needed"] == ["date_of_service"]
    assert search(caller, **MOTHER, date_of_service={"start": "2000-01-01", "end": "2030-01-01"})["needed"] == [
        "date_of_service"
    ]
    assert search(caller, claim_number="ICN20260303")["needed"] == ["member_id", "date_of_birth"]
    assert caller.told("sessions")["failures"] == 0


def test_ninety_days_are_a_date_of_service(caller: Actions) -> None:
    as_provider(caller)
    found = search(caller, **MOTHER, date_of_service={"start": "2026-02-20", "end": "2026-05-20"})
    assert found["outcome"] == "several"
    assert [one["service_from"] for one in found["claims"]] == ["2026-04-04", "2026-03-03"]


def test_once_proved_a_patient_is_not_asked_for_again(caller: Actions, world: World) -> None:
    as_provider(caller)
    search(caller, **MOTHER, date_of_service=ON_THE_THIRD)
    assert search(caller, date_of_service={"start": "2026-04-04"})["claims"][0]["id"] == str(world.denied)
    assert search(caller, **MOTHER)["outcome"] == "several"
    assert search(caller, claim_number="ICN20260404")["claims"][0]["id"] == str(world.denied)
    assert search(caller, date_of_service={"start": "2026-01-01"})["outcome"] == "none"
    assert caller.told("sessions")["patients"] == ["XQP-904-1177"]


def test_another_practices_claims_of_the_same_patient_stay_unheard(caller: Actions, world: World) -> None:
    as_provider(caller)
    search(caller, **MOTHER, date_of_service=ON_THE_THIRD)
    assert str(world.elsewhere) not in json.dumps(search(caller, **MOTHER))
    assert caller.ask(f"claims/{world.elsewhere}/status").status_code == 403


def test_a_grant_for_one_patient_is_none_for_another(caller: Actions, world: World) -> None:
    as_provider(caller)
    search(caller, **MOTHER, date_of_service=ON_THE_THIRD)
    for claim in (world.namesake, world.minors):
        assert caller.ask(f"claims/{claim}/status").status_code == 403
    assert search(caller, claim_number="ICN20260808")["outcome"] == "verification_needed"
    changed = search(caller, member_id="XQP9041177", date_of_birth="1971-09-09", date_of_service=ON_THE_THIRD)
    assert changed["outcome"] == "refused"


def test_another_practice_ends_what_the_first_had(caller: Actions, world: World) -> None:
    as_provider(caller)
    search(caller, **MOTHER, date_of_service=ON_THE_THIRD)
    as_provider(caller, OTHER_NPI, OTHER_TAX_LAST5)
    assert caller.ask(f"claims/{world.paid}/status").status_code == 403
    assert search(caller, **MOTHER)["outcome"] == "verification_needed"


def test_a_failed_new_check_leaves_the_old_proof(caller: Actions, world: World) -> None:
    as_provider(caller)
    search(caller, **MOTHER, date_of_service=ON_THE_THIRD)
    as_provider(caller, OTHER_NPI, "00000")
    assert caller.told("sessions")["session"]["provider"]["npi"] == CLINIC_NPI
    assert caller.ask(f"claims/{world.paid}/status").status_code == 200


def test_a_minors_claim_is_for_a_person(caller: Actions) -> None:
    as_provider(caller)
    found = search(caller, member_id="XQP9041178", date_of_birth="2015-02-01", date_of_service=ON_THE_THIRD)
    assert (found["outcome"], found["reason"], found["claims"]) == ("handoff", "minor", [])
    assert caller.told("sessions")["failures"] == 0


def test_a_sensitive_claim_is_for_a_person(caller: Actions, world: World) -> None:
    as_provider(caller)
    found = search(caller, **MOTHER, claim_number="ICN20260606")
    assert (found["outcome"], found["reason"]) == ("handoff", "sensitive")
    listed = search(caller, **MOTHER)
    assert listed["withheld"] == 1
    assert str(world.sensitive) not in json.dumps(listed)
    answer = caller.ask(f"claims/{world.sensitive}/status")
    assert (answer.status_code, answer.json()["reason"]) == (403, "sensitive")


# -- a member


@pytest.mark.parametrize(
    "third",
    [{"zip": "80203"}, {"zip": "80203-1234"}, {"last_name": "Farrow Lindqvist"}, {"claim_number": "ICN20260505"}],
)
def test_a_member_is_proved_by_three(caller: Actions, third: dict[str, str]) -> None:
    told = caller.told("verifications", role="member", **MOTHER, **third)
    assert (told["outcome"], told["session"]["level"]) == ("verified", "member")


@pytest.mark.parametrize(
    "wrong",
    [
        {"zip": "80204"},
        {"date_of_birth": "1981-05-17"},
        {"member_id": "XQP9041170"},
        {"member_id": "NOSUCHID1"},
        {"last_name": "Somebody"},
        {"claim_number": "ICN20260808"},
    ],
)
def test_whatever_is_wrong_is_refused_alike(caller: Actions, wrong: dict[str, str]) -> None:
    told = as_member(caller, **wrong)
    assert (told["outcome"], told["failures"], told["session"]["level"]) == ("refused", 1, "none")


def test_two_elements_are_not_enough(caller: Actions) -> None:
    assert caller.ask("verifications", role="member", **MOTHER).status_code == 422
    assert caller.ask("verifications", role="provider", npi=CLINIC_NPI).status_code == 422
    assert caller.told("sessions")["failures"] == 0


def test_twins_need_a_person(caller: Actions) -> None:
    told = caller.told("verifications", role="member", member_id="TWN1000001", date_of_birth="1990-06-06", zip="10001")
    assert told["outcome"] == "refused"


def test_a_member_hears_all_their_own_claims_and_nobody_elses(caller: Actions, world: World) -> None:
    as_member(caller)
    listed = search(caller)
    assert {one["id"] for one in listed["claims"]} == {str(world.paid), str(world.denied), str(world.elsewhere)}
    assert all("patient_last" not in one for one in listed["claims"])
    assert search(caller, claim_number="ICN20260808")["outcome"] == "none"
    assert search(caller, claim_number="NOSUCHCLAIM")["outcome"] == "none"
    for claim in (world.namesake, world.minors):
        assert caller.ask(f"claims/{claim}/status").status_code == 403


@pytest.mark.parametrize(
    "other",
    [
        {"member_id": "XQP9041178"},
        {"member_id": "ZZT1112222", "date_of_birth": "1971-09-09"},
        {"date_of_birth": "2015-02-01"},
        {"first_name": "John"},
        {"member_id": "NOSUCHID1"},
    ],
)
def test_somebody_elses_claim_is_refused(caller: Actions, other: dict[str, str]) -> None:
    as_member(caller)
    found = search(caller, **other)
    assert (found["outcome"], found["reason"], found["claims"]) == ("refused", "other_person", [])


def test_a_minor_is_for_a_person_even_when_proved(caller: Actions) -> None:
    told = as_member(caller, member_id="XQP9041178", date_of_birth="2015-02-01")
    assert told["outcome"] == "verified"
    assert search(caller)["reason"] == "minor"


def test_what_a_member_hears_is_less_than_what_a_provider_hears(
    caller: Actions, other_caller: Callable[[], Actions], world: World
) -> None:
    as_member(caller)
    own = caller.told(f"claims/{world.denied}/lines")
    assert "procedure" not in own["lines"][0]
    provider = other_caller()
    as_provider(provider)
    search(provider, **MOTHER, date_of_service=ON_THE_THIRD)
    assert provider.told(f"claims/{world.denied}/lines")["lines"][0]["procedure"] == "70553"


# -- facts


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


def test_codes_are_general_knowledge(caller: Actions) -> None:
    for code in ("CO-45", "45"):
        told = caller.told("codes", adjustment_code=code)
        assert told["code"] == "45"
        assert told["biller"]
        assert told["member"]
    assert caller.ask("codes", adjustment_code="99999").status_code == 404
    assert caller.ask("codes").status_code == 422


# -- counting


def test_five_tries_at_a_member_id_and_then_only_a_code(other_caller: Callable[[], Actions], world: World) -> None:
    outcomes = [as_member(other_caller(), zip="00000")["outcome"] for _ in range(6)]
    assert outcomes == ["refused"] * 5 + ["step_up"]
    assert as_member(other_caller())["outcome"] == "step_up"


def test_fifty_tries_at_once_are_compared_five_times_at_most(other_caller: Callable[[], Actions], world: World) -> None:
    callers = [other_caller() for _ in range(50)]
    with session_scope() as session:
        session.execute(update(Conversation).values(origin=None))
    with ThreadPoolExecutor(50) as threads:
        outcomes = list(threads.map(lambda one: as_member(one, zip="00000")["outcome"], callers))
    assert outcomes.count("refused") == 5
    assert outcomes.count("step_up") == 45


def test_a_try_counts_before_it_is_compared(caller: Actions, world: World, assistant: LocalEngine) -> None:
    """Killed between counting and comparing, the try has counted: counting is a transaction of its own."""
    verification.count_try(assistant.asked[-1].conversation, "XQP9041177", SystemClock())
    with session_scope() as session:
        counted = dict(session.execute(select(AttemptCounter.kind, AttemptCounter.count)).all())
    assert (counted["conversation"], counted["member_id"], counted["origin_day"]) == (1, 1, 1)


def test_a_success_does_not_count(caller: Actions, world: World) -> None:
    as_member(caller, zip="00000")
    assert as_member(caller)["failures"] == 1
    with session_scope() as session:
        assert set(
            session.scalars(select(AttemptCounter.count).where(AttemptCounter.kind.in_(("member_id", "conversation"))))
        ) == {1}


def test_a_real_member_does_not_unlock_a_guesser(other_caller: Callable[[], Actions], world: World) -> None:
    for _ in range(3):
        as_member(other_caller(), zip="00000")
    assert as_member(other_caller())["outcome"] == "verified"
    outcomes = [as_member(other_caller(), zip="00000")["outcome"] for _ in range(3)]
    assert outcomes == ["refused", "refused", "step_up"]


def test_one_place_may_fail_ten_times_a_day(other_caller: Callable[[], Actions], world: World) -> None:
    outcomes = []
    for n in range(11):
        told = as_member(other_caller(), member_id=f"UNKNOWN{n}")
        outcomes.append(told["outcome"])
    assert outcomes == ["refused"] * 10 + ["handoff"]


def test_guesses_at_a_patient_count_too(caller: Actions, world: World) -> None:
    as_provider(caller)
    outcomes = [
        search(caller, member_id="XQP9041177", date_of_birth=f"1980-05-{day}", date_of_service=ON_THE_THIRD)["outcome"]
        for day in (10, 11, 12)
    ]
    assert outcomes == ["refused", "refused", "handoff"]
    with session_scope() as session:
        assert session.scalars(select(Conversation.owner)).one() == "waiting"
        assert (
            CounterRepository(session).count("conversation", str(session.scalars(select(Conversation.id)).one())) == 3
        )


def test_a_known_and_an_unknown_id_end_alike(other_caller: Callable[[], Actions], world: World) -> None:
    known = [as_member(other_caller(), zip="00000")["outcome"] for _ in range(6)]
    with session_scope() as session:
        session.execute(update(Conversation).values(origin=None))
        session.execute(AttemptCounter.__table__.delete().where(AttemptCounter.kind == "origin_day"))
    unknown = [as_member(other_caller(), member_id="NOSUCHID1")["outcome"] for _ in range(6)]
    assert known == unknown


# -- the end of a proof


def test_a_proof_ends_after_a_quarter_of_an_hour_of_silence(caller: Actions, world: World) -> None:
    as_member(caller)
    with session_scope() as session:
        session.execute(
            update(Conversation).values(last_activity_at=Conversation.last_activity_at - timedelta(minutes=15))
        )
    assert caller.told("sessions")["session"]["level"] == "none"
    assert caller.ask(f"claims/{world.paid}/status").status_code == 403


def test_a_proof_ends_after_half_an_hour_in_all(caller: Actions, world: World) -> None:
    as_member(caller)
    with session_scope() as session:
        session.execute(update(Verification).values(verified_at=Verification.verified_at - timedelta(minutes=30)))
    assert caller.ask(f"claims/{world.paid}/status").status_code == 403


def test_a_dialogue_that_was_replaced_is_nobodys(
    caller: Actions, chat: Chat, world: World, assistant: LocalEngine
) -> None:
    as_member(caller)
    caller.dialogue = assistant.asked[-1].conversation
    with session_scope() as session:
        session.execute(
            update(Conversation).values(last_activity_at=Conversation.last_activity_at - timedelta(minutes=16))
        )
    chat.say("hello again")
    assert caller.ask("sessions").status_code == 404
    caller.dialogue = None
    assert caller.told("sessions")["session"]["level"] == "none"


def test_a_new_chat_starts_at_none(caller: Actions, other_caller: Callable[[], Actions], world: World) -> None:
    as_member(caller)
    stranger = other_caller()
    assert stranger.told("sessions")["session"]["level"] == "none"
    assert stranger.ask(f"claims/{world.paid}/status").status_code == 403


# -- one-time codes


@pytest.fixture
def outbox(app: FastAPI, tmp_path: Path) -> Iterator[Path]:
    app.dependency_overrides[notice_sender] = lambda: FolderNotices(tmp_path)
    yield tmp_path
    del app.dependency_overrides[notice_sender]


def code_in(outbox: Path) -> str:
    (path,) = outbox.glob("*.json")
    text = json.loads(path.read_text())["text"]
    return next(word.strip(".") for word in text.split() if word.strip(".").isdigit())


def test_a_code_steps_a_member_up_once(caller: Actions, world: World, outbox: Path) -> None:
    as_member(caller)
    assert caller.ask("documents", claim_id=str(world.paid), kind="eob_copy").json()["code"] == "step_up"
    assert caller.told("one_time_codes")["outcome"] == "sent"
    code = code_in(outbox)
    assert caller.told("one_time_codes/check", code=code)["session"]["level"] == "stepped_up"
    assert caller.told(f"claims/{world.sensitive}/status")["stage"] == "paid"
    assert caller.told("documents", claim_id=str(world.paid), kind="eob_copy")["reference"].startswith("R")
    assert caller.told("one_time_codes/check", code=code)["outcome"] == "refused"


def test_a_code_is_for_this_conversation_only(
    caller: Actions, other_caller: Callable[[], Actions], world: World, outbox: Path
) -> None:
    as_member(caller)
    caller.dialogue = caller.assistant.asked[-1].conversation
    caller.told("one_time_codes")
    thief = other_caller()
    assert thief.told("one_time_codes/check", code=code_in(outbox))["outcome"] == "refused"
    assert thief.told("sessions")["session"]["level"] == "none"


def test_a_code_is_late_after_ten_minutes(caller: Actions, world: World, outbox: Path) -> None:
    as_member(caller)
    caller.told("one_time_codes")
    with session_scope() as session:
        session.execute(update(OneTimeCode).values(expires_at=func.now() - timedelta(seconds=1)))
    assert caller.told("one_time_codes/check", code=code_in(outbox))["outcome"] == "refused"


def test_the_code_is_in_no_table(caller: Actions, world: World, outbox: Path) -> None:
    as_member(caller)
    caller.told("one_time_codes")
    with session_scope() as session:
        assert code_in(outbox) not in session.scalars(select(OneTimeCode.code_hash)).one()


def test_nobody_to_send_to_looks_like_somebody(caller: Actions, world: World, outbox: Path) -> None:
    told = caller.told("one_time_codes", member_id="NOSUCHID1", date_of_birth="1980-05-17")
    assert told["outcome"] == "sent"
    assert list(outbox.glob("*.json")) == []
    assert caller.told("one_time_codes/check", code="000000")["outcome"] == "refused"


def test_a_member_others_locked_out_still_gets_in_by_code(
    caller: Actions, other_caller: Callable[[], Actions], world: World, outbox: Path
) -> None:
    for _ in range(6):
        as_member(other_caller(), zip="00000")
    owner = other_caller()
    assert as_member(owner)["outcome"] == "step_up"
    owner.told("one_time_codes", **MOTHER)
    assert owner.told("one_time_codes/check", code=code_in(outbox))["session"]["level"] == "stepped_up"
    assert search(owner)["outcome"] == "several"
    assert as_member(other_caller())["outcome"] == "verified"


# -- promises


def test_an_appeal_is_drafted_once(caller: Actions, other_caller: Callable[[], Actions], world: World) -> None:
    as_member(caller)
    started = caller.told("appeals", claim_id=str(world.denied), reason_text="it was authorized")
    assert started["outcome"] == "started"
    assert started["number"].startswith("AP-")
    again = caller.told("appeals", claim_id=str(world.denied))
    assert (again["outcome"], again["number"]) == ("already_open", started["number"])
    assert caller.told("appeals", claim_id=str(world.paid))["outcome"] == "not_appealable"
    other = other_caller()
    as_provider(other)
    search(other, **MOTHER, date_of_service=ON_THE_THIRD)
    assert other.told("appeals", claim_id=str(world.denied))["outcome"] == "already_open"


def test_a_callback_and_a_report_are_work_with_owner_and_day(caller: Actions, world: World) -> None:
    first = caller.told("callbacks", phone="555 0143", when="tomorrow morning")
    again = caller.told("callbacks", phone="555 0143")
    assert first["reference"] == again["reference"]
    assert caller.told("reports", kind="fraud", words="they billed twice")["reference"] != first["reference"]
    with session_scope() as session:
        items = session.scalars(select(WorkItem).order_by(WorkItem.queue)).all()
        assert [(one.queue, one.owner) for one in items] == [("callbacks", "agent"), ("reports", "supervisor")]
        assert items[0].facts["reference"] == first["reference"]


def test_no_request_about_a_claim_without_a_right_to_it(caller: Actions, world: World) -> None:
    assert caller.ask("reports", kind="peer_to_peer", claim_id=str(world.denied)).status_code == 403
    assert caller.ask("callbacks", phone="5550143", claim_id=str(world.denied)).status_code == 403


def test_the_packet_tells_the_agent_where_things_stand(
    caller: Actions, chat: Chat, assistant: LocalEngine, world: World
) -> None:
    assistant.reply = says("Denied.", understood={"intent": "ask_denial_reason"}, actions=("answer_ask_denial_reason",))
    chat.say("why was it denied? I dispute that")
    as_provider(caller)
    search(caller, **MOTHER, date_of_service=ON_THE_THIRD)
    caller.told("handoffs", reason="dispute", claim_id=str(world.denied), summary={"wanted": ["start_appeal"]})
    with session_scope() as session:
        handoff = session.scalars(select(Handoff)).one()
    packet = handoff.packet
    assert packet["who"]["provider_name"] == "Tidewater Clinic"
    assert packet["verification"]["elements"] == ["npi", "tax_id"]
    assert packet["claim"]["denial_root_cause"] == "authorization"
    assert packet["intent"] == "ask_denial_reason"
    assert packet["question"]["said"] == "why was it denied? I dispute that"
    assert packet["tried"] == ["answer_ask_denial_reason"]
    assert (packet["deadline"], packet["money_at_risk"]) == ("2027-04-18", "240.00")
    assert "authorization" not in packet["opening_line"]
    assert (str(handoff.deadline), str(handoff.money_at_risk)) == ("2027-04-18", "240.00")


def test_the_packet_holds_no_claim_the_caller_did_not_prove(caller: Actions, world: World) -> None:
    caller.told("handoffs", reason="dispute", claim_id=str(world.denied))
    with session_scope() as session:
        assert session.scalars(select(Handoff)).one().packet["claim"] is None
