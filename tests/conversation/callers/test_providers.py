"""A provider: proved once, then each patient by a claim it billed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import select, update

from backend.database import session_scope
from backend.integrations.rasa.local import LocalEngine
from backend.models.claim import Claim
from backend.models.conversation import Conversation
from backend.models.handoff import Handoff
from tests.conversation.callers.conftest import MOTHER, ON_THE_THIRD, as_provider, search
from tests.conversation.conftest import Actions, Chat
from tests.conversation.world import CLINIC_NPI, CLINIC_TAX_LAST5, OTHER_NPI, OTHER_TAX_LAST5, World


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


def test_a_whole_tax_id_has_to_be_right_to_its_first_digit(caller: Actions) -> None:
    wrong = {"role": "provider", "npi": CLINIC_NPI, "tax_id": f"9999{CLINIC_TAX_LAST5}"}
    assert caller.told("verifications", **wrong)["outcome"] == "refused"
    assert caller.told("verifications", **(wrong | {"tax_id": "123456789"}))["outcome"] == "verified"


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
            "claim_number": "icn-20260303",
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


def test_the_practices_own_account_number_finds_a_claim_and_proves_no_patient(caller: Actions, world: World) -> None:
    as_provider(caller)
    account = {"claim_number": "ACC-20260303"}
    assert search(caller, **MOTHER, **account)["outcome"] == "refused"
    long = {"start": "2025-03-03", "end": "2026-03-03"}
    assert search(caller, **MOTHER, **account, date_of_service=long)["outcome"] == "refused"
    found = search(caller, **MOTHER, **account, date_of_service=ON_THE_THIRD)
    assert [one["id"] for one in found["claims"]] == [str(world.paid)]
    assert search(caller, claim_number="ACC-20260404")["claims"][0]["id"] == str(world.denied)


def test_a_claim_without_a_payers_number_goes_by_its_account_number(caller: Actions, world: World) -> None:
    with session_scope() as session:
        session.execute(update(Claim).where(Claim.id == world.paid).values(payer_claim_control_number=None))
    as_provider(caller)
    assert search(caller, **MOTHER, claim_number="ACC-20260303")["outcome"] == "found"


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


def test_with_every_turn_the_assistant_is_told_what_is_proved_by_now(
    caller: Actions, chat: Chat, assistant: LocalEngine
) -> None:
    chat.say("hello")
    assert assistant.asked[-1].meta["session"]["level"] == "none"
    as_provider(caller)
    chat.say("and now the claim")
    assert assistant.asked[-1].meta["session"] == caller.told("sessions")["session"]
    assert assistant.asked[-1].meta["session"]["provider"]["npi"] == CLINIC_NPI
