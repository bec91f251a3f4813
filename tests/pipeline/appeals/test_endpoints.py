"""Appeals and denials over HTTP: nobody, the wrong person, then a biller's whole way from draft to decision."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

import pyotp
import pytest
from fastapi.testclient import TestClient
from httpx import Response
from sqlalchemy import select

from backend.database import session_scope
from backend.kit.clock import SystemClock
from backend.kit.money import Money
from backend.models.audit import AuditEvent
from backend.models.claim import ClaimEvent
from backend.models.denial import DenialPattern
from backend.staff import service as staff_service
from backend.staff.gate import COOKIE
from backend.staff.policy import Role
from tests.pipeline.denials.opening import open_denials

APPEALS, DENIALS = "/api/v1/appeals", "/api/v1/denials"
NOBODY = uuid4()
READS = [
    APPEALS,
    f"{APPEALS}/history",
    f"{APPEALS}/{NOBODY}",
    f"{APPEALS}/{NOBODY}/packet",
    DENIALS,
    f"{DENIALS}/patterns",
    "/operate/denials",
    "/operate/appeals",
]
ACTS = [
    (f"{APPEALS}", {"claim_id": str(NOBODY)}),
    (f"{APPEALS}/{NOBODY}/signature", {}),
    (f"{APPEALS}/{NOBODY}/sent", {"on": "2026-03-25"}),
    (f"{APPEALS}/{NOBODY}/decision", {"outcome": "upheld", "decided_on": "2026-03-25"}),
    (f"{APPEALS}/{NOBODY}/withdrawal", {}),
    (f"{DENIALS}/{NOBODY}/assignment", {"owner": "rosa", "next_date": "2026-03-25"}),
    (f"{DENIALS}/{NOBODY}/settlement", {"outcome": "corrected"}),
    (f"{DENIALS}/patterns/scan", {}),
    (f"{DENIALS}/patterns/{NOBODY}/fix", {"effective": "2026-03-25"}),
]


@dataclass
class Person:
    """Somebody signed in."""

    client: TestClient
    token: str

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Response:
        return self.client.request(method, path, json=body, headers={"Cookie": f"{COOKIE}={self.token}"})


@pytest.fixture
def person(client: TestClient) -> Callable[[Role], Person]:
    def make(role: Role) -> Person:
        email, password = f"{role}-{uuid4().hex[:6]}@example.com", "a long enough password"
        with session_scope() as session:
            secret = staff_service.create(
                session, email=email, name="Rosa Quill", role=role, password=password
            ).totp_secret
        with session_scope() as session:
            token = staff_service.sign_in(session, email, password, pyotp.TOTP(secret).now())
        assert token is not None
        return Person(client, token)

    return make


@pytest.fixture
def claim_id(client: TestClient, make_records: Callable[..., Any], make_facts: Callable[..., Any]) -> UUID:
    """A claim denied three days ago."""
    today = SystemClock().today()
    with session_scope() as session:
        records = make_records(session, count(1))
        payer = records.payer()
        paid_on = today - timedelta(days=3)
        claim = records.claim(payer, records.provider(), records.member(payer), paid_on=paid_on)
        open_denials(session, claim.id, [make_facts(remittance_date=paid_on)], today, claim.advice_id)
        return UUID(str(claim.id))


def acts_of_staff(subject: str) -> list[tuple[str, list[str]]]:
    """What a person did to something, as the audit has it."""
    with session_scope() as session:
        found = session.scalars(select(AuditEvent).where(AuditEvent.subject == subject).order_by(AuditEvent.seq))
        return [(one.act, list(one.fields)) for one in found if one.actor.startswith("staff:")]


def _left(last_day: str) -> int:
    return (date.fromisoformat(last_day) - SystemClock().today()).days


@pytest.mark.parametrize("path", READS)
def test_nobody_reads(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 401


@pytest.mark.parametrize(("path", "body"), ACTS)
def test_nobody_acts(client: TestClient, path: str, body: dict[str, Any]) -> None:
    assert client.post(path, json=body).status_code == 401


def test_an_agent_and_an_auditor_are_the_wrong_persons(person: Callable[[Role], Person]) -> None:
    for role in (Role.AGENT, Role.AUDITOR):
        wrong = person(role)
        assert {wrong.ask("GET", path).status_code for path in READS} == {403}
        assert {wrong.ask("POST", path, body).status_code for path, body in ACTS} == {403}


def test_a_biller_may_not_order_a_scan(person: Callable[[Role], Person]) -> None:
    assert person(Role.BILLER).ask("POST", f"{DENIALS}/patterns/scan").status_code == 403
    assert person(Role.SUPERVISOR).ask("POST", f"{DENIALS}/patterns/scan").json() == {"patterns": []}


def test_what_is_not_there_is_not_found(person: Callable[[Role], Person]) -> None:
    biller = person(Role.BILLER)
    assert biller.ask("GET", f"{APPEALS}/{NOBODY}").status_code == 404
    assert biller.ask("POST", f"{DENIALS}/{NOBODY}/settlement", {"outcome": "corrected"}).status_code == 404


def test_from_draft_to_decision(person: Callable[[Role], Person], claim_id: UUID) -> None:
    biller, today = person(Role.BILLER), SystemClock().today().isoformat()
    drafted = biller.ask("POST", APPEALS, {"claim_id": str(claim_id), "reason": "We had called ahead."})
    assert drafted.status_code == 201, drafted.text
    appeal = drafted.json()
    address = f"{APPEALS}/{appeal['id']}"
    assert (appeal["state"], appeal["amount"]) == ("draft", "420.00")
    second = biller.ask("POST", APPEALS, {"claim_id": str(claim_id)})
    assert (second.status_code, second.json()["number"]) == (409, appeal["number"])

    listed = biller.ask("GET", APPEALS).json()["appeals"]
    assert [one["number"] for one in listed] == [appeal["number"]]
    assert "letter" not in listed[0]
    assert listed[0]["claim_number"].startswith("ICN")
    assert (listed[0]["payer_name"], listed[0]["days_left"]) == ("Harbor Health Plan", _left(listed[0]["deadline"]))
    letter = appeal["letter"] + "\n\nThank you."
    assert biller.ask("PUT", f"{address}/letter", {"text": letter}).json()["letter"] == letter
    assert biller.ask("POST", f"{address}/sent", {"on": today}).status_code == 409
    assert biller.ask("POST", f"{address}/signature", {}).json()["signed_by"] == "Rosa Quill"
    packet = biller.ask("GET", f"{address}/packet")
    assert packet.headers["content-type"] == "application/pdf"
    assert packet.content.startswith(b"%PDF-")
    assert biller.ask("POST", f"{address}/sent", {"on": today}).json()["state"] == "sent"
    won = {"outcome": "overturned", "decided_on": today, "recovered": "300.00"}
    assert biller.ask("POST", f"{address}/decision", won).json()["recovered"] == "300.00"
    (rate,) = biller.ask("GET", f"{APPEALS}/history").json()["rates"]
    assert (rate["payer_name"], rate["won"]) == ("Harbor Health Plan", 1)
    assert biller.ask("GET", APPEALS).json() == {"appeals": []}
    (ended,) = biller.ask("GET", f"{APPEALS}?ended=true").json()["appeals"]
    assert (ended["number"], ended["outcome"]) == (appeal["number"], "overturned")
    assert biller.ask("GET", DENIALS).json() == {"denials": [], "waiting": []}
    assert acts_of_staff(f"appeal:{appeal['id']}") == [
        ("staff:appeal:changed", ["letter"]),
        ("staff:appeal:signed", []),
        ("staff:appeal:sent", []),
        ("staff:appeal:decided", ["overturned"]),
    ]


def test_a_clinical_draft_waits_for_the_physician(
    person: Callable[[Role], Person], claim_id: UUID, make_facts: Callable[..., Any]
) -> None:
    biller = person(Role.BILLER)
    today, amount = SystemClock().today(), make_facts().amount
    with session_scope() as session:
        clinical = make_facts(carc="50", line_number=2, amount=amount + amount, remittance_date=today)
        open_denials(session, claim_id, [clinical], today)
    address = f"{APPEALS}/{biller.ask('POST', APPEALS, {'claim_id': str(claim_id)}).json()['id']}"
    assert biller.ask("POST", f"{address}/signature", {}).json()["code"] == "physician_not_heard"
    stated = biller.ask("PUT", f"{address}/physician-statement", {"text": "Therapy had failed."}).json()
    assert "Therapy had failed." in stated["letter"]
    assert biller.ask("POST", f"{address}/withdrawal").json()["state"] == "withdrawn"
    assert acts_of_staff(f"appeal:{address.rpartition('/')[2]}") == [
        ("staff:appeal:changed", ["letter", "physician_statement"]),
        ("staff:appeal:withdrawn", []),
    ]


def test_the_queue_is_worked(person: Callable[[Role], Person], claim_id: UUID) -> None:
    biller = person(Role.BILLER)
    queue = biller.ask("GET", DENIALS).json()
    (denial,) = queue["denials"]
    assert (denial["payer_name"], denial["days_left"]) == ("Harbor Health Plan", _left(denial["deadline"]))
    assert queue["waiting"] == [{"skill": denial["skill"], "count": 1, "amount": "420.00", "late": 0}]
    assert (denial["claim_id"], denial["amount"], denial["root_cause"]) == (str(claim_id), "420.00", "authorization")
    address = f"{DENIALS}/{denial['id']}"
    moved = {
        "owner": "clinical",
        "next_date": (date.fromisoformat(denial["next_date"]) + timedelta(days=1)).isoformat(),
    }
    assert biller.ask("POST", f"{address}/assignment", moved).json()["owner"] == "clinical"
    settled = {"outcome": "corrected", "recovered": "12.00"}
    assert biller.ask("POST", f"{address}/settlement", settled).json()["state"] == "closed"
    assert biller.ask("POST", f"{address}/settlement", settled).status_code == 409
    assert acts_of_staff(f"denial:{denial['id']}") == [
        ("staff:denial:assigned", ["next_date", "owner"]),
        ("staff:denial:settled", ["corrected"]),
    ]
    with session_scope() as session:
        event = session.scalars(select(ClaimEvent).where(ClaimEvent.kind == "denial_settled")).one()
        assert (event.claim_id, event.detail) == (
            claim_id,
            {"name": "Rosa Quill", "amount": "420.00", "outcome": "corrected"},
        )
    assert biller.ask("GET", f"{DENIALS}/patterns?month=2026-03-01").json() == {"patterns": []}


def test_pattern_of_an_earlier_month_stands_until_it_is_closed(
    person: Callable[[Role], Person], make_records: Callable[..., Any]
) -> None:
    with session_scope() as session:
        records = make_records(session, count(1))
        payer, provider = records.payer(), records.provider()
        for state, carc in (("open", "197"), ("closed", "16")):
            pattern = DenialPattern(
                month=date(2026, 1, 1), payer_id=payer.id, provider_id=provider.id, root_cause="authorization", carc=carc,
                scope="provider", denied=9, billed=30, past_denied=3, past_billed=300, expected="0.30", p_value="1e-9",
                amount=Money.of("900.00"), cause="Unknown.", fixer="clinical", state=state,
            )  # fmt: skip
            session.add(pattern)
    biller = person(Role.BILLER)
    (shown,) = biller.ask("GET", f"{DENIALS}/patterns?month=2026-03-01").json()["patterns"]
    assert (shown["carc"], shown["payer_name"], shown["provider_name"]) == (
        "197",
        "Harbor Health Plan",
        "Tidewater Clinic",
    )
    fixed = biller.ask("POST", f"{DENIALS}/patterns/{shown['id']}/fix", {"effective": "2026-03-02"}).json()
    assert (fixed["state"], fixed["fixed_on"], fixed["worked"]) == ("fixed", "2026-03-02", None)
