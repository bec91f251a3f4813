"""No staff answer with health information without an audit event: every route of the OpenAPI that reads is walked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from sqlalchemy import func, select

from backend.app import feature_modules
from backend.database import session_scope
from backend.integrations.rasa.interface import HandoffWish
from backend.integrations.rasa.local import LocalEngine
from backend.models.audit import AuditEvent
from backend.models.handoff import Handoff
from backend.models.work_item import WorkItem
from backend.pipeline.work import service as work
from backend.staff.looking import fields_of
from backend.staff.policy import Role, who_may
from tests.conversation.conftest import Chat, Person, says
from tests.conversation.world import World, make_world

NOBODY_IN_IT = {
    "counts, rates and sums of many": {
        "GET /api/v1/appeals/history",
        "GET /api/v1/denials/patterns",
        "GET /api/v1/quality/samples",
        "GET /api/v1/receivables/ageing",
        "GET /api/v1/submission-rates",
        "GET /api/v1/submissions",
        "GET /api/v1/work-queues",
        "GET /api/v1/reports",
        "GET /api/v1/reports/{report_id}/charts/{key}",
    },
    "names of ours, of practices and of what may be chosen": {
        "GET /api/v1/approvers",
        "GET /api/v1/enrolments",
        "GET /api/v1/files",
        "GET /api/v1/quality/coverage",
        "GET /api/v1/quality/error-categories",
        "GET /api/v1/report-clients",
        "GET /api/v1/work-owners",
        "GET /api/v1/handoffs/wrap-up-codes",
        "GET /api/v1/handoffs/agents",
        "GET /api/v1/telephone",
        "GET /api/v1/me",
        "GET /api/v1/staff/{staff_id}/sessions",
    },
    "which conversation stands where, nothing said in it and nobody named": {
        "GET /api/v1/handoffs",
        "GET /api/v1/conversations",
        "GET /api/v1/conversations/stream",
        "GET /api/v1/supervision/wall",
        "GET /api/v1/supervision/stream",
        "GET /api/v1/supervision/double-scoring",
        "GET /api/v1/notices",
        "GET /api/v1/consults",
        "GET /api/v1/outbound-notices",
        "GET /api/v1/learning",
    },
}
RECORDED_WITH_THE_RECORD = {
    "GET /api/v1/appeals/{appeal_id}": "tests/pipeline/appeals",
    "GET /api/v1/appeals/{appeal_id}/packet": "tests/pipeline/appeals",
    "GET /api/v1/claims/{claim_id}/adjudication": "tests/pipeline/adjudication",
    "GET /api/v1/claims/{claim_id}/explanation-of-benefits": "tests/pipeline/adjudication",
    "GET /api/v1/claims/{claim_id}/explanation-of-benefits.pdf": "tests/pipeline/adjudication",
    "GET /api/v1/files/{file_id}": "tests/pipeline/intake",
    "GET /api/v1/files/advices/{advice_id}": "tests/pipeline/intake",
    "GET /api/v1/patient-accounts/{account_id}": "tests/pipeline/patient_billing",
    "GET /api/v1/statements/{statement_id}/pdf": "tests/pipeline/patient_billing",
    "GET /api/v1/statements/{statement_id}/text": "tests/pipeline/patient_billing",
    "GET /api/v1/quality/checks/{check_id}": "tests/pipeline/quality",
    "GET /api/v1/reports/{report_id}": "tests/pipeline/reporting",
    "GET /api/v1/reports/{report_id}/pdf": "tests/pipeline/reporting",
    "GET /api/v1/reports/{report_id}/csv": "tests/pipeline/reporting",
    "GET /api/v1/reports/{report_id}/lists/{basis}": "tests/pipeline/reporting",
    "GET /api/v1/reports/{report_id}/lists/{basis}/csv": "tests/pipeline/reporting",
    "GET /api/v1/desk-work": "tests/conversation/test_desk_work.py",
    "GET /api/v1/consults/{consult_id}": "tests/conversation/test_colleagues.py",
    "GET /api/v1/learning/examples/{example_id}": "tests/conversation/learning",
    "GET /api/v1/transcripts/{conversation_id}/stream": "tests/conversation/supervision/test_live.py",
}
"""Nothing of these in this test's small world; their services write the event, and their own tests hold them to it."""
GIVEN = {"first_day": "2026-01-01", "last_day": "2026-01-31", "since": "2026-01-01", "until": "2026-02-01"}
SEARCHED = {
    "POST /api/v1/claims/search": {"provider_npi": "1770002313", "claim_number": "ICN20260303"},
    "POST /api/v1/patient-accounts/search": {"patient": "Farrow"},
    "POST /api/v1/transcripts/search": {},
}


def readers() -> Iterator[tuple[str, APIRoute]]:
    """Every route that answers signed-in staff and changes nothing."""
    for _, module in feature_modules("endpoints"):
        for route in module.router.routes:
            if isinstance(route, APIRoute) and route.include_in_schema:
                for method in route.methods:
                    named = f"{method} {route.path}"
                    reads = method == "GET" or named.endswith("/search")
                    if reads and isinstance(who_may(method, route.path), frozenset) and "/api/" in route.path:
                        yield named, route


