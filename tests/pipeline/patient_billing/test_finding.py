"""An account is found by its patient's name, member id or its number; the look is on record without them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select, update

from backend.audit.acts import Act
from backend.database import session_scope
from backend.models.audit import AuditEvent
from backend.models.member import Member
from backend.models.patient_account import PatientAccount
from backend.pipeline.patient_billing.errors import NothingToLookFor
from backend.pipeline.patient_billing.finding import Wanted, wanted
from backend.staff.policy import Role
from tests.pipeline.eligibility.practice import sign_in
from tests.pipeline.patient_billing.bills import billed
from tests.pipeline.secondary.plans import two_plans

SEARCH = "/api/v1/patient-accounts/search"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Farrow, Odessa", Wanted(names=("Farrow", "Odessa"))),
        ("  o'brien ", Wanted(names=("o'brien",))),
        ("h00 41-287.1", Wanted(identifier="H00412871")),
        ("PA-100001", Wanted(identifier="PA100001", serial=100001)),
        ("100001", Wanted(identifier="100001", serial=100001)),
    ],
)
def test_what_is_typed_is_a_name_an_id_or_a_number(typed: str, meant: Wanted) -> None:
    assert wanted(typed) == meant


@pytest.mark.parametrize("typed", ["", " , ", "x"])
def test_too_little_finds_nobody(typed: str) -> None:
    with pytest.raises(NothingToLookFor):
        wanted(typed)


@pytest.fixture
def look(client: TestClient, tmp_path: Path) -> Callable[[str], list[str]]:
    """Asks as a biller; the numbers found. The one account is Odessa Farrow's, id H00 412-871."""
    with session_scope() as session:
        billed(session, two_plans(session, tmp_path))
        told = {"first_name": "Odessa", "last_name": "Farrow", "member_id": "H00 412-871"}
        session.execute(update(Member).values(told).where(Member.id.in_(select(PatientAccount.member_id))))
    biller = sign_in(client, Role.BILLER)

    def ask(typed: str) -> list[str]:
        answer = biller.post(SEARCH, {"patient": typed})
        assert answer.status_code == 200, answer.text
        return [one["number"] for one in answer.json()["accounts"]]

    return ask


def test_it_is_found_by_each_and_by_nothing_that_does_not_fit(look: Callable[[str], list[str]]) -> None:
    with session_scope() as session:
        number = session.scalars(select(PatientAccount)).one().number
    for typed in ("farrow", "odessa far", "Farrow, Odessa", "H00412871", "h00 412 871", number, number[3:]):
        assert look(typed) == [number], typed
    for typed in ("Odessa Quince", "arrow", "H00412872", "100000", "100%", "fa_row"):
        assert look(typed) == [], typed


def test_a_settled_account_is_found_too_and_no_name_is_on_record(look: Callable[[str], list[str]]) -> None:
    with session_scope() as session:
        session.execute(update(PatientAccount).values(state="settled"))
    assert len(look("farrow")) == 1
    with session_scope() as session:
        viewed = select(AuditEvent).where(AuditEvent.act == Act.PATIENT_ACCOUNT_VIEWED)
        last = session.scalars(viewed.order_by(AuditEvent.seq.desc())).first()
        assert last is not None
        assert (last.subject, list(last.fields), last.purpose or "") == ("patient_accounts:1", ["search"], "")


def test_nobody_and_the_wrong_person_find_nothing(client: TestClient) -> None:
    assert client.post(SEARCH, json={"patient": "farrow"}).status_code == 401
    assert sign_in(client, Role.AGENT).post(SEARCH, {"patient": "farrow"}).status_code == 403
    refused = sign_in(client, Role.SUPERVISOR).post(SEARCH, {"patient": "x"})
    assert (refused.status_code, refused.json()["code"]) == (422, "nothing_to_look_for")