READERS = dict(readers())
EXEMPT = frozenset().union(*NOBODY_IN_IT.values())
WALKED = sorted(READERS.keys() - EXEMPT - RECORDED_WITH_THE_RECORD.keys())


@pytest.fixture
def known(client: TestClient, chat: Chat, assistant: LocalEngine) -> dict[str, Any]:
    """Ids for the addresses: a claim, a conversation that waits for a person, a day."""
    with session_scope() as session:
        world: World = make_world(session)
    assistant.reply = says("I am getting somebody.", handoff=HandoffWish(reason="dispute"))
    chat.say("I dispute this")
    with session_scope() as session:
        handoff = session.scalars(select(Handoff)).one()
        return {
            "claim_id": world.denied,
            "conversation_id": handoff.conversation_id,
            "handoff_id": handoff.id,
            "day": date.today(),
        }


def events() -> int:
    with session_scope() as session:
        return session.scalar(select(func.count()).select_from(AuditEvent)) or 0


def test_every_look_at_somebodys_record_is_one_event_more(
    signed_in: Callable[..., Person], known: dict[str, Any]
) -> None:
    people = {role: signed_in(role.value.title(), role) for role in (Role.ADMIN, Role.AGENT)}
    people[Role.ADMIN].post(f"/api/v1/handoffs/{known['handoff_id']}/accept")
    silent, elsewhere = [], []
    for named in WALKED:
        method, path = named.split(" ")
        person = people[Role.ADMIN] if Role.ADMIN in who_may(method, path) else people[Role.AGENT]  # type: ignore[operator]
        address = re.sub(r"\{(\w+)\}", lambda part: str(known.get(part[1], known["claim_id"])), path)
        before = events()
        if method == "POST":
            answer = person.post(address, SEARCHED[named])
        else:
            query = "&".join(
                f"{one.alias}={GIVEN[one.alias]}" for one in READERS[named].dependant.query_params if one.alias in GIVEN
            )
            answer = person.get(f"{address}?{query}")
        if answer.status_code >= 400:
            elsewhere.append((named, answer.status_code, bool(READERS[named].dependencies)))
        elif events() != before + 1:
            silent.append((named, events() - before))
    assert silent == []
    assert [one for one in elsewhere if not one[2]] == []
    assert len(elsewhere) < 6


def test_the_lists_name_routes_that_are_there() -> None:
    assert EXEMPT | RECORDED_WITH_THE_RECORD.keys() <= READERS.keys()
    assert len(WALKED) > 25


def test_the_event_names_the_fields_and_holds_no_value(signed_in: Callable[..., Person], known: dict[str, Any]) -> None:
    answer = signed_in("Bo", Role.BILLER).post("/api/v1/claims/search", SEARCHED["POST /api/v1/claims/search"])
    assert answer.status_code == 200
    with session_scope() as session:
        last = session.scalars(select(AuditEvent).order_by(AuditEvent.seq.desc())).first()
        assert last is not None
        assert (last.act, last.subject) == ("staff:records:listed", "claims")
        assert set(last.fields) == fields_of(READERS["POST /api/v1/claims/search"].response_model)
        assert "charge" in last.fields


def test_a_refused_look_is_no_event(signed_in: Callable[..., Person], known: dict[str, Any]) -> None:
    bo = signed_in("Bo", Role.BILLER)
    before = events()
    assert bo.get(f"/api/v1/receivables/follow-ups/{known['conversation_id']}").status_code == 404
    assert events() == before


@pytest.mark.parametrize(
    ("owner", "seen"), [("supervisor", False), ("other@example.com", False), ("biller", True), ("bo@example.com", True)]
)
def test_a_biller_reads_a_callers_words_only_in_work_of_their_own(
    signed_in: Callable[..., Person], known: dict[str, Any], owner: str, seen: bool
) -> None:
    facts = {"reference": "R1", "words": "zyzzyva", "phone": "+15550100", "further": [{"words": "quockerwodger"}]}
    item = work.NewWork(
        "complaints", "conversation", known["conversation_id"], "complaint", owner, date.today(), facts=facts
    )
    with session_scope() as session:
        work.open_work_item(session, item)
    told = signed_in("Bo", Role.BILLER).get("/api/v1/work-items?queue=complaints").json()["items"][0]["facts"]
    assert told["reference"] == "R1"
    assert ("zyzzyva" in str(told), "+15550100" in str(told), "quockerwodger" in str(told)) == (seen, seen, seen)
    whole = signed_in("Sue", Role.SUPERVISOR).get("/api/v1/work-items?queue=complaints").json()["items"][0]["facts"]
    assert whole["words"] == "zyzzyva"
    with session_scope() as session:
        assert session.scalars(select(WorkItem.facts).where(WorkItem.queue == "complaints")).one() == facts
